"""What is looked for, and what a viewer may find: both as conditions of one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db.models import Q

from majlis import persian
from majlis.indexing import SearchKind, kinds, number_key
from majlis.models import SearchRow

from .authority import Viewer

TYPED_MOST, WORDS_MOST = 200, 8
LETTERS = 3  # below them no index of letters helps
VIEWERS_KEPT = 500
JOINING = "ی"


@dataclass(frozen=True)
class Sought:
    """What was typed, and how it is looked for: folded words, the same in one, and as a reference."""

    typed: str
    words: tuple[str, ...] = ()
    spaced: str = ""
    number: str = ""
    too_long: bool = False

    @property
    def empty(self) -> bool:
        return not self.words

    @property
    def says_nothing(self) -> bool:
        """Something was typed, and no letter or figure in it."""
        return bool(self.typed) and not self.words

    @property
    def beginnings(self) -> bool:
        """Only words of one or two letters: they are looked for where titles begin."""
        return all(len(word) < LETTERS for word in self.words)


def sought(typed: str) -> Sought:
    """Any text at all as something to look for."""
    plain = " ".join(persian.without_controls(typed[: TYPED_MOST + 1]).split())
    if len(typed) > TYPED_MOST:
        return Sought(plain[:TYPED_MOST], too_long=True)
    spaced = persian.fold(plain)[0]
    words = tuple(dict.fromkeys(spaced.split()))
    if len(words) > 1:
        # In «لایحه‌ی آب» it only joins two words; most write «لایحهٔ آب».
        words = tuple(each for each in words if each != JOINING)
    if len(words) > WORDS_MOST:
        return Sought(plain, too_long=True)
    return Sought(plain, words, spaced, number_key(plain))


# --- conditions -----------------------------------------------------------------------------------------------------

Params = list[Any]


@dataclass(frozen=True)
class Piece:
    """A condition as SQL with its parameters."""

    sql: str
    params: Params


def scopes(viewer: Viewer) -> dict[str, Q]:
    """The kinds that a viewer may find, each with the condition that stands in the query."""
    asked = ((code, kind.scope(_as_in(viewer, kind))) for code, kind in kinds().items())
    return {code: Q(kind=code) & scope for code, scope in asked if scope is not None}


def _as_in(viewer: Viewer, kind: SearchKind) -> Viewer:
    """He as the pages of the kind's office see him: what is lent to him counts where it counts there."""
    config: Any = apps.get_app_config("majlis")
    if kind.realm == config.realm.code:
        return viewer.itself
    realms = (getattr(each, "realm", None) for each in apps.get_app_configs())
    return viewer.within(next(realm for realm in realms if realm is not None and realm.code == kind.realm))


_written: dict[Any, dict[str, Piece]] = {}


def conditions(viewer: Viewer) -> dict[str, Piece]:
    """The same as SQL. It is the question that is remembered, for this person with these offices on this day; the answer
    is asked for anew each time."""
    own = viewer.itself
    held = [
        tuple((each.pk, each.body_id, each.role, each.term_id) for each in seats) for seats in (own.offices, own.lent)
    ]
    whose = (own.person.pk if own.person is not None else None, own.day, *held)
    found = _written.get(whose)
    if found is None:
        if len(_written) >= VIEWERS_KEPT:
            _written.clear()
        pieces = ((code, _as_sql(scope)) for code, scope in scopes(viewer).items())
        found = _written[whose] = {code: piece for code, piece in pieces if piece is not None}
    return found


def _as_sql(scope: Q) -> Piece | None:
    """A condition as Django writes it; None for one that nothing can meet."""
    rows = SearchRow.objects.filter(scope).order_by().values_list("key")
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return Piece(sql.partition(" WHERE ")[2], list(params))


def words_of(what: Sought) -> Piece:
    """The words as a condition; folded, they hold nothing that LIKE would read as a sign."""
    if what.beginnings:
        return Piece("head LIKE %s", [f"{what.spaced}%"])
    parts: Params = []
    params: Params = []
    for word in what.words:
        if len(word) >= LETTERS:
            parts.append("tight LIKE %s")
            params.append(f"%{word}%")
        if len(word) <= LETTERS:
            parts.append("spaced LIKE %s")
            params.append(f"%{word}%" if len(word) == LETTERS else f"% {word}%")
    return Piece(" AND ".join(parts), params)


def very_words(what: Sought) -> Piece:
    """Things that bear this very number, or these very words as their title."""
    if what.number:
        return Piece("(head = %s OR (number = %s AND number <> ''))", [what.spaced, what.number])
    return Piece("head = %s", [what.spaced])
