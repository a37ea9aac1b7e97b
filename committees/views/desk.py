"""The verification desk: an item on one side, its paper on the other, its keyed acts (Arts. 5, 6, 10, 15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from committees import columns
from committees.forms.office import AskForm, FlagForm, RejectForm, ReopenForm
from committees.models import Formation, Item
from committees.queries import charts, office
from committees.queries import desk as desk_queries
from committees.queries.items import COUNTED_MOST, with_left
from committees.rules.procedure import CHECKING, STEPS
from committees.views.office import OfficeAct, crumbs, formation_of, found, page
from majlis import persian, queries
from majlis.addresses import address_of
from majlis.forms import ActForm
from majlis.models import Act
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

STATES = (("left", "مانده"), ("checked", "بررسی‌شده"), ("second", "در انتظار نگاه دوم"), ("all", "همه"))
REALM = "committees"
VERDICTS = {
    "accept_item": "پذیرفته شد",
    "reject_item": "رد شد",
    "flag_item": "نشان ابهام گرفت",
    "ask_for_document": "ماند تا سند خواسته‌شده برسد",
    "recheck_item": "تأیید دوم گرفت",
    "reopen_item": "به بررسی بازگشت",
}


@page
@taken_as(columns.DESK)
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """The forms that wait, oldest first, with the hours left."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    if not office.official(viewer):
        raise Http404
    state = request.GET.get("state", "left")
    state = state if state in dict(STATES) else "left"
    shown = kept_list(request, lambda: _desk_shown(request, formation, state))
    context = {
        "formation": formation,
        "tabs": [{"label": label, "url": f"?state={key}", "active": key == state} for key, label in STATES],
        "may_check": desk_queries.may_check(viewer) and formation.stage in CHECKING,
        "crumbs": crumbs(formation),
        **shown,
    }
    return render(request, "committees/office/desk.html", context)


def _desk_shown(request: HttpRequest, formation: Formation, state: str) -> dict[str, Any]:
    """The page of forms as drawn, where to begin, how far the checking has come and what ends it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = with_left(formation, viewer)
    hour = charts.hour_named(request.GET.get("hour", ""))
    forms = desk_queries.desk_page(formation, viewer, state, request.GET.get("after", ""), hour)
    rows = _form_rows(formation, forms.rows, viewer.at, "?state=second" if state == "second" else "")
    steps = queries.next_steps(formation, viewer, ("hand_over_records",))
    kept_hour = f"&hour={hour:{charts.HOUR_FORM}}" if hour is not None else ""
    oldest = rows if state == "left" and forms.first and hour is None else []
    return {
        "table": render_to_string("committees/office/_desk_forms.html", {"rows": rows}) if rows else "",
        "next_url": f"?state={state}{kept_hour}&after={forms.next}" if forms.next else "",
        "begin_url": _begin_url(formation, viewer, oldest),
        "steps": steps,
        "deadline": steps[0].deadline if steps else None,
        "hour": hour,
        "chart": charts.by_hour(formation, viewer),
        **_counts(formation),
    }


def _form_rows(formation: Formation, forms: list[Any], now: datetime, asked: str = "") -> list[dict[str, Any]]:
    """The lines of the list, each a ready text: a page draws fifty of them."""
    if not forms:
        return []
    address = address_of("committees:desk_form", formation.code, forms[0].number)
    return [
        {
            "url": f"{address(form.number)}{asked}", "member": form.name, "constituency": form.constituency,
            "number": persian.digits(form.number), "at": persian.short_moment(form.submitted_at, now),
            "left": f"{persian.number(form.left)} مانده از {persian.number(form.total)}" if form.left else "",
        }
        for form in forms
    ]  # fmt: skip


def _begin_url(formation: Formation, viewer: queries.Viewer, waiting: list[dict[str, Any]]) -> str:
    """Where the oldest item waits. Args: waiting, the lines of the forms that wait, oldest first, where they are at hand."""
    if waiting:
        return waiting[0]["url"]
    first = desk_queries.next_item(formation, viewer)
    return reverse("committees:desk_item", args=[first.pk]) if first else ""


def _counts(formation: Formation) -> dict[str, Any]:
    """How far the checking has come. Args: formation, with what is left of it."""
    total, left = desk_queries.forms_submitted(formation), formation.left
    done = None if left.many else max(total - left.forms, 0)
    told = f"کمتر از {persian.number(total - COUNTED_MOST)}" if done is None else persian.number(done)
    return {"total": total, "done": done, "progress": f"{told} از {persian.number(total)}"}


def progress_of(formation: Formation, viewer: queries.Viewer) -> dict[str, Any]:
    formation = with_left(formation, viewer)
    step = STEPS["hand_over_records"]
    limits = queries.step_deadlines_of(step, formation, viewer.at) if formation.stage in CHECKING else ()
    return {**_counts(formation), "deadline": limits[0][1] if limits else None}


@page
def form_items(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """A form's first item that waits, or its first."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    form = found(desk_queries.desk_form(formation, viewer, number))
    second = desk_queries.first_to_recheck(form, viewer) if request.GET.get("state") == "second" else None
    item = second or found(desk_queries.first_of(form))
    return redirect("committees:desk_item", pk=item.pk)


