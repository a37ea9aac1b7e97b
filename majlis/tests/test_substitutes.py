"""House, Art. 11: a substitute acts in another's name for his days, in no sealed realm, and never in what is personal."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from committees.actions import approve_score_table, draft_score_table
from committees.models import ScoreTable
from majlis import actions, clock, queries
from majlis.models import Act, Person, Substitution, User
from majlis.queries import authority
from majlis.queries import register as audit
from majlis.register import NotVisible, Stale
from majlis.rules.law import Refused
from majlis.rules.substitutes import StandIn, check_substitution, may_be_lent
from majlis.tests.people import MORNING, People, appointed, body_named, call, founded, person_named
from majlis.tests.sealed.actions import note_secret, open_secret
from majlis.tests.sealed.models import Note, Secret
from majlis.tests.test_races import both
from majlis.tests.test_register import EMPTY_TABLE as TABLE

TODAY, TOMORROW, LATER = "2026-05-20", "2026-05-21", "2026-05-25"


def with_account(person: Person, name: str) -> Person:
    User.objects.create(username=name, person=person)
    return person


@pytest.fixture
def people(db: None) -> Iterator[People]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: MORNING)
        yield with_officer(founded())


def with_officer(people: People) -> People:
    """The stranger becomes an officer of the laws deputy, who may draft no table."""
    laws = body_named("laws_deputy", "laws_deputy", "معاونت قوانین", people.administrator)
    appointed(people.stranger, laws, "officer", people.administrator)
    for name in ("secretary", "clerk", "stranger", "member", "speaker"):
        with_account(getattr(people, name), name)
    return people


def lend(
    person: Person, substitute: Person, first: str = TODAY, last: str = LATER, by: Person | None = None
) -> Substitution:
    given = Substitution(person=person)
    body = {"substitute": str(substitute.pk), "from_day": first, "to_day": last, "reason": "مأموریت"}
    actions.appoint_substitute(call(by or person, body), given)
    return given


def drafts(actor: Person, **more: Any) -> Act:
    return draft_score_table(call(actor, TABLE, **more), ScoreTable())


# What it gives


def test_art11_the_substitute_acts_and_the_register_keeps_both_names(people):
    with pytest.raises(NotVisible):
        drafts(people.stranger)
    lend(people.clerk, people.stranger)
    act = drafts(people.stranger)
    assert (act.actor, act.on_behalf_of) == (people.stranger, people.clerk)
    assert audit.fault("committees") is None


def test_art11_given_a_right_of_his_own_then_he_acts_in_his_own_name(people):
    lend(people.clerk, people.secretary)
    assert drafts(people.secretary).on_behalf_of is None


def test_art11_nobody_writes_a_name_that_he_was_not_lent(people):
    assert drafts(people.clerk, on_behalf_of=people.speaker).on_behalf_of is None


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, False), (1, True), (5, True), (6, False)])
def test_art11_the_first_day_and_the_last_are_included_and_no_other(people, days, may):
    lend(people.clerk, people.stranger, first=TOMORROW, last=LATER)
    viewer = queries.viewer_of(User.objects.get(username="stranger"), MORNING + timedelta(days=days))
    assert bool(viewer.lent) is may
    step = apps.get_app_config("committees").steps["draft_score_table"]
    asked = call(people.stranger, at=MORNING + timedelta(days=days))
    assert queries.may_act(step, ScoreTable(), asked) is may


def test_art11_given_its_end_then_the_next_request_finds_no_right(people):
    given = lend(people.clerk, people.stranger)
    assert drafts(people.stranger).on_behalf_of == people.clerk
    actions.end_substitution(call(people.clerk, {"reason": "برگشتم"}), given)
    with pytest.raises(NotVisible):
        drafts(people.stranger)


def test_a_house_that_forgets_the_end_is_seen(people, monkeypatch):
    """The planted mutant: were the stage not asked for, an ended substitution would go on giving."""
    given = lend(people.clerk, people.stranger)
    actions.end_substitution(call(people.clerk, {"reason": "برگشتم"}), given)
    monkeypatch.setattr(authority, "IN_FORCE", "ended")
    monkeypatch.setattr(authority._held_with_lent, "_made", {})  # a mutant would be in its words from the start
    assert drafts(people.stranger).on_behalf_of == people.clerk


def test_art11_who_is_lent_to_cannot_lend_on(people):
    lend(people.clerk, people.stranger)
    with pytest.raises(Refused):
        lend(people.stranger, people.speaker)
    with pytest.raises(Refused):
        lend(people.speaker, people.clerk)


# What it does not give


def test_art11_what_is_personal_no_substitute_does(people):
    drafted = ScoreTable.objects.get(pk=drafts(people.clerk).subject.partition(":")[2])
    lend(people.secretary, people.stranger)
    body = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}
    with pytest.raises(NotVisible):
        approve_score_table(call(people.stranger, body), drafted)


def test_personal_is_what_keeps_it(people, monkeypatch):
    """The planted mutant: with the step no longer personal, the substitute approves."""
    drafted = ScoreTable.objects.get(pk=drafts(people.clerk).subject.partition(":")[2])
    lend(people.secretary, people.stranger)
    steps = apps.get_app_config("committees").steps
    monkeypatch.setitem(steps, "approve_score_table", replace(steps["approve_score_table"], personal=False))
    body = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}
    assert approve_score_table(call(people.stranger, body), drafted).on_behalf_of == people.secretary


STEPS = [
    (config.label, step) for config in apps.get_app_configs() if getattr(config, "realm", None) for step in config.steps.values()
]  # fmt: skip


@pytest.mark.parametrize(("label", "step"), STEPS, ids=lambda each: getattr(each, "word", each))
def test_art11_what_is_a_persons_own_is_lent_by_no_step(label, step):
    """A member's own act, a vote in a sitting, what two officers vouch for: no office that may be lent leads to it."""
    lent = step.delegable and apps.get_app_config(label).realm.substitutes
    offices = {name for name in step.by if may_be_lent(name)} if lent else set()
    if step.by == ("member",) or step.officers > 1 or step.fresh or label in ("conduct", "sealed", "majlis"):
        assert not offices


