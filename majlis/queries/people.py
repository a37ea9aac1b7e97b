"""Accounts and persons, as the house's own pages look them up."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator

from majlis.models import Act, Person, User
from majlis.models.base import reference
from majlis.queries.authority import Viewer
from majlis.rules.procedure import ADMINISTRATOR, CLOSERS

BIGGEST_KEY = 63


def invited_account(key: int) -> User | None:
    """An open account whose owner has not yet set a password."""
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user is not None and not user.has_usable_password() else None


def account_to_leave(viewer: Viewer, pk: int) -> User | None:
    """An open account as the administrator finds it; None for everybody else."""
    if not viewer.holds(*ADMINISTRATOR) or pk.bit_length() > BIGGEST_KEY:
        return None
    return User.objects.filter(pk=pk, is_active=True).select_related("person").first()


def person_behind(username: str) -> Person | None:
    """The person of an open account; None for an account without one, whatever it may otherwise do."""
    user = User.objects.filter(username=username, is_active=True).select_related("person").first()
    return user.person if user is not None else None


def account_to_reopen(viewer: Viewer, pk: int) -> User | None:
    """An open account of another, whose second factor this officer may help to open again."""
    if not viewer.holds(*CLOSERS) or pk.bit_length() > BIGGEST_KEY:
        return None
    found = User.objects.filter(pk=pk, is_active=True, person__isnull=False).select_related("person").first()
    return found if found is not None and found.person != viewer.person else None


def reopening(act: UUID) -> tuple[Act, User] | None:
    """The act by which a second factor was reopened, with the open account that it names."""
    found = Act.objects.filter(pk=act, verb="reopen_second_factor", realm="house").first()
    key = found.subject.rpartition(":")[2] if found is not None else ""
    user = User.objects.filter(pk=int(key), is_active=True).select_related("person").first() if key.isdigit() else None
    return (found, user) if found is not None and user is not None and found.subject == reference(user) else None


def factors_of(user: User) -> str:
    """The factors of an account, as what changes with them is bound to them."""
    return ",".join(
        str(key) for key in Authenticator.objects.filter(user=user).order_by("pk").values_list("pk", flat=True)
    )
