"""Letters by mail where no mail server is named: each is a file that one can open, under a name that is the letter's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class OneFileEach(BaseEmailBackend):
    """Write every message whole or not at all; the same message again is the same file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            written = message.message()
            name = str(written["Message-ID"]).strip("<>").partition("@")[0]
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as half:
                half.write(written.as_bytes(linesep="\r\n"))
            os.replace(half.name, folder / f"{name}.eml")
        return len(email_messages)
