"""The kinds of matter that pass between government and parliament: what each is called, and when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of matter.

    code: as it is stored.  title, plural: Persian.  addressee: whether it is put to a minister, the President or another body.
    backer: what a signature under it is called.  signatures: the figure that says how many it needs, empty where one does.
    share: the two figures of a share of all members, where the law counts so.  joined: what stands between number and addressee.
    main: whether it has a tab of its own.
    """

    code: str
    title: str
    plural: str
    icon: str
    addressee: bool
    backer: str
    signatures: str = ""
    share: tuple[str, str] | None = None
    joined: str = ""
    main: bool = False


_KINDS = (
    Kind("question", "سؤال", "سؤال‌ها", "question-circle", True, "سؤال‌کننده", joined="از", main=True),
    Kind("notice", "تذکر کتبی", "تذکرها", "chat-left-text", True, "تذکردهنده", joined="به", main=True),
    Kind(
        "interpellation", "استیضاح", "استیضاح‌ها", "flag", True, "استیضاح‌کننده", "interpellation_signatures", joined="از", main=True,
    ),
    Kind("government_bill", "لایحه", "لایحه‌ها", "journal-text", False, "", joined="پیشنهاد", main=True),
    Kind("member_bill", "طرح", "طرح‌ها", "journal", False, "امضاکننده", "member_bill_signatures", main=True),
    Kind("oral_notice", "تذکر شفاهی", "تذکرهای شفاهی", "chat-left-text", True, "تذکردهنده", joined="به"),
    Kind(
        "president_question", "سؤال از رئیس‌جمهور", "سؤال‌ها از رئیس‌جمهور", "question-circle", True, "سؤال‌کننده",
        share=("president_question_numerator", "president_question_denominator"),
    ),
    Kind(
        "president_interpellation", "استیضاح رئیس‌جمهور", "استیضاح‌های رئیس‌جمهور", "flag", True, "استیضاح‌کننده",
        share=("president_interpellation_numerator", "president_interpellation_denominator"),
    ),
    Kind("investigation", "تحقیق و تفحص", "تحقیق و تفحص‌ها", "search", True, "درخواست‌کننده", joined="از"),
    Kind("refusal_report", "گزارش استنکاف", "گزارش‌های استنکاف", "exclamation-triangle", True, "گزارش‌دهنده", "refusal_members", joined="دربارهٔ"),
    Kind("complaint", "شکایت اصل نود", "شکایت‌های اصل نود", "chat-left-text", True, "", joined="از"),
    Kind("confidence_vote", "رأی اعتماد به وزیران", "رأی‌های اعتماد", "check2-circle", False, ""),
    Kind("acting_minister", "سرپرستی وزارتخانه", "سرپرستی‌ها", "person-check", True, "", joined="در"),
    Kind("enquiry", "استعلام نماینده", "استعلام‌ها", "question-circle", True, "پرسنده", joined="از"),
    Kind("provincial_bill", "طرح شورای عالی استان‌ها", "طرح‌های شورای عالی استان‌ها", "journal", False, ""),
    Kind("budget_bill", "لایحهٔ بودجه", "لایحه‌های بودجه", "journal-text", False, ""),
    Kind("plan_bill", "لایحهٔ برنامهٔ توسعه", "لایحه‌های برنامه", "journal-text", False, ""),
    Kind("law", "قانون", "قانون‌ها", "book", False, ""),
    Kind("correspondence", "مکاتبه", "مکاتبه‌ها", "envelope", True, "", joined="با", main=True),
)  # fmt: skip

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
    # A bill after the chamber's vote (Const. 85, 94, 95, 112, 123)
    "turned_down": "ردشده در کمیسیون",
    "delegated": "سپرده به کمیسیون",
    "at_guardians": "در شورای نگهبان",
    "returned": "برگشته از شورای نگهبان",
    "at_expediency": "در مجمع تشخیص مصلحت",
    "cleared": "آمادهٔ ابلاغ",
    "promulgated": "ابلاغ‌شده",
    "published": "منتشرشده",
    "on_trial": "اجرای آزمایشی",
    "in_force": "لازم‌الاجرا",
    "lapsed": "مدت آزمایش پایان یافت",
    # Oversight (Const. 88 to 90, 133, 135; Arts. 202, 212, 234)
    "asked": "گفته‌شده در صحن",
    "to_judiciary": "فرستاده به قوهٔ قضائیه",
    "refused": "استنکاف پذیرفته شد",
    "incompetent": "رأی به بی‌کفایتی",
    "competent": "کفایت برجا ماند",
    "investigating": "در دست تحقیق",
    "read_out": "گزارش خوانده شد",
    "replied": "پاسخ دستگاه رسید",
    "told": "نتیجه اعلام شد",
    "voted": "رأی گرفته شد",
    "acting": "سرپرستی در جریان",
    "acting_over": "سرپرستی پایان یافت",
    # The budget (Art. 182)
    "integrated": "گزارش کلیات تلفیق",
    "sent_back": "برگشته به دولت",
    "committees_done": "گزارش کمیسیون‌های تخصصی",
}

# What parliament has done with; the office closes it when its own work is done too.
ENDED = (
    "satisfied", "convinced", "unconvinced", "answered", "confidence", "dismissed", "rejected", "withdrawn", "turned_down",
    "in_force", "lapsed", "to_judiciary", "incompetent", "competent", "read_out", "told", "voted", "acting_over",
)  # fmt: skip
OPEN = tuple(stage for stage in STAGES if stage not in (*ENDED, "closed"))
BEFORE_GENERALITIES = ("filed", "announced", "referred", "reported")
# Where an end is no good one, and where a file has only begun: how a stage's chip looks.
LOST = (
    "unconvinced",
    "dismissed",
    "rejected",
    "turned_down",
    "incompetent",
    "refused",
    "to_judiciary",
    "lapsed",
    "sent_back",
    "returned",
)
BEGUN = ("filed", "approved", "acting", "asked")

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
    ("president_question", "filed"): "در کمیسیون",
    ("president_question", "announced"): "خوانده و فرستاده به رئیس‌جمهور",
    ("refusal_report", "filed"): "در کمیسیون",
    ("complaint", "filed"): "رسیده به کمیسیون",
    ("complaint", "sent"): "نزد دستگاه طرف شکایت",
    ("confidence_vote", "announced"): "در کمیسیون‌ها",
    ("confidence_vote", "heard"): "بررسی‌شده در کمیسیون‌ها",
    ("budget_bill", "submitted"): "در کمیسیون تلفیق",
    ("budget_bill", "reported"): "گزارش نهایی تلفیق",
}
