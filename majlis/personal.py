"""What is a person's own and no part of the record: drafts, the papers uploaded for them, where he is signed in."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from majlis import boxes, documents, indexing, intake, safes, sealed_own
from majlis.models import Alert, Document, Draft, DraftDocument, Feed, KeyPair, Person, SavedFilter, User
from majlis.rules.law import Refused
from majlis.sealed_own import MARK

MAX_DRAFT = 256 * 1024
OVERTAKEN_KEPT = 20
KEPT_A_DAY = 200
A_DAY = timedelta(days=1)
SECRET_BYTES = 32
FILTER_NAME, FILTERS_KEPT = 40, 20


@dataclass(frozen=True)
class Saved:
    """A draft as it now is; `overtaken` is the text of another window that this one did not know, kept beside it."""

    draft: Draft
    overtaken: Draft | None = None

    @property
    def sentence(self) -> str:
        """What the page says when another window had saved in between; else nothing."""
        if self.overtaken is None:
            return ""
        return "این پیش‌نویس در پنجرهٔ دیگری هم دگرگون شده بود؛ نوشتهٔ تازهٔ شما ذخیره شد و نوشتهٔ آن پنجره هم نگه داشته شد."


@transaction.atomic
def save_draft(
    person: Person, kind: str, subject: str, data: Mapping[str, Any], at: datetime, seen_version: int | None
) -> Saved:
    """Save what a person typed. The newer text wins; one that it did not know is kept beside it, and told.

    Args: kind, the form's word; subject, the file's reference; data, JSON values; seen_version, the version on which this
        text was typed, None or 0 for a fresh one.
    Raises: Refused for a text that is too long or holds what cannot be kept; for a sealed office's where his keys are not at
        hand: it is neither read nor overwritten.
    """
    content = _storable(data)
    sealed_own.must_have_keys(subject)
    draft, created = Draft.objects.select_for_update().get_or_create(
        person=person, kind=kind, subject=subject, defaults={"version": 0, "saved_at": at}
    )
    if not sealed_own.open_draft(draft):
        raise Refused(None, sealed_own.NO_KEY)
    overtaken = None
    if created:
        draft.data, draft.version = content, 1
    elif draft.data != content:
        # An empty draft that only holds papers is nobody's text.
        if draft.data and draft.version != (seen_version or 0):
            overtaken = _keep_beside(draft)
        draft.data = content
        draft.version += 1
    draft.saved_at = at
    if sealed_own.is_sealed(subject):
        sealed_own.close_draft(draft, content)
    draft.save(update_fields=["data", "sealed", "version", "saved_at"])
    draft.data = content
    return Saved(draft, overtaken)


def _storable(data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        text = json.dumps(dict(data), ensure_ascii=False, allow_nan=False)
        size = len(text.encode("utf-8"))
    except (TypeError, ValueError) as error:
        raise Refused(None, "این نوشته چیزی دارد که ذخیره‌شدنی نیست.") from error
    if "\\u0000" in text:
        raise Refused(None, "این نوشته نویسهٔ نادرست دارد.")
    if size > MAX_DRAFT:
        raise Refused(None, "این پیش‌نویس بیش از اندازه بلند است.")
    return json.loads(text)


def _keep_beside(draft: Draft) -> Draft:
    beside = Draft.objects.create(
        person=draft.person, kind=draft.kind, subject=f"{draft.subject}{MARK}{draft.version}", sealed=draft.sealed,
        data={} if draft.sealed else draft.data, version=draft.version, saved_at=draft.saved_at,
    )  # fmt: skip
    for old in overtaken_of(draft.person, draft.kind, draft.subject)[OVERTAKEN_KEPT:]:
        old.delete()
    return beside


def draft_of(person: Person | None, kind: str, subject: str) -> Draft | None:
    """A person's draft of one form on one file, or None. One that his keys do not open is `closed`."""
    draft = Draft.objects.filter(person=person, kind=kind, subject=subject).first() if person is not None else None
    if draft is not None:
        sealed_own.open_draft(draft)
    return draft


def overtaken_of(person: Person, kind: str, subject: str) -> QuerySet[Draft]:
    """Texts of other windows that a newer one overtook, newest first."""
    beside = Draft.objects.filter(person=person, kind=kind, subject__startswith=f"{subject}{MARK}")
    return beside.order_by("-version")


