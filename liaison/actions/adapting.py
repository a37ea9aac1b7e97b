"""Answer once, adapt many: what a ministry answered to one question, fitted by an officer to another that asks the same
(house procedure, Art. 24)."""

from __future__ import annotations

from liaison.models import Answer, Question
from liaison.rules.offices import ALIKE
from liaison.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def adapt_answer(call: Call, question: Question) -> Act:
    """The answer to a like question, read and fitted, is this question's answer too (house procedure, Article 24).

    Args: call.body: answer (key of one to another question of the same ministry), text, letter (its number).
    Raises: Refused for an answer of another ministry, of this very question, or one that was adapted to it already.
    """
    with official_act(STEPS["adapt_answer"], question, call) as act:
        found = Answer.objects.filter(
            pk=act.body["answer"], matter__kind="question", matter__addressee=question.addressee
        )
        source = found.exclude(matter=question).select_related("matter").first()
        if source is None:
            raise Refused(ALIKE, "این پاسخ از سؤال دیگری از همین دستگاه نیست.", field="answer")
        root = source.adapted_from_id or source.pk
        if question.answers.filter(adapted_from=root).exists():
            raise Refused(ALIKE, "همین پاسخ پیش‌تر برای این سؤال به کار رفته است.", field="answer")
        letter = act.body.get("letter", "") or source.letter
        Answer.objects.create(
            matter=question, text=act.body["text"], letter=letter, author=act.person, at=act.at, adapted_from_id=root
        )
        act.note(note=f"از پاسخ {source.matter}")
    return act.act
