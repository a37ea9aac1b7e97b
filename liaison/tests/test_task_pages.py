"""The pages of tasks: filters with hostile values, paging, what is taken away, what waits, the promise book (Arts. 9, 10)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import Task
from liaison.queries import tasks as owed
from liaison.queries.waiting import waiting_for
from liaison.tests.stage import DAY

LIST = "/liaison/tasks/"
SECOND = timedelta(seconds=1)


# The list


def test_each_filter_finds_its_own(office):
    office.at += DAY
    mine, theirs = (
        office.task("evidenced", title="تعویض كنتور"),
        office.task(kind="mission", ministry=str(office.roads.pk)),
    )
    over = office.task("accepted")
    promise = office.task(kind="promise")
    viewer = office.viewer(office.officer)

    def shown(at=None, **wanted) -> set[Task]:
        return set(owed.filtered(office.viewer(office.officer, at) if at else viewer, wanted))

    assert shown() == {mine, theirs, promise}
    assert shown(stage="all") == {mine, theirs, promise, over}
    assert shown(stage="evidenced") == {mine}
    assert shown(kind="mission") == shown(ministry="ministry-roads") == {theirs}
    assert shown(asker=office.members[0].pk) == {promise}
    assert shown(asker=office.members[1].pk) == set()
    assert shown(q="کنتور") == shown(q="1405/1") == {mine}
    assert shown(year=1405) == {mine, theirs, promise}
    assert shown(year=1404) == set()
    assert shown(late=True) == set()
    assert shown(theirs.due_at, late=True) == {theirs, promise}
    assert shown(theirs.due_at - SECOND, late=True) == set()


HOSTILE = {"digits": "9" * 20, "nul": "\x00", "lookup": "ministry__code", "sql": "' OR 1=1 --", "long": "ا" * 5000}


@pytest.mark.parametrize("name", ["kind", "stage", "ministry", "asker", "q", "late", "after", "year"])
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_filter_is_no_error_and_no_way_around(office, signed_in, name, value):
    theirs = office.task(ministry=str(office.roads.pk))
    response = signed_in(office.deputy).get(LIST, {name: value})
    assert response.status_code in (200, 400)
    assert str(theirs.pk) not in response.content.decode()


def test_the_list_is_taken_with_its_filters_and_its_scope(office, signed_in):
    office.task(title="نیرو می‌دهد")
    office.task(title="راه می‌سازد", ministry=str(office.roads.pk))
    office.task(title="وعده داد", kind="promise")

    def taken(person, path: str, **wanted) -> list[str]:
        body = signed_in(person).get(path, {**wanted, "take": "csv"}).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(body)))
        head = next(place for place, row in enumerate(rows) if "عنوان" in row)
        column = rows[head].index("عنوان")
        return [row[column] for row in rows[head + 1 :] if len(row) > column]

    assert sorted(taken(office.deputy, LIST)) == ["نیرو می‌دهد", "وعده داد"]
    assert taken(office.officer, LIST, kind="promise") == ["وعده داد"]
    assert taken(office.other_deputy, reverse("liaison:promises")) == []
    assert taken(office.officer, reverse("liaison:promises")) == ["وعده داد"]
    assert signed_in(office.officer).get(LIST, {"take": "xlsx"}).content[:2] == b"PK"
    assert signed_in(office.members[0]).get(LIST, {"take": "csv"}).status_code == 404


def many(office, count: int) -> None:
    one = office.task()
    fields = {each.attname: getattr(one, each.attname) for each in one._meta.concrete_fields if not each.primary_key}
    Task.objects.bulk_create(Task(**{**fields, "serial": 1000 + place}) for place in range(count))


def test_pages_follow_one_another_without_gap_or_double(office):
    many(office, 120)
    viewer, token, seen = office.viewer(office.officer), "", []
    while True:
        page = owed.page_of_tasks(viewer, {}, token)
        seen += [each.pk for each in page.rows]
        if not page.next:
            break
        token = page.next
    assert len(seen) == len(set(seen)) == 121


@pytest.mark.parametrize("path", [LIST, "/liaison/promises/"])
def test_a_page_asks_as_often_for_many_rows_as_for_few(office, signed_in, path):
    office.task(kind="promise")
    client = signed_in(office.officer)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    many(office, 60)
    client.get(path)
    with CaptureQueriesContext(connection) as more:
        assert client.get(path).status_code == 200
    assert len(more) == len(few)


# The pages


@pytest.mark.parametrize("stage", ["assigned", "evidenced", "returned", "accepted"])
def test_every_state_has_its_page_and_its_open_acts(office, signed_in, stage):
    row = office.task(stage, kind="promise")
    for person in (office.officer, office.deputy, office.members[0]):
        client = signed_in(person)
        page = client.get(row.get_absolute_url())
        assert page.status_code == 200
        for step in filter(None, (page.context["primary"], *page.context["steps"])):
            assert client.get(step.url).status_code == 200, step.step.word


def test_a_task_is_given_by_its_page(office, signed_in):
    client, url = signed_in(office.officer), reverse("liaison:assign_task")
    form = client.get(url).context["form"]
    typed = {
        "key": form["key"].value(), "kind": "promise", "title": "آب شهرک", "ministry": str(office.energy.pk),
        "asker": office.keys(1)[0], "due_day": "1405/06/31",
    }  # fmt: skip
    assert client.post(url, {**typed, "due_day": "1404/01/01"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    row = Task.objects.get()
    assert (row.kind, row.asker, row.due_day.isoformat()) == ("promise", office.members[0], "2026-09-22")


# What waits


def test_each_finds_what_waits_for_him(office):
    office.task()
    office.task("evidenced")
    office.task(ministry="", person=str(office.officer.pk))
    old = office.promise(due_day=(office.at + 400 * DAY).date().isoformat())
    office.at = owed.follow_up_of(old, office.at).ends_at + DAY

    def told(person) -> list[tuple[str, str]]:
        return [(each.step.word, each.url.partition("?")[2]) for each in waiting_for(office.viewer(person))]

    assert told(office.officer) == [
        ("accept_task", "stage=evidenced"),
        ("follow_up_promise", ""),
        ("give_evidence", ""),
        # Nobody has entered this government's ministers.
        ("file_confidence_vote", ""),
    ]
    assert told(office.head) == [
        ("accept_task", "stage=evidenced"),
        ("follow_up_promise", ""),
        ("file_confidence_vote", ""),
    ]
    assert told(office.deputy) == [("give_evidence", ""), ("give_evidence", "")]
    assert told(office.other_deputy) == told(office.members[0]) == told(office.stranger) == []


# The promise book


def test_the_book_counts_each_ministers_promises_and_each_count_opens_to_them(office, signed_in):
    office.task(kind="promise")
    office.task("accepted", kind="promise")
    office.task("evidenced", kind="promise", ministry=str(office.roads.pk))
    office.task(kind="mission")
    late = office.viewer(office.officer, office.at + 40 * DAY)
    assert [(row.title, row.all, row.kept, row.open, row.late) for row in owed.by_minister(late)] == [
        ("وزارت نیرو", 2, 1, 1, 1), ("وزارت راه و شهرسازی", 1, 0, 1, 0),
    ]  # fmt: skip
    for row in owed.by_minister(late):
        for wanted, count in (
            ({"stage": "all"}, row.all),
            ({"stage": "accepted"}, row.kept),
            ({}, row.open),
            ({"late": True}, row.late),
        ):
            assert owed.filtered(late, {"kind": "promise", "ministry": row.code, **wanted}).count() == count
    assert [row.title for row in owed.by_minister(office.viewer(office.deputy))] == ["وزارت نیرو"]
    page = signed_in(office.deputy).get(reverse("liaison:promises")).content.decode()
    assert "وزارت نیرو" in page and "وزارت راه" not in page
