"""What of this office may be found: rosters, and what branches decided (Arts. 15, 23)."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from committees.models import Ambiguity, Formation, Seat
from committees.queries.roster import rosters, seats
from committees.queries.scope import BRANCH, WITH_ROSTER, ambiguities, official
from majlis.indexing import Entry, SearchKind, newest_first
from majlis.models import Person
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day


def _formations() -> QuerySet[Formation]:
    return Formation.objects.select_related("term")


def _roster(formation: Formation) -> Entry | None:
    """A roster is found by whoever sits in it: his name, his constituency, his committee, a line each."""
    if formation.stage not in WITH_ROSTER:
        return None
    lines = [
        f"{each.declaration.member.name}، {each.declaration.constituency}: {each.committee.title}"
        for each in seats(formation)
    ]
    told = (formation.get_kind_display(), formation.stage_label)
    return Entry(
        f"فهرست اعضای کمیسیون‌های {formation.term.label}", reverse("committees:roster", args=[formation.code]),
        newest_first(formation.opened_at), "، ".join(told), "؛\n".join(lines), day=legal_day(formation.stage_since),
    )  # fmt: skip


def _rosters_for(viewer: Viewer) -> Q:
    return Q(key__in=rosters(viewer).order_by().values("pk"))


def _doubts() -> QuerySet[Ambiguity]:
    return Ambiguity.objects.select_related("item", "committee", "branch", "formation__term")


def _decision(doubt: Ambiguity) -> Entry | None:
    """A decided doubt. Whose item it was is told on its own page, and not here."""
    if doubt.stage != "decided":
        return None
    told = (f"تصمیم: {doubt.get_relation_display()}", doubt.branch.title, doubt.formation.term.label)
    return Entry(
        str(doubt), reverse("committees:ambiguity", args=[doubt.pk]), newest_first(doubt.decided_at), "، ".join(told),
        f"{doubt.question}\n{doubt.reason}", day=legal_day(doubt.decided_at) if doubt.decided_at else None,
    )  # fmt: skip


def _decisions_for(viewer: Viewer) -> Q | None:
    if official(viewer):
        return Q()
    if not (viewer.is_member or viewer.holds(*BRANCH, "branch.member")):
        return None
    return Q(key__in=ambiguities(viewer).order_by().values("pk"))


def _seated_in(person: Person) -> QuerySet:
    """The formations whose roster names him."""
    found = Seat.objects.filter(declaration__member=person).order_by()
    return found.values_list("declaration__formation", flat=True).distinct()


KINDS = (
    SearchKind(
        "roster", "فهرست کمیسیون‌ها", "people", _formations, _roster, _rosters_for, {"majlis.person": _seated_in}
    ),
    SearchKind("decision", "تصمیم شعبه‌ها", "check2", _doubts, _decision, _decisions_for),
)
