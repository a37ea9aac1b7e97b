"""Papers as they are read: the bytes of the store, opened where they lie sealed and the keys at hand open them."""

from __future__ import annotations

from majlis import boxes, documents
from majlis.boxes import NotOpened
from majlis.models import Document
from majlis.models.envelopes import opened_key


class PaperClosed(Exception):
    """A sealed paper to which no key is at hand."""


def paper_bytes(document: Document) -> bytes:
    """What a paper is.  Raises: PaperClosed; FileNotFoundError for one that is not in the store."""
    with documents.open_stored(document.sha256) as stored:
        data = stored.read()
    if not document.sealed:
        return data
    own = opened_key(document.sealed)
    if own is None:
        raise PaperClosed
    try:
        return boxes.decrypt(own, data, *document.bound)
    except NotOpened as error:
        raise PaperClosed from error


def paper_page(document: Document, number: int) -> bytes:
    """One page as a PNG: drawn once and kept, and of a sealed paper drawn each time and kept nowhere.

    Raises: PaperClosed; FileNotFoundError; FileRefused for what cannot be drawn.
    """
    if not document.sealed:
        return documents.document_page(document.sha256, number)
    return documents.drawn(paper_bytes(document), number)
