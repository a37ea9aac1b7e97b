"""What a page tells of keys that are missing, and many cases handed on with one press (Art. 7 n. 1)."""

from __future__ import annotations

import pytest

from conduct.models import Case, Report, ReporterIdentity
from conduct.queries import handing
from conduct.tests.playing import World
from conduct.tests.test_archive_keys import NAMES, archived, comes, key_asked, named
from conduct.tests.test_keys import everybody, keys_of, reads  # noqa: F401 - a fixture
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import Visitor, at_the_worlds_hour, visit  # noqa: F401 - fixtures
from conduct.tests.test_sealed_papers import own_store  # noqa: F401 - a fixture
from conduct.views.keys import AT_ONCE
from majlis import keyring, safes
from majlis.demo.keys import RING
from majlis.models import Act, KeyPair, Person
from majlis.queries import waiting_count, waiting_for
from majlis.tests.keys import pairs_for_all

KEYS = "/conduct/keys/"


def lost(person: Person) -> None:
    """He came with a new password and without his recovery key: a new pair, to which nothing was handed."""
    KeyPair.objects.get(user__person=person).delete()
    pairs_for_all([person])


@pytest.fixture
def three(world: World, everybody: None) -> list[Report]:  # noqa: F811
    """Three cases, and one of the board who lost every key."""
    found = [world.report() for _ in range(3)]
    lost(world.seats[7])
    return found


def presses(world: World, who: Person, visit) -> tuple[int, str]:  # noqa: F811
    tab: Visitor = visit(who)
    tab.shows_second_factor()
    with keys_of(who) as ring, keyring.standing(ring):  # a request brings its own, or what stands by
        return tab.post(KEYS)


def test_one_press_hands_on_every_case_each_by_an_act_of_its_own(world, three, visit, no_standing_keys):  # noqa: F811
    him = world.seats[7]
    assert not any(reads(him, report) for report in three)
    status, page = presses(world, world.secretary, visit)
    assert status == 200 and "کلید ۳ پرونده سپرده شد" in page
    assert all(reads(him, report) for report in three)
    acts = Act.objects.filter(verb="hand_keys_on", actor=world.secretary)
    assert {act.subject for act in acts} == {report.case.reference for report in three} and acts.count() == len(three)
    status, page = presses(world, world.secretary, visit)
    assert "کلید آن را هم دارد" in page and acts.count() == len(three)


def test_the_page_says_who_lacks_how_many_and_the_docket_names_whoever_has_none(world, three, visit):  # noqa: F811
    him = world.seats[7]
    for who in (world.secretary, world.registrar, world.chair):
        page = visit(who).get(KEYS)[1]
        assert him.name in page and "کلید ۳ پرونده را ندارد" in page
        assert f"{him.name} کلید همهٔ پرونده‌های این برگ را ندارد" in visit(who).get("/conduct/")[1]
    docket = visit(world.seats[5]).get("/conduct/")[1]
    assert "این برگ را ندارد" not in docket and KEYS not in docket


def test_nobody_else_finds_the_page(world, three, visit):  # noqa: F811
    for who in (world.seats[5], world.deputy, world.judges[0], world.member, world.people.stranger):
        assert visit(who).get(KEYS)[0] == 404
        assert visit(who).client.post(KEYS, secure=True).status_code == 404


def test_without_a_fresh_second_factor_nothing_is_handed_on(world, three, visit):  # noqa: F811
    tab = visit(world.secretary)
    assert "second_factor_code" in tab.get(KEYS)[1]
    assert tab.post(KEYS)[0] == 422 and not Act.objects.filter(verb="hand_keys_on").exists()


def test_what_the_pressers_keys_do_not_open_is_told_and_left(world, everybody, visit, no_standing_keys):  # noqa: F811
    report = world.report()
    identity = ReporterIdentity.objects.get(report=report)
    lost(world.registrar)
    lost(world.secretary)
    assert "سپرده نشد" in presses(world, world.secretary, visit)[1]
    assert not reads(world.registrar, report)
    assert "کلید ۱ پرونده سپرده شد" in presses(world, world.chair, visit)[1]
    assert reads(world.registrar, report) and reads(world.registrar, identity, "name")


