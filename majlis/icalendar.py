"""Deadlines as a calendar that other programs read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75  # octets of one line, without its end
NAMED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n"}


@dataclass(frozen=True)
class Event:
    """One entry: `uid` stays the same as long as it is the same thing; moments are aware."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    url: str


def calendar(name: str, events: Iterable[Event], at: datetime) -> bytes:
    """The calendar as bytes. Args: name, shown by the reader's program; at, aware, when it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Majlis Secretariat//Deadlines//FA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for event in events:
        lines += _event(event, at)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def _event(event: Event, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{moment(at)}",
        f"DTSTART:{moment(event.starts_at)}",
        f"DTEND:{moment(event.ends_at)}",
        f"SUMMARY:{text(event.summary)}",
        f"DESCRIPTION:{text(event.description)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def moment(at: datetime) -> str:
    """An instant in UTC, as 20280530T202900Z."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def text(value: str) -> str:
    """A text with its separators escaped and without control characters."""
    plain = value.replace("\r\n", "\n").translate(CONTROLS)
    return "".join(NAMED.get(letter, letter) for letter in plain)


def fold(line: str) -> bytes:
    """One line with its end, broken where it would pass 75 octets and never inside a letter."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode("utf-8")
        if len(piece) + len(octets) > LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
