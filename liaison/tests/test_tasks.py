"""The office's own work: who is given what, who sees it, and that nothing closes without evidence (house procedure, Arts. 9, 10)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import Evidence, Promise, Task
from liaison.queries import tasks as owed
from liaison.queries.scope import document_scope, task_visible, tasks
from liaison.queries.waiting import waiting_for
from liaison.rules.tasks import TASK_KINDS
from liaison.tests.stage import DAY
from majlis.models import Act, Document
from majlis.register import NotVisible
from majlis.rules.chain import H
from majlis.rules.law import Refused
from majlis.tests.people import appointed

LIST = "/liaison/tasks/"
SECOND = timedelta(seconds=1)


def found(row: Task) -> Task:
    """As it comes from the database, a promise as such."""
    return Task.objects.get(pk=row.pk)


# Giving


@pytest.mark.parametrize("kind", TASK_KINDS)
def test_every_kind_is_given_evidenced_and_accepted(office, kind):
    row = office.task("accepted", kind=kind)
    assert (row.stage, row.kind, row.outcome, row.number) == ("accepted", kind, "انجام شد", "۱۴۰۵/۰۰۱")
    assert isinstance(found(row), Promise) == (kind == "promise")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ministry": ""}, "ministry"),
        ({"due_day": "2026-01-01"}, "due_day"),
        ({"person": "other_deputy"}, "person"),
        ({"ministry": "", "person": "expert"}, "person"),
        ({"kind": "promise", "asker": ""}, "asker"),
        ({"kind": "promise", "asker": "stranger"}, "asker"),
        ({"kind": "promise", "ministry": "", "person": "officer", "asker": "member"}, "ministry"),
    ],
)
def test_what_cannot_be_owed_is_refused(office, facts, field):
    people = {
        "member": office.members[0],
        **{name: getattr(office, name) for name in ("other_deputy", "expert", "stranger", "officer")},
    }
    told = {name: str(people[value].pk) if value in people else value for name, value in facts.items()}
    with pytest.raises(Refused) as no:
        office.task(**told)
    assert no.value.field == field
    assert not Task.objects.exists()


def test_a_task_of_another_kind_has_no_member(office):
    assert office.task(kind="mission", asker=office.keys(1)[0]).asker is None


# Evidence


def test_nothing_closes_without_evidence(office):
    row = office.task()
    with pytest.raises(Refused):
        office.do("accept_task", row, outcome="انجام شد")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=row.pk).update(stage="accepted")
    office.do("give_evidence", row, office.deputy, text="گزارش", documents=[])
    office.do("return_task", row, reason="امضا ندارد", due_day="")
    with pytest.raises(Refused):
        office.do("accept_task", row, outcome="انجام شد")
    office.do("give_evidence", row, office.deputy, text="گزارش با امضا", documents=[])
    office.do("accept_task", row, outcome="انجام شد")
    assert [each.text for each in Evidence.objects.filter(task=row)] == ["گزارش با امضا", "گزارش"]


def test_a_returned_task_may_get_a_later_day_and_no_earlier_one(office):
    row = office.task("evidenced")
    earlier, later = row.due_day - DAY, row.due_day + 9 * DAY
    with pytest.raises(Refused):
        office.do("return_task", row, reason="ناقص", due_day=earlier.isoformat())
    office.do("return_task", row, reason="ناقص", due_day=later.isoformat())
    assert found(row).due_day == later


def test_evidences_paper_is_the_offices_and_its_own_ministrys(office, signed_in):
    row, other = office.task(), office.task(ministry=str(office.roads.pk))
    client, url = signed_in(office.deputy), reverse("liaison:give_evidence", args=[row.pk])
    form = client.get(url).context["form"]
    paper = {
        "file": SimpleUploadedFile("a.txt", b"x"),
        "kind": "give_evidence",
        "subject": row.reference,
        "realm": "liaison",
        "back": url,
    }
    client.post(reverse("upload"), paper)
    typed = {
        "key": form["key"].value(),
        "seen_version": form["seen_version"].value(),
        "text": "گزارش",
        "letter": "۱۲/۳",
    }
    assert client.post(url, typed).status_code == 302
    document = Document.objects.create(
        sha256="a" * 64, media_type="application/pdf", size=9, name="سند.pdf", owner=office.other_deputy, realm="liaison",
        received_at=office.at,
    )  # fmt: skip
    with pytest.raises(Refused):
        office.do("give_evidence", office.task(), office.deputy, text="سند", documents=[str(document.pk)])
    office.do("give_evidence", other, office.other_deputy, text="سند", documents=[str(document.pk)])

    def sees(person) -> bool:
        return Document.objects.filter(document_scope(office.viewer(person)), pk=document.pk).exists()

    people = (office.officer, office.other_deputy, office.deputy, office.members[0], office.stranger)
    assert [sees(each) for each in people] == [True, True, False, False, False]


# Who sees and who may


def test_a_ministry_sees_the_tasks_given_to_it_and_no_more(office, signed_in):
    mine, theirs = office.task(), office.task(ministry=str(office.roads.pk))
    own = office.task(ministry="", person=str(office.officer.pk))
    assert list(tasks(office.viewer(office.deputy))) == [mine]
    assert list(tasks(office.viewer(office.other_deputy))) == [theirs]
    assert not tasks(office.viewer(office.expert)).exists()
    assert not tasks(office.viewer(office.stranger)).exists()
    assert not tasks(office.viewer(office.members[0])).exists()
    assert tasks(office.viewer(office.officer)).count() == 3
    client = signed_in(office.deputy)
    assert [client.get(each.get_absolute_url()).status_code for each in (mine, theirs, own)] == [200, 404, 404]
    page = client.get(LIST).content.decode()
    assert str(mine.pk) in page
    assert str(theirs.pk) not in page and str(own.pk) not in page
    for row in (theirs, own):
        with pytest.raises(NotVisible):
            office.do("give_evidence", row, office.deputy, text="سند", documents=[])


def test_an_expert_does_what_he_was_named_for(office):
    named, kept = office.task(person=str(office.expert.pk)), office.task()
    assert list(tasks(office.viewer(office.expert))) == [named]
    with pytest.raises(NotVisible):
        office.do("give_evidence", kept, office.expert, text="سند", documents=[])
    office.do("give_evidence", named, office.expert, text="سند", documents=[])


def test_a_legal_defence_is_read_by_the_head_and_its_owner(office, signed_in):
    row = office.task(kind="defence", ministry="", person=str(office.officer.pk))
    other = office.task(kind="defence")
    appointed(office.stranger, office.officer.memberships.get().body, "officer", office.administrator)
    for person, seen in (
        (office.head, {row, other}),
        (office.officer, {row}),
        (office.stranger, set()),
        (office.deputy, {other}),
    ):
        assert set(tasks(office.viewer(person))) == seen
    with pytest.raises(NotVisible):
        office.do("give_evidence", row, office.stranger, text="سند", documents=[])
    office.do("give_evidence", row, office.officer, text="سند", documents=[])
    # An officer neither gives one nor is told of the kind.
    with pytest.raises(Refused):
        office.do("assign_task", Task(), office.officer, **office.owing(kind="defence"))
    page = signed_in(office.stranger).get(reverse("liaison:assign_task"))
    assert "defence" not in [code for code, _ in page.context["form"].fields["kind"].choices]


def test_of_a_legal_defence_the_register_keeps_hashes_and_no_word(office, signed_in):
    row = office.task(kind="defence", title="شکایت از دفتر", origin="دادگاه", text="متن محرمانه")
    office.do("give_evidence", row, office.deputy, text="لایحهٔ محرمانه", letter="۱/م", documents=[])
    office.do("return_task", row, office.head, reason="دلیل محرمانه", due_day="")
    office.do("give_evidence", row, office.deputy, text="باز هم محرمانه", letter="", documents=[])
    office.do("accept_task", row, office.head, outcome="نتیجهٔ محرمانه")
    acts = Act.objects.filter(subject=row.reference)
    assert acts.count() == 5
    assert not [act.body for act in acts if "محرمانه" in act.body or "شکایت" in act.body or "دادگاه" in act.body]
    told = acts.get(verb="accept_task").content["withheld"]
    assert told == {"outcome": H("withheld", str(row.pk), "outcome", "نتیجهٔ محرمانه")}
    page = signed_in(office.head).get(row.get_absolute_url()).content.decode()
    assert "نتیجهٔ محرمانه" in page and "شکایت از دفتر" in page


def test_who_owes_it_reads_why_it_came_back(office, signed_in):
    row = office.task("returned", kind="defence")
    assert "امضا ندارد" in signed_in(office.deputy).get(row.get_absolute_url()).content.decode()


def test_what_was_promised_to_a_member_is_his_to_close(office, signed_in):
    row = office.task("evidenced", kind="promise")
    asker, other = office.members[0], office.members[1]
    assert task_visible(office.viewer(asker), row.pk) == row
    assert task_visible(office.viewer(other), row.pk) is None
    waiting = list(waiting_for(office.viewer(asker)))
    assert [(each.step.word, each.url) for each in waiting] == [("accept_promise", row.get_absolute_url())]
    assert waiting_for(office.viewer(other)) == []
    client = signed_in(asker)
    page = client.get(row.get_absolute_url())
    assert {each.step.word for each in (page.context["primary"], *page.context["steps"])} == {
        "accept_promise",
        "return_promise",
    }
    with pytest.raises(NotVisible):
        office.do("return_promise", found(row), other, reason="نه", due_day="")
    with pytest.raises(NotVisible):
        office.do("accept_task", found(row), asker, outcome="بله")
    office.do("return_promise", found(row), asker, reason="آب نرسید", due_day="")
    office.do("give_evidence", found(row), office.deputy, text="اکنون رسید", documents=[])
    office.do("accept_promise", found(row), asker, outcome="رسید")
    assert found(row).stage == "accepted"
    assert client.get(LIST).status_code == 404


def test_the_steps_of_a_promise_are_no_other_tasks(office, signed_in):
    row = office.task("evidenced")
    assert signed_in(office.officer).get(reverse("liaison:follow_up_promise", args=[row.pk])).status_code == 404


# The quarter


def test_each_follow_up_tells_where_the_promise_stood(office, signed_in):
    row = office.promise()
    office.do("follow_up_promise", row, note="پیمانکار برگزیده شد")
    for person in (office.officer, office.deputy, office.members[0]):
        page = signed_in(person).get(row.get_absolute_url()).content.decode()
        assert "پیمانکار برگزیده شد" in page
    assert "پیگیری‌ها" not in signed_in(office.officer).get(office.promise().get_absolute_url()).content.decode()


def test_liaison10_given_a_promise_then_it_is_followed_each_quarter_and_late_is_told(office):
    row = found(office.task(kind="promise", due_day=(office.at + 400 * DAY).date().isoformat()))
    end = owed.follow_up_of(row, office.at).ends_at

    def due(at) -> bool:
        return owed.to_follow(office.viewer(office.officer, at)).exists()

    assert (due(end - 120 * SECOND), due(end + 120 * SECOND)) == (False, True)
    act = office.do("follow_up_promise", row, at=end + 120 * SECOND, note="پیمانکار کار می‌کند")
    assert act.content["_late"] == ["promise_follow_up_months"]
    assert not due(office.at)
    assert owed.follow_up_of(found(row), office.at).ends_at > end + 80 * DAY
    early = office.do("follow_up_promise", found(row), note="باز هم")
    assert "_late" not in early.content


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
    assert shown(late=True) == set()
    assert shown(theirs.due_at, late=True) == {theirs, promise}
    assert shown(theirs.due_at - SECOND, late=True) == set()


HOSTILE = {"digits": "9" * 20, "nul": "\x00", "lookup": "ministry__code", "sql": "' OR 1=1 --", "long": "ا" * 5000}


@pytest.mark.parametrize("name", ["kind", "stage", "ministry", "asker", "q", "late", "after"])
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
    old = found(office.task(kind="promise", due_day=(office.at + 400 * DAY).date().isoformat()))
    office.at = owed.follow_up_of(old, office.at).ends_at + DAY

    def told(person) -> list[tuple[str, str]]:
        return [(each.step.word, each.url.partition("?")[2]) for each in waiting_for(office.viewer(person))]

    assert told(office.officer) == [
        ("accept_task", "stage=evidenced"),
        ("follow_up_promise", ""),
        ("give_evidence", ""),
    ]
    assert told(office.head) == [("accept_task", "stage=evidenced"), ("follow_up_promise", "")]
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
