"""A table's version tried on an older term, and the roster in the format of civic software (Arts. 7-14, 23)."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from committees.models import ScoreRow, ScoreSheet, ScoreTable, Seat
from committees.queries.trial import tried_on
from committees.tests.seats import CODE, browser, final, formation, officer
from majlis import clock

__all__ = ["final"]


def version(kind: str, change) -> ScoreTable:
    """A draft of the next version, its rows those of the approved one with a change."""
    old = ScoreTable.objects.filter(kind=kind, stage="approved").order_by("-number")[0]
    new = ScoreTable.objects.create(
        kind=kind,
        number=old.number + 1,
        valid_from=old.valid_from,
        demonstration=old.demonstration,
        stage="draft",
        stage_since=clock.now(),
    )
    ScoreRow.objects.bulk_create(
        ScoreRow(table=new, place=row.place, data=change(dict(row.data))) for row in old.rows.all()
    )
    return new


@pytest.mark.usefixtures("final")
def test_art7_given_a_version_that_doubles_bachelors_when_tried_then_each_sheet_with_a_counted_bachelor_differs_by_its_points():
    def doubled(row):
        if row["level"] == "bachelor":
            row |= {"related": str(2 * int(row["related"])), "partly": str(2 * int(row["partly"]))}
        return row

    table = version("degree_points", doubled)
    rows = tried_on(formation(), table)
    sheets = ScoreSheet.objects.filter(declaration__formation=formation(), round=1)
    counted = sheets.filter(lines__kind="degree", lines__units__gt=0, lines__item__claim__level="bachelor").distinct()
    assert {(row.number, row.committee) for row in rows} == {
        (each.declaration.number, each.committee.title) for each in counted
    }
    assert sheets.count() > len(rows) > 0
    units = dict(sheets.values_list("pk", "units"))
    page = browser(officer("clerk")).get(reverse("committees:trial", args=[table.pk]))
    assert len(page.context["rows"]) == len(rows)
    assert dict(sheets.values_list("pk", "units")) == units, "nothing is kept"


@pytest.mark.usefixtures("final")
def test_art7_given_the_same_rows_when_tried_then_nobody_differs_and_members_have_no_such_page():
    table = version("degree_points", lambda row: row)
    assert tried_on(formation(), table) == []
    url = reverse("committees:trial", args=[table.pk])
    assert "دگرگون نمی‌کرد" in browser(officer("secretary")).get(url).content.decode()
    assert browser(officer("member", "chamber")).get(url).status_code == 404


@pytest.mark.usefixtures("final")
def test_art23_given_a_final_roster_when_taken_as_popolo_then_every_seat_is_a_membership_and_no_key_of_the_house_goes_out():
    raw = browser(None).get(reverse("committees:roster_popolo", args=[CODE])).content
    told = json.loads(raw)
    seats = {
        (each.declaration.number, each.committee.code)
        for each in Seat.objects.select_related("declaration", "committee")
    }
    assert {(each["person_id"], each["organization_id"]) for each in told["memberships"]} == seats
    assert {each["id"] for each in told["persons"]} == {number for number, _ in seats}
    assert len(told["organizations"]) == 13
    assert all(
        str(each.declaration.member_id) not in raw.decode() for each in Seat.objects.select_related("declaration")
    )
