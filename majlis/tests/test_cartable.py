"""The first page: overdue first, then today, then later; narrowed and paged; what I sent and whose turn it is; my substitute's work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.actions import accept_referral
from liaison.models import KIND_MODELS, Matter, Referral
from majlis import actions, queries
from majlis.models import Body, Membership, SavedFilter, Substitution
from majlis.queries import cartable as shown
from majlis.queries.cartable import CLOSED, LATER, OVERDUE, TODAY, Wish, cartable
from majlis.queries.paging import PAGE_ROWS
from majlis.queries.sent import sent
from majlis.register import Call, NotVisible
from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.procedure import STEPS
from majlis.tests.cast import Cast

HOSTILE = ["x", "9" * 500, "\u202e", "<script>", "', 1) --", "%00x"]


def row(at: Any, hours: float | None, place: int, blocked: str = "") -> queries.Waiting:
    end = (
        Deadline(at + timedelta(hours=hours), at + timedelta(hours=hours, minutes=-1), "", ())
        if hours is not None
        else None
    )
    return queries.Waiting(STEPS["sign_letter"], f"کار {place}", "", "", f"/{place}/", end, blocked=blocked)


@pytest.fixture
def many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> queries.Viewer:
    """A hundred and twenty things that wait, out of order."""
    viewer = cast.viewer("secretary")
    hours = [None, -3, 400, -30, 2, 90]
    rows = [row(viewer.at, hours[place % 6], place, "بسته" if place % 20 == 0 else "") for place in range(120)]
    monkeypatch.setattr(
        shown, "rows_by_realm", lambda _: [("liaison" if n % 2 else "committees", each) for n, each in enumerate(rows)]
    )
    return viewer


def pages_of(viewer: queries.Viewer, wish: Wish) -> list[shown.Cartable]:
    found, token = [], ""
    while True:
        found.append(cartable(viewer, wish, token))
        token = found[-1].next
        if not token:
            return found


def test_overdue_first_then_today_then_later_what_is_closed_last(many):
    kinds = [group["kind"] for page in pages_of(many, Wish()) for group in page.groups]
    assert list(dict.fromkeys(kinds)) == [OVERDUE, TODAY, LATER, CLOSED]
    overdue = [
        each
        for page in pages_of(many, Wish())
        for group in page.groups
        if group["kind"] == OVERDUE
        for each in group["rows"]
    ]
    assert overdue == sorted(overdue, key=lambda each: each.deadline.ends_at)


def test_pages_by_key_show_each_thing_once(many):
    pages = pages_of(many, Wish())
    titles = [each.title for page in pages for group in page.groups for each in group["rows"]]
    assert [page.shown for page in pages] == [PAGE_ROWS, PAGE_ROWS, 20]
    assert len(titles) == len(set(titles)) == 120
    assert {page.total for page in pages} == {120}


def test_what_is_done_meanwhile_moves_nothing_twice(many, monkeypatch):
    first = cartable(many, Wish())
    seen = {each.url for group in first.groups for each in group["rows"]}
    left = [each for each in shown.rows_by_realm(many) if each[1].url != next(iter(seen))]
    monkeypatch.setattr(shown, "rows_by_realm", lambda _: left)
    assert not seen & {each.url for group in cartable(many, Wish(), first.next).groups for each in group["rows"]}


@pytest.mark.parametrize(
    "wish", [Wish(realm="liaison"), Wish(when=OVERDUE), Wish(realm="committees", when=LATER), Wish(realm="none")]
)
def test_a_wish_narrows_and_counts_stay_of_all(many, wish):
    found = pages_of(many, wish)
    rows = [(each, group["kind"]) for page in found for group in page.groups for each in group["rows"]]
    realm_of = {each.url: realm for realm, each in shown.rows_by_realm(many)}
    assert all(wish.realm in ("", realm_of[each.url]) and wish.when in ("", kind) for each, kind in rows)
    assert bool(rows) is (wish.realm != "none")
    assert found[0].total == 120
    assert [(code, count) for code, _, count in found[0].by_realm] == [("liaison", 60), ("committees", 60)] or len(
        found[0].by_realm
    ) == 2


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["realm", "when", "stands_for", "after"])
def test_a_strange_word_in_the_address_breaks_nothing(cast, name, value):
    assert cast.client("secretary").get("/", {name: value}).status_code in (200, 400)


# Filters of one's own


def test_one_keeps_a_narrowed_view_and_takes_it_away(cast):
    client = cast.client("secretary")
    assert client.post("/filters/", {"name": "دیرکردها", "when": OVERDUE})["Location"] == "/?when=overdue"
    page = client.get("/").content.decode()
    assert "دیرکردها" in page and 'href="/?when=overdue"' in page
    assert "دیرکردها" not in cast.client("clerk").get("/").content.decode()
    cast.client("clerk").post("/filters/", {"drop": "دیرکردها"})
    assert SavedFilter.objects.count() == 1
    client.post("/filters/", {"drop": "دیرکردها"})
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "said", [{"name": "x"}, {"name": "", "when": OVERDUE}, {"name": "x" * 41, "when": OVERDUE}, {"name": "x", "realm": "conduct"},
             {"name": "x", "when": "never"}, {"name": "\u202e", "when": OVERDUE}],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_and_not_kept(cast, said):
    answer = cast.client("conduct_chair").post("/filters/", said, follow=True)
    assert answer.status_code == 200
    assert 'role="status"' in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_twenty_filters_are_enough(cast):
    client = cast.client("secretary")
    for place in range(21):
        client.post("/filters/", {"name": f"صافی {place}", "when": OVERDUE})
    assert SavedFilter.objects.count() == 20


# What I sent


def test_what_i_sent_says_where_it_stands_and_whose_turn_it_is(cast):
    told = sent(cast.viewer("liaison_officer"))
    assert told and all(each.stage for each in told if each.file is not None)
    named = [name for each in told for name in each.turn]
    assert named and all("." in name or name == "member" for name in named)
    page = cast.client("liaison_officer").get("/").content.decode()
    assert "نوبت: " in page


def test_nothing_sealed_is_among_what_was_sent(cast):
    assert not [each for each in sent(cast.viewer("conduct_registrar"), 99) if each.act.realm == "conduct"]


# A fixed number of queries


def refer(ministry: Body, like: Matter, first: int, count: int, at: Any) -> None:
    """So many more open referrals to a ministry."""
    rows = []
    for place in range(first, first + count):
        row = KIND_MODELS["question"](
            kind="question", year=1399, serial=place, title=f"پرسش {place}", addressee=ministry, lead=like.lead, term=like.term,
            stage="sent", stage_since=at, filed_at=at, announced_at=at,
        )  # fmt: skip
        row.take_keys()
        rows.append(row)
    Matter.objects.bulk_create(rows)
    Referral.objects.bulk_create(
        Referral(
            matter_id=each.pk, ministry=ministry, request="پاسخ", stage="sent", stage_since=at, sent_at=at, due_at=at + timedelta(hours=9),
        )
        for each in rows
    )  # fmt: skip


@pytest.mark.parametrize("who", ["ministry_deputy", "liaison_officer"])
def test_the_page_asks_as_often_for_many_open_files_as_for_few(cast, who):
    deputy = (
        Membership.objects.filter(person=cast.person("ministry_deputy"), role="deputy").select_related("body").first()
    )
    like, client, counts = Matter.objects.exclude(lead=None).first(), cast.client(who), []
    for first, count in ((0, 3), (3, 200)):
        refer(deputy.body, like, first, count, cast.now)
        for path in ("/", "/accounts/alerts/"):
            client.get(path)
            caches["near"].clear()
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            counts.append((path, len(asked)))
    assert counts[:2] == counts[2:]
    waiting = queries.waiting_for(cast.viewer("ministry_deputy"))
    left = sum(each.count for each in waiting if each.step.subject == "referral")
    assert left == Referral.objects.filter(ministry=deputy.body, stage__in=("sent", "accepted")).count()


# A substitute's cartable


@pytest.fixture
def lent(cast: Cast) -> Referral:
    """A ministry's deputy is stood in for by his expert; a referral waits that was handed to nobody."""
    deputy, expert = cast.person("ministry_deputy"), cast.person("ministry_expert")
    days = {"from_day": legal_day(cast.now).isoformat(), "to_day": legal_day(cast.now + timedelta(days=3)).isoformat()}
    body = {"substitute": str(expert.pk), "reason": "مأموریت", **days}
    actions.appoint_substitute(Call(actor=deputy, at=cast.now, body=body), Substitution(person=deputy))
    ministry = Membership.objects.filter(person=deputy, role="deputy").first().body
    refer(ministry, Matter.objects.exclude(lead=None).first(), 0, 1, cast.now)
    return Referral.objects.get(matter__year=1399)


