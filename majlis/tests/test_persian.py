"""Persian text, numbers and Jalali days (no article)."""

from __future__ import annotations

import random
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis import persian

# Equinox against noon in Tehran, from 1300 to 1500; written down, not computed.
LEAP_1379_TO_1441 = {1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441}

DAYS = [
    ((1399, 1, 1), date(2020, 3, 20)),
    ((1400, 1, 1), date(2021, 3, 21)),
    ((1403, 12, 30), date(2025, 3, 20)),
    ((1404, 1, 1), date(2025, 3, 21)),
    ((1404, 12, 29), date(2026, 3, 20)),
    ((1405, 1, 1), date(2026, 3, 21)),
    ((1408, 1, 1), date(2029, 3, 20)),
    ((1357, 11, 22), date(1979, 2, 11)),
]
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
PERSIAN_TEXT = st.text(alphabet="ابپکگیيكىئأآهةۀوؤءمنرد ًِّٰـ\u200c\u200d\u200f\u0654\u0653\xa0\t۱٢3/«»ﷲﻻ", max_size=30)


# --- digits and numbers


def test_digits_of_three_scripts():
    assert persian.digits("1۲٣ a") == "۱۲۳ a"
    assert persian.digits(1407) == "۱۴۰۷"
    assert persian.ascii_digits("۱۴۰۴/٠٣/09") == "1404/03/09"


@pytest.mark.parametrize(
    ("n", "text"), [(0, "۰"), (999, "۹۹۹"), (1000, "۱٬۰۰۰"), (12345678, "۱۲٬۳۴۵٬۶۷۸"), (-1500, "−۱٬۵۰۰")]
)
def test_a_number_is_grouped(n, text):
    assert persian.number(n) == text


@pytest.mark.parametrize(
    ("n", "name"),
    [
        (1, "اول"), (2, "دوم"), (3, "سوم"), (10, "دهم"), (12, "دوازدهم"), (13, "سیزدهم"), (15, "پانزدهم"),
        (20, "بیستم"), (21, "بیست و یکم"), (23, "بیست و سوم"), (30, "سی‌ام"), (99, "نود و نهم"), (113, "۱۱۳م"), (0, "۰م"),
    ],
)  # fmt: skip
def test_a_place_in_a_row_has_a_name(n, name):
    assert persian.ordinal(n) == name


# Made for the check digit only; the last three leave a remainder of 0, 1 and 10.
@pytest.mark.parametrize(
    "code", ["0012345679", "۰۰۱۲۳۴۵۶۷۹", "٠٠١٢٣٤٥٦٧٩", " 0012345679 ", "0000000140", "0000000401", "0000000051"]
)
def test_a_national_code_that_agrees(code):
    assert persian.national_code_ok(code)


@pytest.mark.parametrize(
    "code",
    [
        "0012345678",
        "1111111111",
        "0000000000",
        "012345679",
        "00123456791",
        "001234567a",
        "",
        "²012345679",
        "00\n12345679",
    ],
)
def test_a_national_code_that_does_not_agree(code):
    assert not persian.national_code_ok(code)


def test_a_changed_digit_of_a_national_code_is_found():
    code = "0012345679"
    for place in range(10):
        for digit in set("0123456789") - {code[place]}:
            changed = code[:place] + digit + code[place + 1 :]
            assert not persian.national_code_ok(changed), changed


# --- names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("علي كريمي", "علی کریمی"),
        ("ﻣﺤﻤﺪ ﺭﺿﺎ", "محمد رضا"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("  علی \t رضا\u00a0 نژاد\n", "علی رضا نژاد"),
        ("علی\u200c\u200cرضا", "علی‌رضا"),
        ("\u200cعلی\u200c رضا\u200c", "علی رضا"),
        ("کار\u200cها", "کارها"),
        ("خانه\u200cها", "خانه‌ها"),
        ("خانهٔ\u200cما", "خانهٔ‌ما"),
        ("دورۀ", "دورهٔ"),
        ("هیأت", "هیأت"),
        ("هي\u0654ت", "هئت"),
        ("آیین\u200cنامه", "آیین‌نامه"),
        ("آيين¬نامه", "آیین‌نامه"),
        ("\u202eعلی\u202c", "علی"),
        ("عل\u200fی", "علی"),
        ("موسى", "موسی"),
        ("سی\x00د", "سید"),
        ("", ""),
    ],
)
def test_a_name_has_one_written_form(typed, kept):
    assert persian.normalise(typed) == kept


