"""The limited process itself.

Standard input: the file. Standard output: one line of JSON, then the clean bytes, the drawn page or the text. Arguments:
`clean`, `text`, or `page` and a page number.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from typing import Any

from majlis.intake import JPEG, MAX_BYTES, MAX_OUTPUT, PDF, PNG, No
from majlis.intake.images import clean_image, image_page
from majlis.intake.pdf import clean_pdf, pdf_page, pdf_text


def kind_of(data: bytes) -> str:
    """What the first bytes say."""
    if not data:
        raise No("empty")
    if len(data) > MAX_BYTES:
        raise No("size")
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"avif"):
        raise No("heic")
    raise No("joined" if b"%PDF-" in data[:1024] else "kind")


def cleaned(data: bytes) -> tuple[dict[str, Any], bytes]:
    kind = kind_of(data)
    clean, pages = clean_pdf(data) if kind == PDF else clean_image(data, kind)
    if zipfile.is_zipfile(io.BytesIO(clean)):
        raise No("joined")
    return {"media_type": kind, "pages": pages}, clean


def shown(data: bytes, number: int) -> tuple[dict[str, Any], bytes]:
    kind = PDF if data.startswith(b"%PDF-") else JPEG if data.startswith(b"\xff\xd8") else PNG
    return {"media_type": PNG}, pdf_page(data, number) if kind == PDF else image_page(data, kind)


def told(data: bytes) -> tuple[dict[str, Any], bytes]:
    return {"media_type": PDF}, pdf_text(data).encode("utf-8", "ignore")


def main(work: str, number: str = "1") -> None:
    data = sys.stdin.buffer.read(MAX_OUTPUT + 1)
    try:
        said, out = told(data) if work == "text" else cleaned(data) if work == "clean" else shown(data, int(number))
    except No as no:
        said, out = {"refused": no.args[0]}, b""
    except MemoryError:
        said, out = {"refused": "expands"}, b""
    except Exception as error:  # noqa: BLE001 - whatever a foreign file does to a parser, it is answered
        said, out = {"refused": "damaged", "why": repr(error)[:500]}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + out)
    sys.stdout.flush()
