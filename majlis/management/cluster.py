"""Hosts, a proxy and a replica as children of one process: started, looked after every second, ended together.

Nothing is decided here. A host that is killed is started again, one that cannot serve is left out by the proxy until it can,
a replica that is gone is made anew; meanwhile pages read the primary.
"""

from __future__ import annotations

import contextlib
import http.client
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from majlis.database import Unavailable
from majlis.db_backend.standby import Standby
from majlis.management import proxy
from majlis.management.commands.serve import leave_with_parent

NAMES = "ABCDEFGH"
BEAT = 1.0
PATIENCE = 60
AN_ANSWER = 5
ENDING = 15

logger = logging.getLogger(__name__)


@dataclass
class Host:
    """What answers on a port of this machine: one gunicorn with its workers."""

    name: str
    port: int
    process: subprocess.Popen[bytes] | None = None
    serving: bool = False

    def start(self, environment: dict[str, str]) -> None:
        told = {**environment, "PORT": f"{self.port}"}
        self.process = _child([sys.executable, str(settings.BASE_DIR / "manage.py"), "host"], told)

    @property
    def gone(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def look(self) -> bool:
        """Can it serve? A host that is only slow to answer is busy: it stays what it was."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=AN_ANSWER)
        try:
            asked.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"})
            return asked.getresponse().status == http.HTTPStatus.OK
        except TimeoutError:
            return self.serving
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asked.close()


class Cluster:
    """What `manage.py cluster` runs.

    port and addresses: where the proxy listens; the hosts take the ports after it.  folder: the proxy's own.
    hosts: how many.  replica: whether public pages read one.  say: tells whoever started it.
    """

    def __init__(
        self, port: int, addresses: Sequence[tuple[str, int]], folder: Path, *, hosts: int, replica: bool,
        say: Callable[[str], None],
    ):  # fmt: skip
        self.port, self.addresses, self.folder, self.say = port, addresses, folder, say
        self.nginx = proxy.program()
        self.ending = threading.Event()
        self.replica = replica
        self.standby = self._standby() if replica else None
        self.hosts = [Host(name, port + place) for place, name in enumerate(NAMES[:hosts], start=1)]
        self.proxy: subprocess.Popen[bytes] | None = None

    def run(self, ready: Callable[[], None]) -> None:
        """Start everything, say so, and look after it until Ctrl-C."""
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, lambda *_: self.ending.set())
        try:
            self._start()
            ready()
            self._tell()
            while not self.ending.wait(BEAT):
                self._look_after()
        finally:
            self._end()

    def _standby(self) -> Standby | None:
        """The replica of the embedded server; a server of one's own has its own, which REPLICA_URL names."""
        server = getattr(connection, "server", None)
        return Standby(settings.MAJLIS_VAR / "replica", server) if server is not None else None

    def _start(self) -> None:
        if self.standby is not None:
            self.standby.start()
        for host in self.hosts:
            host.start(self._environment())
        self._wait_for(self.hosts)
        for host in self.hosts:
            host.serving = True
        self._start_proxy()
        self._wait_for([Host("proxy", self.port, self.proxy)])

    def _wait_for(self, hosts: Sequence[Host]) -> None:
        """Until each of them answers. Raises: CommandError when one ends or is silent too long."""
        deadline = time.monotonic() + PATIENCE
        while missing := [host for host in hosts if not host.look()]:
            late = time.monotonic() > deadline
            if self.ending.wait(0.1) or late or any(host.gone for host in missing):
                ports = ", ".join(f"{host.port}" for host in missing)
                raise CommandError(
                    f"Nothing came up on port {ports}. Why is in {settings.LOG_FILE or 'the lines above'}."
                )

    def _environment(self) -> dict[str, str]:
        """What a host is told: where strangers reach the house, that a proxy stands before it, and where the replica is."""
        told = {**os.environ, "BIND": "", "ADDRESS": settings.ADDRESS, "PROXIES": f"{settings.PROXIES + 1}"}
        if self.standby is not None:
            told["REPLICA_URL"] = self.standby.url
        elif not self.replica:
            told.pop("REPLICA_URL", None)
        return told

    def _start_proxy(self) -> None:
        written = proxy.configure(self.folder, self.addresses, self._serving_ports())
        self.proxy = _child([self.nginx, "-c", str(written), "-e", str(settings.MAJLIS_VAR / "proxy.log")], None)

    def _serving_ports(self) -> list[int]:
        """The hosts that can serve; all of them where none can, since one of them will be first."""
        return [host.port for host in self.hosts if host.serving] or [host.port for host in self.hosts]

    def _look_after(self) -> None:
        before = self._serving_ports()
        for host in self.hosts:
            if host.gone:
                logger.warning("a host is gone and is started again")
                host.start(self._environment())
            host.serving = host.look()
        if self.proxy is None or self.proxy.poll() is not None:
            self._start_proxy()
        elif self._serving_ports() != before:
            proxy.configure(self.folder, self.addresses, self._serving_ports())
            self.proxy.send_signal(signal.SIGHUP)
        if self.standby is not None and self.standby.state() == "absent":
            logger.warning("the replica is gone and is made anew")
            # The primary may be starting itself at this moment; the next beat tries again.
            with contextlib.suppress(Unavailable):
                self.standby.start()

    def _tell(self) -> None:
        for host in self.hosts:
            assert host.process is not None
            self.say(f"host {host.name}: port {host.port}, process {host.process.pid}\n")
        there = self.replica and (self.standby is not None or "replica" in settings.DATABASES)
        self.say(f"public pages are read from the {'replica' if there else 'primary'}\n")

    def _end(self) -> None:
        children = [each for each in (self.proxy, *(host.process for host in self.hosts)) if each is not None]
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(ENDING)
            except subprocess.TimeoutExpired:
                child.kill()
        if self.standby is not None:
            self.standby.leave()


def _child(command: list[str], environment: dict[str, str] | None) -> subprocess.Popen[bytes]:
    """A process that hears Ctrl-C from its parent alone, and does not outlive it."""
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=leave_with_parent)  # noqa: PLW1509 - no thread runs here
