"""Django's own PostgreSQL backend, which starts the embedded server when a connection is first wanted."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base, client
from django.utils.asyncio import async_unsafe
from psycopg2 import OperationalError

from majlis import database
from majlis.db_backend import programs
from majlis.db_backend.server import NAME, Server


class DatabaseClient(client.DatabaseClient):
    def runshell(self, parameters: Any) -> None:
        self.connection.ensure_connection()
        type(self).executable_name = programs.tool("psql", self.connection.pg_version // 10000)
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    @property
    def server(self) -> Server:
        return database.server(**self.settings_dict["EMBEDDED"])

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.server.hold()
        try:
            return super().get_new_connection(self._addressed(conn_params))
        except OperationalError as error:
            # Never started, or killed meanwhile; an answering server has said itself what is wrong.
            if self.server.state() == "ready" and f'database "{NAME}" does not exist' not in str(error):
                raise
        self.server.start()
        return super().get_new_connection(self._addressed(conn_params))

    def _addressed(self, conn_params: dict[str, Any]) -> dict[str, Any]:
        address = self.server.address()
        self.settings_dict.update({key.upper(): value for key, value in address.items()})
        return {**conn_params, **address}
