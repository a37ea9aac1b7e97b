"""Long work: asked for once, seen by its owner alone, taken up after a kill, whole or not at all; by real workers."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from liaison.models import Matter
from majlis import exports, long_work
from majlis.demo.fixed import NOW
from majlis.demo.outside import set_clock
from majlis.models import Act, Job, Membership, Person, Reading, Term
from majlis.queries.jobs import SPACE, broken_off, is_held
from majlis.rules.law import Refused
from majlis.tests.cast import Cast

OFFICE = "liaison_officer"
MATTERS = "/liaison/matters/"
# A worker of its own, in a process of its own, in the test's database; it says when it has begun and waits to be killed.
WORKER = """
import sys, django
from django.conf import settings
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
settings.MEDIA_ROOT = sys.argv[2]
from majlis import long_work, long_exports
if sys.argv[3] == "hang":
    def hang(job):
        print("begun", flush=True)
        sys.stdin.read()
    long_exports.work = hang
from django.core.management import call_command
call_command("work", batch=True)
print("over", flush=True)
"""


@pytest.fixture
def home(own_house, django_db_blocker, tmp_path, settings) -> Iterator[Cast]:
    """A played house in which commits are real, with more matters than are given at once."""
    settings.MEDIA_ROOT = tmp_path
    with django_db_blocker.unblock():
        set_clock(NOW)
        one = Matter.objects.filter(kind="question").order_by("pk").first()
        more = exports.AT_ONCE + 1 - Matter.objects.count()
        Matter.objects.bulk_create(_like(one, place) for place in range(more))
        yield Cast()


def _like(one: Matter, place: int) -> Matter:
    fields = {each.attname: getattr(one, each.attname) for each in one._meta.concrete_fields if not each.primary_key}
    if fields.get("source_id"):
        fields["source_id"] = f"many-{place}"
    return Matter(**{**fields, "serial": 100_000 + place})


@contextmanager
def worker(home: Cast, manner: str = "work") -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], str(settings.MEDIA_ROOT), manner]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "majlis.tests.settings"}
    with subprocess.Popen(
        program, cwd=settings.BASE_DIR, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield process
        process.kill()


def asked(client: Client, how: str = "csv", query: str = "") -> Any:
    """The press on the page that a long list answers with."""
    shown = client.get(f"{MATTERS}?take={how}{query}")
    assert shown.status_code == 200
    return client.post(reverse("start_export"), {"asked": shown.context["asked"]})


def done_by_real_worker(home: Cast) -> None:
    with worker(home) as process:
        assert process.stdout.readline() == "over\n"


# --- from the press to the file -----------------------------------------------------------------------------------------


def test_a_long_list_is_offered_made_by_a_real_worker_and_fetched_later(home):
    client = home.client(OFFICE)
    where = asked(client)["Location"]
    assert Reading.objects.filter(how="export").count() == 0
    assert client.get(where).context["going"]
    done_by_real_worker(home)
    job = Job.objects.get()
    assert (job.state, job.done, job.tries) == ("done", job.total, 1)
    assert "۵٬۰۰۱ ردیف" in client.get(where).content.decode()
    answer = client.get(reverse("job_file", args=[job.pk]))
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + Matter.objects.count()
    noted = Reading.objects.get(how="export")
    assert (noted.reader, noted.subject) == (home.person(OFFICE), "list:liaison.matters")


def test_a_look_begins_nothing(home):
    home.client(OFFICE).get(f"{MATTERS}?take=xlsx")
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_pressed_twice_it_is_one_work_and_other_filters_are_another(home):
    client = home.client(OFFICE)
    one, same = asked(client)["Location"], asked(client)["Location"]
    assert one == same
    assert asked(client, "xlsx")["Location"] != one
    assert Job.objects.count() == 2


def test_a_person_can_ask_for_five_and_not_for_more(home):
    client = home.client(OFFICE)
    for place in range(long_work.MOST_OPEN):
        long_work.ask(home.person(OFFICE), "export", "x", {"n": place}, NOW)
    answer = asked(client)
    assert answer["Location"] == reverse("jobs")
    assert long_work.TOO_MANY in client.get(answer["Location"]).content.decode()
    assert Job.objects.count() == long_work.MOST_OPEN


# --- whose it is --------------------------------------------------------------------------------------------------------


def test_nobody_else_finds_it(home):
    where = asked(home.client(OFFICE))["Location"]
    done_by_real_worker(home)
    file = reverse("job_file", args=[Job.objects.get().pk])
    for who in ("liaison_head", "administrator", "root"):
        client = home.client(who)
        assert [client.get(path).status_code for path in (where, file)] == [404, 404], who
        assert client.post(f"{where}again/").status_code == 404


def test_what_is_no_longer_shown_to_him_is_neither_made_nor_fetched(home):
    client = home.client(OFFICE)
    asked(client)
    asked(client, "xlsx")
    first = Job.objects.order_by("made_at").first()
    long_work.carry_out.call(str(first.pk))
    Membership.objects.filter(person=home.person(OFFICE)).update(to_day="2020-01-01", from_day="2020-01-01")
    call_command("work", batch=True)
    second = Job.objects.exclude(pk=first.pk).get()
    assert (second.state, second.sha256) == ("failed", "")
    assert client.get(reverse("job_file", args=[first.pk])).status_code == 404


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"path": 1}', '{"path": "/liaison/matters/", "how": "exe", "wanted": {}}',
     '{"path": "/conduct/", "how": "csv", "wanted": {}}', '{"path": "/nothing/", "how": "csv", "wanted": {}}',
     '{"path": "/liaison/matters/", "how": "csv", "wanted": {"q": 1}}', '{"path": "//[", "how": "csv", "wanted": {}}', "x" * 5000],
)  # fmt: skip
def test_a_press_that_no_page_offers_is_answered_as_nothing(in_house, text):
    home = Cast()
    for who in (OFFICE, "conduct_chair"):
        assert home.client(who).post(reverse("start_export"), {"asked": text}).status_code == 404
    assert not Job.objects.exists()


# --- a killed worker ----------------------------------------------------------------------------------------------------


def killed_in_the_middle(home: Cast) -> Job:
    job = Job.objects.get()
    with worker(home, "hang") as process:
        assert process.stdout.readline() == "begun\n"
        assert is_held(job)
        process.send_signal(signal.SIGKILL)
        process.wait()
    seen_by_the_server(job)
    return Job.objects.get()


def seen_by_the_server(job: Job) -> None:
    """A killed worker's lock is free once the server has seen its end, and not a moment before: wait for it in the lock's own line."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [SPACE, str(job.pk)])
        cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [SPACE, str(job.pk)])


