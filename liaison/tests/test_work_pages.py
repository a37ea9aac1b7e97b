"""The pages of the office's work: each opens, in as many queries for many rows as for few, whatever its address says (Arts. 31-37)."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import (
    Consultation,
    DefenceRecord,
    Gathering,
    MeetingRequest,
    Opinion,
    Position,
    Presence,
    Task,
    Voice,
)
from liaison.queries.waiting import waiting_for
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY
from majlis import persian

LISTS = (
    "voices",
    "consultations",
    "positions",
    "planner",
    "gatherings",
    "defences",
    "meetings",
    "fairness",
    "evaluations",
    "directory",
    "training",
    "brief",
    "asked",
)
HOSTILE = {"digits": "9" * 20, "nul": "\x00", "sql": "' OR 1=1 --", "long": "ا" * 5000, "day": "1406/13/40"}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_address_is_no_error(office, signed_in, name, value):
    client = signed_in(office.officer)
    asked = dict.fromkeys(("q", "kind", "stage", "day", "after", "shape", "asked_of"), value)
    assert client.get(reverse(f"liaison:{name}"), asked).status_code in (200, 400)


def full(office) -> None:
    """Something behind every page."""
    work.defence(office)
    work.presence(office, row=work.gathering(office, kind="training", title="دوره", body="", seats=3))
    work.presence(office)
    work.meeting(office)
    work.voice(office)
    work.consultation(office)
    work.position(office)
    office.task(kind="publication", audience="public", ministry="", person=str(office.officer.pk))


def copies(one, count: int, **own) -> list:
    """Rows like this one, with values of their own by their places."""
    fields = {each.attname: getattr(one, each.attname) for each in one._meta.concrete_fields if not each.primary_key}
    rows = [type(one)(**{**fields, **{name: value(place) for name, value in own.items()}}) for place in range(count)]
    return type(one).objects.bulk_create(rows)


def more(office, count: int) -> None:
    """Many rows of each kind, past the acts."""
    held = copies(Gathering.objects.exclude(kind="training").first(), count)
    copies(Presence.objects.first(), count, gathering_id=lambda place: held[place].pk)
    copies(Consultation.objects.first(), count)
    copies(Position.objects.first(), count)
    copies(DefenceRecord.objects.first(), count)
    copies(MeetingRequest.objects.first(), count)
    copies(Task.objects.first(), count, serial=lambda place: 1000 + place)
    asked = copies(Voice.objects.first(), count, edition=str)
    copies(Opinion.objects.first(), count, voice_id=lambda place: asked[place].pk)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_asks_as_often_for_many_rows_as_for_few(office, signed_in, name):
    full(office)
    client, url = signed_in(office.officer), reverse(f"liaison:{name}")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    more(office, 30)
    client.get(url, {"x": "1"})
    with CaptureQueriesContext(connection) as many:
        assert client.get(url, {"x": "2"}).status_code == 200
    assert len(many) <= len(few) + 1


def test_the_public_page_shows_what_was_accepted_for_everybody_alone(office, client):
    def published(title: str, **facts) -> Task:
        return office.task(kind="publication", title=title, ministry="", person=str(office.officer.pk), **facts)

    published("پذیرفته برای همگان", stage="accepted", audience="public")
    published("هنوز نه", audience="public")
    published("درون دفتر", stage="accepted", audience="internal")
    text = client.get(reverse("liaison:publications"), secure=True).content.decode()
    assert "پذیرفته برای همگان" in text
    assert "هنوز نه" not in text and "درون دفتر" not in text


def turned(client, url: str, name: str = "after") -> list[str]:
    """Every page of a list, by its own links."""
    told, link, token = [], url, ""
    while link:
        told.append(client.get(link, secure=True).content.decode())
        links = [each.replace("&amp;", "&") for each in re.findall(r'href="([^"]*)" rel="next"', told[-1])]
        on = {parse_qs(each.lstrip("?")).get(name, [""])[0]: url + each for each in links}
        token, link = next(((key, each) for key, each in on.items() if key not in ("", token)), ("", ""))
        assert len(told) < 20
    return told


def test_defences_and_what_is_published_are_turned_page_by_page_and_none_is_lost(office, client, signed_in):
    work.defence(office)
    copies(DefenceRecord.objects.first(), 120, outcome=lambda place: f"نتیجهٔ{place:03d}")
    pages = turned(signed_in(office.officer), reverse("liaison:defences"))
    assert len(pages) == 3 and "نخستین برگ" in pages[1] and "نخستین برگ" not in pages[0]
    assert all(sum(persian.digits(f"نتیجهٔ{place:03d}") in page for page in pages) == 1 for place in range(120))
    one = office.task(
        kind="publication",
        title="انتشار",
        ministry="",
        person=str(office.officer.pk),
        stage="accepted",
        audience="public",
    )
    copies(one, 120, serial=lambda place: 1000 + place, title=lambda place: f"انتشار{place:03d}")
    pages = turned(client, reverse("liaison:publications"))
    assert len(pages) == 3
    assert all(sum(persian.digits(f"انتشار{place:03d}") in page for page in pages) == 1 for place in range(120))


def test_courses_and_certificates_are_turned_each_by_itself(office, signed_in):
    course = work.gathering(office, kind="training", title="دوره", body="", seats=3)
    place = work.presence(office, row=course)
    held = copies(course, 45, title=lambda n: f"دورهٔ{n:03d}", stage=lambda n: "held")
    copies(
        place,
        60,
        gathering_id=lambda n: held[n % 45].pk,
        stage=lambda n: "came",
        person_id=lambda n: (office.deputy if n < 45 else office.expert).pk,
    )
    client, url = signed_in(office.officer), reverse("liaison:training")
    by_course, by_paper = turned(client, url, "courses"), turned(client, url, "certificates")
    assert (len(by_course), len(by_paper)) == (3, 2)
    assert all(any(persian.digits(f"دورهٔ{n:03d}") in page for page in by_course) for n in range(45))
    assert sum(page.count("/certificate/") for page in by_paper) == 60
    # The other list stays where it is.
    assert by_course[0].count("/certificate/") == by_course[2].count("/certificate/") == 50


def test_each_finds_what_waits_of_the_work(office):
    work.voice(office)
    place = work.presence(office)

    def told(person, at=None) -> list[str]:
        words = ("give_opinion", "confirm_presence", "hold_gathering", "answer_objection")
        return [each.step.word for each in waiting_for(office.viewer(person, at)) if each.step.word in words]

    assert told(office.deputy) == ["give_opinion", "confirm_presence"]
    assert told(office.other_deputy) == ["give_opinion"]
    assert told(office.officer) == []
    assert told(office.officer, place.gathering.ends_at) == ["hold_gathering"]
    assert told(office.members[0]) == told(office.stranger) == []


def test_an_objection_waits_for_the_head_alone(office):
    work.evaluation(office, "objected")
    words = [each.step.word for each in waiting_for(office.viewer(office.head))]
    assert "answer_objection" in words
    assert "answer_objection" not in [each.step.word for each in waiting_for(office.viewer(office.officer))]


def test_the_morning_sheet_says_who_must_be_where_and_what_is_late(office, signed_in):
    place = work.presence(office)
    due = office.at.date()
    office.task(title="آیین‌نامهٔ دیرشده", due_day=due.isoformat())
    office.at = place.gathering.starts_at - timedelta(hours=2)
    client = signed_in(office.officer)
    text = client.get(reverse("liaison:brief")).content.decode()
    assert office.deputy.name in text and place.gathering.title in text and "آیین‌نامهٔ دیرشده" in text
    paper = client.get(reverse("liaison:brief_pdf"))
    assert paper["Content-Type"] == "application/pdf" and paper.content[:4] == b"%PDF"
    office.at += DAY
    later = signed_in(office.officer).get(reverse("liaison:brief")).content.decode()
    assert place.gathering.title not in later


def test_the_directory_knows_the_day_and_the_substitute(office, signed_in):
    client = signed_in(office.deputy)
    now = client.get(reverse("liaison:directory")).content.decode()
    assert office.other_deputy.name in now and office.expert.name in now
    before = client.get(reverse("liaison:directory"), {"day": "1390/01/01"}).content.decode()
    assert office.other_deputy.name not in before
    taken = client.get(reverse("liaison:directory"), {"take": "csv"}).content.decode("utf-8-sig")
    assert office.energy.title in taken


def test_what_the_rules_ask_opens_to_its_files(office, signed_in):
    office.question("sent")
    page = signed_in(office.officer).get(reverse("liaison:asked"))
    row = next(
        each for each in page.context["rows"] if each.asked.kind == "question" and each.asked.stages == ("sent",)
    )
    assert row.count == 1
    assert page.client.get(row.urls[0][1]).status_code == 200
