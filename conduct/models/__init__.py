"""What is: cases of members' conduct, with everything that hangs on them.

Whatever is written about a case in free words lies sealed in its safe, and so do the bodies of its acts (Art. 7 n. 1). What lies open,
and why: references, stages, days, outcomes and votes, since rights, limits, majorities, statistics and constraints are
reckoned from them in the database; whom a case concerns and who stood aside, since rights are; the sanctions' letters and
lengths, since payroll and bars follow them; the sums of quorum and majority; numbers of letters, places and the shelf, which
are read where nobody has keys. Handed out one by one, without the case's key: to the member what he was told and said
himself, and the ruling from its service on (never its dissent); to the Speaker what he reads out; to the appeal board's desk
what came late; to the board's office why an archive was opened.
"""

from .archive import Archive, ArchivedPaper, ArchiveOpening, KeyHolderCame
from .beside import Outgoing, SecurityQuestion, Suspension
from .board import BoardAttendance, BoardExcuse, BoardRule, BoardSitting
from .case import Case, CasePaper, CaseRecusal, IdentityRelease, Release, Report, ReporterIdentity
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
    "IdentityRelease",
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
