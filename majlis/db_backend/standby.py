"""A streaming replica of the embedded PostgreSQL, for a cluster on one machine: made anew from the primary at each start.

It may be thrown away at any moment, since all that it has is the primary's; so nothing of it is mended, and no replication
slot keeps the primary's log for a replica that is gone.
"""

from __future__ import annotations

import pwd
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from majlis.db_backend import places
from majlis.db_backend.programs import Unavailable
from majlis.db_backend.server import NAME, Server


class Standby(Server):
    """A read-only copy of `primary` that follows it, reached by a socket of its own."""

    def __init__(self, home: Path, primary: Server):
        super().__init__(home, throwaway=primary.throwaway)
        self.primary = primary

    def start(self) -> None:
        """Copy the primary as it is now and follow it from there. Raises: Unavailable."""
        self.hold()
        with self._alone():
            self._stop()
            place = places.cluster(self.home)
            for old in (*place.glob("data-*"), *place.glob("new-*")):
                shutil.rmtree(old)
        super().start()

    @property
    def url(self) -> str:
        """Its address in the form of REPLICA_URL."""
        where = self.address()
        return f"postgres://{where['user']}@{quote(where['host'], safe='')}:{where['port']}/{NAME}"

    def _have_database(self) -> None:
        """It has what the primary has."""

    def _majors(self, place: Path) -> list[int]:
        """A copy can be read by the primary's own programs only."""
        return super()._majors(places.cluster(self.primary.home))

    def _initialise(self, folder: Path, data: Path, owner: pwd.struct_passwd | None) -> None:
        where = self.primary.address()
        command = [str(folder / "pg_basebackup"), "-D", str(data), "-R", "-X", "stream", "-c", "fast"]
        command += ["--no-sync"] if self.throwaway else []
        command += ["-h", where["host"], "-p", where["port"], "-U", where["user"]]
        done = subprocess.run(command, capture_output=True, text=True, **places.as_user(owner))
        if done.returncode:
            shutil.rmtree(data, ignore_errors=True)
            raise Unavailable(f"pg_basebackup failed: {done.stderr.strip()[-500:]}")
