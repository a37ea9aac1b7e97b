"""The house's own lists as they are taken away: the cartable, letters, closures, figures, substitutes, heads, the nightly checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from majlis.exports import Column, Day, Found, Listing
from majlis.letter_forms import LedgerFilter
from majlis.models import Letter
from majlis.queries import Viewer, closures, enacted, heads, substitutes
from majlis.queries import letters as letter_rows
from majlis.queries.cartable import chosen, wish_of
from majlis.queries.checks import ADMINISTRATOR, checks_for
from majlis.queries.waiting import Waiting

Wanted = Mapping[str, str]


def _waiting(viewer: Viewer, wanted: Wanted) -> Found:
    """The open offices' part of the cartable. What waits in a sealed one is not taken out of it."""
    return Found([row for row in chosen(viewer, wish_of(wanted)) if not row.sealed], "کارتابل", "cartable")


def _file(row: Waiting) -> str:
    return f"{row.file}، {row.detail}" if row.file and row.detail else row.file or row.detail


WAITING = Listing(
    "waiting",
    "home",
    (
        Column("کار", "title"),
        Column("مستند", lambda row: row.article or str(row.step.article or "")),
        Column("پرونده", _file),
        Day("آخرین لحظه", "deadline.last_minute"),
        Column("به جانشینی از", "stands_for"),
        Column("شمار", "count"),
        Column("بسته است زیرا", "blocked"),
    ),
    _waiting,
)


def _letters(viewer: Viewer, wanted: Wanted) -> Found:
    """Letters that lie open; those on a sealed file are read there, and are not taken in lists."""
    realms = letter_rows.realms_of(viewer)
    asked = LedgerFilter(wanted, realms).wanted()
    realm = asked.pop("realm", "")
    rows = letter_rows.listed(viewer, realm).filter(letter_rows.lies_open(), **asked)
    return Found(rows.order_by("-stage_since", "pk"), "نامه‌ها", "letters")


def _grade(letter: Letter) -> str:
    return letter.get_grade_display()


LETTERS = Listing(
    "letters",
    "letters",
    (
        Column("شماره", "mark"),
        Column("موضوع", "title"),
        Column("گیرنده", "addressee"),
        Column("وضعیت", "stage_label"),
        Column("طبقه‌بندی", _grade),
        Column("فوریت", lambda letter: letter.get_priority_display()),
        Column("امضاکننده", "signer.name"),
        Day("امضا", "signed_at"),
        Column("نویسنده", "drafted_by.name"),
        Column("دلیل ابطال", "void_reason"),
    ),
    _letters,
)


def _closures(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not closures.may_close(viewer):
        return None
    return Found(closures.closures(viewer), "تعطیلی ادارات", "closures")


def _hour(name: str) -> Any:
    def told(row: Any) -> str:
        at = getattr(row, name)
        return f"{at:%H:%M}" if at is not None else ""

    return told


CLOSURES = Listing(
    "closures",
    "closures",
    (
        Day("از روز", "from_day"),
        Day("تا پایان روز", "to_day"),
        Column("از ساعت", _hour("from_time")),
        Column("تا ساعت", _hour("to_time")),
        Column("مصوبه", "decree"),
        Column("شمارهٔ مصوبه", "decree_number"),
        Day("روز مصوبه", "decree_day"),
        Column("دامنه", "scope"),
        Column("منبع", "source"),
        Column("وضع", "stage_label"),
        Column("دلیل لغو", "revoked_reason"),
    ),
    _closures,
)


def _checks(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not viewer.holds(ADMINISTRATOR):
        return None
    found = [(check.title, each) for check in checks_for(viewer) for each in check.rows]
    return Found(found, "یافته‌های بررسی‌ها", "checks")


CHECKS = Listing(
    "checks", "checks", (Column("بررسی", lambda row: row[0]), Column("یافته", lambda row: row[1])), _checks
)


def _figures(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not enacted.may_enact(viewer):
        return None
    rows = [(dated, row) for dated in enacted.dated_figures(viewer) for row in dated.rows]
    return Found(rows, "عددهای قانون به روز", "figures")


FIGURES = Listing(
    "figures",
    "figures",
    (
        Column("عدد", lambda row: row[0].title),
        Column("دفتر", lambda row: row[0].desk),
        Column("مقدار", lambda row: row[1].value),
        Day("از روز", lambda row: row[1].first_day),
        Column("مستند", lambda row: row[1].article),
        Column("منبع", lambda row: row[1].source),
        Column("توضیح", lambda row: row[1].note),
        Column("برقرار امروز", lambda row: row[1] == row[0].now),
    ),
    _figures,
)


def _substitutes(viewer: Viewer, wanted: Wanted) -> Found | None:
    if viewer.person is None:
        return None
    return Found(substitutes.substitutions(viewer).order_by("-from_day", "pk"), "جانشینی‌ها", "substitutes")


SUBSTITUTES = Listing(
    "substitutes",
    "substitutes",
    (
        Column("صاحب سمت", "person.name"),
        Column("جانشین", "substitute.name"),
        Day("از روز", "from_day"),
        Day("تا پایان روز", "to_day"),
        Column("دلیل", "reason"),
        Column("وضع", "stage_label"),
        Column("دلیل پایان", "ended_reason"),
    ),
    _substitutes,
)


def _heads(viewer: Viewer, wanted: Wanted) -> Found:
    """The heads of the open chains as they are printed, for everyone. The commitment to a sealed one stands on the page, and
    in no list that is taken away."""
    rows = [(each.at, row) for each in heads.publications() for row in each.rows if not row.sealed]
    return Found(rows, "سرهای زنجیره", "heads")


HEADS = Listing(
    "heads",
    "heads",
    (
        Day("انتشار", lambda row: row[0]),
        Column("دفتر", lambda row: row[1].desk),
        Column("ردیف", lambda row: row[1].place),
        Column("سر", lambda row: row[1].text),
    ),
    _heads,
)

LISTS = (WAITING, LETTERS, CLOSURES, CHECKS, FIGURES, SUBSTITUTES, HEADS)
