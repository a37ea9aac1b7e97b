"""The office's own work as steps: one voice, gatherings and who attends, meetings, the evaluation of deputies (house
procedure, Arts. 31 to 35, 38, 39)."""

from __future__ import annotations

from liaison.rules import voices
from liaison.rules.gatherings import GIVEN_UP, MARKS, STANDING
from liaison.rules.kinds import OPEN
from liaison.rules.laws import LIAISON
from liaison.rules.offices import ASKER, DEPUTY, EXPERT, HEAD, OFFICE
from majlis.rules.law import Step

_VOICE = (
    Step(
        "ask_voice", "نظرخواهی از وزارتخانه‌ها", "از وزارتخانه‌ها نظر خواسته شد", LIAISON.article("31"),
        by=OFFICE, subject="voice", creates=True, root_in=OPEN, to="asked",
    ),
    Step(
        "give_opinion", "نوشتن نظر وزارتخانه", "وزارتخانه نظر داد", LIAISON.article("31"),
        by=DEPUTY, subject="opinion", after=("asked", "drafted", "given"), root_in=("asked",), to="given",
    ),
    Step(
        "draft_opinion", "نوشتن پیش‌نویس نظر", "کارشناس پیش‌نویس نظر را نوشت", LIAISON.article("31"),
        by=EXPERT, subject="opinion", after=("asked", "drafted"), root_in=("asked",), to="drafted",
    ),
    Step(
        "record_view", "ثبت نظر مجلس", "نظر نهاد مجلس ثبت شد", LIAISON.article("31"),
        by=OFFICE, subject="opinion", after=("asked", "given"), root_in=("asked",), to="given",
        needs=(voices.of_parliament,),
    ),
    Step(
        "agree_line", "بستن خط مشترک", "خط مشترک دولت بسته شد", LIAISON.article("31"),
        by=OFFICE, subject="voice", after=("asked", "agreed"), to="agreed",
    ),
)  # fmt: skip

_CONSULTATION = (
    Step(
        "consult_body", "خواستن نظر مجلس", "با نهاد مجلس رایزنی شد", LIAISON.article("38"),
        by=OFFICE, subject="consultation", creates=True, to="asked",
    ),
    Step(
        "record_consultation", "ثبت نظر رسیده", "نظر نهاد مجلس رسید", LIAISON.article("38"),
        by=OFFICE, subject="consultation", after=("asked", "given"), to="given",
    ),
    Step(
        "tie_consultation", "پیوند به لایحه", "رایزنی به پروندهٔ لایحه پیوست", LIAISON.article("38"),
        by=OFFICE, subject="consultation", after=("asked", "given"),
    ),
)  # fmt: skip

_POSITION = (
    Step(
        "state_position", "نوشتن نظر دولت", "نظر دولت نوشته شد", LIAISON.article("39"),
        by=OFFICE, subject="position", creates=True, root_in=OPEN, to="stated",
    ),
    Step(
        "tell_position", "ثبت گفتن نظر دولت", "نظر دولت به مجلس گفته شد", LIAISON.article("39"),
        by=OFFICE, subject="position", after=("stated", "told"), to="told",
    ),
)  # fmt: skip

