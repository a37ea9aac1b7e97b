"""Safes are opened, their keys handed on and taken back: what an act does to them, beside what it does to its file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from majlis import boxes, keyring
from majlis.models import Document, KeyPair, Letter, Person, Safe, SafeKey, SafeShare
from majlis.models.envelopes import laid_in
from majlis.models.sealed import Closed, ClosedValues, SealedTextField, as_it_lies, handed_to, is_sealed, newest
from majlis.rules.law import Article, Refused

NOBODY = (
    "هیچ‌یک از کسانی که باید این پرونده را بخوانند هنوز کلید ندارد؛ یکی از آنان باید یک بار با گذرواژهٔ خود وارد شود."
)
NOT_HIS = "این کار متنی را می‌خواهد که کلید آن نزد شما نیست؛ همکاری که کلید دارد آن را انجام می‌دهد."


def seals(realm: str) -> bool:
    """Does what belongs to this office lie sealed?"""
    realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
    return any(each is not None and each.code == realm and each.sealed for each in realms)


def pairs_of(persons: Iterable[Person]) -> list[KeyPair]:
    """The pairs of those of these persons whose accounts have one."""
    return list(KeyPair.objects.filter(user__person__in=list(persons)).order_by("pk"))


def open_safe(reference: str, persons: Iterable[Person]) -> Safe:
    """Make the safe of a new file, and hand its key to those who may read it.

    Raises: Refused when none of them has a pair: what nobody can open must not be closed.
    """
    safe = Safe.objects.create(reference=reference)
    _new_version(safe, 1, pairs_of(persons))
    return safe


def lying_open(places: Collection[str]) -> Iterator[models.Model]:
    """Rows of these safes some text of which still lies open."""
    for model in apps.get_models() if places else ():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
        for row in model._default_manager.all() if names else ():
            lying = (as_it_lies(row, name) for name in names)
            if getattr(row, "sealed_in", "") in places and any(text and not is_sealed(text) for text in lying):
                yield row


def change_key(reference: str, persons: Iterable[Person]) -> SafeKey:
    """Give a safe a new key: what follows is read by these persons alone. What was put in before stays with its old shares.

    Raises: NoSafe; Refused when none of them has a pair.
    """
    last = newest(reference)
    return _new_version(last.safe, last.version + 1, pairs_of(persons))


def _new_version(safe: Safe, version: int, pairs: Collection[KeyPair]) -> SafeKey:
    if not pairs:
        raise Refused(None, NOBODY)
    public, private = boxes.new_pair()
    key = SafeKey.objects.create(safe=safe, version=version, public=public)
    SafeShare.objects.bulk_create([_share(key, pair, private) for pair in pairs])
    ring = keyring.current()
    if ring is not None:
        ring.learn(safe.pk.hex, version, private)
    return key


def _share(key: SafeKey, pair: KeyPair, private: bytes) -> SafeShare:
    return SafeShare(key=key, pair=pair, box=boxes.seal(bytes(pair.public), private))


def take_back(reference: str, person: Person) -> None:
    """Delete a person's shares of a safe, all versions."""
    SafeShare.objects.filter(key__safe__reference=reference, pair__user__person=person).delete()


def must_be_open(article: Article | None, *values: Any) -> None:
    """What is carried out word by word must be read first.  Raises: Refused where a value is closed to the keys at hand."""
    if any(isinstance(value, Closed | ClosedValues) for value in values):
        raise Refused(article, NOT_HIS)


def hand_over(row: models.Model, fields: Iterable[str], pairs: Collection[KeyPair], article: Article | None) -> None:
    """Let these pairs read some texts of one row, and nothing else of its safe.

    Raises: Refused where the keys at hand do not open them.
    """
    handed: dict[str, str] = {}
    for field in fields:
        lying = as_it_lies(row, field)
        if not pairs or not is_sealed(lying):
            continue
        sealed = handed_to(lying, pairs)
        if sealed is None:
            raise Refused(article, NOT_HIS)
        handed[field] = sealed
    if handed:
        row.__dict__.update(handed)
        row.save(update_fields=list(handed))


def hand_on(reference: str, persons: Iterable[Person]) -> int:
    """Hand every version of a safe to those of these persons who lack it, as far as the keys at hand open it.

    Returns: how many shares were made.
    """
    ring = keyring.current()
    pairs = pairs_of(persons)
    if ring is None or not pairs:
        return 0
    made: list[SafeShare] = []
    for key in SafeKey.objects.filter(safe__reference=reference):
        has = set(SafeShare.objects.filter(key=key).values_list("pair", flat=True))
        lacking = [pair for pair in pairs if pair.pk not in has]
        private = ring.safe_key(key.safe_id.hex, key.version) if lacking else None
        if private is not None:
            made += [_share(key, pair, private) for pair in lacking]
    SafeShare.objects.bulk_create(made)
    return len(made)


def hand_letters(realm: str, files: Collection[UUID]) -> None:
    """Hand the signed letters on these files to whom they were written and may be read now, as far as the keys at hand open them."""
    signed = Letter.objects.filter(realm=realm, file_key__in=files, signed_at__isnull=False)
    for letter in signed.select_related("document"):
        pairs = letter.sealed_also
        if pairs:
            _hand_words(letter, pairs)
            hand_paper(letter.document, pairs)


def _hand_words(letter: Letter, pairs: Collection[KeyPair]) -> None:
    changed = []
    for name in letter.SEALED:
        lying = letter.__dict__[name]
        handed = handed_to(lying, pairs) if is_sealed(lying) else None
        if handed is not None and handed != lying:
            setattr(letter, name, handed)
            changed.append(name)
    if changed:
        letter.save(update_fields=changed)


def hand_paper(document: Document, pairs: Collection[KeyPair]) -> None:
    """Hand the key of one paper to these pairs; without a key at hand nothing is handed."""
    sealed = laid_in(document.sealed, pairs=pairs) if document.sealed else None
    if sealed is not None and sealed != document.sealed:
        document.sealed = sealed
        document.save(update_fields=["sealed"])
