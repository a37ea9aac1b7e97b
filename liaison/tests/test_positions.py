"""The government's position on a bill that is not its own: its reasons, who was told, what a member reads (house procedure, Art. 39)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from liaison.models import Position
from liaison.queries.positions import positions, told_to
from liaison.queries.waiting import waiting_for
from liaison.tests import work_stage as work
from majlis.register import NotVisible
from majlis.rules.law import Refused


def test_liaison39_the_governments_own_bill_has_no_position_beside_it(office, signed_in):
    bill = office.government_bill()
    with pytest.raises(Refused, match="طرح"):
        work.position(office, matter=bill)
    assert signed_in(office.officer).get(reverse("liaison:state_position", args=[bill.pk])).status_code == 404


@pytest.mark.parametrize("stance", ["agree_if", "against"])
def test_liaison39_a_condition_or_refusal_has_its_text_of_the_whole_and_of_each_article(office, stance):
    with pytest.raises(Refused, match="کل طرح"):
        work.position(office, stance=stance, text=" ")
    with pytest.raises(Refused, match="مادهٔ ۲"):
        work.position(office, stance="agree", text="", articles=[{"label": "مادهٔ ۲", "stance": stance, "text": ""}])
    work.position(office, stance="agree", text="", articles=[{"label": "مادهٔ ۲", "stance": stance, "text": "بها"}])


def test_liaison39_a_speaker_is_of_the_government(office):
    with pytest.raises(Refused, match="سخنگو"):
        work.position(office, speaker=office.keys(1)[0])


def test_liaison39_it_is_told_to_somebody(office):
    row = work.position(office)
    with pytest.raises(Refused, match="نمایندگانی"):
        office.do("tell_position", row, audience="members", members=[], medium="نامه")
    with pytest.raises(Refused, match="کمیسیون"):
        office.do("tell_position", row, audience="committee", committee="", medium="جلسه")
    with pytest.raises(Refused, match="نماینده نبوده"):
        office.do("tell_position", row, audience="members", members=[str(office.deputy.pk)], medium="نامه")
    assert not row.tellings.exists()


def test_liaison39_each_telling_is_kept_and_the_later_position_stands_beside_the_first(office):
    row = work.position(office)
    office.do("tell_position", row, audience="chamber", medium="سخن در صحن")
    office.do("tell_position", row, audience="members", members=office.keys(2), medium="نامه")
    assert [each.heard_by for each in row.tellings.filter(person=None)] == ["صحن علنی"]
    assert row.tellings.count() == 3
    work.position(office, matter=row.matter, stance="agree", text="")
    assert [each.stance for each in positions(office.viewer(office.officer))] == ["agree", "against"]


def test_liaison39_what_nobody_was_told_waits(office):
    def waits() -> bool:
        return "tell_position" in [each.step.word for each in waiting_for(office.viewer(office.officer))]

    row = work.position(office)
    assert waits()
    office.do("tell_position", row, audience="chamber", medium="سخن")
    assert not waits()


def test_a_member_reads_on_his_page_what_he_was_told_and_nothing_else(office, signed_in):
    row = work.position(office, "told", text="بار مالی سنگین دارد.")
    first, second = office.members[0], office.members[1]
    assert told_to(first).count() == 1 and not told_to(second).exists()
    own = signed_in(first).get(reverse("liaison:member", args=[first.pk])).content.decode()
    assert "بار مالی سنگین دارد." in own and row.get_absolute_url() not in own
    other = signed_in(second).get(reverse("liaison:member", args=[second.pk])).content.decode()
    assert "بار مالی سنگین دارد." not in other
    of_office = signed_in(office.officer).get(reverse("liaison:member", args=[first.pk])).content.decode()
    assert row.get_absolute_url() in of_office
    assert signed_in(first).get(row.get_absolute_url()).status_code == 404


def test_a_ministry_states_no_position_of_the_government(office, signed_in):
    row = work.position(office)
    with pytest.raises(NotVisible):
        office.do("tell_position", row, office.deputy, audience="chamber", medium="سخن")
    client = signed_in(office.deputy)
    for url in (row.get_absolute_url(), reverse("liaison:positions")):
        assert client.get(url).status_code == 404


def test_it_is_stated_by_the_page_article_by_article_and_stands_in_the_bills_room(office, signed_in):
    bill = office.member_bill()
    client, url = signed_in(office.officer), reverse("liaison:state_position", args=[bill.pk])
    typed = {
        "key": client.get(url).context["form"]["key"].value(), "stance": "agree_if", "text": "با اصلاح مادهٔ ۳", "speaker": "",
        "articles": "مادهٔ ۱: موافق\nمادهٔ ۳: شاید: نه",
    }  # fmt: skip
    assert client.post(url, typed).status_code == 422
    assert client.post(url, {**typed, "articles": "مادهٔ ۱: موافق\nمادهٔ ۳: مخالف: گران است"}).status_code == 302
    row = Position.objects.get()
    assert [(each["label"], each["stance"], each["text"]) for each in row.articles] == [
        ("مادهٔ ۱", "agree", ""),
        ("مادهٔ ۳", "against", "گران است"),
    ]
    assert "با اصلاح مادهٔ ۳" in client.get(bill.get_absolute_url()).content.decode()
    office.do("tell_position", row, audience="members", members=office.keys(2), medium="نامهٔ ویژه")
    taken = client.get(reverse("liaison:positions"), {"take": "csv"}).content.decode("utf-8-sig")
    assert taken.count("نامهٔ ویژه") == 2
