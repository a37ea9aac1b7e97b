"""What is sealed of a case: it lies closed in the database, opens for its readers' keys, and for nobody else's (Art. 7 n. 1)."""

from __future__ import annotations

import pytest
from django.db import connection

from conduct.models import Report
from majlis import keyring
from majlis.demo.keys import RING
from majlis.models import KeyPair, SafeShare
from majlis.models.sealed import Closed, OwnRing, is_sealed
from majlis.personal import make_pair


def lying(report: Report) -> str:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM conduct_report WHERE id = %s", [report.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def report(world) -> Report:
    return world.report()


def test_a_report_lies_sealed_and_reads_as_it_was_written(report: Report) -> None:
    assert is_sealed(lying(report))
    text = Report.objects.get(pk=report.pk).text
    assert text and not is_sealed(text)


def test_without_a_key_it_stays_closed(report: Report, no_standing_keys: None) -> None:
    assert isinstance(Report.objects.get(pk=report.pk).text, Closed)


def test_a_share_of_the_safe_opens_it_and_a_stranger_has_none(report: Report, no_standing_keys: None) -> None:
    pair = SafeShare.objects.filter(key__safe__reference=report.case.reference).first().pair
    with keyring.opened(OwnRing(pair, RING._pairs[pair.pk.hex])):
        assert not isinstance(Report.objects.get(pk=report.pk).text, Closed)
    from majlis.models import User

    stranger = User.objects.create(username="stranger")
    private = make_pair(stranger, "a stranger's password", report.stage_since)
    with keyring.opened(OwnRing(KeyPair.objects.get(user=stranger), private)):
        assert isinstance(Report.objects.get(pk=report.pk).text, Closed)


def test_a_text_moved_to_another_row_does_not_open(report: Report, world) -> None:
    other = world.report()
    Report.objects.filter(pk=other.pk).update(text=lying(report))
    assert isinstance(Report.objects.get(pk=other.pk).text, Closed)
