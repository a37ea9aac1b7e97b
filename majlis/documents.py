"""The document store: a foreign file is read in a limited process, and its clean copy lies under its SHA-256.

The store is outside the web root. Bytes are written first and named last, so that a name never means half a file.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import re
import secrets
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from majlis import intake
from majlis.rules.law import Refused

log = logging.getLogger(__name__)

# The reader's own limit is five seconds of work; this one only ends a reader that waits for a busy machine.
WALL_SECONDS = 20
READER = "import sys; sys.path.insert(0, sys.argv[1]); from majlis.intake.program import main; main(*sys.argv[2:])"
MAX_NAME = 120
SUFFIXES = {intake.PDF: ".pdf", intake.JPEG: ".jpg", intake.PNG: ".png"}
OWN_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".jpe", ".jfif", ".png")
FOREIGN_SUFFIXES = frozenset(
    "apk app bat cmd com cpl css dll doc docm docx exe hta htm html iso jar js jse lnk msi mht php pif ps1 py rar scr sh "
    "svg swf url vb vbe vbs wsf xhtml xls xlsm xlsx xml zip 7z".split()
)
STORED_NAME = re.compile("[0-9a-f]{64}")
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

REASONS = {
    "empty": "این پرونده خالی است.",
    "size": "این پرونده از ۱۰ مگابایت بزرگ‌تر است؛ آن را کوچک‌تر اسکن کنید.",
    "kind": "تنها PDF، JPEG و PNG پذیرفته می‌شود؛ محتوای این پرونده هیچ‌یک از این سه نیست.",
    "heic": "این عکس HEIC است؛ آن را با قالب JPEG ذخیره و دوباره بارگذاری کنید.",
    "joined": "به این پرونده چیز دیگری چسبیده است؛ نسخه‌ای پاک از همان برگه بسازید.",
    "cut": "پایان این پرونده بریده است؛ آن را دوباره از مبدأ بگیرید و بارگذاری کنید.",
    "damaged": "این پرونده آسیب دیده است و خوانده نمی‌شود؛ آن را دوباره بسازید و بارگذاری کنید.",
    "locked": "این PDF رمز یا قفل دارد؛ نسخهٔ بی‌رمز آن را بارگذاری کنید.",
    "pages": "این PDF بیش از ۵۰ صفحه دارد؛ آن را در چند پرونده بارگذاری کنید.",
    "pixels": "این تصویر بیش از اندازه بزرگ است (حداکثر ۳۶ میلیون نقطه، و در JPEG تدریجی ۱۸ میلیون)؛ آن را با وضوح کمتر اسکن کنید.",
    "moving": "تصویر متحرک پذیرفته نمی‌شود؛ یک تصویر ثابت بارگذاری کنید.",
    "expands": "محتوای این پرونده پس از باز شدن بیش از اندازه بزرگ می‌شود.",
    "heavy": "خواندن این پرونده بیش از اندازه سنگین است؛ نسخه‌ای ساده‌تر از آن بسازید.",
    "script": "این PDF برنامه‌ای در خود دارد که با باز شدن اجرا می‌شود؛ نسخهٔ چاپی آن را بسازید.",
    "xfa": "این PDF فرم پویا (XFA) است؛ آن را چاپ و به PDF ساده تبدیل کنید.",
    "attached": "این PDF پرونده‌ای پیوست یا بیرونی دارد؛ پیوست‌ها را جداگانه بارگذاری کنید.",
    "media": "این PDF فیلم، صدا یا نمای سه‌بعدی دارد؛ نسخهٔ بی‌آن را بارگذاری کنید.",
    "launch": "این PDF برنامه یا پروندهٔ دیگری را باز می‌کند؛ نسخهٔ چاپی آن را بسازید.",
    "sends": "این PDF داده به جایی می‌فرستد؛ نسخهٔ چاپی آن را بسازید.",
    "name_hidden": "نام این پرونده نویسهٔ پنهان دارد؛ نام ساده‌ای به آن بدهید.",
    "name_foreign": "نام این پرونده پسوند برنامه یا گونهٔ دیگری دارد؛ نام ساده‌ای به آن بدهید.",
    "no_room": "اکنون جایی برای نگهداری این پرونده نیست و چیزی ثبت نشد؛ ساعتی دیگر دوباره بفرستید.",
}


class FileRefused(Refused):
    """An uploaded file is not taken. `code` is a key of REASONS."""

    def __init__(self, code: str, field: str = "file"):
        super().__init__(None, REASONS[code], field=field)
        self.code = code


@dataclass(frozen=True)
class Clean:
    """A checked file, rewritten: its name, its kind, its pages and the bytes to keep."""

    name: str
    media_type: str
    pages: int
    data: bytes


def clean(name: str, data: bytes) -> Clean:
    """Check a foreign file by its content and rewrite it without anything that acts or tells of its maker.

    Args: name as sent; data, the whole file, in bytes.  Raises: FileRefused with the first reason found.
    """
    _check_name(name)
    said, out = _limited(data, "clean")
    media_type = said["media_type"]
    return Clean(_own_name(name, SUFFIXES[media_type]), media_type, said["pages"], out)


def _check_name(name: str) -> None:
    if HIDDEN.search(name):
        raise FileRefused("name_hidden")
    plain = unicodedata.normalize("NFKC", name)
    if FOREIGN_SUFFIXES.intersection(part.strip().lower() for part in plain.split(".")[1:]):
        raise FileRefused("name_foreign")


def _own_name(name: str, suffix: str) -> str:
    """The sent name as a label, under the suffix of what the content is."""
    stem = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1]).strip(" .")
    while stem.lower().endswith(OWN_SUFFIXES):
        stem = stem[: stem.rindex(".")].strip(" .")
    stem = re.sub(r'[<>:"|?*\s]+', " ", stem).strip()
    return (stem[: MAX_NAME - len(suffix)] or "سند") + suffix


def _limited(data: bytes, *work: str) -> tuple[dict, bytes]:
    """Let the limited process do its work on a file. It knows nothing of this one: no settings, no folder, no address."""
    if len(data) > intake.MAX_OUTPUT:
        raise FileRefused("size")
    try:
        with os.fdopen(
            os.memfd_create("read"), "w+b"
        ) as out:  # in memory alone: what comes out may be a sealed paper's
            program = [sys.executable, "-I", "-c", READER, str(settings.BASE_DIR), *work]
            done = subprocess.run(
                program, input=data, stdout=out, stderr=subprocess.DEVNULL, timeout=WALL_SECONDS, cwd="/",
                env={"LC_ALL": "C.UTF-8"}, start_new_session=True, check=False,
            )  # fmt: skip
            out.seek(0)
            head, body = out.readline(), out.read()
    except subprocess.TimeoutExpired as late:
        raise FileRefused("heavy") from late
    except OSError as error:
        raise _no_room(error) from error
    if done.returncode != 0 or not head.endswith(b"\n"):
        log.warning("the reader of foreign files ended with %s", done.returncode)
        raise FileRefused("heavy" if done.returncode < 0 else "damaged")
    said = json.loads(head)
    if "refused" in said:
        raise FileRefused(said["refused"])
    return said, body


# The store


def stored_path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def stored_names() -> Iterator[str]:
    """The names of all files of the store; nothing that is half written, and no drawn page."""
    store = Path(settings.MEDIA_ROOT)
    for folder in store.glob("[0-9a-f][0-9a-f]"):
        for entry in os.scandir(folder):
            if STORED_NAME.fullmatch(entry.name):
                yield entry.name


def open_stored(sha256: str) -> BinaryIO:
    return stored_path(sha256).open("rb")


def store(data: bytes) -> str:
    """Keep bytes under their SHA-256, once, and return it in hex. Raises: FileRefused when there is no room."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = stored_path(sha256)
    try:
        if path.exists() and path.stat().st_size == len(data):
            # A sweeper looks at the age of what no row names: this one is wanted again.
            os.utime(path)
        else:
            _write(path, data)
    except OSError as error:
        raise _no_room(error) from error
    return sha256


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _no_room(error: OSError) -> FileRefused:
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        raise error
    log.error("no room for documents: %s", error)
    return FileRefused("no_room")


# What a PDF says


def document_text(sha256: str) -> str:
    """The text of a stored PDF, read in the limited process; nothing for a scan, and for what cannot be read."""
    try:
        _, text = _limited(stored_path(sha256).read_bytes(), "text")
    except (FileNotFoundError, FileRefused) as error:
        log.warning("no text of %s: %r", sha256, error)
        return ""
    return text.decode("utf-8", "ignore")


# Pages as pictures


def page_path(sha256: str, number: int) -> Path:
    return Path(settings.MEDIA_ROOT) / "pages" / sha256 / f"{number}.png"


def document_page(sha256: str, number: int) -> bytes:
    """One page of a stored document as a PNG, drawn once in the limited process and then kept.

    Args: number, from 1.  Raises: FileNotFoundError for bytes that are not in the store; FileRefused for what cannot be drawn.
    """
    path = page_path(sha256, number)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    picture = drawn(stored_path(sha256).read_bytes(), number)
    try:
        _write(path, picture)
    except OSError:
        log.exception("a drawn page was not kept")
    return picture


def drawn(data: bytes, number: int) -> bytes:
    """One page of a document as a PNG, drawn in the limited process and kept nowhere.  Raises: FileRefused."""
    return _limited(data, "page", str(number))[1]
