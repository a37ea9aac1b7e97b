"""The whole table of this office: who does what to a case, after what, until when (the directive's twelve articles)."""

from __future__ import annotations

from collections.abc import Mapping

from conduct.rules import causes, gate
from conduct.rules.keyholders import HOLDER
from conduct.rules.laws import CONDUCT_DIRECTIVE, CONDUCT_LAW
from majlis.rules.law import Article, Limit, Step

# ASK (Art. 8): the text names the chair alone; a deputy acts for him, who may himself have stood aside.
CHAIR = ("conduct_board.chair", "conduct_board.deputy")
SECRETARY = ("conduct_board.secretary",)
REGISTRAR = ("conduct_board.registrar",)
# Who reported is for the chair and the registrar alone.
CUSTODIANS = ("conduct_board.chair", *REGISTRAR)
SEATS = (*CHAIR, *SECRETARY, "conduct_board.spokesperson", "conduct_board.member")
DESK = (*CHAIR, *SECRETARY)
OFFICE = (*SECRETARY, *REGISTRAR)
APPEAL_DESK = ("appeal_board.chair", "appeal_board.secretary")
APPEAL_SEATS = (*APPEAL_DESK, "appeal_board.member")
PRESIDING = ("presiding_board.speaker", "presiding_board.deputy_speaker", "presiding_board.secretary")
SPEAKER = ("presiding_board.speaker",)
OWN = ("member",)

OPEN = (
    "reported",
    "under_inquiry",
    "inquired",
    "found",
    "invited",
    "heard",
    "closed_for_ruling",
    "ruled",
    "served",
    "appealed",
)
# In these the board has still to judge; a court may be waited for (Art. 7).
BEFORE_RULING = ("reported", "under_inquiry", "inquired", "found", "invited", "heard", "closed_for_ruling")
# The next step of these is itself a vote.
VOTED = ("reported", "inquired", "invited", "closed_for_ruling", "forwarded")
# These lie before a sitting: there the board also closes what it heard.
BEFORE_A_SITTING = (*VOTED, "heard")
UNTIL_RULING = ("invited", "heard", "closed_for_ruling")
ENDED = ("dismissed", "closed", "final")
# Where anything may be put to the vote, a question beside the way among them.
VOTABLE = (*OPEN, "forwarded", *ENDED)
# Where a limit of the law, or a day that the board or its chair has set, may run.
CLOCKED = ("under_inquiry", "invited", "closed_for_ruling", "served", "forwarded")


def _law(number: str) -> Article:
    return CONDUCT_LAW.article(number)


def _directive(number: str) -> Article:
    return CONDUCT_DIRECTIVE.article(number)


def _due(figure: str) -> tuple[Limit, ...]:
    return (Limit("due_within", figure),)


_BOARD = (
    Step(
        "adopt_board_rule", "ثبت تصمیم مجلس دربارهٔ هیأت", "تصمیم مجلس دربارهٔ هیأت ثبت شد", _law("1"),
        by=DESK, subject="boardrule", creates=True, to="adopted", officers=2,
        note="آنچه اصلاح ۱۴۰۳ بی‌متن گذاشته است با تصمیم مجلس پر می‌شود: عدد، منبع، شماره و روز آن.",
    ),
    Step(
        "open_candidacy", "گشودن داوطلبی عضویت", "داوطلبی عضویت در هیأت گشوده شد", _directive("2"),
        by=PRESIDING, subject="election", creates=True, to="open",
    ),
    Step(
        "stand_for_board", "داوطلب شدن", "داوطلب عضویت در هیأت شد", _directive("2"),
        by=("chamber.member",), subject="election", after=("open",), personal=True,
    ),
    Step(
        "present_candidates", "شناساندن داوطلبان به مجلس", "داوطلبان به مجلس شناسانده شدند", _directive("2"),
        by=PRESIDING, subject="election", after=("open",), to="presented", limits=_due("candidacy_weeks"), clock_from="open_candidacy",
    ),
    Step(
        "record_board_election", "ثبت انتخاب اعضای هیأت", "انتخاب اعضای هیأت ثبت شد", _directive("2"),
        by=PRESIDING, subject="election", after=("presented",), to="elected",
    ),
    Step(
        "elect_officers", "انتخاب رئیس، نایب‌رئیس و دبیر", "هیأت رئیس، نایب‌رئیس و دبیر خود را برگزید", _directive("3"),
        by=SEATS, subject="election", after=("elected",), to="complete",
    ),
    Step(
        # The successor is elected as the others were: his presenting begins an election of one seat.
        "present_replacement", "شناساندن جانشین", "جانشین عضو هیأت به مجلس شناسانده شد", _directive("5"),
        by=PRESIDING, subject="election", creates=True, to="presented",
    ),
    Step(
        "propose_staff", "پیشنهاد کارکنان", "کارکنان هیأت پیشنهاد شدند", _directive("7 n. 2"), by=CHAIR, subject="staffing", creates=True, to="proposed",
    ),
    Step(
        "assign_staff", "تأمین کارکنان", "کارکنان هیأت تأمین شدند", _directive("7 n. 2"), by=PRESIDING, subject="staffing", after=("proposed",), to="assigned",
    ),
)  # fmt: skip

