"""Letters of the making of a board: each after its act, signed by its office, read by who sees the file (Arts. 2, 3, 5, 7 note 2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from conduct.models import Election, Staffing
from conduct.tests import making
from conduct.tests.playing import DAY, World
from conduct.tests.test_pages import Visitor
from majlis import actions, clock
from majlis.models import Body, Letter, Person
from majlis.models.sealed import is_sealed
from majlis.queries import Viewer, visible_documents
from majlis.queries.authority import offices_of
from majlis.queries.letters import letters, letters_of, listed, new_letter, realms_of, wording_of
from majlis.queries.papers_opened import paper_bytes
from majlis.register import Call, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.tests.people import appointed


def viewer(world: World, person: Person) -> Viewer:
    day = legal_day(world.now)
    return Viewer(person, day, world.now, offices_of(person, day))


def said(letter: Letter) -> dict[str, Any]:
    told = wording_of(letter)
    return {
        "addressee": told.addressee, "title": told.title, "text": told.text, "copies": told.copies, "grade": "ordinary", "priority": "ordinary",
    }  # fmt: skip


def signed(world: World, file: Any, word: str, who: Person) -> Letter:
    letter = new_letter(viewer(world, who), "conduct", word, file.pk)
    assert letter is not None
    body = said(letter)
    for act in (actions.draft_letter, actions.sign_letter):
        act(Call(actor=who, at=world.now, body=body), letter)
    return Letter.objects.get(pk=letter.pk)


def replaced(world: World) -> Election:
    world.do("present_replacement", Election(board=world.board), world.people.speaker, **making.successor(world))
    return Election.objects.get()


def officered(world: World) -> Election:
    election = making.elected(world)
    world.do("elect_officers", election, making.chosen(world), **making.officers(world))
    return Election.objects.get(pk=election.pk)


KINDS: dict[str, tuple[Callable[[World], Any], str, str]] = {
    "candidacy_call": (making.opened, "speaker", "مادهٔ ۲"),
    "candidates_presented": (making.presented, "speaker", "مادهٔ ۲"),
    "board_elected": (making.elected, "speaker", "برگزیده نشد"),
    "replacement_presented": (replaced, "speaker", "مادهٔ ۵"),
    "officers_elected": (officered, "chosen", "مادهٔ ۳"),
    "staff_provided": (making.assigned, "speaker", "تبصرهٔ ۲ مادهٔ ۷"),
}


def writer(world: World, who: str) -> Person:
    return making.chosen(world) if who == "chosen" else world.people.speaker


@pytest.fixture
def looked(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return world


@pytest.mark.parametrize("word", KINDS)
def test_each_is_written_after_its_act_and_leaves_with_a_number_and_its_day(looked, word):
    play, who, cited = KINDS[word]
    file = play(looked)
    letter = signed(looked, file, word, writer(looked, who))
    assert cited in letter.text and letter.title and letter.addressee
    assert "None" not in letter.text + letter.title + letter.addressee and "اردیبهشت ۱۴۰۵" in letter.text
    assert letter.stage == "signed" and letter.mark and letter.signer_title
    # Its number counts nothing, as every number of this office; what it says is no secret.
    assert (letter.year, letter.number, letter.sealed_in) == (None, None, "")
    assert paper_bytes(letter.document).startswith(b"%PDF")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM majlis_letter WHERE id = %s", [letter.pk])
        assert not is_sealed(cursor.fetchone()[0])


@pytest.mark.parametrize("word", KINDS)
def test_it_is_offered_on_the_page_of_its_file_and_not_before_its_act(looked, word):
    play, who, _ = KINDS[word]
    file = play(looked)
    person = writer(looked, who)
    entries = [each.url for each in letters_of(viewer(looked, person), file).entries]
    assert any(f"/{word}/" in url for url in entries)
    page = Visitor(looked, person).get(file.get_absolute_url())
    assert page[0] == 200 and all(url in page[1] for url in entries)
    fresh = Staffing if isinstance(file, Staffing) else Election
    later = {
        "candidacy_call": "candidates_presented",
        "candidates_presented": "board_elected",
        "board_elected": "officers_elected",
    }
    assert fresh.objects.filter(pk=file.pk).exists()
    if word in later:
        assert not any(f"/{later[word]}/" in url for url in entries)


def test_the_house_reads_what_is_signed_and_no_draft(looked):
    election = making.presented(looked)
    speaker, member = looked.people.speaker, looked.member
    letter = new_letter(viewer(looked, speaker), "conduct", "candidates_presented", election.pk)
    actions.draft_letter(Call(actor=speaker, at=looked.now, body=said(letter)), letter)
    assert not letters(viewer(looked, member)).exists() and letters(viewer(looked, speaker)).exists()
    actions.sign_letter(Call(actor=speaker, at=looked.now, body=said(letter)), letter)
    letter.refresh_from_db()
    tab = Visitor(looked, member)
    status, page = tab.get(letter.get_absolute_url())
    assert status == 200 and all(name in page for name, _ in making.STANDING)
    # The way back leads to the election, and not to a case of one's own.
    assert election.get_absolute_url() in page and "پروندهٔ من" not in page
    assert visible_documents(viewer(looked, member)).filter(pk=letter.document_id).exists()
    for person in (looked.people.stranger, looked.people.clerk):
        assert not letters(viewer(looked, person)).exists()
        assert Visitor(looked, person).get(letter.get_absolute_url())[0] == 404
    # It stands in the house's list of letters; the sealed office's own list is still its own.
    assert list(listed(viewer(looked, member))) == [letter]
    assert "conduct" not in [code for code, _, _ in realms_of(viewer(looked, speaker))]


def test_a_letter_on_staff_is_the_presiding_boards_and_the_chairs(looked):
    staffing = making.assigned(looked)
    letter = signed(looked, staffing, "staff_provided", looked.people.speaker)
    assert making.colleague(looked).name in letter.text and "دفترداری" in letter.text
    assert Visitor(looked, looked.chair).get(letter.get_absolute_url())[0] == 200
    assert Visitor(looked, looked.member).get(letter.get_absolute_url())[0] == 404
    assert Visitor(looked, looked.member).get(staffing.get_absolute_url())[0] == 404
    assert making.colleague(looked).name in Visitor(looked, looked.chair).get(staffing.get_absolute_url())[1]


def test_the_presiding_board_sees_no_draft_on_a_case_for_writing_on_elections(looked):
    """A judge of the appeal who sits on the presiding board too writes on elections; of the case he sees what is signed."""
    case = looked.given_case("forwarded")
    judge, presiding = looked.judges[2], Body.objects.get(kind="presiding_board")
    appointed(judge, presiding, "secretary", looked.people.administrator)
    letter = new_letter(viewer(looked, looked.secretary), "conduct", "forwarded_appeal", case.pk)
    body = {**said(letter), "grade": "confidential"}
    actions.draft_letter(Call(actor=looked.secretary, at=looked.now, body=body), letter)
    assert not letters(viewer(looked, judge)).exists() and letters(viewer(looked, looked.judges[0])).exists()
    with pytest.raises(NotVisible):
        actions.sign_letter(Call(actor=judge, at=looked.now, body=body), letter)
    actions.sign_letter(Call(actor=looked.chair, at=looked.now, body=body), letter)
    assert letters(viewer(looked, judge)).exists()


def test_a_result_names_each_vote_and_the_deputy_speaker(looked):
    letter = signed(looked, making.elected(looked), "board_elected", looked.people.speaker)
    assert making.deputy_speaker(looked).name in letter.text and "۲۳۰" in letter.text
    assert letter.text.count("برگزیده شد") == 8 and letter.text.count("برگزیده نشد") == 1


def test_the_result_of_a_successor_names_whom_he_follows(looked):
    election = replaced(looked)
    looked.now += DAY
    told = making.result(looked)
    told.pop("deputy_speaker")
    looked.do("record_board_election", election, looked.people.speaker, **told)
    letter = signed(looked, Election.objects.get(), "board_elected", looked.people.speaker)
    assert (
        looked.seats[8].name in letter.text
        and "مادهٔ ۵" in letter.text
        and "نایب‌رئیس مجلس، به انتخاب" not in letter.text
    )


def test_officers_are_told_by_the_board_itself(looked):
    election = officered(looked)
    chair = making.chosen(looked)
    letter = signed(looked, election, "officers_elected", chair)
    assert letter.signer_title == "رئیس هیأت نظارت" and "هر یک پنج رأی" in letter.text
    assert all(role in letter.text for role in ("رئیس", "نایب‌رئیس", "دبیر", "سخنگو"))
    assert new_letter(viewer(looked, looked.people.speaker), "conduct", "officers_elected", election.pk) is None
