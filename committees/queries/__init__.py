"""What may be read of this office, by whom. Nothing here writes."""

from .dossiers import dossiers, tables_for
from .scope import (
    ambiguity_visible,
    committee_bodies,
    declaration_visible,
    document_scope,
    formation_visible,
    formations,
    item_visible,
    lot_visible,
    own_declaration,
    table_visible,
)
from .waiting import waiting_for

__all__ = [
    "ambiguity_visible", "committee_bodies", "declaration_visible", "document_scope", "dossiers", "formation_visible", "formations",
    "item_visible", "lot_visible", "own_declaration", "table_visible", "tables_for", "waiting_for",
]  # fmt: skip
