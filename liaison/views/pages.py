"""The office's pages: home, lists, one matter, a ministry's room, statistics."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from liaison import columns
from liaison.forms.filters import FilterForm
from liaison.models import Matter, Referral
from liaison.queries import counts, dossier, lateness, listing
from liaison.queries.alike import alike
from liaison.queries.consultations import consulted_on
from liaison.queries.figures import figures as figure_rows
from liaison.queries.floor import votes_of
from liaison.queries.listing import narrowings
from liaison.queries.mailing import letters_of
from liaison.queries.positions import positions_on
from liaison.queries.related import related
from liaison.queries.scope import addressees, matter_visible, office, referral_visible
from liaison.queries.voices import editions_of
from liaison.rules.kinds import KINDS, Kind
from liaison.rules.positions import POSITIONED
from liaison.rules.procedure import STEPS
from liaison.rules.roads import CARRIES, FILING, TO_A_COMMITTEE, TO_THE_MINISTER
from liaison.rules.voices import BILLS
from liaison.views.base import crumbs, found, matter_crumbs, office_page, page
from majlis import persian, queries
from majlis.charts import Chart, Row
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

MINISTRY = "وزارت "
# What carries a referral on; the rest are exceptions.
ANSWERING = ("accept_referral", "answer_referral")
WORK_PAGES = {
    "brief": "برگ ساعت هفت", "planner": "برنامهٔ حضور دولت در مجلس", "gatherings": "نشست‌ها و مصوبه‌ها", "voices": "یک‌صدایی دربارهٔ لایحه و طرح", "consultations": "رایزنی با مجلس پیش از لایحه", "positions": "نظر دولت دربارهٔ طرح‌ها",
    "meetings": "دیدارها", "evaluations": "ارزیابی معاونان پارلمانی", "directory": "شبکهٔ پارلمانی", "training": "آموزش",
    "cabinet": "دولت و رأی اعتماد", "asked": "آنچه آیین‌نامه از دولت می‌خواهد", "publications": "انتشارهای همگانی", "published_notices": "تذکرهای منتشرشده",
}  # fmt: skip


@page
def home(request: HttpRequest) -> HttpResponse:
    """The office's first page: what is late, what falls due, how much there is. A ministry is led to its own room."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not office(viewer):
        return HttpResponseRedirect(reverse("liaison:room"))
    return render(request, "liaison/home.html", {"drawn": kept_list(request, lambda: _home_drawn(viewer))})


def _home_drawn(viewer: queries.Viewer) -> str:
    numbers = listing.by_kind(viewer)
    context = {
        "late": lateness.late(viewer), "late_count": lateness.late_count(viewer), "soon": lateness.soon(viewer),
        "late_referrals": [_referral_row(each) for each in listing.late_referrals(viewer)],
        "late_referral_count": listing.late_referral_count(viewer), "asked": listing.time_asked(viewer),
        "kinds": [_numbered(kind, numbers) for kind in KINDS.values() if kind.main],
        "more_kinds": [_numbered(kind, numbers) for kind in KINDS.values() if not kind.main],
        "filing": [{"label": STEPS[word].label, "url": reverse(f"liaison:{word}")} for word in FILING],
        "work": [{"label": label, "url": reverse(f"liaison:{name}")} for name, label in WORK_PAGES.items()],
        "now": viewer.at, "today": persian.jalali_datetime(viewer.at),
    }  # fmt: skip
    return render_to_string("liaison/_home.html", context)


def _numbered(kind: Kind, numbers: dict[str, dict[str, int]]) -> dict[str, Any]:
    return {**numbers.get(kind.code, {"all": 0, "open": 0}), "kind": kind}


def _referral_row(referral: Referral) -> dict[str, Any]:
    return {"referral": referral, "deadline": dossier.due_of(referral)}


def filter_form(request: HttpRequest) -> FilterForm:
    viewer = request.viewer  # type: ignore[attr-defined]
    return FilterForm(request.GET, ministries=addressees(), months=counts.months(viewer))


@office_page
@taken_as(columns.MATTERS)
def matters(request: HttpRequest) -> HttpResponse:
    """Every matter, narrowed down and page by page."""
    kind = KINDS.get(request.GET.get("kind", ""))
    head = {
        "kind": kind, "title": kind.plural if kind else "همهٔ پرونده‌ها",
        "file_url": reverse(f"liaison:file_{kind.code}") if kind else "",
    }  # fmt: skip
    shown = kept_list(request, lambda: _matters_drawn(request, head))
    return render(request, "liaison/matters.html", {**head, "crumbs": crumbs(), "shown": shown})


