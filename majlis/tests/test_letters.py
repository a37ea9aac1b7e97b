"""Letters: number, year, voiding, who sees them, what a paper's holder may learn (house, Art. 10)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from liaison.models import Referral
from liaison.queries.dossier import acts_on
from majlis import actions, documents
from majlis.demo.fixed import moment
from majlis.models import Act, Chain, Letter, LetterYear, Membership
from majlis.queries import letters as rows
from majlis.queries import visible_documents
from majlis.queries.register import fault, step_of
from majlis.register import NotVisible, Stale
from majlis.rules.law import Refused
from majlis.rules.letters import Block, blocks, ledger_mark, missing_numbers, runs, sealed_mark, wording
from majlis.tests import worlds
from majlis.tests.letters import BODY, Desk, desk
from majlis.tests.people import appointed, body_named, person_named
from majlis.tests.sealed.actions import open_secret
from majlis.tests.sealed.models import Secret

# --- rules


def test_a_template_is_parted_into_its_headings_and_its_text():
    said = wording("گیرنده: الف\nگیرنده: ب\nموضوع: پ: ت\nرونوشت:\n\nمتن یک\n\n\n\nمتن دو\n")
    assert (said.addressee, said.title, said.copies, said.text) == ("الف\nب", "پ: ت", "", "متن یک\n\nمتن دو")
    with pytest.raises(ValueError):
        wording("فرستنده: الف\n\nمتن")


def test_lines_with_bars_are_a_table_of_even_rows():
    assert blocks("یک\n\n| الف | ب |\n| پ |\nدو") == [
        Block("یک"), Block(rows=(("الف", "ب"), ("پ", ""))), Block("دو"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("الف **ب** پ", [("الف ", False), ("ب", True), (" پ", False)]),
        ("**ب**", [("ب", True)]),
        ("الف ** پ", [("الف ** پ", False)]),
        ("**الف** و **ب", [("الف", True), (" و **ب", False)]),
    ],
)
def test_stars_in_pairs_are_bold(text, parts):
    assert runs(text) == parts


@pytest.mark.parametrize(
    ("numbers", "last", "missing"),
    [([1, 2, 3], 3, ()), ([], 0, ()), ([1, 3], 3, (2,)), ([2], 3, (1, 3)), ([1, 2, 5], 2, (5,))],
)
def test_the_ledger_names_what_is_missing(numbers, last, missing):
    assert missing_numbers(numbers, last) == missing


def test_marks_read_as_year_and_number_or_as_digits_by_chance():
    assert ledger_mark(1406, 12) == "1406/12"
    assert sealed_mark(4821 + 37 * 10_000) == "4821-0037-0000"


# --- acts


@pytest.fixture
def writing(db) -> Desk:
    return desk()


def test_the_number_comes_with_the_signature_and_follows_on(writing):
    draft = writing.draft()
    assert (draft.stage, draft.number, draft.mark, draft.document) == ("drafted", None, "", None)
    assert not LetterYear.objects.exists()
    writing.sign(draft)
    second = writing.signed()
    assert [each.mark for each in (draft, second)] == ["1405/1", "1405/2"]
    assert second.signer_title == "رئیس دفتر امور دولت و مجلس"


def test_the_last_minute_of_a_year_and_the_first_of_the_next_are_two_ledgers(writing):
    """1405/12/29 is the year's last day; in UTC both moments lie on one day."""
    last, first = moment(1405, 12, 29, 23, 59), moment(1406, 1, 1, 0, 0)
    assert last.date() == first.date()
    assert [writing.signed(at).mark for at in (last, first)] == ["1405/1", "1406/1"]


def test_the_pdf_lies_in_the_store_under_the_hash_that_the_register_holds(writing):
    letter = writing.signed()
    pdf = documents.open_stored(letter.document.sha256).read()
    act = Act.objects.get(verb="sign_letter")
    assert hashlib.sha256(pdf).hexdigest() == letter.document.sha256 == act.content["sha256"]
    assert act.content["mark"] == letter.mark
    assert pdf.startswith(b"%PDF")


def test_its_acts_hang_on_the_chain_of_its_file_and_stand_in_its_story(writing):
    letter = writing.signed()
    acts = Act.objects.filter(subject=letter.reference)
    assert {act.realm for act in acts} == {"liaison"}
    assert {act.root for act in acts} == {writing.referral.matter.reference}
    assert fault("liaison") is None
    told = acts_on(writing.referral.matter, writing.office.viewer(writing.office.officer))
    assert {"draft_letter", "sign_letter"} <= {act.verb for act in told}
    assert all(step_of(act) is not None for act in told)


