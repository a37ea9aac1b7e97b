"""Chasing a ministry's answer: three days and a day before, the day, the day after, then its minister; each once (house procedure, Art. 7)."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from liaison.models import Chase, Referral
from liaison.queries.waiting import waiting_for
from liaison.rules.referrals import chase_point
from liaison.tests.conftest import at_clock
from liaison.tests.stage import DAY
from majlis.models import Act, User
from majlis.queries.alerts import open_alerts
from majlis.register import NotVisible
from majlis.rules.deadlines import legal_day, midnight
from majlis.rules.law import Refused


@pytest.fixture
def chase(office):
    """Run the nightly command at a moment."""
    for who in (office.officer, office.deputy):
        User.objects.get_or_create(person=who, defaults={"username": f"u{who.pk.hex[:8]}"})

    def run(at, who=None) -> str:
        at_clock(at)
        out = StringIO()
        call_command("chase_referral", "--as", (who or office.officer).user.username, stdout=out)
        return out.getvalue().strip()

    return run


@pytest.mark.parametrize(
    ("days", "point"),
    [(-4, None), (-3, "first"), (-2, None), (-1, "second"), (0, "same_day"), (1, "after"), (2, "after"), (30, "after")],
)  # fmt: skip
def test_liaison7_given_the_last_day_then_each_point_has_its_day(office, days, point):
    due = midnight(legal_day(office.at) + 6 * DAY)  # the last day is the fifth from now
    noon = due - timedelta(hours=12)
    assert chase_point(due, noon + days * DAY) == point


def test_liaison7_given_a_referral_when_the_nights_pass_then_each_point_is_sent_once_and_the_minister_is_told(
    office, chase
):
    row = office.referral(stage="accepted")
    noon = row.due_at.replace(hour=8, minute=0)
    told = {days: (chase(noon + days * DAY), chase(noon + days * DAY)) for days in range(-4, 4)}
    assert [first for first, _ in told.values()] == [
        "chased 0, escalated 0", "chased 1, escalated 0", "chased 0, escalated 0", "chased 1, escalated 0",
        "chased 1, escalated 0", "chased 1, escalated 0", "chased 0, escalated 1", "chased 0, escalated 0",
    ]  # fmt: skip
    assert {second for _, second in told.values()} == {"chased 0, escalated 0"}
    assert list(Chase.objects.order_by("at").values_list("point", flat=True)) == [
        "first",
        "second",
        "same_day",
        "after",
    ]
    assert Act.objects.filter(verb="chase_referral", subject=row.reference).count() == 4
    row.refresh_from_db()
    assert row.stage == "accepted" and row.escalated_at is not None


def test_liaison7_given_more_time_then_the_points_run_again(office, chase):
    row = office.referral(stage="accepted")
    noon = row.due_at.replace(hour=8, minute=0)
    assert chase(noon) == "chased 1, escalated 0"
    until = legal_day(row.due_at) + 10 * DAY
    office.at = noon
    office.do("ask_for_time", row, office.deputy, until=until.isoformat(), reason="گزارش")
    office.do("grant_time", row, until=until.isoformat())
    assert chase(noon + DAY) == "chased 0, escalated 0"
    row.refresh_from_db()
    assert chase(row.due_at - 3 * DAY - timedelta(hours=4)) == "chased 1, escalated 0"


@pytest.mark.parametrize("stage", ["answered", "withdrawn"])
def test_what_is_no_longer_with_the_ministry_is_not_chased(office, chase, stage):
    row = office.referral(stage="answered" if stage == "answered" else "accepted")
    if stage == "withdrawn":
        office.do("withdraw_referral", row, reason="اشتباه")
    assert chase(row.due_at.replace(hour=8)) == "chased 0, escalated 0"


def test_a_chase_is_told_anew_to_the_deputy_by_the_alerts_of_the_house(office, chase):
    row = office.referral(stage="accepted")
    keys = set()
    for days in (-3, -1):
        at = row.due_at.replace(hour=8, minute=0) + days * DAY
        chase(at)
        viewer = office.viewer(office.deputy, at)
        (waits,) = waiting_for(viewer)
        assert "پیگیری" in waits.title
        keys |= {each.key for each in open_alerts(viewer)}
    assert len(keys) == 2


def test_two_runs_at_once_are_one_chase(office):
    row = office.referral(stage="accepted")
    at = row.due_at.replace(hour=8, minute=0)
    office.do("chase_referral", Referral.objects.get(pk=row.pk), at=at)
    with pytest.raises(Refused, match="انجام شده"):
        office.do("chase_referral", Referral.objects.get(pk=row.pk), at=at + timedelta(seconds=1))


def test_the_account_must_be_an_officers(office, chase):
    row = office.referral(stage="accepted")
    with pytest.raises(CommandError):
        chase(row.due_at.replace(hour=8), office.deputy)
    with pytest.raises(CommandError):
        call_command("chase_referral", "--as", "nobody")
    with pytest.raises(NotVisible):
        office.do("chase_referral", row, office.deputy)
