"""A case and a sitting as lines of a sheet, with no more than their reader's page has (Art. 7 note 1)."""

from __future__ import annotations

from typing import Any

from conduct.facts import SittingFacts
from conduct.models import BoardSitting, Case
from conduct.queries.case_room import CaseRoom
from conduct.queries.sitting_room import roll, voted
from majlis import persian
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day

# One line of a sheet: how it is set, its label, its text.
Line = tuple[str, str, str]
HEAD, PAIR, TEXT = "head", "pair", "text"


def case_lines(room: CaseRoom) -> list[Line]:
    """What the case room says, in its order."""
    case = room.case
    lines: list[Line] = [
        (PAIR, "نشان", case.ref_told),
        (PAIR, "مرحله", case.stage_label),
        (PAIR, "نماینده", case.member.name),
        (PAIR, "موضوع", case.get_kind_display()),
    ]
    lines += [(HEAD, "", "روند کارها"), *(_event(row) for row in room.events)]
    if room.papers:
        lines += [(HEAD, "", "برگه‌ها"), *((PAIR, row["title"], row["detail"]) for row in room.papers)]
    for each in room.rulings:
        ruling = each["row"]
        lines += [(HEAD, "", str(ruling)), (TEXT, "", ruling.text_now)]
        lines += [(PAIR, f"بند {row.letter}", _sanction(row)) for row in ruling.sanctions.all()]
        lines += [(PAIR, "نظر اقلیت", ruling.dissent)] if ruling.dissent else []
    for report in room.reports:
        lines += [(HEAD, "", f"گزارش {persian.jalali(report.received_on)}"), (TEXT, "", report.text)]
    return lines


def _event(row: Any) -> Line:
    more = "، ".join(str(each) for each in (getattr(row, "detail", ""), getattr(row, "reason", "")) if each)
    return PAIR, row.when, f"{row.done}. {more}".strip()


def _sanction(row: Any) -> str:
    return f"{row.title}، {persian.number(row.months)} ماه" if row.months else row.title


def minutes_lines(viewer: Viewer, sitting: BoardSitting) -> tuple[list[Line], list[Case]]:
    """Who was there, and each matter that its reader may see with its votes. Returns: the lines, and the cases in them."""
    room = SittingFacts(sitting, viewer.at)
    there = roll(room)
    lines: list[Line] = [
        (PAIR, "هیأت", sitting.body.title),
        (PAIR, "جلسه", persian.number(sitting.number)),
        (PAIR, "گشایش", persian.jalali_datetime(sitting.opened_at)),
        (PAIR, "پایان", persian.jalali_datetime(sitting.closed_at) if sitting.closed_at else "در جریان"),
        (PAIR, "حاضران", "، ".join(row["membership"].person.name for row in there if row["there"])),
        (PAIR, "غایبان", "، ".join(row["membership"].person.name for row in there if not row["there"]) or "کسی غایب نبود"),
    ]  # fmt: skip
    items = voted(viewer, room)
    for item in items:
        lines.append((HEAD, "", f"پروندهٔ {item['case'].ref_told}"))
        for ballot in item["closed"]:
            lines += [
                (PAIR, "پرسش", ballot.question_text),
                (PAIR, "تصمیم", ballot.decision_told),
                (PAIR, "حد نصاب", ballot.quorum_told),
            ]
            lines.append(
                (
                    PAIR,
                    "رأی‌ها",
                    "، ".join(f"{vote.person.name}: {vote.get_vote_display()}" for vote in ballot.cast)
                    or "رأیی داده نشد",
                )
            )
    if not items:
        lines.append(
            (TEXT, "", f"در این جلسه، تا {persian.jalali(legal_day(viewer.at))}، رأی‌گیری بسته‌شده‌ای پیش شما نیست.")
        )
    return lines, [item["case"] for item in items]
