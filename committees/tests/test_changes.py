"""After the roster: moves within floor and ceiling, ended seats, lowered floors, by-elections (Arts. 21, 38 n. 1, 62)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from committees import actions
from committees.models import Formation, LoweredMinimum, Seat
from committees.queries.changes import committees_with_room, members_on
from committees.queries.seating import ceilings_of, seated_before
from committees.rules.laws import FIGURES
from committees.tests.seats import browser, final, formation, officer, settled
from committees.tests.test_objections import later, press
from committees.tests.worded import worded
from majlis import clock, persian
from majlis.models import Body, EnactedFigure, Membership
from majlis.register import Call
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

__all__ = ["final", "settled"]
A_DAY = timedelta(days=1)


def today() -> Any:
    return legal_day(clock.now())


@pytest.fixture
def small(final: None) -> None:
    """A floor of two and a ceiling of four, as the house may enter them, for committees of two and three."""
    since = today() - 9 * A_DAY
    for key, value in (("floor", 2), ("ceiling", 4)):
        EnactedFigure.objects.create(
            desk="committees", key=key, value=value, first_day=since, decided_on=since, decree="آزمون", decree_number=key, source="آزمون",
            stage="enacted", stage_since=clock.now(),
        )  # fmt: skip


def seat_in(code: str) -> Seat:
    return Seat.objects.filter(formation=formation(), committee__code=code).order_by("declaration__number")[0]


def sizes() -> dict[str, int]:
    rows = Body.objects.filter(kind="committee")
    return {each.code: members_on(each, today()) for each in rows}


def move(seat: Seat, code: str, by: str = "secretary") -> Any:
    return press("move_member", seat.pk, officer(by), committee=code, request="نامهٔ ۱۲")


@pytest.mark.usefixtures("small")
def test_art62_given_room_and_floor_when_a_member_moves_then_his_old_office_ends_today_and_the_new_begins_tomorrow():
    by_size = sorted(sizes().items(), key=lambda row: row[1])
    (to, few), (source, many) = by_size[0], by_size[-1]
    assert few < 4 <= many + 1
    seat = seat_in(source)
    assert move(seat, to).status_code == 302
    held = Membership.objects.filter(person=seat.declaration.member, body__kind="committee").order_by("from_day")
    assert [(each.body.code, each.to_day == today()) for each in held] == [(source, True), (to, False)]
    assert held[1].from_day == today() + A_DAY
    page = browser(None).get(reverse("committees:seat", args=[seat.pk])).content.decode()
    assert Body.objects.get(code=to).title in page
    address = reverse("committees:roster_on", args=[formation().code])
    tomorrow = persian.jalali_numeric(today() + A_DAY)
    before, after = (browser(None).get(f"{address}?day={day}") for day in (persian.jalali_numeric(today()), tomorrow))
    in_to = [{each.code: len(each.members) for each in page.context["groups"]}[to] for page in (before, after)]
    assert in_to[1] == in_to[0] + 1
    for shown in (before, after):
        taken = browser(None).get(shown.context["json_url"])
        assert hashlib.sha256(taken.content).hexdigest() in shown.content.decode()
        members = {each["code"]: each["members"] for each in json.loads(taken.content)["committees"]}
        assert len(members[to]) == {each.code: len(each.members) for each in shown.context["groups"]}[to]
    assert (
        browser(None).get(f"{reverse('committees:roster_on_json', args=[formation().code])}?day=x").status_code == 302
    )


@pytest.mark.usefixtures("small")
def test_art62_given_a_move_when_asked_again_within_six_months_then_the_sum_is_shown():
    by_size = sorted(sizes().items(), key=lambda row: row[1])
    seat = seat_in(by_size[-1][0])
    assert move(seat, by_size[0][0]).status_code == 302
    later(48)
    answer = move(seat, by_size[1][0])
    assert answer.status_code == 422
    assert "جابه‌جایی دوباره پس از" in answer.content.decode()


@pytest.mark.usefixtures("final")
def test_art62_given_the_laws_floor_of_nineteen_when_a_member_of_a_small_committee_moves_then_it_is_refused_with_the_numbers():
    (code, members), *_ = sizes().items()
    other = next(each for each in sizes() if each != code)
    answer = move(seat_in(code), other)
    assert answer.status_code == 422
    assert f"{persian.number(members)} عضو دارد و با رفتن او از کف ۱۹ نفر کمتر می‌شود" in answer.content.decode()


@pytest.mark.usefixtures("final")
def test_art62_given_a_seat_when_it_ends_then_a_day_of_the_future_is_refused_and_afterwards_nothing_can_be_changed():
    seat = Seat.objects.filter(formation=formation()).order_by("declaration__number")[0]
    board = officer("secretary")
    typed = {"reason": "استعفا از نمایندگی"}
    answer = press("end_seat", seat.pk, board, last_day=persian.jalali_numeric(today() + A_DAY), **typed)
    assert answer.status_code == 422
    assert "استعفا از نمایندگی" in answer.content.decode()
    later(48)
    assert press("end_seat", seat.pk, board, last_day=persian.jalali_numeric(today()), **typed).status_code == 302
    assert persian.jalali(today()) in worded(board, "ended_seat", seat)
    later(48)
    answer = move(seat, next(code for code in sizes() if code != seat.committee.code))
    assert answer.status_code == 422
    assert Membership.objects.filter(person=seat.declaration.member, body__kind="committee").count() == 1


@pytest.mark.usefixtures("final")
def test_art62_given_a_member_or_a_stranger_when_he_opens_a_move_then_there_is_no_such_page():
    seat = Seat.objects.filter(formation=formation()).order_by("declaration__number")[0]
    url = reverse("committees:move_member", args=[seat.pk])
    assert browser(seat.declaration.member).get(url).status_code == 404
    assert browser(officer("clerk")).get(url).status_code == 404


# --- floors -------------------------------------------------------------------------------------------------------------


def lower(code: str, minimum: str, **changed: Any) -> Any:
    typed = {"committee": code, "minimum": minimum, "decision": "۱۴", "decision_day": persian.jalali_numeric(today())}
    return press("lower_minimum", formation().pk, officer("speaker"), **{**typed, **changed})


@pytest.mark.usefixtures("final")
@pytest.mark.parametrize("minimum", ["۹", "۱۹", "۲۳"])
def test_art38_given_under_ten_or_not_under_the_floor_when_lowered_then_the_bounds_are_told(minimum: str):
    answer = lower(next(iter(sizes())), minimum)
    assert answer.status_code == 422
    assert "کف تازه از ۱۰ تا ۱۸ نفر است" in answer.content.decode()


@pytest.mark.usefixtures("final")
def test_art38_given_a_committee_under_its_floor_when_lowered_to_ten_then_it_stands_once_in_the_term():
    code = next(iter(sizes()))
    assert lower(code, "۱۰").status_code == 302
    kept = LoweredMinimum.objects.get()
    assert (kept.committee.code, kept.minimum) == (code, 10)
    assert kept.committee.title in worded(officer("secretary"), "lowered_minimum", formation())
    answer = lower(code, "۱۲")
    assert answer.status_code == 422
    assert "یک بار کاسته شده است" in answer.content.decode()


# --- by-elections -------------------------------------------------------------------------------------------------------


def by_election(code: str = "13-by-election-1") -> Formation:
    made = Formation(term=formation().term, kind="by_election")
    at = clock.now()
    call = Call(actor=officer("speaker"), at=at, body={"code": code, "opened_at": at.isoformat()})
    actions.open_by_election(call, made)
    return made


@pytest.mark.usefixtures("settled")
def test_art21_given_the_terms_own_list_is_not_final_when_a_by_election_is_opened_then_it_is_refused():
    with pytest.raises(Refused) as refused:
        by_election()
    assert str(refused.value.article) == "directive 21"


@pytest.mark.usefixtures("final")
def test_art21_given_a_final_list_when_a_by_election_opens_then_its_snapshot_counts_who_sits_and_the_laws_ceiling_holds():
    held = sizes()
    made = by_election()
    assert (made.kind, made.stage) == ("by_election", "collecting")
    assert seated_before(made) == {code: n for code, n in held.items() if n}
    assert set(ceilings_of(made).values()) == {23}
    assert committees_with_room(made.term, today()) == {code: 23 - n for code, n in held.items()}
    said = worded(officer("secretary"), "opened_by_election", made)
    title, members = Body.objects.get(code="energy").title, held["energy"]
    assert f"| {title} | {persian.number(members)} | {persian.number(23 - members)} |" in said
    with pytest.raises(Refused):
        by_election("13-by-election-2")


@pytest.mark.usefixtures("final")
def test_art21_given_a_member_who_sits_on_a_committee_when_a_by_elections_form_is_given_then_it_is_refused():
    from committees.models import Declaration

    made = by_election()
    seat = (
        Seat.objects.filter(formation=formation())
        .select_related("declaration__branch")
        .order_by("declaration__number")[0]
    )
    branch = seat.declaration.branch
    head = Membership.objects.get(body=branch, role="head").person
    form = Declaration(formation=made, member=seat.declaration.member, branch=branch)
    with pytest.raises(Refused) as refused:
        actions.issue_form(Call(actor=head, at=clock.now()), form)
    assert "عضو کمیسیون است" in refused.value.sentence


def test_art38_and_62_given_the_laws_own_figures_then_floor_ceiling_and_lowest_floor_are_these():
    day = legal_day(datetime(2026, 6, 1, tzinfo=UTC))
    assert [FIGURES.value(key, day) for key in ("floor", "ceiling", "lowest_minimum")] == [19, 23, 10]
