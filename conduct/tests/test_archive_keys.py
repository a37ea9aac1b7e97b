"""The archive's key: any three of five open a case together, two of them nothing, and nobody of them reads it (Art. 7 n. 1)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import combinations, permutations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from conduct.models import Archive, ArchiveOpening, Case, CasePaper, Report
from conduct.queries.scope import openings
from conduct.rules.procedure import STEPS
from conduct.tests import making
from conduct.tests.playing import World
from conduct.tests.test_archive import final
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import at_the_worlds_hour, letters, visit  # noqa: F401 - fixtures
from conduct.tests.test_sealed_papers import own_store, scanned  # noqa: F401 - a fixture
from majlis import boxes, nests, personal
from majlis.boxes import NotOpened
from majlis.demo.keys import RING
from majlis.models import Act, Document, KeyPair, Membership, Person, SafeKey, SafeNest, SafePeel, SafeShare
from majlis.models.envelopes import kept_for, read_envelope
from majlis.models.sealed import Closed
from majlis.queries.papers_opened import PaperClosed, paper_bytes
from majlis.register import NotVisible
from majlis.rules.law import Refused
from majlis.tests.people import appointed, body_named, person_named
from majlis.tests.rings import keys_of, nobodys_keys, ring_of

NAMES = ("کیان نخست", "لاله دوم", "مهران سوم", "نازنین چهارم", "هومن پنجم")


def named(world: World, count: int = 5) -> list[Person]:
    admin = world.people.administrator
    body = body_named("conduct_archive", "conduct_archive", "کلیدداران بایگانی", admin)
    persons = [person_named(name, admin) for name in NAMES[:count]]
    for person in persons:
        appointed(person, body, "holder", admin)
        ring_of(person)
    return persons


@pytest.fixture
def holders(world: World) -> list[Person]:
    return named(world)


def archived(world: World) -> Archive:
    """A case in the archive, with one paper that was brought as papers are."""
    case = final(world)
    upload = SimpleUploadedFile("scan.png", scanned())
    paper = personal.keep_document(world.secretary, upload, "conduct", world.now, case.sealed_in)
    # As an act lays it: its bringer's own pair has it no longer.
    Document.objects.filter(pk=paper.pk).update(sealed=kept_for(paper.sealed, []))
    CasePaper.objects.create(case=case, document=paper, kind="outgoing", entered_at=world.now)
    return making.sealed(world, case)


def key_asked(world: World, archive: Archive) -> ArchiveOpening:
    making.unsealed(world, archive)
    return ArchiveOpening.objects.get(archive=archive, stage="asked")


def comes(world: World, opening: ArchiveOpening, person: Person, ring: Person | None = None) -> ArchiveOpening:
    with keys_of(ring or person):
        world.do("join_opening", ArchiveOpening.objects.get(pk=opening.pk), person)
    return ArchiveOpening.objects.get(pk=opening.pk)


def reads(person: Person, case: Case) -> tuple[bool, bool]:
    """Does he read the report's words, and the paper that was brought?"""
    paper = Document.objects.exclude(sealed="").get(pk__in=CasePaper.objects.filter(case=case).values("document"))
    with keys_of(person):
        words = not isinstance(Report.objects.get(case=case).text, Closed)
        try:
            return words, bool(paper_bytes(paper))
        except PaperClosed:
            return words, False


def all_boxes() -> list[bytes]:
    """Everything that the database holds sealed to some key."""
    found = [
        bytes(box) for model in (SafeNest, SafePeel, SafeShare) for box in model.objects.values_list("box", flat=True)
    ]
    for text in Document.objects.exclude(sealed="").values_list("sealed", flat=True):
        envelope = read_envelope(text)
        found += [*envelope.safes.values(), *envelope.pairs.values()]
    return found


def reached(privates: Iterable[bytes]) -> set[bytes]:
    """The public halves of all the keys that these private ones come to with all that the database holds."""
    known, lying, tried = set(privates), set(all_boxes()), set()
    while untried := {(key, box) for key in known for box in lying} - tried:
        tried |= untried
        opened = {inner for key, box in untried if (inner := _tried(key, box)) is not None}
        # What comes out may be a key, or a box that another key opens.
        known |= {inner for inner in opened if len(inner) == boxes.KEY_BYTES}
        lying |= opened
    return {boxes.public_of(key) for key in known}


