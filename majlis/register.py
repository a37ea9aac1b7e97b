"""The only door: every change of state passes `official_act`, which checks, runs, moves, writes and chains."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.crypto import salted_hmac

from majlis import indexing, replica
from majlis.models import Act, Chain, Countersign, Document, FormKey, Letter, Person, Reading
from majlis.models.base import CLOCKS_READ, reference
from majlis.models.trail import done_by
from majlis.rules import chain
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused, Step, check
from majlis.sealed_bodies import sealed_body

UNREAD = "امضای نخست بر متنی است که کلید آن نزد شما نیست؛ همکاری که آن را می‌خواند امضای دوم را می‌گذارد."
LONGEST_SUBJECT, LONGEST_DETAIL = 120, 500


@dataclass(frozen=True)
class Call:
    """One request to act.

    actor: the person; None for an account without one.  at: when the request was received, aware.
    happened_at: when a paper act happened.  paper: its scan.  on_behalf_of: whose act it is, when not the actor's.
    key: the form's one-time key.  seen_version: the subject's version that the actor had before him.
    body: what he typed, as JSON values only.
    """

    actor: Person | None
    at: datetime
    body: Mapping[str, Any] = field(default_factory=dict)
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    seen_version: int | None = None
    happened_at: datetime | None = None
    on_behalf_of: Person | None = None
    paper: Document | None = None

    @property
    def names(self) -> set[uuid.UUID]:
        """Whose act it is: his who does it, and his in whose name it is done."""
        return {each.pk for each in (self.actor, self.on_behalf_of) if each is not None}

    @property
    def legal_at(self) -> datetime:
        """The instant that the law looks at: when it happened, on paper; when it was received, otherwise."""
        return self.happened_at or self.at


class NotVisible(Exception):
    """For this person the thing does not exist."""


class Replayed(Exception):
    """The same key again: the first answer stands."""

    def __init__(self, act: Act | None, countersign: Countersign | None = None):
        super().__init__("replayed")
        self.act = act
        self.countersign = countersign


class Stale(Exception):
    """Another act came first."""

    def __init__(self, act: Act | None):
        super().__init__("stale")
        self.act = act


class FirstSigned(Exception):
    """The first of two officers has signed; nothing else has changed."""

    def __init__(self, countersign: Countersign):
        super().__init__("first signature kept")
        self.countersign = countersign


@dataclass
class Doing:
    """An act while its body runs: what the body may read, and what it may say."""

    step: Step
    subject: models.Model
    call: Call
    day: Any
    late: tuple = ()
    first: Person | None = None
    second: Person | None = None
    body: dict[str, Any] = field(default_factory=dict)
    stage: str | None = None
    root_stage: str | None = None
    act: Act | None = None

    @property
    def at(self) -> datetime:
        return self.call.legal_at

    @property
    def person(self) -> Person:
        assert self.call.actor is not None
        return self.call.actor

    def note(self, **facts: Any) -> None:
        """Say something in the record beside what was typed."""
        self.body.update(facts)

    def lead_to(self, stage: str) -> None:
        """Name the stage, where the step leaves it to the decision."""
        self.stage = stage

    def lead_root_to(self, stage: str) -> None:
        """Name the root's stage, where the step leaves it to the decision."""
        self.root_stage = stage


@contextmanager
def official_act(step: Step, subject: models.Model, call: Call) -> Iterator[Doing]:
    """Do one official act, or nothing at all.

    Locks root, subject and head of the chain, in that order; the body of the `with` runs between check and record.

    Args:
        step: the act's row of its office's STEPS.
        subject: its file; unsaved where the step creates it.
        call: who, when and what.
    Yields: the act in progress.
    Raises: NotVisible, Replayed, Stale, FirstSigned, Refused. After each of them nothing of this call has changed,
        but for the first signature that FirstSigned kept.
    """
    from majlis.queries import ask_anew

    replica.refuse()
    pending: FirstSigned | None = None
    with transaction.atomic():
        doing, form_key, pending = _open(step, subject, call)
        if pending is None:
            with done_by(call.actor, doing.at, step.label), indexing.noted() as touched:
                yield doing
                _close(doing, form_key, touched)
                ask_anew()
    if pending is not None:
        raise pending


