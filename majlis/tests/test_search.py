"""Search: what counts as the same word, who finds what, what a row follows, and what hostile text does (house, Art. 10)."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Ambiguity, Formation
from conduct.models import Case
from majlis import actions, indexing, jobs, persian, personal
from majlis.documents import document_text, stored_path
from majlis.indexing import Entry, SearchKind, number_key
from majlis.models import Act, Document, Letter, Membership, Person, SearchRow
from majlis.queries import asking, viewer_of
from majlis.queries.asking import sought
from majlis.queries.marking import passage, runs
from majlis.queries.paging import write_token
from majlis.queries.search import COUNTED, find
from majlis.tests.hostile import PAGES, pdf, picture, written
from majlis.tests.people import MORNING, call, founded
from majlis.tests.sealed.queries import ROOM as SEALED_ROOM

# What is written, and how it may be typed to be found.
SAME = [
    ("می‌شود", ("میشود", "مي شود", "می شود", "مي‌شود", "ميشود")),
    ("گردش‌کار کمیسیون", ("گردشکار", "گردش کار", "گردش‌كار كميسيون", "کمیسیون گردشکار")),
    ("هیأت نظارت", ("هیئت نظارت", "هيات نظارت", "هیات")),
    ("مسئول پیگیری", ("مسوول", "مسئول پي‌گيري", "مسؤول پی گیری")),
    ("سؤال از وزیر", ("سوال", "سئوال از وزير")),
    ("لایحهٔ آب", ("لایحه آب", "لايحۀ آب", "لایحه‌ی آب")),
    ("ماده ۱۷ بند ٢", ("ماده 17", "مادۀ ۱۷ بند ۲", "بند 2")),
    ("مُدَرِّس آیت‌الله", ("مدرس", "ایت الله", "آيت‌الله")),
    ("ﻣﺠﻠﺲ شورا", ("مجلس", "مجلس شورا", "مـجـلـس")),
]
BY_ACTS = ("person", "letter", "matter", "referral", "answer", "roster", "decision")
APART = [("کار شناسی", "ارش"), ("قانون آب", "برق"), ("آب و برق", "گاز")]


def a_row(title: str, kind: str = "person", key: int | None = None, **more: Any) -> SearchRow:
    """A row of search by itself, as the hand writes it."""
    thing = Person(pk=uuid.UUID(int=key) if key is not None else uuid.uuid4(), name="کسی")
    entry = Entry(title, "/", more.pop("place", "0"), **more)
    made = indexing.search_row(
        SearchKind(kind, "", "", Person.objects.all, lambda _: entry, lambda _: None, realm="house"), thing
    )
    assert made is not None
    made.save()
    return made


def titles(viewer: Any, text: str) -> set[str]:
    """The titles of all that a viewer finds."""
    found = find(viewer, sought(text))
    rows = [*found.exact, *(row for group in found.groups for row in group.rows)]
    return {"".join(run.text for run in row.title) for row in rows}


def by_kind(viewer: Any, text: str) -> dict[str, int]:
    return {each.kind.code: each.count for each in find(viewer, sought(text)).groups}


@pytest.fixture
def officer(db: None) -> Any:
    """Somebody of the house, who may find its members."""
    found = viewer_of_person(founded().secretary)
    SearchRow.objects.all().delete()  # what the founding made findable
    return found


def viewer_of_person(person: Person) -> Any:
    from majlis.queries import Viewer
    from majlis.queries.authority import offices_of
    from majlis.rules.deadlines import legal_day

    return Viewer(person, legal_day(MORNING), MORNING, offices_of(person, legal_day(MORNING)))


# --- what counts as the same ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "typed"), [(written, each) for written, many in SAME for each in many])
def test_every_spelling_is_found(officer, written, typed):
    a_row(written)
    assert titles(officer, typed) == {written}


@pytest.mark.parametrize(("written", "typed"), APART)
def test_what_only_looks_alike_across_two_words_is_not_found(officer, written, typed):
    a_row(written)
    assert titles(officer, typed) == set()


def test_several_words_must_all_be_there_in_any_order(officer):
    a_row("راه تبریز و اردبیل")
    a_row("راه تبریز")
    assert titles(officer, "اردبیل راه") == {"راه تبریز و اردبیل"}
    assert titles(officer, "تبریز راه") == {"راه تبریز و اردبیل", "راه تبریز"}


def test_words_of_one_or_two_letters_are_beginnings(officer):
    """No index of letters helps with them: a title begins so, or another word of the search does the finding."""
    a_row("آب شرب روستا")
    a_row("بهای آب")
    assert titles(officer, "آب") == {"آب شرب روستا"}
    assert titles(officer, "آ") == {"آب شرب روستا"}
    assert titles(officer, "آب بهای") == {"بهای آب"}


@pytest.mark.parametrize("typed", ["۱۴۰۶/۰۴۲", "1406/42", "١٤٠٦-٠٤٢", " 1406 / 042 "])
def test_a_number_is_found_first_however_it_is_written(officer, typed):
    a_row("سؤال از وزیر راه", number="۱۴۰۶/۰۴۲")
    a_row("یادآوری ۱۴۰۶/۰۴۲ و پیوست آن")
    found = find(officer, sought(typed))
    assert ["".join(run.text for run in row.title) for row in found.exact] == ["سؤال از وزیر راه"]


def test_a_title_as_typed_stands_first_and_once(officer):
    a_row("لایحهٔ آب")
    a_row("بررسی لایحهٔ آب و برق")
    found = find(officer, sought("لایحه آب"))
    assert ["".join(run.text for run in row.title) for row in found.exact] == ["لایحهٔ آب"]
    assert ["".join(run.text for run in row.title) for group in found.groups for row in group.rows] == [
        "بررسی لایحهٔ آب و برق"
    ]


@pytest.mark.parametrize(("one", "other"), [("1406/042", "۱۴۰۶/۴۲"), ("0007", "7"), ("م/12", "م-۱۲"), ("000", "0")])
def test_one_reference_has_one_form(one, other):
    assert number_key(one) == number_key(other) != ""


def test_what_holds_no_figure_is_no_reference():
    assert number_key("لایحهٔ آب") == number_key("") == number_key("/-/") == ""


def test_what_was_sought_is_marked_as_it_was_written():
    assert [each.text for each in runs("این می‌شود و آن مي شود", ["میشود"]) if each.marked] == ["می‌شود"]
    assert [each.text for each in runs("آن مي شود فردا", ["میشود"]) if each.marked] == ["مي شود"]
    assert "".join(each.text for each in runs("شمارهٔ ۱۴۰۶/۰۴۲ است", ["1406", "42"])) == "شمارهٔ ۱۴۰۶/۰۴۲ است"
    assert not [each for each in runs("هیچ", ["چیزی"]) if each.marked]


def test_a_long_text_is_shown_around_the_word():
    text = f"{'واژه ' * 300}گندم {'دیگر ' * 300}"
    told = passage(text, ["گندم"])
    assert [each.text for each in told if each.marked] == ["گندم"]
    assert sum(len(each.text) for each in told) < 300
    assert passage(text, ["جو"]) == []


def test_a_word_deep_in_a_long_paper_is_shown(officer):
    a_row("گزارش", text=f"{'واژه ' * 9000}گندم‌زار {'دیگر ' * 9000}")
    found = find(officer, sought("گندمزار"))
    assert [run.text for run in found.groups[0].rows[0].passage if run.marked] == ["گندم‌زار"]


# --- counting, paging, likeness -------------------------------------------------------------------------------------


def many(count: int, title: str = "نماینده") -> None:
    """So many rows at once, each with its place."""
    rows = [
        SearchRow(
            key=uuid.UUID(int=place), kind="person", realm="house", title=f"{title} {place}", address="/", head=f"{title} {place}",
            spaced=f" {title} {place}", tight=f"{title}{place}", place=f"{place:06d}",
        )
        for place in range(count)
    ]  # fmt: skip
    SearchRow.objects.bulk_create(rows)


@pytest.mark.parametrize(
    ("there", "told"), [(COUNTED, "۱٬۰۰۰"), (COUNTED + 1, "بیش از ۱٬۰۰۰"), (COUNTED + 500, "بیش از ۱٬۰۰۰")]
)
def test_counts_end_at_a_thousand(officer, there, told):
    many(there)
    assert [each.counted for each in find(officer, sought("نماینده")).groups] == [told]


@pytest.mark.parametrize("there", [75, COUNTED + 200])
def test_pages_follow_each_other_and_leave_nothing_out(officer, there):
    many(there)
    token, seen, first = "", [], True
    for _ in range(3):
        page = find(officer, sought("نماینده"), "person", token)
        assert page.first is first
        seen += ["".join(run.text for run in row.title) for row in page.page]
        token, first = page.next, False
        if not token:
            break
    assert seen == [f"نماینده {place}" for place in range(min(there, 90))]


def test_a_forged_or_foreign_page_is_the_first_one(officer):
    many(40)
    for token in (
        "x",
        "a:b:c",
        "۹" * 500,
        "eyJ:1:2",
        write_token(["a", 3]),
        write_token(["a", "b"]),
        write_token(["a"]),
    ):
        assert find(officer, sought("نماینده"), "person", token).first


def test_a_slip_of_the_pen_is_answered_with_what_may_have_been_meant(officer):
    a_row("گزارش کمیسیون انرژی")
    found = find(officer, sought("کمیصیون انرجی"))
    assert not found.groups
    assert found.meant == "کمیسیون انرژی"
    assert titles(officer, found.meant) == {"گزارش کمیسیون انرژی"}
    assert find(officer, sought("زظضذطثص")).meant == ""


def test_nothing_is_meant_of_what_one_may_not_find(officer):
    a_row("گزارش کمیسیون انرژی", kind="matter")
    assert find(officer, sought("کمیصیون انرجی")).meant == ""


@pytest.mark.parametrize("there", [0, 3, 300])
def test_the_questions_asked_of_the_database_do_not_grow(officer, there):
    many(there)
    a_row("نماینده")
    with CaptureQueriesContext(connection) as asked:
        find(officer, sought("نماینده"))
    assert len(asked) == 1


def test_very_many_cost_one_question_more_and_show_the_very_one_first(officer):
    many(COUNTED + 1)
    a_row("نماینده", place="zz")
    with CaptureQueriesContext(connection) as asked:
        found = find(officer, sought("نماینده"))
    assert len(asked) == 2
    assert ["".join(run.text for run in row.title) for row in found.exact] == ["نماینده"]
    assert ["".join(run.text for run in row.title) for row in found.groups[0].rows][:2] == ["نماینده 0", "نماینده 1"]


def test_to_ask_who_may_find_what_asks_the_database_nothing(cast):
    """Else the remembered condition would be an answer of yesterday."""
    for who in ("liaison_head", "ministry_deputy", "member", "clerk", "branch_head", "conduct_chair", "root"):
        viewer = cast.viewer(who)
        with CaptureQueriesContext(connection) as asked:
            asking.scopes(viewer)
            asking._written.clear()
            asking.conditions(viewer)
        assert len(asked) == 0


# --- hostile text ---------------------------------------------------------------------------------------------------

HOSTILE = [
    "", " ", "\x00", "\x00\x00علی\x00", "\u202eعلی\u202c", "%", "%%%", "_", "___", "\\", "'", "\"'; DROP TABLE x; --", ".*", "^$", "(",
    "[a-", "9" * 20, "99999999999999999999/1", "-1", "a" * 10_000, "ع " * 5_000, "؟!،", "\U0001f600", "\ufeff", "ﷺ", "a" * 200, "ي" * 200,
    "\r\n\r\n", "<script>alert(1)</script>", "&amp;", "{{ 7|add:7 }}", "${7}", "../../etc/passwd", "\ud800".encode("utf-8", "replace").decode(),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gets_an_answer_in_words(officer, text):
    a_row("علی عالی ۹۹۹")
    client = Client()
    for given in ({"q": text}, {"q": "علی", "kind": text}, {"q": "علی", "kind": "person", "after": text}):
        answer = client.get(reverse("search"), given)
        # What holds NUL is no text at all, wherever it is sent.
        assert answer.status_code == (400 if "\x00" in text else 200)
        assert "<script>alert" not in answer.content.decode()
    find(officer, sought(text))
    find(officer, sought("علی"), text, text)


@pytest.mark.parametrize("text", ["%", "___", ".*", "؟!،", "()"])
def test_what_holds_no_letter_is_told_so(db, text):
    assert "حرف یا رقمی" in Client().get(reverse("search"), {"q": text}).content.decode()


def test_that_short_words_are_beginnings_is_told(db):
    assert "تنها در آغاز عنوان" in Client().get(reverse("search"), {"q": "آب"}).content.decode()


@pytest.mark.parametrize("text", ["ب" * 201, "آب " * 90, "یک دو سه چهار پنج شش هفت هشت نه"])
def test_what_is_too_long_is_told_so_and_kept(db, text):
    body = Client().get(reverse("search"), {"q": text}).content.decode()
    assert "بلند است" in body
    assert text.split()[0][:150] in body


# --- who finds what: the played house -------------------------------------------------------------------------------


def words_of(row: SearchRow) -> str:
    """Enough words to find a row among others: its own title."""
    return " ".join(persian_words(row.title)[:8])


def persian_words(text: str) -> list[str]:
    return persian.fold(text)[0].split()


def findable(viewer: Any) -> dict[str, set[uuid.UUID]]:
    """By kind, the keys of everything that a viewer could find."""
    allowed = asking.scopes(viewer)
    return {code: set(SearchRow.objects.filter(scope).values_list("key", flat=True)) for code, scope in allowed.items()}


def test_the_rows_that_acts_wrote_are_those_that_would_be_made_anew(cast):
    """Nothing that an act changed was forgotten, in a whole played house."""
    assert SearchRow.objects.exclude(kind="document").count() > 500
    assert {code: count for code, count in jobs.reindex(BY_ACTS).items() if count} == {}


def test_every_kind_is_there(cast):
    jobs.reindex(BY_ACTS)
    assert set(SearchRow.objects.values_list("kind", flat=True)) >= set(BY_ACTS)


OFFICES_WORK = ("gathering", "minutes", "defence", "voice", "meeting", "consultation", "position")


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("liaison_head", {"person", "letter", "document", "matter", "task", "answer", "roster", *OFFICES_WORK}),
        (
            "ministry_deputy",
            {"person", "letter", "document", "referral", "task", "answer", "gathering", "opinion", "roster"},
        ),
        (
            "ministry_deputy_2",
            {"person", "letter", "document", "referral", "task", "answer", "gathering", "opinion", "roster"},
        ),
        ("member", {"person", "letter", "document", "task", "roster", "decision"}),
        ("clerk", {"person", "letter", "document", "roster", "decision"}),
        ("laws_officer", {"person", "letter", "document", "roster", "decision"}),
        ("branch_head", {"person", "letter", "document", "task", "roster", "decision"}),
        ("conduct_chair", {"person", "letter", "document", "roster"}),
        ("appeal_chair", {"person", "letter", "document", "roster"}),
        ("administrator", {"person", "letter", "document", "roster"}),
        ("root", {"roster"}),
    ],
)
def test_each_is_asked_for_what_he_has_a_right_to(cast, who, kinds):
    assert set(asking.conditions(cast.viewer(who))) == kinds


def test_a_stranger_finds_public_rosters_alone(cast):
    public = set(Formation.objects.filter(stage="final").values_list("pk", flat=True))
    assert public
    for user in (None, cast.user("root")):
        assert findable(viewer_of(user, cast.now)) == {"roster": public}


def test_a_superuser_finds_nothing_more_than_a_stranger(cast):
    assert findable(cast.viewer("root")) == findable(viewer_of(None, cast.now))


def test_what_each_may_find_he_may_open(cast):
    """The condition in the query says the same as the page behind the address."""
    jobs.reindex(BY_ACTS)
    for who in ("liaison_head", "ministry_deputy", "ministry_expert", "member", "branch_head", "clerk", "laws_officer"):
        client = cast.client(who)
        for code, keys in findable(cast.viewer(who)).items():
            some = SearchRow.objects.filter(pk__in=sorted(keys)[:3]).values_list("address", flat=True)
            assert {client.get(path, secure=True).status_code for path in some if code != "document"} <= {200}, (
                who,
                code,
            )


def test_what_each_may_not_find_he_may_not_open(cast):
    for who in ("ministry_deputy", "ministry_deputy_2", "member", "stranger_to_all"):
        viewer = cast.viewer(who) if who != "stranger_to_all" else viewer_of(None, cast.now)
        client = cast.client(who) if who != "stranger_to_all" else Client()
        mine = {key for keys in findable(viewer).values() for key in keys}
        for code in ("matter", "referral", "task", "letter", "decision"):
            hidden = SearchRow.objects.filter(kind=code).exclude(pk__in=mine).order_by("pk")[:3]
            for row in hidden:
                assert client.get(row.address, secure=True).status_code in (302, 404), (who, row.address)
                assert row.key not in keys_found(viewer, words_of(row))


def keys_found(viewer: Any, text: str) -> set[uuid.UUID]:
    addresses = {row.address for row in all_rows(viewer, text)}
    return set(SearchRow.objects.filter(address__in=addresses).values_list("key", flat=True))


def all_rows(viewer: Any, text: str) -> Iterable[Any]:
    found = find(viewer, sought(text))
    yield from found.exact
    for group in found.groups:
        yield from find(viewer, sought(text), group.kind.code).page


def test_a_deputy_finds_what_was_referred_to_his_ministry_alone(cast):
    office, deputy, other = (
        findable(cast.viewer(who)) for who in ("liaison_head", "ministry_deputy", "ministry_deputy_2")
    )
    assert "matter" not in deputy
    assert "referral" not in office
    assert deputy["referral"]
    assert not deputy["referral"] & other["referral"]


def test_a_member_finds_the_letters_of_his_own_files_alone(cast):
    own, all_of_them = findable(cast.viewer("member"))["letter"], findable(cast.viewer("clerk"))["letter"]
    assert own < all_of_them


def test_an_undecided_doubt_is_found_by_nobody(cast):
    decided = Ambiguity.objects.filter(stage="decided").first()
    assert SearchRow.objects.filter(pk=decided.pk).exists()
    Ambiguity.objects.filter(pk=decided.pk).update(stage="referred")
    assert jobs.reindex(["decision"]) == {"decision": 1}
    assert not SearchRow.objects.filter(pk=decided.pk).exists()


# --- the sealed realm -----------------------------------------------------------------------------------------------


def sealed_words() -> set[str]:
    """References, marks and names of papers of the sealed office in the played house."""
    words = {str(each.ref) for each in Case.objects.all() if getattr(each, "ref", "")}
    words |= set(Letter.objects.filter(realm="conduct").exclude(mark="").values_list("mark", flat=True))
    return words


def test_nothing_of_a_sealed_realm_is_kept(cast):
    assert Case.objects.exists()
    assert Document.objects.filter(realm="conduct").exists()
    jobs.reindex(BY_ACTS)
    keys = [
        *Case.objects.values_list("pk", flat=True),
        *Document.objects.filter(realm="conduct").values_list("pk", flat=True),
    ]
    keys += Letter.objects.filter(realm="conduct").values_list("pk", flat=True)
    assert not SearchRow.objects.filter(pk__in=keys).exists()
    assert not SearchRow.objects.filter(realm__in=("conduct", "sealed")).exists()
    assert set(SearchRow.objects.values_list("realm", flat=True)) <= {"house", "committees", "liaison"}


def test_a_sealed_reference_is_answered_like_nonsense(cast):
    words = sealed_words()
    assert words
    nonsense = find(cast.viewer("conduct_chair"), sought("ظضطظضط"))
    for word in words:
        for who in ("conduct_chair", "conduct_concerned", "member", "administrator", "clerk"):
            assert find(cast.viewer(who), sought(word)).groups == nonsense.groups == []


def test_a_sealed_realm_is_not_even_asked(monkeypatch):
    """Were it to describe its things, the description would not be read."""
    from django.apps import apps

    sealed = apps.get_app_config("sealed")
    monkeypatch.setattr(sealed, "search", "majlis.tests.nowhere.KINDS", raising=False)
    indexing.kinds.cache_clear()
    try:
        assert "sealed" not in {kind.realm for kind in indexing.kinds().values()}
    finally:
        indexing.kinds.cache_clear()
    assert SEALED_ROOM.kinds


def test_a_kind_that_tells_of_a_sealed_realm_is_stopped(db):
    said = SearchKind("x", "", "", Person.objects.all, lambda _: Entry("راز", "/", "0", realm="sealed"), lambda _: None)
    with pytest.raises(RuntimeError, match="nothing of 'sealed'"):
        indexing.search_row(said, Person(name="کسی"))


# --- a row follows its thing ----------------------------------------------------------------------------------------


def test_a_member_is_found_from_the_act_that_seats_him(db):
    people = founded()
    viewer = viewer_of_person(people.secretary)
    assert by_kind(viewer, "الهام رستگار") == {"person": 1}
    assert by_kind(viewer, "بهروز الوندی") == {}


def test_an_act_that_is_undone_leaves_nothing_to_find(db):
    from django.db import transaction

    people = founded()
    viewer = viewer_of_person(people.secretary)
    chamber = Membership.objects.get(person=people.member).body
    facts = {"person": str(people.stranger.pk), "body": str(chamber.pk), "role": "member", "from_day": "2026-01-01"}

    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        actions.appoint(call(people.administrator, facts), Membership())
        assert by_kind(viewer, "بهروز الوندی") == {"person": 1}
        raise Undone
    assert by_kind(viewer, "بهروز الوندی") == {}
    actions.appoint(call(people.administrator, facts), Membership())
    assert by_kind(viewer, "بهروز الوندی") == {"person": 1}


def test_an_act_that_changes_nothing_of_a_row_writes_none(db):
    people = founded()
    before = SearchRow.objects.get(pk=people.member.pk)
    assert indexing.rebuild(indexing.kinds()["person"]) == 0
    assert SearchRow.objects.get(pk=people.member.pk).spaced == before.spaced


def test_the_command_makes_all_anew(db):
    people = founded()
    SearchRow.objects.all().delete()
    strange = a_row("چیزی که نیست", kind="gone")
    said = io.StringIO()
    call_command("reindex", stdout=said)
    assert "person: 1 made anew" in said.getvalue()
    assert SearchRow.objects.filter(pk=people.member.pk).exists()
    assert not SearchRow.objects.filter(pk=strange.pk).exists()


def upload(person: Person, name: str, data: bytes, realm: str) -> Document:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return personal.keep_document(person, SimpleUploadedFile(name, data), realm, MORNING)


def paper_that_says(words: str) -> bytes:
    """A PDF with a line of Latin text, typed by hand."""
    stream = f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode()
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    )
    text = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    return written(b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, page, text)


def test_the_text_of_an_uploaded_paper_is_found_by_its_owner_alone(db):
    people = founded()
    paper = upload(people.member, "report.pdf", paper_that_says("Wheatfield irrigation"), "house")
    row = SearchRow.objects.get(pk=paper.pk)
    assert "wheatfield" in row.tight
    assert by_kind(viewer_of_person(people.member), "WHEATFIELD") == {"document": 1}
    assert by_kind(viewer_of_person(people.secretary), "wheatfield") == {}
    assert by_kind(viewer_of(None, MORNING), "wheatfield") == {}


def test_a_scan_gives_no_text_and_is_found_by_its_name(db):
    people = founded()
    paper = upload(people.member, "blank scan.pdf", pdf(), "house")
    assert SearchRow.objects.get(pk=paper.pk).text == ""
    assert by_kind(viewer_of_person(people.member), "blank") == {"document": 1}
    picture_ = upload(people.member, "scan.png", picture("PNG"), "house")
    assert not SearchRow.objects.filter(pk=picture_.pk).exists()


@pytest.mark.parametrize("realm", ["sealed", "conduct"])
def test_a_paper_of_a_sealed_realm_is_not_read(db, realm, monkeypatch):
    people = founded()
    monkeypatch.setattr("majlis.documents.document_text", lambda sha256: pytest.fail("it was read"))
    paper = upload(people.member, "secret.pdf", paper_that_says("Wheatfield"), realm)
    assert not SearchRow.objects.filter(pk=paper.pk).exists()
    assert by_kind(viewer_of_person(people.member), "wheatfield") == {}


def test_a_paper_that_cannot_be_read_is_kept_all_the_same(db):
    people = founded()
    paper = upload(people.member, "report.pdf", paper_that_says("Wheatfield"), "house")
    stored_path(paper.sha256).unlink()
    SearchRow.objects.filter(pk=paper.pk).delete()
    assert indexing.rebuild(indexing.kinds()["document"]) == 1
    assert SearchRow.objects.get(pk=paper.pk).text == ""


def test_persian_text_of_a_paper_is_found(cast):
    """A letter's own PDF, as any program would make it, says its words in their order."""
    letter = Letter.objects.filter(stage="signed", realm="committees").first()
    text = document_text(letter.document.sha256)
    word = max(re.findall(r"[آ-ی]{5,}", letter.title), key=len)
    assert persian.fold(word)[1] in persian.fold(text)[1]


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_marks_what_was_sought_and_groups_by_kind(cast):
    body = cast.client("clerk").get(reverse("search"), {"q": "کميسيون"}, secure=True).content.decode()
    assert "<mark>" in body
    assert "فهرست کمیسیون‌ها" in body
    assert re.search(r"[۰-۹]+ یافته", body)


