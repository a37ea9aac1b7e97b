"""Foreign files: what is refused leaves nothing behind, what is taken is a clean copy."""

from __future__ import annotations

import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from majlis import documents
from majlis.documents import FileRefused
from majlis.tests.corpus import HOSTILE
from majlis.tests.hostile import annotated, holding, packed, pdf, picture, rooted, stream


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch, settings) -> Path:
    """A store and a temporary folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "documents"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return tmp_path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def clean_pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(documents.clean("a.pdf", data).data))


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_leaves_nothing(what, store):
    name, build, reason = HOSTILE[what]
    with pytest.raises(FileRefused) as refused:
        documents.clean(name, build())
    assert refused.value.code == reason
    assert refused.value.sentence.endswith(".")
    assert files_in(store) == []


MOST_MEGABYTES = 300
MOST_SECONDS = 5
LEAST_HOSTILE = 100


def test_the_corpus_is_large_and_knows_every_reason():
    assert len(HOSTILE) >= LEAST_HOSTILE
    assert {reason for _, _, reason in HOSTILE.values()} == set(documents.REASONS) - {"no_room", "heavy"}


# The reader, and at its end what the system has counted for it: seconds of work, and the most memory that it held.
COUNTED = (
    f"{documents.READER}; import resource; used = resource.getrusage(resource.RUSAGE_SELF); "
    "print(used.ru_utime + used.ru_stime, open('/proc/self/status').read(), file=sys.stderr)"
)


@pytest.mark.long
@pytest.mark.parametrize("what", [name for name, (_, _, reason) in HOSTILE.items() if not reason.startswith("name")])
def test_a_hostile_file_costs_little_to_refuse(what):
    _, build, reason = HOSTILE[what]
    program = [sys.executable, "-I", "-c", COUNTED, str(settings.BASE_DIR), "clean"]
    done = subprocess.run(program, input=build(), capture_output=True, check=True)
    seconds, _, status = done.stderr.decode().partition(" ")
    assert json.loads(done.stdout)["refused"] == reason
    assert float(seconds) <= MOST_SECONDS
    assert int(re.search(r"VmHWM:\s+([0-9]+) kB", status)[1]) <= MOST_MEGABYTES * 1024


def test_an_honest_pdf_becomes_a_clean_copy_of_as_many_pages():
    clean = documents.clean("مدرک‌ها.PDF", pdf(pages=50))
    assert (clean.name, clean.media_type, clean.pages) == ("مدرک‌ها.pdf", "application/pdf", 50)
    assert len(pikepdf.open(io.BytesIO(clean.data)).pages) == 50


def test_the_same_file_twice_is_the_same_copy():
    sent = pdf()
    assert documents.clean("a.pdf", sent).data == documents.clean("b.pdf", sent).data


def test_an_archive_inside_a_pdf_is_no_archive_any_more():
    sent = holding(stream(packed(), b""))
    assert zipfile.is_zipfile(io.BytesIO(sent))
    assert not zipfile.is_zipfile(io.BytesIO(documents.clean("a.pdf", sent).data))


def test_who_made_a_pdf_and_with_what_is_dropped():
    def signed(made: pikepdf.Pdf) -> None:
        made.docinfo["/Author"] = "نویسندهٔ پنهان"
        with made.open_metadata() as metadata:
            metadata["dc:creator"] = ["hidden author"]

    clean = clean_pdf(pdf(signed))
    assert "/Metadata" not in clean.Root
    assert "/Author" not in clean.docinfo


def test_a_link_on_a_paper_is_cut_and_the_paper_taken():
    link = annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("http://a.example/trace")))
    clean = clean_pdf(link)
    (note,) = clean.pages[0].Annots
    assert "/A" not in note


@pytest.mark.parametrize("place", ["[3 0 R /Fit]", "<< /S /GoTo /D [3 0 R /Fit] >>"])
def test_a_pdf_that_opens_at_a_page_is_taken(place):
    assert "/OpenAction" not in clean_pdf(rooted(f"/OpenAction {place}".encode())).Root


def test_a_filled_field_is_drawn_into_its_page():
    def filled(made: pikepdf.Pdf) -> None:
        look = made.make_stream(b"0 0 1 rg 0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 50])
        field = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("a"), Rect=Array([0, 0, 50, 50]), F=4,
                AP=Dictionary(N=look),
            )
        )  # fmt: skip
        made.pages[0].Annots = Array([field])
        made.Root.AcroForm = Dictionary(Fields=Array([field]))

    sha256 = documents.store(documents.clean("a.pdf", pdf(filled)).data)
    page = Image.open(io.BytesIO(documents.document_page(sha256, 1)))
    assert page.convert("RGB").getpixel((20, page.height - 20)) == (0, 0, 255)


def test_where_a_photograph_was_taken_is_dropped_and_it_stands_upright():
    notes = Image.Exif()
    notes[274] = 6
    notes[306] = "2026:05:20 08:00:00"
    clean = Image.open(io.BytesIO(documents.clean("a.jpg", picture("JPEG", exif=notes, comment=b"secret")).data))
    assert clean.size == (40, 60)
    assert not clean.getexif()
    assert "comment" not in clean.info


def test_words_beside_a_png_are_dropped():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "hidden author")
    assert b"hidden author" not in documents.clean("a.png", picture("PNG", pnginfo=words)).data


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode):
    data = picture("PNG", mode=mode) if mode != "I;16" else _deep()
    assert documents.clean("a.png", data).media_type == "image/png"


def _deep() -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (8, 8), 65535).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_kind_of_jpeg_is_taken(mode):
    assert documents.clean("a.jpg", picture("JPEG", mode=mode)).media_type == "image/jpeg"


def test_a_telephone_s_second_picture_is_left_out():
    out = io.BytesIO()
    small = Image.new("RGB", (8, 8), "red")
    Image.new("RGB", (60, 40), "white").save(out, "MPO", save_all=True, append_images=[small])
    clean = documents.clean("a.jpg", out.getvalue())
    assert Image.open(io.BytesIO(clean.data)).format == "JPEG"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a.jpg", "a.png"),
        ("scan.2026.png", "scan.2026.png"),
        ("", "سند.png"),
        ("..", "سند.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\papers\\a.png", "a.png"),
        ("مدرک‌ها.png", "مدرک‌ها.png"),
        ("a" * 500, "a" * 116 + ".png"),
    ],
)
def test_the_kept_name_follows_the_content(sent, kept):
    assert documents.clean(sent, picture("PNG")).name == kept


# The limited process


def limited(work: str) -> subprocess.CompletedProcess:
    program = f"import sys; sys.path.insert(0, {str(settings.BASE_DIR)!r}); from majlis.intake import limited; limited(); {work}"
    return subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_reader_cannot_take_much_memory():
    assert limited("bytearray(250 * 2**20); print('taken')").stdout == "taken\n"
    assert "MemoryError" in limited("bytearray(320 * 2**20)").stderr


@pytest.mark.long
def test_the_reader_cannot_work_long():
    assert limited("\nwhile True: pass").returncode < 0


def test_the_reader_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr(documents, "READER", "import os, json; print(json.dumps({'seen': dict(os.environ)}))")
    said, _ = documents._limited(b"", "clean")
    assert "DATABASE_URL" not in said["seen"]


def test_a_reader_that_breaks_is_a_refusal(monkeypatch):
    monkeypatch.setattr(documents, "READER", "import os; os.abort()")
    with pytest.raises(FileRefused) as refused:
        documents.clean("a.pdf", pdf())
    assert refused.value.code == "heavy"


def test_a_reader_that_waits_is_ended(monkeypatch):
    monkeypatch.setattr(documents, "READER", "import time; time.sleep(600)")
    monkeypatch.setattr(documents, "WALL_SECONDS", 1)
    with pytest.raises(FileRefused) as refused:
        documents.clean("a.pdf", pdf())
    assert refused.value.code == "heavy"


# The store


def test_bytes_lie_under_their_hash_once_and_for_the_house_alone(store):
    written = documents.store(b"paper")
    again = documents.store(b"paper")
    assert written == again
    (path,) = files_in(store)
    assert path == documents.stored_path(written)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert documents.open_stored(written).read() == b"paper"


def test_the_same_bytes_from_many_at_once_are_one_file(store):
    with ThreadPoolExecutor(8) as pool:
        written = set(pool.map(documents.store, [b"paper" * 1000] * 40))
    assert len(written) == len(files_in(store)) == 1


def test_a_half_file_of_an_earlier_crash_is_written_anew(store):
    path = documents.stored_path(documents.store(b"paper"))
    path.write_bytes(b"pap")
    documents.store(b"paper")
    assert path.read_bytes() == b"paper"


def test_without_room_nothing_is_kept(store):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(FileRefused) as refused:
            documents.store(bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.code == "no_room"
    assert files_in(store) == []


# Pages as pictures


@pytest.mark.parametrize(
    ("name", "build", "number"), [("a.pdf", lambda: pdf(pages=3), 3), ("a.jpg", lambda: picture("JPEG"), 1)]
)
def test_a_page_is_drawn_once(name, build, number):
    sha256 = documents.store(documents.clean(name, build()).data)
    drawn = documents.document_page(sha256, number)
    assert Image.open(io.BytesIO(drawn)).format == "PNG"
    documents.stored_path(sha256).unlink()
    assert documents.document_page(sha256, number) == drawn


def test_a_large_picture_is_shown_small():
    sha256 = documents.store(documents.clean("a.png", picture("PNG", (4000, 3000))).data)
    assert Image.open(io.BytesIO(documents.document_page(sha256, 1))).size == (1600, 1200)


def test_a_page_of_a_missing_file_is_an_error_that_says_so():
    with pytest.raises(FileNotFoundError):
        documents.document_page("0" * 64, 1)
