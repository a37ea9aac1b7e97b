"""Keeping what may be found by words: each office says what that is, and a row is written where the thing itself is.

An office names its kinds by the `search` hook of its AppConfig: the import path of a tuple of `SearchKind`. The register
writes the rows of what an act has changed before the act is recorded, in the same transaction; `personal` those of an
uploaded paper; `jobs.reindex` makes all anew. A realm that is not searchable has no kinds and no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.module_loading import import_string

from majlis import persian
from majlis.models.search import ADDRESS_MOST, DETAIL_MOST, NUMBER_MOST, PLACE_MOST, TITLE_MOST, SearchRow

BATCH = 1000
TEXT_MOST = 100_000
AFTER_ALL_YEARS = 10**14
WRITTEN = ("kind", "realm", "title", "detail", "text", "day", "address", "number", "head", "spaced", "tight", "place")

Touched = dict[str, set[UUID]]


@dataclass(frozen=True)
class Entry:
    """What one thing says in search.

    title, detail, text: shown, and found.  words: found, and not shown.  number: its reference, found as a whole before
    everything else.  place: its place in a list, as `newest_first` or a sort key gives it.  realm: the office's code, where
    the things of one kind belong to several.
    """

    title: str
    address: str
    place: str
    detail: str = ""
    text: str = ""
    words: str = ""
    number: str = ""
    day: date | None = None
    realm: str = ""


@dataclass(frozen=True)
class SearchKind:
    """One kind of thing that may be found.

    code: its name, once in the house.  title: the heading of its results.  rows: its things, with all that `entry` reads;
    nothing of a realm that is not searchable.  entry: what one says, or None while it may not be found by anybody.
    scope: which search rows of this kind a viewer may find, as a condition of the query itself; None for none at all. It
    looks at his person, his offices and the day alone, and asks the database nothing.
    follows: other models, by label, with the name of their field that holds the key of a thing of this kind; or, where
    many things name one row of it, with what gives their keys: it is asked when that row changes, and not when it is new.
    lasting: what it says never changes, and is costly to read: no act is asked, and what has its row keeps it.
    beside: another kind has a row of the same thing already; this one's stands beside it, under a key that follows from both.
    realm: the office's, told by the office itself.
    """

    code: str
    title: str
    icon: str
    rows: Callable[[], QuerySet]
    entry: Callable[[Any], Entry | None]
    scope: Callable[[Any], Any]
    follows: Mapping[str, str | Callable[[Any], Iterable[UUID]]] = field(default_factory=dict)
    lasting: bool = False
    beside: bool = False
    realm: str = ""

    def key_of(self, thing: UUID) -> UUID:
        """The key of the row that tells of a thing."""
        return uuid5(thing, self.code) if self.beside else thing


# --- which kinds there are ------------------------------------------------------------------------------------------


def searchable_realms() -> list[str]:
    """The codes of the realms of which anything may be found."""
    realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
    return [realm.code for realm in realms if realm is not None and realm.searchable and not realm.sealed]


@cache
def kinds() -> Mapping[str, SearchKind]:
    """Every kind by its code, in the order in which results stand. A realm that is not searchable is not asked."""
    found: dict[str, SearchKind] = {}
    for config in apps.get_app_configs():
        if not getattr(config, "search", "") or config.realm.code not in searchable_realms():
            continue
        for kind in import_string(config.search):
            if kind.code in found:
                raise RuntimeError(f"two kinds of things are both called {kind.code}")
            found[kind.code] = replace(kind, realm=config.realm.code)
    return found


@cache
def _followed() -> Mapping[str, tuple[tuple[str, str | Callable[[Any], Iterable[UUID]]], ...]]:
    """By a model's label, the kinds that its rows belong to, each with the field that names the thing, or what gives them."""
    found: dict[str, list[tuple[str, str | Callable[[Any], Iterable[UUID]]]]] = {}
    for kind in kinds().values():
        if not kind.lasting:
            found.setdefault(kind.rows().model._meta.label_lower, []).append((kind.code, "pk"))
            for label, name in kind.follows.items():
                found.setdefault(label, []).append((kind.code, name))
    return {label: tuple(each) for label, each in found.items()}


# --- what an act has touched ----------------------------------------------------------------------------------------

_touched: ContextVar[Touched | None] = ContextVar("touched", default=None)


@contextmanager
def noted() -> Iterator[Touched]:
    """Note every row that is saved meanwhile, for `keep`."""
    touched: Touched = {}
    token = _touched.set(touched)
    try:
        yield touched
    finally:
        _touched.reset(token)


def touch(rows: Iterable[Model], new: bool = True) -> None:
    """Note rows that an act has written many at once, past `save`. Args: new, nothing names them yet."""
    touched = _touched.get()
    if touched is None:
        return
    followed = _followed()
    for row in rows:
        concrete = row._meta.concrete_model or type(row)
        for code, name in followed.get(concrete._meta.label_lower, ()):
            keys = [getattr(row, name)] if isinstance(name, str) else () if new else name(row)
            touched.setdefault(code, set()).update(key for key in keys if key is not None)


