"""The contract of an act: who, when and what; pressed twice, pressed late, pressed by two; and the chain."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from committees.actions import approve_score_table, draft_score_table
from committees.models import ScoreTable
from majlis import actions, jobs
from majlis.models import Act, Chain, Countersign, FormKey, Holiday, Membership, User
from majlis.queries import register as audit
from majlis.register import FirstSigned, NotVisible, Replayed, Stale, official_act
from majlis.rules import chain
from majlis.rules.law import Refused, Step
from majlis.rules.procedure import HOUSE
from majlis.tests.people import MORNING, call, founded

pytestmark = pytest.mark.django_db

HOLIDAY = {"day": "2026-06-04", "title": "رحلت", "kind": "solar", "source": "تقویم رسمی", "certainty": "A"}
EMPTY_TABLE = {"kind": "post_points", "valid_from": "2026-01-01", "rows": [], "demonstration": True}


def declared(people, **more) -> Holiday:
    holiday = Holiday()
    actions.declare_holiday(call(people.administrator, HOLIDAY, **more), holiday)
    return holiday


def drafted(people) -> ScoreTable:
    table = ScoreTable()
    draft_score_table(call(people.clerk, EMPTY_TABLE), table)
    return table


def test_an_act_is_recorded_with_who_when_what_and_its_article():
    people = founded()
    holiday = declared(people)
    act = Act.objects.get(subject=holiday_reference(holiday))
    assert (act.verb, act.actor, act.article) == ("declare_holiday", people.administrator, "house 8")
    assert act.recorded_at == act.happened_at == MORNING
    assert act.content == HOLIDAY


def holiday_reference(holiday: Holiday) -> str:
    return f"majlis.holiday:{holiday.pk}"


def test_who_holds_no_office_finds_nothing():
    people = founded()
    before = Act.objects.count()
    for actor in (people.member, people.secretary, people.stranger, None):
        with pytest.raises(NotVisible):
            actions.declare_holiday(call(actor, HOLIDAY), Holiday())
    assert (Act.objects.count(), Holiday.objects.count()) == (before, 0)


def test_an_office_ends_with_its_last_day():
    people = founded()
    office = Membership.objects.get(person=people.administrator)
    actions.end_membership(call(people.administrator, {"to_day": "2026-05-20", "reason": "پایان"}), office)
    late_evening = MORNING.replace(hour=20, minute=29)
    declared(people, at=late_evening)
    with pytest.raises(NotVisible):
        declared(people, at=late_evening + timedelta(minutes=1))


def test_a_superuser_without_an_office_may_do_nothing():
    founded()
    root = User.objects.create_superuser("root", password=None)
    with pytest.raises(NotVisible):
        actions.declare_holiday(call(root.person, HOLIDAY), Holiday())


def test_pressed_twice_it_is_one_act_with_the_first_answer():
    people = founded()
    key = uuid.uuid4()
    declared(people, key=key)
    with pytest.raises(Replayed) as again:
        declared(people, key=key)
    assert again.value.act == Act.objects.get(verb="declare_holiday")
    assert Holiday.objects.count() == 1


def test_the_same_key_with_another_text_is_refused():
    people = founded()
    key = uuid.uuid4()
    declared(people, key=key)
    with pytest.raises(Refused):
        actions.declare_holiday(call(people.administrator, {**HOLIDAY, "title": "دیگر"}, key=key), Holiday())


def test_another_persons_key_is_not_visible():
    people = founded()
    key = uuid.uuid4()
    declared(people, key=key)
    with pytest.raises(NotVisible):
        actions.declare_holiday(call(people.secretary, HOLIDAY, key=key), Holiday())


def test_a_refused_act_leaves_nothing_and_its_key_can_be_used_again():
    people = founded()
    key = uuid.uuid4()
    office = Membership.objects.get(person=people.clerk)
    with pytest.raises(Refused):
        actions.end_membership(call(people.administrator, {"to_day": "2020-01-01", "reason": "-"}, key=key), office)
    assert not FormKey.objects.filter(key=key).exists()
    actions.end_membership(call(people.administrator, {"to_day": "2026-12-01", "reason": "-"}, key=key), office)
    assert Membership.objects.get(pk=office.pk).to_day.isoformat() == "2026-12-01"


def test_first_wins_and_the_second_sees_the_first():
    people = founded()
    table = drafted(people)
    seen = table.version
    body = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}
    approve_score_table(call(people.speaker, body, seen_version=seen), table)
    with pytest.raises(Stale) as other:
        approve_score_table(call(people.secretary, body, seen_version=seen), ScoreTable.objects.get(pk=table.pk))
    assert (other.value.act.verb, other.value.act.actor) == ("approve_score_table", people.speaker)


def test_a_wrong_stage_is_refused_with_the_article():
    people = founded()
    table = drafted(people)
    body = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}
    approve_score_table(call(people.speaker, body), table)
    with pytest.raises(Refused) as refused:
        approve_score_table(call(people.speaker, body), ScoreTable.objects.get(pk=table.pk))
    assert str(refused.value.article) == "directive 7"


TWO_HANDS = Step(
    "rename_body", "عنوان تازه", "عنوان تغییر کرد", HOUSE.article("5"),
    by=("presiding_board.secretary", "presiding_board.speaker"), subject="body", officers=2,
)  # fmt: skip


def renamed(people, actor, title, **more) -> None:
    organ = Membership.objects.get(person=people.member).body
    with official_act(TWO_HANDS, organ, call(actor, {"title": title}, **more)) as act:
        organ.title = act.body["title"]
        organ.save()


def test_two_officers_the_first_press_changes_nothing_else():
    people = founded()
    with pytest.raises(FirstSigned):
        renamed(people, people.secretary, "تازه")
    with pytest.raises(FirstSigned):
        renamed(people, people.secretary, "تازه")
    assert Membership.objects.get(person=people.member).body.title == "مجلس"
    assert Countersign.objects.filter(act=None, withdrawn_at=None).count() == 1
    renamed(people, people.speaker, "تازه")
    act = Act.objects.get(verb="rename_body")
    assert (act.actor, act.second) == (people.secretary, people.speaker)
    assert Membership.objects.get(person=people.member).body.title == "تازه"


def test_two_officers_must_sign_the_same_text():
    people = founded()
    with pytest.raises(FirstSigned):
        renamed(people, people.secretary, "تازه")
    with pytest.raises(Refused):
        renamed(people, people.speaker, "دیگر")
    assert Membership.objects.get(person=people.member).body.title == "مجلس"


def test_the_house_is_founded_once():
    founded()
    with pytest.raises(NotVisible):
        actions.found_house(call(None, {"name": "دیگری"}), User(username="second"))
    assert not User.objects.filter(username="second").exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE majlis_act SET verb = 'x'", "DELETE FROM majlis_act", "TRUNCATE majlis_act CASCADE"]
)
def test_the_database_refuses_to_change_an_act(statement):
    founded()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def test_the_database_refuses_a_link_out_of_place():
    people = founded()
    last = Act.objects.filter(realm="house").order_by("-seq").first()
    for wrong in ({"seq": last.seq + 2}, {"prev": "0" * 64}):
        facts = {"seq": last.seq + 1, "prev": last.hash, **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            Act.objects.create(
                realm="house", leaf="", hash="", salt="", verb="x", actor=people.clerk, subject="", article="",
                figures_version="", happened_at=MORNING, recorded_at=MORNING, body="{}", **facts,
            )  # fmt: skip


def tampered(*statements: str) -> str | None:
    """What the audit says after a superuser has had his way with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE majlis_formkey SET act_id = NULL")
        for statement in statements:
            cursor.execute(statement)
    return audit.fault("house")


