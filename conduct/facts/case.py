"""A case as the gates of its steps see it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps

from conduct.facts.board import appeal_body, members_of, needs_of, told
from conduct.facts.days import defence_end
from conduct.facts.ruling import standing_ruling
from conduct.models import Ballot, Case, Ruling
from conduct.rules import board as rules
from conduct.rules.gate import BESIDE
from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis import persian
from majlis.models import Act, Person, Term
from majlis.queries.standing import opened_term, step_deadlines_of
from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.law import Refused


class CaseFacts:
    """A case as its gates see it. What hangs on it is read as a whole, so that a list of cases reads it once for all."""

    def __init__(self, case: Case, at: datetime):
        self.case, self.at = case, told(at)

    # --- votes

    @cached_property
    def _last_votes(self) -> dict[str, Ballot]:
        """The last closed vote on each question since the case came to its stage."""
        since = self.case.stage_since
        rows = (row for row in self.case.ballots.all() if row.stage == "closed" and row.opened_at >= since)
        return {row.question: row for row in sorted(rows, key=lambda each: each.opened_at)}

    def last_vote(self, question: str) -> Ballot | None:
        vote = self._last_votes.get(question)
        return None if vote is None or self._used(vote) else vote

    def _used(self, vote: Ballot) -> bool:
        """A vote beside the way leaves the case where it is: it carries one act, and the next wants a vote of its own."""
        if vote.question not in BESIDE:
            return False
        return Act.objects.filter(
            subject=self.case.reference, verb=vote.question, happened_at__gte=vote.opened_at
        ).exists()

    @property
    def suspended_at(self) -> datetime | None:
        return self.case.suspended_at

    @cached_property
    def without_keys(self) -> list[Person]:
        from conduct.queries.keys import without_keys

        return without_keys(self.case, legal_day(self.at))

    @cached_property
    def name_may_be_told(self) -> bool:
        """Is a name kept apart, and is there somebody who reads the case and does not know it?"""
        from conduct.queries.keys import name_may_be_told

        return name_may_be_told(self.case, legal_day(self.at))

    def carried(self, question: str) -> bool:
        vote = self.last_vote(question)
        return bool(vote and vote.carried)

    def last_vote_told(self, question: str) -> str:
        vote = self.last_vote(question)
        return vote.decision_told if vote else ""

    # --- causes of a ruling

    @cached_property
    def inquiry(self) -> Any:
        return next((row for row in self.case.inquiries.all() if row.stage != "withdrawn"), None)

    @property
    def inquiry_told(self) -> str:
        return persian.jalali_datetime(self.inquiry.reported_at) if self.inquiry and self.inquiry.reported_at else ""

    @cached_property
    def service(self) -> Any:
        return next((row for row in self.case.services.all() if row.of == "invitation"), None)

    @property
    def service_told(self) -> str:
        return (
            f"{self.service.get_method_display()}، {persian.jalali_datetime(self.service.served_at)}"
            if self.service
            else ""
        )

    @cached_property
    def invitation(self) -> Any:
        return getattr(self.case, "invitation", None)

    @cached_property
    def defence(self) -> Any:
        rows = list(self.case.defences.all())
        return rows[-1] if rows else None

    @property
    def defence_end(self) -> Deadline | None:
        """The end of the day that the board set for the written defence."""
        if self.invitation is None:
            return None
        return defence_end(self.invitation.defence_until)

    @property
    def defence_told(self) -> str:
        if self.defence is not None:
            late = "، پس از مهلت" if self.defence.late else ""
            return f"{persian.jalali_datetime(self.defence.received_at)}{late}"
        end = self.defence_end
        return f"مهلت {end.last_minute_text} گذشت و چیزی نرسید" if end and self.at >= end.ends_at else ""

    @property
    def defence_wait(self) -> str:
        end = self.defence_end
        return f"مهلت آن تا {end.last_minute_text} باز است" if end else "پس از دعوت"

    @cached_property
    def hearing(self) -> Any:
        return getattr(self.case, "hearing", None)

    @property
    def hearing_told(self) -> str:
        if self.hearing is None:
            return ""
        return f"{persian.jalali_datetime(self.hearing.held_at)}، {'حاضر' if self.hearing.present else 'غایب، ناموجه'}"

    @property
    def closing_told(self) -> str:
        return persian.jalali_datetime(self.case.hearing_closed_at) if self.case.hearing_closed_at else ""

    @property
    def ruling_vote_told(self) -> str:
        return self.last_vote_told("issue_ruling") if self.carried("issue_ruling") else ""

    # --- national security

    @property
    def has_security_count(self) -> bool:
        return self.case.kind == "security"

    @cached_property
    def security_answers(self) -> list[Any]:
        return list(self.case.security_questions.all())

    @property
    def security_asked(self) -> bool:
        return any(row.answered_at is None for row in self.security_answers)

    @property
    def security_confirmed(self) -> bool | None:
        """The council's last answer; None while there is none."""
        told = [row.confirmed for row in self.security_answers if row.answered_at is not None]
        return told[-1] if told and not self.security_asked else None

    # --- ruling and appeal

    @cached_property
    def appeal(self) -> Any:
        return getattr(self.case, "appeal", None)

    @cached_property
    def appeal_invitation(self) -> Any:
        return getattr(self.case, "appeal_invitation", None)

    @cached_property
    def ruling(self) -> Ruling | None:
        return next((row for row in self.case.rulings.all() if row.instance == "first"), None)

    @property
    def appealable(self) -> bool:
        return self.ruling is not None and any(not row.final for row in self.ruling.sanctions.all())

    @property
    def final_told(self) -> str:
        if self.ruling is None:
            return "هنوز رأیی صادر نشده است."
        if self.ruling.clears:
            return "این رأی به برائت است و اعتراض نمی‌خواهد."
        letters = "، ".join(f"«{row.letter}»" for row in self.ruling.sanctions.all())
        return f"تنبیه {letters} به حکم قانون قطعی است و اعتراض‌پذیر نیست."

    @cached_property
    def appeal_end(self) -> Deadline | None:
        step = apps.get_app_config("conduct").steps["file_appeal"]
        limits = step_deadlines_of(step, self.case, self.at)
        return limits[0][1] if limits else None

    # --- archive and end of term

    @property
    def archived(self) -> bool:
        return any(row.stage == "sealed" for row in self.case.archives.all())

    @cached_property
    def to_carry_out(self) -> list[str]:
        """The letters of what the standing ruling orders and nobody has carried out or announced yet."""
        ruling = standing_ruling(self.case) if self.case.stage == "final" else None
        rows = ruling.sanctions.all() if ruling is not None else ()
        return [row.letter for row in rows if row.stage == "imposed" or (row.announced and row.stage == "executed")]

    @cached_property
    def term(self) -> Term | None:
        """The term of the case; of one that names none, that which has opened last."""
        return self.case.term or opened_term(self.at)

    @cached_property
    def ends_in_time(self) -> str | None:
        """The earliest lawful end where it lies in the term; empty where none does or nobody can tell, None without a term."""
        from conduct.queries.radar import earliest_in_time

        return (
            None if self.term is None or self.term.ends_on is None else earliest_in_time(self.case, self.term, self.at)
        )

    def appeal_needs_or_refuse(self) -> rules.Needs:
        """What the appeal board of today needs. Raises Refused when there is none, or its composition is unset."""
        body = appeal_body()
        members = members_of(body, legal_day(self.at)) if body else []
        if body is None or not members:
            raise Refused(CONDUCT_DIRECTIVE.article("10"), "هیأت تجدیدنظر هنوز عضوی ندارد؛ نخست سمت‌های آن ثبت شود.")
        return needs_of(body, members, legal_day(self.at))
