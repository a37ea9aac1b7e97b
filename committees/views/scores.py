"""Scores: publishing them, settling them, one sheet a committee, and the ledger behind each number (Arts. 7-18)."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from committees import columns
from committees.models import Formation
from committees.queries import charts, committee_bodies, office
from committees.queries import ledger as ledgers
from committees.queries import ranking as rankings_
from committees.queries.dossiers import lines_for
from committees.queries.precedents import clashes
from committees.queries.scope import official
from committees.queries.stale import stale_of
from committees.queries.tables import approved_versions, reasons_shown
from committees.rules import scoring
from committees.rules.points import points_label
from committees.views.office import OfficeAct, crumbs, formation_of, found, page
from majlis import persian
from majlis.register import log_reading
from majlis.views.exports import taken_as

PRIORITIES = {1: "اول", 2: "دوم"}


class PublishScores(OfficeAct):
    """Two officers give the scores out; the members' 48 hours begin (Art. 17)."""

    word = "publish_scores"
    find = "committees.queries.formation_visible"
    template_name = "committees/office/publish_scores.html"
    what = "امتیاز و رتبهٔ همهٔ فرم‌ها برای نمایندگان خوانا می‌شود و مهلت اعتراض آغاز می‌شود."

    def context(self, **more: Any) -> dict[str, Any]:
        impact = {} if more.get("refused") is not None else _impact(self.subject)
        gate = office.publication_gate(self.subject, self.viewer) if more.get("refused") is not None else []
        return super().context(gate=gate, clashes=clashes(self.subject), impact=impact, **more) | {"crumbs": crumbs()}


def _impact(formation: Formation) -> dict[str, Any]:
    """What publication will write: sheets, forms, and who stands level with another."""
    counted = lines_for(formation)
    totals: dict[str, list[Any]] = {}
    for (_, code), lines in counted.items():
        totals.setdefault(code, []).append(scoring.total(lines))
    bodies = {each.code: each for each in committee_bodies()}
    rows = []
    for code, body in bodies.items():
        found_ = totals.get(code, [])
        level = [count for count in Counter(found_).values() if count > 1]
        most = points_label(max(found_)) if found_ else ""
        rows.append({"body": body, "sheets": len(found_), "most": most, "groups": len(level), "level": sum(level)})
    return {
        "rows": rows, "sheets": len(counted), "forms": len({key for key, _ in counted}), "groups": sum(row["groups"] for row in rows),
        "versions": [table for _, table in sorted(approved_versions(formation).items())],
    }  # fmt: skip


class SettleScores(OfficeAct):
    """The window has closed: scores are final (Art. 17)."""

    word = "settle_scores"
    find = "committees.queries.formation_visible"
    what = "پس از این، امتیازها قطعی است و فهرست ورودی قرعه از همین امتیازها ساخته می‌شود."

    def context(self, **more: Any) -> dict[str, Any]:
        published = rankings_.publication_of(self.subject)
        rows = (
            [] if published is None else [{"label": "انتشار", "value": persian.jalali_datetime(published.happened_at)}]
        )
        rows += [
            {"label": f"پایان مهلت {label}", "value": end.last_minute_text}
            for label, _, end in office.windows_of(self.subject, self.viewer)
            if end is not None
        ]
        return super().context(summary=rows, **more)


# --- ranking -----------------------------------------------------------------------------------------------------------


def _readable(request: HttpRequest, code: str) -> Formation:
    formation = formation_of(request, code)
    if not rankings_.may_read_scores(formation, request.viewer):  # type: ignore[attr-defined]
        raise Http404
    return formation


