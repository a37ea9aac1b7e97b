"""What this office's law has typed in, and nothing of any case: the sanctions (law, Art. 6)."""

from __future__ import annotations

from conduct.rules.sanctions import CLOSED_SESSION, OPEN_SESSION, rows
from majlis import persian
from majlis.queries.reference import Table, certainty

SESSIONS = {OPEN_SESSION: "جلسهٔ علنی", CLOSED_SESSION: "جلسهٔ غیرعلنی", "": "اعلام نمی‌شود"}


def tables() -> list[Table]:
    """The sanctions as dated rows, in the order in which the law's texts came."""
    told = [
        (
            f"{row.letter}) {row.title}", "ماه آن گفته می‌شود" if row.months else "ندارد", "قطعی" if row.final else "اعتراض‌پذیر",
            SESSIONS[row.announced], row.follows or "ندارد", persian.jalali(row.first_day), certainty(row.certainty),
            persian.digits(row.source),
        )
        for row in rows()
    ]  # fmt: skip
    return [Table("تنبیه‌ها", ("بند", "مدت", "قطعیت", "اعلام", "در پی آن", "از روز", "اطمینان", "منبع"), told)]
