"""How the board comes about, for who has a part in it: elections, who stands, staff (Arts. 2, 3, 5, 7 note 2). Nothing here is secret."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from conduct.facts import members_of
from conduct.models import Candidacy, Election, Staffing
from conduct.queries.hygiene import Fallen, fallen_seats
from conduct.rules.board import GENERATIONS, generation
from conduct.rules.election import ROLES, SEATS, officers_wanted, seats_by_kind
from conduct.rules.procedure import CHAIR, PRESIDING, STEPS
from conduct.rules.procedure import SEATS as BOARD_SEATS
from majlis.models import Body, Membership, Person
from majlis.queries import Viewer, next_steps
from majlis.queries.authority import on_day
from majlis.queries.prepared import Prepared
from majlis.realm import Way
from majlis.rules.law import Step

MEMBER = ("chamber.member",)
RUNNING = ("open", "presented", "elected")


def may_look(viewer: Viewer) -> bool:
    """The presiding board, members of parliament, and the board itself."""
    return viewer.holds(*PRESIDING, *MEMBER, *BOARD_SEATS)


def ways(viewer: Viewer) -> list[Way]:
    """How those who make the board find its making from their first page: it has no case behind it, and no sealed door."""
    return [Way("انتخاب هیأت نظارت", "conduct:elections", "people")] if may_look(viewer) else []


def elections(viewer: Viewer) -> QuerySet[Election]:
    if not may_look(viewer):
        return Election.objects.none()
    return Election.objects.select_related("board", "replaces")


def election_visible(viewer: Viewer, pk: UUID) -> Election | None:
    return elections(viewer).filter(pk=pk).first()


def the_board() -> Body | None:
    return Body.objects.filter(kind="conduct_board").order_by("order", "code").first()


def new_election(viewer: Viewer) -> Election | None:
    """An election not yet begun, for the presiding board."""
    board = the_board() if viewer.holds(*PRESIDING) else None
    return Election(board=board) if board is not None else None


def staffings(viewer: Viewer) -> QuerySet[Staffing]:
    """Proposals of staff: for the presiding board, and for the chair of the board whose office it is."""
    rows = Staffing.objects.select_related("board").prefetch_related("members__person")
    return rows if viewer.holds(*PRESIDING) else rows.filter(board__in=viewer.bodies(*CHAIR))


def staffing_visible(viewer: Viewer, pk: UUID) -> Staffing | None:
    return staffings(viewer).filter(pk=pk).first()


def new_staffing(viewer: Viewer) -> Staffing | None:
    keys = viewer.bodies(*CHAIR)
    return Staffing(board=Body.objects.get(pk=keys[0])) if keys else None


def staff_candidates(board: Body, day: date) -> QuerySet[Person]:
    """Who may be proposed: he has an account, is no member of parliament, and does not work in this office yet."""
    held = Membership.objects.filter(on_day(day), person=OuterRef("pk"))
    rows = Person.objects.filter(user__is_active=True)
    return rows.filter(~Exists(held.filter(body__kind="chamber", role="member")), ~Exists(held.filter(body=board)))


def candidates_shown(viewer: Viewer, election: Election) -> list[Candidacy]:
    """Who stands: all of them for the presiding board; for others those who were presented, and himself."""
    rows = election.candidacies.select_related("person")
    if viewer.holds(*PRESIDING):
        return list(rows)
    return [row for row in rows if row.presented or (viewer.person is not None and row.person_id == viewer.person.pk)]


def election_room(viewer: Viewer, election: Election) -> dict[str, Any]:
    """All that one page says of an election."""
    day = election.elected_on or viewer.day
    seats = {election.seat_kind: 1} if election.replaces_id else seats_by_kind(day)
    shown = candidates_shown(viewer, election)
    groups = [
        {"title": SEATS[kind], "seats": count, "rows": [row for row in shown if row.seat == kind]} for kind, count in seats.items()
    ]  # fmt: skip
    steps = list(next_steps(election, viewer, own=True))
    mine = next((row for row in shown if viewer.person is not None and row.person_id == viewer.person.pk), None)
    steps = [
        row for row in steps if row.step.word != "stand_for_board" or (mine is None and not viewer.holds(*PRESIDING))
    ]
    return {"election": election, "groups": groups, "steps": steps, "mine": mine, "law": GENERATIONS[generation(day)], "members": seated(election, viewer.day)}  # fmt: skip


def seated(election: Election, day: date) -> list[dict[str, str]]:
    """Who sits on the board now, each with his office."""
    titles = {**ROLES, "member": "عضو"}
    return [{"name": row.person.name, "role": titles[row.role]} for row in members_of(election.board, day)]


def officers_to_choose(election: Election, day: date) -> dict[str, int]:
    """The officers whom this board has still to choose, by role."""
    members = members_of(election.board, day)
    held: dict[str, int] = {}
    for row in members:
        held[row.role] = held.get(row.role, 0) + 1
    return officers_wanted(min((row.from_day for row in members), default=day), held)


# What waits


_running = Prepared(
    lambda stages: (
        Election.objects.filter(stage=stages).select_related("board", "replaces").order_by("opened_at", "id")
    ),
    stages=str,
)
_stood = Prepared(
    lambda person: Candidacy.objects.filter(person=person).values_list("election_id", flat=True), person=UUID
)
_proposed = Prepared(
    lambda stage: Staffing.objects.filter(stage=stage).select_related("board").order_by("proposed_at", "id"), stage=str
)


def making_counted(viewer: Viewer) -> list[QuerySet[Any]]:
    """The same acts as rows to be counted, one for each."""
    found: list[QuerySet[Any]] = []
    if viewer.holds(*PRESIDING):
        found += [Election.objects.filter(stage__in=("open", "presented")), Staffing.objects.filter(stage="proposed")]
    elif viewer.is_member and viewer.person is not None:
        stood = Candidacy.objects.filter(election=OuterRef("pk"), person=viewer.person.pk)
        found.append(Election.objects.filter(~Exists(stood), stage="open"))
    if viewer.holds(*BOARD_SEATS):
        found.append(Election.objects.filter(stage="elected", board__in=viewer.bodies(*BOARD_SEATS)))
    return found


def seats_to_fill(viewer: Viewer) -> list[Fallen]:
    """Seats for which the presiding board must present another (Art. 5): reckoned, and so counted beside the rows."""
    return fallen_seats(viewer.day) if viewer.holds(*PRESIDING) else []


def making_waits(viewer: Viewer) -> list[tuple[Step, Any]]:
    """Acts of the making of a board that wait for him, each with its file: read once a request."""
    return viewer.once("conduct.making", lambda: _making_waits(viewer))


def _making_waits(viewer: Viewer) -> list[tuple[Step, Any]]:
    found: list[tuple[str, Any]] = []
    if viewer.holds(*PRESIDING):
        found += [("present_candidates", each) for each in _running(stages="open")]
        found += [("record_board_election", each) for each in _running(stages="presented")]
        found += [("assign_staff", each) for each in _proposed(stage="proposed")]
        found += [("present_replacement", each) for each in seats_to_fill(viewer)]
    elif viewer.is_member and viewer.person is not None:
        open_ones = _running(stages="open")
        stood = set(_stood(person=viewer.person.pk)) if open_ones else set()
        found += [("stand_for_board", each) for each in open_ones if each.pk not in stood]
    if viewer.holds(*BOARD_SEATS):
        boards = viewer.bodies(*BOARD_SEATS)
        found += [("elect_officers", each) for each in _running(stages="elected") if each.board_id in boards]
    return [(STEPS[word], each) for word, each in found]
