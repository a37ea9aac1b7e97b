"""Who sees what: each lookup carries the permission in its one query."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from committees.models import Ambiguity, Declaration, Formation, Item, ItemDocument, Lot, ScoreTable
from majlis.models import Body, Term
from majlis.queries import Viewer

BOARD = (
    "presiding_board.speaker",
    "presiding_board.deputy_speaker",
    "presiding_board.secretary",
    "presiding_board.observer",
    "presiding_board.clerk",
)
LAWS = ("laws_deputy.head", "laws_deputy.officer")
BRANCH = ("branch.head", "branch.deputy", "branch.spokesperson", "branch.secretary")
AFTER_PUBLICATION = ("published", "settled", "drawn", "announced", "placed", "final")
WITH_ROSTER = ("announced", "placed", "final")


def committee_bodies() -> QuerySet[Body]:
    """The specialised committees in their order."""
    return Body.objects.filter(kind="committee").order_by("order", "code")


def official(viewer: Viewer) -> bool:
    return viewer.holds(*BOARD, *LAWS)


def formations(viewer: Viewer) -> QuerySet[Formation]:
    """Formations that a viewer may know of: all, for members and officers; with a roster, for everyone."""
    return known_formations(every=knows_every_formation(viewer))


def knows_every_formation(viewer: Viewer) -> bool:
    return official(viewer) or viewer.is_member or viewer.holds(*BRANCH)


def known_formations(*, every: bool) -> QuerySet[Formation]:
    """All of them, or those that everyone may know of."""
    known = Formation.objects.select_related("term")
    return known if every else known.filter(Q(stage="final") | Q(proof_open=True))


def formation_visible(viewer: Viewer, key: UUID) -> Formation | None:
    return formations(viewer).filter(pk=key).first()


def term_visible(viewer: Viewer, key: UUID) -> Term | None:
    return Term.objects.filter(pk=key).first() if official(viewer) or viewer.holds("house.administrator") else None


def submitted_forms(viewer: Viewer) -> Q:
    """Declarations whose form a viewer may read: owner, laws deputy, presiding board."""
    own = Q(member=viewer.person) if viewer.person is not None else Q(pk__in=[])
    return Q() if official(viewer) else own


def declaration_visible(viewer: Viewer, key: UUID) -> Declaration | None:
    """A form for its owner, the laws deputy, the presiding board, and the officers of its own branch."""
    if viewer.person is None:
        return None
    rows = Declaration.objects.select_related("formation__term", "member", "branch").filter(pk=key)
    if not official(viewer):
        rows = rows.filter(Q(member=viewer.person) | viewer.seats(*BRANCH, body="branch", term="formation__term"))
    return rows.first()


def own_declaration(viewer: Viewer, formation: Formation) -> Declaration | None:
    if viewer.person is None:
        return None
    return Declaration.objects.select_related("formation__term", "member", "branch").filter(
        formation=formation, member=viewer.person
    ).first()  # fmt: skip


def item_visible(viewer: Viewer, key: UUID) -> Item | None:
    """An item, for who may read its form; and for the branch to which a doubt about it was referred."""
    return items(viewer).filter(pk=key).first()


def items(viewer: Viewer) -> QuerySet[Item]:
    """Items of the forms that he may read, and those about which a doubt was referred to his branch."""
    if viewer.person is None:
        return Item.objects.none()
    rows = Item.objects.select_related("declaration__formation__term", "declaration__member", "declaration__branch")
    if not official(viewer):
        rows = rows.filter(Q(declaration__member=viewer.person) | Q(pk__in=_referred_items(viewer)))
    return rows


def _referred_items(viewer: Viewer) -> QuerySet:
    own = viewer.seats(*BRANCH, "branch.member", body="branch", term="formation__term")
    return Ambiguity.objects.filter(own).values("item_id")


def ambiguities(viewer: Viewer) -> QuerySet[Ambiguity]:
    """Doubts: the board and the laws deputy see all; a branch its own; every member the decided ones."""
    rows = Ambiguity.objects.select_related(
        "formation__term", "item__declaration__member", "committee", "branch", "sitting"
    )
    if official(viewer):
        return rows
    seen = viewer.seats(*BRANCH, "branch.member", body="branch", term="formation__term")
    if viewer.is_member:
        seen |= Q(stage="decided") | Q(item__declaration__member=viewer.person)
    return rows.filter(seen)


def ambiguity_visible(viewer: Viewer, key: UUID) -> Ambiguity | None:
    return ambiguities(viewer).filter(pk=key).first()


def lots(viewer: Viewer) -> QuerySet[Lot]:
    """Draws: members and officers see them as they happen; everyone after the proof is opened."""
    rows = Lot.objects.select_related("formation__term")
    if official(viewer) or viewer.is_member:
        return rows
    return rows.filter(formation__proof_open=True)


def lot_visible(viewer: Viewer, key: UUID) -> Lot | None:
    return lots(viewer).filter(pk=key).first()


def tables(viewer: Viewer) -> QuerySet[ScoreTable]:
    """Score tables: officers see drafts too, members what is approved."""
    rows = ScoreTable.objects.all()
    if official(viewer):
        return rows
    return rows.filter(stage="approved") if viewer.is_member else rows.none()


def table_visible(viewer: Viewer, key: UUID) -> ScoreTable | None:
    return tables(viewer).filter(pk=key).first()


def document_scope(viewer: Viewer) -> Q:
    """Papers of submitted forms: the laws deputy, the presiding board, and the branch that a doubt was referred to."""
    attached = ItemDocument.objects.filter(document=OuterRef("pk"))
    if official(viewer):
        return Q(realm="committees") & Exists(attached)
    if not viewer.bodies(*BRANCH, "branch.member"):
        return Q(pk__in=[])
    own = viewer.seats(
        *BRANCH, "branch.member", body="item__ambiguities__branch", term="item__ambiguities__formation__term"
    )
    return Q(realm="committees") & Exists(attached.filter(own))
