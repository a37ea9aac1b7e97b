"""What stands beside a matter on its page: nominees and their votes, the cabinet's changes, versions, the law, its by-laws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liaison.models import Matter, Nominee, Task, TextVersion
from liaison.queries.cabinet import acting, left_of, renewal_of
from liaison.rules.roads import ROADS
from majlis.models import Body


@dataclass(frozen=True)
class Related:
    """All that stands beside one matter. changed: how far the cabinet changed, in words; renewal: whether it must ask again;
    left: what the count would be with ministers who left and were not replaced; hangs: whether the vote hangs on them."""

    nominees: list[Nominee]
    versions: list[TextVersion]
    by_laws: list[Task]
    law: Matter | None
    changed: str = ""
    renewal: bool = False
    left: str = ""
    hangs: bool = False


def related(matter: Matter, at: datetime) -> Related:
    """What stands beside a matter, by its kind."""
    enacted = "send_to_guardians" in ROADS.get(matter.kind, ())
    return Related(
        nominees=list(matter.nominees.select_related("ministry", "vote")) if matter.kind == "confidence_vote" else [],
        versions=list(matter.versions.order_by("-place")) if enacted else [],
        by_laws=list(matter.by_laws.select_related("ministry").order_by("due_day", "id"))
        if matter.kind == "law"
        else [],
        law=Matter.objects.filter(kind="law", origin=matter).first() if enacted else None,
        **_renewal(matter, at),
    )


def ministries_for(word: str, matter: Matter) -> list[Body]:
    """The ministries that an act on a confidence vote may name: those without a name, or those that wait for their vote."""
    rows = Body.objects.filter(kind="ministry").order_by("order", "code")
    if word == "name_nominee":
        return list(rows.exclude(pk__in=matter.nominees.values("ministry")))
    return list(rows.filter(pk__in=matter.nominees.filter(vote=None).values("ministry")))


def _renewal(matter: Matter, at: datetime) -> dict[str, Any]:
    """How many of the cabinet changed since its first vote, and whether it must ask for confidence again (Const. 136)."""
    if matter.kind != "confidence_vote" or matter.cabinet_id is None:
        return {}
    told = renewal_of(matter.cabinet_id, at)
    left = left_of(told, acting(at), at)
    return {"changed": told.sentence, "renewal": told.needed, "left": left.sentence, "hangs": left.open}
