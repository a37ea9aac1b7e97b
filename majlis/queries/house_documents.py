"""The papers that the house's own pages show: of letters, and of acts that are entered from paper (house, Art. 10)."""

from __future__ import annotations

from django.db.models import Q

from . import letters, paper
from .authority import Viewer


def document_scope(viewer: Viewer) -> Q:
    return letters.document_scope(viewer) | paper.document_scope(viewer)
