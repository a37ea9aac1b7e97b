"""What an import of questions is held against (house procedure, Art. 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from liaison.models import Intake, Matter
from liaison.queries.scope import office
from liaison.rules.question_list import Comparison, Known, KnownSeat, QuestionList, compare, name_key
from majlis.models import Body, Membership
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day


def new_intake(viewer: Viewer) -> Intake | None:
    """An unsaved entry of a list, for the office."""
    return Intake() if office(viewer) else None


def intakes(viewer: Viewer, kind: str = "question") -> Any:
    """Lists of a kind that were entered, newest first."""
    return Intake.objects.filter(kind=kind) if office(viewer) else Intake.objects.none()


def known_questions(source: str, kind: str = "question") -> Known:
    """All that a list from one source is held against, in three queries whatever its length.

    Args: source, the list's name in its one written form.
    """
    seats = Membership.objects.filter(body__kind="chamber", role="member").order_by("from_day")
    members: dict[str, list[KnownSeat]] = defaultdict(list)
    facts = seats.values_list("person__name", "person_id", "constituency", "from_day", "to_day")
    for name, key, *rest in facts.iterator():
        members[name_key(name)].append(KnownSeat(str(key), *rest))
    bodies = Body.objects.filter(kind__in=("ministry", "presidency", "committee")).values_list("kind", "title", "pk")
    rows = list(bodies)
    # An id is one file's in its source, whatever its kind: under another kind it is another file.
    there = Matter.objects.filter(source=source).exclude(source_id="")
    questions = there.values_list("source_id", "title", "filed_at", "kind")
    return Known(
        members=members,
        ministries=_by_name((title, str(key)) for kind, title, key in rows if kind != "committee"),
        committees=_by_name((title, str(key)) for kind, title, key in rows if kind == "committee"),
        questions={
            key: (title if own == kind else "", legal_day(filed)) for key, title, filed, own in questions.iterator()
        },
        kind=kind,
    )


def _by_name(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        key = name_key(name)
        found[key] = None if key in found and found[key] != value else value
    return found


def preview(listed: QuestionList, source: str, kind: str = "question") -> Comparison:
    """What entering a list now would add, leave, and not take."""
    found = compare(listed.rows, known_questions(source, kind))
    return Comparison(found.new, found.same, (*listed.rejected, *found.rejected))