_SITTINGS = (
    Step(
        "open_sitting", "گشودن جلسه با حضور و غیاب", "جلسه گشوده شد", _directive("4"),
        by=(*DESK, *APPEAL_DESK), subject="boardsitting", creates=True, to="open",
    ),
    Step(
        "record_attendance", "ثبت حضور و غیاب", "حضور و غیاب ثبت شد", _directive("4"),
        by=(*DESK, *APPEAL_DESK), subject="boardsitting", after=("open",),
    ),
    Step(
        "close_sitting", "پایان جلسه", "جلسه پایان یافت", _directive("4"),
        by=(*DESK, *APPEAL_DESK), subject="boardsitting", after=("open",), to="closed",
    ),
    Step(
        "declare_recusal", "خودداری از رسیدگی", "از رسیدگی خودداری شد", _directive("4"),
        by=(*SEATS, *APPEAL_SEATS), subject="case", after=(*OPEN, "forwarded"),
        note="از همان لحظه، هر حق شما بر این پرونده پایان می‌یابد: صفحه‌های باز، برگه‌ها و رأی‌گیری.",
    ),
    Step(
        "open_ballot", "گشودن رأی‌گیری", "رأی‌گیری گشوده شد", _directive("4"),
        by=(*DESK, *APPEAL_DESK), subject="ballot", creates=True, root_in=VOTABLE, to="open",
        needs=(gate.not_suspended, gate.something_to_ask, causes.before_the_vote, gate.sitting_open),
    ),
    Step(
        "cast_vote", "دادن رأی", "رأی داده شد", _directive("4"),
        by=(*SEATS, *APPEAL_SEATS), subject="ballot", after=("open",),
    ),
    Step(
        "close_ballot", "بستن رأی‌گیری", "رأی‌گیری بسته شد", _directive("4"),
        by=(*DESK, *APPEAL_DESK), subject="ballot", after=("open",), to="closed",
    ),
)  # fmt: skip

