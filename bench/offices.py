"""How many queries and how long the pages of liaison and conduct take at 290 and at 29,000 rows: python bench/offices.py

What is measured, and how, stands in bench/measuring.py; the targets are those of bench/pages.py. Conduct is a sealed
realm: nothing of it is kept, and each of its pages is made anew each time; kept is what its frame says of the open offices
and of the calendar. Its rows have no admin in the house; the stock list of them is drawn up here alone, to have a measure.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from measuring import (
    BARE,
    COLD,
    FRAMED,
    KEPT,
    Stock,
    Visit,
    addresses,
    bare,
    bringing_keys,
    framed,
    in_own_house,
    measured,
    rows_settled,
    signed_in,
    stock_visits,
    tell,
)

SIZES = tuple(int(each) for each in os.environ.get("BENCH_SIZES", "290,29000").split(","))
YEAR = timedelta(days=200)
BATCH = 2000
MINISTRIES, MEMBERS = 19, 290
KINDS = (("question", "sent"), ("question", "closed"), ("notice", "read"), ("member_bill", "generalities"))
WAITING = ("under_inquiry", "invited", "closed_for_ruling", "served")
VOTES_A_SITTING = 25
# Page, address, the stock list of the same rows; and whose pages they are. BENCH_OFFICE=conduct measures that
# office alone, BENCH_SIZES=29,290 a smaller house.
LIAISON = (
    ("matters, 50 a page", "/liaison/matters/", "liaison/matter/"),
    ("matters past their limit, 50 a page", "/liaison/matters/?late=1", ""),
    ("referrals, 50 a page", "/liaison/referrals/", "liaison/referral/?stage__exact=sent"),
    ("counts by ministry, month, member", "/liaison/statistics/", ""),
    ("first page of liaison", "/liaison/", ""),
)
CONDUCT = (
    ("docket of the board, 50 a page", "/conduct/", "conduct/case/"),
    ("a case room", "/conduct/cases/{case}/", ""),
    ("a sitting room, 25 cases a page", "/conduct/sittings/{sitting}/", ""),
)
OWN = (("the room of the member concerned", "/conduct/own/{own}/", ""),)
# Pages of one file: the bound of so many bare views is a list's.
NO_LISTS = ("a case room", "the room of the member concerned")


def main() -> int:
    return in_own_house(work)


def work() -> int:
    addresses(stocks())
    house = House()
    groups: dict[str, list[Visit]] = {BARE: []}
    for first, size in zip((0, *SIZES), SIZES, strict=False):
        house.matters(first, size - first)
        house.cases(first, size - first)
        rows_settled()
        for title, rows in measured(visits(house, size)).items():
            groups.setdefault(title, []).extend(rows)
    tell(groups, no_lists=NO_LISTS)
    return 0


def visits(house: House, size: int) -> dict[str, list[Visit]]:
    """The bare view, then each page as its reader finds it, beside the stock lists at the larger size."""
    found = {BARE: [bare(house.officer)], FRAMED: framed(house.chair)}
    readers = (
        ("liaison", house.officer, LIAISON, (COLD, KEPT)),
        ("conduct", house.chair, CONDUCT, (COLD, KEPT)),
        ("conduct", house.owner, OWN, (COLD, KEPT)),
    )
    for office, user, pages, states in readers:
        if os.environ.get("BENCH_OFFICE", office) != office:
            continue
        client = signed_in(user)
        if office == "conduct":
            client = bringing_keys(client, house.keys[user.pk])
        for title, address, stock in pages:
            path = address.format(case=house.case.pk, own=house.own.pk, sitting=house.sitting.pk)
            found[title] = [Visit(f"{size:6d} rows, {state}", path, client, state) for state in states]
            if stock and size == SIZES[-1]:
                found[title] += stock_visits(user, stock)
    return found


# The stock lists: the columns of our pages, as an admin shows them without more ado


def stocks() -> list[Stock]:
    from conduct.models import Case
    from liaison.models import Matter, Referral

    return [
        Stock(Matter, MATTERS, joined("addressee", "lead")),
        Stock(Referral, REFERRALS, joined("matter", "matter__lead", "ministry", "handed_to")),
        Stock(Case, CASES, joined("member", "board", "appeal_body", "invitation", prefetch=("inquiries", "services"))),
    ]


def joined(*names: str, prefetch: tuple[str, ...] = ()) -> dict[str, Any]:
    def rows(self: Any, request: Any) -> Any:
        return self.model._default_manager.select_related(*names).prefetch_related(*prefetch)

    return {"get_queryset": rows, "list_per_page": 50}


def limit(self: Any, row: Any) -> str:
    """The end of the limit that runs, as the page tells it."""
    from liaison.queries.clocks import running
    from majlis import clock

    found = running(row, clock.now())
    return found[1].last_minute_text if found else ""


def turn(self: Any, case: Any) -> str:
    from conduct.queries.turns import turn as whose
    from majlis import clock

    now = whose(case, clock.now())
    return f"{now.who} {now.deadline.last_minute_text if now.deadline else ''}" if now else ""


def asker(self: Any, referral: Any) -> str:
    return referral.matter.lead.name


MATTERS = {
    "list_display": ("number", "kind", "title", "lead", "addressee", "stage", "filed_at", "limit"), "limit": limit,
    "ordering": ("-filed_at", "-id"), "list_filter": ("kind", "stage"), "search_fields": ("title",),
}  # fmt: skip
REFERRALS = {
    "list_display": ("matter", "ministry", "request", "handed_to", "stage", "due_at", "asker"), "asker": asker,
    "ordering": ("due_at", "id"), "list_filter": ("stage",),
}  # fmt: skip
CASES = {
    "list_display": ("ref", "stage", "member", "board", "turn"),
    "turn": turn,
    "ordering": ("ref",),
    "list_filter": ("stage",),
}


# The rows


class House:
    """Both boards and a case at each stage, reached by acts; whoever looks; and copies of those cases by the thousand."""

    def __init__(self) -> None:
        from conduct.tests.playing import World
        from majlis.models import Body, ClockOffset, Membership, Term, User
        from majlis.tests.people import appointed, person_named

        with everybodys_keys() as ring:
            world = World()
            admin = world.people.administrator
            other = person_named("یاسمن رودبار", admin)
            appointed(other, Body.objects.get(kind="chamber"), "member", admin)
            self.term = Term.objects.create(number=1, opens_at=world.now - YEAR)
            self.played = [world.given_case(stage) for stage in WAITING]
            # Of another member, and never copied: nobody has thousands of cases.
            self.own = world.given_case("served", member=other)
            self.case, self.now, self.sitting = self.played[-1], world.now, world.sitting()
            self.chair, self.owner = (User.objects.get(person=each) for each in (world.chair, other))
            self.keys = {each.pk: ring(each) for each in (self.chair, self.owner)}
        ClockOffset.objects.create(seconds=int((self.now - datetime.now(UTC)).total_seconds()))
        office = Body.objects.create(kind="liaison_office", code="liaison_office", title="امور دولت")
        rows = [Body(kind="ministry", code=f"ministry-{n:02d}", title=f"وزارت {n}", order=n) for n in range(MINISTRIES)]
        self.ministries = Body.objects.bulk_create(rows)
        officer, *self.members = people(MEMBERS + 1)
        Membership.objects.create(person=officer, body=office, role="officer", from_day=(self.now - YEAR).date())
        self.officer = User.objects.create(username="officer", person=officer)

    def matters(self, first: int, count: int) -> None:
        """Matters of four kinds, spread over the days until now, each with one name under it and a referral that waits."""
        from liaison.models import KIND_MODELS, Matter, Referral, Signature

        rows, opened = [], self.now - YEAR
        for place in range(first, first + count):
            kind, stage = KINDS[place % len(KINDS)]
            filed = opened + YEAR * (place - first) / count
            row = KIND_MODELS[kind](
                kind=kind, year=1405, serial=place, title=f"قطع برق شهرک {place}", addressee=self.ministries[place % MINISTRIES],
                lead=self.members[place % MEMBERS], term=self.term, stage=stage, stage_since=filed, filed_at=filed, announced_at=filed,
            )  # fmt: skip
            row.take_keys()
            rows.append(row)
        Matter.objects.bulk_create(rows, batch_size=BATCH)
        names = [
            Signature(matter_id=each.pk, person_id=each.lead_id, place=1, signed_at=each.filed_at) for each in rows
        ]
        Signature.objects.bulk_create(names, batch_size=BATCH)
        sent = [
            Referral(
                matter_id=each.pk, ministry_id=each.addressee_id, request="گزارش بدهید", sent_at=each.filed_at,
                due_at=each.filed_at + YEAR, stage="sent", stage_since=each.filed_at,
            )
            for each in rows
        ]  # fmt: skip
        Referral.objects.bulk_create(sent, batch_size=BATCH)

    def cases(self, first: int, count: int) -> None:
        """Cases like those that were played, each of one of the members, with all that says whose turn it is."""
        copies = [(self.played[place % len(self.played)], place) for place in range(first, first + count)]
        twins = written(
            copy(case, ref=f"1405-{place:08d}", member_id=self.members[place % MEMBERS].pk) for case, place in copies
        )
        for case in self.played:
            self._hung_on(case, [twin for twin, (was, _) in zip(twins, copies, strict=True) if was == case])

    def _hung_on(self, case: Any, twins: list[Any]) -> None:
        from conduct.models import Defence, Inquiry, Invitation, Ruling, RulingSanction, Service

        for model in (Inquiry, Invitation, Service, Defence):
            rows = list(model.objects.filter(case=case))
            written(copy(row, case_id=twin.pk) for twin in twins for row in rows)
        for ruling in Ruling.objects.filter(case=case):
            sittings = self._earlier(len(twins))
            ballots = written(
                copy(ruling.ballot, case_id=twin.pk, sitting_id=sittings[place // VOTES_A_SITTING].pk)
                for place, twin in enumerate(twins)
            )
            made = written(copy(ruling, case_id=each.case_id, ballot_id=each.pk) for each in ballots)
            sanctions = list(RulingSanction.objects.filter(ruling=ruling))
            written(copy(row, ruling_id=each.pk) for each in made for row in sanctions)

    def _earlier(self, votes: int) -> list[Any]:
        """Closed sittings in which these votes may have been, the last a week before the one that is open."""
        from conduct.models import BoardSitting

        known = BoardSitting.objects.filter(body=self.sitting.body).count()
        count = -(-votes // VOTES_A_SITTING)
        return written(
            copy(self.sitting, number=known + 1 + place, stage="closed", opened_at=self.now - timedelta(days=7, hours=known + place))
            for place in range(count)
        )  # fmt: skip


@contextmanager
def everybodys_keys() -> Iterator[Any]:
    """While cases are played everybody who may read has an account and a pair, and what lies sealed is read; gives the way to
    an account's private key."""
    from majlis import keyring, safes
    from majlis.demo.keys import RING
    from majlis.models import KeyPair
    from majlis.tests.keys import pairs_for_all

    given, safes.pairs_of = safes.pairs_of, pairs_for_all
    try:
        with keyring.standing(RING):
            yield lambda user: RING._private(KeyPair.objects.get(user=user).pk.hex)
    finally:
        safes.pairs_of = given


def people(count: int) -> list[Any]:
    from majlis import persian
    from majlis.models import Person

    names = [f"نماینده {place:05d}" for place in range(count)]
    rows = [Person(name=each, name_folded=persian.fold(each)[0], sort_key=persian.sort_key(each)) for each in names]
    return Person.objects.bulk_create(rows, batch_size=BATCH)


def copy(row: Any, **changed: Any) -> Any:
    """A row as it is, under a key of its own; what lies sealed stays so, and opens for nobody there."""
    fields = {
        each.attname: row.__dict__.get(each.attname, getattr(row, each.attname))
        for each in row._meta.concrete_fields
        if not each.generated
    }
    return type(row)(**{**fields, "id": uuid.uuid4(), **changed})


def written(rows: Any) -> list[Any]:
    made = list(rows)
    return type(made[0]).objects.bulk_create(made, batch_size=BATCH) if made else []


if __name__ == "__main__":
    sys.exit(main())
