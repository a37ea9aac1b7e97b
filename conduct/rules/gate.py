"""What must hold before an act, beyond stage and time: functions of a file's facts, shared by button, gate and check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conduct.rules.laws import CONDUCT_DIRECTIVE, CONDUCT_LAW
from majlis.rules.law import Refused

# What a body may be asked to vote on: each is the act that the decision allows, with the question in words.
QUESTIONS: Mapping[str, str] = {
    "dismiss_report": "گزارش پیگیری نمی‌خواهد و مختومه شود",
    "assign_inquiry": "گزارش پیگیری می‌خواهد و برای تحقیق مقدماتی ارجاع شود",
    "find_no_violation": "تخلفی محرز نیست",
    "find_violation": "تخلف محرز است و نماینده دعوت شود",
    "record_absence": "غیبت نماینده موجه نبود و رسیدگی ادامه یابد",
    "issue_ruling": "رأی به همین متن صادر شود",
    "decide_appeal": "رأی تجدیدنظر به همین متن صادر شود",
    "suspend_for_court": "رسیدگی تا رأی قطعی دادگاه عقب بیفتد",
    "refer_to_judiciary": "پرونده به قوهٔ قضائیه ارجاع شود",
    "report_to_guardian_council": "موضوع به شورای نگهبان اعلام شود",
}
ONE_APPEAL = "به این رأی یک بار اعتراض شده است."
# Questions beside the way: each is asked by its own name and leads to no ruling.
BESIDE = ("suspend_for_court", "refer_to_judiciary", "report_to_guardian_council")


def decided(question: str) -> Callable[[Any], None]:
    """A decision act follows a closed vote of a quorate sitting in favour (Arts. 4, 11)."""

    def need(facts: Any) -> None:
        if not facts.carried(question):
            article = CONDUCT_DIRECTIVE.article("11" if question == "decide_appeal" else "4")
            told = facts.last_vote_told(question)
            sentence = f"این کار تصمیم هیأت می‌خواهد: «{QUESTIONS[question]}»."
            raise Refused(
                article, f"{sentence} آخرین رأی‌گیری: {told}." if told else f"{sentence} هنوز رأی‌گیری نشده است."
            )

    return need


def not_suspended(facts: Any) -> None:
    """Art. 7: while the board waits for a court it takes no step."""
    if facts.suspended_at is not None:
        raise Refused(
            CONDUCT_DIRECTIVE.article("7"),
            "رسیدگی به این پرونده تا رأی دادگاه نگه داشته شده است؛ نخست از سر گرفته شود.",
        )


def suspended(facts: Any) -> None:
    """Art. 7: only what was put off is taken up again."""
    if facts.suspended_at is None:
        raise Refused(CONDUCT_DIRECTIVE.article("7"), "رسیدگی به این پرونده برای دادگاه نگه داشته نشده است.")


def security_may_be_asked(facts: Any) -> None:
    """Art. 6: the council is asked about a case in which the count stands, once at a time."""
    if not facts.has_security_count:
        raise Refused(CONDUCT_DIRECTIVE.article("6"), "در این پرونده عنوان ضد امنیت ملی نیامده است.")
    if facts.security_asked:
        raise Refused(CONDUCT_DIRECTIVE.article("6"), "از شورا پرسیده شده و پاسخ آن هنوز نرسیده است.")


def security_was_asked(facts: Any) -> None:
    """Art. 6: an answer follows a question."""
    if not facts.security_asked:
        raise Refused(CONDUCT_DIRECTIVE.article("6"), "پرسشی از شورا بی‌پاسخ نمانده است.")


def something_to_ask(facts: Any) -> None:
    """Art. 4: a vote has a question; at some stages there is none on the way, and one beside it is asked by name."""
    if not facts.questions:
        raise Refused(CONDUCT_DIRECTIVE.article("4"), "در این مرحله چیزی به رأی گذاشته نمی‌شود.")


def sitting_open(facts: Any) -> None:
    """Art. 4: a matter is put to the vote in an open sitting."""
    if not facts.sitting_open:
        raise Refused(CONDUCT_DIRECTIVE.article("4"), "جلسهٔ هیأت باز نیست؛ نخست جلسه را با حضور و غیاب بگشایید.")


def invitation_served(facts: Any) -> None:
    """Art. 9: nobody is called absent who was not proved to be invited."""
    if not facts.service_told:
        raise Refused(CONDUCT_DIRECTIVE.article("9"), "سند ابلاغ دعوت هنوز ثبت نشده است؛ بی آن کسی غایب شمرده نمی‌شود.")


def open_to_appeal(facts: Any) -> None:
    """Law, Art. 6: finality is per sanction; an appeal needs one that is not final."""
    if not facts.appealable:
        raise Refused(CONDUCT_LAW.article("6"), facts.final_told)


def not_yet_appealed(facts: Any) -> None:
    """Art. 10: one objection; what the appeal board has decided is final."""
    if facts.appeal is not None:
        raise Refused(CONDUCT_DIRECTIVE.article("10"), ONE_APPEAL)


def appeal_over(facts: Any) -> None:
    """Art. 10: late is what came after the ten days; before that it is an objection like any other."""
    if facts.appeal is not None:
        raise Refused(CONDUCT_DIRECTIVE.article("10"), ONE_APPEAL)
    open_to_appeal(facts)
    end = facts.appeal_end
    if end is None or facts.at < end.ends_at:
        told = end.last_minute_text if end is not None else "ابلاغ رأی و ده روز پس از آن"
        raise Refused(
            CONDUCT_DIRECTIVE.article("10"), f"مهلت اعتراض تا {told} باز است؛ این اعتراض دیررسیده نیست.", deadline=end
        )


def not_yet_invited_to_appeal(facts: Any) -> None:
    """Art. 10: one invitation, which the proof of the file then shows."""
    if facts.appeal_invitation is not None:
        raise Refused(CONDUCT_DIRECTIVE.article("10"), "نماینده به جلسهٔ تجدیدنظر دعوت شده است.")


def invited_to_appeal(facts: Any) -> None:
    """Art. 10: the appeal board invites the member in writing and hears him before it decides."""
    invitation = facts.appeal_invitation
    if invitation is None:
        raise Refused(CONDUCT_DIRECTIVE.article("10"), "نماینده هنوز کتباً به جلسهٔ تجدیدنظر دعوت نشده است.")
    if facts.at < invitation.hearing_at:
        raise Refused(CONDUCT_DIRECTIVE.article("10"), "زمان حضور نماینده در جلسهٔ تجدیدنظر هنوز نرسیده است.")


def no_appeal_left(facts: Any) -> None:
    """Art. 10: a ruling is final when its ten days passed unused, or at once where the law makes every sanction final."""
    end = facts.appeal_end
    if facts.appealable and (end is None or facts.at < end.ends_at):
        told = (
            f"حق اعتراض تا {end.last_minute_text} باز است." if end is not None else "مهلت اعتراض از ابلاغ آغاز می‌شود."
        )
        raise Refused(CONDUCT_DIRECTIVE.article("10"), told, deadline=end)


def in_force(facts: Any) -> None:
    """Law, Art. 6: a sanction is carried out once it is final: by the law itself, or with its ruling."""
    if facts.not_in_force_told:
        raise Refused(CONDUCT_LAW.article("6"), facts.not_in_force_told)


def to_be_announced(facts: Any) -> None:
    """Law, Art. 6: the Speaker announces (چ) and (ح), and no other sanction."""
    if not facts.announced:
        raise Refused(CONDUCT_LAW.article("6"), "این تنبیه در جلسه اعلام نمی‌شود.")


def appeal_board_known(facts: Any) -> None:
    """Arts. 10 and 11: a case goes only to an appeal board that is there and whose composition is known."""
    facts.appeal_needs_or_refuse()


def somebody_lacks_keys(facts: Any) -> None:
    """Art. 7 note 1: keys are handed on where one who may read has a pair of his own and lacks a key."""
    if not facts.without_keys:
        raise Refused(CONDUCT_DIRECTIVE.article("7 n. 1"), "هر که حق دیدن این پرونده را دارد کلید آن را هم دارد.")


def name_may_be_told(facts: Any) -> None:
    """Art. 7 note 1: a name is given only where one is kept apart, and to who reads the case and does not know it."""
    if not facts.name_may_be_told:
        raise Refused(
            CONDUCT_DIRECTIVE.article("7 n. 1"), "در این پرونده نامی نیست که همکاری حق دیدن آن را داشته و نداند."
        )


def not_archived(facts: Any) -> None:
    """Art. 7 note 1: a case lies in the archive once."""
    if facts.archived:
        raise Refused(CONDUCT_DIRECTIVE.article("7 n. 1"), "این پرونده در بایگانی است.")


def nothing_to_carry_out(facts: Any) -> None:
    """Law, Art. 6: what the ruling orders is carried out first; in the archive nobody would be reminded of it."""
    # ASK (Art. 7 n. 1): no text says when a case is archived; an order that is not carried out keeps it, by the house's practice.
    if facts.to_carry_out:
        told = "، ".join(f"«{letter}»" for letter in facts.to_carry_out)
        raise Refused(
            CONDUCT_LAW.article("6"), f"تنبیه {told} هنوز اجرا یا اعلام نشده است؛ نخست آن را به پایان برسانید."
        )


def cannot_end_in_time(facts: Any) -> None:
    """Art. 12: a case is carried over only where no lawful way ends it in its term, or nobody can tell whether one does."""
    if facts.ends_in_time is None:
        raise Refused(CONDUCT_DIRECTIVE.article("12"), "آخرین روز این دوره در سامانه ثبت نشده است.")
    if facts.ends_in_time:
        raise Refused(
            CONDUCT_DIRECTIVE.article("12"), f"زودترین پایان قانونی این پرونده {facts.ends_in_time} و در همین دوره است؛ پرونده به دورهٔ بعد نمی‌رود."
        )  # fmt: skip
