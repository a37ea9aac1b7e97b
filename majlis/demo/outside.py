"""What the demonstration writes and no act does: passwords, second factors, `root`, copies of papers, the moved clock.

All of it stands here, so that the rule on who writes needs one exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import ceil

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.db.models import Value
from django.db.models.functions import Concat

from majlis import clock
from majlis.models import ClockOffset, Document, User


def open_accounts(password: str, root: str, secrets: Mapping[str, str]) -> None:
    """Give every invited account the common password, its second factor and an address for its daily letter, and add a superuser who is nobody.

    Args: secrets, base32, by the account's name.
    """
    User.objects.create(username=root, is_superuser=True, is_staff=True)
    User.objects.update(password=make_password(password))
    # A name under which no mail reaches anybody (RFC 2606).
    User.objects.filter(person__isnull=False).update(email=Concat("username", Value("@majlis.example")))
    for user in User.objects.order_by("pk"):
        TOTP.activate(user, secrets[user.username])


def keep_papers(papers: Iterable[Document]) -> None:
    """Enter copies of scans that lie in the store already; one that is known stays as it is."""
    Document.objects.bulk_create(papers, ignore_conflicts=True)


def set_clock(at: datetime) -> None:
    """Let the house's clock say this moment now, and run on from it."""
    behind = at - (clock.now() - clock.offset())
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": ceil(behind.total_seconds())})
