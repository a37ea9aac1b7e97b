"""What every law here is made of: articles, dated figures, steps, and the one check that every act passes."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from majlis import persian
from majlis.rules.deadlines import BeyondCalendar, Calendar, Deadline, deadline, later

# So long is `figures_version` in the register.
VERSION_LETTERS = 16
_NUMBER = re.compile(r"(?P<article>[0-9]+)(?:\.(?P<row>[0-9]+))?(?: n\. (?P<note>[0-9]+))?")


@dataclass(frozen=True)
class Law:
    """A legal text: `code` names it in data, `title` in full, `short` stands before an article's number, `unit` is what
    its parts are called: a statute has articles, the constitution has principles."""

    code: str
    title: str
    short: str = ""
    unit: str = "مادهٔ"

    def article(self, number: str) -> Article:
        return Article(self, number)


@dataclass(frozen=True)
class Article:
    """One article. `number` is "17", "38 n. 1" (a note) or "23.7" (a row of its table)."""

    law: Law
    number: str

    def __str__(self) -> str:
        return f"{self.law.code} {self.number}"

    @property
    def anchor(self) -> str:
        """The article's own number, which is its heading in law.md."""
        return self._parts["article"]

    @property
    def label(self) -> str:
        """As it is printed beside what it commands."""
        parts = self._parts
        text = f"{self.law.unit} {persian.digits(parts['article'])}"
        if parts["note"]:
            text = f"تبصرهٔ {persian.digits(parts['note'])} {text}"
        if parts["row"]:
            text = f"ردیف {persian.digits(parts['row'])} {text}"
        return f"{self.law.short}، {text}" if self.law.short else text

    @cached_property
    def _parts(self) -> dict[str, str]:
        match = _NUMBER.fullmatch(self.number)
        if match is None:
            raise ValueError(f"not an article number: {self.number!r}")
        return match.groupdict()


class Refused(Exception):
    """The law says no. `article` says where, `sentence` is Persian and says what would open it."""

    def __init__(self, article: Article | None, sentence: str, *, deadline: Deadline | None = None, field: str = ""):
        super().__init__(sentence)
        self.article = article
        self.sentence = sentence
        self.deadline = deadline
        self.field = field


@dataclass(frozen=True)
class Figure:
    """One dated number of the law. `value` None means unset: the house has not yet said it."""

    key: str
    value: int | None
    unit: str
    article: str
    source: str
    first_day: date
    checked_on: date
    certainty: str
    counting: str = ""
    proposed: bool = False
    note: str = ""


class Figures:
    """The figures of one office, read once from its rules/figures.toml."""

    def __init__(self, path: Path):
        raw = path.read_bytes()
        self.version = hashlib.sha256(raw).hexdigest()[:VERSION_LETTERS]
        self._figures = {
            key: tuple(sorted((self._figure(key, row) for row in rows), key=lambda each: each.first_day))
            for key, rows in tomllib.loads(raw.decode("utf-8")).items()
        }

    @staticmethod
    def _figure(key: str, row: Mapping[str, Any]) -> Figure:
        value = row["value"]
        if value == "unset":
            value = None
        return Figure(key=key, **{**row, "value": value})

    def joined_by(self, rows: Iterable[Figure]) -> Figures:
        """These figures with further dated rows, such as the house has entered; each key must be known already."""
        joined = copy(self)
        joined._figures = dict(self._figures)
        for row in rows:
            joined._figures[row.key] = tuple(sorted((*joined._figures[row.key], row), key=lambda each: each.first_day))
        return joined

    def keys(self) -> tuple[str, ...]:
        return tuple(self._figures)

    def rows(self, key: str) -> tuple[Figure, ...]:
        """All dated values of one figure, oldest first."""
        return self._figures[key]

    def on(self, key: str, day: date) -> Figure:
        """The figure in force on a day. Raises KeyError for an unknown key, Refused before its first day."""
        found = None
        for each in self._figures[key]:
            if each.first_day <= day:
                found = each
        if found is None:
            raise Refused(None, f"برای {persian.jalali(day)} عددی در قانون ثبت نشده است: {key}")
        return found

    def value(self, key: str, day: date) -> int:
        """The number in force on a day. Refused while it is unset."""
        found = self.on(key, day)
        if found.value is None:
            raise Refused(None, f"عدد «{found.note or key}» هنوز تعیین نشده است؛ تصمیم مجلس با منبع آن باید ثبت شود.")
        return found.value


LimitKind = Literal["bars_after", "due_within", "marks_late_after"]


@dataclass(frozen=True)
class Limit:
    """A time limit of a step: what its passing means, and the figure that measures it."""

    kind: LimitKind
    figure: str


@dataclass(frozen=True)
class Step:
    """One official act as its law describes it. The whole table of an office is its STEPS.

    word: verb_noun, the act's one name everywhere.  label: the button.  done: the history line.
    by: offices as "body_kind.role"; "member" is the file's own member.  subject: a model's lower-case name.
    after: the subject's stages it may follow.  root_in: stages of its root; empty means any.
    creates: the subject does not exist before the act.  to: the stage it leads to, None where it stays.
    root_to: the stage to which it leads the root, None where that stays.
    clock_from: the act whose moment starts the limits; "end:WORD" starts where the limit of WORD ends.
    fresh: whoever does it has just shown his second factor.
    bulk: several files may be chosen and pressed at once, each an act of its own; the law wants no look at each for itself.
    personal: it is its doer's own judgement or signature, which no substitute gives for him.
    needs: functions of the subject's facts that raise Refused; button, gate and check share them.
    """

    word: str
    label: str
    done: str
    article: Article
    by: tuple[str, ...]
    subject: str
    after: tuple[str, ...] = ()
    root_in: tuple[str, ...] = ()
    creates: bool = False
    to: str | None = None
    root_to: str | None = None
    limits: tuple[Limit, ...] = ()
    clock_from: str = ""
    officers: Literal[1, 2] = 1
    fresh: bool = False
    personal: bool = False
    bulk: bool = False
    door: Literal["page", "admin", "command"] = "page"
    paper: bool = False
    needs: tuple[Callable[[Any], None], ...] = ()
    note: str = ""

    @property
    def delegable(self) -> bool:
        """May a substitute do it (house, Art. 11)? Two officers vouch in person, and so does a fresh second factor."""
        return not (self.personal or self.fresh) and self.officers == 1


@dataclass(frozen=True)
class Situation:
    """Where a subject stands at one instant: all that `check` may look at.

    at: when the request was received (for a paper act, when it happened).  started: the clock's start, if it has one.
    moved: a later end which an act of this file gave the step's limits, with the sentence that says why.
    """

    at: datetime
    figures: Figures
    calendar: Calendar
    stage: str = ""
    root_stage: str = ""
    started: datetime | None = None
    facts: Any = None
    stage_labels: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[datetime, str] | None = None


def step_deadlines(step: Step, situation: Situation) -> tuple[tuple[Limit, Deadline], ...]:
    """Each limit of a step with its end, once its clock has started; a limit whose figure is unset has none yet."""
    if situation.started is None:
        return ()
    day = situation.calendar.day(situation.started)
    figures = ((limit, situation.figures.on(limit.figure, day)) for limit in step.limits)
    try:
        return tuple(
            (
                limit,
                replace(
                    later(deadline(situation.started, figure, situation.calendar), situation.moved),
                    article=step.article,
                ),
            )
            for limit, figure in figures
            if figure.value is not None
        )
    except BeyondCalendar as unknown:
        raise Refused(step.article, unknown.sentence) from unknown


def check(step: Step, situation: Situation) -> tuple[tuple[Limit, Deadline], ...]:
    """May this act follow now?

    Returns: the step's limits that have passed without barring it (it is late, and counts).
    Raises: Refused with the step's article, for a wrong stage, an unmet need or a right that is lost.
    """
    _check_stage(step, situation)
    passed = []
    for limit, end in step_deadlines(step, situation):
        if situation.at < end.ends_at:
            continue
        if limit.kind == "bars_after":
            raise Refused(step.article, f"مهلت «{step.label}» {end.last_minute_text} به پایان رسید.", deadline=end)
        passed.append((limit, end))
    for need in step.needs:
        need(situation.facts)
    return tuple(passed)


def refusal(step: Step, situation: Situation) -> Refused | None:
    """The reason why an act may not follow now, for a button or a gate; None when it may."""
    try:
        check(step, situation)
    except Refused as refused:
        return refused
    return None


def _check_stage(step: Step, situation: Situation) -> None:
    def named(stage: str) -> str:
        return situation.stage_labels.get(stage, stage)

    if step.root_in and situation.root_stage not in step.root_in:
        wanted = " یا ".join(f"«{named(stage)}»" for stage in step.root_in)
        raise Refused(
            step.article, f"«{step.label}» تنها در مرحلهٔ {wanted} شدنی است؛ اکنون «{named(situation.root_stage)}» است."
        )
    if not step.creates and step.after and situation.stage not in step.after:
        raise Refused(step.article, f"«{step.label}» در وضعیت «{named(situation.stage)}» شدنی نیست.")
