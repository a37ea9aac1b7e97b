"""The limits that run in this office, as the house asks for them when days off change (Art. 23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.urls import reverse

from committees.models import Ambiguity, Declaration, Formation, Item, Objection
from committees.queries.scope import formations
from committees.rules.procedure import NOT_BUILT, STEPS
from majlis.queries import Viewer, step_deadlines_of
from majlis.queries.closures import Running
from majlis.queries.standing import due
from majlis.rules.law import Step

# Forms of one formation share its clock: one stands for all, in the stages in which the limit runs.
OF_FORMS = {
    "submit_declaration": ("issued",),
    "file_objection": ("scored",),
    "name_further_choices": ("left_out",),
    "object_to_seat": ("seated", "left_out"),
}


def running_limits(viewer: Viewer) -> Iterator[Running]:
    """Every limit that runs in a formation that is not final: whose it is the closure asks of nobody."""
    seen = set(formations(viewer).values_list("pk", flat=True))
    for formation in Formation.objects.exclude(stage="final").select_related("term"):
        yield from _of_formation(formation, viewer, visible=formation.pk in seen)


def _of_formation(formation: Formation, viewer: Viewer, visible: bool) -> Iterator[Running]:
    url = reverse("committees:formation", args=[formation.code]) if visible else ""
    for step in STEPS.values():
        if step.subject != "formation" or not step.limits or step.word in NOT_BUILT or not due(step, formation):
            continue
        yield Running(step, f"{step.label}، {formation}", 1, lambda: [formation], url, shared=True)
    counts = formation.declarations.order_by().values("stage").annotate(n=Count("pk"))
    forms = {row["stage"]: row["n"] for row in counts}
    for word, stages in OF_FORMS.items():
        form = Declaration(formation=formation, stage=stages[0])
        if (many := sum(forms.get(stage, 0) for stage in stages)) and _still_open(STEPS[word], form, viewer.at):
            yield _many(word, formation, many, form, url)
    items = Item.objects.filter(declaration__formation=formation, stage="declared")
    if formation.stage == "verifying" and (left := items.count()):
        item = Item(declaration=Declaration(formation=formation), stage="declared")
        yield _many("accept_item", formation, left, item, url)
    yield from _objections(formation, url)
    doubts = Ambiguity.objects.filter(formation=formation, stage="referred")
    if left := doubts.count():
        yield Running(
            STEPS["decide_ambiguity"], f"{STEPS['decide_ambiguity'].label}، {formation}", left,
            lambda: doubts.select_related("formation__term", "branch").iterator(), url,
        )  # fmt: skip


def _objections(formation: Formation, url: str) -> Iterator[Running]:
    """What the joint meeting has still to decide (Arts. 17, 19): all of one kind share its end."""
    for kind, word in (("score", "decide_objection"), ("seat", "decide_seat_objection")):
        rows = Objection.objects.filter(formation=formation, kind=kind).exclude(stage="decided")
        if left := rows.count():
            one = Objection(formation=formation, stage="invited")
            yield Running(
                STEPS[word], f"{STEPS[word].label}، {formation}", left, lambda one=one, left=left: [one] * left, url, shared=True
            )  # fmt: skip


def _still_open(step: Step, form: Declaration, at: datetime) -> bool:
    """A right that is lost already is no open limit."""
    return due(step, form) and any(at < end.ends_at for _, end in step_deadlines_of(step, form, at))


def _many(word: str, formation: Formation, count: int, one: Declaration | Item, url: str) -> Running:
    return Running(STEPS[word], f"{STEPS[word].label}، {formation}", count, lambda: [one] * count, url, shared=True)
