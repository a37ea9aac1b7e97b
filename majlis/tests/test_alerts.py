"""House, Art. 12: everyone is told what waits for him and why; a daily letter, once; of a sealed realm nothing."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from committees.actions import approve_score_table, draft_score_table
from committees.models import Formation, ScoreTable
from majlis import jobs, queries
from majlis.models import Alert, Countersign, Digest, User
from majlis.models.base import reference
from majlis.queries.alerts import alerts, open_alerts, recipients, unseen_count
from majlis.rules.alerts import OUTCOME, OVERDUE, REASONS, SEALED, SECOND, TODAY, TOMORROW, WAITS, why_waiting
from majlis.rules.deadlines import Deadline
from majlis.tests.people import MORNING, People, call, founded
from majlis.tests.test_races import both
from majlis.tests.test_register import EMPTY_TABLE

PAGE = "/accounts/alerts/"
DECISION = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}


def end_at(hours: float) -> Deadline:
    at = MORNING + timedelta(hours=hours)
    return Deadline(at, at - timedelta(minutes=1), "", ())


# At eight in the morning sixteen hours of the day are left.
@pytest.mark.parametrize(
    ("end", "why"),
    [(None, WAITS), (end_at(-1), OVERDUE), (end_at(0), OVERDUE), (end_at(1), TODAY), (end_at(16), TODAY), (end_at(17), TOMORROW),
     (end_at(40), TOMORROW), (end_at(41), WAITS)],
)  # fmt: skip
def test_art12_why_one_is_told(end, why):
    assert why_waiting(end, MORNING, MORNING.date()) == why


def test_every_reason_is_a_sentence():
    assert all(sentence.endswith(".") for sentence in REASONS.values())


# The list


@pytest.mark.parametrize(
    "name", ["clerk", "secretary", "member", "liaison_officer", "ministry_deputy", "conduct_chair"]
)
def test_art12_what_waits_is_told_with_its_reason(cast, name):
    viewer = cast.viewer(name)
    told = alerts(viewer)
    waiting = {row.url for row in queries.waiting_for(viewer) if not row.blocked and not row.sealed}
    assert waiting <= {each.url for each in told}
    text = cast.client(name).get(PAGE).content.decode()
    assert all(REASONS[each.why] in text for each in told)


def test_what_is_seen_is_put_away_and_the_bell_counts_it_no_more(cast):
    client, before = cast.client("secretary"), unseen_count(cast.viewer("secretary"))
    key = next(each.key for each in alerts(cast.viewer("secretary")) if each.key)
    assert before
    assert client.post(PAGE, {"seen": key})["Location"] == PAGE
    assert client.post(PAGE, {"seen": key})["Location"] == PAGE
    assert unseen_count(cast.viewer("secretary")) == before - 1
    client.post(PAGE, {"seen": "all"})
    assert unseen_count(cast.viewer("secretary")) == 0
    assert unseen_count(cast.viewer("speaker")) > 0
    assert "هشدار تازه‌ای نیست" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("key", ["", "x", "0" * 64, "9" * 500, "\u202e"])
def test_a_key_that_is_none_puts_nothing_away(cast, key):
    assert cast.client("secretary").post(PAGE, {"seen": key}).status_code == 302
    assert not Alert.objects.exists()


def test_art12_of_a_sealed_realm_one_line_that_says_no_more(cast):
    viewer = cast.viewer("conduct_chair")
    waiting = [row for row in queries.waiting_for(viewer) if row.sealed]
    lines = [each for each in alerts(viewer) if each.sealed]
    assert waiting and len(lines) == 1
    assert (lines[0].title, lines[0].key, lines[0].realm, lines[0].url) == ("پیامی دارید", "", "", "/")
    assert SEALED not in {each.why for each in open_alerts(viewer)}
    cast.client("conduct_chair").post(PAGE, {"seen": "all"})
    assert not Alert.objects.filter(realm="conduct").exists()


def test_art12_given_anothers_signature_then_who_may_give_the_second_is_told(cast):
    formation = Formation.objects.get(stage="collecting")
    Countersign.objects.create(
        verb="publish_scores", subject=reference(formation), subject_version=formation.version, body="{}",
        first=cast.person("secretary"), signed_at=cast.now,
    )  # fmt: skip
    told = {
        name: SECOND in {each.why for each in alerts(cast.viewer(name))} for name in ("speaker", "secretary", "member")
    }
    assert told == {"speaker": True, "secretary": False, "member": False}


def test_art12_given_what_i_sent_when_it_moves_then_i_am_told(db):
    people = founded()
    table = ScoreTable()
    draft_score_table(call(people.clerk, EMPTY_TABLE), table)
    user = User.objects.create(username="clerk", person=people.clerk)
    later = MORNING + timedelta(hours=1)
    assert OUTCOME not in {each.why for each in alerts(queries.viewer_of(user, later))}
    approve_score_table(call(people.secretary, DECISION, at=later), table)
    told = [each for each in alerts(queries.viewer_of(user, later)) if each.why == OUTCOME]
    assert [table.stage_label in each.title for each in told] == [True]


def test_the_list_needs_no_more_queries_for_more_of_what_was_sent(db):
    people = founded()
    user = User.objects.create(username="clerk", person=people.clerk)
    counts = []
    for more in (2, 6):
        for _ in range(more):
            table = ScoreTable()
            draft_score_table(call(people.clerk, EMPTY_TABLE), table)
            approve_score_table(call(people.secretary, DECISION, at=MORNING + timedelta(hours=1)), table)
        viewer = queries.viewer_of(user, MORNING + timedelta(hours=2))
        with CaptureQueriesContext(connection) as asked:
            told = alerts(viewer)
        counts.append(len(asked))
    assert len(told) == 8
    assert counts[0] == counts[1]


# The address


@pytest.mark.parametrize(("typed", "kept"), [("a@majlis.example", "a@majlis.example"), ("", "")])
def test_one_names_ones_own_address_and_takes_it_back(cast, typed, kept):
    assert cast.client("clerk").post(f"{PAGE}letter/", {"address": typed}).status_code == 302
    assert cast.user("clerk").email == kept


@pytest.mark.parametrize(
    "typed", ["x", "a@b", "a@b.example\nBcc: c@d.example", "x" * 300 + "@b.example", "a@b.example,c@d.example"]
)
def test_what_is_no_address_is_kept_in_the_form_and_nowhere_else(cast, typed):
    before = cast.user("clerk").email
    answer = cast.client("clerk").post(f"{PAGE}letter/", {"address": typed})
    assert answer.status_code == 422
    assert cast.user("clerk").email == before


# The letter


def staff(*names: str) -> People:
    people = founded()
    for name in names:
        User.objects.create(username=name, person=getattr(people, name), email=f"{name}@majlis.example")
    return people


def test_art12_a_letter_a_day_to_who_holds_an_office_and_named_an_address(db):
    people = staff("clerk", "secretary", "stranger")
    User.objects.create(username="speaker", person=people.speaker)
    User.objects.filter(username="secretary").update(is_active=False)
    assert jobs.send_digests(MORNING) == (1, 0)
    assert jobs.send_digests(MORNING + timedelta(hours=1)) == (0, 0)
    assert [each.to for each in mail.outbox] == [["clerk@majlis.example"]]
    assert jobs.send_digests(MORNING + timedelta(days=1)) == (1, 0)


def test_the_letter_says_what_the_list_says_and_why(cast):
    User.objects.filter(username="secretary").update(email="s@majlis.example")
    User.objects.exclude(username="secretary").update(email="")
    jobs.send_digests(cast.now)
    told, text = open_alerts(cast.viewer("secretary")), mail.outbox[0].body
    assert told
    assert all(REASONS[each.why] in text for each in told)


class Broken(BaseEmailBackend):
    """A server that is away for the first `times` letters."""

    times = 2

    def send_messages(self, messages: Any) -> int:
        if Broken.times:
            Broken.times -= 1
            raise SMTPServerDisconnected("gone")
        mail.outbox.extend(messages)
        return len(messages)


def test_art12_what_could_not_be_sent_is_tried_again_and_sent_once(db, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "times", 2)
    staff("clerk", "secretary", "speaker")
    assert jobs.send_digests(MORNING) == (1, 2)
    assert set(Digest.objects.filter(sent_at=None).values_list("failure", "attempts")) == {
        ("SMTPServerDisconnected", 1)
    }
    assert jobs.send_digests(MORNING) == (2, 0)
    assert jobs.send_digests(MORNING) == (0, 0)
    assert sorted(each.to[0].partition("@")[0] for each in mail.outbox) == ["clerk", "secretary", "speaker"]


def test_the_command_says_what_failed_and_refuses_without_a_server(db, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "times", 1)
    staff("clerk")
    with pytest.raises(CommandError, match="again"):
        call_command("send_digests")
    call_command("send_digests")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("send_digests")


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
def meeting(own_database: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Meeting"
    Meeting.gate, Meeting.sent = threading.Barrier(2), []
    staff("clerk")


def test_art12_two_runners_at_once_send_one_letter(meeting):
    answers = both(*(lambda: jobs.send_digests(MORNING) for _ in range(2)))
    assert sorted(answers) == [(0, 0), (1, 0)]
    assert Meeting.sent == ["clerk@majlis.example"]


def test_the_race_is_lost_without_the_lock(meeting, monkeypatch):
    """The planted mutant: with the row not held, both send."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **more: self)
    both(*(lambda: jobs.send_digests(MORNING) for _ in range(2)))
    assert Meeting.sent == ["clerk@majlis.example"] * 2


def test_a_letter_without_a_server_is_a_file_that_one_can_open(db, settings, tmp_path: Path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "majlis.mail.OneFileEach", tmp_path / "mail"
    staff("clerk")
    user, viewer = recipients(MORNING)[0]
    digest = Digest(person=user.person, day=viewer.day, made_at=MORNING)
    for _ in range(2):
        jobs.digest_letter(user, viewer, digest).send()
    written = list((tmp_path / "mail").iterdir())
    assert [each.suffix for each in written] == [".eml"]
    letter = message_from_bytes(written[0].read_bytes(), policy=default)
    assert letter["To"] == "clerk@majlis.example"
    assert "حسین دلاوری" not in letter.get_content() and str(user.person) in letter.get_content()
