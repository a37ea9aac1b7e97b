"""Persian text, numbers and Jalali dates; pure, and the only door to the Jalali library (no article)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jdatetime

TEHRAN = ZoneInfo("Asia/Tehran")
ZWNJ = "\u200c"

MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")

# The years of the published official leap list: outside them a day could be one off.
FIRST_YEAR, LAST_YEAR = 1206, 1498

_TO_PERSIAN = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹" * 2)
_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_NOT_PERSIAN = re.compile("[0-9٠-٩]+")


# --- digits and numbers ---------------------------------------------------------------------------------------------


def digits(text: object) -> str:
    """The text with every ASCII or Arabic digit as a Persian one."""
    plain = f"{text}"
    if plain.isascii():
        return plain.translate(_TO_PERSIAN)
    # Most texts of a page have their Persian digits already, and to translate a Persian text takes longest.
    return _NOT_PERSIAN.sub(lambda found: found[0].translate(_TO_PERSIAN), plain)


def ascii_digits(text: object) -> str:
    """The text with every Persian or Arabic digit as an ASCII one."""
    return str(text).translate(_TO_ASCII)


@lru_cache(maxsize=4096, typed=True)
def number(n: int) -> str:
    """An integer as it is read: Persian digits, thousands apart (۱۲٬۳۴۵), a true minus sign."""
    text = f"{abs(n):,}".replace(",", "٬")
    return digits(f"−{text}" if n < 0 else text)


_TEENS = (
    "", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه",
    "ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")


def ordinal(n: int) -> str:
    """A place in a row, as terms are named: اول، دوم، سیزدهم، بیست و یکم; in digits above 99 or below 1."""
    if not 1 <= n <= 99:
        return digits(f"{n}م")
    if n == 1:
        return "اول"
    tens, ones = (0, n) if n < 20 else divmod(n, 10)
    words = [word for word in (_TENS[tens], _TEENS[ones]) if word]
    name = " و ".join(words)
    if name.endswith("سه"):
        return name.removesuffix("سه") + "سوم"
    return f"{name}{ZWNJ}ام" if name.endswith("ی") else f"{name}م"


def national_code_ok(text: str) -> bool:
    """Whether a ten-digit national code is well formed and its check digit agrees; says nothing of whose it is."""
    code = ascii_digits(text).strip()
    if not re.fullmatch("[0-9]{10}", code) or len(set(code)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(code, range(10, 1, -1), strict=False)) % 11
    return int(code[-1]) == (rest if rest < 2 else 11 - rest)


# --- text as it is kept ---------------------------------------------------------------------------------------------

_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک",
        "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "هٔ", "ۂ": "هٔ", "ۓ": "ئ",
        "ـ": None, "\u00ad": None, "\u200b": None, "\u200d": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u0653\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
_SPACES = re.compile(r"\s+")
_JOINING = "بپتثجچحخسشصضطظعغفقکگلمنهیئ"
_ZWNJ_IN_VAIN = re.compile(f"(?<![{_JOINING}\u0654]){ZWNJ}|{ZWNJ}(?![\u0621-\u064a\u066e-\u06d3])")
_PARTING = re.compile(f"{ZWNJ}+(?=[\u0654\u0655])")
_ZWNJ_RUN = re.compile(f"{ZWNJ}+")


def normalise(name: str) -> str:
    """A name or title in its one written form, so that what looks alike is alike.

    Args: name, any text as typed, pasted or imported.
    Returns: Persian ye and kaf, no presentation forms, vowel signs, tatweel or direction marks, single spaces, and a
        half-space only where it shows (between two letters, the first of which would otherwise join).
    """
    text = unicodedata.normalize("NFKC", _BIDI.sub("", name.replace("\u00ac", ZWNJ)))
    text = _MARKS.sub("", _CONTROLS.sub("", text.translate(_LETTERS)))
    # What stood between a letter and its hamza goes, so that the two are joined once more.
    text = unicodedata.normalize("NFC", _PARTING.sub("", text)).replace("ی\u0654", "ئ")
    text = _ZWNJ_IN_VAIN.sub("", _ZWNJ_RUN.sub(ZWNJ, text))
    return _SPACES.sub(" ", text).strip()


def without_controls(text: str) -> str:
    """The text without the characters that no database keeps and no page shows: controls, direction marks, NUL."""
    return _CONTROLS.sub("", _BIDI.sub("", text))


# --- text as it is sought -------------------------------------------------------------------------------------------

_FOLDED = str.maketrans(
    {"آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه", "ء": None, "\u0654": None, "\u0655": None}
)
_NOT_WORD = re.compile(r"[\W_]+")
# Words of this house whose hamza sits on several chairs in good writing; one spelling stands for all.
_CHAIRS = (("هییت", "هیات"), ("مسیله", "مساله"), ("مسیول", "مسوول"), ("سیوال", "سوال"), ("جریت", "جرات"))


# A whole paper is folded once; kept in mind, it would only push the names out.
REMEMBERED = 1000


def fold(text: str) -> tuple[str, str]:
    """Two search keys: words apart by one space, and the same with no space at all.

    Args: text, as written or as sought; fold both with this function.
    Returns: (with spaces, without); the second is equal for «می‌شود», «میشود» and «مي شود».
    """
    return _remembered(text) if len(text) <= REMEMBERED else _folded(text)


def _folded(text: str) -> tuple[str, str]:
    kept = ascii_digits(normalise(text)).casefold().translate(_FOLDED)
    for chair, one in _CHAIRS:
        kept = kept.replace(chair, one)
    spaced = _NOT_WORD.sub(" ", kept).strip()
    return spaced, spaced.replace(" ", "")


_remembered = lru_cache(maxsize=1 << 14)(_folded)


# آ before ا, every seat of hamza one letter after ا, و before ه: the order of the Persian locale data.
_ALPHABET = ("آ", "اٱ", "ءأإؤئ", *"بپتثجچحخدذرزژسشصضطظعغفقکگلمنو", "هة", "ی")
_PLACES = {
    letter: (f"z{place}", str(seat))
    for place, seats in zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", _ALPHABET, strict=False)
    for seat, letter in enumerate(seats)
}
_TOKEN = re.compile(r"[0-9]+|\s|.")


def sort_key(text: str) -> str:
    """Persian alphabetical order as ASCII text that COLLATE "C" compares rightly.

    Args: text, a name or title.
    Returns: letters first (a space before any letter, a number by its size, half-spaces and signs unheard), then
        what tells equal readings apart.
    """
    first, second = [], []
    for token in _TOKEN.findall(ascii_digits(normalise(text)).lower()):
        code, seat = _place(token)
        first.append(code)
        second.append(seat)
    return "".join(first) + "." + "".join(second)


def _place(piece: str) -> tuple[str, str]:
    if piece in _PLACES:
        return _PLACES[piece]
    if piece == " ":
        return "0", "0"
    if piece.isascii() and piece.isdigit():
        bare = piece.lstrip("0")
        # The count of digits goes first, so that 9 stands before 10.
        return f"1{chr(ord('A') + min(len(bare), 25))}{bare}", "0"
    if piece.isascii() and piece.isalpha():
        return f"a{piece}", "0"
    if piece == ZWNJ:
        return "", "1"
    if piece.isalpha():
        return f"zz{ord(piece):06x}", "0"
    return "", "2"


# --- Jalali dates ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _parts(day: date) -> tuple[int, int, int]:
    if isinstance(day, datetime):
        raise TypeError("a day is wanted, not an instant: legal_day(at) gives it")
    there = jdatetime.date.fromgregorian(date=day)
    return there.year, there.month, there.day


def jalali_parts(day: date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian date in the Jalali calendar. Raises TypeError for an instant."""
    return _parts(day)


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Jalali one. Raises ValueError where there is no such day."""
    return jdatetime.date(year, month, day).togregorian()


@lru_cache(maxsize=512)
def month_length(year: int, month: int) -> int:
    """Days of a Jalali month, 29 to 31."""
    return (from_jalali(year + month // 12, month % 12 + 1, 1) - from_jalali(year, month, 1)).days


@lru_cache(maxsize=4096)
def jalali(day: date) -> str:
    """A day in words: ۷ خرداد ۱۴۰۷."""
    year, month, of_month = _parts(day)
    return digits(f"{of_month} {MONTHS[month - 1]} {year}")


@lru_cache(maxsize=4096)
def jalali_numeric(day: date) -> str:
    """A day in figures: ۱۴۰۷/۰۳/۰۷."""
    return digits("{:04d}/{:02d}/{:02d}".format(*_parts(day)))


def weekday_name(day: date) -> str:
    """The day of the week: سه‌شنبه."""
    return WEEKDAYS[day.weekday()]


def in_tehran(at: datetime) -> datetime:
    """An aware instant on Tehran's clock. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("an instant must be aware")
    return at.astimezone(TEHRAN)


