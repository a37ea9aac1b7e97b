"""The member's own room: what was sent to him, what he sent, his right and its last minute (Arts. 9, 10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from conduct.models import Case, CasePaper, Release
from conduct.queries.papers import paper_row
from conduct.queries.story import moment
from conduct.rules.procedure import STEPS
from majlis.models import Act
from majlis.queries import Viewer
from majlis.queries.hanging import hang
from majlis.queries.prepared import Prepared

OWN_ACTS = ("receive_defence", "file_appeal")
HANGING = (
    "services", "defences", "rulings", "rulings__sanctions", "rulings__corrections", "late_appeals", "invitation", "appeal",
    "appeal_invitation",
)  # fmt: skip


def own_room(viewer: Viewer, case: Case) -> dict[str, Any]:
    """What was sent to the member, what he sent, his right and its last minute. Of the board's work, nothing."""
    given = _given(case=case.pk)
    labels = dict(CasePaper.KINDS)
    acts = _acts(person=viewer.person.pk, of=case.reference) if viewer.person is not None else []
    hang(case, *HANGING)
    served = next((row for row in case.services.all() if row.of == "ruling"), None)
    return {
        "case": case, "invitation": case.invitation, "defences": list(case.defences.all()),
        "papers": [paper_row(labels.get(row.kind, "برگه"), row.document, row.released_at) for row in given],
        "late_appeals": list(case.late_appeals.all()), "appeal_invitation": getattr(case, "appeal_invitation", None), "served": served, "rulings": own_rulings(case, served), "appeal": getattr(case, "appeal", None), "facts": case.facts(viewer.at),
        "receipts": [{"act": act, "done": STEPS[act.verb].done, "when": moment(act.happened_at, viewer.at)} for act in acts],
    }  # fmt: skip


def _given_of(case: UUID) -> QuerySet[Release]:
    """What was released to him, each paper with its kind."""
    laid = CasePaper.objects.filter(case=case, document=OuterRef("document")).order_by("entered_at", "-id")
    rows = Release.objects.filter(case=case).select_related("document")
    return rows.annotate(kind=Subquery(laid.values("kind")[:1]))


def _acts_of(person: UUID, of: str) -> QuerySet[Act]:
    rows = Act.objects.filter(subject=of, actor=person, verb__in=OWN_ACTS)
    return rows.order_by("-recorded_at", "-seq")


_given = Prepared(_given_of, case=UUID)
_acts = Prepared(_acts_of, person=UUID, of=str)


def own_rulings(case: Case, served: Any) -> list[Any]:
    """Rulings that were served on him: the first once its service is proved, the appeal board's when it is out."""
    return [
        row for row in case.rulings.all() if served is not None and (row.instance == "first" or case.stage == "final")
    ]
