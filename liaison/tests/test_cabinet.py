"""The government before the chamber: names within two weeks, more than half changed, three months of acting (Const. 133, 135, 136)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from liaison.models import CabinetPeriod
from liaison.queries.cabinet import acting, cabinet_of, naming_of, renewal_of, to_renew, unnamed
from liaison.queries.waiting import waiting_for
from liaison.rules.cabinet import naming_ends, renewal_most
from liaison.tests.roads import filed
from liaison.tests.stage import COUNTS, DAY
from majlis.rules.deadlines import Calendar, midnight

FIRST = date(2026, 4, 1)


@pytest.fixture
def cabinet(office) -> CabinetPeriod:
    """The government that the office entered, from a day of which the two weeks are over or not as a test wants."""
    found = cabinet_of(office.at.date())
    assert found is not None
    return found


def voted(office, *ministries):
    row = filed(office, "confidence_vote")
    for each in ministries:
        office.do("name_nominee", row, ministry=str(each.pk), name=f"نامزد {each.title}")
    for word in ("announce_nominees", "report_nominees"):
        office.do(word, row)
    for each in ministries:
        office.do("vote_on_nominee", row, ministry=str(each.pk), **COUNTS)
    return row


def test_const133_the_two_weeks_run_from_the_first_day_of_the_government():
    end = naming_ends(FIRST, Calendar())
    assert end is not None and end.ends_at == midnight(FIRST + 15 * DAY)
    assert end.last_minute == end.ends_at - timedelta(minutes=1)


def test_const133_names_in_time_or_late_or_not_yet(office, cabinet):
    end = naming_ends(cabinet.from_day, Calendar())
    before, after = end.ends_at - timedelta(seconds=1), end.ends_at
    assert naming_of(cabinet, before).state == "running" and naming_of(cabinet, after).state == "over"
    assert "گزارش‌شده" in naming_of(cabinet, before).chip[1]
    filed(office, "confidence_vote")
    told = naming_of(cabinet, office.at)
    assert told.state == "done" and told.chip[1] == ("با دیرکرد" if office.at >= end.ends_at else "در مهلت")


def test_const133_until_they_are_named_it_waits_in_the_offices_cartable(office, cabinet):
    def told(who):
        return [each.title for each in waiting_for(office.viewer(who)) if each.step.word == "file_confidence_vote"]

    assert told(office.officer) == ["معرفی وزیران به مجلس"] and told(office.deputy) == []
    assert unnamed(office.viewer(office.officer))[0] == cabinet
    filed(office, "confidence_vote")
    assert told(office.officer) == [] and unnamed(office.viewer(office.officer)) is None


@pytest.mark.parametrize(("ministries", "most"), [(18, 9), (19, 9), (2, 1), (1, 0)])
def test_const136_half_may_change_and_more_may_not(ministries, most):
    assert renewal_most(ministries, FIRST) == most


def test_const136_the_page_counts_with_whom_it_counts_and_prompts_beyond_half(office, cabinet, signed_in):
    voted(office, office.energy, office.roads)
    voted(office, office.energy)
    told = renewal_of(cabinet.pk, office.at)
    assert (told.counted, told.most, [each.ministry for each in told.who], told.needed) == (
        2,
        1,
        [office.energy],
        False,
    )
    assert to_renew(office.viewer(office.officer)) is None
    url, client = reverse("liaison:cabinet"), signed_in(office.officer)
    page = client.get(url).content.decode()
    assert "رأی اعتماد دوباره لازم نیست" in page and "نامزد" in page and "۱ تن" in page
    voted(office, office.roads)
    told = to_renew(office.viewer(office.officer))
    assert [each.ministry for each in told.who] == [office.energy, office.roads] or len(told.who) == 2
    waits = [each.title for each in waiting_for(office.viewer(office.head))]
    assert "رأی اعتماد دوبارهٔ دولت" in waits
    assert "رأی اعتماد دوباره لازم است" in signed_in(office.officer).get(url).content.decode()
    taken = client.get(url, {"take": "csv"}).content.decode("utf-8-sig")
    assert office.energy.title in taken and office.roads.title in taken


def test_const135_an_acting_minister_has_three_months_with_their_certainty(office, signed_in):
    row = filed(office, "acting_minister")
    (told,) = acting(office.at)
    assert told.matter == row and told.clock.state == "running" and "۳ ماه" in told.clock.chip[1]
    assert acting(office.at + timedelta(days=95))[0].clock.state == "over"
    page = signed_in(office.officer).get(reverse("liaison:cabinet")).content.decode()
    assert "سرپرستی‌ها" in page and row.get_absolute_url() in page
    waits = [each for each in waiting_for(office.viewer(office.officer)) if each.step.word == "end_acting"]
    assert [each.deadline is not None for each in waits] == [True]
    office.do("end_acting", row)
    assert acting(office.at) == []


def test_no_ministry_or_member_reads_it(office, signed_in):
    for who in (office.deputy, office.members[0], office.stranger):
        assert signed_in(who).get(reverse("liaison:cabinet")).status_code == 404
