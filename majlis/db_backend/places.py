"""Where the embedded cluster and its socket lie, and as whom the server runs: PostgreSQL refuses to be root."""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from majlis.db_backend.programs import Unavailable

PORT = "5432"
SOCKET_PATH_MAX = 100
UNPRIVILEGED = ("postgres", "nobody", "daemon")
# Not a folder that the system sweeps: the data must be there after a year.
ELSEWHERE = "/var/lib"


def cluster(home: Path) -> Path:
    pointer = home / "elsewhere"
    return Path(pointer.read_text().strip()) if pointer.exists() else home / "cluster"


def take(home: Path) -> tuple[Path, pwd.struct_passwd | None]:
    """Return the cluster's folder, made if need be, and the user to run as; None for the present one."""
    place = cluster(home)
    if os.geteuid() != 0:
        return _own(place), None
    if place.exists() and place.stat().st_uid != 0:
        return place, _user(place.stat().st_uid)
    owner = _unprivileged()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chown(place, owner.pw_uid, owner.pw_gid)
    if not reaches(owner, place):
        place.rmdir()
        place = Path(tempfile.mkdtemp(prefix="majlis-postgres-", dir=ELSEWHERE))
        os.chown(place, owner.pw_uid, owner.pw_gid)
        (home / "elsewhere").write_text(str(place))
    return place, owner


def _own(place: Path) -> Path:
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if place.stat().st_uid == os.geteuid():
            return place
    except PermissionError:
        pass
    raise Unavailable(f"{place} belongs to another user. Start as that user, or name another folder in MAJLIS_VAR.")


def socket_folder(home: Path) -> Path:
    """Return where the socket lies: in the cluster, or in a private short folder where the path is too long."""
    place = cluster(home)
    plain = re.fullmatch(r"[^,'\"\\]+", str(place))
    if plain and len(os.fsencode(place)) + len(f"/.s.PGSQL.{PORT}") <= SOCKET_PATH_MAX:
        return place
    pointer = home / "socket"
    if not place.exists():
        return pointer
    if pointer.exists():
        folder = Path(pointer.read_text())
        if folder.is_dir() and folder.stat().st_uid == place.stat().st_uid and not folder.is_symlink():
            return folder
    folder = Path(tempfile.mkdtemp(prefix="majlis-", dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(folder, place.stat().st_uid, place.stat().st_gid)
    pointer.write_text(str(folder))
    return folder


def _user(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError as unknown:
        raise Unavailable(f"User {uid}, who owns the database, has no name on this machine.") from unknown


def as_user(owner: pwd.struct_passwd | None) -> Mapping[str, Any]:
    shared = {
        "cwd": "/",
        "stdin": subprocess.DEVNULL,
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        "umask": 0o077,
    }
    if owner is None:
        return shared
    return {**shared, "user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _unprivileged() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable("PostgreSQL refuses to run as root, and none of postgres, nobody, daemon exists to run it.")


def reaches(owner: pwd.struct_passwd, folder: Path) -> bool:
    return subprocess.run(["/bin/sh", "-c", 'cd "$1" 2>&-', "sh", str(folder)], **as_user(owner)).returncode == 0


def copy(folder: Path, target: Path) -> Path:
    """Bring the programs to where the server's user may read them."""
    if not target.exists():
        unfinished = target.with_name(f"new-{secrets.token_hex(4)}")
        shutil.copytree(folder.parent, unfinished, symlinks=True)
        unfinished.chmod(0o755)
        unfinished.rename(target)
    return target / folder.name
