"""Keys of a case follow the rights to it: what ends with a right, and what is handed on (Art. 7 note 1)."""

from __future__ import annotations

from datetime import date

from conduct.models import Case, Ruling
from conduct.models.case import pairs_of_member
from conduct.queries.keys import readers
from majlis import safes
from majlis.models import Person
from majlis.rules.law import Article


def end_right(case: Case, person: Person, day: date) -> None:
    """Take a case's keys back from who stands aside; what follows takes a new key.

    Where nobody else has a pair yet the key stays: nobody is kept from standing aside, and nothing is closed for good.
    """
    safes.take_back(case.reference, person)
    others = list(readers(case, day))
    if safes.pairs_of(others):
        safes.change_key(case.reference, others)


def hand_to_appeal_board(case: Case, day: date) -> None:
    """What the presser's keys open is opened to the appeal board too; the rest waits until a colleague hands it on."""
    safes.hand_on(case.reference, readers(case, day))


def tell_member(ruling: Ruling, article: Article) -> None:
    """Let the member concerned read a ruling as it is mended, and neither its dissent nor anything else of his case.

    Raises: Refused where the presser's keys do not open it.
    """
    pairs = pairs_of_member(ruling.case)
    safes.hand_over(ruling, ("reasons",), pairs, article)
    for row in ruling.corrections.all():
        safes.hand_over(row, ("wrong", "right", "reason"), pairs, article)
