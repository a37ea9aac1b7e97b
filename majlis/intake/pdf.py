"""PDF: what acts, carries files or expands without measure is refused; the rest is written anew without its traces."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from typing import Any

from majlis.intake import (
    BLANK,
    MAX_DEPTH,
    MAX_EXPANDED,
    MAX_PAGES,
    MAX_PIXELS,
    MAX_SIDE,
    MAX_STREAM,
    MAX_TEXT,
    PAGE_SIDE,
    PDF_MEMORY,
    PIECE,
    No,
    limited,
)

KEYS = {
    "/JS": "script", "/JavaScript": "script", "/AA": "script", "/XFA": "xfa", "/EF": "attached",
    "/EmbeddedFiles": "attached", "/AF": "attached", "/Collection": "attached", "/RichMediaContent": "media",
}  # fmt: skip
KINDS = {
    "/RichMedia": "media", "/Movie": "media", "/Sound": "media", "/Screen": "media", "/3D": "media",
    "/FileAttachment": "attached",
}  # fmt: skip
DEEDS = {
    "/JavaScript": "script", "/Launch": "launch", "/GoToR": "launch", "/GoToE": "launch", "/Rendition": "media",
    "/Movie": "media", "/Sound": "media", "/RichMediaExecute": "media", "/GoTo3DView": "media", "/SubmitForm": "sends",
    "/ImportData": "sends", "/Thread": "launch", "/ResetForm": "script", "/Hide": "script", "/SetOCGState": "script",
}  # fmt: skip
# A link on a paper harms nobody, and many honest papers bear one: the words stay, the link goes.
LINKS = ("/URI", "/Named")
TRACES = ("/Metadata", "/PieceInfo", "/LastModified")
INFLATE = ("/FlateDecode", "/Fl")
EXPANDING = {
    *INFLATE,
    "/ASCIIHexDecode",
    "/ASCII85Decode",
    "/LZWDecode",
    "/RunLengthDecode",
    "/AHx",
    "/A85",
    "/LZW",
    "/RL",
}


def clean_pdf(data: bytes) -> tuple[bytes, int]:
    import pikepdf

    if not data.rstrip(BLANK).endswith(b"%%EOF"):
        raise No("joined" if b"%%EOF" in data else "cut")
    limited(PDF_MEMORY)
    try:
        # No mending: what is mended may read otherwise than what was sent.
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False, inherit_page_attributes=True)
    except pikepdf.PasswordError:
        raise No("locked") from None
    if pdf.is_encrypted:
        raise No("locked")
    pages = len(pdf.pages)
    if not pages:
        raise No("damaged")
    if pages > MAX_PAGES:
        raise No("pages")
    Sweep(pdf).run()
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
    del pdf.docinfo
    out = io.BytesIO()
    pdf.save(out, linearize=True, deterministic_id=True, fix_metadata_version=False,
             object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
    return out.getvalue(), pages


class Sweep:
    """One walk over every object of a PDF: it stops at what acts, and drops links and traces."""

    def __init__(self, pdf: Any):
        import pikepdf

        self.kit, self.pdf, self.expanded = pikepdf, pdf, 0

    def run(self) -> None:
        for each in self.pdf.objects:
            self.walk(each, 0)
        for name in ("/OpenAction", "/URI", "/Perms", "/DSS"):
            if name in self.pdf.Root:
                del self.pdf.Root[name]

    def walk(self, thing: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise No("damaged")
        if isinstance(thing, self.kit.Array):
            inner = list(thing)
        elif isinstance(thing, (self.kit.Dictionary, self.kit.Stream)):
            inner = [value for _, value in thing.items()]
        else:
            return
        for value in inner:
            if isinstance(value, (self.kit.Array, self.kit.Dictionary)) and not value.is_indirect:
                self.walk(value, depth + 1)
        if isinstance(thing, self.kit.Stream):
            self.weigh(thing)
        if not isinstance(thing, self.kit.Array):
            self.judge(thing)

    def judge(self, thing: Any) -> None:
        for key in thing.keys():  # noqa: SIM118 - iterating a stream itself yields no keys
            if key in KEYS:
                raise No(KEYS[key])
        deed, kind = (self.word(thing.get(name)) for name in ("/S", "/Subtype"))
        if code := DEEDS.get(deed) or KINDS.get(kind):
            raise No(code)
        if self.word(thing.get("/Type")) == "/EmbeddedFile":
            raise No("attached")
        for key in ("/A", "/PA", "/Next"):
            value = thing.get(key)
            if isinstance(value, self.kit.Dictionary) and self.word(value.get("/S")) in LINKS:
                del thing[key]
        for key in TRACES + (("/URI",) if deed == "/URI" else ()):
            if key in thing:
                del thing[key]

    def word(self, value: Any) -> str:
        return str(value) if isinstance(value, self.kit.Name) else ""

    def weigh(self, stream: Any) -> None:
        """A stream may not point outside, nor expand without measure."""
        if "/F" in stream:
            raise No("attached")
        if self.word(stream.get("/Subtype")) == "/Image":
            width, height = (int(stream.get(name, 0)) for name in ("/Width", "/Height"))
            if min(width, height) < 0:
                raise No("damaged")
            if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                raise No("pixels")
        self.expanded += sum(self.layers(stream))
        if self.expanded > MAX_EXPANDED:
            raise No("expands")

    def layers(self, stream: Any) -> Iterator[int]:
        """The length of a stream behind each filter that can expand it."""
        filters = stream.get("/Filter")
        if filters is None:
            return
        names = [self.word(each) for each in (filters if isinstance(filters, self.kit.Array) else [filters])]
        if len(names) > 1 and EXPANDING.issuperset(names) and not set(INFLATE).issuperset(names):
            # Mixed filters are rare: qpdf reads them whole, and the limit on memory stops it.
            yield self.whole(stream)
            return
        data = stream.read_raw_bytes()
        for name in names:
            if name in INFLATE:
                length, data = inflated(data, keep=len(names) > 1)
                yield length
            elif name in EXPANDING:
                yield self.whole(stream)
            else:
                # A picture's own coding: its sides were judged above.
                return

    def whole(self, stream: Any) -> int:
        try:
            return len(stream.read_bytes(self.kit.StreamDecodeLevel.specialized))
        except self.kit.PdfError as error:
            raise No("expands" if "bad_alloc" in str(error) else "damaged") from error


def inflated(data: bytes, *, keep: bool) -> tuple[int, bytes]:
    """How long deflated bytes become, and with `keep` what they become."""
    reader, length, kept = zlib.decompressobj(), 0, bytearray()
    # A stream whose end is missing is read as far as it goes, as every viewer does.
    with contextlib.suppress(zlib.error):
        while data and not reader.eof:
            piece = reader.decompress(data, PIECE)
            data = reader.unconsumed_tail
            length += len(piece)
            if length > MAX_STREAM:
                raise No("expands")
            if keep:
                kept += piece
    return length, bytes(kept)


def pdf_page(data: bytes, number: int) -> bytes:
    import pypdfium2
    from PIL import PngImagePlugin  # noqa: F401 - loaded before the limits

    limited()
    page = pypdfium2.PdfDocument(data)[number - 1]
    bitmap = page.render(scale=PAGE_SIDE / max(page.get_size()), may_draw_forms=False)
    image, out = bitmap.to_pil(), io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def pdf_text(data: bytes) -> str:
    """The letters of a PDF, page after page, up to a limit; nothing where its pages are pictures."""
    import pypdfium2

    limited()
    found: list[str] = []
    left = MAX_TEXT
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage().get_text_bounded()[:left]
        found.append(text)
        left -= len(text)
        if left <= 0:
            break
    return "\n".join(found)