def _open(step: Step, subject: models.Model, call: Call) -> tuple[Doing, FormKey, FirstSigned | None]:
    from majlis import queries

    if call.actor is None:
        raise NotVisible
    form_key = _take_key(step, subject, call)
    _lock(step, subject)
    queries.ask_anew()
    name = queries.name_of_act(step, subject, call)
    if name is None:
        raise NotVisible
    if call.paper is None:
        # A substitute acts in another's name, and both names stay; nobody writes a name that he was not lent.
        call = replace(call, on_behalf_of=name if name.pk != call.actor.pk else None)
    _check_version(step, subject, call)
    if call.legal_at > call.at:
        raise Refused(step.article, "زمان رخداد پس از زمان ثبت است.", field="happened_at")
    late = check(step, queries.situation(step, subject, call.legal_at))
    doing = Doing(step, subject, call, legal_day(call.legal_at), late=late, body=dict(call.body))
    if step.officers == 1 and call.paper is None:
        return doing, form_key, None
    countersign = _countersign(step, subject, call)
    if countersign.first_id == call.actor.pk:
        form_key.countersign = countersign
        form_key.save(update_fields=["countersign"])
        return doing, form_key, FirstSigned(countersign)
    form_key.countersign = countersign
    doing.first, doing.second = countersign.first, call.actor
    return doing, form_key, None


def _take_key(step: Step, subject: models.Model, call: Call) -> FormKey:
    named = reference(subject) if subject.pk and not subject._state.adding else ""
    # Keyed: a stolen database does not tell whether a guess of what was typed is right.
    body_hash = salted_hmac(
        "majlis.formkey", chain.H(named, chain.canonical(dict(call.body))), algorithm="sha256"
    ).hexdigest()
    # A press of the same key waits here until the first one's transaction has ended.
    FormKey.objects.bulk_create(
        [FormKey(key=call.key, actor=call.actor, verb=step.word, body_hash=body_hash)], ignore_conflicts=True
    )
    form_key = FormKey.objects.select_related("act", "countersign").get(key=call.key)
    if form_key.act is None and form_key.countersign is None:
        return form_key
    if form_key.actor_id != call.actor.pk or form_key.verb != step.word:
        raise NotVisible
    if form_key.body_hash != body_hash:
        raise Refused(None, "این برگ پیش‌تر با متن دیگری ثبت شده است. برگ تازه‌ای باز کنید.")
    raise Replayed(form_key.act, form_key.countersign)


def _lock(step: Step, subject: models.Model) -> None:
    first = getattr(subject, "lock_first", None)
    if first is not None:
        _lock_row(first)
    if not step.creates:
        _lock_row(subject)
    for row in (subject, getattr(subject, "root", None)):
        if row is not None:
            row.__dict__.pop(CLOCKS_READ, None)


def _lock_row(row: models.Model) -> None:
    manager = type(row)._base_manager
    try:
        row.refresh_from_db(from_queryset=manager.select_for_update())
    except type(row).DoesNotExist as gone:
        raise NotVisible from gone


def _check_version(step: Step, subject: models.Model, call: Call) -> None:
    if step.creates or call.seen_version is None or not hasattr(subject, "version"):
        return
    if call.seen_version != subject.version:
        raise Stale(Act.objects.filter(subject=reference(subject)).order_by("-seq").select_related("actor").first())


def _countersign(step: Step, subject: models.Model, call: Call) -> Countersign:
    """The open first signature on this very text, or a new one of this officer's."""
    body = chain.canonical({**call.body, **_paper_facts(call)})
    version = getattr(subject, "version", 0)
    open_ones = Countersign.objects.select_for_update().filter(
        verb=step.word, subject=_stable_reference(step, subject), subject_version=version, act=None, withdrawn_at=None
    )
    for each in open_ones:
        told = each.told
        if told is None:
            raise Refused(step.article, UNREAD)
        if told == body:
            return each
        if each.first_id != call.actor.pk:
            raise Refused(
                step.article,
                "امضای نخست بر متن دیگری است. همان متن را بازبینی و امضا کنید، یا از امضاکنندهٔ نخست بخواهید آن را پس بگیرد.",
            )
        each.withdrawn_at = call.at
        each.save(update_fields=["withdrawn_at"])
    kept = Countersign(
        verb=step.word, subject=_stable_reference(step, subject), subject_version=version, first=call.actor, signed_at=call.at
    )  # fmt: skip
    kept.body = sealed_body(kept, subject, body, call.names)
    kept.save(force_insert=True)
    return kept