@lru_cache(maxsize=1024)
def clock_text(at: datetime) -> str:
    """Hour and minute in Tehran: ۸:۳۰."""
    there = in_tehran(at)
    return digits(f"{there.hour}:{there.minute:02d}")


def short_moment(at: datetime, now: datetime) -> str:
    """A moment as short as it stays clear: «امروز، ۱۵:۳۰», «دوشنبه ۱۶ خرداد، ۸:۰۰», with its year where it is another."""
    return f"{_day_from(in_tehran(at).date(), in_tehran(now).date())}، {clock_text(at)}"


@lru_cache(maxsize=1024)
def _day_from(day: date, today: date) -> str:
    near = {timedelta(0): "امروز", timedelta(days=1): "فردا", timedelta(days=-1): "دیروز"}
    if (told := near.get(day - today)) is not None:
        return told
    year, month, of_month = _parts(day)
    text = digits(f"{of_month} {MONTHS[month - 1]}") if year == _parts(today)[0] else jalali(day)
    return f"{weekday_name(day)} {text}"


@lru_cache(maxsize=1024)
def jalali_datetime(at: datetime) -> str:
    """An aware instant in Tehran, in words: سه‌شنبه ۱۰ خرداد ۱۴۰۷، ساعت ۲۳:۵۹."""
    day = in_tehran(at).date()
    return f"{weekday_name(day)} {jalali(day)}، ساعت {clock_text(at)}"