_TO_HEARING = (
    Step(
        "register_report", "ثبت گزارش", "گزارش ثبت شد", _directive("7 n. 1"),
        by=OFFICE, subject="report", creates=True, to="registered",
    ),
    Step(
        "dismiss_report", "مختومه کردن گزارش", "گزارش مختومه شد", _directive("8"),
        by=DESK, subject="case", after=("reported",), to="dismissed", needs=(gate.not_suspended, gate.decided("dismiss_report")),
    ),
    Step(
        "assign_inquiry", "ارجاع برای تحقیق مقدماتی", "برای تحقیق مقدماتی ارجاع شد", _directive("8"),
        by=CHAIR, subject="case", after=("reported",), to="under_inquiry", needs=(gate.not_suspended, gate.decided("assign_inquiry")),
    ),
    Step(
        "report_inquiry", "گزارش تحقیق مقدماتی", "گزارش تحقیق مقدماتی رسید", _directive("8"),
        by=OWN, subject="inquiry", after=("assigned",), root_in=("under_inquiry",), to="reported", root_to="inquired",
        needs=(gate.not_suspended,),
    ),
    Step(
        "find_no_violation", "محرز نبودن تخلف", "تخلف محرز نشد", _directive("9"),
        by=DESK, subject="case", after=("inquired",), to="closed", needs=(gate.not_suspended, gate.decided("find_no_violation")),
    ),
    Step(
        "find_violation", "احراز تخلف", "تخلف احراز شد", _directive("9"),
        by=DESK, subject="case", after=("inquired",), to="found", needs=(gate.not_suspended, gate.decided("find_violation")),
    ),
    Step(
        "invite_member", "دعوت نماینده", "دعوت‌نامهٔ محرمانه فرستاده شد", _directive("9"),
        by=OFFICE, subject="case", after=("found",), to="invited", needs=(gate.not_suspended,),
        note="از این لحظه نماینده اتاق خود را می‌بیند و در آن تنها آنچه اینجا آزاد شود.",
    ),
    Step(
        "prove_service", "ثبت سند ابلاغ دعوت", "سند ابلاغ دعوت ثبت شد", _directive("9"),
        by=OFFICE, subject="case", after=UNTIL_RULING,
    ),
    Step(
        "receive_defence", "دفاعیهٔ کتبی", "دفاعیهٔ کتبی رسید", _directive("9"),
        by=(*OWN, *REGISTRAR), subject="case", after=UNTIL_RULING,
    ),
    Step(
        "hold_hearing", "ثبت جلسهٔ استماع", "جلسهٔ استماع برگزار شد", _directive("9"),
        by=DESK, subject="case", after=("invited",), to="heard", needs=(gate.not_suspended,),
    ),
    Step(
        "record_absence", "ثبت غیبت ناموجه", "غیبت ناموجه ثبت شد و رسیدگی ادامه یافت", _directive("9"),
        by=DESK, subject="case", after=("invited",), to="heard", needs=(gate.not_suspended, gate.invitation_served, gate.decided("record_absence")),
    ),
    Step(
        "close_hearing", "اعلام ختم رسیدگی", "ختم رسیدگی اعلام شد", _directive("9"),
        by=CHAIR, subject="case", after=("heard",), to="closed_for_ruling", needs=(gate.not_suspended,),
        note="از این لحظه یک هفته برای صدور رأی آغاز می‌شود.",
    ),
)  # fmt: skip

_RULING = (
    Step(
        "issue_ruling", "صدور رأی", "رأی صادر شد", _directive("9"),
        by=DESK, subject="case", after=("closed_for_ruling",), to="ruled",
        limits=_due("ruling_weeks"), clock_from="close_hearing", needs=(gate.not_suspended, causes.every_cause), fresh=True,
    ),
    Step(
        "serve_ruling", "ابلاغ رأی", "رأی ابلاغ شد", _directive("10"),
        by=OFFICE, subject="case", after=("ruled",), to="served",
    ),
    Step(
        # ASK (Art. 10): the ten days are counted from service, by civil procedure's rule; the text says neither.
        # What came within them stands, even where the office has noted meanwhile that they are over.
        "file_appeal", "اعتراض به رأی", "به رأی اعتراض شد", _directive("10"),
        by=OWN, subject="case", after=("served", "final"), to="appealed", paper=True,
        limits=(Limit("bars_after", "appeal_days"),), clock_from="serve_ruling", needs=(gate.not_yet_appealed, gate.open_to_appeal),
    ),
    Step(
        "record_late_appeal", "ثبت اعتراض دیررسیده", "اعتراض دیررسیده ثبت شد", _directive("10"),
        by=REGISTRAR, subject="case", after=("served", "final"), needs=(gate.appeal_over,),
        note="آنچه پس از مهلت رسیده است نگه داشته می‌شود و به خودی خود چیزی را دگرگون نمی‌کند.",
    ),
    Step(
        # ASK (Art. 10): the text knows no late objection; that the appeal board may take one up is the house's practice.
        "admit_late_appeal", "پذیرفتن اعتراض دیررسیده", "اعتراض دیررسیده پذیرفته شد", _directive("10"),
        by=APPEAL_DESK, subject="lateappeal", after=("kept",), root_in=("served", "final"), to="admitted", root_to="appealed",
        officers=2, note="پرونده با امضای دوم به مرحلهٔ اعتراض برمی‌گردد. هیأت تجدیدنظر خود پرونده را پس از فرستادن آن می‌بیند.",
    ),
    Step(
        "forward_appeal", "فرستادن پرونده به هیأت تجدیدنظر", "پرونده به هیأت تجدیدنظر رفت", _directive("10"),
        by=DESK, subject="case", after=("appealed",), to="forwarded", needs=(gate.appeal_board_known,),
        note="از این لحظه هیأت نخستین پرونده را تنها می‌خواند.",
    ),
    Step(
        "invite_to_appeal", "دعوت به جلسهٔ تجدیدنظر", "نماینده به جلسهٔ تجدیدنظر دعوت شد", _directive("10"),
        by=APPEAL_DESK, subject="case", after=("forwarded",), needs=(gate.not_yet_invited_to_appeal,),
    ),
    Step(
        # ASK (Art. 10): the month is counted from the day when the appeal board has the case.
        "decide_appeal", "رأی تجدیدنظر", "رأی تجدیدنظر صادر شد", _directive("10"),
        by=APPEAL_DESK, subject="case", after=("forwarded",), to="final",
        limits=_due("appeal_ruling_months"), clock_from="forward_appeal", needs=(gate.invited_to_appeal, gate.decided("decide_appeal")),
        fresh=True,
    ),
    Step(
        "make_final", "قطعی شدن رأی", "رأی قطعی شد", _directive("10"),
        by=DESK, subject="case", after=("served",), to="final", needs=(gate.no_appeal_left,),
    ),
)  # fmt: skip

