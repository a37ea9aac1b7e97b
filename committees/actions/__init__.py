"""What an officer of this office does: one function, one official act, named as its step."""

from .changes import end_seat, lower_minimum, move_member
from .collecting import (
    declare_record,
    issue_form,
    open_by_election,
    open_formation,
    refer_forms,
    submit_declaration,
    submit_late_declaration,
)
from .doubts import close_sitting, decide_ambiguity, open_sitting, refer_ambiguity
from .lots import announce_lot, open_shares, record_dice, void_lot
from .objections import (
    admit_late_declaration,
    close_joint_sitting,
    decide_objection,
    decide_seat_objection,
    file_objection,
    invite_objector,
    object_to_seat,
    open_joint_sitting,
    request_late_admission,
)
from .scores import publish_scores, settle_scores
from .seating import finalise_roster, name_further_choices, open_proof, place_left_over, seat_members
from .tables import approve_score_table, draft_score_table
from .verifying import (
    accept_item,
    ask_for_document,
    flag_item,
    hand_over_records,
    print_records,
    recheck_item,
    reject_item,
    reopen_item,
    send_document,
)

__all__ = [
    "accept_item",
    "admit_late_declaration",
    "announce_lot",
    "approve_score_table",
    "ask_for_document",
    "close_joint_sitting",
    "close_sitting",
    "decide_ambiguity",
    "decide_objection",
    "decide_seat_objection",
    "declare_record",
    "draft_score_table",
    "end_seat",
    "file_objection",
    "finalise_roster",
    "flag_item",
    "hand_over_records",
    "invite_objector",
    "issue_form",
    "lower_minimum",
    "move_member",
    "name_further_choices",
    "object_to_seat",
    "open_by_election",
    "open_formation",
    "open_joint_sitting",
    "open_proof",
    "open_shares",
    "open_sitting",
    "place_left_over",
    "print_records",
    "publish_scores",
    "recheck_item",
    "record_dice",
    "refer_ambiguity",
    "refer_forms",
    "reject_item",
    "reopen_item",
    "request_late_admission",
    "seat_members",
    "send_document",
    "settle_scores",
    "submit_declaration",
    "submit_late_declaration",
    "void_lot",
]
