"""Why not me: one's own way through the rounds, told to its one fact (Arts. 16-18)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from committees.queries import why as whys
from committees.rules.laws import DIRECTIVE
from committees.views.office import crumbs, found, page


@page
def why(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each step in which a member stood, beside the last seat of it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = found(whys.form_to_explain(viewer, pk))
    formation = form.formation
    request.term = formation.term  # type: ignore[attr-defined]
    seat = getattr(form, "seat_given", None)
    context = {
        "form": form, "formation": formation, "rows": whys.told_to(form), "seat": seat, "own": form.member_id == viewer.person.pk,
        "decisions": list(form.seat_decisions.select_related("to_committee")), "article_16": DIRECTIVE.article("16"),
        "article_18": DIRECTIVE.article("18"),
        "crumbs": crumbs(formation, ("فهرست اعضا", reverse("committees:roster", args=[formation.code]))),
    }  # fmt: skip
    return render(request, "committees/seats/why.html", context)
