"""What may be read of this office, by whom. Nothing here writes."""

from .scope import (
    case_or_own,
    case_visible,
    cases,
    document_scope,
    has_a_room,
    is_of_the_board,
    own_case,
    own_cases,
    receipt_open,
)
from .waiting import waiting_for

__all__ = [
    "case_or_own", "case_visible", "cases", "document_scope", "has_a_room", "is_of_the_board", "own_case", "own_cases",
    "receipt_open", "waiting_for",
]  # fmt: skip
