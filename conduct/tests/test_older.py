"""A house that is older than the sealing: nothing breaks, and one night gives every case its safe (Art. 7 n. 1)."""

from __future__ import annotations

import pytest
from django.db import connection

from conduct.models import Case, Report, ReporterIdentity
from conduct.tests.playing import World
from conduct.tests.test_keys import everybody, reads, reads_name, sealed_columns  # noqa: F401 - a fixture
from conduct.tests.test_pages import at_the_worlds_hour, visit  # noqa: F401 - fixtures
from majlis import jobs, keyring
from majlis.models import KeyPair, Safe, SafeKey, SafeShare
from majlis.models.sealed import is_sealed
from majlis.rules.law import Refused


@pytest.fixture
def older(world: World, everybody: None) -> Case:  # noqa: F811
    """As it lay before: every text in plain letters, and no safe."""
    case = world.given_case("under_inquiry")
    for model, column in sealed_columns():
        names = [f.name for f in model._meta.concrete_fields if f.column == column]
        for row in model.objects.all():
            text = getattr(row, names[0])
            with connection.cursor() as cursor:
                if isinstance(text, str):
                    cursor.execute(
                        f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE id = %s', [str(text), row.pk]
                    )
    for model in (SafeShare, SafeKey, Safe):
        model.objects.all().delete()
    return Case.objects.get(pk=case.pk)


def test_an_act_is_refused_with_a_sentence_and_nothing_breaks(world, older, visit):  # noqa: F811
    with pytest.raises(Refused, match="پیش از مهر و موم"):
        world.report(case=older)
    assert Report.objects.filter(case=older).count() == 1
    assert visit(world.chair).get(older.get_absolute_url())[0] == 200


def test_one_night_gives_it_a_safe_and_closes_its_texts(world, older, no_standing_keys):
    report, identity = Report.objects.get(case=older), ReporterIdentity.objects.get(report__case=older)
    text = str(report.text)
    with keyring.opened(None):
        assert jobs.open_missing_safes(world.now) == 2
        assert jobs.open_missing_safes(world.now) == 0
    assert is_sealed(Report.objects.get(pk=report.pk).__dict__["text"])
    assert reads(world.seats[6], report) and not reads(world.judges[0], report)
    assert reads_name(world.registrar, identity) and not reads_name(world.seats[6], identity)
    assert text and Report.objects.filter(case=older).count() == 1
    world.report(case=Case.objects.get(pk=older.pk))


def test_what_nobody_could_open_is_left_open(world, older, no_standing_keys):
    KeyPair.objects.all().delete()
    assert jobs.open_missing_safes(world.now) == 0
    assert not is_sealed(Report.objects.get(case=older).__dict__["text"]) and not Safe.objects.exists()
