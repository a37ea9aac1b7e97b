"""Search: what a viewer may find by words, asked in one breath with what he may see.

Every statement joins the words with the condition of each kind that this viewer may find, so that nothing is fetched and
left out afterwards. Words are looked for in the folded text without spaces, whatever the spelling; one of three letters in
the spaced text too, so that it is not found across two words. Django writes each condition once for a viewer and a day; the
statements are put together from these pieces, which costs a tenth of having them written anew for every search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from majlis import persian
from majlis.indexing import SearchKind, kinds

from .asking import Params, Piece, Sought, conditions, very_words, words_of
from .authority import Viewer
from .marking import Run, passage, runs
from .paging import read_token, write_token

COUNTED = 1000
SHOWN, EXACT, A_PAGE = 5, 5, 30
LIKENESS, LIKE_ROWS, LIKE_WORD, LIKE_LETTERS = "0.4", 20, 0.6, 60


# --- what is found --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """One thing that was found, as it is shown."""

    kind: SearchKind
    address: str
    day: Any
    title: list[Run]
    detail: list[Run]
    passage: list[Run]


@dataclass(frozen=True)
class Group:
    """The results of one kind: the first ones, and how many there are, counted up to a limit."""

    kind: SearchKind
    count: int
    rows: list[Result] = field(default_factory=list)

    @property
    def counted(self) -> str:
        return persian.number(self.count) if self.count <= COUNTED else f"بیش از {persian.number(COUNTED)}"

    @property
    def more(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Found:
    """What one search found: things that bear the very words or number, groups by kind, or one kind's page."""

    groups: list[Group]
    exact: list[Result] = field(default_factory=list)
    page: list[Result] = field(default_factory=list)
    next: str = ""
    first: bool = True
    meant: str = ""


# What of a row is shown. Of a long text only the stretch in which the longest word should stand: as far along as in the
# folded text.
SHOW = """key, kind, title, detail, address, day, place,
    substr(text, greatest(length(text) * strpos(tight, %s)::bigint / greatest(length(tight), 1) - 300, 1)::integer, 600)"""
ROWS = "majlis_searchrow"
# Rows are gathered first where they are few, as they may stand at the end of a long list; where they are many, the list is
# read in its order, and a page is soon full.
IN_ORDER = {True: "ORDER BY place || '', key", False: "ORDER BY place, key"}


def find(viewer: Viewer, what: Sought, code: str = "", token: str = "") -> Found:
    """Search the house for a viewer: one statement, and one more for a page of one kind or where there are very many; three
    where nothing is found.

    Args: code, of the one kind that is listed, a page at a time; none, and each kind shows its first.
    """
    allowed = conditions(viewer)
    if what.empty or not allowed:
        return Found([])
    counts, exact, tops = gathered(allowed, what)
    if not counts:
        return Found([], meant=meant(allowed, what))
    if code in counts:
        page, following, first = page_of_kind(allowed[code], what, counts[code], token)
        return Found(_groups(counts, {}), page=_results(page, what), next=following, first=first)
    countless = [each for each, count in counts.items() if count > COUNTED]
    if countless:
        exact, firsts = among_very_many(allowed, what, countless)
        tops = [row for row in tops if row[1] not in countless] + firsts
    named = {row[0] for row in exact}
    shown: dict[str, list[Result]] = {}
    for each in _results([row for row in tops if row[0] not in named], what):
        shown.setdefault(each.kind.code, []).append(each)
    return Found(_groups(counts, shown), exact=_results(exact, what))


def _groups(counts: Mapping[str, int], tops: Mapping[str, list[Result]]) -> list[Group]:
    return [Group(kind, counts[code], tops.get(code, [])) for code, kind in kinds().items() if code in counts]


Row = tuple[Any, ...]


def _ask(sql: str, params: Params) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def gathered(allowed: Mapping[str, Piece], what: Sought) -> tuple[dict[str, int], list[Row], list[Row]]:
    """Each kind counted up to one more than the limit, the rows that bear the very words, and the first rows of each."""
    words, very = words_of(what), very_words(what)
    each = [
        f"(SELECT key, kind, place, {very.sql} AS very FROM {ROWS} WHERE {scope.sql} AND {words.sql} LIMIT {COUNTED + 1})"  # noqa: S608
        for scope in allowed.values()
    ]
    params = [one for scope in allowed.values() for one in (*very.params, *scope.params, *words.params)]
    sql = f"""
        WITH hit AS MATERIALIZED ({" UNION ALL ".join(each)}), told AS (
            SELECT key AS hit_key, very, count(*) OVER (PARTITION BY kind) AS counted,
                row_number() OVER (PARTITION BY kind ORDER BY very DESC, place, key) AS nth FROM hit)
        SELECT {SHOW}, very, counted FROM told JOIN {ROWS} ON key = hit_key WHERE nth <= {SHOWN} ORDER BY kind, nth"""  # noqa: S608
    rows = _ask(sql, [*params, _longest(what)])
    counts = {row[1]: row[-1] for row in rows}
    return counts, [row[:-2] for row in rows if row[-2]][:EXACT], [row[:-2] for row in rows if not row[-2]]


