"""Ten days, finality, and the appeal board (Arts. 10, 11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conduct.models import BoardSitting, Case, Report
from conduct.tests.playing import DAY
from majlis.models import Document
from majlis.persian import jalali_parts
from majlis.register import Call, FirstSigned, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def test_art10_ten_days_run_from_service_and_bar_after_the_last_second(world):
    case = world.given_case("served")
    end = case.facts(world.now).appeal_end
    assert legal_day(end.last_minute) >= legal_day(case.services.get(of="ruling").served_at) + 11 * DAY
    late = Call(actor=case.member, at=end.ends_at, body={"text": "دیر", "papers": []})
    from conduct import actions

    with pytest.raises(Refused) as refused:
        actions.file_appeal(late, case)
    assert refused.value.deadline == end
    last = Call(actor=case.member, at=end.ends_at - timedelta(microseconds=1), body={"text": "در مهلت", "papers": []})
    actions.file_appeal(last, case)
    assert case.stage == "appealed"


def test_art10_a_ruling_is_not_final_while_its_ten_days_run_and_is_after(world):
    case = world.given_case("served")
    with pytest.raises(Refused):
        world.do("make_final", case, world.secretary)
    world.now += 14 * DAY
    world.do("make_final", case, world.secretary)
    assert case.stage == "final" and case.final_at


@pytest.mark.parametrize(("letter", "months"), [("الف", None), ("ب", None), ("ت", 12)])
def test_art10_final_sanctions_are_closed_to_objection_and_final_at_once(world, letter, months):
    case = world.given_case("served", sanctions=[{"letter": letter, "months": months}])
    with pytest.raises(Refused) as refused:
        world.do("file_appeal", case, case.member, text="اعتراض", papers=[])
    assert refused.value.article.law.code == "conduct_law"
    world.do("make_final", case, world.secretary)
    assert case.stage == "final"


@pytest.mark.parametrize("letter", ["پ", "ث", "ج", "چ", "ح"])
def test_art10_every_other_sanction_is_open_to_objection_even_beside_a_final_one(world, letter):
    case = world.given_case("served", sanctions=[{"letter": "ت", "months": 1}, {"letter": letter, "months": None}])
    with pytest.raises(Refused):
        world.do("make_final", case, world.secretary)
    world.do("file_appeal", case, case.member, text="اعتراض", papers=[])
    assert case.stage == "appealed"


def test_only_the_member_concerned_objects(world):
    case = world.given_case("served")
    for person in (world.chair, world.registrar, world.people.stranger, world.people.administrator):
        with pytest.raises(NotVisible):
            world.do("file_appeal", case, person, text="به جای او", papers=[])


def test_art10_after_the_forwarding_the_first_board_only_reads(world):
    case = world.given_case("forwarded")
    with pytest.raises(Refused):
        world.do("make_final", case, world.secretary)
    with pytest.raises(NotVisible):
        world.do("decide_appeal", case, world.secretary, dissent="")
    from conduct.models import Ballot

    ballot = Ballot(case=case, sitting=world.sitting())
    with pytest.raises(Refused):
        world.do(
            "open_ballot",
            ballot,
            world.secretary,
            question="decide_appeal",
            proposal={"outcome": "upheld", "reasons": "x"},
        )


def test_art11_given_half_of_the_present_when_voted_then_not_carried(world):
    case = world.given_case("forwarded")
    world.sit(4, world.appeal)
    ballot = world.vote(case, "decide_appeal", 2, {"outcome": "quashed", "reasons": "نقض"})
    assert not ballot.carried
    world.invite_to_appeal(Case.objects.get(pk=case.pk))
    ballot = world.vote(case, "decide_appeal", 3, {"outcome": "quashed", "reasons": "نقض"})
    assert ballot.decision_told == "۳ از ۴ موافق، ۳ لازم: تصویب شد"
    world.do("decide_appeal", case, world.judges[1], dissent="")
    assert case.stage == "final" and case.rulings.count() == 2


def test_art11_given_three_of_six_present_then_not_two_thirds(world):
    world.given_case("forwarded")
    with pytest.raises(Refused):
        world.sit(3, world.appeal)


def test_a_paper_appeal_takes_two_of_the_office_and_the_day_on_which_it_came(world):
    from conduct import actions

    case = world.given_case("served")
    scan = Document.objects.get(pk=world.paper(world.registrar))
    came = world.now
    world.now += DAY
    facts = {"paper": scan, "happened_at": came, "on_behalf_of": case.member, "body": {"text": "", "papers": []}}
    with pytest.raises(FirstSigned):
        actions.file_appeal(Call(actor=world.registrar, at=world.now, **facts), case)
    assert Case.objects.get(pk=case.pk).stage == "served"
    act = actions.file_appeal(Call(actor=world.secretary, at=world.now, **facts), case)
    assert (act.actor, act.second, act.on_behalf_of) == (world.registrar, world.secretary, case.member)
    assert case.appeal.received_at == came


def test_every_act_is_denied_to_who_has_no_office(world):
    case = world.given_case("reported")
    for person in (world.people.administrator, world.people.speaker, world.people.stranger, world.judges[0]):
        with pytest.raises(NotVisible):
            world.do("dismiss_report", case, person, reason="")
        with pytest.raises(NotVisible):
            world.do("open_sitting", BoardSitting(body=world.board), person, present=[])
    with pytest.raises(NotVisible):
        world.do("register_report", Report(), world.people.administrator)


def decided(world, case, at):
    """The appeal board's ruling, issued at an instant."""
    from conduct import actions

    world.now = at - DAY
    told = {"hearing_at": (world.now + DAY / 24).isoformat(), "place": "دفتر هیأت تجدیدنظر", "text": "موضوع اعتراض"}
    world.do("invite_to_appeal", case, world.judges[1], **told, papers=[])
    world.now += DAY / 12
    world.vote(case, "decide_appeal", 4, {"outcome": "upheld", "reasons": "متن"})
    case.refresh_from_db()
    return actions.decide_appeal(Call(actor=world.judges[1], at=at, body={"dissent": ""}), case)


def month(world, case):
    from majlis.queries import step_deadlines_of, step_named

    return step_deadlines_of(step_named(case, "decide_appeal"), case, world.now)[0]


def test_art10_the_month_of_the_appeal_is_counted_from_the_day_on_which_its_board_has_the_case(world):
    case = world.given_case("forwarded")
    limit, end = month(world, case)
    assert limit.kind == "due_within"
    assert legal_day(end.last_minute) - legal_day(case.forwarded_at) in (30 * DAY, 31 * DAY)
    # A month is the same day of the next one by the Jalali calendar.
    assert jalali_parts(legal_day(end.last_minute))[2] == jalali_parts(legal_day(case.forwarded_at))[2]


@pytest.mark.parametrize(
    ("after", "late"), [(-timedelta(microseconds=1), False), (timedelta(0), True), (9 * DAY, True)]
)
def test_art10_a_ruling_on_appeal_in_the_last_second_is_in_time_and_one_after_it_counts_and_is_late(world, after, late):
    case = world.given_case("forwarded")
    act = decided(world, case, month(world, case)[1].ends_at + after)
    assert bool(act.content.get("_late")) == late
    assert Case.objects.get(pk=case.pk).stage == "final"
