"""A slip of the pen is mended by a new dated paper; what was ruled never is (Art. 9)."""

from __future__ import annotations

from typing import Any

import pytest

from conduct.models import Case, Ruling
from conduct.rules.correction import corrected
from conduct.tests.playing import World
from conduct.tests.test_pages import ROOM, at_the_worlds_hour, visit  # noqa: F401
from majlis.register import NotVisible
from majlis.rules.law import Refused

TEXT = "در جلسهٔ ۱۲ اردیبشهت، برابر بند «ت» کسر نیمی از حقوق به مدت ۳ ماه روا دانسته شد."
SANCTIONS = [{"letter": "ت", "months": 3}, {"letter": "پ", "months": None}]


def ruled(world: World, stage: str = "served") -> Ruling:
    case = world.given_case("closed_for_ruling")
    text = {"clears": False, "sanctions": SANCTIONS, "reasons": TEXT}
    world.vote(case, "issue_ruling", proposal=text)
    world.do("issue_ruling", Case.objects.get(), world.secretary, dissent="", papers=[world.paper(world.secretary)])
    if stage == "served":
        world._to_served(Case.objects.get(), {})
    return Ruling.objects.get()


def mend(world: World, ruling: Ruling, wrong: str, right: str, **more: Any) -> Any:
    typed = {"wrong": wrong, "right": right, "reason": "سهو", "papers": [world.paper(world.secretary)], **more}
    return world.do("correct_ruling", ruling, world.secretary, **typed)


def test_art9_the_ruling_stays_as_it_was_and_the_correction_stands_beside_it(world):
    ruling = ruled(world)
    mend(world, ruling, "اردیبشهت", "اردیبهشت")
    ruling = Ruling.objects.get()
    assert ruling.reasons == TEXT and "اردیبهشت" in ruling.text_now
    assert ruling.corrections.get().corrected_at == world.now
    mend(world, ruling, "۱۲ اردیبهشت", "۲۱ اردیبهشت")
    assert "۲۱ اردیبهشت" in Ruling.objects.get().text_now
    assert [row.letter for row in ruling.sanctions.all()] == ["پ", "ت"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("۳ ماه", "۵ ماه"),
        ("مدت ۳", "مدت 4"),
        ("نیمی از حقوق", "همهٔ حقوق"),
        ("بند «ت»", "بند «پ»"),
        ("«ت» کسر", "کسر"),
        ("روا دانسته", "به برائت روا دانسته"),
        ("اردیبشهت", "اردیبهشت، با تذکر شفاهی، بدون درج در پرونده"),
    ],
)
def test_art9_the_operative_part_is_never_mended(world, wrong, right):
    ruling = ruled(world)
    with pytest.raises(Refused) as refused:
        mend(world, ruling, wrong, right)
    assert refused.value.field == "right" and not ruling.corrections.exists()


@pytest.mark.parametrize(("wrong", "right", "field"), [("نیست در آن", "چیزی", "wrong"), ("ه", "ی", "wrong"), ("اردیبشهت", "اردیبشهت", "right")])  # fmt: skip
def test_art9_a_slip_stands_in_the_text_once_and_is_mended(wrong, right, field):
    with pytest.raises(Refused) as refused:
        corrected(TEXT, wrong, right, ())
    assert refused.value.field == field


def test_art9_it_needs_its_new_paper_which_the_member_gets_with_the_ruling_and_not_before(world):
    ruling = ruled(world, "ruled")
    with pytest.raises(Refused):
        mend(world, ruling, "اردیبشهت", "اردیبهشت", papers=[])
    mend(world, ruling, "اردیبشهت", "اردیبهشت")
    paper = ruling.case.papers.get(kind="correction").document_id
    assert not ruling.case.releases.filter(document=paper).exists()
    world._to_served(Case.objects.get(), {})
    assert ruling.case.releases.filter(document=paper).exists()


def test_art9_each_board_mends_its_own_ruling(world):
    world.given_case("final")
    first, appeal = Ruling.objects.get(instance="first"), Ruling.objects.get(instance="appeal")
    typed = {"wrong": "درست", "right": "دُرست", "reason": "سهو"}
    with pytest.raises(NotVisible):
        world.do("correct_ruling", appeal, world.secretary, **typed, papers=[world.paper(world.secretary)])
    with pytest.raises(NotVisible):
        world.do("correct_ruling", first, world.judges[1], **typed, papers=[world.paper(world.judges[1])])
    world.do("correct_ruling", appeal, world.judges[1], **typed, papers=[world.paper(world.judges[1])])
    assert "دُرست" in Ruling.objects.get(instance="appeal").text_now


def test_the_page_shows_the_text_and_the_member_reads_what_was_mended(world, visit):  # noqa: F811
    ruling = ruled(world)
    url = f"/conduct/rulings/{ruling.pk}/correction/"
    assert url in visit(world.secretary).get(ROOM.format(ruling.case_id))[1]
    assert TEXT in visit(world.secretary).get(url)[1]
    for person in (world.registrar, world.member, world.judges[1], world.people.stranger):
        assert visit(person).get(url)[0] == 404
    mend(world, ruling, "اردیبشهت", "اردیبهشت")
    for person, page in (
        (world.member, f"/conduct/own/{ruling.case_id}/"),
        (world.deputy, ROOM.format(ruling.case_id)),
    ):
        assert "به جای «اردیبشهت»، «اردیبهشت»" in visit(person).get(page)[1]
