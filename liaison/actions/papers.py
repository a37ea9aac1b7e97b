"""The papers that an actor lays beside his act."""

from __future__ import annotations

from majlis.models import Document
from majlis.register import Doing
from majlis.rules.law import Refused


def papers_of(act: Doing) -> list[Document]:
    """The papers that the act names, each its actor's own. Raises: Refused for one that is not there."""
    wanted = act.body.get("documents", [])
    papers = list(Document.objects.filter(pk__in=wanted, owner=act.person, realm="liaison"))
    if len(papers) != len(set(wanted)):
        raise Refused(act.step.article, "یکی از سندها یافت نشد؛ آن را دوباره بارگذاری کنید.", field="documents")
    return papers
