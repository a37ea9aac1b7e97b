"""What this office's tests may ask for: an office that was set up once, in a database of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from liaison.tests import stage
from majlis.models import ClockOffset, Person, User
from majlis.tests.databases import Stock, fingerprint_of_house, pointed_at


@pytest.fixture(scope="session")
def opened_office(stock: Stock, empty: str, django_db_blocker: Any) -> str:
    """A database in which the office was set up by acts; rebuilt when the set-up changes."""
    set_up = hashlib.sha256(Path(stage.__file__).read_bytes()).hexdigest()[:6]
    with django_db_blocker.unblock():
        template = stock.template(f"office{set_up}", fingerprint_of_house(), stage.opened, empty)
        return stock.copy(template)


@pytest.fixture
def _at_office(opened_office: str, django_db_setup: None) -> Iterator[None]:
    with pointed_at(opened_office):
        yield


@pytest.fixture
def office(_at_office: None, db: None) -> stage.Office:
    """The office as it was set up; whatever the test does is rolled back."""
    return stage.found()


def at_clock(at: datetime) -> None:
    """Move the rehearsal's clock; it runs on from there."""
    seconds = round((at - datetime.now(UTC)).total_seconds()) + 1
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": seconds})


@pytest.fixture
def signed_in(office: stage.Office) -> Callable[[Person], Client]:
    """A browser without pictures for a person, signed in with a second factor, at the office's moment."""

    def client(person: Person) -> Client:
        at_clock(office.at)
        user, _ = User.objects.get_or_create(person=person, defaults={"username": f"u{person.pk.hex[:20]}"})
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        made = Client()
        made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return made

    return client
