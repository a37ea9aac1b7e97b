"""The statistics bank: every cell opens to as many files as it counts; the year-book on paper."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pikepdf import Pdf

from liaison.models import CabinetPeriod, Matter
from liaison.queries import counts, listing
from liaison.tests.roads import along, filed
from majlis.models import Reading

PAGE = "/liaison/statistics/"


@pytest.fixture
def bank(office):
    """A few files of many kinds, of two governments and three committees or none."""
    office.question("sent"), office.question("unconvinced"), office.notice("answered")
    for kind in ("complaint", "law", "correspondence", "enquiry", "budget_bill"):
        filed(office, kind)
    along(office, "government_bill", "at_guardians")
    old = CabinetPeriod.objects.create(title="دولت پیشین", from_day="2020-01-01", to_day="2024-12-31")
    Matter.objects.filter(kind="notice").update(cabinet=old)
    return office.viewer(office.officer)


@pytest.mark.parametrize(
    "name", ["by_kind", "by_ministry", "by_month", "by_committee", "by_cabinet", "by_term", "by_member"]
)
def test_every_count_opens_to_as_many_rows_as_it_counts(office, bank, name):
    bars = getattr(counts, name)(bank, {})
    assert bars
    for bar in bars:
        wanted = {key: value for key, (value,) in parse_qs(bar.query).items()}
        assert listing.filtered(bank, wanted).count() == bar.count, bar.label


def test_counts_by_kind_hold_every_matter_once(office, bank):
    assert sum(bar.count for bar in counts.by_kind(bank, {})) == Matter.objects.count()


def test_each_cell_of_addressee_and_government_opens_to_its_rows(office, bank):
    grid = counts.ministry_by_cabinet(bank, {})
    assert set(grid.heads) == {"دولت آزمایشی", "دولت پیشین"}
    told = [cell for _, cells in grid.rows for cell in cells]
    assert (
        sum(count for count, _ in told) == Matter.objects.filter(addressee__isnull=False, cabinet__isnull=False).count()
    )
    for count, query in told:
        wanted = {key: value for key, (value,) in parse_qs(query).items()}
        assert listing.filtered(bank, wanted).count() == count


def test_every_link_of_the_page_leads_to_a_list(office, bank, signed_in):
    client = signed_in(office.officer)
    page = client.get(PAGE).content.decode()
    links = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]}
    lists = [link for link in links if link.startswith(reverse("liaison:matters") + "?")]
    assert len(lists) > 15
    for link in lists:
        answer = client.get(link)
        assert answer.status_code == 200 and urlsplit(link).query


@pytest.mark.parametrize("name", ["committee", "term", "cabinet", "year"])
@pytest.mark.parametrize("value", ["9" * 20, "-1", "' OR 1=1 --", "\u202ex", "[1]", "title__startswith"])
def test_a_hostile_narrowing_narrows_nothing_and_breaks_nothing(office, bank, signed_in, name, value):
    client = signed_in(office.officer)
    for path in ("/liaison/matters/", PAGE):
        assert client.get(path, {name: value}).status_code in (200, 400)


def test_what_narrows_is_named_and_can_be_put_away(office, bank, signed_in):
    row = Matter.objects.get(kind="notice")
    page = (
        signed_in(office.officer)
        .get("/liaison/matters/", {"cabinet": str(row.cabinet_id), "year": row.year})
        .content.decode()
    )
    assert "دولت پیشین" in page and "برداشتن این صافی" in page and f'name="cabinet" value="{row.cabinet_id}"' in page


def test_the_page_asks_as_often_for_many_as_for_few(office, bank, signed_in):
    client = signed_in(office.officer)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _ in range(6):
        office.question("sent")
        filed(office, "complaint")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) <= len(few)


def test_the_yearbook_is_a_paper_with_the_years_counts(office, bank, signed_in):
    client = signed_in(office.officer)
    year = Matter.objects.first().year
    answer = client.get(reverse("liaison:yearbook_pdf", args=[year]))
    assert answer["Content-Type"] == "application/pdf"
    paper = Pdf.open(BytesIO(answer.content))
    assert len(paper.pages) >= 1 and len(answer.content) > 10_000
    assert Reading.objects.filter(reader=office.officer, subject="list:liaison.views.yearbook_pdf").count() == 1
    assert client.get(reverse("liaison:yearbook_pdf", args=[1390])).status_code == 404
    assert signed_in(office.deputy).get(reverse("liaison:yearbook_pdf", args=[year])).status_code == 404
