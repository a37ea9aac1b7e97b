"""A changed file or a newer table makes published scores visibly old (Arts. 5, 7, 17)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from committees import actions
from committees.models import Item, ScoreTable
from committees.queries.stale import stale_of
from committees.tests.seats import CODE, browser, formation, officer, published
from committees.tests.test_objections import decide, filed, heard
from majlis import clock
from majlis.register import Call
from majlis.rules.deadlines import legal_day

__all__ = ["published"]


@pytest.mark.usefixtures("published")
def test_art17_given_nothing_moved_or_an_objection_upheld_when_looked_at_then_the_scores_are_fresh():
    assert not stale_of(formation())
    objection = filed()
    heard(objection)
    assert decide(objection).status_code == 302
    assert not stale_of(formation())
    page = browser(officer("secretary")).get(reverse("committees:rankings", args=[CODE])).content.decode()
    assert "این امتیازها کهنه است" not in page


@pytest.mark.usefixtures("published")
def test_art5_given_an_item_changed_behind_the_scores_when_looked_at_then_its_sheets_are_named():
    item = Item.objects.filter(stage="rejected", papers__isnull=False, declaration__formation=formation()).order_by(
        "pk"
    )[0]
    Item.objects.filter(pk=item.pk).update(stage="accepted", confirmed=True, stage_since=clock.now())
    found = stale_of(formation())
    assert {each.declaration_id for each in found.sheets} <= {item.declaration_id}
    touched = Item.objects.filter(stage="accepted", declaration__formation=formation()).order_by("pk")[0]
    Item.objects.filter(pk=touched.pk).update(
        stage="rejected", reason="سند دیگری است", confirmed=False, stage_since=clock.now()
    )
    found = stale_of(formation())
    assert touched.declaration_id in {each.declaration_id for each in found.sheets}
    page = browser(officer("member", "chamber")).get(reverse("committees:rankings", args=[CODE])).content.decode()
    assert "این امتیازها کهنه است" in page
    assert touched.declaration.member.name in page


@pytest.mark.usefixtures("published")
def test_art7_given_a_table_approved_after_the_scores_when_looked_at_then_its_title_is_named():
    old = ScoreTable.objects.get(kind="tenure_points", stage="approved")
    rows = [row.data for row in old.rows.order_by("place")]
    facts = {
        "kind": "tenure_points",
        "valid_from": old.valid_from.isoformat(),
        "source": "جدول ساختگی",
        "rows": rows,
        "demonstration": True,
    }
    new = ScoreTable()
    actions.draft_score_table(Call(actor=officer("clerk"), at=clock.now(), body=facts), new)
    said = {"decision": "ن/۲", "decision_day": legal_day(clock.now()).isoformat(), "reason": "لغزش در یک ردیف"}
    actions.approve_score_table(Call(actor=officer("speaker"), at=clock.now(), body=said), new)
    assert len(stale_of(formation()).tables) == 1
