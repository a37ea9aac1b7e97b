"""The rooms: docket, case, sitting, the member's own, the board's rules."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from conduct.columns import DOCKET
from conduct.forms import DayForm
from conduct.queries import (
    archive,
    board_rules,
    case_visible,
    handing,
    hygiene,
    is_of_the_board,
    own_case,
    own_cases,
    radar,
    readings,
    statistics,
)
from conduct.queries import docket as docket_queries
from conduct.queries.case_room import case_room
from conduct.queries.docket import docket, part_of, recent_sittings
from conduct.queries.own_room import own_room
from conduct.queries.quorum import meter_of
from conduct.queries.scope import ROOMS, keeps_the_key, late_and_kept, sitting_visible
from conduct.queries.sitting_room import agenda, roll
from conduct.queries.waiting import own_standing
from conduct.rules.board import GENERATIONS, generation
from conduct.rules.gate import BESIDE
from conduct.rules.laws import CONDUCT_DIRECTIVE, CONDUCT_LAW
from conduct.rules.procedure import APPEAL_DESK, ASIDE, DESK, OFFICE, STEPS, VOTED
from conduct.views.door import enter, opened
from majlis import persian, queries
from majlis.addresses import address_of
from majlis.charts import Chart, Row
from majlis.views.exports import taken_as
from majlis.views.printed import on_the_page

TERM, OFFICERS, REPLACED = (CONDUCT_DIRECTIVE.article(number) for number in ("12", "3", "5"))
ABSENT = CONDUCT_LAW.article("1 n. 4")
# The acts of a sitting and of the one vote stand in the sitting room.
ELSEWHERE = ("declare_recusal",)
# What is seldom wanted never wears the primary button.
QUIET = ("release_identity", "hand_keys_on", "carry_to_next_term")
LONGEST_NUMBER = 6
TOO_FEW = "شمارها کمتر از آن است که کسی را آشکار نکند؛ عددی نشان داده نمی‌شود."


@login_required
@require_safe
@taken_as(DOCKET)
def home(request: HttpRequest) -> HttpResponse:
    """The docket for an office; the own room for a member who was invited; nothing for anybody else."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not is_of_the_board(viewer):
        return own_door(request)
    enter(request)
    bodies = {
        each.body.code: each.body
        for each in viewer.offices
        if queries.authority.office_name(each) in (*DESK, *APPEAL_DESK)
    }
    sittings = recent_sittings(viewer)
    busy = {each.body_id for each in sittings if each.stage == "open"}
    part = part_of(request.GET)
    page = docket(viewer, part, request.GET.get("after", ""))
    shown = handing.handed(row.case for row in page.rows)
    on_the_page(request, *shown.cases)
    return render(
        request,
        "conduct/home.html",
        {
            "page": page, "lines": _lines(page.rows), "part": part, "next_url": f"?{urlencode({**part.query, 'after': page.next})}" if page.next else "", "sittings": sittings,
            "may_register": viewer.holds(*OFFICE), "may_archive": archive.may_look(viewer), "may_read_log": readings.may_look(viewer), "board_desk": viewer.holds(*DESK), "may_count": statistics.may_count(viewer),
            "missing": handing.missing(viewer, shown), "without": handing.without(viewer, shown), "may_hand": handing.may_hand(viewer),
            "may_open": [body for body in bodies.values() if body.pk not in busy], "own": own_cases(viewer) if own_standing(viewer) else (), "late": late_and_kept(viewer),
        },
    )  # fmt: skip


def _lines(rows: list[docket_queries.Row]) -> list[dict[str, Any]]:
    """The docket's lines, ready to be written: a page draws fifty of them, and nothing sealed is kept."""
    if not rows:
        return []
    address = address_of("conduct:case", rows[0].case.pk)
    return [
        {
            "url": address(row.case.pk), "ref": row.case.ref_told, "stage": row.case.stage_label, "who": row.turn.who if row.turn else "",
            "due": row.turn.deadline if row.turn else None,
        }
        for row in rows
    ]  # fmt: skip