@given(PERSIAN_TEXT)
def test_the_written_form_is_settled_at_once(text):
    once = persian.normalise(text)
    assert persian.normalise(once) == once


@given(st.text(max_size=20))
def test_no_text_breaks_the_keys(text):
    kept = persian.normalise(text)
    assert not set(kept) & set(BIDI)
    spaced, joined = persian.fold(text)
    assert spaced.replace(" ", "") == joined
    assert "  " not in spaced
    assert persian.sort_key(text).isascii()


# --- search


@pytest.mark.parametrize(
    "forms",
    [
        ("می‌شود", "میشود", "مي شود", "مي‌شود", "می\u00a0شود"),
        ("کمیسیون", "كميسيون", "ﻛﻤﻴﺴﻴﻮﻥ", "کمیسیـون"),
        ("هیأت نظارت", "هیئت نظارت", "هيات‌نظارت"),
        ("مسئله", "مسأله", "مساله"),
        ("سؤال", "سوال", "سئوال"),
        ("مسئول", "مسؤول", "مسوول"),
        ("رئیس", "رییس", "رئيس"),
        ("مادهٔ ۱۷", "ماده 17", "مادۀ ١٧"),
        ("آیین‌نامه", "ایین نامه", "آئین‌نامه"),
        ("مؤسسه", "موسسه"),
        ("جزء", "جز"),
    ],
)
def test_forms_of_one_word_fold_alike(forms):
    assert len({persian.fold(form)[1] for form in forms}) == 1


def test_the_spaced_key_keeps_words_apart():
    assert persian.fold("کمیسیون «اصل نودم»، ۱۴۰۳")[0] == "کمیسیون اصل نودم 1403"
    assert persian.fold("۱۳/۰۴۲")[0] == "13 042"


def test_different_words_stay_different():
    assert len({persian.fold(word) for word in ("کار", "گار", "بار", "پار", "تار", "سار", "صار", "ثار")}) == 8


# --- order


def in_order(words: list[str]) -> list[str]:
    shuffled = words[:]
    random.Random(7).shuffle(shuffled)
    return sorted(shuffled, key=persian.sort_key)


def test_letters_stand_in_persian_order():
    letters = list("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی")
    assert in_order(letters) == letters


@pytest.mark.parametrize(
    "words",
    [
        [
            "آقایی",
            "احمدی",
            "اکبری",
            "بهرامی",
            "پورمختار",
            "ثابتی",
            "چمران",
            "حاجی",
            "ژاله",
            "کریمی",
            "گودرزی",
            "وحیدی",
            "هاشمی",
            "یوسفی",
        ],
        ["علی", "علی احمدی", "علی رضا", "علیرضا"],
        ["شعبهٔ ۱", "شعبهٔ ۲", "شعبهٔ ۹", "شعبهٔ ۱۰", "شعبهٔ ۱۵"],
        ["ناصر", "نامدار", "واعظی", "وفا", "هادی", "یاری"],
        ["راد", "رئیسی", "رجبی", "رهبر"],
        ["12 A", "Majlis", "آب"],
    ],
)
def test_names_stand_in_persian_order(words):
    assert in_order(words) == words


def test_names_that_read_alike_stand_together():
    together = in_order(["علي‌رضا", "علیزاده", "علیرضا", "علیخانی", "عليرضا"])
    assert together[0] == "علیخانی"
    assert together[-1] == "علیزاده"


# --- days


@pytest.mark.parametrize(("there", "day"), DAYS)
def test_known_days(there, day):
    assert persian.from_jalali(*there) == day
    assert persian.jalali_parts(day) == there


def test_leap_years():
    assert {year for year in range(1379, 1442) if persian.month_length(year, 12) == 30} == LEAP_1379_TO_1441


