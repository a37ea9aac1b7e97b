"""Evaluation: criteria before the quarter, figures that open to their records, objection, remedies (house procedure, Art. 35)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from liaison.models import Evaluation, EvaluationRound
from liaison.queries import evaluations as found_evaluations
from liaison.queries.work_scope import evaluations
from liaison.rules.evaluation import Counted, bounds, refuse_weights, score, told
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY
from majlis.register import NotVisible
from majlis.rules.law import Refused


@pytest.mark.parametrize(
    ("figures", "then"),
    [
        ([(100, 1, 1)], 1000),
        ([(60, 1, 2), (40, 3, 3)], 700),
        # Of what there was nothing, weighs nothing: half of the rest is half.
        ([(60, 0, 0), (40, 1, 2)], 500),
        ([(50, 1, 3), (50, 2, 3)], 500),
        ([(100, 2, 3)], 666),
        ([(100, 0, 0)], None),
        ([], None),
    ],
)
def test_liaison35_the_score(figures, then):
    assert score(Counted(*each) for each in figures) == then


def test_a_score_is_told_of_a_hundred():
    assert [told(each) for each in (1000, 666, 5, None)] == ["۱۰۰٫۰", "۶۶٫۶", "۰٫۵", "نسنجیده"]


@pytest.mark.parametrize(
    "weights", [{"attendance": 99}, {"attendance": 101}, {"charm": 100}, {"attendance": 110, "answers": -10}]
)
def test_liaison35_weights_make_a_hundred_of_known_measures(weights):
    with pytest.raises(Refused):
        refuse_weights(weights)


def test_liaison35_given_no_criteria_before_the_quarter_then_it_is_not_evaluated(office):
    found = work.quarter_after(office.at.date())
    office.at = work.midnight(bounds(*found)[0]) + 8 * work.HOUR
    work.criteria(office)
    with pytest.raises(Refused, match="پیش از آغاز این فصل"):
        work.evaluated(office, found)


def test_a_quarter_is_evaluated_when_it_is_over_and_once(office):
    found = work.next_quarter(office)
    with pytest.raises(Refused, match="پایان نرسیده"):
        office.do("evaluate_deputies", EvaluationRound(), office.head, year=found[0], quarter=found[1])
    work.evaluated(office, found)
    with pytest.raises(Refused, match="ارزیابی شده"):
        office.do("evaluate_deputies", EvaluationRound(), office.head, year=found[0], quarter=found[1])
    with pytest.raises(Refused, match="پیش از آغاز روز"):
        work.criteria(office, from_day=office.at.date().isoformat())


def test_liaison35_given_a_quarter_then_each_figure_counts_its_own_records(office):
    found = work.next_quarter(office)
    work.presence(office, "came")
    work.presence(office, "late")
    work.presence(office, "absent")
    work.presence(office, "came", person=office.other_deputy)
    due = (office.at + DAY).date().isoformat()
    kept, broken = office.task("evidenced", due_day=due), office.task(due_day=due)
    hidden = office.task(kind="defence", due_day=due)
    row = Evaluation.objects.get(round=work.evaluated(office, found), person=office.deputy)
    counts = {each.measure: (each.met, each.all) for each in row.figures.all()}
    assert counts == {
        "attendance": (2, 3),
        "punctuality": (1, 2),
        "answers": (0, 0),
        "opinions": (0, 0),
        "tasks": (1, 2),
    }
    # 40 × 2/3 + 10 × 1/2 + 10 × 1/2 of the 60 that there was something to measure for.
    assert row.score == (40 * 2 * 1000 // 3 + 5000 + 5000) // 60
    urls = {record["url"]: record["met"] for record in row.figures.get(measure="tasks").records}
    assert urls == {kept.get_absolute_url(): True, broken.get_absolute_url(): False}
    assert hidden.get_absolute_url() not in urls


def test_what_happens_later_changes_no_figure(office):
    row = work.evaluation(office)
    before = list(row.figures.values("measure", "met", "all", "records"))
    work.presence(office, "late")
    assert list(row.figures.values("measure", "met", "all", "records")) == before


def test_liaison35_given_an_objection_that_is_right_then_the_score_is_counted_anew(office):
    row = work.evaluation(office, "objected")
    before = row.score
    for typed in (
        {"measure": "", "met": 1},
        {"measure": "attendance", "met": 3},
        {"measure": "attendance", "met": None},
    ):
        with pytest.raises(Refused):
            office.do("answer_objection", row, office.head, upheld=True, answer="درست", **typed)
    office.do("answer_objection", row, office.head, upheld=True, answer="درست", measure="attendance", met=2)
    assert row.score > before
    assert (row.stage, row.figures.get(measure="attendance").met) == ("answered", 2)


def test_a_deputy_objects_to_his_own_and_sees_no_others(office, signed_in):
    row = work.evaluation(office)
    other = Evaluation.objects.get(round=row.round, person=office.other_deputy)
    assert list(evaluations(office.viewer(office.deputy))) == [row]
    client = signed_in(office.deputy)
    paths = [
        row.get_absolute_url(), reverse("liaison:evaluation_records", args=[row.pk, "attendance"]), other.get_absolute_url(),
        reverse("liaison:ranking", args=[row.round_id]), reverse("liaison:ranking_pdf", args=[row.round_id]),
        reverse("liaison:evaluation_records", args=[row.pk, "charm"]),
    ]  # fmt: skip
    assert [client.get(path).status_code for path in paths] == [200, 200, 404, 404, 404, 404]
    with pytest.raises(NotVisible):
        office.do("object_to_evaluation", other, office.deputy, text="نه")
    with pytest.raises(NotVisible):
        office.do("object_to_evaluation", row, office.head, text="نه")


def test_liaison35_given_a_remedy_that_is_open_then_the_next_quarter_shows_it(office):
    row = work.evaluation(office)
    remedy = office.task(kind="remedy", evaluation=str(row.pk))
    found = work.quarter_after(office.at.date())
    later = Evaluation.objects.get(round=work.evaluated(office, found), person=office.deputy)
    viewer = office.viewer(office.officer)
    assert (
        list(found_evaluations.remedies_of(viewer, row))
        == list(found_evaluations.remedies_of(viewer, later))
        == [remedy]
    )
    office.do("give_evidence", remedy, office.deputy, text="دوره دید", documents=[])
    office.do("accept_task", remedy, office.head, outcome="شد")
    assert list(found_evaluations.remedies_of(viewer, later)) == []


def test_the_ranking_is_taken_as_paper_and_as_table(office, signed_in):
    row = work.evaluation(office)
    client = signed_in(office.officer)
    url = reverse("liaison:ranking", args=[row.round_id])
    assert client.get(url, {"take": "xlsx"}).content[:2] == b"PK"
    text = client.get(url, {"take": "csv"}).content.decode("utf-8-sig")
    assert office.deputy.name in text and "حضور در مجلس" in text
    assert client.get(reverse("liaison:ranking_pdf", args=[row.round_id])).content[:4] == b"%PDF"
    ranked = found_evaluations.ranking(office.viewer(office.officer), row.round)
    assert [(each.place, each.evaluation.person) for each in ranked] == [
        (1, office.deputy),
        (None, office.other_deputy),
    ]
