"""The pages of the further kinds' acts, as a table: noun of the address, word, form, what stands above it."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from liaison.forms import acts as plain
from liaison.forms import roads as forms
from liaison.queries import dossier
from liaison.queries.related import ministries_for
from liaison.queries.scope import bills_without_law, committees, counterparts, ministries
from liaison.rules.kinds import KINDS
from liaison.views.acts import FileMatter, OnMatter
from liaison.views.base import LiaisonAct, crumbs
from majlis.forms import ActForm

# What a new matter of each kind does not have.
FIELDS = ("addressee", "committee", "askers", "asks", "by_committee", "incoming", "number", "due_on", "origin")
FILED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "oral_notice": ("oral-notices", ("addressee", "askers"), "تذکری که در جلسهٔ علنی گفته شد."),
    "president_question": (
        "president/questions", ("addressee", "committee", "askers", "asks"),
        "یک‌چهارم همهٔ نمایندگان و دست‌بالا پنج پرسش. بی‌درنگ به کمیسیون می‌رود.",
    ),
    "president_interpellation": (
        "president/interpellations", ("addressee", "askers"), "با کمتر از یک‌سوم همهٔ نمایندگان ثبت نمی‌شود.",
    ),
    "investigation": ("investigations", ("addressee", "committee", "askers"), "درخواست به کمیسیون می‌رود و مجلس دربارهٔ آن رأی می‌دهد."),
    "refusal_report": (
        "refusals", ("addressee", "committee", "askers", "by_committee"), "ده نماینده، یا هر کمیسیون؛ بی‌درنگ به کمیسیون می‌رود.",
    ),
    "complaint": ("complaints", ("addressee", "number"), "نام شاکی در این پرونده نوشته نمی‌شود؛ شمارهٔ شکایت بس است."),
    "confidence_vote": ("confidence", (), "نام و برنامهٔ هر وزیر پس از ثبت افزوده می‌شود."),
    "acting_minister": ("acting", ("addressee",), "سرپرستی بیش از سه ماه نمی‌شود."),
    "enquiry": ("enquiries", ("addressee", "askers", "due_on"), "پرسش یا تردید نماینده دربارهٔ یک لایحه یا ماده‌ای از آن."),
    "provincial_bill": ("bills/provinces", (), "شورای عالی استان‌ها آن را خود یا از راه دولت می‌دهد."),
    "budget_bill": ("bills/budget", (), "هر گام به حکم روز خود شمرده می‌شود."),
    "plan_bill": ("bills/plan", (), "مهلت‌های برنامه در متنی یافت نشد؛ هیچ مهلتی شمرده نمی‌شود."),
    "law": ("laws", ("number", "origin"), "آیین‌نامه‌هایی که قانون می‌خواهد پس از ثبت افزوده می‌شود."),
    "correspondence": ("correspondence", ("addressee", "incoming", "number", "due_on"), "نامه با هر نهادی، رسیده یا فرستاده."),
}  # fmt: skip
PUT_TO_ANY = ("oral_notice", "refusal_report", "complaint", "correspondence")
TO_THE_PRESIDENT = ("president_question", "president_interpellation")
LOOSE = ("refusal_report", "investigation")  # a committee may stand where members do


class FileRoad(FileMatter):
    """A new matter of a further kind."""

    form_class = forms.FiledForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        kind, (_, has, _) = self.kind, FILED[self.kind]
        rows = counterparts() if kind in (*PUT_TO_ANY, *TO_THE_PRESIDENT) else ministries()
        if kind in TO_THE_PRESIDENT:
            rows = rows.filter(kind="presidency")
        form = self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, members=dossier.chamber(self.viewer) if "askers" in has else (),
            addressees=rows, committees=committees(), origins=bills_without_law(self.viewer) if "origin" in has else (),
            loose=kind in LOOSE, without=[name for name in FIELDS if name not in has],
        )  # fmt: skip
        if "committee" in has:
            form.fields["committee"].required = True
        if kind == "enquiry":
            form.fields["due_on"].required = True
        return form


class ByMinistry(OnMatter):
    """An act on one of a confidence vote's ministries."""

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        rows = ministries_for(self.word, self.subject)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, ministries=rows)


