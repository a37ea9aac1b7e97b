"""After the roster: who sits where on a day, one seat's history, moves, ended seats, lowered floors, by-elections (Arts. 21, 38, 62)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from committees.forms.changes import ByElectionForm, EndSeatForm, LowerForm, MoveForm
from committees.models import Formation
from committees.queries import changes, office
from committees.queries import roster as rosters
from committees.views.office import OfficeAct, crumbs, formation_url
from majlis import persian
from majlis.models import Act
from majlis.rules.deadlines import legal_day


class SeatChange(OfficeAct):
    """An act on one seat."""

    find = "committees.queries.changes.seat_of_board"

    def subject_url(self) -> str:
        return reverse("committees:seat", args=[self.subject.pk])

    def success_url(self, act: Act) -> str:
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        office_ = changes.open_office(self.subject, self.viewer.day)
        summary = [
            {"label": "نماینده", "value": self.subject.declaration.member.name},
            {"label": "کمیسیون", "value": office_.body.title if office_ is not None else "پایان‌یافته"},
        ]
        return super().context(summary=summary, **more) | {"crumbs": crumbs(self.formation)}


class MoveMember(SeatChange):
    """A member moves at his request (Art. 62)."""

    word = "move_member"
    form_class = MoveForm
    what = "جابه‌جایی از فردا برقرار می‌شود؛ کف کمیسیون پیشین و سقف کمیسیون تازه نگه داشته می‌شود."

    def make_form(self, data: Any = None, files: Any = None) -> MoveForm:
        day = self.viewer.day
        room = changes.committees_with_room(self.formation.term, day)
        own = changes.open_office(self.subject, day)
        rows = [(each.code, each.title) for each in changes.committee_bodies() if own is None or each.pk != own.body_id]
        told = [(code, f"{title}، {_room(room.get(code, 0))}") for code, title in rows]
        return MoveForm(data, files, subject=self.subject, viewer=self.viewer, committees=told)


def _room(free: int) -> str:
    return f"{persian.number(free)} جای خالی" if free else "جای خالی ندارد"


class EndSeat(SeatChange):
    """A seat ends (Art. 62)."""

    word = "end_seat"
    form_class = EndSeatForm
    what = "عضویت با پایان آن روز تمام می‌شود و جای او برای میان‌دوره‌ای خالی می‌ماند."


class LowerMinimum(OfficeAct):
    """A committee that has not reached its floor gets a lower one, once (Art. 38 n. 1)."""

    word = "lower_minimum"
    find = "committees.queries.formation_visible"
    form_class = LowerForm
    what = "تصمیم جلسهٔ مشترک هیأت رئیسه و کمیسیون آیین‌نامهٔ داخلی ثبت می‌شود؛ هر کمیسیون یک بار در دوره، و نه کمتر از ۱۰ نفر."

    def make_form(self, data: Any = None, files: Any = None) -> LowerForm:
        counts = rosters.committee_counts(self.subject)
        rows = [(each.code, f"{each.title}، {persian.number(each.members)} عضو") for each in counts if each.under_floor]
        return LowerForm(data, files, subject=self.subject, viewer=self.viewer, committees=rows)


class OpenByElection(OfficeAct):
    """The forming for members who came by a by-election (Art. 21)."""

    word = "open_by_election"
    form_class = ByElectionForm
    what = "نمایندگان تازه از کمیسیون‌هایی که به سقف نرسیده‌اند دو اولویت می‌نویسند؛ هر جا خواهان بیش از جا باشد، امتیاز می‌گوید."

    def get_subject(self, **kwargs: Any) -> Any:
        term = office.term_to_open(self.viewer, kwargs["pk"])
        return Formation(term=term, kind="by_election") if term is not None else None

    def initial(self) -> dict[str, Any]:
        term = self.subject.term
        place = office.by_elections_of(term) + 1
        return {"code": f"{term.number}-by-election-{place}", "opened_at": self.viewer.at}

    def subject_url(self) -> str:
        return reverse("committees:home")

    def context(self, **more: Any) -> dict[str, Any]:
        day = legal_day(self.viewer.at)
        room = changes.committees_with_room(self.subject.term, day)
        titles = {each.code: each.title for each in changes.committee_bodies()}
        summary = [{"label": titles[code], "value": _room(free)} for code, free in room.items()]
        return super().context(summary=summary, **more) | {"crumbs": [], "subject": "کمیسیون‌ها"}

    def success_url(self, act: Act) -> str:
        return formation_url(self.subject)
