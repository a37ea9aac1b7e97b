"""What is: the forming of a term's committees, its forms, doubts, scores, lots and seats."""

from .declaration import (
    Choice,
    CommitteeService,
    Declaration,
    Degree,
    Flag,
    Item,
    ItemDocument,
    Post,
    Record,
    Tenure,
)
from .doubts import Ambiguity, AmbiguityBallot, BranchAttendance, BranchRecusal, BranchSitting
from .formation import Formation
from .objections import JointAttendance, JointSitting, Objection, ObjectionBallot, ObjectionRecusal, SeatDecision
from .scores import ScoreLine, ScoreRow, ScoreSheet, ScoreTable
from .seats import Lot, LotHolder, LoweredMinimum, Seat

__all__ = [
    "Ambiguity", "AmbiguityBallot", "BranchAttendance", "BranchRecusal", "BranchSitting", "Choice", "CommitteeService", "Declaration",
    "Degree", "Flag", "Formation", "Item", "ItemDocument", "JointAttendance", "JointSitting", "Lot", "LotHolder", "LoweredMinimum", "Objection",
    "ObjectionBallot", "ObjectionRecusal", "Post", "Record", "ScoreLine", "ScoreRow", "ScoreSheet", "ScoreTable", "Seat",
    "SeatDecision", "Tenure",
]  # fmt: skip
