"""Oversight beyond questions to ministers: the President's, investigation, refusal, complaints, confidence, acting ministers
(Const. 88 to 90, 133, 135; Arts. 196 of 1379, 202, 206, 212, 234)."""

from __future__ import annotations

from liaison.rules import oversight_gates as gate
from liaison.rules.laws import CONSTITUTION, LIAISON, OLDRULES, OVERSIGHT
from liaison.rules.offices import ENQUIRIES, LETTERS, due
from liaison.rules.offices import office_step as step

_PRESIDENT = (
    step(
        "file_president_question", "ثبت سؤال از رئیس‌جمهور", "سؤال از رئیس‌جمهور ثبت و به کمیسیون فرستاده شد",
        CONSTITUTION.article("88"), "presidentquestion", creates=True, to="filed",
    ),
    step(
        "hear_president_delegate", "ثبت نشست با نمایندهٔ رئیس‌جمهور", "کمیسیون نمایندهٔ رئیس‌جمهور و سؤال‌کنندگان را شنید",
        OLDRULES.article("196"), "presidentquestion", after=("filed",), to="heard",
        limits=due("president_question_committee_weeks"), clock_from="file_president_question",
    ),
    step(
        "announce_president_question", "ثبت قرائت سؤال از رئیس‌جمهور", "سؤال خوانده و برای رئیس‌جمهور فرستاده شد",
        OLDRULES.article("196"), "presidentquestion", after=("heard",), to="announced",
        needs=(gate.share_stands, gate.a_week_has_passed),
        note="یک هفته پس از کمیسیون، اگر به شمار لازم هنوز بر سؤال مانده باشند.",
    ),
    step(
        "hold_president_question", "ثبت حضور رئیس‌جمهور", "رئیس‌جمهور در مجلس پاسخ داد", CONSTITUTION.article("88"),
        "presidentquestion", after=("announced",), to="held",
        limits=due("president_question_months"), clock_from="announce_president_question",
    ),
    step(
        "vote_on_president_answer", "ثبت رأی به یک پرسش", "دربارهٔ پاسخ یک پرسش رأی گرفته شد", OLDRULES.article("196"),
        "presidentquestion", after=("held",), note="برای هر پرسش یک رأی؛ پس از آخرین رأی نتیجه روشن می‌شود.",
    ),
    step(
        "file_president_interpellation", "ثبت استیضاح رئیس‌جمهور", "استیضاح رئیس‌جمهور ثبت شد", CONSTITUTION.article("89"),
        "presidentinterpellation", creates=True, to="filed",
    ),
    step(
        "announce_president_interpellation", "ثبت اعلام وصول استیضاح رئیس‌جمهور", "استیضاح رئیس‌جمهور اعلام وصول شد",
        CONSTITUTION.article("89"), "presidentinterpellation", after=("filed",), to="announced", needs=(gate.share_stands,),
    ),
    step(
        "hold_president_interpellation", "ثبت جلسهٔ استیضاح رئیس‌جمهور", "رئیس‌جمهور در مجلس حاضر شد", CONSTITUTION.article("89"),
        "presidentinterpellation", after=("announced",), to="held",
        limits=due("president_interpellation_months"), clock_from="announce_president_interpellation",
    ),
    step(
        "vote_on_competence", "ثبت رأی به کفایت", "دربارهٔ کفایت رئیس‌جمهور رأی گرفته شد", CONSTITUTION.article("89"),
        "presidentinterpellation", after=("held",), note="رأی مخفی است؛ تنها شمارش ثبت می‌شود. رأی به بی‌کفایتی دو سوم همهٔ نمایندگان را می‌خواهد.",
    ),
    step(
        "send_to_judiciary", "ثبت فرستادن به قوهٔ قضائیه", "به قوهٔ قضائیه فرستاده شد", OVERSIGHT.article("234"),
        "judicial", after=("unconvinced", "refused"), to="to_judiciary",
    ),
)  # fmt: skip

_INVESTIGATION = (
    step(
        "file_investigation", "ثبت درخواست تحقیق و تفحص", "تحقیق و تفحص خواسته شد", OVERSIGHT.article("212"),
        "investigation", creates=True, to="filed",
    ),
    step(
        "report_on_investigation", "ثبت گزارش کمیسیون دربارهٔ تفحص", "کمیسیون دربارهٔ درخواست گزارش داد", OVERSIGHT.article("212"),
        "investigation", after=("filed",), to="reported",
    ),
    step(
        "vote_on_investigation", "ثبت رأی به تحقیق و تفحص", "دربارهٔ تحقیق و تفحص رأی گرفته شد", OVERSIGHT.article("212"),
        "investigation", after=("reported",),
    ),
    step(
        "read_investigation", "ثبت قرائت گزارش تفحص", "گزارش تحقیق و تفحص در صحن خوانده شد", OVERSIGHT.article("212"),
        "investigation", after=("investigating",), to="read_out",
        limits=due("investigation_months"), clock_from="vote_on_investigation",
    ),
    step(
        "file_refusal_report", "ثبت گزارش استنکاف", "گزارش استنکاف ثبت و به کمیسیون فرستاده شد", OVERSIGHT.article("234"),
        "refusalreport", creates=True, to="filed",
    ),
    step(
        "report_refusal", "ثبت نظر کمیسیون دربارهٔ استنکاف", "کمیسیون دربارهٔ استنکاف گزارش داد", OVERSIGHT.article("234"),
        "refusalreport", after=("filed",), to="reported",
        limits=due("refusal_committee_days"), clock_from="file_refusal_report",
    ),
    step(
        "vote_on_refusal", "ثبت رأی به گزارش استنکاف", "دربارهٔ گزارش استنکاف رأی گرفته شد", OVERSIGHT.article("234"),
        "refusalreport", after=("reported",), note="سه رأی از این دست راه استیضاح را با حد نصاب قانون اساسی می‌گشاید.",
    ),
)  # fmt: skip