def test_what_the_signer_worded_anew_is_what_is_signed(writing):
    letter = writing.sign(writing.draft(), title="موضوع امضاشده")
    assert Letter.objects.get(pk=letter.pk).title == "موضوع امضاشده"


def test_a_void_number_stays_with_its_reason_and_is_never_given_again(writing):
    first = writing.void(writing.signed())
    assert (first.stage, first.number, first.void_reason) == ("void", 1, "گیرنده نادرست بود")
    assert writing.signed().number == 2
    assert [(each.last, each.void, each.missing) for each in rows.ledgers()] == [(2, 1, ())]


def test_a_dropped_draft_takes_no_number(writing):
    dropped = writing.void(writing.draft(), who=writing.office.officer)
    assert (dropped.stage, dropped.number) == ("dropped", None)
    assert writing.signed().number == 1


def test_a_letter_that_vanished_is_named(writing):
    """No act can do this; the check sees it all the same."""
    writing.signed()
    gone = writing.signed()
    writing.signed()
    Letter.objects.filter(pk=gone.pk).update(year=None, number=None)
    assert rows.ledgers()[0].missing == (2,)


def test_who_may_not_sign_does_not_find_it(writing):
    draft = writing.draft()
    for who in (writing.office.officer, writing.office.deputy, writing.office.stranger):
        with pytest.raises(NotVisible):
            writing.sign(draft, who=who)
    with pytest.raises(NotVisible):
        writing.draft(who=writing.office.deputy)
    assert not Letter.objects.exclude(stage="drafted").exists()


def test_what_is_signed_is_signed_once_and_a_void_letter_never(writing):
    letter = writing.signed()
    with pytest.raises(Refused):
        writing.sign(letter)
    writing.void(letter)
    for again in (writing.sign, writing.void):
        with pytest.raises(Refused):
            again(letter)
    assert LetterYear.objects.get().last == 1


def test_before_the_act_that_it_tells_of_there_is_nothing_to_write(writing):
    """A referral that no act has sent; played houses have none."""
    sent = writing.referral
    facts = {
        "request": "پاسخ",
        "sent_at": sent.sent_at,
        "due_at": sent.due_at,
        "stage": "sent",
        "stage_since": sent.sent_at,
    }
    unsent = Referral.objects.create(matter=sent.matter, ministry=writing.office.roads, **facts)
    officer = writing.office.viewer(writing.office.officer)
    assert [each.title for each in rows.letters_of(officer, sent).entries] == [
        "ارجاع به وزارتخانه",
        "پیگیری پاسخ وزارتخانه",
    ]
    assert rows.letters_of(officer, unsent).entries == []
    with pytest.raises(Refused):
        Desk(writing.office, unsent).draft()


def test_papers_of_another_file_do_not_go_with_it(writing):
    letter = writing.signed()
    with pytest.raises(Refused):
        writing.draft(papers=[str(letter.document_id)])


def test_the_database_gives_no_number_twice(writing):
    writing.signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=writing.draft().pk).update(year=1405, number=1)


# --- who sees it


def seen(writing: Desk, who: str) -> tuple[set[str], int]:
    viewer = writing.office.viewer(getattr(writing.office, who))
    return {each.title for each in rows.letters(viewer)}, visible_documents(viewer).filter(letter__isnull=False).count()


def test_a_letter_is_as_visible_as_its_file_and_a_draft_is_the_offices_own(writing):
    writing.draft(title="پیش‌نویس")
    writing.signed(title="امضاشده")
    assert seen(writing, "officer") == ({"پیش‌نویس", "امضاشده"}, 1)
    assert seen(writing, "deputy") == ({"امضاشده"}, 1)
    for who in ("other_deputy", "expert", "stranger", "administrator"):
        assert seen(writing, who) == (set(), 0)


def test_when_the_office_ends_so_does_the_sight(writing):
    writing.draft(title="پیش‌نویس")
    writing.signed(title="امضاشده")
    Membership.objects.filter(person=writing.office.officer).update(to_day=writing.office.at.date() - timedelta(days=1))
    assert seen(writing, "officer") == (set(), 0)


# --- the paper's holder

SECRETS = ("شهرک", "وزارت نیرو", "کوتاه", "شیرین کاظم‌پور", "امور دولت")


def proof(letter: Letter, **more: str):
    return Client().get(reverse("letter_proof", args=[letter.token]), more, secure=True)


def test_the_proof_shows_number_date_and_hash_and_nothing_else(writing):
    letter = writing.signed()
    page = proof(letter).content.decode()
    assert all(each in page for each in ("۱۴۰۵/۱", "۳۰ اردیبهشت ۱۴۰۵", letter.document.sha256, letter.short_trace))
    assert [each for each in SECRETS if each in page] == []


