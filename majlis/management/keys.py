"""The key of backups, from the environment. It is nowhere else: not in the database, not beside the backup."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError

from majlis.management import sealing


def set_key() -> bytes | None:
    """The key of MAJLIS_BACKUP_KEY, or None where none is set. Raises: CommandError for what is no key."""
    try:
        return sealing.read_key(settings.MAJLIS_BACKUP_KEY)
    except ValueError as error:
        raise CommandError(
            f"MAJLIS_BACKUP_KEY is no key ({error}): it is 32 bytes in base64. `back_up --new-key` prints one."
        ) from error
