"""Texts that lie sealed: written to a file's safe by anybody who may act, read by who has its key in this request.

A model names the safe of a row by `sealed_in`, a reference; where that is empty, the text lies open (another office's letter).
A text is bound to its safe, its version, its row and its field: elsewhere it does not open.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from majlis import boxes, keyring
from majlis.boxes import NotOpened
from majlis.rules.law import Refused

from .keys import KeyPair, SafeKey, SafeShare

MARK = "sealed:1:"
NO_SAFE = (
    "این پرونده پیش از مهر و موم نوشته شده است و جایی برای نوشتهٔ تازه ندارد. کار شبانهٔ خانه آن را می‌سازد، پس از آن که یکی از "
    "کسانی که حق دیدنش را دارند یک بار با گذرواژه وارد شده باشد."
)
CLOSED = "این نوشته مهر و موم است و کلید آن نزد شما نیست."


class Opened(str):
    """A sealed text as it was opened. It knows what it was opened from: unchanged, it is written back as it lay."""

    lying, of = "", ""


class Closed(Opened):
    """What stands in the place of a sealed text for who has no key to it."""


class NoSafe(Refused):
    """A text was to be sealed into a safe that is not there: its file is older than the sealing, and the night's job makes one."""

    def __init__(self, name: str):
        super().__init__(None, NO_SAFE)
        self.name = name


class OwnRing:
    """One account's keys in one request."""

    def __init__(self, pair: KeyPair, private: bytes):
        self.pair, self.private = pair, private
        self._safes: dict[str, dict[int, bytes]] = {}

    def safe_key(self, safe: str, version: int) -> bytes | None:
        if safe not in self._safes:
            self.fetch({safe})
        return self._safes[safe].get(version)

    def fetch(self, safes: set[str]) -> None:
        wanted = {each for each in safes if each not in self._safes}
        if not wanted:
            return
        self._safes.update({each: {} for each in wanted})
        rows = SafeShare.objects.filter(pair=self.pair, key__safe__in=wanted)
        for safe, version, box in rows.values_list("key__safe", "key__version", "box"):
            opened = tried(self.private, box)
            if opened is not None:
                self._safes[safe.hex][version] = opened

    def own(self, boxes: Mapping[str, bytes]) -> bytes | None:
        box = boxes.get(self.pair.pk.hex)
        return tried(self.private, box) if box is not None else None

    def learn(self, safe: str, version: int, private: bytes) -> None:
        self._safes.setdefault(safe, {})[version] = private


def tried(private: bytes, box: bytes) -> bytes | None:
    try:
        return boxes.unseal(private, bytes(box))
    except NotOpened:
        return None


def is_sealed(text: Any) -> bool:
    return isinstance(text, str) and text.startswith(MARK)


def as_it_lies(row: models.Model, field: str) -> Any:
    """A field's value as the database has it, opened by nobody."""
    value = row.__dict__.get(field)
    return getattr(value, "lying", value)


def newest(reference: str) -> SafeKey:
    """The key to which something for a file is sealed now.  Raises: NoSafe."""
    key = SafeKey.objects.filter(safe__reference=reference).order_by("-version").first()
    if key is None:
        raise NoSafe(reference)
    return key


def sealed_text(text: str, reference: str, name: str, also: Iterable[KeyPair] = ()) -> str:
    """A text closed into a file's safe.

    Args: name, the thing's own: `app.model:key:field`; also, who reads this one thing without a share of the safe.
    Raises: NoSafe.
    """
    key = newest(reference)
    own, safe = boxes.new_key(), key.safe_id.hex
    closed = boxes.encrypt(own, text.encode("utf-8"), safe, str(key.version), name)
    sealed = ":".join((MARK[:-1], safe, str(key.version), _told(boxes.seal(bytes(key.public), own)), _told(closed)))
    return sealed + "".join(_handed(own, pair) for pair in also)


def _handed(own: bytes, pair: KeyPair) -> str:
    return f":{pair.pk.hex}={_told(boxes.seal(bytes(pair.public), own))}"


