"""The score tables that the house approves: their kinds, columns, typed rows and versions (Arts. 7, 11-14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from committees.rules.form import LEVELS
from committees.rules.laws import DIRECTIVE, INTERNAL
from committees.rules.points import points_text
from majlis.rules.law import Article

RELATIONS = {"related": "مرتبط", "partly": "تا حدودی مرتبط", "none": "نامرتبط"}
UNITS = {"year": "سال", "month": "ماه", "term": "دوره"}
SERVED = {"same": "همان کمیسیون", "other": "کمیسیون دیگر"}
# Stands for every committee that the row's other lists do not name.
REST = "*"


@dataclass(frozen=True)
class DegreePoints:
    """Art. 7: points of a level, where its field is related to the committee and where it partly is."""

    level: str
    related: Fraction
    partly: Fraction


@dataclass(frozen=True)
class FieldRelation:
    """Art. 11: how a field of study relates to a committee."""

    field: str
    field_title: str
    committee: str
    relation: str


@dataclass(frozen=True)
class PostPoints:
    """Arts. 12-14: points a unit of an executive post, the most that the row gives (None: no limit), and its committees.

    Each of the three lists holds committee codes; one of them may hold `*`, every committee not named elsewhere.
    """

    post: str
    title: str
    unit: str
    related: Fraction
    partly: Fraction
    most: Fraction | None
    related_to: tuple[str, ...]
    partly_to: tuple[str, ...]
    unrelated_to: tuple[str, ...]

    def relation(self, committee: str) -> str:
        """How the post relates to a committee; the empty string where the row does not say."""
        lists = {"related": self.related_to, "partly": self.partly_to, "none": self.unrelated_to}
        for relation, named in lists.items():
            if committee in named:
                return relation
        return next((relation for relation, named in lists.items() if REST in named), "")


@dataclass(frozen=True)
class Equivalence:
    """Note of Art. 14, annex 4: a post that is measured as another one, and whose opinion says so."""

    code: str
    title: str
    post: str
    opinion: str


@dataclass(frozen=True)
class TenurePoints:
    """Art. 36 of the internal rules: points a unit of membership in parliament."""

    unit: str
    points: Fraction
    most: Fraction | None


@dataclass(frozen=True)
class ServicePoints:
    """Art. 36 of the internal rules: points a unit of membership in a committee, the chosen one or another."""

    served: str
    unit: str
    points: Fraction
    most: Fraction | None


Row = DegreePoints | FieldRelation | PostPoints | Equivalence | TenurePoints | ServicePoints


@dataclass(frozen=True)
class Column:
    """A column: its name in data, the heading printed, other headings taken, what a cell holds and whether it may be empty.

    holds: code, text, points, committee, committees, or the name of a CHOICES list.
    """

    name: str
    heading: str
    also: tuple[str, ...] = ()
    holds: str = "text"
    optional: bool = False


CHOICES: Mapping[str, Mapping[str, str]] = {
    "level": LEVELS,
    "relation": RELATIONS,
    "unit": UNITS,
    "served": SERVED,
}


@dataclass(frozen=True)
class Kind:
    """A kind of score table. `key` names the columns that tell its rows apart."""

    code: str
    title: str
    article: Article
    row: Callable[..., Row]
    key: tuple[str, ...]
    columns: tuple[Column, ...]


_POINTS_RELATED = Column("related", "امتیاز مرتبط", ("مرتبط", "مرتبط با کمیسیون منتخب"), "points")
_POINTS_PARTLY = Column(
    "partly", "امتیاز تا حدودی مرتبط", ("تا حدودی مرتبط", "تا حدودی مرتبط با کمیسیون منتخب"), "points"
)
_UNIT = Column("unit", "واحد", (), "unit")
_MOST = Column("most", "سقف", ("سقف امتیاز", "بیشترین"), "points", optional=True)
_POINTS = Column("points", "امتیاز هر واحد", ("امتیاز",), "points")

KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            code="degree_points",
            title="جدول امتیاز تحصیلات",
            article=DIRECTIVE.article("7"),
            row=DegreePoints,
            key=("level",),
            columns=(Column("level", "مقطع", (), "level"), _POINTS_RELATED, _POINTS_PARTLY),
        ),
        Kind(
            code="field_relations",
            title="جدول رشته‌های مرتبط با هر کمیسیون",
            article=DIRECTIVE.article("11"),
            row=FieldRelation,
            key=("field", "committee"),
            columns=(
                Column("field", "کد رشته", (), "code"),
                Column("field_title", "رشته", ("عنوان رشته",)),
                Column("committee", "کمیسیون", (), "committee"),
                Column("relation", "ارتباط", ("نسبت",), "relation"),
            ),
        ),
        Kind(
            code="post_points",
            title="جدول امتیاز سوابق اجرایی",
            # ASK (Arts. 12-14): only the note of Art. 14 was found; which of the three holds the table is not known.
            article=DIRECTIVE.article("14"),
            row=PostPoints,
            key=("post",),
            columns=(
                Column("post", "کد سمت", (), "code"),
                Column("title", "سمت", ("عنوان سمت",)),
                _UNIT,
                _POINTS_RELATED,
                _POINTS_PARTLY,
                _MOST,
                Column("related_to", "کمیسیون‌های مرتبط", (), "committees", optional=True),
                Column("partly_to", "کمیسیون‌های تا حدودی مرتبط", (), "committees", optional=True),
                Column("unrelated_to", "کمیسیون‌های نامرتبط", (), "committees", optional=True),
            ),
        ),
        Kind(
            code="equivalences",
            title="جدول سمت‌های هم‌طراز",
            article=DIRECTIVE.article("14"),
            row=Equivalence,
            key=("code",),
            columns=(
                Column("code", "کد هم‌طرازی", (), "code"),
                Column("title", "سمت هم‌طراز", ("عنوان",)),
                Column("post", "هم‌طراز با کد سمت", ("کد سمت",), "code"),
                Column("opinion", "نظر سازمان اداری و استخدامی", ("مستند",), optional=True),
            ),
        ),
        Kind(
            code="tenure_points",
            title="جدول امتیاز سابقهٔ نمایندگی",
            # ASK (Arts. 12-14): the directive's own article for this table was not found; Art. 36 names the indicator.
            article=INTERNAL.article("36"),
            row=TenurePoints,
            key=(),
            columns=(_UNIT, _POINTS, _MOST),
        ),
        Kind(
            code="service_points",
            title="جدول امتیاز سابقهٔ عضویت در کمیسیون",
            # ASK (Arts. 12-14): as above.
            article=INTERNAL.article("36"),
            row=ServicePoints,
            key=("served",),
            columns=(Column("served", "کمیسیون پیشین", (), "served"), _UNIT, _POINTS, _MOST),
        ),
    )
}


@dataclass(frozen=True)
class Table:
    """One approved version of a table. `rows` may be empty: the house gives no points under this heading."""

    kind: str
    version: str
    rows: tuple[Row, ...]
    approved_on: date | None = None
    source: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """The table's Persian name."""
        return KINDS[self.kind].title

    @property
    def article(self) -> Article:
        """The article that the table carries out."""
        return KINDS[self.kind].article

    @cached_property
    def places(self) -> Mapping[tuple[str, ...], tuple[int, Row]]:
        """Each row by its key, with its number in the table, counted from one."""
        return {row_key(self.kind, row): (place, row) for place, row in enumerate(self.rows, start=1)}

    def find(self, *key: str) -> tuple[int, Any]:
        """The number and row of a key; (0, None) where the table has none."""
        return self.places.get(key, (0, None))


def row_key(kind: str, row: Row) -> tuple[str, ...]:
    """What tells a row apart from the others of its table."""
    return tuple(getattr(row, name) for name in KINDS[kind].key)


def canonical_rows(kind: str, rows: tuple[Row, ...]) -> list[dict[str, str]]:
    """The rows as text cells in order of their keys: what is stored, hashed and exported."""
    return [cells(row) for row in sorted(rows, key=lambda row: row_key(kind, row))]


def cells(row: Row) -> dict[str, str]:
    """A row as text, column by column; an exact decimal for points, codes parted by spaces."""
    return {each.name: _cell(getattr(row, each.name)) for each in fields(row)}


def typed_rows(kind: str, rows: list[dict[str, str]]) -> tuple[Row, ...]:
    """Stored rows as dataclasses again: the inverse of canonical_rows. Raises KeyError or ValueError for foreign data."""
    return tuple(
        KINDS[kind].row(**{column.name: _typed(column, row[column.name]) for column in KINDS[kind].columns})
        for row in rows
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    return points_text(value) if isinstance(value, Fraction) else str(value)


def _typed(column: Column, text: str) -> Any:
    if column.holds == "points":
        return Fraction(text) if text else None
    return tuple(text.split()) if column.holds == "committees" else text
