"""What may be read of this office, by whom. Nothing here writes."""

from .consultations import consultation_visible, new_consultation
from .floor import open_vote
from .papers import document_scope
from .positions import new_position, position_visible
from .scope import (
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
from .work_scope import (
    evaluation_visible,
    gathering_visible,
    meeting_lot_visible,
    meeting_visible,
    new_criteria,
    new_defence,
    new_gathering,
    new_meeting,
    new_meeting_lot,
    new_presence,
    new_round,
    new_voice,
    office_gathering,
    opinion_visible,
    presence_visible,
    voice_visible,
)

__all__ = [
    "consultation_visible",
    "document_scope",
    "evaluation_visible",
    "gathering_visible",
    "has_a_door",
    "matter_visible",
    "matters",
    "meeting_lot_visible",
    "meeting_visible",
    "new_by_law",
    "new_consultation",
    "new_criteria",
    "new_defence",
    "new_gathering",
    "new_matter",
    "new_meeting",
    "new_meeting_lot",
    "new_position",
    "new_presence",
    "new_referral",
    "new_round",
    "new_task",
    "new_voice",
    "office_gathering",
    "office_matter",
    "open_vote",
    "opinion_visible",
    "position_visible",
    "presence_visible",
    "referral_visible",
    "task_visible",
    "voice_visible",
    "waiting_for",
]  # fmt: skip
