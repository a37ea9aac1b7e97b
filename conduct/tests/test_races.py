"""Two at once on one case: two rulings, a vote against the close, a vote against a recusal, an appeal at the last instant (6.5).

Real threads on real connections. Beside each stands a planted mutant: with the lock gone the same race is lost, and is seen to be.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from conduct import actions
from conduct.models import Appeal, Ballot, BoardVote, Case, CaseRecusal, Ruling
from conduct.tests.playing import World, proposal
from majlis import register
from majlis.models import Act, Person
from majlis.register import Call
from majlis.rules import chain
from majlis.rules.law import Refused
from majlis.tests.databases import Stock, _own
from majlis.tests.test_races import both

ROUNDS = 4
PATIENCE = 30


@pytest.fixture
def racing(stock: Stock, board_house: tuple[str, World], django_db_blocker: Any) -> Iterator[World]:
    """The founded boards in a database of the test's own, in which commits are real."""
    for _ in _own(stock, board_house[0], django_db_blocker):
        yield copy.copy(board_house[1])


def press(world: World, word: str, who: Person, row: Any, **body: Any) -> Callable[[], Any]:
    """One person's press, on a row that he has read for himself. Args: body, with `seen_version` and `at` where they matter."""
    seen, at = body.pop("seen_version", None), body.pop("at", world.now)

    def do() -> Any:
        own = type(row).objects.get(pk=row.pk)
        return getattr(actions, word)(Call(actor=who, at=at, body=body, seen_version=seen), own)

    return do


def kinds(answers: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in answers)


def unbroken() -> bool:
    acts = Act.objects.filter(realm="conduct").order_by("seq")
    return chain.first_fault("conduct", [each.entry() for each in acts], {}) is None


def place(word: str, who: Person) -> int:
    """Where an act stands in the chain; nowhere is before everything."""
    found = Act.objects.filter(verb=word, actor=who).order_by("-seq").first()
    return found.seq if found is not None else 0


@dataclass
class Mutant:
    """The house without its row locks, in which one act is held back between its work and its record until another is done."""

    patch: pytest.MonkeyPatch
    worked: threading.Event
    recorded: threading.Event

    def hold_back(self, word: str) -> None:
        honest = register._close

        def held(doing: Any, *more: Any) -> None:
            if doing.step.word == word:
                self.worked.set()
                assert self.recorded.wait(PATIENCE)
            honest(doing, *more)

        self.patch.setattr(register, "_close", held)
        self.patch.setattr(register, "_lock", lambda step, subject: subject.refresh_from_db())

    def meanwhile(self, do: Callable[[], Any]) -> Callable[[], Any]:
        """What happens while the other is held back."""

        def done() -> Any:
            assert self.worked.wait(PATIENCE)
            try:
                return do()
            finally:
                self.recorded.set()

        return done


@pytest.fixture
def mutant(monkeypatch: pytest.MonkeyPatch) -> Mutant:
    return Mutant(monkeypatch, threading.Event(), threading.Event())


# Two rulings


def voted(world: World) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """The secretary and the chair, each about to issue the ruling that was voted."""
    case = world.given_case("closed_for_ruling")
    world.vote(case, "issue_ruling", proposal=proposal())
    facts = {"dissent": "", "papers": [], "seen_version": Case.objects.get(pk=case.pk).version}
    one, other = (press(world, "issue_ruling", who, case, **facts) for who in (world.secretary, world.chair))
    return one, other


def test_two_rulings_at_once_the_first_stands_and_the_second_sees_it(racing):
    answers = both(*voted(racing))
    assert kinds(answers) == ["Act", "Stale"]
    first, second = sorted(answers, key=lambda each: type(each).__name__)
    assert second.act == first
    assert Ruling.objects.count() == Act.objects.filter(verb="issue_ruling").count() == 1
    assert unbroken()


def test_two_rulings_without_the_lock_are_stopped_by_the_table_alone(racing, monkeypatch):
    """The planted mutant: both rule, neither sees the other, and only the constraint of the table stands between them."""
    presses = voted(racing)
    meeting, honest = threading.Barrier(2, timeout=PATIENCE), register._check_version

    def meet(*told: Any) -> None:
        honest(*told)
        meeting.wait()

    monkeypatch.setattr(register, "_lock", lambda step, subject: subject.refresh_from_db())
    monkeypatch.setattr(register, "_check_version", meet)
    assert kinds(both(*presses)) == ["Act", "IntegrityError"]


# A vote against the close


def fourth_vote(world: World) -> tuple[Ballot, Callable[[], Any], Callable[[], Any]]:
    """Three have agreed; the fourth, who would carry it, votes while the secretary closes."""
    ballot = world.put(world.given_case("reported"), "assign_inquiry")
    for person in (world.chair, world.deputy, world.secretary):
        world.do("cast_vote", ballot, person, vote="agree")
    return (
        ballot,
        press(world, "cast_vote", world.seats[3], ballot, vote="agree"),
        press(world, "close_ballot", world.secretary, ballot),
    )


def told_as_it_was_cast(ballot: Ballot) -> bool:
    """Is the vote closed, with the result that the votes which are stored give?"""
    ballot = Ballot.objects.get(pk=ballot.pk)
    return ballot.stage == "closed" and ballot.carried == (BoardVote.objects.filter(ballot=ballot).count() > 3)


