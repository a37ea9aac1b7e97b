"""Papers of the demonstration: a few scans, made once, that many invented members hand in as their own."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

from majlis.demo.fixed import key
from majlis.demo.outside import keep_papers
from majlis.demo.scans import SCANS
from majlis.documents import stored_path
from majlis.models import Document, Person


class Stored(NamedTuple):
    """One scan in the store."""

    sha256: str
    media_type: str
    size: int
    name: str


class Papers:
    """The scans in the store, and a document of one's own for each who hands one in."""

    def __init__(self, realm: str):
        self.realm = realm
        self.stored = {kind: _store(kind) for kind in SCANS}
        self.waiting: list[Document] = []

    def paper(self, kind: str, owner: Person, about: str, at: datetime) -> Document:
        """One member's own copy of a scan, entered with the next `flush`. Args: about, which of his claims it bears out."""
        scan = self.stored[kind]
        document = Document(
            id=key("paper", owner.pk, about), sha256=scan.sha256, media_type=scan.media_type, size=scan.size, pages=1,
            name=scan.name, owner=owner, realm=self.realm, received_at=at,
        )  # fmt: skip
        self.waiting.append(document)
        return document

    def flush(self) -> None:
        keep_papers(self.waiting)
        self.waiting.clear()


def _store(kind: str) -> Stored:
    name, media_type, make = SCANS[kind]
    data = make()
    sha256 = hashlib.sha256(data).hexdigest()
    path = stored_path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(data)
    path.chmod(0o600)
    return Stored(sha256, media_type, len(data), name)
