"""Every act of this office: recorded, refused at a wrong stage, denied without the office, single when pressed twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liaison import actions
from liaison.models import Referral, Task
from liaison.rules.procedure import NOT_BUILT, STEPS
from liaison.rules.work import WORK
from liaison.tests.stage import COUNTS, DAY, LOST
from majlis.models import Act
from majlis.register import Call, NotVisible, Replayed, Stale
from majlis.rules.law import Refused

# word: how its subject is played, who acts, what he types, the stage it leads to, a stage in which it is refused.
QUESTION = lambda stage: lambda o: o.question(stage)  # noqa: E731
NOTICE = lambda stage: lambda o: o.notice(stage)  # noqa: E731
INTER = lambda stage, n=12: lambda o: o.interpellation(stage, n)  # noqa: E731
MBILL = lambda stage: lambda o: o.member_bill(stage)  # noqa: E731
GBILL = lambda stage: lambda o: o.government_bill(stage)  # noqa: E731
TASK = lambda stage: lambda o: o.task(stage)  # noqa: E731
PROMISE = lambda stage: lambda o: o.promise(stage)  # noqa: E731
REF = lambda stage: lambda o: o.referral(stage=stage)  # noqa: E731

ACTS = {
    "send_question": (
        QUESTION("filed"),
        "officer",
        lambda o: {"committee": str(o.committee.pk)},
        "sent",
        QUESTION("to_floor"),
    ),
    "record_committee_meeting": (
        QUESTION("sent"),
        "officer",
        lambda o: {"satisfied": True},
        "satisfied",
        QUESTION("filed"),
    ),
    "postpone_question": (
        QUESTION("sent"),
        "officer",
        lambda o: {"until": (o.at + 20 * DAY).date().isoformat(), "reason": "سفر"},
        "sent",
        QUESTION("filed"),
    ),
    "announce_question": (QUESTION("to_floor"), "officer", lambda o: {}, "announced", QUESTION("sent")),
    "schedule_floor": (
        QUESTION("announced"),
        "officer",
        lambda o: {"floor_at": (o.at + DAY).isoformat()},
        "scheduled",
        QUESTION("sent"),
    ),
    "record_floor_vote": (
        QUESTION("scheduled"),
        "officer",
        lambda o: {"asker_convinced": False, **COUNTS},
        "convinced",
        QUESTION("sent"),
    ),
    "read_notice": (NOTICE("filed"), "officer", lambda o: {}, "read", NOTICE("answered")),
    "publish_notice": (
        NOTICE("answered"),
        "officer",
        lambda o: {"text": "", "answer": "شد"},
        "answered",
        NOTICE("read"),
    ),
    "classify_notice": (NOTICE("read"), "officer", lambda o: {"classified": True, "reason": "امنیتی"}, "read", None),
    "answer_notice": (NOTICE("read"), "officer", lambda o: {"text": "شد", "letter": "۱۲"}, "answered", NOTICE("filed")),
    "record_committee_week": (INTER("filed"), "officer", lambda o: {}, "heard", INTER("announced")),
    "insist": (INTER("heard"), "officer", lambda o: {}, "insisted", INTER("filed")),
    "announce_interpellation": (INTER("insisted"), "officer", lambda o: {}, "announced", INTER("heard")),
    "hold_interpellation": (INTER("announced"), "officer", lambda o: {}, "held", INTER("heard")),
    "record_confidence_vote": (INTER("held"), "officer", lambda o: dict(COUNTS), "confidence", INTER("announced")),
    "sign_matter": (INTER("filed"), "officer", lambda o: {"person": o.keys(1, 15)[0]}, "filed", INTER("announced")),
    "withdraw_signature": (INTER("filed"), "officer", lambda o: {"person": o.keys(1)[0]}, "filed", INTER("dismissed")),
    "submit_bill": (GBILL("approved"), "officer", lambda o: {}, "submitted", GBILL("announced")),
    "announce_receipt": (MBILL("filed"), "officer", lambda o: {}, "announced", MBILL("referred")),
    "refer_bill": (
        MBILL("announced"),
        "officer",
        lambda o: {"committee": str(o.committee.pk), "subsidiary": []},
        "referred",
        MBILL("filed"),
    ),
    "report_bill": (GBILL("referred"), "officer", lambda o: {}, "reported", GBILL("announced")),
    "record_vote": (MBILL("generalities"), "officer", lambda o: dict(LOST), "rejected", MBILL("referred")),
    "close_matter": (QUESTION("unconvinced"), "head", lambda o: {}, "closed", QUESTION("sent")),
    "accept_referral": (REF("sent"), "deputy", lambda o: {}, "accepted", REF("answered")),
    "hand_on_referral": (REF("accepted"), "deputy", lambda o: {"person": str(o.expert.pk)}, "accepted", REF("sent")),
    "ask_for_time": (
        REF("accepted"),
        "deputy",
        lambda o: {"until": (o.at + 9 * DAY).date().isoformat(), "reason": "گزارش"},
        "accepted",
        REF("answered"),
    ),
    "transfer_referral": (
        REF("accepted"),
        "officer",
        lambda o: {"ministry": str(o.roads.pk), "due_at": (o.at + 9 * DAY).isoformat(), "reason": "کار ما نیست"},
        "transferred",
        REF("answered"),
    ),
    "answer_referral": (
        REF("accepted"),
        "deputy",
        lambda o: {"text": "پاسخ", "documents": []},
        "answered",
        REF("sent"),
    ),
    "give_evidence": (
        TASK("assigned"),
        "deputy",
        lambda o: {"text": "گزارش", "letter": "۵/۶", "documents": []},
        "evidenced",
        TASK("accepted"),
    ),
    "accept_task": (TASK("evidenced"), "officer", lambda o: {"outcome": "شد"}, "accepted", TASK("returned")),
    "return_task": (
        TASK("evidenced"),
        "officer",
        lambda o: {"reason": "نه", "due_day": ""},
        "returned",
        TASK("assigned"),
    ),
    "follow_up_promise": (
        PROMISE("assigned"),
        "officer",
        lambda o: {"note": "در دست است"},
        "assigned",
        PROMISE("accepted"),
    ),
    "accept_promise": (PROMISE("evidenced"), "asker", lambda o: {"outcome": "شد"}, "accepted", PROMISE("assigned")),
    "return_promise": (
        PROMISE("evidenced"),
        "asker",
        lambda o: {"reason": "نه", "due_day": ""},
        "returned",
        PROMISE("accepted"),
    ),
    "withdraw_referral": (REF("answered"), "officer", lambda o: {"reason": "اشتباه"}, "withdrawn", None),
}
FILED = {"file_question", "file_notice", "file_interpellation", "file_member_bill", "file_government_bill"}
ELSEWHERE = FILED | {
    "refer_to_ministry",
    "grant_time",
    "refuse_time",
    "assign_task",
    "escalate_referral",
    "vote_on_withdrawal",
    "name_votes",
    "import_questions",
    "register_cabinet",
    "correct_cabinet",
    "register_address",
    "correct_address",
    # Those of the office's work have a file of their own.
    *(step.word for step in WORK),
}
OTHERS = {"asker": "deputy", "officer": "deputy", "head": "deputy", "deputy": "other_deputy"}


def test_every_built_act_stands_here_or_has_tests_of_its_own():
    # The further kinds have a table of their own, which asks for the rest.
    assert set(ACTS) | ELSEWHERE <= set(STEPS) - set(NOT_BUILT)


def pressed(office, word: str, **more):
    play, who, body, _, _ = ACTS[word]
    subject = play(office)
    call = Call(
        actor=getattr(office, more.pop("who", who)), at=office.at + timedelta(minutes=1), body=body(office), **more
    )
    return subject, call


@pytest.mark.parametrize("word", ACTS)
def test_an_act_is_recorded_and_leads_to_its_stage(office, word):
    subject, call = pressed(office, word)
    act = getattr(actions, word)(call, subject)
    subject.refresh_from_db()
    assert subject.stage == ACTS[word][3]
    assert (act.verb, act.actor, act.subject, act.article) == (
        word,
        call.actor,
        subject.reference,
        str(STEPS[word].article),
    )


@pytest.mark.parametrize("word", [word for word, row in ACTS.items() if row[4] is not None])
def test_an_act_is_refused_at_another_stage(office, word):
    _, who, body, _, wrong = ACTS[word]
    subject = wrong(office)
    before = Act.objects.count()
    with pytest.raises(Refused):
        getattr(actions, word)(Call(actor=getattr(office, who), at=office.at, body=body(office)), subject)
    assert Act.objects.count() == before


@pytest.mark.parametrize("word", ACTS)
@pytest.mark.parametrize("who", ["stranger", "other"])
def test_an_act_is_denied_to_who_holds_no_such_office(office, word, who):
    name = "stranger" if who == "stranger" else OTHERS[ACTS[word][1]]
    subject, call = pressed(office, word, who=name)
    with pytest.raises(NotVisible):
        getattr(actions, word)(call, subject)


@pytest.mark.parametrize(
    "word", ["send_question", "withdraw_signature", "answer_referral", "record_confidence_vote", "give_evidence"]
)
def test_pressed_twice_is_one_act(office, word):
    subject, call = pressed(office, word)
    act = getattr(actions, word)(call, subject)
    with pytest.raises(Replayed) as again:
        getattr(actions, word)(call, subject)
    assert again.value.act == act
    assert Act.objects.filter(verb=word, subject=subject.reference).count() == 1


@pytest.mark.parametrize("word", ["send_question", "accept_referral", "announce_interpellation", "accept_task"])
def test_who_comes_second_is_shown_the_first(office, word):
    subject, call = pressed(office, word, seen_version=0)
    with pytest.raises(Stale) as stale:
        getattr(actions, word)(call, subject)
    assert stale.value.act.subject == subject.reference


def test_every_stage_of_a_matter_has_a_name(office):
    from liaison.models import Matter

    reached = {
        step.to
        for step in STEPS.values()
        if step.to and step not in WORK and step.subject not in ("referral", "intake", "task", "promise")
    }
    assert reached <= set(Matter.STAGES)
    assert set(Task.STAGES) == {step.to for step in STEPS.values() if step.subject in ("task", "promise") and step.to}
    assert set(Referral.STAGES) == {step.to for step in STEPS.values() if step.subject == "referral" and step.to}
