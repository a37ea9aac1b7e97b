"""Cases with a word of their own in every secret field, so that each word can be looked for wherever it should not be."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from conduct.models import Archive, ArchiveOpening, BoardSitting, Case, Inquiry, RulingSanction
from conduct.tests import making
from conduct.tests.playing import DAY, World
from majlis.models import Body, Document, Person
from majlis.tests.people import appointed, person_named

MARK = "قناری"
# Where the words of a case may lie: its own tables, its line in the register, a first signature, the name of a paper.
HOMES = ("conduct_", "majlis_act", "majlis_countersign", "majlis_document")
REPORTER_HOMES = ("conduct_reporteridentity",)


def word(name: str) -> str:
    """A word that stands nowhere else, by the field in which it is put."""
    return f"{MARK}-{name}-7q2m"


@dataclass
class Secrets:
    """What was played, and the people by what they have to do with it."""

    world: World
    hidden: Case  # not yet told to the member whom it concerns
    told: Case  # served on its member, with all that lies beside the way
    sealed: Archive
    people: dict[str, Person]

    def keys(self, case: Case) -> dict[str, str]:
        """By the head of an address, the key of what lies behind it in one case."""
        found = {"cases": case.pk, "own": case.pk}
        for name, rows in (
            ("inquiries", case.inquiries), ("votes", case.ballots), ("rulings", case.rulings), ("late", case.late_appeals), ("archive", case.archives),
            ("openings", case.openings),
        ):  # fmt: skip
            row = rows.first()
            if row is not None:
                found[name] = row.pk
        sanction = RulingSanction.objects.filter(ruling__case=case).order_by("place").first()
        if sanction is not None:
            found["sanctions"] = sanction.pk
        return {name: str(key) for name, key in found.items()}


def played(world: World) -> Secrets:
    world = copy.copy(world)
    admin = world.people.administrator
    invited, other, former, past = (
        person_named(name, admin) for name in ("یاسمن رودبار", "همای کهن‌دشت", "نماینده پیشین", "عضو پیشین هیأت")
    )
    chamber = Body.objects.get(kind="chamber")
    for person, more in ((invited, {}), (other, {}), (former, {"to_day": "2026-04-01"})):
        appointed(person, chamber, "member", admin, **more)
    appointed(past, world.board, "member", admin, to_day="2026-04-01")
    people = {
        "owner": world.chair, "registrar": world.registrar, "recused": world.seats[5], "judge": world.judges[2], "accused": world.member, "invited": invited,
        "other_member": other, "former_member": former, "former_of_board": past, "clerk": world.people.clerk, "speaker": world.people.speaker,
        "stranger": world.people.stranger,
    }  # fmt: skip
    told = _told(world, invited)
    hidden = _hidden(world)
    sealed = _sealed(world, other)
    for case in (told, hidden):
        case.refresh_from_db()
        world.do("declare_recusal", case, world.seats[5], reason=word("recusal"))
    making.stored()
    return Secrets(world, Case.objects.get(pk=hidden.pk), Case.objects.get(pk=told.pk), sealed, people)


def _reported(world: World, member: Person, name: str, **more: Any) -> Case:
    reporter = {"name": word("reporter"), "contact": word("contact")}
    case = world.report(member=member, text=word(f"report-{name}"), reporter=reporter, **more).case
    Document.objects.filter(realm="conduct").update(name=f"{word('paper')}.pdf")
    return case


def _inquired(world: World, case: Case) -> None:
    world._to_under_inquiry(case, {})
    inquiry = Inquiry.objects.get(case=case)
    typed = {"text": word("inquiry"), "finds": True, "papers": [world.paper(inquiry.inquirer)]}
    world.do("report_inquiry", inquiry, inquiry.inquirer, **typed)
    case.refresh_from_db()


def _hidden(world: World) -> Case:
    """Inquired into, put off for a court, with a question to the council: nothing of it has reached its member."""
    case = _reported(world, world.member, "hidden", kind="security")
    _inquired(world, case)
    world.do("await_security_council", case, world.secretary, number=word("council"), kept_at=word("kept"))
    world.vote(case, "suspend_for_court")
    case.refresh_from_db()
    world.do("suspend_for_court", case, world.secretary, court=word("court"), reason=word("why"), papers=[])
    return case


def _told(world: World, member: Person) -> Case:
    """From report to service, each text with its word; carried out in part, mended, objected to too late, sent out of the house."""
    case = _reported(world, member, "told")
    _inquired(world, case)
    world._to_found(case, {})
    case.refresh_from_db()
    call = {
        "hearing_at": (world.now + 5 * DAY).isoformat(),
        "defence_until": _day(world, 4),
        "place": word("place"),
        "text": word("invitation"),
    }
    world.do("invite_member", case, world.secretary, **call, papers=[world.paper(world.secretary)], released=[])
    case.refresh_from_db()
    served = {"method": "witness", "witness": word("witness"), "papers": [world.paper(world.registrar)]}
    world.do("prove_service", case, world.registrar, world.now, **served)
    world.do("receive_defence", case, member, text=word("defence"), papers=[])
    case.refresh_from_db()
    world.sitting()
    world.do("hold_hearing", case, world.secretary, minutes=word("minutes"), papers=[])
    case.refresh_from_db()
    world._to_closed_for_ruling(case, {})
    chosen = [{"letter": "ح", "months": None}, {"letter": "ت", "months": 2}]
    reasons = {"clears": False, "sanctions": chosen, "reasons": word("reasons")}
    world.vote(case, "issue_ruling", proposal=reasons)
    case.refresh_from_db()
    world.do("issue_ruling", case, world.secretary, dissent=word("dissent"), papers=[world.paper(world.secretary)])
    case.refresh_from_db()
    world._to_served(case, {})
    slip = {"wrong": "reasons", "right": "resaons", "reason": word("slip"), "papers": [world.paper(world.secretary)]}
    world.do("correct_ruling", case.rulings.get(), world.secretary, **slip)
    world.do(
        "execute_sanction",
        RulingSanction.objects.get(ruling__case=case, letter="ت"),
        world.secretary,
        how=word("how"),
        papers=[],
    )
    world.now = Case.objects.get(pk=case.pk).facts(world.now).appeal_end.ends_at + DAY
    late = {"received_at": world.now.isoformat(), "text": word("late"), "papers": [world.paper(world.registrar)]}
    case.refresh_from_db()
    world.do("record_late_appeal", case, world.registrar, **late)
    world.vote(case, "refer_to_judiciary")
    case.refresh_from_db()
    out = {
        "ground": "crime",
        "number": word("letter"),
        "reason": word("referral"),
        "papers": [world.paper(world.secretary)],
    }
    world.do("refer_to_judiciary", case, world.secretary, **out)
    return case


def _day(world: World, more: int) -> str:
    from majlis.rules.deadlines import legal_day

    return (legal_day(world.now) + more * DAY).isoformat()


def _sealed(world: World, member: Person) -> Archive:
    case = _reported(world, member, "sealed")
    world.do("declare_recusal", case, world.seats[5], reason=word("recusal"))
    world.vote(case, "dismiss_report")
    case.refresh_from_db()
    world.do("dismiss_report", case, world.secretary, reason=word("dismissed"))
    archive = making.sealed(world, case, shelf=word("shelf"))
    ArchiveOpening.objects.create(case=case, archive=archive, asked_at=world.now, stage="asked", stage_since=world.now)
    return archive


def sitting() -> str:
    return str(BoardSitting.objects.first().pk)
