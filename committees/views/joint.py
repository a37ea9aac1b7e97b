"""The joint meeting: whom it invites, its sittings, and its word on what is brought before it (Arts. 17, 19, 20)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from committees.forms.objections import InvitationForm, RulingForm
from committees.forms.office import SittingForm
from committees.models import JointSitting, Objection
from committees.queries import docket as dockets
from committees.queries import objections as rooms
from committees.queries import office
from committees.queries.desk import facts_of_item, papers_of
from committees.views.objections import RELATED, ObjectionAct
from committees.views.office import OfficeAct, crumbs
from majlis import persian
from majlis.models import Act
from majlis.queries.authority import office_name
from majlis.views.house import ROLES


class InviteObjector(ObjectionAct):
    """When and where he is heard (Art. 17)."""

    word = "invite_objector"
    find = "committees.queries.objections.objection_visible"
    form_class = InvitationForm
    what = "زمان و جای جلسه برای معترض نوشته می‌شود؛ جلسه پیش از آن زمان تصمیم نمی‌گیرد."

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(summary=_summary(self.subject), **more) | {"crumbs": crumbs(self.formation)}


def _summary(one: Objection) -> list[dict[str, str]]:
    rows = [
        {"label": "نماینده", "value": one.declaration.member.name},
        {"label": one.get_kind_display(), "value": one.matter},
        *([{"label": "کمیسیون", "value": one.committee.title}] if one.committee is not None else []),
        {"label": "متن", "value": one.claim},
    ]
    if one.invited_for is not None:
        rows.append({"label": "دعوت پیشین", "value": persian.jalali_datetime(one.invited_for)})
    return rows


class OpenJointSitting(OfficeAct):
    """The roll-call of the presiding board with the heads of the branches (Arts. 17, 19)."""

    word = "open_joint_sitting"
    form_class = SittingForm
    template_name = "committees/office/open_joint_sitting.html"

    def get_subject(self, **kwargs: Any) -> Any:
        formation = office.formation_named(self.viewer, kwargs["code"])
        if formation is not None:
            self.request.term = formation.term  # type: ignore[attr-defined]
        return rooms.new_joint_sitting(self.viewer, formation)

    def make_form(self, data: Any = None, files: Any = None) -> SittingForm:
        self.roll = rooms.roll_of_joint(self.subject, self.viewer)
        told = [
            (str(each.person_id), f"{each.person.name}، {ROLES.get(office_name(each), each.role)}")
            for each in self.roll
        ]
        return SittingForm(data, files, subject=self.subject, viewer=self.viewer, roll=told)

    def subject_url(self) -> str:
        return reverse("committees:objections", args=[self.subject.formation.code])

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"نشست {persian.number(self.subject.number)} جلسهٔ مشترک گشوده شد.")
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        form = more.get("form")
        attending = len(form["present"].value() or ()) if form is not None and form.is_bound else 0
        meter = rooms.joint_meter(len(self.roll), attending, self.viewer.at)
        return super().context(meter=meter, figures=rooms.joint_figures(self.viewer.at), **more) | {
            "crumbs": crumbs(self.formation), "subject": "اعتراض‌ها",
        }  # fmt: skip


class CloseJointSitting(OfficeAct):
    """The end of a joint sitting (Art. 17)."""

    word = "close_joint_sitting"
    find = "committees.queries.objections.joint_sitting_visible"
    what = "پس از پایان جلسه، تصمیم تازه به جلسهٔ دیگری با حضور و غیاب نیاز دارد."

    def subject_url(self) -> str:
        return reverse("committees:objections", args=[self.subject.formation.code])

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"نشست {persian.number(self.subject.number)} جلسهٔ مشترک پایان یافت.")
        return self.subject_url()


class DecideObjection(ObjectionAct):
    """The joint meeting's word, each vote by name, and the two sums (Art. 17)."""

    word = "decide_objection"
    form_class = RulingForm
    template_name = "committees/office/decide_objection.html"
    kind = "score"

    def get_subject(self, **kwargs: Any) -> Any:
        one = rooms.objection_visible(self.viewer, kwargs["key"])
        if one is None or one.kind != self.kind:
            return None
        self.request.term = one.formation.term  # type: ignore[attr-defined]
        return one

    def make_form(self, data: Any = None, files: Any = None) -> RulingForm:
        one = self.subject
        self.sitting: JointSitting | None = rooms.open_joint_sitting_of(one.formation)
        self.present = dockets.present_at(self.sitting) if self.sitting else []
        related = one.item is not None and one.item.kind in RELATED
        rows, must = dockets.rows_to_measure(one) if related else ([], False)
        return RulingForm(
            data, files, subject=one, viewer=self.viewer, present=self.present, owner=one.declaration.member_id, rows=rows,
            related=related, must=must, initial={"sitting": self.sitting.pk if self.sitting else None},
        )  # fmt: skip

    def context(self, **more: Any) -> dict[str, Any]:
        one, sitting = self.subject, self.sitting
        own = any(each.pk == one.declaration.member_id for each in self.present)
        meter = rooms.joint_meter(sitting.roll, len(self.present), self.viewer.at, int(own)) if sitting else None
        return super().context(
            objection=one, sitting=sitting, meter=meter, own_present=own, facts=facts_of_item(one.item) if one.item else [],
            papers=papers_of(one.item) if one.item else [], list_url=reverse("committees:objections", args=[one.formation.code]), **more,
        ) | {"crumbs": crumbs(one.formation)}  # fmt: skip


class DecideSeatObjection(DecideObjection):
    """The joint meeting's final word on a seat (Art. 19)."""

    word = "decide_seat_objection"
    kind = "seat"


class AdmitLateDeclaration(DecideObjection):
    """The joint meeting weighs the reason for a late form (Art. 20)."""

    word = "admit_late_declaration"
    kind = "late"
