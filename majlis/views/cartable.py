"""The first page: what waits for me, narrowed as I like; what I sent and where it stands; who stands in for me."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from majlis import persian, personal
from majlis.columns import WAITING
from majlis.queries.authority import OWN_FILE
from majlis.queries.cartable import WHEN, Cartable, Wish, cartable, may_be_saved, saved_filters, ways, wish_of
from majlis.queries.first_steps import may_set_up
from majlis.queries.sent import Sent, sent
from majlis.queries.substitutes import coming
from majlis.rules.law import Refused
from majlis.views.exports import taken_as
from majlis.views.house import ROLES

TURNS_NAMED = 2
WHOSE_OWN = "صاحب پرونده"


@require_safe
@login_required
@taken_as(WAITING)
def home(request: HttpRequest) -> HttpResponse:
    """The cartable: overdue first, then today, then later; and what I sent."""
    viewer = request.viewer  # type: ignore[attr-defined]
    wish = wish_of(request.GET)
    found = cartable(viewer, wish, request.GET.get("after", ""))
    saved = list(saved_filters(viewer)) if viewer.person is not None else []
    context = {
        "groups": found.groups, "total": found.total, "overdue": found.overdue, "sent": [_told(each) for each in sent(viewer)],
        "filters": _tabs(found, wish), "narrowing": _narrowing(found, wish), "narrowed": wish != Wish(),
        "saved": [{"row": each, "url": _url(Wish(**each.wish))} for each in saved], "may_save": may_be_saved(wish), "wish": vars(wish),
        "next_url": f"{_url(wish, after=found.next)}" if found.next else "", "first": found.first,
        "substitutions": list(coming(viewer)), "viewer": viewer, "sets_up": may_set_up(viewer), "ways": ways(viewer),
    }  # fmt: skip
    return render(request, "majlis/home.html", context)


@require_POST
@login_required
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the narrowed view under a name, or take one away (`drop`)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is None:
        raise Http404
    if drop := request.POST.get("drop", ""):
        personal.drop_filter(viewer.person, drop)
        return redirect("home")
    wish = wish_of(request.POST)
    try:
        if not may_be_saved(wish):
            raise Refused(None, "نخست کارتابل را با برگه‌ها یا صافی تنگ‌تر کنید، سپس آن را نگه دارید.")
        personal.keep_filter(viewer.person, request.POST.get("name", ""), vars(wish))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_url(wish))


def _url(wish: Wish, **more: str) -> str:
    query = urlencode({name: value for name, value in {**vars(wish), **more}.items() if value})
    return f"/?{query}" if query else "/"


def _tabs(found: Cartable, wish: Wish) -> list[dict[str, Any]]:
    """One tab an office that has something waiting."""
    if not found.by_realm:
        return []
    told = [("", "همه", found.total), *found.by_realm]
    return [
        {"label": title, "count": count, "active": wish.realm == code, "url": _url(Wish(code, wish.when, wish.stands_for))}
        for code, title, count in told
    ]  # fmt: skip


def _narrowing(found: Cartable, wish: Wish) -> list[dict[str, Any]]:
    """The selects beside the tabs."""
    rows = [{"name": "when", "label": "مهلت", "all": "همهٔ مهلت‌ها", "choices": list(WHEN.items()), "chosen": wish.when}]
    if found.stands_for:
        named = [(name, f"به جانشینی از {name}") for name in found.stands_for]
        rows.append(
            {"name": "stands_for", "label": "به نام", "all": "به نام همه", "choices": named, "chosen": wish.stands_for}
        )
    return rows


def _told(each: Sent) -> dict[str, Any]:
    """One row of what I sent: what, its state, whose turn it is."""
    turn = [WHOSE_OWN if name == OWN_FILE else ROLES.get(name, name) for name in each.turn]
    named = "، ".join(turn[:TURNS_NAMED]) + (" یا دیگران" if len(turn) > TURNS_NAMED else "")
    return {
        "act": each.act, "title": each.step.done if each.step is not None else each.act.verb,
        "when": persian.jalali_datetime(each.act.recorded_at), "state": each.stage, "kind": "waiting" if turn else "done",
        "file": str(each.file) if each.file is not None else "", "detail": f"نوبت: {named}" if turn else "",
    }  # fmt: skip
