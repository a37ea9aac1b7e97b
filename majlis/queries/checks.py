"""What can be wrong in a house without anybody having done it: looked for every night, and on the administrator's page.

Each office adds its own by the `checks` hook of its AppConfig, a function of the instant. A sealed office is neither asked nor
told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Model
from django.utils.module_loading import import_string

from majlis import clock, lawbook, persian
from majlis.models import Body, Digest, Governed, Membership
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused, Step

from . import store
from .authority import OWN_FILE, Viewer, _named, office_name, on_day
from .closures import Running
from .days_off import DaysOff, in_force
from .letters import ledgers
from .standing import limits_by

SHOWN = 50
ADMINISTRATOR = "house.administrator"
A_MEGABYTE = 1 << 20
FIRST_LETTERS = 12
ARTICLE = re.compile(r"([a-z_]+) ([0-9]+)")


@dataclass(frozen=True)
class Check:
    """One thing that was looked for: its name, what is looked for in a sentence, and what was found, a sentence each."""

    title: str
    looks_for: str
    rows: list[str]

    @property
    def shown(self) -> list[str]:
        return self.rows[:SHOWN]

    @property
    def more(self) -> int:
        """How many the page has no room for."""
        return len(self.rows) - len(self.shown)


def checks_for(viewer: Viewer) -> list[Check]:
    """Every check of the house as it now stands, for its administrator; for anybody else none."""
    return all_checks(viewer.at) if viewer.holds(ADMINISTRATOR) else []


def all_checks(at: datetime) -> list[Check]:
    """The house's own checks, then those of each open office."""
    own = [
        unowned(at),
        impossible_stages(),
        deadlines_without_article(open_offices()),
        letter_gaps(),
        lost_papers(),
        orphans(),
        unsent(at),
    ]
    hooks = [config.checks for config in open_offices() if getattr(config, "checks", "")]
    return [*own, *(check for hook in hooks for check in import_string(hook)(at))]


def open_offices() -> list[Any]:
    """The house and its offices that are not sealed."""
    return [each for each in apps.get_app_configs() if getattr(each, "realm", None) and not each.realm.sealed]


# Letters of a day that went to nobody


def unsent(at: datetime) -> Check:
    """Daily letters of days gone by that were made and never went: nobody tries them any more."""
    left = Digest.objects.filter(sent_at=None, day__lt=legal_day(at)).order_by().values("day")
    rows = [
        f"{persian.jalali(each['day'])}: {persian.number(each['count'])} نامه فرستاده نشد."
        for each in left.annotate(count=Count("pk")).order_by("-day")
    ]
    return Check("نامهٔ روزانهٔ نرفته", "نامه‌ای که در روز خود فرستاده نشد و دیگر فرستاده نمی‌شود.", rows)


# Overdue, and nobody there


@dataclass(frozen=True)
class Held:
    """Who holds which office on a day, and which bodies there are."""

    memberships: tuple[Membership, ...]
    bodies: dict[str, set[Any]]

    def everywhere(self, step: Step) -> bool:
        """Is there an office of this step that is held in each body of its kind, for every term?"""
        for name in step.by:
            held = {each.body_id for each in self.memberships if office_name(each) == name and each.term_id is None}
            if held and self.bodies.get(name.partition(".")[0], set()) <= held:
                return True
        return False

    def by_somebody(self, step: Step, file: Model) -> bool:
        return _named(self.memberships, step.by, file)


def held_on(at: datetime, steps: Iterable[Step]) -> Held:
    """The offices of these steps as they are held on an instant's legal day. Two queries."""
    names = {name for step in steps for name in step.by if "." in name}
    rows = Membership.objects.filter(on_day(legal_day(at)), role__in={name.partition(".")[2] for name in names})
    bodies: dict[str, set[Any]] = {}
    for kind, key in Body.objects.filter(kind__in={name.partition(".")[0] for name in names}).values_list("kind", "pk"):
        bodies.setdefault(kind, set()).add(key)
    wanted = rows.filter(body__kind__in=list(bodies)).select_related("body")
    return Held(tuple(each for each in wanted if office_name(each) in names), bodies)


