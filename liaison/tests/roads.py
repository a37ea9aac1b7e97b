"""How each further kind of matter is played to a stage, act by act: its filing, then rows of stage, act and what is typed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from liaison import actions
from liaison.models import KIND_MODELS, Matter, Task
from liaison.tests.stage import COUNTS, DAY, LOST, Office
from majlis.tests.people import call

PER_CENT = {"present": 280, "in_favour": 200, "against": 70, "abstained": 10}
WRITTEN = {"text": "پاسخ مستند", "letter": "۴/۱۲"}
# Kinds whose bills go the ordinary way.
_BILL = (
    ("announced", "announce_receipt", {}),
    ("referred", "refer_bill", lambda o: {"committee": str(o.committee.pk), "subsidiary": []}),
    ("reported", "report_bill", {}),
    ("generalities", "record_vote", COUNTS),
    ("adopted", "record_vote", COUNTS),
)
_ENACTED = (
    ("at_guardians", "send_to_guardians", {}),
    ("cleared", "record_guardian_opinion", {"opinion": "approved"}),
    ("promulgated", "promulgate_bill", {"signer": "president", "number": "۹۹"}),
    ("published", "publish_in_gazette", {"number": "۲۳۰۰۰"}),
    ("in_force", "enter_into_force", {"own_day": True}),
)
WEEK_LATER = 9 * DAY
# kind: what is typed to file it, and its road.
ROADS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "question": (lambda o: {}, ()),
    "government_bill": (lambda o: {"addressee": str(o.energy.pk)}, (("submitted", "submit_bill", {}), *_BILL, *_ENACTED)),
    "member_bill": (lambda o: {"askers": o.keys(15)}, (*_BILL, *_ENACTED)),
    "provincial_bill": (lambda o: {}, (*_BILL, *_ENACTED)),
    "plan_bill": (lambda o: {}, (*_BILL, *_ENACTED)),
    "oral_notice": (lambda o: {"addressee": str(o.roads.pk), "askers": o.keys(1)}, (("answered", "answer_oral_notice", WRITTEN),)),
    "president_question": (
        lambda o: {"addressee": str(o.president.pk), "committee": str(o.committee.pk), "askers": o.keys(80), "asks": 2},
        (
            ("heard", "hear_president_delegate", {}),
            ("announced", "announce_president_question", WEEK_LATER),
            ("held", "hold_president_question", {}),
            ("held", "vote_on_president_answer", COUNTS),
            ("unconvinced", "vote_on_president_answer", LOST),
            ("to_judiciary", "send_to_judiciary", {"number": "۱"}),
        ),
    ),
    "president_interpellation": (
        lambda o: {"addressee": str(o.president.pk), "askers": o.keys(99)},
        (
            ("announced", "announce_president_interpellation", {}),
            ("held", "hold_president_interpellation", {}),
            ("competent", "vote_on_competence", {**PER_CENT, "in_favour": 193, "against": 77}),
        ),
    ),
    "investigation": (
        lambda o: {"addressee": str(o.energy.pk), "committee": str(o.committee.pk), "askers": o.keys(3)},
        (
            ("reported", "report_on_investigation", {}),
            ("investigating", "vote_on_investigation", COUNTS),
            ("read_out", "read_investigation", {}),
        ),
    ),
    "refusal_report": (
        lambda o: {"addressee": str(o.energy.pk), "committee": str(o.committee.pk), "askers": o.keys(10)},
        (
            ("reported", "report_refusal", {}),
            ("refused", "vote_on_refusal", COUNTS),
            ("to_judiciary", "send_to_judiciary", {"number": "۷"}),
        ),
    ),
    "complaint": (
        lambda o: {"addressee": str(o.energy.pk), "number": "۹۰/۱"},
        (
            ("sent", "send_complaint", {}),
            ("replied", "answer_complaint", WRITTEN),
            ("told", "announce_complaint", {"note": "نامه شد"}),
        ),
    ),
    "confidence_vote": (
        lambda o: {},
        (
            ("filed", "name_nominee", lambda o: {"ministry": str(o.energy.pk), "name": "نامزد یکم", "programme": "آب و برق"}),
            ("announced", "announce_nominees", {}),
            ("heard", "report_nominees", {}),
            ("voted", "vote_on_nominee", lambda o: {"ministry": str(o.energy.pk), **COUNTS}),
        ),
    ),
    "acting_minister": (lambda o: {"addressee": str(o.energy.pk)}, (("acting_over", "end_acting", {}),)),
    "enquiry": (
        lambda o: {"addressee": str(o.energy.pk), "askers": o.keys(1), "due_on": (o.at + 5 * DAY).date().isoformat()},
        (("answered", "answer_enquiry", WRITTEN),),
    ),
    "budget_bill": (
        lambda o: {},
        (
            ("integrated", "integrate_generalities", {}),
            ("generalities", "vote_on_budget", COUNTS),
            ("committees_done", "report_budget_committees", {}),
            ("reported", "integrate_budget", {}),
            ("adopted", "adopt_budget", COUNTS),
            *_ENACTED,
        ),
    ),
    "law": (lambda o: {"number": "۱۲۳"}, ()),
    "correspondence": (
        lambda o: {
            "addressee": str(o.president.pk), "incoming": True, "number": "۵/۲", "due_on": (o.at + 7 * DAY).date().isoformat(),
        },
        (("answered", "answer_correspondence", WRITTEN),),
    ),
}  # fmt: skip


def filed(office: Office, kind: str, **more: Any) -> Matter:
    """A new matter of a kind, as it is filed."""
    row = KIND_MODELS[kind]()
    typed = ROADS[kind][0](office)
    office.do(f"file_{kind}", row, **{"title": f"نمونهٔ {kind}", "text": "متن", **typed, **more})
    return row


def along(office: Office, kind: str, stage: str, **more: Any) -> Matter:
    """A matter of a kind at a stage, by playing the acts up to there."""
    row = filed(office, kind, **more)
    for reached, word, typed in ROADS[kind][1]:
        if row.stage == stage:
            break
        if isinstance(typed, timedelta):
            office.at, typed = office.at + typed, {}
        office.do(word, row, **(typed(office) if callable(typed) else typed))
        assert row.stage == reached, (word, row.stage)
    assert row.stage == stage, (kind, row.stage)
    return Matter.objects.get(pk=row.pk)


def by_law(office: Office, law: Matter, **more: Any) -> Task:
    """A by-law of the first ministry's."""
    task = Task(law=law)
    typed = {
        "title": "آیین‌نامهٔ مادهٔ ۳",
        "ministry": str(office.energy.pk),
        "due_day": (office.at + 60 * DAY).date().isoformat(),
    }
    actions.require_by_law(call(office.officer, {**typed, **more}, at=office.at), task)
    return task
