"""The road of each kind of matter: its steps in order, the clocks that its page shows, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping

from liaison.rules.kinds import KINDS, OPEN
from liaison.rules.procedure import STEPS

ENACTED = ("send_to_guardians", "record_guardian_opinion", "promulgate_bill", "publish_in_gazette", "enter_into_force")
ENACTED_CLOCKS = (
    ("record_guardian_opinion", "شورای نگهبان"), ("promulgate_bill", "امضا و ابلاغ"), ("publish_in_gazette", "روزنامهٔ رسمی"),
    ("enter_into_force", "لازم‌الاجرا شدن"),
)  # fmt: skip
_BILL = ("announce_receipt", "refer_bill", "report_bill", "record_vote", *ENACTED)

ROADS: Mapping[str, tuple[str, ...]] = {
    "question": (
        "file_question", "send_question", "record_committee_meeting", "announce_question", "distribute_question", "record_floor_vote",
    ),
    "notice": ("file_notice", "read_notice", "answer_notice"),
    "oral_notice": ("file_oral_notice", "answer_oral_notice"),
    "interpellation": (
        "file_interpellation", "record_committee_week", "insist", "announce_interpellation", "hold_interpellation",
        "record_confidence_vote",
    ),
    "government_bill": ("file_government_bill", "submit_bill", *_BILL),
    "member_bill": ("file_member_bill", *_BILL),
    "provincial_bill": ("file_provincial_bill", *_BILL),
    "plan_bill": ("file_plan_bill", *_BILL),
    "president_question": (
        "file_president_question", "hear_president_delegate", "announce_president_question", "hold_president_question",
        "vote_on_president_answer",
    ),
    "president_interpellation": (
        "file_president_interpellation", "announce_president_interpellation", "hold_president_interpellation", "vote_on_competence",
    ),
    "investigation": ("file_investigation", "report_on_investigation", "vote_on_investigation", "read_investigation"),
    "refusal_report": ("file_refusal_report", "report_refusal", "vote_on_refusal", "send_to_judiciary"),
    "complaint": ("file_complaint", "send_complaint", "answer_complaint", "announce_complaint"),
    "confidence_vote": ("file_confidence_vote", "announce_nominees", "report_nominees", "vote_on_nominee"),
    "acting_minister": ("file_acting_minister", "end_acting"),
    "enquiry": ("file_enquiry", "answer_enquiry"),
    "budget_bill": (
        "file_budget_bill", "integrate_generalities", "vote_on_budget", "report_budget_committees", "integrate_budget", "adopt_budget",
        *ENACTED,
    ),
    "law": ("file_law",),
    "correspondence": ("file_correspondence", "answer_correspondence"),
}  # fmt: skip

# What goes to a committee of its own; and whom a member asks is the minister, where what his ministry proposes is the ministry's.
TO_A_COMMITTEE = ("question", "member_bill", "government_bill", "provincial_bill", "plan_bill")
TO_THE_MINISTER = ("question", "notice", "oral_notice", "interpellation")

# What the page of a kind counts; of those further on than its stage only the next two stand there.
CLOCKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "question": (("record_committee_meeting", "جلسهٔ کمیسیون"), ("record_floor_vote", "حضور وزیر در صحن")),
    "notice": (("answer_notice", "پاسخ تذکر"),),
    "interpellation": (("record_committee_week", "نشست کمیسیون"), ("hold_interpellation", "حضور وزیر در صحن")),
    **dict.fromkeys(
        ("government_bill", "member_bill", "provincial_bill", "plan_bill"), (("report_bill", "گزارش کمیسیون"), *ENACTED_CLOCKS)
    ),
    "president_question": (("hear_president_delegate", "نشست کمیسیون"), ("hold_president_question", "حضور رئیس‌جمهور")),
    "president_interpellation": (("hold_president_interpellation", "حضور رئیس‌جمهور"),),
    "investigation": (("read_investigation", "پایان تحقیق"),),
    "refusal_report": (("report_refusal", "نظر کمیسیون"),),
    "complaint": (("answer_complaint", "پاسخ دستگاه"),),
    "confidence_vote": (("report_nominees", "بررسی در کمیسیون‌ها"),),
    "acting_minister": (("end_acting", "پایان سرپرستی"),),
    "budget_bill": (
        ("integrate_generalities", "تلفیق، کلیات"), ("report_budget_committees", "کمیسیون‌های تخصصی"),
        ("integrate_budget", "تلفیق، گزارش نهایی"), *ENACTED_CLOCKS,
    ),
}  # fmt: skip

# Kinds whose day the office sets itself, and the act that it waits for.
OWN_DAY: Mapping[str, str] = {"enquiry": "answer_enquiry", "correspondence": "answer_correspondence"}
TRIAL = "end_trial"  # the day on which a law on trial ends, whoever had proposed it
AT_THE_FLOOR = {("question", "announced"): "schedule_floor", ("question", "scheduled"): "record_floor_vote"}


def _carries() -> dict[tuple[str, str], str]:
    """The one act that carries a matter on from each stage; the others of that stage are exceptions."""
    found: dict[tuple[str, str], str] = {}
    for kind, words in ROADS.items():
        for stage in OPEN:
            follow = [word for word in words if stage in STEPS[word].after]
            if follow:
                found[kind, stage] = AT_THE_FLOOR.get((kind, stage), follow[0])
    found.update({(kind, "delegated"): "pass_in_committee" for kind in ROADS if "record_vote" in ROADS[kind]})
    enacted = [kind for kind in ROADS if ENACTED[0] in ROADS[kind]]
    found.update({(kind, "at_expediency"): "record_expediency" for kind in enacted})
    found.update({(kind, "returned"): "amend_bill" for kind in enacted})
    found.update({(kind, "on_trial"): TRIAL for kind in enacted})
    found["budget_bill", "sent_back"] = "resubmit_budget"
    found["refusal_report", "refused"] = "send_to_judiciary"
    return found


CARRIES: Mapping[tuple[str, str], str] = _carries()
# Where the file itself remembers when the clock of a step began; else it began with the stage.
_COLUMNS = {"file": "filed_at", "announce": "announced_at", "read": "announced_at"}


def _runs() -> list[tuple[str, str, tuple[str, ...], str]]:
    """Each limit that runs on a matter: the step, its kind, the stages in which it runs, and the column that holds its start."""
    found = []
    for kind, clocks in CLOCKS.items():
        for word, _ in clocks:
            step = STEPS[word]
            start = step.clock_from.partition("_")[0]
            column = _COLUMNS.get(start, "stage_since") if step.clock_from else "stage_since"
            stages = ("filed", *step.after) if word == "record_committee_meeting" else step.after
            found.append((word, kind, tuple(stages), column))
    return found


RUNS: tuple[tuple[str, str, tuple[str, ...], str], ...] = tuple(_runs())
FILING: tuple[str, ...] = tuple(f"file_{kind}" for kind in KINDS)
