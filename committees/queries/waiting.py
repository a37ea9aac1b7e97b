"""What waits in this office for a viewer: one row a step that he may do, with its count and its clock."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from committees.models import Ambiguity, Declaration, Formation, Item, Objection
from committees.queries.doubts import unreferred_doubts
from committees.queries.items import running
from committees.queries.lots import lot_steps
from committees.rules.procedure import STEPS
from majlis import persian, queries
from majlis.queries import Viewer, Waiting
from majlis.queries.authority import entitled
from majlis.queries.prepared import LIST, Prepared

ON_FORMATION = (
    "refer_forms",
    "hand_over_records",
    "publish_scores",
    "settle_scores",
    "seat_members",
    "place_left_over",
    "finalise_roster",
)


# What the joint meeting has before it in each stage; before the scores are out, late forms (Arts. 17, 19, 20).
OF_STAGE = {
    "published": ("score", "decide_objection"),
    "announced": ("seat", "decide_seat_objection"),
    "placed": ("seat", "decide_seat_objection"),
}


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Rows for the cartable, from the steps and the viewer's offices."""
    rows: list[Waiting] = []
    for formation in running(viewer):
        rows += _formation_acts(formation, viewer) + _lot_acts(formation, viewer) + _items(formation, viewer)
        if viewer.holds(*STEPS["refer_ambiguity"].by):
            rows += _doubts_to_refer(formation, viewer)
        if formation.stage in STEPS["invite_objector"].root_in and viewer.holds(*STEPS["invite_objector"].by):
            rows += _objections(formation, viewer)
    rows += _own_forms(viewer) + _branch(viewer)
    return rows


def _formation_acts(formation: Formation, viewer: Viewer) -> list[Waiting]:
    return [
        Waiting(
            row.step, row.step.label, formation.stage_label, str(formation),
            row.url, row.deadline, int(row.refused is None), row.refused.sentence if row.refused else "",
        )
        for row in queries.next_steps(formation, viewer, ON_FORMATION, own=True)
    ]  # fmt: skip


def _lot_acts(formation: Formation, viewer: Viewer) -> list[Waiting]:
    """The next lot to announce, or the next step of the one that runs (Art. 18)."""
    return [
        Waiting(
            row.step, row.step.label, formation.stage_label, str(formation),
            row.url, row.deadline, int(row.refused is None), row.refused.sentence if row.refused else "",
        )
        for row in lot_steps(formation, viewer)
        if row.mine
    ]  # fmt: skip


def _items(formation: Formation, viewer: Viewer) -> list[Waiting]:
    if formation.left is None or not formation.left.forms:
        return []
    step = STEPS["accept_item"]
    limits = queries.step_deadlines_of(step, formation, viewer.at)
    url = reverse("committees:desk", args=[formation.code])
    return [
        Waiting(
            step,
            "بررسی فرم‌ها و تطبیق با سند",
            f"{formation.left.text} مانده",
            str(formation),
            url,
            limits[0][1] if limits else None,
        )
    ]


def _doubts_to_refer(formation: Formation, viewer: Viewer) -> list[Waiting]:
    if formation.stage not in STEPS["refer_ambiguity"].root_in:
        return []
    left = len(unreferred_doubts(formation))
    if not left:
        return []
    step = STEPS["refer_ambiguity"]
    limits = queries.step_deadlines_of(step, Ambiguity(formation=formation), viewer.at)
    url = reverse("committees:doubts", args=[formation.code])
    return [
        Waiting(
            step,
            step.label,
            f"{persian.number(left)} ابهام ارجاع‌نشده",
            str(formation),
            url,
            limits[0][1] if limits else None,
        )
    ]


