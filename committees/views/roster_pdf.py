"""A roster on paper: every committee with its members, how each came there, and the hashes that a reader compares (Art. 23)."""

from __future__ import annotations

import hashlib
from itertools import groupby

from committees.models import Formation
from committees.queries import roster as rosters
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import INK_2
from majlis.rules.chain import canonical


def roster_bytes(formation: Formation) -> bytes:
    """The roster as PDF; the same roster gives the same bytes. Args: formation, with its term."""
    final = formation.stage == "final"
    page = Sheet(f"اعضای کمیسیون‌ها، {formation.term.label}", made_at=formation.stage_since)
    page.add_page()
    page.line_of("دبیرخانهٔ مجلس شورای اسلامی", 10, ink=INK_2)
    page.line_of(f"اعضای کمیسیون‌ها، {formation.term.label}", 18, bold=True, height=12)
    told = "فهرست نهایی" if final else "اعلام‌شده، هنوز نهایی نیست"
    page.line_of(f"{told}، {persian.jalali_datetime(formation.stage_since)}", 11, ink=INK_2)
    if formation.term.demonstration:
        page.line_of("دورهٔ نمایشی: این برگه سند رسمی نیست.", 10, bold=True)
    page.rule()
    _committees(page, formation)
    page.rule()
    _hashes(page, formation)
    return bytes(page.output())


def _committees(page: Sheet, formation: Formation) -> None:
    for committee, rows in groupby(rosters.seats(formation), key=lambda seat: seat.committee):
        members = list(rows)
        page.line_of(f"{committee.title}، {persian.number(len(members))} عضو", 12, bold=True, height=9)
        for place, seat in enumerate(members, start=1):
            lot = "، به قرعه" if seat.by_lot else ""
            name = f"{persian.number(place)}. {seat.declaration.member.name}، {seat.declaration.constituency}"
            page.line_of(f"{name}: {seat.get_through_display()}{lot}", 9.5, height=6)


def _hashes(page: Sheet, formation: Formation) -> None:
    page.line_of("با این چکیده‌ها می‌توان سنجید که این برگه همان فهرست سامانه است:", 9, ink=INK_2, height=6)
    page.line_of("roster.json", 9, ink=INK_2, height=6)
    raw = canonical(rosters.roster_document(formation)).encode("utf-8") + b"\n"
    page.machine(hashlib.sha256(raw).hexdigest())
    for round_, sha256 in rosters.result_hashes(formation):
        page.line_of(f"نتیجهٔ دور {persian.number(round_)}", 9, ink=INK_2, height=6)
        page.machine(sha256)
