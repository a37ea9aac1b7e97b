"""The pages of what lies beside the way: a late objection, the carrying out of a sanction, a slip of the pen (Arts. 9, 10; law, Art. 6)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from conduct.rules import sanctions
from conduct.rules.execution import SESSIONS
from conduct.views.acts import ConductAct
from majlis import persian
from majlis.models import Act
from majlis.queries import first_signatures


class KeysAct(ConductAct):
    """Who may read the case and lacks a key of it, before the presser hands his on (Art. 7 note 1)."""

    def summary(self) -> list[dict[str, str]]:
        lacking = self.subject.facts(self.viewer.at).without_keys
        told = "، ".join(str(each) for each in lacking) or "کسی نیست"
        return [*super().summary(), {"label": "کلید ندارند", "value": told}]


class TwoSign(ConductAct):
    """Two sign the same text, which the second finds filled in."""

    def initial(self) -> dict[str, Any]:
        first = first_signatures(self.subject, [self.word]).first()
        return dict(first.content) if first is not None else {}


class AdmitAct(ConductAct):
    """What came late, before two of the appeal board; of its case they see nothing yet (Art. 10)."""

    def initial(self) -> dict[str, Any]:
        first = first_signatures(self.subject, [self.word]).first()
        return {"reason": first.content.get("reason", "")} if first is not None else {}

    def subject_url(self) -> str:
        return reverse("conduct:home")

    def success_url(self, act: Act) -> str:
        return reverse("conduct:home")

    def context(self, **more: Any) -> dict[str, Any]:
        return {**super().context(**more), "case": None, "crumbs": []}

    def summary(self) -> list[dict[str, str]]:
        late, end = self.subject, self.subject.case.facts(self.viewer.at).appeal_end
        rows = [{"label": "نماینده", "value": late.case.member.name}, {"label": "وضع", "value": late.stage_label}]
        rows += [{"label": "آخرین لحظهٔ مهلت", "value": end.last_minute_text}] if end is not None else []
        rows += [{"label": "رسید", "value": persian.jalali_datetime(late.received_at)}]
        return rows + ([{"label": "خلاصه", "value": late.text}] if late.text else [])


class ExecuteAct(ConductAct):
    """What the sanction is, and what follows from it (law, Art. 6)."""

    def summary(self) -> list[dict[str, str]]:
        known = sanctions.on(self.case.violation_day)[self.subject.letter]  # type: ignore[union-attr]
        months = self.subject.months
        rows = [*super().summary(), {"label": "تنبیه", "value": sanctions.Imposed(known, months).sentence}]
        told = (("در پی آن", known.follows), ("محرومیت از", known.bars), ("اعلام", SESSIONS.get(known.announced, "")))
        return rows + [{"label": label, "value": value} for label, value in told if value]


class CorrectAct(ConductAct):
    """The text as it now reads, beside what is mended in it (Art. 9)."""

    def summary(self) -> list[dict[str, str]]:
        return [*super().summary(), {"label": "متن رأی", "value": self.subject.text_now}]


class AnnounceAct(ConductAct):
    """What the Speaker reads out, and in which session; of the case he sees nothing else (law, Art. 6)."""

    def subject_url(self) -> str:
        return reverse("home")

    def success_url(self, act: Act) -> str:
        return reverse("home")

    def context(self, **more: Any) -> dict[str, Any]:
        return {**super().context(**more), "case": None, "crumbs": []}

    def summary(self) -> list[dict[str, str]]:
        return [
            {"label": "نماینده", "value": self.subject.case.member.name},
            {"label": "جلسه", "value": SESSIONS[self.subject.announced]},
            {"label": "متن", "value": self.subject.told},
            {"label": "وضع", "value": self.subject.stage_label},
        ]
