"""Every act of this office: recorded with its article, refused at a wrong stage, denied without the office, single when pressed twice."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from conduct import actions
from conduct.models import (
    ArchiveOpening,
    Ballot,
    BoardSitting,
    Case,
    Election,
    Inquiry,
    Report,
    RulingSanction,
    Staffing,
)
from conduct.rules.procedure import NOT_BUILT, STEPS
from conduct.tests import making
from conduct.tests.playing import DAY, MINUTE, World, proposal
from conduct.tests.test_archive_keys import archived, key_asked, named
from majlis import safes
from majlis.models import Act, Membership, Person
from majlis.register import Call, NotVisible, Replayed, Stale
from majlis.rules import chain
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

Played = Callable[[World], Any]


def at(stage: str, vote: str = "", **how: Any) -> Played:
    """A case at a stage, with a vote that was carried where its next act needs one."""

    def play(world: World) -> Case:
        case = world.given_case(stage, **how)
        if vote:
            world.vote(case, vote, proposal=proposal() if vote == "issue_ruling" else how.get("proposal"))
        return Case.objects.get(pk=case.pk)

    return play


def suspended(stage: str) -> Played:
    """A case that waits for a court."""

    def play(world: World) -> Case:
        case = at(stage, "suspend_for_court")(world)
        world.do("suspend_for_court", case, world.secretary, court="دادگاه ساختگی", reason="دلیل", papers=[])
        return Case.objects.get(pk=case.pk)

    return play


def lacking(world: World) -> Case:
    """A case of which one of the board has no key."""
    case = world.given_case("reported")
    safes.take_back(case.sealed_in, world.seats[7])
    return case


def late_appeal(world: World) -> Case:
    """A case whose ten days are over."""
    case = world.given_case("served")
    world.now += 14 * DAY
    return Case.objects.get(pk=case.pk)


def came_late(world: World) -> dict[str, Any]:
    return {"received_at": world.now.isoformat(), "text": "دیر رسید", **papers(world, "registrar")}


def appeal_call(world: World) -> dict[str, Any]:
    return {"hearing_at": (world.now + DAY).isoformat(), "place": "دفتر", "text": "موضوع", "papers": []}


def invited_to_appeal(world: World) -> Case:
    case = world.given_case("forwarded")
    world.invite_to_appeal(case)
    world.vote(case, "decide_appeal", proposal=UPHELD)
    return Case.objects.get(pk=case.pk)


def sanction_of(stage: str, letter: str, handed: bool = False, **how: Any) -> Played:
    """A sanction of a case at a stage; where it is handed over, the Speaker has it before him."""

    def play(world: World) -> RulingSanction:
        world.given_case(stage, sanctions=[{"letter": letter, "months": 3 if letter == "ت" else None}], **how)
        if handed:
            world.do(
                "execute_sanction", RulingSanction.objects.get(), world.secretary, how="نامه", told="متن", papers=[]
            )
        return RulingSanction.objects.get()

    return play


def ruling_of(stage: str) -> Played:
    return lambda world: world.given_case(stage).rulings.get(instance="first")


def slip(world: World) -> dict[str, Any]:
    return {"wrong": "ساختگی", "right": "ساخته‌شده", "reason": "سهو", **papers(world, "secretary")}


def council(world: World) -> dict[str, Any]:
    return {"number": "۱۲/۳", "kept_at": "گاوصندوق دفتر"}


def asked(stage: str) -> Played:
    """A case about whose count the council was asked."""

    def play(world: World) -> Case:
        case = world.given_case(stage, kind="security", count="other")
        world.do("await_security_council", case, world.secretary, **council(world))
        return Case.objects.get(pk=case.pk)

    return play


def sent_out(world: World) -> dict[str, Any]:
    return {"ground": "crime", "number": "۷", "reason": "دلیل", **papers(world, "secretary")}


def inquiry_of(stage: str) -> Played:
    return lambda world: Inquiry.objects.get(case=world.given_case(stage))


def ballot_on(stage: str, question: str) -> Played:
    return lambda world: world.put(world.given_case(stage), question)


def unopened(stage: str) -> Played:
    def play(world: World) -> Ballot:
        case = world.given_case(stage)
        return Ballot(case=case, sitting=world.sitting(case.competent))

    return play


def later(play: Played) -> Played:
    """The same, when the hour to which the member was invited has passed."""

    def played(world: World) -> Any:
        case = play(world)
        world.do(
            "prove_service", case, world.registrar, world.now, method="receipt", papers=[world.paper(world.registrar)]
        )
        world.vote(case, "record_absence")
        world.now += 6 * DAY
        return Case.objects.get(pk=case.pk)

    return played


def papers(world: World, who: str) -> dict[str, Any]:
    return {"papers": [world.paper(getattr(world, who))]}


def inquirer(world: World) -> dict[str, Any]:
    return {"inquirer": str(world.seats[4].pk), "due_on": (legal_day(world.now) + DAY).isoformat()}


def invitation(world: World) -> dict[str, Any]:
    until = (legal_day(world.now) + 4 * DAY).isoformat()
    told = {"hearing_at": (world.now + 5 * DAY).isoformat(), "place": "دفتر", "defence_until": until, "text": "موضوع"}
    return {**told, **papers(world, "registrar"), "released": []}


def served(world: World) -> dict[str, Any]:
    return {"method": "receipt", "witness": "", **papers(world, "registrar")}


def present(world: World) -> dict[str, Any]:
    return {"present": [str(each.pk) for each in world.seats[:5]]}


REASON: Callable[[World], dict[str, Any]] = lambda world: {"reason": "دلیل ساختگی"}  # noqa: E731


def waiting_for_keys(world: World) -> ArchiveOpening:
    """A case taken out of the archive, before anyone who keeps its key has come."""
    named(world)
    return key_asked(world, archived(world))


def given_up(world: World) -> ArchiveOpening:
    opening = waiting_for_keys(world)
    world.do("drop_opening", opening, world.registrar, reason="دلیل")
    return ArchiveOpening.objects.get(pk=opening.pk)


def holder() -> Person:
    return Membership.objects.filter(body__kind="conduct_archive").order_by("pk").first().person


NOTHING: Callable[[World], dict[str, Any]] = lambda world: {}  # noqa: E731
UPHELD = {"outcome": "upheld", "reasons": "رأی درست بود"}
# word: how its subject is played, who acts, what he types, the stage it leads to, and a stage in which it is refused.
ACTS: dict[str, tuple[Played, str, Callable[[World], dict[str, Any]], str, Played | None]] = {
    "open_candidacy": (lambda world: Election(board=world.board), "speaker", NOTHING, "open", None),
    "stand_for_board": (making.opened, "member", lambda world: {"seat": "general"}, "open", making.presented),
    "present_candidates": (making.stood, "speaker", making.all_of_them, "presented", making.presented),
    "record_board_election": (making.presented, "speaker", making.result, "elected", making.stood),
    "elect_officers": (making.elected, "newly", making.officers, "complete", making.presented),
    "present_replacement": (lambda world: Election(board=world.board), "speaker", making.successor, "presented", None),
    "propose_staff": (lambda world: Staffing(board=world.board), "chair", making.staff, "proposed", None),
    "assign_staff": (making.proposed, "speaker", making.staff, "assigned", making.assigned),
    "carry_to_next_term": (making.late_in_the_term, "secretary", REASON, "heard", at("final")),
    "open_sitting": (lambda world: BoardSitting(body=world.board), "secretary", present, "open", None),
    "record_attendance": (lambda world: world.sit(), "secretary", present, "open", None),
    "close_sitting": (lambda world: world.sit(), "secretary", NOTHING, "closed", None),
    "declare_recusal": (at("reported"), "deputy", REASON, "reported", at("final")),
    "open_ballot": (unopened("reported"), "secretary", lambda world: {"question": "assign_inquiry"}, "open", unopened("found")),
    "cast_vote": (ballot_on("reported", "assign_inquiry"), "deputy", lambda world: {"vote": "agree"}, "open", None),
    "close_ballot": (ballot_on("reported", "assign_inquiry"), "secretary", NOTHING, "closed", None),
    "dismiss_report": (at("reported", "dismiss_report"), "secretary", REASON, "dismissed", at("inquired")),
    "assign_inquiry": (at("reported", "assign_inquiry"), "chair", inquirer, "under_inquiry", at("inquired")),
    "report_inquiry": (
        inquiry_of("under_inquiry"), "inquirer", lambda world: {"text": "شرح", "finds": True, "papers": []}, "reported",
        inquiry_of("inquired"),
    ),
    "find_no_violation": (at("inquired", "find_no_violation"), "secretary", REASON, "closed", at("under_inquiry")),
    "find_violation": (at("inquired", "find_violation"), "secretary", REASON, "found", at("under_inquiry")),
    "invite_member": (at("found"), "registrar", invitation, "invited", at("inquired")),
    "prove_service": (at("invited"), "registrar", served, "invited", at("found")),
    "receive_defence": (at("invited"), "member", lambda world: {"text": "دفاع", "papers": []}, "invited", at("ruled")),
    "hold_hearing": (at("invited"), "secretary", lambda world: {"minutes": "متن", "papers": []}, "heard", at("found")),
    "record_absence": (later(at("invited")), "secretary", REASON, "heard", at("heard")),
    "close_hearing": (at("heard"), "chair", NOTHING, "closed_for_ruling", at("invited")),
    "issue_ruling": (
        at("closed_for_ruling", "issue_ruling"), "secretary", lambda world: {"dissent": "", "papers": []}, "ruled", at("heard"),
    ),
    "serve_ruling": (at("ruled"), "registrar", served, "served", at("closed_for_ruling")),
    "file_appeal": (at("served"), "member", lambda world: {"text": "معترضم", "papers": []}, "appealed", at("ruled")),
    "forward_appeal": (at("appealed"), "secretary", NOTHING, "forwarded", at("served")),
    "decide_appeal": (
        invited_to_appeal, "judge", lambda world: {"dissent": ""}, "final", at("final"),
    ),
    "record_late_appeal": (late_appeal, "registrar", came_late, "served", at("served")),
    "invite_to_appeal": (at("forwarded"), "judge", appeal_call, "forwarded", at("final")),
    "execute_sanction": (
        sanction_of("served", "ت"), "secretary", lambda world: {"how": "نامه به امور مالی", "papers": []}, "executed",
        sanction_of("served", "پ"),
    ),
    "announce_sanction": (
        sanction_of("final", "ح", handed=True), "speaker", lambda world: {"session": "open", "sitting": "۱۲"}, "announced",
        sanction_of("final", "ح"),
    ),
    "correct_ruling": (ruling_of("served"), "secretary", slip, "issued", ruling_of("forwarded")),
    "await_security_council": (at("inquired", kind="security"), "secretary", council, "inquired", at("inquired")),
    "record_security_council": (
        asked("found"), "registrar", lambda world: {**council(world), "confirmed": True}, "found", at("found", kind="security"),
    ),
    "refer_to_judiciary": (at("inquired", "refer_to_judiciary"), "secretary", sent_out, "inquired", at("inquired")),
    "report_to_guardian_council": (at("final", "report_to_guardian_council"), "secretary", sent_out, "final", at("served")),
    "suspend_for_court": (
        at("heard", "suspend_for_court"), "secretary", lambda world: {"court": "دادگاه", "reason": "دلیل", "papers": []}, "heard",
        at("served"),
    ),
    "resume_case": (
        suspended("heard"), "secretary", lambda world: {"judgment": "رأی دادگاه", "papers": []}, "heard", at("heard"),
    ),
    "make_final": (at("served", clears=True), "secretary", NOTHING, "final", at("appealed")),
    "hand_keys_on": (lacking, "registrar", NOTHING, "reported", at("reported")),
    "join_opening": (waiting_for_keys, "holder", NOTHING, "begun", given_up),
    "drop_opening": (waiting_for_keys, "registrar", lambda world: {"reason": "دلیل"}, "dropped", given_up),
}  # fmt: skip
# What creates its own file by two officers, or with a case beside it, has its tests beside the law of it.
ELSEWHERE = {
    "release_identity",
    "archive_case",
    "open_archive",
    "adopt_board_rule",
    "admit_late_appeal",
    "register_report",
}
# Whoever holds none of the offices of an act, and whoever holds another office of this realm.
OTHERS = {"secretary": "registrar", "chair": "registrar", "deputy": "registrar", "registrar": "judge", "member": "chair",
          "inquirer": "chair", "holder": "chair", "judge": "secretary", "speaker": "secretary", "newly": "registrar"}  # fmt: skip


def person(world: World, who: str) -> Any:
    known = {
        "judge": world.judges[1],
        "inquirer": world.seats[4],
        "stranger": world.people.stranger,
        "speaker": world.people.speaker,
        "newly": making.chosen(world),
    }
    return holder() if who == "holder" else known.get(who) or getattr(world, who)


def pressed(world: World, word: str, **more: Any) -> tuple[Any, Call]:
    play, actor, body, _, _ = ACTS[word]
    subject = play(world)
    typed = body(world)
    world.now += MINUTE
    return subject, Call(actor=person(world, actor), at=world.now, body=typed, **more)


def test_every_built_act_stands_here_or_has_tests_of_its_own():
    assert set(ACTS) | ELSEWHERE == set(STEPS) - set(NOT_BUILT)


@pytest.mark.parametrize("word", ACTS)
def test_an_act_is_denied_to_others_and_recorded_once(world, word):
    subject, call = pressed(world, word)
    before = Act.objects.count()
    for who in ("stranger", OTHERS[ACTS[word][1]]):
        with pytest.raises(NotVisible):
            getattr(actions, word)(replace(call, actor=person(world, who), key=uuid.uuid4()), subject)
    assert Act.objects.count() == before
    as_it_was = copy.copy(subject)
    act = getattr(actions, word)(call, subject)
    assert type(subject).objects.get(pk=subject.pk).stage == ACTS[word][3]
    told = (act.verb, act.actor, act.subject, act.article)
    assert told == (word, call.actor, subject.reference, str(STEPS[word].article))
    with pytest.raises(Replayed) as again:
        getattr(actions, word)(call, as_it_was)
    assert again.value.act == act and Act.objects.count() == before + 1
    acts = Act.objects.filter(realm="conduct").order_by("seq")
    assert chain.first_fault("conduct", [each.entry() for each in acts], {}) is None


@pytest.mark.parametrize("word", [word for word, row in ACTS.items() if row[4] is not None])
def test_an_act_is_refused_at_another_stage(world, word):
    _, who, body, _, wrong = ACTS[word]
    subject = wrong(world)
    typed, before = body(world), Act.objects.count()
    with pytest.raises(Refused):
        getattr(actions, word)(Call(actor=person(world, who), at=world.now, body=typed), subject)
    assert Act.objects.count() == before


@pytest.mark.parametrize("word", ["find_violation", "close_hearing", "serve_ruling", "forward_appeal"])
def test_who_comes_second_is_shown_the_first(world, word):
    subject, call = pressed(world, word, seen_version=0)
    with pytest.raises(Stale) as stale:
        getattr(actions, word)(call, subject)
    assert subject.reference in (stale.value.act.subject, stale.value.act.root)


def test_a_report_is_registered_by_the_office_alone(world):
    for who in (world.chair, world.judges[0], world.people.stranger, world.member):
        with pytest.raises(NotVisible):
            world.do("register_report", Report(), who)
