"""Papers of a gathering: laid by its acts, added and never replaced, opened by those who see it and by nobody else (Arts. 32, 33)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison import tallies
from liaison.models import Gathering, GatheringDocument
from liaison.queries.papers import document_scope
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY
from majlis import documents, persian
from majlis.models import Body, Document, DraftDocument
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.tests.hostile import pdf
from majlis.tests.people import appointed, person_named

PLAN = reverse("liaison:plan_gathering")


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def paper(office, name: str = "دستور.pdf", owner=None) -> Document:
    return Document.objects.create(
        sha256=documents.store(pdf()), media_type="application/pdf", size=2048, name=name, owner=owner or office.officer, realm="liaison",
        received_at=office.at,
    )  # fmt: skip


def keys(*papers: Document) -> list[str]:
    return [str(each.pk) for each in papers]


def names(row: Gathering) -> list[str]:
    return list(row.papers.order_by("place").values_list("document__name", flat=True))


def sees(office, person, document, at=None) -> bool:
    return Document.objects.filter(document_scope(office.viewer(person, at)), pk=document.pk).exists()


# Laid by acts


def test_liaison32_given_papers_when_it_moves_then_they_stay_and_what_comes_is_added(office):
    first, second = paper(office, "یک.pdf"), paper(office, "دو.pdf")
    row = work.gathering(office, documents=keys(first))
    times = {"starts_at": (office.at + 2 * DAY).isoformat(), "ends_at": (office.at + 3 * DAY).isoformat()}
    office.do("move_gathering", row, **times, reason="سفر")
    assert names(row) == ["یک.pdf"]
    office.do("move_gathering", row, **times, reason="سفر", documents=keys(second, first))
    assert names(row) == ["یک.pdf", "دو.pdf"]
    assert list(row.papers.values_list("place", "of_minutes")) == [(0, False), (1, False)]


def test_liaison32_of_a_series_the_papers_go_to_the_first_alone(office):
    row = work.gathering(office, kind="deputies", body="", repeats=3, documents=keys(paper(office)))
    assert Gathering.objects.count() == 3
    assert [each.gathering for each in GatheringDocument.objects.all()] == [row]


def test_a_paper_that_is_nobodys_or_anothers_is_refused_and_nothing_is_planned(office):
    for wanted in (keys(paper(office, owner=office.head)), [str(office.energy.pk)]):
        with pytest.raises(Refused) as no:
            work.gathering(office, documents=wanted)
        assert no.value.field == "documents"
    row = work.gathering(office)
    with pytest.raises(Refused):
        office.do(
            "hold_gathering", row, at=row.ends_at, minutes="شد", documents=keys(paper(office, owner=office.deputy))
        )
    row.refresh_from_db()
    assert row.stage == "planned" and not GatheringDocument.objects.exists()


def test_the_database_keeps_one_paper_once_and_one_in_a_place(office):
    document, other = paper(office), paper(office)
    row = work.gathering(office, documents=keys(document))
    for twin in ({"document": document, "place": 1}, {"document": other, "place": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GatheringDocument.objects.create(gathering=row, **twin)


def test_the_counts_beside_the_files_know_nothing_of_it(office):
    work.gathering(office, documents=keys(paper(office)))
    assert [tallies.differing(name) for name in tallies.KEPT] == [[] for _ in tallies.KEPT]


# Through the pages


def laid(client, url: str, subject: str, word: str, data: bytes, name: str):
    sent = {"file": SimpleUploadedFile(name, data), "kind": word, "subject": subject, "realm": "liaison", "back": url}
    return client.post(reverse("upload"), sent, headers={"X-Requested-With": "fetch"})


def test_a_new_gathering_takes_what_was_uploaded_before_it_and_no_bad_file(office, signed_in):
    client = signed_in(office.officer)
    subject = client.get(PLAN).context["draft_subject"]
    assert client.get(PLAN).context["draft_subject"] == subject == "liaison.gathering:new"
    assert "تنها با نشست نخست" in client.get(PLAN).content.decode()
    for name, data in (("a.pdf", b"<html>"), ("a.exe", b"MZ"), ("b.txt", b"x")):
        answer = laid(client, PLAN, subject, "plan_gathering", data, name)
        assert answer.status_code == 422 and answer.json()["refused"][0]["sentence"]
    assert not Document.objects.exists()
    assert laid(client, PLAN, subject, "plan_gathering", pdf(), "دستور.pdf").status_code == 201
    assert "دستور.pdf" in client.get(PLAN).content.decode()
    form = client.get(PLAN).context["form"]
    day = persian.jalali_numeric(legal_day(office.at + DAY))
    times = {"starts_at_day": day, "starts_at_time": "08:00", "ends_at_day": day, "ends_at_time": "10:00"}
    typed = {"key": form["key"].value(), "kind": "cabinet", "title": "هیأت وزیران", **times}
    assert client.post(PLAN, typed).status_code == 302
    row = Gathering.objects.get()
    # The same press once more, as of somebody whose browser lost the answer.
    assert client.post(PLAN, typed).status_code == 302 and Gathering.objects.count() == 1
    assert names(row) == ["دستور.pdf"]
    # They lie with it now, and no more beside the next one.
    assert not DraftDocument.objects.exists() and "دستور.pdf" not in client.get(PLAN).content.decode()
    page = client.get(row.get_absolute_url()).content.decode()
    document = Document.objects.get()
    assert reverse("document", args=[document.pk]) in page and "دستور.pdf" in page
    assert "۱ صفحه، ۱ کیلوبایت، PDF" in page
    fetched = client.get(reverse("document", args=[document.pk]))
    assert fetched.status_code == 200 and b"".join(fetched.streaming_content)[:4] == b"%PDF"


def test_the_page_of_who_moves_it_offers_papers_for_this_one(office, signed_in):
    row = work.gathering(office)
    for word in ("move_gathering", "hold_gathering"):
        page = signed_in(office.officer).get(reverse(f"liaison:{word}", args=[row.pk]))
        assert page.context["draft_subject"] == row.reference and page.context["kind"] == word


# Who may open them


def test_whoever_sees_the_gathering_opens_its_papers_and_nobody_else(office, signed_in):
    document = paper(office)
    row = work.gathering(office, documents=keys(document))
    place = work.presence(office, row=row)
    minister = person_named("وزیر نمونه", office.administrator)
    appointed(minister, office.energy, "minister", office.administrator)
    beside = work.presence(office, row=row, person=minister, call="invited")
    # Who sits in the chamber too has no door here by that.
    appointed(minister, Body.objects.get(kind="chamber"), "member", office.administrator)
    people = (
        office.officer, office.head, office.deputy, office.expert, office.other_deputy, minister, office.members[0], office.stranger,
    )  # fmt: skip
    allowed = [True, True, True, False, False, False, False, False]
    assert [sees(office, each, document) for each in people] == allowed
    # The page and its papers open to the same people.
    url = reverse("document", args=[document.pk])
    for person, may in zip(people, allowed, strict=True):
        client = signed_in(person)
        answers = [client.get(path).status_code for path in (row.get_absolute_url(), url)]
        assert answers == [200 if may else 404] * 2, person
    deputy = signed_in(office.deputy)
    for each in (place, beside):
        office.do("release_presence", each, reason="اشتباه")
    assert deputy.get(url).status_code == 404 and not sees(office, office.deputy, document)


def test_a_delegate_opens_them_and_who_left_his_office_does_not(office):
    document = paper(office)
    row = work.gathering(office, documents=keys(document))
    work.presence(office, "delegated", row=row)
    assert sees(office, office.expert, document) and sees(office, office.deputy, document)
    held = office.deputy.memberships.get(role="deputy")
    held.to_day = office.at.date()
    held.save()
    assert sees(office, office.deputy, document)
    assert not sees(office, office.deputy, document, office.at + 2 * DAY)


def test_liaison33_the_signed_minutes_are_read_where_the_minutes_are(office, signed_in):
    agenda, scan = paper(office, "دستور.pdf"), paper(office, "امضا.pdf")
    row = work.gathering(office, documents=keys(agenda))
    work.presence(office, row=row)
    office.do("hold_gathering", row, at=row.ends_at, minutes="محرمانهٔ دفتر", documents=keys(scan))
    assert [each.of_minutes for each in row.papers.order_by("place")] == [False, True]
    assert sees(office, office.head, scan) and not sees(office, office.deputy, scan)
    assert sees(office, office.deputy, agenda)
    mine, theirs = (signed_in(who).get(row.get_absolute_url()).content.decode() for who in (office.head, office.deputy))
    assert "صورت‌جلسهٔ امضاشده، ۱ صفحه" in mine and "امضا.pdf" in mine
    assert "امضا.pdf" not in theirs and "محرمانهٔ دفتر" not in theirs and "دستور.pdf" in theirs


def test_the_page_asks_as_often_for_many_papers_as_for_one(office, signed_in):
    row = work.gathering(office, documents=keys(paper(office)))
    client = signed_in(office.officer)
    client.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(row.get_absolute_url())
    times = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat(), "reason": "برگه"}
    office.do("move_gathering", row, **times, documents=keys(*(paper(office, f"{n}.pdf") for n in range(12))))
    client.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as many:
        assert client.get(row.get_absolute_url()).content.decode().count(".pdf</a>") == 13
    assert len(many) == len(few)
