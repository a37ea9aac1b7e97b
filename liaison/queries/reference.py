"""What this office's procedure has typed in: the kinds of matter (house procedure, Art. 6)."""

from __future__ import annotations

from liaison.rules import kinds
from liaison.rules.laws import FIGURES
from majlis.queries.reference import Table


def tables() -> list[Table]:
    """The kinds of matter, each with what stands behind it."""
    told = [
        (
            kind.title, kind.plural, "دارد" if kind.addressee else "ندارد", kind.backer or "ندارد",
            FIGURES.rows(kind.signatures)[-1].note if kind.signatures else "یک نام بس است" if kind.backer else "امضا ندارد",
        )
        for kind in kinds.KINDS.values()
    ]  # fmt: skip
    return [Table("گونه‌های پرونده", ("گونه", "جمع آن", "خطاب به مقام", "پشتیبان", "شمار امضا"), told)]
