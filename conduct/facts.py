"""What the rules of each file's steps look at, read when they ask for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps

from conduct.models import Ballot, BoardAttendance, BoardRule, BoardSitting, Case, Ruling, RulingSanction
from conduct.rules import board as rules
from conduct.rules import sanctions
from conduct.rules.gate import BESIDE, QUESTIONS
from conduct.rules.hygiene import CARRYING
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import APPEAL_SEATS, PRESIDING, SEATS, STEPS
from majlis import persian
from majlis.models import Act, Body, Membership, Person, Term
from majlis.queries.authority import office_name, on_day
from majlis.queries.prepared import Prepared
from majlis.queries.standing import opened_term, step_deadlines_of
from majlis.rules.deadlines import Deadline, legal_day, midnight
from majlis.rules.law import Refused
from majlis.rules.votes import Tally

ROLES_IN_ORDER = {name: place for place, name in enumerate((*SEATS, *APPEAL_SEATS))}


def told(at: datetime) -> datetime:
    """The instant itself, where a page that is only read has it as a promise."""
    return at.astimezone(UTC)


def members_of(body: Body, day: date) -> list[Membership]:
    """Who sits on a board on a day, each person once, under his highest role; the registrar does not sit."""
    seated = sorted(
        (row for row in _held(body=body.pk, day=day) if office_name(row) in ROLES_IN_ORDER),
        key=lambda row: (ROLES_IN_ORDER[office_name(row)], row.person.sort_key),
    )
    found: dict[Any, Membership] = {}
    for row in seated:
        found.setdefault(row.person_id, row)
    return list(found.values())


_held = Prepared(
    lambda body, day: Membership.objects.filter(on_day(day), body=body).select_related("person", "body"),
    body=UUID, day=date,
)  # fmt: skip


def elected_on(members: list[Membership], day: date) -> date:
    """The day of a board's election: the earliest first day among its present members."""
    # `record_board_election` dates every seat by the election; one who follows later (Art. 5) does not make the board younger.
    return min((row.from_day for row in members), default=day)


def adopted() -> dict[str, tuple[rules.Adopted, ...]]:
    """The house's decisions by key."""
    found: dict[str, tuple[rules.Adopted, ...]] = {}
    for row in _decisions():
        found[row.key] = (*found.get(row.key, ()), rules.Adopted(row.key, row.value, row.source, row.first_day))
    return found


_decisions = Prepared(lambda: BoardRule.objects.order_by("first_day"))


def needs_of(body: Body, members: list[Membership], day: date) -> rules.Needs:
    """What a body needs to sit and decide on a day. Raises Refused while a value is unset."""
    elected = elected_on(members, day)
    if body.kind == "appeal_board":
        return rules.appeal_needs(len(members), elected, day, adopted())
    return rules.board_needs(elected, day, adopted())


def day_end(until: date, told: str) -> Deadline:
    """The end of a day that somebody set, as a deadline with its one line."""
    end = midnight(date.fromordinal(until.toordinal() + 1))
    last = (end - datetime.resolution).replace(second=0, microsecond=0)
    return Deadline(end, last, "set_by_hand", (told,))


def defence_end(until: date) -> Deadline:
    """The end of the day that the board set for the written defence (Art. 9)."""
    return day_end(until, f"روزی که هیأت گذاشت: {persian.weekday_name(until)} {persian.jalali(until)}، تا پایان آن")


def barred_from_standing(person: Person, day: date) -> bool:
    """Is he of the presiding board, which has no seat on the board but its deputy speaker's (Art. 2; law, Art. 1)?"""
    held = Membership.objects.filter(on_day(day), person=person, body__kind="presiding_board").select_related("body")
    return any(office_name(each) in PRESIDING for each in held)


def committees_of(person: Person, day: date) -> frozenset[str]:
    """The committees that carry a seat of the board and to which he belongs, by code (Arts. 2, 5)."""
    held = Membership.objects.filter(on_day(day), person=person, body__code__in=CARRYING)
    return frozenset(held.values_list("body__code", flat=True))


def appeal_body() -> Body | None:
    return Body.objects.filter(kind="appeal_board").order_by("-order", "code").first()


_came = Prepared(
    lambda sitting: BoardAttendance.objects.filter(sitting=sitting, left_at=None).values_list("person_id", flat=True),
    sitting=UUID,
)