def test_art11_a_seat_in_parliament_and_the_administrators_office_are_not_lent(people):
    for name in ("chamber.member", "house.administrator", "committee.member"):
        assert not may_be_lent(name)
    with pytest.raises(Refused) as refused:
        lend(people.member, people.stranger)
    assert refused.value.article.number == "11"
    with pytest.raises(Refused):
        lend(people.administrator, people.stranger)


def test_art11_the_substitute_must_hold_an_office_and_a_way_in(people):
    with pytest.raises(Refused):
        lend(people.clerk, people.member)
    User.objects.filter(person=people.stranger).update(is_active=False)
    with pytest.raises(Refused):
        lend(people.clerk, people.stranger)


def test_art11_he_himself_or_the_administrator_and_nobody_else(people):
    with pytest.raises(NotVisible):
        lend(people.clerk, people.stranger, by=people.secretary)
    given = lend(people.clerk, people.stranger, by=people.administrator)
    with pytest.raises(NotVisible):
        actions.end_substitution(call(people.stranger, {"reason": "نمی‌خواهم"}), given)
    actions.end_substitution(call(people.clerk, {"reason": "برگشتم"}), given)
    with pytest.raises(Refused):
        actions.end_substitution(call(people.clerk, {"reason": "دوباره"}), given)


# The rule, by itself


def stand_in(person: str, substitute: str, first: int = 1, last: int = 5) -> StandIn:
    day = MORNING.date()
    return StandIn(person, substitute, day + timedelta(days=first), day + timedelta(days=last))


WRONG = [
    (stand_in("a", "a"), "substitute"), (stand_in("a", "b", 5, 4), "to_day"), (stand_in("a", "b", -1, 4), "from_day"),
    (stand_in("x", "b", 5, 9), "from_day"), (stand_in("a", "x"), "substitute"), (stand_in("y", "b"), "from_day"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "field"), WRONG)
def test_art11_the_rule_refuses(wanted, field):
    with pytest.raises(Refused) as refused:
        check_substitution(wanted, [stand_in("x", "y")], MORNING.date())
    assert refused.value.field == field


RIGHT = [
    stand_in("a", "y"),
    stand_in("x", "b", 6, 9),
    stand_in("a", "x", 6, 7),
    stand_in("y", "b", 6, 6),
    stand_in("a", "b", 0, 0),
]


@pytest.mark.parametrize("wanted", RIGHT)
def test_art11_the_rule_allows(wanted):
    check_substitution(wanted, [stand_in("x", "y")], MORNING.date())


