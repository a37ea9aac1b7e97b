"""An objection that came late changes nothing of itself; the appeal board invites before it decides (Art. 10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from conduct.models import Appeal, Case, LateAppeal
from conduct.queries.waiting import count_waiting, waiting_for
from conduct.tests.playing import DAY, MINUTE, World
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import ROOM, at_the_worlds_hour, visit  # noqa: F401
from majlis.models import Person
from majlis.register import FirstSigned, NotVisible
from majlis.rules.law import Refused


def kept(world: World, stage: str = "served", came: datetime | None = None) -> Case:
    case = world.given_case("served")
    end = case.facts(world.now).appeal_end
    world.now = end.ends_at + DAY
    if stage == "final":
        world.do("make_final", case, world.secretary)
    record(world, case, came or end.ends_at)
    return Case.objects.get(pk=case.pk)


def record(world: World, case: Case, came: datetime) -> Any:
    body = {"received_at": came.isoformat(), "text": "دیر رسید", "papers": [world.paper(world.registrar)]}
    return world.do("record_late_appeal", Case.objects.get(pk=case.pk), world.registrar, **body)


def admit(world: World, late: LateAppeal, *people: Person) -> None:
    for person in people:
        try:
            world.do("admit_late_appeal", late, person, reason="عذر او موجه بود")
        except FirstSigned:
            continue


@pytest.mark.parametrize("stage", ["served", "final"])
def test_art10_given_a_late_objection_when_it_is_kept_then_nothing_changes(world, stage):
    case = kept(world, stage)
    assert case.stage == stage and not Appeal.objects.exists()
    assert case.late_appeals.get().stage == "kept"
    with pytest.raises(Refused):
        world.do("forward_appeal", case, world.secretary)
    if stage == "served":
        world.do("make_final", case, world.secretary)
        assert case.stage == "final"


def test_art10_at_the_last_second_it_is_no_late_one_and_one_second_after_it_is(world):
    case = world.given_case("served")
    end = case.facts(world.now).appeal_end
    with pytest.raises(Refused) as refused:
        record(world, case, world.now)
    assert refused.value.deadline == end
    world.now = end.ends_at + DAY
    with pytest.raises(Refused) as refused:
        record(world, case, end.ends_at - timedelta(seconds=1))
    assert refused.value.field == "received_at"
    with pytest.raises(Refused) as refused:
        record(world, case, world.now + DAY)
    assert refused.value.field == "received_at"
    record(world, case, end.ends_at)
    assert LateAppeal.objects.count() == 1


@pytest.mark.parametrize("how", [{"clears": True}, {"sanctions": [{"letter": "الف", "months": None}]}])
def test_art10_where_nothing_is_open_to_objection_none_comes_late(world, how):
    case = world.given_case("served", **how)
    world.now += 20 * DAY
    with pytest.raises(Refused):
        record(world, case, world.now)


def test_art10_who_objected_once_does_not_object_late(world):
    case = world.given_case("final")
    world.now += 30 * DAY
    with pytest.raises(Refused) as refused:
        record(world, case, world.now)
    assert "یک بار" in refused.value.sentence


@pytest.mark.parametrize("stage", ["served", "final"])
def test_art10_two_of_the_appeal_board_take_it_up_and_it_goes_its_way(world, stage):
    case = kept(world, stage)
    late = case.late_appeals.get()
    admit(world, late, world.judges[0])
    assert Case.objects.get(pk=case.pk).stage == stage and not Appeal.objects.exists()
    admit(world, LateAppeal.objects.get(), world.judges[1])
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.final_at, LateAppeal.objects.get().stage) == ("appealed", None, "admitted")
    assert case.appeal.received_at == late.received_at
    world.do("forward_appeal", case, world.secretary)
    assert case.stage == "forwarded"


def test_art10_nobody_else_takes_it_up(world):
    late = kept(world).late_appeals.get()
    for person in (world.chair, world.secretary, world.registrar, world.judges[2], world.member, world.people.stranger):
        with pytest.raises(NotVisible):
            admit(world, late, person)


def test_the_desk_of_the_appeal_board_is_told_and_sees_no_case(world, visit):  # noqa: F811
    case = world.given_case("served")
    judge = world.judges[0]
    before = count_waiting(viewer(world, judge))
    end = case.facts(world.now).appeal_end
    world.now = end.ends_at + DAY
    record(world, case, end.ends_at)
    late = LateAppeal.objects.get()
    url = f"/conduct/late/{late.pk}/admission/"
    assert count_waiting(viewer(world, judge)) == before + 1 == len(waiting_for(viewer(world, judge)))
    assert url in [row.url for row in waiting_for(viewer(world, judge))]
    tab = visit(judge)
    status, text = tab.get(url)
    assert status == 200 and world.member.name in text and "دیر رسید" in text
    assert case.ref.partition("-")[2] not in text and "دلیل ساختگی رأی" not in text
    assert url in tab.get("/conduct/")[1]
    assert tab.get(ROOM.format(case.pk))[0] == 404
    nowhere = "/conduct/late/00000000-0000-4000-8000-000000000001/admission/"
    for person in (world.judges[2], world.chair, world.registrar, world.people.stranger, world.member):
        assert visit(person).get(url) == visit(person).get(nowhere)
        assert str(late.pk) not in visit(person).get("/conduct/")[1]
    tab.post(url, reason="عذر موجه")
    assert "عذر موجه" in visit(world.judges[1]).get(url)[1]
    assert visit(world.judges[1]).post(url, reason="عذر موجه")[0] == 200
    assert Case.objects.get(pk=case.pk).stage == "appealed"
    assert count_waiting(viewer(world, judge)) == before


def test_the_member_reads_that_it_came_late_and_was_kept(world, visit):  # noqa: F811
    case = kept(world)
    text = visit(world.member).get(f"/conduct/own/{case.pk}/")[1]
    assert "اعتراض دیررسیده" in text and "نگه داشته شد" in text


def test_art10_the_appeal_board_decides_on_nobody_whom_it_did_not_invite(world):
    case = world.given_case("forwarded")
    world.vote(case, "decide_appeal", proposal={"outcome": "upheld", "reasons": "متن"})
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused) as refused:
        world.do("decide_appeal", case, world.judges[1], dissent="")
    assert "دعوت نشده" in refused.value.sentence
    told = {"place": "دفتر", "text": "موضوع", "papers": []}
    with pytest.raises(Refused):
        world.do("invite_to_appeal", case, world.judges[1], hearing_at=world.now.isoformat(), **told)
    hour = world.now + DAY
    world.do("invite_to_appeal", case, world.judges[1], hearing_at=hour.isoformat(), **told)
    with pytest.raises(Refused):
        world.do("invite_to_appeal", case, world.judges[1], hearing_at=hour.isoformat(), **told)
    world.now = hour - 2 * MINUTE
    with pytest.raises(Refused) as refused:
        world.do("decide_appeal", case, world.judges[1], dissent="")
    assert "نرسیده" in refused.value.sentence
    world.do("decide_appeal", case, world.judges[1], dissent="")
    assert case.stage == "final"
