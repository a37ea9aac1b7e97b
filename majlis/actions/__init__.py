"""What an officer of the house does: one function, one official act."""

from .calendar import correct_holiday, declare_closure, declare_holiday, revoke_closure
from .enacting import enact_figure
from .founding import found_house, open_term
from .letters import draft_letter, revise_letter, sign_letter, void_letter
from .people import (
    appoint,
    correct_person,
    disable_user,
    end_membership,
    end_sessions,
    establish_body,
    invite_user,
    register_person,
    rename_body,
    reopen_second_factor,
)
from .roster import assign_branches, import_roster
from .substitutes import appoint_substitute, end_substitution

__all__ = [
    "appoint", "appoint_substitute", "assign_branches", "correct_holiday", "correct_person", "declare_closure", "declare_holiday",
    "disable_user", "draft_letter", "enact_figure", "end_membership", "end_sessions", "end_substitution", "establish_body", "found_house", "import_roster", "invite_user",
    "open_term", "register_person", "rename_body", "reopen_second_factor", "revise_letter", "revoke_closure", "sign_letter", "void_letter",
]  # fmt: skip
