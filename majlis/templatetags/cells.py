"""Cells of long lists, drawn by hand: a template of their own would take most of a page's time (no article)."""

from __future__ import annotations

from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from majlis import persian


def deadline_cell(shown: dict[str, Any], article: SafeString, chevron: SafeString) -> SafeString:
    """A limit in two lines with its sum to be opened: what majlis/_deadline.html says, in a table.

    Args: shown, what is told of the limit at an instant; article and chevron, as they are drawn.
    """
    end = shown["deadline"]
    state = " is-overdue" if shown["over"] else " is-soon" if shown["soon"] else ""
    note = f'<p class="deadline-note">{escape(shown["note"])}</p>' if shown.get("note") else ""
    return mark_safe(  # noqa: S308 - every word of it is escaped here or drawn by a tag
        f'<div class="deadline deadline-small{state}"><span class="deadline-left" data-deadline="{end.ends_at.isoformat()}" '
        f'data-now="{shown["now"].isoformat()}">{shown["left"]}</span><span class="deadline-until">{shown["until_short"]}</span>'
        f"{note}{_sum(end, article, chevron) if end.lines else ''}</div>"
    )


def _sum(end: Any, article: SafeString, chevron: SafeString) -> str:
    last = end.last_minute_text
    counted = (line for line in end.lines if line and not line.endswith(last))
    lines = "".join(f"<div><dt>{escape(persian.digits(line))}</dt></div>" for line in counted)
    rule = f"<div><dt>شیوهٔ شمارش</dt><dd>{end.rule_text}</dd></div>" if end.rule_text else ""
    by = f"<div><dt>مستند</dt><dd>{article}</dd></div>" if article else ""
    return (
        f'<details class="sum sum-small"><summary>شیوهٔ شمارش{chevron}</summary><dl class="sum-lines">{lines}{rule}{by}'
        f'<div class="sum-end"><dt>آخرین دقیقه</dt><dd>{last}</dd></div></dl></details>'
    )
