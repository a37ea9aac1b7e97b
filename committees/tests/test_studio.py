"""The what-if studio before the lot: differences alone, nothing kept, nothing published (Arts. 16-18)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from committees.models import Declaration, Lot, ScoreSheet
from committees.tests.seats import CODE, browser, formation, officer, published
from committees.tests.test_objections import filed
from majlis.models import Act

__all__ = ["published"]
SMALL = {"first_count": "۶", "first_ceiling": "۳", "others_ceiling": "۲", "second_choices": "equal", "vacancies": "on"}


def asked(role: str = "secretary", **changed: Any) -> Any:
    return browser(officer(role)).get(reverse("committees:studio", args=[CODE]), {**SMALL, **changed})


def moved(page: Any) -> dict[str, tuple[str, str]]:
    return {move.form.number: (move.here, move.there) for move in page.context["found"].moves}


@pytest.mark.usefixtures("published")
def test_art16_given_a_member_withdrawn_when_weighed_then_he_has_no_seat_there_and_nothing_is_kept():
    acts, sheets = Act.objects.count(), dict(ScoreSheet.objects.values_list("pk", "units"))
    first = Declaration.objects.filter(formation=formation()).order_by("number")[0]
    page = asked(withdrawn=first.number, first_ceiling="۲۳", others_ceiling="۲۲")
    assert page.status_code == 200
    (change,) = [pair for number, pair in moved(page).items() if number == first.number]
    assert change[1] == ""
    assert "هرگز منتشر نمی‌شود" in page.content.decode()
    assert (Act.objects.count(), dict(ScoreSheet.objects.values_list("pk", "units")), Lot.objects.exists()) == (
        acts,
        sheets,
        False,
    )


@pytest.mark.usefixtures("published")
def test_art16_given_a_lower_ceiling_for_the_others_when_weighed_then_those_committees_show_both_numbers():
    capacity = {title: (here, there) for title, here, there in asked(first_ceiling="۲").context["found"].capacity}
    assert sorted(there for _, there in capacity.values()) == [2] * 13
    assert sorted({here for here, _ in capacity.values()}) == [2, 23]


@pytest.mark.usefixtures("published")
def test_art17_given_a_pending_objection_when_upheld_in_thought_then_the_files_stay_and_the_page_says_how_many_wait():
    objection = filed()
    page = asked(uphold="on")
    assert page.status_code == 200
    assert page.context["pending"] == [objection]
    objection.refresh_from_db()
    assert objection.stage == "filed"


@pytest.mark.usefixtures("published")
def test_given_hostile_words_or_no_right_when_asked_then_a_sentence_or_no_such_page():
    assert asked(first_count="۹۹۹۹").status_code == 422
    assert asked(others_ceiling="").status_code == 422
    assert asked(withdrawn="۱۳-۹۹۹ \u202ex <b>").status_code == 200
    member = browser(officer("member", "chamber"))
    assert member.get(reverse("committees:studio", args=[CODE])).status_code == 404
