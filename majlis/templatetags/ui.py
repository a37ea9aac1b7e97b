"""The page's small pieces: icon, chip, article, deadline, bar. They draw what they are given and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django import template
from django.apps import apps
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from majlis import persian
from majlis.addresses import address
from majlis.queries.letters import letters_of
from majlis.queries.register import step_of
from majlis.templatetags.cells import deadline_cell, deadline_context, left_text

register = template.Library()

HOUSE_NOW = template.Variable("house.now")
WHOLE = 100  # per cent

CHIP_ICONS = {
    "done": "check-lg",
    "attention": "exclamation-circle",
    "missing": "x-lg",
    "overdue": "exclamation-octagon",
    "progress": "pencil",
    "waiting": "hourglass-split",
    "none": "circle",
    "left": "circle",
    "locked": "lock",
    "note": "info-circle",
    "demo": "star",
}
NOTE_ICONS = {
    "done": "check2-circle",
    "attention": "exclamation-triangle",
    "error": "exclamation-octagon",
    "info": "info-circle",
    "plain": "info-circle",
}
STRIP_ICONS = {"demo": "exclamation-triangle", "rehearsal": "clock-history", "sealed": "shield-lock"}


@register.simple_tag
@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a static file. It bears its hash, so that it is the same as long as this worker lives."""
    return static(name)


# In place of `url` where the frame, which every page has, names a page without key or number.
register.simple_tag(address, name="address")


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A picture out of the sprite, silent to a screen reader: a word always stands beside it."""
    return format_html(
        '<svg class="icon" width="16" height="16" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


ACCOUNT_LINKS = (
    ("mfa_index", "shield-check", "ورود دومرحله‌ای"),
    ("sessions", "laptop", "نشست‌های من"),
    ("keys", "key", "کلید من"),
    ("own_feed", "calendar3", "مهلت‌ها در تقویم من"),
    ("substitutes", "person-check", "جانشین من"),
    ("jobs", "hourglass", "کارهای بلند من"),
    ("account_change_password", "lock", "تغییر گذرواژه"),
)


@register.simple_tag
@lru_cache(maxsize=1)
def account_links() -> SafeString:
    """Where everyone goes with his own account: the same on every page, twice, so it is written once."""
    rows = ((reverse(name), icon(picture), label) for name, picture, label in ACCOUNT_LINKS)
    return format_html_join("\n", '<li><a href="{}">{}{}</a></li>', rows)


@register.simple_tag
def chip(kind: str, text: str, picture: str = "") -> SafeString:
    """A state as icon and word.

    Args: kind, a key of CHIP_ICONS; text, Persian; picture, an icon other than the kind's own.
    """
    return format_html('<span class="chip chip-{}">{}{}</span>', kind, icon(picture or CHIP_ICONS[kind]), text)


@register.simple_tag
def note_icon(kind: str) -> SafeString:
    """The icon of a note: done, attention, error, info; a message's tags are understood too."""
    return icon(NOTE_ICONS[note_kind(kind)])


@register.filter
def note_kind(tags: str) -> str:
    """The note's kind for the tags of a Django message."""
    known = {"success": "done", "warning": "attention", "error": "error", "danger": "error"}
    for tag in (tags or "").split():
        if tag in known or tag in NOTE_ICONS:
            return known.get(tag, tag)
    return "info"


@register.simple_tag
def strip_icon(kind: str) -> SafeString:
    return icon(STRIP_ICONS[kind])


@register.simple_tag(name="article")
@lru_cache(maxsize=512)
def article_link(article: Any, none: str = "") -> SafeString:
    """The article as a small link to its own words.

    Args: article, a majlis.rules.law.Article, a plain text, or None; none, what is said where there is none
        («مهلت قانونی ندارد»), nothing by default.
    """
    if not article:
        return format_html('<span class="article article-none">{}</span>', none) if none else mark_safe("")
    if isinstance(article, str):
        return format_html('<span class="article">{}</span>', article)
    try:
        where = _law_page(article.law.code)
    except NoReverseMatch:
        return format_html('<span class="article">{}</span>', article.label)
    return format_html('<a class="article" href="{}#{}">{}</a>', where, article.anchor, article.label)


@lru_cache(maxsize=64)
def _law_page(code: str) -> str:
    """Where a law is read: a page names the same one again and again."""
    return reverse("law", args=[code])


@register.filter
def left(end: Any, now: datetime) -> str:
    """The time left or gone, in words: «۵۲ ساعت و ۴۵ دقیقه مانده». `end` is a Deadline or an aware instant."""
    return left_text(getattr(end, "ends_at", end), now)


@register.filter
def is_over(end: Any, now: datetime) -> bool:
    """Whether the limit has passed."""
    return bool(now >= getattr(end, "ends_at", end))


@register.filter
def moment(at: datetime, now: datetime) -> str:
    """An aware instant, told from now: امروز، ۱۵:۳۰."""
    return persian.short_moment(at, now) if at else ""


LIMIT_NOTES = {
    "bars_after": "پس از این، حق این کار از دست می‌رود.",
    "due_within": "کاری که پس از این برسد هم معتبر است، ولی دیرکرد آن دیده می‌شود.",
    "marks_late_after": "آنچه پس از این برسد گرفته می‌شود و نشان دیرکرد می‌خورد.",
}


@register.filter
def limit_note(limit: Any) -> str:
    """What the passing of a limit means, in a sentence."""
    return LIMIT_NOTES[limit.kind] if limit else ""


