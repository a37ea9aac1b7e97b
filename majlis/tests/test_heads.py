"""Heads on paper: whoever keeps one sees whether the chain holds it, and of a sealed chain nothing else (house, Art. 18)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from conduct.models import Case
from majlis import jobs
from majlis.demo.fixed import NOW
from majlis.models import Act, Head
from majlis.queries import heads

VERIFY = [sys.executable, str(Path(settings.BASE_DIR, "bin", "verify"))]


@pytest.fixture
def printed(cast: Any) -> dict[str, Head]:
    return {each.realm: each for each in jobs.publish_heads(NOW - timedelta(days=7))}


def test_a_published_head_is_held_with_and_without_its_place(printed):
    head = printed["committees"]
    for text in (head.hash, head.published, f"committees  {head.published.upper()}", f"ردیف {head.seq}\n{head.hash}"):
        found = heads.answer(text)
        assert (found.readable, found.holds, found.desk, found.place) == (True, True, "کمیسیون‌ها", head.seq)


def test_an_act_of_an_open_chain_is_known_by_its_place(printed):
    act = Act.objects.filter(realm="liaison").order_by("seq")[2]
    assert heads.answer(f"{act.seq} {act.hash}").holds
    assert not heads.answer(f"{act.seq + 1} {act.hash}").found
    assert not heads.answer(act.hash).found


def test_an_act_of_a_sealed_chain_is_known_to_nobody(printed):
    act = Act.objects.filter(realm="conduct").order_by("-seq")[0]
    for text in (act.hash, f"{act.seq} {act.hash}", f"{printed['conduct'].seq} {printed['conduct'].hash}"):
        assert not heads.answer(text).found


def test_the_commitment_of_a_sealed_chain_is_held_and_tells_no_place(printed):
    found = heads.answer(printed["conduct"].published)
    assert (found.holds, found.place) == (True, None)
    page = Client().get(reverse("heads")).content.decode()
    assert printed["conduct"].published in page
    assert printed["conduct"].hash not in page
    assert Case.objects.exists()


def test_a_head_that_the_chain_no_longer_has_is_told(printed):
    head = printed["committees"]
    Head.objects.create(realm="committees", seq=head.seq, hash="0" * 64, published_at=NOW - timedelta(days=9))
    found = heads.answer("0" * 64)
    assert (found.found, found.holds) == (True, False)
    assert "زنجیره این سر را ندارد" in Client().get(reverse("heads"), {"head": "0" * 64}).content.decode()


@pytest.mark.parametrize(
    ("text", "readable"),
    [("", False), ("x", False), ("a" * 63, False), ("a" * 65, False), ("a" * 64, True), ("9" * 20 + " " + "a" * 64, True),
     ("\u202e" + "f" * 64, True), ("a" * 64 + "b" * 5000, False)],
)  # fmt: skip
def test_whatever_is_pasted_gets_a_sentence(printed, text, readable):
    assert heads.answer(text).readable is readable
    answer = Client().get(reverse("heads"), {"head": text})
    assert answer.status_code == 200
    assert ("شناخته نیست" in answer.content.decode()) is readable


def test_the_page_asks_as_much_for_many_days_as_for_one(printed, django_assert_num_queries):
    def asked() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            Client().get(reverse("heads"))
        return len(seen)

    before = asked()
    for days in range(6):
        jobs.publish_heads(NOW - timedelta(days=days))
    assert asked() == before


def test_bin_verify_holds_a_register_against_heads_kept_on_paper(printed, tmp_path):
    export, kept = tmp_path / "register.jsonl", tmp_path / "heads.json"
    call_command("export_register", "committees", str(export))

    def verified(rows: Any) -> subprocess.CompletedProcess:
        kept.write_text(json.dumps(rows), encoding="utf-8")
        return subprocess.run([*VERIFY, "--heads", str(kept), str(export)], capture_output=True, text=True, check=False)

    head = printed["committees"]
    middle = Act.objects.get(realm="committees", seq=head.seq // 2)
    assert verified({"committees": {str(head.seq): head.hash, str(middle.seq): middle.hash}}).returncode == 0
    assert verified({"house": {"1": "0" * 64}}).returncode == 0
    for wrong in ({str(head.seq): "0" * 64}, {str(middle.seq): "0" * 64}, {str(head.seq + 10**6): head.hash}):
        said = verified({"committees": wrong})
        assert said.returncode == 1
        assert f"#{next(iter(wrong))}" in said.stdout
    for nonsense in ({"committees": {"one": head.hash}}, {"committees": {"1": "x"}}, ["a"]):
        said = verified(nonsense)
        assert said.returncode == 1
        assert "Traceback" not in said.stderr
