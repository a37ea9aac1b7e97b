"""Whatever is refused, what was typed stands there again: every form of every page, with one answer missing or impossible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from majlis.tests.personas import CAST, routes
from majlis.tests.test_access import POST_ONLY, WHO, House, here, played

# A big matrix: it runs with `bin/test --all`.
pytestmark = pytest.mark.long

__all__ = ["played"]
TYPED = ("text", "search", "email", "")
NOT_WORDS = ("hidden", "submit", "button", "file", "password", "checkbox", "radio", "image", "reset")
REFUSED = (400, 409, 422)
TOO_MUCH = "۹" * 30_000
# What is signed by one's own hand anew each time, or is no answer to be kept.
ELSEWHERE = ("account_", "mfa_", "new_factor", "invitation", "search")


@dataclass
class Form:
    """A form that is posted to its own page: what stands in it, and where something is to be typed."""

    fields: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Read the forms of a page as a browser would send them."""

    def __init__(self, path: str):
        super().__init__()
        self.path, self.forms, self.now, self.select = path, [], None, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            own = (said.get("method") or "").lower() == "post" and (said.get("action") or self.path) == self.path
            self.now = Form() if own else None
        if self.now is None:
            return
        name = said.get("name") or ""
        if tag == "option":
            self._option(said)
        if not name:
            return
        if tag == "select":
            self.select = name
        elif tag == "textarea" or (tag == "input" and (said.get("type") or "") in TYPED):
            self.now.words.append(name)
            self.now.fields[name] = said.get("value") or ""
        elif tag == "input":
            self._choice(name, said)
        if "required" in said and name in self.now.words:
            self.now.needed.append(name)

    def _option(self, said: dict[str, str | None]) -> None:
        assert self.now is not None
        if self.select and said.get("value") and (self.select not in self.now.fields or "selected" in said):
            self.now.fields[self.select] = said["value"]

    def _choice(self, name: str, said: dict[str, str | None]) -> None:
        assert self.now is not None
        kind = said.get("type") or ""
        if kind in ("checkbox", "radio"):
            if name not in self.now.fields or "checked" in said:
                self.now.fields[name] = said.get("value") or "on"
        elif kind not in NOT_WORDS or kind == "hidden":
            self.now.fields[name] = said.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "form" and self.now is not None:
            if len(self.now.words) > 1:
                self.forms.append(self.now)
            self.now = None


def forms_at(client: Client, path: str) -> list[Form]:
    answer = client.get(path, secure=True)
    if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
        return []
    reader = Reader(path)
    reader.feed(answer.content.decode())
    return reader.forms


def trials(form: Form) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """The form as it may be sent wrongly: each field in turn missing or far too long; and the words that must stand."""
    for bad in form.needed or form.words:
        others = [name for name in form.words if name != bad]
        typed = {name: f"نوشتهٔ {'ن' * place}" for place, name in enumerate(others, start=1)}
        for fault in ("", TOO_MUCH):
            yield {**form.fields, **typed, bad: fault}, list(typed.values())


def who_for(name: str) -> str:
    return next(who for who in CAST if who in WHO[name])


NAMES = sorted(
    name for name in routes()
    if here(name) and name not in POST_ONLY and not name.startswith(ELSEWHERE) and set(CAST) & WHO.get(name, set())
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_was_typed_stands_there_again(played: House, name: str) -> None:
    path, client = played.path(name), Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = played.sessions[who_for(name)]
    for form in forms_at(client, path):
        refused = 0
        for sent, words in trials(form):
            point = transaction.savepoint()
            answer = client.post(path, sent, secure=True)
            transaction.savepoint_rollback(point)
            assert answer.status_code < 500, sent
            if answer.status_code not in REFUSED:
                continue
            refused += 1
            shown = answer.content.decode()
            assert [word for word in words if word not in shown] == [], (answer.status_code, sorted(sent))
        assert refused, f"nothing that was sent to {path} was refused"


def test_forms_are_found_at_all(played: House) -> None:
    clients = {who: Client() for who in CAST}
    for who, client in clients.items():
        client.cookies[settings.SESSION_COOKIE_NAME] = played.sessions[who]
    found = [name for name in NAMES if forms_at(clients[who_for(name)], played.path(name))]
    assert len(found) > 20, found
