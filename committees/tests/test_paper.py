"""Acts done on paper: a clerk records, another officer countersigns, and the law looks at the day of the paper (Art. 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from committees.actions import submit_declaration
from committees.models import Declaration
from committees.tests.given import given_formation
from majlis.models import Act, Document, Membership
from majlis.queries.standing import step_deadlines_of, step_named
from majlis.register import Call, FirstSigned, NotVisible
from majlis.rules.law import Refused

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def paper():
    """A form handed in on paper: who hands it in, who records it, its text and its scan, and the last instant in time."""
    play = given_formation("collecting")
    declaration = Declaration.objects.filter(formation=play.formation).first()
    before = Act.objects.filter(subject=declaration.reference, verb="submit_declaration").latest("seq")
    body = {name: value for name, value in before.content.items() if name != "submission" and not name.startswith("_")}
    step = step_named(declaration, "submit_declaration")
    end = step_deadlines_of(step, declaration, before.recorded_at)[0][1].ends_at
    scan = Document.objects.filter(owner=declaration.member).first() or Document.objects.first()
    board = {
        each.role: each.person
        for each in Membership.objects.filter(body__kind="presiding_board", role__in=("clerk", "secretary"))
    }
    return declaration, board["clerk"], board["secretary"], body, scan, end


def handed_in(paper, actor, happened_at, **more) -> Call:
    declaration, _, _, body, scan, end = paper
    facts = {"on_behalf_of": declaration.member, "happened_at": happened_at, "paper": scan, "at": end + MINUTE, **more}
    return Call(actor=actor, body={**body, "registry_number": "۱۲/ک/۴۵"}, **facts)


def test_art4_given_a_form_on_paper_in_time_when_two_officers_record_it_later_then_it_stands(paper):
    declaration, clerk, secretary, _, scan, end = paper
    with pytest.raises(FirstSigned):
        submit_declaration(handed_in(paper, clerk, end - MINUTE), declaration)
    assert Declaration.objects.get(pk=declaration.pk).submission == 1
    act = submit_declaration(handed_in(paper, secretary, end - MINUTE), Declaration.objects.get(pk=declaration.pk))
    assert (act.actor, act.second, act.on_behalf_of) == (clerk, secretary, declaration.member)
    assert (act.happened_at, act.recorded_at) == (end - MINUTE, end + MINUTE)
    assert act.content["_paper_sha256"] == scan.sha256
    assert Declaration.objects.get(pk=declaration.pk).submission == 2


def test_art4_given_a_paper_of_the_last_instant_when_recorded_then_it_is_late(paper):
    declaration, clerk, *_, end = paper
    with pytest.raises(Refused) as refused:
        submit_declaration(handed_in(paper, clerk, end), declaration)
    assert str(refused.value.article) == "directive 4"


def test_given_a_paper_dated_after_its_recording_then_it_is_refused(paper):
    declaration, clerk, *_, end = paper
    with pytest.raises(Refused):
        submit_declaration(handed_in(paper, clerk, end + 2 * MINUTE), declaration)


def test_given_a_paper_in_nobodys_name_or_a_strangers_then_it_is_not_visible(paper):
    declaration, clerk, secretary, *_, end = paper
    for signer in (None, secretary):
        with pytest.raises(NotVisible):
            submit_declaration(handed_in(paper, clerk, end - MINUTE, on_behalf_of=signer), declaration)


def test_given_the_member_himself_when_he_would_record_paper_then_it_is_not_visible(paper):
    declaration, *_, end = paper
    with pytest.raises(NotVisible):
        submit_declaration(handed_in(paper, declaration.member, end - MINUTE), declaration)
