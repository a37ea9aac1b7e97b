"""What the house itself lets be found: members of parliament, letters, and the text of papers."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from majlis import documents, intake, persian
from majlis.indexing import Entry, SearchKind, newest_first, searchable_realms
from majlis.models import Document, Letter, Membership, Person
from majlis.rules.deadlines import legal_day

from .authority import Viewer
from .letters import letters, room_of
from .reading import visible_documents

# What makes bold letters and tables of a letter's words.
SIGNS = re.compile(r"\*\*|\|")
CHAMBER = Q(body__kind="chamber", role="member")


def persons() -> QuerySet[Person]:
    """Whoever sits or sat in parliament, with his seats, the last one first."""
    seats = Membership.objects.filter(CHAMBER).select_related("term").order_by("-from_day", "pk")
    seated = Exists(Membership.objects.filter(CHAMBER, person=OuterRef("pk")))
    return Person.objects.filter(seated).prefetch_related(Prefetch("memberships", seats, to_attr="seats"))


def _person(person: Any) -> Entry:
    last = person.seats[0]
    constituencies = list(dict.fromkeys(each.constituency for each in person.seats if each.constituency))
    terms = "، ".join(dict.fromkeys(each.term.label for each in person.seats if each.term is not None))
    told = [f"نمایندهٔ {last.constituency}" if last.constituency else "نماینده", terms]
    return Entry(
        person.name, reverse("member", args=[person.pk]), person.sort_key, "، ".join(filter(None, told)),
        words=" ".join(constituencies[1:]),
    )  # fmt: skip


def _persons_for(viewer: Viewer) -> Q | None:
    """Members are told to whoever holds an office of the house."""
    return Q() if viewer.offices else None


def _letters() -> QuerySet[Letter]:
    return Letter.objects.filter(realm__in=searchable_realms()).select_related("signer")


def _letter(letter: Letter) -> Entry | None:
    found = room_of(letter.realm)
    if found is None or letter.stage == "dropped":
        return None
    kind, moment = found[1].kind(letter.word), letter.signed_at or letter.stage_since
    told = (f"شمارهٔ {letter.mark}" if letter.mark else "پیش‌نویس", kind.title, " ".join(letter.addressee.split()))
    return Entry(
        letter.title, letter.get_absolute_url(), newest_first(moment), "، ".join(told), SIGNS.sub(" ", letter.text),
        number=letter.mark, day=legal_day(moment), realm=letter.realm,
    )  # fmt: skip


def _letters_for(viewer: Viewer) -> Q | None:
    if not viewer.offices:
        return None
    return Q(key__in=letters(viewer, searchable_realms()).order_by().values("pk"))


def _papers() -> QuerySet[Document]:
    """Uploaded PDFs; the paper of a letter is found by the letter."""
    return Document.objects.filter(realm__in=searchable_realms(), media_type=intake.PDF, letter=None)


def _paper(paper: Document) -> Entry:
    """A paper with its words; a scan has none, and is found by its name."""
    text = documents.document_text(paper.sha256)
    pages = f"{persian.number(paper.pages)} صفحه"
    return Entry(
        paper.name, reverse("document", args=[paper.pk]), newest_first(paper.received_at), f"سند PDF، {pages}", text,
        day=legal_day(paper.received_at), realm=paper.realm,
    )  # fmt: skip


def _papers_for(viewer: Viewer) -> Q | None:
    if viewer.person is None:
        return None
    return Q(key__in=visible_documents(viewer, searchable_realms()).order_by().values("pk"))


KINDS = (
    SearchKind("person", "نمایندگان", "person", persons, _person, _persons_for, {"majlis.membership": "person_id"}),
    SearchKind("letter", "نامه‌ها", "envelope", _letters, _letter, _letters_for),
    SearchKind("document", "متن اسناد", "file-earmark-text", _papers, _paper, _papers_for, lasting=True),
)
