"""A term's members as a list that comes in (house procedure, Art. 3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from majlis import persian
from majlis.imports import Count, Group, Left, ListImport, Preview, Upload
from majlis.models import Term
from majlis.queries.roster import preview
from majlis.rules.deadlines import legal_day
from majlis.rules.roster import COLUMNS, Roster, RosterRow, read_roster


class RosterImport(ListImport):
    word = "import_roster"
    find = "majlis.queries.roster.term_to_fill"

    def read(self, subject: Any, name: str, data: bytes, facts: Mapping[str, Any], at: datetime) -> Roster:
        return read_roster(data, legal_day(subject.opens_at), subject.ends_on)

    def preview(self, subject: Any, upload: Upload) -> Preview:
        term: Term = subject
        roster: Roster = upload.listed
        found = preview(term, roster, upload.facts["source"])
        left = [Left(each.line, each.reason, each.cells) for each in roster.rejected]
        conflicts = [Left(row.line, why, row.canonical()) for row, why in found.conflicts]
        new = len(found.new)
        return Preview(
            new=new,
            counts=(
                Count("تازه، افزوده می‌شود", new),
                Count("از پیش ثبت است", len(found.same)),
                Count("ناهمخوان با دفتر", len(conflicts), bad=True),
                Count("برگشتی", len(left), bad=True),
                Count("کرسی خالی‌شده", roster.counts["vacated"]),
            ),
            groups=(
                Group(
                    "ردیف‌های برگشتی", ("سطر", "ردیف", "دلیل"),
                    [(persian.digits(each.line), " | ".join(each.cells), each.reason) for each in left],
                    ("missing", "وارد نمی‌شود"),
                ),
                Group(
                    "ناهمخوان با دفتر", ("سطر", "نماینده", "حوزه", "ناهمخوانی"),
                    [(persian.digits(row.line), row.name, row.constituency, why) for row, why in found.conflicts],
                    ("attention", "دست نمی‌خورد"),
                ),
                Group("افزوده می‌شود", ("نماینده", "حوزه", "پایان"), [_new(row, known) for row, known in found.new]),
            ),
            left=(*left, *conflicts),
            heads=COLUMNS,
            facts=(("منبع", upload.facts["source"]), ("ردیف پذیرفته", persian.number(len(roster.rows)))),
            button=f"ثبت {persian.number(new)} نماینده",
            blocked="" if new else "در این فهرست ردیف تازه‌ای نیست. چیزی برای ثبت نمانده است.",
        )  # fmt: skip

    def body(self, upload: Upload) -> dict[str, Any]:
        rows = [row.canonical() for row in upload.listed.rows]
        return {"source": upload.facts["source"], "sha256": upload.listed.sha256, "rows": rows}


def _new(row: RosterRow, known: Any) -> tuple[str, str, str]:
    name = f"{row.name} (از دوره‌ای دیگر در دفتر هست)" if known is not None else row.name
    return name, row.constituency, _day(row.end_date) or "ندارد"


def _day(day: date | None) -> str:
    return persian.jalali(day) if day is not None else ""


ROSTER = RosterImport()
