"""Drafts and papers: nothing typed is lost, and nobody but their owner sees any of it."""

from __future__ import annotations

import resource
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from majlis import documents, personal
from majlis.documents import FileRefused
from majlis.models import Document, Draft, DraftDocument, Person, Reading, User
from majlis.rules.law import Refused
from majlis.tests.hostile import pdf, picture
from majlis.tests.people import MORNING

KIND, SUBJECT = "submit_declaration", "committees.declaration:0f0e"
LATER = MORNING + timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    return settings.MEDIA_ROOT


@pytest.fixture
def member() -> Person:
    return Person.objects.create(name="الهام رستگار")


@pytest.fixture
def other() -> Person:
    return Person.objects.create(name="بهروز الوندی")


def signed_in(client, person: Person | None):
    user = User.objects.create(username=person.name if person else "root", person=person)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client.force_login(user)
    return client


@cache
def pages_of(count: int) -> bytes:
    return pdf(pages=count)


def paper_of(person: Person, name: str = "a.pdf", pages: int = 1) -> Document:
    return personal.keep_document(person, SimpleUploadedFile(name, pages_of(pages)), "house", MORNING)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


# Drafts


def test_a_draft_is_found_again_by_its_owner_alone(member, other):
    personal.save_draft(member, KIND, SUBJECT, {"a": "نوشته"}, MORNING, None)
    assert personal.draft_of(member, KIND, SUBJECT).data == {"a": "نوشته"}
    assert personal.draft_of(other, KIND, SUBJECT) is None
    assert personal.draft_of(None, KIND, SUBJECT) is None


def test_one_window_saves_again_and_again_without_a_word(member):
    first = personal.save_draft(member, KIND, SUBJECT, {"a": "1"}, MORNING, None)
    second = personal.save_draft(member, KIND, SUBJECT, {"a": "2"}, LATER, first.draft.version)
    assert (second.overtaken, second.sentence) == (None, "")
    assert second.draft.version == first.draft.version + 1
    assert personal.draft_of(member, KIND, SUBJECT).data == {"a": "2"}


def test_of_two_windows_the_newer_wins_and_the_other_is_kept_and_told(member):
    seen = personal.save_draft(member, KIND, SUBJECT, {"a": "0"}, MORNING, None).draft.version
    personal.save_draft(member, KIND, SUBJECT, {"a": "left"}, MORNING, seen)
    right = personal.save_draft(member, KIND, SUBJECT, {"a": "right"}, LATER, seen)
    assert right.overtaken.data == {"a": "left"}
    assert right.sentence.endswith(".")
    assert personal.draft_of(member, KIND, SUBJECT).data == {"a": "right"}
    assert [each.data for each in personal.overtaken_of(member, KIND, SUBJECT)] == [{"a": "left"}]


def test_two_windows_with_the_same_text_are_no_conflict(member):
    seen = personal.save_draft(member, KIND, SUBJECT, {"a": "0"}, MORNING, None).draft.version
    personal.save_draft(member, KIND, SUBJECT, {"a": "same"}, MORNING, seen)
    assert personal.save_draft(member, KIND, SUBJECT, {"a": "same"}, LATER, seen).overtaken is None


def test_only_so_many_overtaken_texts_are_kept_and_they_are_the_newest(member):
    for number in range(personal.OVERTAKEN_KEPT + 5):
        personal.save_draft(member, KIND, SUBJECT, {"a": number}, MORNING, None)
    kept = [each.data["a"] for each in personal.overtaken_of(member, KIND, SUBJECT)]
    assert kept == list(range(personal.OVERTAKEN_KEPT + 3, 3, -1))


@pytest.mark.parametrize(
    "data",
    [{"a": "\x00"}, {"a": "\ud800"}, {"a": float("nan")}, {"a": object()}, {"a": "x" * personal.MAX_DRAFT}],
    ids=["nul", "surrogate", "nan", "object", "long"],
)
def test_what_cannot_be_kept_is_refused_and_the_draft_stays(member, data):
    personal.save_draft(member, KIND, SUBJECT, {"a": "kept"}, MORNING, None)
    with pytest.raises(Refused):
        personal.save_draft(member, KIND, SUBJECT, data, LATER, 1)
    assert personal.draft_of(member, KIND, SUBJECT).data == {"a": "kept"}


