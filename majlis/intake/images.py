"""JPEG and PNG: whole, single, of bearable size; rewritten point by point, so that nothing else is kept."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from majlis.intake import BLANK, JPEG, MAX_PIXELS, MAX_SIDE, PAGE_SIDE, PNG, No, limited


def jpeg_end(data: bytes) -> int:
    """Where the first picture of a JPEG ends."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xD9:
            return at + 2
        if mark == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xDA:
            found = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, at)
            at = found.start() if found else len(data)
    if data[at : at + 2] == b"\xff\xd9":
        return at + 2
    raise No("cut")


def png_end(data: bytes) -> int:
    """Where a PNG ends."""
    at = 8
    while at + 12 <= len(data):
        name = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if name == b"acTL":
            raise No("moving")
        if name == b"IEND" and at <= len(data):
            return at
    raise No("cut")


def check_end(data: bytes, kind: str) -> None:
    end = jpeg_end(data) if kind == JPEG else png_end(data)
    rest = data[end:].strip(BLANK)
    # Telephones hang a second, smaller picture on the first and say so in it; the clean copy leaves it out.
    second = kind == JPEG and b"MPF\0" in data[:end] and rest.startswith(b"\xff\xd8\xff")
    if rest and not second:
        raise No("joined")


def open_image(data: bytes, kind: str) -> Any:
    """The picture, judged by its head and not yet read."""
    from PIL import Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin  # noqa: F401 - loaded before the limits

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    limited()
    try:
        image = Image.open(io.BytesIO(data), formats=["JPEG" if kind == JPEG else "PNG"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise No("pixels") from None
    # A progressive picture is decoded whole before its first line is known: twice the memory.
    most = MAX_PIXELS // 2 if image.info.get("progressive") else MAX_PIXELS
    if image.width * image.height > most or max(image.size) > MAX_SIDE:
        raise No("pixels")
    return image


def plain(image: Any, kind: str) -> Any:
    """The picture in a mode that its format knows, with nothing beside it."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    wanted = ("L", "RGB") if kind == JPEG else ("1", "L", "LA", "P", "RGB", "RGBA")
    if image.mode not in wanted:
        image = image.convert("RGB")
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    return image


def clean_image(data: bytes, kind: str) -> tuple[bytes, int]:
    check_end(data, kind)
    out, image = io.BytesIO(), open_image(data, kind)
    try:
        image.load()
        coding = jpeg_coding(image) if kind == JPEG else {"compress_level": 3}
        straight(image)
        plain(image, kind).save(out, "JPEG" if kind == JPEG else "PNG", **coding)
    except MemoryError:
        raise No("pixels") from None
    return out.getvalue(), 1


def straight(image: Any) -> None:
    """Turn the points themselves as the camera's note says, for the note is dropped."""
    from PIL import ImageOps

    ImageOps.exif_transpose(image, in_place=True)


def jpeg_coding(image: Any) -> dict[str, Any]:
    """The tables of the sent picture, so that its clean copy is as sharp and no larger."""
    from PIL import JpegImagePlugin

    if image.mode not in ("L", "RGB") or not image.quantization:
        return {"quality": 92}
    sampling = JpegImagePlugin.get_sampling(image)
    return {"qtables": image.quantization, "subsampling": max(sampling, 0)}


def image_page(data: bytes, kind: str) -> bytes:
    out, image = io.BytesIO(), open_image(data, kind)
    image.thumbnail((PAGE_SIDE, PAGE_SIDE))
    plain(image.convert("RGB"), PNG).save(out, "PNG", compress_level=3)
    return out.getvalue()
