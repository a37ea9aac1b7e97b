"""What must hold before an act, beyond stage and time: functions of a file's facts, shared by button, gate and check."""

from __future__ import annotations

from typing import Any

from committees.rules.laws import DIRECTIVE, INTERNAL
from majlis import persian
from majlis.rules.law import Refused


def _count(n: int, what: str) -> str:
    return f"{persian.number(n)} {what}"


def branches_assigned(facts: Any) -> None:
    """Art. 4: the form comes from the member's branch, so there must be branches."""
    if facts.members_without_branch:
        raise Refused(
            DIRECTIVE.article("4"),
            f"{_count(facts.members_without_branch, 'نماینده')} هنوز شعبه ندارد؛ نخست قرعهٔ شعب کشیده شود.",
        )


def third_day_closed(facts: Any) -> None:
    """Art. 23 row 3: forms are referred at the close of day three, not before."""
    end = facts.submission_end
    if end is not None and facts.at < end.ends_at:
        raise Refused(
            DIRECTIVE.article("23.3"),
            f"مهلت تحویل فرم تا {end.last_minute_text} باز است؛ ارجاع پس از آن است.",
            deadline=end,
        )


def every_paper_checked(facts: Any) -> None:
    """Arts. 5 and 6: records are handed over when every item was held against its papers."""
    if facts.forms_left.forms:
        raise Refused(DIRECTIVE.article("6"), f"{facts.forms_left.text} هنوز موردی دارد که با سند تطبیق داده نشده است.")


def no_open_doubt(facts: Any) -> None:
    """Arts. 15 and 17: scores wait for the branches."""
    if facts.open_doubts:
        raise Refused(DIRECTIVE.article("15"), f"{_count(facts.open_doubts, 'ابهام')} هنوز در شعبه است.")
    if facts.unreferred_doubts:
        raise Refused(
            DIRECTIVE.article("15"),
            f"{_count(facts.unreferred_doubts, 'ابهام')} در نسبت با کمیسیون هنوز به شعبه نرفته است.",
        )


def tables_approved(facts: Any) -> None:
    """Arts. 7 to 14: nothing is counted by a table that the house has not approved."""
    if facts.missing_tables:
        raise Refused(DIRECTIVE.article("7"), f"جدول مصوب نیست: {'، '.join(facts.missing_tables)}.")


def score_windows_closed(facts: Any) -> None:
    """Art. 17: the members are heard first."""
    end = facts.objection_end
    if end is not None and facts.at < end.ends_at:
        raise Refused(
            DIRECTIVE.article("17"),
            f"مهلت اعتراض به امتیاز تا {end.last_minute_text} باز است.",
            deadline=end,
        )
    if facts.open_objections:
        raise Refused(DIRECTIVE.article("17"), f"{_count(facts.open_objections, 'اعتراض')} رسیدگی نشده است.")


def no_running_lot(facts: Any) -> None:
    """Art. 18: one lot a round; a second needs the first one voided by decision."""
    if facts.running_lot:
        raise Refused(DIRECTIVE.article("18"), "برای این دور قرعه‌ای اعلام شده است؛ قرعهٔ دیگر پس از ابطال آن است.")


def next_round_wanted(facts: Any) -> None:
    """Art. 18: after the first round, a lot needs members left out who have named further committees."""
    if facts.round > 1 and not facts.left_over_ready:
        raise Refused(DIRECTIVE.article("18"), "هیچ بازمانده‌ای هنوز دو کمیسیون دیگر را نام نبرده است.")


def lot_opened(facts: Any) -> None:
    """Art. 18: seats follow from the seed, which exists when dice and shares are there."""
    if not facts.lot_opened:
        raise Refused(DIRECTIVE.article("18"), "قرعهٔ این دور هنوز گشوده نشده است.")


def seats_not_given(facts: Any) -> None:
    """Art. 18: a draw whose seats were announced is no longer given up; Article 19 hears who objects to his seat."""
    if facts.seats_given:
        raise Refused(
            DIRECTIVE.article("18"),
            "نتیجهٔ این قرعه اعلام شده است و دیگر باطل نمی‌شود؛ راه دگرگونی، اعتراض به کمیسیون است.",
        )


def everyone_placed(facts: Any) -> None:
    """Art. 23 row 14: the final list has every member in it."""
    if facts.unplaced:
        raise Refused(DIRECTIVE.article("23.14"), f"{_count(facts.unplaced, 'نماینده')} هنوز کمیسیون ندارد.")


def seat_windows_closed(facts: Any) -> None:
    """Art. 19: objections to seats are heard before the list is final."""
    end = facts.seat_objection_end
    if end is not None and facts.at < end.ends_at:
        raise Refused(
            DIRECTIVE.article("19"),
            f"مهلت اعتراض به کمیسیون تا {end.last_minute_text} باز است.",
            deadline=end,
        )

    if facts.open_seat_objections:
        raise Refused(
            DIRECTIVE.article("19"), f"{_count(facts.open_seat_objections, 'اعتراض به کمیسیون')} رسیدگی نشده است."
        )


