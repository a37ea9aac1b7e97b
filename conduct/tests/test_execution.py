"""Carrying out a sanction: only what is final, with what it has; the Speaker announces and sees nothing more (law, Art. 6)."""

from __future__ import annotations

from typing import Any

import pytest

from conduct.models import Case, RulingSanction
from conduct.queries.letters import ordered
from conduct.queries.waiting import count_waiting, waiting_for
from conduct.tests.playing import DAY, World
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import ROOM, at_the_worlds_hour, visit  # noqa: F401
from majlis.queries.letters import letters_of, new_letter, wording_of
from majlis.register import NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def ruled(world: World, stage: str, *letters: str) -> Case:
    return world.given_case(
        stage, sanctions=[{"letter": each, "months": 3 if each == "ت" else None} for each in letters]
    )


def sanction(letter: str) -> RulingSanction:
    return RulingSanction.objects.get(letter=letter)


def execute(world: World, letter: str, **more: Any) -> RulingSanction:
    world.do("execute_sanction", sanction(letter), world.secretary, how="نامه", papers=[], **more)
    return sanction(letter)


def test_law_art6_what_the_law_makes_final_is_carried_out_from_service_on_and_the_rest_once_the_ruling_is_final(world):
    case = ruled(world, "ruled", "ت", "پ")
    for letter in ("ت", "پ"):
        with pytest.raises(Refused):
            execute(world, letter)
    world._to_served(case, {})
    assert execute(world, "ت").stage == "executed"
    with pytest.raises(Refused) as refused:
        execute(world, "پ")
    assert "قطعی نیست" in refused.value.sentence
    world.now += 14 * DAY
    world.do("make_final", Case.objects.get(), world.secretary)
    assert execute(world, "پ").executed_at == sanction("پ").stage_since


@pytest.mark.parametrize(("outcome", "chosen", "stands"), [("quashed", [], None), ("changed", [{"letter": "پ", "months": None}], "پ")])  # fmt: skip
def test_art11_what_the_appeal_board_lifted_is_not_carried_out(world, outcome, chosen, stands):
    case = ruled(world, "forwarded", "ج")
    world.invite_to_appeal(case)
    world.vote(case, "decide_appeal", proposal={"outcome": outcome, "reasons": "متن", "sanctions": chosen})
    world.do("decide_appeal", Case.objects.get(), world.judges[1], dissent="")
    with pytest.raises(Refused) as refused:
        execute(world, "ج")
    assert "برداشته" in refused.value.sentence
    if stands:
        assert execute(world, stands).stage == "executed"


def test_law_art6_a_bar_has_the_end_that_the_house_says_and_none_that_it_does_not(world):
    ruled(world, "final", "ج", "ت")
    today = legal_day(world.now)
    with pytest.raises(Refused) as refused:
        execute(world, "ج", bar_until=(today - DAY).isoformat())
    assert refused.value.field == "bar_until"
    with pytest.raises(Refused) as refused:
        execute(world, "ت", bar_until=(today + DAY).isoformat())
    assert refused.value.field == "bar_until"
    assert execute(world, "ج", bar_until=today.isoformat()).bar_until == today
    assert "تا پایان" in wording(world, "ج")


def wording(world: World, letter: str) -> str:
    found = new_letter(viewer(world, world.secretary), "conduct", "sanction_order", sanction(letter).pk)
    assert found is not None
    return wording_of(found).text


def test_law_art6_the_letter_to_payroll_says_half_and_how_long_and_nothing_of_the_case(world):
    ruled(world, "served", "ت")
    seat = viewer(world, world.secretary)
    assert not letters_of(seat, sanction("ت")).entries
    execute(world, "ت")
    assert [each.title for each in letters_of(seat, sanction("ت")).entries] == ["نامهٔ اجرای تنبیه"]
    text = wording(world, "ت")
    assert "کسر نیمی از حقوق" in text and "۳ ماه" in text and world.member.name in text
    assert "دلیل ساختگی" not in text
    assert ordered(sanction("ت"))["addressee"] == "امور مالی"


