"""The nightly checks: a house in order is not accused, each planted fault is named, and nothing of a sealed realm is told."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from committees.models import Declaration, Formation, Lot, Seat
from conduct.models import Case
from liaison.models import Matter, Referral
from majlis import clock, documents, jobs, persian, personal
from majlis.demo.fixed import NOW
from majlis.models import Act, Body, Digest, Document, Letter, LetterYear, Membership
from majlis.queries import checks, store
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Law, Limit, Step

PAGE = "/checks/"
LONG_AGO = timedelta(days=2)


def rows(title: str) -> list[str]:
    (found,) = [check for check in checks.all_checks(NOW) if check.title == title]
    return found.rows


def all_rows() -> list[str]:
    return [row for check in checks.all_checks(NOW) for row in check.rows]


@pytest.fixture
def own_store(settings: Any, tmp_path: Path) -> Path:
    """A store that holds nothing: no paper of the demonstration lies in it."""
    settings.MEDIA_ROOT = tmp_path / "documents"
    return settings.MEDIA_ROOT


@pytest.fixture
def whole_store(cast: Any, settings: Any, tmp_path: Path) -> None:
    """A store with the demonstration's papers and nothing that other tests have left."""
    shared, settings.MEDIA_ROOT = Path(settings.MEDIA_ROOT), tmp_path / "documents"
    for sha256 in set(Document.objects.values_list("sha256", flat=True)):
        path = documents.stored_path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(shared / sha256[:2] / sha256, path)


def age(sha256: str, by: timedelta = LONG_AGO) -> Path:
    path = documents.stored_path(sha256)
    then = (clock.now() - clock.offset() - by).timestamp()
    os.utime(path, (then, then))
    return path


# The played house


def test_the_played_house_is_in_order(cast, whole_store):
    assert {check.title: check.rows for check in checks.all_checks(NOW) if check.rows} == {}


# Overdue, and nobody there


def test_given_a_late_question_when_the_whole_office_has_left_then_it_is_named(cast):
    title = "مهلت گذشتهٔ بی‌صاحب"
    late = Matter.objects.filter(kind="question", stage__in=("filed", "sent")).first()
    Matter.objects.filter(pk=late.pk).update(filed_at=NOW - timedelta(days=300), postponed_until=None)
    assert rows(title) == []
    Membership.objects.filter(body__kind="liaison_office").update(to_day=NOW.date() - timedelta(days=1))
    Membership.objects.filter(body__kind="presiding_board").update(to_day=NOW.date() - timedelta(days=1))
    assert any("سؤال" in row for row in rows(title))


def test_given_a_late_referral_when_nobody_in_the_ministry_may_answer_then_it_is_named(cast):
    title = "ارجاع بی‌پاسخ‌دهنده"
    referral = Referral.objects.filter(stage__in=("sent", "accepted")).first()
    Referral.objects.filter(pk=referral.pk).update(due_at=NOW - timedelta(hours=1))
    assert rows(title) == []
    Membership.objects.filter(body=referral.ministry).delete()
    assert any(str(referral) in row for row in rows(title))


# Stages, articles, numbers


def test_a_stage_that_the_model_does_not_know_is_named(cast):
    form = Declaration.objects.first()
    Declaration.objects.filter(pk=form.pk).update(stage="lost")
    assert rows("مرحلهٔ ناممکن") == [f"{Declaration._meta.verbose_name} در مرحلهٔ «lost»، شناسهٔ {form.pk}"]


def limited(article: str, figure: str) -> Any:
    """An office whose one step has a limit."""
    law = Law("directive", "قانون")
    step = Step("do", "کار", "شد", law.article("4"), (), "form", limits=(Limit("due_within", "days"),))
    row = SimpleNamespace(article=article)
    figures = SimpleNamespace(keys=lambda: (figure,), rows=lambda key: (row,))
    return SimpleNamespace(steps={"do": step}, figures=figures)


