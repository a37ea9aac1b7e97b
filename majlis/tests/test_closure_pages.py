"""What a closure moves, shown before it is signed: the preview and its pages (house, Art. 9)."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Item
from conduct.models import Case
from liaison.models import Matter
from majlis import persian, queries
from majlis.demo.fixed import NOW
from majlis.models import Closure, Countersign
from majlis.queries import closures
from majlis.rules.closures import MOVES, RETURNS, STILL
from majlis.rules.counting import ROLLS
from majlis.rules.deadlines import legal_day
from majlis.tests.closing import declared, end_of


@pytest.fixture
def asked(cast: Any) -> Matter:
    """A question before its minister, whose ten days run."""
    return Matter.objects.filter(kind="question", stage__in=("announced", "scheduled")).order_by("pk")[0]


# The preview


def proposed(first: date, last: date | None = None, **more: Any) -> Closure:
    return Closure(from_day=first, to_day=last or first, scope="—", decree="هیأت وزیران", decree_number="۱", **more)


def test_the_preview_counts_every_open_limit_of_the_open_offices_once(cast):
    found = closures.effect(cast.viewer("secretary"), proposed(date(2026, 6, 10)))
    words = {row.step.word for row in found.still}
    assert {"answer_referral", "record_committee_meeting", "record_floor_vote"} <= words
    assert found.moved == []
    assert found.still_count == sum(row.count for row in found.still)
    whys = {row.step.word: row.why for row in found.still}
    assert whys["submit_declaration"] == STILL["art23"]
    assert whys["answer_referral"] == STILL[""]
    running = Matter.objects.filter(kind="question", stage__in=("announced", "scheduled")).count()
    assert [row.count for row in found.still if row.step.word == "record_floor_vote"] == [running]


def test_the_preview_shows_the_end_before_and_after(cast, asked):
    last = legal_day(end_of(asked).last_minute)
    found = closures.effect(cast.viewer("secretary"), proposed(last))
    row = next(row for row in found.moved if row.title == f"{asked}")
    assert row.before == end_of(asked)
    assert row.why == MOVES[ROLLS]
    closure = declared(cast, last)
    assert row.after.ends_at == end_of(asked).ends_at
    back = closures.effect(cast.viewer("secretary"), closure)
    row = next(row for row in back.moved if row.title == f"{asked}")
    assert row.why == RETURNS
    assert row.after.ends_at < row.before.ends_at == end_of(asked).ends_at


def test_every_limit_moves_or_stands_and_hours_stand(cast, asked):
    """Each open limit of the open offices stands in one list, and what runs by the hour never moves."""
    found = closures.effect(cast.viewer("secretary"), proposed(legal_day(end_of(asked).last_minute)))
    assert found.moved_count == len(found.moved) > 0
    for row in found.moved:
        assert row.before.setting.closure == ROLLS
        assert row.after.parts[: len(row.before.parts)] == row.before.parts
        assert sum(row.after.parts) - sum(row.before.parts) == (row.after.ends_at - row.before.ends_at).days
    by_hours = [row for row in found.still if row.why == STILL["hours"]]
    items = Item.objects.filter(declaration__formation__stage="verifying", stage="declared").count()
    assert items in [row.count for row in by_hours if row.step.word == "accept_item"] or not items
    assert by_hours
    assert not {row.step.word for row in by_hours} & {row.step.word for row in found.moved}


def test_the_preview_needs_no_more_queries_for_more_files(cast, asked):
    def asked() -> int:
        viewer = cast.viewer("secretary")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            closures.effect(viewer, proposed(date(2026, 6, 10)))
        return len(seen)

    before = asked()
    Matter.objects.filter(kind="question").exclude(announced_at=None).update(stage="announced")
    more = Matter.objects.filter(kind="question", stage="announced").count()
    assert more > 1
    assert asked() == before


@pytest.fixture
def served(cast: Any) -> Case:
    """A ruling against which the member may still appeal."""
    return Case.objects.get(stage="served")


def closed_on_its_last_day(case: Case) -> Closure:
    step = queries.step_named(case, "file_appeal")
    return proposed(legal_day(queries.step_deadlines_of(step, case, NOW)[0][1].last_minute))


def test_a_sealed_limit_is_not_even_counted_for_who_has_no_right(cast, served):
    viewer, closure = cast.viewer("secretary"), closed_on_its_last_day(served)

    def seen() -> list[tuple[str, int, str]]:
        found = closures.effect(viewer, closure)
        return [(row.title, row.count, row.why) for row in (*found.moved, *found.still)]

    told = seen()
    Case.objects.filter(pk=served.pk).update(stage="final")
    assert seen() == told


def test_who_has_the_right_sees_that_it_moves_and_nothing_else(cast, served):
    viewer = cast.viewer("conduct_chair")
    found = closures.effect(viewer, closed_on_its_last_day(served))
    assert [(row.title, row.step, row.sealed) for row in found.moved] == [("مهلتی در بخش محرمانه", None, True)]


# The pages


def typed(day: date, **more: str) -> dict[str, str]:
    jalali = persian.jalali_numeric(day)
    return {"key": str(uuid.uuid4()), "decree": "هیأت وزیران", "decree_number": "۱۲۳", "decree_day": jalali, "source": "روزنامهٔ رسمی",
            "from_day": jalali, "to_day": jalali, "scope": "ادارات تهران", **more}  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    """The fields that the page carries to the signature."""
    rows = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in rows if name != "csrfmiddlewaretoken"}


def test_two_officers_sign_what_they_have_seen(cast, asked):
    url = reverse("declare_closure", args=[uuid.uuid4()])
    secretary, administrator = cast.client("secretary"), cast.client("administrator")
    day = legal_day(end_of(asked).last_minute)
    looked = secretary.post(url, typed(day))
    page = looked.content.decode()
    assert (looked.status_code, Countersign.objects.filter(verb="declare_closure").count()) == (200, 0)
    assert f"{asked}" in page
    assert asked.get_absolute_url() not in page
    assert MOVES[ROLLS] in page
    assert STILL["art23"] in page
    signed = secretary.post(url, {**hidden(page), "sign": "1"})
    assert "امضای نخست ثبت شد" in signed.content.decode()
    waiting = administrator.get(reverse("home")).content.decode()
    assert url in waiting
    assert url not in secretary.get(reverse("home")).content.decode()
    second = administrator.get(url).content.decode()
    assert f"{asked}" in second
    done = administrator.post(url, {**hidden(second), "sign": "1"})
    assert done.status_code == 302
    assert Closure.objects.get().stage == "declared"
    assert administrator.get(url).status_code == 404
    assert "ادارات تهران" in administrator.get(reverse("closures")).content.decode()


def test_the_page_of_a_sealed_office_stays_out_of_it(cast, served):
    """To the letter the same page, whether or not a case has a limit on that day."""
    url, day = reverse("declare_closure", args=[uuid.UUID(int=3)]), closed_on_its_last_day(served).from_day
    client, answers = cast.client("secretary"), typed(day)

    def page() -> str:
        told = client.post(url, answers).content.decode()
        return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]+"|data-now="[^"]+"', "", told)

    before = page()
    Case.objects.filter(pk=served.pk).update(stage="final")
    assert page() == before


def test_a_form_that_is_wrong_keeps_what_was_typed(cast):
    url = reverse("declare_closure", args=[uuid.uuid4()])
    day = date(2026, 7, 1)
    wrong = typed(day, to_day=persian.jalali_numeric(day - timedelta(days=1)))
    answer = cast.client("secretary").post(url, wrong)
    assert answer.status_code == 422
    assert "ادارات تهران" in answer.content.decode()


@pytest.mark.parametrize("who", ["member", "clerk", "conduct_chair"])
def test_who_signs_no_closure_finds_no_page(cast, who):
    closure = declared(cast, date(2026, 7, 1))
    client = cast.client(who)
    pages = (
        reverse("closures"),
        reverse("declare_closure", args=[uuid.uuid4()]),
        reverse("revoke_closure", args=[closure.pk]),
    )
    assert {client.get(page).status_code for page in pages} == {404}
