"""The embedded PostgreSQL: started when wanted, shared, restarted after a kill, stopped by the last one to leave."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from majlis.database import Server, Unavailable
from majlis.db_backend import places, programs

ASK = "import sys; from pathlib import Path; from majlis.database import Server; import psycopg2\n"
ASK += "s = Server(Path(sys.argv[1]), throwaway=True); s.start()\n"
ASK += "c = psycopg2.connect(dbname='majlis', **s.address()).cursor(); c.execute('SELECT 1'); print(c.fetchone()[0])"


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="خانه و فاصله "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(places.cluster(folder), ignore_errors=True)
    shutil.rmtree(folder)


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    server = Server(home, throwaway=True)
    server.start()
    yield server
    server.leave()


def one(server: Server, statement: str) -> object:
    with closing(psycopg2.connect(dbname="majlis", **server.address())) as opened, opened.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def another_process(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ASK, str(home)], stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR
    )


def postmaster(home: Path) -> int:
    (pid_file,) = places.cluster(home).glob("data-*/postmaster.pid")
    return int(pid_file.read_text().split("\n", 1)[0])


def test_the_driver_is_psycopg2() -> None:
    assert not is_psycopg3, "psycopg 3 came in with another package, and Django prefers it in silence"


def test_the_server_knows_persian_letters(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'مجلس شورا' ~ '^[[:alpha:]]+ [[:alpha:]]+$'")
        assert cursor.fetchone() == (True,)


def test_statements_and_locks_have_an_end(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        assert cursor.fetchone() == ("15s", "5s")


def test_only_the_owner_can_reach_the_socket(server: Server, home: Path) -> None:
    folder = Path(server.address()["host"])
    assert (folder / f".s.PGSQL.{places.PORT}").exists()
    assert folder.stat().st_mode & 0o077 == 0
    assert one(server, "SHOW listen_addresses") == ""


def test_starters_at_once_share_one_server(home: Path) -> None:
    starters = [another_process(home) for _ in range(4)]
    assert [starter.communicate()[0].strip() for starter in starters] == ["1"] * 4


def test_a_killed_server_is_started_again_and_keeps_what_was_committed(server: Server, home: Path) -> None:
    with closing(psycopg2.connect(dbname="majlis", **server.address())) as opened:
        opened.cursor().execute("CREATE TABLE kept AS SELECT 7 AS number")
        opened.commit()
    os.kill(postmaster(home), signal.SIGKILL)
    server.start()
    assert one(server, "SELECT number FROM kept") == 7


def test_a_killed_server_that_nobody_reaped_does_not_bar_the_next(server: Server, home: Path) -> None:
    """This process is the dead server's parent and does not look; another one starts it again."""
    os.kill(postmaster(home), signal.SIGKILL)
    assert another_process(home).communicate()[0].strip() == "1"


def test_the_last_one_to_leave_stops_the_server(server: Server, home: Path) -> None:
    assert another_process(home).communicate()[0].strip() == "1"
    assert server.state() == "ready", "the other one left first"
    server.leave()
    assert server.state() == "absent"


def test_a_long_path_gets_a_private_short_socket_folder(home: Path) -> None:
    server = Server(home / ("دور" * 20), throwaway=True)
    server.start()
    folder = Path(server.address()["host"])
    assert len(os.fsencode(folder)) < 40
    assert folder.stat().st_mode & 0o077 == 0
    assert one(server, "SELECT 1") == 1
    server.leave()
    shutil.rmtree(folder)


def test_data_of_another_major_version_is_not_replaced_by_an_empty_house() -> None:
    with pytest.raises(Unavailable, match="PostgreSQL 9"):
        programs.choose([9])


def test_the_wheel_serves_where_the_machine_has_no_postgresql(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (wheel,) = [folder for folder in programs._folders() if folder.parent.name == "pginstall"]
    monkeypatch.setenv("PG_BIN", str(wheel))
    server = Server(home, throwaway=True)
    server.start()
    assert str(one(server, "SHOW server_version")).startswith("17")
    assert one(server, "SELECT count(*) FROM pg_available_extensions WHERE name IN ('btree_gist', 'pg_trgm')") == 2
    server.leave()


def test_the_lock_files_pin_what_the_lists_ask_for() -> None:
    for name in ("requirements", "requirements-dev"):
        asked = (settings.BASE_DIR / f"{name}.txt").read_text().splitlines()
        # A lock names what an extra brings by itself.
        bare = {re.sub(r"\[[a-z,]+\]", "", line.split("#")[0]).strip().lower() for line in asked}
        wanted = bare - {"", "-r requirements.txt"}
        lock = (settings.BASE_DIR / f"{name}.lock").read_text()
        pinned = {line.split()[0] for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))}
        assert wanted <= pinned
        assert "://" not in lock