def test_a_killed_worker_leaves_nothing_half_done_and_the_next_takes_it_up(home):
    client = home.client(OFFICE)
    where = asked(client)["Location"]
    job = killed_in_the_middle(home)
    assert broken_off(job)
    assert (job.state, job.sha256) == ("running", "")
    assert "بریده شد" in client.get(where).content.decode()
    done_by_real_worker(home)
    job.refresh_from_db()
    assert (job.state, job.tries) == ("done", 2)


def test_its_owner_can_take_it_up_himself(home):
    client = home.client(OFFICE)
    where = asked(client)["Location"]
    killed_in_the_middle(home)
    assert DBTaskResult.objects.ready().count() == 0
    assert client.post(f"{where}again/")["Location"] == where
    assert (DBTaskResult.objects.ready().count(), Job.objects.count()) == (1, 1)


def test_what_kills_each_worker_is_given_up_after_three(home):
    asked(home.client(OFFICE))
    Job.objects.update(tries=long_work.MOST_TRIES)
    done_by_real_worker(home)
    job = Job.objects.get()
    assert (job.state, job.sentence) == ("failed", long_work.TRIED)


def test_two_workers_do_one_work_once(home):
    asked(home.client(OFFICE))
    job = Job.objects.get()
    with worker(home, "hang") as process:
        assert process.stdout.readline() == "begun\n"
        long_work.carry_out.call(str(job.pk))
        assert (Job.objects.get().tries, Job.objects.get().state) == (1, "running")
        process.kill()


