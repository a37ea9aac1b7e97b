"""Set the house up where need be, and serve it until Ctrl-C."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from majlis.models import SearchRow

LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
EVERYWHERE = ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::"))  # noqa: S104 - only where BIND asks for it
PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Migrate, play the demonstration into an empty house, and serve on PORT (8000)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        port = asked_port()
        address = f"http://localhost:{port}"
        settings.MAJLIS_VAR.mkdir(parents=True, exist_ok=True)
        with open(settings.MAJLIS_VAR / "serving", "a+") as note:
            if not _first(note):
                note.seek(0)
                self.stdout.write(f"Already running: {note.read() or 'it is just starting'}")
                return
            sockets = listen(port)
            self._set_up()
            people = self._people()
            connections.close_all()
            self._run(port, sockets, lambda: self._announce(note, address, people))

    def _run(self, port: int, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        House(sockets, ready).run()

    def _set_up(self) -> None:
        self._say("Preparing the database ...")
        unfinished = settings.MAJLIS_VAR / "unfinished"
        embedded = hasattr(connection, "server")
        connection.ensure_connection()
        if unfinished.exists() and embedded:
            connection.close()
            connection.server.recreate()
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if settings.MAJLIS_MODE == "demo" and not get_user_model()._base_manager.exists():
            self._say("Playing the demonstration into the empty house; this happens once ...")
            unfinished.touch()
            call_command("demo", stdout=self.stdout)
        unfinished.unlink(missing_ok=True)
        if not SearchRow._base_manager.exists():
            call_command("reindex", verbosity=0)
        _collect_static()

    def _people(self) -> str:
        if settings.MAJLIS_MODE != "demo":
            empty = not get_user_model()._base_manager.exists()
            return "The house is empty. It begins with: manage.py found_house USER" if empty else ""
        said = io.StringIO()
        call_command("demo", people=True, stdout=said)
        return said.getvalue().strip()

    def _announce(self, note: IO[str], address: str, people: str) -> None:
        note.seek(0)
        note.truncate()
        note.write(address)
        note.flush()
        self._say(f"\n{people}\n\n{address}\n\nCtrl-C stops the house and its database.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


class House(BaseApplication):  # type: ignore[misc]
    """gunicorn in this very process: Ctrl-C reaches it, and the database is given up when it is done."""

    def __init__(self, sockets: list[socket.socket], ready: Callable[[], None]):
        self.sockets = sockets
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        log = settings.LOG_FILE or "-"
        workers = int(os.environ.get("WEB_CONCURRENCY") or min(4, (os.cpu_count() or 1) + 1))
        chosen = {
            "bind": [f"fd://{each.detach()}" for each in self.sockets],
            "workers": workers,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "errorlog": log,
            "control_socket_disable": True,
            "forwarded_allow_ips": "127.0.0.1,::1" if settings.PROXIES else "",
            "when_ready": lambda arbiter: self.ready(),
            "post_fork": lambda arbiter, worker: leave_with_parent(),
            # Ctrl-C reaches the whole group; the master hears it and ends its workers.
            "post_worker_init": lambda worker: signal.signal(signal.SIGINT, signal.SIG_IGN),
        }
        for key, value in chosen.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        from majlis.wsgi import application

        return application

    def run(self) -> None:
        arbiter = Arbiter(self)
        helper = _Helper()
        keep = arbiter.manage_workers

        def manage_workers() -> None:
            keep()
            helper.keep()

        arbiter.manage_workers = manage_workers
        # A closed terminal ends the house, as Ctrl-C does; gunicorn would load its code anew and stay.
        arbiter.handle_hup = arbiter.handle_term
        try:
            arbiter.run()
        finally:
            helper.leave()


class _Helper:
    """The process beside the house that does long work; one that ends is replaced, and takes up what it left."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.over = False

    def keep(self) -> None:
        """See that it runs: asked for each time the house looks after its own workers, about once a second."""
        if self.over or (self.process is not None and self.process.poll() is None):
            return
        program = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--beside", str(os.getpid())]
        self.process = subprocess.Popen(program, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL)

    def leave(self) -> None:
        """What it does now is broken off, and taken up at the next start."""
        self.over = True
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def leave_with_parent() -> None:
    """A worker whose master was killed ends at once, and frees port and database; elsewhere than on Linux, it waits."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def asked_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


def _first(note: IO[str]) -> bool:
    try:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    note.truncate(0)
    return True


def listen(port: int) -> list[socket.socket]:
    """Take the port now, so that nobody else does while the house is set up."""
    taken = []
    for family, host in EVERYWHERE if os.environ.get("BIND") == "all" else LOOPBACK:
        try:
            each = socket.socket(family, socket.SOCK_STREAM)
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                each.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            each.bind((host, port))
        except PermissionError as error:
            raise CommandError(f"Port {port} is not open to this user. Choose another: PORT=8001 bin/run") from error
        except OSError as error:
            if family == socket.AF_INET or "in use" in str(error):
                raise CommandError(f"Port {port} is in use. Choose another: PORT={port + 1} bin/run") from error
            continue
        taken.append(each)
    return taken


def _collect_static() -> None:
    """Copy and compress the static files, unless they are those of the last time."""
    digest = hashlib.sha256(Path(settings.BASE_DIR / "requirements.lock").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = os.stat(storage.path(path))
            digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    mark = settings.MAJLIS_VAR / "static.collected"
    if mark.exists() and mark.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    mark.write_text(digest.hexdigest())
