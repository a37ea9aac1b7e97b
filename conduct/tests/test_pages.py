"""The pages as a visitor gets them: who finds what, and what is written on it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from conduct.models import Ballot, Case
from conduct.tests.playing import STAGES, World, proposal
from majlis import clock
from majlis.models import Act, Person, Reading, User
from majlis.register import Call

ROOM = "/conduct/cases/{}/"


def letters(case: Case) -> str:
    """The part of a reference that is written on a page as it is stored; its year is told in Persian digits."""
    return case.ref.partition("-")[2]


class Visitor:
    """A person with an account who looks at pages at the world's hour."""

    def __init__(self, world: World, person: Person | None, name: str = ""):
        known = User.objects.filter(person=person).first() if person is not None else None
        self.user = (
            known
            or User.objects.get_or_create(username=name or f"u{person.pk.hex[:8]}", defaults={"person": person})[0]
        )
        Authenticator.objects.get_or_create(
            user=self.user, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}}
        )
        self.client = Client(raise_request_exception=True)
        self.client.force_login(self.user)

    def shows_second_factor(self) -> None:
        code = RecoveryCodes.activate(self.user).get_unused_codes()[0]
        assert self.client.post(reverse("mfa_reauthenticate"), {"code": code}, secure=True).status_code == 302

    def get(self, url: str) -> tuple[int, str]:
        answer = self.client.get(url, secure=True)
        return answer.status_code, answer.content.decode()

    def post(self, url: str, **data: object) -> tuple[int, str]:
        page = self.client.get(url, secure=True)
        form = page.context["form"] if page.context and "form" in page.context else None
        hidden = (
            {
                "key": form["key"].value(),
                "seen_version": form["seen_version"].value() if "seen_version" in form.fields else "",
            }
            if form
            else {}
        )
        answer = self.client.post(
            url, {**{k: v if v is not None else "" for k, v in hidden.items()}, **data}, secure=True, follow=True
        )
        return answer.status_code, answer.content.decode()


@pytest.fixture
def at_the_worlds_hour(world: World, monkeypatch) -> World:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return world


@pytest.fixture
def visit(at_the_worlds_hour: World):
    return lambda person, name="": Visitor(at_the_worlds_hour, person, name)


@pytest.mark.parametrize("stage", STAGES)
def test_every_room_opens_at_every_stage_for_those_who_have_a_room(world, visit, stage):
    case = world.given_case(stage)
    for person in (world.chair, world.secretary, world.seats[4], world.registrar):
        status, text = visit(person).get(ROOM.format(case.pk))
        assert status == 200 and letters(case) in text
        assert visit(person).get("/conduct/")[0] == 200
    for sitting in case.ballots.values_list("sitting_id", flat=True).distinct():
        who = (
            world.judges[0]
            if Case.objects.get(pk=case.pk).ballots.filter(sitting_id=sitting).first().sitting.body == world.appeal
            else world.chair
        )
        assert visit(who).get(f"/conduct/sittings/{sitting}/")[0] == 200


@pytest.mark.parametrize("stage", STAGES)
def test_nobody_else_finds_the_case(world, visit, stage):
    case = world.given_case(stage)
    strangers = [world.people.stranger, world.people.administrator, world.people.speaker, world.people.secretary]
    if stage not in ("forwarded", "final"):
        strangers += world.judges[:2]
    for person in strangers:
        assert visit(person).get(ROOM.format(case.pk))[0] == 404
    root = visit(None, "root")
    User.objects.filter(username="root").update(is_superuser=True, is_staff=True)
    assert root.get(ROOM.format(case.pk))[0] == 404
    assert root.get("/conduct/")[0] == 404


@pytest.mark.parametrize("stage", STAGES)
def test_the_member_concerned_sees_nothing_before_the_invitation_and_then_his_own_room(world, visit, stage):
    case = world.given_case(stage)
    member = visit(world.member)
    invited = STAGES.index(stage) >= STAGES.index("invited")
    assert member.get(ROOM.format(case.pk))[0] == 404
    status, text = member.get(f"/conduct/own/{case.pk}/")
    assert status == (200 if invited else 404)
    assert ("نظارت بر رفتار" in member.get("/")[1]) is invited
    assert "گزارشگر ناپیدا" not in text and "شرح تحقیق" not in text and "گزارش ساختگی" not in text
    if STAGES.index(stage) >= STAGES.index("ruled"):
        assert ("دلیل ساختگی رأی" in text) is (stage != "ruled")


