"""Every letter of every office, worded on the files of the played house: whole sentences, Persian digits, nothing missing (house, Art. 10)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from majlis import persian
from majlis.demo.fixed import NOW
from majlis.demo.letters import _files, _holders
from majlis.models import Letter
from majlis.queries.letters import new_letter, rooms, wording_of
from majlis.rules.letters import blocks

OFFICES = ("committees", "conduct", "liaison")
KINDS = [(config.realm.code, kind) for config, room in rooms() for kind in room.kinds if config.label in OFFICES]
# Acts that the demonstration does not play.
UNPLAYED = {
    "given_time", "withdrawn_referral", "decided_late", "asked_document", "ended_seat", "lowered_minimum", "opened_by_election", "printed_records",
    "carried", "candidacy_call", "candidates_presented", "officers_elected",
}  # fmt: skip


def written(realm: str, kind: Any) -> Letter | None:
    """One such letter, unsaved, on the newest file that one of its writers sees."""
    for file in _files(kind):
        for viewer in _holders(kind.drafters, NOW):
            letter = new_letter(viewer, realm, kind.word, file)
            if letter is not None:
                return letter
    return None


@pytest.mark.parametrize(("realm", "kind"), KINDS, ids=[f"{realm}.{kind.word}" for realm, kind in KINDS])
def test_each_letter_reads_as_a_letter(cast, realm, kind):
    letter = written(realm, kind)
    if kind.word in UNPLAYED:
        assert letter is None or wording_of(letter).text
        return
    assert letter is not None, f"{realm}.{kind.word}: the demonstration has no file for it"
    said = wording_of(letter)
    assert said.addressee
    assert said.title
    assert "None" not in said.text + said.title + said.addressee
    assert not re.search(r"[{}]|،\s*،|\(\s*\)", said.text)
    assert len(said.title) <= Letter._meta.get_field("title").max_length
    for block in blocks(said.text):
        assert all(cell.strip() for row in block.rows for cell in row), block.rows


def test_every_kind_that_the_demonstration_plays_has_a_signed_letter(cast):
    signed = set(Letter.objects.filter(stage__in=("signed", "void")).values_list("realm", "word"))
    assert {(realm, kind.word) for realm, kind in KINDS if kind.word not in UNPLAYED} <= signed


def test_class_priority_copies_and_attachments_are_shown(cast):
    letter = Letter.objects.filter(realm="committees", stage="drafted").get()
    page = cast.client("secretary").get(letter.get_absolute_url()).content.decode()
    for label in ("طبقه‌بندی", "فوریت", "رونوشت", "پیوست", "نسخهٔ پیش‌نویس"):
        assert f"<dt>{label}</dt>" in page
    assert letter.get_priority_display() == "فوری"
    assert f"<dd>{letter.get_priority_display()}</dd>" in page


def test_a_forms_number_keeps_its_order_in_a_line_from_right_to_left(cast):
    """A hyphen between figures lets them change places there; a slash does not."""
    rows = Letter.objects.filter(word__in=("refused_item", "accepted_item", "referred_doubt", "decided_doubt"))
    told = [f"{row.title} {row.text}" for row in rows]
    assert told
    assert all(re.search(r"\d+/\d{3}", persian.ascii_digits(text)) for text in told)
    assert not [text for text in told if re.search(r"\d-\d", persian.ascii_digits(text))]
