"""What is: cases of members' conduct, with everything that hangs on them."""

from .archive import Archive, ArchivedPaper, ArchiveOpening, KeyHolderCame
from .beside import Outgoing, SecurityQuestion, Suspension
from .board import BoardAttendance, BoardExcuse, BoardRule, BoardSitting
from .case import Case, CasePaper, CaseRecusal, Release, Report, ReporterIdentity
from .election import Candidacy, Election, Staffing, StaffMember
from .hearing import Defence, Hearing, Inquiry, Invitation, Service
from .ruling import Appeal, AppealInvitation, Ballot, BoardVote, Correction, LateAppeal, Ruling, RulingSanction

__all__ = [
    "Appeal",
    "AppealInvitation",
    "Archive",
    "ArchiveOpening",
    "ArchivedPaper",
    "Ballot",
    "BoardAttendance",
    "BoardExcuse",
    "BoardRule",
    "BoardSitting",
    "BoardVote",
    "Candidacy",
    "Case",
    "CasePaper",
    "CaseRecusal",
    "Correction",
    "Defence",
    "Election",
    "Hearing",
    "Inquiry",
    "Invitation",
    "KeyHolderCame",
    "LateAppeal",
    "Outgoing",
    "Release",
    "Report",
    "ReporterIdentity",
    "Ruling",
    "RulingSanction",
    "SecurityQuestion",
    "Service",
    "StaffMember",
    "Staffing",
    "Suspension",
]  # fmt: skip
