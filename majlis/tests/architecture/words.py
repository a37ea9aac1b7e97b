"""Rules 11 and 13, and what every text of the house keeps: real letters, one calendar."""

from __future__ import annotations

import ast
import re

from .source import Tree, imports, modules, parsed

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Arabic ye, kaf and alef maqsura, and the presentation forms of old files.
FOREIGN = re.compile("[\u0643\u0649\u064a\ufb50-\ufdfb\ufe70-\ufefc]")
KNOWS_LETTERS = {"majlis/persian.py"}
KNOWS_DAYS = {"majlis/persian.py", "majlis/rules/days.py"}
SECOND_CALENDAR = re.compile(r"\b(2820|1029983|474|2346|226895|persiantools|khayyam|convertdate|jalali_core)\b")
HERE = "majlis/tests/architecture/"


def hidden_directions(tree: Tree) -> list[str]:
    """Rule 11."""
    return [
        f"{path}:{number}: U+{ord(found[0]):04X}"
        for path, text in tree.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := BIDI.search(line))
    ]


def foreign_letters(tree: Tree) -> list[str]:
    """Persian is written with its own ye and kaf; only folding, and its tests, know the others."""
    return [
        f"{path}:{number}: U+{ord(found[0]):04X}"
        for path, text in tree.items()
        if path not in KNOWS_LETTERS and "/tests/" not in path
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := FOREIGN.search(line))
    ]


def days_of_instants(tree: Tree) -> list[str]:
    """Rule 13: a day is asked of `legal_day`; no instant is cut to its UTC day."""
    return [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, text in modules(tree).items()
        if path not in KNOWS_DAYS
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and not node.args
    ]


def second_calendars(tree: Tree) -> list[str]:
    """Jalali days come from one library through one module, in the browser from one list of leap years."""
    arithmetic = [
        f"{path}:{number}: {found[0]}"
        for path, text in tree.items()
        if path.endswith((".py", ".js", ".html")) and not path.startswith(HERE) and "/tests/" not in path
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := SECOND_CALENDAR.search(line))
    ]
    libraries = [
        f"{path}:{line}: {name}"
        for path, text in modules(tree).items()
        for line, name in imports(path, text)
        if name.startswith("jdatetime") and path != "majlis/persian.py"
    ]
    return arithmetic + libraries
