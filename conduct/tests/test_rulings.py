"""No ruling before its causes; sanctions; the week; two who rule at once (Arts. 4, 9; law, Art. 6)."""

from __future__ import annotations

import pytest

from conduct.models import Case
from conduct.rules.causes import causes
from conduct.tests.playing import DAY, proposal
from majlis.register import Call, Replayed, Stale
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def test_no_ruling_before_its_causes_each_named_with_its_article(world):
    case = world.given_case("invited")
    world.sitting()
    world.do("hold_hearing", case, world.secretary, minutes="متن", papers=[])
    world.do("close_hearing", case, world.chair)
    with pytest.raises(Refused) as refused:
        world.put(case, "issue_ruling", proposal())
    assert "سند ابلاغ دعوت (مادهٔ ۹)" in refused.value.sentence
    assert "دفاعیهٔ کتبی، یا پایان مهلت آن (مادهٔ ۹)" in refused.value.sentence
    assert [each.word for each in causes(case.facts(world.now)) if not each.there] == ["service", "defence", "vote"]
    world.do("prove_service", case, world.registrar, world.now, method="receipt", papers=[world.paper(world.registrar)])
    world.now += 5 * DAY
    world.vote(case, "issue_ruling", proposal=proposal())
    world.do("issue_ruling", case, world.secretary, dissent="", papers=[])
    assert case.stage == "ruled"


def test_art9_a_ruling_after_its_week_counts_and_is_late(world):
    case = world.given_case("closed_for_ruling")
    world.now += 8 * DAY
    world.vote(case, "issue_ruling", proposal=proposal())
    act = world.do("issue_ruling", case, world.secretary, dissent="", papers=[])
    assert act.content["_late"]


def test_art9_the_week_ends_at_the_close_of_its_seventh_day(world):
    case = world.given_case("closed_for_ruling")
    from majlis.queries import step_deadlines_of, step_named

    limit, end = step_deadlines_of(step_named(case, "issue_ruling"), case, world.now)[0]
    assert limit.kind == "due_within"
    assert legal_day(end.last_minute) == legal_day(case.hearing_closed_at) + 7 * DAY


@pytest.mark.parametrize("months", [0, 13, None])
def test_law_art6_half_salary_is_one_to_twelve_months(world, months):
    case = world.given_case("closed_for_ruling")
    with pytest.raises(Refused) as refused:
        world.put(case, "issue_ruling", proposal([{"letter": "ت", "months": months}]))
    assert "۱ ماه تا ۱۲ ماه" in refused.value.sentence


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ({"sanctions": [{"letter": "پ", "months": None}]}, "result"),
        ({"clears": None}, "result"),
        ({"clears": True, "sanctions": [{"letter": "پ", "months": None}]}, "letters"),
        ({"clears": False, "sanctions": []}, "letters"),
    ],
)
def test_law_art6_a_ruling_says_its_result_and_nothing_against_it(world, text, field):
    case = world.given_case("closed_for_ruling")
    with pytest.raises(Refused) as refused:
        world.put(case, "issue_ruling", {"reasons": "متن", **text})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "clears"}, "outcome"),
        ({"outcome": "changed", "sanctions": []}, "letters"),
        ({"outcome": "quashed", "sanctions": [{"letter": "پ", "months": None}]}, "letters"),
    ],
)
def test_art11_an_appeal_says_its_outcome_and_nothing_against_it(world, text, field):
    case = world.given_case("forwarded")
    with pytest.raises(Refused) as refused:
        world.put(case, "decide_appeal", {"reasons": "متن", **text})
    assert refused.value.field == field


def test_law_art6_finality_is_per_sanction(world):
    case = world.given_case("ruled", sanctions=[{"letter": "ح", "months": None}, {"letter": "ت", "months": 3}])
    rows = [(row.letter, row.months, row.final) for row in case.rulings.get().sanctions.all()]
    assert rows == [("ت", 3, True), ("ح", None, False)]
    assert case.facts(world.now).appealable


def test_law_art6_a_ruling_may_clear_and_then_nobody_objects(world):
    case = world.given_case("served", clears=True)
    with pytest.raises(Refused):
        world.do("file_appeal", case, case.member, text="اعتراض", papers=[])
    world.do("make_final", case, world.secretary)
    assert case.stage == "final"


def test_two_secretaries_rule_on_one_case_and_the_second_overwrites_nothing(world):
    case = world.given_case("closed_for_ruling")
    world.vote(case, "issue_ruling", proposal=proposal())
    case.refresh_from_db()
    seen, other = case.version, Case.objects.get(pk=case.pk)
    world.do("issue_ruling", case, world.secretary, dissent="نخست", papers=[])
    late = Call(actor=world.deputy, at=world.now, body={"dissent": "دوم", "papers": []}, seen_version=seen)
    from conduct import actions

    with pytest.raises(Stale) as stale:
        actions.issue_ruling(late, other)
    assert stale.value.act.actor == world.secretary
    assert case.rulings.get().dissent == "نخست"


def test_pressed_twice_it_is_one_ruling(world):
    from conduct import actions

    case = world.given_case("closed_for_ruling")
    world.vote(case, "issue_ruling", proposal=proposal())
    case.refresh_from_db()
    call = world.call(world.secretary, dissent="", papers=[])
    actions.issue_ruling(call, case)
    with pytest.raises(Replayed):
        actions.issue_ruling(call, case)
    assert case.rulings.count() == 1
