"""A small house with both boards, and cases played act by act to any stage; everything here is invented."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from conduct import actions
from conduct.models import Ballot, BoardRule, BoardSitting, Case, Inquiry, Report
from majlis.models import Body, Document, Holiday, Person
from majlis.register import Call, FirstSigned
from majlis.rules.deadlines import legal_day
from majlis.tests.people import MORNING, appointed, body_named, founded, person_named

HOLIDAYS = Path(__file__).parents[2] / "majlis" / "data" / "holidays.csv"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ROLES = ("chair", "deputy", "secretary", "spokesperson", "member", "member", "member", "member", "member")
NAMES = (
    "شیدا کوهستان",
    "آرمان نیک‌پی",
    "آذر مینوی",
    "بهداد سروش",
    "پوپک رامشی",
    "تورج آبدار",
    "ثمین گلزار",
    "جمشید باغبان",
    "چکامه دشتی",
)
APPEAL = ("حامد صخره", "خورشید دریا", "دانا سپهر", "رها چشمه", "زری بوستان", "ژاله مهتاب")
STAGES = (
    "reported", "under_inquiry", "inquired", "found", "invited", "heard", "closed_for_ruling", "ruled", "served", "appealed",
    "forwarded", "final",
)  # fmt: skip


class World:
    """The house, its clock, and the persons by what they do. `now` moves a minute with each act."""

    def __init__(self, elected: str = "2026-01-01", seats: int = 9, *, rules: bool = True):
        self.people = founded()
        self.now = MORNING
        admin = self.people.administrator
        self.board = body_named("conduct_board", "conduct_board", "هیأت نظارت بر رفتار", admin)
        self.appeal = body_named("appeal_board", "appeal_board", "هیأت تجدیدنظر", admin)
        self.seats = [person_named(name, admin) for name in NAMES[:seats]]
        for person, role in zip(self.seats, ROLES, strict=False):
            appointed(person, self.board, role, admin, from_day=elected)
        self.chair, self.deputy, self.secretary = self.seats[:3]
        self.registrar = person_named("سپیده دفتری", admin)
        appointed(self.registrar, self.board, "registrar", admin)
        self.judges = [person_named(name, admin) for name in APPEAL]
        for person, role in zip(self.judges, ("chair", "secretary", *["member"] * 4), strict=True):
            appointed(person, self.appeal, role, admin, from_day=elected)
        self.member = self.people.member
        _fill_calendar()
        if rules:
            self.adopt("board_quorum", 5)
            self.adopt("board_decision", 4)
            self.adopt("appeal_composition", None, "هیأت رئیسه و رؤسای کمیسیون‌های دائمی")

    # --- acting

    def call(self, actor: Person | None, happened_at: datetime | None = None, **body: Any) -> Call:
        self.now += MINUTE
        return Call(actor=actor, at=self.now, body=body, happened_at=happened_at)

    def do(self, word: str, subject: Any, actor: Person, happened_at: datetime | None = None, **body: Any) -> Any:
        return getattr(actions, word)(self.call(actor, happened_at, **body), subject)

    def paper(self, owner: Person) -> str:
        """A paper of somebody's, as the office's own door would have kept it."""
        number = Document.objects.count() + 1
        facts = {"media_type": "application/pdf", "size": 1, "name": f"برگه {number}.pdf", "realm": "conduct"}
        return str(Document.objects.create(sha256=f"{number:064x}", owner=owner, received_at=self.now, **facts).pk)

    def adopt(self, key: str, value: int | None, statement: str = "", first_day: str = "2026-01-01") -> BoardRule:
        rule = BoardRule()
        facts = {
            "key": key, "value": value, "statement": statement, "source": "تصمیم نمایشی", "number": "۱", "decided_on": first_day,
            "first_day": first_day, "demonstration": True,
        }  # fmt: skip
        try:
            self.do("adopt_board_rule", rule, self.chair, **facts)
        except FirstSigned:
            self.do("adopt_board_rule", rule, self.secretary, **facts)
        return rule

    def report(self, case: Case | None = None, member: Person | None = None, **more: Any) -> Report:
        report = Report(case=case) if case else Report()
        facts = {
            "member": str((member or self.member).pk), "kind": more.pop("kind", "dignity"), "alleged_day": "2026-04-01", "received_on": "2026-05-01",
            "text": "گزارش ساختگی", "reporter": {"name": "گزارشگر ناپیدا", "contact": ""}, "papers": [self.paper(self.registrar)], **more,
        }  # fmt: skip
        self.do("register_report", report, self.registrar, **facts)
        return report

    # --- sitting and voting

    def sit(self, present: int | list[Person] = 6, body: Body | None = None) -> BoardSitting:
        body = body or self.board
        roll = self.seats if body == self.board else self.judges
        there = roll[:present] if isinstance(present, int) else present
        sitting = BoardSitting(body=body)
        self.do("open_sitting", sitting, roll[0], present=[str(each.pk) for each in there])
        return sitting

    def sitting(self, body: Body | None = None) -> BoardSitting:
        found = BoardSitting.objects.filter(body=body or self.board, stage="open").first()
        return found or self.sit(body=body)

    def put(self, case: Case, question: str, proposal: dict | None = None) -> Ballot:
        case.refresh_from_db()
        sitting = self.sitting(case.competent)
        ballot = Ballot(case=case, sitting=sitting)
        self.do("open_ballot", ballot, self._desk(case), question=question, proposal=proposal or {})
        return ballot

    def _desk(self, case: Case) -> Person:
        return self.judges[0] if case.competent == self.appeal else self.secretary

    def vote(self, case: Case, question: str, agree: int = 5, proposal: dict | None = None) -> Ballot:
        """Put a question, let the present agree so many, the rest be against, and close."""
        ballot = self.put(case, question, proposal)
        eligible = [
            row.person
            for row in ballot.sitting.facts(self.now).members
            if row.person_id in ballot.facts(self.now).room.eligible(case)
        ]
        for place, person in enumerate(eligible):
            self.do("cast_vote", ballot, person, vote="agree" if place < agree else "against")
        self.do("close_ballot", ballot, self._desk(case))
        return ballot

    # --- whole cases

    def given_case(self, stage: str, **how: Any) -> Case:
        """A case at a stage, reached only by acts. Args: sanctions, clears, member, absent, kind, count."""
        case = self.report(member=how.get("member"), kind=how.get("kind", "dignity")).case
        for each in STAGES[1 : STAGES.index(stage) + 1]:
            getattr(self, f"_to_{each}")(case, how)
            case = Case.objects.get(pk=case.pk)
        return case

    def _to_under_inquiry(self, case: Case, how: dict) -> None:
        self.vote(case, "assign_inquiry")
        self.do(
            "assign_inquiry",
            case,
            self.chair,
            inquirer=str(self.seats[4].pk),
            due_on=(legal_day(self.now) + 14 * DAY).isoformat(),
        )

    def _to_inquired(self, case: Case, how: dict) -> None:
        inquiry = Inquiry.objects.get(case=case)
        self.do(
            "report_inquiry",
            inquiry,
            inquiry.inquirer,
            text="شرح تحقیق ساختگی",
            finds=True,
            papers=[self.paper(inquiry.inquirer)],
        )

    def _to_found(self, case: Case, how: dict) -> None:
        self.vote(case, "find_violation")
        self.do("find_violation", case, self.secretary, reason="دلیل ساختگی")

    def _to_invited(self, case: Case, how: dict) -> None:
        self.do(
            "invite_member", case, self.secretary, hearing_at=(self.now + 5 * DAY).isoformat(), place="دفتر هیأت",
            defence_until=(legal_day(self.now) + 4 * DAY).isoformat(), text="موضوع دعوت", papers=[self.paper(self.secretary)], released=[],
        )  # fmt: skip

    def _to_heard(self, case: Case, how: dict) -> None:
        self.do(
            "prove_service",
            case,
            self.registrar,
            self.now,
            method="receipt",
            witness="",
            papers=[self.paper(self.registrar)],
        )
        case.refresh_from_db()
        if how.get("absent"):
            self.now += 6 * DAY
            self.vote(case, "record_absence")
            self.do("record_absence", case, self.secretary, reason="عذری نرسید")
            return
        self.do("receive_defence", case, case.member, text="دفاع ساختگی", papers=[])
        case.refresh_from_db()
        self.sitting()
        self.do("hold_hearing", case, self.secretary, minutes="صورت‌جلسهٔ ساختگی", papers=[])

    def _to_closed_for_ruling(self, case: Case, how: dict) -> None:
        self.do("close_hearing", case, self.chair)

    def _to_ruled(self, case: Case, how: dict) -> None:
        self.vote(case, "issue_ruling", proposal=proposal(**how))
        self.do("issue_ruling", case, self.secretary, dissent="", papers=[self.paper(self.secretary)])

    def _to_served(self, case: Case, how: dict) -> None:
        self.do(
            "serve_ruling",
            case,
            self.registrar,
            self.now,
            method="signed_copy",
            witness="",
            papers=[self.paper(self.registrar)],
        )

    def _to_appealed(self, case: Case, how: dict) -> None:
        self.do("file_appeal", case, case.member, text="اعتراض دارم", papers=[])

    def _to_forwarded(self, case: Case, how: dict) -> None:
        self.do("forward_appeal", case, self.secretary)

    def invite_to_appeal(self, case: Case) -> None:
        """The appeal board's invitation, to an hour that comes while the vote is taken."""
        told = {
            "hearing_at": (self.now + 2 * MINUTE).isoformat(),
            "place": "دفتر هیأت تجدیدنظر",
            "text": "موضوع اعتراض",
        }
        self.do("invite_to_appeal", case, self.judges[1], **told, papers=[])

    def _to_final(self, case: Case, how: dict) -> None:
        self.invite_to_appeal(case)
        self.vote(case, "decide_appeal", 4, {"outcome": "upheld", "reasons": "رأی درست بود"})
        self.do("decide_appeal", case, self.judges[1], dissent="")


def proposal(sanctions: list | None = None, clears: bool = False, count: str = "", **_: Any) -> dict:
    """A ruling as it is put to the vote: by default an undertaking, which is open to objection."""
    chosen = [] if clears else sanctions or [{"letter": "پ", "months": None}]
    text = {"clears": clears, "sanctions": chosen, "reasons": "دلیل ساختگی رأی"}
    return {**text, "count": count} if count else text


def _fill_calendar() -> None:
    with HOLIDAYS.open(encoding="utf-8", newline="") as lines:
        rows = [
            Holiday(
                **{name: row[name] for name in ("title", "kind", "source", "certainty")},
                day=date.fromisoformat(row["day"]),
            )
            for row in csv.DictReader(lines)
        ]
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)
