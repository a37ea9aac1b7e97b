"""The cast's accounts: one password for all, a second factor that can be computed, and `root`, who holds nothing."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import NamedTuple

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from majlis.demo.fixed import derived
from majlis.models import Membership, User
from majlis.queries.authority import offices_of
from majlis.rules.deadlines import legal_day

PASSWORD = "majlis-demo-1405"  # noqa: S105 - printed with each start of the demonstration
ROOT = "root"
SECRET_BYTES = 20


class Account(NamedTuple):
    """One line of what `demo --people` prints."""

    username: str
    name: str
    offices: str
    password: str
    code: str


def totp_secret(username: str) -> str:
    """The account's second factor in base32: it follows from its name, for everyone to compute."""
    return base64.b32encode(bytes.fromhex(derived("totp", username))[:SECRET_BYTES]).decode()


def current_code(username: str) -> str:
    """The six digits that the account's telephone would show now."""
    before_now_and_after = list(yield_hotp_counters_from_time())
    counter = before_now_and_after[len(before_now_and_after) // 2]
    return format_hotp_value(hotp_value(totp_secret(username), counter))


def secrets() -> dict[str, str]:
    """The second factor of every account there is, and of `root`."""
    names = [*User.objects.values_list("username", flat=True), ROOT]
    return {name: totp_secret(name) for name in names}


def accounts(at: datetime) -> list[Account]:
    """Every account with the offices that its person holds at an instant."""
    rows = []
    for user in User.objects.select_related("person").order_by("pk"):
        held = offices_of(user.person, legal_day(at)) if user.person else ()
        offices = ", ".join(_office(each) for each in held) or "none"
        rows.append(
            Account(
                user.username, user.person.name if user.person else "", offices, PASSWORD, current_code(user.username)
            )
        )
    return rows


def _office(held: Membership) -> str:
    term = f" ({held.term.number})" if held.term else ""
    return f"{held.body.code}.{held.role}{term}"
