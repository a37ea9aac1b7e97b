"""An office's law as tables for who keeps its reference data: every dated figure, and what else the office has typed in (no article)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import import_string

from majlis import persian
from majlis.rules.law import Article, Figure, Law

from .enacted import figures_of

if TYPE_CHECKING:
    from majlis.apps import OfficeConfig

UNITS = {
    "hour": "ساعت", "day": "روز", "week": "هفته", "month": "ماه", "member": "نفر", "minister": "وزیر", "seat": "کرسی", "vote": "رأی",
    "choice": "انتخاب", "committee": "کمیسیون", "sitting": "جلسه", "question": "سؤال", "part": "بخش", "ratio_part": "سهم",
    "day_number": "روز ماه", "time_per_term": "بار در دوره",
}  # fmt: skip
CERTAINTY = {
    "A": "متن", "B": "گزارش‌شده، تأییدنشده", "C": "دست دوم، تأییدنشده", "M": "از حافظه، تأییدنشده", "I": "برداشت",
    "NF": "در متنی یافت نشد", "X": "محاسبه‌شده",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table of texts: its title, its columns, its rows of as many texts, the first of which names the row."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def offices_with_law() -> list[OfficeConfig]:
    """Every office that has figures of its own."""
    offices = (config for config in apps.get_app_configs() if hasattr(config, "figures"))
    return [config for config in offices if config.figures.keys()]  # type: ignore[attr-defined, misc]


def reference_tables(config: OfficeConfig) -> list[Table]:
    """The law of one office: its figures first, then the tables that it hands over itself. Nothing here is of any file."""
    own = import_string(config.tables)() if config.tables else []
    return [figures_table(config), *own]


def figures_table(config: OfficeConfig) -> Table:
    """Every figure of an office with all its dated values, in the order of its table."""
    laws, figures = _laws(config), figures_of(config)
    rows = [_told(row, laws) for key in figures.keys() for row in figures.rows(key)]  # noqa: SIM118 - no mapping
    return Table("عددها و مهلت‌ها", ("چیست", "عدد", "مستند", "از روز", "اطمینان", "منبع"), rows)


def certainty(code: str) -> str:
    """How sure a source is, in words."""
    return CERTAINTY.get(code.partition(" ")[0], "متن")


def _laws(config: OfficeConfig) -> dict[str, Law]:
    known = {step.article.law.code: step.article.law for step in config.steps.values()}
    texts = vars(import_module(f"{config.name}.rules.laws")) if config.name != "majlis" else {}
    return known | {each.code: each for each in texts.values() if isinstance(each, Law)}


def _told(row: Figure, laws: dict[str, Law]) -> tuple[str, ...]:
    code, _, number = row.article.partition(" ")
    article = Article(laws[code], number).label if code in laws else persian.digits(row.article)
    amount = f"{persian.number(row.value)} {UNITS.get(row.unit, row.unit)}" if row.value is not None else "تعیین‌نشده"
    what = persian.digits(row.note) if row.note else row.key
    return (what, amount, article, persian.jalali(row.first_day), certainty(row.certainty), persian.digits(row.source))
