"""The document store against the rows that name its files: what is missing, and what nobody wants any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings

from majlis.documents import stored_names, stored_path
from majlis.models import Act, Document, Draft

# An upload writes the bytes first and the row after: a file younger than this may still get its row.
GRACE = timedelta(days=1)
HASH = "sha256"
A_HASH = re.compile('"([0-9a-f]{64})"')


def sealed_realms() -> list[str]:
    """The registers of which nothing is told."""
    realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
    return [realm.code for realm in realms if realm is not None and realm.sealed]


def missing(sealed: bool = False) -> Iterator[Document]:
    """The documents whose bytes are not in the store, or not all of them; those of sealed realms only where asked for."""
    rows = Document.objects.order_by("realm", "sha256")
    for row in (rows if sealed else rows.exclude(realm__in=sealed_realms())).iterator(chunk_size=2000):
        try:
            whole = stored_path(row.sha256).stat().st_size == row.size
        except FileNotFoundError:
            whole = False
        if not whole:
            yield row


def orphans(at: datetime) -> list[Path]:
    """Files of the store that no row, no draft and no act names, and that nobody has touched for a day.

    Args: at, the machine's own time, as the files have it.
    """
    old = [name for name in stored_names() if settled(stored_path(name), at)]
    left = set(old) - _named() if old else set()
    if left:
        # The bytes of a list that an act has taken are its evidence.
        for body in Act.objects.filter(body__contains=HASH).values_list("body", flat=True).iterator(chunk_size=2000):
            left.difference_update(A_HASH.findall(body))
    return sorted(stored_path(name) for name in left)


def _named() -> set[str]:
    """Every hash that a row or a draft names."""
    named = set(Draft.objects.filter(data__has_key=HASH).values_list(f"data__{HASH}", flat=True))
    for model in apps.get_models():
        if not model._meta.proxy and any(field.name == HASH for field in model._meta.concrete_fields):
            named.update(model._base_manager.values_list(HASH, flat=True))
    return named


def unfinished(at: datetime) -> list[Path]:
    """What a killed upload left half written."""
    found = Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]/.*")
    return sorted(path for path in found if settled(path, at))


def settled(path: Path, at: datetime) -> bool:
    """Has nobody touched a file for so long that whoever wrote it has come to an end?"""
    try:
        return at - datetime.fromtimestamp(path.stat().st_mtime, UTC) > GRACE
    except FileNotFoundError:
        return False
