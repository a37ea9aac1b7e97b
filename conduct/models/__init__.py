"""What is: cases of members' conduct, with everything that hangs on them."""

from .beside import Outgoing, SecurityQuestion, Suspension
from .board import BoardAttendance, BoardRule, BoardSitting
from .case import Case, CasePaper, CaseRecusal, Release, Report, ReporterIdentity
from .hearing import Defence, Hearing, Inquiry, Invitation, Service
from .ruling import Appeal, AppealInvitation, Ballot, BoardVote, Correction, LateAppeal, Ruling, RulingSanction

__all__ = [
    "Appeal", "AppealInvitation", "Ballot", "BoardAttendance", "BoardRule", "BoardSitting", "BoardVote", "Case", "CasePaper", "CaseRecusal", "Correction", "Defence",
    "Hearing", "Inquiry", "Invitation", "LateAppeal", "Outgoing", "Release", "Report", "ReporterIdentity", "Ruling", "RulingSanction", "SecurityQuestion", "Service", "Suspension",
]  # fmt: skip
