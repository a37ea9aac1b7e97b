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
    ResumeForm,
    SuspendForm,
)
from .votes import BallotForm, RollForm, VoteForm

__all__ = [
    "ActForm", "AnnounceForm", "AppealForm", "AppealInviteForm", "AskCouncilForm", "AssignForm", "BallotForm", "CorrectForm", "CouncilAnswerForm", "DayForm", "DefenceForm", "DissentForm", "ExecuteForm", "HearingForm", "InquiryForm", "InviteForm", "JudiciaryForm", "LateAppealForm", "OutgoingForm", "PaperAppealForm",
    "ReasonForm", "RecusalForm", "ReportForm", "ResumeForm", "RollForm", "RuleForm", "ServiceForm", "SuspendForm", "VoteForm",
]  # fmt: skip
