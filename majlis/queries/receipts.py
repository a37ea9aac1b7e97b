"""Receipts: an act as its own actor, and those whose file it is, may see it."""

from __future__ import annotations

import uuid

from django.db.models import Q

from majlis.models import Act, FormKey, Person

from .authority import Viewer


def receipt(viewer: Viewer, key: uuid.UUID) -> Act | None:
    """The viewer's own act, or one on which he is the second officer or the person acted for."""
    if viewer.person is None:
        return None
    mine = Q(actor=viewer.person) | Q(second=viewer.person) | Q(on_behalf_of=viewer.person)
    return Act.objects.filter(mine, pk=key).select_related("actor", "second", "on_behalf_of").first()


def answer_to(person: Person | None, word: str, key: str) -> Act | None:
    """What came of a person's press already, by the key of its form; None where nothing did."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    found = FormKey.objects.filter(key=wanted, actor=person, verb=word).exclude(act=None).select_related("act").first()
    return found.act if found is not None else None
