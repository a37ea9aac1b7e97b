"""A cluster that really runs: the played house in a folder of its own, two hosts, nginx, a replica; and those who press at once."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2
from django.conf import settings

from majlis import database
from majlis.db_backend import places
from majlis.tests.databases import copy_into

HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
CHOSEN = re.compile(r'name="(addressee|askers)".*?value="([0-9a-f-]{36})"', re.DOTALL)
NOTICE = "/liaison/notices/new/"
PATIENCE = 120
AN_ANSWER = 90


class Running:
    """`manage.py cluster` as a process of its own, on free ports, over the database that is now pointed at."""

    def __init__(self, var: Path):
        self.var = var
        self.port = _three_free()
        self.primary = database.Server(var / "postgres")
        self.primary.start()
        copy_into(self.primary)
        self.environment = {
            **os.environ, "MAJLIS_VAR": str(var), "MAJLIS_MODE": "demo", "PORT": str(self.port), "SECRET_KEY": settings.SECRET_KEY,
            "MAJLIS_LOG": str(var / "server.log"), "WEB_CONCURRENCY": "2", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        for name in ("DATABASE_URL", "REPLICA_URL", "DJANGO_SETTINGS_MODULE"):
            self.environment.pop(name, None)
        self.process = subprocess.Popen(
            self.command("cluster"), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []
        for line in self.process.stdout:  # type: ignore[union-attr]
            self.said.append(line)
            if "public pages" in line:
                break
        else:
            raise AssertionError("".join(self.said))

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]

    def run(self, *words: str) -> str:
        """What a command of the same house says. It must succeed."""
        done = subprocess.run(self.command(*words), env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self) -> None:
        """Ctrl-C, after which nothing of it runs."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, said
        assert database.Server(self.var / "replica").state() == "absent"
        self.primary.leave()
        assert self.primary.state() == "absent"
        for port in range(self.port, self.port + 3):
            with socket.socket() as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(("127.0.0.1", port))

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the primary, asked beside the house."""
        with closing(psycopg2.connect(dbname="majlis", **self.primary.address())) as opened, opened.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    def settle(self) -> None:
        """Until both hosts can serve and the replica follows: after a kill, before the next one."""
        for port in (self.port + 1, self.port + 2):
            assert Visitor(port).until("GET", "/healthz")[0] == http.HTTPStatus.OK
        deadline = time.monotonic() + PATIENCE
        while not self.ask("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"):
            assert time.monotonic() < deadline, "no replica follows"

    # Who is killed

    def master(self, port: int) -> int:
        """The process of the host on a port."""
        for child in _children(self.process.pid):
            if f"PORT={port}".encode() in Path(f"/proc/{child}/environ").read_bytes().split(b"\0"):
                return child
        raise AssertionError(f"no host on {port}")

    def kill_host(self) -> None:
        """The first host with all its workers, as a machine that loses its power."""
        os.killpg(self.master(self.port + 1), signal.SIGKILL)

    def kill_workers(self) -> None:
        """Every worker of the second host; its master makes new ones."""
        for child in _children(self.master(self.port + 2)):
            os.kill(child, signal.SIGKILL)

    def kill_database(self) -> None:
        os.kill(_postmaster(self.var / "postgres"), signal.SIGKILL)

    def kill_replica(self) -> None:
        os.kill(_postmaster(self.var / "replica"), signal.SIGKILL)


def _children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _postmaster(home: Path) -> int:
    (pid_file,) = places.cluster(home).glob("data-*/postmaster.pid")
    return int(pid_file.read_text().split("\n", 1)[0])


def _three_free() -> int:
    """A port that is free together with the two after it."""
    for port in range(20_000 + os.getpid() % 10_000, 60_000, 3):
        try:
            for each in range(port, port + 3):
                with socket.socket() as tried:
                    tried.bind(("127.0.0.1", each))
        except OSError:
            continue
        return port
    raise AssertionError("no free ports")


@dataclass
class Visitor:
    """A browser in small: one person's session, which asks again when no answer comes."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    refusals: int = 0

    def once(self, method: str, path: str, fields: Any = None) -> tuple[int, str, str]:
        """Status, where it leads, text. Raises: OSError, HTTPException when the line is cut."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.port}"}
        line = http.client.HTTPConnection("localhost", self.port, timeout=AN_ANSWER)
        try:
            line.request(method, path, urlencode(fields, doseq=True) if fields is not None else None, headers)
            answer = line.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, content = value.partition(";")[0].partition("=")
                    self.cookies[cookie] = content
            return answer.status, answer.getheader("Location", ""), answer.read().decode()
        finally:
            line.close()

    def until(self, method: str, path: str, fields: Any = None) -> tuple[int, str, str]:
        """The first answer that is one: whoever is told that the house does not answer presses the same button again."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                said = self.once(method, path, fields)
            except (OSError, http.client.HTTPException):
                self.refusals += 1
                continue
            if said[0] < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                return said
            self.refusals += 1
        raise AssertionError(f"{path} was not answered in {PATIENCE} seconds")

    def notice(self, title: str) -> dict[str, Any]:
        """A leaf of the notice's form, filled in: its key makes every press of it the same act."""
        status, _, text = self.until("GET", NOTICE)
        assert status == http.HTTPStatus.OK, (status, text[:500])
        found = dict(HIDDEN.findall(text))
        return {**found, **dict(CHOSEN.findall(text)), "title": title}


@dataclass
class Storm:
    """Several persons who file notices one after the other; what they were told is done is noted."""

    visitors: list[Visitor]
    each: int
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    told: list[str] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)
    _moved: threading.Condition = field(default_factory=threading.Condition)

    def __enter__(self) -> Storm:
        self.threads = [threading.Thread(target=self._press, args=pair) for pair in enumerate(self.visitors)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        for thread in self.threads:
            thread.join()

    def wait_for(self, number: int) -> None:
        """Until so many acts are acknowledged."""
        with self._moved:
            assert self._moved.wait_for(lambda: len(self.told) >= number or self.failed, PATIENCE)

    def _press(self, place: int, visitor: Visitor) -> None:
        try:
            for number in range(self.each):
                title = f"{self.name} {place} {number}"
                status, leads, text = visitor.until("POST", NOTICE, visitor.notice(title))
                assert status == http.HTTPStatus.FOUND and leads, (status, text[:2000])
                with self._moved:
                    self.told.append(title)
                    self._moved.notify_all()
        except BaseException as error:  # noqa: BLE001 - told to whoever waits
            with self._moved:
                self.failed.append(error)
                self._moved.notify_all()
