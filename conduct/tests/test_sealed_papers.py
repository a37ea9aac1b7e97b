"""Papers of a case lie closed from the moment they are brought, and open for the keys of those who may read them (Art. 7 n. 1)."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from conduct.models import Case, CasePaper
from conduct.tests.playing import World
from majlis import keyring, personal, safes
from majlis.models import Document, KeyPair, Person, User
from majlis.models.envelopes import read_envelope
from majlis.queries.papers_opened import PaperClosed, paper_bytes
from majlis.rules.law import Refused
from majlis.tests.rings import keys_of, nobodys_keys, ring_of

CANARY = "قناری‌ناپیدا-canary-5T8W"
SIDE = 40
PNG = b"\x89PNG"


def scanned(words: str = CANARY) -> bytes:
    """A picture of chance, the same for the same words: nothing in it shrinks, so its bytes are known wherever they lie."""
    noise = Random(words).randbytes(SIDE * SIDE * len("RGB"))
    out = io.BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), noise).save(out, "PNG")
    return out.getvalue()


def brought(world: World, owner: Person, case: Case | None = None, data: bytes | None = None) -> Document:
    upload = SimpleUploadedFile(f"{CANARY}.png", data or scanned())
    return personal.keep_document(owner, upload, "conduct", world.now, case.sealed_in if case is not None else "")


def opens(person: Person, document: Document) -> bool:
    document = Document.objects.get(pk=document.pk)
    with keys_of(person):
        try:
            return paper_bytes(document).startswith(PNG)
        except PaperClosed:
            return False


def written(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def told_by_the_database() -> str:
    """Every text that the rows of papers and of the register hold."""
    with connection.cursor() as cursor:
        told = []
        for table in ("majlis_document", "majlis_act", "conduct_casepaper", "majlis_searchrow", "majlis_formkey"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            told += [row[0] for row in cursor.fetchall()]
    return "\n".join(told)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def laid(world: World, own_store: Path) -> tuple[Case, Document]:
    """A case, and the paper with which its report came."""
    paper = brought(world, world.registrar)
    case = world.report(papers=[str(paper.pk)]).case
    return case, Document.objects.get(pk=paper.pk)


def test_what_is_brought_is_its_owners_alone_and_no_word_of_it_lies_open(world, own_store) -> None:
    paper = brought(world, world.registrar)
    assert opens(world.registrar, paper) and not opens(world.secretary, paper)
    whole = paper_bytes(paper)
    assert written(own_store) and whole[200:264] not in written(own_store)
    assert "canary" not in told_by_the_database()
    with nobodys_keys(), pytest.raises(PaperClosed):
        paper_bytes(paper)
    assert (paper.title, paper.name) == (f"{CANARY}.png", "برگه.png")


def test_laid_into_a_case_it_is_the_cases_and_no_longer_its_bringers(world, laid) -> None:
    case, paper = laid
    assert not read_envelope(paper.sealed).pairs
    assert all(opens(each, paper) for each in (world.registrar, world.secretary, world.seats[5]))
    assert not opens(world.member, paper) and not opens(world.people.administrator, paper)
    safes.take_back(case.sealed_in, world.registrar)
    assert not opens(world.registrar, paper) and opens(world.secretary, paper)


def test_what_the_member_is_given_his_keys_open_and_nothing_else(world, laid) -> None:
    case, _ = laid
    given, other = brought(world, world.secretary, case), brought(world, world.secretary, case, scanned("canary other"))
    for stage in ("under_inquiry", "inquired", "found"):
        getattr(world, f"_to_{stage}")(case, {})
        case = Case.objects.get(pk=case.pk)
    world.do(
        "invite_member", case, world.secretary, hearing_at="2026-12-01T08:00:00+00:00", place="دفتر هیأت", defence_until="2026-11-30",
        text="موضوع دعوت", papers=[str(given.pk)], released=[],
    )  # fmt: skip
    case = Case.objects.get(pk=case.pk)
    assert opens(world.member, given) and not opens(world.member, other)
    first = CasePaper.objects.filter(case=case, kind="report").get().document
    assert not opens(world.member, first)


def test_what_the_member_brings_stays_his_and_is_the_boards(world, own_store) -> None:
    case = world.given_case("invited")
    world.do(
        "prove_service",
        case,
        world.registrar,
        world.now,
        method="receipt",
        witness="",
        papers=[world.paper(world.registrar)],
    )
    case.refresh_from_db()
    with keys_of(world.member):
        paper = brought(world, world.member, case)
        world.do("receive_defence", case, world.member, text="", papers=[str(paper.pk)])
    assert opens(world.member, paper) and opens(world.seats[4], paper)


def test_the_same_sheet_is_the_same_paper_for_one_person_alone(world, own_store) -> None:
    first, again = brought(world, world.registrar), brought(world, world.registrar)
    assert first.pk == again.pk
    others = brought(world, world.secretary)
    assert others.pk != first.pk and others.sha256 != first.sha256 and others.own_hash != first.own_hash


def test_a_sheet_that_lies_in_a_case_is_another_paper_when_it_comes_again(world, laid) -> None:
    assert brought(world, world.registrar).pk != laid[1].pk


def test_bytes_under_another_row_do_not_open(world, own_store) -> None:
    first, second = brought(world, world.registrar), brought(world, world.registrar, data=scanned("another"))
    Document.objects.filter(pk=second.pk).update(sealed=first.sealed, sha256=first.sha256)
    second.refresh_from_db()
    with pytest.raises(PaperClosed):
        paper_bytes(second)


def test_who_has_no_keys_brings_nothing(world, own_store) -> None:
    with nobodys_keys():
        KeyPair.objects.filter(user__person=world.secretary).delete()
        with pytest.raises(Refused, match="کلید"):
            brought(world, world.secretary)
    assert not Document.objects.filter(owner=world.secretary, realm="conduct").exclude(sealed="").exists()


def test_a_paper_that_no_key_at_hand_opens_is_not_laid(world, own_store) -> None:
    paper = brought(world, world.registrar)
    with keys_of(world.secretary), pytest.raises(Refused, match="کلید دیگری"):
        world.report(papers=[str(paper.pk)])


@pytest.fixture
def client(world: World) -> Client:
    """The secretary, signed in."""
    user, _ = User.objects.get_or_create(person=world.secretary, defaults={"username": "secretary-of-papers"})
    found = Client()
    found.force_login(user)
    session = found.session
    session["second_factor_missing"] = False
    session.save()
    return found


def seen(client: Client, path: str) -> tuple[int, bytes]:
    answer = client.get(path, secure=True)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_pages_are_drawn_in_the_request_and_kept_nowhere(world, laid, client, own_store, monkeypatch) -> None:
    monkeypatch.setattr("majlis.clock.now", lambda: world.now)
    paper = laid[1]
    whole = paper_bytes(paper)
    for path in (f"/documents/{paper.pk}/", f"/documents/{paper.pk}/pages/1.png"):
        ring = ring_of(world.secretary)
        with nobodys_keys():
            assert seen(client, path)[0] == 403
            with keyring.standing(ring):  # a request brings its own keys, or what stands by
                status, data = seen(client, path)
        assert status == 200 and len(data) > 200
    assert not (own_store / "pages").exists()
    assert whole[200:264] not in written(own_store)
