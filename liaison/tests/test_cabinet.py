"""The government before the chamber: names within two weeks, more than half changed, three months of acting (Const. 133, 135, 136)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import CabinetPeriod, Matter
from liaison.queries.cabinet import acting, cabinet_of, left_of, naming_of, renewal_of, to_renew, unnamed
from liaison.queries.waiting import waiting_for
from liaison.rules.cabinet import naming_ends, renewal_most
from liaison.rules.oversight_gates import left_sentence, renewal_needed, renewal_open
from liaison.tests.roads import filed
from liaison.tests.stage import COUNTS, DAY
from liaison.tests.test_work_pages import copies
from majlis.models import Body
from majlis.rules.deadlines import Calendar, midnight

FIRST = date(2026, 4, 1)
RENEWAL = tomllib.loads((Path(__file__).with_name("examples") / "renewal.toml").read_text(encoding="utf-8"))["example"]
HANGS = "رأی اعتماد دوباره به همین بستگی دارد"
OPEN, UNSAID = "نیم دولت، به یک برداشت گذشته است", "متنی که خوانده شد نمی‌گوید"


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


@pytest.mark.parametrize("example", RENEWAL, ids=lambda example: example["name"])
def test_const136_who_left_and_was_not_replaced_is_neither_counted_nor_hidden(example):
    first, changed, left, then = example["first"], example["changed"], example["left"], example["then"]
    at = midnight(FIRST)
    assert renewal_needed(changed, first, at) is then["needed"]
    assert renewal_open(changed, left, first, at) is then["open"]
    told = left_sentence(changed, left, first)
    assert then["told"] in told and bool(told) is bool(then["told"])


def test_const136_the_page_says_both_counts_and_warns_where_the_vote_hangs_on_it(office, cabinet, signed_in):
    voted(office, office.energy, office.roads)
    url, client = reverse("liaison:cabinet"), signed_in(office.officer)
    assert UNSAID not in client.get(url).content.decode()
    filed(office, "acting_minister")
    page = client.get(url).content.decode()
    assert "۱ وزارتخانه با سرپرست" in page and UNSAID in page and "۱ تن عوض شده‌اند" in page and OPEN not in page
    # The half is passed with him alone: a caution, and neither the alarm nor a line in the cartable.
    voted(office, office.roads)
    page = signed_in(office.officer).get(url).content.decode()
    assert OPEN in page and "بستگی دارد" in page and "۲ تن عوض شده‌اند" in page
    assert "رأی اعتماد دوباره لازم است" not in page and to_renew(office.viewer(office.officer)) is None
    # The page of one vote says the same.
    vote = Matter.objects.filter(kind="confidence_vote").latest("filed_at")
    assert HANGS in signed_in(office.officer).get(vote.get_absolute_url()).content.decode()
    # Once he has a successor he is counted, and nothing hangs on it.
    voted(office, office.energy)
    page = signed_in(office.officer).get(url).content.decode()
    assert OPEN not in page and "رأی اعتماد دوباره لازم است" in page
    assert HANGS not in signed_in(office.officer).get(vote.get_absolute_url()).content.decode()


def test_const136_a_ministry_that_was_led_so_before_its_minister_came_lost_none(office, cabinet, signed_in):
    filed(office, "acting_minister")
    voted(office, office.energy, office.roads)
    told = left_of(renewal_of(cabinet.pk, office.at), acting(office.at), office.at)
    assert (told.led, told.sentence, told.open) == (1, "", False)
    page = signed_in(office.officer).get(reverse("liaison:cabinet")).content.decode()
    assert "۱ وزارتخانه با سرپرست" in page and UNSAID not in page


def test_the_page_asks_as_often_for_many_that_are_led_for_a_while_as_for_one(office, cabinet, signed_in):
    voted(office, office.energy, office.roads)
    row = filed(office, "acting_minister")
    client, url = signed_in(office.officer), reverse("liaison:cabinet")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    others = [Body.objects.create(kind="ministry", code=f"ministry-y{n}", title=f"وزارت {n}") for n in range(12)]
    copies(Matter.objects.get(pk=row.pk), 12, serial=lambda n: 500 + n, addressee_id=lambda n: others[n].pk)
    with CaptureQueriesContext(connection) as many:
        page = client.get(url).content.decode()
    assert "۱۳ وزارتخانه با سرپرست" in page and len(many) <= len(few)


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