def test_art11_the_substitute_sees_marked_what_waits_for_the_other_and_does_it(cast, lent):
    deputy, client = cast.person("ministry_deputy"), cast.client("ministry_expert")
    page = client.get("/").content.decode()
    assert f"به جانشینی از {deputy}" in page and lent.get_absolute_url() in page
    path = f"{lent.get_absolute_url()}"
    assert f"به جانشینی از {deputy}" in client.get(path).content.decode()
    act = accept_referral(Call(actor=cast.person("ministry_expert"), at=cast.now), lent)
    assert (act.actor, act.on_behalf_of) == (cast.person("ministry_expert"), deputy)
    receipt = client.get(f"/receipts/{act.pk}/").content.decode()
    assert str(deputy) in receipt and str(act.actor) in receipt
    assert str(deputy) in client.get(path).content.decode()


def test_art11_given_its_end_then_page_and_act_are_not_there(cast, lent):
    client, path = cast.client("ministry_expert"), lent.get_absolute_url()
    assert client.get(path).status_code == 200
    given = Substitution.objects.get(person=cast.person("ministry_deputy"))
    actions.end_substitution(Call(actor=given.person, at=cast.now, body={"reason": "برگشتم"}), given)
    assert client.get(path).status_code == 404
    with pytest.raises(NotVisible):
        accept_referral(Call(actor=cast.person("ministry_expert"), at=cast.now), lent)
