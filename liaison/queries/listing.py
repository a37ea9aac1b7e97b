"""Lists of matters and referrals: filters, order, one page at a time, in the same few queries however many rows there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from liaison.models import AddresseeTally, CabinetPeriod, Matter, Referral, Signature, Tally
from liaison.models.referral import TIME_ASKED, WAITING
from liaison.queries.alike import like_one
from liaison.queries.clocks import due_by, due_since, running, running_step, starts_by
from liaison.queries.scope import matter_visible, matters, office, referrals
from liaison.rules.kinds import OPEN
from liaison.rules.referrals import latest_due
from majlis import persian
from majlis.models import Body, Person
from majlis.queries import Viewer
from majlis.queries.paging import PAGE_ROWS, Page, page_from, page_of, read_token
from majlis.queries.prepared_for import PreparedFor
from majlis.queries.standing import read_clocks
from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.law import Step

NEWEST = ("-filed_at", "-id")
BY_DUE = ("due_at", "id")
NOBODY = "nobody"  # what is put to none is found by this word, which is no code
SHOWN = 8
COUNTS = {"n": Count("id"), "open": Count("id", filter=Q(stage__in=OPEN))}
SUMS = {"n": Sum("count"), "open": Coalesce(Sum("count", filter=Q(stage__in=OPEN)), 0)}
SHOWS = {"open": "در دست", "late": "مهلت‌گذشته", "answered": "پاسخ‌داده‌شده"}


@dataclass(frozen=True)
class Line:
    """One matter of a list with the limit that runs on it."""

    matter: Matter
    step: Step | None = None
    deadline: Deadline | None = None


def filtered(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[Matter]:
    """The matters that a viewer may see, narrowed down.

    Args: wanted, cleaned answers of the filter form: kind, stage, ministry and committee (codes), member and cabinet (keys), like (key
        of a matter whose subject reads alike), term (its number), year, month, late, q.
    """
    rows = narrowed(matters(viewer), wanted)
    if wanted.get("member"):
        signed = Signature.objects.filter(matter=OuterRef("pk"), person_id=wanted["member"])
        rows = rows.filter(Exists(signed))
    if wanted.get("like"):
        rows = like_one(rows, viewer, wanted["like"])
    if wanted.get("late"):
        rows = rows.filter(due_by(viewer.at))
    if wanted.get("q"):
        _, tight = persian.fold(wanted["q"])
        rows = rows.filter(search__contains=tight) if tight else rows
    return rows


def narrowed(rows: QuerySet[Any], wanted: Mapping[str, Any]) -> QuerySet[Any]:
    """Matters, or counts of them, narrowed down by what both know of a matter."""
    for name in ("kind", "stage", "month", "year"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("ministry"):
        nobody = wanted["ministry"] == NOBODY
        rows = rows.filter(addressee__isnull=True) if nobody else rows.filter(addressee__code=wanted["ministry"])
    if wanted.get("committee"):
        rows = rows.filter(committee__code=wanted["committee"])
    if wanted.get("term"):
        rows = rows.filter(term__number=wanted["term"])
    if wanted.get("cabinet"):
        rows = rows.filter(cabinet_id=wanted["cabinet"])
    return rows


def page_of_matters(viewer: Viewer, wanted: Mapping[str, Any], token: str) -> Page:
    """One page of matters, newest first."""
    if read_token(token, len(NEWEST)) is not None or not wanted.keys() <= {"kind", "late"}:
        return page_of(filtered(viewer, wanted), NEWEST, token)
    kind = {"kind": wanted["kind"]} if wanted.get("kind") else {}
    if not wanted.get("late"):
        return page_from(_first_matters(bool(kind))(viewer, **kind), NEWEST, first=True)
    starts = {word: start for word, start in starts_by(viewer.at).items() if start is not None}
    ask = _first_late(bool(kind), tuple(starts))
    return page_from(ask(viewer, today=legal_day(viewer.at), **starts, **kind), NEWEST, first=True)


@cache
def _first_matters(of_a_kind: bool) -> PreparedFor:
    """The page on which everybody comes in: its words are made once."""
    asked = {"kind": str} if of_a_kind else {}
    return PreparedFor(lambda viewer, **kind: _first_rows(narrowed(matters(viewer), kind), NEWEST), **asked)


@cache
def _first_late(of_a_kind: bool, words: tuple[str, ...]) -> PreparedFor:
    """The same of what is late. Args: words, of the steps whose latest start is known."""

    def made(viewer: Viewer, today: date, **told: Any) -> QuerySet:
        rows = narrowed(matters(viewer), {"kind": told.pop("kind", "")})
        return _first_rows(rows.filter(due_since(viewer.at, today, told)), NEWEST)

    asked = {"kind": str} if of_a_kind else {}
    return PreparedFor(made, today=date, **dict.fromkeys(words, datetime), **asked)


def _first_rows(rows: QuerySet, keys: tuple[str, ...]) -> QuerySet:
    return rows.order_by(*keys)[: PAGE_ROWS + 1]


def lines(rows: list[Matter], at: datetime) -> list[Line]:
    """The rows of a page with their clocks: what started them is read in one query for all of them."""
    steps = [step for each in rows if (step := running_step(each)) is not None]
    if rows:
        read_clocks(rows, {step.clock_from for step in steps if step.clock_from})
    told = []
    for each in rows:
        found = running(each, at)
        told.append(Line(each, *found) if found else Line(each))
    return told


def grouped(
    viewer: Viewer, wanted: Mapping[str, Any], tally: type[Tally], *names: str, only: Q | None = None
) -> QuerySet[Any]:
    """Matters in groups, `n` all and `open` those that parliament has not done with; a group of none is not there.

    The office reads them from the counts that stand beside the files where these know all that is wanted, and from the
    files otherwise; both say the same. Args: tally, the counts; names, what the groups have in common; only, which are meant.
    """
    asked = {name for name, value in wanted.items() if value}
    if office(viewer) and asked <= tally.KNOWS:
        rows, sums = narrowed(tally.objects.all(), wanted), SUMS  # type: ignore[attr-defined]
    else:
        rows, sums = filtered(viewer, wanted), COUNTS
    rows = rows.filter(only) if only is not None else rows
    return rows.order_by().values(*names).annotate(**sums).filter(n__gt=0)


def by_kind(viewer: Viewer) -> dict[str, dict[str, int]]:
    """How many matters of each kind there are, and how many parliament has not done with."""
    rows = grouped(viewer, {}, AddresseeTally, "kind")
    return {row["kind"]: {"all": row["n"], "open": row["open"]} for row in rows}


def open_referrals(viewer: Viewer) -> QuerySet[Referral]:
    return referrals(viewer).filter(WAITING)


def late_referrals(viewer: Viewer) -> list[Referral]:
    """Referrals past the moment that the office set, the oldest first."""
    return _late_referrals(viewer)


_late_referrals = PreparedFor(
    lambda viewer: open_referrals(viewer).filter(due_at__lte=viewer.at).order_by(*BY_DUE)[:SHOWN]
)


def late_referral_count(viewer: Viewer) -> int:
    return open_referrals(viewer).filter(due_at__lte=viewer.at).count()


def escalatable(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals so late that they may be put before the minister, and were not for this moment."""
    latest = latest_due(viewer.at)
    return escalatable_since(viewer, latest) if latest is not None and office(viewer) else Referral.objects.none()


