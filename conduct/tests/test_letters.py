"""A member reads the letters that were written to him, once they are signed and what they tell has reached him (Arts. 9-11)."""

from __future__ import annotations

from typing import Any

import pytest

from conduct.models import Case
from conduct.tests import making
from conduct.tests.playing import DAY, World
from conduct.tests.test_pages import Visitor
from majlis import actions, clock
from majlis.models import Letter, Person
from majlis.queries import Viewer, visible_documents
from majlis.queries.authority import offices_of
from majlis.queries.letters import letters, new_letter, wording_of
from majlis.register import Call
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def viewer(world: World, person: Person) -> Viewer:
    day = legal_day(world.now)
    return Viewer(person, day, world.now, offices_of(person, day))


def drafted(world: World, case: Case, word: str, writer: Person) -> Letter:
    letter = new_letter(viewer(world, writer), "conduct", word, case.pk)
    assert letter is not None
    actions.draft_letter(call(world, writer, said(letter)), letter)
    return letter


def said(letter: Letter) -> dict[str, Any]:
    told = wording_of(letter)
    return {
        "addressee": told.addressee,
        "title": told.title,
        "text": told.text,
        "copies": told.copies,
        "grade": "confidential",
        "priority": "ordinary",
    }


def call(world: World, who: Person, body: dict[str, Any]) -> Call:
    return Call(actor=who, at=world.now, body=body)


def seen(world: World, person: Person) -> list[str]:
    return sorted(letters(viewer(world, person)).values_list("word", flat=True))


@pytest.fixture
def looked(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return world


def test_art9_given_an_invitation_when_signed_then_the_member_reads_it_and_no_more(looked):
    world, case = looked, looked.given_case("invited")
    letter = drafted(world, case, "invitation", world.secretary)
    assert seen(world, world.member) == []
    actions.sign_letter(call(world, world.chair, said(letter)), letter)
    assert seen(world, world.member) == ["invitation"]
    tab = Visitor(world, world.member)
    assert letter.get_absolute_url() in tab.get(f"/conduct/own/{case.pk}/")[1]
    status, page = tab.get(letter.get_absolute_url())
    assert (status, letter.title in page) == (200, True)
    # Who wrote it and how it came about is the board's.
    assert world.secretary.name not in page
    assert "روند این نامه" not in page
    assert visible_documents(viewer(world, world.member)).filter(pk=letter.document_id).exists()
    assert tab.client.get(f"/documents/{letter.document_id}/", secure=True).status_code == 200


def test_nobody_else_reads_it(looked):
    world, case = looked, looked.given_case("invited")
    letter = drafted(world, case, "invitation", world.secretary)
    actions.sign_letter(call(world, world.chair, said(letter)), letter)
    for person in (world.people.stranger, world.people.administrator):
        assert seen(world, person) == []
        tab = Visitor(world, person)
        assert tab.get(letter.get_absolute_url())[0] == 404
        assert not visible_documents(viewer(world, person)).filter(pk=letter.document_id).exists()


def test_art10_given_a_ruling_when_it_is_not_served_then_its_letter_is_not_there(looked):
    world, case = looked, looked.given_case("ruled")
    letter = drafted(world, case, "ruling", world.secretary)
    actions.sign_letter(call(world, world.chair, said(letter)), letter)
    assert "ruling" not in seen(world, world.member)
    served = Case.objects.get(pk=case.pk)
    world._to_served(served, {})
    assert "ruling" in seen(world, world.member)


def test_the_letter_of_a_ruling_says_what_was_ruled(looked):
    world, case = looked, looked.given_case("ruled")
    told = wording_of(new_letter(viewer(world, world.secretary), "conduct", "ruling", case.pk))
    for row in case.rulings.get().sanctions.all():
        assert row.title in told.text
    assert "ده روز" in told.text


def test_a_draft_is_changed_by_another_of_the_office_and_keeps_every_wording(looked):
    world, case = looked, looked.given_case("invited")
    letter = drafted(world, case, "invitation", world.secretary)
    changed = {**said(letter), "title": "دعوت به جلسهٔ تازه"}
    actions.revise_letter(call(world, world.registrar, changed), letter)
    letter.refresh_from_db()
    assert (letter.title, letter.stage, letter.drafted_by) == ("دعوت به جلسهٔ تازه", "drafted", world.secretary)
    with pytest.raises(Refused, match="چیزی"):
        actions.revise_letter(call(world, world.registrar, changed), letter)
    for person in (world.people.stranger, world.member):
        assert Visitor(world, person).get(f"/letters/{letter.pk}/wording/")[0] == 404


def test_art12_a_member_who_was_invited_is_told_that_his_case_goes_on_in_the_next_term(looked):
    world, case = looked, looked.given_case("heard")
    making.end_term(world, legal_day(world.now) + 9 * DAY)
    world.do("carry_to_next_term", Case.objects.get(pk=case.pk), world.secretary, reason="دلیل ساختگی")
    letter = drafted(world, Case.objects.get(pk=case.pk), "carried", world.secretary)
    assert case.term is None and "دورهٔ سیزدهم" in letter.text and "دلیل ساختگی" not in letter.text
    assert seen(world, world.member) == []
    actions.sign_letter(call(world, world.chair, said(letter)), letter)
    assert seen(world, world.member) == ["carried"]
