"""A document beside those that came: asked for at the desk, sent by the member, and the records printed (Art. 5)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from committees.models import Item
from committees.queries.desk import next_item
from committees.tests.journeys import scan
from committees.tests.seats import browser, clarifying, formation, leaf, officer, verifying
from committees.tests.test_objections import press
from committees.tests.worded import worded
from majlis import clock, persian
from majlis.models import Membership, Person
from majlis.queries.authority import viewer_of

__all__ = ["clarifying", "verifying"]
WANTED = "حکم انتصاب با مهر دستگاه"


def first() -> Item:
    rows = Item.objects.filter(declaration__formation=formation(), stage="declared").select_related(
        "declaration__member"
    )
    return rows.order_by("declaration__submitted_at", "place")[0]


def desk_officer() -> Person:
    return officer("officer", "laws_deputy")


def eyes() -> Any:
    return viewer_of(desk_officer().user, clock.now())


def ask(item: Item, words: str = WANTED) -> Any:
    client = browser(desk_officer())
    page = client.get(reverse("committees:desk_item", args=[item.pk]))
    form = page.context["ask"]
    typed = {name: form[name].value() for name in ("key", "seen_version")}
    return client.post(reverse("committees:ask_for_document", args=[item.pk]), {**typed, "asked": words})


def send(item: Item, by: Person | None = None, **changed: Any) -> Any:
    client, url = browser(by or item.declaration.member), reverse("committees:send_document", args=[item.pk])
    paper = SimpleUploadedFile("hokm.pdf", scan("order with seal")["buffer"], "application/pdf")
    return client.post(url, {**leaf(client, url), "file": paper, **changed})


@pytest.mark.usefixtures("verifying")
def test_art5_given_a_document_asked_for_when_the_desk_goes_on_then_the_item_waits_until_it_comes():
    item = first()
    assert ask(item).status_code == 302
    item.refresh_from_db()
    assert (item.stage, item.asked, item.awaits_document) == ("declared", WANTED, True)
    board = eyes()
    assert WANTED in worded(officer("head", "laws_deputy"), "asked_document", item)
    assert next_item(formation(), board) != item
    cartable = browser(item.declaration.member).get("/").content.decode()
    assert WANTED in cartable
    papers = item.papers.count()
    assert send(item).status_code == 302
    item.refresh_from_db()
    assert (item.papers.count(), item.awaits_document) == (papers + 1, False)
    assert next_item(formation(), eyes()) == item
    assert WANTED not in browser(item.declaration.member).get("/").content.decode()


@pytest.mark.usefixtures("verifying")
def test_art5_given_nothing_asked_or_another_member_when_a_document_is_sent_then_it_is_refused():
    item = first()
    assert send(item).status_code == 422
    assert ask(item).status_code == 302
    other = (
        Item.objects.exclude(declaration=item.declaration).select_related("declaration__member")[0].declaration.member
    )
    assert browser(other).get(reverse("committees:send_document", args=[item.pk])).status_code == 404


@pytest.mark.usefixtures("verifying")
def test_art5_given_a_document_waited_for_when_asked_again_then_it_is_refused_and_the_words_stay():
    item = first()
    client = browser(desk_officer())
    form = client.get(reverse("committees:desk_item", args=[item.pk])).context["ask"]
    typed = {"key": form["key"].value(), "asked": "چیز دیگر"}
    assert ask(item).status_code == 302
    answer = client.post(reverse("committees:ask_for_document", args=[item.pk]), typed)
    assert answer.status_code == 422
    assert "چیز دیگر" in answer.content.decode()


@pytest.mark.usefixtures("verifying")
def test_art5_given_a_file_that_is_no_paper_when_sent_then_a_sentence_says_so_and_nothing_is_kept():
    item = first()
    assert ask(item).status_code == 302
    papers = item.papers.count()
    answer = send(item, file=SimpleUploadedFile("a.pdf", b"MZ nothing", "application/pdf"))
    assert answer.status_code == 422
    assert item.papers.count() == papers


@pytest.mark.usefixtures("verifying")
def test_art5_given_unchecked_items_when_the_records_are_printed_then_it_is_refused_and_there_is_no_print():
    head = officer("head", "laws_deputy")
    answer = press("print_records", formation().pk, head)
    assert answer.status_code == 422
    assert browser(head).get(reverse("committees:printed_records", args=[formation().code])).status_code == 404


@pytest.mark.usefixtures("clarifying")
def test_art5_given_every_item_checked_when_printed_then_each_form_stands_on_the_sheet_for_the_offices_alone():
    head = officer("head", "laws_deputy")
    answer = press("print_records", formation().pk, head)
    assert answer["Location"] == reverse("committees:printed_records", args=[formation().code])
    page = browser(head).get(answer["Location"])
    assert len(page.context["forms"]) == 30
    member = officer("member", "chamber")
    assert browser(member).get(answer["Location"]).status_code == 404
    said = worded(head, "printed_records", formation())
    counts = [Item.objects.filter(stage=stage).count() for stage in ("accepted", "rejected")]
    assert f"| ۳۰ | {persian.number(counts[0])} | {persian.number(counts[1])} |" in said


# --- the second pair of eyes ----------------------------------------------------------------------------------------------


def look(item: Item, word: str, by: Person, **typed: Any) -> Any:
    client = browser(by)
    page = client.get(reverse("committees:desk_item", args=[item.pk]))
    form = page.context[word.removesuffix("_item")]
    hidden = {name: form[name].value() for name in ("key", "seen_version")}
    return client.post(reverse(f"committees:{word}", args=[item.pk]), {**hidden, **typed})


def accepted() -> tuple[Item, Person]:
    """An accepted item, and another officer than the one who accepted it."""
    rows = Item.objects.filter(declaration__formation=formation(), stage="accepted").select_related("checked_by")
    item = rows.order_by("pk")[0]
    others = Membership.objects.filter(body__kind="laws_deputy").exclude(person=item.checked_by).order_by("pk")
    return item, others[0].person


@pytest.mark.usefixtures("clarifying")
def test_art5_given_an_accepted_item_when_another_officer_agrees_then_both_names_stand_and_once_is_enough():
    item, other = accepted()
    assert look(item, "recheck_item", item.checked_by).status_code == 422
    assert look(item, "recheck_item", other).status_code == 302
    item.refresh_from_db()
    assert (item.rechecked_by, item.stage, item.confirmed) == (other, "accepted", True)
    assert look(item, "recheck_item", other).status_code == 422
    page = browser(other).get(reverse("committees:desk_item", args=[item.pk])).content.decode()
    assert "نگاه دوم" in page


@pytest.mark.usefixtures("clarifying")
def test_art5_given_an_accepted_item_when_another_officer_reopens_it_then_it_is_checked_anew_before_scores():
    item, other = accepted()
    assert look(item, "reopen_item", other, reason="").status_code == 422
    assert look(item, "reopen_item", other, reason="مهر خوانده نمی‌شود").status_code == 302
    item.refresh_from_db()
    assert (item.stage, item.confirmed, item.checked_by) == ("declared", False, None)
    page = (
        browser(officer("secretary")).get(reverse("committees:publish_scores", args=[formation().pk])).content.decode()
    )
    assert "تطبیق داده نشده است" in page


@pytest.mark.usefixtures("clarifying")
def test_art5_given_the_tab_of_second_looks_when_opened_then_forms_with_an_unseen_acceptance_stand_there():
    client = browser(officer("head", "laws_deputy"))
    page = client.get(reverse("committees:desk", args=[formation().code]) + "?state=second")
    assert page.status_code == 200
    item, _ = accepted()
    form = client.get(
        reverse("committees:desk_form", args=[formation().code, item.declaration.number]) + "?state=second"
    )
    assert form.status_code == 302