@transaction.atomic
def discard(person: Person, kind: str, subject: str) -> None:
    """Forget a draft, what it overtook, and which papers lay with it; the papers themselves stay their owner's."""
    overtaken_of(person, kind, subject).delete()
    Draft.objects.filter(person=person, kind=kind, subject=subject).delete()


def keep_list(person: Person, kind: str, subject: str, upload: tuple[str, bytes], at: datetime, **facts: Any) -> Draft:
    """Keep an uploaded list until an act takes it: its bytes in the store, its hash and name with one's draft.

    Args: upload, the file's name and its bytes; facts, JSON values that belong to it.  Raises: Refused as save_draft does.
    """
    name, data = upload
    kept = sealed_own.keep_list(subject, data)
    content = {**facts, **kept, "name": documents.HIDDEN.sub("", name)[: documents.MAX_NAME]}
    discard(person, kind, subject)
    return save_draft(person, kind, subject, content, at, None).draft


# Papers


def keep_document(person: Person, upload: UploadedFile, realm: str, at: datetime, file: str = "") -> Document:
    """Check an uploaded file and keep its clean copy as a paper of this person; the same file again is the same paper.

    Args: realm, the code of the office for which it is uploaded; file, of a sealed office, the reference of the file into
        whose safe it goes: the next officer reads it there.
    Raises: FileRefused with one sentence; then nothing of the file is left. Refused for who has no key, where one is wanted.
    """
    recent = Document.objects.filter(owner=person, received_at__gt=at - A_DAY, received_at__lte=at)
    if recent.count() >= KEPT_A_DAY:
        raise Refused(None, "امروز پرونده‌های بسیاری بارگذاری کرده‌اید؛ فردا دوباره بفرستید.", field="file")
    if upload.size is None or upload.size > intake.MAX_BYTES:
        raise documents.FileRefused("size")
    upload.seek(0)
    pair = sealed_own.pair_of(person) if safes.seals(realm) else None
    clean = documents.clean(upload.name or "", upload.read())
    fresh = Document(
        size=len(clean.data), media_type=clean.media_type, pages=clean.pages, name=clean.name, owner=person, realm=realm, received_at=at
    )  # fmt: skip
    if pair is not None:
        known = sealed_own.same_paper(pair, realm, clean.data, file)
        if known is None:
            sealed_own.close_paper(fresh, clean.data, clean.name, [file] if file else [], [pair])
    else:
        fresh.sha256 = documents.store(clean.data)
        known = Document.objects.filter(owner=person, realm=realm, sha256=fresh.sha256).first()
    if known is not None:
        return known
    with transaction.atomic():
        fresh.save(force_insert=True)
        indexing.keep_row("document", fresh)
    return fresh


@transaction.atomic
def attach(person: Person, kind: str, subject: str, document: Document, at: datetime) -> Draft:
    """Lay one's own paper with one's draft; the draft begins with it where there was none.

    Raises: Refused for a paper of somebody else.
    """
    if document.owner_id != person.pk:
        raise Refused(None, "این سند یافت نشد.")
    draft, _ = Draft.objects.get_or_create(
        person=person, kind=kind, subject=subject, defaults={"saved_at": at, "version": 0}
    )
    DraftDocument.objects.get_or_create(draft=draft, document=document)
    return draft


def detach(person: Person, kind: str, subject: str, document: Document) -> None:
    """Take a paper away from one's draft; a paper that is not there is no error."""
    DraftDocument.objects.filter(
        draft__person=person, draft__kind=kind, draft__subject=subject, document=document
    ).delete()


def papers_of(person: Person | None, kind: str, subject: str) -> QuerySet[Document]:
    """The papers that lie with one's draft, oldest first."""
    laid = DraftDocument.objects.filter(draft__person=person, draft__kind=kind, draft__subject=subject)
    return Document.objects.filter(pk__in=laid.values("document")).order_by("received_at", "id")


