"""The one database: DATABASE_URL where it is set, otherwise the embedded PostgreSQL of demonstration and tests."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import dj_database_url

from majlis.db_backend import programs
from majlis.db_backend.programs import Unavailable
from majlis.db_backend.server import NAME, Server

__all__ = ["Server", "Unavailable", "client_program", "configuration", "replica", "server"]

# To compile a query takes the server longer than any page's query takes to run.
LIMITS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000 -c jit=off"


def configuration(url: str, home: Path, *, throwaway: bool = False) -> dict[str, Any]:
    """Return Django's settings of the one database.

    Args:
        url: DATABASE_URL; empty for the embedded server.
        home: folder of the embedded server, made when first needed.
        throwaway: the embedded server may lose everything in a power failure (tests).
    """
    shared = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"options": LIMITS}}
    if not url:
        embedded = {"home": str(home), "throwaway": throwaway}
        return {"ENGINE": "majlis.db_backend", "NAME": NAME, "EMBEDDED": embedded, **shared}
    return _named("DATABASE_URL", url, shared)


def replica(url: str) -> dict[str, Any]:
    """Return Django's settings of the replica that public pages read: it writes nothing, whatever server it turns out to be."""
    options = {"options": f"{LIMITS} -c default_transaction_read_only=on", "connect_timeout": 2}
    # Every page asks it first how far it has come, which is check enough.
    return _named("REPLICA_URL", url, {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": False, "OPTIONS": options})


def _named(setting: str, url: str, shared: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = dict(dj_database_url.parse(url))
    if found.get("ENGINE") != "django.db.backends.postgresql":
        raise Unavailable(f"{setting} must name a PostgreSQL database: postgres://user:password@host:5432/name")
    return {**found, **shared, "OPTIONS": {**shared["OPTIONS"], **found.get("OPTIONS", {})}}


@cache
def server(home: str, throwaway: bool = False) -> Server:
    """Return this process's one handle on the embedded server of a folder."""
    return Server(Path(home), throwaway=throwaway)


def client_program(name: str) -> tuple[str, dict[str, str]]:
    """Return the path of pg_dump, pg_restore or psql, and the environment in which it reaches the house's database."""
    from django.db import connection

    connection.ensure_connection()
    where = connection.settings_dict
    keys = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    env = {key: str(where[source]) for key, source in keys.items() if where.get(source)}
    return programs.tool(name, connection.pg_version // 10000), {**os.environ, **env}
