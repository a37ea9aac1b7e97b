"""The government's position on a bill that is not its own: for, against or with conditions, and to whom it was told (house procedure, Art. 39)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized

from liaison.rules.laws import LIAISON
from liaison.rules.voices import AGREE, STANCES
from majlis.rules.law import Refused

# What members or the provinces' council bring in; of its own bills the government has no position beside the bill.
POSITIONED = ("member_bill", "provincial_bill")
STAGES: Mapping[str, str] = {"stated": "نوشته‌شده", "told": "گفته‌شده به مجلس"}
CHAMBER, COMMITTEE, MEMBERS = "chamber", "committee", "members"
AUDIENCES: Mapping[str, str] = {CHAMBER: "صحن علنی", COMMITTEE: "کمیسیون", MEMBERS: "نمایندگان نام‌برده"}


def refuse_unreasoned(stance: str, text: str, articles: Iterable[tuple[str, str, str]]) -> None:
    """Who is against, or sets a condition, says why or which, of the whole and of each article (house procedure, Article 39).

    Args: stance, of STANCES; text; articles, rows of (label, stance, text).
    Raises: Refused for an unknown stance, or for one that needs a text and has none.
    """
    for label, said, why in (("کل طرح", stance, text), *articles):
        if said not in STANCES:
            raise Refused(LIAISON.article("39"), f"برای {label} یکی از سه نظر را برگزینید.")
        if said != AGREE and not why.strip():
            told = STANCES[said]
            raise Refused(LIAISON.article("39"), f"برای {label} «{told}» بی‌توضیح است؛ شرط یا دلیل را بنویسید.")


def refuse_unheard(audience: str, committee: object, members: Sized) -> None:
    """A position is told to somebody: the chamber, a named committee, or named members (house procedure, Article 39).

    Args: audience, of AUDIENCES; committee, or None; members, who were told.  Raises: Refused where nobody is named.
    """
    if audience not in AUDIENCES:
        raise Refused(LIAISON.article("39"), "بنویسید که به چه کسانی گفته شد.", field="audience")
    if audience == COMMITTEE and committee is None:
        raise Refused(LIAISON.article("39"), "کمیسیون را برگزینید.", field="committee")
    if audience == MEMBERS and not len(members):
        raise Refused(LIAISON.article("39"), "نمایندگانی را که به آنان گفته شد برگزینید.", field="members")
