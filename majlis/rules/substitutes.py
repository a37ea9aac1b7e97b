"""House procedure, Article 11: who may stand in for whom, in which offices, on which days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from majlis.rules.law import Article, Refused
from majlis.rules.procedure import ADMINISTRATOR, HOUSE

ARTICLE: Article = HOUSE.article("11")
# A seat is its holder's own: whoever sits in an assembly, a board or a committee sits, speaks and votes himself.
# ASK (Constitution, Principle 85; house, Art. 11): the principle says it of a seat in parliament; of the seats in the
# bodies that its members form no text read here speaks, and they are held to be as personal.
SEAT = "member"


@dataclass(frozen=True)
class StandIn:
    """One substitution as the rule sees it: keys of the two persons, first and last day."""

    person: str
    substitute: str
    first: date
    last: date

    def meets(self, other: StandIn) -> bool:
        """Have the two a day in common?"""
        return self.first <= other.last and other.first <= self.last


def may_be_lent(office: str) -> bool:
    """May the holder of this office ("kind.role") be stood in for? Never a seat, and never the house's administrator."""
    return "." in office and office not in ADMINISTRATOR and not office.endswith(f".{SEAT}")


def check_substitution(wanted: StandIn, standing: Iterable[StandIn], today: date) -> None:
    """May this substitution be entered today (house, Art. 11)?

    Args: standing, those in force that name one of the two persons.
    Raises: Refused for oneself, for days that are past or end before they begin, for a second substitute on one day, and for
        a chain: who stands in for another is not stood in for, and who is stood in for stands in for nobody.
    """
    if wanted.person == wanted.substitute:
        raise Refused(ARTICLE, "کسی جانشین خود نمی‌شود.", field="substitute")
    if wanted.last < wanted.first:
        raise Refused(ARTICLE, "روز پایان پیش از روز آغاز است.", field="to_day")
    if wanted.first < today:
        raise Refused(ARTICLE, "جانشینی از امروز به بعد است؛ کار گذشته به نام کسی دیگر نمی‌شود.", field="from_day")
    for each in standing:
        if each.meets(wanted):
            _check_beside(wanted, each)


def _check_beside(wanted: StandIn, each: StandIn) -> None:
    if each.person == wanted.person:
        raise Refused(ARTICLE, "در این روزها جانشین دیگری تعیین شده است. نخست به آن پایان دهید.", field="from_day")
    if each.person == wanted.substitute:
        raise Refused(ARTICLE, "این شخص در این روزها خود جانشین دارد؛ جانشینِ جانشین نمی‌شود.", field="substitute")
    if each.substitute == wanted.person:
        raise Refused(
            ARTICLE, "در این روزها این شخص جانشین دیگری است؛ آنچه سپرده شده باز سپرده نمی‌شود.", field="from_day"
        )