_TYPED = re.compile(r"([0-9]{1,4})\s*([/.\-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})")


def parse_jalali(text: str) -> date:
    """The Gregorian date of a typed Jalali day, such as 1404/3/9 or ۱۴۰۴-۰۳-۰۹ (year, month, day).

    Raises: ValueError with a Persian sentence that says what is wrong.
    """
    plain = ascii_digits(_BIDI.sub("", text)).strip().replace("؍", "/")
    typed = _TYPED.fullmatch(plain)
    if typed is None or len(typed[1]) != 4 or len(typed[4]) > 2:
        raise ValueError("تاریخ را به صورت سال/ماه/روز بنویسید، مانند ۱۴۰۴/۰۳/۰۹.")
    year, month, day = int(typed[1]), int(typed[3]), int(typed[4])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        span = f"{digits(FIRST_YEAR)} تا {digits(LAST_YEAR)}"
        raise ValueError(f"سال {digits(year)} پذیرفته نیست؛ سال شمسی از {span} است.")
    if not 1 <= month <= 12:
        raise ValueError(f"ماه {digits(month)} وجود ندارد؛ ماه از ۱ تا ۱۲ است.")
    last = month_length(year, month)
    if not 1 <= day <= last:
        raise ValueError(f"{MONTHS[month - 1]} {digits(year)} روز {digits(day)} ندارد؛ {digits(last)} روز است.")
    return from_jalali(year, month, day)


_FULL_DAYS_FROM = timedelta(hours=72)


def duration_text(span: timedelta) -> str:
    """A length of time in its two largest units; its sign is not said.

    Args: span, any length; up to 72 hours it is told in hours and minutes, above it in days and hours.
    """
    span = abs(span)
    minutes = span // timedelta(minutes=1)
    if span > _FULL_DAYS_FROM:
        parts = ((minutes // 1440, "روز"), (minutes // 60 % 24, "ساعت"))
    else:
        parts = ((minutes // 60, "ساعت"), (minutes % 60, "دقیقه"))
    told = [f"{number(count)} {unit}" for count, unit in parts if count]
    return " و ".join(told) or "کمتر از یک دقیقه"