def next_url(item: Item, viewer: queries.Viewer) -> str:
    """Where the desk goes after an item."""
    following = desk_queries.next_item(item.declaration.formation, viewer, item)
    if following is None:
        return reverse("committees:desk", args=[item.declaration.formation.code])
    return reverse("committees:desk_item", args=[following.pk])


class DeskItem:
    """What the desk's page shows of an item, whichever of its forms was sent."""

    def __init__(self, request: HttpRequest, item: Item, forms: dict[str, ActForm] | None = None):
        self.request, self.item, self.forms = request, item, forms or {}
        self.viewer: queries.Viewer = request.viewer  # type: ignore[attr-defined]

    def context(self) -> dict[str, Any]:
        item = self.item
        formation = item.declaration.formation
        choices = desk_queries.choices_of_form(item.declaration, item.submission)
        siblings = desk_queries.items_of_form(item)
        place = next((n for n, each in enumerate(siblings) if each.pk == item.pk), 0)
        flags = desk_queries.flags_of(item)
        hints = desk_queries.hints_for(item, choices)
        return {
            "item": item, "formation": formation, "facts": desk_queries.facts_of_item(item), "choices": choices,
            "hints": hints, "told": [each for each in hints if each.relation], "silent": [each for each in hints if not each.relation and not each.missing],
            "unapproved": hints[0].table if hints and hints[0].missing else "", "siblings": siblings, "flags": flags,
            "place": place + 1, "previous": siblings[place - 1] if place else None,
            "following": siblings[place + 1] if place + 1 < len(siblings) else None,
            "next_url": next_url(item, self.viewer), "desk_url": reverse("committees:desk", args=[formation.code]),
            "current": item.submission == item.declaration.submission,
            **progress_of(formation, self.viewer), **self._paper(), **self._acts(choices, flags),
        }  # fmt: skip

    def _paper(self) -> dict[str, Any]:
        """One page of the item's papers at a time."""
        sheets = [
            (paper, number) for paper in desk_queries.papers_of(self.item) for number in range(1, paper.pages + 1)
        ]
        wanted = persian.ascii_digits(self.request.GET.get("page", "1"))
        at = min(max(int(wanted), 1), len(sheets)) if wanted.isdecimal() and len(wanted) < 5 and sheets else 1
        paper, number = sheets[at - 1] if sheets else (None, 0)
        return {
            "paper": paper, "sheet": at, "sheets": len(sheets),
            "picture": f"/documents/{paper.pk}/pages/{number}.png" if paper else "",
            "earlier_sheet": at - 1 if at > 1 else 0, "later_sheet": at + 1 if at < len(sheets) else 0,
        }  # fmt: skip

    def _acts(self, choices: list[Any], flags: list[Any]) -> dict[str, Any]:
        flagged = {each.committee_id for each in flags}
        free = [(each.committee.code, each.committee.title) for each in choices if each.committee_id not in flagged]
        made = {
            "accept_item": lambda: ActForm(subject=self.item, viewer=self.viewer, auto_id="accept_%s"),
            "reject_item": lambda: RejectForm(subject=self.item, viewer=self.viewer, auto_id="reject_%s"),
            "ask_for_document": lambda: AskForm(subject=self.item, viewer=self.viewer, auto_id="ask_%s"),
            "recheck_item": lambda: ActForm(subject=self.item, viewer=self.viewer, auto_id="recheck_%s"),
            "reopen_item": lambda: ReopenForm(subject=self.item, viewer=self.viewer, auto_id="reopen_%s"),
            "flag_item": lambda: FlagForm(subject=self.item, viewer=self.viewer, committees=free, auto_id="flag_%s"),
        }
        may = desk_queries.may_check(self.viewer)
        closed = {word: queries.refusal_of(STEPS[word], self.item, self.viewer.at) for word in made}
        forms = {word: self.forms.get(word) or make() for word, make in made.items()}
        return {
            "may_check": may, "accept": forms["accept_item"], "reject": forms["reject_item"], "flag": forms["flag_item"],
            "recheck": forms["recheck_item"], "reopen": forms["reopen_item"],
            "second_open": may and closed["reopen_item"] is None and self.item.checked_by_id != self.viewer.person.pk,
            "recheck_open": closed["recheck_item"] is None,
            "ask": forms["ask_for_document"], "ask_open": may and closed["ask_for_document"] is None and (not self.item.awaits_document or "ask_for_document" in self.forms),
            "flag_open": may and closed["flag_item"] is None and bool(free), "judge_open": may and closed["accept_item"] is None,
            "closed": closed["accept_item"],
        }  # fmt: skip


