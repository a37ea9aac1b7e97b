"""What a person brings and types for a sealed office: closed for himself alone, until an act lays it into a file (conduct, Art. 7 n. 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps

from majlis import boxes, documents, keyring, safes
from majlis.models import Document, Draft, KeyPair, Person, Safe
from majlis.models.envelopes import enveloped, is_own, opened_key, opened_own, sealed_to
from majlis.rules.law import Refused

NO_PAIR = "شما هنوز کلید ندارید؛ بیرون بروید، با گذرواژهٔ خود وارد شوید و دوباره بفرستید."
NO_KEY = "کلید شما در این نشست در دسترس نیست و چیزی ذخیره نشد؛ بیرون بروید و با گذرواژهٔ خود وارد شوید."
NAMELESS = {"application/pdf": "برگه.pdf", "image/jpeg": "برگه.jpg", "image/png": "برگه.png"}
LOOKED_AT = 100
# No reference holds this mark, so an overtaken text is never taken for a draft.
MARK = "#"
LIST = "majlis.list"
# What the store's sweeper looks for stays readable.
STORED = "sha256"


def pair_of(person: Person) -> KeyPair:
    """A person's own pair.  Raises: Refused for who has none."""
    found = safes.pairs_of([person])
    if not found:
        raise Refused(None, NO_PAIR, field="file")
    return found[0]


# Papers


def close_paper(
    document: Document, data: bytes, name: str, references: Iterable[str] = (), pairs: Iterable[KeyPair] = ()
) -> None:
    """Put the bytes of a new paper into the store, closed under a key of its own; the row then holds that key's envelope.

    Args: document, unsaved; name, as it was sent; references, pairs, who reads it.  Raises: FileRefused without room; NoSafe.
    """
    own = boxes.new_key()
    document.sealed = enveloped(own, references, pairs, name, document.bound)
    document.own_hash = document.own_hash or boxes.keyed_hash(own, data)
    # What a file was called tells what it is; a letter's own number is told by its proof.
    document.name = NAMELESS[document.media_type]
    closed = boxes.encrypt(own, data, *document.bound)
    document.sha256, document.size = documents.store(closed), len(closed)


def same_paper(pair: KeyPair, realm: str, data: bytes, file: str) -> Document | None:
    """The paper that this person has brought already and that he alone reads, or he and this file's readers.

    Of what others brought, and of what has become another file's, nothing is told.
    """
    safes_of = set(Safe.objects.filter(reference=file).values_list("pk", flat=True))
    brought = Document.objects.filter(owner__user=pair.user_id, realm=realm).order_by("-received_at", "-pk")[:LOOKED_AT]
    for each in brought:
        if not each.sealed or not is_own(each.sealed, pair, safes_of):
            continue
        own = opened_key(each.sealed)
        if own is not None and boxes.keyed_hash(own, data) == each.own_hash:
            return each
    return None


# Drafts


def is_sealed(subject: str) -> bool:
    """Is a draft on this file one of a sealed office? Args: subject, the file's reference."""
    label = subject.partition(".")[0]
    config = next((each for each in apps.get_app_configs() if each.label == label), None)
    return bool(getattr(getattr(config, "realm", None), "sealed", False))


def close_draft(draft: Draft, content: Mapping[str, Any]) -> None:
    """Seal what was typed to its owner.  Raises: Refused for who has no pair."""
    text = json.dumps(dict(content), ensure_ascii=False)
    draft.sealed = sealed_to(pair_of(draft.person), text, *_bound(draft)) if content else ""
    draft.data = {name: content[name] for name in (STORED,) if name in content}


def open_draft(draft: Draft) -> bool:
    """Put what was typed into `data`, for this request.  Returns: whether the keys at hand open it."""
    if not draft.sealed:
        return True
    text = opened_own(draft.sealed, *_bound(draft))
    draft.data, draft.closed = (json.loads(text), False) if text is not None else ({}, True)
    return text is not None


def _bound(draft: Draft) -> tuple[str, ...]:
    return ("majlis.draft", str(draft.person_id), draft.kind, draft.subject.partition(MARK)[0])


def keep_list(subject: str, data: bytes) -> dict[str, str]:
    """Put a list into the store, closed for a sealed office.  Returns: the hash of what lies there, and its key where it has one."""
    if not is_sealed(subject):
        return {STORED: documents.store(data)}
    must_have_keys(subject)
    own = boxes.new_key()
    return {STORED: documents.store(boxes.encrypt(own, data, LIST)), "own": own.hex()}


def opened_list(data: bytes, key: str) -> bytes:
    """A list as it was uploaded.  Raises: NotOpened."""
    return boxes.decrypt(bytes.fromhex(key), data, LIST) if key else data


def must_have_keys(subject: str) -> None:
    """Raises: Refused where something for a sealed office is typed and nobody's keys are at hand."""
    if is_sealed(subject) and keyring.current() is None:
        raise Refused(None, NO_KEY)