def make_feed(person: Person, at: datetime) -> str:
    """Make a person's calendar link, in place of an older one, and give its secret; only a hash of it is kept."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    Feed.objects.update_or_create(person=person, defaults={"token_hash": Feed.hash_of(token), "made_at": at})
    return token


def revoke_feed(person: Person) -> None:
    """Take the link back: from now on it is an address that never was."""
    Feed.objects.filter(person=person).delete()


def put_away(person: Person, alerts: Iterable[tuple[str, str, str]], at: datetime) -> None:
    """Note that a person has seen alerts, each once. Args: alerts, (key, realm, why)."""
    rows = [Alert(person=person, key=key, realm=realm, why=why, seen_at=at) for key, realm, why in alerts]
    Alert.objects.bulk_create(rows, ignore_conflicts=True)


def keep_filter(person: Person, name: str, wish: Mapping[str, str]) -> None:
    """Keep how a person narrows his cartable; the same name again is changed.

    Raises: Refused for a name that is none, or for more than a page can show.
    """
    plain = documents.HIDDEN.sub("", name).strip()
    if not plain or len(plain) > FILTER_NAME:
        raise Refused(None, "نام صافی یک تا ۴۰ نویسه است.")
    kept = SavedFilter.objects.filter(person=person)
    if kept.exclude(name=plain).count() >= FILTERS_KEPT:
        raise Refused(None, "بیش از ۲۰ صافی نگه داشته نمی‌شود. یکی را بردارید.")
    SavedFilter.objects.update_or_create(person=person, name=plain, defaults={"wish": dict(wish)})


def drop_filter(person: Person, name: str) -> None:
    """Take one of a person's own filters away; one that is not there is no error."""
    SavedFilter.objects.filter(person=person, name=name).delete()


def set_address(user: User, address: str) -> None:
    """Where a person's daily letter goes; empty, and none is sent."""
    user.email = address
    user.save(update_fields=["email"])


def set_own_password(user: User, password: str) -> None:
    """An invited person sets his own password; the invitation dies with it."""
    user.set_password(password)
    user.save(update_fields=["password"])


# Keys


@transaction.atomic
def first_pair(user: User, password: str, at: datetime) -> tuple[KeyPair, bytes | None]:
    """An account's pair, made where there is none; two first sign-ins at once make one.

    Returns: the pair, and its private key where it was made here.
    """
    User.objects.select_for_update().get(pk=user.pk)
    known = KeyPair.objects.filter(user=user).first()
    if known is not None:
        return known, None
    private = make_pair(user, password, at)
    return KeyPair.objects.get(user=user), private


@transaction.atomic
def make_pair(user: User, password: str, at: datetime) -> bytes:
    """Make an account's pair, wrapped by its password, in place of one that nobody opens any more.

    Returns: the private key, for this sign-in.
    """
    pair = boxes.new_pair()
    KeyPair.objects.filter(user=user).delete()
    KeyPair.objects.create(user=user, public=pair.public, by_password=_wrapped(password, pair.private), made_at=at)
    return pair.private


@transaction.atomic
def change_password(user: User, password: str, private: bytes | None) -> None:
    """A new password, and the account's private key under it in the same moment. Args: private, where there is a pair."""
    user.set_password(password)
    user.save(update_fields=["password"])
    pair = KeyPair.objects.filter(user=user).first()
    if pair is not None and private is not None:
        wrap_anew(pair, password, private)


def wrap_anew(pair: KeyPair, password: str, private: bytes) -> None:
    """The password has changed: the same private key under the new one."""
    pair.by_password = _wrapped(password, private)
    pair.save(update_fields=["by_password"])


def make_recovery(pair: KeyPair, private: bytes) -> str:
    """A recovery key, to be printed once: it opens the pair where the password is lost. An older one opens nothing more."""
    recovery = boxes.new_recovery()
    pair.by_recovery = _wrapped(recovery, private)
    pair.save(update_fields=["by_recovery"])
    return recovery


def _wrapped(secret: str, private: bytes) -> bytes:
    ops, memory = settings.SEAL_COST
    return boxes.wrap(secret, private, ops=ops, memory=memory)


@transaction.atomic
def drop_factors(user: User) -> None:
    """Whoever came by the address of two officers, and knew his password, begins anew with his second factor."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


@transaction.atomic
def end_sessions(user: User, *, only: str | None = None, but: str | None = None) -> int:
    """End a user's sessions everywhere: all, `only` one, or all `but` one. Their next request finds nobody signed in.

    Returns: how many there were.
    """
    rows = UserSession.objects.filter(user=user)
    if only is not None:
        rows = rows.filter(session_key=only)
    if but is not None:
        rows = rows.exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return ended