def test_the_page_asks_the_same_number_of_questions_however_much_is_found(cast):
    client = cast.client("clerk")
    numbers = set()
    for text in ("کمیسیون", "نماینده", "اعضای کمیسیون‌های دورهٔ"):
        client.get(reverse("search"), {"q": text}, secure=True)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("search"), {"q": text}, secure=True)
        numbers.add(len(asked))
    assert len(numbers) == 1


def test_a_search_is_no_act(cast):
    before = Act.objects.count()
    cast.client("clerk").get(reverse("search"), {"q": "کمیسیون"}, secure=True)
    assert Act.objects.count() == before


def test_every_page_has_the_field_and_the_search_page_one(cast):
    client = cast.client("clerk")
    assert client.get("/", secure=True).content.decode().count("data-search") == 1
    assert client.get(reverse("search"), secure=True).content.decode().count("data-search") == 1


def test_a_members_page_tells_his_seats_and_no_sealed_one(cast):
    concerned = cast.person("conduct_member")
    body = cast.client("clerk").get(reverse("member", args=[concerned.pk]), secure=True)
    sealed = concerned.memberships.filter(body__kind__in=("conduct_board", "appeal_board"))
    assert sealed.exists()
    if body.status_code == 200:
        assert not [each for each in sealed if each.body.title in body.content.decode()]