def escalatable_since(viewer: Viewer, latest: datetime) -> QuerySet[Referral]:
    """The same for the office. Args: latest, the last `due_at` that may be escalated now."""
    told = Q(escalated_at__isnull=False, escalated_at__gte=F("due_at"))
    return open_referrals(viewer).filter(due_at__lte=latest).exclude(told)


def time_asked(viewer: Viewer) -> list[Referral]:
    """Referrals for which a ministry waits for more time."""
    return viewer.once("liaison.time_asked", lambda: _time_asked(viewer)) if office(viewer) else []


_time_asked = PreparedFor(lambda viewer: open_referrals(viewer).filter(TIME_ASKED).order_by(*BY_DUE)[:SHOWN])


def page_of_referrals(viewer: Viewer, show: str, token: str) -> Page:
    """One page of referrals: those that wait by their moment, those that were answered newest first."""
    rows, keys = shown_referrals(viewer, show)
    if read_token(token, len(keys)) is not None:
        return page_of(rows, keys, token)
    return page_from(_first_referrals(show)(viewer), keys, first=True)


@cache
def _first_of_tab(show: str) -> PreparedFor:
    return PreparedFor(lambda viewer: _first_rows(*shown_referrals(viewer, show)))


def _first_referrals(show: str) -> PreparedFor:
    """The page on which everybody comes in to a tab; whatever is no tab is the first of them."""
    return _first_of_tab(show if show in SHOWS else next(iter(SHOWS)))


def shown_referrals(viewer: Viewer, show: str) -> tuple[QuerySet[Referral], tuple[str, ...]]:
    """The referrals of a tab and their order. Args: show, one of SHOWS; whatever else is the first."""
    if show == "answered":
        return referrals(viewer).filter(stage="answered"), ("-answered_at", "-id")
    rows = open_referrals(viewer)
    return (rows.filter(due_at__lte=viewer.at) if show == "late" else rows), BY_DUE


def member_named(viewer: Viewer, key: Any) -> Person | None:
    """The person behind a filter, for its label."""
    return Person.objects.filter(pk=key).first() if key and office(viewer) else None


def narrowings(viewer: Viewer, wanted: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What narrows a list beside the filters that are shown: name, value, and what it is, in words; one query for each."""
    if not office(viewer):
        return []
    told = []
    if wanted.get("committee"):
        told.append(
            (
                "committee",
                Body.objects.filter(code=wanted["committee"]).values_list("title", flat=True).first(),
                "کمیسیون {}",
            )
        )
    if wanted.get("term"):
        told.append(("term", persian.ordinal(wanted["term"]), "دورهٔ {}"))
    if wanted.get("cabinet"):
        told.append(
            (
                "cabinet",
                CabinetPeriod.objects.filter(pk=wanted["cabinet"]).values_list("title", flat=True).first(),
                "{}",
            )
        )
    if wanted.get("like"):
        told.append(("like", matter_visible(viewer, wanted["like"]), "همانندهای {}"))
    if wanted.get("year"):
        told.append(("year", persian.digits(wanted["year"]), "سال {}"))
    return [(name, str(wanted[name]), words.format(title or "ناشناخته")) for name, title, words in told]
