"""The lot in open session: its announcement, the hall screen, the dice, the shares, the other readings (Arts. 16, 18)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from committees.forms.seats import (
    MOST_HOLDERS,
    USUAL_HOLDERS,
    AnnounceLotForm,
    DiceForm,
    OpenSharesForm,
    VoidLotForm,
)
from committees.models import Lot
from committees.queries import lot_visible
from committees.queries import lots as queries_of_lots
from committees.queries.figures import figures
from committees.rules.laws import DIRECTIVE
from committees.rules.seating_words import DOUBTS, READINGS
from majlis import persian, queries
from majlis.models import Act
from majlis.rules.law import Refused
from majlis.views.act import ActView

GROUP = 8
CUPS = range(1, 21)


class AnnounceLot(ActView):
    """Name the reading and the holders; with that the list is frozen and the lot announced."""

    word = "announce_lot"
    template_name = "committees/seats/announce.html"
    form_class = AnnounceLotForm

    def get_subject(self, **kwargs: Any) -> Any:
        found = queries_of_lots.new_lot(self.viewer, kwargs["code"])
        if found is not None:
            self.request.term = found.formation.term  # type: ignore[attr-defined]
        return found

    def make_form(self, data: Any = None, files: Any = None) -> AnnounceLotForm:
        if not hasattr(self, "candidates"):
            self.candidates = queries_of_lots.holder_candidates(self.viewer)
        return AnnounceLotForm(
            data, files, subject=self.subject, viewer=self.viewer, initial=self.initial(), candidates=self.candidates
        )

    def initial(self) -> dict[str, Any]:
        """The law's own figures; of what the law leaves open, what the round before was announced with, or nothing."""
        before = queries_of_lots.reading_before(self.subject.formation)
        if before:
            before["vacancies"] = "yes" if before["vacancies"] else "no"
            before["source_day"] = date.fromisoformat(before["source_day"]) if before["source_day"] else None
        known = {
            "first_count": "first_committees",
            "first_ceiling": "first_ceiling",
            "others_ceiling": "others_ceiling",
        }
        known_figures = {name: figures().on(key, self.viewer.day).value for name, key in known.items()}
        return {**known_figures, **before, "rows": self._rows()}

    def _rows(self) -> int:
        wanted = self.request.GET.get("holders", "")
        return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 1 else USUAL_HOLDERS

    def context(self, **more: Any) -> dict[str, Any]:
        form = more.get("form")
        switches = [
            {"field": field, "article": DIRECTIVE.article(DOUBTS[field.name][0]), "doubt": DOUBTS[field.name][1]}
            if field.name in DOUBTS
            else {"field": field}
            for field in (form.switches() if form is not None else ())
        ]
        rows = form.row_count if form is not None else USUAL_HOLDERS
        return {
            **super().context(**more), "subject": str(self.subject.formation), "lot": self.subject, "switches": switches, "counts": queries_of_lots.input_counts(self.subject),
            "candidates": getattr(self, "candidates", [])[: queries_of_lots.OFFERED], "more_rows": rows + 1 if rows < MOST_HOLDERS else 0,
            "share_url": reverse("committees:share", args=[self.subject.formation.code]),
        }  # fmt: skip

    def refused(self, form: Any, refused: Refused) -> HttpResponse:
        if refused.field in form.fields or not refused.field:
            return super().refused(form, refused)
        fresh = self.renewed(form)
        fresh.add_error(None, refused.sentence)
        return self.show(fresh, status=422)

    def subject_url(self) -> str:
        return reverse("committees:formation", args=[self.subject.formation.code])

    def success_url(self, act: Act) -> str:
        return reverse("committees:lot", args=[self.subject.pk])


class LotAct(ActView):
    """An act on a running lot; it leads back to the hall screen."""

    find = "committees.queries.lot_visible"

    def get_subject(self, **kwargs: Any) -> Any:
        found = super().get_subject(**kwargs)
        if found is not None:
            self.request.term = found.formation.term  # type: ignore[attr-defined]
        return found

    def subject_url(self) -> str:
        return reverse("committees:lot", args=[self.subject.pk])

    def context(self, **more: Any) -> dict[str, Any]:
        name = f"قرعهٔ دور {persian.ordinal(self.subject.round)}، {self.subject.formation}"
        return {**super().context(**more), "subject": name}

    def success_url(self, act: Act) -> str:
        return self.subject_url()

    def refused(self, form: Any, refused: Refused) -> HttpResponse:
        if not refused.field:
            return super().refused(form, refused)
        fresh = self.renewed(form)
        fresh.add_error(None, refused.sentence)
        return self.show(fresh, status=422)


class RecordDice(LotAct):
    """Twenty dice, typed in as they lie."""

    word = "record_dice"
    template_name = "committees/seats/dice.html"
    form_class = DiceForm


class OpenShares(LotAct):
    """The holders' secrets, each held against its commitment."""

    word = "open_shares"
    template_name = "committees/seats/shares.html"
    form_class = OpenSharesForm


class VoidLot(LotAct):
    """The draw is given up by decision, over two signatures; the next one binds it."""

    word = "void_lot"
    form_class = VoidLotForm

    def context(self, **more: Any) -> dict[str, Any]:
        what = "این قرعه با دلیلش در سند می‌ماند و قرعهٔ بعدی آن را در اعلام خود می‌آورد؛ پس دیده می‌شود که قرعه دوباره کشیده شده است."
        rows = [{"label": "مرحله", "value": self.subject.stage_label}]
        rows += [{"label": "تاس‌ها", "value": persian.digits(self.subject.dice)}] if self.subject.dice else []
        return {**super().context(**more), "what": what, "summary": rows}


