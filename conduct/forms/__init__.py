"""What is asked of the board, its office and the member concerned."""

from majlis.forms import ActForm

from .acts import (
    AppealForm,
    AssignForm,
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
from .beside import AnnounceForm, AppealInviteForm, CorrectForm, ExecuteForm, LateAppealForm, ResumeForm, SuspendForm
from .votes import BallotForm, RollForm, VoteForm

__all__ = [
    "ActForm", "AnnounceForm", "AppealForm", "AppealInviteForm", "AssignForm", "BallotForm", "CorrectForm", "DefenceForm", "DissentForm", "ExecuteForm", "HearingForm", "InquiryForm", "InviteForm", "LateAppealForm", "PaperAppealForm",
    "ReasonForm", "RecusalForm", "ReportForm", "ResumeForm", "RollForm", "RuleForm", "ServiceForm", "SuspendForm", "VoteForm",
]  # fmt: skip