_COMPLAINT = (
    step(
        "file_complaint", "ثبت شکایت اصل نود", "شکایت به کمیسیون اصل نود رسید", CONSTITUTION.article("90"), "complaint",
        creates=True, to="filed",
    ),
    step(
        "send_complaint", "ثبت رسیدن نامه به دستگاه", "نامهٔ شکایت به دستگاه رسید", CONSTITUTION.article("90"), "complaint",
        after=("filed",), to="sent", note="یک ماه از رسیدن نامه شمرده می‌شود.",
    ),
    step(
        "answer_complaint", "ثبت پاسخ شکایت", "دستگاه به شکایت پاسخ داد", CONSTITUTION.article("90"), "complaint",
        after=("sent",), to="replied", limits=due("complaint_answer_months"),
    ),
    step(
        "announce_complaint", "ثبت اعلام نتیجهٔ شکایت", "نتیجهٔ شکایت اعلام شد", CONSTITUTION.article("90"), "complaint",
        after=("replied",), to="told",
    ),
    step(
        "file_oral_notice", "ثبت تذکر شفاهی", "تذکر شفاهی در صحن گفته شد", OVERSIGHT.article("206"), "oralnotice",
        creates=True, to="asked",
    ),
    step(
        "answer_oral_notice", "ثبت پاسخ تذکر شفاهی", "به تذکر شفاهی پاسخ داده شد", OVERSIGHT.article("206"), "oralnotice",
        after=("asked",), to="answered", note="برای تذکر شفاهی مهلتی در متن نیست.",
    ),
)  # fmt: skip

_CONFIDENCE = (
    step(
        "file_confidence_vote", "ثبت معرفی وزیران", "رئیس‌جمهور وزیران را معرفی کرد", CONSTITUTION.article("133"),
        "confidencevote", creates=True, to="filed",
    ),
    step(
        "name_nominee", "افزودن نام و برنامهٔ وزیر", "نام و برنامهٔ یک وزیر افزوده شد", CONSTITUTION.article("133"),
        "confidencevote", after=("filed",),
    ),
    step(
        "announce_nominees", "ثبت اعلام وصول معرفی‌ها", "معرفی وزیران اعلام وصول شد", OVERSIGHT.article("202"),
        "confidencevote", after=("filed",), to="announced", needs=(gate.somebody_is_named,),
    ),
    step(
        "report_nominees", "ثبت پایان بررسی کمیسیون‌ها", "کمیسیون‌ها برنامه‌ها را بررسی کردند", OVERSIGHT.article("202"),
        "confidencevote", after=("announced",), to="heard", limits=due("confidence_committee_weeks"),
    ),
    step(
        "vote_on_nominee", "ثبت رأی به یک وزیر", "به یک وزیر رأی گرفته شد", CONSTITUTION.article("133"),
        "confidencevote", after=("heard",), note="رأی مخفی است؛ تنها شمارش ثبت می‌شود.",
    ),
    step(
        "file_acting_minister", "ثبت سرپرست وزارتخانه", "سرپرست وزارتخانه گمارده شد", CONSTITUTION.article("135"),
        "actingminister", creates=True, to="acting",
    ),
    step(
        "end_acting", "ثبت پایان سرپرستی", "سرپرستی پایان یافت", CONSTITUTION.article("135"), "actingminister",
        after=("acting",), to="acting_over", limits=due("acting_minister_months"), clock_from="file_acting_minister",
    ),
)  # fmt: skip

_LETTERS = (
    step(
        "file_enquiry", "ثبت استعلام", "استعلام نماینده ثبت شد", ENQUIRIES, "enquiry", creates=True, to="filed",
    ),
    step(
        "answer_enquiry", "ثبت پاسخ استعلام", "به استعلام پاسخ داده شد", ENQUIRIES, "enquiry",
        after=("filed",), to="answered",
    ),
    step(
        "file_correspondence", "ثبت نامهٔ رسیده یا فرستاده", "نامه ثبت شد", LETTERS, "correspondence",
        creates=True, to="filed",
    ),
    step(
        "follow_up_correspondence", "ثبت پیگیری نامه", "نامه پیگیری شد", LETTERS, "correspondence", after=("filed",),
    ),
    step(
        "answer_correspondence", "ثبت پاسخ نامه", "به نامه پاسخ داده شد", LETTERS, "correspondence",
        after=("filed",), to="answered",
    ),
)  # fmt: skip

_NAMES = (step("name_votes", "ثبت رأی‌ها به نام", "رأی‌ها به نام ثبت شد", LIAISON.article("41"), "floorvote"),)

MORE_OVERSIGHT = (*_PRESIDENT, *_INVESTIGATION, *_COMPLAINT, *_CONFIDENCE, *_LETTERS, *_NAMES)