def _matters_drawn(request: HttpRequest, head: dict[str, Any]) -> str:
    """One page of matters under its filters."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = filter_form(request)
    wanted = form.wanted()
    shown = listing.page_of_matters(viewer, wanted, request.GET.get("after", ""))
    context = {
        **head, "form": form, "member": listing.member_named(viewer, wanted.get("member")), "tabs": _tabs(wanted), "now": viewer.at,
        "rows": listing.lines(shown.rows, viewer.at), "next_url": f"?{urlencode({**wanted, 'after': shown.next})}" if shown.next else "",
        "first": shown.first, "narrowed": bool(set(wanted) - {"kind"}), "request": request, "narrowings": narrowings(viewer, wanted),
    }  # fmt: skip
    return render_to_string("liaison/_matters.html", context)


def _tabs(wanted: dict[str, Any]) -> list[dict[str, Any]]:
    now = wanted.get("kind", "")
    kept = {name: value for name, value in wanted.items() if name not in ("kind", "stage", "like")}
    rows = [("", "همه"), *((kind.code, kind.plural) for kind in KINDS.values() if kind.main or kind.code == now)]
    return [
        {"label": label, "url": "?" + urlencode({**kept, **({"kind": code} if code else {})}), "active": code == now}
        for code, label in rows
    ]


@office_page
def matter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One matter: its clocks, its road, what can follow, where it was referred, who stands behind it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row: Matter = found(matter_visible(viewer, pk))
    acts = dossier.acts_on(row, viewer)
    own = [act for act in acts if act.subject == row.reference]
    standing = dossier.standing_referrals(row, viewer)
    steps = queries.next_steps(row, viewer)
    primary = _primary(row, [each for each in steps if each.open])
    context = {
        "matter": row, "clocks": dossier.clocks(row, viewer, own, standing), "road": dossier.road(row, own, viewer.at),
        "steps": steps, "primary": primary, "others": [each for each in steps if each is not primary],
        "referrals": [_referral_row(each) for each in standing], "answers": dossier.answers_of(row, viewer),
        "votes": votes_of(row), "book": dossier.book_of(row, viewer.at), "askers": dossier.askers_of(row),
        "alike": alike(row, viewer), "acts": acts, "crumbs": matter_crumbs(row),
        "voices": editions_of(viewer, row), "of_bill": row.kind in BILLS, "positioned": row.kind in POSITIONED, "positions": positions_on(viewer, row), "may_state": row.stage in STEPS["state_position"].root_in, "consulted": consulted_on(viewer, row), "may_ask": row.kind in BILLS and row.stage in STEPS["ask_voice"].root_in,
        "related": related(row, viewer.at), "to_committee": row.kind in TO_A_COMMITTEE, "by_law_url": reverse("liaison:require_by_law", args=[row.pk]) if row.kind == "law" else "",
        "may_refer": row.stage in STEPS["refer_to_ministry"].root_in, "heading": heading(row),
    }  # fmt: skip
    return render(request, "liaison/matter.html", context)


def heading(row: Matter) -> str:
    """«سؤال ۱۳/۰۴۲ از وزیر نیرو», in the words of its kind."""
    joined = KINDS[row.kind].joined
    if not row.addressee or not joined:
        return f"{row.kind_label} {row.number}"
    named = row.addressee.title
    # A minister is asked, and his ministry proposes a bill.
    to = (
        named
        if row.kind not in TO_THE_MINISTER or not named.startswith(MINISTRY)
        else f"وزیر {named.removeprefix(MINISTRY)}"
    )
    return f"{row.kind_label} {row.number} {joined} {to}"


def _primary(row: Matter, steps: list[queries.NextStep]) -> queries.NextStep | None:
    """The act that carries the matter on, before its exceptions."""
    carries = CARRIES.get((row.kind, row.stage))
    return next((each for each in steps if each.step.word == carries), steps[0] if steps else None)


@page
@taken_as(columns.REFERRALS)
def room(request: HttpRequest) -> HttpResponse:
    """A ministry's room: what was referred to it, by when; for the office, all referrals."""
    viewer = request.viewer  # type: ignore[attr-defined]
    drawn, late_count = kept_list(request, lambda: _room_drawn(request))
    context = {
        "of_office": office(viewer), "late_count": late_count, "drawn": drawn, "crumbs": crumbs() if office(viewer) else [],
    }  # fmt: skip
    return render(request, "liaison/room.html", context)


