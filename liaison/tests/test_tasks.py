"""The office's own work: who is given what, who sees it, and that nothing closes without evidence (house procedure, Arts. 9, 10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from liaison.models import Evidence, Promise, Task
from liaison.queries import tasks as owed
from liaison.queries.papers import document_scope
from liaison.queries.scope import task_visible, tasks
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
