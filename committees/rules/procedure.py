"""The whole table of this office, Article 23 of the directive typed in: who does what, after what, until when."""

from __future__ import annotations

from collections.abc import Mapping

from committees.rules import gate
from committees.rules.laws import DIRECTIVE, INTERNAL
from majlis.rules.law import Limit, Step

OFFICERS = ("presiding_board.speaker", "presiding_board.deputy_speaker", "presiding_board.secretary")
SIGNERS = OFFICERS
CLERKS = ("presiding_board.clerk", "presiding_board.secretary")
BRANCH = ("branch.head", "branch.deputy", "branch.secretary")
CHECKERS = ("laws_deputy.head", "laws_deputy.officer")
HEAD_OF_LAWS = ("laws_deputy.head",)
OWN = ("member",)
# Who writes the invitations of the joint meeting, and when it can have something to settle (Arts. 17, 19, 20).
JOINT_DESK = (*CLERKS, "presiding_board.speaker", "presiding_board.deputy_speaker")
BEFORE_SCORES = ("collecting", "verifying", "clarifying")
HEARING = (*BEFORE_SCORES, "published", "announced", "placed")
# Items are checked while forms are; those of a form that came late, afterwards as well (Art. 20).
CHECKING = ("verifying", "clarifying", "announced", "placed")
# Doubts arise while forms are checked, and again when a member left out names committees that he had not named before.
DOUBTFUL = ("verifying", "clarifying", "announced", "placed")


def _bars(figure: str) -> tuple[Limit, ...]:
    return (Limit("bars_after", figure),)


def _due(figure: str) -> tuple[Limit, ...]:
    return (Limit("due_within", figure),)


_BEFORE = (
    Step(
        "declare_record", "اعلام سوابق", "سوابق خود را اعلام کرد", DIRECTIVE.article("3"),
        by=OWN, subject="record", creates=True, to="declared",
    ),
    Step(
        "draft_score_table", "ورود جدول امتیاز", "جدول امتیاز پیشنهاد شد", DIRECTIVE.article("7"),
        by=(*CLERKS, *HEAD_OF_LAWS), subject="scoretable", creates=True, to="draft",
    ),
    Step(
        "approve_score_table", "تصویب جدول امتیاز", "جدول امتیاز تصویب شد", DIRECTIVE.article("7"),
        by=OFFICERS, subject="scoretable", after=("draft",), to="approved", personal=True,
    ),
)  # fmt: skip

_COLLECTING = (
    Step(
        "open_formation", "ثبت افتتاح و آغاز تشکیل", "افتتاح ثبت و تشکیل کمیسیون‌ها آغاز شد", DIRECTIVE.article("4"),
        by=OFFICERS, subject="formation", creates=True, to="collecting",
    ),
    Step(
        "issue_form", "دادن فرم", "فرم امتیازبندی داده شد", DIRECTIVE.article("23.1"),
        by=BRANCH, subject="declaration", creates=True, root_in=("collecting",), to="issued",
        limits=_due("opening_days"), clock_from="open_formation",
    ),
    Step(
        "submit_declaration", "تحویل فرم", "فرم تحویل شد", DIRECTIVE.article("4"),
        by=OWN, subject="declaration", after=("issued", "submitted"), root_in=("collecting",), to="submitted",
        limits=_bars("opening_days"), clock_from="open_formation", paper=True,
    ),
    Step(
        "request_late_admission", "درخواست پذیرش دیرهنگام", "پذیرش دیرهنگام درخواست شد", DIRECTIVE.article("20"),
        by=OWN, subject="objection", creates=True, root_in=BEFORE_SCORES, to="filed",
    ),
    Step(
        "admit_late_declaration", "رأی دربارهٔ پذیرش دیرهنگام", "جلسهٔ مشترک دلیل دیرکرد را سنجید",
        DIRECTIVE.article("20"), by=OFFICERS, subject="objection", after=("filed", "invited"), root_in=BEFORE_SCORES,
        to="decided", needs=(gate.objector_invited,), personal=True,
    ),
    Step(
        "submit_late_declaration", "تحویل فرم دیرهنگام", "فرم دیرهنگام تحویل شد", DIRECTIVE.article("20"),
        by=OWN, subject="declaration", after=("issued", "left_out"),
        root_in=("verifying", "clarifying", "announced", "placed"), needs=(gate.late_form_open,),
    ),
    Step(
        "refer_forms", "ارجاع فرم‌ها به معاونت قوانین", "فرم‌ها به معاونت قوانین ارجاع شد", DIRECTIVE.article("23.3"),
        by=OFFICERS, subject="formation", after=("collecting",), to="verifying", needs=(gate.third_day_closed,),
    ),
)  # fmt: skip

