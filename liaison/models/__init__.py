"""What is: matters between government and parliament, who stands behind them, where they were referred, what is owed."""

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
from .task import Evidence, EvidenceDocument, Promise, Task

__all__ = [
    "KIND_MODELS", "Answer", "AnswerDocument", "Bill", "CabinetPeriod", "Counter", "Evidence", "EvidenceDocument", "FloorVote", "GovernmentBill", "Intake",
    "Interpellation", "Matter", "MemberBill", "Notice", "Promise", "Question", "Referral", "Signature",
    "SignedMatter", "Task",
]  # fmt: skip