def unowned(at: datetime) -> Check:
    """Limits that have passed on files which nobody has the office to move."""
    viewer, days_off = Viewer(None, legal_day(at), at), DaysOff(in_force())
    groups = [
        group
        for config in open_offices()
        if getattr(config, "clocks", "")
        for group in import_string(config.clocks)(viewer)
        if group.count and group.step.limits and OWN_FILE not in group.step.by
    ]
    held = held_on(at, (group.step for group in groups))
    rows = []
    for group in groups:
        # Where every desk is manned no file needs to be looked at.
        late = 0 if held.everywhere(group.step) else sum(1 for _ in _late(group, held, at, days_off))
        if late:
            rows.append(f"{group.title}: {persian.number(late)} مهلت گذشته است و کسی این سمت را ندارد.")
    return Check("مهلت گذشتهٔ بی‌صاحب", "مهلتی که گذشته است و امروز کسی سمت انجام آن را ندارد.", rows)


def _late(group: Running, held: Held, at: datetime, days_off: DaysOff) -> Iterator[Model]:
    ended: dict[Any, bool] = {}
    for file in group.files():
        # Forms that share a clock come as one file many times.
        key = id(file) if file._state.adding else file.pk
        if key not in ended:
            ended[key] = not held.by_somebody(group.step, file) and _has_ended(group.step, file, at, days_off)
        if ended[key]:
            yield file


def _has_ended(step: Step, file: Model, at: datetime, days_off: DaysOff) -> bool:
    try:
        return any(end.ends_at <= at for _, end in limits_by(step, file, at, days_off))
    except Refused:
        return False


# Stages, articles, numbers


def impossible_stages() -> Check:
    """Files at a stage that their model does not know."""
    rows = []
    for model in (each for config in open_offices() for each in config.get_models()):
        if not issubclass(model, Governed) or model._meta.proxy:
            continue
        strange = model._base_manager.exclude(stage__in=list(model.STAGES)).order_by("pk")
        if any(field.name == "realm" for field in model._meta.concrete_fields):
            strange = strange.exclude(realm__in=store.sealed_realms())
        rows += [
            f"{model._meta.verbose_name} در مرحلهٔ «{stage}»، شناسهٔ {key}"
            for key, stage in strange.values_list("pk", "stage")
        ]
    return Check("مرحلهٔ ناممکن", "پرونده‌ای در مرحله‌ای که در روند آن نیست.", rows)


def deadlines_without_article(offices: Iterable[Any]) -> Check:
    """Limits whose step or figure names no article, or one that the house's law books do not tell."""
    rows = []
    for config in offices:
        for step in (each for each in config.steps.values() if each.limits):
            if not _told(f"{step.article.law.code} {step.article.anchor}"):
                rows.append(f"«{step.label}»: {step.article.label} در متن‌ها نیست.")
            rows += [
                f"«{step.label}»: عدد {limit.figure} مستندی ندارد."
                for limit in step.limits
                if limit.figure not in set(config.figures.keys())
                or not all(_told(each.article) for each in config.figures.rows(limit.figure))
            ]
    return Check("مهلت بی‌مستند", "مهلتی که ماده‌ای پشت آن نیست.", rows)


def _told(article: str) -> bool:
    found = ARTICLE.match(article)
    book = lawbook.find(found[1]) if found else None
    return book is not None and found is not None and any(each.number == found[2] for each in book.articles)


def letter_gaps() -> Check:
    """Numbers that a year's ledger gave and that no letter bears."""
    rows = [
        f"دفتر سال {persian.digits(ledger.year)}: شمارهٔ {persian.digits(number)} را نامه‌ای ندارد."
        for ledger in ledgers()
        for number in ledger.missing
    ]
    return Check("شمارهٔ جاافتادهٔ نامه", "شماره‌ای که دفتر داده است و نامه‌ای آن را ندارد.", rows)


# The document store


def lost_papers() -> Check:
    titles = {config.realm.code: config.realm.title for config in open_offices()}
    rows = [
        f"{titles.get(row.realm, row.realm)}: محتوای سند {row.sha256[:FIRST_LETTERS]} در انبار نیست یا کامل نیست."
        for row in store.missing()
    ]
    return Check("سند بی‌محتوا", "سندی که ثبت شده است و محتوایش در انبار اسناد نیست.", rows)


def orphans() -> Check:
    """How many files of the store nobody wants. Their names are told by the command alone: whose they were is not known."""
    found = store.orphans(clock.now() - clock.offset())
    size = sum(path.stat().st_size for path in found) / A_MEGABYTE
    row = f"{persian.number(len(found))} پرونده، {persian.digits(f'{size:.1f}')} مگابایت. فرمان check_house با گزینهٔ sweep آن‌ها را برمی‌دارد."
    return Check(
        "پروندهٔ بی‌نام در انبار",
        "پرونده‌ای در انبار که بیش از یک روز هیچ سند و پیش‌نویسی آن را نام نبرده است.",
        [row] if found else [],
    )
