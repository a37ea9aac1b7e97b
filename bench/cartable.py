"""How many queries and how long the cartable takes with 1,000 and with 100,000 open files: python bench/cartable.py

Two ministries of one house: in one 1,000 referrals wait, in the other 100,000; each deputy opens his first page and what he
is told. Beside them the office that sees all of them at once, and a bare view (see measuring.py).
Targets: equal queries at both sizes; with 100,000 at most 1.5 times as long as with 1,000. What is printed of five times the
bare view is measuring.py's own target for lists that are kept as they are drawn; these pages are drawn anew each time.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from measuring import BARE, COLD, KEPT, Visit, addresses, bare, in_own_house, measured, rows_settled, signed_in, tell

SIZES = (1_000, 100_000)
BATCH = 2000
MOST = 1.5
OPENED = datetime(2026, 5, 28, 5, 30, tzinfo=UTC)
NOW = OPENED + timedelta(days=200)
PAGES = {"cartable": "/", "what one is told": "/accounts/alerts/"}


def main() -> int:
    return in_own_house(work)


def work() -> int:
    addresses([])
    officer, deputies = people()
    rows_settled()
    found = measured(visits(officer, deputies))
    tell(found)
    compare(found)
    return 0


def compare(found: dict[str, list[Visit]]) -> None:
    """How much longer the page of the many takes than that of the few."""
    for title, rows in found.items():
        for state in (COLD, KEPT):
            pages = [each for each in rows if each.state == state]
            if len(pages) == len(SIZES):
                few, many = pages
                kept = few.queries == many.queries and many.took <= MOST * few.took
                print(
                    f"{title}, {state}: {many.took / few.took:.2f} times, {few.queries} and {many.queries} queries:",
                    "met" if kept else "NOT met",
                )


def people() -> tuple[Any, list[Any]]:
    """The office's account, and the account of a deputy for each size, with so many open referrals before him."""
    from majlis.models import Body, ClockOffset, Person, Term

    ClockOffset.objects.create(seconds=int((NOW - datetime.now(UTC)).total_seconds()))
    term = Term.objects.create(number=1, opens_at=OPENED)
    lead = Person.objects.create(name="نماینده")
    office = Body.objects.create(kind="liaison_office", code="liaison_office", title="دفتر امور مجلس")
    officer = account("officer", office, "officer")
    deputies = []
    for place, size in enumerate(SIZES):
        ministry = Body.objects.create(kind="ministry", code=f"ministry-{place}", title=f"وزارت {place}")
        deputies.append(account(f"deputy-{place}", ministry, "deputy"))
        referred(term, lead, ministry, place, size)
    return officer, deputies


def account(name: str, body: Any, role: str) -> Any:
    from majlis.models import Membership, Person, User

    person = Person.objects.create(name=name)
    Membership.objects.create(person=person, body=body, role=role, from_day=OPENED.date())
    return User.objects.create(username=name, person=person)


def referred(term: Any, lead: Any, ministry: Any, place: int, size: int) -> None:
    """So many questions, each sent to this ministry and not answered; some late, some due today, most later."""
    from liaison.models import KIND_MODELS, Matter, Referral

    for first in range(0, size, BATCH):
        rows = []
        for serial in range(first, min(first + BATCH, size)):
            row = KIND_MODELS["question"](
                kind="question", year=1405 + place, serial=serial, title=f"قطع برق شهرک {serial}", addressee=ministry, lead=lead,
                term=term, stage="sent", stage_since=OPENED, filed_at=OPENED, announced_at=OPENED,
            )  # fmt: skip
            row.take_keys()
            rows.append(row)
        Matter.objects.bulk_create(rows)
        Referral.objects.bulk_create(
            Referral(
                matter_id=row.pk, ministry=ministry, request="پاسخ", stage="sent", stage_since=OPENED, sent_at=OPENED,
                due_at=NOW + timedelta(hours=row.serial - 10),
            )
            for row in rows
        )  # fmt: skip


def visits(officer: Any, deputies: list[Any]) -> dict[str, list[Visit]]:
    found = {BARE: [bare(officer)]}
    for title, path in PAGES.items():
        found[f"{title}, of a ministry"] = [
            Visit(f"{size:6d} open, {state}", path, signed_in(user), state)
            for size, user in zip(SIZES, deputies, strict=True)
            for state in (COLD, KEPT)
        ]
        found[f"{title}, of the office"] = [
            Visit(f"{sum(SIZES):6d} open, {state}", path, signed_in(officer), state) for state in (COLD, KEPT)
        ]
    return found


if __name__ == "__main__":
    sys.exit(main())
