"""Laying papers into a case: only the actor's own, fresh from the office's door (Art. 7 note 1)."""

from __future__ import annotations

from conduct.models import Case, CasePaper
from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis.models import Document
from majlis.register import Doing
from majlis.rules.law import Refused

REALM = "conduct"


def lay(case: Case, act: Doing, kind: str, *, wanted: bool = False) -> list[Document]:
    """Lay the papers named in the body into the case, as papers of one kind.

    Args: wanted, whether the act is refused without one.  Returns: the documents.
    Raises: Refused for a paper that is not the actor's own, or for none where one is wanted.
    """
    keys = set(act.body.get("papers") or ())
    found = list(Document.objects.filter(pk__in=keys, owner=act.person, realm=REALM))
    if len(found) != len(keys):
        raise Refused(
            CONDUCT_DIRECTIVE.article("7 n. 1"), "این برگه یافت نشد؛ آن را دوباره بارگذاری کنید.", field="file"
        )
    if act.call.paper is not None:
        found.append(act.call.paper)
    if wanted and not found:
        raise Refused(
            CONDUCT_DIRECTIVE.article("7 n. 1"), "این کار برگه می‌خواهد؛ برگهٔ آن را بارگذاری کنید.", field="file"
        )
    for document in found:
        CasePaper.objects.get_or_create(case=case, document=document, kind=kind, defaults={"entered_at": act.at})
    return found