@page
def desk_item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One item beside its paper."""
    item = found(desk_queries.item_on_desk(request.viewer, pk))  # type: ignore[attr-defined]
    request.term = item.declaration.formation.term  # type: ignore[attr-defined]
    return render(request, "committees/office/desk_item.html", DeskItem(request, item).context())


class DeskAct(OfficeAct):
    """One of the desk's keyed acts; afterwards the next item opens by itself."""

    find = "committees.queries.desk.item_on_desk"
    template_name = "committees/office/desk_item.html"

    def subject_url(self) -> str:
        return reverse("committees:desk_item", args=[self.subject.pk])

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        prefix = self.word.removesuffix("_item")
        more: dict[str, Any] = {"auto_id": f"{prefix}_%s"}
        if self.word == "flag_item":
            choices = desk_queries.choices_of_form(self.subject.declaration, self.subject.submission)
            more["committees"] = [(each.committee.code, each.committee.title) for each in choices]
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, **more)

    def show(self, form: ActForm, status: int = 200, **more: Any) -> HttpResponse:
        shown = DeskItem(self.request, self.subject, {self.word: form}).context()
        return render(
            self.request, self.template_name, {**shown, "opened": self.word if form.is_bound else ""}, status=status
        )

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"«{self.subject.title}» {VERDICTS[self.word]}.")
        if self.word == "flag_item" and self.subject.stage == "declared":
            return self.subject_url()
        return next_url(self.subject, self.viewer)


class AcceptItem(DeskAct):
    """An item is equal to its papers (Art. 5)."""

    word = "accept_item"


class RejectItem(DeskAct):
    """An item is not borne out by its papers (Art. 5)."""

    word = "reject_item"
    form_class = RejectForm


class FlagItem(DeskAct):
    """A doubt of relation, for the presiding board (Art. 15)."""

    word = "flag_item"
    form_class = FlagForm


class RecheckItem(DeskAct):
    """The second pair of eyes finds the same (Art. 5)."""

    word = "recheck_item"

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"«{self.subject.title}» {VERDICTS[self.word]}.")
        formation = self.formation
        following = desk_queries.next_to_recheck(formation, self.viewer, self.subject)
        if following is None:
            return f"{reverse('committees:desk', args=[formation.code])}?state=second"
        return reverse("committees:desk_item", args=[following.pk])


class ReopenItem(RecheckItem):
    """The second pair of eyes does not: it is checked anew (Art. 5)."""

    word = "reopen_item"
    form_class = ReopenForm


class AskForDocument(DeskAct):
    """A document is wanted beside those that came (Art. 5)."""

    word = "ask_for_document"
    form_class = AskForm