def test_days_in_words():
    assert persian.jalali(date(2028, 5, 27)) == "۷ خرداد ۱۴۰۷"
    assert persian.jalali_numeric(date(2028, 5, 27)) == "۱۴۰۷/۰۳/۰۷"
    week = [persian.weekday_name(date(2028, 5, 27) + timedelta(days=step)) for step in range(7)]
    assert week == ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"]


def test_an_instant_is_told_in_tehran():
    assert persian.jalali_datetime(datetime(2028, 5, 30, 20, 29, tzinfo=UTC)) == "سه‌شنبه ۱۰ خرداد ۱۴۰۷، ساعت ۲۳:۵۹"
    assert persian.jalali_datetime(datetime(2028, 5, 30, 20, 30, tzinfo=UTC)) == "چهارشنبه ۱۱ خرداد ۱۴۰۷، ساعت ۰:۰۰"
    assert persian.jalali_datetime(datetime(2021, 6, 1, 4, 0, tzinfo=UTC)).endswith("ساعت ۸:۳۰")


def test_a_naive_instant_and_an_instant_for_a_day_are_errors():
    with pytest.raises(ValueError, match="aware"):
        persian.jalali_datetime(datetime(2028, 5, 30))
    with pytest.raises(TypeError, match="legal_day"):
        persian.jalali(datetime(2028, 5, 30, tzinfo=UTC))


def test_another_thread_tells_the_same_month():
    told = []
    thread = threading.Thread(target=lambda: told.append(persian.jalali(date(2031, 12, 1))))
    thread.start()
    thread.join()
    assert told == ["۱۰ آذر ۱۴۱۰"]


@pytest.mark.parametrize(
    "typed",
    [
        "1404/3/9",
        "1404/03/09",
        "۱۴۰۴/۰۳/۰۹",
        "١٤٠٤/٠٣/٠٩",
        "1404-3-9",
        "۱۴۰۴.۳.۹",
        " ۱۴۰۴/۳/۹ ",
        "\u200f۱۴۰۴/۰۳/۰۹\u200e",
        "1404 / 3 / 9",
    ],
)
def test_a_typed_day_is_read(typed):
    assert persian.parse_jalali(typed) == date(2025, 5, 30)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "مانند"),
        ("فردا", "مانند"),
        ("9/3/1404", "مانند"),
        ("04/3/9", "مانند"),
        ("1404/3", "مانند"),
        ("1404/3-9", "مانند"),
        ("1404/3/9\x00", "مانند"),
        ("12345678901234567890", "مانند"),
        ("²404/3/9", "مانند"),
        ("2025/05/30", "سال ۲۰۲۵"),
        ("1100/1/1", "سال ۱۱۰۰"),
        ("1404/0/9", "ماه ۰"),
        ("1404/13/1", "ماه ۱۳"),
        ("1404/12/30", "اسفند ۱۴۰۴ روز ۳۰ ندارد؛ ۲۹ روز است"),
        ("1403/7/31", "مهر ۱۴۰۳ روز ۳۱ ندارد؛ ۳۰ روز است"),
        ("1404/1/0", "روز ۰ ندارد"),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_reason(typed, why):
    with pytest.raises(ValueError, match=why):
        persian.parse_jalali(typed)


@given(st.dates(persian.from_jalali(1206, 1, 1), persian.from_jalali(1498, 12, 29)))
def test_every_day_is_read_back(day):
    assert persian.parse_jalali(persian.jalali_numeric(day)) == day


# --- lengths of time


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(hours=52, minutes=45), "۵۲ ساعت و ۴۵ دقیقه"),
        (timedelta(hours=72), "۷۲ ساعت"),
        (timedelta(hours=72, minutes=1), "۳ روز"),
        (timedelta(days=3, hours=21, minutes=59), "۳ روز و ۲۱ ساعت"),
        (timedelta(days=400), "۴۰۰ روز"),
        (timedelta(hours=2, minutes=10), "۲ ساعت و ۱۰ دقیقه"),
        (-timedelta(minutes=50), "۵۰ دقیقه"),
        (timedelta(seconds=59), "کمتر از یک دقیقه"),
    ],
)
def test_a_length_of_time_in_its_two_largest_units(span, text):
    assert persian.duration_text(span) == text