def _tried(key: bytes, box: bytes) -> bytes | None:
    with suppress(NotOpened):
        return boxes.unseal(key, box)
    return None


def private_of(person: Person) -> bytes:
    private = RING._private(KeyPair.objects.get(user__person=person).pk.hex)
    assert private is not None
    return private


def test_in_the_archive_nobody_has_a_key_of_the_case(world, holders, own_store) -> None:  # noqa: F811
    archive = archived(world)
    case = archive.case
    assert not SafeShare.objects.filter(key__safe__reference=case.sealed_in).exists()
    assert SafeNest.objects.filter(key__safe__reference=case.sealed_in).count() == 60
    assert SafeNest.objects.count() == 60 * SafeKey.objects.count(), "the case's own safe, and that of who reported"
    for person in (world.chair, world.secretary, world.registrar, *holders):
        assert reads(person, case) == (False, False)
    assert Act.objects.get(verb="archive_case").content["keys"] == "archive"


def test_two_of_five_reach_nothing_with_all_that_the_database_holds_and_three_do(world, holders) -> None:
    archive = archived(world)
    wanted = {
        bytes(key)
        for key in SafeKey.objects.filter(safe__reference=archive.case.sealed_in).values_list("public", flat=True)
    }
    privates = {person: private_of(person) for person in holders}
    for two in combinations(holders, 2):
        assert not wanted & reached(privates[each] for each in two)
    for three in combinations(holders, 3):
        assert wanted <= reached(privates[each] for each in three)


def test_any_three_open_it_in_any_order_and_those_entitled_today_read_it(world, holders, own_store) -> None:  # noqa: F811
    archive = archived(world)
    opening, case = key_asked(world, archive), archive.case
    orders = [three if place % 2 else three[::-1] for place, three in enumerate(combinations(holders, 3))]
    for three in [*orders, *list(permutations(holders[1:4]))[1:3]]:
        with suppress(ZeroDivisionError), transaction.atomic():
            stages = [comes(world, opening, person).stage for person in three]
            assert stages == ["begun", "joined", "whole"]
            assert all(reads(each, case) == (True, True) for each in (world.chair, world.secretary, world.seats[5]))
            assert not any(any(reads(each, case)) for each in (*holders, world.people.administrator))
            assert not SafeNest.objects.exists() and not SafePeel.objects.exists()
            raise ZeroDivisionError


def test_who_is_no_longer_entitled_gets_no_key(world, holders, own_store) -> None:  # noqa: F811
    archive = archived(world)
    opening = key_asked(world, archive)
    Membership.objects.filter(person=world.seats[5]).update(to_day="2026-04-01")
    for person in holders[:3]:
        comes(world, opening, person)
    assert reads(world.seats[5], archive.case) == (False, False)
    acts = Act.objects.filter(verb="join_opening").order_by("seq")
    assert [act.actor for act in acts] == holders[:3] and [act.content["came"] for act in acts] == [1, 2, 3]


def test_the_same_person_is_not_two_and_his_own_keys_must_be_there(world, holders) -> None:
    opening = key_asked(world, archived(world))
    comes(world, opening, holders[0])
    with pytest.raises(Refused, match="کلید خود را آورده‌اید"):
        comes(world, opening, holders[0])
    with pytest.raises(Refused, match="نشست"):
        comes(world, opening, holders[1], ring=holders[2])
    with nobodys_keys(), pytest.raises(Refused, match="نشست"):
        world.do("join_opening", ArchiveOpening.objects.get(pk=opening.pk), holders[1])
    later = person_named("کلیددار تازه", world.people.administrator)
    appointed(later, body_of(holders[0]), "holder", world.people.administrator)
    ring_of(later)
    with pytest.raises(Refused, match="کسان دیگری"):
        comes(world, opening, later)
    with pytest.raises(NotVisible):
        world.do("join_opening", ArchiveOpening.objects.get(pk=opening.pk), world.chair)
    assert ArchiveOpening.objects.get(pk=opening.pk).stage == "begun" and opening.came.count() == 1