@login_required
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How many cases stand in each phase, what they were about and how they ended, for the board alone; small numbers stay hidden."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not statistics.may_count(viewer):
        raise Http404
    enter(request)
    tables = statistics.tables(viewer)
    return render(
        request,
        "conduct/statistics.html",
        {"charts": [_counted(each) for each in tables], "hidden": any(each.hidden for each in tables)},
    )


def _counted(table: statistics.Counted) -> Chart:
    """One table as bars. A hidden cell has neither bar nor number nor list; nor has the whole a sum."""
    cells = [] if all(each.count is None for each in table.cells) else table.cells
    rows = [
        Row(each.label, (0,), note="پنهان") if each.count is None else Row(each.label, (each.count,), _list_of(table, each)) for each in cells
    ]  # fmt: skip
    return Chart(
        table.code,
        table.title,
        table.head,
        (table.unit,),
        rows,
        unit=table.unit,
        summed=not table.hidden,
        total_label=table.unit,
        empty=TOO_FEW,
    )


def _list_of(table: statistics.Counted, cell: statistics.Cell) -> str:
    """Where the cases of a phase are listed; of what they were about and how they ended there is no list."""
    if table.code != "phases":
        return ""
    if cell.code == statistics.ARCHIVED:
        return reverse("conduct:archive")
    return f"{reverse('conduct:home')}?phase={cell.code}"


@login_required
@require_safe
def term_radar(request: HttpRequest) -> HttpResponse:
    """Each open case against the end of its term, for the board alone (Art. 12)."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not radar.may_look(viewer):
        raise Http404
    enter(request)
    return render(request, "conduct/radar.html", {"rows": radar.radar(viewer), "article": TERM})


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board on a day: its seats, officers and absences, for its own members."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not hygiene.may_look(viewer):
        raise Http404
    enter(request)
    form = DayForm(request.GET or None, initial={"day": viewer.day})
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else viewer.day
    found = hygiene.board_on(viewer, day)
    return render(
        request, "conduct/board.html", {"board": found, "form": form, "absent": ABSENT, "officers": OFFICERS, "replaced": REPLACED}
    )  # fmt: skip


def own_door(request: HttpRequest) -> HttpResponse:
    """Where a member has been invited, his own room or the list of them."""
    found = list(own_cases(request.viewer))  # type: ignore[attr-defined]
    if not found and keeps_the_key(request.viewer):  # type: ignore[attr-defined]
        return redirect("conduct:archive_keys")
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("conduct:own_case", found[0].pk)
    enter(request)
    return render(request, "conduct/own_list.html", {"rows": found})


@login_required
@require_safe
def case(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The case room: its story, its papers, whose turn it is, and what a ruling still lacks."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = case_visible(viewer, pk)
    if found is None:
        raise Http404
    enter(request)
    opened(request, found)
    room = case_room(viewer, found)
    steps = [row for row in queries.next_steps(found, viewer) if row.mine and row.step.word not in ELSEWHERE]
    steps = [row for row in steps if row.open or row.step.word not in ASIDE] + _inquiry_step(room, viewer)
    first = next((row for row in steps if row.open and row.step.word not in QUIET), None)
    return render(
        request,
        "conduct/case.html",
        {
            "room": room, "missing": handing.missing(viewer, handing.handed([found])), "law_of_day": GENERATIONS[generation(found.violation_day)], "ballot_article": STEPS["open_ballot"].article,
            "papers_note": f"{persian.number(len(room.papers))} برگه، محرمانه" if room.papers else "", "case": found, "steps": [row for row in steps if row is not first], "first": first,
            "may_stand_aside": viewer.holds(*STEPS["declare_recusal"].by) and found.stage in STEPS["declare_recusal"].after,
            "may_ask": _may_ask(viewer, found), "beside": _beside(viewer, found), "may_join": viewer.holds(*OFFICE) and found.stage in ("reported", "under_inquiry"),
        },
    )  # fmt: skip


def _inquiry_step(room: Any, viewer: Any) -> list[Any]:
    inquiry = room.case.facts(viewer.at).inquiry
    return [row for row in queries.next_steps(inquiry, viewer) if row.mine] if inquiry is not None else []


def _may_ask(viewer: Any, found: Any) -> bool:
    step = STEPS["open_ballot"]
    return found.stage in VOTED and not found.suspended_at and viewer.holds(*step.by, body=found.competent)


def _beside(viewer: Any, found: Any) -> list[dict[str, Any]]:
    """Questions beside the way that his body may be asked about this case."""
    if found.suspended_at or found.competent != found.board or not viewer.holds(*DESK, body=found.board):
        return []
    address = reverse("conduct:open_ballot", args=[found.pk])
    return [
        {"url": f"{address}?about={word}", "step": STEPS[word]} for word in BESIDE if found.stage in STEPS[word].after
    ]


@login_required
@require_safe
def sitting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The sitting room: roll, quorum, agenda, votes."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = sitting_visible(viewer, pk)
    if found is None:
        raise Http404
    enter(request)
    opened(request, found)
    room = found.facts(viewer.at)
    page = agenda(viewer, room, request.GET.get("after", ""))
    passed = _passed(request.GET.get("passed", ""))
    on_the_page(request, *(row["case"] for row in page.items))
    return render(
        request,
        "conduct/sitting.html",
        {
            "sitting": found, "items": _numbered(page.items, passed), "roll": roll(room), "desk": viewer.holds(*STEPS["close_sitting"].by, body=found.body),
            "meter": meter_of(room) if found.stage == "open" else None, "running": any(row["running"] for row in page.items), "passed": passed,
            "next_url": f"?{urlencode({'after': page.next, 'passed': passed + len(page.items)})}" if page.next else "",
        },
    )  # fmt: skip


def _passed(typed: str) -> int:
    """How many matters the pages before this one had: for the numbers before the rows, and nothing else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER else 0


