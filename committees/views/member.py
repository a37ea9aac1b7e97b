"""A member's own pages: the task list, who he is, the records of members, the receipt of his form (Arts. 3, 4, 20)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from committees import columns
from committees.forms.draft import FormDraft
from committees.queries import committee_bodies
from committees.queries.member import (
    form_sheet,
    late_request,
    member_of_term,
    own_form,
    own_papers,
    record_visible,
    records,
    standing_choices,
    submission_of,
    submissions,
    term_of_records,
)
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import BEFORE_SCORES
from committees.views.answers import answers
from committees.views.drafts import desk, keep
from committees.views.form import frame
from committees.views.receipt import receipt_bytes
from committees.views.tasks import complete_count, go_on_with, task_list
from majlis import persian, queries
from majlis.addresses import address_of
from majlis.register import log_reading
from majlis.rules.deadlines import legal_day
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list
from majlis.views.receipts import offline_url

SOUGHT_MOST = 60


@login_required
@require_safe
def form(request: HttpRequest, key: str) -> HttpResponse:
    """The task list; where the form is not given yet, or its time is over, why, and what is open instead (Arts. 4, 20)."""
    sheet = form_sheet(request.viewer, key)  # type: ignore[attr-defined]
    if sheet is None:
        raise Http404
    request.term = sheet.term  # type: ignore[attr-defined]
    if sheet.declaration is None:
        return render(request, "committees/member/absent.html", {"sheet": sheet, "article": DIRECTIVE.article("23.1")})
    at = desk(request, sheet)
    context = frame(at)
    if context["closed"] is not None:
        return closed(request, at, context)
    groups = task_list(sheet, at.draft, at.day, sheet.declaration.constituency, dict(at.committees))
    done, whole = complete_count(groups)
    sent = submissions(at.viewer, sheet.declaration).first() if sheet.declaration.submission else None
    return render(request, "committees/member/form_tasks.html", {
        **context, "groups": groups, "done": done, "whole": whole, "next": go_on_with(groups), "sent": sent, "saved_at": at.saved_at,
        "article_4": DIRECTIVE.article("4"), "article_10": DIRECTIVE.article("10"), "article_20": DIRECTIVE.article("20"),
        "changed": sent is not None and at.saved_at is not None and at.saved_at > sent.recorded_at,
    })  # fmt: skip


def closed(request: HttpRequest, at: Any, context: dict[str, Any]) -> HttpResponse:
    """After the limit: what was handed in, or what was kept of the draft and what Article 20 leaves open."""
    declaration = at.sheet.declaration
    sent = submissions(at.viewer, declaration).first() if declaration.submission else None
    papers = own_papers(at.viewer, at.draft.documents())
    return render(request, "committees/member/closed.html", {
        **context, "declaration": declaration, "sent": sent, "chosen": standing_choices(declaration),
        "late_at": late_at(at.draft), "saved_at": at.saved_at, "answers": answers(at.draft, at.day, dict(at.committees), papers),
        "article_20": DIRECTIVE.article("20"), "article_4": DIRECTIVE.article("4"), **late_context(declaration),
    })  # fmt: skip


def late_context(declaration: Any) -> dict[str, Any]:
    """What Article 20 leaves open: the request that was made, or whether one can be made."""
    asked = late_request(declaration)
    may_ask = asked is None and declaration.stage == "issued" and declaration.formation.stage in BEFORE_SCORES
    return {"late_request": asked, "may_ask": may_ask}


def note_late(viewer: queries.Viewer, sheet: Any, received_at: datetime) -> None:
    """Keep with the draft when its late submission arrived: that hour is its receipt."""

    def marked(draft: FormDraft) -> None:
        draft.data.setdefault("late_at", received_at.isoformat())

    keep(viewer, sheet, marked, received_at)


def late_at(draft: FormDraft) -> datetime | None:
    found = draft.data.get("late_at")
    return datetime.fromisoformat(found) if isinstance(found, str) else None


@login_required
@require_safe
def identity(request: HttpRequest, key: str) -> HttpResponse:
    """Who the form belongs to, as the house knows him; the laws deputy corrects it, not the member."""
    sheet = form_sheet(request.viewer, key)  # type: ignore[attr-defined]
    if sheet is None or sheet.declaration is None:
        raise Http404
    return render(
        request, "committees/member/identity.html", frame(desk(request, sheet), declaration=sheet.declaration)
    )


# --- the receipt ----------------------------------------------------------------------------------------------------


@login_required
@require_safe
def submitted(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The receipt of a form as it last arrived: number, hour and hash; and what may follow."""
    viewer = request.viewer  # type: ignore[attr-defined]
    declaration = own_form(viewer, pk)
    act = submissions(viewer, declaration).first() if declaration is not None else None
    if declaration is None or act is None:
        raise Http404
    request.term = declaration.formation.term  # type: ignore[attr-defined]
    code = declaration.formation.code
    step = queries.step_named(declaration, "submit_declaration")
    refused = queries.refusal_of(step, declaration, request.at)  # type: ignore[attr-defined]
    again = {
        "label": "دیدن فرم",
        "url": reverse("committees:form", args=[code]),
        "detail": refused.sentence
        if refused
        else "تا پیش از ارجاع فرم‌ها می‌توانید فرم تازه بدهید؛ فرم تازه جای این یکی می‌نشیند و هر دو در سابقه می‌ماند.",
    }
    return render(request, "majlis/outcome_done.html", {
        "act": act, "step": step, "subject": str(declaration), "lines": _receipt_lines(declaration),
        "receipt_url": reverse("committees:receipt_pdf", args=[act.pk]), "offline_url": offline_url(act), "next": [again],
    })  # fmt: skip


