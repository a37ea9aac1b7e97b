"""Every form of every page, filled in by somebody who means harm or knows nothing: a sentence, never an error of the house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from majlis.tests.test_access import EVERYBODY, WHO, House, played

__all__ = ["played"]

# A walk through everything: it runs with `bin/test --all`.
pytestmark = pytest.mark.long

# Signing in and out, and the library's own pages, have tests of their own.
LEFT_OUT = ("account_", "mfa_")
OWN = ("csrfmiddlewaretoken",)
BIDI = "\u202eعلی\u2066\u200f\u0000".replace("\u0000", "")
VALUES: dict[str, str] = {
    "nothing": "",
    "digits": "9" * 20,
    "below zero": "-1",
    "Persian digits": "۹" * 20,
    "directions": BIDI,
    "NUL": "a\x00b",
    "long": "ب" * 60_000,
    "marks": "<script>alert(1)</script>{{ 7*7 }}%s%n';--",
    "surrogate": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "another key": "00000000-0000-4000-8000-000000000000",
    "no day": "1405/13/45",
    "far day": "9378/12/29",
    "not a number": "NaN",
    "infinite": "1e999999",
    "JSON": '{"a": [1, {"b": null}]}',
}


@dataclass
class Found:
    """One form of a page: where it goes, whether by POST, and its fields with what stood in them."""

    action: str
    posts: bool
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """The forms of a page, as a browser without a script finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._open: Found | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        if tag == "form":
            self._open = Found(said.get("action") or "", (said.get("method") or "get").lower() == "post")
            self.found.append(self._open)
        elif self._open is not None and said.get("name") and tag in ("input", "select", "textarea", "button"):
            if said.get("type") == "file":
                self._open.files.add(said["name"])
            else:
                self._open.fields.setdefault(said["name"], said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_of(html: str) -> list[Found]:
    parser = Forms()
    parser.feed(html)
    return parser.found


def filled(found: Found, value: str) -> dict[str, Any]:
    """The form with one value in all that is typed or chosen; its key stays, so that the press reaches the act."""
    keep = {name: text for name, text in found.fields.items() if name in (*OWN, "key", "seen_version")}
    data: dict[str, Any] = {name: value for name in found.fields if name not in keep} | keep
    return data | {name: SimpleUploadedFile("سند.pdf", value.encode("utf-8", "replace")) for name in found.files}


def broken(found: Found) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is wrong with the frame of a form rather than with its answers."""
    yield "no key", {}
    yield "key of another shape", {**found.fields, "key": "x" * 50}
    yield "version that never was", {**found.fields, "seen_version": "9" * 30}
    yield "every answer many times", {name: [text, "x", ""] for name, text in found.fields.items()}
    yield "ten thousand fields", {**found.fields, **{f"x{number}": "1" for number in range(10_000)}}


def pressed(house: House, who: str, action: str, found: Found, data: dict[str, Any]) -> int:
    """One press, of which nothing stays.  Returns: the status; 500 where the house broke."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = house.sessions[who]
    point = transaction.savepoint()
    try:
        answer = (
            client.post(action, data)
            if found.posts
            else client.get(action, {k: v for k, v in data.items() if k not in found.files})
        )
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer.status_code
    finally:
        transaction.savepoint_rollback(point)


def one_who_may(name: str) -> str | None:
    return next((who for who in EVERYBODY if who != "anonymous" and who in WHO[name]), None)


def walked() -> list[str]:
    return sorted(name for name in WHO if not name.startswith(LEFT_OUT) and one_who_may(name))


@pytest.mark.parametrize("name", walked())
def test_no_form_breaks_the_house(played, name):
    who, path = one_who_may(name), played.path(name)
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = played.sessions[who]
    page = client.get(path)
    if page.streaming or "html" not in page.get("Content-Type", ""):
        return
    own = [each for each in forms_of(page.content.decode()) if each.action in ("", path) or not each.posts]
    faults = []
    for found in own:
        action = found.action or path
        told = [(title, filled(found, value)) for title, value in VALUES.items()]
        for title, data in (*told, *(broken(found) if found.posts else ())):
            status = pressed(played, who, action, found, data)
            if status >= 500:
                faults.append(f"{action} by {who}, {title}: {status}")
    assert faults == []


def test_the_walk_reaches_the_offices_acts(played):
    """A page whose form the walk does not find would prove nothing."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = played.sessions["conduct_registrar"]
    forms = [
        each for each in forms_of(client.get(played.path("conduct:register_report")).content.decode()) if each.posts
    ]
    assert any({"text", "kind", "key"} <= set(each.fields) for each in forms)
    assert len(walked()) > 200