def handed_to(sealed: str, pairs: Iterable[KeyPair]) -> str | None:
    """The same sealed thing, opened by these pairs too; None where the keys at hand do not open it."""
    own = thing_key(sealed)
    if own is None:
        return None
    known = _parts(sealed)[4]
    return sealed + "".join(_handed(own, pair) for pair in pairs if pair.pk.hex not in known)


def opened_text(sealed: str, name: str) -> str | None:
    """The text, where the keys at hand open it; else None."""
    own = thing_key(sealed)
    if own is None:
        return None
    safe, version, _, closed, _ = _parts(sealed)
    try:
        return boxes.decrypt(own, closed, safe, str(version), name).decode("utf-8")
    except NotOpened:
        return None


def thing_key(sealed: str) -> bytes | None:
    """The key of one sealed thing, from its safe's or as it was handed over; None where neither is at hand."""
    ring = keyring.current()
    if ring is None:
        return None
    safe, version, box, _, handed = _parts(sealed)
    own = ring.own(handed) if handed else None
    if own is not None:
        return own
    opener = ring.safe_key(safe, version)
    return tried(opener, box) if opener is not None else None


def _parts(sealed: str) -> tuple[str, int, bytes, bytes, dict[str, bytes]]:
    """Safe (hex), version, the thing's key sealed to the safe, the closed text, and that key sealed to pairs by their hex."""
    safe, version, box, closed, *handed = sealed.removeprefix(MARK).split(":")
    given = dict(each.split("=", 1) for each in handed)
    return safe, int(version), _read(box), _read(closed), {pair: _read(text) for pair, text in given.items()}


def safe_of(sealed: str) -> UUID:
    """The safe in which a sealed text lies."""
    return UUID(_parts(sealed)[0])


def fetch_for(texts: Iterable[Any]) -> None:
    """Read at once the keys of all these texts, before a list shows them."""
    ring = keyring.current()
    if ring is not None:
        ring.fetch({safe_of(text).hex for text in texts if is_sealed(text)})


def name_of(row: models.Model, field: str) -> str:
    return f"{row._meta.label_lower}:{row.pk}:{field}"


def _told(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii"))


class _Opening(DeferredAttribute):
    """Opens a row's text when it is read, and keeps the sealed one to be written back as it is."""

    def __get__(self, row: Any, owner: Any = None) -> Any:
        value = super().__get__(row, owner)
        if row is None or not is_sealed(value):
            return value
        name = name_of(row, self.field.name)
        found = self.field.shown(opened_text(value, name))
        if isinstance(found, Opened | ClosedValues):
            found.lying, found.of = value, name
        return found

    def __set__(self, row: Any, value: Any) -> None:
        # Without this the row's own dictionary would be read first, and nothing ever opened.
        row.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    """A text that lies in the safe which its row names by `sealed_in`; an empty text is no secret and stays empty."""

    descriptor_class = _Opening

    def shown(self, text: str | None) -> Any:
        return Closed(CLOSED) if text is None else Opened(text)

    def told(self, value: Any) -> str:
        return value or ""

    def pre_save(self, row: Any, add: bool) -> Any:
        value = row.__dict__.get(self.attname)
        if isinstance(value, Opened | ClosedValues) and value.of == name_of(row, self.name):
            # It came from a row that was read once more; nobody has changed it, and its readers stay.
            row.__dict__[self.attname] = value.lying
            return value.lying
        if isinstance(value, Closed | ClosedValues):
            raise NoSafe(name_of(row, self.name))
        reference = row.sealed_in
        if is_sealed(value) or not reference or not self.told(value):
            return value
        sealed = sealed_text(self.told(value), reference, name_of(row, self.name), getattr(row, "sealed_also", ()))
        setattr(row, self.attname, sealed)
        return sealed


class SealedJSONField(SealedTextField):
    """JSON values that lie sealed, as a text. Who has no key gets an empty mapping of the class `ClosedValues`."""

    def shown(self, text: str | None) -> Any:
        return ClosedValues() if text is None else json.loads(text)

    def told(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""

    def get_prep_value(self, value: Any) -> Any:
        return (
            value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if value is None or is_sealed(value) else json.loads(value or "{}")


class ClosedValues(dict):
    """What stands in the place of sealed values for who has no key to them."""

    lying, of = "", ""
