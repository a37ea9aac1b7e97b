"""What is typed for a sealed office is its owner's alone: another's keys, a stolen database and a request without keys read nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from majlis import documents, personal, sealed_own
from majlis.boxes import NotOpened
from majlis.models import Draft, Person
from majlis.queries import store as stored_queries
from majlis.rules.law import Refused
from majlis.tests.people import MORNING
from majlis.tests.rings import keys_of, nobodys_keys

KIND, SUBJECT, OPEN = "register_report", "conduct.case:0f0e", "committees.declaration:0f0e"
LATER = MORNING + timedelta(minutes=1)
CANARY = "قناری‌ناپیدا-draft-5T8W"

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Person:
    return Person.objects.create(name="الهام رستگار")


@pytest.fixture
def other() -> Person:
    return Person.objects.create(name="بهروز الوندی")


def lying() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM majlis_draft t")
        return "\n".join(row[0] for row in cursor.fetchall())


def draft(person: Person) -> Draft:
    found = personal.draft_of(person, KIND, SUBJECT)
    assert found is not None
    return found


def test_a_draft_lies_sealed_and_its_owner_reads_it(member, other) -> None:
    personal.save_draft(member, KIND, SUBJECT, {"text": CANARY}, MORNING, None)
    assert "canary" not in lying() and CANARY not in lying()
    with keys_of(member):
        assert draft(member).data == {"text": CANARY}
    with keys_of(other):
        assert (draft(member).data, draft(member).closed) == ({}, True)


def test_an_open_offices_draft_lies_as_it_was_typed(member) -> None:
    with nobodys_keys():
        personal.save_draft(member, KIND, OPEN, {"text": CANARY}, MORNING, None)
    assert CANARY in lying()


def test_without_keys_it_is_neither_read_nor_overwritten(member, other) -> None:
    personal.save_draft(member, KIND, SUBJECT, {"text": CANARY}, MORNING, None)
    before = lying()
    with nobodys_keys():
        assert draft(member).closed
        with pytest.raises(Refused, match="کلید"):
            personal.save_draft(member, KIND, SUBJECT, {"text": "دیگر"}, LATER, 1)
    with keys_of(other), pytest.raises(Refused, match="کلید"):
        personal.save_draft(member, KIND, SUBJECT, {"text": "دیگر"}, LATER, 1)
    assert lying() == before


def test_another_windows_text_is_kept_beside_and_stays_sealed(member) -> None:
    seen = personal.save_draft(member, KIND, SUBJECT, {"text": "یک"}, MORNING, None).draft.version
    personal.save_draft(member, KIND, SUBJECT, {"text": CANARY}, MORNING, seen)
    saved = personal.save_draft(member, KIND, SUBJECT, {"text": "سه"}, LATER, seen)
    assert saved.overtaken is not None and CANARY not in lying()
    beside = Draft.objects.get(pk=saved.overtaken.pk)
    with keys_of(member):
        assert sealed_own.open_draft(beside) and beside.data == {"text": CANARY}
        assert draft(member).data == {"text": "سه"}
        assert personal.save_draft(member, KIND, SUBJECT, {"text": "سه"}, LATER, 3).overtaken is None


def test_a_draft_under_another_form_does_not_open(member) -> None:
    personal.save_draft(member, KIND, SUBJECT, {"text": CANARY}, MORNING, None)
    Draft.objects.update(kind="other")
    found = personal.draft_of(member, "other", SUBJECT)
    assert found is not None and found.closed


def test_a_list_waits_sealed_in_the_store_too_and_no_sweeper_takes_it(member, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    personal.keep_list(member, KIND, SUBJECT, ("list.csv", CANARY.encode()), MORNING)
    data = draft(member).data
    kept = documents.open_stored(data["sha256"]).read()
    assert CANARY.encode() not in kept and "list.csv" not in lying()
    assert sealed_own.opened_list(kept, data["own"]) == CANARY.encode()
    with pytest.raises(NotOpened):
        sealed_own.opened_list(kept, "0" * 64)
    assert data["sha256"] in stored_queries._named()
