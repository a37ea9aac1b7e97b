"""How much of a request's files is written down before anyone has looked at them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

A_FILE = 32 * 1024 * 1024
A_REQUEST = 96 * 1024 * 1024


class UploadLimits(FileUploadHandler):
    """Stands before the handlers that keep bytes: a request too large is not read, a file too large is read no further."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 - Django names it
        if content_length > A_REQUEST:
            raise RequestDataTooBig("the files of this request are too large")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        # What is left of a long file is one byte too long, so that whoever reads it says so.
        left = A_FILE + 1 - start
        return raw_data[:left] if left > 0 else None

    def file_complete(self, file_size: int) -> None:
        return None
