"""What an officer of this office does: one function, one official act, named as its step."""

from .appeals import (
    admit_late_appeal,
    decide_appeal,
    file_appeal,
    forward_appeal,
    invite_to_appeal,
    make_final,
    record_late_appeal,
)
from .archive import archive_case, carry_to_next_term, drop_opening, join_opening, open_archive
from .beside import (
    await_security_council,
    record_security_council,
    refer_to_judiciary,
    report_to_guardian_council,
    resume_case,
    suspend_for_court,
)
from .board import adopt_board_rule
from .deciding import assign_inquiry, dismiss_report, find_no_violation, find_violation, report_inquiry
from .election import (
    elect_officers,
    open_candidacy,
    present_candidates,
    present_replacement,
    record_board_election,
    stand_for_board,
)
from .execution import announce_sanction, execute_sanction
from .hearing import close_hearing, hold_hearing, invite_member, prove_service, receive_defence, record_absence
from .intake import register_report
from .keys import hand_keys_on, release_identity
from .rulings import correct_ruling, issue_ruling, serve_ruling
from .sitting import (
    cast_vote,
    close_ballot,
    close_sitting,
    declare_recusal,
    open_ballot,
    open_sitting,
    record_attendance,
)
from .staff import assign_staff, propose_staff

__all__ = [
    "admit_late_appeal",
    "adopt_board_rule",
    "announce_sanction",
    "archive_case",
    "assign_inquiry",
    "assign_staff",
    "await_security_council",
    "carry_to_next_term",
    "cast_vote",
    "close_ballot",
    "close_hearing",
    "close_sitting",
    "correct_ruling",
    "decide_appeal",
    "declare_recusal",
    "dismiss_report",
    "drop_opening",
    "elect_officers",
    "execute_sanction",
    "file_appeal",
    "find_no_violation",
    "find_violation",
    "forward_appeal",
    "hand_keys_on",
    "hold_hearing",
    "invite_member",
    "invite_to_appeal",
    "issue_ruling",
    "join_opening",
    "make_final",
    "open_archive",
    "open_ballot",
    "open_candidacy",
    "open_sitting",
    "present_candidates",
    "present_replacement",
    "propose_staff",
    "prove_service",
    "receive_defence",
    "record_absence",
    "record_attendance",
    "record_board_election",
    "record_late_appeal",
    "record_security_council",
    "refer_to_judiciary",
    "register_report",
    "release_identity",
    "report_inquiry",
    "report_to_guardian_council",
    "resume_case",
    "serve_ruling",
    "stand_for_board",
    "suspend_for_court",
]  # fmt: skip
