"""The whole table of this office: for each kind of matter who does what, after what, until when."""

from __future__ import annotations

from collections.abc import Mapping

from liaison.rules import bill_gates, gate, referrals
from liaison.rules.bill_steps import LATER
from liaison.rules.budget_steps import BUDGETS
from liaison.rules.kinds import ENDED, OPEN
from liaison.rules.laws import CONSTITUTION, LIAISON, MIDRULES, OLDRULES, OVERSIGHT
from liaison.rules.offices import ADMINISTRATOR, ALIKE, ASKER, DEPUTY, MINISTRY, OFFICE
from liaison.rules.offices import due as _due
from liaison.rules.oversight_steps import MORE_OVERSIGHT
from liaison.rules.tasks import IN_HAND
from liaison.rules.tasks import OPEN as NOT_OVER
from liaison.rules.work import WORK
from majlis.rules.law import Step

SIGNABLE = ("filed", "heard", "insisted")
SIGNED = (*SIGNABLE, "announced", "referred", "reported", "generalities", "held")
WITH_MINISTRY = ("sent", "accepted")


_QUESTION = (
    Step(
        "file_question", "ثبت سؤال", "سؤال ثبت شد", OVERSIGHT.article("207"),
        by=OFFICE, subject="question", creates=True, to="filed",
    ),
    Step(
        "send_question", "فرستادن به کمیسیون", "به کمیسیون و وزیر فرستاده شد", OVERSIGHT.article("207"),
        by=OFFICE, subject="question", after=("filed",), to="sent",
    ),
    Step(
        "record_committee_meeting", "ثبت جلسهٔ کمیسیون", "جلسهٔ کمیسیون با وزیر برگزار شد", OVERSIGHT.article("208"),
        by=OFFICE, subject="question", after=("sent",),
        limits=_due("question_committee_limit"), clock_from="file_question",
        note="سؤال‌کننده می‌گوید قانع شده است یا نه. قانع شد: پایان. نشد: صحن.",
    ),
    Step(
        "postpone_question", "عقب انداختن به خواست سؤال‌کننده", "به خواست سؤال‌کننده عقب افتاد", OLDRULES.article("193"),
        by=OFFICE, subject="question", after=("sent",), needs=(gate.not_postponed_yet,),
    ),
    Step(
        "announce_question", "ثبت قرائت و فرستادن به وزیر", "در صحن خوانده و به وزیر فرستاده شد", OVERSIGHT.article("208"),
        by=OFFICE, subject="question", after=("to_floor",), to="announced",
    ),
    Step(
        "distribute_question", "رساندن رونوشت به نمایندگان", "رونوشت به نمایندگان رسید", OLDRULES.article("193"),
        by=OFFICE, subject="question", after=("announced", "scheduled"), needs=(gate.not_distributed_yet,),
        limits=_due("question_copy_hours"), clock_from="announce_question",
    ),
    Step(
        "schedule_floor", "نهادن در دستور صحن", "در دستور صحن نهاده شد", CONSTITUTION.article("88"),
        by=OFFICE, subject="question", after=("announced", "scheduled"), to="scheduled",
    ),
    Step(
        "record_floor_vote", "ثبت رأی صحن", "وزیر در صحن پاسخ داد و رأی گرفته شد", CONSTITUTION.article("88"),
        by=OFFICE, subject="question", after=("announced", "scheduled"),
        limits=_due("question_minister_days"), clock_from="announce_question",
    ),
)  # fmt: skip

_NOTICE = (
    Step(
        "file_notice", "ثبت تذکر", "تذکر ثبت شد", OVERSIGHT.article("206"),
        by=OFFICE, subject="notice", creates=True, to="filed",
    ),
    Step(
        "read_notice", "ثبت ابلاغ و قرائت", "تذکر ابلاغ و در جلسهٔ علنی خوانده شد", OVERSIGHT.article("206"),
        by=OFFICE, subject="notice", after=("filed",), to="read",
    ),
    Step(
        "answer_notice", "ثبت پاسخ تذکر", "به تذکر پاسخ داده شد", OVERSIGHT.article("206"),
        by=OFFICE, subject="notice", after=("read",), to="answered",
        limits=_due("notice_answer_months"), clock_from="read_notice",
    ),
    Step(
        "publish_notice", "انتشار تذکر با پاسخ", "تذکر با پاسخ خود منتشر شد", OVERSIGHT.article("206"),
        by=OFFICE, subject="notice", after=("answered", "closed"), needs=(gate.may_be_public,),
    ),
    Step(
        "classify_notice", "ثبت طبقه‌بندی تذکر", "طبقه‌بندی تذکر ثبت شد", LIAISON.article("40"),
        by=OFFICE, subject="notice", after=("filed", "read", "answered", "closed"),
    ),
)  # fmt: skip

