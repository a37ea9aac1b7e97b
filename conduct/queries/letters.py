"""This office's letters, which count nowhere: on cases, each as secret as its case, and on the making of a board (Arts. 2-12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from conduct.models import Case, RulingSanction
from conduct.queries import making, making_letters
from conduct.queries.scope import cases, own_cases, sanctions
from conduct.rules.procedure import APPEAL_DESK, OFFICE, SECRETARY
from conduct.rules.sanctions import on
from majlis.models import Document, Letter, Person
from majlis.queries import Viewer
from majlis.queries.letters import LetterKind, LetterRoom


def _released(case: Case) -> QuerySet[Document]:
    """What the member was given goes with a letter to him, and nothing else of the case."""
    return Document.objects.filter(pk__in=case.releases.values("document")).order_by("received_at", "pk")


def invited(case: Case) -> Mapping[str, Any]:
    """When and where he is awaited, and until when his written defence."""
    invitation = case.invitation
    return {
        "member": case.member.name,
        "hearing_at": invitation.hearing_at,
        "place": invitation.place,
        "defence_until": invitation.defence_until,
        "text": invitation.text,
    }


def ruled(case: Case) -> Mapping[str, Any]:
    """The board's ruling, whole: what was imposed, why, and what may still be objected to."""
    return _ruling(case, "first")


def ruled_on_appeal(case: Case) -> Mapping[str, Any]:
    """The appeal board's ruling, which is final."""
    return _ruling(case, "appeal")


def _ruling(case: Case, instance: str) -> Mapping[str, Any]:
    ruling = case.rulings.prefetch_related("sanctions").get(instance=instance)
    sanctions = list(ruling.sanctions.all())
    return {
        "member": case.member.name,
        "clears": ruling.clears,
        "outcome": ruling.get_outcome_display(),
        "reasons": ruling.reasons,
        "issued_at": ruling.issued_at,
        "sanctions": sanctions,
        "appealable": any(not each.final for each in sanctions),
    }


def forwarded(case: Case) -> Mapping[str, Any]:
    """That an objection came in time, and the case goes to the appeal board; nothing of what it says."""
    return {"received_at": case.appeal.received_at, "body": case.appeal_body.title if case.appeal_body else ""}


def carried(case: Case) -> Mapping[str, Any]:
    """That a case which could not end in its term goes on in the next, and no word of what it is about (Art. 12)."""
    return {"member": case.member.name, "term": case.term.label if case.term else ""}


def ordered(sanction: RulingSanction) -> Mapping[str, Any]:
    """What an office of the house does about a sanction: its name, its length; of the case and its reasons nothing."""
    known = on(sanction.case.violation_day)[sanction.letter]
    return {
        "addressee": known.follows.removeprefix(ADDRESSED) or "رئیس محترم مجلس شورای اسلامی", "member": sanction.case.member.name, "letter": sanction.letter,
        "title": sanction.title, "months": sanction.months, "bar_until": sanction.bar_until, "bars": known.bars,
    }  # fmt: skip


def received(viewer: Viewer) -> Q:
    """Letters to the member himself: his invitation; a ruling once it was served, and not before."""
    own = own_cases(viewer).order_by()
    served = own.filter(services__of="ruling").values("pk")
    final = own.filter(rulings__instance="appeal").values("pk")
    return (
        Q(word__in=("invitation", "carried"), file_key__in=own.values("pk"))
        | Q(word="ruling", file_key__in=served)
        | Q(word="appeal_ruling", file_key__in=final)
    )


def told(letter: Letter) -> list[Person]:
    """Whom a signed letter is written to beside the board's own: the member, as `received` has it."""
    case = letter.file
    if letter.word not in ("invitation", "carried", "ruling", "appeal_ruling") or not hasattr(case, "invitation"):
        return []
    reached = {
        "ruling": lambda: case.services.filter(of="ruling").exists(),
        "appeal_ruling": lambda: case.rulings.filter(instance="appeal").exists(),
    }
    return [case.member] if reached.get(letter.word, lambda: True)() else []


def own_page(case: Case) -> str:
    return reverse("conduct:own_case", args=[case.pk])


ADDRESSED = "نامه به "
SIGNERS = {"conduct_board.chair": "رئیس هیأت نظارت", "conduct_board.secretary": "دبیر هیأت نظارت"}
APPEAL_SIGNERS = {"appeal_board.chair": "رئیس هیأت تجدیدنظر", "appeal_board.secretary": "دبیر هیأت تجدیدنظر"}

ROOM = LetterRoom(
    head=("هیأت نظارت بر رفتار نمایندگان",),
    kinds=(
        LetterKind(
            "invitation", "دعوت‌نامهٔ محرمانه", "case", "invite_member", OFFICE,
            SIGNERS, invited, _released, "confidential",
        ),
        LetterKind("carried", "آگاهی از رفتن پرونده به دورهٔ بعد", "case", "carry_to_next_term", OFFICE, SIGNERS, carried, grade="confidential"),
        LetterKind("ruling", "ابلاغ رأی هیأت", "case", "issue_ruling", OFFICE, SIGNERS, ruled, grade="confidential"),
        LetterKind("forwarded_appeal", "فرستادن اعتراض به هیأت تجدیدنظر", "case", "forward_appeal", OFFICE, SIGNERS, forwarded, grade="confidential"),
        LetterKind("appeal_ruling", "ابلاغ رأی تجدیدنظر", "case", "decide_appeal", APPEAL_DESK, APPEAL_SIGNERS, ruled_on_appeal, grade="confidential"),
        LetterKind("sanction_order", "نامهٔ اجرای تنبیه", "rulingsanction", "execute_sanction", SECRETARY, SIGNERS, ordered, grade="confidential"),
        *making_letters.KINDS,
    ),
    files={"case": cases, "rulingsanction": sanctions, "election": making.elections, "staffing": making.staffings},
    page=lambda file: file.get_absolute_url(),
    received=received,
    own_page=own_page,
    told=told,
)  # fmt: skip