_VERIFYING = (
    Step(
        "accept_item", "پذیرش", "مورد با سند برابر دانسته شد", DIRECTIVE.article("5"),
        by=CHECKERS, subject="item", after=("declared",), root_in=CHECKING, to="accepted",
        limits=_due("verification_hours"), clock_from="refer_forms", needs=(gate.form_current,),
    ),
    Step(
        "reject_item", "رد با دلیل", "مورد رد شد", DIRECTIVE.article("5"),
        by=CHECKERS, subject="item", after=("declared",), root_in=CHECKING, to="rejected",
        limits=_due("verification_hours"), clock_from="refer_forms", needs=(gate.form_current,),
    ),
    Step(
        "recheck_item", "تأیید دوم", "پذیرش را کارشناس دوم هم تأیید کرد", DIRECTIVE.article("5"),
        by=CHECKERS, subject="item", after=("accepted",), root_in=CHECKING, needs=(gate.form_current, gate.not_rechecked),
    ),
    Step(
        "reopen_item", "بازگرداندن به بررسی", "کارشناس دوم مورد را به بررسی بازگرداند", DIRECTIVE.article("5"),
        by=CHECKERS, subject="item", after=("accepted",), root_in=CHECKING, to="declared", needs=(gate.form_current,),
    ),
    Step(
        "ask_for_document", "خواستن سند", "از نماینده سند خواسته شد", DIRECTIVE.article("5"),
        by=CHECKERS, subject="item", after=("declared",), root_in=CHECKING,
        limits=_due("verification_hours"), clock_from="refer_forms", needs=(gate.form_current,),
    ),
    Step(
        "send_document", "فرستادن سند خواسته‌شده", "سند خواسته‌شده رسید", DIRECTIVE.article("5"),
        by=OWN, subject="item", after=("declared",), root_in=CHECKING, needs=(gate.form_current, gate.document_asked),
    ),
    Step(
        "flag_item", "نشان ابهام", "برای هیأت رئیسه نشان ابهام گذاشته شد", DIRECTIVE.article("15"),
        by=CHECKERS, subject="item", after=("declared", "accepted"), root_in=CHECKING,
        limits=_due("verification_hours"), clock_from="refer_forms", needs=(gate.form_current,),
    ),
    Step(
        "print_records", "چاپ سوابق", "سوابق نمایندگان چاپ شد", DIRECTIVE.article("5"),
        by=HEAD_OF_LAWS, subject="formation", after=("verifying", "clarifying"), needs=(gate.every_paper_checked,),
    ),
    Step(
        "hand_over_records", "انتقال سوابق به هیأت رئیسه", "سوابق به هیأت رئیسه انتقال یافت", DIRECTIVE.article("6"),
        by=HEAD_OF_LAWS, subject="formation", after=("verifying",), to="clarifying",
        limits=_due("verification_hours"), clock_from="refer_forms", needs=(gate.every_paper_checked,),
    ),
)  # fmt: skip

_CLARIFYING = (
    Step(
        "refer_ambiguity", "ارجاع ابهام به شعبه", "ابهام به شعبه ارجاع شد", DIRECTIVE.article("15"),
        by=OFFICERS, subject="ambiguity", creates=True, root_in=DOUBTFUL, to="referred",
        limits=_due("referral_hours"), clock_from="hand_over_records", bulk=True,
    ),
    Step(
        "open_sitting", "گشودن جلسهٔ شعبه", "جلسهٔ شعبه گشوده شد", INTERNAL.article("26"),
        by=BRANCH, subject="branchsitting", creates=True, root_in=DOUBTFUL, to="open", personal=True,
    ),
    Step(
        "close_sitting", "پایان جلسهٔ شعبه", "جلسهٔ شعبه پایان یافت", INTERNAL.article("26"),
        by=BRANCH, subject="branchsitting", after=("open",), to="closed", personal=True,
    ),
    Step(
        "decide_ambiguity", "ثبت تصمیم شعبه", "شعبه ابهام را حل کرد", DIRECTIVE.article("15"),
        by=BRANCH, subject="ambiguity", after=("referred",), root_in=DOUBTFUL, to="decided",
        limits=_due("branch_decision_hours"), personal=True,
    ),
)  # fmt: skip