_INTERPELLATION = (
    Step(
        "file_interpellation", "ثبت استیضاح", "استیضاح ثبت و به کمیسیون فرستاده شد", CONSTITUTION.article("89"),
        by=OFFICE, subject="interpellation", creates=True, to="filed",
    ),
    Step(
        "record_committee_week", "ثبت نشست کمیسیون", "کمیسیون استیضاح‌کنندگان و وزیر را شنید", OLDRULES.article("219"),
        by=OFFICE, subject="interpellation", after=("filed",), to="heard",
        limits=_due("interpellation_committee_weeks"), clock_from="file_interpellation",
    ),
    Step(
        "insist", "ثبت پافشاری بر استیضاح", "استیضاح‌کنندگان بر استیضاح ماندند", OLDRULES.article("219"),
        by=OFFICE, subject="interpellation", after=("heard",), to="insisted", needs=(gate.enough_for_interpellation,),
    ),
    Step(
        "announce_interpellation", "ثبت اعلام وصول استیضاح", "استیضاح اعلام وصول شد", OLDRULES.article("219"),
        by=OFFICE, subject="interpellation", after=("insisted",), to="announced", needs=(gate.enough_for_interpellation,),
    ),
    Step(
        "hold_interpellation", "ثبت جلسهٔ استیضاح", "جلسهٔ استیضاح برگزار شد", CONSTITUTION.article("89"),
        by=OFFICE, subject="interpellation", after=("announced",), to="held", needs=(gate.enough_for_interpellation,),
        limits=_due("interpellation_minister_days"), clock_from="announce_interpellation",
    ),
    Step(
        "record_confidence_vote", "ثبت رأی اعتماد", "رأی اعتماد گرفته شد", CONSTITUTION.article("89"),
        by=OFFICE, subject="interpellation", after=("held",),
        note="رأی مخفی است؛ تنها شمارش ثبت می‌شود.",
    ),
)  # fmt: skip

_SIGNATURES = (
    Step(
        "sign_matter", "افزودن امضا", "امضا افزوده شد", LIAISON.article("3"),
        by=OFFICE, subject="signedmatter", after=SIGNABLE,
    ),
    Step(
        "withdraw_signature", "ثبت پس گرفتن امضا", "امضا پس گرفته شد", LIAISON.article("3"),
        by=OFFICE, subject="signedmatter", after=SIGNED,
    ),
)  # fmt: skip

_BILL = (
    Step(
        "file_government_bill", "ثبت لایحه", "هیأت وزیران لایحه را تصویب کرد", CONSTITUTION.article("74"),
        by=OFFICE, subject="governmentbill", creates=True, to="approved",
    ),
    Step(
        "submit_bill", "ثبت تقدیم لایحه", "لایحه به مجلس تقدیم شد", CONSTITUTION.article("74"),
        by=OFFICE, subject="governmentbill", after=("approved",), to="submitted",
    ),
    Step(
        "file_member_bill", "ثبت طرح", "طرح با امضای نمایندگان داده شد", CONSTITUTION.article("74"),
        by=OFFICE, subject="memberbill", creates=True, to="filed",
    ),
    Step(
        "announce_receipt", "ثبت اعلام وصول", "اعلام وصول شد", OLDRULES.article("130"),
        by=OFFICE, subject="bill", after=("filed", "submitted"), to="announced", needs=(gate.enough_for_bill,),
    ),
    Step(
        "refer_bill", "ثبت ارجاع به کمیسیون", "به کمیسیون اصلی و فرعی ارجاع شد", OLDRULES.article("130"),
        by=OFFICE, subject="bill", after=("announced",), to="referred",
    ),
    Step(
        "report_bill", "ثبت گزارش کمیسیون", "کمیسیون اصلی گزارش داد", MIDRULES.article("146"),
        by=OFFICE, subject="bill", after=("referred",),
        limits=_due("committee_report_days"), clock_from="refer_bill",
    ),
    Step(
        "record_vote", "ثبت رأی صحن", "مجلس رأی داد", CONSTITUTION.article("65"),
        by=OFFICE, subject="bill", after=("reported", "generalities"),
    ),
    Step(
        "vote_on_withdrawal", "ثبت رأی به استرداد طرح", "مجلس دربارهٔ استرداد طرح رأی داد", OLDRULES.article("132"),
        by=OFFICE, subject="memberbill", after=("withdrawal_vote",),
    ),
)  # fmt: skip

