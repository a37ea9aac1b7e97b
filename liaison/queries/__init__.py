"""What may be read of this office, by whom. Nothing here writes."""

from .scope import (
    document_scope,
    has_a_door,
    matter_visible,
    matters,
    new_matter,
    new_referral,
    office_matter,
    referral_visible,
)
from .waiting import waiting_for

__all__ = [
    "document_scope", "has_a_door", "matter_visible", "matters", "new_matter", "new_referral", "office_matter", "referral_visible",
    "waiting_for",
]  # fmt: skip
