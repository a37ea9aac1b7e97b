"""What is: matters between government and parliament, who stands behind them, where they were referred."""

from .cabinet import CabinetPeriod, Counter
from .matter import (
    KIND_MODELS,
    Bill,
    FloorVote,
    GovernmentBill,
    Interpellation,
    Matter,
    MemberBill,
    Notice,
    Question,
    Signature,
    SignedMatter,
)
from .referral import Answer, AnswerDocument, Intake, Referral

__all__ = [
    "KIND_MODELS", "Answer", "AnswerDocument", "Bill", "CabinetPeriod", "Counter", "FloorVote", "GovernmentBill", "Intake",
    "Interpellation", "Matter", "MemberBill", "Notice", "Question", "Referral", "Signature", "SignedMatter",
]  # fmt: skip
