"""A version of a score table that comes in as a sheet (Arts. 7-14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from committees.queries import tables as table_queries
from committees.rules.bodies import COMMITTEES
from committees.rules.comparison import compare
from committees.rules.table_import import Imported, read_sheet
from committees.rules.tables import CHOICES, KINDS, REST, Column, Kind, canonical_rows
from majlis import persian, sheets
from majlis.imports import Count, Group, Left, ListImport, Preview, Upload


class TableImport(ListImport):
    word = "draft_score_table"
    find = "committees.queries.tables.new_table"

    def draft_key(self, subject: Any) -> str:
        return "committees.scoretable"

    def read(self, subject: Any, name: str, data: bytes, facts: Mapping[str, Any], at: datetime) -> Imported:
        """The rows of the sheet, or none where the table is declared to have none."""
        return Imported((), ()) if facts["empty"] else read_sheet(facts["kind"], sheets.lines_of(name, data))

    def preview(self, subject: Any, upload: Upload) -> Preview:
        kind, read = KINDS[upload.facts["kind"]], upload.listed
        before = table_queries.newest_approved(kind.code, upload.facts["demonstration"])
        old = table_queries.as_table(before).rows if before is not None else ()
        found = compare(kind.code, old, read.rows)
        rows, left = canonical_rows(kind.code, read.rows), [_left(each) for each in read.faults]
        same = len(rows) - len(found.added) - len(found.changed)
        words = _words(kind)
        many = persian.number(len(left))
        return Preview(
            new=len(rows),
            counts=(
                Count("افزوده", len(found.added)),
                Count("دگرگون", len(found.changed)),
                Count("برداشته", len(found.removed), bad=True),
                Count("همان", same),
                Count("پذیرفته نشده", len(left), bad=True),
            ),
            groups=(
                Group(
                    "پذیرفته نشد", ("سطر", "ستون", "دلیل"),
                    [(persian.digits(each.line), each.column or "همهٔ سطر", each.reason) for each in left],
                    ("missing", "وارد نمی‌شود"),
                ),
                Group(
                    "دگرگون می‌شود", ("پیش از این", "اکنون"), [(words(a), words(b)) for a, b in found.changed],
                    ("attention", "در برابر نسخهٔ مصوب"),
                ),
                Group("برداشته می‌شود", ("ردیف",), [(words(row),) for row in found.removed], ("attention", "دیگر نیست")),
                Group("افزوده می‌شود", ("ردیف",), [(words(row),) for row in found.added]),
                Group(
                    "ردیف‌های این نسخه", [each.heading for each in kind.columns],
                    [[cell_text(each, row[each.name]) for each in kind.columns] for row in rows],
                ),
            ),
            left=left,
            heads=[each.heading for each in kind.columns],
            facts=_facts(kind, before, upload.facts),
            button=f"ذخیرهٔ پیش‌نویس با {persian.number(len(rows))} ردیف",
            blocked=f"{many} ردیف پذیرفته نشد؛ تا درست شدن آن‌ها هیچ ردیفی ذخیره نمی‌شود." if left else "",
        )  # fmt: skip

    def body(self, upload: Upload) -> dict[str, Any]:
        said = {name: value for name, value in upload.facts.items() if name != "empty"}
        return {**said, "rows": canonical_rows(said["kind"], upload.listed.rows)}


def _left(fault: Any) -> Left:
    return Left(fault.line, fault.reason, fault.cells, fault.column or "")


def _facts(kind: Kind, before: Any, said: Mapping[str, Any]) -> list[tuple[str, str]]:
    compared = f"نسخهٔ {persian.number(before.number)} که مصوب است" if before is not None else "نسخهٔ مصوبی نیست"
    told = [
        ("جدول", kind.title),
        ("در برابر", compared),
        ("معتبر از", persian.jalali(date.fromisoformat(said["valid_from"]))),
    ]
    if said["source"]:
        told.append(("منبع", said["source"]))
    return [*told, ("نمونه", "بلی، تنها در دورهٔ نمایشی")] if said["demonstration"] else told


def _words(kind: Kind) -> Any:
    def told(row: Mapping[str, str]) -> str:
        return "؛ ".join(text for column in kind.columns if (text := cell_text(column, row[column.name])))

    return told


def cell_text(column: Column, text: str) -> str:
    """A stored cell as it is read: codes by their words, figures in Persian."""
    if column.holds in CHOICES:
        return CHOICES[column.holds].get(text, text)
    if column.holds == "points":
        return persian.digits(text.replace(".", "٫"))
    if column.holds in ("committee", "committees"):
        return "، ".join("بقیه" if code == REST else _committee(code) for code in text.split())
    return text


def _committee(code: str) -> str:
    return COMMITTEES[code][-1].title if code in COMMITTEES else code


TABLE = TableImport()