def _receipt_lines(declaration: Any) -> list[dict[str, str]]:
    chosen = [title for round_, _, title in standing_choices(declaration) if round_ == 1]
    return [
        {"label": "شمارهٔ فرم", "value": declaration.number},
        {"label": "نوبت تحویل", "value": persian.number(declaration.submission)},
        *({"label": f"اولویت {persian.ordinal(rank)}", "value": title} for rank, title in enumerate(chosen, start=1)),
    ]


@login_required
@require_safe
def receipt_pdf(request: HttpRequest, act: uuid.UUID) -> HttpResponse:
    """The same receipt on paper, for the form's owner alone."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = submission_of(viewer, act)
    if found is None:
        raise Http404
    entry, declaration = found
    log_reading(viewer.person, declaration, "print", request.at)  # type: ignore[attr-defined]
    response = HttpResponse(receipt_bytes(entry, declaration), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="receipt-{declaration.number}-{entry.content.get("submission", 1)}.pdf"'
    )
    response["Cache-Control"] = "no-store"
    return response


# --- records of members ---------------------------------------------------------------------------------------------


@login_required
@require_safe
@taken_as(columns.RECORDS)
def records_list(request: HttpRequest, code: str) -> HttpResponse:
    """What members have declared of themselves, for every member to read (Art. 3)."""
    sought = request.GET.get("q", "")[:SOUGHT_MOST].strip()
    address = reverse("committees:records", args=[code])
    shown = kept_list(request, lambda: _records_shown(request, code, sought, address))
    if shown is None:
        raise Http404
    request.term = shown["term"]  # type: ignore[attr-defined]
    context = {"sought": sought, "address": address, "article": DIRECTIVE.article("3"), **shown}
    return render(request, "committees/member/records.html", context)


def _records_shown(request: HttpRequest, code: str, sought: str, address: str) -> dict[str, Any] | None:
    """The page of records as drawn, the addresses beside it, whether the viewer has a record of his own to give; None for
    who may not read them."""
    viewer = request.viewer  # type: ignore[attr-defined]
    term = term_of_records(viewer, code)
    if term is None:
        return None
    page = records(term, sought, request.GET.get("after", ""), request.GET.get("before", ""))
    words = {"q": sought} if sought else {}
    row_address = address_of("committees:record", page.rows[0].pk) if page.rows else str
    rows = [_record_row(each, row_address(each.pk)) for each in page.rows]
    return {
        "term": term,
        "table": render_to_string("committees/member/_records.html", {"rows": rows}) if rows else "",
        "previous_url": _page_url(address, {**words, "before": page.earlier}) if page.earlier else "",
        "next_url": _page_url(address, {**words, "after": page.later}) if page.later else "",
        "declare_url": reverse("committees:declare_record", args=[term.number]) if member_of_term(viewer, term) else "",
    }


def _page_url(address: str, words: dict[str, str]) -> str:
    from urllib.parse import urlencode

    return f"{address}?{urlencode(words)}"


COUNTED = (
    ("degrees", "مدرک"),
    ("posts", "سابقهٔ اجرایی"),
    ("tenures", "دورهٔ نمایندگی"),
    ("services", "عضویت در کمیسیون"),
)


def _record_row(record: Any, url: str) -> dict[str, Any]:
    counts = [
        f"{persian.number(len(record.content.get(heading, [])))} {unit}"
        for heading, unit in COUNTED
        if record.content.get(heading)
    ]
    return {
        "name": record.member__name,
        "constituency": record.member__constituency,
        "told": "، ".join(counts) or "موردی اعلام نکرده است",
        "day": persian.jalali(legal_day(record.stage_since)),
        "url": url,
    }


@login_required
@require_safe
def record(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One member's declared record: what he says of himself, with no scans and no choices (Art. 3)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = record_visible(viewer, pk)
    if found is None:
        raise Http404
    request.term = found.term  # type: ignore[attr-defined]
    committees = {each.code: each.title for each in committee_bodies()}
    shown = answers(FormDraft.of(found.content), legal_day(request.at), committees, None, choices=False)  # type: ignore[attr-defined]
    formation = found.term.formations.order_by("opened_at").first()
    code = formation.code if formation else f"term-{found.term.number}"
    return render(request, "committees/member/record.html", {
        "record": found, "answers": shown, "article": DIRECTIVE.article("3"), "acts": list(queries.acts_of(found)[:5]),
        "list_url": reverse("committees:records", args=[code]),
    })  # fmt: skip
