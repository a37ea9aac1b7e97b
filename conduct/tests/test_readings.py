"""Who opened, printed or took what is shown to the chair; what is given away carries its reader's name and hour (Art. 7 note 1)."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from conduct.models import BoardSitting, Case, CasePaper
from conduct.queries.readings import Wish, readings, told
from conduct.tests.playing import World
from conduct.tests.test_letters import call as letter_call
from conduct.tests.test_letters import drafted, said, viewer
from conduct.tests.test_pages import Visitor, at_the_worlds_hour, letters, visit  # noqa: F401 - fixtures
from majlis import actions, documents, persian
from majlis.models import Body, Document, Reading
from majlis.pdf.mark import marked
from majlis.queries.papers_opened import paper_bytes
from majlis.tests.hostile import pdf
from majlis.tests.people import appointed

LOG = "/conduct/readings/"
PLAIN = pdf()


def shown(world: World, ref: str = "", how: str = "") -> list[tuple[str, str, str, str]]:
    who = viewer(world, world.chair)
    rows = readings(who, Wish(how, ref)).order_by("at", "pk")
    return [(row.who, row.how, row.what, row.ref) for row in told(who, rows)]


def keep(document: Document, data: bytes, media_type: str = "application/pdf") -> None:
    """Bytes for a paper that the small house has only as a row."""
    document.sha256, document.media_type = documents.store(data), media_type
    document.save()


def test_every_opening_print_and_export_stands_there(world, visit):  # noqa: F811
    case = world.given_case("invited")
    keep(CasePaper.objects.filter(case=case, kind="report").get().document, PLAIN)
    paper = CasePaper.objects.filter(case=case, kind="report").get().document_id
    secretary, member = visit(world.secretary), visit(world.member)
    secretary.get(case.get_absolute_url())
    secretary.get(f"/conduct/cases/{case.pk}/hearing/")
    assert secretary.client.get(f"/documents/{paper}/", secure=True).status_code == 200
    secretary.client.get(f"/conduct/cases/{case.pk}/sheet/", secure=True)
    secretary.client.get("/conduct/?take=csv", secure=True)
    member.get(f"/conduct/own/{case.pk}/")
    sitting = BoardSitting.objects.get()
    secretary.get(sitting.get_absolute_url())
    name, ref = world.secretary.name, case.ref
    assert sorted(shown(world)) == sorted([
        (name, "گشودن", "پرونده", ref), (name, "برگ اقدام", "پرونده", ref), (name, "گشودن", "برگه", ref), (name, "چاپ", "پرونده", ref),
        (name, "گرفتن فهرست", "فهرست پرونده‌ها", ""), (name, "گرفتن فهرست", "پرونده", ref), (world.member.name, "گشودن", "پرونده", ref),
        (name, "گشودن", str(sitting), ""),
    ])  # fmt: skip
    assert len(shown(world, how="print")) == 1 and len(shown(world, ref=ref)) == 6
    assert shown(world, ref="1405-XXXX-XX") == []
    page = visit(world.chair).get(LOG)[1]
    assert world.member.name in page and letters(case) in page


def test_a_letter_that_is_opened_stands_under_its_case(world, visit):  # noqa: F811
    case = world.given_case("invited")
    letter = drafted(world, case, "invitation", world.secretary)
    actions.sign_letter(letter_call(world, world.chair, said(letter)), letter)
    visit(world.member).get(letter.get_absolute_url())
    assert shown(world) == [(world.member.name, "گشودن", "نامه", case.ref)]


def test_nobody_but_the_chair_reads_it_and_he_not_of_what_is_not_his(world, visit):  # noqa: F811
    case, other = world.given_case("reported"), world.given_case("reported")
    for each in (case, other):
        visit(world.secretary).get(each.get_absolute_url())
    for person in (
        world.secretary,
        world.deputy,
        world.registrar,
        world.seats[4],
        world.judges[0],
        world.member,
        world.people.administrator,
    ):
        assert visit(person).get(LOG)[0] == visit(person).get(f"{LOG}?take=csv")[0] == 404
    assert visit(None, "root").get(LOG)[0] == 404
    world.do("declare_recusal", case, world.chair, reason="دوستی")
    chair = visit(world.chair)
    for asked in (LOG, f"{LOG}?take=csv", f"{LOG}?how=open"):
        assert letters(case) not in chair.client.get(asked, secure=True).content.decode()
    # Its reference finds what one that was never given finds.
    told_of, told_absent = (masked(chair.get(f"{LOG}?ref={ref}")[1], ref) for ref in (case.ref, "1405-QQQQ-QQ"))
    assert told_of == told_absent
    assert {row[3] for row in shown(world)} - {""} == {other.ref}
    # His own case is no more his to watch than one from which he stands aside.
    appointed(world.chair, Body.objects.get(kind="chamber"), "member", world.people.administrator)
    own = world.report(member=world.chair).case
    visit(world.secretary).get(own.get_absolute_url())
    assert own.ref not in {row[3] for row in shown(world)}


def masked(text: str, ref: str) -> str:
    """A page without what was asked for and without its own token."""
    return re.sub(r'value="\w{64}"', "", text.replace(ref, ""))


def test_it_takes_no_more_queries_for_more_of_it(world, visit):  # noqa: F811
    case = world.given_case("invited")
    chair = visit(world.chair)
    for _ in range(2):
        visit(world.secretary).get(case.get_absolute_url())

    def count() -> int:
        chair.get(LOG)
        with CaptureQueriesContext(connection) as queries:
            assert chair.get(LOG)[0] == 200
        return len(queries)

    few = count()
    for _ in range(3):
        each = world.given_case("reported")
        for _ in range(4):
            visit(world.secretary).get(each.get_absolute_url())
    assert Reading.objects.count() > 12
    assert count() == few


@pytest.mark.parametrize(
    "asked", ["?how=nonsense", "?ref=%00", "?ref=" + "x" * 5000, "?after=nonsense", "?how=open&ref=' or 1=1"]
)
def test_nonsense_finds_nothing_and_falls_over_nowhere(world, visit, asked):  # noqa: F811
    assert visit(world.chair).get(LOG + asked)[0] in (200, 400)


# What is given away


def words(data: bytes) -> str:
    paper = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_bounded() for page in paper)


def test_a_paper_carries_its_readers_name_and_hour_and_the_stored_one_stays(world, visit):  # noqa: F811
    case = world.given_case("reported")
    document = CasePaper.objects.get(case=case).document
    keep(document, PLAIN)
    given = {}
    for person in (world.secretary, world.registrar):
        answer = visit(person).client.get(f"/documents/{document.pk}/", secure=True)
        given[person] = b"".join(answer.streaming_content)
    assert given[world.secretary] != given[world.registrar] != PLAIN
    assert documents.open_stored(document.sha256).read() == PLAIN
    with pikepdf.open(io.BytesIO(given[world.secretary])) as paper, pikepdf.open(io.BytesIO(PLAIN)) as plain:
        assert len(paper.pages) == len(plain.pages)
    assert plain_letters(world.secretary.name) <= plain_letters(words(given[world.secretary]))


def plain_letters(text: str) -> set[str]:
    return set(persian.fold(text)[0]) - {" "}


def test_a_picture_and_the_picture_of_a_page_carry_it_too(world, visit):  # noqa: F811
    case = world.given_case("reported")
    document = CasePaper.objects.get(case=case).document
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    keep(document, out.getvalue(), "image/png")
    for address in (f"/documents/{document.pk}/", reverse("document_page", args=[document.pk, 1])):
        answer = visit(world.secretary).client.get(address, secure=True)
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        with Image.open(io.BytesIO(data)) as picture:
            assert picture.convert("L").getextrema()[0] < 250, address


def test_what_the_member_is_given_carries_his_own_name(world, visit):  # noqa: F811
    world.given_case("invited")
    document = CasePaper.objects.get(kind="invitation").document
    keep(document, PLAIN)
    answer = visit(world.member).client.get(f"/documents/{document.pk}/", secure=True)
    assert b"".join(answer.streaming_content) != PLAIN


def test_a_signed_letter_is_given_as_it_was_signed(world, visit):  # noqa: F811
    case = world.given_case("invited")
    letter = drafted(world, case, "invitation", world.secretary)
    actions.sign_letter(letter_call(world, world.chair, said(letter)), letter)
    answer = visit(world.member).client.get(f"/documents/{letter.document_id}/", secure=True)
    given = b"".join(answer.streaming_content)
    # As it was signed, unmarked; what lies in the store is closed.
    assert given == paper_bytes(letter.document) and hashlib.sha256(given).hexdigest() == letter.document.proof
    assert given != documents.open_stored(letter.document.sha256).read()


def test_a_print_of_a_case_says_what_its_readers_page_says(world, visit):  # noqa: F811
    case = world.given_case("served")
    sheets = {}
    for person in (world.secretary, world.registrar):
        answer = visit(person).client.get(f"/conduct/cases/{case.pk}/sheet/", secure=True)
        assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "no-store"
        sheets[person] = words(answer.content)
    # The registrar's has no ruling in it, as his page has none.
    assert len(sheets[world.registrar]) < len(sheets[world.secretary])
    for person in (world.member, world.judges[0], world.people.administrator):
        assert visit(person).get(f"/conduct/cases/{case.pk}/sheet/")[0] == 404
    world.do("declare_recusal", case, world.seats[5], reason="دوستی")
    assert visit(world.seats[5]).get(f"/conduct/cases/{case.pk}/sheet/")[0] == 404


def test_minutes_leave_out_what_is_not_their_readers(world, visit):  # noqa: F811
    case, other = world.given_case("reported"), world.given_case("reported")
    for each in (case, other):
        world.vote(each, "assign_inquiry")
    world.do("declare_recusal", case, world.seats[5], reason="دوستی")
    sitting = BoardSitting.objects.get()
    page = f"/conduct/sittings/{sitting.pk}/minutes/"
    before = Reading.objects.filter(how="print").count()
    whole, part = (visit(person).client.get(page, secure=True).content for person in (world.secretary, world.seats[5]))
    assert len(words(whole)) > len(words(part))
    noted = Reading.objects.filter(how="print")[: noted_since(before)]
    assert sorted(row.subject.partition(":")[0] for row in noted) == ["conduct.boardsitting"] * 2 + ["conduct.case"] * 3
    assert not Reading.objects.filter(how="print", reader=world.seats[5], subject=case.reference).exists()
    assert visit(world.registrar).get(page)[0] == visit(world.judges[0]).get(page)[0] == 404


def noted_since(before: int) -> int:
    return Reading.objects.filter(how="print").count() - before


def test_every_sealed_page_bears_its_readers_name_on_paper(world, visit):  # noqa: F811
    case = world.given_case("invited")
    chair = visit(world.chair)
    for page in (
        "/conduct/",
        case.get_absolute_url(),
        LOG,
        "/conduct/radar/",
        "/conduct/archive/",
        f"/conduct/cases/{case.pk}/hearing/",
    ):
        assert f'<p class="print-mark" aria-hidden="true">{world.chair.name}، ' in chair.get(page)[1], page
    style = (Path(settings.BASE_DIR) / "static" / "css" / "majlis.css").read_text(encoding="utf-8")
    assert ".print-mark {\n  display: none;" in style


def test_a_mark_is_another_for_another_hour():
    one, other = (marked(PLAIN, "application/pdf", f"نام، ساعت {hour}") for hour in ("۹:۰۰", "۹:۰۱"))
    assert one != other


def test_a_case_opened_by_a_form_is_an_opening(world, visit):  # noqa: F811
    case = world.given_case("found")
    visit(world.registrar).get(f"/conduct/cases/{case.pk}/invitation/")
    assert [row[1] for row in shown(world, ref=Case.objects.get().ref)] == ["برگ اقدام"]


def test_what_cannot_be_marked_is_not_given_away(world, visit):  # noqa: F811
    case = world.given_case("reported")
    document = CasePaper.objects.get(case=case).document
    keep(document, b"%PDF-1.7 and no more")
    assert visit(world.secretary).client.get(f"/documents/{document.pk}/", secure=True).status_code == 404