def _stable_reference(step: Step, subject: models.Model) -> str:
    """For a file that does not exist yet, its root stands in."""
    root = getattr(subject, "root", None)
    return reference(root) if step.creates and root is not None else reference(subject)


def _paper_facts(call: Call) -> dict[str, Any]:
    if call.paper is None:
        return {}
    return {
        "_paper": str(call.paper.pk),
        "_paper_sha256": call.paper.sha256,
        "_happened_at": chain.instant(call.happened_at),
    }


def _close(doing: Doing, form_key: FormKey, touched: indexing.Touched) -> None:
    subject, step = doing.subject, doing.step
    stage = doing.stage or step.to
    if hasattr(subject, "stage_since"):
        if stage:
            subject.stage, subject.stage_since = stage, doing.at
        subject.version += 1
        subject.save()
    elif subject._state.adding:
        raise AssertionError(f"{step.word} did not save what it creates")
    _move_root(doing)
    indexing.keep(touched)
    countersign = form_key.countersign
    act = _write(doing, countersign)
    form_key.act = act
    form_key.save(update_fields=["act", "countersign"])
    if countersign is not None:
        countersign.act = act
        countersign.save(update_fields=["act"])
    doing.act = act


def _move_root(doing: Doing) -> None:
    stage = doing.root_stage or doing.step.root_to
    if not stage:
        return
    root = doing.subject.root
    root.stage, root.stage_since = stage, doing.at
    root.version += 1
    root.save()


def _write(doing: Doing, countersign: Countersign | None) -> Act:
    """Write the history line and hang it on the chain. The head's lock is the last one taken."""
    subject, call = doing.subject, doing.call
    config = _home(subject)
    first = countersign.first if countersign else call.actor
    body = {**doing.body, **_paper_facts(call)}
    if doing.second is not None:
        body["_second"] = str(doing.second.pk)
    if doing.late:
        body["_late"] = [limit.figure for limit, _ in doing.late]
    root = getattr(subject, "root", None)
    head, _ = Chain.objects.select_for_update().get_or_create(realm=config.realm.code)
    act = Act(
        realm=head.realm, seq=head.seq + 1, prev=head.hash, salt=secrets.token_hex(32), verb=doing.step.word,
        actor=first, on_behalf_of=call.on_behalf_of, second=doing.second, subject=reference(subject),
        root=reference(root) if root is not None else "", article=str(doing.step.article),
        figures_version=config.figures_version, happened_at=call.legal_at, recorded_at=call.at,
    )  # fmt: skip
    act.body = sealed_body(act, subject, chain.canonical(body), call.names)
    act.leaf = chain.leaf(act.entry())
    act.hash = chain.link(act.realm, act.seq, act.prev, act.leaf)
    act.save(force_insert=True)
    head.seq, head.hash = act.seq, act.hash
    head.save()
    return act


def _home(subject: models.Model) -> Any:
    """The office in whose chain an act on this row is written: its own app, unless the row belongs to another's file."""
    return getattr(subject, "home", None) or apps.get_app_config(subject._meta.app_label)


def log_reading(reader: Person, subject: models.Model, how: str, at: datetime) -> None:
    """Note that a person opened, printed or took something."""
    realm, name = looked_at(subject)
    Reading.objects.create(realm=realm, reader=reader, subject=name, how=how, at=at)


def looked_at(subject: models.Model) -> tuple[str, str]:
    """The register that a look at something belongs to, and the thing's name there."""
    own = subject.realm if isinstance(subject, Document | Letter) else ""
    return own or apps.get_app_config(subject._meta.app_label).realm.code, reference(subject)


def log_printing(reader: Person, shown: Iterable[tuple[str, str]], at: datetime) -> None:
    """Note that a person's browser printed a page. Args: shown, what stood on it, each as `looked_at` names it."""
    rows = [Reading(realm=realm, reader=reader, subject=name, how="print", at=at) for realm, name in shown]
    Reading.objects.bulk_create(rows)


def log_taking(reader: Person, realm: str, listing: str, asked: str, at: datetime) -> None:
    """Note that a person took a whole list away. Args: listing, its key; asked, the filters by which it was narrowed down."""
    subject, detail = f"list:{listing}"[:LONGEST_SUBJECT], asked[:LONGEST_DETAIL]
    Reading.objects.create(realm=realm, reader=reader, subject=subject, how="export", detail=detail, at=at)
