"""What an import of members looks at: the term, and what the house knows already of a list's persons."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from majlis.models import Membership, Person, Term
from majlis.rules.deadlines import legal_day
from majlis.rules.roster import Comparison, KnownHouse, Roster, Seat, compare, likeness

from .authority import Viewer

ADMINISTRATOR = "house.administrator"


def term_to_fill(viewer: Viewer, number: int) -> Term | None:
    """A term by its number, for who may fill it."""
    return term_numbered(number) if viewer.holds(ADMINISTRATOR) else None


def term_numbered(number: int) -> Term | None:
    """A term by its number, for a command whose act checks who calls it."""
    return Term.objects.filter(number=number).first()


def known_house(term: Term, source: str) -> KnownHouse:
    """All that a list from one source is held against, in two queries whatever its length.

    The two are joined here: the database, which has not yet counted a list entered a moment ago, would choose badly.

    Args: term, the one to fill; source, the list's name in its one written form.
    """
    everybody = {
        key: (name, came_from, source_id)
        for key, *(name, came_from, source_id) in Person.objects.values_list(
            "pk", "name", "source", "source_id"
        ).iterator()
    }
    persons = {
        source_id: (key, name)
        for key, (name, came_from, source_id) in everybody.items()
        if came_from == source and source_id
    }
    seats: dict[Any, list[Seat]] = defaultdict(list)
    taken = {}
    in_chamber = Membership.objects.filter(body__code="chamber", role="member")
    facts = in_chamber.values_list("person_id", "term_id", "constituency", "from_day", "to_day")
    for key, term_key, constituency, from_day, to_day in facts.iterator():
        name, came_from, source_id = everybody[key]
        if came_from == source and source_id:
            seats[key].append(Seat(term_key == term.pk, constituency, from_day, to_day))
        if term_key == term.pk:
            taken[likeness(name, constituency)] = came_from
    return KnownHouse(persons, seats, taken)


def preview(term: Term, roster: Roster, source: str) -> Comparison:
    """What entering a list now would add, leave, and not touch."""
    return compare(roster.rows, known_house(term, source), legal_day(term.opens_at), term.ends_on)
