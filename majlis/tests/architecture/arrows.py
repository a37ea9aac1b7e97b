"""Rules 1, 2, 6, 7: what each room may import and touch."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from .source import Tree, imports, in_room, modules, name_of, parsed

# A room may import itself and what stands lower; two rooms of one height know nothing of each other.
HEIGHT = {
    "persian": 0, "realm": 0, "charts": 0, "progress": 0, "database": 0, "replica": 0, "journal": 0, "headers": 0, "icalendar": 0,
    "boxes": 0, "keyring": 0, "addresses": 0,
    "rules": 1,
    "models": 2,
    "sheet_reader": 0, "sheets": 3, "pdf": 3, "clock": 3, "intake": 3, "upload_limits": 1, "dateformat": 3, "lawbook": 3,
    "documents": 4,
    "indexing": 4, "tallies": 4,
    "safes": 4,
    "personal": 5, "user_sessions": 5, "own_keys": 5.5, "account_forms": 5.7, "second_factor": 5.9,
    "facts": 5, "queries": 5,
    "register": 6,
    "actions": 7, "forms": 7, "exports": 7, "imports": 7,
    "columns": 8, "importing": 8, "jobs": 8,
    "views": 9, "templatetags": 9,
    "accounts": 9, "admin": 10, "urls": 11,
    "middleware": 11, "apps": 12, "wsgi": 12, "settings": 12, "management": 13, "demo": 13,
}  # fmt: skip
# Modules that are a room in more than one file.
PARTS = {
    "sealed_own": "personal", "nests": "safes", "sealed_bodies": "safes",
    "long_work": "jobs", "long_exports": "jobs", "long_imports": "jobs",
    "sittings": "models", "db_backend": "database", "jalali_forms": "forms", "form_drawing": "forms", "letter_forms": "forms", "paper_forms": "forms", "enacting_forms": "forms", "jalali_admin": "admin", "account_urls": "urls",
    "admin_site": "admin", "admin_exports": "admin", "admin_acts": "admin", "admin_register": "admin",
    "urls_member": "urls", "urls_office": "urls", "urls_seats": "urls", "columns_work": "columns", "columns_said": "columns",
}  # fmt: skip
ONE_FLOOR = {frozenset({"facts", "queries"}), frozenset({"management", "demo"})}
# A file hands the rules what they look at; it is read when they ask.
EXCUSED = {("models", "facts")}
JOINS_ALL = ("settings.py", "urls.py", "demo", "management/commands/demo.py")

DICE = {"random", "secrets", "time", "numpy", "uuid.uuid1", "uuid.uuid4", "os.urandom", "os.getrandom", "majlis.clock"}
DRAWN = {each for each in DICE if "." in each}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "time.time",
    "timezone.localdate",
}
CLOCK = "majlis/clock.py"
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHOWS = ("views", "forms", "urls", "admin", "templatetags", "middleware", "jalali_admin")

BLOCKED = """
import importlib, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError("django is blocked: " + name)
sys.meta_path.insert(0, Blocked())
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""


def rules_that_need_django(folder: Path) -> list[str]:
    """Rule 1: every rules module under a folder is imported where Django cannot be."""
    files = sorted(path.relative_to(folder) for path in folder.glob("*/rules/**/*.py"))
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in files]
    ran = subprocess.run(
        [sys.executable, "-c", BLOCKED, *names], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()


def rules_that_import_django(tree: Tree) -> list[str]:
    """Rule 1, by reading."""
    return [
        f"{path}:{line}: {name}"
        for path, text in modules(tree).items()
        if in_room(path, "rules")
        for line, name in imports(path, text)
        if name.partition(".")[0] in ("django", "psycopg2", "allauth")
    ]


def clocks_and_dice(tree: Tree) -> list[str]:
    """Rule 2, and its other half: nothing else in the house reads a clock but the clock."""
    found = []
    for path, text in modules(tree).items():
        if in_room(path, "rules"):
            found += [f"{path}:{n}: {name}" for n, name in imports(path, text) if _among(name, DICE)]
            found += [
                f"{path}:{node.lineno}: {name_of(node)}" for node in ast.walk(parsed(text)) if name_of(node) in DRAWN
            ]
        if path == CLOCK:
            continue
        for node in ast.walk(parsed(text)):
            if isinstance(node, (ast.Attribute, ast.Call)) and _reads_clock(node):
                found.append(f"{path}:{node.lineno}: {ast.unparse(node)}")
    return found


def _reads_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return any(word.arg in ("auto_now", "auto_now_add") for word in node.keywords)
    name = name_of(node)
    return any(name == clock or name.endswith(f".{clock}") for clock in CLOCKS)


def _among(name: str, names: set[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in names)


def managers_in_views(tree: Tree) -> list[str]:
    """Rule 6: what is shown comes from queries that take the viewer."""
    return [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, text in modules(tree).items()
        if any(in_room(path, room) for room in SHOWS)
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]


def wrong_arrows(tree: Tree) -> list[str]:
    """Rule 7: offices meet in the kernel alone, and no layer imports upward."""
    found = []
    for path, text in modules(tree).items():
        office, rest = path.split("/", 1)
        for line, name in imports(path, text):
            target, _, inner = name.partition(".")
            if target not in ("majlis", "committees", "conduct", "liaison"):
                continue
            if target not in (office, "majlis") and not rest.startswith(JOINS_ALL):
                found.append(f"{path}:{line}: {office} imports {name}")
            elif not _downward(_room(rest), _room(inner.replace(".", "/"))):
                found.append(f"{path}:{line}: {_room(rest)} imports {name}")
    return found


def _room(rest: str) -> str:
    name = rest.partition("/")[0].removesuffix(".py")
    return PARTS.get(name, name)


def _downward(source: str, target: str) -> bool:
    if not target or source == target or frozenset({source, target}) in ONE_FLOOR or (source, target) in EXCUSED:
        return True
    return source in HEIGHT and target in HEIGHT and HEIGHT[target] < HEIGHT[source]