_REFERRAL = (
    Step(
        "refer_to_ministry", "ارجاع به وزارتخانه", "به وزارتخانه ارجاع شد", LIAISON.article("1"),
        by=OFFICE, subject="referral", creates=True, root_in=OPEN, to="sent",
    ),
    Step(
        "accept_referral", "پذیرفتن ارجاع", "وزارتخانه ارجاع را پذیرفت", LIAISON.article("1"),
        by=DEPUTY, subject="referral", after=("sent",), to="accepted",
    ),
    Step(
        "hand_on_referral", "سپردن به کارشناس", "در وزارتخانه به کارشناس سپرده شد", LIAISON.article("1"),
        by=DEPUTY, subject="referral", after=("accepted",),
    ),
    Step(
        "ask_for_time", "خواستن مهلت", "وزارتخانه مهلت خواست", LIAISON.article("2"),
        by=DEPUTY, subject="referral", after=WITH_MINISTRY,
    ),
    Step(
        "grant_time", "دادن مهلت", "مهلت افزوده داده شد", LIAISON.article("2"),
        by=OFFICE, subject="referral", after=WITH_MINISTRY, needs=(gate.time_was_asked,),
    ),
    Step(
        "refuse_time", "نپذیرفتن مهلت", "مهلت افزوده داده نشد", LIAISON.article("2"),
        by=OFFICE, subject="referral", after=WITH_MINISTRY, needs=(gate.time_was_asked,),
    ),
    Step(
        "chase_referral", "پیگیری پاسخ وزارتخانه", "پاسخ وزارتخانه پیگیری شد", LIAISON.article("7"),
        by=OFFICE, subject="referral", after=WITH_MINISTRY, door="command", needs=(referrals.chase_is_due,),
    ),
    Step(
        "escalate_referral", "رساندن به مقام وزارتخانه", "بی‌پاسخ ماندن به مقام وزارتخانه رسید", LIAISON.article("7"),
        by=OFFICE, subject="referral", after=WITH_MINISTRY, needs=(referrals.late_enough,),
    ),
    Step(
        "transfer_referral", "انتقال به وزارتخانهٔ دیگر", "به وزارتخانهٔ دیگری منتقل شد", LIAISON.article("8"),
        by=OFFICE, subject="referral", after=WITH_MINISTRY, root_in=OPEN, to="transferred",
    ),
    Step(
        "answer_referral", "فرستادن پاسخ", "وزارتخانه پاسخ داد", LIAISON.article("1"),
        by=MINISTRY, subject="referral", after=("accepted",), to="answered",
    ),
    Step(
        "withdraw_referral", "پس گرفتن ارجاع", "ارجاع پس گرفته شد", LIAISON.article("1"),
        by=OFFICE, subject="referral", after=(*WITH_MINISTRY, "answered"), to="withdrawn",
    ),
)  # fmt: skip

