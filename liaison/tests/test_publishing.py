"""A notice with its answer for everybody: once, and never while it is classified (Art. 206; house procedure, Art. 40)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import NoticePublication
from majlis.rules.law import Refused

URL = reverse("liaison:published_notices")
WORDS = {"text": "جاده تاریک است.", "answer": "روشنایی نصب شد."}


def read(client) -> str:
    return client.get(URL, secure=True).content.decode()


def test_art206_a_notice_is_published_with_its_answer_once(office, client):
    row = office.notice("answered")
    assert "روشنایی نصب شد." not in read(client)
    office.do("publish_notice", row, **WORDS)
    assert "روشنایی نصب شد." in read(client) and "جاده تاریک است." in read(client)
    with pytest.raises(Refused, match="منتشر شده"):
        office.do("publish_notice", row, **WORDS)


def test_art206_without_an_answer_it_is_not_published(office):
    with pytest.raises(Refused):
        office.do("publish_notice", office.notice("read"), **WORDS)
    with pytest.raises(Refused, match="با پاسخ"):
        office.do("publish_notice", office.notice("answered"), text="", answer="  ")
    assert not NoticePublication.objects.exists()


def test_liaison40_a_classified_notice_is_refused_until_it_is_no_longer_so(office, client):
    row = office.notice("answered")
    office.do("classify_notice", row, classified=True, reason="امنیتی")
    with pytest.raises(Refused, match="طبقه‌بندی"):
        office.do("publish_notice", row, **WORDS)
    with pytest.raises(Refused, match="همین است"):
        office.do("classify_notice", row, classified=True, reason="باز")
    office.do("classify_notice", row, classified=False, reason="برداشته شد")
    office.do("publish_notice", row, **WORDS)
    assert "روشنایی نصب شد." in read(client)


def test_liaison40_what_is_classified_afterwards_is_gone_at_the_next_request(office, client):
    row = office.notice("answered")
    office.do("publish_notice", row, **WORDS)
    assert row.title in read(client)
    office.do("classify_notice", row, classified=True, reason="امنیتی")
    assert row.title not in read(client) and "روشنایی نصب شد." not in read(client)


def test_liaison40_no_list_of_who_has_no_right_holds_a_classified_notice(office, signed_in):
    row = office.notice("answered", title="نام پنهان یک جا")
    office.do("classify_notice", row, classified=True, reason="امنیتی")
    for person in (office.deputy, office.expert, office.members[1]):
        answer = signed_in(person).get(reverse("liaison:matters"), {"take": "csv"})
        assert answer.status_code == 404
        taken = signed_in(person).get(reverse("liaison:room"), {"take": "csv", "show": "all"})
        assert "نام پنهان" not in taken.content.decode("utf-8-sig")


def test_it_is_published_by_the_page_with_the_last_answer_offered(office, signed_in):
    row = office.notice("answered")
    client, url = signed_in(office.officer), reverse("liaison:publish_notice", args=[row.pk])
    form = client.get(url).context["form"]
    assert form["answer"].value() == "انجام شد"
    assert client.post(url, {"key": form["key"].value(), "seen_version": row.version, **WORDS}).status_code == 302
    assert NoticePublication.objects.get().answer == WORDS["answer"]
    assert signed_in(office.deputy).get(url).status_code == 404


def test_the_public_page_asks_as_often_for_many_as_for_few_and_takes_a_hostile_address(office, client):
    office.do("publish_notice", office.notice("answered"), **WORDS)
    read(client)
    with CaptureQueriesContext(connection) as few:
        read(client)
    for _ in range(5):
        office.do("publish_notice", office.notice("answered"), **WORDS)
    with CaptureQueriesContext(connection) as many:
        read(client)
    assert len(many) <= len(few)
    for value in ("9" * 20, "\x00", "' OR 1=1 --"):
        assert client.get(URL, {"after": value}, secure=True).status_code in (200, 400)
