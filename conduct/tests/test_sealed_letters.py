"""Letters on a case lie sealed, words and paper; the member reads what was written to him once he may (Arts. 7 n. 1, 9, 10)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from conduct.models import Case
from conduct.tests.playing import World
from majlis import actions as house
from majlis.models import Letter, Person
from majlis.models.sealed import Closed, is_sealed
from majlis.queries.papers_opened import PaperClosed, paper_bytes
from majlis.rules.law import Refused
from majlis.tests.rings import keys_of, nobodys_keys

CANARY = "قناری‌ناپیدا-letter-5T8W"


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    return tmp_path


def written(world: World, case: Case, word: str) -> Letter:
    letter = Letter(realm="conduct", file_kind="case", file_key=case.pk, word=word)
    said = {
        "addressee": f"گیرنده {CANARY}", "title": f"موضوع {CANARY}", "text": f"متن {CANARY}", "copies": f"رونوشت {CANARY}",
        "grade": "confidential", "priority": "ordinary", "papers": [],
    }  # fmt: skip
    house.draft_letter(world.call(world.secretary, **said), letter)
    house.sign_letter(world.call(world.secretary, **said), letter)
    return Letter.objects.get(pk=letter.pk)


def reads(person: Person, letter: Letter) -> tuple[bool, bool]:
    """Does he read its words, and its paper?"""
    letter = Letter.objects.select_related("document").get(pk=letter.pk)
    with keys_of(person):
        words = not any(isinstance(getattr(letter, name), Closed) for name in ("addressee", "title", "text", "copies"))
        try:
            return words, paper_bytes(letter.document).startswith(b"%PDF")
        except PaperClosed:
            return words, False


def test_no_word_of_a_letter_lies_open(world, own_store) -> None:
    letter = written(world, world.given_case("invited"), "invitation")
    assert CANARY in letter.title and paper_bytes(letter.document).startswith(b"%PDF")
    house.void_letter(world.call(world.secretary, reason=f"دلیل {CANARY}"), letter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT addressee, title, text, copies, chance, void_reason, t::text FROM majlis_letter t")
        *lying, row = cursor.fetchone()
        assert all(is_sealed(each) for each in lying) and CANARY not in row
        cursor.execute("SELECT count(*) FROM majlis_searchrow t WHERE t::text LIKE %s", [f"%{CANARY}%"])
        assert cursor.fetchone() == (0,)
    whole = b"".join(each.read_bytes() for each in own_store.rglob("*") if each.is_file())
    assert b"%PDF" not in whole and whole


def test_the_board_reads_it_and_nobody_without_keys(world) -> None:
    letter = written(world, world.given_case("invited"), "invitation")
    assert reads(world.seats[5], letter) == reads(world.registrar, letter) == (True, True)
    assert reads(world.people.administrator, letter) == (False, False)
    with nobodys_keys():
        assert Letter.objects.get(pk=letter.pk).title_told == ""


def test_the_member_reads_his_invitation_and_still_after_it_is_void(world) -> None:
    letter = written(world, world.given_case("invited"), "invitation")
    assert reads(world.member, letter) == (True, True)
    with keys_of(world.registrar):
        house.void_letter(world.call(world.secretary, reason="گیرنده نادرست بود"), letter)
    assert reads(world.member, letter) == (True, True)


def test_a_ruling_reaches_his_keys_when_it_is_served_and_not_before(world) -> None:
    case = world.given_case("ruled")
    letter = written(world, case, "ruling")
    assert reads(world.member, letter) == (False, False)
    world._to_served(case, {})
    assert reads(world.member, letter) == (True, True)
    later = written(world, Case.objects.get(pk=case.pk), "ruling")
    assert reads(world.member, later) == (True, True), "a letter that is signed after the service is his at once"


def test_whoever_holds_the_paper_proves_it_and_nobody_finds_its_words_by_trying(world) -> None:
    first, second = (written(world, world.given_case("invited"), "invitation") for _ in range(2))
    page = Client().get(reverse("letter_proof", args=[first.token]), secure=True).content.decode()
    own = hashlib.sha256(paper_bytes(first.document)).hexdigest()
    assert own in page and first.short_trace in page and CANARY not in page
    with nobodys_keys():
        answer = Client().get(reverse("letter_proof", args=[first.token]), {"sha256": own}, secure=True)
        assert "برابر است" in answer.content.decode()
    assert first.chance != second.chance and len(first.chance) == len(second.chance) > 30
    # In the trace stands what is by chance, and it is sealed: the same words give another trace.
    kept, first.chance = house.letters.trace_of(first, first.signed_at.date()), "0" * 32
    assert kept != house.letters.trace_of(first, first.signed_at.date())


def test_a_letter_that_no_key_at_hand_opens_is_not_worded_anew(world) -> None:
    case = world.given_case("invited")
    letter = Letter(realm="conduct", file_kind="case", file_key=case.pk, word="invitation")
    said = {
        "addressee": "گیرنده", "title": "موضوع", "text": CANARY, "copies": "", "grade": "confidential", "priority": "ordinary", "papers": [],
    }  # fmt: skip
    house.draft_letter(world.call(world.secretary, **said), letter)
    with nobodys_keys():
        for word in ("revise_letter", "sign_letter"):
            with pytest.raises(Refused, match="مهر و موم"):
                getattr(house, word)(world.call(world.secretary, **{**said, "text": "دیگر"}), letter)
        house.void_letter(world.call(world.secretary, reason="نیازی نیست"), Letter.objects.get(pk=letter.pk))
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.text, kept.void_reason, kept.stage) == (CANARY, "نیازی نیست", "dropped")
