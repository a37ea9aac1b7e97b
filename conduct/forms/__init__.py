"""What is asked of the board, its office and the member concerned."""

from majlis.forms import ActForm

from .acts import (
    AppealForm,
    AssignForm,
    DayForm,
    DefenceForm,
    DissentForm,
    HearingForm,
    InquiryForm,
    InviteForm,
    PaperAppealForm,
    ReasonForm,
    RecusalForm,
    ReportForm,
    RuleForm,
    ServiceForm,
)
from .beside import (
    AnnounceForm,
    AppealInviteForm,
    AskCouncilForm,
    CorrectForm,
    CouncilAnswerForm,
    ExecuteForm,
    JudiciaryForm,
    LateAppealForm,
    OutgoingForm,
    ReleaseIdentityForm,
    ResumeForm,
    SuspendForm,
)
from .making import (
    ArchiveForm,
    AssignStaffForm,
    ElectionForm,
    OfficersForm,
    OpenArchiveForm,
    PresentForm,
    ProposeStaffForm,
    ReplacementForm,
    StandForm,
)
from .votes import BallotForm, RollForm, VoteForm

__all__ = [
    "ActForm", "AnnounceForm", "AppealForm", "AppealInviteForm", "ArchiveForm", "AskCouncilForm", "AssignForm", "AssignStaffForm", "BallotForm", "CorrectForm", "CouncilAnswerForm", "DayForm", "DefenceForm", "DissentForm", "ElectionForm", "ExecuteForm", "HearingForm", "InquiryForm", "InviteForm", "JudiciaryForm", "LateAppealForm", "OfficersForm", "OpenArchiveForm", "OutgoingForm", "PaperAppealForm", "PresentForm", "ProposeStaffForm", "ReasonForm", "RecusalForm", "ReleaseIdentityForm", "ReplacementForm", "ReportForm", "ResumeForm", "RollForm", "RuleForm", "ServiceForm", "StandForm", "SuspendForm", "VoteForm",
]  # fmt: skip
