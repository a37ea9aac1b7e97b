"""What every test of backups may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from majlis.management import backup
from majlis.tests.backup.house import (
    KEY,
    PAPERS,
    SIGNED_IN,
    Small,
    paper,
)
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.people import MORNING, founded


@pytest.fixture(scope="module")
def small(stock: Stock, empty: str, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Small]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        name = stock.copy(empty)
        place = tmp_path_factory.mktemp("house")
        patch.setattr(settings, "MEDIA_ROOT", place / "documents")
        with pointed_at(name):
            people = founded()
            for data in PAPERS:
                paper(data, people.secretary)
            Session.objects.create(session_key=SIGNED_IN, session_data="x", expire_date=MORNING)
            made = [backup.back_up(place / kind, key) for kind, key in (("open", None), ("sealed", KEY))]
            assert [each.faults for each in made] == [[], []]
            yield Small(name, *(each.folder for each in made))
        stock.drop(name)