_JOINT = (
    Step(
        "open_joint_sitting", "گشودن جلسهٔ مشترک", "جلسهٔ مشترک گشوده شد", DIRECTIVE.article("17"),
        by=OFFICERS, subject="jointsitting", creates=True, root_in=HEARING, to="open", personal=True,
    ),
    Step(
        "close_joint_sitting", "پایان جلسهٔ مشترک", "جلسهٔ مشترک پایان یافت", DIRECTIVE.article("17"),
        by=OFFICERS, subject="jointsitting", after=("open",), to="closed", personal=True,
    ),
)  # fmt: skip

_SCORES = (
    Step(
        "publish_scores", "انتشار امتیازها", "امتیازها و رتبه‌ها منتشر شد", DIRECTIVE.article("17"),
        by=SIGNERS, subject="formation", after=("clarifying",), to="published", officers=2,
        needs=(gate.tables_approved, gate.every_paper_checked, gate.no_open_doubt),
    ),
    Step(
        "file_objection", "اعتراض به امتیاز", "به امتیاز اعتراض شد", DIRECTIVE.article("17"),
        by=OWN, subject="objection", creates=True, root_in=("published",), to="filed",
        limits=_bars("score_objection_hours"), clock_from="publish_scores",
    ),
    Step(
        "invite_objector", "دعوت از معترض", "از معترض برای جلسهٔ مشترک دعوت شد", DIRECTIVE.article("17"),
        by=JOINT_DESK, subject="objection", after=("filed", "invited"), root_in=HEARING, to="invited",
    ),
    Step(
        "decide_objection", "تصمیم جلسهٔ مشترک", "جلسهٔ مشترک دربارهٔ اعتراض تصمیم گرفت", DIRECTIVE.article("17"),
        by=OFFICERS, subject="objection", after=("invited",), root_in=("published",), to="decided",
        limits=_due("score_decision_hours"), clock_from="end:file_objection", needs=(gate.objector_invited,), personal=True,
    ),
    Step(
        "settle_scores", "قطعی کردن امتیازها", "امتیازها قطعی شد", DIRECTIVE.article("17"),
        by=OFFICERS, subject="formation", after=("published",), to="settled", needs=(gate.score_windows_closed,),
    ),
)  # fmt: skip

