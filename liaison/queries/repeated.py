"""Questions that ask alike, in groups, with the answers that could be adapted (house procedure, Art. 24)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from liaison.models import Answer, Matter
from liaison.queries.scope import matters, office
from liaison.rules.kinds import OPEN
from liaison.rules.likeness import Asked, core, groups, likeness, trigrams
from majlis.queries import Viewer

MOST = 400  # the newest; what is compared grows with the square of it within a ministry
A_YEAR = timedelta(days=366)
ANSWERS_OFFERED = 20
GROUPS_SHOWN = 30


@dataclass(frozen=True)
class Line:
    """One question of a group with its own answer, if it has one."""

    matter: Matter
    answer: Answer | None
    adapted: bool


@dataclass(frozen=True)
class Group:
    """Questions of one ministry that ask alike. offered: an answer that can be adapted for those without one."""

    ministry: Any
    lines: list[Line]
    offered: Answer | None

    @property
    def open(self) -> int:
        """How many of them parliament has not done with and nobody has answered."""
        return sum(1 for each in self.lines if each.answer is None and not each.matter.ended)


def repeated(viewer: Viewer) -> list[Group]:
    """The groups of questions that ask alike: open ones, and those answered within a year. Groups in which one waits."""
    if not office(viewer):
        return []
    answered = Exists(Answer.objects.filter(matter=OuterRef("pk"), at__gte=viewer.at - A_YEAR))
    rows = matters(viewer).filter(kind="question", addressee__isnull=False).filter(Q(stage__in=OPEN) | Q(answered))
    found = list(rows.order_by("-filed_at", "-id")[:MOST])
    alike = groups([Asked(each.pk, each.addressee_id, each.title, each.constituency) for each in found])
    named = {each.pk: each for each in found}
    answers = _answers([each.key for group in alike for each in group])
    told = [_group([named[each.key] for each in group], answers) for group in alike]
    # A group is of use while one of its questions waits; those that can be answered at once come first.
    waiting = [each for each in told if each.open]
    return sorted(waiting, key=lambda each: (each.offered is None, -each.open))[:GROUPS_SHOWN]


def _answers(keys: list[Any]) -> dict[Any, Answer]:
    told: dict[Any, Answer] = {}
    for each in Answer.objects.filter(matter__in=keys).select_related("matter", "referral__ministry").order_by("at"):
        told[each.matter_id] = each
    return told


def _group(rows: list[Matter], answers: dict[Any, Answer]) -> Group:
    lines = [Line(each, answers.get(each.pk), bool((a := answers.get(each.pk)) and a.adapted_from_id)) for each in rows]
    own = [each.answer for each in lines if each.answer is not None and not each.adapted]
    return Group(rows[0].addressee, lines, own[0] if own else None)


def answers_to_adapt(matter: Matter, viewer: Viewer) -> list[Answer]:
    """The answers of its ministry to other questions, those to the likest questions first."""
    if not office(viewer) or matter.addressee_id is None:
        return []
    rows = Answer.objects.filter(matter__kind="question", matter__addressee=matter.addressee_id, adapted_from=None)
    found = list(rows.exclude(matter=matter).select_related("matter").order_by("-at")[:MOST])
    order: dict[Any, float] = defaultdict(float)

    own = trigrams(core(matter.title, matter.constituency))
    for each in found:
        order[each.pk] = likeness(own, trigrams(core(each.matter.title, each.matter.constituency)))
    return sorted(found, key=lambda each: -order[each.pk])[:ANSWERS_OFFERED]
