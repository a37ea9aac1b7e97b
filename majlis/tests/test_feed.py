"""The personal calendar feed: a correct calendar, behind a secret that can be taken back, without a word of a sealed realm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from majlis import icalendar, personal
from majlis.demo.fixed import NOW
from majlis.models import Feed
from majlis.queries import waiting_for
from majlis.queries.feed import open_deadlines

LINE = 75
SIGNS = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def lines_of(raw: bytes) -> list[str]:
    """The content lines, unfolded as RFC 5545 (3.1) says; what is not allowed there fails."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    for physical in raw.split(b"\r\n"):
        assert len(physical) <= LINE
        physical.decode("utf-8")
    return raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def plain(value: str) -> str:
    """A TEXT value read back (3.3.11)."""
    out, rest = "", value
    while rest:
        pair = rest[:2]
        step = 2 if rest[0] == "\\" else 1
        out += SIGNS[pair] if step == 2 else rest[0]
        rest = rest[step:]
    return out


def events_of(raw: bytes) -> list[dict[str, str]]:
    lines = lines_of(raw)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and not line.startswith("END"):
            assert name not in found[-1]
            found[-1][name] = value
    return found


def instant(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def feed(token: str, method: str = "get") -> Any:
    return getattr(Client(), method)(reverse("calendar_feed", args=[token]))


# The format


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\\;,\n:\"'ی‌کآ۱"), max_size=300)


@given(ANY_TEXT)
def test_what_is_written_is_read_back(said):
    event = icalendar.Event("1@majlis", NOW, NOW, said, said, "https://majlis.example/")
    (found,) = events_of(icalendar.calendar(said, [event], NOW))
    assert plain(found["SUMMARY"]) == plain(found["DESCRIPTION"]) == said


def test_a_line_is_broken_between_letters_and_not_before_it_must():
    assert icalendar.fold("A" * LINE) == b"A" * LINE + b"\r\n"
    assert icalendar.fold("A" * (LINE + 1)) == b"A" * LINE + b"\r\n A\r\n"
    first, second, _ = icalendar.fold("ب" * LINE).split(b"\r\n")[:3]
    assert (len(first), len(second)) == (LINE - 1, LINE)


def test_no_control_character_gets_in():
    assert icalendar.text("a\x00\x07b\r\nc\tد") == "ab\\nc\tد"


def test_a_moment_is_told_in_utc():
    assert icalendar.moment(NOW) == NOW.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


# The feed


def test_the_feed_holds_each_open_deadline_once(cast):
    person = cast.person("liaison_officer")
    answer = feed(personal.make_feed(person, NOW))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = events_of(answer.content)
    rows = open_deadlines(cast.viewer("liaison_officer"))
    assert rows
    assert len(found) == len(rows) == len({each["UID"] for each in found})
    for row, each in zip(rows, found, strict=True):
        assert instant(each["DTEND"]) == row.deadline.ends_at
        assert instant(each["DTSTART"]) < instant(each["DTEND"])
        # The rehearsal's clock runs on while the first page is made.
        assert timedelta() <= instant(each["DTSTAMP"]) - NOW.replace(microsecond=0) < timedelta(minutes=1)
        assert row.title in plain(each["SUMMARY"])
        assert row.deadline.last_minute_text in plain(each["DESCRIPTION"])
        assert each["URL"].endswith(row.url)


def test_the_same_deadline_keeps_its_name(cast):
    token = personal.make_feed(cast.person("liaison_officer"), NOW)
    first, again = (events_of(feed(token).content) for _ in range(2))
    assert [each["UID"] for each in first] == [each["UID"] for each in again]


def test_it_leaves_no_cookie_and_no_session(cast):
    token, before = personal.make_feed(cast.person("secretary"), NOW), Session.objects.count()
    answer = feed(token)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert Session.objects.count() == before


@pytest.mark.parametrize("who", ["conduct_chair", "conduct_concerned"])
def test_nothing_of_a_sealed_realm_is_in_it(cast, who):
    viewer = cast.viewer(who)
    assert any(row.sealed and row.deadline for row in waiting_for(viewer)) or who == "conduct_chair"
    text = feed(personal.make_feed(cast.person(who), NOW)).content.decode()
    assert "محرمانه" not in text.replace("\r\n ", "")
    assert "/conduct/" not in text.replace("\r\n ", "")
    assert not [row for row in open_deadlines(viewer) if row.sealed]


def test_the_secret_itself_is_not_kept(cast):
    token = personal.make_feed(cast.person("secretary"), NOW)
    row = Feed.objects.get()
    assert token not in {row.token_hash, str(row.pk)}
    assert feed(row.token_hash).status_code == 302


def other_address(method: str = "get") -> Any:
    return getattr(Client(), method)("/nothing/like/this.ics")


@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_an_unknown_a_revoked_and_an_old_link_are_addresses_that_never_were(cast, method):
    person = cast.person("secretary")
    old = personal.make_feed(person, NOW)
    new = personal.make_feed(person, NOW)
    assert feed(new).status_code == 200
    absent = other_address(method)
    told = [feed("unknown", method), feed(old, method)]
    personal.revoke_feed(person)
    told.append(feed(new, method))
    for answer in told:
        assert (answer.status_code, answer.content) == (absent.status_code, absent.content)
        assert {**answer.headers, "X-Request-ID": ""} == {**absent.headers, "X-Request-ID": ""}


def test_who_is_signed_in_gets_his_404(cast):
    client = cast.client("member")
    answers = [client.get(path) for path in (reverse("calendar_feed", args=["x"]), "/nothing/like/this.ics")]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_closed_account_has_no_feed(cast):
    token = personal.make_feed(cast.person("clerk"), NOW)
    user = cast.user("clerk")
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert feed(token).status_code == 302


# One's own page


def test_one_makes_sees_once_and_takes_back_ones_own_link(cast):
    client, page = cast.client("member"), reverse("own_feed")
    assert "ندارید" in client.get(page).content.decode()
    made = client.post(page).content.decode()
    link = made.partition('value="http')[2].partition('"')[0]
    assert Client().get("/calendar/" + link.partition("/calendar/")[2]).status_code == 200
    assert "/calendar/" + link.partition("/calendar/")[2] not in client.get(page).content.decode()
    client.post(page, {"revoke": "1"})
    assert not Feed.objects.exists()
    assert Client().get("/calendar/" + link.partition("/calendar/")[2]).status_code == 302
