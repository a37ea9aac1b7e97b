"""Who sees what: the permission stands inside the one query that looks a row up. There is no second look."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from conduct.models import (
    Archive,
    ArchiveOpening,
    BoardRule,
    BoardSitting,
    Case,
    CasePaper,
    CaseRecusal,
    Inquiry,
    Invitation,
    LateAppeal,
    Release,
    Report,
    Ruling,
    RulingSanction,
)
from conduct.models.ruling import Ballot
from conduct.rules.keyholders import HOLDER
from conduct.rules.procedure import (
    APPEAL_DESK,
    APPEAL_SEATS,
    CUSTODIANS,
    DESK,
    OFFICE,
    REGISTRAR,
    SEATS,
    SPEAKER,
    STEPS,
)
from majlis.models import Body, Membership, Person
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.prepared import Prepared
from majlis.queries.prepared_for import PreparedFor

ROOMS = (*SEATS, *REGISTRAR, *APPEAL_SEATS)


def is_of_the_board(viewer: Viewer) -> bool:
    """Has he an office in this realm, whether or not a case is there?"""
    return viewer.holds(*ROOMS)


def has_a_room(viewer: Viewer) -> bool:
    """Is the realm's door shown to him: to its officers, to who keeps the archive's key, and to a member who was invited?"""
    return is_of_the_board(viewer) or keeps_the_key(viewer) or bool(own_stages(viewer))


def cases(viewer: Viewer) -> QuerySet[Case]:
    """Cases for an office: the board and its registrar, the appeal board once one is forwarded to it; never for him whom
    it concerns, nor for him who stood aside."""
    if viewer.person is None:
        return Case.objects.none()
    found = cases_seen(viewer.person.pk, **rooms(viewer))
    return found.select_related("board", "appeal_body", "member", "term")


def rooms(viewer: Viewer) -> dict[str, tuple[UUID, ...]]:
    """The boards whose cases he sees, and the appeal boards; what `cases_seen` asks for."""
    return {"board": viewer.bodies(*SEATS, *REGISTRAR), "appeal": viewer.bodies(*APPEAL_SEATS)}


def cases_seen(person: UUID, board: Collection[UUID], appeal: Collection[UUID]) -> QuerySet[Case]:
    """The cases of these rooms, but for his own, those from which he stands aside, and those that lie in the archive."""
    sealed = Archive.objects.filter(case=OuterRef("pk"), stage="sealed")
    return cases_of_rooms(person, board, appeal).filter(~Exists(sealed))


def cases_of_rooms(person: UUID, board: Collection[UUID], appeal: Collection[UUID]) -> QuerySet[Case]:
    """The same with those in the archive: for its inventories, and for who opened what."""
    aside = CaseRecusal.objects.filter(case=OuterRef("pk"), person=person)
    seen = Q(board__in=board) | Q(appeal_body__in=appeal)
    return Case.objects.filter(seen, ~Exists(aside)).exclude(member=person)


def case_visible(viewer: Viewer, pk: UUID) -> Case | None:
    return next(iter(_case_visible(viewer, key=pk)), None)


_case_visible = PreparedFor(lambda viewer, key: cases(viewer).filter(pk=key), key=UUID)


def own_cases(viewer: Viewer) -> QuerySet[Case]:
    """A member's own cases: from the invitation on, and not a moment before."""
    if viewer.person is None:
        return Case.objects.none()
    return own_of(viewer.person.pk).select_related("invitation", "board", "appeal_body")


def own_of(person: UUID) -> QuerySet[Case]:
    invited = Invitation.objects.filter(case=OuterRef("pk"))
    return Case.objects.filter(Exists(invited), member=person)


def own_stages(viewer: Viewer) -> list[str]:
    """Where his own cases stand: what the frame of every page asks, for the door and for the count, in one query a request."""
    if viewer.person is None:
        return []
    return viewer.once("conduct.own_stages", lambda: _own_stages(person=viewer.person.pk))  # type: ignore[union-attr]


_own_stages = Prepared(lambda person: own_of(person).order_by().values_list("stage", flat=True), person=UUID)


def own_case(viewer: Viewer, pk: UUID) -> Case | None:
    return next(iter(_own_case(viewer, key=pk)), None)


_own_case = PreparedFor(lambda viewer, key: own_cases(viewer).filter(pk=key), key=UUID)


