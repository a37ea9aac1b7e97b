"""The counts beside the files: after whatever acts they say what the files say, and what is wrong is found and made right."""

from __future__ import annotations

import itertools
import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from liaison import actions, tallies
from liaison.models import AddresseeTally, CabinetPeriod, CommitteeTally, Matter, MemberTally, Question, Signature
from liaison.queries import checks, counts, listing
from liaison.tests import stage
from liaison.tests.roads import along, filed
from liaison.tests.stage import Office
from majlis.tests.people import call
from majlis.tests.test_races import both

CHARTS = (
    "by_kind",
    "by_ministry",
    "by_month",
    "by_committee",
    "by_cabinet",
    "by_term",
    "by_member",
    "ministry_by_cabinet",
)


def wrong() -> dict[str, int]:
    return {name: len(tallies.differing(name)) for name in tallies.KEPT}


def right(told: dict[str, int]) -> bool:
    return not any(told.values())


@pytest.fixture
def busy(office: Office) -> Office:
    """Files of many kinds that were filed, signed, withdrawn from, carried on and ended, each by its acts."""
    office.question("unconvinced"), office.notice("answered"), office.government_bill("approved")
    office.interpellation("announced")
    for kind in ("complaint", "law", "correspondence", "enquiry", "budget_bill"):
        filed(office, kind)
    along(office, "government_bill", "at_guardians")
    bill = office.member_bill(signers=16)
    for word in ("withdraw_signature", "sign_matter"):
        office.do(word, bill, person=office.keys(1)[0])
    return office


def test_after_many_acts_the_counts_are_those_of_the_files(busy):
    assert Matter.objects.filter(signatures__withdrawn_at__isnull=False).exists()
    assert right(wrong())
    assert sum(AddresseeTally.objects.values_list("count", flat=True)) == Matter.objects.count()


def test_every_chart_tells_of_the_counts_what_it_tells_of_the_files(busy, monkeypatch):
    viewer = busy.viewer(busy.officer)
    row = Matter.objects.filter(committee__isnull=False).first()
    old = CabinetPeriod.objects.create(title="دولت پیشین", from_day="2020-01-01", to_day="2024-12-31")
    Matter.objects.filter(kind="notice").update(cabinet=old)
    asked = {
        "kind": row.kind, "stage": row.stage, "year": row.year, "month": row.month, "term": row.term.number, "cabinet": row.cabinet_id,
        "ministry": row.addressee.code, "committee": row.committee.code,
    }  # fmt: skip
    narrowed = [dict(pair) for size in (0, 1, 2) for pair in itertools.combinations(asked.items(), size)]
    narrowed += [{"ministry": listing.NOBODY}, {"cabinet": old.pk}, {"kind": "notice", "cabinet": old.pk}]
    kept = [getattr(counts, name)(viewer, wanted) for name in CHARTS for wanted in narrowed]
    years, months, kinds = counts.years(viewer), counts.months(viewer), listing.by_kind(viewer)
    # Nothing is known of the counts: the files are asked.
    for tally in (AddresseeTally, CommitteeTally, MemberTally):
        monkeypatch.setattr(tally, "KNOWS", frozenset())
    assert [getattr(counts, name)(viewer, wanted) for name in CHARTS for wanted in narrowed] == kept
    assert years == list(Matter.objects.order_by("-year").values_list("year", flat=True).distinct())
    assert [month for month, _ in months] == list(
        Matter.objects.order_by("-month").values_list("month", flat=True).distinct()
    )
    assert {code: row["all"] for code, row in kinds.items()} == {
        code: Matter.objects.filter(kind=code).count() for code in Matter.objects.values_list("kind", flat=True)
    }


def test_a_ministry_is_told_nothing_of_the_counts(busy):
    assert listing.by_kind(busy.viewer(busy.other_deputy)) == {}


