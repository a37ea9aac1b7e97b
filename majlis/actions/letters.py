"""Letters: written on a file, signed with a number, voided with a reason (house procedure, Art. 10)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from majlis import documents, intake
from majlis.models import Act, Document, Letter, LetterAttachment, LetterYear
from majlis.models.sealed import CLOSED, Closed
from majlis.pdf import Printed, letter_pdf
from majlis.persian import jalali_parts
from majlis.queries.authority import office_name, offices_of
from majlis.queries.letters import room_of, told_act
from majlis.register import Call, Doing, official_act
from majlis.rules import chain
from majlis.rules.law import Refused
from majlis.rules.letters import GRADES, PRIORITIES, ledger_mark, sealed_mark
from majlis.rules.procedure import HOUSE, STEPS
from majlis.sealed_own import close_paper

ARTICLE = HOUSE.article("10")
# Nobody guesses a sixteen-byte address.
TOKEN_BYTES = 16
DRAWN_BYTES, HEX = 8, 16
CLOSED_LETTER = "این نامه مهر و موم است و کلید آن در این نشست در دسترس نیست؛ بیرون بروید، با گذرواژهٔ خود وارد شوید و دوباره بفرستید."
FIELDS = ("addressee", "title", "text", "copies", "grade", "priority")


def draft_letter(call: Call, letter: Letter) -> Act:
    """Write a letter on a file, about an act that was done there. House procedure, Article 10.

    Args: letter, unsaved, with its office, file and word; call.body: addressee and copies (a line each), title, text,
        grade, priority, papers (keys of the file's documents that go with it).
    Raises: Refused while that act was not done, and for a grade below what the office's letter bears.
    """
    with official_act(STEPS["draft_letter"], letter, call) as act:
        told = told_act(letter)
        if told is None:
            raise Refused(ARTICLE, f"«{letter.kind.title}» پس از اقدامی نوشته می‌شود که هنوز در این پرونده نیست.")
        letter.told, letter.drafted_by = told, act.person
        letter.stage, letter.stage_since = "drafted", act.at
        _word(letter, act)
        letter.save()
        _attach(letter, act)
    return act.act


def revise_letter(call: Call, letter: Letter) -> Act:
    """Word a draft anew; the register keeps every wording. House procedure, Article 10.

    Args: letter, drafted; call.body: as for draft_letter.
    Raises: Refused as draft_letter does, and for words that are those of the draft.
    """
    with official_act(STEPS["revise_letter"], letter, call) as act:
        before = _said(letter)
        _word(letter, act)
        _attach(letter, act)
        if _said(letter) == before:
            raise Refused(ARTICLE, "چیزی در این پیش‌نویس تغییر نکرده است.")
    return act.act


def _said(letter: Letter) -> tuple[Any, ...]:
    """What a draft says and bears, to tell one wording from another."""
    papers = letter.attachments.order_by("place").values_list("document", flat=True)
    return (*(getattr(letter, name) for name in FIELDS), tuple(papers))


def sign_letter(call: Call, letter: Letter) -> Act:
    """Sign a letter in its last wording: it gets its number, its PDF and its proof. House procedure, Article 10.

    Args: letter, drafted; call.body: as for draft_letter, in the words that are signed.
    Raises: Refused as draft_letter does, and when there is no room for the PDF; no number is then lost.
    """
    with official_act(STEPS["sign_letter"], letter, call) as act:
        _word(letter, act)
        _attach(letter, act)
        letter.signer, letter.signer_title, letter.signed_at = act.person, _title(letter, act), act.at
        letter.token = secrets.token_hex(TOKEN_BYTES)
        if letter.home.realm.sealed:
            letter.mark = sealed_mark(int(secrets.token_hex(DRAWN_BYTES), HEX))
        else:
            letter.year, letter.number = _next_number(act.day)
            letter.mark = ledger_mark(letter.year, letter.number)
        letter.chance = secrets.token_hex(TOKEN_BYTES) if letter.sealed_in else ""
        letter.trace = trace_of(letter, act.day)
        letter.document = _keep(letter, *letter_pdf(_printed(letter, act.day)))
        act.note(mark=letter.mark, trace=letter.trace, sha256=letter.document.proof)
    return act.act


def void_letter(call: Call, letter: Letter) -> Act:
    """Void a signed letter, whose number stays with it, or drop a draft. House procedure, Article 10.

    Args: call.body: reason.
    """
    with official_act(STEPS["void_letter"], letter, call) as act:
        act.lead_to("void" if letter.signed_at else "dropped")
        act.note(mark=letter.mark)
        letter.void_reason, letter.voided_at = act.body["reason"], act.at
    return act.act


def _word(letter: Letter, act: Doing) -> None:
    if isinstance(letter.title, Closed):
        raise Refused(ARTICLE, CLOSED_LETTER)
    for name in FIELDS:
        if CLOSED in act.body[name]:
            raise Refused(ARTICLE, CLOSED_LETTER, field=name)
        setattr(letter, name, act.body[name].strip().replace("\r\n", "\n"))
    if letter.priority not in PRIORITIES or list(GRADES).index(letter.grade) < list(GRADES).index(letter.kind.grade):
        least = GRADES[letter.kind.grade]
        raise Refused(ARTICLE, f"طبقه‌بندی این نامه دست‌کم «{least}» است.", field="grade")


def _attach(letter: Letter, act: Doing) -> None:
    """Papers of the file go with a letter; others do not."""
    wanted = list(dict.fromkeys(act.body.get("papers") or ()))
    known = {str(key) for key in letter.kind.papers(letter.file).values_list("pk", flat=True)}
    if not known.issuperset(wanted):
        raise Refused(ARTICLE, "تنها برگه‌های همین پرونده پیوست نامه می‌شود.", field="papers")
    letter.attachments.all().delete()
    LetterAttachment.objects.bulk_create(
        LetterAttachment(letter=letter, document_id=key, place=place) for place, key in enumerate(wanted)
    )


def _title(letter: Letter, act: Doing) -> str:
    """The signer's office as it stands under his name."""
    signers = letter.kind.signers
    return next(signers[office_name(each)] for each in offices_of(act.person, act.day) if office_name(each) in signers)


def _next_number(day: date) -> tuple[int, int]:
    """The next number of the day's Jalali year. The year's row stays locked until the act is done: no gap, no double."""
    year, _, _ = jalali_parts(day)
    LetterYear.objects.bulk_create([LetterYear(year=year)], ignore_conflicts=True)
    row = LetterYear.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return year, row.last


def trace_of(letter: Letter, day: date) -> str:
    """The hash of what stands on the paper, of which the paper itself bears the beginning."""
    return chain.H(
        "letter", letter.mark, day.isoformat(), letter.grade, letter.priority, letter.addressee, letter.title, letter.text,
        letter.copies, letter.signer.name if letter.signer else "", letter.signer_title, *([letter.chance] if letter.chance else []),
    )  # fmt: skip


def _printed(letter: Letter, day: date) -> Printed:
    found = room_of(letter.realm)
    told: Any = letter.get_grade_display, letter.get_priority_display
    grade, priority = (each() for each in told)
    return Printed(
        head=found[1].head if found else (), mark=letter.mark, day=day, attachments=letter.attachments.count(),
        addressee=tuple(letter.addressee.split("\n")), title=letter.title, text=letter.text,
        copies=tuple(line for line in letter.copies.split("\n") if line.strip()), signer=str(letter.signer), signer_title=letter.signer_title,
        trace=letter.trace, url=f"{settings.ADDRESS}{reverse('letter_proof', args=[letter.token])}", made_at=letter.signed_at,
        grade="" if letter.grade == "ordinary" else grade, priority="" if letter.priority == "ordinary" else priority,
        demonstration=settings.MAJLIS_MODE == "demo",
    )  # fmt: skip


def _keep(letter: Letter, pdf: bytes, pages: int) -> Document:
    """The PDF in the store, under its hash; a sealed file's lies closed, and what it is held against is the paper's own hash."""
    paper = Document(
        media_type=intake.PDF, size=len(pdf), pages=pages, name=f"{letter.mark.replace('/', '-')}.pdf", owner=letter.signer,
        realm=letter.realm, received_at=letter.signed_at,
    )  # fmt: skip
    if letter.sealed_in:
        # A PDF may end in a remark: with a few letters by chance its hash tells nobody what it says.
        pdf += f"%{letter.chance}\n".encode("ascii")
        paper.own_hash = hashlib.sha256(pdf).hexdigest()
        close_paper(paper, pdf, paper.name, [letter.sealed_in], letter.sealed_also)
    else:
        paper.sha256 = documents.store(pdf)
    paper.save(force_insert=True)
    return paper
