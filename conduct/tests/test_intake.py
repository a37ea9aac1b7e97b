"""A report as it comes in (Arts. 1, 7; law, Art. 2), and a case that acts alone have brought to each stage."""

from __future__ import annotations

from datetime import date

import pytest

from conduct.facts import SittingFacts
from conduct.models import BoardSitting, ReporterIdentity
from conduct.tests.playing import STAGES
from majlis.models import Act
from majlis.register import NotVisible
from majlis.rules import chain
from majlis.rules.law import Refused
from majlis.tests.people import appointed


@pytest.mark.parametrize("stage", STAGES)
def test_a_case_reaches_every_stage_by_acts_alone(world, stage):
    case = world.given_case(stage)
    assert case.stage == stage
    acts = Act.objects.filter(realm="conduct").order_by("seq")
    assert chain.first_fault("conduct", [act.entry() for act in acts], {}) is None
    assert acts.last().root in ("", case.reference) or acts.last().subject == case.reference


def test_art7_given_a_report_when_registered_then_its_reference_counts_nothing(world):
    refs = [world.report().case.ref for _ in range(5)]
    assert all(ref.startswith("1405-") and len(ref) == 12 for ref in refs)
    assert len(set(refs)) == 5


def test_law_art2_the_reporters_name_is_in_its_own_table_and_nowhere_in_the_register(world):
    report = world.report()
    identity = ReporterIdentity.objects.get(report=report)
    assert identity.name == "گزارشگر ناپیدا"
    act = Act.objects.get(subject=report.reference)
    assert "گزارشگر" not in act.body
    assert act.content["reporter"] == chain.H("reporter", identity.salt, identity.name, identity.contact)


def test_law_art2_given_no_name_and_no_mark_then_refused(world):
    with pytest.raises(Refused) as refused:
        world.report(reporter={})
    assert refused.value.article.number == "2"
    assert world.report(reporter={}, anonymous=True).anonymous


@pytest.mark.parametrize(
    ("day", "taken"), [("2025-12-31", False), ("2026-01-01", True), ("2026-05-01", True), ("2026-05-02", False)]
)
def test_art1_the_alleged_day_lies_in_the_members_time_and_before_the_report(world, day, taken):
    if taken:
        assert world.report(alleged_day=day).alleged_day == date.fromisoformat(day)
        return
    with pytest.raises(Refused) as refused:
        world.report(alleged_day=day)
    assert refused.value.article.number == "1"


def test_art7_a_like_report_is_joined_and_another_members_is_not(world):
    case = world.report().case
    assert world.report(case=case).case == case
    assert case.reports.count() == 2
    other = world.people.stranger
    appointed(other, world.people.secretary.memberships.first().body, "observer", world.people.administrator)
    with pytest.raises(Refused):
        world.report(case=case, member=world.chair, alleged_day="2026-04-01")


def test_art7_a_report_without_its_paper_is_refused(world):
    with pytest.raises(Refused) as refused:
        world.report(papers=[])
    assert refused.value.field == "file"


def test_a_paper_of_somebody_else_is_not_taken(world):
    with pytest.raises(Refused):
        world.report(papers=[world.paper(world.chair)])


def test_the_registrar_registers_and_does_not_sit(world):
    case = world.report().case
    with pytest.raises(NotVisible):
        world.do("declare_recusal", case, world.registrar)
    assert world.registrar.pk not in {
        row.person_id for row in SittingFacts(BoardSitting(body=world.board), world.now).members
    }
