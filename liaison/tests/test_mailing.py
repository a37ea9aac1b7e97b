"""A ministry is written to at its own address when its answer is a day overdue: once, tried again, without a word of the file
(house procedure, Art. 7)."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.urls import reverse

from liaison import actions, jobs
from liaison.models import MinistryAddress, OverdueLetter
from liaison.queries.mailing import unaddressed
from liaison.queries.waiting import waiting_for
from liaison.tests import stage
from liaison.tests.conftest import at_clock
from liaison.tests.stage import DAY
from majlis.register import NotVisible
from majlis.rules.law import Refused
from majlis.tests.people import call
from majlis.tests.test_races import both

EMAIL = "office@energy.example"


def addressed(office: Any, body: Any = None, email: str = EMAIL) -> MinistryAddress:
    row = MinistryAddress()
    facts = {"ministry": str((body or office.energy).pk), "email": email, "source": "نامهٔ وزارتخانه"}
    actions.register_address(call(office.administrator, facts, at=office.at), row)
    return row


def days_after(row: Any, days: int) -> Any:
    """The morning so many days after the day of the last moment."""
    return row.due_at.replace(hour=5, minute=0) + days * DAY


@pytest.mark.parametrize(("days", "sent"), [(-1, 0), (0, 0), (1, 1), (2, 1), (9, 1)])
def test_liaison7_it_goes_from_the_day_after_the_last_day_on(office, days, sent):
    addressed(office)
    row = office.referral(stage="accepted")
    assert jobs.write_to_ministries(days_after(row, days)) == (sent, 0)
    assert [each.to for each in mail.outbox] == [[EMAIL]] * sent


def test_liaison7_it_goes_once_for_each_last_moment(office):
    addressed(office)
    row = office.referral(stage="accepted")
    late = days_after(row, 1)
    assert [jobs.write_to_ministries(late + place * DAY) for place in range(3)] == [(1, 0), (0, 0), (0, 0)]
    until = late + 9 * DAY
    office.at = late
    office.do("ask_for_time", row, office.deputy, until=until.date().isoformat(), reason="گزارش")
    office.do("grant_time", row, until=until.date().isoformat())
    assert jobs.write_to_ministries(late + 2 * DAY) == (0, 0)
    row.refresh_from_db()
    assert jobs.write_to_ministries(days_after(row, 1)) == (1, 0)
    assert OverdueLetter.objects.filter(referral=row).count() == 2
    assert len({each.extra_headers["Message-ID"] for each in mail.outbox}) == 2


@pytest.mark.parametrize("word", ["answer_referral", "withdraw_referral"])
def test_what_is_no_longer_owed_is_not_written_about(office, word):
    addressed(office)
    row = office.referral(stage="accepted")
    who = office.deputy if word == "answer_referral" else office.officer
    office.do(word, row, who, text="پاسخ", documents=[], reason="اشتباه")
    assert jobs.write_to_ministries(days_after(row, 2)) == (0, 0)


def test_the_letter_is_the_same_for_every_ministry_and_says_nothing_of_the_file(office):
    addressed(office)
    addressed(office, office.roads, "office@roads.example")
    first = office.referral(office.question("sent", title="رازی که در نامه نیست"), stage="accepted")
    second = office.referral(office.question("sent"), ministry=office.roads)
    assert jobs.write_to_ministries(days_after(second, 2)) == (2, 0)
    told = {(each.subject, each.body) for each in mail.outbox}
    assert len(told) == 1
    subject, body = told.pop()
    for word in ("رازی", first.matter.number, str(first.pk), office.energy.title, "سؤال", first.request):
        assert word not in subject + body


class Broken(BaseEmailBackend):
    """A server that is away for the first `times` letters."""

    times = 1

    def send_messages(self, messages: Any) -> int:
        if Broken.times:
            Broken.times -= 1
            raise ConnectionRefusedError
        mail.outbox.extend(messages)
        return len(messages)


def test_what_could_not_go_is_tried_again_at_the_address_that_then_stands(office, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "times", 1)
    address = addressed(office, email="wrong@energy.example")
    row = office.referral(stage="accepted")
    at_clock(days_after(row, 1))
    with pytest.raises(CommandError, match="again"):
        call_command("write_to_ministries")
    letter = OverdueLetter.objects.get()
    assert (letter.sent_at, letter.attempts, letter.failure) == (None, 1, "ConnectionRefusedError")
    actions.correct_address(call(office.administrator, {"email": EMAIL, "source": ""}, at=office.at), address)
    call_command("write_to_ministries")
    call_command("write_to_ministries")
    letter.refresh_from_db()
    assert letter.sent_at is not None and letter.attempts == 2 and letter.email == EMAIL
    assert [each.to for each in mail.outbox] == [[EMAIL]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("write_to_ministries")


def test_a_ministry_without_an_address_is_named_to_the_office_and_to_nobody_else(office):
    row = office.referral(stage="accepted")
    late = days_after(row, 1)

    def named(who: Any) -> list[str]:
        return [each.file for each in waiting_for(office.viewer(who, late)) if each.title == "وزارتخانهٔ بی‌نشانی"]

    assert named(office.officer) == named(office.head) == [office.energy.title]
    assert named(office.deputy) == []
    assert not unaddressed(office.viewer(office.officer, days_after(row, 0)))
    assert jobs.write_to_ministries(late) == (0, 0)
    addressed(office)
    assert named(office.officer) == []
    assert jobs.write_to_ministries(late) == (1, 0)


def test_the_trace_of_the_referral_tells_it(office, signed_in):
    addressed(office)
    row = office.referral(stage="accepted")
    jobs.write_to_ministries(days_after(row, 1))
    for who in (office.officer, office.deputy):
        page = signed_in(who).get(row.get_absolute_url()).content.decode()
        assert EMAIL in page and "به نشانی وزارتخانه" in page


def test_the_administrator_alone_enters_one_address_a_ministry(office):
    addressed(office)
    with pytest.raises(Refused, match="ثبت شده"):
        addressed(office)
    with pytest.raises(Refused, match="درست نیست"):
        addressed(office, office.roads, "a@b.example\nBcc: c@d.example")
    for who in (office.officer, office.deputy):
        facts = {"ministry": str(office.roads.pk), "email": EMAIL}
        with pytest.raises(NotVisible):
            actions.register_address(call(who, facts, at=office.at), MinistryAddress())
    assert MinistryAddress.objects.count() == 1


def test_the_admin_enters_and_corrects_it(office, signed_in):
    client = signed_in(office.administrator)
    add = reverse("admin:liaison_ministryaddress_add")
    page = client.get(add)
    assert page.status_code == 200 and office.energy.title in page.content.decode()
    assert office.committee.title not in page.content.decode().partition("<main")[2]
    key = re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]
    answer = client.post(add, {"key": key, "ministry": str(office.energy.pk), "email": EMAIL, "source": "نامه"})
    assert answer.status_code == 302
    row = MinistryAddress.objects.get()
    assert client.get(reverse("admin:liaison_ministryaddress_change", args=[row.pk])).status_code == 200
    assert client.get(reverse("admin:liaison_ministryaddress_history", args=[row.pk])).status_code == 200


# --- two runs at once -----------------------------------------------------------------------------------------------------


class Meeting(BaseEmailBackend):
    """Each letter waits in the door until another comes, or a while has passed: what can be sent twice is sent twice."""

    gate = threading.Barrier(2)
    sent: list[str] = []

    def send_messages(self, messages: Any) -> int:
        with suppress(threading.BrokenBarrierError):
            Meeting.gate.wait(timeout=2)
        Meeting.sent += [each.to[0] for each in messages]
        return len(messages)


@pytest.fixture
def meeting(own_database: Any, settings: Any) -> Any:
    """A letter that could not go yesterday, so that two runners find its row."""
    stage.opened()
    house = stage.found()
    addressed(house)
    row = house.referral(stage="accepted")
    settings.EMAIL_BACKEND = f"{__name__}.Meeting"
    Meeting.gate, Meeting.sent = threading.Barrier(2), []
    OverdueLetter.objects.create(referral=row, due_at=row.due_at, email=EMAIL, made_at=row.due_at, attempts=1)
    return days_after(row, 1)


def test_two_runners_at_once_send_one_letter(meeting):
    answers = both(*(lambda: jobs.write_to_ministries(meeting) for _ in range(2)))
    assert sorted(answers) == [(0, 0), (1, 0)]
    assert Meeting.sent == [EMAIL]


def test_the_race_is_lost_without_the_lock(meeting, monkeypatch):
    """The planted mutant: with the row not held, both send."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **more: self)
    both(*(lambda: jobs.write_to_ministries(meeting) for _ in range(2)))
    assert Meeting.sent == [EMAIL] * 2
