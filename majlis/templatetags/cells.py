"""What is told of a limit at an instant, and the cells of long lists, drawn by hand: a template of their own would take most
of a page's time (no article)."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from majlis import persian

SOON = timedelta(hours=12)  # from here on the time left is shown in amber; a habit of the page, not of the law


def left_text(ends_at: datetime, now: datetime) -> str:
    return f"{persian.duration_text(ends_at - now)} {'گذشته' if now >= ends_at else 'مانده'}"


def deadline_context(end: Any, now: datetime, **words: Any) -> dict[str, Any]:
    """What `_deadline.html` shows of a Deadline at one instant."""
    shown = _left_at(end, now)
    return {**shown, "until": _until(shown["over"]) + end.last_minute_text, **words}


def _left_at(end: Any, now: datetime) -> dict[str, Any]:
    ends_at = end.ends_at
    over = now >= ends_at
    return {
        "deadline": end,
        "now": now,
        "over": over,
        "soon": not over and ends_at - now < SOON,
        "left": left_text(ends_at, now),
        "until_short": _until(over) + persian.short_moment(end.last_minute, now),
    }


def _until(over: bool) -> str:
    return "آخرین مهلت: " if over else "تا "


def deadline_cell(end: Any, now: datetime, note: str, article: SafeString, chevron: SafeString) -> SafeString:
    """A limit in two lines with its sum to be opened: what majlis/_deadline.html says, in a table.

    Args: end, a Deadline; now, aware; note, a sentence or nothing; article and chevron, as they are drawn.
    """
    shown = _left_at(end, now)
    state = " is-overdue" if shown["over"] else " is-soon" if shown["soon"] else ""
    said = f'<p class="deadline-note">{escape(note)}</p>' if note else ""
    return mark_safe(  # noqa: S308 - every word of it is escaped here or drawn by a tag
        f'<div class="deadline deadline-small{state}"><span class="deadline-left" data-deadline="{end.ends_at.isoformat()}" '
        f'data-now="{now.isoformat()}">{shown["left"]}</span><span class="deadline-until">{shown["until_short"]}</span>'
        f"{said}{_sum(end, article, chevron) if end.lines else ''}</div>"
    )


def _sum(end: Any, article: SafeString, chevron: SafeString) -> str:
    last = end.last_minute_text
    lines = "".join(f"<div><dt>{escape(persian.digits(line))}</dt></div>" for line in end.counted)
    rule = f"<div><dt>شیوهٔ شمارش</dt><dd>{end.rule_text}</dd></div>" if end.rule_text else ""
    by = f"<div><dt>مستند</dt><dd>{article}</dd></div>" if article else ""
    return (
        f'<details class="sum sum-small"><summary>شیوهٔ شمارش{chevron}</summary><dl class="sum-lines">{lines}{rule}{by}'
        f'<div class="sum-end"><dt>آخرین دقیقه</dt><dd>{last}</dd></div></dl></details>'
    )
