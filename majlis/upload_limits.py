"""How much of a request's files is written down before anyone has looked at them, and how: closed, for the length of the request."""

from __future__ import annotations

import io
import tempfile
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from majlis import boxes

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


class ClosedUpload(UploadedFile):
    """A file too long for memory alone: it lies on the disk in closed pieces, and is opened when somebody reads it."""

    def __init__(self, lying: IO[bytes], key: bytes, pieces: list[int], **facts: Any):
        self._lying, self._key, self._pieces, self._read = lying, key, pieces, None
        super().__init__(file=None, **facts)

    @property
    def file(self) -> Any:
        if self._read is None:
            self._lying.seek(0)
            parts = (
                boxes.decrypt(self._key, self._lying.read(size), str(place)) for place, size in enumerate(self._pieces)
            )
            self._read = io.BytesIO(b"".join(parts))
        return self._read

    @file.setter
    def file(self, value: Any) -> None:
        """It has no other file than its pieces."""

    def close(self) -> None:
        self._lying.close()
        if self._read is not None:
            self._read.close()


class ClosedFiles(FileUploadHandler):
    """Writes a long file down under a key that nobody keeps: what a sealed office is sent lies nowhere as it came."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.lying, self.key = tempfile.TemporaryFile(), boxes.new_key()  # noqa: SIM115 - it is the request's, which closes it
        self.pieces: list[int] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        piece = boxes.encrypt(self.key, bytes(raw_data), str(len(self.pieces)))
        self.pieces.append(len(piece))
        self.lying.write(piece)

    def file_complete(self, file_size: int) -> ClosedUpload:
        return ClosedUpload(
            self.lying, self.key, self.pieces, name=self.file_name, content_type=self.content_type, size=file_size,
            charset=self.charset, content_type_extra=self.content_type_extra,
        )  # fmt: skip

    def upload_interrupted(self) -> None:
        if hasattr(self, "lying"):
            self.lying.close()