@pytest.mark.parametrize(
    ("article", "figure", "found"),
    [("directive 4", "days", 0), ("", "days", 1), ("directive 999", "days", 1), ("directive 4", "hours", 1)],
)
def test_a_limit_without_an_article_is_named(article, figure, found):
    assert len(checks.deadlines_without_article([limited(article, figure)]).rows) == found


def test_a_number_that_no_letter_bears_is_named(cast):
    last = LetterYear.objects.order_by("-year").first() or LetterYear(year=1404)
    last.last += 1
    last.save()
    (row,) = rows("شمارهٔ جاافتادهٔ نامه")
    assert row.startswith("دفتر سال")


# Rosters (Arts. 16-18, 23)

ROSTER = "فهرست اعضا و نتیجهٔ قرعه"


@pytest.fixture
def final(cast) -> Formation:
    return Formation.objects.get(stage="final")


def test_art18_given_a_seat_moved_by_hand_when_checked_then_the_form_and_the_office_are_named(final):
    seat = Seat.objects.filter(formation=final).select_related("declaration").first()
    other = Body.objects.filter(kind="committee").exclude(pk=seat.committee_id).first()
    Seat.objects.filter(pk=seat.pk).update(committee=other)
    assert len([row for row in rows(ROSTER) if "جای داده‌شده" in row]) == 1
    assert len([row for row in rows(ROSTER) if "سمت" in row]) == 2


def test_art18_given_a_result_written_anew_when_checked_then_the_lot_is_named(final):
    lot = Lot.objects.filter(formation=final).exclude(result="").first()
    told = json.loads(lot.result)
    given = next(iter(told["seats"].values()))
    given["by_lot"] = not given["by_lot"]
    Lot.objects.filter(pk=lot.pk).update(result=json.dumps(told))
    (row,) = rows(ROSTER)
    assert "بذر" in row


def test_art18_given_another_snapshot_when_checked_then_the_lot_is_named(final):
    lot = Lot.objects.filter(formation=final).exclude(result="").first()
    Lot.objects.filter(pk=lot.pk).update(snapshot_sha256="0" * 64)
    assert any("بذر" in row for row in rows(ROSTER))


def test_art23_given_a_final_seat_without_its_office_when_checked_then_it_is_named(final):
    Membership.objects.filter(source=final.code).first().delete()
    (row,) = rows(ROSTER)
    assert "سمتی در کمیسیون خود ندارد" in row


def test_given_a_member_of_two_committees_when_checked_then_he_is_named(final):
    held = Membership.objects.filter(source=final.code).select_related("person").first()
    other = Body.objects.filter(kind="committee").exclude(pk=held.body_id).first()
    Membership.objects.create(person=held.person, body=other, role="member", from_day=held.from_day)
    assert any(held.person.name in row for row in rows("عضویت در دو کمیسیون"))


# The document store


def test_a_document_whose_bytes_are_gone_or_cut_is_named(cast, own_store):
    title, paper = "سند بی‌محتوا", Document.objects.exclude(realm="conduct").first()
    assert any(paper.sha256[:12] in row for row in rows(title))
    path = documents.stored_path(paper.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * paper.size)
    assert not any(paper.sha256[:12] in row for row in rows(title))
    path.write_bytes(b"x")
    assert any(paper.sha256[:12] in row for row in rows(title))


def test_only_what_nobody_has_named_for_a_day_is_swept(cast, own_store):
    member, paper = cast.person("member"), Document.objects.first()
    gone, fresh, listed, taken, kept = (
        documents.store(data) for data in (b"gone", b"fresh", b"listed", b"taken", b"kept")
    )
    personal.keep_list(member, "roster", "majlis.term:1", ("list.xlsx", b"listed"), NOW)
    Document.objects.filter(pk=paper.pk).update(sha256=kept)
    Act.objects.bulk_create(
        [Act(realm="untold", seq=1, verb="import_roster", actor=member, subject="x", article="house 3", happened_at=NOW, recorded_at=NOW,
             body=json.dumps({"sha256": taken}))]
    )  # fmt: skip
    for sha256 in (gone, listed, taken, kept):
        age(sha256)
    half = documents.stored_path(gone).with_name(".half")
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    drawn = documents.page_path(gone, 1)
    drawn.parent.mkdir(parents=True)
    drawn.write_bytes(b"picture")
    machine = clock.now() - clock.offset()
    assert store.orphans(machine) == [documents.stored_path(gone)]
    (row,) = rows("پروندهٔ بی‌نام در انبار")
    assert gone not in row
    assert {path.name for path in jobs.sweep_store(machine)} == {gone, ".half"}
    assert set(documents.stored_names()) == {fresh, listed, taken, kept}
    assert not drawn.exists()


