"""The fourteen steps of Article 23: each row's end by the law, its real begin and end, and what stops it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from committees.rules.board import ROWS
from committees.rules.procedure import STEPS
from committees.tests.seats import browser, final, formation, officer, published
from committees.tests.test_objections import later, object_to, refused_item

__all__ = ["final", "published"]


def board(role: str = "secretary") -> list:
    page = browser(officer(role)).get(reverse("committees:steps", args=[formation().code]))
    assert page.status_code == 200
    return page.context["lines"]


def test_art23_has_fourteen_rows_in_order_each_carried_out_by_acts_of_the_table():
    assert [row.number for row in ROWS] == list(range(1, 15))
    assert all(word in STEPS for row in ROWS for word in (*row.words, row.opens))
    assert [row.number for row in ROWS if row.oddity] == [4, 5, 6, 11]


@pytest.mark.usefixtures("published")
def test_art23_given_published_scores_when_opened_then_seven_rows_are_done_the_objections_run_and_the_rest_is_ahead():
    lines = board()
    assert [line.state for line in lines] == ["done"] * 7 + ["running"] * 2 + ["ahead"] * 5
    assert [line.row.number for line in lines if line.proposed] == [4, 11]
    seventh, eighth = lines[6], lines[7]
    assert (seventh.ended, eighth.began) == (eighth.began, seventh.ended)
    assert (eighth.deadline.ends_at - eighth.began).total_seconds() == 48 * 3600


@pytest.mark.usefixtures("published")
def test_art23_given_an_objection_and_four_days_when_opened_then_the_joint_meeting_is_late():
    assert object_to(refused_item()).status_code == 302
    later(97)
    eighth, ninth = board()[7:9]
    assert (eighth.acts, eighth.ended is not None) == (1, True)
    assert ninth.state == "late"


@pytest.mark.usefixtures("final")
def test_art23_given_a_final_list_when_opened_then_every_row_is_done_and_members_read_it_too():
    assert {line.state for line in board()} == {"done"}
    member = officer("member", "chamber")
    assert browser(member).get(reverse("committees:steps", args=[formation().code])).status_code == 200
    assert browser(None).get(reverse("committees:steps", args=[formation().code])).status_code == 302
