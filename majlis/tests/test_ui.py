"""The pages' small pieces, and what a strict content policy asks of every template."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import Context, Template
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from majlis.rules.deadlines import Deadline
from majlis.templatetags import ui
from majlis.templatetags.majlis import fa_words

NOW = datetime(2028, 5, 31, 7, 10, tzinfo=UTC)
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
SPRITE = Path(settings.BASE_DIR, "static/img/icons.svg")
INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<style\b|<script(?![^>]*(?:\ssrc=|application/json))", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE)


def drawn() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))


def wanted() -> set[str]:
    named = {name for page in TEMPLATES for name in re.findall(r'{% icon "([^"]+)" %}', page.read_text())}
    named |= {name for page in TEMPLATES for name in re.findall(r'icon_name="([^"]+)"', page.read_text())}
    realms = {config.realm.icon for config in apps.get_app_configs() if hasattr(config, "realm")}
    return named | realms | {*ui.CHIP_ICONS.values(), *ui.NOTE_ICONS.values(), *ui.STRIP_ICONS.values()}


def test_every_icon_that_a_page_names_is_drawn():
    assert len(wanted()) > len(ui.CHIP_ICONS)
    assert wanted() - drawn() == set()


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: str(page.relative_to(settings.BASE_DIR)))
def test_a_template_needs_nothing_that_the_content_policy_forbids(page):
    text = page.read_text()
    assert INLINE.search(text) is None
    assert OUTSIDE.search(text) is None


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(hours=52, minutes=45), "۵۲ ساعت و ۴۵ دقیقه مانده"),
        (timedelta(days=3, hours=21), "۳ روز و ۲۱ ساعت مانده"),
        (timedelta(hours=-2, minutes=-10), "۲ ساعت و ۱۰ دقیقه گذشته"),
        (timedelta(0), "کمتر از یک دقیقه گذشته"),
    ],
)
def test_time_left_is_told_in_words(span, told):
    assert ui.left(NOW + span, NOW) == told


def deadline(**away) -> Deadline:
    end = NOW + timedelta(**away)
    return Deadline(end, end - timedelta(minutes=1), "hours", ("آغاز: دیروز", "۴۸ ساعت"))


def page(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context({"house": {"now": NOW}, **context}))


def test_a_deadline_shows_its_last_minute_and_opens_to_its_sum():
    html = page("{% deadline end label='مهلت' %}", end=deadline(hours=52, minutes=45))
    assert "۵۲ ساعت و ۴۵ دقیقه مانده" in html
    assert "تا جمعه ۱۳ خرداد ۱۴۰۷، ساعت ۱۵:۲۴" in html
    assert "۴۸ ساعت" in html.split("<details", 1)[1]
    assert "is-overdue" not in html


def test_a_passed_deadline_says_so_in_words_and_not_by_colour_alone():
    html = page("{% deadline end small=True %}", end=deadline(hours=-2))
    assert "is-overdue" in html
    assert "۲ ساعت گذشته" in html
    assert "آخرین مهلت: امروز، ۸:۳۹" in html


@pytest.mark.parametrize("drawn_as", ["{% deadline end %}", "{% deadline end small=True %}"])
@pytest.mark.parametrize(("hours", "look"), [(13, ""), (11, "is-soon"), (-1, "is-overdue")])
def test_the_last_half_day_stands_out_and_what_has_passed_more(drawn_as, hours, look):
    html = page(drawn_as, end=deadline(hours=hours))
    assert {each for each in ("is-soon", "is-overdue") if each in html} == ({look} - {""})


def test_a_note_under_a_small_deadline_is_a_text_and_no_markup():
    html = page("{% deadline end small=True note=note %}", end=deadline(hours=5), note="<b>پس از این دیر است</b>")
    assert "&lt;b&gt;پس از این دیر است&lt;/b&gt;" in html and "<b>" not in html


def test_no_deadline_is_said_and_not_left_blank():
    assert "مهلت قانونی ندارد" in page("{% deadline end %}", end=None)


def test_an_article_leads_to_its_own_words():
    house = apps.get_app_config("majlis")
    article = next(iter(house.steps.values())).article
    html = page("{% article each %}", each=article)
    assert f'href="/law/{article.law.code}/#{article.anchor}"' in html
    assert article.label in html


def test_what_is_typed_is_escaped_wherever_it_is_shown():
    html = page("{% chip 'done' word %}{% article word %}", word="<b>x</b>")
    assert "<b>" not in html


def test_the_bar_is_hatched_only_beyond_the_ceiling():
    shares = ui.bar(first=38, ceiling=23, most=46, second=21)
    assert float(shares["inside"]) == pytest.approx(50.0)
    assert float(shares["beyond"]) == pytest.approx(15 / 46 * 100, abs=0.01)
    assert float(ui.bar(first=9, ceiling=23, most=46)["beyond"]) == 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("حداقل 12 حرف", "حداقل ۱۲ حرف"),
        ("پرونده‌ای UTF-8 تا 1000 ردیف", "پرونده‌ای UTF-8 تا ۱۰۰۰ ردیف"),
        ("متن 1397: https://example.ir/post/5121", "متن ۱۳۹۷: https://example.ir/post/5121"),
        ("SHA-256 و a1 و 7", "SHA-256 و a1 و ۷"),
    ],
)
def test_numbers_in_a_borrowed_sentence_are_persian_and_names_stay(said, told):
    assert fa_words(said) == told


def test_help_that_is_markup_when_it_is_read_is_markup_and_what_was_typed_is_not():
    late = lazystr(mark_safe("<li>12 حرف</li>"))
    page = Template("{% load majlis %}{{ late|fa_words }}{{ typed|fa_words }}")
    assert page.render(Context({"late": late, "typed": "<b>3</b>"})) == "<li>۱۲ حرف</li>&lt;b&gt;۳&lt;/b&gt;"
