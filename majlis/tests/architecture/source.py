"""The house's source as text: a tree is paths with their text, the real one or a planted one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from django.conf import settings

Tree = Mapping[str, str]

OFFICES = ("majlis", "committees", "conduct", "liaison")
SHARED = ("templates", "static", "bin", "bench", ".ci")
AT_THE_TOP = ("*.py", "*.md", "*.toml", "*.ini", "*.txt")
TEXTS = {".py", ".md", ".toml", ".html", ".js", ".css", ".svg", ".csv", ".txt", ".ini", ".json", ".sql", ".sh", ""}
NOT_OURS = {"vendor", "fonts", "__pycache__", ".venv"}


@cache
def everything() -> Tree:
    """Every text of the house, what others made left out."""
    base = settings.BASE_DIR
    found = [path for pattern in AT_THE_TOP for path in base.glob(pattern)]
    found += [path for folder in (*OFFICES, *SHARED) for path in (base / folder).rglob("*")]
    ours = [path for path in found if path.is_file() and path.suffix in TEXTS and NOT_OURS.isdisjoint(path.parts)]
    return {str(path.relative_to(base)): path.read_text(encoding="utf-8") for path in sorted(ours)}


def modules(tree: Tree, *, tests: bool = False) -> Tree:
    """The Python modules of the offices; their tests and migrations only when asked for."""
    return {
        path: text
        for path, text in tree.items()
        if path.endswith(".py") and path.split("/")[0] in OFFICES and (tests or not aside(path))
    }


def aside(path: str) -> bool:
    return not {"tests", "migrations"}.isdisjoint(path.split("/")) or path.endswith("conftest.py")


def in_room(path: str, room: str) -> bool:
    """Is it `rules/...` or `rules.py` of an office?"""
    rest = path.partition("/")[2]
    return rest == f"{room}.py" or rest.startswith(f"{room}/")


@lru_cache(maxsize=1024)
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def docstrings(module: ast.Module) -> set[int]:
    """The identities of the constants that are docstrings."""
    found = set()
    for node in ast.walk(module):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            found.add(id(body[0].value))
    return found


def imports(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a module imports, relative ones made absolute; those for types alone left out."""
    module = parsed(text)
    for_types = {
        id(inner)
        for node in ast.walk(module)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    package = path.removesuffix("/__init__.py").removesuffix(".py").split("/")
    if not path.endswith("__init__.py"):
        package.pop()
    for node in ast.walk(module):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = [*package[: len(package) - node.level + 1]] if node.level else []
            start += node.module.split(".") if node.module else []
            yield from ((node.lineno, ".".join([*start, alias.name])) for alias in node.names)


def name_of(node: ast.AST) -> str:
    """`a.b.c` as text; of a longer expression, its last names."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