_TASK = (
    Step(
        "assign_task", "سپردن کار", "کار سپرده شد", LIAISON.article("9"),
        by=OFFICE, subject="task", creates=True, to="assigned",
    ),
    Step(
        "give_evidence", "ثبت سند", "سند انجام کار رسید", LIAISON.article("9"),
        by=(*MINISTRY, *OFFICE), subject="task", after=IN_HAND, to="evidenced",
    ),
    Step(
        "accept_task", "پذیرفتن سند", "سند پذیرفته و کار بسته شد", LIAISON.article("9"),
        by=OFFICE, subject="task", after=("evidenced",), to="accepted",
    ),
    Step(
        "return_task", "برگرداندن کار", "سند بس نبود و کار برگشت", LIAISON.article("9"),
        by=OFFICE, subject="task", after=("evidenced",), to="returned",
    ),
    Step(
        "follow_up_promise", "ثبت پیگیری وعده", "وعده پیگیری شد", LIAISON.article("10"),
        by=OFFICE, subject="promise", after=NOT_OVER,
        limits=_due("promise_follow_up_months"), clock_from="follow_up_promise",
    ),
    Step(
        "accept_promise", "پذیرفتن انجام وعده", "نماینده وعده را انجام‌شده دانست", LIAISON.article("10"),
        by=ASKER, subject="promise", after=("evidenced",), to="accepted",
    ),
    Step(
        "return_promise", "نپذیرفتن انجام وعده", "نماینده وعده را انجام‌شده ندانست", LIAISON.article("10"),
        by=ASKER, subject="promise", after=("evidenced",), to="returned",
    ),
)  # fmt: skip

_HOUSE = (
    Step(
        "import_questions", "ورود سؤال‌ها از فهرست", "فهرست سؤال‌ها وارد شد", LIAISON.article("4"),
        by=OFFICE, subject="intake", creates=True, to="entered",
    ),
    Step(
        "import_notices", "ورود تذکرها از فهرست", "فهرست تذکرها وارد شد", LIAISON.article("4"),
        by=OFFICE, subject="intake", creates=True, to="entered",
    ),
    Step(
        "import_bills", "ورود لایحه‌ها از فهرست", "فهرست لایحه‌ها وارد شد", LIAISON.article("4"),
        by=OFFICE, subject="intake", creates=True, to="entered",
    ),
    Step(
        "import_member_bills", "ورود طرح‌ها از فهرست", "فهرست طرح‌ها وارد شد", LIAISON.article("4"),
        by=OFFICE, subject="intake", creates=True, to="entered",
    ),
    Step(
        "adapt_answer", "پاسخ دادن با پاسخ همانند", "پاسخ سؤال همانند برای این سؤال به کار رفت", ALIKE,
        by=OFFICE, subject="question", after=("filed", "sent", "to_floor", "announced", "scheduled"),
    ),
    Step(
        "close_matter", "بایگانی پرونده", "پرونده بایگانی شد", LIAISON.article("5"),
        by=OFFICE, subject="matter", after=ENDED, to="closed",
        needs=(gate.nothing_with_ministries, bill_gates.no_right_left),
    ),
    Step(
        "register_cabinet", "ثبت دورهٔ دولت", "دورهٔ دولت ثبت شد", LIAISON.article("6"),
        by=ADMINISTRATOR, subject="cabinetperiod", creates=True, door="admin",
    ),
    Step(
        "correct_cabinet", "اصلاح دورهٔ دولت", "دورهٔ دولت اصلاح شد", LIAISON.article("6"),
        by=ADMINISTRATOR, subject="cabinetperiod", door="admin",
    ),
    Step(
        "register_address", "ثبت نشانی وزارتخانه", "نشانی وزارتخانه ثبت شد", LIAISON.article("7"),
        by=ADMINISTRATOR, subject="ministryaddress", creates=True, door="admin",
    ),
    Step(
        "correct_address", "اصلاح نشانی وزارتخانه", "نشانی وزارتخانه اصلاح شد", LIAISON.article("7"),
        by=ADMINISTRATOR, subject="ministryaddress", door="admin",
    ),
)  # fmt: skip

STEPS: Mapping[str, Step] = {
    step.word: step
    for step in (
        *_QUESTION,
        *_NOTICE,
        *_INTERPELLATION,
        *_BILL,
        *_SIGNATURES,
        *_REFERRAL,
        *_TASK,
        *WORK,
        *_HOUSE,
        *LATER,
        *MORE_OVERSIGHT,
        *BUDGETS,
    )
}

# Acts of the table that have no function yet, each with the issue that will build it.
NOT_BUILT: Mapping[str, str] = {}