def test_the_reporters_name_is_on_the_page_of_registrar_and_chair_alone(world, visit):
    case = world.given_case("reported")
    for person in world.seats:
        seen = visit(person).get(ROOM.format(case.pk))[1]
        assert ("گزارشگر ناپیدا" in seen) is (person == world.chair)
    assert "گزارشگر ناپیدا" in visit(world.registrar).get(ROOM.format(case.pk))[1]


def test_a_recused_member_finds_nothing_from_the_next_request_on(world, visit):
    case = world.given_case("inquired")
    friend = world.seats[5]
    tab = visit(friend)
    paper = str(case.papers.first().document_id)
    assert tab.get(ROOM.format(case.pk))[0] == 200
    ballot = world.put(case, "find_violation")
    vote = f"/conduct/votes/{ballot.pk}/vote/"
    assert tab.get(vote)[0] == 200
    status, text = tab.post(f"{ROOM.format(case.pk)}recusal/", reason="دوستی")
    assert status == 200 and letters(case) not in text
    gone = tab.get("/conduct/cases/00000000-0000-4000-8000-000000000001/")
    for url in (ROOM.format(case.pk), vote, f"/documents/{paper}/", f"/conduct/cases/{case.pk}/recusal/"):
        assert tab.get(url) == gone
    receipt = Act.objects.get(verb="declare_recusal").pk
    assert tab.get(f"/receipts/{receipt}/")[0] == 404
    sitting = tab.get(f"/conduct/sittings/{ballot.sitting_id}/")[1]
    assert letters(case) not in sitting and "خودداری کرد" not in sitting


def test_the_agenda_closes_up(world, visit):
    cases = [world.given_case("reported") for _ in range(3)]
    ordered = sorted(cases, key=lambda each: each.ref)
    world.do("declare_recusal", ordered[1], world.seats[5], reason="")
    sitting = world.sitting()
    text = visit(world.seats[5]).get(f"/conduct/sittings/{sitting.pk}/")[1]
    assert "۱. <a" in text and "۲. <a" in text and "۳. <a" not in text
    assert letters(ordered[1]) not in text


def test_a_running_vote_tells_nobody_how(world, visit):
    case = world.given_case("reported")
    ballot = world.put(case, "assign_inquiry")
    for person in world.seats[:5]:
        world.do("cast_vote", ballot, person, vote="against")
    for person in (world.chair, world.secretary):
        for url in (f"/conduct/sittings/{ballot.sitting_id}/", ROOM.format(case.pk)):
            assert "vote-against" not in visit(person).get(url)[1]
            assert "مخالف" not in visit(person).get(url)[1]
    world.do("close_ballot", ballot, world.secretary)
    assert "vote-against" in visit(world.chair).get(f"/conduct/sittings/{ballot.sitting_id}/")[1]


def test_every_opening_is_noted_and_shown_to_the_chair_alone(world, visit):
    case = world.given_case("reported")
    visit(world.seats[4]).get(ROOM.format(case.pk))
    assert Reading.objects.filter(realm="conduct", subject=case.reference, reader=world.seats[4]).count() == 1
    assert "چه کسی چه دید" in visit(world.chair).get(ROOM.format(case.pk))[1]
    assert "چه کسی چه دید" not in visit(world.deputy).get(ROOM.format(case.pk))[1]


def test_the_registrar_sees_no_vote(world, visit):
    case = world.given_case("inquired")
    text = visit(world.registrar).get(ROOM.format(case.pk))[1]
    assert "موافق" not in text
    assert visit(world.registrar).get(f"/conduct/sittings/{Ballot.objects.first().sitting_id}/")[0] == 404


def test_the_cartable_says_only_that_a_message_is_there(world, visit):
    case = world.given_case("closed_for_ruling")
    text = visit(world.secretary).get("/")[1]
    assert "یک پیام محرمانه دارید" in text
    assert letters(case) not in text and "صدور رأی" not in text