@register.filter
def exactly(at: datetime | None) -> str:
    """An aware instant to the second: «چهارشنبه ۱۱ خرداد ۱۴۰۷، ساعت ۰:۰۰:۴۱»."""
    return f"{persian.jalali_datetime(at)}:{persian.digits(f'{at.second:02d}')}" if at else ""


@register.filter
def events(acts: Iterable[Any]) -> list[Any]:
    """Acts of the register as the rows of a history; rows that are already told pass as they are."""
    return [told(act) if hasattr(act, "recorded_at") else act for act in acts or ()]


@register.filter
def told(act: Any) -> SimpleNamespace:
    """One act in words: what was done, by whom, when, by which article, under which number."""
    step = step_of(act)
    content = act.content if act.body.startswith("{") else {}
    return SimpleNamespace(
        done=step.done if step else act.verb,
        article=step.article if step else None,
        actor=act.actor,
        second=act.second,
        on_behalf_of=act.on_behalf_of,
        when=persian.jalali_datetime(act.happened_at),
        received=act.recorded_at,
        reason=content.get("reason", ""),
        number=None if _is_sealed(act) else act.seq,
        hash=act.hash,
    )


def _is_sealed(act: Any) -> bool:
    """In a sealed realm a place in the register is told to nobody: it counts what others did."""
    configs = (config for config in apps.get_app_configs() if hasattr(config, "realm"))
    return any(config.realm.code == act.realm and config.realm.sealed for config in configs)


@register.filter
def answer(field: Any) -> str:
    """What was typed into a field, as it is read: a choice by its words, a tick as yes or no."""
    value = field.value()
    if isinstance(value, bool):
        return "بلی" if value else "خیر"
    choices = {str(key): label for key, label in getattr(field.field, "choices", ()) or ()}
    values = value if isinstance(value, list | tuple) else [value]
    return "، ".join(str(choices.get(str(each), each)) for each in values if each not in (None, ""))


@register.inclusion_tag("majlis/_take.html", takes_context=True)
def take(context: Any) -> dict[str, Any]:
    """The menu by which the list of this page is taken away, with the filters that it is shown by."""
    query = context["request"].GET.copy()
    for name in ("take", "after", "before", "whole"):
        query.pop(name, None)
    return {"query": f"{query.urlencode()}&" if query else ""}


@register.filter
def styled(field: Any) -> SafeString:
    """The field's input in the house's clothes, tied to its help and its error for a screen reader."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    look = {"select": "form-select", "checkbox": "form-check-input"}.get(kind, "form-control")
    described = [field.auto_id + "_helptext"] if field.help_text else []
    attrs: dict[str, Any] = {"class": f"{look} {widget.attrs.get('class', '')}".strip()}
    if field.errors:
        attrs["class"] += " is-invalid"
        attrs["aria-invalid"] = "true"
        described.append(field.auto_id + "_error")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.simple_tag(takes_context=True)
def deadline(  # noqa: PLR0917 - in a page these stand by name
    context: Any, end: Any, label: str = "", article: Any = None, note: str = "", small: bool = False, now: Any = None
) -> SafeString:
    """The deadline block: time left in words, the last minute under it, its sum to be opened.

    Args: end, a Deadline or None («مهلت قانونی ندارد»); label, what the clock is for; article; note, a sentence on what
        its passing means; small, two lines and a short word for the sum; now, an aware instant (house.now by default).
    """
    words = {"label": label, "article": article, "small": small, "note": note}
    if not end:
        return render_to_string("majlis/_deadline.html", {"deadline": None, **words})
    at = now or HOUSE_NOW.resolve(context)
    if small and not label:
        return deadline_small(end, at, article, note)
    return render_to_string("majlis/_deadline.html", deadline_context(end, at, **words))


def deadline_small(end: Any, now: datetime, article: Any = None, note: str = "") -> SafeString:
    """The deadline block of a table's cell. Args: end, a Deadline; now, aware; article and note, as `deadline` has them."""
    return deadline_cell(end, now, note, article_link(end.article or article), icon("chevron-down"))


@register.inclusion_tag("majlis/_sum_of.html")
def deadline_sum(end: Any, article: Any = None, small: bool = False, open: bool = False) -> dict[str, Any]:
    """How a deadline was counted: start, rule, days passed over, article, last minute; it opens without a script.

    Args: end, a Deadline; article, where the deadline does not know its own; small, for a cell; open, shown at once.
    """
    return {"end": end, "article": end.article or article, "small": small, "open": open}


@register.inclusion_tag("majlis/_bar.html")
def bar(first: int, ceiling: int, most: int, second: int = 0) -> dict[str, Any]:
    """Two bars of one row: solid to the ceiling, hatched beyond it, the second priority beneath.

    Args: first, second, how many named this; ceiling, its seats; most, the number at the chart's far end.
    """
    scale = WHOLE / max(most, first, second, ceiling, 1)
    inside = min(first, ceiling)
    shares = {"inside": inside, "beyond": first - inside, "second": second, "ceiling": ceiling}
    return {name: f"{count * scale:.2f}" for name, count in shares.items()}


@register.inclusion_tag("majlis/_letters.html", takes_context=True)
def letters(context: Any, file: Any) -> dict[str, Any]:
    """The letters of a file and the entries to those that may be written on it, for who looks."""
    return {"letters": letters_of(context["request"].viewer.itself, file)}
