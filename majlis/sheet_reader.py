"""Reads one foreign spreadsheet in a limited process. Run as a program; imports nothing of the house.

Standard input: the file. Standard output: one line of JSON, the rows of its first sheet as text, or the code of a refusal.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from typing import Any

MAX_EXPANDED = 64 * 1024 * 1024
MAX_ROWS = 5000
MAX_COLUMNS = 40
MAX_CELL = 2000
MEMORY = 400 * 1024 * 1024
CPU_SECONDS = 8
PIECE = 1024 * 1024


class No(Exception):
    """The file is refused; the argument is a reason's code."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def checked(data: bytes) -> None:
    """Unpack everything once: what a part says of its size must be true, and all of it together small."""
    whole = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                with packed.open(name) as part:
                    while piece := part.read(PIECE):
                        whole += len(piece)
                        if whole > MAX_EXPANDED:
                            raise No("expands")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as bad:
        raise No("damaged") from bad


def cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MAX_CELL]


def rows(data: bytes) -> list[list[str]]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
    except Exception as bad:
        raise No("damaged") from bad
    if (sheet.total_height or 0) > MAX_ROWS or (sheet.total_width or 0) > MAX_COLUMNS:
        raise No("large")
    return [[cell(each) for each in row] for row in sheet.to_python(skip_empty_area=False)]


def main() -> None:
    limit()
    data = sys.stdin.buffer.read()
    try:
        checked(data)
        said: dict[str, Any] = {"rows": rows(data)}
    except No as no:
        said = {"refused": no.args[0]}
    except MemoryError:
        said = {"refused": "expands"}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