def test_the_database_keeps_one_substitute_a_day(people):
    given = lend(people.clerk, people.stranger)
    twin = Substitution(
        person=people.clerk, substitute=people.speaker, from_day=given.to_day, to_day=given.to_day, reason="x",
        stage="appointed", stage_since=MORNING,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_two_appointments_at_once_make_no_chain_and_no_second(own_database):
    people = with_officer(founded())

    def one() -> Substitution:
        return lend(people.clerk, people.stranger)

    def chained() -> Substitution:
        return lend(people.stranger, people.clerk)

    answers = both(one, one, chained, chained)
    assert Substitution.objects.count() == 1, answers
    assert sum(isinstance(each, (Refused, Stale)) for each in answers) == 3, answers


# The sealed realm


@pytest.fixture
def sealed(people: People) -> tuple[People, Person, Secret]:
    board = body_named("sealed_board", "sealed_board", "هیأت مهر", people.administrator)
    keeper = with_account(person_named("نگهبان", people.administrator), "keeper")
    appointed(keeper, board, "keeper", people.administrator)
    # He holds an open office too, so that he has something to lend.
    appointed(
        keeper, apps.get_model("majlis", "Body").objects.get(code="presiding_board"), "clerk", people.administrator
    )
    secret = Secret(board=board)
    open_secret(call(keeper, {"title": "قناری‌ناپیدا"}), secret)
    lend(keeper, people.stranger)
    return people, keeper, secret


def looked(name: str, path: str) -> Any:
    client = Client()
    client.force_login(User.objects.get(username=name))
    session = client.session
    session["second_factor_missing"] = False
    session.save()
    return client.get(path, secure=True)


def test_art11_nothing_of_a_sealed_realm_is_lent(sealed):
    people, keeper, secret = sealed
    assert drafts(people.stranger).on_behalf_of == keeper, "else nothing would be lent at all"
    with pytest.raises(NotVisible):
        note_secret(call(people.stranger, {"text": "x"}), Note(secret=secret))
    viewer = queries.viewer_of(User.objects.get(username="stranger"), MORNING)
    realm = apps.get_app_config("sealed").realm
    assert viewer.within(realm) is viewer.within(apps.get_app_config("committees").realm).within(realm) is viewer
    assert {authority.office_name(each) for each in viewer.lent} == {"presiding_board.clerk"}
    assert not [row for row in queries.waiting_for(viewer) if row.url.startswith("/sealed/")]


def test_art11_the_pages_of_a_sealed_realm_are_not_there_for_a_substitute(sealed):
    _, _, secret = sealed
    for path in ("/sealed/", f"/sealed/{secret.pk}/", f"/sealed/{secret.pk}/note/"):
        assert looked("keeper", path).status_code == 200 or path.endswith("note/")
        hidden, absent = looked("stranger", path), looked("stranger", "/nothing/like/this/")
        assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)


def test_the_sealed_proof_can_fail(sealed, monkeypatch):
    """The planted mutant: were the sealed realm to know substitutes and its offices lent, the secret would open."""
    _, _, secret = sealed
    config = apps.get_app_config("sealed")
    monkeypatch.setattr(config, "realm", replace(config.realm, substitutes=True))
    authority.lendable.cache_clear()
    try:
        assert looked("stranger", f"/sealed/{secret.pk}/").status_code == 200
    finally:
        monkeypatch.undo()
        authority.lendable.cache_clear()


# The pages


def posted(client: Client, path: str, **said: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **said}, secure=True)


@pytest.fixture
def browser(people: People) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="clerk"))
    session = client.session
    session["second_factor_missing"] = False
    session.save()
    return client


def test_the_page_appoints_shows_and_ends(people, browser):
    said = {"substitute": str(people.stranger.pk), "from_day": "۱۴۰۵/۰۲/۳۰", "to_day": "1405/3/5", "reason": "مأموریت"}
    assert posted(browser, f"/substitutes/{people.clerk.pk}/", **said).status_code == 302
    given = Substitution.objects.get()
    page = browser.get("/accounts/substitutes/", secure=True).content.decode()
    assert str(people.stranger) in page and f"/substitutes/{given.pk}/end/" in page
    assert "جانشین شماست" in browser.get("/", secure=True).content.decode()
    told = looked("stranger", "/").content.decode()
    assert f"جانشین {people.clerk} هستید" in told
    assert posted(browser, f"/substitutes/{given.pk}/end/", reason="برگشتم").status_code == 302
    given.refresh_from_db()
    assert (given.stage, given.ended_reason) == ("ended", "برگشتم")


@pytest.mark.parametrize(
    ("field", "value"),
    [("from_day", "1405/02/29"), ("to_day", "1405/02/01"), ("from_day", "x"), ("substitute", "x"), ("substitute", str(uuid.UUID(int=5))),
     ("reason", ""), ("from_day", "9" * 20)],
)  # fmt: skip
def test_a_wrong_answer_keeps_what_was_typed(people, browser, field, value):
    said = {
        "substitute": str(people.stranger.pk),
        "from_day": "1405/02/30",
        "to_day": "1405/03/05",
        "reason": "مأموریت",
        field: value,
    }
    answer = posted(browser, f"/substitutes/{people.clerk.pk}/", **said)
    assert answer.status_code == 422
    assert "مأموریت" in answer.content.decode() or field == "reason"
    assert not Substitution.objects.exists()


def test_anothers_page_is_not_there(people, browser):
    given = lend(people.secretary, people.stranger)
    for path in (f"/substitutes/{people.secretary.pk}/", f"/substitutes/{given.pk}/end/"):
        assert browser.get(path, secure=True).status_code == 404
        assert posted(browser, path, reason="x").status_code == 404
