"""Set-up for this office's tests: a founded house with members, ministries and officers, and matters played by acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from liaison import actions
from liaison.models import (
    CabinetPeriod,
    GovernmentBill,
    Interpellation,
    Matter,
    MemberBill,
    Notice,
    Question,
    Referral,
    Task,
)
from majlis import actions as kernel
from majlis.models import Act, Body, Person, Term
from majlis.queries import Viewer
from majlis.queries.authority import offices_of
from majlis.rules.deadlines import legal_day
from majlis.tests.people import MORNING, appointed, body_named, call, founded, person_named

MEMBERS = 100
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
COUNTS = {"present": 220, "in_favour": 120, "against": 90, "abstained": 10}
LOST = {"present": 220, "in_favour": 90, "against": 120, "abstained": 10}


@dataclass
class Office:
    """Everyone and everything that a test of this office needs, all entered by acts."""

    administrator: Person
    head: Person
    officer: Person
    deputy: Person
    expert: Person
    other_deputy: Person
    stranger: Person
    energy: Body
    roads: Body
    president: Body
    committee: Body
    members: list[Person] = field(default_factory=list)
    at: datetime = MORNING

    def do(self, word: str, subject: Any, who: Person | None = None, at: datetime | None = None, **body: Any) -> Act:
        """One act, a minute after the one before unless told otherwise."""
        self.at = at or self.at + timedelta(minutes=1)
        return getattr(actions, word)(call(who or self.officer, body, at=self.at), subject)

    def keys(self, count: int, first: int = 0) -> list[str]:
        return [str(each.pk) for each in self.members[first : first + count]]

    # --- matters at a stage, by playing the acts up to there ------------------------------------------------------------

    def question(self, stage: str = "filed", **facts: Any) -> Question:
        row = Question()
        body = {
            "title": "قطع برق شهرک صنعتی",
            "text": "چرا؟",
            "addressee": str(self.energy.pk),
            "askers": self.keys(1),
            **facts,
        }
        self.do("file_question", row, **body)
        road = (
            ("sent", "send_question", {"committee": str(self.committee.pk)}),
            ("to_floor", "record_committee_meeting", {"satisfied": False, "minister_came": True}),
            ("announced", "announce_question", {}),
            ("scheduled", "schedule_floor", {"floor_at": (self.at + 3 * DAY).isoformat()}),
            ("unconvinced", "record_floor_vote", {"asker_convinced": False, **LOST}),
        )
        return self._along(row, stage, road)

    def notice(self, stage: str = "filed", **facts: Any) -> Notice:
        row = Notice()
        body = {"title": "لزوم روشنایی جاده", "addressee": str(self.roads.pk), "askers": self.keys(1), **facts}
        self.do("file_notice", row, **body)
        return self._along(
            row, stage, (("read", "read_notice", {}), ("answered", "answer_notice", {"text": "انجام شد"}))
        )

    def interpellation(self, stage: str = "filed", signers: int = 12) -> Interpellation:
        row = Interpellation()
        facts = {"title": "استیضاح وزیر", "addressee": str(self.energy.pk), "committee": str(self.committee.pk)}
        self.do("file_interpellation", row, askers=self.keys(signers), **facts)
        road = (
            ("heard", "record_committee_week", {}),
            ("insisted", "insist", {}),
            ("announced", "announce_interpellation", {}),
            ("held", "hold_interpellation", {}),
            ("dismissed", "record_confidence_vote", LOST),
        )
        return self._along(row, stage, road)

    def member_bill(self, stage: str = "filed", signers: int = 15) -> MemberBill:
        row = MemberBill()
        self.do("file_member_bill", row, title="طرح شفافیت", askers=self.keys(signers))
        return self._along(row, stage, self._bill_road)

    def government_bill(self, stage: str = "approved") -> GovernmentBill:
        row = GovernmentBill()
        self.do("file_government_bill", row, title="لایحهٔ آب", addressee=str(self.energy.pk))
        return self._along(row, stage, (("submitted", "submit_bill", {}), *self._bill_road))

    @property
    def _bill_road(self) -> tuple:
        return (
            ("announced", "announce_receipt", {}),
            ("referred", "refer_bill", {"committee": str(self.committee.pk), "subsidiary": []}),
            ("reported", "report_bill", {}),
            ("generalities", "record_vote", COUNTS),
            ("adopted", "record_vote", COUNTS),
        )

    def referral(self, matter: Matter | None = None, stage: str = "sent", ministry: Body | None = None) -> Referral:
        row = Referral(matter=matter or self.question("sent"))
        due = (self.at + 5 * DAY).isoformat()
        self.do("refer_to_ministry", row, ministry=str((ministry or self.energy).pk), request="پاسخ مستند", due_at=due)
        deputy = self.deputy if row.ministry_id == self.energy.pk else self.other_deputy
        if stage in ("accepted", "answered"):
            self.do("accept_referral", row, deputy)
        if stage == "answered":
            self.do("answer_referral", row, deputy, text="پاسخ", documents=[])
        return row

    def owing(self, **facts: Any) -> dict[str, Any]:
        """What is typed for a task of the first ministry's; for a promise, made to the first member."""
        due = (self.at + 30 * DAY).date().isoformat()
        told = {"kind": "decision", "title": "جدول خاموشی داده شود", "ministry": str(self.energy.pk), "due_day": due}
        return told | {"person": "", "asker": self.keys(1)[0] if facts.get("kind") == "promise" else ""} | facts

    def task(self, stage: str = "assigned", **facts: Any) -> Task:
        row = Task()
        self.do("assign_task", row, self.head, **self.owing(**facts))
        if stage != "assigned":
            own = self.other_deputy if row.ministry_id == self.roads.pk else self.deputy
            self.do("give_evidence", row, own if row.ministry_id else row.person, text="گزارش", documents=[])
        if stage == "returned":
            self.do("return_task", row, self.head, reason="امضا ندارد", due_day="")
        if stage == "accepted":
            self.do("accept_task", row, self.head, outcome="انجام شد")
        assert row.stage == stage
        return row

    @property
    def asker(self) -> Person:
        """To whom promises are made here."""
        return self.members[0]

    def promise(self, stage: str = "assigned", **facts: Any) -> Task:
        """A promise to the first member, as it comes from the database."""
        return Task.objects.get(pk=self.task(stage, kind="promise", **facts).pk)

    def _along(self, row: Any, stage: str, road: Sequence[tuple[str, str, dict]]) -> Any:
        for reached, word, body in road:
            if row.stage == stage:
                break
            self.do(word, row, **body)
            assert row.stage == reached
        assert row.stage == stage
        return row

    def viewer(self, person: Person, at: datetime | None = None) -> Viewer:
        day = legal_day(at or self.at)
        return Viewer(person, day, at or self.at, offices_of(person, day))


