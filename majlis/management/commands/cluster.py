"""The house on two hosts behind a proxy, with a replica for public pages, on one machine, until Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from majlis.management import cluster, proxy
from majlis.management.commands import serve


class Command(serve.Command):
    help = "Like serve, but with two hosts behind nginx on PORT, and a streaming replica that public pages read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hosts", type=int, choices=range(1, 9), default=2, help="how many hosts (2)")
        parser.add_argument("--no-replica", action="store_true", help="let public pages read the primary as well")

    def handle(self, *args: Any, **options: Any) -> None:
        proxy.program()
        self.count, self.replica = options["hosts"], not options["no_replica"]
        super().handle(*args, **options)

    def _run(self, port: int, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        addresses = [each.getsockname()[:2] for each in sockets]
        for each in sockets:
            each.close()
        with proxy.folder() as folder:
            cluster.Cluster(port, addresses, folder, hosts=self.count, replica=self.replica, say=self._say).run(ready)
