"""The rooms read what they show in so many queries, whatever the rows, and read it right (Art. 7 n. 1)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from conduct.models import Case
from conduct.queries import case_room, own_room
from conduct.queries.scope import case_visible, cases, own_case
from conduct.tests.playing import World
from conduct.tests.test_pages import at_the_worlds_hour, visit  # noqa: F401 - fixtures
from conduct.tests.test_queries import TIMES, copied, counted  # noqa: F401 - a fixture
from majlis.queries import Viewer
from majlis.queries.authority import offices_of
from majlis.queries.hanging import hang
from majlis.queries.prepared_for import PreparedFor
from majlis.rules.deadlines import legal_day

# Of the docket one is asked only where a colleague lacks a key: which of the cases he stepped aside from.
MOST = {"docket": 19, "case": 31, "own": 25, "sitting": 23}


def viewer(world: World, person) -> Viewer:
    day = legal_day(world.now)
    return Viewer(person, day, world.now, offices_of(person, day))


def stored(row) -> dict:
    return {each.attname: row.__dict__[each.attname] for each in row._meta.concrete_fields}


@pytest.mark.parametrize("names", [case_room.HANGING, own_room.HANGING], ids=["case room", "own room"])
def test_what_hangs_on_a_case_is_what_the_database_has_of_it(world, names, django_assert_num_queries):
    case, _ = world.given_case("final"), world.given_case("final")
    hung, plain = (Case.objects.get(pk=case.pk) for _ in range(2))
    with django_assert_num_queries(1):
        hang(hung, *names)
    seen = 0
    for name in (each for each in names if "__" not in each):
        one, other = getattr(hung, name, None), getattr(plain, name, None)
        if hasattr(other, "all"):
            with django_assert_num_queries(0):
                rows = list(one.all())
            assert [stored(row) for row in rows] == [stored(row) for row in other.all()], name
            assert all(row.case is hung for row in rows)
            assert {row.pk for row in one.filter(pk__isnull=False)} == {row.pk for row in other.all()}, name
            seen += len(rows)
        else:
            assert (one is None) is (other is None) and (one is None or stored(one) == stored(other)), name
    sanctions = [stored(row) for ruling in hung.rulings.all() for row in ruling.sanctions.all()]
    assert sanctions == [stored(row) for ruling in plain.rulings.all() for row in ruling.sanctions.all()] != []
    assert seen > 3


def test_the_rooms_take_so_many_queries_for_any_number_of_cases(world, counted):  # noqa: F811
    case = world.given_case("served")
    for stage in ("inquired", "closed_for_ruling"):
        world.given_case(stage)
    sitting = world.sitting()
    rooms = {
        "docket": (world.chair, "/conduct/"), "case": (world.chair, f"/conduct/cases/{case.pk}/"),
        "own": (world.member, f"/conduct/own/{case.pk}/"), "sitting": (world.chair, f"/conduct/sittings/{sitting.pk}/"),
    }  # fmt: skip
    few = {name: counted(*reader) for name, reader in rooms.items()}
    for each in list(Case.objects.all()):
        for _ in range(TIMES):
            copied(each)
    assert {name: counted(*reader) for name, reader in rooms.items()} == few
    assert all(few[name] <= most for name, most in MOST.items()), few


def test_an_agenda_comes_page_by_page_each_case_once_under_its_number(world, visit):  # noqa: F811
    case = world.given_case("inquired")
    for _ in range(60):
        copied(case)
    tab, path, found, numbers = visit(world.chair), f"/conduct/sittings/{world.sitting().pk}/", [], []
    address = path
    while address:
        text = tab.get(address)[1]
        found += re.findall(r'href="/conduct/cases/([0-9a-f-]{36})/"', text)
        numbers += [int(each) for each in re.findall(r'id="item-(\d+)"', text)]
        after = re.search(r'href="(\?after=[^"]+)" rel="next"', text)
        address = path + after[1].replace("&amp;", "&") if after else ""
    assert sorted(found) == sorted(str(key) for key in Case.objects.values_list("pk", flat=True))
    assert numbers == list(range(1, 62))


def test_prepared_words_give_each_viewer_what_he_may_see(world):
    case = world.given_case("invited")
    everyone = (*world.seats, *world.judges, world.registrar, world.member, world.people.stranger)
    for _ in range(2):
        for person in everyone:
            who = viewer(world, person)
            assert case_visible(who, case.pk) == cases(who).filter(pk=case.pk).first(), person
            assert (own_case(who, case.pk) == case) is (person == world.member)
    world.do("declare_recusal", Case.objects.get(pk=case.pk), world.seats[5], reason="")
    assert case_visible(viewer(world, world.seats[5]), case.pk) is None
    assert case_visible(viewer(world, world.seats[4]), case.pk) == case


def test_a_day_made_of_the_viewers_day_is_refused_at_once(world):
    made = PreparedFor(lambda who: Case.objects.filter(violation_day__lt=who.day - timedelta(days=1)))
    with pytest.raises(ValueError, match="as it was given"):
        made(viewer(world, world.chair))
