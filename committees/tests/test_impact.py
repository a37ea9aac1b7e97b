"""What an objection would change, shown before it is decided: and then it changes exactly that (Art. 17)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from committees.models import ScoreSheet
from committees.queries.impact import impact_of
from committees.rules.points import points_label
from committees.tests.seats import browser, officer, published
from committees.tests.test_objections import decide, filed, heard

__all__ = ["published"]


@pytest.mark.usefixtures("published")
def test_art17_given_a_preview_when_the_meeting_upholds_then_points_and_rank_are_what_it_said():
    objection = filed()
    related, partly = impact_of(objection)
    assert (related.relation, partly.relation) == ("مرتبط", "تا حدودی مرتبط")
    (change,) = related.changes
    before = ScoreSheet.objects.get(declaration=objection.declaration, committee=objection.committee, round=1)
    assert change.before == points_label(before.points)
    ranks = {each.pk: rank(each) for each in sheets(objection)}
    heard(objection)
    assert decide(objection).status_code == 302
    after = ScoreSheet.objects.get(pk=before.pk)
    assert (change.after, change.rank_after) == (points_label(after.points), rank(after))
    moved = {
        each.declaration.member.name
        for each in sheets(objection)
        if each.pk != after.pk and rank(each) != ranks[each.pk]
    }
    assert {name for name, _, _ in change.moved} == moved


def sheets(objection) -> list[ScoreSheet]:
    rows = ScoreSheet.objects.filter(declaration__formation=objection.formation, committee=objection.committee, round=1)
    return list(rows.select_related("declaration__member"))


def rank(sheet: ScoreSheet) -> int:
    rows = ScoreSheet.objects.filter(
        declaration__formation_id=sheet.declaration.formation_id, committee_id=sheet.committee_id, round=1
    )
    return rows.filter(units__gt=sheet.units).count() + 1


@pytest.mark.usefixtures("published")
def test_art17_given_an_open_objection_when_its_owner_or_the_board_looks_then_only_the_board_sees_what_it_would_change():
    objection = filed()
    url = reverse("committees:objection", args=[objection.pk])
    assert "پیش‌نمایش؛ چیزی دگرگون نشده است" in browser(officer("speaker")).get(url).content.decode()
    assert "پیش‌نمایش" not in browser(objection.declaration.member).get(url).content.decode()
