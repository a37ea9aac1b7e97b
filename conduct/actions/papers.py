"""Laying papers into a case: only the actor's own, fresh from the office's door (Art. 7 note 1)."""

from __future__ import annotations

from conduct.models import Case, CasePaper, Release
from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis import safes
from majlis.models import Document
from majlis.models.envelopes import kept_for, laid_in
from majlis.register import Doing
from majlis.rules.law import Refused

REALM = "conduct"
NO_KEY = "این برگه با کلید دیگری بسته است و گشوده نمی‌شود؛ آن را دوباره بارگذاری کنید."


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
        _seal_in(case, document)
        CasePaper.objects.get_or_create(case=case, document=document, kind=kind, defaults={"entered_at": act.at})
    return found


def _seal_in(case: Case, document: Document) -> None:
    """Its key goes to the case's safe, and is no longer its bringer's: who stands aside later has none to it.

    Raises: Refused where the keys at hand do not open it.
    """
    if not document.sealed:
        return
    sealed = laid_in(document.sealed, [case.sealed_in])
    if sealed is None:
        raise Refused(CONDUCT_DIRECTIVE.article("7 n. 1"), NO_KEY, field="file")
    document.sealed = kept_for(sealed, safes.pairs_of([case.member]))
    document.save(update_fields=["sealed"])


def release(case: Case, documents: set, act: Doing) -> None:
    """Give papers to the member concerned.

    With each giving his pair is handed the key of all that was ever given: he may have got his pair only now.
    """
    for key in sorted(documents):
        Release.objects.get_or_create(case=case, document_id=key, defaults={"released_at": act.at})
    given = Document.objects.filter(pk__in=case.releases.values("document")).exclude(sealed="")
    pairs = safes.pairs_of([case.member])
    for document in given:
        safes.hand_paper(document, pairs)
    safes.hand_letters(REALM, [case.pk])
