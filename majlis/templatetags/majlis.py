"""Template filters that put digits, days and lengths of time into Persian (no article)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from majlis import persian
from majlis.rules.deadlines import legal_day

register = template.Library()

# Every branch begins at a border or ends at the next mark of its own: a text of any length is read in one pass.
PLAIN_NUMBER = re.compile(r"<[^<>]*>|\b\w{1,16}://\S+|&[#\w]+;|(?<![A-Za-z\d-])([0-9]+)(?![A-Za-z\d])")


def _day(value: date | datetime) -> date:
    return legal_day(value) if isinstance(value, datetime) else value


@register.filter
def fa(value: Any) -> str:
    """Any value with Persian digits; nothing for None."""
    return "" if value is None else persian.digits(value)


@register.filter
def code(value: Any) -> SafeString:
    """A number with parts, such as 14-060, in Persian digits and from left to right: in a Persian line its parts would change places."""
    return format_html('<bdi class="ltr">{}</bdi>', fa(value)) if value else mark_safe("")


@register.filter(is_safe=True)
def fa_words(value: Any) -> str:
    """A sentence that another wrote, with Persian digits; names like UTF-8, addresses, markup and entities stay as they are."""
    text = str(value)
    told = PLAIN_NUMBER.sub(lambda found: persian.digits(found[0]) if found[1] else found[0], text)
    # Markup that is translated only when it is read is known as markup no earlier.
    return mark_safe(told) if isinstance(text, SafeString) else told  # noqa: S308 - it was safe before


@register.filter
def jalali(value: date | datetime | None) -> str:
    """A day, or the day of an instant in Tehran: ۷ خرداد ۱۴۰۷."""
    return persian.jalali(_day(value)) if value else ""


@register.filter
def jalali_short(value: date | datetime | None) -> str:
    """The same in figures: ۱۴۰۷/۰۳/۰۷."""
    return persian.jalali_numeric(_day(value)) if value else ""


@register.filter
def jalali_time(value: datetime | None) -> str:
    """An instant in Tehran with weekday and clock time; a plain day with its weekday."""
    if not value:
        return ""
    if isinstance(value, datetime):
        return persian.jalali_datetime(value)
    return f"{persian.weekday_name(value)} {persian.jalali(value)}"


@register.filter
def number(value: int | None) -> str:
    """A whole number with Persian digits, thousands apart."""
    return "" if value is None or value == "" else persian.number(int(value))


@register.filter
def duration(value: timedelta | None) -> str:
    """A length of time in its two largest units."""
    return "" if value is None else persian.duration_text(value)
