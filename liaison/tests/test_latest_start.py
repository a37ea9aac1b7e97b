"""The latest start from which a limit has ended, as the limit itself counts (Arts. 207 ff.)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liaison.models import KIND_MODELS
from liaison.queries.clocks import latest_start
from liaison.rules.laws import FIGURES
from liaison.rules.procedure import STEPS
from liaison.rules.roads import RUNS
from majlis import queries
from majlis.rules.deadlines import deadline, legal_day

MINUTE = timedelta(minutes=1)
KIND_OF = {word: kind for word, kind, *_ in RUNS}


@pytest.mark.parametrize("word", KIND_OF)
@pytest.mark.parametrize("later", [timedelta(0), timedelta(hours=13, minutes=7), timedelta(days=40)])
def test_from_it_the_limit_has_ended_and_from_a_minute_later_not(office, word, later):
    step, by = STEPS[word], office.at + later
    calendar = queries.calendar_for(step, KIND_MODELS[KIND_OF[word]]())
    since = latest_start(step, by)
    figure = FIGURES.on(step.limits[0].figure, legal_day(by))
    if figure.value is None:
        assert since is None
        return
    assert deadline(since, FIGURES.on(step.limits[0].figure, legal_day(since)), calendar).ends_at <= by
    after = since + MINUTE
    assert deadline(after, FIGURES.on(step.limits[0].figure, legal_day(after)), calendar).ends_at > by
