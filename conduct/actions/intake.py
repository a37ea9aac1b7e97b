"""The office takes a report in (Arts. 1, 7 note 1; law, Art. 2)."""

from __future__ import annotations

import secrets
from datetime import date

from conduct.actions.papers import lay
from conduct.facts import elected_on, members_of
from conduct.models import Case, Report, ReporterIdentity
from conduct.queries.keys import knows_reporters, readers
from conduct.rules.jurisdiction import must_lie_in_his_time
from conduct.rules.laws import CONDUCT_DIRECTIVE, CONDUCT_LAW
from conduct.rules.procedure import OFFICE, STEPS
from majlis import persian
from majlis.models import Act, Body, Membership, Person
from majlis.queries.authority import office_name, offices_of
from majlis.register import Call, Doing, official_act
from majlis.rules import chain
from majlis.rules.law import Refused
from majlis.safes import open_safe

# Letters and digits that no hand mistakes for one another.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS = (4, 2)
SALT_BYTES = 32
HEX = 16


def register_report(call: Call, report: Report) -> Act:
    """Register a report confidentially: a new case, or a like report joined to one (Arts. 1, 7 note 1; law, Art. 2).

    Args: report, unsaved, with its case where it is joined; call.body: member (person key), kind, alleged_day and
        received_on (ISO), text, anonymous, reporter (name and contact, kept apart from the register), papers.
    Raises: Refused when the alleged day lies outside the member's time (Art. 1), the joined case is another's or has
        left its first stages, or nobody is named and the report is not marked anonymous.
    """
    with official_act(STEPS["register_report"], report, call) as act:
        reporter = act.body.pop("reporter", None) or {}
        report.received_on = date.fromisoformat(act.body["received_on"])
        report.alleged_day = date.fromisoformat(act.body["alleged_day"])
        report.text, report.anonymous = act.body["text"], bool(act.body.get("anonymous"))
        if not report.anonymous and not reporter.get("name"):
            raise Refused(
                CONDUCT_LAW.article("2"),
                "گزارش‌دهنده باید هویت کامل داشته باشد، یا گزارش بی‌نام نشان بخورد.",
                field="reporter_name",
            )
        member = Person.objects.get(pk=act.body["member"])
        held = _time_of(member, report, act)
        if not report.case_id:
            report.case = _new_case(member, held, act)
        elif report.case.member_id != member.pk or report.case.stage not in ("reported", "under_inquiry"):
            raise Refused(
                CONDUCT_DIRECTIVE.article("8"),
                "گزارش همانند به پرونده‌ای از همین نماینده پیوست می‌شود که هنوز به احراز نرسیده است.",
            )
        report.stage, report.stage_since = "registered", act.at
        report.save()
        lay(report.case, act, "report", wanted=True)
        _keep_apart(report, reporter, act)
    return act.act


def _time_of(member: Person, report: Report, act: Doing) -> Membership:
    """The membership of parliament in whose time the alleged day lies (Art. 1)."""
    held = list(Membership.objects.filter(person=member, body__kind="chamber", role="member").select_related("term"))
    must_lie_in_his_time(report.alleged_day, report.received_on, *((row.from_day, row.to_day) for row in held))
    if report.received_on > act.day:
        raise Refused(CONDUCT_DIRECTIVE.article("7 n. 1"), "روز رسیدن گزارش هنوز نیامده است.", field="received_on")
    return next(
        row
        for row in held
        if row.from_day <= report.alleged_day and not (row.to_day and row.to_day < report.alleged_day)
    )


def _new_case(member: Person, held: Membership, act: Doing) -> Case:
    offices = offices_of(act.person, act.day)
    board: Body = next(each.body for each in offices if office_name(each) in OFFICE)
    case = Case(
        ref=new_reference(act.day), member=member, term=held.term, board=board, board_elected=elected_on(members_of(board, act.day), act.day),
        kind=act.body["kind"], violation_day=date.fromisoformat(act.body["alleged_day"]), stage="reported", stage_since=act.at,
    )  # fmt: skip
    case.save()
    open_safe(case.reference, readers(case, act.day))
    return case


def new_reference(day: date) -> str:
    """A reference that counts nothing: the year, then letters by chance."""
    year, _, _ = persian.jalali_parts(day)
    while True:
        number, letters = int(secrets.token_hex(SALT_BYTES), HEX), ""
        for _ in range(sum(GROUPS)):
            number, place = divmod(number, len(ALPHABET))
            letters += ALPHABET[place]
        ref = f"{year}-{letters[: GROUPS[0]]}-{letters[GROUPS[0] :]}"
        if not Case.objects.filter(ref=ref).exists():
            return ref


def _keep_apart(report: Report, reporter: dict, act: Doing) -> None:
    """The name lies in its own table; the register holds a salted hash that proves it and tells nothing."""
    if not reporter.get("name"):
        return
    salt = secrets.token_hex(SALT_BYTES)
    identity = ReporterIdentity(report=report, name=reporter["name"], contact=reporter.get("contact", ""), salt=salt)
    open_safe(identity.sealed_in, knows_reporters(report.case, act.day))
    identity.save()
    act.note(reporter=chain.H("reporter", salt, reporter["name"], reporter.get("contact", "")))