def test_a_case_of_ones_own_and_one_from_which_he_stands_aside_are_not_counted(world, three):
    him = world.seats[7]
    with keyring.standing(RING):
        world.do("declare_recusal", Case.objects.get(pk=three[0].case_id), him, reason="")
    told = handing.lacking(viewer(world, world.secretary))
    cases = [Case.objects.get(pk=report.case_id) for report in three]
    assert handing.without(viewer(world, world.secretary), handing.handed(cases[:1])) == []
    assert handing.without(viewer(world, world.secretary), handing.handed(cases)) == [him]
    assert [(row["person"], row["count"]) for row in told] == [(him, 2)]
    assert {case.pk for case in handing.to_hand(viewer(world, world.secretary), AT_ONCE)} == {
        report.case_id for report in three[1:]
    }


def test_so_many_a_press_and_the_rest_with_the_next(world, three, visit, monkeypatch, no_standing_keys):  # noqa: F811
    monkeypatch.setattr("conduct.views.keys.AT_ONCE", 2)
    assert "کلید ۲ پرونده سپرده شد" in presses(world, world.secretary, visit)[1]
    assert "کلید ۱ پرونده سپرده شد" in presses(world, world.secretary, visit)[1]


def test_the_member_whose_password_is_new_is_caught_up_by_the_same_press(world, everybody, visit, no_standing_keys):  # noqa: F811
    with keyring.standing(RING):
        case = world.given_case("invited")
    lost(world.member)
    KeyPair.objects.filter(user__person=world.member).update(made_at=world.now)
    assert not reads(world.member, case.invitation)
    presses(world, world.secretary, visit)
    assert reads(world.member, case.invitation)


# --- what a reader is told of his own keys


def test_who_lacks_the_key_of_a_case_is_told_whom_to_ask(world, three, no_standing_keys):
    him, case = world.seats[7], three[0].case
    with keys_of(him):
        told = handing.missing(viewer(world, him), handing.handed(report.case for report in three))
    assert told.closed == len(three) and world.secretary.name in told.ask and world.registrar.name in told.ask
    with keys_of(world.seats[5]):
        assert handing.missing(viewer(world, world.seats[5]), handing.handed([case])).closed == 0
    safes.take_back(case.reference, world.secretary)
    safes.take_back(case.reference, world.registrar)
    with keys_of(him):
        assert handing.missing(viewer(world, him), handing.handed([case])).ask == ""


def test_the_room_and_the_docket_say_that_no_key_was_brought(world, three, visit, no_standing_keys):  # noqa: F811
    tab = visit(world.chair)
    for url in ("/conduct/", three[0].case.get_absolute_url()):
        assert "کلید شما در این نشست نیست" in tab.get(url)[1]


def test_who_never_printed_his_recovery_key_is_reminded(world, three, no_standing_keys):
    with keys_of(world.chair) as ring:
        ring.pair.by_recovery = None
        assert not handing.missing(viewer(world, world.chair), handing.handed([])).printed
        ring.pair.by_recovery = b"x"
        assert handing.missing(viewer(world, world.chair), handing.handed([])).printed


# --- who keeps the archive's key


def test_who_keeps_the_archives_key_finds_a_message_until_he_has_come(world, own_store):  # noqa: F811
    holders = named(world)
    archive = archived(world)
    waits = [waiting_for(viewer(world, each)) for each in holders]
    assert not any(waits)
    opening = key_asked(world, archive)
    for person in holders:
        rows = waiting_for(viewer(world, person))
        assert [row.title for row in rows] == ["یک پیام محرمانه دارید"]
    comes(world, opening, holders[0])
    assert waiting_for(viewer(world, holders[0])) == [] and len(waiting_for(viewer(world, holders[1]))) == 1
    assert [waiting_count(viewer(world, each)) for each in holders] == [0, 1, 1, 1, 1]
    assert not waiting_for(viewer(world, world.people.stranger))
    assert Person.objects.filter(name__in=NAMES).count() == len(holders)
