"""The law as examples: the ledger, the limits, figures that are uncertain or unset."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from liaison.models import KIND_MODELS
from liaison.queries.dossier import UNITS
from liaison.rules.kinds import OPEN
from liaison.rules.laws import FIGURES
from liaison.rules.procedure import STEPS
from liaison.rules.roads import OWN_DAY, RUNS
from liaison.rules.signatures import Signature, after_withdrawal, ledger_of
from liaison.rules.work import WORK
from majlis.persian import TEHRAN
from majlis.rules.deadlines import Calendar, deadline
from majlis.rules.law import Refused

EXAMPLES = Path(__file__).with_name("examples")
LEDGER = tomllib.loads((EXAMPLES / "ledger.toml").read_text(encoding="utf-8"))
LIMITS = tomllib.loads((EXAMPLES / "limits.toml").read_text(encoding="utf-8"))["example"]
START = datetime(2027, 5, 1, 6, tzinfo=UTC)
NEEDED = 10


def played(events: list[str]):
    """The ledger of an example, and the instant after its last event."""
    rows: list[list] = []
    announced, at = None, START
    for event in events:
        day, what, *count = event.split()
        at = START + timedelta(days=int(day))
        if what == "announce":
            announced = at
        elif what == "+":
            rows += [[f"m{len(rows) + n}", at, None] for n in range(int(count[0]))]
        else:
            standing = [row for row in rows if row[2] is None]
            for row in standing[: int(count[0])]:
                row[2] = at
    return ledger_of((Signature(*row) for row in rows), NEEDED, announced), at + timedelta(hours=1)


@pytest.mark.parametrize("example", LEDGER["example"], ids=lambda example: example["name"])
def test_art219_ledger(example):
    ledger, at = played(example["events"])
    assert (ledger.count(at), ledger.binds(at)) == (example["then"]["count"], example["then"]["stands"])


@pytest.mark.parametrize("example", LEDGER["bill"], ids=lambda example: example["name"])
def test_art132_members_bill(example):
    given = example["given"]
    assert after_withdrawal(given["remaining"], 15, generalities_passed=given["generalities_passed"]) == example["then"]


@pytest.mark.parametrize("example", LIMITS, ids=lambda example: example["name"])
def test_limit_ends_where_the_text_says(example):
    start = datetime.fromisoformat(example["start"]).replace(tzinfo=TEHRAN)
    figure = FIGURES.on(example["figure"], start.date())
    found = deadline(start, figure, Calendar())
    told = found.last_minute.astimezone(TEHRAN).strftime("%Y-%m-%d %H:%M")
    assert (told, figure.certainty) == (example["last_minute"], example["certainty"])


# The ledger's lasting properties


def signers(count: int) -> list[Signature]:
    return [Signature(f"m{n}", START + timedelta(hours=n)) for n in range(count)]


LATER = START + timedelta(days=30)


@pytest.mark.parametrize("count", range(0, 25))
def test_const89_given_any_number_when_counted_then_ten_and_no_fewer_suffice(count):
    assert ledger_of(signers(count), NEEDED).binds(LATER) == (count >= NEEDED)


@pytest.mark.parametrize("count", range(10, 16))
@pytest.mark.parametrize("gone", range(0, 16))
def test_art219_given_an_announced_one_when_some_withdraw_then_it_stands_until_all_have(count, gone):
    announced = START + timedelta(days=10)
    rows = [
        Signature(each.person, each.signed_at, announced + timedelta(days=1) if place < gone else None)
        for place, each in enumerate(signers(count))
    ]
    assert ledger_of(rows, NEEDED, announced).binds(LATER) == (gone < count)


def test_a_signature_counts_from_its_moment_to_the_moment_of_withdrawal():
    one = Signature("m", START, START + timedelta(hours=2))
    second = timedelta(seconds=1)
    seen = [
        one.stands(at)
        for at in (START - second, START, START + timedelta(hours=2) - second, START + timedelta(hours=2))
    ]
    assert seen == [False, True, True, False]


def test_one_who_signs_twice_counts_once():
    rows = [Signature("m", START), Signature("m", START + timedelta(hours=1))]
    assert ledger_of(rows, NEEDED).count(LATER) == 1


# Figures


def test_what_no_source_says_is_refused_and_not_guessed():
    with pytest.raises(Refused, match="تعیین نشده"):
        FIGURES.value("committee_report_days", date(2027, 6, 1))
    assert FIGURES.on("urgency_majority", date(2027, 6, 1)).value is None


def test_art206_given_the_old_text_then_a_notice_has_no_limit_and_later_a_month():
    assert FIGURES.on("notice_answer_months", date(2015, 1, 1)).value is None
    assert FIGURES.on("notice_answer_months", date(2025, 1, 1)).value == 1


def test_a_figure_has_source_reading_day_and_known_certainty():
    keys = FIGURES.keys()
    rows = [row for key in keys for row in FIGURES.rows(key)]
    assert all(row.source and row.checked_on and row.certainty in ("A", "B", "C", "I", "M", "NF", "X") for row in rows)
    # The old text of the notice is read, and says no limit; whatever else is unset was not found in any text.
    unset = {row.key for row in rows if row.value is None and row.certainty in ("A", "B")}
    assert unset == {"notice_answer_months"}


def test_a_step_of_one_kind_is_no_step_of_another():
    own = {model._meta.model_name for model in KIND_MODELS.values()}
    assert {step.subject for step in STEPS.values()} == own | {
        "signedmatter",
        "floorvote",
        "matter",
        "bill",
        "enactment",
        "judicial",
        "referral",
        "intake",
        "cabinetperiod",
        "ministryaddress",
        "task",
        "promise",
        *(step.subject for step in WORK),
    }


def test_every_unit_is_told_in_words():
    units = {row.unit for key in FIGURES.keys() for row in FIGURES.rows(key)}  # noqa: SIM118 - it is no mapping
    assert units <= set(UNITS)
    parts = [key for key in FIGURES.keys() if key.endswith(("_numerator", "_denominator"))]  # noqa: SIM118
    assert parts and {row.unit for key in parts for row in FIGURES.rows(key)} == {"part"}


def test_a_limit_runs_at_no_stage_that_parliament_has_done_with():
    """What is late is looked for among the open files alone."""
    assert all(set(stages) <= set(OPEN) for _, _, stages, _ in RUNS)
    assert all(set(STEPS[word].after) <= set(OPEN) for word in OWN_DAY.values()) and "on_trial" in OPEN
