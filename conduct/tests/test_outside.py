"""The council's count is locked until it answers; what leaves the house goes by decision (Art. 6; law, Arts. 2, 6)."""

from __future__ import annotations

from typing import Any

import pytest

from conduct.models import Case, Outgoing, SecurityQuestion
from conduct.tests.playing import World, proposal
from conduct.tests.test_pages import ROOM, at_the_worlds_hour, visit  # noqa: F401
from majlis.register import NotVisible
from majlis.rules.law import Refused

LETTER = {"number": "۱۲/۳", "kept_at": "گاوصندوق دفتر"}


def ask(world: World, case: Case) -> Case:
    world.do("await_security_council", case, world.secretary, **LETTER)
    return Case.objects.get(pk=case.pk)


def answer(world: World, case: Case, confirmed: bool) -> Case:
    world.do("record_security_council", case, world.registrar, confirmed=confirmed, **LETTER)
    return Case.objects.get(pk=case.pk)


def put(world: World, case: Case, count: str) -> None:
    world.put(case, "issue_ruling", proposal(count=count))


@pytest.mark.parametrize("how", ["never asked", "asked", "denied"])
def test_art6_nobody_is_sanctioned_on_the_councils_count_before_it_confirms_and_other_counts_go_on(world, how):
    case = world.given_case("closed_for_ruling", kind="security")
    if how != "never asked":
        case = ask(world, case)
    if how == "denied":
        case = answer(world, case, False)
    with pytest.raises(Refused) as refused:
        put(world, case, "security")
    assert refused.value.article.number == "6" and refused.value.field == "count"
    with pytest.raises(Refused):
        put(world, case, "")
    put(world, case, "other")


def test_art6_confirmed_it_is_open_and_asked_again_it_is_locked_again(world):
    case = answer(world, ask(world, world.given_case("closed_for_ruling", kind="security")), True)
    case = ask(world, case)
    with pytest.raises(Refused):
        put(world, case, "security")
    put(world, answer(world, case, True), "security")


def test_art6_who_is_cleared_needs_no_answer(world):
    case = ask(world, world.given_case("closed_for_ruling", kind="security"))
    world.put(case, "issue_ruling", proposal(clears=True))
    assert case.ballots.filter(question="issue_ruling").count() == 1


def test_art6_the_council_is_asked_once_at_a_time_and_about_its_own_count_alone(world):
    with pytest.raises(Refused):
        ask(world, world.given_case("inquired"))
    case = ask(world, world.given_case("inquired", kind="security"))
    with pytest.raises(Refused):
        ask(world, case)
    with pytest.raises(NotVisible):
        world.do("record_security_council", case, world.secretary, confirmed=True, **LETTER)
    assert SecurityQuestion.objects.get().answered_at is None
    with pytest.raises(Refused):
        answer(world, answer(world, case, True), True)


def test_art6_the_composer_asks_for_the_count_only_where_it_stands(world, visit):  # noqa: F811
    world.sitting()
    for kind, there in (("security", True), ("dignity", False)):
        case = world.given_case("closed_for_ruling", kind=kind)
        url = f"{ROOM.format(case.pk)}votes/"
        tab = visit(world.secretary)
        assert ('name="count"' in tab.get(url)[1]) is there
        typed = {"question": "issue_ruling", "result": "sanctions", "letters": ["پ"], "reasons": "متن"}
        if there:
            status, text = tab.post(url, **typed, count="security")
            assert status == 422 and "تأیید نکرده است" in text
            typed |= {"count": "other"}
        assert tab.post(url, **typed)[0] == 200
        assert case.ballots.get(stage="open").proposal.get("count") == ("other" if there else None)


def send(world: World, case: Case, word: str = "refer_to_judiciary", **more: Any) -> None:
    typed = {"ground": "crime", "number": "۷", "reason": "دلیل", "papers": [world.paper(world.secretary)], **more}
    world.do(word, Case.objects.get(pk=case.pk), world.secretary, **typed)


@pytest.mark.parametrize(("word", "stage"), [("refer_to_judiciary", "found"), ("report_to_guardian_council", "final")])
def test_law_art2_and_6_a_file_leaves_the_house_by_a_vote_each_time(world, word, stage):
    case = world.given_case(stage)
    with pytest.raises(Refused) as refused:
        send(world, case, word)
    assert "تصمیم هیأت" in refused.value.sentence
    world.vote(case, word)
    with pytest.raises(Refused):
        send(world, case, word, papers=[])
    send(world, case, word)
    with pytest.raises(Refused):
        send(world, case, word)
    assert Outgoing.objects.get().case == case and Case.objects.get(pk=case.pk).stage == stage


@pytest.mark.parametrize(("ground", "field"), [("", "ground"), ("wealth", "ground")])
def test_law_art6_the_ground_is_one_of_the_law_and_of_this_case(world, ground, field):
    case = world.given_case("found")
    world.vote(case, "refer_to_judiciary")
    with pytest.raises(Refused) as refused:
        send(world, case, ground=ground)
    assert refused.value.field == field


@pytest.mark.parametrize("ground", ["false_report", "crime"])
def test_law_art2_of_a_false_report_the_member_gets_a_copy_and_of_nothing_else(world, visit, ground):  # noqa: F811
    case = world.given_case("invited")
    world.vote(case, "refer_to_judiciary")
    send(world, case, ground=ground)
    paper = case.papers.get(kind="outgoing").document_id
    assert case.releases.filter(document=paper).exists() is (ground == "false_report")
    assert ("نامه به بیرون از مجلس" in visit(world.member).get(f"/conduct/own/{case.pk}/")[1]) is (
        ground == "false_report"
    )


def test_law_art2_who_was_not_invited_learns_nothing_by_the_copy(world, visit):  # noqa: F811
    case = world.given_case("inquired")
    tab = visit(world.member)
    before = tab.get("/conduct/"), tab.get(f"/conduct/own/{case.pk}/"), tab.get("/")
    world.vote(case, "refer_to_judiciary")
    send(world, case, ground="false_report")
    paper = f"/documents/{case.papers.get(kind='outgoing').document_id}/"
    assert (tab.get("/conduct/"), tab.get(f"/conduct/own/{case.pk}/")) == before[:2]
    assert tab.get(paper)[0] == 404


def test_the_room_shows_what_is_outside_to_the_board_and_not_to_the_registrar(world, visit):  # noqa: F811
    case = ask(world, world.given_case("found", kind="security"))
    world.vote(case, "refer_to_judiciary")
    assert f"?about={'refer_to_judiciary'}" in visit(world.secretary).get(ROOM.format(case.pk))[1]
    send(world, case)
    page = visit(world.chair).get(ROOM.format(case.pk))[1]
    assert "بیرون از هیأت" in page and "شورای عالی امنیت ملی" in page and "قوهٔ قضائیه" in page
    registrar = visit(world.registrar).get(ROOM.format(case.pk))[1]
    assert "بیرون از هیأت" not in registrar and "ثبت پاسخ شورا" in registrar
    assert visit(world.member).get(ROOM.format(case.pk))[0] == 404
