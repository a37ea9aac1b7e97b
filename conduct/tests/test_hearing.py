"""Invitation, defence, absence and hearing as they are done (Art. 9)."""

from __future__ import annotations

import pytest

from conduct.models import Defence
from conduct.tests.playing import DAY
from majlis.rules.law import Refused


def test_art9_a_defence_after_the_day_is_taken_and_marked(world):
    case = world.given_case("invited")
    world.do("receive_defence", case, case.member, text="در مهلت", papers=[])
    case.refresh_from_db()
    world.now += 5 * DAY
    world.do("receive_defence", case, case.member, text="دیرتر", papers=[])
    assert list(Defence.objects.values_list("late", flat=True)) == [False, True]


def test_art9_paper_defence_needs_its_paper(world):
    case = world.given_case("invited")
    with pytest.raises(Refused):
        world.do("receive_defence", case, world.registrar, text="", papers=[])
    world.do("receive_defence", case, world.registrar, text="", papers=[world.paper(world.registrar)])
    assert Defence.objects.get().by_office


def test_art9_an_absence_is_judged_only_after_proof_and_the_hour(world):
    case = world.given_case("invited")
    with pytest.raises(Refused) as refused:
        world.put(case, "record_absence")
    assert "ابلاغ" in refused.value.sentence
    world.do(
        "prove_service",
        case,
        world.registrar,
        world.now,
        method="receipt",
        witness="",
        papers=[world.paper(world.registrar)],
    )
    world.vote(case, "record_absence")
    with pytest.raises(Refused) as refused:
        world.do("record_absence", case, world.secretary, reason="نیامد")
    assert "هنوز نرسیده" in refused.value.sentence
    world.now += 6 * DAY
    world.do("record_absence", case, world.secretary, reason="نیامد")
    assert case.stage == "heard" and not case.hearing.present


def test_art9_service_is_not_before_its_letter(world):
    case = world.given_case("invited")
    with pytest.raises(Refused):
        world.do(
            "prove_service",
            case,
            world.registrar,
            case.invitation.sent_at - DAY,
            method="receipt",
            papers=[world.paper(world.registrar)],
        )
    with pytest.raises(Refused) as refused:
        world.do(
            "prove_service",
            case,
            world.registrar,
            world.now,
            method="witness",
            witness="",
            papers=[world.paper(world.registrar)],
        )
    assert refused.value.field == "witness"


def test_art9_a_hearing_needs_an_open_quorate_sitting(world):
    case = world.given_case("invited")
    world.do("close_sitting", world.sitting(), world.secretary)
    with pytest.raises(Refused):
        world.do("hold_hearing", case, world.secretary, minutes="متن", papers=[])
