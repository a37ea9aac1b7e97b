"""Whoever follows the links of his pages comes nowhere where the house breaks: each office through the played house (no article)."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from majlis.models import User

WALKERS = (
    "administrator", "speaker", "secretary", "laws_deputy_head", "member", "branch_head", "liaison_head", "liaison_officer",
    "ministry_deputy", "ministry_expert", "conduct_chair", "conduct_secretary", "conduct_registrar", "conduct_concerned", "appeal_chair",
    "archive_keeper",
)  # fmt: skip
LINK = re.compile(r'href="(/[^"#]*)')
# Of one kind of address, with the same fields, so many: pages differ by the stage of their file.
OF_A_KIND = 4
# Accounts' pages are the library's, and end the session that walks.
ELSEWHERE = ("/accounts/", "/static/")


def kind_of(address: str) -> tuple[str, tuple[str, ...]] | None:
    """The kind of page and the names of its fields; None for what is not the house's."""
    path, query = urlsplit(address).path, urlsplit(address).query
    if path.startswith(ELSEWHERE):
        return None
    try:
        return resolve(path).view_name, tuple(sorted(name for name, _ in parse_qsl(query, keep_blank_values=True)))
    except Resolver404:
        return None


def walked(client: Client) -> tuple[list[str], Counter[str]]:
    """From the cartable along every link. Returns: addresses at which the house broke, and how often each kind of page was opened."""
    ahead, seen, opened, broken = deque(["/"]), {"/"}, Counter[object](), []
    while ahead:
        address = ahead.popleft()
        kind = kind_of(address)
        if kind is None or opened[kind] >= OF_A_KIND:
            continue
        opened[kind] += 1
        answer = client.get(address, secure=True)
        if answer.status_code >= 500:
            broken.append(address)
        if answer.status_code == 200 and not answer.streaming and "html" in answer.get("Content-Type", ""):
            found = {html.unescape(each) for each in LINK.findall(answer.content.decode())}
            ahead.extend(sorted(found - seen))
            seen |= found
    names: Counter[str] = Counter()
    for (name, _), times in opened.items():
        names[name] += times
    return broken, names


@pytest.mark.parametrize("username", WALKERS)
def test_no_link_leads_to_a_broken_page(in_house, username: str):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    broken, opened = walked(client)
    assert not broken
    assert opened["home"] and len(opened) > 10
