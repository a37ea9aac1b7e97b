"""Who opened, printed or took what of the cases, for the chair alone; of a case from which he stands aside, nothing (Art. 7 note 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from conduct.models import BoardSitting, Case, CasePaper, RulingSanction
from conduct.queries.scope import cases_of_rooms
from majlis.models import Letter, Reading
from majlis.queries import Viewer
from majlis.queries.prepared_for import PreparedFor

CHAIR = "conduct_board.chair"
HOW = {
    "open": "گشودن", "view": "دیدن برگه", "form": "برگ اقدام", "print": "چاپ", "export": "گرفتن فهرست", "inventory": "دیدن سیاههٔ بایگانی",
}  # fmt: skip
ORDER = ("-at", "pk")
OF_LIST = "list:conduct."
LISTS = {"docket": "فهرست پرونده‌ها", "archive": "فهرست بایگانی", "readings": "همین سیاهه"}
LONGEST_REF = 20
SHOWN_WITH_CASE = 30


@dataclass(frozen=True)
class Row:
    """One look: who, how, at what, when."""

    reading: Reading
    what: str
    case: Case | None

    @property
    def who(self) -> str:
        return self.reading.reader.name

    @property
    def how(self) -> str:
        return HOW.get(self.reading.how, self.reading.how)

    @property
    def ref(self) -> str:
        return self.case.ref if self.case is not None else ""


@dataclass(frozen=True)
class Wish:
    """What of it is asked for: one way of looking, one case by its reference."""

    how: str = ""
    ref: str = ""

    @property
    def query(self) -> dict[str, str]:
        return {name: value for name, value in (("how", self.how), ("ref", self.ref)) if value}


def wish_of(wanted: Mapping[str, str]) -> Wish:
    """A way of looking that is none is left out; a reference is looked for as it was typed."""
    how = wanted.get("how", "")
    return Wish(how if how in HOW else "", wanted.get("ref", "").strip().upper()[:LONGEST_REF])


def may_look(viewer: Viewer) -> bool:
    return viewer.holds(CHAIR)


def readings(viewer: Viewer, wish: Wish) -> QuerySet[Reading]:
    """The looks at what he himself may see: cases, their papers and letters, sittings, and lists that were taken."""
    if viewer.person is None or not may_look(viewer):
        return Reading.objects.none()
    seen = _cases(viewer)
    if wish.ref:
        seen = seen.filter(ref=wish.ref)
    sanctions = RulingSanction.objects.filter(ruling__case__in=seen)
    letters = Letter.objects.filter(realm="conduct").filter(
        Q(file_key__in=seen.values("pk")) | Q(file_key__in=sanctions.values("pk"))
    )
    wanted = _named(seen, "conduct.case") | _named(letters, "majlis.letter")
    wanted |= _named(CasePaper.objects.filter(case__in=seen), "majlis.document", "document_id")
    wanted |= _named(letters.exclude(document=None), "majlis.document", "document_id")
    if not wish.ref:
        sittings = BoardSitting.objects.filter(body__in=viewer.bodies(CHAIR))
        wanted |= _named(sittings, "conduct.boardsitting") | Q(subject__startswith=OF_LIST)
    found = Reading.objects.filter(wanted, realm="conduct").select_related("reader")
    return found.filter(how=wish.how) if wish.how else found


def last_of_case(viewer: Viewer, ref: str) -> list[Reading]:
    """The last looks at one case, the newest first: as many as its own page shows."""
    return _last_of_case(viewer, ref=ref) if may_look(viewer) else []


_last_of_case = PreparedFor(
    lambda viewer, ref: readings(viewer, Wish(ref=ref)).order_by("-at")[:SHOWN_WITH_CASE], ref=str
)


def _cases(viewer: Viewer) -> QuerySet[Case]:
    return cases_of_rooms(viewer.person.pk, viewer.bodies(CHAIR), ())  # type: ignore[union-attr]


def _named(rows: QuerySet[Any], label: str, key: str = "pk") -> Q:
    """The readings whose subject is one of these rows, by the name that the log gives it."""
    name = Concat(Value(f"{label}:"), Cast(F(key), TextField()), output_field=CharField())
    return Q(subject__in=rows.order_by().annotate(_name=name).values("_name"))


def told(viewer: Viewer, rows: Iterable[Reading]) -> list[Row]:
    """The looks in words, with the case of each; so many queries for any number of them."""
    rows = list(rows)
    by_kind: dict[str, set[UUID]] = {}
    for row in rows:
        label, _, key = row.subject.partition(":")
        if label != "list":
            by_kind.setdefault(label, set()).add(UUID(key))
    cases = _cases_behind(viewer, by_kind)
    sittings = {
        row.pk: row
        for row in BoardSitting.objects.filter(pk__in=by_kind.get("conduct.boardsitting", ())).select_related("body")
    }
    return [_row(row, cases, sittings) for row in rows]


def _cases_behind(viewer: Viewer, by_kind: Mapping[str, set[UUID]]) -> dict[tuple[str, UUID], Case]:
    """By the log's name, the case that lies behind a case, a paper or a letter."""
    seen = _cases(viewer)
    papers = by_kind.get("majlis.document", set())
    found: dict[tuple[str, UUID], Any] = {("conduct.case", key): key for key in by_kind.get("conduct.case", ())}
    found |= {
        ("majlis.document", key): case
        for key, case in CasePaper.objects.filter(document__in=papers, case__in=seen).values_list("document", "case")
    }
    letters = Letter.objects.filter(
        Q(pk__in=by_kind.get("majlis.letter", set())) | Q(document__in=papers), realm="conduct"
    )
    behind = dict(RulingSanction.objects.filter(ruling__case__in=seen).values_list("pk", "ruling__case"))
    for key, paper, file in letters.values_list("pk", "document", "file_key"):
        found |= {("majlis.letter", key): behind.get(file, file), ("majlis.document", paper): behind.get(file, file)}
    known = {row.pk: row for row in seen.filter(pk__in=set(found.values()))}
    return {name: known[case] for name, case in found.items() if case in known}


WHAT = {"conduct.case": "پرونده", "majlis.document": "برگه", "majlis.letter": "نامه"}


def _row(row: Reading, cases: Mapping[tuple[str, UUID], Case], sittings: Mapping[UUID, Model]) -> Row:
    label, _, key = row.subject.partition(":")
    if label == "list":
        return Row(row, LISTS.get(key.rpartition(".")[2], "فهرست"), None)
    if label == "conduct.boardsitting":
        return Row(row, str(sittings.get(UUID(key), "جلسه")), None)
    return Row(row, WHAT[label], cases.get((label, UUID(key))))
