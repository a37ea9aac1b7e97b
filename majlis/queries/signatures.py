"""First signatures on the house's own files, which wait for a second officer's."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model, QuerySet
from django.urls import reverse

from majlis.models import Countersign
from majlis.models.base import reference
from majlis.rules.procedure import STEPS

from .authority import Viewer
from .waiting import Waiting


def first_on(word: str, file: Model) -> Countersign | None:
    """The signature that waits on this file for another officer's."""
    return _open().filter(verb=word, subject=reference(file)).first()


def unsigned(prefix: str, words: Sequence[str]) -> list[Countersign]:
    """What one officer has signed and another has not. Args: prefix, how the register names files of the kind."""
    return list(_open().filter(verb__in=words, subject__startswith=prefix))


def address(each: Countersign) -> str:
    """Where the second officer reads and signs it."""
    return reverse(each.verb, args=[each.subject.partition(":")[2]])


def waiting(viewer: Viewer, rows: Sequence[Countersign], file: str) -> list[Waiting]:
    """Rows for the cartable of the second officer; for the first there is nothing left to do."""
    return [
        Waiting(
            STEPS[each.verb],
            f"امضای دوم: {STEPS[each.verb].label}",
            f"امضای نخست: {each.first}",
            file,
            address(each),
            None,
        )
        for each in rows
        if viewer.person is not None and each.first_id != viewer.person.pk
    ]


def _open() -> QuerySet[Countersign]:
    found = Countersign.objects.filter(act=None, withdrawn_at=None)
    return found.select_related("first").order_by("signed_at")
