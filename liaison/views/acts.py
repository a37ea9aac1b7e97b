"""One page an act: its form, and what it needs to be filled in."""

from __future__ import annotations

from typing import Any

from liaison.forms import acts as forms
from liaison.forms.roads import ReportForm
from liaison.queries import dossier
from liaison.queries.scope import addressees, committees, ministries
from liaison.rules.kinds import KINDS
from liaison.views.base import LiaisonAct, crumbs
from liaison.views.papers import WithPapers
from majlis.forms import ActForm, ReasonForm

MATTER = "liaison.queries.office_matter"
REFERRAL = "liaison.queries.referral_visible"


class FileMatter(LiaisonAct):
    """A new matter of one kind."""

    find = "liaison.queries.new_matter"
    form_class = forms.MatterForm
    kind = ""
    without: tuple[str, ...] = ()

    def get_subject(self, **kwargs: Any) -> Any:
        return super().get_subject(kind=self.kind)

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        rows = addressees() if self.kind == "notice" else ministries()
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, members=dossier.chamber(self.viewer), addressees=rows,
            committees=committees(), without=self.without,
        )  # fmt: skip

    def context(self, **more: Any) -> dict[str, Any]:
        kind = KINDS[self.kind]
        return super().context(
            **{"crumbs": crumbs((kind.plural, f"/liaison/matters/?kind={kind.code}")), **more, "subject": None}
        )


class FileQuestion(FileMatter):
    word, kind = "file_question", "question"
    what = "سؤال نوشته، روشن و کوتاه است. مهلت کمیسیون از همین ثبت آغاز می‌شود."


class FileNotice(FileMatter):
    word, kind, without = "file_notice", "notice", ("committee",)
    what = "تذکر کتبی به رئیس‌جمهور یا وزیر."


class FileInterpellation(FileMatter):
    word, kind, form_class = "file_interpellation", "interpellation", forms.InterpellationForm
    what = "با کمتر از حد نصاب قانون اساسی ثبت نمی‌شود و بی‌درنگ به کمیسیون می‌رود."


class FileMemberBill(FileMatter):
    word, kind, without = "file_member_bill", "member_bill", ("addressee", "committee")
    what = "با کمتر از حد نصاب قانون اساسی ثبت نمی‌شود."


class FileGovernmentBill(FileMatter):
    word, kind, without = "file_government_bill", "government_bill", ("committee", "askers")
    what = "لایحه پس از تصویب هیأت وزیران ثبت می‌شود."


class OnMatter(LiaisonAct):
    find = MATTER
    form_class = forms.HappenedForm


class SendQuestion(OnMatter):
    word, form_class = "send_question", forms.CommitteeForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, committees=committees())


class ReferBill(SendQuestion):
    word, form_class = "refer_bill", forms.ReferBillForm


class RecordCommitteeMeeting(OnMatter):
    word, form_class = "record_committee_meeting", forms.MeetingForm


class PostponeQuestion(OnMatter):
    word, form_class = "postpone_question", forms.PostponeForm
    what = "یک بار و تا یک ماه، به خواست سؤال‌کننده."


class AnnounceQuestion(OnMatter):
    word = "announce_question"
    what = "سؤال در نخستین جلسه خوانده و بی‌درنگ برای وزیر فرستاده می‌شود؛ مهلت حضور او از این لحظه است."


class ScheduleFloor(OnMatter):
    word, form_class = "schedule_floor", forms.ScheduleForm


class RecordFloorVote(OnMatter):
    word, form_class = "record_floor_vote", forms.FloorForm
    what = "نخست سؤال‌کننده می‌گوید قانع شد یا نه؛ اگر نشد، مجلس رأی می‌دهد."


class ReadNotice(OnMatter):
    word = "read_notice"


class AnswerNotice(OnMatter):
    word, form_class = "answer_notice", forms.NoticeAnswerForm


class RecordCommitteeWeek(OnMatter):
    word, form_class = "record_committee_week", forms.NotedForm


class Insist(OnMatter):
    word = "insist"
    what = "شمار امضاهای مانده را دفتر امضا می‌گوید."


