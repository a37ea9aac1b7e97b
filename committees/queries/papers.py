"""The forms on which a clerk of the presiding board may enter what a member did on paper (Arts. 4, 18)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from committees.models import Declaration, Formation
from committees.rules.procedure import STEPS
from majlis import persian
from majlis.models import Countersign
from majlis.models.base import reference
from majlis.queries import Viewer
from majlis.queries.paper import PAPER, is_clerk, open_paper_acts

WORDS = ("submit_declaration", "name_further_choices")


def takes_papers(formation: Formation, viewer: Viewer) -> bool:
    """Does he enter papers, and does the formation's stage take any?"""
    realm = apps.get_app_config("committees").realm
    return is_clerk(viewer, realm) and any(formation.stage in STEPS[word].root_in for word in WORDS)


def paper_forms(formation: Formation, viewer: Viewer, sought: str = "") -> QuerySet[Declaration]:
    """Forms of members other than himself that an act can follow which may be done on paper; found by any part of the name."""
    if not takes_papers(formation, viewer):
        return Declaration.objects.none()
    stages = {stage for word in WORDS if formation.stage in STEPS[word].root_in for stage in STEPS[word].after}
    found = Declaration.objects.filter(formation=formation, stage__in=stages).exclude(member=viewer.person)
    for word in persian.fold(sought)[0].split():
        found = found.filter(member__name_folded__contains=word)
    return found.select_related("member", "formation__term", "branch")


def signed_once_on(forms: list[Declaration]) -> dict[Any, str]:
    """By form, who has entered a paper that still waits for a second signature; one query."""
    names = {reference(each): each for each in forms}
    waiting = Countersign.objects.filter(subject__in=names, act=None, withdrawn_at=None, body__contains=f'"{PAPER}":')
    return {
        names[each.subject].pk: each.first.name
        for each in waiting.select_related("first")
        if names[each.subject].version == each.subject_version
    }


def paper_page(form: Declaration, viewer: Viewer) -> tuple[Any, str] | None:
    """The act that may be entered from paper on a form, and its page."""
    return next(iter(open_paper_acts(form, viewer)), None)