def _numbered(items: list[dict[str, Any]], passed: int) -> list[dict[str, Any]]:
    """The matters of an agenda, each with its number and its addresses."""
    if not items:
        return []
    of_case, to_ask = (address_of(name, items[0]["case"].pk) for name in ("conduct:case", "conduct:open_ballot"))
    return [
        {
            **each, "number": persian.number(number), "place": str(number), "ref": each["case"].ref_told, "url": of_case(each["case"].pk),
            "ask_url": to_ask(each["case"].pk),
        }
        for number, each in enumerate(items, passed + 1)
    ]  # fmt: skip


@login_required
@require_safe
def own(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The member's own room: what was sent to him, what he sent, his right and its last minute."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = own_case(viewer, pk)
    if found is None:
        raise Http404
    enter(request)
    opened(request, found)
    shown = own_room(viewer, found)
    return render(request, "conduct/own.html", {**shown, **_own_rights(found, viewer, shown)})


def _own_rights(found: Any, viewer: Any, shown: dict[str, Any]) -> dict[str, Any]:
    facts = shown["facts"]
    appeal = queries.refusal_of(STEPS["file_appeal"], found, viewer.at)
    may_defend = found.stage in STEPS["receive_defence"].after
    return {
        "may_defend": may_defend, "defence_end": facts.defence_end if may_defend else None, "appeal_refused": appeal,
        "may_appeal": found.stage == "served" and appeal is None, "appeal_end": facts.appeal_end if found.stage == "served" and facts.appealable else None,
        "defence_url": reverse("conduct:receive_defence", args=[found.pk]), "appeal_url": reverse("conduct:file_appeal", args=[found.pk]),
        "article_9": STEPS["receive_defence"].article, "article_10": STEPS["file_appeal"].article, "article_6": STEPS["execute_sanction"].article,
    }  # fmt: skip


@login_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """What the amendment left open, and what the house has decided about it."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds(*ROOMS):
        raise Http404
    enter(request)
    return render(
        request,
        "conduct/rules.html",
        {
            "questions": board_rules.open_questions(),
            "signatures": board_rules.waiting_signatures(),
            "may_adopt": viewer.holds(*DESK),
            "fresh": uuid.uuid4(),
        },
    )
