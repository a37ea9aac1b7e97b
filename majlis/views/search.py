"""Search: one field, what it finds by kind, and the page of a member."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from majlis import persian
from majlis.queries import asking
from majlis.queries import search as rows
from majlis.queries.members import member_visible
from majlis.views.house import ROLES

TOKEN_MOST = 4000


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What this viewer finds by words; a stranger finds what everyone may read."""
    viewer = request.viewer  # type: ignore[attr-defined]
    what = asking.sought(request.GET.get("q", ""))
    code = request.GET.get("kind", "")[:TOKEN_MOST]
    found = rows.find(viewer, what, code, request.GET.get("after", "")[:TOKEN_MOST])
    listed = next((each for each in found.groups if each.kind.code == code), None)
    return render(request, "majlis/search.html", {
        "what": what, "found": found, "listed": listed, "tabs": _tabs(what, found, listed), "problem": _problem(what),
        "next_url": _address(what, listed.kind.code, found.next) if listed is not None and found.next else "",
        "previous_url": _address(what, listed.kind.code) if listed is not None and not found.first else "",
        "meant_url": f"?{urlencode({'q': found.meant})}" if found.meant else "", "stranger": viewer.person is None,
    })  # fmt: skip


def _problem(what: asking.Sought) -> str:
    """Why nothing is looked for, in a sentence; nothing where something is."""
    if what.too_long:
        return (
            f"نوشتهٔ جست‌وجو بلند است؛ تا {persian.digits(asking.TYPED_MOST)} نویسه و "
            f"{persian.digits(asking.WORDS_MOST)} واژه بنویسید."
        )
    return "در این نوشته حرف یا رقمی برای جست‌وجو نیست." if what.says_nothing else ""


def _address(what: asking.Sought, code: str = "", after: str = "") -> str:
    given = {"q": what.typed, "kind": code, "after": after}
    return f"?{urlencode({name: value for name, value in given.items() if value})}"


def _tabs(what: asking.Sought, found: rows.Found, listed: rows.Group | None) -> list[dict[str, Any]]:
    if not found.groups:
        return []
    every = {"label": "همه", "url": _address(what), "active": listed is None, "counted": "", "address": _address(what)}
    return [
        every,
        *(
            {
                "label": each.kind.title,
                "url": _address(what, each.kind.code),
                "active": each is listed,
                "counted": each.counted,
            }
            for each in found.groups
        ),
    ]


@require_safe
@login_required
def member(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A member of parliament: his constituency and his seats."""
    found = member_visible(request.viewer, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    seats = [{"seat": each, "role": ROLES.get(f"{each.body.kind}.{each.role}", "عضو")} for each in found.seats]
    chamber = next((each for each in found.seats if each.body.kind == "chamber"), None)
    return render(request, "majlis/member.html", {
        "person": found.person, "seats": seats, "constituency": chamber.constituency if chamber is not None else "",
        "search_query": urlencode({"q": found.person.name}),
    })  # fmt: skip