class RequireByLaw(LiaisonAct):
    """A by-law of a law."""

    word, find, form_class = "require_by_law", "liaison.queries.new_by_law", forms.ByLawForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, ministries=ministries())

    def subject_url(self) -> str:
        return self.subject.law.get_absolute_url()

    def crumbs(self) -> list[dict[str, str]]:
        law = self.subject.law
        return crumbs((KINDS["law"].plural, "/liaison/matters/?kind=law"), (str(law), law.get_absolute_url()))

    def summary(self) -> list[dict[str, Any]]:
        return [{"label": "قانون", "value": self.subject.law.title}]


HAPPENED, NOTED, COUNTS = plain.HappenedForm, plain.NotedForm, plain.CountsForm
# noun, word, form, what
PAGES: tuple[tuple[str, str, type[ActForm], str], ...] = (
    ("copies", "distribute_question", HAPPENED, "رونوشت سؤال ظرف ۴۸ ساعت از قرائت به نمایندگان می‌رسد."),
    # Bills (Const. 65, 85, 94, 95, 112, 123; Arts. 133, 162 of 1379, 146 of 1391, 165; civil code 1, 2)
    ("urgency/request", "request_urgency", forms.UrgencyForm, "برای هر پرونده یک بار."),
    ("urgency", "vote_on_urgency", COUNTS, "سه فوریت دو سوم حاضران را می‌خواهد؛ اکثریت یک فوریت و دو فوریت را هنوز مجلس نگفته است."),
    ("urgency/removal", "remove_urgency", forms.UrgencyRemovalForm, "برای هر پرونده یک بار و پیش از ماده‌ها."),
    ("distribution", "distribute_report", HAPPENED, "از این لحظه تا جلسه دست‌کم ۴۸ ساعت است."),
    ("proposals/new", "propose_on_report", NOTED, "ده روز پس از پخش گزارش؛ دیرتر از آن پذیرفته و نشان‌دار می‌شود."),
    ("reexamination", "request_reexamination", NOTED, "تا یک ماه پس از چاپ گزارش کمیسیون."),
    ("reproposal", "repropose_bill", forms.ReproposalForm, "با تغییر اساسی، پس از شش ماه، یا با خواست پنجاه نماینده و رأی مجلس."),
    ("delegation", "delegate_bill", COUNTS, "دو سوم حاضران باید رأی دهند."),
    ("committee-passage", "pass_in_committee", forms.TrialForm, "مصوبهٔ کمیسیون هم به شورای نگهبان می‌رود."),
    ("guardians/sending", "send_to_guardians", HAPPENED, "ده روز شورا از همین لحظه شمرده می‌شود."),
    ("guardians/extension", "extend_guardians", forms.WhyForm, "با درخواست و دلیل شورا، ده روز دیگر؛ یک بار."),
    ("guardians", "record_guardian_opinion", forms.OpinionForm, "تا این نظر ثبت نشود، هیچ وضعی خودبه‌خود عوض نمی‌شود."),
    ("amendment", "amend_bill", COUNTS, "مصوبهٔ اصلاح‌شده دوباره به شورای نگهبان می‌رود."),
    ("insistence-on-bill", "insist_on_bill", COUNTS, "اگر مجلس بر مصوبه بماند، مجمع تشخیص تصمیم می‌گیرد."),
    ("expediency", "record_expediency", forms.ExpediencyForm, "برای مجمع تشخیص مهلتی یافت نشد."),
    ("promulgation", "promulgate_bill", forms.PromulgationForm, "پس از پنج روز، رئیس مجلس می‌تواند دستور انتشار دهد."),
    ("gazette", "publish_in_gazette", forms.NumberForm, "ظرف ۷۲ ساعت از ابلاغ."),
    ("force", "enter_into_force", forms.ForceForm, "پانزده روز پس از انتشار، مگر خود قانون روز دیگری گفته باشد."),
    ("trial/end", "end_trial", forms.EndTrialForm, "تصویب همیشگی با خود مجلس است."),
    ("versions/new", "add_version", forms.VersionForm, "نسخه‌های پیشین می‌ماند."),
    # Oversight (Const. 88 to 90, 133, 135; Arts. 196 of 1379, 202, 206, 212, 234)
    ("president/hearing", "hear_president_delegate", NOTED, "یک هفته مهلت کمیسیون است."),
    ("president/reading", "announce_president_question", HAPPENED, "از این لحظه پس گرفتن امضا اثری ندارد."),
    ("president/answer", "hold_president_question", NOTED, "سپس برای هر پرسش رأی گرفته می‌شود."),
    ("president/answer/votes/new", "vote_on_president_answer", COUNTS, "یک رأی برای هر پرسش، به ترتیب پرسش‌ها."),
    ("president/announcement", "announce_president_interpellation", HAPPENED, "یک ماه مهلت حضور از این لحظه است."),
    ("president/session", "hold_president_interpellation", NOTED, ""),
    ("president/competence", "vote_on_competence", COUNTS, "موافق یعنی رأی به بی‌کفایتی؛ دو سوم همهٔ نمایندگان لازم است."),
    ("judiciary", "send_to_judiciary", forms.NumberForm, ""),
    ("investigation/report", "report_on_investigation", NOTED, ""),
    ("investigation/vote", "vote_on_investigation", COUNTS, ""),
    ("investigation/reading", "read_investigation", NOTED, ""),
    ("refusal/report", "report_refusal", NOTED, "ده روز مهلت کمیسیون است."),
    ("refusal/vote", "vote_on_refusal", COUNTS, "موافق یعنی استنکاف پذیرفته شد."),
    ("complaint/sending", "send_complaint", forms.HappenedForm, "یک ماه از رسیدن نامه شمرده می‌شود."),
    ("complaint/answer", "answer_complaint", forms.WrittenForm, "پاسخ باید کافی، مستند و نوشته باشد."),
    ("complaint/result", "announce_complaint", NOTED, ""),
    ("oral-answer", "answer_oral_notice", forms.WrittenForm, ""),
    ("nominees/announcement", "announce_nominees", HAPPENED, "یک هفته برای کمیسیون‌ها."),
    ("nominees/report", "report_nominees", NOTED, ""),
    ("acting/end", "end_acting", NOTED, ""),
    ("enquiry/answer", "answer_enquiry", forms.WrittenForm, ""),
    ("letter/follow-up", "follow_up_correspondence", forms.FollowForm, "روز تازه را دفتر می‌گذارد."),
    ("letter/answer", "answer_correspondence", forms.WrittenForm, ""),
    # The budget (Art. 182)
    ("budget/generalities", "integrate_generalities", NOTED, ""),
    ("budget/vote", "vote_on_budget", COUNTS, "اگر کلیات رد شود، بودجه به دولت برمی‌گردد."),
    ("budget/again", "resubmit_budget", NOTED, ""),
    ("budget/committees", "report_budget_committees", NOTED, ""),
    ("budget/proposals/new", "propose_on_budget", NOTED, "آنچه دیر برسد پذیرفته و نشان‌دار می‌شود."),
    ("budget/extension", "extend_budget", forms.WhyForm, "یک بار."),
    ("budget/report", "integrate_budget", NOTED, ""),
    ("budget/report/proposals/new", "propose_on_budget_report", NOTED, "آنچه دیر برسد پذیرفته و نشان‌دار می‌شود."),
    ("budget/adoption", "adopt_budget", COUNTS, ""),
)  # fmt: skip
BY_MINISTRY = (
    ("nominees/new", "name_nominee", forms.NomineeForm, "هر وزارتخانه یک نام."),
    ("nominees/votes/new", "vote_on_nominee", forms.NomineeVoteForm, "رأی مخفی است؛ تنها شمارش ثبت می‌شود."),
)  # fmt: skip


def addresses(matter: str) -> list[URLPattern]:
    """The addresses of these acts. Args: matter, the path of one matter."""
    found = [
        path(f"{noun}/new/", FileRoad.as_view(word=f"file_{kind}", kind=kind, what=what), name=f"file_{kind}")
        for kind, (noun, _, what) in FILED.items()
    ]
    for pages, view in ((PAGES, OnMatter), (BY_MINISTRY, ByMinistry)):
        found += [
            path(f"{matter}{noun}/", view.as_view(word=word, form_class=form, what=what), name=word)
            for noun, word, form, what in pages
        ]
    return [*found, path(f"{matter}by-laws/new/", RequireByLaw.as_view(), name="require_by_law")]
