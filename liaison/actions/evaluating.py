"""The evaluation of parliamentary deputies: criteria first, a round a quarter, objection and answer (house procedure, Art. 35)."""

from __future__ import annotations

from datetime import date

from liaison.models import Counter, Criteria, Evaluation, EvaluationFigure, EvaluationRound
from liaison.queries.measuring import deputies_on, measured
from liaison.rules import evaluation as rules
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def publish_criteria(call: Call, criteria: Criteria) -> Act:
    """What deputies will be measured by from a day on is published before that day (house procedure, Article 35).

    Args: criteria, unsaved; call.body: title, from_day (ISO), source, weights (whole numbers by measure).
    Raises: Refused for a day that is past, weights that do not make a hundred, a day that has criteria.
    """
    with official_act(STEPS["publish_criteria"], criteria, call) as act:
        body = act.body
        criteria.title, criteria.source = persian.normalise(body["title"]), body["source"]
        criteria.from_day = date.fromisoformat(body["from_day"])
        one_after_another()
        if criteria.from_day <= act.day:
            raise Refused(LIAISON.article("35"), "معیار پیش از آغاز روز خود منتشر می‌شود.", field="from_day")
        if Criteria.objects.filter(from_day=criteria.from_day).exists():
            raise Refused(LIAISON.article("35"), "برای این روز معیار دیگری منتشر شده است.", field="from_day")
        criteria.weights = {name: int(value) for name, value in body["weights"].items() if value}
        rules.refuse_weights(criteria.weights)
        criteria.published_at = act.at
    return act.act


def one_after_another() -> None:
    """Criteria and rounds have no file before them to queue on: whoever comes second waits here, and sees the first."""
    Counter.objects.get_or_create(kind="evaluation", year=0)
    Counter.objects.select_for_update().get(kind="evaluation", year=0)


def evaluate_deputies(call: Call, round_: EvaluationRound) -> Act:
    """Each deputy's quarter is counted, by the criteria that were published before it began (house procedure, Article 35).

    Args: round_, unsaved; call.body: year, quarter.
    Raises: Refused for a quarter that is not over, was evaluated, or for which no criteria were published in time.
    """
    with official_act(STEPS["evaluate_deputies"], round_, call) as act:
        round_.year, round_.quarter = act.body["year"], act.body["quarter"]
        one_after_another()
        first, last = rules.bounds(round_.year, round_.quarter)
        if act.day <= last:
            raise Refused(LIAISON.article("35"), "این فصل هنوز به پایان نرسیده است.", field="quarter")
        if EvaluationRound.objects.filter(year=round_.year, quarter=round_.quarter).exists():
            raise Refused(LIAISON.article("35"), "این فصل ارزیابی شده است.", field="quarter")
        criteria = Criteria.objects.filter(from_day__lte=first).order_by("-from_day").first()
        if criteria is None:
            raise Refused(LIAISON.article("35"), "پیش از آغاز این فصل معیاری منتشر نشده است.", field="quarter")
        round_.criteria, round_.issued_at = criteria, act.at
        round_.stage, round_.stage_since = act.step.to, act.at
        round_.save()
        act.note(deputies=_count_all(round_, first, last))
    return act.act


def _count_all(round_: EvaluationRound, first: date, last: date) -> int:
    held = deputies_on(last)
    found = measured(first, last, held)
    rows, figures = [], []
    for each in held:
        row = Evaluation(
            round=round_,
            person=each.person,
            ministry=each.body,
            stage="issued",
            stage_since=round_.issued_at,
            version=1,
        )
        own = [
            EvaluationFigure(
                evaluation=row, measure=measure, weight=weight, records=records, all=len(records),
                met=sum(record["met"] for record in records),
            )
            for measure, weight in round_.criteria.weights.items()
            for records in [found[each.pk][measure]]
        ]  # fmt: skip
        row.score = scored(own)
        rows.append(row)
        figures += own
    Evaluation.objects.bulk_create(rows)
    EvaluationFigure.objects.bulk_create(figures)
    return len(rows)


def scored(figures: list[EvaluationFigure]) -> int | None:
    return rules.score(rules.Counted(each.weight, each.met, each.all) for each in figures)


def object_to_evaluation(call: Call, evaluation: Evaluation) -> Act:
    """A deputy objects to his own evaluation (house procedure, Article 35). Args: call.body: text."""
    with official_act(STEPS["object_to_evaluation"], evaluation, call) as act:
        evaluation.objection, evaluation.objected_at = act.body["text"], act.at
    return act.act


def answer_objection(call: Call, evaluation: Evaluation) -> Act:
    """The head answers an objection; where it is right, a figure is corrected and the score counted anew (house procedure, Article 35).

    Args: call.body: upheld, answer, measure and met (of an upheld one: which figure, and how many were met in truth).
    Raises: Refused for an upheld one without its figure, or with more met than there were.
    """
    with official_act(STEPS["answer_objection"], evaluation, call) as act:
        evaluation.upheld, evaluation.answer = act.body["upheld"], act.body["answer"]
        if evaluation.upheld:
            figure = evaluation.figures.filter(measure=act.body.get("measure") or "").first()
            met = act.body.get("met")
            if figure is None:
                raise Refused(LIAISON.article("35"), "عددی را که اصلاح می‌شود برگزینید.", field="measure")
            if met is None or not 0 <= met <= figure.all:
                told = persian.number(figure.all)
                raise Refused(LIAISON.article("35"), f"شمار درست میان ۰ و {told} است.", field="met")
            act.note(before={"met": figure.met, "score": evaluation.score})
            figure.met = met
            figure.save(update_fields=["met"])
            evaluation.score = scored(list(evaluation.figures.all()))
    return act.act
