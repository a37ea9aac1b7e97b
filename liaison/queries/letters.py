"""This office's letters: to ministries, committees, ministers and members, each of an act (house procedure, Arts. 1, 2, 7; Const. 88, 89)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from liaison.models import AnswerDocument, Matter, Referral
from liaison.queries.clocks import running
from liaison.queries.scope import OFFICE, matters, office, referrals
from liaison.queries.work_letters import FILES, WORK_LETTERS
from majlis.models import Document
from majlis.queries import Viewer
from majlis.queries.letters import LetterKind, LetterRoom


def referred(referral: Referral) -> Mapping[str, Any]:
    """The matter, the ministry, what is asked of it and until when."""
    matter = referral.matter
    return {
        "ministry": referral.ministry.title,
        "kind": matter.kind_label,
        "number": matter.number,
        "title": matter.title,
        "lead": matter.lead.name if matter.lead else "",
        "constituency": matter.constituency,
        "request": referral.request,
        "last_minute": referral.due_at,
        "question": matter.kind == "question",
    }


def extended(referral: Referral) -> Mapping[str, Any]:
    """Until when more time was given, and what it had been asked for."""
    return {**referred(referral), "reason": referral.asked_reason}


def answered(referral: Referral) -> Mapping[str, Any]:
    """What the ministry answered, for the member who asked."""
    answer = referral.answers.order_by("-at").first()
    return {
        **referred(referral),
        "text": answer.text if answer is not None else "",
        "letter": answer.letter if answer is not None else "",
        "answered_at": answer.at if answer is not None else referral.answered_at,
    }


def _papers(referral: Referral) -> QuerySet[Document]:
    """The papers of the ministry's answer."""
    kept = AnswerDocument.objects.filter(answer__referral=referral)
    return Document.objects.filter(pk__in=kept.values("document")).order_by("received_at", "pk")


def on_matter(matter: Matter) -> Mapping[str, Any]:
    """A matter, its committee and addressee, and the last minute of the limit that runs on it."""
    found = running(matter, matter.stage_since)
    return {
        "kind": matter.kind_label,
        "number": matter.number,
        "title": matter.title,
        "lead": matter.lead.name if matter.lead else "",
        "constituency": matter.constituency,
        "addressee": matter.addressee.title if matter.addressee else "",
        "committee": matter.committee.title if matter.committee else "",
        "filed_at": matter.filed_at,
        "asks": matter.asks,
        "last_minute": found[1].last_minute if found is not None else None,
        "article": found[0].article.label if found is not None else "",
    }


def answered_notice(matter: Matter) -> Mapping[str, Any]:
    """What the addressee of a notice answered."""
    answer = matter.answers.order_by("-at").first()
    return {
        **on_matter(matter),
        "text": answer.text if answer is not None else "",
        "answered_at": answer.at if answer is not None else None,
    }


def office_matters(viewer: Viewer) -> QuerySet[Matter]:
    """Letters on a matter are the office's: a ministry reads those of its own referral."""
    return matters(viewer) if office(viewer) else Matter.objects.none()


def page_of_file(file: Any) -> str:
    return file.get_absolute_url()


SIGNERS = {"liaison_office.head": "رئیس دفتر امور دولت و مجلس"}

ROOM = LetterRoom(
    head=("معاونت امور مجلس", "دفتر امور دولت و مجلس"),
    kinds=(
        LetterKind("referred_matter", "ارجاع به وزارتخانه", "referral", "refer_to_ministry", OFFICE, SIGNERS, referred),
        LetterKind("chased_referral", "پیگیری پاسخ وزارتخانه", "referral", "refer_to_ministry", OFFICE, SIGNERS, referred),
        LetterKind("given_time", "اعلام مهلت تازه به وزارتخانه", "referral", "grant_time", OFFICE, SIGNERS, extended),
        LetterKind("escalated_referral", "رساندن ارجاع بی‌پاسخ به مقام وزارتخانه", "referral", "escalate_referral", OFFICE, SIGNERS, referred),
        LetterKind("withdrawn_referral", "پس گرفتن ارجاع", "referral", "withdraw_referral", OFFICE, SIGNERS, referred),
        LetterKind("answered_member", "پاسخ به نماینده", "referral", "answer_referral", OFFICE, SIGNERS, answered, _papers),
        LetterKind("committee_question", "فرستادن سؤال به کمیسیون", "matter", "send_question", OFFICE, SIGNERS, on_matter),
        LetterKind("called_minister", "فرستادن سؤال به وزیر", "matter", "announce_question", OFFICE, SIGNERS, on_matter),
        LetterKind("called_for_interpellation", "اعلام وصول استیضاح به وزیر", "matter", "announce_interpellation", OFFICE, SIGNERS, on_matter),
        LetterKind("answered_notice", "پاسخ تذکر به نماینده", "matter", "answer_notice", OFFICE, SIGNERS, answered_notice),
        *(LetterKind(word, title, file, act, OFFICE, SIGNERS, fields) for word, title, file, act, fields in WORK_LETTERS),
        LetterKind("adapted_answer", "پاسخ همانند به نماینده", "matter", "adapt_answer", OFFICE, SIGNERS, answered_notice),
        LetterKind("called_president", "فرستادن سؤال به رئیس‌جمهور", "matter", "announce_president_question", OFFICE, SIGNERS, on_matter),
        LetterKind("sent_to_guardians", "فرستادن مصوبه به شورای نگهبان", "matter", "send_to_guardians", OFFICE, SIGNERS, on_matter),
        LetterKind("sent_complaint", "فرستادن شکایت به دستگاه", "matter", "send_complaint", OFFICE, SIGNERS, on_matter),
        LetterKind("sent_to_judiciary", "فرستادن به قوهٔ قضائیه", "matter", "send_to_judiciary", OFFICE, SIGNERS, on_matter),
        LetterKind("answered_enquiry", "پاسخ استعلام به نماینده", "matter", "answer_enquiry", OFFICE, SIGNERS, answered_notice),
        LetterKind("answered_letter", "پاسخ نامه", "matter", "answer_correspondence", OFFICE, SIGNERS, answered_notice),
    ),
    files={"referral": referrals, "matter": office_matters, **FILES},
    page=page_of_file,
)  # fmt: skip
