"""Consulting parliament before a bill: whom, on what ground, what stands beside the matrix, what waits (house procedure, Art. 38)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from liaison.models import Consultation
from liaison.queries.consultations import consultations, consulted_on
from liaison.queries.waiting import waiting_for
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY
from majlis.rules.law import Refused


def awaited(office, person) -> list[str]:
    rows = waiting_for(office.viewer(person))
    return [each.step.word for each in rows if each.step.word == "record_consultation"]


@pytest.mark.parametrize("reason", ["important", "urgent"])
def test_liaison38_given_an_important_or_urgent_bill_when_it_is_not_named_then_it_is_refused(office, reason):
    with pytest.raises(Refused, match="مهم یا فوری"):
        work.consultation(office, ground=reason)
    work.consultation(office, ground=reason, bill=str(office.member_bill().pk))


def test_liaison38_a_bill_in_preparation_needs_no_file(office):
    assert work.consultation(office).matter is None


def test_liaison38_parliaments_own_bodies_alone_are_consulted(office):
    with pytest.raises(Refused, match="هیأت رئیسه"):
        work.consultation(office, body=str(office.energy.pk))


def test_a_question_is_no_bill(office):
    with pytest.raises(Refused, match="مهم یا فوری"):
        work.consultation(office, ground="urgent", bill=str(office.question().pk))
    with pytest.raises(Refused, match="برگزینید"):
        office.do("tie_consultation", work.consultation(office), bill=str(office.question().pk))


def test_a_day_that_is_past_is_refused_and_today_is_not(office):
    with pytest.raises(Refused, match="گذشته"):
        work.consultation(office, due_day=(office.at - DAY).date().isoformat())
    work.consultation(office, due_day=office.at.date().isoformat())


@pytest.mark.parametrize("stance", ["agree_if", "against"])
def test_liaison38_a_condition_or_refusal_has_its_text(office, stance):
    row = work.consultation(office)
    with pytest.raises(Refused, match="شرط یا دلیل"):
        office.do("record_consultation", row, stance=stance, text=" ")
    office.do("record_consultation", row, stance=stance, text="گران است")
    assert (row.stage, row.view) == ("given", "گران است")


def test_liaison38_a_view_waits_in_the_cartable_until_it_comes(office):
    row = work.consultation(office)
    assert len(awaited(office, office.officer)) == 1
    assert awaited(office, office.deputy) == awaited(office, office.stranger) == []
    office.do("record_consultation", row, stance="agree", text="")
    assert awaited(office, office.officer) == []


def test_liaison38_what_was_asked_before_stands_in_the_bills_room_beside_its_matrix(office, signed_in):
    row = work.consultation(office, "given")
    bill = office.government_bill()
    assert consulted_on(office.viewer(office.officer), bill) == []
    office.do("tie_consultation", row, bill=str(bill.pk))
    voice = work.voice(office, matter=bill)
    client = signed_in(office.officer)
    for page in (bill, voice):
        assert "بها پلکانی باشد" in client.get(page.get_absolute_url()).content.decode()


def test_it_is_the_offices_own(office, signed_in):
    row = work.consultation(office, "given")
    for person in (office.deputy, office.expert, office.members[0]):
        assert not consultations(office.viewer(person)).exists()
        for url in (row.get_absolute_url(), reverse("liaison:consultations"), reverse("liaison:consult_body")):
            assert signed_in(person).get(url).status_code == 404


def test_it_is_asked_by_the_page_from_the_bills_room(office, signed_in):
    bill = office.government_bill()
    client, url = signed_in(office.officer), reverse("liaison:consult_body")
    form = client.get(url, {"bill": bill.pk}).context["form"]
    assert str(form["bill"].value()) == str(bill.pk)
    typed = {
        "key": form["key"].value(), "title": "لایحهٔ آب", "ground": "urgent", "body": str(office.committee.pk), "bill": "",
        "due_day": "1405/12/20",
    }  # fmt: skip
    assert client.post(url, typed).status_code == 422
    assert client.post(url, {**typed, "bill": str(bill.pk)}).status_code == 302
    assert Consultation.objects.get().matter_id == bill.pk
    taken = client.get(reverse("liaison:consultations"), {"take": "csv"}).content.decode("utf-8-sig")
    assert "لایحهٔ آب" in taken
