"""The docket's lines, drawn by hand: fifty of them, and nothing of a sealed realm is kept (no article)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from majlis.templatetags.ui import HOUSE_NOW, deadline_small

register = template.Library()

ENDED = '<span class="muted">پایان‌یافته</span>'
NO_LIMIT = '<span class="muted small">مهلت قانونی ندارد</span>'
NONE = '<span class="muted small">ندارد</span>'


@register.simple_tag(takes_context=True)
def docket_lines(context: Any, lines: Iterable[dict[str, Any]]) -> SafeString:
    """The rows of the docket's table. Args: lines, each with url, ref, stage, who, due (a Deadline or None)."""
    now = HOUSE_NOW.resolve(context)
    return mark_safe("".join(_line(each, now) for each in lines))  # noqa: S308 - every word of it is escaped here or drawn by a tag


def _line(line: dict[str, Any], now: Any) -> str:
    who = escape(line["who"])
    due = deadline_small(line["due"], now) if line["due"] else NO_LIMIT if who else NONE
    return (
        f'<tr><td class="cell-lead"><a class="cell-main" href="{escape(line["url"])}"><bdi class="ltr case-ref">{escape(line["ref"])}</bdi></a></td>'
        f'<td data-label="مرحله">{escape(line["stage"])}</td><td data-label="نوبت" class="small-cell">{who or ENDED}</td>'
        f'<td data-label="مهلت" class="cell-due">{due}</td></tr>\n'
    )