def _on_save(instance: Model, created: bool = False, **more: Any) -> None:
    touch([instance], new=created)


post_save.connect(_on_save, dispatch_uid="majlis.indexing")
post_delete.connect(_on_save, dispatch_uid="majlis.indexing")


# --- writing --------------------------------------------------------------------------------------------------------


def keep(touched: Touched) -> None:
    """Write the rows of what was touched, where they are other than before; inside the caller's transaction."""
    for code in sorted(touched):
        for keys in _batches(sorted(touched[code])):
            _keep(kinds()[code], keys)


def keep_row(code: str, row: Model) -> None:
    """Write the row of one thing that no act touches."""
    _keep(kinds()[code], [row.pk])


def _keep(kind: SearchKind, keys: list[UUID]) -> int:
    """Write what these things now say. Rows are written in the order of their keys, so that no two writers wait crosswise."""
    wanted = {row.key: row for each in kind.rows().filter(pk__in=keys) if (row := search_row(kind, each)) is not None}
    known = SearchRow.objects.in_bulk([kind.key_of(key) for key in keys])
    other = [wanted[key] for key in sorted(wanted) if key not in known or not _same(known[key], wanted[key])]
    SearchRow.objects.bulk_create(other, update_conflicts=True, unique_fields=["key"], update_fields=list(WRITTEN))
    gone = [key for key in known if key not in wanted]
    if gone:
        SearchRow.objects.filter(pk__in=gone).delete()
    return len(other) + len(gone)


def _same(one: SearchRow, other: SearchRow) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in WRITTEN)


def search_row(kind: SearchKind, thing: Model) -> SearchRow | None:
    """A thing as search knows it, folded; None for what may not be found."""
    entry = kind.entry(thing)
    if entry is None:
        return None
    realm = entry.realm or kind.realm
    if realm not in searchable_realms():
        raise RuntimeError(f"nothing of {realm!r} may be found, and {kind.code} says it")
    text = persian.without_controls(entry.text)[:TEXT_MOST]
    spaced, tight = persian.fold(" ".join((entry.title, entry.detail, entry.number, entry.words, text)))
    number = number_key(entry.number)
    if number and f" {number} " not in f" {spaced} ":
        # A reference is found as it is written and as it is shortened.
        spaced, tight = f"{spaced} {number}", f"{tight}{number.replace(' ', '')}"
    return SearchRow(
        key=kind.key_of(thing.pk), kind=kind.code, realm=realm, title=entry.title[:TITLE_MOST], detail=entry.detail[:DETAIL_MOST], text=text,
        day=entry.day, address=entry.address[:ADDRESS_MOST], number=number, head=persian.fold(entry.title)[0][:TITLE_MOST],
        spaced=f" {spaced}", tight=tight, place=entry.place[:PLACE_MOST],
    )  # fmt: skip


def number_key(text: str) -> str:
    """A reference in its one form: «۱۴۰۶/۰۴۲», 1406-42 and 1406/042 are 1406 42. Empty for what holds no figure."""
    words = persian.fold(text)[0].split()
    if not any(each.isdigit() for each in words):
        return ""
    return " ".join(each.lstrip("0") or "0" if each.isdigit() else each for each in words)[:NUMBER_MOST]


def newest_first(at: datetime | None) -> str:
    """The place of what is listed by its moment, the newest first; what has none stands last."""
    return f"{AFTER_ALL_YEARS - int(at.strftime('%Y%m%d%H%M%S')) if at is not None else AFTER_ALL_YEARS:015d}"


# --- all anew -------------------------------------------------------------------------------------------------------


def rebuild(kind: SearchKind) -> int:
    """Write every row of a kind that is other than it should be, a batch a transaction, and drop what is of no thing.

    Returns: how many rows were other.
    """
    written = 0
    keys = kind.rows().order_by("pk").values_list("pk", flat=True)
    if kind.lasting:
        keys = keys.exclude(pk__in=SearchRow.objects.filter(kind=kind.code).values("pk"))
    for batch in _batches(keys.iterator(chunk_size=BATCH)):
        with transaction.atomic():
            written += _keep(kind, batch)
    things: Any = kind.rows().order_by().values("pk")
    if kind.beside:
        things = [kind.key_of(key) for key in things.values_list("pk", flat=True)]
    lost, _ = SearchRow.objects.filter(kind=kind.code).exclude(pk__in=things).delete()
    return written + lost


def drop_unknown() -> int:
    """Drop the rows of kinds and realms that are not, or no longer, searchable."""
    known = SearchRow.objects.filter(kind__in=kinds(), realm__in=searchable_realms())
    lost, _ = SearchRow.objects.exclude(pk__in=known.values("pk")).delete()
    return lost


def _batches(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch
