"""What an officer of this office does: one function, one official act, named as its step."""

from .bills import announce_receipt, record_vote, refer_bill, report_bill, submit_bill, vote_on_withdrawal
from .filing import file_government_bill, file_interpellation, file_member_bill, file_notice, file_question
from .importing import import_questions
from .questions import (
    announce_question,
    answer_notice,
    postpone_question,
    read_notice,
    record_committee_meeting,
    record_floor_vote,
    schedule_floor,
    send_question,
)
from .reference import correct_cabinet, register_cabinet
from .referring import (
    accept_referral,
    answer_referral,
    ask_for_time,
    close_matter,
    escalate_referral,
    grant_time,
    hand_on_referral,
    refer_to_ministry,
    refuse_time,
    transfer_referral,
    withdraw_referral,
)
from .signing import (
    announce_interpellation,
    hold_interpellation,
    insist,
    record_committee_week,
    record_confidence_vote,
    sign_matter,
    withdraw_signature,
)
from .tasks import (
    accept_promise,
    accept_task,
    assign_task,
    follow_up_promise,
    give_evidence,
    return_promise,
    return_task,
)

__all__ = [
    "accept_promise", "accept_referral", "accept_task", "announce_interpellation", "announce_question", "announce_receipt", "answer_notice", "answer_referral",
    "ask_for_time", "assign_task", "close_matter", "correct_cabinet", "escalate_referral", "file_government_bill", "file_interpellation", "file_member_bill",
    "file_notice", "file_question", "follow_up_promise", "give_evidence", "grant_time", "hand_on_referral", "hold_interpellation", "import_questions", "insist",
    "postpone_question", "read_notice", "record_committee_meeting", "record_committee_week", "record_confidence_vote",
    "record_floor_vote", "record_vote", "refer_bill", "refer_to_ministry", "refuse_time", "register_cabinet", "report_bill", "return_promise", "return_task", "schedule_floor",
    "send_question", "sign_matter", "submit_bill", "transfer_referral", "vote_on_withdrawal", "withdraw_referral", "withdraw_signature",
]  # fmt: skip
