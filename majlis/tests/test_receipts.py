"""A receipt is checked without the house: by plain Python, and in a browser whose connection is cut (house, Art. 18)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from committees.tests.journeys import House, journey, signed_in
from majlis.models import Act, Head, User

__all__ = ["journey"]

CHECKER = Path(settings.BASE_DIR, "bin", "receipt")
A_HASH = "0" * 64
OWNER = "member_3"


def checked(tmp_path: Path, *papers: Any) -> subprocess.CompletedProcess[str]:
    """What the program says of these papers, run alone and from an empty folder."""
    alone = shutil.copy(CHECKER, tmp_path / "receipt.py")
    files = []
    for place, paper in enumerate(papers):
        files.append(tmp_path / f"{place}.json")
        files[-1].write_bytes(paper if isinstance(paper, bytes) else json.dumps(paper).encode())
    command = [sys.executable, "-I", "-S", str(alone), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)


def own_act() -> Act:
    """The form of the one member of the cast who handed one in himself."""
    return Act.objects.get(verb="submit_declaration", actor__user__username=OWNER)


def taken(act: Act, username: str = OWNER) -> Any:
    return signed_in(User.objects.get(username=username)).get(reverse("receipt_json", args=[act.pk]))


@pytest.fixture
def paper(cast: Any) -> dict[str, Any]:
    return json.loads(taken(own_act()).content)


def test_a_receipt_leads_to_the_head_that_was_published_next(paper, tmp_path):
    act = own_act()
    head = Head.objects.filter(realm="committees", seq__gte=act.seq).order_by("seq").first()
    run = checked(tmp_path, paper)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("OK ")
    assert f"#{act.seq} {act.hash}" in run.stdout
    assert f"#{head.seq} {head.hash}" in run.stdout
    assert head.seq > act.seq
    assert len(paper["after"]) == head.seq - act.seq


def test_a_receipt_of_today_ends_at_itself(cast, tmp_path):
    act = Act.objects.filter(realm="committees", actor__user__isnull=False).order_by("-seq").first()
    paper = json.loads(taken(act, act.actor.user.username).content)
    assert (paper["after"], paper["place"], paper["head"]) == ([], act.seq, act.hash)
    assert checked(tmp_path, paper).returncode == 0


def altered(paper: dict[str, Any]) -> list[Any]:
    """The receipt with each of its parts changed in turn."""
    found = []
    for key, value in paper.items():
        if isinstance(value, int):
            found += [{**paper, key: value + 1}, {**paper, key: str(value)}]
        elif isinstance(value, list):
            found += [{**paper, key: value[1:]}, {**paper, key: [*value, A_HASH]}, {**paper, key: value[::-1]}]
        else:
            found.append({**paper, key: f"{value}0"})
        found.append({each: kept for each, kept in paper.items() if each != key})
    body = json.loads(paper["body"])
    found.append({**paper, "body": json.dumps({**body, "choices": ["energy", "economy"]})})
    return [*found, {**paper, "more": 1}, [], None, "text", b"", b"\xff", b"[" * 100_000]


def test_every_altered_receipt_is_found_out(paper, tmp_path):
    papers = altered(paper)
    run = checked(tmp_path, paper, *papers)
    assert run.stderr == ""
    good, *others = run.stdout.splitlines()
    assert good.startswith("OK ")
    assert len(others) == len(papers)
    assert [each for each in others if not each.startswith("NOT OK ")] == []


def test_a_receipt_is_for_those_whose_act_it_is(cast):
    act = own_act()
    assert taken(act).status_code == 200
    for other in ("member", "member_2", "secretary", "administrator", "root"):
        assert taken(act, other).status_code == 404
    assert Client().get(reverse("receipt_json", args=[act.pk])).status_code == 302


def test_a_sealed_act_has_no_such_file_as_its_place_would_count(cast):
    act = Act.objects.filter(realm="conduct", actor__user__isnull=False).order_by("seq").first()
    who = signed_in(act.actor.user)
    assert who.get(reverse("receipt_json", args=[act.pk])).status_code == 404
    assert "receipt.json" not in who.get(reverse("receipt", args=[act.pk])).content.decode()


def test_the_page_offers_the_file_and_the_program(cast):
    act = own_act()
    page = signed_in(User.objects.get(username=OWNER)).get(reverse("receipt", args=[act.pk])).content.decode()
    assert reverse("receipt_json", args=[act.pk]) in page
    assert Client().get(reverse("receipt_checker_file")).content == CHECKER.read_bytes()


def told(page: Page, paper: Any) -> str:
    """What the page says of a file."""
    body = paper if isinstance(paper, bytes) else json.dumps(paper).encode()
    page.evaluate("document.querySelector('[data-receipt-said]').replaceChildren()")
    page.locator("#receipt-file").set_input_files({"name": "r.json", "mimeType": "application/json", "buffer": body})
    note = page.locator("[data-receipt-said] .note")
    expect(note).to_be_visible()
    return note.inner_text()


def test_a_browser_without_a_connection_counts_it_too(journey: House, paper: Any):
    page = journey.stranger()
    page.goto(reverse("heads"))
    page.context.set_offline(True)
    assert "رسید درست است" in told(page, paper)
    expect(page.locator("[data-receipt-said]")).to_contain_text(paper["hash"])
    expect(page.locator("[data-receipt-said]")).to_contain_text(paper["head"])
    for other in altered(paper):
        assert "درست نیست" in told(page, other)