@pytest.mark.parametrize(
    ("what", "statements"),
    [
        ("edit", ["UPDATE majlis_act SET body = '{}' WHERE seq = 3"]),
        ("delete", ["DELETE FROM majlis_act WHERE seq = 4"]),
        ("truncate the end", ["DELETE FROM majlis_act WHERE seq > 5"]),
        ("reorder", ["UPDATE majlis_act SET seq = -seq", "UPDATE majlis_act SET seq = 4 WHERE seq = -5",
                     "UPDATE majlis_act SET seq = 5 WHERE seq = -4", "UPDATE majlis_act SET seq = -seq WHERE seq < 0"]),
        ("backdate", ["UPDATE majlis_act SET happened_at = happened_at - interval '1 day' WHERE seq = 2"]),
        ("another actor", ["UPDATE majlis_act SET actor_id = (SELECT actor_id FROM majlis_act WHERE seq = 1) , verb = 'y' WHERE seq = 6"]),
    ],
)  # fmt: skip
def test_tampering_is_found_and_the_entry_named(what, statements):
    founded()
    assert audit.fault("house") is None
    found = tampered(*statements)
    assert found, what
    assert found.startswith("house #")


def test_a_register_chained_anew_is_found_by_a_published_head():
    founded()
    jobs.publish_heads(MORNING)
    heads = audit.published_heads("house")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE majlis_formkey SET act_id = NULL")
    rewritten = list(Act.objects.filter(realm="house").order_by("seq"))
    previous = ""
    for act in rewritten:
        act.prev = previous
        if act.seq == 2:
            act.verb = "forged"
        act.leaf = chain.leaf(act.entry())
        act.hash = chain.link("house", act.seq, act.prev, act.leaf)
        previous = act.hash
        act.save()
    Chain.objects.filter(realm="house").update(hash=previous)
    found = audit.fault("house", heads)
    assert "published head" in str(found)
