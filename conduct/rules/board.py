"""How many must be present and how many must agree, by the generation of the board and the house's own decisions (Arts. 1, 4, 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conduct.rules.laws import CONDUCT_DIRECTIVE, CONDUCT_LAW, FIGURES
from majlis import persian
from majlis.rules.law import Article, Refused
from majlis.rules.votes import Tally, absolute_majority, decision_sentence, quorum_needed, quorum_sentence

AMENDED = date(2025, 2, 4)  # 1403/11/16
GENERATIONS = {"1391": "قانون ۱۳۹۱", "1403": "قانون ۱۳۹۱ با اصلاح ۱۴۰۳"}

QUORUM, DECISION, COMPOSITION = "board_quorum", "board_decision", "appeal_composition"
# What the amendment left open and the house may decide: key, title, article, and whether it is a number.
OPEN_QUESTIONS: Mapping[str, tuple[str, Article, bool]] = {
    QUORUM: ("حد نصاب رسمیت جلسهٔ هیأت", CONDUCT_DIRECTIVE.article("4"), True),
    DECISION: ("رأی موافق لازم برای تصمیم هیأت", CONDUCT_DIRECTIVE.article("4"), True),
    COMPOSITION: ("ترکیب هیأت تجدیدنظر", CONDUCT_DIRECTIVE.article("10"), False),
}
OFFERED_SOURCE = "ادامهٔ مواد ۴ و ۱۱ دستورالعمل ۱۳۹۲"


@dataclass(frozen=True)
class Adopted:
    """A decision of the house on a question that the law leaves open. `value` is None where it is told in words."""

    key: str
    value: int | None
    source: str
    first_day: date


@dataclass(frozen=True)
class Needs:
    """What one body needs. `fixed` is the votes in favour, None where an absolute majority of those present decides."""

    quorum: int
    fixed: int | None
    source: str
    article: Article

    def majority(self, present: int) -> int:
        """Votes in favour that decide, in persons."""
        return absolute_majority(present) if self.fixed is None else self.fixed

    def holds(self, tally: Tally) -> bool:
        return tally.is_quorate(self.quorum)

    def carries(self, tally: Tally) -> bool:
        """Whether a quorate body decided in favour."""
        return self.holds(tally) and tally.carries(self.majority(tally.present))

    def quorum_sentence(self, tally: Tally) -> str:
        return quorum_sentence(tally, self.quorum)

    def decision_sentence(self, tally: Tally) -> str:
        return decision_sentence(tally, self.majority(tally.present))


def generation(elected: date) -> str:
    """The generation of a board by the day of its election (law, Art. 1): "1391" or "1403"."""
    return "1403" if elected >= AMENDED else "1391"


def seats(elected: date) -> int:
    """How many members a board of that day has by law (law, Art. 1), in persons."""
    return FIGURES.value("board_seats", elected)


def adopted_on(key: str, day: date, adopted: Mapping[str, tuple[Adopted, ...]]) -> Adopted | None:
    """The house's decision on an open question that is in force on a day."""
    in_force = [each for each in adopted.get(key, ()) if each.first_day <= day]
    return max(in_force, key=lambda each: each.first_day) if in_force else None


def _number(key: str, elected: date, day: date, adopted: Mapping[str, tuple[Adopted, ...]]) -> tuple[int, str]:
    figure = FIGURES.on(key, elected)
    if figure.value is not None:
        return figure.value, figure.source
    decision = adopted_on(key, day, adopted)
    if decision is None or decision.value is None:
        title, article, _ = OPEN_QUESTIONS[key]
        raise Refused(article, unset_sentence(title))
    return decision.value, decision.source


def unset_sentence(title: str) -> str:
    return f"«{title}» پس از اصلاح ۱۴۰۳ متنی ندارد؛ نخست تصمیم مجلس با منبع و شماره ثبت شود."


def board_needs(elected: date, day: date, adopted: Mapping[str, tuple[Adopted, ...]]) -> Needs:
    """What the board needs to sit and to decide (Art. 4; after the amendment, the house's decision).

    Args: elected, the day of the board's election, which fixes its generation; day, of the sitting; adopted, the house's
        decisions by key.
    Raises: Refused while a value is unset, naming the decision that must be entered.
    """
    quorum, source = _number(QUORUM, elected, day, adopted)
    votes, _ = _number(DECISION, elected, day, adopted)
    return Needs(quorum, votes, source, CONDUCT_DIRECTIVE.article("4"))


def appeal_needs(members: int, elected: date, day: date, adopted: Mapping[str, tuple[Adopted, ...]]) -> Needs:
    """What the appeal board needs: two thirds of its members, absolute majority of those present (Art. 11).

    Args: members, persons on the board that day; elected, the first board's day, which fixes the generation.
    Raises: Refused while the composition after the amendment is unset.
    """
    source = FIGURES.on("appeal_quorum_numerator", day).source
    if generation(elected) != "1391":
        decision = adopted_on(COMPOSITION, day, adopted)
        if decision is None:
            title, article, _ = OPEN_QUESTIONS[COMPOSITION]
            raise Refused(article, unset_sentence(title))
        source = decision.source
    share = FIGURES.value("appeal_quorum_numerator", day), FIGURES.value("appeal_quorum_denominator", day)
    return Needs(quorum_needed(members, *share), None, source, CONDUCT_DIRECTIVE.article("11"))


def must_be_possible(needs: Needs, members: int, recused: int) -> None:
    """Refuse to open a matter on which recusals leave too few members (Arts. 4, 11), with the sum."""
    left = members - recused
    if left < needs.quorum:
        raise Refused(
            needs.article,
            f"{persian.number(members)} عضو منهای {persian.number(recused)} خودداری {persian.number(left)} نفر می‌شود و "
            f"{persian.number(needs.quorum)} نفر لازم است؛ این موضوع را این هیأت نمی‌تواند بگشاید.",
        )


def value_for(key: str, value: int | None, statement: str, elected: date) -> None:
    """Check a decision that the house enters on an open question (law, Art. 1).

    Raises: Refused for an unknown question, a number beyond the seats, or words where a number is asked and the reverse.
    """
    if key not in OPEN_QUESTIONS:
        raise Refused(
            CONDUCT_LAW.article("1"),
            "قانون این را تعیین کرده است؛ تنها آنچه بی‌متن مانده با تصمیم مجلس پر می‌شود.",
            field="key",
        )
    _, article, is_number = OPEN_QUESTIONS[key]
    if is_number and (value is None or not 1 <= value <= seats(elected)):
        raise Refused(article, f"این عدد باید از ۱ تا {persian.number(seats(elected))} باشد.", field="value")
    if not is_number and not statement:
        raise Refused(article, "ترکیب هیأت تجدیدنظر را همان‌گونه که تصمیم گرفته شده بنویسید.", field="statement")
