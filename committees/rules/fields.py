"""Reading one JSON object field by field: a value always comes back, and every fault is kept with its path (no article)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from majlis import persian

Fault = tuple[str, str]

TEXT_MOST = 200
ITEMS_MOST = 60
DOCUMENTS_MOST = 20
# The first day of 1300: the Jalali calendar is certain from here, and no living member's record is older.
EARLIEST = date(1921, 3, 21)

_ID = re.compile("[a-z0-9_-]{1,16}")
_CODE = re.compile("[a-z0-9_-]{1,64}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Fields:
    """One object of a form. `path` is its own place ("degrees[0]"), empty for the form itself; `day` is today."""

    def __init__(self, data: Any, path: str, day: date, faults: list[Fault] | None = None):
        self._path = path
        self._day = day
        self._faults: list[Fault] = [] if faults is None else faults
        self._known: set[str] = set()
        self._children: list[Fields] = []
        if not isinstance(data, Mapping):
            self._faults.append((path or "form", "این بخش از فرم خوانا نیست."))
            # One fault is enough for an object that is none: what its fields would say is not kept.
            data, self._faults = {}, []
        self._data: Mapping[str, Any] = data

    def close(self) -> tuple[Fault, ...]:
        """All faults so far, and one for each key that nobody asked for."""
        for child in self._children:
            child.close()
        for key in self._data:
            if key not in self._known:
                self._fault(str(key)[:TEXT_MOST], "چنین خانه‌ای در فرم نیست.")
        return tuple(self._faults)

    def items(self, key: str) -> Iterator[Fields]:
        """The objects of a list, each with its own path."""
        for place, each in enumerate(self._list(key, ITEMS_MOST)):
            child = Fields(each, f"{self._at(key)}[{place}]", self._day, self._faults)
            self._children.append(child)
            yield child

    def id(self) -> str:
        """The object's own short code, unique in the form."""
        value = self._take("id")
        if isinstance(value, str) and _ID.fullmatch(value):
            return value
        self._fault("id", "شناسهٔ ردیف نادرست است.")
        return ""

    def text(self, key: str, *, required: bool = False) -> str:
        """A line of text in its one written form."""
        value = self._take(key)
        if value is None:
            value = ""
        if not isinstance(value, str) or not _encodable(value):
            self._fault(key, "این خانه باید متن باشد.")
            return ""
        text = persian.normalise(value)
        if len(text) > TEXT_MOST:
            self._fault(key, f"این خانه تا {persian.number(TEXT_MOST)} نویسه جا دارد.")
            return text[:TEXT_MOST]
        if required and not text:
            self._fault(key, "این خانه را پر کنید.")
        return text

    def code(self, key: str) -> str:
        """A code of some table, or nothing."""
        value = self._take(key)
        if value is None or value == "":
            return ""
        if isinstance(value, str) and _CODE.fullmatch(value):
            return value
        self._fault(key, "این گزینه شناخته نیست.")
        return ""

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of codes."""
        kept = []
        for place, each in enumerate(self._list(key, ITEMS_MOST)):
            if isinstance(each, str) and _CODE.fullmatch(each):
                kept.append(each)
            else:
                self._fault(f"{key}[{place}]", "این گزینه شناخته نیست.")
        return tuple(kept)

    def choice(self, key: str, among: Collection[str]) -> str:
        """One of the codes given; nothing and anything else is a fault."""
        value = self._take(key)
        if isinstance(value, str) and value in among:
            return value
        self._fault(key, "یکی از گزینه‌ها را برگزینید." if value in (None, "") else "این گزینه شناخته نیست.")
        return ""

    def flag(self, key: str) -> bool:
        """Yes or no; nothing is no."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self._fault(key, "پاسخ باید آری یا نه باشد.")
        return False

    def number(self, key: str, *, most: int) -> int:
        """A whole number from one to `most`; zero stands for what cannot be read."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        self._fault(key, f"عددی از ۱ تا {persian.number(most)} بنویسید.")
        return 0

    def day(self, key: str, *, required: bool = False) -> date | None:
        """An ISO day that is not in the future."""
        value = self._take(key)
        if value is None or value == "":
            if required:
                self._fault(key, "تاریخ را بنویسید.")
            return None
        day = _iso_day(value)
        if day is None or day < EARLIEST:
            self._fault(key, "تاریخ خوانا نیست یا پیش از سال ۱۳۰۰ است.")
            return None
        if day > self._day:
            self._fault(key, f"این تاریخ در آینده است؛ امروز {persian.jalali(self._day)} است.")
        return day

    def span(self) -> tuple[date | None, date | None]:
        """From and to, both included; without an end it still runs."""
        first, last = self.day("from_day", required=True), self.day("to_day")
        if first and last and last < first:
            self._fault("to_day", "پایان پیش از آغاز است.")
        return first, last

    def documents(self) -> tuple[str, ...]:
        """Identifiers of uploaded papers, each once."""
        kept: list[str] = []
        for place, each in enumerate(self._list("documents", DOCUMENTS_MOST)):
            found = _uuid(each)
            if found and found not in kept:
                kept.append(found)
            else:
                self._fault(f"documents[{place}]", "این سند شناخته نیست یا دوباره آمده است.")
        return tuple(kept)

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _fault(self, key: str, sentence: str) -> None:
        self._faults.append((self._at(key), sentence))

    def _take(self, key: str) -> Any:
        self._known.add(key)
        return self._data.get(key)

    def _list(self, key: str, most: int) -> list[Any]:
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._fault(key, "این بخش از فرم خوانا نیست.")
            return []
        if len(value) > most:
            self._fault(key, f"بیش از {persian.number(most)} ردیف پذیرفته نیست.")
        return value[:most]


def in_form_order(faults: tuple[Fault, ...], headings: tuple[str, ...]) -> tuple[Fault, ...]:
    """The faults by heading and place, as a reader meets them; paths of no heading come last."""

    def place(fault: Fault) -> tuple[int, int]:
        heading, _, rest = fault[0].partition("[")
        number = rest.partition("]")[0]
        known = headings.index(heading) if heading in headings else len(headings)
        return known, int(number) if number.isdigit() else 0

    return tuple(sorted(faults, key=place))


def unique_ids(form: Any) -> tuple[Fault, ...]:
    """A fault for each item whose code an earlier item of the form has."""
    seen: set[str] = set()
    faults = []
    for heading in ("degrees", "posts", "tenures", "services"):
        for place, item in enumerate(getattr(form, heading)):
            if item.id and item.id in seen:
                faults.append((f"{heading}[{place}].id", "شناسهٔ این ردیف تکراری است."))
            seen.add(item.id)
    return tuple(faults)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _iso_day(value: Any) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _uuid(value: Any) -> str:
    try:
        return str(UUID(value)) if isinstance(value, str) else ""
    except ValueError:
        return ""
