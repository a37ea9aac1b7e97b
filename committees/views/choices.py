"""Two committees in order, beside the live demand and the draft's own points (Arts. 4, 16, 18)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from committees.forms.choices import NAMES, ChoicesForm
from committees.queries import tables_for
from committees.queries.changes import committees_with_room
from committees.queries.demand import board, own_standing
from committees.rules.laws import DIRECTIVE
from committees.rules.points import points_label
from committees.views.drafts import Desk, desk
from committees.views.form import by_script, frame, sheet_or_404, told
from committees.views.tasks import sheet_url, unfinished
from majlis import persian
from majlis.charts import share


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, key: str) -> HttpResponse:
    """Two committees in order, beside the live demand and the draft's own points (Arts. 4, 16, 18)."""
    at = desk(request, sheet_or_404(request, "declaration", key))
    if request.method == "POST":
        form = ChoicesForm(request.POST, committees=_choosable(at))
        readable = form.is_valid()
        if readable:
            at.save(lambda draft: draft.choose(form.codes()))
        if by_script(request):
            return told(at.saved_text if readable else "این دو انتخاب هنوز ذخیره نشده است")
        if readable:
            return HttpResponseRedirect(_after_choices(at))
        return render(
            request, "committees/member/choices.html", _choices_context(at, form, at.draft.choices), status=422
        )
    form = ChoicesForm(initial=dict(zip(NAMES, at.draft.choices, strict=False)), committees=_choosable(at))
    return render(request, "committees/member/choices.html", _choices_context(at, form, at.draft.choices))


def _after_choices(at: Desk) -> str:
    if unfinished(at.draft, at.draft.faults(at.day)) or len(at.draft.choices) < len(NAMES):
        return sheet_url(at.sheet)
    return reverse("committees:submit_declaration", args=[at.sheet.declaration.pk])  # type: ignore[union-attr]


@login_required
@require_safe
def demand(request: HttpRequest, key: str) -> HttpResponse:
    """The board alone, as the page asks for it again and again; it reads two choices and keeps nothing."""
    at = desk(request, sheet_or_404(request, "declaration", key))
    known = dict(at.committees)
    codes = [code for code in (request.GET.get(name, "") for name in NAMES) if code in known]
    form = ChoicesForm(initial=dict(zip(NAMES, codes, strict=False)), committees=_choosable(at))
    return render(request, "committees/member/_demand.html", _choices_context(at, form, codes, swapped=True))


def _choosable(at: Desk) -> list[tuple[str, str]]:
    """The committees that may be named: all; in a by-election those that have seats today, with their number (Art. 21)."""
    formation = at.sheet.formation
    if formation is None or formation.kind != "by_election":
        return at.committees
    room = committees_with_room(formation.term, at.viewer.day)
    return [(code, f"{title}، {persian.number(room[code])} جای خالی") for code, title in at.committees if code in room]


def _choices_context(at: Desk, form: ChoicesForm, codes: list[str], **more: Any) -> dict[str, Any]:
    formation = at.sheet.formation
    assert formation is not None
    shown = board(at.viewer, formation)
    standing = own_standing(at.viewer, formation, at.draft.form(at.day), codes, tables_for(formation))
    own = [
        {**_told_standing(standing[code], shown), "name": name}
        for name, code in zip(NAMES, codes, strict=False)
        if code in standing
    ]
    return frame(
        at, form=form, board=shown, bars=_bars(shown, {each["code"]: each for each in own}), own=own,
        fields=[{"field": form[name], "own": next((each for each in own if each["name"] == name), None)} for name in NAMES],
        ceiling_x=share(shown.ceiling, shown.most), floor_x=share(shown.floor, shown.most),
        ceiling_label_x=share(shown.most - shown.ceiling, shown.most), floor_label_x=share(shown.most - shown.floor, shown.most),
        demand_url=reverse("committees:form_demand", args=[at.sheet.key]), article_4=DIRECTIVE.article("4"),
        article_16=DIRECTIVE.article("16"), article_18=DIRECTIVE.article("18"), article_15=DIRECTIVE.article("15"), article_21=DIRECTIVE.article("21"), **more,
    )  # fmt: skip


def _bars(shown: Any, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "inside": share(min(row.first, shown.seats(row)), shown.most),
            "beyond": share(max(row.first - shown.seats(row), 0), shown.most),
            "second": share(row.second, shown.most),
            "seats_x": share(shown.seats(row), shown.most),
            "own": own.get(row.code),
        }
        for row in shown.rows
    ]


def _told_standing(standing: Any, shown: Any) -> dict[str, Any]:
    """One's own draft at a committee, in words: where it stands, and whether the ceiling would hold it."""
    row = shown.row(standing.code)
    limited = row is not None and (row.free is not None or row.place <= shown.among_first)
    seats = shown.seats(row) if row is not None else shown.ceiling
    inside = standing.within(seats)
    return {
        "code": standing.code,
        "title": row.title if row else standing.code,
        "standing": standing,
        "limited": limited,
        "inside": inside,
        "seats": seats,
        "rank_text": f"رتبهٔ {persian.number(standing.rank)} از {persian.number(standing.of)}",
        "lines": [{"line": line, "points": points_label(line.points)} for line in standing.lines],
        "doubts": sum(line.doubt for line in standing.lines),
    }
