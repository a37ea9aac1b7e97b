"""A decision never reads the replica: who may name a database other than the house's own, and which views may be read from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .source import Tree, functions, imports, in_room, modules, name_of, parsed

# Those that choose the database: by the declaration, for a page's read, or to refuse.
KNOWS = {
    "majlis/replica.py": {"*"},
    "majlis/middleware.py": {"majlis.replica"},
    "majlis/register.py": {"majlis.replica"},
    "majlis/queries/kept.py": {"majlis.replica.reading_connection"},
    "majlis/queries/prepared.py": {"majlis.replica.reading_alias", "majlis.replica.reading_connection"},
}
DECLARATION = "from_replica"
# What each may ask of the module: the door of acts nothing but to refuse.
ASKS = {
    "majlis/register.py": {"refuse"},
    "majlis/middleware.py": {"declared", "lag.fresh", "lag.lost", "reading", "LOST"},
}
APART = ("majlis/db_backend/", "majlis/management/", "majlis/database.py", "majlis/settings.py")


def reads_replica(tree: Tree) -> list[str]:
    """Nobody chooses a database by himself; the replica is read by declared public pages alone."""
    found = []
    for path, text in modules(tree).items():
        found += [f"{path}:{line}: imports {name}" for line, name in _imports(path, text)]
        if path in KNOWS or path.startswith(APART):
            found += [f"{path}: asks {each}" for each in _asks(text) - ASKS.get(path, _asks(text))]
            continue
        found += [f"{path}:{line}: {what}" for line, what in (*_choices(parsed(text)), *_declared(path, parsed(text)))]
    return found


def _imports(path: str, text: str) -> Iterator[tuple[int, str]]:
    allowed = KNOWS.get(path, {f"majlis.replica.{DECLARATION}"} if in_room(path, "views") else set())
    for line, name in imports(path, text):
        if name.startswith("majlis.replica") and name not in allowed and "*" not in allowed:
            yield line, name


def _asks(text: str) -> set[str]:
    names = (name_of(node) for node in ast.walk(parsed(text)) if isinstance(node, ast.Attribute))
    asked = {name.removeprefix("replica.") for name in names if name.startswith("replica.")}
    return {each for each in asked if not any(other.startswith(f"{each}.") for other in asked)}


def _choices(module: ast.Module) -> Iterator[tuple[int, str]]:
    """`.using(...)`, `using=...`, `connections[...]`: a database by name."""
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and name_of(node.value).rpartition(".")[2] == "connections":
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call):
            by_name = isinstance(node.func, ast.Attribute) and node.func.attr in ("using", "db_manager")
            if by_name or any(word.arg == "using" for word in node.keywords):
                yield node.lineno, ast.unparse(node.func)


def _declared(path: str, module: ast.Module) -> Iterator[tuple[int, str]]:
    """What is declared to be read from the replica is a public view."""
    for function in functions(module):
        marks = {name_of(each.func if isinstance(each, ast.Call) else each) for each in function.decorator_list}
        public = path.endswith("/views/public.py") or "login_not_required" in marks
        if DECLARATION in marks and not public:
            yield function.lineno, f"{function.name} is read from the replica and is not public"