@pytest.mark.parametrize("letter", ["چ", "ح"])
def test_law_art6_what_is_announced_needs_its_text_and_its_own_session(world, letter):
    ruled(world, "final", letter)
    with pytest.raises(Refused) as refused:
        execute(world, letter)
    assert refused.value.field == "told"
    speaker = world.people.speaker
    with pytest.raises(Refused):
        world.do("announce_sanction", sanction(letter), speaker, session="open", sitting="۱۲")
    execute(world, letter, told="متنی که خوانده می‌شود")
    right, wrong = ("closed", "open") if letter == "چ" else ("open", "closed")
    with pytest.raises(Refused) as refused:
        world.do("announce_sanction", sanction(letter), speaker, session=wrong, sitting="۱۲")
    assert refused.value.field == "session"
    for person in (world.chair, world.secretary, world.people.secretary, world.people.stranger):
        with pytest.raises(NotVisible):
            world.do("announce_sanction", sanction(letter), person, session=right, sitting="۱۲")
    world.do("announce_sanction", sanction(letter), speaker, session=right, sitting="۱۲")
    assert sanction(letter).stage == "announced"


def test_what_is_not_announced_reaches_no_speaker(world):
    ruled(world, "served", "ت")
    with pytest.raises(Refused) as refused:
        execute(world, "ت", told="متن")
    assert refused.value.field == "told"
    execute(world, "ت")
    with pytest.raises(Refused):
        world.do("announce_sanction", sanction("ت"), world.people.speaker, session="open", sitting="۱۲")


def test_the_speaker_finds_a_message_once_it_was_handed_to_him_and_nothing_of_the_case(world, visit):  # noqa: F811
    case = ruled(world, "final", "ح")
    speaker, url = world.people.speaker, f"/conduct/sanctions/{sanction('ح').pk}/announcement/"
    nowhere = "/conduct/sanctions/00000000-0000-4000-8000-000000000001/announcement/"
    tab, before = visit(speaker), count_waiting(viewer(world, speaker))
    assert tab.get(url) == tab.get(nowhere)
    execute(world, "ح", told="متنی که خوانده می‌شود")
    assert count_waiting(viewer(world, speaker)) == before + 1
    assert url in [row.url for row in waiting_for(viewer(world, speaker))]
    assert "یک پیام محرمانه دارید" in tab.get("/")[1]
    status, text = tab.get(url)
    assert status == 200 and "متنی که خوانده می‌شود" in text and world.member.name in text
    assert case.ref.partition("-")[2] not in text and "دلیل ساختگی" not in text
    for hidden in (ROOM.format(case.pk), "/conduct/", f"/conduct/sanctions/{sanction('ح').pk}/execution/"):
        assert tab.get(hidden)[0] == 404
    for person in (world.people.secretary, world.chair, world.judges[0], world.people.stranger, world.member):
        assert visit(person).get(url) == visit(person).get(nowhere)
    assert tab.post(url, session="open", sitting="جلسهٔ ۱۲")[0] == 200
    assert sanction("ح").stage == "announced" and count_waiting(viewer(world, speaker)) == before


def test_the_room_offers_it_to_the_secretary_alone_and_the_member_reads_it(world, visit):  # noqa: F811
    case = ruled(world, "served", "ت")
    url = f"/conduct/sanctions/{sanction('ت').pk}/execution/"
    assert url in visit(world.secretary).get(ROOM.format(case.pk))[1]
    for person in (world.chair, world.registrar):
        assert url not in visit(person).get(ROOM.format(case.pk))[1]
        assert visit(person).get(url)[0] == 404
    page = visit(world.secretary).get(url)[1]
    assert "نامه به امور مالی" in page and "bar_until" not in page and 'name="told"' not in page
    assert visit(world.secretary).post(url, how="نامه به امور مالی داده شد")[0] == 200
    assert "اجرا شد" in visit(world.secretary).get(ROOM.format(case.pk))[1]
    assert "اجرا شد" in visit(world.member).get(f"/conduct/own/{case.pk}/")[1]
