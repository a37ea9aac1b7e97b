"""Jalali at the edge: form fields, the one date format, template filters and the admin's drill-down (no article)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import dateformat, formats
from django.utils.html import escape

from majlis.jalali_admin import JALALI_FIELDS, JalaliYearMonthFilter
from majlis.jalali_forms import JalaliDateField, JalaliDateTimeField
from majlis.models import Holiday, Term

LAST_MINUTE = datetime(2028, 5, 30, 20, 29, tzinfo=UTC)
TUESDAY = date(2028, 5, 30)


class DayForm(forms.Form):
    day = JalaliDateField(label="روز")
    until = JalaliDateField(label="تا", required=False)


class InstantForm(forms.Form):
    at = JalaliDateTimeField(label="زمان")


def instant(day: str, clock: str) -> InstantForm:
    return InstantForm({"at_day": day, "at_time": clock})


# --- a day


@pytest.mark.parametrize("typed", ["1404/3/9", "۱۴۰۴/۰۳/۰۹", "١٤٠٤-٠٣-٠٩", " 1404.03.09 "])
def test_a_typed_day_is_cleaned_to_a_gregorian_one(typed):
    form = DayForm({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2025, 5, 30), "until": None}


@pytest.mark.parametrize("typed", ["1404/12/30", "2025/05/30", "\u202e1404/3/99", "1404/3/9\x00", "9" * 20, "<b>"])
def test_a_wrong_day_is_an_error_that_keeps_what_was_typed(typed):
    form = DayForm({"day": typed})
    assert not form.is_valid()
    assert form.errors["day"][0].endswith(".")
    assert form["day"].value() == typed
    assert f'value="{escape(typed)}"' in str(form["day"])


def test_the_input_shows_jalali_and_carries_the_pickers_mark():
    html = str(DayForm(initial={"day": date(2025, 3, 20)})["day"])
    assert 'value="۱۴۰۳/۱۲/۳۰"' in html
    assert "data-jalali-picker" in html
    assert 'dir="ltr"' in html
    assert "style=" not in html


def test_a_shown_day_that_comes_back_has_not_changed():
    same = DayForm({"day": "۱۴۰۳/۱۲/۳۰"}, initial={"day": date(2025, 3, 20)})
    other = DayForm({"day": "۱۴۰۴/۰۱/۰۱"}, initial={"day": date(2025, 3, 20)})
    assert not same.has_changed()
    assert other.has_changed()


# --- an instant


def test_a_typed_instant_is_tehrans_and_cleaned_to_utc():
    form = instant("۱۴۰۷/۳/۱۰", "۲۳:۵۹")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == LAST_MINUTE
    assert form.cleaned_data["at"].tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "clock", "why"),
    [
        ("1404/3/9", "", "هر دو"),
        ("", "10:00", "هر دو"),
        ("1404/3/9", "25:00", "ساعت:دقیقه"),
        ("1404/12/30", "10:00", "۲۹ روز است"),
        ("1401/1/2", "00:30", "جلو کشیده شد"),
    ],
)
def test_a_wrong_instant_is_an_error_that_keeps_what_was_typed(day, clock, why):
    form = instant(day, clock)
    assert not form.is_valid()
    assert why in str(form.errors["at"])
    assert form["at"].value() == [day, clock]
    assert all(f'value="{typed}"' in str(form["at"]) for typed in (day, clock) if typed)


def test_an_instant_is_required_or_may_be_left_empty():
    assert not instant("", "").is_valid()
    assert JalaliDateTimeField(required=False).clean(["", ""]) is None


def test_a_shown_instant_that_comes_back_has_not_changed():
    initial = {"at": LAST_MINUTE + timedelta(seconds=31)}
    html = str(InstantForm(initial=initial)["at"])
    assert 'value="۱۴۰۷/۰۳/۱۰"' in html
    assert 'value="۲۳:۵۹"' in html
    assert 'aria-label="روز"' in html
    assert 'aria-label="ساعت"' in html
    assert not InstantForm({"at_day": "۱۴۰۷/۰۳/۱۰", "at_time": "۲۳:۵۹"}, initial=initial).has_changed()
    assert InstantForm({"at_day": "۱۴۰۷/۰۳/۱۰", "at_time": "۲۳:۵۸"}, initial=initial).has_changed()


# --- what Django prints


def test_every_date_django_prints_is_jalali():
    assert formats.date_format(TUESDAY) == "۱۰ خرداد ۱۴۰۷"
    assert formats.localize(date(2025, 3, 20)) == "۳۰ اسفند ۱۴۰۳"
    assert "۱۰ خرداد ۱۴۰۷" in formats.localize(LAST_MINUTE)
    assert "۲۳:۵۹" in formats.localize(LAST_MINUTE)
    assert formats.time_format(time(8, 5), "H:i") == "۰۸:۰۵"


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("Y/m/d", "۱۴۰۷/۰۳/۱۰"),
        ("y-n-j", "۰۷-۳-۱۰"),
        ("l j F", "سه‌شنبه ۱۰ خرداد"),
        ("D M N E b", "سه‌شنبه خرداد خرداد خرداد خرداد"),
        ("t w z L", "۳۱ ۳ ۷۲ False"),
        ("o W jS", "۱۴۰۷ ۱۱ ۱۰"),
        ("H:i:s", "۲۳:۵۹:۰۰"),
    ],
)
def test_each_letter_of_a_format(letters, text):
    assert dateformat.format(LAST_MINUTE, letters) == text


def test_what_machines_read_stays_gregorian():
    assert dateformat.format(TUESDAY, "c") == "2028-05-30"
    assert dateformat.format(LAST_MINUTE, "U") == str(int(LAST_MINUTE.timestamp()))
    assert datetime.fromisoformat(dateformat.format(LAST_MINUTE, "c")) == LAST_MINUTE
    assert "2028" in dateformat.format(LAST_MINUTE, "r")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ n|fa }}{{ none|fa }}", "12345".translate(str.maketrans("12345", "۱۲۳۴۵"))),
        ("{{ n|number }}{{ none|number }}", "۱۲٬۳۴۵"),
        ("{{ day|jalali }}{{ none|jalali }}", "۱۰ خرداد ۱۴۰۷"),
        ("{{ at|jalali }}", "۱۰ خرداد ۱۴۰۷"),
        ("{{ at|jalali_short }}", "۱۴۰۷/۰۳/۱۰"),
        ("{{ at|jalali_time }}", "سه‌شنبه ۱۰ خرداد ۱۴۰۷، ساعت ۲۳:۵۹"),
        ("{{ day|jalali_time }}", "سه‌شنبه ۱۰ خرداد ۱۴۰۷"),
        ("{{ span|duration }}", "۵۲ ساعت و ۴۵ دقیقه"),
        ("{{ at }}", "۱۰ خرداد ۱۴۰۷، ساعت ۲۳:۵۹"),
        ("{{ tag|fa }}", "&lt;b&gt;"),
    ],
)
def test_each_template_filter(source, text):
    values = {"n": 12345, "none": None, "day": TUESDAY, "at": LAST_MINUTE, "tag": "<b>"}
    values["span"] = timedelta(hours=52, minutes=45)
    assert Template("{% load majlis %}" + source).render(Context(values)) == text


# --- the admin's drill-down


class HolidayAdmin(ModelAdmin):
    list_filter = (("day", JalaliYearMonthFilter),)
    formfield_overrides = JALALI_FIELDS


class TermAdmin(ModelAdmin):
    list_filter = (("opens_at", JalaliYearMonthFilter),)
    formfield_overrides = JALALI_FIELDS


def shown(admin_class: type[ModelAdmin], model: type, **params: str):
    """The filter and the rows of a change list with these parameters in its address."""
    admin = admin_class(model, AdminSite())
    request = RequestFactory().get("/", params)
    request.user = AnonymousUser()
    admin.get_list_select_related = lambda request: False
    admin.has_view_or_change_permission = lambda request, obj=None: True
    changelist = admin.get_changelist_instance(request)
    drill = changelist.filter_specs[0]
    return [each["display"] for each in drill.choices(changelist)], list(changelist.get_queryset(request))


@pytest.fixture
def holidays(db):
    days = [date(2024, 3, 19), date(2024, 3, 20), date(2025, 3, 20), date(2025, 3, 21), date(2025, 4, 21)]
    return [
        Holiday.objects.create(day=day, title=str(day), kind="solar", source="—", certainty="fixed") for day in days
    ]


def test_the_drill_down_offers_the_years_that_have_rows(holidays):
    labels, rows = shown(HolidayAdmin, Holiday)
    assert labels == ["همه", "۱۴۰۴", "۱۴۰۳", "۱۴۰۲"]
    assert set(rows) == set(holidays)


def test_a_year_holds_its_leap_day_and_not_the_next_nowruz(holidays):
    labels, rows = shown(HolidayAdmin, Holiday, day__jalali_year="1403")
    assert labels[:3] == ["همه", "همهٔ ۱۴۰۳", "فروردین ۱۴۰۳"]
    assert len(labels) == 14
    assert set(rows) == set(holidays[1:3])


def test_a_month_holds_its_own_days(holidays):
    _, rows = shown(HolidayAdmin, Holiday, day__jalali_year="1404", day__jalali_month="1")
    assert rows == [holidays[3]]
    _, rows = shown(HolidayAdmin, Holiday, day__jalali_year="1404", day__jalali_month="2")
    assert rows == [holidays[4]]


@pytest.mark.parametrize("year", ["0", "99999999999999999999", "x", "۱۴۰۳", "1404' OR 1=1", "-1", "\x00"])
def test_a_year_that_is_none_is_refused(holidays, year):
    with pytest.raises(IncorrectLookupParameters):
        shown(HolidayAdmin, Holiday, day__jalali_year=year)


def test_an_instant_belongs_to_its_day_in_tehran(db):
    Term.objects.create(number=12, opens_at=datetime(2025, 3, 20, 20, 29, tzinfo=UTC))
    later = Term.objects.create(number=13, opens_at=datetime(2025, 3, 20, 20, 30, tzinfo=UTC))
    _, rows = shown(TermAdmin, Term, opens_at__jalali_year="1404")
    assert rows == [later]
    assert shown(TermAdmin, Term)[0] == ["همه", "۱۴۰۴", "۱۴۰۳"]


def test_an_empty_table_offers_no_drill_down(db):
    admin = HolidayAdmin(Holiday, AdminSite())
    drill = JalaliYearMonthFilter(Holiday._meta.get_field("day"), RequestFactory().get("/"), {}, Holiday, admin, "day")
    assert not drill.has_output()


def test_the_admins_forms_take_jalali(db):
    form = HolidayAdmin(Holiday, AdminSite()).get_form(RequestFactory().get("/"), change=False)
    assert isinstance(form.base_fields["day"], JalaliDateField)
    form = TermAdmin(Term, AdminSite()).get_form(RequestFactory().get("/"), change=False)
    assert isinstance(form.base_fields["opens_at"], JalaliDateTimeField)
