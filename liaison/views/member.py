"""One member on one page, for the office and for himself."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liaison import columns
from liaison.queries import member as of_member
from liaison.queries.scope import office
from liaison.views.base import crumbs, found
from majlis.views.exports import taken_as


@require_safe
@taken_as(columns.MEMBER)
def member(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """His questions, notices, interpellations, bills, and what ministers promised him."""
    viewer = request.viewer  # type: ignore[attr-defined]
    person = found(of_member.member_seen(viewer, pk))
    of_office, told = office(viewer), of_member.sections(person, viewer)
    context = {
        "person": person, "sections": told, "any_rows": any(part.rows for part in told), "of_office": of_office,
        "crumbs": crumbs() if of_office else [],
    }  # fmt: skip
    return render(request, "liaison/member.html", context)
