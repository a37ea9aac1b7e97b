"""What runs by itself in this office: the letter by mail to a ministry whose answer is overdue (house procedure, Art. 7)."""

from __future__ import annotations

import logging
from datetime import datetime
from email.utils import format_datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import loader

from liaison.models import OverdueLetter, Referral
from liaison.queries.mailing import to_write
from majlis.rules.chain import H

log = logging.getLogger(__name__)

# The subject and the text are the same for every ministry and every file: what it is about is read after signing in.
SUBJECT = "دبیرخانهٔ مجلس: پیامی در سامانه دارید"


def write_to_ministries(at: datetime) -> tuple[int, int]:
    """Write once to the address of each ministry that owes an overdue answer, for each last moment of each referral.

    Args: at, the house's instant.
    Returns: how many letters went now, and how many could not; those are tried again by the next run.
    """
    sent, failed = 0, 0
    for referral, email in to_write(at):
        gone = _send_once(referral, email, at)
        sent, failed = sent + (gone is True), failed + (gone is False)
    return sent, failed


@transaction.atomic
def _send_once(referral: Referral, email: str, at: datetime) -> bool | None:
    """Send one letter while its row is held; True when it went, False when it did not, None where it is gone or in hand."""
    OverdueLetter.objects.bulk_create(
        [OverdueLetter(referral=referral, due_at=referral.due_at, email=email, made_at=at)], ignore_conflicts=True
    )
    wanted = OverdueLetter.objects.select_for_update(skip_locked=True)
    letter = wanted.filter(referral=referral, due_at=referral.due_at, sent_at=None).first()
    if letter is None:
        return None
    # An address that was corrected meanwhile is the one that counts.
    letter.email, letter.attempts = email, letter.attempts + 1
    try:
        message_of(letter).send()
    except (OSError, SMTPException) as error:
        letter.failure = type(error).__name__
        log.warning("a ministry could not be written to", extra={"facts": {"kind": letter.failure}})
    else:
        letter.sent_at, letter.failure = at, ""
    letter.save()
    return letter.sent_at is not None


def message_of(letter: OverdueLetter) -> EmailMessage:
    """The letter: that something waits, and where. Its name follows from referral and moment, so that a server which gets it
    twice after a broken line can tell."""
    name = H("overdue letter", str(letter.referral_id), letter.due_at.isoformat())
    headers = {
        "Message-ID": f"<{name}@majlis>", "Date": format_datetime(letter.made_at), "Auto-Submitted": "auto-generated",
    }  # fmt: skip
    text = loader.render_to_string("liaison/overdue.txt", {"address": f"{settings.ADDRESS}/"})
    return EmailMessage(SUBJECT, text, to=[letter.email], headers=headers)
