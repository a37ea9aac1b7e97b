"""For the tests of lot, seats and roster: small formations played once and kept, and the hands that work their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from committees.demo.terms import TermPlan
from committees.models import Formation, Lot
from committees.tests.given import PLAN, given_formation
from majlis.models import ClockOffset, Membership, Person, User
from majlis.rules.chain import H
from majlis.tests.databases import fingerprint_of_house, pointed_at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODE = "13-opening"
DICE = "74080335481479291429"
DAY = timedelta(days=1)


def _world(stage: str, plan: TermPlan = PLAN) -> Callable[..., Iterator[None]]:
    """A fixture that plays a formation up to a stage, once for these sources, and gives each test a copy rolled back."""

    @pytest.fixture
    def world(stock: Any, empty: str, django_db_blocker: Any, django_db_setup: None) -> Iterator[None]:
        with django_db_blocker.unblock():
            kind = f"{stage}-{plan.forms}"
            template = stock.template(kind, fingerprint_of_house(), lambda: given_formation(stage, plan), empty)
            name = stock.copy(template)
            with pointed_at(name):
                at_clock(Formation.objects.get().stage_since + DAY)
                yield
            stock.drop(name)

    return world


published = _world("published")
verifying = _world("verifying")
clarifying = _world("clarifying")
settled = _world("settled")
# Two of thirty members have not handed in their forms.
two_missing = _world("verifying", replace(PLAN, forms=28))
two_clarifying = _world("clarifying", replace(PLAN, forms=28))
two_left_over = _world("announced", replace(PLAN, forms=28))
placed = _world("placed")
final = _world("final")


def at_clock(at: datetime) -> None:
    """Move the rehearsal's clock; it runs on from there."""
    seconds = round((at - datetime.now(UTC)).total_seconds())
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": seconds})


def formation() -> Formation:
    return Formation.objects.get(code=CODE)


def lot(round_: int = 1) -> Lot:
    return Lot.objects.exclude(stage="void").get(formation__code=CODE, round=round_)


def officer(role: str, kind: str = "presiding_board") -> Person:
    """Who holds an office; of several, the first."""
    return Membership.objects.filter(body__kind=kind, role=role).order_by("person_id").first().person


def member() -> Person:
    return officer("member", "chamber")


def browser(person: Person | None) -> Client:
    """A signed-in browser, with a second factor; or a stranger's."""
    client = Client()
    if person is not None:
        user, _ = User.objects.get_or_create(person=person, defaults={"username": str(person.pk)})
        sign_in(client, user)
    return client


def sign_in(client: Client, user: User) -> None:
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client.force_login(user, backend=BACKEND)


def leaf(client: Client, url: str) -> dict[str, Any]:
    """The hidden fields of an act's page, as a browser sends them back."""
    form = client.get(url).context["form"]
    return {field.html_name: field.value() for field in form.hidden_fields() if field.value() is not None}


def share(holder: str, round_: int = 1) -> dict[str, str]:
    """A holder's secret and nonce, and what they commit him to."""
    secret, nonce = H("secret", holder), H("nonce", holder)
    return {"secret": secret, "nonce": nonce, "commit": H("share", f"{CODE}/{round_}/1", holder, secret, nonce)}


def announcement(**changed: Any) -> dict[str, Any]:
    """The announcement as the secretary types it, in Persian digits, with the decision on the unset ceiling."""
    people = [officer("deputy_speaker"), officer("head", "branch")]
    typed: dict[str, Any] = {
        "first_count": "۶", "first_ceiling": "۳", "others_ceiling": "۲", "source": "تصمیم ۱۲", "source_day": "۱۴۰۵/۰۳/۱۸",
        "second_choices": "equal", "vacancies": "yes", "rows": "4",
    }  # fmt: skip
    for place, person in enumerate(people, start=1):
        code = f"holder-{place}"
        typed |= {
            f"holder_{place}_person": person.name,
            f"holder_{place}_code": code,
            f"holder_{place}_commit": share(code)["commit"],
        }
    return typed | changed


def announce(**changed: Any) -> Any:
    """Post the announcement from its page, as the secretary."""
    client, url = browser(officer("secretary")), reverse("committees:announce_lot", args=[CODE])
    return client.post(url, {**leaf(client, url), **announcement(**changed)})


def roll(dice: str = DICE) -> Any:
    client, url = browser(officer("secretary")), reverse("committees:record_dice", args=[lot().pk])
    cups = {f"die_{cup}": digit for cup, digit in enumerate(dice, start=1)}
    return client.post(url, {**leaf(client, url), **cups})


def open_shares(**changed: str) -> Any:
    """Post the shares as they were made; `changed` replaces a field."""
    client, url = browser(officer("secretary")), reverse("committees:open_shares", args=[lot().pk])
    made = {1: share("holder-1"), 2: share("holder-2")}
    typed = {f"{part}_{place}": made[place][part] for place in made for part in ("secret", "nonce")}
    return client.post(url, {**leaf(client, url), **typed, **changed})


# Under these ceilings two committees of the small formation have two level members for their last seat.
TIED = {"first_count": "4", "first_ceiling": "2", "others_ceiling": "1"}


def draw(**changed: Any) -> None:
    """A whole lot of the first round, through its pages."""
    for outcome in (announce(**changed), roll(), open_shares()):
        assert outcome.status_code == 302, outcome.context["form"].errors


def sign(word: str, role: str) -> Any:
    """Press an act on the formation, from its page."""
    client, url = browser(officer(role)), reverse(f"committees:{word}", args=[formation().pk])
    return client.post(url, leaf(client, url))