def test_a_discarded_draft_is_gone_with_what_it_overtook_and_its_papers_stay(member, other):
    personal.save_draft(member, KIND, SUBJECT, {"a": "1"}, MORNING, None)
    personal.save_draft(member, KIND, SUBJECT, {"a": "2"}, MORNING, None)
    personal.save_draft(other, KIND, SUBJECT, {"a": "3"}, MORNING, None)
    paper = paper_of(member)
    personal.attach(member, KIND, SUBJECT, paper, MORNING)
    personal.discard(member, KIND, SUBJECT)
    assert list(Draft.objects.values_list("person", flat=True)) == [other.pk]
    assert not DraftDocument.objects.exists()
    assert Document.objects.get() == paper


# Papers


def test_a_kept_paper_says_what_it_is(member, store):
    paper = personal.keep_document(member, SimpleUploadedFile("مدرک.jpg", picture("PNG")), "committees", MORNING)
    assert (paper.name, paper.media_type, paper.pages) == ("مدرک.png", "image/png", 1)
    assert (paper.owner, paper.realm, paper.received_at) == (member, "committees", MORNING)
    assert paper.size == len(documents.open_stored(paper.sha256).read())


def test_the_same_file_again_is_the_same_paper_and_another_s_is_his_own(member, other, store):
    assert paper_of(member) == paper_of(member)
    assert paper_of(other).owner == other
    assert Document.objects.count() == 2


def test_a_refused_file_leaves_no_row(member, store):
    with pytest.raises(FileRefused):
        personal.keep_document(member, SimpleUploadedFile("a.pdf", b"MZ"), "house", MORNING)
    assert not Document.objects.exists()
    assert stored(store) == []


def test_without_room_there_is_no_row_and_no_file(member, store):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
    try:
        with pytest.raises(FileRefused) as refused:
            personal.keep_document(member, SimpleUploadedFile("a.pdf", pdf()), "house", MORNING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.code == "no_room"
    assert not Document.objects.exists()
    assert stored(store) == []


def test_nobody_fills_the_store_in_a_day(member, monkeypatch):
    monkeypatch.setattr(personal, "KEPT_A_DAY", 2)
    paper_of(member, pages=1)
    paper_of(member, pages=2)
    with pytest.raises(Refused):
        paper_of(member, pages=3)
    next_day = MORNING + timedelta(days=1)
    assert personal.keep_document(member, SimpleUploadedFile("a.pdf", pdf(pages=3)), "house", next_day).pages == 3


def test_a_paper_lies_with_a_draft_once_and_is_taken_away(member):
    paper = paper_of(member)
    personal.attach(member, KIND, SUBJECT, paper, MORNING)
    personal.attach(member, KIND, SUBJECT, paper, LATER)
    assert list(personal.papers_of(member, KIND, SUBJECT)) == [paper]
    personal.detach(member, KIND, SUBJECT, paper)
    assert list(personal.papers_of(member, KIND, SUBJECT)) == []


def test_text_saved_after_the_first_paper_overtakes_nothing(member):
    personal.attach(member, KIND, SUBJECT, paper_of(member), MORNING)
    assert personal.save_draft(member, KIND, SUBJECT, {"a": "1"}, LATER, None).overtaken is None


def test_another_s_paper_cannot_be_laid_with_one_s_draft(member, other):
    with pytest.raises(Refused):
        personal.attach(member, KIND, SUBJECT, paper_of(other), MORNING)
    assert not Draft.objects.exists()


# Pages


def sent(client, *files, **fields):
    return client.post(
        reverse("upload"), {"realm": "house", "file": list(files), **fields}, headers=fields.pop("headers", {})
    )


def a_file(name: str = "a.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data)


def test_a_browser_without_script_comes_back_to_its_page(client, member):
    answer = sent(signed_in(client, member), a_file(), kind=KIND, subject=SUBJECT, back="/committees/")
    assert (answer.status_code, answer["Location"]) == (302, "/committees/")
    (paper,) = personal.papers_of(member, KIND, SUBJECT)
    assert paper.owner == member


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1", ""])
def test_nobody_is_led_to_another_site(client, member, back):
    assert sent(signed_in(client, member), a_file(), back=back)["Location"] == "/"


def test_a_script_is_told_of_each_file(client, member):
    answer = sent(signed_in(client, member), a_file(), a_file("b.pdf", b"MZ"), headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 201
    (kept,), (refused,) = answer.json()["documents"], answer.json()["refused"]
    assert kept["id"] == str(Document.objects.get().pk)
    assert refused == {"name": "b.pdf", "sentence": documents.REASONS["kind"]}


def test_a_script_whose_every_file_is_refused_gets_422(client, member):
    answer = sent(signed_in(client, member), a_file("b.pdf", b"MZ"), headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 422


def test_a_file_longer_than_is_read_is_refused_with_its_sentence(client, member, monkeypatch):
    monkeypatch.setattr("majlis.upload_limits.A_FILE", 70_000)
    monkeypatch.setattr("majlis.intake.MAX_BYTES", 70_000)
    answer = sent(signed_in(client, member), a_file("b.pdf", bytes(400_000)), headers={"X-Requested-With": "fetch"})
    assert answer.json()["refused"][0]["sentence"] == documents.REASONS["size"]


def test_a_request_of_too_many_bytes_is_not_read(client, member, monkeypatch):
    monkeypatch.setattr("majlis.upload_limits.A_REQUEST", 1000)
    assert sent(signed_in(client, member), a_file("b.pdf", bytes(2000))).status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"realm": ""},
        {"realm": "nowhere"},
        {"kind": KIND, "subject": "x" * 500},
        {"kind": "K" * 50, "subject": SUBJECT},
        {"kind": KIND, "subject": f"{SUBJECT}{personal.MARK}1"},
    ],
)
def test_an_upload_for_nothing_known_is_not_found(client, member, fields):
    assert sent(signed_in(client, member), a_file(), **fields).status_code == 404
    assert not Document.objects.exists()


def test_an_account_without_a_person_keeps_nothing(client):
    assert sent(signed_in(client, None), a_file()).status_code == 404


def test_a_stranger_is_sent_to_the_door_from_every_address_alike(client, member):
    paper = paper_of(member)
    nowhere = client.get("/documents/nothing/")
    for address in (reverse("document", args=[paper.pk]), reverse("document_page", args=[paper.pk, 1])):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, nowhere["Location"].split("?")[0])
    assert client.post(reverse("upload"), {"realm": "house", "file": a_file()}).status_code == 302
    assert Document.objects.count() == 1