def _objections(formation: Formation, viewer: Viewer) -> list[Waiting]:
    """What waits for an invitation, and, for who keeps the joint meeting's minutes, what it has to decide (Arts. 17, 19)."""
    kind, word = OF_STAGE.get(formation.stage, ("late", "admit_late_declaration"))
    stages = Objection.objects.filter(formation=formation, kind=kind).exclude(stage="decided").order_by()
    counts = dict(stages.values_list("stage").annotate(n=Count("pk")))
    url = reverse("committees:objections", args=[formation.code])
    limits = (
        queries.step_deadlines_of(STEPS[word], Objection(formation=formation, kind=kind), viewer.at) if counts else ()
    )
    rows = []
    for step, stage in ((STEPS["invite_objector"], "filed"), (STEPS[word], "invited")):
        if counts.get(stage) and viewer.holds(*step.by):
            told = f"{persian.number(counts[stage])} اعتراض"
            rows.append(Waiting(step, step.label, told, str(formation), url, limits[0][1] if limits else None))
    return rows


def _own_forms(viewer: Viewer) -> list[Waiting]:
    rows = []
    known = {each.pk: each for each in running(viewer)}
    if not known:
        return []
    rows += _documents_asked(known, viewer)
    for form in _forms_to_do(person=viewer.person.pk) if viewer.person is not None else ():
        if form.formation_id not in known:
            continue
        form.formation, form.member = known[form.formation_id], viewer.person
        word = "submit_declaration" if form.stage == "issued" else "name_further_choices"
        step = STEPS[word]
        if not queries.standing.due(step, form) or not entitled(step, form, viewer.person, viewer.offices):
            continue
        limits = queries.step_deadlines_of(step, form, viewer.at)
        url = (
            reverse("committees:form", args=[form.formation.code])
            if word == "submit_declaration"
            else reverse(f"committees:{word}", args=[form.pk])
        )
        rows.append(
            Waiting(step, step.label, form.stage_label, str(form.formation), url, limits[0][1] if limits else None)
        )
    return rows


def _documents_asked(known: dict[UUID, Formation], viewer: Viewer) -> list[Waiting]:
    """Documents that the laws deputy asked of the viewer and that have not come (Art. 5)."""
    step = STEPS["send_document"]
    checked = [each.pk for each in known.values() if each.stage in step.root_in]
    if viewer.person is None or not viewer.is_member or not checked:
        return []
    return [
        Waiting(
            step, step.label, each.asked, str(known[each.declaration.formation_id]),
            reverse("committees:send_document", args=[each.pk]), None,
        )
        for each in _asked_of(person=viewer.person.pk, formations=checked)
    ]  # fmt: skip


def _awaited(person: UUID, formations: list[UUID]) -> QuerySet[Item]:
    own = Item.objects.filter(declaration__member=person, declaration__formation__in=formations, stage="declared")
    asked = own.filter(asked_at__isnull=False, submission=F("declaration__submission"))
    return asked.exclude(answered_at__gte=F("asked_at")).select_related("declaration")


_asked_of = Prepared(_awaited, person=UUID, formations=LIST)


_forms_to_do = Prepared(
    lambda person: Declaration.objects.filter(member=person, stage__in=("issued", "left_out")), person=UUID
)


def _branch(viewer: Viewer) -> list[Waiting]:
    step = STEPS["decide_ambiguity"]
    if not viewer.bodies(*step.by):
        return []
    rows = []
    groups = (
        Ambiguity.objects.filter(viewer.seats(*step.by, body="branch", term="formation__term"), stage="referred")
        .values("formation_id", "branch_id")
        .annotate(n=Count("id"))
    )
    for group in groups:
        oldest = (
            Ambiguity.objects.filter(stage="referred", **{k: group[k] for k in ("formation_id", "branch_id")})
            .select_related("formation__term", "branch")
            .earliest("stage_since")
        )
        limits = queries.step_deadlines_of(step, oldest, viewer.at)
        url = reverse("committees:docket", args=[oldest.formation.code, oldest.branch.code])
        rows.append(
            Waiting(
                step,
                "تصمیم دربارهٔ ابهام‌ها",
                f"{persian.number(group['n'])} ابهام، {oldest.branch.title}",
                str(oldest.formation),
                url,
                limits[0][1] if limits else None,
            )
        )
    return rows