_SEATING = (
    Step(
        "announce_lot", "اعلام قرعه و مهر فهرست ورودی", "قرعه اعلام و فهرست ورودی مهر شد", DIRECTIVE.article("18"),
        by=OFFICERS, subject="lot", creates=True, root_in=("settled", "announced", "placed"), to="announced",
        needs=(gate.no_running_lot, gate.next_round_wanted, gate.seats_undecided, gate.late_forms_checked), personal=True,
    ),
    Step(
        "record_dice", "ثبت بیست تاس", "بیست تاس ثبت شد", DIRECTIVE.article("18"),
        by=OFFICERS, subject="lot", after=("announced",), root_in=("settled", "announced", "placed"), to="rolled", personal=True,
    ),
    Step(
        "open_shares", "گشودن سهم‌ها", "سهم‌ها گشوده و بذر ساخته شد", DIRECTIVE.article("18"),
        by=OFFICERS, subject="lot", after=("rolled",), root_in=("settled", "announced", "placed"), to="opened",
        needs=(gate.share_due,), personal=True,
    ),
    Step(
        "void_lot", "ابطال قرعه", "قرعه باطل شد", DIRECTIVE.article("18"),
        by=OFFICERS, subject="lot", after=("announced", "rolled", "opened"),
        root_in=("settled", "drawn", "announced", "placed"), to="void", officers=2, needs=(gate.seats_not_given,), personal=True,
    ),
    Step(
        "seat_members", "تعیین و اعلام اعضا", "اعضای کمیسیون‌ها تعیین و اعلام شدند", DIRECTIVE.article("17"),
        by=SIGNERS, subject="formation", after=("drawn",), to="announced", officers=2, needs=(gate.lot_opened,),
    ),
    Step(
        "name_further_choices", "نام بردن دو کمیسیون دیگر", "دو کمیسیون دیگر را نام برد", DIRECTIVE.article("18"),
        by=OWN, subject="declaration", after=("left_out",), root_in=("announced", "placed"),
        limits=_bars("further_choice_hours"), clock_from="seat_members", paper=True,
    ),
    Step(
        "place_left_over", "تعیین کمیسیون بازماندگان", "کمیسیون بازماندگان تعیین شد", DIRECTIVE.article("23.11"),
        by=OFFICERS, subject="formation", after=("announced", "placed"), to="placed",
        limits=_due("placement_hours"), clock_from="seat_members", needs=(gate.lot_opened,),
    ),
    Step(
        "object_to_seat", "اعتراض به کمیسیون", "به کمیسیون تعیین‌شده اعتراض شد", DIRECTIVE.article("19"),
        by=OWN, subject="objection", creates=True, root_in=("announced", "placed"), to="filed",
        limits=_bars("seat_objection_hours"), clock_from="seat_members",
    ),
    Step(
        "decide_seat_objection", "تصمیم دربارهٔ کمیسیون", "جلسهٔ مشترک تصمیم نهایی گرفت", DIRECTIVE.article("19"),
        by=OFFICERS, subject="objection", after=("invited",), root_in=("announced", "placed"), to="decided",
        limits=_due("seat_decision_hours"), clock_from="end:object_to_seat",
        needs=(gate.objector_invited, gate.rounds_over), personal=True,
    ),
    Step(
        "finalise_roster", "امضای فهرست نهایی", "فهرست نهایی اعضا امضا شد", DIRECTIVE.article("23.14"),
        by=SIGNERS, subject="formation", after=("announced", "placed"), to="final", officers=2,
        needs=(gate.everyone_placed, gate.seat_windows_closed),
    ),
    Step(
        "open_proof", "گشودن سند برای همگان", "سند قرعه و نتیجه برای همگان گشوده شد", DIRECTIVE.article("17"),
        by=OFFICERS, subject="formation", after=("announced", "placed", "final"), needs=(gate.proof_still_closed,),
    ),
)  # fmt: skip

_LATER = (
    Step(
        "open_by_election", "آغاز تشکیل میان‌دوره‌ای", "تشکیل میان‌دوره‌ای آغاز شد", DIRECTIVE.article("21"),
        by=OFFICERS, subject="formation", creates=True, to="collecting",
    ),
    Step(
        "lower_minimum", "کاستن از کف", "کف یک کمیسیون کاسته شد", INTERNAL.article("38 n. 1"),
        by=OFFICERS, subject="formation", after=("announced", "placed", "final"), needs=(gate.somewhere_under_floor,),
        limits=_due("minimum_week"), clock_from="seat_members", personal=True,
    ),
    Step(
        "move_member", "جابه‌جایی عضو", "عضو جابه‌جا شد", INTERNAL.article("62"),
        by=OFFICERS, subject="seat", after=("given",), root_in=("final",), personal=True,
    ),
    Step(
        "end_seat", "پایان عضویت در کمیسیون", "عضویت در کمیسیون پایان یافت", INTERNAL.article("62"),
        by=OFFICERS, subject="seat", after=("given",), root_in=("final",), to="ended",
    ),
)  # fmt: skip

STEPS: Mapping[str, Step] = {
    step.word: step
    for step in (*_BEFORE, *_COLLECTING, *_VERIFYING, *_CLARIFYING, *_JOINT, *_SCORES, *_SEATING, *_LATER)
}

# Acts of the table that have no function yet, each with the issue that will build it: none.
NOT_BUILT: Mapping[str, str] = {}
