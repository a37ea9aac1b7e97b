"""Twenty years of liaison: how long its pages take at full size beside a hundredth of it: python bench/liaison.py

BENCH_SHARE=0.1 makes a tenth of everything (full is 120,000 questions, 100,000 notices and 400,000 letters, with who signed
them, where they were referred and what was answered, and the office's own work of bench/liaison_work.py). What is open is the
same at either size, so below BENCH_SHARE=0.34 the smaller one is larger than a hundredth. Target: the same queries, and no page
more than three times its time at a hundredth. What is measured, and how, stands in bench/measuring.py; the rows are invented
and go past the acts.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from liaison_work import Work
from measuring import COLD, KEPT, Visit, addresses, in_own_house, measured, rows_settled, signed_in

SHARE = float(os.environ.get("BENCH_SHARE", "1"))
FULL = {"question": 120_000, "notice": 100_000, "correspondence": 400_000}
SMALL = 100  # the smaller size is a hundredth
YEARS, MINISTRIES, MEMBERS, COMMITTEES, TERMS = 20, 19, 290, 13, 5
BATCH, MOST_TIMES = 2000, 3
ENDED = {"question": "closed", "notice": "closed", "correspondence": "closed"}
OPEN = {"question": ("filed", "sent", "to_floor"), "notice": ("filed", "read"), "correspondence": ("filed",)}
STILL_OPEN = 400  # files of each kind that parliament has not done with, whatever the history behind them
WORDS = ("قطع برق", "جادهٔ ناتمام", "آب روستا", "کمبود پزشک", "بهای گندم", "کلاس کانکسی", "راه‌آهن", "بیمهٔ کارگران")
PAGES = (
    ("first page", "/liaison/"),
    ("matters", "/liaison/matters/"),
    ("letters", "/liaison/matters/?kind=correspondence"),
    ("matters of a ministry", "/liaison/matters/?ministry=ministry-07"),
    ("matters past their limit", "/liaison/matters/?late=on"),
    ("matters by a word", "/liaison/matters/?q=راه‌آهن ناحیهٔ ۱۱۷"),
    ("referrals", "/liaison/referrals/"),
    ("like questions", "/liaison/alike/"),
    ("statistics", "/liaison/statistics/"),
    ("statistics of a year", "/liaison/statistics/?year=1400"),
    ("one member", "/liaison/members/{member}/"),
    ("search of the house", "/search/?q=راه‌آهن"),
    ("planner", "/liaison/planner/"),
    ("gatherings", "/liaison/gatherings/"),
    ("defences", "/liaison/defences/"),
    ("meetings", "/liaison/meetings/"),
    ("fairness of meetings", "/liaison/meetings/fairness/"),
    ("evaluations", "/liaison/evaluations/"),
    ("tasks", "/liaison/tasks/"),
    ("promises", "/liaison/promises/"),
    ("voices", "/liaison/voices/"),
    ("directory", "/liaison/directory/"),
    ("asked of government", "/liaison/asked/"),
    ("training", "/liaison/training/"),
    ("publications", "/liaison/publications/"),
    ("the morning's brief", "/liaison/brief/"),
)


def main() -> int:
    return in_own_house(work)


def work() -> int:
    addresses([])
    house = House()
    told: dict[str, list[Visit]] = {}
    for label, share in (("hundredth", SHARE / SMALL), ("full", SHARE)):
        house.grow(share)
        rows_settled()
        print(f"{label}: {house.rows():,} rows", flush=True)
        for title, visits in measured(house.visits(label)).items():
            told.setdefault(title, []).extend(visits)
    return tell(told)


def tell(told: dict[str, list[Visit]]) -> int:
    """Each page at both sizes, its queries, and how many times longer it takes; the slow ones are named."""
    bad = []
    for title, visits in told.items():
        small, full = visits
        times = full.took / max(small.took, 0.001)
        same = "equal" if small.queries == full.queries else f"{small.queries} and {full.queries}"
        print(f"{title:34} {small.took:8.1f} ms {full.took:8.1f} ms  x{times:5.1f}  queries {same} ({full.queries})")
        bad += [title] if times > MOST_TIMES or small.queries != full.queries else []
    print("all within three times" if not bad else f"beyond: {', '.join(bad)}")
    return len(bad)


class House:
    """The office, whoever looks, and the history that grows."""

    def __init__(self) -> None:
        from liaison.models import CabinetPeriod
        from majlis.models import Body, Membership, Person, Term, User

        self.now = datetime.now(UTC).replace(microsecond=0)
        self.began = self.now - timedelta(days=365 * YEARS)
        self.have = dict.fromkeys(FULL, 0)
        self.ministries = Body.objects.bulk_create(
            Body(kind="ministry", code=f"ministry-{n:02d}", title=f"وزارت {n}", order=n) for n in range(MINISTRIES)
        )
        self.committees = Body.objects.bulk_create(
            Body(kind="committee", code=f"committee-{n:02d}", title=f"کمیسیون {n}", order=n) for n in range(COMMITTEES)
        )
        office = Body.objects.create(kind="liaison_office", code="liaison_office", title="امور دولت")
        chamber = Body.objects.create(kind="chamber", code="chamber", title="مجلس")
        officer, *self.members = Person.objects.bulk_create(_people(MEMBERS + 1), batch_size=BATCH)
        self.terms = [
            Term.objects.create(number=n + 1, opens_at=self.began + timedelta(days=1461 * n)) for n in range(TERMS)
        ]
        self.cabinets = [
            CabinetPeriod.objects.create(
                title=f"دولت {n + 1}", from_day=_day(self.began, 1461 * n), to_day=_day(self.began, 1461 * (n + 1) - 1)
            )
            for n in range(TERMS)
        ]
        Membership.objects.create(person=officer, body=office, role="officer", from_day=self.began.date())
        Membership.objects.bulk_create(
            Membership(person=each, body=chamber, role="member", from_day=self.began.date(), term=self.terms[-1])
            for each in self.members
        )
        self.officer = User.objects.create(username="officer", person=officer)
        self.work = Work(self.began, self.now, self.ministries, self.members)

    def rows(self) -> int:
        from liaison.models import Answer, Matter, Referral, Signature

        return sum(model.objects.count() for model in (Matter, Signature, Referral, Answer)) + self.work.rows()

    def grow(self, share: float) -> None:
        """Add what is missing to a share of the full history."""
        for kind, count in FULL.items():
            wanted = max(int(count * share), STILL_OPEN)
            self._write(self._matters(kind, self.have[kind], wanted))
            self.have[kind] = wanted
        self.work.grow(share)

    def _write(self, rows: Iterator[Any]) -> None:
        from liaison.models import Answer, Matter, Referral, Signature

        while piece := [each for _, each in zip(range(BATCH), rows, strict=False)]:
            Matter.objects.bulk_create(piece)
            asked = [each for each in piece if each.lead_id]
            Signature.objects.bulk_create(
                Signature(matter=each, person_id=each.lead_id, place=0, signed_at=each.filed_at) for each in asked
            )
            sent = [self._referral(each) for each in asked if each.kind == "question"]
            Referral.objects.bulk_create(sent)
            Answer.objects.bulk_create(
                Answer(matter=each.matter, referral=each, text="پاسخ داده شد.", author_id=each.matter.lead_id, at=each.answered_at)
                for each in sent if each.stage == "answered"
            )  # fmt: skip

    def _matters(self, kind: str, first: int, last: int) -> Iterator[Any]:
        from liaison.models import KIND_MODELS

        dice = random.Random(f"{kind} {first}")
        for place in range(first, last):
            filed = self.began + (self.now - self.began) * dice.random()
            # The same few hundred are open at either size: history grows, and the desk does not.
            still = place < STILL_OPEN
            if still:
                filed = self.now - timedelta(days=40 * dice.random())
            turn = int((filed - self.began).days // 1461)
            stage = dice.choice(OPEN[kind]) if still else ENDED[kind]
            asker = dice.choice(self.members) if kind != "correspondence" else None
            row = KIND_MODELS[kind](
                kind=kind, year=1385 + (filed - self.began).days // 365, serial=place + 1, filed_at=filed, stage=stage, stage_since=filed,
                title=f"{dice.choice(WORDS)} ناحیهٔ {dice.randrange(5000)}", addressee=dice.choice(self.ministries), lead=asker,
                committee=dice.choice(self.committees) if kind == "question" else None, term=self.terms[min(turn, TERMS - 1)],
                cabinet=self.cabinets[min(turn, TERMS - 1)], announced_at=filed if stage == "read" else None,
                due_on=(filed + timedelta(days=15)).date() if kind == "correspondence" else None,
            )  # fmt: skip
            row.take_keys()
            yield row

    def _referral(self, matter: Any) -> Any:
        from liaison.models import Referral

        waits = matter.stage != "closed"
        return Referral(
            matter=matter, ministry_id=matter.addressee_id, request="گزارش", sent_at=matter.filed_at, due_at=matter.filed_at + timedelta(days=8),
            stage="sent" if waits else "answered", stage_since=matter.filed_at, answered_at=None if waits else matter.filed_at + timedelta(days=5),
        )  # fmt: skip

    def visits(self, label: str) -> dict[str, list[Visit]]:
        client = signed_in(self.officer)
        return {
            f"{title}, {state}": [Visit(label, path.format(member=self.members[0].pk), client, state)]
            for title, path in PAGES
            for state in (COLD, KEPT)
        }


def _day(began: datetime, days: int) -> date:
    return (began + timedelta(days=days)).date()


def _people(count: int) -> list[Any]:
    from majlis import persian
    from majlis.models import Person

    names = [f"نماینده {place:05d}" for place in range(count)]
    return [Person(name=each, name_folded=persian.fold(each)[0], sort_key=persian.sort_key(each)) for each in names]


if __name__ == "__main__":
    sys.exit(main())