def case_or_own(viewer: Viewer, pk: UUID) -> Case | None:
    """A case of his office or his own, in one query."""
    if viewer.person is None:
        return None
    seen = Q(pk__in=cases(viewer).values("pk")) | Q(pk__in=own_cases(viewer).values("pk"))
    return Case.objects.filter(seen, pk=pk).select_related("board", "appeal_body", "member").first()


def sees_votes(viewer: Viewer, case: Case) -> bool:
    """The registrar has the intake and the papers; votes and findings are the boards'."""
    return viewer.holds(*SEATS, body=case.board) or (
        case.appeal_body is not None and viewer.holds(*APPEAL_SEATS, body=case.appeal_body)
    )


def sees_identity(viewer: Viewer, case: Case) -> bool:
    """Who reported is for the registrar and the chair alone."""
    return viewer.holds(*CUSTODIANS, body=case.board)


def inquiry_visible(viewer: Viewer, pk: UUID) -> Inquiry | None:
    rows = Inquiry.objects.select_related("case__board", "case__member", "inquirer")
    return rows.filter(pk=pk, case__in=cases(viewer)).first()


def late_appeals(viewer: Viewer) -> QuerySet[LateAppeal]:
    """What came late, for the desk of the appeal board: of its case nothing else is shown before the forwarding."""
    if viewer.person is None or not viewer.holds(*APPEAL_DESK):
        return LateAppeal.objects.none()
    return late_seen(viewer.person.pk).select_related("case__board", "case__appeal_body", "case__member")


def late_and_kept(viewer: Viewer) -> list[LateAppeal]:
    """Of these, what nobody has decided on yet."""
    return list(late_appeals(viewer).filter(stage="kept")) if viewer.holds(*APPEAL_DESK) else []


def late_seen(person: UUID) -> QuerySet[LateAppeal]:
    """What came late, but for his own and that of a case from which he stands aside."""
    aside = CaseRecusal.objects.filter(case=OuterRef("case"), person=person)
    return LateAppeal.objects.filter(~Exists(aside)).exclude(case__member=person)


def late_appeal_visible(viewer: Viewer, pk: UUID) -> LateAppeal | None:
    return late_appeals(viewer).filter(pk=pk).first()


def ruling_visible(viewer: Viewer, pk: UUID) -> Ruling | None:
    rows = Ruling.objects.select_related("case__board", "case__appeal_body", "case__member")
    return rows.filter(pk=pk, case__in=cases(viewer)).first()


def sanctions(viewer: Viewer) -> QuerySet[RulingSanction]:
    """The sanctions of the cases that he sees."""
    rows = RulingSanction.objects.filter(ruling__case__in=cases(viewer))
    return rows.select_related("ruling__case__board", "ruling__case__appeal_body", "ruling__case__member")


def sanction_visible(viewer: Viewer, pk: UUID) -> RulingSanction | None:
    return sanctions(viewer).filter(pk=pk).first()


def announcements(viewer: Viewer) -> QuerySet[RulingSanction]:
    """What the Speaker has to announce: from the hour at which the board's office handed it to him, and no more of its case."""
    if viewer.person is None or not viewer.holds(*SPEAKER):
        return RulingSanction.objects.none()
    return announcements_seen(viewer.person.pk).select_related("ruling__case__board", "ruling__case__member")


def announcements_seen(person: UUID) -> QuerySet[RulingSanction]:
    """What was handed over to be announced, but for what concerns himself."""
    handed = RulingSanction.objects.filter(stage__in=("executed", "announced")).exclude(announced="")
    aside = CaseRecusal.objects.filter(case=OuterRef("ruling__case"), person=person)
    return handed.filter(~Exists(aside)).exclude(ruling__case__member=person)


def announcement_visible(viewer: Viewer, pk: UUID) -> RulingSanction | None:
    return announcements(viewer).filter(pk=pk).first()


def archives(viewer: Viewer) -> QuerySet[Archive]:
    """What the board and its office have in the archive, each sealing with its inventory; never of a case of his own."""
    if viewer.person is None:
        return Archive.objects.none()
    found = cases_of_rooms(viewer.person.pk, viewer.bodies(*SEATS, *REGISTRAR), ())
    return Archive.objects.filter(case__in=found).select_related("case__board", "case__member")


def archive_visible(viewer: Viewer, pk: UUID) -> Archive | None:
    return archives(viewer).filter(pk=pk).first()


