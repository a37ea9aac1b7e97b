"""The member's own room: what was sent to him, what he sent, his right and its last minute (Arts. 9, 10)."""

from __future__ import annotations

from typing import Any

from conduct.models import Case, CasePaper, Release
from conduct.queries.papers import paper_row
from conduct.queries.story import moment
from conduct.rules.procedure import STEPS
from majlis.queries import Viewer, acts_of
from majlis.queries.hanging import hang

OWN_ACTS = ("receive_defence", "file_appeal")
HANGING = (
    "services", "defences", "rulings", "rulings__sanctions", "rulings__corrections", "late_appeals", "invitation", "appeal",
    "appeal_invitation",
)  # fmt: skip


def own_room(viewer: Viewer, case: Case) -> dict[str, Any]:
    """What was sent to the member, what he sent, his right and its last minute. Of the board's work, nothing."""
    given = Release.objects.filter(case=case).select_related("document")
    kinds = dict(CasePaper.objects.filter(case=case).values_list("document_id", "kind"))
    labels = dict(CasePaper.KINDS)
    acts = acts_of(case).filter(actor=viewer.person, verb__in=OWN_ACTS)
    hang(case, *HANGING)
    served = next((row for row in case.services.all() if row.of == "ruling"), None)
    return {
        "case": case, "invitation": case.invitation, "defences": list(case.defences.all()),
        "papers": [paper_row(labels.get(kinds.get(row.document_id, ""), "برگه"), row.document, row.released_at) for row in given],
        "late_appeals": list(case.late_appeals.all()), "appeal_invitation": getattr(case, "appeal_invitation", None), "served": served, "rulings": own_rulings(case, served), "appeal": getattr(case, "appeal", None), "facts": case.facts(viewer.at),
        "receipts": [{"act": act, "done": STEPS[act.verb].done, "when": moment(act.happened_at, viewer.at)} for act in acts],
    }  # fmt: skip


def own_rulings(case: Case, served: Any) -> list[Any]:
    """Rulings that were served on him: the first once its service is proved, the appeal board's when it is out."""
    return [row for row in case.rulings.all() if served is not None and (row.instance == "first" or case.stage == "final")]
