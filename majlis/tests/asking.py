"""The same questions to every act: while a formation is played, each act is questioned the first time it is done."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.db import models, transaction

from majlis.models import Act, Membership, Person, Term
from majlis.models.base import reference
from majlis.queries import acts_of, office
from majlis.queries.authority import office_name, offices_of
from majlis.register import Call, FirstSigned, NotVisible, Replayed, Stale
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused, Step
from majlis.rules.procedure import EMPTY_HOUSE

NOWHERE = "nowhere"


@dataclass
class Answers:
    """What an act answered. An exception stands as its class, a question that the act does not have as None."""

    step: Step
    act: Act | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    stranger: Any = None
    anothers: Any = None
    wrong_stage: Any = None
    twice: Any = None
    stale: Any = None
    changed_by_refusals: bool = False


class Questioner:
    """Stands in for an office's acts, does them, and asks."""

    def __init__(self, stranger: Person):
        self.stranger = stranger
        self.answers: dict[str, Answers] = {}

    def stand_before(self, patch: pytest.MonkeyPatch, actions: Any) -> None:
        for word in actions.__all__:
            patch.setattr(actions, word, self._asking(getattr(actions, word)))

    def _asking(self, action: Callable) -> Callable:
        word = action.__name__

        def done(call: Call, subject: models.Model) -> Act:
            if word in self.answers:
                return action(call, subject)
            found = Answers(office(subject).steps[word])
            fresh = _unsaved(subject)
            before = Act.objects.count()
            self._ask_before(found, action, call, subject)
            found.changed_by_refusals = Act.objects.count() != before
            version = getattr(subject, "version", None)
            act = action(call, subject)
            self.answers[word] = found
            found.act = act
            self._look(found, subject)
            self._ask_after(found, action, call, subject, fresh, version)
            return act

        return done

    def _ask_before(self, found: Answers, action: Callable, call: Call, subject: models.Model) -> None:
        found.stranger = _outcome(action, _new(call, self.stranger), subject)
        other = _other(found.step, call, subject)
        if other is not None:
            found.anothers = _outcome(action, _new(call, other), subject)
        found.wrong_stage = _at_wrong_stage(found.step, action, call, subject)

    def _look(self, found: Answers, subject: models.Model) -> None:
        # The founding is asked for with an account, and is an act on the founder's office.
        row = (
            Membership.objects.get()
            if found.step.by == (EMPTY_HOUSE,)
            else type(subject)._base_manager.get(pk=subject.pk)
        )
        root = getattr(row, "root", None)
        newest = acts_of(row)[0]
        found.facts = {
            "subject": reference(row), "stage": getattr(row, "stage", None), "since": getattr(row, "stage_since", None),
            "root_stage": getattr(root, "stage", None), "newest": newest, "root": reference(root) if root is not None else "",
        }  # fmt: skip

    def _ask_after(
        self, found: Answers, action: Callable, call: Call, subject: Any, fresh: Any, version: int | None
    ) -> None:
        again = fresh if found.step.creates else subject
        count = Act.objects.count()
        found.twice = _outcome(action, call, again), Act.objects.count() - count
        if not found.step.creates and version is not None:
            found.stale = _outcome(action, replace(call, key=uuid.uuid4(), seen_version=version), subject)


def _new(call: Call, actor: Person) -> Call:
    return replace(call, actor=actor, key=uuid.uuid4())


def _unsaved(subject: models.Model) -> models.Model:
    """The subject as a fresh form would bring it: a creating act gets a new row."""
    fresh = copy.copy(subject)
    fresh._state = copy.copy(subject._state)
    fresh._state.fields_cache = dict(subject._state.fields_cache)
    return fresh


def _outcome(action: Callable, call: Call, subject: models.Model) -> Any:
    """What comes of an act, of which nothing stays."""
    point = transaction.savepoint()
    try:
        return action(call, _unsaved(subject))
    except (NotVisible, Replayed, Stale, Refused, FirstSigned) as answer:
        return answer
    finally:
        transaction.savepoint_rollback(point)


def _other(step: Step, call: Call, subject: models.Model) -> Person | None:
    """Somebody who could do this act on another's file: another member, the same office in another body."""
    day = legal_day(call.at)
    if step.by == (EMPTY_HOUSE,):
        return None
    owner = getattr(subject, "owner", None)
    if "member" in step.by and owner is not None:
        return (
            Person.objects.exclude(pk=owner.pk)
            .filter(memberships__role="member", memberships__body__kind="chamber")
            .first()
        )
    for held in Membership.objects.filter(from_day__lte=day).select_related("body", "person"):
        if office_name(held) not in step.by or not hasattr(subject, "seat"):
            continue
        seat = subject.seat(held.body.kind)
        bound = seat is not None and seat.pk != held.body_id
        if bound and not any(
            each.body_id == seat.pk and office_name(each) in step.by for each in offices_of(held.person, day)
        ):
            return held.person
    return None


def _at_wrong_stage(step: Step, action: Callable, call: Call, subject: models.Model) -> Any:
    """The act on a file, or in a root, whose stage is none that the step may follow."""
    root = getattr(subject, "root", None)
    moved = root if step.root_in and root is not None else subject if step.after and not step.creates else None
    if moved is None or isinstance(moved, Term):
        return None
    point = transaction.savepoint()
    try:
        type(moved)._base_manager.filter(pk=moved.pk).update(stage=NOWHERE)
        return _outcome(action, _new(call, call.actor), subject)
    finally:
        transaction.savepoint_rollback(point)
