"""What may be read of this office, by whom. Nothing here writes."""

from .scope import (
    document_scope,
    has_a_door,
    matter_visible,
    matters,
    new_by_law,
    new_matter,
    new_referral,
    office_matter,
    referral_visible,
    task_visible,
)
from .tasks import new_task
from .waiting import waiting_for

__all__ = [
    "document_scope", "has_a_door", "matter_visible", "matters", "new_by_law", "new_matter", "new_referral", "new_task", "office_matter",
    "referral_visible", "task_visible", "waiting_for",
]  # fmt: skip
