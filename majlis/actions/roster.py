"""Acts on a term's members: the roster, and the branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from majlis.indexing import touch
from majlis.models import Act, Body, Membership, Person, Term
from majlis.models.trail import keep_many
from majlis.progress import tell
from majlis.queries.roster import known_house
from majlis.register import Call, official_act
from majlis.rules import roster
from majlis.rules.branches import draw_branches
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.rules.procedure import HOUSE, INTERNAL, STEPS

BATCH = 2000  # rows in one statement


def import_roster(call: Call, term: Term) -> Act:
    """Enter the members of a term from a published list, once each, and change nobody's record. House procedure, Article 3.

    Args: call.body: source (its name), sha256 (of the file), rows (each as RosterRow.canonical gives it).
    Raises: Refused for a row that cannot be taken, without a chamber, or when nothing of the list is new.
    """
    with official_act(STEPS["import_roster"], term, call) as act:
        first_day, last_day = legal_day(term.opens_at), term.ends_on
        source = roster.source_name(act.body["source"])
        rows = roster.rows_of(act.body["rows"], first_day, last_day)
        chamber = Body.objects.filter(code="chamber").first()
        if chamber is None:
            raise Refused(HOUSE.article("3"), "نهاد مجلس هنوز ثبت نشده است؛ نخست نهادی با کد chamber ثبت کنید.")
        found = roster.compare(rows, known_house(term, source), first_day, last_day)
        if not found.new:
            raise Refused(HOUSE.article("3"), "هیچ ردیفی از این فهرست تازه نیست؛ چیزی افزوده نشد.")
        with _checked_as_written():
            for start in range(0, len(found.new), BATCH):
                tell(start, len(found.new))
                _seat(term, chamber, _persons(found.new[start : start + BATCH], source), source)
            tell(len(found.new), len(found.new))
        if len(found.new) > BATCH:
            _count_anew()
        conflicts = [[row.source_id, why] for row, why in found.conflicts]
        act.note(added=len(found.new), same=len(found.same), conflicts=conflicts)
    return act.act


def _count_anew() -> None:
    """Let the database count its rows after a long list, so that the next question about people is not planned for an empty house."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE majlis_person, majlis_membership")


@contextmanager
def _checked_as_written() -> Iterator[None]:
    """Let the database look at each batch as it comes: put off to the end, a long list would pass the limit of one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _persons(new: Iterable[tuple[roster.RosterRow, Any]], source: str) -> list[tuple[roster.RosterRow, Any]]:
    """Each row with its person's key; whom the house does not know yet is entered."""
    fresh, keys = [], []
    for row, known in new:
        if known is None:
            person = Person(name=row.name, constituency=row.constituency, source=source, source_id=row.source_id)
            person.take_keys()
            fresh.append(person)
        keys.append((row, known or fresh[-1].pk))
    Person.objects.bulk_create(fresh)
    touch(fresh)
    keep_many(fresh, BATCH)
    return keys


def _seat(term: Term, chamber: Body, seated: Iterable[tuple[roster.RosterRow, Any]], source: str) -> None:
    seats = [
        Membership(
            person_id=key, body=chamber, role="member", from_day=legal_day(term.opens_at),
            to_day=row.end_date or term.ends_on, term=term, constituency=row.constituency, source=source,
        )
        for row, key in seated
    ]  # fmt: skip
    Membership.objects.bulk_create(seats)
    touch(seats)
    keep_many(seats, BATCH)


def assign_branches(call: Call, term: Term) -> Act:
    """Divide the term's members who have no branch yet among the branches, by lot (internal rules, Art. 25).

    Args: call.body: dice, the digits rolled, in cup order.  Raises: Refused when nobody waits or no branch exists.
    """
    with official_act(STEPS["assign_branches"], term, call) as act:
        branches = {each.code: each for each in Body.objects.filter(kind="branch").order_by("order", "code")}
        members = Membership.objects.filter(term=term, body__kind="chamber", role="member")
        persons = {str(each.person_id): each for each in members}
        have = Membership.objects.filter(term=term, body__kind="branch", role="member").values_list(
            "person_id", "body__code"
        )
        already = {str(person): code for person, code in have}
        given = (
            draw_branches(
                tuple(persons), tuple(branches), already, act.body["dice"], f"term-{term.number}-{len(already)}"
            )
            if branches
            else {}
        )
        if not given:
            raise Refused(INTERNAL.article("25"), "نماینده‌ای بی‌شعبه نیست یا هنوز شعبه‌ای ثبت نشده است.")
        first_day = max(legal_day(term.opens_at), act.day)
        Membership.objects.bulk_create(
            Membership(person_id=person, body=branches[code], role="member", from_day=first_day, term=term)
            for person, code in given.items()
        )
        act.note(assigned=given)
    return act.act