def test_a_file_that_is_wanted_again_is_not_swept(cast, own_store):
    sha256 = documents.store(b"again")
    age(sha256)
    assert store.orphans(clock.now() - clock.offset())
    documents.store(b"again")
    assert jobs.sweep_store(clock.now() - clock.offset()) == []


# Page and command


def test_art12_a_daily_letter_that_never_went_is_named_from_the_next_day_on(cast):
    person, yesterday = cast.person("clerk"), legal_day(NOW) - timedelta(days=1)
    for day in (yesterday, legal_day(NOW)):
        Digest.objects.create(person=person, day=day, made_at=NOW, attempts=2, failure="SMTPServerDisconnected")
    assert checks.unsent(NOW).rows == [f"{persian.jalali(yesterday)}: ۱ نامه فرستاده نشد."]
    Digest.objects.filter(day=yesterday).update(sent_at=NOW)
    assert checks.unsent(NOW).rows == []


def test_the_page_is_the_administrators_alone(cast):
    assert cast.client("administrator").get(PAGE).status_code == 200
    assert {cast.client(name).get(PAGE).status_code for name in ("secretary", "clerk", "member", "root")} == {404}
    assert checks.checks_for(cast.viewer("secretary")) == []


def test_the_page_says_what_was_found(cast):
    Declaration.objects.filter(pk=Declaration.objects.first().pk).update(stage="lost")
    page = cast.client("administrator").get(PAGE).content.decode()
    assert "«lost»" in page and "نادرستی هست" in page


def test_a_sealed_realm_is_never_told(cast, own_store):
    client = cast.client("administrator")
    before = client.get(PAGE).content
    Case.objects.update(stage="lost")
    sealed = Document.objects.filter(realm="conduct").first()
    assert sealed is not None
    Document.objects.filter(realm="conduct").update(size=1)
    told = Letter.objects.filter(realm="conduct")
    told.filter(stage="drafted").update(stage="lost")
    assert _without_token(client.get(PAGE).content) == _without_token(before)
    assert not any("conduct" in row or sealed.sha256[:12] in row for row in all_rows())


def _without_token(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrf" not in line and b"nonce" not in line]


def test_the_page_has_the_same_queries_however_many_rows(cast, own_store):
    client = cast.client("administrator")

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    asked()
    before, few = asked(), len(all_rows())
    # Forms of a formation that has ended: no limit runs on them before or after.
    Declaration.objects.filter(formation__stage="final").update(stage="lost")
    other = Body.objects.filter(kind="committee").first()
    Seat.objects.filter(formation__stage="final").update(committee=other)
    assert len(all_rows()) > few + 100
    assert asked() == before


def test_the_command_names_what_is_wrong_and_ends_so(cast, whole_store):
    said = StringIO()
    call_command("check_house", stdout=said)
    assert "مرحلهٔ ناممکن: OK" in said.getvalue()
    Declaration.objects.filter(pk=Declaration.objects.first().pk).update(stage="lost")
    with pytest.raises(CommandError, match="1 found wrong"):
        call_command("check_house", stdout=said)
    assert "«lost»" in said.getvalue()


def test_the_command_sweeps_only_when_it_is_told_to(cast, own_store):
    sha256 = documents.store(b"nobody's")
    path = age(sha256)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_house", stdout=said)
    assert f"nobody names {sha256}" in said.getvalue() and path.exists()
    with pytest.raises(CommandError):
        call_command("check_house", "--sweep", stdout=said)
    assert f"removed {sha256}" in said.getvalue() and not path.exists()
