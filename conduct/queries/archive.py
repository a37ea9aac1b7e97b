"""The archive: what lies in it, its inventories, and whether each paper is still as it was sealed (Art. 7 note 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from conduct.models import Archive, ArchiveOpening, Case, CasePaper, RulingSanction
from conduct.queries.keys import named
from conduct.queries.scope import SEATS, archives, openings
from conduct.rules.keyholders import not_named_told
from conduct.rules.procedure import REGISTRAR, STEPS
from majlis import documents
from majlis.models import Countersign, Letter
from majlis.models.base import reference
from majlis.queries import Viewer
from majlis.rules import chain

ORDER = ("-sealed_at", "pk")
BLOCK = 1 << 20


@dataclass(frozen=True)
class Line:
    """One paper of an inventory."""

    document: UUID
    kind: str
    name: str
    pages: int
    sha256: str


def may_look(viewer: Viewer) -> bool:
    return viewer.holds(*SEATS, *REGISTRAR)


def inventory(case: Case) -> list[Line]:
    """Every paper of a case and every signed letter, in the order in which they came."""
    rows = CasePaper.objects.filter(case=case).select_related("document").order_by("entered_at", "id")
    lines = [_line(row.document, row.get_kind_display()) for row in rows]
    files = [case.pk, *RulingSanction.objects.filter(ruling__case=case).values_list("pk", flat=True)]
    letters = (
        Letter.objects.filter(realm="conduct", file_key__in=files).exclude(document=None).select_related("document")
    )
    return lines + [_line(each.document, each.kind.title) for each in letters.order_by("signed_at", "id")]


def _line(document: Any, kind: str) -> Line:
    return Line(document.pk, kind, document.name, document.pages, document.sha256)


def inventory_hash(lines: Iterable[Any]) -> str:
    """One hash for the whole list: of what each paper is, how it is called and what lies of it in the store, in their order.

    A paper lies sealed, and it is that of which the hash is kept: two without its key can hold the store against it at any time,
    nobody finds by trying what a paper says, and what opens under its key is what was closed.
    """
    return chain.H("inventory", *(part for line in lines for part in (line.kind, line.name, line.sha256)))


def lost_papers(hashes: Sequence[str]) -> list[str]:
    """The hashes under which the store has nothing, or something else than was put there."""
    return [each for each in dict.fromkeys(hashes) if _stored_hash(each) != each]


def _stored_hash(sha256: str) -> str:
    digest = hashlib.sha256()
    try:
        with documents.open_stored(sha256) as stored:
            while block := stored.read(BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def shelf(viewer: Viewer) -> QuerySet[Archive]:
    """What lies in the archive or was taken out of it, for the list."""
    return archives(viewer).annotate(papers_count=Count("papers"))


def of_keys(viewer: Viewer) -> QuerySet[ArchiveOpening]:
    """The openings that he may see, what still waits first."""
    return openings(viewer).filter(stage__in=STEPS["join_opening"].after).order_by("-asked_at", "pk")


def last_opening(archive: Archive) -> ArchiveOpening | None:
    """How the opening of its key stands, with who has come."""
    return archive.openings.prefetch_related("came__person").first()


def keys_told(viewer: Viewer) -> str:
    """What is said while not everybody is named who keeps the archive's key; else nothing."""
    return not_named_told(named(viewer.day))


def waiting_to_open(viewer: Viewer) -> list[dict[str, Any]]:
    """First signatures on an opening that wait for a second."""
    known = {reference(row): row for row in archives(viewer).filter(stage="sealed")}
    rows = Countersign.objects.filter(verb="open_archive", act=None, withdrawn_at=None).select_related("first")
    return [
        {"archive": known[row.subject], "first": row.first, "at": row.signed_at} for row in rows if row.subject in known
    ]
