"""A figure that a law changes from a day on: two signatures, old and new by day, and what another ceiling would do (house, Art. 13)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from committees.models import Lot
from committees.queries import what_if
from committees.queries.figures import figures
from majlis import actions, persian
from majlis.demo.fixed import NOW
from majlis.models import Act, EnactedFigure
from majlis.queries import enacted
from majlis.register import FirstSigned, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.enacting import check_enacted
from majlis.rules.law import Refused
from majlis.rules.procedure import STEPS
from majlis.tests.people import call

TODAY = legal_day(NOW)
TOMORROW = TODAY + timedelta(days=1)
LAW = {"figure": "committees.first_ceiling", "value": 21, "first_day": TOMORROW.isoformat(), "decree": "قانون تازه", "decree_number": "۷",
       "decided_on": TODAY.isoformat(), "source": "روزنامهٔ رسمی"}  # fmt: skip


def beside_the_demonstrations() -> Any:
    """What was entered beside the joint meeting's numbers, which the demonstration itself enters."""
    return EnactedFigure.objects.exclude(key__startswith="joint_meeting_")


def entered(cast: Any, **more: Any) -> EnactedFigure:
    figure, body = EnactedFigure(), {**LAW, **more}
    with pytest.raises(FirstSigned):
        actions.enact_figure(call(cast.person("secretary"), body, at=NOW), figure)
    actions.enact_figure(call(cast.person("administrator"), body, at=NOW), figure)
    return figure


def test_house13_given_a_law_of_tomorrow_when_entered_then_today_keeps_its_number(cast):
    before = figures().value("first_ceiling", TODAY)
    entered(cast)
    assert figures().value("first_ceiling", TODAY) == before != 21
    assert figures().value("first_ceiling", TOMORROW) == 21
    assert figures().value("first_ceiling", TOMORROW + timedelta(days=4000)) == 21
    assert figures().on("first_ceiling", TOMORROW).source == "قانون تازه، شمارهٔ ۷؛ روزنامهٔ رسمی"
    act = Act.objects.filter(verb="enact_figure").order_by("-seq")[0]
    assert (act.actor, act.second) == (cast.person("secretary"), cast.person("administrator"))


def test_house13_given_one_signature_when_looked_at_then_nothing_has_changed(cast):
    with pytest.raises(FirstSigned):
        actions.enact_figure(call(cast.person("secretary"), LAW, at=NOW), EnactedFigure())
    assert figures().value("first_ceiling", TOMORROW) != 21
    assert not beside_the_demonstrations().exists()


def test_an_unset_figure_gets_its_number_from_its_day_on(cast):
    assert figures().on("others_ceiling", TOMORROW).value is None
    entered(cast, figure="committees.others_ceiling", value=20)
    assert [figures().on("others_ceiling", day).value for day in (TODAY, TOMORROW)] == [None, 20]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"first_day": TODAY.isoformat()}, "first_day"),
        ({"first_day": (TODAY - timedelta(days=9)).isoformat()}, "first_day"),
        ({"decided_on": TOMORROW.isoformat()}, "decided_on"),
        ({"value": 10_000}, "value"),
        ({"value": -1}, "value"),
        ({"value": 23}, "value"),
        ({"figure": "committees.choices"}, "figure"),
        ({"figure": "conduct.board_quorum"}, "figure"),
        ({"figure": "nothing"}, "figure"),
    ],
)
def test_what_may_not_be_entered_is_refused_by_its_field(cast, more, field):
    with pytest.raises(Refused) as refused:
        entered(cast, **more)
    assert (refused.value.field, refused.value.article) == (field, STEPS["enact_figure"].article)
    assert not beside_the_demonstrations().exists()


def test_one_value_a_day(cast):
    entered(cast)
    with pytest.raises(Refused, match="از همین روز"):
        entered(cast, value=22)


def test_no_sealed_office_and_no_unknown_key_is_open_to_it():
    for config in enacted.offices():
        assert not config.realm.sealed
        assert set(config.enacted) <= set(config.figures.keys())
    assert not getattr(apps.get_app_config("conduct"), "enacted", {})


def test_the_rule_alone_says_no_without_a_database():
    law = apps.get_app_config("committees").figures
    check_enacted(STEPS["enact_figure"].article, law, "floor", 15, date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 2))
    with pytest.raises(Refused):
        check_enacted(
            STEPS["enact_figure"].article, law, "floor", 15, date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 2)
        )


