"""Receipts: an act as its own actor, and those whose file it is, may see it; and as a file that needs no house."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db.models import Q

from majlis.models import Act, FormKey, Head, Person

from .authority import Viewer

RECEIPT = "majlis-receipt/1"


def receipt(viewer: Viewer, key: uuid.UUID) -> Act | None:
    """The viewer's own act, or one on which he is the second officer or the person acted for."""
    if viewer.person is None:
        return None
    mine = Q(actor=viewer.person) | Q(second=viewer.person) | Q(on_behalf_of=viewer.person)
    return Act.objects.filter(mine, pk=key).select_related("actor", "second", "on_behalf_of").first()


def in_open_realm(act: Act) -> bool:
    """Whether an act's place in its chain may be told: in a sealed realm it would count what nobody may know."""
    realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
    return any(realm is not None and realm.code == act.realm and not realm.sealed for realm in realms)


def receipt_file(act: Act) -> dict[str, Any]:
    """An act as it was hashed, with the road to the next published head, for bin/receipt (house, Art. 18).

    Returns: format, realm, the hashed fields as text, seq, prev and hash; `after`, the leaves of the acts that follow up to
        the head; place and head. While no head has been published since, the road ends at the act itself.
    """
    entry = act.entry()
    del entry["leaf"]
    heads = Head.objects.filter(realm=act.realm, seq__gte=act.seq).order_by("seq")
    place, head = heads.values_list("seq", "hash").first() or (act.seq, act.hash)
    between = Act.objects.filter(realm=act.realm, seq__gt=act.seq, seq__lte=place).order_by("seq")
    after = list(between.values_list("leaf", flat=True))
    return {"format": RECEIPT, "realm": act.realm, **entry, "after": after, "place": place, "head": head}


def answer_to(person: Person | None, word: str, key: str) -> Act | None:
    """What came of a person's press already, by the key of its form; None where nothing did."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    found = FormKey.objects.filter(key=wanted, actor=person, verb=word).exclude(act=None).select_related("act").first()
    return found.act if found is not None else None