class SittingFacts:
    """A sitting: its roll, who is there, and what it needs."""

    def __init__(self, sitting: BoardSitting, at: datetime):
        self.sitting, self.at = sitting, told(at)

    @cached_property
    def members(self) -> list[Membership]:
        return members_of(self.sitting.body, legal_day(self.at))

    @cached_property
    def needs(self) -> rules.Needs:
        return needs_of(self.sitting.body, self.members, legal_day(self.at))

    @cached_property
    def attending(self) -> set[Any]:
        there = set(_came(sitting=self.sitting.pk))
        return there & {row.person_id for row in self.members}

    @property
    def tally(self) -> Tally:
        return Tally(members=len(self.members), attending=len(self.attending))

    def tally_on(self, case: Case, **votes: int) -> Tally:
        """The same room, for one case: who stood aside is there and is not counted."""
        recused = self.attending & barred(case)
        return Tally(members=len(self.members), attending=len(self.attending), recused=len(recused), **votes)

    def eligible(self, case: Case) -> set[Any]:
        """Keys of those who may vote on a case in this room."""
        return self.attending - barred(case)


def barred(case: Case) -> set[Any]:
    """Who may not sit on a case: those who stood aside, and the member concerned."""
    return {*(row.person_id for row in case.recusals.all()), case.member_id}


def questions_of(stage: str) -> list[str]:
    """The questions on the way of a case at a stage, as words of the acts that they allow."""
    return [word for word in QUESTIONS if word not in BESIDE and stage in STEPS[word].after]


class BallotFacts:
    """A vote as its gates see it."""

    def __init__(self, ballot: Ballot, at: datetime):
        self.ballot, self.at = ballot, told(at)
        self.room = SittingFacts(ballot.sitting, at)

    @property
    def stage(self) -> str:
        return self.ballot.case.stage

    @property
    def question(self) -> str:
        return self.ballot.question

    @property
    def questions(self) -> list[str]:
        """What may be asked here: the one beside the way that was named, else those of the stage."""
        return [self.question] if self.question in BESIDE else questions_of(self.stage)

    @property
    def suspended_at(self) -> datetime | None:
        return self.ballot.case.suspended_at

    @cached_property
    def case_facts(self) -> Any:
        return self.ballot.case.facts(self.at)

    @property
    def sitting_open(self) -> bool:
        return self.ballot.sitting.stage == "open"


class SanctionFacts:
    """A sanction of a ruling as its gates see it: does it stand, and is it final?"""

    def __init__(self, sanction: RulingSanction, at: datetime):
        self.sanction, self.at = sanction, told(at)

    @property
    def announced(self) -> str:
        return self.sanction.announced

    @cached_property
    def not_in_force_told(self) -> str:
        """Why it may not be carried out now; empty where it may."""
        case, ruling = self.sanction.case, self.sanction.ruling
        if case.stage == "final":
            return "" if standing_ruling(case) == ruling else "این تنبیه با رأی تجدیدنظر برداشته شده است."
        # ASK (law, Art. 6): what is final by law is read to be carried out from service on, whatever is objected to beside it.
        served = case.services.filter(of="ruling").exists()
        if self.sanction.final and served and ruling.instance == "first":
            return ""
        return "این تنبیه هنوز قطعی نیست." if served else "رأی هنوز ابلاغ نشده است."


def operative_phrases(ruling: Ruling) -> list[str]:
    """What says the result of a ruling, wherever its text repeats it: outcome, sanctions, letters, lengths."""
    known = sanctions.on(ruling.case.violation_day).values()
    phrases = {label for _, label in Ruling.OUTCOMES} | {"برائت", "نقض", "تأیید"}
    phrases |= {each.title for each in known} | {f"«{each.letter}»" for each in known}
    months = [row.months for row in ruling.sanctions.all() if row.months]
    return sorted(phrases | {f"{persian.number(each)} ماه" for each in months})


def standing_ruling(case: Case) -> Ruling | None:
    """The ruling whose sanctions stand: the first, unless the appeal board changed or quashed it."""
    found = {row.instance: row for row in case.rulings.all()}
    appeal = found.get("appeal")
    return appeal if appeal is not None and appeal.outcome != "upheld" else found.get("first")


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
