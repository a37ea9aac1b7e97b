"""Rule 3: who writes. Rows are written by actions, the register, what is personal, and jobs; by nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps

from .source import Tree, docstrings, functions, in_room, modules, parsed

WRITERS = {
    "majlis/register.py",
    "majlis/personal.py",
    "majlis/jobs.py",
    "liaison/jobs.py",
    "majlis/long_work.py",
    "majlis/safes.py",
    "majlis/nests.py",
    "majlis/demo/outside.py",
    "liaison/tallies.py",
    "liaison/demo/years/hand.py",
}
# The one hand of those three that keeps what search knows: they alone may ask it to write.
HAND, ITS_OWNERS = "majlis/indexing.py", {"majlis/register.py", "majlis/personal.py", "majlis/jobs.py"}
ITS_WRITING = {"keep", "keep_row", "rebuild", "drop_unknown"}
# The accounts library calls its adapter, and the adapter answers for it; a second factor is shown through its own forms.
LIBRARY = {"majlis/accounts.py", "majlis/second_factor.py"}

WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_base"}
WRITES_TO_ROWS = {"update", "add", "remove", "set", "clear"}
OF_QUERYSETS = {
    "filter", "exclude", "order_by", "select_related", "select_for_update", "prefetch_related", "annotate", "using",
    "get_queryset", "distinct", "only", "defer", "none", "all", "objects", "_default_manager", "_base_manager",
}  # fmt: skip
SQL = re.compile(
    r"\b(insert\s+into|update\s+[\w\".{}]+\s+set|delete\s+from|truncate\b|merge\s+into|copy\s+\S+\s+from)",
    re.IGNORECASE,
)


def written_elsewhere(tree: Tree) -> list[str]:
    """Rule 3."""
    found = []
    for path, text in modules(tree).items():
        if path in WRITERS | LIBRARY | {HAND} or in_room(path, "actions"):
            continue
        module = parsed(text)
        found += [f"{path}:{line}: {what}" for line, what in (*_calls(module), *_statements(module))]
    return found


def rows_of_search_written_elsewhere(tree: Tree) -> list[str]:
    """Rule 3, for search: its rows are written by the one hand, and the hand moves for its owners alone."""
    return [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, text in modules(tree).items()
        if path not in ITS_OWNERS | {HAND}
        for node in ast.walk(parsed(text))
        if (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "indexing" and node.attr in ITS_WRITING)
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "majlis.indexing"
            and not ITS_WRITING.isdisjoint(each.name for each in node.names)
        )
    ]


def _calls(module: ast.Module) -> Iterator[tuple[int, str]]:
    names = _names_of_rows(module)
    own = _overrides(module)
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or id(node) in own:
            continue
        verb = node.func.attr
        plain = verb[1:] if verb[1:] in WRITES | WRITES_TO_ROWS and verb[0] == "a" else verb
        if plain == "save" and node.args:
            continue  # A row's save takes no place: this is a picture or a PDF.
        if plain in WRITES or (plain in WRITES_TO_ROWS and _is_rows(node.func.value, names)):
            yield node.lineno, ast.unparse(node.func)


def _overrides(module: ast.Module) -> set[int]:
    """`super().save()` inside a model's own `save` is no writing: it is what others call."""
    return {
        id(node)
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"super().{function.name}"
    }


def _names_of_rows(module: ast.Module) -> set[str]:
    """Names that hold querysets or managers: so assigned, or so annotated."""
    names: set[str] = set()
    for node in ast.walk(module):
        if (
            isinstance(node, ast.arg)
            and node.annotation
            and re.search("QuerySet|Manager", ast.unparse(node.annotation))
        ):
            names.add(node.arg)
        if isinstance(node, ast.Assign) and _is_rows(node.value, names):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _is_rows(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.Call):
        return _is_rows(node.func, names) or ast.unparse(node.func).startswith("queries.")
    if isinstance(node, ast.Attribute):
        return node.attr in OF_QUERYSETS | relations() or _is_rows(node.value, names)
    return isinstance(node, ast.Subscript) and _is_rows(node.value, names)


@cache
def relations() -> frozenset[str]:
    """The names under which rows hand out their many related rows."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    many = [field for field in fields if field.one_to_many or field.many_to_many]
    names = {field.get_accessor_name() if field.auto_created else field.name for field in many}
    return frozenset(name for name in names if name and not name.endswith("+"))


def _statements(module: ast.Module) -> Iterator[tuple[int, str]]:
    prose = docstrings(module)
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in prose
            and SQL.search(node.value)
        ):
            yield node.lineno, "raw SQL that writes"
