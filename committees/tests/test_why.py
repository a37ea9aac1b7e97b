"""Why not me: the fact that decided, told to its owner and the offices alone (Arts. 16-18)."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from committees.models import Declaration, Lot, Seat
from committees.queries.why import told_to
from committees.tests.seats import browser, final, formation, officer, placed
from majlis.persian import ascii_digits

__all__ = ["final", "placed"]


def forms() -> list[Declaration]:
    return list(
        Declaration.objects.filter(formation=formation()).select_related("member", "formation").order_by("number")
    )


@pytest.mark.usefixtures("placed")
def test_art18_given_every_form_when_explained_then_the_seated_step_is_the_seat_that_the_lot_gave():
    results = [json.loads(lot.result) for lot in Lot.objects.exclude(result="").order_by("round", "draw")]
    given = {number: told["committee"] for each in results for number, told in each["seats"].items()}
    titles = {each.committee.code: each.committee.title for each in Seat.objects.select_related("committee")}
    for form in forms():
        seated = [row.committee for row in told_to(form) if row.seated]
        assert seated == [titles[given[form.number]]]


@pytest.mark.usefixtures("placed")
def test_art16_given_one_who_was_refused_by_points_when_explained_then_gap_and_points_make_the_last_seats_points():
    refused = [row for form in forms() for row in told_to(form) if not row.seated and row.gap]
    assert refused
    for row in refused:
        mine, gap, last = (float(ascii_digits(text).replace("٫", ".")) for text in (row.points, row.gap, row.last))
        assert mine + gap == last
        assert row.fact == f"با {row.gap} امتیاز بیشتر به آخرین جا می‌رسید."


@pytest.mark.usefixtures("placed")
def test_art18_given_a_tie_when_explained_then_the_tickets_place_and_the_seats_left_are_told():
    drawn = [row for form in forms() for row in told_to(form) if row.tickets]
    for row in drawn:
        assert 1 <= row.ticket_place <= row.tickets
        assert "هم‌امتیاز" in row.fact


@pytest.mark.usefixtures("final")
def test_art18_given_a_form_when_another_member_or_a_stranger_asks_why_then_there_is_no_such_page():
    one, other = forms()[:2]
    url = reverse("committees:why", args=[one.pk])
    assert browser(one.member).get(url).status_code == 200
    assert browser(officer("secretary")).get(url).status_code == 200
    assert browser(other.member).get(url).status_code == 404