PEOPLE = {
    "head": ("شیرین کاظم‌پور", "liaison_office", "head"),
    "officer": ("لاله نسیم‌کوه", "liaison_office", "officer"),
    "deputy": ("کاوه چشمه‌سار", "ministry-energy", "deputy"),
    "expert": ("پویا موج‌شکن", "ministry-energy", "expert"),
    "other_deputy": ("آذر پل‌ساز", "ministry-roads", "deputy"),
}
BODIES = {
    "liaison_office": ("liaison_office", "دفتر امور مجلس"),
    "ministry-energy": ("ministry", "وزارت نیرو"),
    "ministry-roads": ("ministry", "وزارت راه و شهرسازی"),
    "presidency": ("presidency", "رئیس‌جمهور"),
    "energy": ("committee", "انرژی"),
}
SOURCE = "آزمون"


def opened() -> None:
    """A founded house in which this office works, with twenty members and two ministries; all by acts."""
    people = founded()
    admin = people.administrator
    term = Term()
    kernel.open_term(call(admin, {"number": 13, "opens_at": "2026-01-01T06:30:00+00:00"}), term)
    for code, (kind, title) in BODIES.items():
        body_named(code, kind, title, admin)
    for name, code, role in PEOPLE.values():
        appointed(person_named(name, admin), Body.objects.get(code=code), role, admin)
    rows = [[f"{place:02d}", f"نمایندهٔ {WORDS[place]}", "نیشابور", "", ""] for place in range(MEMBERS)]
    kernel.import_roster(call(admin, {"source": SOURCE, "sha256": "0" * 64, "rows": rows}), term)
    facts = {"title": "دولت آزمایشی", "from_day": "2025-01-01", "to_day": ""}
    actions.register_cabinet(call(admin, facts), CabinetPeriod())


# A member's name holds no digits.
_FIRST = (
    "آبان",
    "آذر",
    "بهار",
    "پاییز",
    "تیر",
    "سپهر",
    "روشن",
    "مهر",
    "دریا",
    "باران",
    "کوه",
    "گل",
    "نور",
    "شب",
    "رود",
)
WORDS = [a + b for a in _FIRST for b in ("گاه", "دشت", "سرا", "کار", "زاد", "مند", "وند")]


def found() -> Office:
    """The people and bodies of the house that `opened` has set up."""
    bodies = {each.code: each for each in Body.objects.all()}
    people = {role: Person.objects.get(name=name) for role, (name, _, _) in PEOPLE.items()}
    return Office(
        administrator=Person.objects.get(name="مدیر نمونه"), stranger=Person.objects.get(name="بهروز الوندی"),
        energy=bodies["ministry-energy"], roads=bodies["ministry-roads"], president=bodies["presidency"],
        committee=bodies["energy"], members=list(Person.objects.filter(source=SOURCE).order_by("source_id")), **people,
    )  # fmt: skip
