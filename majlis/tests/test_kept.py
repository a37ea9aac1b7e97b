"""What is kept of a page: one viewer's, of open offices alone, until an act is done or a minute passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from majlis import actions
from majlis.models import Chain, ClockOffset, Countersign, Membership, Person, User
from majlis.queries import Viewer, viewer_of
from majlis.queries.authority import offices_of
from majlis.queries.kept import clock_moved, kept, open_state, sealed_realms
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Article, Law, Refused
from majlis.tests.people import MORNING, call, founded, person_named

HOUSE = apps.get_app_config("majlis").realm
SEALED = apps.get_app_config("sealed").realm


@pytest.fixture
def people(own_database, django_db_blocker):
    """A founded house in which commits are real: inside a transaction nothing is kept."""
    with django_db_blocker.unblock():
        caches["near"].clear()
        yield founded()


def looks(person: Person, at: Any = MORNING) -> Viewer:
    """The person as one request has him."""
    return Viewer(person, legal_day(at), at, offices_of(person, legal_day(at)))


def shown(viewer: Viewer, made: str, realm: Any = HOUSE, name: str = "page") -> str:
    return kept(viewer, realm, (name,), lambda: made)


def test_the_second_request_is_given_what_the_first_one_made(people):
    assert shown(looks(people.clerk), "first") == "first"
    assert shown(looks(people.clerk), "second") == "first"


def test_an_act_of_anybody_makes_it_anew_at_once(people):
    shown(looks(people.clerk), "before")
    person_named("نام تازه", people.administrator)
    assert shown(looks(people.clerk), "after") == "after"


def test_a_minute_makes_it_anew_and_its_seconds_do_not(people):
    shown(looks(people.clerk), "at eight")
    assert shown(looks(people.clerk, MORNING + timedelta(seconds=59)), "in its minute") == "at eight"
    assert shown(looks(people.clerk, MORNING + timedelta(seconds=60)), "a minute later") == "a minute later"


def test_a_moved_clock_makes_it_anew(people):
    shown(looks(people.clerk), "before")
    ClockOffset.objects.create(seconds=3600)
    assert shown(looks(people.clerk), "after") == "after"
    assert clock_moved(looks(people.clerk)) == timedelta(hours=1)


def signature(people, subject: str) -> Countersign:
    return Countersign.objects.create(
        verb="publish_scores", subject=subject, subject_version=1, body="{}", first=people.secretary, signed_at=MORNING
    )


def test_a_first_signature_and_its_withdrawal_make_it_anew(people):
    """It waits for another officer, and is no act yet."""
    shown(looks(people.clerk), "before")
    signed = signature(people, "committees.formation:1")
    assert shown(looks(people.clerk), "signed") == "signed"
    signed.withdrawn_at = MORNING
    signed.save()
    assert shown(looks(people.clerk), "withdrawn") == "before"


def test_a_first_signature_in_a_sealed_realm_moves_nothing(people):
    shown(looks(people.clerk), "before")
    signature(people, "sealed.secret:1")
    assert shown(looks(people.clerk), "after") == "before"


def test_two_viewers_never_share(people):
    for name in ("secretary", "clerk", "member", "stranger"):
        assert shown(looks(getattr(people, name)), name) == name
    nobody = Viewer(None, legal_day(MORNING), MORNING)
    assert shown(nobody, "nobody") == "nobody"


def test_one_person_with_other_offices_is_another_viewer(people):
    """The offices stand in the name of what is kept, beside the state of the register."""
    clerk = looks(people.clerk)
    shown(clerk, "as clerk")
    assert shown(replace(clerk, offices=()), "without office") == "without office"


def test_an_office_that_has_ended_shows_nothing_of_it_any_more(people):
    shown(looks(people.clerk), "as clerk")
    held = Membership.objects.get(person=people.clerk)
    actions.end_membership(call(people.administrator, {"to_day": "2026-05-01", "reason": "پایان کار"}), held)
    assert shown(looks(people.clerk), "no clerk") == "no clerk"


def test_pages_and_databases_are_kept_apart(people, monkeypatch):
    shown(looks(people.clerk), "one")
    assert shown(looks(people.clerk), "two", name="another page") == "two"
    there, state = looks(people.clerk), open_state(looks(people.clerk))
    there.once("open_state", lambda: state)
    monkeypatch.setitem(connection.settings_dict, "NAME", "elsewhere")
    assert shown(there, "three") == "three"


def test_of_a_sealed_realm_nothing_is_kept(people):
    assert [shown(looks(people.clerk), made, SEALED) for made in ("one", "two")] == ["one", "two"]
    assert not caches["near"]._cache  # type: ignore[attr-defined]


def test_an_act_in_a_sealed_realm_makes_nothing_anew(people):
    """That one was done there must not be told by what a page has to ask for again."""
    shown(looks(people.clerk), "before")
    assert {"conduct", "sealed"} <= set(sealed_realms())
    for realm in sealed_realms():
        Chain.objects.update_or_create(realm=realm, defaults={"seq": 7, "hash": "7" * 64})
    assert shown(looks(people.clerk), "after") == "before"


def test_what_a_transaction_has_seen_is_not_kept(people):
    """It may be undone, and the heads would not tell."""
    with transaction.atomic():
        assert shown(looks(people.clerk), "undone") == "undone"
        transaction.set_rollback(True)
    assert shown(looks(people.clerk), "true") == "true"


def test_a_refusal_comes_back_whole(people):
    no = Refused(Article(Law("house", "رویه", "رویه"), "1"), "هنوز نه", field="day")
    for _ in range(2):
        again = kept(looks(people.clerk), HOUSE, ("refusal",), lambda: no)
        assert (again.article, again.sentence, again.field, str(again)) == (no.article, "هنوز نه", "day", "هنوز نه")
    assert again is not no


def test_the_viewer_with_an_office_is_found_in_one_query(people):
    user = User.objects.create(username="clerk", person=people.clerk)
    user = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as asked:
        viewer = viewer_of(user, MORNING)
    assert viewer.person == people.clerk
    assert viewer.person.name == people.clerk.name
    assert len(asked) == 1
