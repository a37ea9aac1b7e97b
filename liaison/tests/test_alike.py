"""Like questions: grouped within a ministry, answered once, adapted for many (house procedure, Art. 24)."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import Answer
from liaison.queries.alike import NEAREST
from liaison.queries.listing import filtered
from liaison.queries.repeated import repeated
from liaison.rules.likeness import Asked, core, groups, likeness, measured, trigrams
from liaison.tests.stage import WORDS
from majlis.register import NotVisible
from majlis.rules.law import Refused

TITLE = "تأخیر در تعویض کنتورهای فرسوده"


def test_liaison24_spelling_and_place_make_no_difference():
    one, other = (
        core("تعویض \u0643نتورها\u064a فرسودهٔ نیشابور", "نیشابور"),
        core("تعویض کنتورهای فرسوده در ساوه", "ساوه"),
    )
    assert one == other
    assert likeness(trigrams(one), trigrams(other)) == 1.0


def test_liaison24_like_subjects_of_two_ministries_stay_apart():
    rows = [
        Asked(1, "energy", TITLE),
        Asked(2, "roads", TITLE),
        Asked(3, "energy", TITLE),
        Asked(4, "energy", "آبگیری سد"),
    ]
    assert [[each.key for each in group] for group in groups(rows)] == [[1, 3]]


def test_what_has_no_words_of_its_own_is_like_nothing():
    assert groups([Asked(1, "energy", "در به از"), Asked(2, "energy", "در به از")]) == []


def test_the_labelled_sample_is_found_well():
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
    from alike import sample

    told = measured(*sample())
    assert told.precision >= 0.9 and told.recall >= 0.9
    assert measured(*sample(), least=0.95).recall < 0.5


@pytest.fixture
def three(office):
    rows = [
        office.question("sent", title=f"{TITLE} {place}", askers=office.keys(1, n))
        for n, place in enumerate(("", "و کهنه", "برق"))
    ]
    office.referral(rows[0], "answered")
    return rows


def test_liaison24_an_answer_is_adapted_once_and_keeps_its_source(office, three):
    (group,) = repeated(office.viewer(office.officer))
    assert {line.matter for line in group.lines} == set(three) and group.open == 2 and group.offered is not None
    office.do("adapt_answer", three[1], answer=str(group.offered.pk), text="برای شما نیز", letter="")
    made = Answer.objects.get(matter=three[1])
    assert (made.adapted_from, made.author) == (group.offered, office.officer)
    with pytest.raises(Refused, match="پیش‌تر"):
        office.do("adapt_answer", three[1], answer=str(group.offered.pk), text="باز", letter="")
    # An adapted answer leads back to the ministry's own.
    office.do("adapt_answer", three[2], answer=str(made.pk), text="سومی", letter="")
    assert Answer.objects.get(matter=three[2]).adapted_from == group.offered


def test_liaison24_an_answer_of_another_ministry_is_refused(office, three):
    other = office.question("sent", addressee=str(office.roads.pk))
    answer = Answer.objects.get()
    for key in (str(answer.pk), str(uuid4())):
        with pytest.raises(Refused):
            office.do("adapt_answer", other, answer=key, text="نه")
    with pytest.raises(Refused):
        office.do("adapt_answer", three[0], answer=str(answer.pk), text="نه")
    with pytest.raises(NotVisible):
        office.do("adapt_answer", three[1], office.deputy, answer=str(answer.pk), text="نه")


def test_the_page_shows_the_group_and_its_form_brings_the_answer(office, three, signed_in):
    client = signed_in(office.officer)
    page = client.get(reverse("liaison:alike")).content.decode()
    assert all(str(row.pk) in page for row in three)
    path = reverse("liaison:adapt_answer", args=[three[1].pk])
    form = client.get(path, {"answer": str(Answer.objects.get().pk)}).context["form"]
    assert form["text"].value() == "پاسخ"
    assert client.get(path, {"answer": "x' --"}).status_code == 200
    typed = {"key": str(uuid4()), "answer": form["answer"].value(), "text": "جور شد"}
    assert client.post(path, typed).status_code == 302
    assert client.post(path, {"key": str(uuid4()), "answer": "9" * 30, "text": ""}).status_code == 422
    assert signed_in(office.deputy).get(reverse("liaison:alike")).status_code == 404


def test_the_page_asks_as_often_for_many_as_for_few(office, three, signed_in):
    client, path = signed_in(office.officer), reverse("liaison:alike")
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for place in range(8):
        office.question("sent", title=f"{TITLE} {place}")
    client.get(path)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) <= len(few)


# Beside one question


def test_beside_a_question_stand_the_nearest_and_the_list_holds_all(office, signed_in):
    own = office.question("sent", title=TITLE)
    exact = office.question("sent", title=f"{TITLE} شهر")
    others = [office.question("sent", title=f"{TITLE} {place} و روستاها") for place in ("باغ", "کوه", "دشت")]
    office.question("sent", title=TITLE, addressee=str(office.roads.pk))
    office.notice(title=TITLE, addressee=str(office.energy.pk))
    client = signed_in(office.officer)
    shown = client.get(own.get_absolute_url()).context["alike"]
    assert len(shown.rows) == NEAREST and shown.rows[0].matter == exact
    assert [row.likeness for row in shown.rows] == sorted((row.likeness for row in shown.rows), reverse=True)
    assert shown.url in client.get(own.get_absolute_url()).content.decode().replace("&amp;", "&")
    page = client.get(shown.url)
    text = page.content.decode()
    assert all(str(row.pk) in text for row in (exact, *others)) and f"همانندهای {own}" in text
    assert set(filtered(office.viewer(office.officer), {"kind": "question", "like": own.pk})) == {exact, *others}


def test_where_all_are_shown_no_list_is_offered_and_a_strange_key_narrows_to_nothing(office, three, signed_in):
    client = signed_in(office.officer)
    shown = client.get(three[0].get_absolute_url()).context["alike"]
    assert {row.matter for row in shown.rows} == set(three[1:]) and shown.url == ""
    viewer = office.viewer(office.officer)
    assert not filtered(viewer, {"like": uuid4()}).exists()
    for key in (str(uuid4()), "x'", "9" * 40):
        assert client.get(reverse("liaison:matters"), {"like": key}).status_code == 200
    # Whom the matter itself is hidden from learns nothing of its likes, though he sees one of them.
    office.referral(three[1], ministry=office.roads)
    viewer = office.viewer(office.other_deputy)
    assert list(filtered(viewer, {})) == [three[1]] and not filtered(viewer, {"like": three[0].pk}).exists()


def test_a_questions_page_and_the_list_ask_as_often_for_many_likes_as_for_few(office, three, signed_in):
    office.question("sent", title=f"{TITLE} پیشین")
    client, own = signed_in(office.officer), three[1].get_absolute_url()
    every = client.get(own).context["alike"].url
    paths = (own, every)

    def asked() -> list[int]:
        numbers = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as found:
                assert client.get(path).status_code == 200
            numbers.append(len(found))
        return numbers

    few = asked()
    for place in range(8):
        office.question("sent", title=f"{TITLE} {WORDS[place]}")
    # What waits for him, which the head of every page counts, may ask once more.
    assert all(later <= before + 1 for later, before in zip(asked(), few, strict=True))