def test_a_paper_is_taken_away_by_its_owner_alone(client, member, other):
    paper = paper_of(other)
    personal.attach(other, KIND, SUBJECT, paper, MORNING)
    address, fields = reverse("detach", args=[paper.pk]), {"kind": KIND, "subject": SUBJECT}
    assert signed_in(client, member).post(address, fields).status_code == 404
    assert list(personal.papers_of(other, KIND, SUBJECT)) == [paper]


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("extra", [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}])
@pytest.mark.parametrize(("route", "more"), [("document", []), ("document_page", [1])])
def test_a_draft_s_paper_is_shown_whole_to_its_owner_and_to_nobody_else(client, member, other, extra, route, more):
    paper = paper_of(member)
    personal.attach(member, KIND, SUBJECT, paper, MORNING)
    address = reverse(route, args=[paper.pk, *more])
    assert signed_in(client, other).get(address, headers=extra).status_code == 404
    answer = signed_in(client, member).get(address, headers=extra)
    assert answer.status_code == 200
    assert body_of(answer) == (
        documents.open_stored(paper.sha256).read() if route == "document" else documents.document_page(paper.sha256, 1)
    )
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer.get("Content-Disposition", "").startswith("attachment") == (route == "document")


def test_a_page_that_the_paper_does_not_have_is_not_found(client, member):
    paper = paper_of(member, pages=2)
    signed_in(client, member)
    answers = [client.get(reverse("document_page", args=[paper.pk, number])) for number in (0, 2, 3, 10**20)]
    assert [each.status_code for each in answers] == [404, 200, 404, 404]


def test_turning_pages_is_noted_once(client, member):
    paper = paper_of(member, pages=3)
    signed_in(client, member)
    for number in (1, 2, 3):
        client.get(reverse("document_page", args=[paper.pk, number]))
    assert Reading.objects.filter(reader=member, how="view").count() == 1
    Reading.objects.update(at=Reading.objects.get().at - timedelta(hours=1))
    client.get(reverse("document_page", args=[paper.pk, 1]))
    assert Reading.objects.filter(reader=member, how="view").count() == 2


def test_a_paper_whose_file_is_missing_is_not_found_and_not_noted(client, member):
    paper = paper_of(member)
    documents.stored_path(paper.sha256).unlink()
    signed_in(client, member)
    assert client.get(reverse("document", args=[paper.pk])).status_code == 404
    assert client.get(reverse("document_page", args=[paper.pk, 1])).status_code == 404
    assert not Reading.objects.exists()
