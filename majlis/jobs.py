"""What runs by itself, at fixed hours: heads of the chains are published, the document store is swept, search is made
anew; and in a demonstration the moved clock."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Collection, Iterable
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from smtplib import SMTPException

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import loader
from django.utils.module_loading import import_string

from majlis import clock, indexing, persian, safes
from majlis.documents import page_path
from majlis.models import Chain, ClockOffset, Digest, Head, Person, SafeShare, User
from majlis.queries import Viewer, alerts, store
from majlis.realm import Realm
from majlis.rules.alerts import REASONS
from majlis.rules.chain import H
from majlis.rules.deadlines import legal_day

log = logging.getLogger(__name__)

DIGEST_SUBJECT = "دبیرخانهٔ مجلس: کارهای امروز شما"
DIGEST_ROWS = 50
COUNTS = "counts"


def publish_heads(at: datetime) -> list[Head]:
    """Publish every realm's head, whether or not anything happened: a day without news looks like any other."""
    with transaction.atomic():
        states = {each.realm: each for each in Chain.objects.all()}
        realms = [config.realm for config in apps.get_app_configs() if getattr(config, "realm", None)]
        return [_publish(realm, states.get(realm.code), at) for realm in sorted(realms, key=lambda each: each.code)]


def _publish(realm: Realm, state: Chain | None, at: datetime) -> Head:
    return Head.objects.create(
        realm=realm.code,
        seq=state.seq if state else 0,
        hash=state.hash if state else "",
        nonce=secrets.token_hex(32) if realm.sealed else "",
        published_at=at,
    )


def sweep_store(at: datetime) -> list[Path]:
    """Remove the files of the document store that nobody has named for a day, with their drawn pages, and what was left half
    written; return what went.

    Args: at, the machine's own time. A file that is touched meanwhile is wanted again, and stays.
    """
    gone = [path for path in (*store.orphans(at), *store.unfinished(at)) if store.settled(path, at)]
    for path in gone:
        path.unlink(missing_ok=True)
        shutil.rmtree(page_path(path.name, 1).parent, ignore_errors=True)
    return gone


def take_back_keys(at: datetime) -> int:
    """Delete the shares of sealed files whose holders' right has ended elsewhere: with a seat, a term, a board. None is made here.

    Returns: how many went.
    """
    gone = 0
    for config in apps.get_app_configs():
        if ended := getattr(config, "keys_ended", ""):
            count, _ = SafeShare.objects.filter(pk__in=import_string(ended)(legal_day(at))).delete()
            gone += count
    return gone


def open_missing_safes(at: datetime) -> int:
    """Give each file that is older than the sealing its safe, and close its texts into it; nothing private is needed for either.

    A file of which nobody entitled has a pair yet waits for a later night.  Returns: how many safes were opened.
    """
    opened: set[str] = set()
    for config in apps.get_app_configs():
        if missing := getattr(config, "safes_missing", ""):
            opened |= {place for place, entitled in import_string(missing)(legal_day(at)) if _opened(place, entitled)}
    for row in safes.lying_open(opened):
        row.save()
    return len(opened)


def _opened(place: str, entitled: Iterable[Person]) -> bool:
    if not safes.pairs_of(entitled):
        return False
    safes.open_safe(place, entitled)
    return True


def send_digests(at: datetime) -> tuple[int, int]:
    """Send the letters of a day to all who have not had it. Whoever runs it beside another takes other letters, or none.

    Args: at, the house's instant.
    Returns: how many were sent now, and how many could not be; those are tried again by the next run of the day.
    """
    day, sent, failed = legal_day(at), 0, 0
    people = alerts.recipients(at)
    Digest.objects.bulk_create(
        [Digest(person_id=user.person_id, day=day, made_at=at) for user, _ in people], ignore_conflicts=True
    )
    for user, viewer in people:
        gone = _send_once(user, viewer, at)
        sent, failed = sent + (gone is True), failed + (gone is False)
    return sent, failed


@transaction.atomic
def _send_once(user: User, viewer: Viewer, at: datetime) -> bool | None:
    """Send one letter while its row is held; True when it went, False when it did not, None where it is gone or in hand."""
    wanted = Digest.objects.select_for_update(skip_locked=True).filter(person=user.person, day=viewer.day, sent_at=None)
    digest = wanted.first()
    if digest is None:
        return None
    digest.attempts += 1
    try:
        digest_letter(user, viewer, digest).send()
    except (OSError, SMTPException) as error:
        digest.failure = type(error).__name__
        log.warning("a daily letter could not be sent", extra={"facts": {"kind": digest.failure}})
    else:
        digest.sent_at, digest.failure = at, ""
    digest.save()
    return digest.sent_at is not None


def digest_letter(user: User, viewer: Viewer, digest: Digest) -> EmailMessage:
    """The letter of a day: what waits in the open realms. Its name follows from person and day, so that a server which gets
    it twice after a broken line can tell. Of sealed realms nothing is read here, whoever it goes to."""
    rows = sorted(alerts.open_alerts(viewer), key=lambda each: tuple(REASONS).index(each.why))
    facts = {
        "person": user.person, "rows": rows[:DIGEST_ROWS], "more": max(len(rows) - DIGEST_ROWS, 0),
        "today": f"{persian.weekday_name(viewer.day)} {persian.jalali(viewer.day)}", "address": f"{settings.ADDRESS}/",
    }  # fmt: skip
    name = H("digest", str(user.person_id), viewer.day.isoformat())
    headers = {
        "Message-ID": f"<{name}@majlis>", "Date": format_datetime(digest.made_at), "Auto-Submitted": "auto-generated",
    }  # fmt: skip
    return EmailMessage(
        DIGEST_SUBJECT, loader.render_to_string("majlis/digest.txt", facts), to=[user.email], headers=headers
    )


def reindex(codes: Collection[str] = ()) -> dict[str, int]:
    """Make anew from the files themselves what is kept beside them, the rows of search and the counts; what stands right is left alone.

    Args: codes, of the kinds to look at, or COUNTS; none, and all are.
    Returns: by kind, how many rows were other than they should be.
    """
    written = {code: indexing.rebuild(kind) for code, kind in indexing.kinds().items() if not codes or code in codes}
    if not codes or COUNTS in codes:
        written |= count_anew()
    return written if codes else {**written, "": indexing.drop_unknown()}


def count_anew() -> dict[str, int]:
    """Make the counts anew that offices keep beside their files. Returns: by table, how many were other than the files say."""
    hooks = (getattr(config, "tallies", "") for config in apps.get_app_configs())
    return {name: wrong for hook in hooks if hook for name, wrong in import_string(hook)().items()}


def move_clock(to: datetime) -> None:
    """Let a demonstration's clock say another moment from now on. Raises RuntimeError in production."""
    if settings.MAJLIS_MODE != "demo":
        raise RuntimeError("only a demonstration's clock can be moved")
    seconds = round((to - (clock.now() - clock.offset())).total_seconds())
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": seconds})