def objector_invited(facts: Any) -> None:
    """Arts. 17 and 19: the joint meeting hears the objector, or knows that he was invited and did not come."""
    if facts.invited_for is not None and facts.at < facts.invited_for:
        raise Refused(
            facts.article,
            f"معترض برای {persian.jalali_datetime(facts.invited_for)} دعوت شده است؛ پیش از آن تصمیمی گرفته نمی‌شود.",
        )


def rounds_over(facts: Any) -> None:
    """Arts. 19 and 23 rows 11 to 13: seats are changed after the last round, so that its proof stands as it was drawn."""
    if facts.rounds_ahead:
        raise Refused(
            DIRECTIVE.article("23.13"),
            f"{facts.rounds_ahead}؛ جای کسی پس از آخرین دور دگرگون می‌شود تا سند قرعه همان بماند که کشیده شد.",
        )


def seats_undecided(facts: Any) -> None:
    """Arts. 18 and 19: a further round starts from the seats that the last one gave, before any was changed."""
    if facts.seats_changed:
        raise Refused(
            DIRECTIVE.article("19"), "جلسهٔ مشترک دربارهٔ کمیسیون‌ها تصمیم گرفته است؛ پس از آن دور تازه‌ای کشیده نمی‌شود."
        )


def not_rechecked(facts: Any) -> None:
    """Art. 5: a second look is one look."""
    if facts.rechecked:
        raise Refused(DIRECTIVE.article("5"), "این پذیرش پیش‌تر تأیید دوم گرفته است.")


def document_asked(facts: Any) -> None:
    """Art. 5: the laws deputy takes the documents that it asked for; papers that nobody asked for came with the form."""
    if not facts.awaits_document:
        raise Refused(DIRECTIVE.article("5"), "برای این مورد سندی خواسته نشده یا سند آن رسیده است.")


def late_form_open(facts: Any) -> None:
    """Art. 20: a late form needs the joint meeting's leave; one that had none is filed by who was left over, for his rank."""
    if facts.left_over:
        if facts.named_further:
            raise Refused(DIRECTIVE.article("20"), "دو کمیسیون دیگر را نام برده‌اید؛ فرم باید پیش از آن می‌رسید.")
        if facts.submitted:
            raise Refused(DIRECTIVE.article("20"), "فرم شما پیش‌تر رسیده است.")
    elif not facts.admitted:
        raise Refused(DIRECTIVE.article("20"), "جلسهٔ مشترک هنوز فرم دیرهنگام شما را نپذیرفته است.")


def late_forms_checked(facts: Any) -> None:
    """Arts. 5 and 20: a form that came late is held against its papers before its round is drawn."""
    if facts.late_unchecked:
        raise Refused(DIRECTIVE.article("20"), f"{_count(facts.late_unchecked, 'فرم دیرهنگام')} هنوز بررسی نشده است.")


def somewhere_under_floor(facts: Any) -> None:
    """Internal rules, Art. 38 n. 1: a floor is lowered only where a committee has not reached it."""
    if not facts.under_floor:
        raise Refused(INTERNAL.article("38 n. 1"), "همهٔ کمیسیون‌ها به کف رسیده‌اند.")


def form_current(facts: Any) -> None:
    """Arts. 4 and 5: only the last form that came in time is checked; earlier ones are kept, not judged."""
    if not facts.current:
        raise Refused(DIRECTIVE.article("4"), "این مورد از فرم پیشین است؛ فرم تازه‌تر جای آن را گرفته است.")


def sitting_has_quorum(facts: Any) -> None:
    """Internal rules, Art. 26: a branch decides with two thirds of its members."""
    if not facts.quorum_holds:
        raise Refused(INTERNAL.article("26"), facts.quorum_sentence)


def table_before_declarations(facts: Any) -> None:
    """Arts. 7-14: tables stand before the first declaration; later only with a reason that the ranking shows."""
    if facts.declarations_begun and not facts.reason:
        raise Refused(
            DIRECTIVE.article("7"),
            "فرم‌ها رسیده است؛ جدول تازه تنها با دلیلی پذیرفته می‌شود که در رتبه‌بندی نشان داده شود.",
            field="reason",
        )


def table_has_rows_or_reason(facts: Any) -> None:
    """Arts. 7-14: a table may be approved empty, and then says why."""
    if facts.rows == 0 and not facts.reason:
        raise Refused(DIRECTIVE.article("7"), "جدول بی‌ردیف تنها با دلیل تصویب می‌شود.", field="reason")


def share_due(facts: Any) -> None:
    """Art. 18: shares are opened after the dice, never before."""
    if not facts.dice_rolled:
        raise Refused(DIRECTIVE.article("18"), "سهم‌ها پس از ثبت تاس‌ها گشوده می‌شوند.")


def proof_still_closed(facts: Any) -> None:
    """Arts. 3 and 17: what is open to everyone is not opened again."""
    if facts.proof_open:
        raise Refused(DIRECTIVE.article("17"), "سند از پیش برای همگان گشوده است.")
