"""Rows of the office's long lists, drawn by hand: a template for each of fifty takes most of a page's time (no article)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from majlis import persian
from majlis.addresses import address_of
from majlis.rules.deadlines import legal_day
from majlis.templatetags.ui import chip, deadline_small

register = template.Library()

TONES = {
    "lost": ("missing", ""), "shelved": ("waiting", "archive"), "ended": ("done", ""), "begun": ("left", ""),
}  # fmt: skip
UNDER_WAY = ("progress", "play-fill")
GOVERNMENT = '<span class="muted">دولت</span>'
ENDED = '<span class="muted small">پایان یافته</span>'
NO_LIMIT = '<span class="muted small">مهلتی در جریان نیست</span>'
ESCALATED = '<span class="cell-sub">به مقام وزارتخانه رسید</span>'


# A stage's words are the law's, and few: nothing of a file is remembered here.
@lru_cache(maxsize=256)
def _chip(kind: str, stage: str, picture: str = "") -> SafeString:
    return chip(kind, stage, picture)


@register.simple_tag
def matter_lines(lines: Sequence[Any], now: datetime) -> SafeString:
    """Matters as rows of a table. Args: lines, each with matter, deadline (a Deadline or None); now, aware."""
    if not lines:
        return mark_safe("")
    url = address_of("liaison:matter", lines[0].matter.pk)
    return mark_safe("".join(_matter(each, url(each.matter.pk), now) for each in lines))  # noqa: S308 - every word of it is escaped here or drawn by a tag


def _matter(line: Any, url: str, now: datetime) -> str:
    matter = line.matter
    lead, addressee = matter.lead, matter.addressee
    who = f'{escape(str(lead))}<span class="cell-sub">{escape(matter.constituency)}</span>' if lead else GOVERNMENT
    to = escape((addressee.title if addressee else "") or "مجلس")
    kind, picture = TONES.get(matter.tone, UNDER_WAY)
    due = deadline_small(line.deadline, now) if line.deadline else ENDED if matter.ended else NO_LIMIT
    return (
        f'<tr><td class="cell-lead"><a class="cell-main" href="{url}">{escape(matter.kind_label)} {matter.number}</a>'
        f'<span class="cell-sub">{escape(persian.digits(matter.title))}</span></td>'
        f'<td data-label="نماینده" class="small-cell"><span>{who}</span></td>'
        f'<td data-label="خطاب به" class="small-cell">{to}</td>'
        f'<td data-label="مرحله"><span>{_chip(kind, matter.stage_label, picture)}'
        f'<span class="cell-sub">ثبت: {persian.jalali(legal_day(matter.filed_at))}</span></span></td>'
        f'<td data-label="مهلت" class="cell-due">{due}</td></tr>\n'
    )


@register.simple_tag
def referral_lines(rows: Iterable[dict[str, Any]], show: str, of_office: bool, now: datetime) -> SafeString:
    """Referrals as rows of a table.

    Args: rows, each with referral and deadline; show, the tab; of_office, the office reads which ministry, a ministry what is asked.
    """
    found = list(rows)
    if not found:
        return mark_safe("")
    url = address_of("liaison:referral", found[0]["referral"].pk)
    lines = (_referral(each, url(each["referral"].pk), show == "answered", of_office, now) for each in found)
    return mark_safe("".join(lines))  # noqa: S308 - every word of it is escaped here or drawn by a tag


def _referral(row: dict[str, Any], url: str, answered: bool, of_office: bool, now: datetime) -> str:
    referral = row["referral"]
    label, told = ("وزارتخانه", str(referral.ministry)) if of_office else ("خواسته", persian.digits(referral.request))
    end = _answered(referral, now) if answered else deadline_small(row["deadline"], now)
    handed = f'<span class="cell-sub">نزد {escape(str(referral.handed_to))}</span>' if referral.handed_to else ""
    escalated = ESCALATED if referral.escalated_at and not answered else ""
    return (
        f'<tr><td class="cell-lead"><a class="cell-main" href="{url}">{escape(str(referral.matter))}</a>'
        f'<span class="cell-sub">{escape(persian.digits(referral.matter.title))}</span></td>'
        f'<td data-label="{label}" class="small-cell">{escape(told)}</td>'
        f'<td data-label="وضع"><span>{_stage(referral)}{handed}{escalated}</span></td>'
        f'<td data-label="{"پاسخ" if answered else "مهلت"}" class="cell-due">{end}</td></tr>\n'
    )


def _stage(referral: Any) -> SafeString:
    if referral.stage == "sent":
        return _chip("left", "پذیرفته نشده")
    return _chip("done" if referral.stage == "answered" else "progress", referral.stage_label)


def _answered(referral: Any, now: datetime) -> str:
    at = referral.answered_at
    return f'<span class="small">{persian.short_moment(at, now) if at else ""}</span>'
