"""Rules 4, 5, 10, 12: every act is one function under one word, with its step, its article and its door."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from majlis.rules.law import Step

from .source import OFFICES, Tree, functions, imports, in_room, modules, parsed

CITES = re.compile(r"\bArts?\. [0-9]|\bArticles? [0-9]")
PASSES_BY = re.compile(r"^(skip|bypass|ignore|without|no)_|^(force|forced|commit|unchecked|silent|check|checked)$")
WORDS_PARAMETERS = 2


def handed_on(tree: Tree, office: str) -> set[str]:
    """The public names of an office's actions: its `__all__`."""
    for path in (f"{office}/actions/__init__.py", f"{office}/actions.py"):
        for node in ast.walk(parsed(tree.get(path, ""))):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                return {each.value for each in node.value.elts}
    return set()


def acts_that_are_not_one(tree: Tree) -> list[str]:
    """Rule 4: each public function opens its own step once; and whatever opens a step is public under the step's word."""
    found = []
    for office in OFFICES:
        public, defined = handed_on(tree, office), set()
        for path, text in modules(tree).items():
            if not (path.startswith(f"{office}/") and in_room(path, "actions")):
                continue
            for function in parsed(text).body:
                if isinstance(function, ast.FunctionDef):
                    defined |= {function.name} & public
                    found += [f"{path}:{function.lineno}: {function.name} {why}" for why in _faults(function, public)]
        found += [f"{office}/actions: {name} is no function" for name in sorted(public - defined)]
    return [*found, *_past_the_door(tree)]


def _faults(function: ast.FunctionDef, public: Collection[str]) -> Iterator[str]:
    opened = [ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Call) and _opens(node)]
    if function.name not in public:
        if opened:
            yield "opens a step and is not handed on"
        return
    if [each.replace("'", '"').partition(",")[0] for each in opened] != [f'official_act(STEPS["{function.name}"]']:
        yield "does not open its own step once"
    if not CITES.search(ast.get_docstring(function) or ""):
        yield "cites no article"
    if len(function.args.args) != WORDS_PARAMETERS or function.args.args[0].arg != "call":
        yield "does not take the call and its subject"


def _opens(node: ast.Call) -> bool:
    return ast.unparse(node.func).rpartition(".")[2] == "official_act"


def _past_the_door(tree: Tree) -> list[str]:
    """From outside, only what `actions` hands on."""
    return [
        f"{path}:{line}: {name}"
        for path, text in modules(tree).items()
        if not in_room(path, "actions")
        for line, name in imports(path, text)
        if ((match := re.match(r"(\w+)\.actions\.(\w+)$", name)) and match[2] not in handed_on(tree, match[1]))
        or re.match(r"\w+\.actions\.\w+\.\w+$", name)
    ]


def ways_past(tree: Tree) -> list[str]:
    """Rule 12: no parameter lets an act pass a check by."""
    return [
        f"{path}:{function.lineno}: {function.name}({each.arg})"
        for path, text in modules(tree).items()
        if in_room(path, "actions") or path == "majlis/register.py"
        for function in functions(parsed(text))
        for each in _parameters(function)
        if PASSES_BY.search(each.arg)
    ]


def _parameters(function: ast.FunctionDef) -> list[ast.arg]:
    of = function.args
    return [*of.posonlyargs, *of.args, *of.kwonlyargs, *filter(None, (of.vararg, of.kwarg))]


def numbers_in_functions(tree: Tree) -> list[str]:
    """Rule 10: figures of the law stand in figures.toml, other constants at the head of their module under a name."""
    return [
        f"{path}:{node.lineno}: {node.value!r} in {function.name}"
        for path, text in modules(tree).items()
        if in_room(path, "rules") or in_room(path, "actions")
        for function in functions(parsed(text))
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, complex) and node.value not in (0, 1)
    ]


def called(tree: Tree, office: str, room: str) -> set[str]:
    """The words that a room of an office names, as attributes, names or text."""
    found: set[str] = set()
    for path, text in modules(tree).items():
        if not (path.startswith(f"{office}/") and (in_room(path, room) or path.startswith(f"{office}/{room}_"))):
            continue
        for node in ast.walk(parsed(text)):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@dataclass(frozen=True)
class Doors:
    """What an office offers: its steps, the acts that are built, and the names behind each kind of door."""

    steps: Mapping[str, Step]
    built: Collection[str]
    not_built: Collection[str]
    pages: Collection[str] = ()
    admin: Collection[str] = ()
    commands: Collection[str] = ()
    figures: Collection[str] = field(default=())


def words_out_of_step(office: Doors) -> list[str]:
    """Rule 5: step, act and door bear one word; what is not built says so, and has no door yet."""
    steps, built, later = set(office.steps), set(office.built), set(office.not_built)
    found = [f"{word} is keyed as {key}" for key, step in office.steps.items() if (word := step.word) != key]
    found += [
        f"{word} has a step, and neither an act nor a place in NOT_BUILT" for word in sorted(steps - built - later)
    ]
    found += [f"{word} has no step" for word in sorted((built | later) - steps)]
    found += [f"{word} is built and stands in NOT_BUILT" for word in sorted(built & later)]
    for word in sorted(steps & built):
        door = office.steps[word].door
        names = {"page": office.pages, "admin": office.admin, "command": office.commands}[door]
        if word not in names:
            found.append(f"{word} has no {door}")
    return found + [f"{word} is not built and has a page" for word in sorted(later & set(office.pages))]


def figures_that_are_not_there(office: Doors) -> list[str]:
    """Rule 10: a step's limits name keys of figures.toml."""
    return [
        f"{step.word}: {limit.figure}"
        for step in office.steps.values()
        for limit in step.limits
        if limit.figure not in office.figures
    ]


def articles_left_out(told: Collection[str], cited: Collection[str], excused: Collection[str]) -> list[str]:
    """Rule 10: every told article is cited or excused, none both; and what is cited is told somewhere."""
    left = [f"{each} is neither cited nor excused" for each in sorted(set(told) - set(cited) - set(excused))]
    both = [f"{each} is cited and excused" for each in sorted(set(cited) & set(excused))]
    return left + both
