"""What is: cases of members' conduct, with everything that hangs on them."""

from .beside import Suspension
from .board import BoardAttendance, BoardRule, BoardSitting
from .case import Case, CasePaper, CaseRecusal, Release, Report, ReporterIdentity
from .hearing import Defence, Hearing, Inquiry, Invitation, Service
from .ruling import Appeal, AppealInvitation, Ballot, BoardVote, Correction, LateAppeal, Ruling, RulingSanction

__all__ = [
    "Appeal", "AppealInvitation", "Ballot", "BoardAttendance", "BoardRule", "BoardSitting", "BoardVote", "Case", "CasePaper", "CaseRecusal", "Correction", "Defence",
    "Hearing", "Inquiry", "Invitation", "LateAppeal", "Release", "Report", "ReporterIdentity", "Ruling", "RulingSanction", "Service", "Suspension",
]  # fmt: skip
