"""The plan: double bookings, delegates, marks, rates and counts, series, courses (house procedure, Arts. 32, 33, 36)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from liaison.models import Gathering, Presence, Task
from liaison.queries import gatherings as found_gatherings
from liaison.queries import planner
from liaison.queries.work_scope import gatherings, presences
from liaison.rules.gatherings import clashes, rate
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY, HOUR
from majlis.register import NotVisible
from majlis.rules.law import Refused
from majlis.tests.people import appointed, person_named


@pytest.mark.parametrize(
    ("bookings", "then"),
    [
        ([("a", "x", 8, 10), ("b", "x", 10, 11)], {}),
        ([("a", "x", 8, 10), ("b", "x", 9, 11)], {"a": "b", "b": "a"}),
        ([("a", "x", 8, 10), ("b", "y", 9, 11)], {}),
        ([("a", "x", 8, 12), ("b", "x", 9, 10), ("c", "x", 11, 12)], {"a": "b", "b": "a", "c": "a"}),
        ([("a", "x", 8, 9), ("b", "x", 9, 10), ("c", "x", 9, 10)], {"b": "c", "c": "b"}),
    ],
)
def test_liaison32_who_is_expected_in_two_places_at_once(bookings, then):
    assert clashes(bookings) == then


def test_liaison32_a_rate_is_of_those_who_had_to_come():
    assert (rate(41, 46), rate(0, 3), rate(0, 0)) == (89, 0, None)


def test_a_double_booking_is_seen_until_a_delegate_goes(office):
    first = work.gathering(office)
    second = work.gathering(office, starts_at=first.starts_at + HOUR, title="صحن", kind="floor")
    here, there = work.presence(office, row=first), work.presence(office, row=second)
    viewer = office.viewer(office.officer)

    def clashing():
        return {seat.presence for seat in planner.week(viewer, first.starts_at.date()).clashing}

    assert clashing() == {here, there}
    office.do("delegate_presence", there, office.deputy, delegate=str(office.expert.pk), reason="هم‌زمان")
    assert clashing() == set()
    # The delegate is expected in his stead, and may himself be expected elsewhere.
    beside = work.presence(office, row=first, person=office.expert)
    assert clashing() == {there, beside}


def test_a_delegate_is_of_the_same_house(office):
    row = work.presence(office)
    for key in (office.other_deputy.pk, office.deputy.pk, ""):
        with pytest.raises(Refused):
            office.do("delegate_presence", row, office.deputy, delegate=str(key), reason="سفر")
    with pytest.raises(NotVisible):
        office.do("delegate_presence", row, office.other_deputy, delegate=str(office.expert.pk), reason="سفر")


def test_nobody_is_marked_before_it_begins_and_an_absence_has_its_reason(office):
    row = work.presence(office)
    begins = row.gathering.starts_at
    with pytest.raises(Refused, match="آغاز نشده"):
        office.do("mark_presence", row, at=begins - timedelta(seconds=1), mark="came")
    with pytest.raises(Refused, match="دلیل"):
        office.do("mark_presence", row, at=begins, mark="absent", reason=" ")
    office.do("mark_presence", row, at=begins, mark="absent", reason="بی‌دلیل")
    assert (row.stage, row.reason) == ("absent", "بی‌دلیل")


def test_liaison32_given_thirty_days_then_deputies_are_a_rate_and_ministers_counts(office):
    minister = person_named("وزیر نمونه", office.administrator)
    appointed(minister, office.energy, "minister", office.administrator)
    for mark in ("came", "late", "absent"):
        work.presence(office, mark)
    work.presence(office, "came", person=minister, call="invited")
    work.presence(office, "absent", person=minister, call="invited")
    told = planner.turnout(office.viewer(office.officer))
    assert (told.deputies_came, told.deputies_of, told.rate) == (2, 3, 66)
    assert (told.ministers_came, told.ministers_represented, told.ministers_absent) == (1, 0, 1)
    later = planner.turnout(office.viewer(office.officer), office.at + 60 * DAY)
    assert (later.deputies_of, later.rate) == (0, None)


def test_liaison33_given_a_series_when_one_is_missed_then_it_is_seen(office):
    row = work.gathering(office, kind="deputies", title="شورای معاونان", body="", repeats=4, every=2)
    rows = list(Gathering.objects.filter(kind="deputies").order_by("starts_at"))
    assert len(rows) == 4
    assert {after.starts_at - before.starts_at for before, after in pairwise(rows)} == {14 * DAY}
    assert rows[0] == row and rows[1].title.endswith("نشست دوم")
    office.do("hold_gathering", row, at=row.ends_at, minutes="شد")
    office.do("miss_gathering", rows[1], at=rows[1].ends_at + DAY, reason="سفر رئیس")
    viewer = office.viewer(office.officer, rows[2].ends_at)
    assert set(found_gatherings.filtered(viewer, {"stage": "unheld"})) == {rows[1], rows[2]}
    assert list(found_gatherings.to_record(viewer)) == [rows[2]]


def test_a_ministry_sees_what_its_people_are_called_to(office, signed_in):
    mine = work.presence(office)
    other = work.presence(office, person=office.other_deputy)
    viewer = office.viewer(office.deputy)
    assert list(gatherings(viewer)) == [mine.gathering]
    assert list(presences(viewer)) == [mine]
    client = signed_in(office.deputy)
    paths = [
        mine.gathering.get_absolute_url(),
        mine.get_absolute_url(),
        other.gathering.get_absolute_url(),
        other.get_absolute_url(),
    ]
    assert [client.get(path).status_code for path in paths] == [200, 200, 404, 404]
    office.do("release_presence", mine, reason="لازم نیست")
    assert [client.get(path).status_code for path in paths[:2]] == [404, 404]


def test_who_is_called_already_or_holds_nothing_is_not_called(office):
    row = work.presence(office)
    with pytest.raises(Refused, match="خوانده شده"):
        work.presence(office, row=row.gathering)
    with pytest.raises(Refused, match="سمتی"):
        work.presence(office, row=row.gathering, person=office.members[0])
    office.do("release_presence", row, reason="اشتباه")
    work.presence(office, row=row.gathering)
    assert Presence.objects.filter(gathering=row.gathering).exclude(stage="released").count() == 1


def test_liaison36_given_a_full_course_when_one_leaves_then_the_first_who_waits_moves_up(office):
    course = work.gathering(office, kind="training", title="پاسخ‌نویسی", body="", seats=1)
    sits = work.presence(office, row=course)
    waits = work.presence(office, "waiting", row=course, person=office.other_deputy)
    last = work.presence(office, "waiting", row=course, person=office.expert)
    office.do("release_presence", sits, reason="نمی‌آید")
    waits.refresh_from_db(), last.refresh_from_db()
    assert (waits.stage, last.stage) == ("called", "waiting")


def test_liaison36_given_three_late_comings_then_the_course_is_offered_until_he_has_it(office, signed_in):
    viewer = office.viewer(office.officer)
    for _ in range(2):
        work.presence(office, "late")
    assert found_gatherings.often_late(viewer) == []
    work.presence(office, "late")
    assert [each.person for each in found_gatherings.often_late(viewer)] == [office.deputy]
    course = work.gathering(office, kind="training", title="به‌هنگام", body="")
    taken = work.presence(office, row=course)
    assert found_gatherings.often_late(viewer) == []
    office.do("mark_presence", taken, at=course.starts_at, mark="came", reason="")
    assert not found_gatherings.certificates(viewer).exists()
    office.do("hold_gathering", course, at=course.ends_at, minutes="شد")
    assert list(found_gatherings.certificates(viewer)) == [taken]
    url = reverse("liaison:certificate_pdf", args=[taken.pk])
    assert [signed_in(each).get(url).status_code for each in (office.officer, office.deputy, office.other_deputy)] == [
        200,
        200,
        404,
    ]
    assert signed_in(office.deputy).get(url).content[:4] == b"%PDF"


# Decisions


def test_liaison33_given_evidence_then_who_entered_it_does_not_accept_it(office):
    row = office.task(ministry="", person=str(office.officer.pk))
    office.do("give_evidence", row, office.officer, text="گزارش", documents=[])
    with pytest.raises(Refused, match="خود شما"):
        office.do("accept_task", row, office.officer, outcome="شد")
    row.refresh_from_db()
    assert row.stage == "evidenced"
    office.do("accept_task", row, office.head, outcome="شد")


def test_a_decision_bears_its_gathering_and_an_unknown_one_is_refused(office, signed_in):
    row = work.gathering(office, "held")
    url = reverse("liaison:assign_task") + f"?kind=decision&gathering={row.pk}"
    client = signed_in(office.officer)
    form = client.get(url).context["form"]
    assert (form["kind"].value(), form["origin"].value()) == ("decision", row.title)
    typed = {
        "key": form["key"].value(),
        "kind": "decision",
        "title": "جدول",
        "ministry": str(office.energy.pk),
        "due_day": "1405/06/31",
    }
    bad = client.post(url, {**typed, "gathering": str(office.energy.pk)})
    assert bad.status_code == 422
    key = client.get(url).context["form"]["key"].value()
    assert client.post(url, {**typed, "key": key, "gathering": str(row.pk)}).status_code == 302
    task = Task.objects.get()
    assert (task.gathering, task.origin) == (row, row.title)
    assert task.title in signed_in(office.officer).get(row.get_absolute_url()).content.decode()
    assert client.get(reverse("liaison:assign_task") + "?gathering=x'&evaluation=1").status_code == 200


def test_what_only_a_kind_tells_is_asked_of_that_kind_alone(office, signed_in):
    def asked(kind: str) -> set[str]:
        form = signed_in(office.head).get(reverse("liaison:assign_task") + f"?kind={kind}").context["form"]
        return set(form.fields) & {"given_by", "partner", "audience", "medium", "counsel", "court"}

    assert asked("mission") == {"given_by"}
    assert asked("publication") == {"audience", "medium"}
    assert asked("defence") == {"counsel", "court"}
    assert asked("decision") == asked("") == set()
    row = office.task(kind="mission", given_by="رئیس‌جمهور")
    assert row.told == [("مأموریت‌دهنده", "رئیس‌جمهور")]


def test_a_legal_defence_keeps_counsel_and_court_out_of_the_register(office):
    from majlis.models import Act

    row = office.task(kind="defence", counsel="وکیل محرمانه", court="شعبهٔ محرمانه")
    act = Act.objects.get(subject=row.reference)
    assert "محرمانه" not in act.body
    assert row.details == {"counsel": "وکیل محرمانه", "court": "شعبهٔ محرمانه"}
