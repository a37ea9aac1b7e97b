"""What may be read, by whom, and where every file stands. Nothing here writes."""

from .asked import ask_anew, asked_once
from .authority import Viewer, authority_holders, in_whose_name, may_act, name_of_act, viewer_of
from .reading import acts_of, first_signatures, has_read, kernel_documents, visible_documents
from .standing import (
    NextStep,
    calendar_for,
    next_steps,
    office,
    refusal_of,
    situation,
    started,
    step_deadlines_of,
    step_named,
    steps_on,
)
from .waiting import Waiting, sent_by, waiting_count, waiting_for

__all__ = [
    "NextStep", "Viewer", "Waiting", "acts_of", "ask_anew", "asked_once", "authority_holders", "calendar_for", "first_signatures", "has_read", "in_whose_name", "kernel_documents", "may_act",
    "name_of_act", "next_steps", "office", "refusal_of", "sent_by", "situation", "started", "step_deadlines_of", "step_named", "steps_on", "viewer_of",
    "visible_documents", "waiting_count", "waiting_for",
]  # fmt: skip
