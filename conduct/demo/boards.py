"""The demonstration's two boards: their people, and the pieces of a case, each played by its act; everything is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from conduct import actions
from conduct.demo.papers import CasePapers
from conduct.demo.texts import (
    CLEARED,
    CONCERNED,
    CONCERNED_LATER,
    DEFENCE,
    DISSENT,
    HEARING,
    INQUIRY,
    INVITED,
    JUDGES,
    MATTERS,
    REGISTRAR,
    REPORT,
    RULING,
    SEATS,
)
from conduct.models import Ballot, BoardRule, BoardSitting, Case, Inquiry, Report
from conduct.rules.board import OFFERED_SOURCE
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import FOUNDED, moment
from majlis.demo.house import BodyRow, House, establish, invite
from majlis.models import Body, Person
from majlis.register import Call, FirstSigned
from majlis.rules.deadlines import legal_day

A_MOMENT = timedelta(minutes=4)
DAY = timedelta(days=1)
CHAMBER_FROM = "2026-05-28"
BODIES = (
    BodyRow("conduct_board", "conduct_board", "هیأت نظارت بر رفتار نمایندگان"),
    BodyRow("appeal_board", "appeal_board", "هیأت تجدیدنظر"),
)
RULES = (
    ("board_quorum", 5, ""),
    ("board_decision", 4, ""),
    ("appeal_composition", None, "هیأت رئیسه و رؤسای کمیسیون‌های دائمی، مانند پیش از اصلاح"),
)
UNDERTAKING = [{"letter": "پ", "months": None}]
SEVERAL = [{"letter": "ت", "months": 3}, {"letter": "چ", "months": None}]


class Boards:
    """Each method yields events; `at` moves on with each of them."""

    def __init__(self, house: House):
        self.house, self.papers, self.at = house, CasePapers(), FOUNDED + timedelta(hours=4)
        self.people: dict[str, Person] = {}
        self.cases: dict[int, Case] = {}

    # --- acting

    def event(self, do: Callable[[datetime], Any]) -> Event:
        self.at += A_MOMENT
        at = self.at
        return Event(at, lambda: do(at))

    def act(
        self,
        word: str,
        subject: Callable[[], Any],
        actor: str | Person,
        body: Callable[[], dict] | None = None,
        **more: Any,
    ) -> Event:
        """One act. Subject and body are asked for when it happens."""

        def do(at: datetime) -> None:
            person = self.people[actor] if isinstance(actor, str) else actor
            facts = {**more, **(body() if body else {})}
            served = facts.pop("served", None)
            getattr(actions, word)(Call(actor=person, at=at, body=facts, happened_at=served), subject())

        return self.event(do)

    def case(self, number: int) -> Case:
        return Case.objects.get(pk=self.cases[number].pk)

    def paper(self, kind: str, actor: str) -> list[str]:
        return self.papers.one(kind, self.people[actor], f"{kind} {self.at}", self.at)

    # --- people

    def furnish(self) -> Story:
        for place, row in enumerate(BODIES, start=1):
            yield self.event(lambda at, row=row, place=place: establish(self.house, row, place, at))
        for username, name, role in (*SEATS, REGISTRAR):
            yield self.event(lambda at, u=username, n=name, r=role: self._seat(u, n, "conduct_board", r, at))
        for username, name, role in JUDGES:
            yield self.event(lambda at, u=username, n=name, r=role: self._seat(u, n, "appeal_board", r, at))
        for place, name in enumerate(CONCERNED):
            yield self.event(lambda at, p=place, n=name: self._member(p, n, at))
        self.at = moment(1405, 3, 12, 9)
        for key, value, statement in RULES:
            rule = BoardRule()
            facts = {
                "key": key, "value": value, "statement": statement, "source": OFFERED_SOURCE, "number": "نمایشی ۱۳/۴۱۱",
                "decided_on": "2026-06-01", "first_day": "2026-06-01", "demonstration": True,
            }  # fmt: skip
            yield self.event(lambda at, r=rule, f=facts: self._first(r, f, at))
            yield self.act("adopt_board_rule", lambda r=rule: r, "conduct_secretary", **facts)

    def _first(self, rule: BoardRule, facts: dict, at: datetime) -> None:
        try:
            actions.adopt_board_rule(call(self.people["conduct_chair"], at, **facts), rule)
        except FirstSigned:
            pass

    def _seat(self, username: str, name: str, body: str, role: str, at: datetime) -> None:
        person = self.house.enter(name, at)
        self.house.appoint(person, self.house.bodies[body], role, at)
        invite(self.house, username, person, at)
        self.people[username] = person

    def _member(self, place: int, name: str, at: datetime) -> None:
        """An invented member of parliament, of no played term."""
        person = self.house.enter(name, at)
        self.house.appoint(person, self.house.bodies["chamber"], "member", at, from_day=CHAMBER_FROM)
        username = "conduct_concerned" if place == 0 else f"concerned-{place}"
        if place == 0:
            invite(self.house, username, person, at)
        self.people[username] = person

    def enter_later(self) -> Story:
        for place, name in enumerate(CONCERNED_LATER, start=len(CONCERNED)):
            yield self.event(lambda at, p=place, n=name: self._member(p, n, at))

    def concerned(self, number: int) -> str:
        return "conduct_concerned" if number == 0 else f"concerned-{number}"

    # --- pieces of a case

    def report(self, number: int, joined: bool = False) -> Story:
        def do(at: datetime) -> None:
            report = Report(case=self.case(number)) if joined else Report()
            facts = {
                "member": str(self.people[self.concerned(number)].pk), "kind": ("dignity", "wealth")[number % 2], "text": REPORT.format(what=MATTERS[number]),
                "alleged_day": (legal_day(at) - 9 * DAY).isoformat(), "received_on": legal_day(at).isoformat(), "anonymous": False,
                "reporter": {"name": f"گزارشگر نمایشی {number + 1}", "contact": "دفتر نمایشی"}, "papers": self.papers.one("letter", self.people["conduct_registrar"], f"report {number} {joined}", at),
            }  # fmt: skip
            actions.register_report(Call(actor=self.people["conduct_registrar"], at=at, body=facts), report)
            if not joined:
                self.cases[number] = report.case

        yield self.event(do)

    def sit(self, present: tuple[int, ...] = (0, 1, 2, 3, 4, 5), body: str = "conduct_board") -> Story:
        cast = SEATS if body == "conduct_board" else JUDGES
        yield self.event(
            lambda at: actions.open_sitting(
                call(self.people[cast[0][0]], at, present=[str(self.people[cast[n][0]].pk) for n in present]),
                BoardSitting(body=self.house.bodies[body]),
            )
        )

    def rise(self, body: str = "conduct_board") -> Story:
        desk = "conduct_secretary" if body == "conduct_board" else "appeal_secretary"
        yield self.act("close_sitting", lambda: self._open(body), desk)

    def _open(self, body: str) -> BoardSitting:
        organ: Body = self.house.bodies[body]
        return BoardSitting.objects.get(body=organ, stage="open")

    def vote(
        self,
        number: int,
        question: str,
        agree: int = 4,
        proposal: dict | None = None,
        body: str = "conduct_board",
        close: bool = True,
    ) -> Story:
        """Put a question; of those present who may vote, so many agree and the rest are against."""
        desk = "conduct_secretary" if body == "conduct_board" else "appeal_secretary"
        ballot = Ballot()

        def put(at: datetime) -> None:
            ballot.case, ballot.sitting = self.case(number), self._open(body)
            actions.open_ballot(call(self.people[desk], at, question=question, proposal=proposal or {}), ballot)

        def say(at: datetime) -> None:
            room = ballot.facts(at).room
            voters = [row.person for row in room.members if row.person_id in room.eligible(ballot.case)]
            for place, person in enumerate(voters if close else voters[:2]):
                choice = "agree" if place < agree else "against"
                actions.cast_vote(call(person, at, vote=choice), Ballot.objects.get(pk=ballot.pk))

        yield self.event(put)
        yield self.event(say)
        if close:
            yield self.act("close_ballot", lambda: Ballot.objects.get(pk=ballot.pk), desk)

    def assign(self, number: int, inquirer: int, days: int = 20) -> Story:
        yield self.act(
            "assign_inquiry", lambda: self.case(number), "conduct_chair",
            lambda: {"inquirer": str(self.people[SEATS[inquirer][0]].pk), "due_on": (legal_day(self.at) + days * DAY).isoformat()},
        )  # fmt: skip

    def inquired(self, number: int, inquirer: int) -> Story:
        who = SEATS[inquirer][0]
        yield self.act(
            "report_inquiry", lambda: Inquiry.objects.get(case=self.cases[number], stage="assigned"), who,
            lambda: {"papers": self.paper("minutes", who)}, text=INQUIRY, finds=number % 3 != 2,
        )  # fmt: skip

    def found(self, number: int) -> Story:
        yield from self.vote(number, "find_violation")
        yield self.act(
            "find_violation", lambda: self.case(number), "conduct_secretary", reason="گزارش تحقیق و سند پیوست آن"
        )

    def invited(self, number: int, days: int = 10) -> Story:
        def body() -> dict:
            own = self.paper("letter", "conduct_secretary")
            return {
                "hearing_at": (self.at + days * DAY).isoformat(), "place": "دفتر هیأت نظارت، تالار کوچک", "text": INVITED, "papers": own, "released": [],
                "defence_until": (legal_day(self.at) + (days - 2) * DAY).isoformat(),
            }  # fmt: skip

        yield self.act("invite_member", lambda: self.case(number), "conduct_secretary", body)

    def proved(self, number: int, word: str = "prove_service", hours: int = 2) -> Story:
        yield self.act(
            word, lambda: self.case(number), "conduct_registrar",
            lambda: {"papers": self.paper("receipt", "conduct_registrar"), "served": self.at - timedelta(minutes=hours)}, method="signed_copy", witness="",
        )  # fmt: skip

    def defended(self, number: int) -> Story:
        who = self.concerned(number)
        yield self.act(
            "receive_defence",
            lambda: self.case(number),
            who,
            lambda: {"papers": self.paper("letter", who)},
            text=DEFENCE,
        )

    def heard(self, number: int) -> Story:
        yield self.act(
            "hold_hearing",
            lambda: self.case(number),
            "conduct_secretary",
            lambda: {"papers": self.paper("minutes", "conduct_secretary")},
            minutes=HEARING,
        )

    def closed(self, number: int) -> Story:
        yield self.act("close_hearing", lambda: self.case(number), "conduct_chair")

    def ruled(self, number: int, sanctions: list | None = None, agree: int = 5) -> Story:
        proposal = {"clears": not sanctions, "sanctions": sanctions or [], "reasons": RULING if sanctions else CLEARED}
        yield from self.vote(number, "issue_ruling", agree, proposal)
        yield self.act(
            "issue_ruling",
            lambda: self.case(number),
            "conduct_secretary",
            lambda: {"papers": self.paper("letter", "conduct_secretary")},
            dissent=DISSENT,
        )
