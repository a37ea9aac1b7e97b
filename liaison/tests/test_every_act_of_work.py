"""Every act of the office's own work: recorded, refused at a wrong stage, denied without the office, single when pressed twice."""

from __future__ import annotations

import copy
from datetime import timedelta

import pytest

from liaison import actions
from liaison.models import (
    Consultation,
    Criteria,
    DefenceRecord,
    EvaluationRound,
    Gathering,
    MeetingLot,
    MeetingRequest,
    Position,
    Presence,
    Voice,
)
from liaison.rules.procedure import STEPS
from liaison.rules.work import WORK
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY, HOUR
from majlis.models import Act
from majlis.register import Call, NotVisible, Replayed, Stale
from majlis.rules.law import Refused


def times(o):
    return {"starts_at": (o.at + DAY).isoformat(), "ends_at": (o.at + DAY + HOUR).isoformat()}


def opinion_of(body):
    return lambda o: work.opinion(work.voice(o, more=[str(o.committee.pk)]), getattr(o, body))


def closed_opinion(body):
    return lambda o: work.opinion(work.voice(o, "agreed", more=[str(o.committee.pk)]), getattr(o, body))


def presence(stage):
    return lambda o: work.presence(o, stage)


def held_presence(o):
    """Called to what is over."""
    place = work.presence(o)
    o.at = place.gathering.ends_at + HOUR
    o.do("hold_gathering", place.gathering, minutes="شد")
    return place


def begun(o):
    """A sitting that has begun, with him called to it."""
    place = work.presence(o)
    o.at = place.gathering.starts_at
    return place


def started(o):
    row = work.gathering(o)
    o.at = row.ends_at
    return row


# word: how its subject is played, who acts, what he types, the stage it leads to, a stage in which it is refused.
ACTS = {
    "ask_voice": (
        lambda o: Voice(matter=o.government_bill()), "officer",
        lambda o: {"edition": "نسخهٔ یکم", "articles": work.ARTICLES, "bodies": [str(o.energy.pk)], "due_day": (o.at + DAY).date().isoformat()},
        "asked", lambda o: Voice(matter=o.question()),
    ),
    "give_opinion": (opinion_of("energy"), "deputy", None, "given", closed_opinion("energy")),
    "draft_opinion": (opinion_of("energy"), "expert", None, "drafted", closed_opinion("energy")),
    "record_view": (opinion_of("committee"), "officer", None, "given", closed_opinion("committee")),
    "agree_line": (work.voice, "officer", lambda o: {"line": "یک سخن", "lines": {}}, "agreed", None),
    "consult_body": (
        lambda o: Consultation(), "officer",
        lambda o: {"title": "لایحهٔ آب", "ground": "preparing", "body": str(o.committee.pk), "due_day": (o.at + DAY).date().isoformat()},
        "asked", None,
    ),
    "record_consultation": (
        work.consultation, "officer", lambda o: {"stance": "agree", "text": "", "given_by": "رئیس کمیسیون"}, "given", None,
    ),
    "tie_consultation": (work.consultation, "officer", lambda o: {"bill": str(o.government_bill().pk)}, "asked", None),
    "state_position": (
        lambda o: Position(matter=o.member_bill()), "officer", lambda o: {"stance": "against", "text": "بار مالی", "articles": [], "speaker": ""},
        "stated", lambda o: Position(matter=o.government_bill()),
    ),
    "tell_position": (
        work.position, "officer", lambda o: {"audience": "members", "members": o.keys(2), "medium": "نامه"}, "told", None,
    ),
    "plan_gathering": (
        lambda o: Gathering(), "officer", lambda o: {"kind": "floor", "title": "صحن", **times(o)}, "planned", None,
    ),
    "move_gathering": (
        work.gathering, "officer", lambda o: {**times(o), "reason": "جابه‌جا"}, "planned", lambda o: work.gathering(o, "held"),
    ),
    "call_to_gathering": (
        lambda o: Presence(gathering=work.gathering(o)), "officer",
        lambda o: {"holder": str(o.deputy.memberships.get().pk), "call": "must"}, "called",
        lambda o: Presence(gathering=work.gathering(o, "missed")),
    ),
    "confirm_presence": (presence("called"), "deputy", lambda o: {}, "confirmed", held_presence),
    "delegate_presence": (
        presence("confirmed"), "deputy", lambda o: {"delegate": str(o.expert.pk), "reason": "سفر"}, "delegated", held_presence,
    ),
    "release_presence": (presence("called"), "officer", lambda o: {"reason": "لازم نیست"}, "released", presence("absent")),
    "mark_presence": (begun, "officer", lambda o: {"mark": "late", "reason": ""}, "late", presence("released")),
    "hold_gathering": (started, "officer", lambda o: {"minutes": "شنیده شد"}, "held", lambda o: work.gathering(o, "missed")),
    "miss_gathering": (work.gathering, "officer", lambda o: {"reason": "حد نصاب"}, "missed", lambda o: work.gathering(o, "held")),
    "report_gathering": (
        lambda o: work.gathering(o, "held"), "officer",
        lambda o: {"reporter": str(o.officer.pk), "report": "سه نکته", "sent_to": "رئیس"}, "held", work.gathering,
    ),
    "record_defence": (
        lambda o: DefenceRecord(gathering=work.gathering(o)), "officer",
        lambda o: {"line": "بها", "speaker": str(o.deputy.pk), "outcome": "پذیرفته", "unanswered": ""}, "recorded",
        lambda o: DefenceRecord(gathering=work.gathering(o, "missed")),
    ),
    "request_meeting": (
        lambda o: MeetingRequest(), "officer",
        lambda o: {"asked_of": "first_deputy", "shape": "single", "guests": o.keys(1), "about": "آب"}, "requested", None,
    ),
    "arrange_meeting": (work.meeting, "officer", lambda o: {**times(o), "place": ""}, "arranged", lambda o: work.meeting(o, "declined")),
    "decline_meeting": (work.meeting, "officer", lambda o: {"reason": "پر"}, "declined", lambda o: work.meeting(o, "arranged")),
    "announce_meeting_lot": (
        lambda o: (work.assembly(o, "یزد"), work.assembly(o, "قم", 4), MeetingLot())[-1], "officer",
        lambda o: {"draw": 1, "commits": work.commits("meetings/1405/1")}, "announced", lambda o: MeetingLot(),
    ),
    "draw_meeting_lot": (
        work.lot, "officer", lambda o: {"dice": work.DICE, "shares": work.SHARES}, "drawn", lambda o: work.lot(o, "drawn"),
    ),
    "publish_criteria": (
        lambda o: Criteria(), "head",
        lambda o: {"title": "معیار", "from_day": (o.at + DAY).date().isoformat(), "source": "آزمون", "weights": work.WEIGHTS},
        "published", None,
    ),
    "evaluate_deputies": (None, "head", None, "issued", None),
    "object_to_evaluation": (work.evaluation, "deputy", lambda o: {"text": "نه"}, "objected", lambda o: work.evaluation(o, "answered")),
    "answer_objection": (
        lambda o: work.evaluation(o, "objected"), "head", lambda o: {"upheld": False, "answer": "همان است"}, "answered", work.evaluation,
    ),
}  # fmt: skip
OTHERS = {"officer": "deputy", "head": "deputy", "deputy": "other_deputy", "expert": "deputy"}