@login_not_required
@require_safe
def lot(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The hall screen: what has happened of the lot up to now, readable from the back row."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = lot_visible(viewer, pk)
    if found is None:
        raise Http404
    request.term = found.formation.term  # type: ignore[attr-defined]
    done = bool(found.result)
    weighed = done and queries_of_lots.lot_run(viewer, pk) is not None
    return render(request, "committees/seats/lot.html", {
        "lot": found, "holders": list(found.holders.select_related("person")), "stages": _stages(found), "dice": _dice(found),
        "announcement": _groups(found.announcement), "seed": _groups(found.seed), "running": not done and found.stage != "void",
        "ties": queries_of_lots.ties_of(found) if done else [], "agrees": done and queries_of_lots.agrees(found),
        "title": f"قرعهٔ کمیسیون‌ها: دور {persian.ordinal(found.round)}، قرعهٔ {persian.ordinal(found.draw)}",
        "last_text": _clock(found.opened_at or found.rolled_at or found.announced_at), "steps": _steps(found, viewer),
        "article": DIRECTIVE.article("18"), "readings": weighed, "what_if": weighed and found.round == queries_of_lots.FIRST_ROUND,
        "void_step": _void_step(found, viewer), "void_act": queries_of_lots.voiding(found),
    })  # fmt: skip


def _stages(lot: Lot) -> list[dict[str, Any]]:
    """The five stages of a lot: which are done, and the one that is now."""
    done = [True, bool(lot.dice), bool(lot.opened_at), bool(lot.seed), bool(lot.result)]
    titles = ("اعلام و مهر فهرست ورودی", "بیست تاس", "گشودن سهم‌ها", "بذر", "نتیجه")
    now = done.index(False) if False in done else len(done) - 1
    return [
        {"title": title, "done": ready and place != now, "now": place == now}
        for place, (title, ready) in enumerate(zip(titles, done, strict=True))
    ]


def _dice(lot: Lot) -> list[tuple[int, str]]:
    return [(cup, lot.dice[cup - 1] if lot.dice else "") for cup in CUPS]


def _clock(at: datetime) -> str:
    """Hour, minute and second in Tehran."""
    return f"{persian.clock_text(at)}:{persian.digits(f'{at.second:02d}')}"


def _groups(text: str) -> list[str]:
    return [text[start : start + GROUP] for start in range(0, len(text), GROUP)]


def _steps(lot: Lot, viewer: queries.Viewer) -> list[queries.NextStep]:
    """What this viewer himself may do next, from the hall's desk."""
    own = (
        queries.next_steps(lot, viewer, ("record_dice", "open_shares")) if lot.stage in queries_of_lots.RUNNING else []
    )
    if lot.stage == "opened" and not lot.result:
        own = queries.next_steps(lot.formation, viewer, ("seat_members", "place_left_over"))
    return [row for row in own if row.open]


def _void_step(lot: Lot, viewer: queries.Viewer) -> queries.NextStep | None:
    """Giving the draw up, for whoever may, while it seats nobody."""
    if lot.stage == "void" or lot.result:
        return None
    return next((row for row in queries.next_steps(lot, viewer, ("void_lot",)) if row.open), None)


@require_safe
@login_required
def share(request: HttpRequest, code: str) -> HttpResponse:
    """A holder makes his share in his own browser; nothing of it is sent."""
    viewer = request.viewer  # type: ignore[attr-defined]
    lot_id = queries_of_lots.share_lot_id(viewer, code)
    if lot_id is None:
        raise Http404
    return render(request, "committees/seats/share.html", {"lot_id": lot_id, "article": DIRECTIVE.article("18")})


@require_safe
@login_required
def readings(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What another reading of the law would have changed, after the run, for the presiding board."""
    found = queries_of_lots.lot_run(request.viewer, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    request.term = found.formation.term  # type: ignore[attr-defined]
    rows = [
        {"title": READINGS.get(each.name, each.name), "moved": each.moved}
        for each in queries_of_lots.other_readings(found)
    ]
    snapshot, _ = queries_of_lots.run_of(found.snapshot, found.seed)
    return render(request, "committees/seats/readings.html", {
        "lot": found, "rows": rows, "reading": _reading_rows(snapshot.reading, queries_of_lots.announced_source(found)), "article": DIRECTIVE.article("18"),
    })  # fmt: skip


def _reading_rows(reading: Any, source: dict[str, str]) -> list[dict[str, str]]:
    """The reading that the house used, in words."""
    day = persian.jalali(date.fromisoformat(source["source_day"])) if source["source_day"] else ""
    return [
        {"label": "کمیسیون‌های نخست", "value": f"{persian.number(reading.first_count)} کمیسیون، هر یک تا {persian.number(reading.first_ceiling)} نفر"},
        {"label": "کمیسیون‌های دیگر", "value": f"هر یک تا {persian.number(reading.others_ceiling)} نفر"},
        {"label": "منبع سقف دیگر کمیسیون‌ها", "value": "، ".join(filter(None, (source["source"], day)))},
        {"label": "بازماندگان اولویت نخست", "value": READINGS[f"second_choices={reading.second_choices}"]},
        {"label": "جای خالی مانده", "value": READINGS[f"vacancies={str(reading.vacancies).lower()}"]},
    ]  # fmt: skip
