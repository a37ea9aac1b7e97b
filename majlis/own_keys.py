"""An account's own keys, from its password to the end of its session (threats: a stolen database, table of sessions or disk).

The private key is unwrapped in the one request in which the password is there. From then on it lies in the session, closed
under a key that only the browser has, in a second cookie: neither of the two opens anything alone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from majlis import boxes
from majlis.boxes import NotOpened
from majlis.models import KeyPair, User
from majlis.models.sealed import OwnRing
from majlis.personal import first_pair
from majlis.queries.prepared import Prepared

COOKIE = "__Host-majlis-seal"
BROUGHT, LOST = "keys_brought", "keys_lost"
TO_SET = "seal_to_set"


def at_sign_in(request: HttpRequest, user: User, password: str) -> None:
    """The password is right and still here: open the account's pair, or make its first one, and let the session carry it.

    A pair that this password does not open is left as it is; the session knows that it is lost.
    """
    pair, private = first_pair(user, password, request.at)  # type: ignore[attr-defined]
    if private is None:
        private = by_secret(bytes(pair.by_password), password)
    if private is None:
        request.session[LOST] = True
        request.session.pop(BROUGHT, None)
        return
    take_in(request, pair, private)


def by_secret(wrapped: bytes, secret: str) -> bytes | None:
    """The private key that a password or a recovery key opens; None where it does not."""
    try:
        return boxes.unwrap(secret, wrapped)
    except NotOpened:
        return None


def take_in(request: HttpRequest, pair: KeyPair, private: bytes) -> None:
    """Put a private key into the session, and its other half on the way to the browser."""
    browser = boxes.new_key()
    box = base64.b64encode(boxes.carried(browser, private)).decode("ascii")
    request.session[BROUGHT] = {"pair": pair.pk.hex, "box": box}
    request.session.pop(LOST, None)
    setattr(request, TO_SET, browser)
    request.ring = BroughtRing(request, browser)  # type: ignore[attr-defined]


def answered(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the browser its half; take it away where the session has none any more."""
    browser = getattr(request, TO_SET, None)
    if browser is not None:
        response.set_cookie(
            COOKIE, base64.urlsafe_b64encode(browser).decode("ascii"), secure=True, httponly=True,
            samesite=settings.SESSION_COOKIE_SAMESITE, path="/",
        )  # fmt: skip
    elif COOKIE in request.COOKIES and BROUGHT not in request.session:
        response.delete_cookie(COOKIE, path="/", samesite=settings.SESSION_COOKIE_SAMESITE)
    return response


def ring_of(request: HttpRequest) -> BroughtRing | None:
    """The keys that a request may bring; whether it does is looked at when something sealed is read."""
    browser = _read(request.COOKIES.get(COOKIE, ""))
    return BroughtRing(request, browser) if browser is not None else None


def _read(text: str) -> bytes | None:
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == boxes.KEY_BYTES else None


class BroughtRing:
    """A request's keys, opened when they are first wanted: a page that reads nothing sealed asks nothing."""

    def __init__(self, request: HttpRequest, browser: bytes):
        self._request, self._browser = request, browser

    @cached_property
    def own_ring(self) -> OwnRing | None:
        brought = self._request.session.get(BROUGHT) or {}
        try:
            key, box = UUID(brought["pair"]), base64.b64decode(brought["box"])
            private = boxes.taken_up(self._browser, box)
        except (KeyError, TypeError, ValueError, NotOpened):
            return None
        pair = next(iter(_pair(key=key)), None)
        # It opens for whose it is and for nobody else, whatever a session says.
        return OwnRing(pair, private) if pair is not None and pair.user_id == self._request.user.pk else None

    @property
    def private(self) -> bytes | None:
        """The account's private key, to be wrapped anew; None where it is not at hand."""
        return self.own_ring.private if self.own_ring is not None else None

    def safe_key(self, safe: str, version: int) -> bytes | None:
        return self.own_ring.safe_key(safe, version) if self.own_ring is not None else None

    def own(self, handed: Mapping[str, bytes]) -> bytes | None:
        return self.own_ring.own(handed) if self.own_ring is not None else None

    def fetch(self, safes: set[str]) -> None:
        if self.own_ring is not None:
            self.own_ring.fetch(safes)

    def learn(self, safe: str, version: int, private: bytes) -> None:
        if self.own_ring is not None:
            self.own_ring.learn(safe, version, private)


_pair = Prepared(lambda key: KeyPair.objects.filter(pk=key), key=UUID)


def pair_of(user: Any) -> KeyPair | None:
    """An account's pair, or none."""
    return KeyPair.objects.filter(user=user).first()


def at_hand(request: HttpRequest) -> bytes | None:
    """The private key of whoever is signed in, where this request brought it."""
    ring = getattr(request, "ring", None)
    return ring.private if ring is not None else None