def test_every_act_of_the_work_stands_here():
    assert set(ACTS) == {step.word for step in WORK}


def played(office, word: str):
    """The subject of an act, and what is typed for it."""
    play, who, body, _, _ = ACTS[word]
    if word == "evaluate_deputies":
        year, quarter = work.next_quarter(office)
        office.at += 100 * DAY
        return EvaluationRound(), who, {"year": year, "quarter": quarter}
    subject = play(office)
    if body is None:
        return subject, who, work.marks(subject.voice)
    return subject, who, body(office)


def pressed(office, word: str, who: str = "", **more):
    subject, own, body = played(office, word)
    return subject, Call(actor=getattr(office, who or own), at=office.at + timedelta(minutes=1), body=body, **more)


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
    typed = body(office) if body is not None else work.marks(subject.voice)
    before = Act.objects.count()
    with pytest.raises(Refused):
        getattr(actions, word)(Call(actor=getattr(office, who), at=office.at, body=typed), subject)
    assert Act.objects.count() == before


@pytest.mark.parametrize("word", ACTS)
@pytest.mark.parametrize("who", ["stranger", "other"])
def test_an_act_is_denied_to_who_holds_no_such_office(office, word, who):
    subject, call = pressed(office, word, "stranger" if who == "stranger" else OTHERS[ACTS[word][1]])
    with pytest.raises(NotVisible):
        getattr(actions, word)(call, subject)


@pytest.mark.parametrize(
    "word", ["give_opinion", "call_to_gathering", "arrange_meeting", "evaluate_deputies", "draw_meeting_lot"]
)
def test_pressed_twice_is_one_act(office, word):
    subject, call = pressed(office, word)
    # What a second press finds: a file that does not exist yet is a new one each time.
    as_before = copy.deepcopy(subject) if subject._state.adding else subject
    act = getattr(actions, word)(call, subject)
    with pytest.raises(Replayed) as again:
        getattr(actions, word)(call, as_before)
    assert again.value.act == act


@pytest.mark.parametrize("word", ["give_opinion", "agree_line", "hold_gathering", "mark_presence", "answer_objection"])
def test_who_comes_second_is_shown_the_first(office, word):
    subject, call = pressed(office, word, seen_version=0)
    with pytest.raises(Stale):
        getattr(actions, word)(call, subject)