def test_a_fault_is_told_in_a_sentence_and_can_be_asked_anew(home, monkeypatch):
    client = home.client(OFFICE)
    where = asked(client)["Location"]

    def fault(job: Job) -> None:
        raise OSError("no such thing")

    monkeypatch.setattr("majlis.long_exports.work", fault)
    call_command("work", batch=True)
    page = client.get(where).content.decode()
    assert "چیزی ذخیره نشد" in page
    assert "no such thing" not in page
    again = client.post(f"{where}again/")["Location"]
    assert again != where
    assert client.get(again).context["going"]


def test_a_result_is_forgotten_after_its_days(home):
    asked(home.client(OFFICE))
    call_command("work", batch=True)
    set_clock(NOW + long_work.KEPT * 2)
    long_work.take_up()
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_how_far_it_has_come_is_seen_while_it_goes_on(home, monkeypatch):
    asked(home.client(OFFICE))
    seen: list[tuple[int, int]] = []

    def slowly(job: Job) -> long_work.Made:
        from majlis.progress import tell

        tell(3, 9)
        while not seen:
            now = Job.objects.get(pk=job.pk)
            seen.extend([(now.done, now.total)] if now.total else [])
        return long_work.Made("")

    monkeypatch.setattr("majlis.long_exports.work", slowly)
    monkeypatch.setattr(long_work, "EVERY", 0.01)
    call_command("work", batch=True)
    assert seen == [(3, 9)]


# --- a long list that comes in ------------------------------------------------------------------------------------------


def long_roster(rows: int) -> bytes:
    names = ("علی", "رضا", "حسن", "زهرا", "مریم", "مهدی", "ناهید", "پروین", "سعید", "کاوه")
    lines = ["id,name,constituency,end_date,note"]
    for place in range(rows):
        name = " ".join(names[int(digit)] for digit in f"{place:05d}")
        lines.append(f"n{place},{name},حوزهٔ آزمون,,")
    return "\n".join(lines).encode()


def test_a_long_roster_is_entered_by_a_worker_after_the_tab_is_closed_and_once(home):
    term = Term.objects.order_by("-number").first()
    client, where = home.client("administrator"), reverse("import_roster", args=[term.number])
    form = client.get(where).context["form"]
    rows = exports.AT_ONCE + 1
    sent = {"key": form["key"].value(), "source": "آزمون", "file": SimpleUploadedFile("long.csv", long_roster(rows))}
    shown = client.post(where, sent, follow=True)
    assert shown.context["found"].new == rows
    fields = {name: shown.context["form"][name].value() or "" for name in ("key", "seen_version", "sha256")}
    page = client.post(where, fields)["Location"]
    assert client.post(where, fields)["Location"] == page
    assert not Person.objects.filter(source="آزمون").exists()
    done_by_real_worker(home)
    job = Job.objects.get()
    assert (job.state, job.done, job.total) == ("done", rows, rows)
    assert Person.objects.filter(source="آزمون").count() == rows
    assert Act.objects.filter(verb="import_roster", body__contains="n5000").count() == 1
    assert client.get(job.url).status_code == 200
    # The same press once more finds what came of it; the same work once more finds its key.
    assert client.post(where, fields)["Location"] == job.url
    Job.objects.update(state="waiting", tries=0)
    long_work.carry_out.call(str(job.pk))
    assert Person.objects.filter(source="آزمون").count() == rows


def test_another_list_than_the_one_that_was_looked_at_is_not_entered(home):
    params = {
        "word": "import_roster",
        "place": {"number": "1"},
        "stamp": "0" * 64,
        "key": "0" * 32,
        "at": NOW.isoformat(),
    }
    long_work.ask(home.person("clerk"), "import", "x", params, NOW)
    call_command("work", batch=True)
    assert Job.objects.get().state == "failed"


def test_more_than_five_are_refused_by_the_service_itself(home):
    ask: Callable[..., Job] = long_work.ask
    for place in range(long_work.MOST_OPEN):
        ask(home.person("clerk"), "export", "x", {"n": place}, NOW)
    with pytest.raises(Refused):
        ask(home.person("clerk"), "export", "x", {"n": -1}, NOW)
    assert ask(home.person("speaker"), "export", "x", {"n": -1}, NOW).state == "waiting"
