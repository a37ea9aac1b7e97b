"""A long file that is sent lies on the disk in closed pieces only, and whoever handles the request reads it as it was sent."""

from __future__ import annotations

import secrets
import tempfile
from typing import IO, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from majlis import upload_limits

LONG = 3 * 1024 * 1024


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> list[IO[bytes]]:
    """The files that were written down."""
    made: list[IO[bytes]] = []

    def kept() -> Any:
        made.append(tempfile.TemporaryFile())  # noqa: SIM115 - the upload closes it
        return made[-1]

    monkeypatch.setattr(upload_limits, "tempfile", type("Kept", (), {"TemporaryFile": staticmethod(kept)}))
    return made


def sent(data: bytes) -> Any:
    return RequestFactory().post("/", {"file": SimpleUploadedFile("long.pdf", data, "application/pdf")}).FILES["file"]


def test_a_long_file_lies_closed_and_reads_as_it_was_sent(lying) -> None:
    data = secrets.token_bytes(LONG)
    upload = sent(data)
    (file,) = lying
    file.seek(0)
    written = file.read()
    assert len(written) > LONG and not any(data[at : at + 64] in written for at in range(0, LONG, LONG // 40))
    upload.seek(0)
    assert (upload.read(), upload.size, upload.name) == (data, LONG, "long.pdf")
    assert b"".join(upload.chunks()) == data
    upload.close()
    assert file.closed


def test_what_nobody_reads_is_never_opened(lying, monkeypatch) -> None:
    monkeypatch.setattr(upload_limits.boxes, "decrypt", lambda *args: pytest.fail("it was opened"))
    sent(secrets.token_bytes(LONG)).close()
    assert lying[0].closed


def test_a_short_file_is_not_written_down_at_all(lying) -> None:
    upload = sent(b"short")
    assert upload.read() == b"short" and not lying
