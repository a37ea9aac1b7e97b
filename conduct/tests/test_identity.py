"""Who reported: given on by two of those who know, to one colleague who reads the case, and no further (Art. 7 n. 1)."""

from __future__ import annotations

from typing import Any

import pytest

from conduct.models import Case, IdentityRelease, ReporterIdentity
from conduct.tests import making
from conduct.tests.playing import World
from conduct.tests.test_archive import final
from conduct.tests.test_archive_keys import NAMES, key_asked, named
from conduct.tests.test_keys import everybody, keys_of, reads_name  # noqa: F401 - a fixture
from conduct.tests.test_pages import at_the_worlds_hour, visit  # noqa: F401 - fixtures
from majlis import keyring
from majlis.demo.keys import RING
from majlis.models import Act, KeyPair, Person
from majlis.register import FirstSigned, NotVisible
from majlis.rules.law import Refused
from majlis.tests.keys import pairs_for_all

REASON = "سنجش گفته‌ها با خود او"


@pytest.fixture
def kept(world: World, everybody: None, no_standing_keys: None) -> ReporterIdentity:  # noqa: F811
    return ReporterIdentity.objects.get(report=world.report())


def asked(identity: ReporterIdentity, to: Person, **changed: Any) -> dict[str, Any]:
    return {"report": str(identity.report_id), "to": str(to.pk), "reason": REASON, **changed}


def signed(world: World, identity: ReporterIdentity, by: Person, to: Person, keys: Person | None = None) -> Act | None:
    """One signature, with the keys of whoever gives it; None where it was the first."""
    with keys_of(keys or by):
        try:
            return world.do("release_identity", Case.objects.get(pk=identity.report.case_id), by, **asked(identity, to))
        except FirstSigned:
            return None


def given(world: World, identity: ReporterIdentity, to: Person) -> Act:
    assert signed(world, identity, world.chair, to) is None
    act = signed(world, identity, world.registrar, to)
    assert act is not None
    return act


def test_two_of_those_who_know_give_the_name_to_one_colleague(world, kept):
    to, other = world.seats[5], world.seats[6]
    assert signed(world, kept, world.chair, to) is None
    assert not IdentityRelease.objects.exists() and not reads_name(to, kept)
    act = signed(world, kept, world.registrar, to)
    with keys_of(world.seats[6]):
        assert Act.objects.get(pk=act.pk).content["to"] == str(to.pk), "the board reads that it was given"
    assert reads_name(to, kept) and not reads_name(other, kept) and not reads_name(world.secretary, kept)


def test_one_person_is_not_two(world, kept):
    to = world.seats[5]
    assert signed(world, kept, world.chair, to) is None
    with pytest.raises((Refused, FirstSigned)):
        with keys_of(world.chair):
            world.do("release_identity", Case.objects.get(pk=kept.report.case_id), world.chair, **asked(kept, to))
    assert not IdentityRelease.objects.exists() and not reads_name(to, kept)


def test_nobody_else_signs(world, kept):
    for who in (world.secretary, world.deputy, world.seats[5], world.judges[0], world.member):
        with keys_of(who), pytest.raises(NotVisible):
            world.do("release_identity", kept.report.case, who, **asked(kept, world.seats[6]))


def test_the_name_goes_to_nobody_who_may_not_read_the_case(world, kept):
    world.do("declare_recusal", kept.report.case, world.seats[7], reason="")
    for to in (world.member, world.seats[7], world.judges[0], world.people.stranger, world.chair):
        with keys_of(world.registrar), pytest.raises(Refused) as refused:
            signed(world, kept, world.chair, to)
            signed(world, kept, world.registrar, to)
        assert refused.value.field == "to"
    assert not IdentityRelease.objects.exists()


def test_the_report_of_another_case_is_none_of_this_one(world, kept):
    other = world.report()
    call = asked(kept, world.seats[5], report=str(other.pk))
    with keys_of(world.chair), pytest.raises(FirstSigned):
        world.do("release_identity", kept.report.case, world.chair, **call)
    with keys_of(world.registrar), pytest.raises(Refused):
        world.do("release_identity", Case.objects.get(pk=kept.report.case_id), world.registrar, **call)