def test_who_has_no_hand_in_it_finds_nothing(cast):
    with pytest.raises(NotVisible):
        actions.enact_figure(call(cast.person("member"), LAW, at=NOW), EnactedFigure())
    for page in (reverse("figures"), reverse("enact_figure", args=[uuid.uuid4()])):
        assert {cast.client(who).get(page).status_code for who in ("member", "clerk", "conduct_chair")} == {404}


# The pages


def test_the_second_officer_reads_what_the_first_has_signed(cast):
    url = reverse("enact_figure", args=[uuid.uuid4()])
    typed = {
        **LAW,
        "key": str(uuid.uuid4()),
        "first_day": persian.jalali_numeric(TOMORROW),
        "decided_on": persian.jalali_numeric(TODAY),
    }
    secretary, administrator = cast.client("secretary"), cast.client("administrator")
    assert "امضای نخست ثبت شد" in secretary.post(url, typed).content.decode()
    assert url in administrator.get(reverse("home")).content.decode()
    assert url not in secretary.get(reverse("home")).content.decode()
    assert url in administrator.get(reverse("figures")).content.decode()
    page = administrator.get(url)
    assert page.context["form"].initial["value"] == 21
    done = administrator.post(url, {**typed, "key": str(uuid.uuid4())})
    assert done.status_code == 302
    shown = administrator.get(reverse("figures")).content.decode()
    assert "برقرار از آن روز" in shown
    assert administrator.get(url).status_code == 404


@pytest.mark.parametrize(
    "change", [{"value": "بیست"}, {"value": "9" * 20}, {"first_day": "1406/13/40"}, {"figure": "x.y"}, {"decree": ""}]
)
def test_a_wrong_leaf_keeps_what_was_typed(cast, change):
    url = reverse("enact_figure", args=[uuid.uuid4()])
    typed = {
        **LAW,
        "key": str(uuid.uuid4()),
        "first_day": persian.jalali_numeric(TOMORROW),
        "decided_on": persian.jalali_numeric(TODAY),
    }
    answer = cast.client("secretary").post(url, {**typed, **change})
    assert answer.status_code == 422
    assert "روزنامهٔ رسمی" in answer.content.decode()


# What other ceilings would do


@pytest.fixture
def run(cast: Any) -> Lot:
    return Lot.objects.filter(round=1, formation__stage="final").exclude(result="").get()


def test_what_if_weighs_the_law_of_the_day_that_is_asked_about(cast, run):
    assert not what_if.what_if(run, what_if.ceilings_on(run, TOMORROW)).moves
    entered(cast)
    assert what_if.ceilings_on(run, TODAY)["first_ceiling"] == 23
    found = what_if.what_if(run, what_if.ceilings_on(run, TOMORROW))
    assert found.moves
    assert found.seated_here - found.seated_there == found.lost - found.gained
    assert all(move.here != move.there for move in found.moves)
    assert {there for _, _, there in found.capacity} == {21, 22}
    run.refresh_from_db()
    assert what_if.run_of(run.snapshot, run.seed)[1].as_bytes().decode() == run.result


def test_the_page_says_that_it_is_never_a_roster(cast, run):
    entered(cast)
    url = reverse("committees:what_if", args=[run.pk])
    page = cast.client("secretary").get(url).content.decode()
    assert "هرگز منتشر نمی‌شود" in page
    assert 'class="what-if"' in page
    own = (
        cast.client("secretary")
        .get(url, {"first_ceiling": "۲۵", "day": persian.jalali_numeric(TOMORROW)})
        .content.decode()
    )
    assert persian.digits(25) in own


@pytest.mark.parametrize(
    "typed",
    [{"day": "x"}, {"first_ceiling": "-3"}, {"first_ceiling": "9" * 20}, {"first_count": "7"}, {"day": "1406/13/1"}],
)
def test_a_wrong_question_is_a_field_error(cast, run, typed):
    answer = cast.client("secretary").get(reverse("committees:what_if", args=[run.pk]), typed)
    assert answer.status_code == 422
    assert "is-invalid" in answer.content.decode()


def test_only_the_board_weighs(cast, run):
    url = reverse("committees:what_if", args=[run.pk])
    assert {cast.client(who).get(url).status_code for who in ("member", "laws_officer", "administrator")} == {404}
    later = Lot.objects.exclude(round=1).exclude(result="").first()
    if later is not None:
        assert cast.client("secretary").get(reverse("committees:what_if", args=[later.pk])).status_code == 404
