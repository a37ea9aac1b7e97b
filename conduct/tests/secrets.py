"""Cases with a word of their own in every secret field, so that each word can be looked for wherever it should not be."""

from __future__ import annotations

import copy
import io
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from conduct.models import Archive, ArchiveOpening, BoardSitting, Case, Inquiry, RulingSanction
from conduct.tests import making
from conduct.tests.playing import DAY, World
from majlis import actions as house
from majlis import personal
from majlis.models import Body, Letter, Person
from majlis.register import FirstSigned
from majlis.tests.people import appointed, person_named

MARK = "قناری"
# By chance in each run: what an earlier one left in a shared server is not this one's.
RUN = uuid4().hex[:8]
# Where a word of a case may lie open: the place of its papers in the archive, which whoever keeps it must find without its key.
HOMES = ("conduct_archive",)
# The fields in which a word was put, and so must be looked for.
SAID: set[str] = set()
SIDE = 24


def word(name: str) -> str:
    """A word that stands nowhere else, by the field in which it is put."""
    SAID.add(name)
    return f"{MARK}-{name}-{RUN}"


def picture(name: str) -> bytes:
    """A picture of chance, the same for the same word: nothing in it shrinks, so its bytes are known wherever they lie."""
    out = io.BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), Random(name + RUN).randbytes(SIDE * SIDE * 3)).save(out, "PNG")
    return out.getvalue()


def brought(world: World, owner: Person) -> str:
    """A paper that somebody brings through the office's door: it lies sealed, and its name with it."""
    upload = SimpleUploadedFile(f"{word('paper')}.png", picture(str(uuid4())))
    return str(personal.keep_document(owner, upload, "conduct", world.now).pk)


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
    world.paper = partial(brought, world)  # type: ignore[method-assign]
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


# What a case may hold besides


def judged(world: World, member: Person) -> Case:
    """Put off for a court and taken up, ruled on, objected to, decided by the appeal board, carried out, announced, told outside, and
    its member absent: each text of it has its word."""
    case = _reported(world, member, "judged", kind="security")
    _inquired(world, case)
    world.do("await_security_council", case, world.secretary, number=word("asked"), kept_at=word("kept-asked"))
    answer = {"confirmed": True, "number": word("answer"), "kept_at": word("kept-answer")}
    world.do("record_security_council", _now(case), world.registrar, **answer)
    world.vote(case, "suspend_for_court")
    world.do("suspend_for_court", _now(case), world.secretary, court=word("court-2"), reason=word("why-2"), papers=[])
    world.do("resume_case", _now(case), world.secretary, judgment=word("judgment"), papers=[])
    world.vote(case, "find_violation")
    world.do("find_violation", _now(case), world.secretary, reason=word("found"))
    _heard_in_absence(world, case)
    _ruled(world, case)
    text = {"text": word("appeal"), "papers": []}
    world.do("file_appeal", _now(case), member, **text)
    world.do("forward_appeal", _now(case), world.secretary)
    _decided_on_appeal(world, case)
    _carried_out(world, case)
    return _now(case)


def _now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def _heard_in_absence(world: World, case: Case) -> None:
    call = {"hearing_at": (world.now + 5 * DAY).isoformat(), "defence_until": _day(world, 4), "place": word("place-2")}
    told = {**call, "text": word("invitation-2"), "papers": [], "released": []}
    world.do("invite_member", _now(case), world.secretary, **told)
    served = {"method": "witness", "witness": word("witness-2"), "papers": [world.paper(world.registrar)]}
    world.do("prove_service", _now(case), world.registrar, world.now, **served)
    letter(world, case, "invitation")
    world.now += 6 * DAY
    world.sitting()
    world.vote(case, "record_absence")
    world.do("record_absence", _now(case), world.secretary, reason=word("absence"))
    world.do("close_hearing", _now(case), world.chair)


def _ruled(world: World, case: Case) -> None:
    chosen = [{"letter": "چ", "months": None}, {"letter": "پ", "months": None}]
    typed = {
        "clears": False,
        "sanctions": chosen,
        "reasons": f"{word('reasons-2')} {word('wrong')}",
        "count": "security",
    }
    world.vote(case, "issue_ruling", proposal=typed)
    world.do("issue_ruling", _now(case), world.secretary, dissent=word("dissent-2"), papers=[])
    slip = {"wrong": word("wrong"), "right": word("right"), "reason": word("slip-2"), "papers": []}
    world.do(
        "correct_ruling",
        _now(case).rulings.get(),
        world.secretary,
        **{**slip, "papers": [world.paper(world.secretary)]},
    )
    world._to_served(_now(case), {})


def _decided_on_appeal(world: World, case: Case) -> None:
    judge = world.judges[1]
    told = {
        "hearing_at": (world.now + DAY / 720).isoformat(),
        "place": word("appeal-place"),
        "text": word("appeal-call"),
    }
    world.do("invite_to_appeal", _now(case), judge, **told, papers=[])
    world.vote(case, "decide_appeal", 4, {"outcome": "upheld", "reasons": word("appeal-reasons")})
    world.do("decide_appeal", _now(case), judge, dissent=word("appeal-dissent"))


def _carried_out(world: World, case: Case) -> None:
    sanctions = RulingSanction.objects.filter(ruling__case=case, ruling__instance="first")
    typed = {"how": word("how-2"), "told": word("announcement"), "papers": []}
    world.do("execute_sanction", sanctions.get(letter="چ"), world.secretary, **typed)
    world.do(
        "announce_sanction",
        sanctions.get(letter="چ"),
        world.people.speaker,
        session="closed",
        sitting=word("announced"),
    )
    world.do("execute_sanction", sanctions.get(letter="پ"), world.secretary, how=word("how-3"), papers=[])
    world.vote(case, "report_to_guardian_council")
    out = {"number": word("council-letter"), "reason": word("council-reason"), "papers": [world.paper(world.secretary)]}
    world.do("report_to_guardian_council", _now(case), world.secretary, **out)


def letter(world: World, case: Case, kind: str) -> Letter:
    """A letter on a case, signed and void again; each of its words is one of the secret fields."""
    row = Letter(realm="conduct", file_kind="case", file_key=case.pk, word=kind)
    said = {name: word(f"letter-{name}") for name in ("addressee", "title", "text", "copies")}
    body = {**said, "grade": "confidential", "priority": "ordinary", "papers": []}
    house.draft_letter(world.call(world.secretary, **body), row)
    house.sign_letter(world.call(world.secretary, **body), row)
    house.void_letter(world.call(world.secretary, reason=word("letter-void")), row)
    return row


def typed_and_left(world: World, case: Case) -> None:
    """What lies between two acts: a draft, a first signature on the opening of the archive, a late objection taken up by one."""
    personal.save_draft(world.secretary, "find_violation", case.reference, {"reason": word("draft")}, world.now, None)
    late = case.late_appeals.first()
    if late is not None:
        with suppress(FirstSigned):
            world.do("admit_late_appeal", late, world.judges[0], reason=word("admitted"))


def opened(world: World, archive: Archive) -> None:
    """An archive that two have taken out again, and their reason."""
    for who in (world.registrar, world.secretary):
        with suppress(FirstSigned):
            world.do("open_archive", archive, who, reason=word("opened-for"))