def test_a_vote_that_crosses_the_close_is_on_one_side_of_the_line(racing):
    for _ in range(ROUNDS):
        ballot, vote, close = fourth_vote(racing)
        answers = both(vote, close)
        assert kinds(answers) in (["Act", "Act"], ["Act", "Refused"]), answers
        assert isinstance(answers[1], Act)
        assert told_as_it_was_cast(ballot)
        stored = BoardVote.objects.filter(ballot=ballot, person=racing.seats[3]).exists()
        assert stored == isinstance(answers[0], Act)
        racing.do("close_sitting", ballot.sitting, racing.secretary)
    assert unbroken()


@pytest.mark.parametrize("held", ["cast_vote", "close_ballot"])
def test_a_vote_without_the_lock_is_stored_and_not_counted(racing, mutant, held):
    ballot, vote, close = fourth_vote(racing)
    mutant.hold_back(held)
    pair = (vote, mutant.meanwhile(close)) if held == "cast_vote" else (close, mutant.meanwhile(vote))
    assert kinds(both(*pair)) == ["Act", "Act"]
    assert not told_as_it_was_cast(ballot)


# A vote against a recusal


def his_vote(world: World) -> tuple[Ballot, Person, Callable[[], Any], Callable[[], Any]]:
    """Three have agreed; the fourth votes in one tab and stands aside in another."""
    ballot, vote, _ = fourth_vote(world)
    who = world.seats[3]
    return ballot, who, vote, press(world, "declare_recusal", who, ballot.case, reason="دوستی")


def test_nobody_votes_after_he_stood_aside_and_no_earlier_vote_of_his_is_counted(racing):
    for _ in range(ROUNDS):
        ballot, who, vote, aside = his_vote(racing)
        answers = both(vote, aside)
        assert kinds(answers) in (["Act", "Act"], ["Act", "NotVisible"]), answers
        assert isinstance(answers[1], Act)
        stored = BoardVote.objects.filter(ballot=ballot, person=who).exists()
        assert stored == isinstance(answers[0], Act)
        assert not stored or answers[0].seq < answers[1].seq
        racing.do("close_ballot", ballot, racing.secretary)
        closed = Ballot.objects.get(pk=ballot.pk)
        assert not closed.carried and closed.decision_told == "۳ از ۵ موافق، ۴ لازم: تصویب نشد"
        racing.do("close_sitting", ballot.sitting, racing.secretary)
    assert CaseRecusal.objects.count() == ROUNDS and unbroken()


def test_without_the_lock_a_vote_follows_the_recusal_of_its_voter(racing, mutant):
    _, who, vote, aside = his_vote(racing)
    mutant.hold_back("cast_vote")
    assert kinds(both(vote, mutant.meanwhile(aside))) == ["Act", "Act"]
    assert place("cast_vote", who) > place("declare_recusal", who)


# An appeal at the last instant


def last_instant(world: World) -> tuple[Case, Callable[[], Any], Callable[[], Any]]:
    """The member objects in the last second of his ten days; the secretary notes in the next that they are over."""
    case = world.given_case("served")
    end = Case.objects.get(pk=case.pk).facts(world.now).appeal_end.ends_at
    appeal = press(world, "file_appeal", world.member, case, text="معترضم", papers=[], at=end - timedelta(seconds=1))
    return case, appeal, press(world, "make_final", world.secretary, case, at=end)


def stands(case: Case) -> bool:
    """Is the objection there, and the ruling not final?"""
    case = Case.objects.get(pk=case.pk)
    return case.stage == "appealed" and case.final_at is None and Appeal.objects.filter(case=case).exists()


def test_art10_an_appeal_of_the_last_second_stands_whoever_comes_first(racing):
    for _ in range(ROUNDS):
        case, appeal, close = last_instant(racing)
        answers = both(appeal, close)
        assert isinstance(answers[0], Act), answers
        assert isinstance(answers[1], Act | Refused)
        assert stands(case)
    assert unbroken()


@pytest.mark.parametrize("first", ["appeal", "close"])
def test_art10_in_either_order_and_a_second_later_never(racing, first):
    case, appeal, close = last_instant(racing)
    if first == "close":
        assert close().verb == "make_final"
    assert appeal().verb == "file_appeal" and stands(case)
    other, _, close = last_instant(racing)
    if first == "close":
        close()
    end = Case.objects.get(pk=other.pk).facts(racing.now).appeal_end.ends_at
    late = press(racing, "file_appeal", racing.member, other, text="معترضم", papers=[], at=end)
    with pytest.raises(Refused, match="به پایان رسید"):
        late()
    # And once is once: what the appeal board has decided is not objected to again.
    with pytest.raises(Refused):
        press(racing, "file_appeal", racing.member, case, text="باز", papers=[])()


def test_art10_without_the_lock_a_receipted_appeal_is_overrun(racing, mutant):
    case, appeal, close = last_instant(racing)
    mutant.hold_back("make_final")
    assert kinds(both(close, mutant.meanwhile(appeal))) == ["Act", "Act"]
    assert not stands(case) and Appeal.objects.filter(case=case).exists()