def among_very_many(
    allowed: Mapping[str, Piece], what: Sought, countless: Sequence[str]
) -> tuple[list[Row], list[Row]]:
    """The rows that bear the very words wherever they stand, and the first rows of the kinds that have too many to gather."""
    words, very, params = words_of(what), very_words(what), []
    each = []
    for code, scope in allowed.items():
        each.append(f"(SELECT {SHOW}, true FROM {ROWS} WHERE {scope.sql} AND {very.sql} LIMIT {EXACT})")  # noqa: S608
        params += [_longest(what), *scope.params, *very.params]
        if code in countless:
            each.append(
                f"(SELECT {SHOW}, false FROM {ROWS} WHERE {scope.sql} AND {words.sql} {IN_ORDER[False]} LIMIT {SHOWN})"  # noqa: S608
            )
            params += [_longest(what), *scope.params, *words.params]
    rows = _ask(" UNION ALL ".join(each), params)
    return [row[:-1] for row in rows if row[-1]][:EXACT], [row[:-1] for row in rows if not row[-1]]


def page_of_kind(scope: Piece, what: Sought, count: int, token: str) -> tuple[list[Row], str, bool]:
    """One page of one kind by key, the token of the next, and whether it is the first. One statement."""
    words = words_of(what)
    last = _place(token)
    after = "AND (place, key) > (%s, %s)" if last else ""
    sql = (
        f"SELECT {SHOW} FROM {ROWS} WHERE {scope.sql} AND {words.sql} {after} "  # noqa: S608
        f"{IN_ORDER[count <= COUNTED]} LIMIT {A_PAGE + 1}"
    )
    rows = _ask(sql, [_longest(what), *scope.params, *words.params, *last])
    more = len(rows) > A_PAGE
    rows = rows[:A_PAGE]
    return rows, write_token([rows[-1][6], str(rows[-1][0])]) if more else "", not last


def _place(token: str) -> Params:
    """Where the page before ended, as this house wrote it; nothing for any other token."""
    last = read_token(token, 2)
    try:
        return [str(last[0]), UUID(last[1])] if last is not None else []
    except (ValueError, TypeError, AttributeError):
        return []  # of another list


def _longest(what: Sought) -> str:
    return max(what.words, key=len)


def _results(rows: Sequence[Row], what: Sought) -> list[Result]:
    return [
        Result(
            kinds()[kind], address, day, runs(title, what.words), runs(detail, what.words), passage(around, what.words)
        )
        for _, kind, title, detail, address, day, _, around in rows
    ]


# --- what may have been meant ---------------------------------------------------------------------------------------


def meant(allowed: Mapping[str, Piece], what: Sought) -> str:
    """The nearest words among the titles that he may find, where they are others than he typed; else nothing."""
    plain = what.spaced[:LIKE_LETTERS]
    if what.beginnings:
        return ""
    may = " OR ".join(f"({each.sql})" for each in allowed.values())
    params = [one for each in allowed.values() for one in each.params]
    sql = f"SELECT title FROM {ROWS} WHERE ({may}) AND head %%> %s ORDER BY word_similarity(%s, head) DESC, key LIMIT {LIKE_ROWS}"  # noqa: S608
    with transaction.atomic():
        _ask("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS])
        titles = [title for (title,) in _ask(sql, [*params, plain, plain])]
    offers = [offer for title in titles if (offer := _offer(title, what.words)) is not None]
    return max(offers, key=lambda each: each[0])[1] if offers else ""


def _offer(title: str, words: Sequence[str]) -> tuple[float, str] | None:
    """For each word the likest of a title, and how like they all are; None where one has none."""
    tokens = {tight: each for each in title.split() if (tight := persian.fold(each)[1])}
    chosen, likeness = [], 0.0
    for word in words:
        ranked = [(1.0 if word in each else SequenceMatcher(None, word, each).ratio(), each) for each in tokens]
        best = max(ranked, default=(0.0, ""))
        if best[0] < LIKE_WORD:
            return None
        likeness += best[0]
        chosen.append(tokens[best[1]].strip("،؛.:()«»"))
    return likeness / len(words), " ".join(dict.fromkeys(chosen))