def openings(viewer: Viewer) -> QuerySet[ArchiveOpening]:
    """Openings of the archive's key: those of the board and its office, and for who keeps the key those that wait for him;
    never of a case of his own, or from which he stands aside."""
    if viewer.person is None:
        return ArchiveOpening.objects.none()
    seen = Q(archive__in=archives(viewer).order_by().values("pk"))
    if viewer.holds(*HOLDER):
        aside = CaseRecusal.objects.filter(case=OuterRef("case"), person=viewer.person)
        seen |= Q(stage__in=STEPS["join_opening"].after) & ~Exists(aside) & ~Q(case__member=viewer.person)
    rows = ArchiveOpening.objects.filter(seen).select_related("case__board", "case__member", "archive")
    return rows.prefetch_related("came__person")


def opening_visible(viewer: Viewer, pk: UUID) -> ArchiveOpening | None:
    return openings(viewer).filter(pk=pk).first()


def keeps_the_key(viewer: Viewer) -> bool:
    """Is he one of those who keep the archive's key?"""
    return viewer.holds(*HOLDER)


def sittings(viewer: Viewer) -> QuerySet[BoardSitting]:
    """Sittings of the bodies in which he sits."""
    return BoardSitting.objects.filter(body__in=seats(viewer)).select_related("body")


def seats(viewer: Viewer) -> tuple[UUID, ...]:
    """The boards in which he has a vote."""
    return viewer.bodies(*SEATS, *APPEAL_SEATS)


def sitting_visible(viewer: Viewer, pk: UUID) -> BoardSitting | None:
    return next(iter(_sitting_visible(viewer, key=pk)), None)


_sitting_visible = PreparedFor(lambda viewer, key: sittings(viewer).filter(pk=key), key=UUID)


def new_sitting(viewer: Viewer, code: str) -> BoardSitting | None:
    """A sitting not yet opened, of a body whose desk he is."""
    body = Body.objects.filter(pk__in=viewer.bodies(*DESK, *APPEAL_DESK), code=code).first()
    return BoardSitting(body=body) if body is not None else None


def ballot_visible(viewer: Viewer, pk: UUID) -> Ballot | None:
    rows = Ballot.objects.select_related("case__board", "case__appeal_body", "sitting__body")
    return rows.filter(pk=pk, case__in=cases(viewer), sitting__in=sittings(viewer)).first()


def new_ballot(viewer: Viewer, pk: UUID) -> Ballot | None:
    """A vote not yet opened, on a case that is before a body whose desk he is."""
    case = case_visible(viewer, pk)
    if case is None or case.competent.pk not in viewer.bodies(*DESK, *APPEAL_DESK):
        return None
    sitting = BoardSitting.objects.filter(body=case.competent, stage="open").select_related("body").first()
    return Ballot(case=case, sitting=sitting or BoardSitting(body=case.competent))


def new_report(viewer: Viewer) -> Report | None:
    return Report() if viewer.holds(*OFFICE) else None


def like_report(viewer: Viewer, pk: UUID) -> Report | None:
    """A further report, to be joined to a case that he sees."""
    case = case_visible(viewer, pk) if viewer.holds(*OFFICE) else None
    return Report(case=case) if case is not None else None


def new_rule(viewer: Viewer, pk: UUID) -> BoardRule | None:
    """A decision not yet entered; its key is chosen before the first signature, so that the second finds it."""
    if not viewer.holds(*DESK) or BoardRule.objects.filter(pk=pk).exists():
        return None
    return BoardRule(pk=pk)


def members_of_parliament() -> QuerySet[Person]:
    """Whom a report may concern: everyone who is or was a member."""
    return Person.objects.filter(memberships__body__kind="chamber", memberships__role="member").distinct()


def holders(kind: str, role: str, day: date) -> QuerySet[Person]:
    """Who holds an office on a day."""
    held = Membership.objects.filter(on_day(day), person=OuterRef("pk"), body__kind=kind, role=role)
    return Person.objects.filter(Exists(held))


def document_scope(viewer: Viewer) -> Q:
    """Papers of the cases that he sees; for a member concerned, what was released to him."""
    laid = CasePaper.objects.filter(document=OuterRef("pk"), case__in=cases(viewer))
    given = Release.objects.filter(document=OuterRef("pk"), case__in=own_cases(viewer))
    return Q(realm="conduct") & (Exists(laid) | Exists(given))


def receipt_open(viewer: Viewer, act: Any) -> bool:
    """The receipt of an act is open as long as its case is: not after standing aside."""
    kind, _, key = (act.root or act.subject).partition(":")
    return kind != "conduct.case" or case_or_own(viewer, UUID(key)) is not None
