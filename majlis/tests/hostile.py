"""How files that mean harm are built; `corpus.py` lists them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

Build = Callable[[], bytes]
A_GIGABYTE = 1024


def picture(form: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **how) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, form, **how)
    return out.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], object] | None = None, pages: int = 1, **how) -> bytes:
    """A PDF of empty pages, changed before it is written."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 300))
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


def written(*objects: bytes, root: int = 1) -> bytes:
    """A PDF typed by hand: objects numbered from 1, and a right table of where they stand."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, table)
    return bytes(out)


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] >>"


@cache
def zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros, deflated: one block, repeated."""
    packer = zlib.compressobj()
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * megabytes


def stream(data: bytes, head: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)


def holding(content: bytes) -> bytes:
    """A hand-typed PDF whose page shows one stream."""
    page = PAGE.replace(b">>", b"/Contents 4 0 R >>")
    return written(b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, page, content)


def rooted(entries: bytes) -> bytes:
    return written(b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries, PAGES, PAGE)


def annotated(**facts) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **facts)
        made.pages[0].Annots = Array([made.make_indirect(note)])

    return pdf(change)


def pressed(deed: str, **facts) -> bytes:
    """A link on the page that does something."""
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name(deed), **facts))


def attached() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments["list.csv"] = b"1,2,3"

    return pdf(change)


def drawn(width: int, height: int) -> bytes:
    """A PDF whose picture says that it has such sides."""
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 " % (
        width,
        height,
    )
    page = PAGE.replace(b">>", b"/Resources << /XObject << /I 4 0 R >> >> >>")
    return written(
        b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, page, stream(zlib.compress(b"1"), head + b"/Filter /FlateDecode")
    )


def in_object_stream() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.Extra = made.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))

    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def big_object_stream() -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Extra 5 0 R >>"
    bomb = stream(zeros(A_GIGABYTE), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    return written(catalog, PAGES, PAGE, bomb)


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def png(*chunks: bytes, width: int = 4, height: int = 4) -> bytes:
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    points = chunk(b"IDAT", zlib.compress(bytes(5 * 4)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + points + chunk(b"IEND", b"")


def vast_jpeg() -> bytes:
    data = picture("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + (60000).to_bytes(2, "big") * 2 + data[at + 4 :]


def moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), each) for each in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def packed(name: str = "inner.txt", data: bytes = b"text", mode: int = 0, flags: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, data)
    content = bytearray(out.getvalue())
    content[6] |= flags
    return bytes(content)


def word_with_outside_entity() -> bytes:
    return packed("word/document.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')


def led_to_itself() -> bytes:
    """A table whose earlier table is itself."""
    made = written(b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE)
    return made.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev %d >>" % made.index(b"xref\n"))


def acting_page() -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("1")))

    return pdf(change)
