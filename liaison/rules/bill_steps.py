"""A bill beyond its first report: urgency, the committee's refusal, delegation, the Guardian Council, promulgation, force
(Const. 65, 85, 94, 95, 112, 123; Arts. 133, 162 of 1379, 146 of 1391, 165; civil code 1, 2)."""

from __future__ import annotations

from liaison.rules import bill_gates as gate
from liaison.rules.kinds import OPEN
from liaison.rules.laws import CIVIL, CONSTITUTION, MIDRULES, OLDRULES, OVERSIGHT
from liaison.rules.offices import LAWS, barred, due, late_mark
from liaison.rules.offices import office_step as step

URGENCY = (
    step(
        "request_urgency", "ثبت درخواست فوریت", "فوریت خواسته شد", OLDRULES.article("162"), "bill",
        after=("announced",), needs=(gate.urgency_not_asked_yet,),
    ),
    step(
        "vote_on_urgency", "ثبت رأی به فوریت", "دربارهٔ فوریت رأی گرفته شد", OVERSIGHT.article("165"), "bill",
        after=("announced",), needs=(gate.urgency_is_asked,),
        note="اکثریت یک فوریت و دو فوریت در متنی یافت نشد؛ تا عدد آن ثبت نشود رأی آن ثبت نمی‌شود.",
    ),
    step(
        "remove_urgency", "ثبت رأی به سلب فوریت", "دربارهٔ سلب فوریت رأی گرفته شد", OLDRULES.article("162"), "bill",
        after=("announced", "referred", "reported"), needs=(gate.has_urgency, gate.urgency_not_removed_yet),
    ),
)  # fmt: skip

REPORT = (
    step(
        "distribute_report", "ثبت توزیع گزارش", "گزارش میان نمایندگان پخش شد", MIDRULES.article("146"), "bill",
        after=("reported",), note="میان پخش گزارش و جلسه دست‌کم ۴۸ ساعت است.",
    ),
    step(
        "propose_on_report", "ثبت پیشنهاد دربارهٔ گزارش", "پیشنهاد داده شد", MIDRULES.article("146"), "bill",
        after=("reported",), limits=late_mark("proposal_days"), clock_from="distribute_report",
    ),
    step(
        "request_reexamination", "ثبت درخواست رسیدگی دوباره", "رسیدگی دوباره خواسته شد", MIDRULES.article("146"), "memberbill",
        after=("turned_down",), to="reported", limits=barred("reexamination_months"), clock_from="report_bill",
    ),
    step(
        "repropose_bill", "ثبت دادن دوبارهٔ طرح", "طرح دوباره داده شد", OLDRULES.article("133"), "memberbill",
        after=("rejected", "turned_down"), to="filed",
    ),
    step(
        "delegate_bill", "ثبت رأی به سپردن به کمیسیون", "دربارهٔ سپردن تصویب به کمیسیون رأی گرفته شد", CONSTITUTION.article("85"),
        "bill", after=("referred", "reported"),
    ),
    step(
        "pass_in_committee", "ثبت تصویب در کمیسیون", "کمیسیون آن را آزمایشی تصویب کرد", CONSTITUTION.article("85"), "bill",
        after=("delegated",), to="adopted",
    ),
)  # fmt: skip

# What the chamber has passed goes this way, whoever had proposed it.
ENACTMENT = (
    step(
        "send_to_guardians", "ثبت فرستادن به شورای نگهبان", "به شورای نگهبان فرستاده شد", CONSTITUTION.article("94"), "enactment",
        after=("adopted",), to="at_guardians",
    ),
    step(
        "extend_guardians", "ثبت مهلت خواستن شورای نگهبان", "شورای نگهبان مهلت خواست", CONSTITUTION.article("95"), "enactment",
        after=("at_guardians",), needs=(gate.guardians_not_extended_yet,),
    ),
    step(
        "record_guardian_opinion", "ثبت نظر شورای نگهبان", "نظر شورای نگهبان ثبت شد", CONSTITUTION.article("94"), "enactment",
        after=("at_guardians",), limits=due("guardian_days"),
        note="با گذشتن ده روز هیچ وضعی خودبه‌خود عوض نمی‌شود؛ سامانه تنها یادآوری می‌کند.",
    ),
    step(
        "amend_bill", "ثبت رأی به اصلاح", "دربارهٔ اصلاح مصوبه رأی گرفته شد", CONSTITUTION.article("94"), "enactment",
        after=("returned",), note="مصوبهٔ اصلاح‌شده دوباره به شورای نگهبان می‌رود.",
    ),
    step(
        "insist_on_bill", "ثبت رأی به اصرار", "دربارهٔ اصرار بر مصوبه رأی گرفته شد", CONSTITUTION.article("112"), "enactment",
        after=("returned",), note="اصرار با رأی مجلس است، نه با ارجاع رئیس یا کمیسیون.",
    ),
    step(
        "record_expediency", "ثبت نظر مجمع تشخیص", "مجمع تشخیص مصلحت نظر داد", CONSTITUTION.article("112"), "enactment",
        after=("at_expediency",), note="برای مجمع تشخیص مهلتی یافت نشد.",
    ),
    step(
        "promulgate_bill", "ثبت ابلاغ", "ابلاغ شد", CONSTITUTION.article("123"), "enactment",
        after=("cleared",), to="promulgated", limits=due("promulgation_days"),
        note="اگر رئیس‌جمهور در مهلت امضا نکند، رئیس مجلس دستور انتشار می‌دهد.",
    ),
    step(
        "publish_in_gazette", "ثبت انتشار در روزنامهٔ رسمی", "در روزنامهٔ رسمی منتشر شد", CIVIL.article("1"), "enactment",
        after=("promulgated",), to="published", limits=due("gazette_hours"),
    ),
    step(
        "enter_into_force", "ثبت لازم‌الاجرا شدن", "لازم‌الاجرا شد", CIVIL.article("2"), "enactment",
        after=("published",), limits=due("in_force_days"),
    ),
    step(
        "end_trial", "ثبت پایان اجرای آزمایشی", "مدت آزمایشی به پایان رسید", CONSTITUTION.article("85"), "enactment",
        after=("on_trial",), note="تصویب همیشگی تنها با خود مجلس است.",
    ),
    step(
        "add_version", "افزودن نسخهٔ متن", "نسخهٔ تازه‌ای از متن افزوده شد", LAWS, "enactment", after=OPEN,
    ),
)  # fmt: skip

LATER = (*URGENCY, *REPORT, *ENACTMENT)
