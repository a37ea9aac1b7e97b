"""JSON read without mercy: doubled keys, 1.0 for 1 and half characters are faults, named in document order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

CODE = re.compile(r"[a-z0-9_-]{1,64}")
INTEGER = re.compile(r"0|[1-9][0-9]*")
MOST_NESTING = 8
MOST_DIGITS = 9
PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
NOT_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[^\[\]{}"]+', re.DOTALL)


class Fault(NamedTuple):
    """One fault: where it stands, and a sentence."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class Pairs(list):
    """A JSON object as it stands, doubled keys included."""


class Number(str):
    """A JSON number as it is written: 1.0 and 1 are not the same text."""


Faults = Iterator[Fault]
CheckItem = Callable[[Any, str], Faults]
CheckField = Callable[[str, Any, str], Faults]


def tree_of(raw: bytes) -> Any:
    """The JSON value of a file, objects as Pairs, numbers as Number. Raises ValueError, with a sentence, for none."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    if text.startswith("\ufeff"):
        raise ValueError("begins with a byte order mark")
    depth = 0
    for bracket in NOT_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > MOST_NESTING:
            raise ValueError(f"is nested deeper than {MOST_NESTING}")
    try:
        return json.loads(text, object_pairs_hook=Pairs, parse_int=Number, parse_float=Number, parse_constant=Number)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: line {error.lineno}, column {error.colno}") from None


def first(pairs: Any, key: str, default: Any = None) -> Any:
    """The first value of a key, which a check of another field may need before its turn."""
    if type(pairs) is Pairs:
        for name, value in pairs:
            if name == key:
                return value
    return default


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if PLAIN_KEY.fullmatch(key) else f"{path}[{json.dumps(key)}]"


def object_faults(value: Any, path: str, keys: Collection[str], check: CheckField) -> Faults:
    """Every key of an object in its own order: doubled, unknown, wrong; then the missing ones."""
    if type(value) is not Pairs:
        yield Fault(path, "must be an object")
        return
    seen = set()
    for key, item in value:
        if key in seen:
            yield Fault(_at(path, key), "stands twice")
        elif key not in keys:
            yield Fault(_at(path, key), "is not a key of this format")
        else:
            yield from check(key, item, _at(path, key))
        seen.add(key)
    for key in keys:
        if key not in seen:
            yield Fault(_at(path, key), "is missing")


def list_faults(value: Any, path: str, least: int, check: CheckItem) -> Faults:
    """A list of at least so many items, and each item's own faults."""
    if type(value) is not list:
        yield Fault(path, "must be a list")
        return
    if len(value) < least:
        yield Fault(path, "must not be empty")
    for index, item in enumerate(value):
        yield from check(item, f"{path}[{index}]")


def integer_faults(value: Any, path: str, least: int, most: int) -> Faults:
    """A whole number from least to most."""
    if type(value) is not Number or INTEGER.fullmatch(value) is None:
        yield Fault(path, "must be a whole number, written in digits alone")
    elif number(value) is None or not least <= int(value) <= most:
        yield Fault(path, f"must be {least} to {most}")


def number(value: Any) -> int | None:
    """The integer that a well-formed text means, None for any other and for one beyond every range of the format."""
    fits = type(value) is Number and INTEGER.fullmatch(value) is not None and len(value) <= MOST_DIGITS
    return int(value) if fits else None


def is_code(value: Any) -> bool:
    """Whether a value is an id or a code of this format."""
    return type(value) is str and CODE.fullmatch(value) is not None


def code_faults(value: Any, path: str, taken: set[str] | None = None) -> Faults:
    """An id or a code; with `taken`, one that has not stood before."""
    if not is_code(value):
        yield Fault(path, "must be 1 to 64 characters of a-z, 0-9, _ and -")
    elif taken is not None:
        if value in taken:
            yield Fault(path, "is there already")
        taken.add(value)


def text_faults(value: Any, path: str) -> Faults:
    """Any text that UTF-8 can write."""
    if type(value) is not str:
        yield Fault(path, "must be a text")
        return
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        yield Fault(path, "holds half a character, which UTF-8 cannot write")


def one_of_faults(value: Any, path: str, *allowed: str) -> Faults:
    """One of the named texts."""
    if type(value) is not str or value not in allowed:
        yield Fault(path, "must be " + " or ".join(f'"{each}"' for each in allowed))