_BESIDE = (
    Step(
        # ASK (Art. 7): nothing is said of a case that is ruled on or in appeal; only what the board has still to judge waits.
        "suspend_for_court", "نگه داشتن تا رأی دادگاه", "شمارش تا پاسخ دادگاه ایستاد", _directive("7"),
        by=DESK, subject="case", after=BEFORE_RULING, needs=(gate.not_suspended, gate.decided("suspend_for_court")),
        note="مهلت‌های هیأت از این لحظه می‌ایستد و هنگام از سر گرفتن، همان روزها به پایان آن افزوده می‌شود. حق نماینده دگرگون نمی‌شود.",
    ),
    Step(
        "resume_case", "از سر گرفتن رسیدگی", "شمارش از سر گرفته شد", _directive("7"),
        by=DESK, subject="case", after=BEFORE_RULING, needs=(gate.suspended,),
    ),
    Step(
        "await_security_council", "پرسش از شورای عالی امنیت ملی", "از شورای عالی امنیت ملی پرسیده شد", _directive("6"),
        by=DESK, subject="case", after=BEFORE_RULING, needs=(gate.security_may_be_asked,),
        note="تا پاسخ شورا، رأی تنها به عنوان‌های دیگر داده می‌شود. خود برگه‌های این پرسش در سامانه نمی‌آید.",
    ),
    Step(
        "record_security_council", "ثبت پاسخ شورا", "پاسخ شورای عالی امنیت ملی ثبت شد", _directive("6"),
        by=REGISTRAR, subject="case", after=(*OPEN, "forwarded", "final"), needs=(gate.security_was_asked,),
    ),
    Step(
        "refer_to_judiciary", "ارجاع به قوهٔ قضائیه", "به قوهٔ قضائیه ارجاع شد", _law("2"),
        by=DESK, subject="case", after=(*OPEN, *ENDED), needs=(gate.decided("refer_to_judiciary"),),
    ),
    Step(
        # ASK (law, Art. 6 n. 1): the council is to know "before the next election"; no day is told, and none is counted.
        "report_to_guardian_council", "اعلام به شورای نگهبان", "به شورای نگهبان اعلام شد", _law("6 n. 1"),
        by=DESK, subject="case", after=("final",), needs=(gate.decided("report_to_guardian_council"),),
    ),
    Step(
        "execute_sanction", "اجرای تنبیه", "تنبیه اجرا شد", _law("6"),
        by=SECRETARY, subject="rulingsanction", after=("imposed",), to="executed", needs=(gate.in_force,),
    ),
    Step(
        "announce_sanction", "اعلام در جلسه", "تخلف در جلسه اعلام شد", _law("6"),
        by=SPEAKER, subject="rulingsanction", after=("executed",), to="announced", needs=(gate.in_force, gate.to_be_announced),
    ),
    Step(
        # ASK (Art. 9): the text knows no correction; that a slip of the pen may be mended as a court mends it is the house's practice.
        "correct_ruling", "اصلاح سهو قلم", "سهو قلم رأی اصلاح شد", _directive("9"),
        by=(*DESK, *APPEAL_DESK), subject="ruling", after=("issued",), root_in=("ruled", "served", "appealed", "final"),
        note="تنها سهو قلم، با برگه‌ای تازه و روزدار. نتیجه، تنبیه‌ها و مدت آن‌ها با این کار دگرگون نمی‌شود.",
    ),
    Step(
        "archive_case", "بایگانی پرونده", "پرونده بایگانی شد", _directive("7 n. 1"),
        by=OFFICE, subject="case", after=ENDED, officers=2, needs=(gate.not_archived, gate.nothing_to_carry_out),
        note="از این پس پرونده و برگه‌هایش جز با گشودن بایگانی، با دو امضا، دیده نمی‌شود. از هر برگ چکیده‌ای در سیاهه می‌ماند.",
    ),
    Step(
        "open_archive", "گشودن بایگانی", "بایگانی گشوده شد", _directive("7 n. 1"),
        by=OFFICE, subject="archive", after=("sealed",), to="opened", officers=2,
        note="هر برگ پیش از گشودن با چکیده‌اش در سیاهه سنجیده می‌شود. پرونده باز می‌ماند تا دوباره بایگانی شود.",
    ),
    Step(
        "join_opening", "آوردن کلید بایگانی", "کلیددار بایگانی کلید خود را آورد", _directive("7 n. 1"),
        by=HOLDER, subject="archiveopening", after=("asked", "begun", "joined"), fresh=True, personal=True,
        note="هر کلیددار با نشست و کلید خود می‌آید. با آمدن سومین نفر کلید پرونده به کسانی می‌رسد که امروز حق دیدن آن را دارند؛ کلیددار خود پرونده را نمی‌بیند.",
    ),
    Step(
        "drop_opening", "رها کردن گشودن", "گشودن کلید بایگانی رها شد", _directive("7 n. 1"),
        by=OFFICE, subject="archiveopening", after=("asked", "begun", "joined"), to="dropped",
        note="آنچه کلیدداران تا این‌جا گشوده‌اند از میان می‌رود و پرونده در بایگانی بسته می‌ماند.",
    ),
    Step(
        "hand_keys_on", "سپردن کلید به همکاران", "کلید پرونده به همکاران سپرده شد", _directive("7 n. 1"),
        by=(*CUSTODIANS, *SECRETARY), subject="case", after=tuple(dict.fromkeys((*OPEN, "forwarded", *ENDED))), needs=(gate.somebody_lacks_keys,), fresh=True,
        note="تنها آنچه کلید خود شما می‌گشاید سپرده می‌شود، و تنها به کسانی که امروز حق دیدن آن را دارند.",
    ),
    Step(
        # ASK (Art. 7 n. 1): the text says only that reports are confidential. That two who know give a name on, and to whom it may
        # be given at all (a court, the member himself), is the house's to say; here it is given to who reads the case, and no further.
        "release_identity", "دادن نام گزارش‌دهنده به همکار", "نام گزارش‌دهنده به همکار داده شد", _directive("7 n. 1"),
        by=CUSTODIANS, subject="case", after=tuple(dict.fromkeys((*OPEN, "forwarded", *ENDED))), officers=2, fresh=True,
        needs=(gate.name_may_be_told,),
        note="با امضای دوم، همکاری که نام برده‌اید نام و نشانی گزارش‌دهنده را می‌بیند، تا روزی که حق دیدن پرونده را دارد. خود نام را در دلیل نیاورید.",
    ),
    Step(
        "carry_to_next_term", "بردن به دورهٔ بعد", "پرونده به دورهٔ بعد رفت", _directive("12"),
        by=DESK, subject="case", after=(*OPEN, "forwarded"), needs=(gate.cannot_end_in_time,),
        note="استثناست: تنها برای پرونده‌ای که راه قانونی پایان آن به این دوره نمی‌رسد.",
    ),
)  # fmt: skip

# Acts beside the way from report to ruling: none of them is anybody's turn, and a page names them only once they are open.
ASIDE = tuple(step.word for step in _BESIDE)
# House practice, not the law: after so long the office asks after the court's judgment (Art. 7).
COURT_REMINDER = _due("court_reminder_days")

STEPS: Mapping[str, Step] = {step.word: step for step in (*_BOARD, *_SITTINGS, *_TO_HEARING, *_RULING, *_BESIDE)}

# Acts of the table that have no function yet, each with the issue that will build it.
NOT_BUILT: Mapping[str, str] = {}
