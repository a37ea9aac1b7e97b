"""One embedded PostgreSQL: made, started, shared and stopped.

Whoever uses it holds a shared lock on one file; the last one to leave stops the server. A server that was killed is
started again by the next connection.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg2

from majlis.db_backend import places, programs
from majlis.db_backend.programs import Unavailable

NAME = "majlis"
START_SECONDS = 60
STOP_SECONDS = 30
LAUNCHES = 25
FIXED = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Values of rows and parameters stay out of the server's log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
# Survives a kill, not a power failure.
THROWAWAY = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}


class Server:
    """One cluster under one folder, reached by a socket that only its owner and root may open.

    home: holds the locks, and the cluster unless the server's user cannot get there.
    """

    def __init__(self, home: Path, *, throwaway: bool = False):
        self.home = home
        self.throwaway = throwaway
        self._lease: tuple[int, IO[str]] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._watching_exit = False

    # What a connection needs

    def address(self) -> dict[str, str]:
        """Return host, port and user; host is a folder that may not exist before the first start."""
        return {"host": str(places.socket_folder(self.home)), "port": places.PORT, "user": NAME}

    def hold(self) -> None:
        """Keep the server from being stopped by others while this process lives."""
        if self._lease and self._lease[0] == os.getpid():
            return
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            lease = open(self.home / "users.lock", "a")  # noqa: SIM115 - open as long as the process
        except OSError as error:
            raise Unavailable(
                f"{self.home} cannot be written: {error.strerror}. MAJLIS_VAR names another folder."
            ) from error
        fcntl.flock(lease, fcntl.LOCK_SH)
        self._lease = (os.getpid(), lease)
        if not self._watching_exit:
            self._watching_exit = True
            atexit.register(self.leave)

    def leave(self) -> None:
        """Give the server up; the last one to do so stops it."""
        if not self._lease or self._lease[0] != os.getpid():
            return
        lease = self._lease[1]
        with self._alone(), lease:
            self._lease = None
            try:
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._stop()

    def state(self) -> str:
        """Return "ready", "busy" (starting, recovering or stopping) or "absent"."""
        try:
            with closing(psycopg2.connect(dbname="postgres", connect_timeout=10, **self.address())):
                return "ready"
        except psycopg2.OperationalError as error:
            said = str(error)
        if "the database system is" in said:
            return "busy"
        return "ready" if "FATAL:" in said else "absent"

    def start(self) -> None:
        """Have the server running and its database there, whoever else tries the same.

        Raises: Unavailable, with a sentence that says what to do.
        """
        self.hold()
        with self._alone():
            deadline = time.monotonic() + START_SECONDS
            launches = 0
            while (state := self.state()) != "ready":
                if time.monotonic() > deadline:
                    raise Unavailable(f"PostgreSQL did not answer within {START_SECONDS} seconds. {self._last_words()}")
                if state == "absent" and (self._process is None or self._process.poll() is not None):
                    if launches == LAUNCHES:
                        raise Unavailable(f"PostgreSQL did not start. {self._last_words()}")
                    # After a kill its orphans need a moment to let go of the shared memory.
                    time.sleep(0.2 if launches else 0)
                    self._launch()
                    launches += 1
                time.sleep(0.03)
            self._have_database()

    def recreate(self) -> None:
        """Throw the house's database away and make an empty one."""
        self.start()
        with closing(self._maintenance()) as connection, connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        self._have_database()

    # How it is done

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with open(self.home / "starting.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _maintenance(self) -> Any:
        connection = psycopg2.connect(dbname="postgres", **self.address())
        connection.autocommit = True
        return connection

    def _have_database(self) -> None:
        with closing(self._maintenance()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{NAME}"')

    def _launch(self) -> None:
        place, owner = places.take(self.home)
        folder, data = self._prepared(place, owner)
        sockets = places.socket_folder(self.home)
        _forget_dead_postmaster(data, sockets)
        settings = {
            **FIXED,
            **(THROWAWAY if self.throwaway else {}),
            "unix_socket_directories": str(sockets),
        }
        command = [str(folder / "postgres"), "-D", str(data)]
        for key, value in settings.items():
            command += ["-c", f"{key}={value}"]
        with open(self.home / "server.log", "ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **places.as_user(owner)
            )

    def _stop(self) -> None:
        for pid_file in places.cluster(self.home).glob("data-*/postmaster.pid"):
            pid = int(pid_file.read_text().split("\n", 1)[0])
            for how in (signal.SIGINT, signal.SIGQUIT):
                if _alive(pid):
                    os.kill(pid, how)
                deadline = time.monotonic() + STOP_SECONDS
                while _alive(pid) and time.monotonic() < deadline:
                    time.sleep(0.02)
        if self._process is not None:
            self._process.poll()

    def _prepared(self, place: Path, owner: pwd.struct_passwd | None) -> tuple[Path, Path]:
        major, folder = programs.choose(self._majors(place))
        if owner is not None and not places.reaches(owner, folder):
            folder = places.copy(folder, place / f"programs-{major}")
        data = place / f"data-{major}"
        if not data.exists():
            self._initialise(folder, data, owner)
        return folder, data

    def _majors(self, place: Path) -> list[int]:
        """The majors whose data is there, newest first."""
        return sorted((int(d.name[5:]) for d in place.glob("data-*") if d.name[5:].isdigit()), reverse=True)

    def _initialise(self, folder: Path, data: Path, owner: pwd.struct_passwd | None) -> None:
        unfinished = data.with_name(f"new-{secrets.token_hex(4)}")
        # A cluster of locale C would take Persian letters apart; a missing language pack must not stop the start.
        command = [str(folder / "initdb"), "-D", str(unfinished), "-U", NAME, "-A", "trust", "-E", "UTF8"]
        command += ["--locale=C.UTF-8", "--no-instructions", *(["--no-sync"] if self.throwaway else [])]
        done = subprocess.run(command, capture_output=True, text=True, **places.as_user(owner))
        if done.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise Unavailable(f"initdb failed: {done.stderr.strip()[-500:]}")
        unfinished.rename(data)

    def _last_words(self) -> str:
        log = self.home / "server.log"
        return log.read_text(errors="replace")[-600:].strip() if log.exists() else ""


def _alive(pid: int) -> bool:
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state not in "ZX" and b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def _forget_dead_postmaster(data: Path, sockets: Path) -> None:
    """A killed server that nobody has reaped still has its number, and would bar the next one."""
    for lock in (data / "postmaster.pid", sockets / f".s.PGSQL.{places.PORT}.lock"):
        if lock.exists() and not _alive(int(lock.read_text().split("\n", 1)[0])):
            lock.unlink()
