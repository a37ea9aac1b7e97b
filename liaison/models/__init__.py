"""What is: matters between government and parliament, who stands behind them, where they were referred, what is owed."""

from .cabinet import CabinetPeriod, Counter
from .evaluation import Criteria, Evaluation, EvaluationFigure, EvaluationRound
from .gathering import DefenceRecord, Gathering, Presence
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
from .meeting import Guest, MeetingLot, MeetingRequest
from .referral import Answer, AnswerDocument, Intake, Referral
from .task import Evidence, EvidenceDocument, Promise, Task
from .voice import Mark, Opinion, Voice, VoiceArticle

__all__ = [
    "KIND_MODELS", "Answer", "AnswerDocument", "Bill", "CabinetPeriod", "Counter", "Criteria", "DefenceRecord", "Evaluation", "EvaluationFigure",
    "EvaluationRound", "Evidence", "EvidenceDocument", "FloorVote", "Gathering", "GovernmentBill", "Guest", "Intake",
    "Interpellation", "Mark", "Matter", "MeetingLot", "MeetingRequest", "MemberBill", "Notice", "Opinion", "Presence", "Promise", "Question", "Referral", "Signature",
    "SignedMatter", "Task", "Voice", "VoiceArticle",
]  # fmt: skip
