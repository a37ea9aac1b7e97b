"""The what-if studio before the lot: other ceilings, another reading, all pending objections upheld, a member withdrawn; never a
roster (Arts. 16 to 18)."""

from __future__ import annotations

from typing import Any

from committees.models import Formation, Objection
from committees.queries.figures import figures
from committees.queries.impact import points_upheld
from committees.queries.lots import committee_titles, named
from committees.queries.scope import BOARD
from committees.queries.seating import ceilings_of, snapshot_body
from committees.queries.what_if import FIGURE_OF, Move, WhatIf
from committees.rules.points import points_text
from committees.rules.seating import seat
from committees.rules.snapshot import Snapshot, parse_snapshot, snapshot_bytes
from majlis.queries import Viewer
from majlis.rules.chain import H
from majlis.rules.deadlines import legal_day

FIRST_ROUND = 1
OPEN = ("published", "settled")
# No lot is drawn yet: equals are parted by a trial seed that everyone can compute, and no roster ever comes of it.
TRIAL_SEED = H("what-if", "trial seed")


def formation_to_try(viewer: Viewer, formation: Formation | None) -> Formation | None:
    """A formation whose scores are out and whose lot is not drawn, for the presiding board."""
    open_ = formation is not None and formation.stage in OPEN and viewer.holds(*BOARD)
    return formation if open_ else None


def reading_now(formation: Formation) -> dict[str, Any]:
    """The reading as the law's figures set it; a ceiling that no source tells is left to be typed."""
    day, known = legal_day(formation.opened_at), figures()
    found: dict[str, Any] = {name: known.on(key, day).value for name, key in FIGURE_OF.items()}
    return {**found, "second_choices": "equal", "vacancies": True}


def objections_pending(formation: Formation) -> list[Objection]:
    rows = Objection.objects.filter(formation=formation, kind="score").exclude(stage="decided")
    return list(rows.select_related("declaration", "item", "committee", "formation__term").order_by("filed_at"))


def tried(
    formation: Formation, here: dict[str, Any], there: dict[str, Any], withdrawn: set[str], uphold: bool
) -> WhatIf | str:
    """The first round twice under one trial seed: as the files stand under one reading, and as asked under another.

    Args: here and there, whole readings; withdrawn, numbers of forms that drop out; uphold, whether every pending objection to
        points is taken for right.
    Returns: the difference, or the sentence that says why there is none.
    """
    body = snapshot_body(formation, FIRST_ROUND, here, ceilings_of(formation))
    other = {**body, "reading": there, "applicants": _applicants(formation, body["applicants"], withdrawn, uphold)}
    pair = [parse_snapshot(snapshot_bytes(each)) for each in (body, other)]
    for each in pair:
        if not isinstance(each, Snapshot):
            return str(each[0])
    one, two = (seat(each, TRIAL_SEED) for each in pair)
    titles = committee_titles()
    ids = sorted({*one.seats, *two.seats, *one.left_out, *two.left_out})
    moved = {
        key: (_committee(one, key), _committee(two, key)) for key in ids if _committee(one, key) != _committee(two, key)
    }
    people = named(formation, moved)
    moves = [Move(people[key], titles.get(a, ""), titles.get(b, "")) for key, (a, b) in moved.items()]
    capacity = [(titles[code], one.ceilings[code], two.ceilings[code]) for code in one.order]
    return WhatIf(sorted(moves, key=lambda move: move.form.member.sort_key), len(one.seats), len(two.seats), capacity)


def _committee(result: Any, key: str) -> str:
    return result.seats[key].committee if key in result.seats else ""


def _applicants(
    formation: Formation, rows: list[dict[str, Any]], withdrawn: set[str], uphold: bool
) -> list[dict[str, Any]]:
    points: dict[str, dict[str, str]] = {}
    for objection in objections_pending(formation) if uphold else ():
        upheld = points_upheld(objection)
        points.setdefault(objection.declaration.number, {}).update(
            {code: points_text(each) for code, each in upheld.items()}
        )
    return [
        {**each, "points": {**each["points"], **points.get(each["id"], {})}}
        for each in rows
        if each["id"] not in withdrawn
    ]
