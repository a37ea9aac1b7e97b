"""A word in every secret field of four cases, looked for where the machine keeps things: dump, log of writes, store, backup, cache,
sessions, journal, mail. What is sealed stands in none of them, in no writing; and a word planted in each of them is found (Art. 7 n. 1)."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import caches
from django.db import connection

from conduct import models
from conduct.models import Case
from conduct.tests import canaries, making, secrets
from conduct.tests.playing import DAY, World
from conduct.tests.secrets import SAID, Secrets
from conduct.views.acts import ConductAct
from majlis import clock, documents, jobs
from majlis.models import Body, Document, Draft, User
from majlis.models.sealed import SealedTextField
from majlis.queries.papers_opened import paper_bytes
from majlis.rules.deadlines import legal_day
from majlis.tests import worlds as twin
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.people import appointed, person_named

# Where the papers themselves lie in the archive stands open, and the README says so.
OPEN = {"shelf"}
# What other tests of the run plant, and take back; the log of writes forgets nothing.
PLANTED = {"planted"}
SEEN_BY = ("owner", "registrar", "invited", "speaker")


@dataclass
class House:
    name: str
    secrets: Secrets
    sessions: dict[str, str]
    folder: Path
    store: Path


@pytest.fixture(scope="module")
def kept(
    stock: Stock, board_house: tuple[str, World], django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[House]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("canaries")
        patch.setattr(settings, "MEDIA_ROOT", folder / "documents")
        copied = stock.copy(board_house[0])
        with pointed_at(copied):
            found = _played(board_house[1])
            noon = found.world.now + DAY / 24
            patch.setattr(clock, "now", lambda: noon)
            sessions = {who: twin._signed_in(who, found.people[who]) for who in SEEN_BY}
            User.objects.filter(username__in=SEEN_BY).update(email="somebody@example.org")
        yield House(copied, found, sessions, folder, folder / "documents")
        stock.drop(copied)


def _played(world: World) -> Secrets:
    found = secrets.played(world)
    admin = world.people.administrator
    judged = person_named("رامبد شکیب", admin)
    appointed(judged, Body.objects.get(kind="chamber"), "member", admin)
    secrets.judged(found.world, judged)
    secrets.opened(found.world, found.sealed)
    secrets.typed_and_left(found.world, Case.objects.get(pk=found.told.pk))
    making.end_term(found.world, legal_day(found.world.now) + DAY)
    found.world.do(
        "carry_to_next_term",
        Case.objects.get(pk=found.hidden.pk),
        found.world.secretary,
        reason=secrets.word("carried"),
    )
    return found


@pytest.fixture
def house(kept: House) -> Iterator[House]:
    with pointed_at(kept.name):
        yield kept


def astray(blob: bytes) -> set[str]:
    return canaries.names(blob) - OPEN - PLANTED


def walk(house: House) -> None:
    """Those who may look do: their pages and lists, a form that is sent back, an act that breaks; and the daily letters go."""
    for session in house.sessions.values():
        for case in (house.secrets.told, house.secrets.hidden):
            paths = [
                "/",
                "/letters/",
                "/accounts/alerts/",
                "/conduct/",
                "/conduct/?take=csv",
                f"/search/?q={secrets.word('searched')}",
            ]
            paths += [f"/conduct/cases/{case.pk}/", f"/conduct/own/{case.pk}/", f"/conduct/cases/{case.pk}/sheet/"]
            for path in paths:
                twin.look(path, session)
            twin.look(f"/conduct/cases/{case.pk}/dismissal/", session, "POST", **typed())
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(ConductAct, "make_form", broken)
                assert twin.look(f"/conduct/cases/{case.pk}/recusal/", session, "POST", **typed()).status in (
                    403,
                    404,
                    500,
                )
    jobs.send_digests(clock.now())
    jobs.publish_heads(clock.now())


def typed() -> dict[str, Any]:
    return {"data": b"reason=" + secrets.word("typed").encode(), "content_type": "application/x-www-form-urlencoded"}


def broken(self: Any, data: Any = None, files: Any = None) -> Any:
    raise ValueError(f"a defect near {data}")


@contextmanager
def journal(house: House) -> Iterator[Path]:
    """All that the house says to its log meanwhile, in the file."""
    path, root = house.folder / "journal", logging.getLogger()
    handler, level = canaries.Journal(path), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()


def test_every_sealed_field_has_its_word(house):
    """Else it would be looked for in vain: no sealed field of any row is without one, but where nothing is written."""
    missing = []
    for model in vars(models).values():
        fields = [
            each for each in getattr(getattr(model, "_meta", None), "fields", ()) if isinstance(each, SealedTextField)
        ]
        for field in fields:
            told = [str(getattr(row, field.name)) for row in model.objects.all()]
            if not any(secrets.MARK in each and secrets.RUN in each for each in told):
                missing.append(f"{model.__name__}.{field.name}")
    assert missing == []
    assert len(SAID) > 55


def test_what_brings_them_in_leaves_no_word_in_the_dump(house):
    blob = canaries.dumped()
    assert b"conduct_report" in blob and b"sealed:1:" in blob
    assert astray(blob) == set()


def test_no_word_is_in_the_log_of_writes_nor_in_a_dead_row(house):
    blob = canaries.log_of_writes()
    assert b"sealed:1:" in blob
    assert astray(blob) == set()
    blob = canaries.rows_on_disk()
    assert b"sealed:1:" in blob and astray(blob) == set()


def test_no_word_and_no_paper_is_in_the_store(house):
    blob = canaries.read(house.store)
    assert blob and astray(blob) == set()
    assert not [
        each for each in house.store.rglob("*") if each.is_file() and each.read_bytes()[:4] in (b"%PDF", b"\x89PNG")
    ]
    papers = Document.objects.filter(realm="conduct").exclude(sealed="")
    assert papers.count() > 15
    assert not [paper for paper in papers if paper_bytes(paper)[200:264] in blob]


def test_no_word_is_in_a_backup_that_lies_open(house, tmp_path):
    blob = canaries.backed_up(tmp_path)
    assert b"conduct_report" in blob and b"sealed:1:" in blob
    assert astray(blob) == set()


def test_no_word_reaches_journal_mail_cache_session_or_the_servers_log(house):
    with journal(house) as path:
        walk(house)
    said = path.read_bytes()
    assert b"ValueError" in said and b"conduct" in said
    assert mail.outbox and b"session" in canaries.dumped()
    for blob in (said, canaries.mailed(), canaries.sessions(), canaries.cached()):
        assert astray(blob) == set()
    for log in Path(connection.settings_dict["EMBEDDED"]["home"]).glob("*.log"):
        assert astray(log.read_bytes()) == set()
    # Nothing of what was typed and sent back came to rest in the database either.
    assert astray(canaries.dumped()) == set() and astray(canaries.log_of_writes()) == set()


# A word that is planted is found


@pytest.mark.parametrize(
    "hides",
    [
        lambda text: base64.b64encode(f"..{text}".encode()),
        lambda text: text.encode().hex().encode(),
        lambda text: text.replace("-", " ").encode(),
    ],
)
def test_a_word_that_hides_beside_one_that_may_stand_open_is_told(hides):
    open_one = f"{secrets.MARK}-shelf-{secrets.RUN}"
    assert canaries.names(open_one.encode()) == {"shelf"}
    assert canaries.names(open_one.encode() + hides(f"{secrets.MARK}-other-{secrets.RUN}")) == {"shelf", "?"}


WORD = f"{secrets.MARK}-leak-{secrets.RUN[::-1]}x"
WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "escaped": json.dumps,
    "in base64": lambda text: base64.b64encode(text.encode()).decode(),
    "in base64 amid more": lambda text: base64.urlsafe_b64encode(f"..{text}.".encode()).decode(),
    "in hexadecimal": lambda text: text.encode().hex(),
}


def draft(house: House, text: str) -> None:
    Draft.objects.create(
        person=house.secrets.people["owner"], kind=text[:8], subject="x", data={"text": text}, saved_at=clock.now()
    )


def in_the_row_and_gone(house: House, text: str) -> None:
    """Written and at once overwritten: what a dump does not show, the log of writes does."""
    row = Draft(
        person=house.secrets.people["owner"], kind="gone", subject=text[:9], data={"text": text}, saved_at=clock.now()
    )
    row.save()
    Draft.objects.filter(pk=row.pk).delete()


@pytest.mark.parametrize("how", WRITTEN)
def test_a_word_in_a_row_is_found_in_every_copy(house, tmp_path, how):
    text = WRITTEN[how](f"{WORD}{list(WRITTEN).index(how)}")
    looked = f"{WORD}{list(WRITTEN).index(how)}"
    before = canaries.found(canaries.dumped(), looked)
    draft(house, text)
    places = (canaries.dumped(), canaries.backed_up(tmp_path), canaries.log_of_writes(), canaries.rows_on_disk())
    Draft.objects.filter(kind=text[:8]).delete()
    assert not before
    assert [canaries.found(each, looked) for each in places] == [True] * 4


def test_a_word_that_was_overwritten_is_found_in_the_log_of_writes(house):
    text = f"{WORD}-gone"
    in_the_row_and_gone(house, text)
    assert not canaries.found(canaries.dumped(), text)
    assert canaries.found(canaries.log_of_writes(), text)


def test_a_word_in_the_store_is_found_there_and_in_the_backup(house, tmp_path):
    documents.store(WORD.encode())
    assert canaries.found(canaries.read(house.store), WORD) and canaries.found(canaries.backed_up(tmp_path), WORD)


def test_a_word_in_cache_session_journal_and_mail_is_found(house):
    caches["default"].set("planted", WORD)
    session = SessionStore()
    session["planted"] = WORD
    session.save()
    mail.outbox.append(mail.EmailMessage("planted", WORD, to=["somebody@example.org"]))
    with journal(house) as path:
        logging.getLogger("conduct").info(f"planted {WORD}")  # noqa: G004
    try:
        blobs = (canaries.cached(), canaries.sessions(), path.read_bytes(), canaries.mailed())
        assert [canaries.found(each, WORD) for each in blobs] == [True] * 4
    finally:
        caches["default"].delete("planted")
        session.delete()
        mail.outbox.clear()


def test_a_field_that_is_not_sealed_is_told_by_its_name(house, monkeypatch):
    """The seal broken: what is written lies open, and the dump names the field."""
    case = house.secrets.told
    monkeypatch.setattr(SealedTextField, "pre_save", lambda self, row, add: row.__dict__[self.attname])
    row = models.CaseRecusal(
        at=clock.now(),
        case=case,
        person=house.secrets.people["stranger"],
        reason=f"{secrets.MARK}-broken-{secrets.RUN}",
    )
    row.save()
    try:
        assert astray(canaries.dumped()) == {"broken"}
    finally:
        models.CaseRecusal.objects.filter(pk=row.pk).delete()


def test_a_word_that_crosses_a_page_of_the_log_of_writes_is_found():
    """The head of the next page stands in its midst."""
    whole, cut = WORD.encode(), len(WORD.encode()) // 2
    room = canaries.PAGE - canaries.LONG_HEAD - cut
    head = b"\1\1" + bytes([canaries.LONG]) + bytes(canaries.LONG_HEAD - 3)
    assert not canaries.found(head + bytes(room) + whole[:cut] + b"\1" * 24 + whole[cut:], WORD)
    segment = head + bytes(room) + whole[:cut] + b"\1\1\0" + bytes(21) + whole[cut:] + bytes(canaries.PAGE)
    assert canaries.found(canaries._written(segment), WORD)