def _room_drawn(request: HttpRequest) -> tuple[str, int]:
    """One page of referrals, and how many of all are late."""
    viewer = request.viewer  # type: ignore[attr-defined]
    asked = request.GET.get("show", "")
    show = asked if asked in listing.SHOWS else "open"
    shown = listing.page_of_referrals(viewer, show, request.GET.get("after", ""))
    context = {
        "rows": [_referral_row(each) for each in shown.rows], "show": show, "of_office": office(viewer), "now": viewer.at, "request": request,
        "tabs": [{"label": label, "url": f"?show={code}", "active": code == show} for code, label in listing.SHOWS.items()],
        "next_url": f"?show={show}&after={shown.next}" if shown.next else "",
    }  # fmt: skip
    return render_to_string("liaison/_room.html", context), listing.late_referral_count(viewer)


@page
def referral(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One referral, as a ministry sees it: what is asked, until when, what it answered, and nothing else of the matter."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row: Referral = found(referral_visible(viewer, pk))
    steps = [each for each in queries.next_steps(row, viewer) if each.mine]
    primary = next((each for each in steps if each.open and each.step.word in ANSWERING), None)
    context = {
        "referral": row, "matter": row.matter, "clock": dossier.referral_clock(row, viewer.at), "heading": heading(row.matter),
        "steps": [each for each in steps if each is not primary], "primary": primary, "acts": list(queries.acts_of(row)), "askers": dossier.askers_of(row.matter),
        "answers": [each for each in dossier.answers_of(row.matter, viewer) if each.referral_id == row.pk],
        "of_office": office(viewer), "overdue_letters": letters_of(row),
        "crumbs": [*(crumbs() if office(viewer) else []), {"label": "ارجاع‌ها", "url": reverse("liaison:room")}],
    }  # fmt: skip
    return render(request, "liaison/referral.html", context)


@office_page
@taken_as(columns.STATISTICS)
def statistics(request: HttpRequest) -> HttpResponse:
    """Counts by kind, ministry, committee, member, month, term and government; each opens to the rows that it counts."""
    drawn = kept_list(request, lambda: _statistics_drawn(request))
    return render(request, "liaison/statistics.html", {"drawn": drawn, "crumbs": crumbs()})


def _statistics_drawn(request: HttpRequest) -> str:
    """The charts beside their tables, under their filters."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = filter_form(request)
    wanted = form.wanted()
    charts = [
        ("kind", "به تفکیک گونه", "گونه", counts.by_kind(viewer, wanted)),
        ("ministry", "به تفکیک وزارتخانه", "وزارتخانه", counts.by_ministry(viewer, wanted)),
        ("month", "به تفکیک ماه ثبت", "ماه", counts.by_month(viewer, wanted)),
        ("committee", "به تفکیک کمیسیون", "کمیسیون", counts.by_committee(viewer, wanted)),
        ("cabinet", "به تفکیک دولت", "دولت", counts.by_cabinet(viewer, wanted)),
        ("term", "به تفکیک دورهٔ مجلس", "دوره", counts.by_term(viewer, wanted)),
        ("member", "به تفکیک نماینده", "نماینده", counts.by_member(viewer, wanted)),
    ]
    context = {
        "form": form, "member": listing.member_named(viewer, wanted.get("member")), "tabs": _tabs(wanted), "request": request,
        "charts": [_chart(*each) for each in charts], "narrowings": narrowings(viewer, wanted),
        "grid": counts.ministry_by_cabinet(viewer, wanted), "list_url": reverse("liaison:matters"), "years": counts.years(viewer),
    }  # fmt: skip
    return render_to_string("liaison/_statistics.html", context)


@office_page
@taken_as(columns.FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """The thresholds and limits that this office counts by, each with source and certainty; nobody changes them here."""
    rows = figure_rows(request.viewer)  # type: ignore[attr-defined]
    return render(request, "liaison/figures.html", {"rows": rows, "crumbs": crumbs()})


def _chart(name: str, title: str, head: str, bars: list[counts.Bar]) -> Chart:
    """What has ended and what is open, each row opening to what it counts."""
    address = reverse("liaison:matters")
    most = f"بیشترین {persian.number(counts.MEMBERS_SHOWN)} نماینده نشان داده می‌شود." if name == "member" else ""
    rows = [Row(bar.label, (bar.ended, bar.open), f"{address}?{bar.query}", bar.detail) for bar in bars]
    legend = ("پایان‌یافته", "در جریان")
    # A matter of several members is counted for each: a sum would count it twice.
    return Chart(name, title, head, legend, rows, unit="پرونده", note=most, summed=name != "member")