def test_the_hash_that_was_pasted_is_compared(writing):
    letter = writing.signed()
    own = letter.document.sha256
    assert "برابر است" in proof(letter, sha256=f" {own.upper()} ").content.decode()
    assert "برابر نیست" in proof(letter, sha256="0" * 64).content.decode()
    assert "برابر" not in proof(letter, sha256="<script>").content.decode()


def test_a_void_letter_says_so_without_its_reason(writing):
    page = proof(writing.void(writing.signed())).content.decode()
    assert "باطل شده است" in page
    assert "گیرنده نادرست" not in page


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_an_unknown_token_is_answered_like_any_unknown_address(writing, method):
    draft = writing.draft()
    assert draft.token == ""
    nowhere = worlds.look("/nothing/like/this/", method=method)
    assert worlds.look("/letters/00112233445566778899aabbccddeeff/", method=method) == nowhere
    assert worlds.look(f"/letters/{draft.pk}/", method=method) == nowhere


# --- a sealed realm


def test_a_draft_is_worded_anew_and_the_register_keeps_both(writing):
    letter = writing.draft()
    before = letter.version
    actions.revise_letter(
        writing.call(writing.office.officer, None, {**BODY, "title": "موضوع تازه", "priority": "urgent"}), letter
    )
    letter.refresh_from_db()
    assert (letter.title, letter.priority, letter.stage) == ("موضوع تازه", "urgent", "drafted")
    assert letter.version == before + 1
    told = [act.content["title"] for act in Act.objects.filter(subject=letter.reference).order_by("seq")]
    assert told == [BODY["title"], "موضوع تازه"]


def test_two_who_change_one_draft_meet_and_nothing_is_lost(writing):
    letter = writing.draft()
    seen_version = letter.version
    first = replace(writing.call(writing.office.officer, None, {**BODY, "title": "یکم"}), seen_version=seen_version)
    actions.revise_letter(first, letter)
    second = replace(writing.call(writing.office.head, None, {**BODY, "title": "دوم"}), seen_version=seen_version)
    with pytest.raises(Stale) as stale:
        actions.revise_letter(second, letter)
    assert stale.value.act.actor == writing.office.officer
    assert Letter.objects.get().title == "یکم"


def test_what_is_signed_is_changed_no_more(writing):
    letter = writing.signed()
    with pytest.raises(Refused):
        actions.revise_letter(writing.call(writing.office.officer, None, {**BODY, "title": "تازه"}), letter)


@pytest.fixture
def sealed_letter(writing) -> Letter:
    """A letter not yet written, on a secret of a sealed board in the same house."""
    administrator = writing.office.administrator
    board = body_named("sealed_board", "sealed_board", "هیأت مهر", administrator)
    keeper = person_named("نگهبان نخست", administrator)
    appointed(keeper, board, "keeper", administrator)
    secret = Secret(board=board)
    open_secret(writing.call(keeper, None, {"title": worlds.CANARY, "papers": []}), secret)
    return Letter(realm="sealed", file_kind="secret", file_key=secret.pk, word="notice", drafted_by=keeper)


def test_a_sealed_letter_leaves_no_gap_and_no_trace(writing, sealed_letter):
    """Everything that the open house can read of letters is the same before and after."""
    letter, keeper = sealed_letter, sealed_letter.drafted_by
    writing.signed()

    def told():
        open_chains = list(Chain.objects.exclude(realm="sealed").order_by("realm").values_list())
        office = writing.office.viewer(writing.office.head)
        listed = list(rows.listed(office).values_list("pk", flat=True))
        return rows.ledgers(), list(LetterYear.objects.values_list()), open_chains, listed, seen(writing, "deputy")

    before = told()
    body = {**BODY, "grade": "confidential"}
    actions.draft_letter(writing.call(keeper, None, body), letter)
    actions.sign_letter(writing.call(keeper, None, body), letter)
    assert told() == before
    assert (letter.year, letter.number) == (None, None)
    assert {act.realm for act in Act.objects.filter(subject=letter.reference)} == {"sealed"}
    assert writing.signed().number == 2
    page = proof(letter).content.decode()
    assert letter.document.sha256 in page
    assert not [word for word in (worlds.CANARY, "مهر", "محرمانه", keeper.name, *SECRETS) if word in page]


def test_a_sealed_letter_below_its_classification_is_refused(writing, sealed_letter):
    with pytest.raises(Refused):
        actions.draft_letter(writing.call(sealed_letter.drafted_by, None, BODY), sealed_letter)
