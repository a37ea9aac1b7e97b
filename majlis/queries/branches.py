"""A term's branches: who waits for one, and how large each is (internal rules, Art. 25)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from majlis.models import Body, Membership, Term

from .authority import Viewer


def term_named(viewer: Viewer, pk: UUID) -> Term | None:
    """A term, for a person of the house; what he may do with it his office decides."""
    return Term.objects.filter(pk=pk).first() if viewer.person is not None else None


def branch_sizes(term: Term) -> list[tuple[str, int]]:
    """Each branch's title and its members of this term."""
    members = Count("memberships", filter=Q(memberships__term=term, memberships__role="member"))
    return list(
        Body.objects.filter(kind="branch").annotate(n=members).order_by("order", "code").values_list("title", "n")
    )


def waiting_members(term: Term) -> int:
    """How many members of the term have no branch."""
    has = Membership.objects.filter(term=term, body__kind="branch", role="member", person=OuterRef("person"))
    return Membership.objects.filter(~Exists(has), term=term, body__kind="chamber", role="member").count()
