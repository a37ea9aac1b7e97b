"""The kinds of matter that pass between government and parliament: what each is called, and when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of matter.

    code: as it is stored.  title, plural: Persian.  addressee: whether it is put to a minister or the President.
    backer: what a signature under it is called.  signatures: the figure that says how many it needs, empty where one does.
    """

    code: str
    title: str
    plural: str
    icon: str
    addressee: bool
    backer: str
    signatures: str = ""


_KINDS = (
    Kind("question", "سؤال", "سؤال‌ها", "question-circle", True, "سؤال‌کننده"),
    Kind("notice", "تذکر کتبی", "تذکرها", "chat-left-text", True, "تذکردهنده"),
    Kind("interpellation", "استیضاح", "استیضاح‌ها", "flag", True, "استیضاح‌کننده", "interpellation_signatures"),
    Kind("government_bill", "لایحه", "لایحه‌ها", "journal-text", False, ""),
    Kind("member_bill", "طرح", "طرح‌ها", "journal", False, "امضاکننده", "member_bill_signatures"),
)

KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _KINDS}

STAGES: Mapping[str, str] = {
    "filed": "ثبت‌شده",
    "sent": "در کمیسیون",
    "satisfied": "قانع شد",
    "to_floor": "برای صحن",
    "scheduled": "در دستور صحن",
    "convinced": "مجلس قانع شد",
    "unconvinced": "مجلس قانع نشد",
    "read": "خوانده‌شده",
    "answered": "پاسخ‌داده‌شده",
    "heard": "شنیده‌شده در کمیسیون",
    "insisted": "بر استیضاح ماندند",
    "held": "جلسه برگزار شد",
    "confidence": "اعتماد ماند",
    "dismissed": "برکنار شد",
    "approved": "مصوب هیأت وزیران",
    "submitted": "تقدیم‌شده",
    "announced": "اعلام وصول‌شده",
    "referred": "ارجاع به کمیسیون",
    "reported": "گزارش‌شده",
    "generalities": "کلیات تصویب‌شده",
    "withdrawal_vote": "در انتظار رأی به استرداد",
    "adopted": "تصویب‌شده",
    "rejected": "ردشده",
    "withdrawn": "پس گرفته‌شده",
    "closed": "بایگانی‌شده",
}

# What parliament has done with; the office closes it when its own work is done too.
ENDED = (
    "satisfied", "convinced", "unconvinced", "answered", "confidence", "dismissed", "adopted", "rejected", "withdrawn",
)  # fmt: skip
OPEN = tuple(stage for stage in STAGES if stage not in (*ENDED, "closed"))
BEFORE_GENERALITIES = ("filed", "announced", "referred", "reported")

# A bill's readings and what each leads to, by whether the vote carried.
READINGS: Mapping[str, tuple[str, str]] = {
    "reported": ("generalities", "rejected"),
    "generalities": ("adopted", "rejected"),
}


def label(kind: str, stage: str) -> str:
    """A stage in the words of its kind: a question is sent to a minister where a bill is announced."""
    return _OWN.get((kind, stage), STAGES.get(stage, stage))


_OWN: Mapping[tuple[str, str], str] = {
    ("question", "announced"): "خوانده و فرستاده به وزیر",
    ("notice", "read"): "خوانده در جلسهٔ علنی",
    ("interpellation", "filed"): "در کمیسیون",
}
