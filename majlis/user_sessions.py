"""Where an account is signed in now, on which devices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from majlis.models import User

# The first that fits speaks: every browser also bears the names of those before it.
BROWSERS = (
    ("Edg", "اج"), ("OPR/", "اپرا"), ("SamsungBrowser", "مرورگر سامسونگ"), ("Firefox/", "فایرفاکس"), ("Chrom", "کروم"),
    ("Safari/", "سافاری"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "اندروید"), ("iPhone", "آیفون"), ("iPad", "آیپد"), ("Windows", "ویندوز"), ("Mac OS", "مک"), ("Linux", "لینوکس"),
)  # fmt: skip
UNKNOWN = "مرورگری ناشناخته"


@dataclass(frozen=True)
class OpenSession:
    """One sign-in that still holds. `device` is what the browser said of itself, in short and unproved."""

    pk: int
    began_at: datetime
    device: str
    address: str
    current: bool


def device_named(user_agent: str) -> str:
    """A browser's own words in short: "کروم، ویندوز"."""
    found = (
        next((name for mark, name in marks if re.search(re.escape(mark), user_agent)), "")
        for marks in (BROWSERS, SYSTEMS)
    )
    return "، ".join(filter(None, found)) or UNKNOWN


def open_sessions(user: User, current_key: str | None) -> list[OpenSession]:
    """The sessions in which a user is signed in, newest first."""
    living = Session.objects.filter(expire_date__gt=Now()).values("session_key")
    rows = UserSession.objects.filter(user=user, session_key__in=living).order_by("-created_at", "-pk")
    return [
        OpenSession(
            each.pk, each.created_at, device_named(each.user_agent), each.ip, current=each.session_key == current_key
        )
        for each in rows
    ]


def key_of(user: User, pk: int) -> str | None:
    """The cookie's value of one session of this user; None where it is none of his."""
    return UserSession.objects.filter(user=user, pk=pk).values_list("session_key", flat=True).first()
