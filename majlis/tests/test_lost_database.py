"""A database that falls after an act and before its answer: the house says that the fault is its own."""

from __future__ import annotations

from contextlib import closing
from types import ModuleType
from typing import Any

import psycopg2
import pytest
from django.conf import settings as house
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from majlis.models import User
from majlis.tests.people import founded
from majlis.tests.personas import session
from majlis.tests.sealed import house as addresses


def falls(request: HttpRequest) -> HttpResponse:
    """All is done, and then the line to the database is cut."""
    connection.ensure_connection()
    with closing(psycopg2.connect(**connection.get_connection_params())) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    return HttpResponse("done")


def ends(request: HttpRequest) -> HttpResponse:
    """Somebody ends this session elsewhere while the page is made."""
    Session.objects.all().delete()
    return HttpResponse("done")


@pytest.mark.parametrize(("address", "status"), [("/falls/", 500), ("/ends/", 400)])
def test_whose_fault_it_is_that_a_session_was_not_kept(own_database, client, settings, address, status):
    module = ModuleType("addresses_that_fail")
    own = [path("falls/", falls), path("ends/", ends)]
    vars(module).update({**vars(addresses), "urlpatterns": [*own, *addresses.urlpatterns]})
    settings.ROOT_URLCONF = module
    founded()
    user: Any = User.objects.get(username="administrator")
    client.cookies[house.SESSION_COOKIE_NAME] = session(user)
    assert client.get(address).status_code == status