class AnnounceInterpellation(OnMatter):
    word = "announce_interpellation"
    what = "از این لحظه پس گرفتن امضا اثری ندارد، مگر همهٔ امضاکنندگان پس بگیرند."


class HoldInterpellation(OnMatter):
    word, form_class = "hold_interpellation", forms.NotedForm


class RecordConfidenceVote(OnMatter):
    word, form_class = "record_confidence_vote", forms.CountsForm
    what = "رأی مخفی است؛ تنها شمارش ثبت می‌شود."


class SignMatter(OnMatter):
    word, form_class = "sign_matter", forms.SignForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        signed = {str(each.person_id) for each in dossier.askers_of(self.subject)}
        people = [each for each in forms.members_as_choices(dossier.chamber(self.viewer)) if each[0] not in signed]
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, people=people)


class WithdrawSignature(OnMatter):
    word, form_class = "withdraw_signature", forms.UnsignForm
    what = "آنچه با این پس گرفتن عوض می‌شود، به حکم همین روز است."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        people = [(str(each.person_id), each.person.name) for each in dossier.askers_of(self.subject)]
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, people=people)


class SubmitBill(OnMatter):
    word = "submit_bill"


class AnnounceReceipt(OnMatter):
    word = "announce_receipt"


class ReportBill(OnMatter):
    word, form_class = "report_bill", ReportForm


class RecordVote(OnMatter):
    word, form_class = "record_vote", forms.CountsForm


class VoteOnWithdrawal(OnMatter):
    word, form_class = "vote_on_withdrawal", forms.CountsForm
    what = "پس از سخن یک موافق و یک مخالف، مجلس دربارهٔ استرداد رأی می‌دهد."


class CloseMatter(OnMatter):
    word, form_class = "close_matter", ActForm


class ReferToMinistry(LiaisonAct):
    """A matter to a ministry (house procedure, Art. 1)."""

    word, form_class = "refer_to_ministry", forms.ReferForm
    find = "liaison.queries.new_referral"

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        initial = {"ministry": str(self.subject.matter.addressee_id or "")}
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, ministries=ministries(), initial=initial
        )  # fmt: skip


class OnReferral(LiaisonAct):
    find = REFERRAL
    form_class = ActForm


class AcceptReferral(OnReferral):
    word = "accept_referral"


class HandOnReferral(OnReferral):
    word, form_class = "hand_on_referral", forms.HandOnForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        experts = dossier.experts_of(self.subject, self.viewer)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, experts=experts)


class AskForTime(OnReferral):
    word, form_class = "ask_for_time", forms.AskTimeForm


class GrantTime(OnReferral):
    word, form_class = "grant_time", forms.GrantTimeForm

    def initial(self) -> dict[str, Any]:
        return {"until": self.subject.asked_until}


class RefuseTime(OnReferral):
    word, form_class = "refuse_time", ReasonForm
    what = "مهلت همان می‌ماند و وزارتخانه دلیل را می‌بیند."


class EscalateReferral(OnReferral):
    word, form_class = "escalate_referral", forms.ChasedForm
    what = "برای هر مهلت یک بار. نامهٔ آن به وزیر پس از این کار نوشته می‌شود."


class TransferReferral(OnReferral):
    word, form_class = "transfer_referral", forms.TransferForm
    what = "وزارتخانهٔ پیشین از همان درخواست بعدی چیزی نمی‌بیند و ردّ این انتقال در پرونده می‌ماند."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        others = ministries().exclude(pk=self.subject.ministry_id)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, ministries=others)


class AnswerReferral(WithPapers, OnReferral):
    """The ministry's answer, with the papers that lie with its draft (house procedure, Art. 1)."""

    word, form_class = "answer_referral", forms.AnswerForm
    template_name = "liaison/answer.html"


class WithdrawReferral(OnReferral):
    word, form_class = "withdraw_referral", ReasonForm
    what = "از همان درخواست بعدی، وزارتخانه چیزی از این پرونده نمی‌بیند."