def test_many_rows_at_once_and_past_the_acts_are_counted_too(busy):
    Matter.objects.update(addressee=busy.roads)
    Matter.objects.filter(kind="question").update(committee=None)
    assert right(wrong()) and not CommitteeTally.objects.values("kind").filter(kind="question", count__gt=1)
    row = busy.question()
    person = row.lead
    Signature.objects.filter(matter=row, person=person).update(withdrawn_at=row.filed_at)
    Signature.objects.bulk_create(
        Signature(matter=row, person=person, place=place, signed_at=row.filed_at, withdrawn_at=row.filed_at)
        for place in (2, 3)
    )
    assert right(wrong())
    Signature.objects.filter(matter=row, place=3).delete()
    assert right(wrong())
    Signature.objects.filter(matter=row).delete()
    assert right(wrong())


def test_a_signature_stays_where_it_is(busy):
    row, other = Matter.objects.filter(lead__isnull=False)[:2]
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Signature.objects.filter(matter=row).update(matter=other)


@pytest.mark.parametrize("tally", [AddresseeTally, CommitteeTally, MemberTally])
def test_a_wrong_count_is_named_at_night_and_made_right(busy, tally):
    assert checks.miscounted().rows == []
    lost = tally.objects.first()
    type(lost).objects.filter(pk=lost.pk).delete()
    (row,) = checks.miscounted().rows
    assert tally._meta.verbose_name in row and "reindex counts" in row
    call_command("reindex", "counts", verbosity=0)
    assert checks.miscounted().rows == [] and right(wrong())


def test_counting_anew_draws_the_rows_together_and_changes_no_number(busy):
    viewer = busy.viewer(busy.officer)
    before = [getattr(counts, name)(viewer, {}) for name in CHARTS]
    assert set(tallies.count_anew().values()) == {0}
    assert [getattr(counts, name)(viewer, {}) for name in CHARTS] == before
    rows = list(AddresseeTally.objects.values_list("kind", "stage", "year", "month", "term", "cabinet", "addressee"))
    assert len(rows) == len(set(rows)) and not AddresseeTally.objects.filter(count__lte=0).exists()


# Two at once


@pytest.fixture
def racing(own_database) -> Office:
    stage.opened()
    return stage.found()


def filing(office: Office, place: int):
    def press():
        facts = {
            "title": f"آب روستا {place}",
            "addressee": str(office.energy.pk),
            "askers": office.keys(1, place),
            "text": "",
        }
        return actions.file_question(call(office.officer, facts, at=office.at), Question())

    return press


def test_what_is_filed_at_once_and_while_the_counts_are_made_anew_is_counted(racing):
    answers = both(*(filing(racing, place) for place in range(3)), tallies.count_anew, tallies.count_anew)
    assert sorted(type(each).__name__ for each in answers) == ["Act", "Act", "Act", "dict", "dict"]
    assert Matter.objects.count() == 3 and right(wrong())


def test_a_file_is_lost_from_counts_that_are_read_and_written_in_two_steps(racing, monkeypatch):
    """The planted mutant: the files are counted, an officer files one, and what was counted is written."""
    meeting = threading.Barrier(2, timeout=30)

    def in_two_steps(kept: tallies.Kept) -> int:
        with connection.cursor() as cursor:
            cursor.execute(kept.files)
            rows = cursor.fetchall()
            meeting.wait()
            meeting.wait()
            cursor.execute(f"DELETE FROM {kept.table}")
            for row in rows:
                cursor.execute(
                    f"INSERT INTO {kept.table} ({kept.sort}, count) VALUES ({', '.join(['%s'] * len(row))})", row
                )
        return 0

    def file_between():
        meeting.wait()
        act = filing(racing, 1)()
        meeting.wait()
        return act

    filing(racing, 0)()
    monkeypatch.setattr(tallies, "KEPT", {"addressees": tallies.KEPT["addressees"]})
    monkeypatch.setattr(tallies, "_count_anew", in_two_steps)
    both(tallies.count_anew, file_between)
    assert wrong() == {"addressees": 1}
