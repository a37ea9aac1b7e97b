"""One invented term, played act by act from its members' list to the final roster (Arts. 3-18, 23)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from committees import actions
from committees.demo import lot, objections, verify
from committees.demo.forms import Invented
from committees.demo.tables import FILES, rows_of
from committees.demo.terms import TIE_COMMITTEE, TermPlan
from committees.models import Declaration, Formation, Record, ScoreTable
from committees.rules.bodies import BRANCHES, COMMITTEES
from majlis import actions as kernel
from majlis.demo.acting import Event, Story, apart, call, signed
from majlis.demo.fixed import chance, dice, key
from majlis.demo.house import SOURCE, BodyRow, House
from majlis.demo.papers import Papers
from majlis.models import Membership, Person, Term
from majlis.rules.chain import canonical
from majlis.rules.deadlines import legal_day

STAGES = ("collecting", "verifying", "clarifying", "published", "settled", "drawn", "announced", "placed", "final")
KIND_OF = {"degrees": "degree", "posts": "post", "tenures": "chamber", "services": "chamber"}
A_RECORD_IN = 12
BOARD_DECISION = "ن/۱"


def body_rows(branches: Iterable[str] = BRANCHES) -> list[BodyRow]:
    """The committees and branches with the title that each has now. Args: branches, codes of those that there are."""
    rows = [("committee", titles) for titles in COMMITTEES.values()] + [("branch", BRANCHES[code]) for code in branches]
    return [
        BodyRow(kind, titles[-1].code, titles[-1].title, titles[-1].first_day, titles[-1].source)
        for kind, titles in rows
    ]


def tables_story(house: House, at: datetime) -> Story:
    """The six score tables: proposed by the secretariat, approved by decision of the joint session."""
    for place, kind in enumerate(FILES):
        table = ScoreTable(id=key("table", kind))
        drafted, approved = at + timedelta(minutes=10 * place), at + timedelta(days=2, minutes=5 * place)
        facts = {
            "kind": kind,
            "valid_from": legal_day(at).isoformat(),
            "source": "جدول ساختگی",
            "rows": rows_of(kind),
            "demonstration": True,
        }
        yield Event(
            drafted,
            lambda t=table, f=facts, m=drafted: actions.draft_score_table(call(house.people["clerk"], m, **f), t),
        )
    for place, kind in enumerate(FILES):
        approved = at + timedelta(days=2, minutes=5 * place)
        yield Event(approved, lambda k=kind, m=approved: _approve(house, k, m))


def _approve(house: House, kind: str, at: datetime) -> None:
    facts = {"decision": BOARD_DECISION, "decision_day": legal_day(at).isoformat()}
    actions.approve_score_table(
        call(house.people["speaker"], at, **facts), ScoreTable.objects.get(pk=key("table", kind))
    )


class TermPlay:
    """A term while it is played. `until`: the stage at which the story ends, or the moment after which nothing happens."""

    def __init__(
        self, house: House, plan: TermPlan, papers: Papers, until: str = "final", last: datetime | None = None
    ):
        self.house, self.plan, self.papers = house, plan, papers
        self.until, self.last = until, last
        self.term = Term(id=key("term", plan.number))
        self.formation = Formation(id=key("formation", plan.number), term=self.term)
        self.members: list[Person] = []
        self.declarations: list[Declaration] = []
        self.heads: dict[str, Person] = {}
        self.branch_of: dict[str, str] = {}
        self.chance = chance("term", plan.number)

    def person(self, role: str) -> Person:
        return self.house.people[role]

    def story(self) -> Story:
        """The whole term up to its end, one act after the other."""
        wanted = STAGES[: STAGES.index(self.until) + 1]
        for event in self._chapters(wanted):
            if self.last is not None and event.at > self.last:
                return
            yield event

    def _chapters(self, wanted: tuple[str, ...]) -> Iterator[Event]:
        chapters: list[tuple[str, Callable[[TermPlay], Story]]] = [
            ("collecting", TermPlay._assemble), ("collecting", TermPlay._collect), ("clarifying", verify.check_items),
            ("published", verify.settle_doubts), ("published", verify.publish), ("published", TermPlay._object),
            ("settled", TermPlay._hear), ("settled", verify.settle), ("drawn", lot.draw), ("announced", lot.announce_seats),
            ("placed", lot.place_left_over), ("final", TermPlay._contest), ("final", lot.finish), ("final", TermPlay._move),
        ]  # fmt: skip
        for stage, chapter in chapters:
            if stage in wanted:
                yield from chapter(self)

    # Objections were told later: each chapter draws its keys apart, so that whatever was there before keeps its own.

    def _object(self) -> Story:
        """Two members object to a line of their points; where the story stops here, one has been invited."""
        plan, first = self.plan, 0 if self.until != "published" else 1
        yield from apart("objections", objections.filed(self, plan.at(8, 18), first))
        if self.until == "published":
            yield from apart("objections", objections.invited(self, plan.at(9, 9), plan.at(10, 15), "score", most=1))

    def _hear(self) -> Story:
        """The joint meeting hears them when the window closes."""
        plan = self.plan
        yield from apart("objections", objections.invited(self, plan.at(9, 20), plan.at(10, 14, 5), "score"))
        yield from apart("objections", objections.heard(self, plan.at(10, 14, 6), "score"))

    def _move(self) -> Story:
        """A month after the list is signed one member moves."""
        yield from apart("objections", objections.moved(self, self.plan.at(44, 10)))

    def _contest(self) -> Story:
        """One member objects to his seat, and is heard when his day is over."""
        plan = self.plan
        yield from apart("objections", objections.seat_contested(self, plan.at(11, 12)))
        yield from apart("objections", objections.invited(self, plan.at(11, 18), plan.at(12, 9), "seat"))
        yield from apart("objections", objections.heard(self, plan.at(12, 9, 5), "seat"))

    def act(self, action: Callable, subject: Any, at: datetime, by: Person, **body: Any) -> Event:
        """One act as an event."""
        return Event(at, lambda: action(call(by, at, **body), subject))

    def signed_act(self, action: Callable, at: datetime, subject: Any = None, **body: Any) -> Event:
        """One act by two officers, on the formation unless another file is named."""
        first, second = self.person("secretary"), self.person("deputy_speaker")
        return Event(at, lambda: signed(action, subject or self.formation, at, first, second, **body))

    def _assemble(self) -> Story:
        """The term, its members, their branches, and each branch's head."""
        plan, admin = self.plan, self.house.administrator
        facts = {"number": plan.number, "opens_at": plan.opens_at.isoformat(), "demonstration": True}
        yield self.act(kernel.open_term, self.term, plan.at(-12, 9), admin, **facts)
        listed = plan.at(-10, 9)
        yield Event(listed, lambda: self._enter(listed))
        for turn, place in enumerate(range(0, plan.members, A_RECORD_IN)):
            at = plan.at(-6, 10) + timedelta(minutes=11 * turn)
            yield Event(at, lambda place=place, at=at: self._declare(place, at))
        at = plan.at(0, 11)
        yield Event(at, lambda: self._divide(at))
        for place, code in enumerate(sorted(set(self.branch_of.values()))):
            at = plan.at(0, 12) + timedelta(minutes=place)
            yield Event(at, lambda code=code, at=at: self._head(code, at))

    def _enter(self, at: datetime) -> None:
        """The members' list, as it would be imported; whom it names has a seat from the opening day on."""
        source = f"{SOURCE} {self.plan.number}"
        rows = [
            [f"{self.plan.number}-{place:03d}", *person, "", ""]
            for place, person in enumerate(self.plan.people, start=1)
        ]
        sha256 = hashlib.sha256(canonical(rows).encode("ascii")).hexdigest()
        kernel.import_roster(call(self.house.administrator, at, source=source, sha256=sha256, rows=rows), self.term)
        self.members = list(Person.objects.filter(source=source).order_by("source_id"))

    def _declare(self, place: int, at: datetime) -> None:
        member = self.members[place]
        body = self._with_papers(self.plan.cast[place], member, at)
        body.pop("choices")
        actions.declare_record(call(member, at, **body), Record(term=self.term, member=member))

    def _divide(self, at: datetime) -> None:
        rolled = dice("branches", self.plan.number)
        kernel.assign_branches(call(self.person("clerk"), at, dice=rolled), self.term)
        seats = Membership.objects.filter(term=self.term, body__kind="branch", role="member")
        self.branch_of = {str(person): code for person, code in seats.values_list("person_id", "body__code")}

    def _head(self, code: str, at: datetime) -> None:
        """The first of the branch's members who stands in no tie: each plays one part."""
        wishes = zip(self.members, self.plan.cast, strict=True)
        head = next(
            member
            for member, one in wishes
            if self.branch_of[str(member.pk)] == code and one.choices[0] != TIE_COMMITTEE
        )
        self.house.appoint(head, self.house.bodies[code], "head", at, term=str(self.term.pk))
        self.heads[code] = head

    def _collect(self) -> Story:
        """Forms given out by the branches, and handed in until the third day closes."""
        plan = self.plan
        facts = {"code": plan.code, "opened_at": plan.opens_at.isoformat()}
        yield self.act(actions.open_formation, self.formation, plan.at(0, 13), self.person("speaker"), **facts)
        for place, member in enumerate(self.members):
            at = plan.at(0, 13, 30) + timedelta(seconds=25 * place)
            code = self.branch_of[str(member.pk)]
            form = Declaration(
                id=key("form", plan.number, place),
                formation=self.formation,
                member=member,
                branch=self.house.bodies[code],
            )
            self.declarations.append(form)
            yield self.act(actions.issue_form, form, at, self.heads[code])
        for place, at in self._moments():
            yield Event(at, lambda place=place, at=at: self._submit(place, at))
        if self.until != "collecting":
            yield self.act(actions.refer_forms, self.formation, plan.at(4, 8), self.person("secretary"))

    def _moments(self) -> list[tuple[int, datetime]]:
        """When each form comes in: more and more as the limit draws near, none at night."""
        plan = self.plan
        first = plan.at(0, 17)
        last = min(self.last or plan.at(3, 23, 40), plan.at(3, 23, 40)) - timedelta(minutes=6)
        span = (last - first).total_seconds()
        senders = sorted(self.chance.sample(range(plan.members), plan.forms))
        self.chance.shuffle(senders)
        moments = sorted(first + timedelta(seconds=int(span * self.chance.random() ** 0.8)) for _ in senders)
        return list(zip(senders, moments, strict=True))

    def _submit(self, place: int, at: datetime) -> None:
        member, one = self.members[place], self.plan.cast[place]
        body = self._with_papers(one, member, at)
        actions.submit_declaration(call(member, at, **body), self.declarations[place])

    def _with_papers(self, one: Invented, member: Person, at: datetime) -> dict[str, Any]:
        papers = {}
        for heading, rows in one.claims.items():
            for row in rows:
                if row["id"] != one.bare:
                    kind = "photo" if self.chance.random() < 0.1 else KIND_OF[heading]
                    papers[row["id"]] = [str(self.papers.paper(kind, member, row["id"], at).pk)]
        self.papers.flush()
        return one.form(papers)
