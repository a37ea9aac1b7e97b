"""Matters whose subject reads like another's: the nearest beside its file, all of them as a list (house procedure, Art. 24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet
from django.urls import reverse

from liaison.models import Matter
from liaison.queries.scope import matter_visible, matters, office
from majlis.queries import Viewer

# From here on two subjects are held to read alike.
LIKE_ENOUGH = 0.4
# Beside a file there is room for what one takes in at a glance; a worn subject has hundreds like it, and they have their list.
NEAREST = 3
PER_CENT = 100


@dataclass(frozen=True)
class Like:
    """Another matter whose subject reads alike, with its likeness in per cent."""

    matter: Matter
    likeness: int


@dataclass(frozen=True)
class Alike:
    """The nearest of them, and the address of the list of all where there are more."""

    rows: list[Like]
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)


def alike(matter: Matter, viewer: Viewer) -> Alike:
    """The others of its kind to the same addressee whose subject reads most alike, the likest first, newer before older."""
    if not office(viewer):
        return Alike([])
    found = list(like(matters(viewer), matter).order_by("-likeness", "-filed_at", "-id")[: NEAREST + 1])
    rows = [Like(each, round(each.likeness * PER_CENT)) for each in found[:NEAREST]]  # type: ignore[attr-defined]
    wanted = urlencode({"kind": matter.kind, "like": matter.pk})
    return Alike(rows, f"{reverse('liaison:matters')}?{wanted}" if len(found) > NEAREST else "")


def like(rows: QuerySet[Matter], matter: Matter) -> QuerySet[Matter]:
    """Those of the rows that read like a matter, without itself, with their `likeness` from 0 to 1."""
    if not matter.title_folded:
        return rows.none()
    rows = rows.filter(kind=matter.kind, title_folded__trigram_similar=matter.title_folded).exclude(pk=matter.pk)
    rows = rows.filter(addressee=matter.addressee_id)
    return rows.annotate(likeness=TrigramSimilarity("title_folded", matter.title_folded)).filter(
        likeness__gte=LIKE_ENOUGH
    )


def like_one(rows: QuerySet[Matter], viewer: Viewer, key: Any) -> QuerySet[Matter]:
    """Those of the rows that read like the matter of this key; none where he does not see it."""
    matter = matter_visible(viewer, key) if isinstance(key, UUID) else None
    return like(rows, matter) if matter is not None else rows.none()