def test_a_receipt_of_a_sealed_realm_has_no_number(world, visit):
    case = world.given_case("invited")
    act = world.do("receive_defence", case, case.member, text="دفاع", papers=[])
    text = visit(world.member).get(f"/receipts/{act.pk}/")[1]
    assert "شمارهٔ ثبت" not in text and act.hash in text


def test_who_brought_a_paper_sees_it_only_as_long_as_the_case(world, visit):
    case = world.given_case("inquired")
    inquirer = case.inquiries.first().inquirer
    paper = case.papers.get(kind="inquiry").document_id
    from majlis.queries import viewer_of, visible_documents

    user = visit(inquirer).user
    assert visible_documents(viewer_of(user, world.now)).filter(pk=paper).exists()
    world.do("declare_recusal", case, inquirer, reason="")
    assert not visible_documents(viewer_of(user, world.now)).filter(pk=paper).exists()


def test_the_composer_names_what_is_missing_and_puts_a_text_to_the_vote(world, visit):
    case = world.given_case("closed_for_ruling")
    world.sitting()
    tab = visit(world.secretary)
    url = f"{ROOM.format(case.pk)}votes/"
    assert "پ) تعهد کتبی" in tab.get(url)[1]
    status, text = tab.post(url, question="issue_ruling", result="sanctions", letters=["ت"], months="13", reasons="متن")
    assert status == 422 and "۱ ماه تا ۱۲ ماه" in text
    status, text = tab.post(
        url, question="issue_ruling", result="sanctions", letters=["ت", "ح"], months="6", reasons="متن رأی"
    )
    assert status == 200
    assert Ballot.objects.get(stage="open").proposal["sanctions"] == [
        {"letter": "ت", "months": 6},
        {"letter": "ح", "months": None},
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"letters": ["پ"]}, "این فیلد لازم است"),
        ({"result": "sanctions"}, "دست‌کم یک تنبیه"),
        ({"result": "clears", "letters": ["پ"]}, "تنبیه تازه‌ای نمی‌آید"),
    ],
)
def test_law_art6_the_composer_presets_no_result_and_takes_only_what_goes_with_it(world, visit, typed, told):
    case = world.given_case("closed_for_ruling")
    world.sitting()
    tab = visit(world.secretary)
    url = f"{ROOM.format(case.pk)}votes/"
    form = tab.client.get(url, secure=True).context["form"]
    assert form["result"].value() is None and " checked" not in str(form["result"])
    status, text = tab.post(url, question="issue_ruling", reasons="متن", **typed)
    assert status == 422 and told in text
    assert not Ballot.objects.filter(question="issue_ruling").exists()


def test_a_second_secretary_sees_the_first_ruling_and_overwrites_nothing(world, visit):
    case = world.given_case("closed_for_ruling")
    world.vote(case, "issue_ruling", proposal=proposal())
    url = f"{ROOM.format(case.pk)}ruling/"
    late = visit(world.deputy)
    late.shows_second_factor()
    page = late.client.get(url, secure=True)
    form = page.context["form"]
    case.refresh_from_db()
    world.do("issue_ruling", case, world.secretary, dissent="نخست", papers=[])
    answer = late.client.post(
        url,
        {"key": str(form["key"].value()), "seen_version": form["seen_version"].value(), "dissent": "دوم"},
        secure=True,
    )
    assert answer.status_code == 409
    assert "پیش از شما" in answer.content.decode() and "دوم" in answer.content.decode()
    assert case.rulings.get().dissent == "نخست"


def test_a_board_rule_is_signed_by_two_on_the_page(world, visit):
    import uuid

    url = f"/conduct/rules/{uuid.uuid4()}/"
    facts = {
        "key_of": "board_quorum", "value": "6", "statement": "", "source": "تصمیم", "number": "۷", "decided_on": "1405/02/01", "first_day": "1405/02/02",
    }  # fmt: skip
    status, text = visit(world.chair).post(url, **facts)
    assert status == 200 and "امضای نخست ثبت شد" in text
    tab = visit(world.secretary)
    assert "در انتظار امضای دوم" in tab.get("/conduct/rules/")[1]
    assert tab.post(url, **facts)[0] == 200
    from conduct.models import BoardRule

    assert BoardRule.objects.filter(value=6).exists()
    assert Call(actor=None, at=world.now).actor is None
