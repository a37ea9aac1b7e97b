"""Whether published scores are still what the files and the approved tables give: a changed file makes them visibly old (Arts. 5, 7, 17)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from committees.models import Formation, ScoreSheet
from committees.models.scores import UNITS_A_POINT
from committees.queries.dossiers import lines_for
from committees.queries.scope import AFTER_PUBLICATION
from committees.queries.tables import approved_versions
from committees.rules import scoring
from committees.rules.tables import KINDS
from majlis.models import Act

FIRST_ROUND = 1


@dataclass(frozen=True)
class Stale:
    """What has gone old since publication. tables: titles whose version is another now; sheets: those that would differ."""

    tables: tuple[str, ...]
    sheets: tuple[ScoreSheet, ...]

    def __bool__(self) -> bool:
        return bool(self.tables or self.sheets)


FRESH = Stale((), ())


def stale_of(formation: Formation) -> Stale:
    """What of a formation's scores is old. Two queries while nothing has moved; the forms that have moved are counted anew."""
    if formation.stage not in AFTER_PUBLICATION:
        return FRESH
    return Stale(_tables(formation), _sheets(formation))


def _tables(formation: Formation) -> tuple[str, ...]:
    act = Act.objects.filter(subject=formation.reference, verb="publish_scores").order_by("-seq").first()
    counted = act.content.get("tables", {}) if act is not None else {}
    now = {kind: table.number for kind, table in approved_versions(formation).items()}
    return tuple(KINDS[kind].title for kind, number in counted.items() if now.get(kind) != number)


def _sheets(formation: Formation) -> tuple[ScoreSheet, ...]:
    """Sheets with an item that was touched after they were counted, and whose sum would now be another one."""
    rows = ScoreSheet.objects.filter(declaration__formation=formation, round=FIRST_ROUND)
    touched = (
        rows.filter(lines__item__stage_since__gt=F("computed_at"))
        .select_related("committee", "declaration__member")
        .distinct()
    )
    found = list(touched)
    if not found:
        return ()
    counted = lines_for(formation, FIRST_ROUND, {each.declaration_id for each in found})
    sums = {key: scoring.total(lines) * UNITS_A_POINT for key, lines in counted.items()}
    return tuple(each for each in found if sums.get((each.declaration_id, each.committee.code)) != each.units)
