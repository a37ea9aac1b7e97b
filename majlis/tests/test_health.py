"""What a host answers the proxy that asks whether it can serve."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from majlis.queries import health


@pytest.fixture(autouse=True)
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", set())


def test_a_host_whose_tables_are_there_can_serve(db: None, client: Any) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_host_that_waits_for_a_migration_cannot(db: None, client: Any) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="majlis").order_by("-id")[0].delete()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"migrations\n")


def test_a_production_host_answers_its_proxy_without_https(db: None, client: Any, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/law/house/").status_code == 301


def test_the_migrations_are_looked_at_once(db: None, client: Any, django_assert_num_queries: Any) -> None:
    client.get("/healthz")
    with django_assert_num_queries(2):
        client.get("/healthz")