@page
@taken_as(columns.RANKINGS)
def rankings(request: HttpRequest, code: str) -> HttpResponse:
    """Every committee's sheet, in the order in which it is expected to be filled."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = _readable(request, code)
    rows = rankings_.overview(formation, viewer)
    expected = bool(rows) and rows[0].capacity.expected
    most = max((row.capacity.first for row in rows), default=1)
    context = {
        "formation": formation,
        "rows": rows,
        "expected": expected,
        "most": most,
        "crumbs": crumbs(formation),
        "articles": rankings_.ARTICLES,
        "stale": stale_of(formation),
    }
    return render(request, "committees/office/rankings.html", context)


@page
@taken_as(columns.RANKING)
def ranking(request: HttpRequest, code: str, committee: str) -> HttpResponse:
    """One committee's sheet, which prints as it stands."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = _readable(request, code)
    bodies = list(committee_bodies())
    body = found(next((each for each in bodies if each.code == committee), None))
    whole = "whole" in request.GET
    sheet = rankings_.sheet_of(formation, body, viewer, request.GET.get("after", ""), whole)
    place = bodies.index(body)
    act = rankings_.publication_of(formation)
    windows = office.windows_of(formation, viewer)
    if whole:
        log_reading(viewer.person, formation, "print", request.at)  # type: ignore[attr-defined]
    context = {
        "formation": formation, "committee": body, "sheet": sheet, "rows": _with_lines(sheet), "headings": [title for _, title in rankings_.HEADINGS],
        "previous": bodies[place - 1] if place else None, "following": bodies[place + 1] if place + 1 < len(bodies) else None,
        "act": act, "window": windows[0] if windows else None, "reasons": reasons_shown(formation), "whole": whole,
        "next_url": f"?after={sheet.page.next}" if sheet.page.next else "", "articles": rankings_.ARTICLES,
        "crumbs": crumbs(formation, ("رتبه‌بندی", reverse("committees:rankings", args=[code]))),
        "stale": stale_of(formation), "chart": charts.distribution(formation, body, viewer, sheet.cut),
    }  # fmt: skip
    return render(request, "committees/office/ranking.html", context)


def _with_lines(sheet: rankings_.Sheet) -> list[rankings_.Row]:
    """The rows with what is said between them: where the last seat opens, and where the committee closes."""
    place = sheet.rows[0].rank if sheet.rows else 0
    if sheet.rows and not sheet.page.first:
        place = rankings_.place_of(sheet.rows[0].sheet)
    for row in sheet.rows:
        if sheet.cut is not None:
            row.at_cut = sheet.cut.tied > 1 and row.sheet.units == sheet.cut.units
            row.beyond = place > sheet.cut.last
            row.before = "cut" if place == sheet.cut.first else ""
            row.after = "end" if place == sheet.cut.last else ""
        place += 1
    return sheet.rows


# --- ledger ------------------------------------------------------------------------------------------------------------


@page
@taken_as(columns.LEDGER)
def ledger(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lines of one score: each number with its reason, its row and its article."""
    viewer = request.viewer  # type: ignore[attr-defined]
    sheet = found(ledgers.sheet_visible(viewer, pk))
    formation = sheet.declaration.formation
    request.term = formation.term  # type: ignore[attr-defined]
    lines = ledgers.entries(sheet, viewer)
    rank, among = ledgers.rank_of(sheet)
    checkers = sorted({each.line.checked_by.name for each in lines if each.line.checked_by})
    checked = [each.line.checked_at for each in lines if each.line.checked_at]
    own = sheet.declaration.member_id == viewer.person.pk
    windows = office.windows_of(formation, viewer)
    in_time = bool(windows) and windows[0][2] is not None and viewer.at < windows[0][2].ends_at
    versions = {each.line.table.kind: each.line.table for each in lines if each.line.table}
    context = {
        "sheet": sheet, "formation": formation, "lines": lines, "counted": sum(not each.zero for each in lines), "rank": rank, "among": among,
        "own": own, "may_object": own and sheet.round == 1 and in_time and formation.stage == "published", "priority": PRIORITIES.get(sheet.rank, ""), "sisters": ledgers.sisters(sheet),
        "checkers": "، ".join(checkers), "checked_at": max(checked) if checked else None, "versions": versions.values(),
        "windows": windows, "official": official(viewer), "stale": stale_of(formation), "sum_article": scoring.SUM_ARTICLE,
        "crumbs": crumbs(
            formation, ("رتبه‌بندی", reverse("committees:rankings", args=[formation.code])),
            (sheet.committee.title, reverse("committees:ranking", args=[formation.code, sheet.committee.code])),
        ),
    }  # fmt: skip
    return render(request, "committees/office/ledger.html", context)