def body_of(person: Person):
    return Membership.objects.get(person=person, role="holder").body


def test_who_is_barred_from_the_case_has_no_part_in_its_key(world, holders) -> None:
    case = final(world)
    appointed(case.member, body_of(holders[0]), "holder", world.people.administrator)
    Membership.objects.filter(person=holders[0], role="holder").update(to_day="2026-04-01")
    archive = making.sealed(world, case)
    assert SafeNest.objects.filter(key__safe__reference=case.sealed_in).count() == 24, "any three of the four others"
    opening = key_asked(world, archive)
    assert not openings(viewer(world, case.member)).exists()
    with pytest.raises(NotVisible):
        comes(world, opening, case.member)
    for person in holders[2:]:
        opening = comes(world, opening, person)
    assert opening.stage == "whole"


def test_an_opening_that_is_given_up_begins_anew_and_the_case_stays_shut(world, holders) -> None:
    archive = archived(world)
    opening = key_asked(world, archive)
    for person in holders[:2]:
        comes(world, opening, person)
    assert SafePeel.objects.exists()
    world.do("drop_opening", ArchiveOpening.objects.get(pk=opening.pk), world.registrar, reason="نیازی نماند")
    assert not SafePeel.objects.exists() and nests.is_shut(archive.case.sealed_in)
    assert Archive.objects.get(pk=archive.pk).stage == "sealed"
    again = key_asked(world, Archive.objects.get(pk=archive.pk))
    assert comes(world, again, holders[4]).stage == "begun"


def test_a_case_that_was_opened_is_shut_anew(world, holders, own_store) -> None:  # noqa: F811
    archive = archived(world)
    opening = key_asked(world, archive)
    with keys_of(world.secretary), pytest.raises(Refused, match="نزد شما"):
        making.sealed(world, archive.case)
    for person in holders[1:4]:
        comes(world, opening, person)
    making.sealed(world, archive.case)
    assert nests.is_shut(archive.case.sealed_in) and reads(world.chair, archive.case) == (False, False)


@pytest.mark.parametrize("count", [0, 4])
def test_while_not_all_five_are_named_the_keys_stay_and_the_page_says_so(world, count, visit, own_store) -> None:  # noqa: F811
    named(world, count)
    archive = archived(world)
    assert reads(world.chair, archive.case) == (True, True) and not SafeNest.objects.exists()
    assert Act.objects.get(verb="archive_case").content["keys"] == "unset"
    status, page = visit(world.secretary).get("/conduct/archive/")
    assert status == 200 and "هنوز نامیده نشده‌اند" in page
    making.unsealed(world, archive)
    assert not ArchiveOpening.objects.exists(), "nobody's key is waited for"


def test_the_page_shows_who_has_come_and_tells_nothing_else(world, holders, visit) -> None:  # noqa: F811
    archive = archived(world)
    opening = key_asked(world, archive)
    comes(world, opening, holders[0])
    for person in (holders[1], world.secretary):
        status, page = visit(person).get("/conduct/archive/keys/")
        assert status == 200 and NAMES[0] in page and letters(archive.case) in page
        assert archive.case.member.name not in page and "گزارش ساختگی" not in page
    assert visit(holders[1]).get(f"/conduct/openings/{opening.pk}/key/")[0] == 200
    assert visit(holders[1]).get(archive.case.get_absolute_url())[0] == 404
    assert visit(holders[1]).get("/conduct/archive/")[0] == 404
    for stranger in (world.people.stranger, world.member):
        assert visit(stranger).get("/conduct/archive/keys/")[0] == 404
        assert visit(stranger).get(f"/conduct/openings/{opening.pk}/key/")[0] == 404
    assert "هنوز نامیده" not in visit(world.secretary).get("/conduct/archive/")[1]


def test_who_brings_his_key_shows_his_second_factor_anew() -> None:
    assert STEPS["join_opening"].fresh and not STEPS["join_opening"].delegable
