"""Time that is refused, what is put before the minister, and what moves to another ministry (house procedure, Arts. 2, 7, 8)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from liaison.models import Referral
from liaison.queries.listing import escalatable
from liaison.queries.scope import referral_visible
from liaison.queries.waiting import waiting_for
from liaison.rules import referrals as rules
from liaison.rules.referrals import escalates_at, latest_due
from liaison.tests.stage import DAY, HOUR
from majlis.models import Act
from majlis.persian import TEHRAN
from majlis.register import NotVisible
from majlis.rules.law import Refused

SECOND = timedelta(seconds=1)


def asked(office) -> Referral:
    row = office.referral(stage="accepted")
    office.do("ask_for_time", row, office.deputy, until=(office.at + 9 * DAY).date().isoformat(), reason="گزارش")
    return row


# Time


def test_refused_time_leaves_the_moment_and_tells_the_ministry_why(office, signed_in):
    row = asked(office)
    due = row.due_at
    office.do("refuse_time", row, reason="فوری است")
    row.refresh_from_db()
    assert (row.due_at, row.granted_at, row.time_refusal, row.stage) == (due, None, "فوری است", "accepted")
    page = signed_in(office.deputy).get(row.get_absolute_url()).content.decode()
    assert "داده نشد: فوری است" in page


@pytest.mark.parametrize("word", ["grant_time", "refuse_time"])
def test_time_is_answered_once_and_only_where_it_was_asked(office, word):
    row = office.referral(stage="accepted")
    body = {"reason": "نه", "until": (office.at + 8 * DAY).date().isoformat()}
    with pytest.raises(Refused, match="نخواسته"):
        office.do(word, row, **body)
    row = asked(office)
    office.do("refuse_time", row, reason="نه")
    with pytest.raises(Refused, match="نخواسته"):
        office.do(word, row, **body)
    office.do("ask_for_time", row, office.deputy, until=(office.at + 9 * DAY).date().isoformat(), reason="باز هم")
    office.do(word, row, **body)


def test_who_asked_for_time_does_not_answer_himself(office):
    with pytest.raises(NotVisible):
        office.do("refuse_time", asked(office), office.deputy, reason="نه")


# Before the minister


def test_liaison7_given_a_last_moment_then_it_is_escalated_after_the_day_that_follows():
    noon = datetime(2027, 5, 31, 12, tzinfo=TEHRAN)
    assert escalates_at(noon) == datetime(2027, 6, 2, tzinfo=TEHRAN)
    # A moment that ends with its day is of that day.
    assert escalates_at(datetime(2027, 6, 1, tzinfo=TEHRAN)) == datetime(2027, 6, 2, tzinfo=TEHRAN)


@pytest.mark.parametrize("hours", range(0, 73, 7))
def test_liaison7_given_any_instant_then_the_list_and_the_gate_agree(hours):
    due = datetime(2027, 5, 31, 0, tzinfo=TEHRAN)
    for part in range(0, 49, 5):
        at = due + part * HOUR + hours * HOUR
        assert (at >= escalates_at(due + part * HOUR)) == (due + part * HOUR <= latest_due(at))


def test_liaison7_given_a_late_answer_when_too_early_then_refused_and_once_for_each_moment(office):
    row = office.referral(stage="accepted")
    opens = escalates_at(row.due_at)
    with pytest.raises(Refused, match="پیش از"):
        office.do("escalate_referral", row, at=opens - SECOND)
    assert not escalatable(office.viewer(office.officer, opens - SECOND)).exists()
    assert list(escalatable(office.viewer(office.officer, opens))) == [row]
    office.do("escalate_referral", row, at=opens)
    assert not escalatable(office.viewer(office.officer, opens)).exists()
    with pytest.raises(Refused, match="یک بار"):
        office.do("escalate_referral", row)
    until = (office.at + 6 * DAY).date().isoformat()
    office.do("ask_for_time", row, office.deputy, until=until, reason="باران")
    office.do("grant_time", row, until=until)
    with pytest.raises(Refused, match="پیش از"):
        office.do("escalate_referral", row)
    office.do("escalate_referral", row, at=escalates_at(row.due_at))


def test_liaison7_given_no_figure_then_nothing_is_escalated(office, monkeypatch):
    row = office.referral()

    class Unset:
        value = None

    monkeypatch.setattr(rules.FIGURES, "on", lambda key, day: Unset())
    assert not escalatable(office.viewer(office.officer, row.due_at + 9 * DAY)).exists()


def test_what_may_be_escalated_stands_in_the_cartable_and_its_list(office, signed_in):
    row = office.referral(stage="accepted")
    office.at = escalates_at(row.due_at) + HOUR
    told = [each for each in waiting_for(office.viewer(office.officer)) if each.step.word == "escalate_referral"]
    assert [each.url for each in told] == [f"{reverse('liaison:room')}?show=late"]
    client = signed_in(office.officer)
    assert str(row.pk) in client.get(told[0].url).content.decode()
    client.post(*_pressed(client, "escalate_referral", row, reason="دو بار پیگیری شد"))
    row.refresh_from_db()
    assert row.escalated_at is not None
    assert "دو بار پیگیری شد" in client.get(row.get_absolute_url()).content.decode()
    assert not [each for each in waiting_for(office.viewer(office.officer)) if each.step.word == "escalate_referral"]
    assert "به مقام وزارتخانه" in client.get(row.matter.get_absolute_url()).content.decode()


def _pressed(client, word, row, **typed):
    url = reverse(f"liaison:{word}", args=[row.pk])
    form = client.get(url).context["form"]
    return url, {"key": form["key"].value(), "seen_version": form["seen_version"].value(), **typed}


# To another ministry


def moved(office, row: Referral) -> Referral:
    due = (office.at + 9 * DAY).isoformat()
    office.do("transfer_referral", row, ministry=str(office.roads.pk), due_at=due, reason="کار وزارت راه است")
    return Referral.objects.get(transferred_from=row)


def test_what_moved_is_the_second_ministrys_alone_and_the_office_has_both(office, signed_in):
    row = asked(office)
    new = moved(office, row)
    assert (new.stage, new.ministry, new.request, new.handed_to) == ("sent", office.roads, row.request, None)
    assert referral_visible(office.viewer(office.deputy), row.pk) is None
    assert referral_visible(office.viewer(office.deputy), new.pk) is None
    assert referral_visible(office.viewer(office.other_deputy), new.pk) == new
    assert referral_visible(office.viewer(office.other_deputy), row.pk) is None
    page = signed_in(office.other_deputy).get(new.get_absolute_url()).content.decode()
    assert "وزارت نیرو" not in page.split("<main", 1)[1].replace("از وزیر نیرو", "")
    assert "گزارش" not in page.split("<main", 1)[1].split("</main>")[0]
    client = signed_in(office.officer)
    for one, other in ((row, new), (new, row)):
        assert other.get_absolute_url() in client.get(one.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in client.get(row.matter.get_absolute_url()).content.decode()
    office.do("accept_referral", new, office.other_deputy)
    office.do("answer_referral", new, office.other_deputy, text="پاسخ", documents=[])
    assert Act.objects.get(verb="transfer_referral").content["referral"] == str(new.pk)


def test_it_moves_neither_to_where_it_is_nor_to_a_moment_that_is_past(office):
    matter = office.question("sent")
    row = office.referral(matter)
    office.referral(matter, ministry=office.roads)
    later = (office.at + 9 * DAY).isoformat()
    for ministry, due in ((office.roads, later), (office.energy, later), (office.roads, office.at.isoformat())):
        with pytest.raises(Refused):
            office.do("transfer_referral", row, ministry=str(ministry.pk), due_at=due, reason="کار ما نیست")
    row.refresh_from_db()
    assert row.stage == "sent"


def test_what_moved_away_may_come_back(office):
    new = moved(office, office.referral())
    due = (office.at + 9 * DAY).isoformat()
    office.do("transfer_referral", new, ministry=str(office.energy.pk), due_at=due, reason="برگشت")
    back = Referral.objects.get(transferred_from=new)
    assert referral_visible(office.viewer(office.deputy), back.pk) == back
