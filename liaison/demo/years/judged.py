"""Twenty years of quarters in which each deputy was evaluated, every figure with the records that it counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain

from liaison.demo.years.cast import DAY, Cast
from liaison.demo.years.hand import write
from liaison.models import Criteria, Evaluation, EvaluationFigure, EvaluationRound
from liaison.rules.evaluation import Counted, score
from majlis import persian
from majlis.rules.deadlines import legal_day

WEIGHTS = {"attendance": 30, "punctuality": 20, "answers": 20, "opinions": 15, "tasks": 15}
A_QUARTER, ROUNDS, COUNTED = 91, 78, 12


def rounds(cast: Cast, places: range) -> None:
    """Write so many quarters, the last one first: what an office looks at is there at any size."""
    dice = random.Random(f"round {places.start}")
    criteria = Criteria.objects.first() or write([_criteria(cast)])[0]
    for place in places:
        at = cast.now - (place + 1) * A_QUARTER * DAY
        year, month, _ = persian.jalali_parts(legal_day(at))
        quarter = (month - 1) // 3 + 1
        if EvaluationRound.objects.filter(year=year, quarter=quarter).exists():
            continue
        made = EvaluationRound(
            criteria=criteria, year=year, quarter=quarter, issued_at=at + A_QUARTER * DAY, stage="issued", stage_since=at,
        )  # fmt: skip
        _evaluate(cast, write([made])[0], dice)


def _criteria(cast: Cast) -> Criteria:
    return Criteria(
        title="معیارهای بیست‌سال", from_day=legal_day(cast.began - DAY), weights=WEIGHTS, source="ساختگی", stage="published",
        published_at=cast.began - DAY, stage_since=cast.began - DAY,
    )  # fmt: skip


def _evaluate(cast: Cast, quarter: EvaluationRound, dice: random.Random) -> None:
    told = {each.pk: list(_figures(dice)) for each in cast.ministries}
    rows = write(
        Evaluation(
            round=quarter, person=cast.deputy(place, quarter.issued_at), ministry=body, stage="issued", stage_since=quarter.issued_at,
            score=score(Counted(each.weight, each.met, each.all) for each in told[body.pk]),
        )
        for place, body in enumerate(cast.ministries)
    )  # fmt: skip
    for row in rows:
        for figure in told[row.ministry_id]:
            figure.evaluation = row
    write(chain.from_iterable(told.values()))


def _figures(dice: random.Random) -> Iterator[EvaluationFigure]:
    for measure, weight in WEIGHTS.items():
        met = [bool(dice.randrange(4)) for _ in range(COUNTED)]
        records = [{"label": f"رکورد {n + 1}", "url": "", "met": each} for n, each in enumerate(met)]
        yield EvaluationFigure(measure=measure, weight=weight, met=sum(met), all=COUNTED, records=records)