def test_whose_keys_do_not_open_the_name_cannot_give_it(world, kept):
    to = world.seats[5]
    assert signed(world, kept, world.chair, to) is None
    with pytest.raises(Refused, match="کلید آن نزد شما نیست"):
        signed(world, kept, world.registrar, to, keys=world.secretary)
    assert not IdentityRelease.objects.exists() and not reads_name(to, kept)


def test_it_ends_when_he_stands_aside_and_follows_a_new_password(world, kept):
    to = world.seats[5]
    given(world, kept, to)
    KeyPair.objects.get(user__person=to).delete()
    pairs_for_all([to])
    assert not reads_name(to, kept)
    with keys_of(world.registrar):
        world.do("hand_keys_on", Case.objects.get(pk=kept.report.case_id), world.registrar)
    assert reads_name(to, kept)
    world.do("declare_recusal", Case.objects.get(pk=kept.report.case_id), to, reason="")
    assert not reads_name(to, kept) and reads_name(world.registrar, kept)


def test_a_new_chair_has_the_name_from_the_chair_or_the_registrar(world, kept):
    """The secretary has no key of it, so that the one who does must be able to hand it on."""
    KeyPair.objects.get(user__person=world.registrar).delete()
    pairs_for_all([world.registrar])
    with keys_of(world.chair):
        world.do("hand_keys_on", kept.report.case, world.chair)
    assert reads_name(world.registrar, kept)


@pytest.fixture
def shown(world: World, everybody: None) -> ReporterIdentity:  # noqa: F811
    identity = ReporterIdentity.objects.get(report=world.report())
    given(world, identity, world.seats[5])
    return identity


def test_the_room_shows_it_to_whom_it_was_given_and_why_to_those_who_gave_it(world, shown, visit):  # noqa: F811
    room, name = shown.report.case.get_absolute_url(), str(ReporterIdentity.objects.get(pk=shown.pk).name)
    status, page = visit(world.seats[5]).get(room)
    assert status == 200 and name in page and "به شما داده‌اند" in page
    for who in (world.seats[6], world.secretary):
        status, page = visit(who).get(room)
        assert status == 200 and name not in page and "گزارش‌دهنده</h2>" not in page
    page = visit(world.chair).get(room)[1]
    assert name in page and f"داده شد به {world.seats[5].name}" in page and REASON in page


def test_the_form_says_neither_the_name_nor_offers_who_knows_it(world, shown, visit):  # noqa: F811
    url = f"{shown.report.case.get_absolute_url()}reporter/"
    status, page = visit(world.registrar).get(url)
    assert status == 200 and str(ReporterIdentity.objects.get(pk=shown.pk).name) not in page
    assert str(world.seats[6].pk) in page
    assert all(str(who.pk) not in page for who in (world.chair, world.seats[5], world.member, world.judges[0]))
    for who in (world.secretary, world.seats[5], world.judges[0], world.member):
        assert visit(who).get(url)[0] == 404


def test_in_the_archive_the_name_is_shut_with_the_case_and_comes_back_to_those_who_know(world, own_holders):
    case = Case.objects.get(pk=own_holders.report.case_id)
    archive = making.sealed(world, case)
    for who in (world.chair, world.registrar, world.seats[5]):
        assert not reads_name(who, own_holders)
    opening = key_asked(world, archive)
    for name in NAMES[:3]:
        person = Person.objects.get(name=name)
        with keys_of(person):
            world.do("join_opening", type(opening).objects.get(pk=opening.pk), person)
        assert not reads_name(person, own_holders)
    assert reads_name(world.chair, own_holders) and reads_name(world.registrar, own_holders)
    assert not reads_name(world.secretary, own_holders)


@pytest.fixture
def own_holders(world: World, everybody: None) -> ReporterIdentity:  # noqa: F811
    """A case that has ended, whose reporter is kept apart, and five who keep the archive's key."""
    named(world)
    return ReporterIdentity.objects.get(report__case=final(world))


def test_who_does_not_know_the_name_cannot_shut_it_in(world, own_holders, no_standing_keys):
    case = Case.objects.get(pk=own_holders.report.case_id)
    making.stored()
    with keyring.standing(RING), pytest.raises(FirstSigned):
        world.do("archive_case", case, world.registrar, shelf="ردیف ۱")
    with keys_of(world.secretary), pytest.raises(Refused, match="دفتردار"):
        world.do("archive_case", Case.objects.get(pk=case.pk), world.secretary, shelf="ردیف ۱")
