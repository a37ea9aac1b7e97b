"""Whether this host can serve: the database answers, and its tables are those that this program knows."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_migrated: set[str] = set()


def migrated() -> bool:
    """Does the database answer, and has it every migration of this program? None is ever taken back: once seen, it is so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    database = str(connection.settings_dict["NAME"])
    if database not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(database)
    return True
