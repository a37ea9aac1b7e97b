"""Entering a list of questions, notices or bills that was looked at first, each once (house procedure, Art. 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from liaison.actions.filing import next_number
from liaison.models import KIND_MODELS, CabinetPeriod, Intake, Matter, Signature
from liaison.queries.imports import known_questions
from liaison.rules import question_list
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.indexing import touch
from majlis.models import Act, Term
from majlis.register import Call, Doing, official_act
from majlis.rules.deadlines import legal_day, midnight
from majlis.rules.law import Refused

BATCH = 1000  # rows in one statement
MORNING = timedelta(hours=8)  # a list tells days; their hour is the office's opening


def import_questions(call: Call, intake: Intake) -> Act:
    """Enter the questions of a list, once each, and change none that is there (house procedure, Article 4).

    Args: intake, unsaved; call.body: source (its name), sha256 (of the file), rows (each as Row.canonical gives it).
    Raises: Refused for a row that cannot be taken, or when nothing of the list is new.
    """
    with official_act(STEPS["import_questions"], intake, call) as act:
        _take(intake, act, "question")
    return act.act


def import_notices(call: Call, intake: Intake) -> Act:
    """Enter the written notices of a list, once each (house procedure, Article 4). Args: as for questions."""
    with official_act(STEPS["import_notices"], intake, call) as act:
        _take(intake, act, "notice")
    return act.act


def import_bills(call: Call, intake: Intake) -> Act:
    """Enter the government's bills of a list, once each, as the cabinet approved them (house procedure, Article 4). Args: as for questions."""
    with official_act(STEPS["import_bills"], intake, call) as act:
        _take(intake, act, "government_bill")
    return act.act


def import_member_bills(call: Call, intake: Intake) -> Act:
    """Enter the members' bills of a list with all who signed them, once each (house procedure, Article 4). Args: as for questions."""
    with official_act(STEPS["import_member_bills"], intake, call) as act:
        _take(intake, act, "member_bill")
    return act.act


def _take(intake: Intake, act: Doing, kind: str) -> None:
    source = question_list.source_name(act.body["source"])
    rows = question_list.rows_of(act.body["rows"], act.day, kind)
    found = question_list.compare(rows, known_questions(source, kind))
    if not found.new:
        raise Refused(LIAISON.article("4"), "هیچ ردیفی از این فهرست تازه نیست؛ چیزی افزوده نشد.")
    intake.kind, intake.source, intake.sha256 = kind, source, act.body["sha256"]
    intake.added, intake.same = len(found.new), len(found.same)
    _enter(found.new, source, act.at, kind)
    rejected = [[each.line, each.reason] for each in found.rejected]
    act.note(added=len(found.new), same=len(found.same), rejected=rejected)


def _enter(new: Iterable[tuple[Any, ...]], source: str, at: datetime, kind: str) -> None:
    times = _Times()
    rows = list(new)
    matters = [_matter(each, kind, source, at) for each in rows]
    for each in matters:
        each.term, each.cabinet = times.term(each.filed_at), times.cabinet(legal_day(each.filed_at))
    _number(matters, kind)
    for each in matters:
        each.take_keys()
    Matter.objects.bulk_create(matters, batch_size=BATCH)
    touch(matters)
    signatures = (
        Signature(matter=each, person_id=person, place=place, signed_at=each.filed_at)
        for each, (_, lead, *_) in zip(matters, rows, strict=True)
        if lead is not None
        for place, person in enumerate((lead.person, *lead.others))
    )
    Signature.objects.bulk_create(signatures, batch_size=BATCH)


class _Times:
    """The terms and governments, read once for a whole list."""

    def __init__(self) -> None:
        self.terms = list(Term.objects.order_by("-opens_at"))
        self.cabinets = list(CabinetPeriod.objects.order_by("-from_day"))

    def term(self, at: datetime) -> Term:
        found = next((each for each in self.terms if each.opens_at <= at), None)
        if found is None:
            raise Refused(
                LIAISON.article("4"), f"برای {persian.jalali_datetime(at)} دوره‌ای ثبت نشده است.", field="file"
            )
        return found

    def cabinet(self, day: date) -> CabinetPeriod | None:
        in_office = (
            each for each in self.cabinets if each.from_day <= day and (each.to_day is None or day <= each.to_day)
        )
        return next(in_office, None)


def _matter(found: tuple[Any, Any, Any, Any], kind: str, source: str, at: datetime) -> Matter:
    row, member, ministry, committee = found
    filed = min(midnight(row.filed_on) + MORNING, at)
    return KIND_MODELS[kind](
        kind=kind, title=row.title, text=row.text, addressee_id=ministry, committee_id=committee, lead_id=member and member.person,
        constituency=member.constituency if member else "", filed_at=filed, stage=STEPS[f"file_{kind}"].to, stage_since=filed,
        source=source, source_id=row.id,
    )  # fmt: skip


def _number(matters: list[Matter], kind: str) -> None:
    """Numbers in the order of filing, each year's from its own counter, taken at once."""
    years: dict[int, list[Matter]] = defaultdict(list)
    for each in sorted(matters, key=lambda each: (each.filed_at, each.source_id)):
        years[persian.jalali_parts(legal_day(each.filed_at))[0]].append(each)
    for _, rows in sorted(years.items()):
        year, first = next_number(kind, rows[0].filed_at, len(rows))
        for place, each in enumerate(rows):
            each.year, each.serial = year, first + place
