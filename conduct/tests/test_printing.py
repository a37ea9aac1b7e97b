"""What a browser prints of the sealed realm by its own means is noted as the house's own sheets are, and shown to the chair (Art. 7 note 1)."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from conduct.models import BoardSitting, Case
from conduct.tests import making
from conduct.tests.playing import World
from conduct.tests.test_letters import call as letter_call
from conduct.tests.test_letters import drafted, said
from conduct.tests.test_pages import Visitor, at_the_worlds_hour, visit  # noqa: F401 - fixtures
from conduct.tests.test_readings import shown
from majlis import actions
from majlis.models import Person, Reading
from majlis.views import printed as printing

PRINTED = "/printed/"
WORD = re.compile(r'name="shown" value="([^"]+)"')


def prints(page: str, visitor: Visitor) -> int:
    """What the page's script sends. Returns: the status of the answer."""
    found = WORD.search(page)
    assert found, "nothing on this page says what it shows"
    return visitor.client.post(PRINTED, {"shown": found[1]}, secure=True).status_code


def noted(person: Person) -> list[str]:
    rows = Reading.objects.filter(how="print", reader=person)
    return sorted(row.subject.partition(":")[0] for row in rows)


def test_a_print_of_a_case_by_the_browser_stands_before_the_chair(world, visit):  # noqa: F811
    case = world.given_case("invited")
    secretary = visit(world.secretary)
    assert prints(secretary.get(case.get_absolute_url())[1], secretary) == 204
    case.refresh_from_db()
    rows = [row for row in shown(world, how="print") if row[0] == world.secretary.name]
    assert [(row[1], row[3]) for row in rows] == [("چاپ", case.ref)]
    assert case.ref.partition("-")[2] in visit(world.chair).get(f"/conduct/readings/?how=print&ref={case.ref}")[1]


def test_every_page_with_a_case_names_what_stands_on_it(world, visit):  # noqa: F811
    case, other = world.given_case("served"), world.given_case("reported")
    chair, member = visit(world.chair), visit(world.member)
    sitting = BoardSitting.objects.first()
    pages = {
        case.get_absolute_url(): {case.reference}, "/conduct/": {case.reference, other.reference}, f"/conduct/cases/{other.pk}/inquiry/": {other.reference},
        sitting.get_absolute_url(): {sitting.reference, case.reference, other.reference},
    }  # fmt: skip
    for page, expected in pages.items():
        Reading.objects.all().delete()
        assert prints(chair.get(page)[1], chair) == 204
        assert set(Reading.objects.filter(how="print").values_list("subject", flat=True)) == expected, page
    assert prints(member.get(f"/conduct/own/{case.pk}/")[1], member) == 204
    assert noted(world.member) == ["conduct.case"]


def test_the_archives_pages_name_what_stands_on_them(world, visit):  # noqa: F811
    case = world.given_case("served", clears=True)
    world.do("make_final", case, world.secretary)
    archive = making.sealed(world, case)
    registrar = visit(world.registrar)
    for page in ("/conduct/archive/", archive.get_absolute_url()):
        Reading.objects.all().delete()
        assert prints(registrar.get(page)[1], registrar) == 204
        assert noted(world.registrar) == ["conduct.case"]


def test_a_letters_page_is_noted_and_bears_its_readers_name(world, visit):  # noqa: F811
    case = world.given_case("invited")
    letter = drafted(world, case, "invitation", world.secretary)
    actions.sign_letter(letter_call(world, world.chair, said(letter)), letter)
    member = visit(world.member)
    page = member.get(letter.get_absolute_url())[1]
    assert f'<p class="print-mark" aria-hidden="true">{world.member.name}، ' in page
    assert prints(page, member) == 204
    assert noted(world.member) == ["majlis.letter"]


def test_a_page_without_a_case_says_nothing_of_one(world, visit):  # noqa: F811
    world.given_case("reported")
    for person, page in (
        (world.chair, "/conduct/radar/"),
        (world.chair, "/"),
        (world.people.speaker, "/conduct/elections/"),
    ):
        assert not WORD.search(visit(person).get(page)[1])


def test_a_word_is_its_readers_alone_and_nobody_makes_one(world, visit):  # noqa: F811
    case = world.given_case("invited")
    chair, stranger, member = visit(world.chair), visit(world.people.stranger), visit(world.member)
    word = WORD.search(chair.get(case.get_absolute_url())[1])[1]
    random = stranger.client.post("/nothing/like/this/", {"shown": word}, secure=True)
    for visitor in (stranger, member):
        answer = visitor.client.post(PRINTED, {"shown": word}, secure=True)
        assert answer.status_code == 404
    assert stranger.client.post(PRINTED, {"shown": word}, secure=True).content == random.content
    for wrong in ("", "x", word[:-1], f"{word}x", "\x00", "9" * 5000, f"{case.pk}"):
        assert chair.client.post(PRINTED, {"shown": wrong}, secure=True).status_code in (400, 404)
    assert chair.client.get(PRINTED, {"shown": word}, secure=True).status_code == 404
    assert not Reading.objects.filter(how="print").exists()


def test_a_word_grows_old(world, visit, monkeypatch):  # noqa: F811
    case = world.given_case("invited")
    chair = visit(world.chair)
    page = chair.get(case.get_absolute_url())[1]
    monkeypatch.setattr(printing, "LONGEST_SECONDS", -1)
    assert prints(page, chair) == 404


def test_an_open_tab_that_is_printed_after_a_recusal_is_noted_still(world, visit):  # noqa: F811
    case = world.given_case("reported")
    leaving = visit(world.seats[5])
    page = leaving.get(case.get_absolute_url())[1]
    world.do("declare_recusal", case, world.seats[5], reason="دوستی")
    assert leaving.get(case.get_absolute_url())[0] == 404
    assert prints(page, leaving) == 204
    assert ("چاپ", case.ref) in [(row[1], row[3]) for row in shown(world, how="print")]


def test_a_browser_that_prints_says_so(boards: World, desk):
    """The browser's own print, and not the house's sheet: what it fires is what is heard."""
    case = boards.given_case("invited")
    registrar = desk(boards.registrar)
    page = registrar.open(case.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for path in (case.get_absolute_url(), "/conduct/"):
        page = registrar.open(path)
        before = Reading.objects.filter(how="print", reader=boards.registrar, subject=case.reference).count()
        with page.expect_response(lambda answer: answer.url.endswith(PRINTED)) as told:
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert told.value.status == 204
        rows = Reading.objects.filter(how="print", reader=boards.registrar, subject=case.reference)
        assert rows.count() == before + 1
    # What a sheet of paper bears, seen as paper.
    page.emulate_media(media="print")
    expect(page.locator(".print-mark")).to_be_visible()
    assert boards.registrar.name in page.locator(".print-mark").inner_text()
    boards.now += timedelta(minutes=1)


def test_chromiums_own_printing_fires_what_is_heard(boards: World, desk):
    case = boards.given_case("invited")
    page = desk(boards.registrar).open(case.get_absolute_url())
    with page.expect_response(lambda answer: answer.url.endswith(PRINTED)) as told:
        page.pdf()
    assert told.value.status == 204
    assert Reading.objects.filter(how="print", reader=boards.registrar, subject=case.reference).exists()


def test_without_the_script_the_opening_is_noted(world, visit):  # noqa: F811
    case = world.given_case("invited")
    visit(world.secretary).get(case.get_absolute_url())
    assert [row[1] for row in shown(world, ref=Case.objects.get().ref) if row[0] == world.secretary.name] == ["گشودن"]