_GATHERING = (
    Step(
        "plan_gathering", "نهادن نشست در برنامه", "نشست در برنامه نهاده شد", LIAISON.article("32"),
        by=OFFICE, subject="gathering", creates=True, to="planned",
    ),
    Step(
        "move_gathering", "جابه‌جا کردن نشست", "زمان نشست جابه‌جا شد", LIAISON.article("32"),
        by=OFFICE, subject="gathering", after=("planned",),
    ),
    Step(
        "call_to_gathering", "خواندن کسی به نشست", "به نشست خوانده شد", LIAISON.article("32"),
        by=OFFICE, subject="presence", creates=True, root_in=("planned",), to="called",
    ),
    Step(
        "confirm_presence", "تأیید حضور", "حضور تأیید شد", LIAISON.article("32"),
        by=(*DEPUTY, *OFFICE), subject="presence", after=("called",), root_in=("planned",), to="confirmed",
    ),
    Step(
        "delegate_presence", "فرستادن جانشین", "جانشین معرفی شد", LIAISON.article("32"),
        by=(*DEPUTY, *OFFICE), subject="presence", after=("called", "confirmed"), root_in=("planned",), to="delegated",
    ),
    Step(
        "release_presence", "برداشتن از فهرست نشست", "از فهرست نشست برداشته شد", LIAISON.article("32"),
        by=OFFICE, subject="presence", after=(*STANDING, "waiting"), root_in=("planned",), to=GIVEN_UP,
    ),
    Step(
        "mark_presence", "ثبت حضور و غیاب", "حضور و غیاب ثبت شد", LIAISON.article("32"),
        by=OFFICE, subject="presence", after=(*STANDING, *MARKS), root_in=("planned", "held"),
    ),
    Step(
        "hold_gathering", "ثبت صورت‌جلسه", "نشست برگزار شد", LIAISON.article("33"),
        by=OFFICE, subject="gathering", after=("planned",), to="held",
    ),
    Step(
        "miss_gathering", "ثبت برگزار نشدن", "نشست برگزار نشد", LIAISON.article("33"),
        by=OFFICE, subject="gathering", after=("planned",), to="missed",
    ),
    Step(
        "report_gathering", "ثبت گزارش نشست", "گزارش نشست نوشته و فرستاده شد", LIAISON.article("33"),
        by=OFFICE, subject="gathering", after=("held",),
    ),
    Step(
        "record_defence", "ثبت دفاع از نظر دولت", "دفاع از نظر دولت ثبت شد", LIAISON.article("32"),
        by=OFFICE, subject="defencerecord", creates=True, root_in=("planned", "held"), to="recorded",
    ),
)  # fmt: skip

_MEETING = (
    Step(
        "request_meeting", "ثبت درخواست دیدار", "دیدار خواسته شد", LIAISON.article("34"),
        by=OFFICE, subject="meetingrequest", creates=True, to="requested",
    ),
    Step(
        "arrange_meeting", "نهادن دیدار در برنامه", "دیدار در برنامه نهاده شد", LIAISON.article("34"),
        by=OFFICE, subject="meetingrequest", after=("requested",), to="arranged",
    ),
    Step(
        "decline_meeting", "نپذیرفتن دیدار", "دیدار پذیرفته نشد", LIAISON.article("34"),
        by=OFFICE, subject="meetingrequest", after=("requested",), to="declined",
    ),
    Step(
        "announce_meeting_lot", "اعلام قرعهٔ دیدارها", "قرعهٔ دیدار مجمع‌های استانی اعلام شد", LIAISON.article("34"),
        by=OFFICE, subject="meetinglot", creates=True, to="announced",
    ),
    Step(
        "draw_meeting_lot", "کشیدن قرعه", "قرعه کشیده شد و نوبت‌ها روشن شد", LIAISON.article("34"),
        by=OFFICE, subject="meetinglot", after=("announced",), to="drawn",
    ),
)  # fmt: skip

_EVALUATION = (
    Step(
        "publish_criteria", "انتشار معیارها", "معیارها و وزن آن‌ها منتشر شد", LIAISON.article("35"),
        by=HEAD, subject="criteria", creates=True, to="published",
    ),
    Step(
        "evaluate_deputies", "ارزیابی یک فصل", "معاونان پارلمانی ارزیابی شدند", LIAISON.article("35"),
        by=HEAD, subject="evaluationround", creates=True, to="issued",
    ),
    Step(
        # ASK (office): until when may a deputy object? No text says; until then there is no limit.
        "object_to_evaluation", "اعتراض به ارزیابی", "معاون به ارزیابی اعتراض کرد", LIAISON.article("35"),
        by=ASKER, subject="evaluation", after=("issued",), to="objected",
    ),
    Step(
        "answer_objection", "پاسخ به اعتراض", "به اعتراض پاسخ داده شد", LIAISON.article("35"),
        by=HEAD, subject="evaluation", after=("objected",), to="answered",
    ),
)  # fmt: skip

WORK: tuple[Step, ...] = (*_VOICE, *_CONSULTATION, *_POSITION, *_GATHERING, *_MEETING, *_EVALUATION)
