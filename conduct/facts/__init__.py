"""What the rules of each file's steps look at, read when they ask for it."""

from conduct.facts.board import (
    adopted,
    appeal_body,
    barred_from_standing,
    committees_of,
    elected_on,
    members_of,
    needs_of,
    told,
)
from conduct.facts.case import CaseFacts
from conduct.facts.days import day_end, defence_end
from conduct.facts.ruling import SanctionFacts, operative_phrases, standing_ruling
from conduct.facts.sitting import BallotFacts, SittingFacts, barred, questions_of

__all__ = [
    "BallotFacts", "CaseFacts", "SanctionFacts", "SittingFacts", "adopted", "appeal_body", "barred", "barred_from_standing", "committees_of",
    "day_end", "defence_end", "elected_on", "members_of", "needs_of", "operative_phrases", "questions_of", "standing_ruling", "told",
]  # fmt: skip
