"""The pages: filters with hostile values, paging, the fixed number of queries, statistics, the import with its preview."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import Intake, Matter, Question, Signature
from liaison.queries import clocks, counts, listing
from liaison.tests.stage import DAY
from majlis import sheets
from majlis.models import Act
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

LIST = "/liaison/matters/"
HOSTILE = {
    "digits": "9" * 20, "nul": "\x00", "lookup": "title__startswith", "sql": "' OR 1=1 --", "bidi": "\u202eabc", "long": "ا" * 5000,
    "signed": "-1", "list": "[1]",
}  # fmt: skip
FILTERS = ("kind", "stage", "ministry", "month", "member", "q", "late", "after")


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_filter_is_no_error_and_no_way_around(office, signed_in, name, value):
    office.question()
    response = signed_in(office.officer).get(LIST, {name: value})
    assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    "name", ["text__contains", "term__number", "signatures__person__user__password", "filed_at__lte"]
)
def test_a_lookup_in_the_address_narrows_nothing(office, signed_in, name):
    row = office.question()
    body = signed_in(office.officer).get(LIST, {name: "1"}).content.decode()
    assert str(row.pk) in body


def test_each_filter_finds_its_own(office):
    question, notice = office.question("sent"), office.notice()
    viewer = office.viewer(office.officer)

    def found(**wanted):
        return set(listing.filtered(viewer, wanted))

    assert found(kind="notice") == {notice}
    assert found(stage="sent") == {question}
    assert found(ministry="ministry-roads") == {notice}
    assert found(member=office.members[0].pk) == {question, notice}
    assert found(member=office.members[1].pk) == set()
    assert found(month=140502) == {question, notice}
    assert found(q="شهرك صنعتي") == {question}
    assert found(q="1405/1") == found(q="۱۴۰۵/۰۰۱") == {question, notice}


def grown(office, count: int) -> None:
    """Many questions, past the acts: the pages must not care how many there are."""
    model = office.question("sent")
    rows = []
    for place in range(count):
        filed = office.at - timedelta(minutes=place)
        rows.append(
            Question(
                kind="question", year=1390, serial=place + 1, title=f"سؤال {place}", addressee=office.energy, term=model.term,
                lead=office.members[0], filed_at=filed, stage="sent", stage_since=filed,
            )
        )  # fmt: skip
        rows[-1].take_keys()
    Matter.objects.bulk_create(rows)
    Signature.objects.bulk_create(
        Signature(matter=each, person=each.lead, place=0, signed_at=each.filed_at) for each in rows
    )


@pytest.mark.parametrize("path", [LIST, "/liaison/", "/liaison/statistics/", "/liaison/matters/?late=on"])
def test_a_page_asks_as_often_for_many_rows_as_for_few(office, signed_in, path):
    client = signed_in(office.officer)
    grown(office, 3)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path)
    Matter.objects.filter(year=1390).update(year=1380)
    grown(office, 120)
    # What waits is counted anew after an act; that is the frame's, once.
    client.get(path)
    with CaptureQueriesContext(connection) as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few)


def test_pages_follow_one_another_without_gap_or_double(office, signed_in):
    grown(office, 120)
    viewer, token, seen = office.viewer(office.officer), "", []
    while True:
        page = listing.page_of_matters(viewer, {}, token)
        seen += [each.pk for each in page.rows]
        assert len(page.rows) <= 50
        if not page.next:
            break
        token = page.next
    assert len(seen) == len(set(seen)) == Matter.objects.count()


# What is late


def test_a_matter_is_late_from_the_very_end_of_its_limit(office):
    row = office.question("sent")
    _, end = clocks.running(row, office.at)
    second = timedelta(seconds=1)

    def late(at) -> bool:
        return Matter.objects.filter(clocks.due_by(at), pk=row.pk).exists()

    assert not late(end.ends_at - 2 * 60 * second)
    assert late(end.ends_at + 60 * second)


def test_what_was_postponed_is_not_late_before_its_day(office):
    row = office.question("sent")
    office.do("postpone_question", row, until=(office.at + 25 * DAY).date().isoformat(), reason="سفر")
    assert not Matter.objects.filter(clocks.due_by(office.at + 20 * DAY), pk=row.pk).exists()
    assert Matter.objects.filter(clocks.due_by(office.at + 27 * DAY), pk=row.pk).exists()


def test_the_late_list_agrees_with_every_clock(office):
    for stage in ("filed", "sent", "to_floor", "announced", "scheduled"):
        office.question(stage)
    for stage in ("filed", "read"):
        office.notice(stage)
    for stage in ("filed", "announced"):
        office.interpellation(stage)
    for days in (5, 9, 12, 17, 40):
        at = office.at + days * DAY
        told = set(Matter.objects.filter(clocks.due_by(at)))
        reckoned = {
            row for row in Matter.objects.all() if (found := clocks.running(row, at)) and found[1].ends_at <= at
        }
        assert told == reckoned, days
        viewer = replace(office.viewer(office.officer), at=at, day=legal_day(at))
        for kind in ("", "question", "notice"):
            rows = listing.page_of_matters(viewer, {"late": True, "kind": kind}, "").rows
            assert set(rows) == {row for row in told if not kind or row.kind == kind}, (days, kind)


def test_the_first_page_names_what_is_late_what_falls_due_and_who_keeps_it_waiting(office, signed_in):
    late, referral = office.question("sent"), office.referral(office.question("sent"))
    office.at += 14 * DAY
    soon = office.question("announced")
    office.at += 8 * DAY
    page = signed_in(office.officer).get("/liaison/")
    assert late in [line.matter for line in page.context["late"]]
    assert [line.matter for line in page.context["soon"]] == [soon]
    assert [row["referral"] for row in page.context["late_referrals"]] == [referral]
    body = page.content.decode()
    assert "گذشته" in body
    assert all(
        f'<span class="figure-label">{kind}</span>' in body
        for kind in ("سؤال‌ها", "تذکرها", "استیضاح‌ها", "لایحه‌ها", "طرح‌ها")
    )


# Counts


def test_every_count_opens_to_as_many_rows(office, signed_in):
    office.question("sent")
    office.question("unconvinced", askers=office.keys(2))
    office.notice()
    viewer = office.viewer(office.officer)
    for bars in (counts.by_ministry(viewer, {}), counts.by_member(viewer, {}), counts.by_month(viewer, {})):
        assert bars
        for bar in bars:
            wanted = dict(pair.split("=") for pair in bar.query.split("&"))
            assert listing.filtered(viewer, wanted).count() == bar.count


# The matter's page


def test_an_uncertain_limit_says_so_where_it_stands(office, signed_in):
    row = office.question("sent")
    body = signed_in(office.officer).get(row.get_absolute_url()).content.decode()
    assert "۱۵ روز: گزارش‌شده، تأییدنشده" in body


@pytest.mark.parametrize("kind", ["question", "notice", "interpellation", "member_bill", "government_bill"])
def test_every_stage_of_every_kind_has_its_page(office, signed_in, kind):
    ends = {
        "question": ("filed", "sent", "to_floor", "announced", "scheduled", "unconvinced"),
        "notice": ("filed", "read", "answered"),
        "interpellation": ("filed", "heard", "insisted", "announced", "held", "dismissed"),
        "member_bill": ("filed", "announced", "referred", "reported", "generalities", "adopted"),
        "government_bill": ("approved", "submitted", "referred", "adopted"),
    }[kind]
    for stage in ends:
        row = getattr(office, kind)(stage)
        client = signed_in(office.officer)
        response = client.get(row.get_absolute_url())
        assert response.status_code == 200
        for step in response.context["steps"]:
            assert client.get(step.url).status_code == 200, step.step.word


# The import

HEAD = ["شناسه", "موضوع", "نماینده", "وزارتخانه", "تاریخ", "کمیسیون"]


def listed(office, *more: list[str]) -> list[list[str]]:
    names = [each.name for each in office.members]
    return [
        HEAD,
        ["Q-1", "قطع برق نیشابور", names[0], "وزارت نیرو", "۱۴۰۵/۰۲/۲۰", "انرژی"],
        ["Q-2", "جادهٔ نیشابور", names[1], "راه و شهرسازی", "2026-05-12", ""],
        *more,
    ]


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def sent(client, data: bytes, name: str = "questions.csv"):
    return client.post(
        reverse("liaison:import_questions"),
        {"key": str(uuid4()), "source": "دبیرخانه", "file": SimpleUploadedFile(name, data)},
        follow=True,
    )  # fmt: skip


def entered(client):
    page = client.get(reverse("liaison:import_questions"))
    form = page.context["form"]
    return client.post(
        reverse("liaison:import_questions"), {"key": form["key"].value(), "sha256": form["sha256"].value()}
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_looked_at_first_and_entered_once(office, signed_in, kind):
    client, rows = signed_in(office.officer), listed(office)
    data = as_csv(rows) if kind == "csv" else sheets.xlsx_bytes("سؤال‌ها", rows[0], rows[1:])
    preview = sent(client, data, f"q.{kind}")
    assert (preview.context["found"].new, Matter.objects.count()) == (2, 0)
    assert entered(client).status_code == 302
    rows_in = {each.source_id: each for each in Matter.objects.all()}
    first = rows_in["Q-1"]
    assert (first.lead, first.addressee, first.committee, first.month) == (
        office.members[0],
        office.energy,
        office.committee,
        140502,
    )
    assert rows_in["Q-2"].addressee == office.roads
    assert clocks.running(first, office.at)[0].word == "record_committee_meeting"
    again = sent(client, data, f"q.{kind}")
    assert (again.context["found"].new, again.context["found"].counts[1].number) == (0, 2)
    assert entered(client).status_code == 422
    assert (Matter.objects.count(), Act.objects.filter(verb="import_questions").count()) == (2, 1)


def test_what_cannot_be_taken_has_its_reason_and_its_file(office, signed_in):
    client = signed_in(office.officer)
    name = office.members[0].name
    rows = listed(
        office,
        ["Q-1", "دوباره", name, "وزارت نیرو", "۱۴۰۵/۰۲/۲۰", ""],
        ["Q-3", "کسی نیست", "ناشناس", "وزارت نیرو", "۱۴۰۵/۰۲/۲۰", ""],
        ["Q-4", "وزارت نیست", name, "وزارت باران", "۱۴۰۵/۰۲/۲۰", ""],
        ["Q-5", "روز نیست", name, "وزارت نیرو", "۱۴۰۵/۱۳/۰۱", ""],
        ["Q-6", "هنوز نیامده", name, "وزارت نیرو", "۱۴۲۰/۰۱/۰۱", ""],
        ["Q-7", "=cmd()", name, "وزارت دیگر", "۱۴۰۵/۰۲/۲۰", ""],
        ["", "بی‌شناسه", name, "وزارت نیرو", "۱۴۰۵/۰۲/۲۰", ""],
    )
    preview = sent(client, as_csv(rows))
    assert (preview.context["found"].new, len(preview.context["found"].left)) == (2, 7)
    file = client.get(f"{reverse('liaison:import_questions')}?take=rejected").content.decode("utf-8-sig")
    told = list(csv.reader(io.StringIO(file)))[1:]
    assert len(told) == 7
    assert all(row[2] for row in told)
    assert "'=cmd()" in file


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"PK\x03\x04broken"], ids=["empty", "utf16", "other", "zip"]
)
def test_a_file_that_is_no_list_is_told_so(office, signed_in, data):
    response = sent(signed_in(office.officer), data)
    assert (response.status_code, Intake.objects.count()) == (422, 0)


def test_an_import_that_nobody_looked_at_checks_its_rows_itself(office):
    with pytest.raises(Refused):
        office.do(
            "import_questions", Intake(), source="ا", sha256="0" * 64, rows=[["1", "", "", "", "2026-01-01", "", ""]]
        )


def test_an_act_by_its_page_keeps_what_was_typed(office, signed_in):
    row = office.question("sent")
    client = signed_in(office.officer)
    url = reverse("liaison:postpone_question", args=[row.pk])
    form = client.get(url).context["form"]
    typed = {
        "key": form["key"].value(),
        "seen_version": form["seen_version"].value(),
        "until": "1450/01/01",
        "reason": "سفر دور",
    }
    response = client.post(url, typed)
    assert response.status_code == 422
    assert "سفر دور" in response.content.decode()
    assert "می‌توان عقب انداخت" in response.content.decode()


# Notices and bills from a list


def sent_to(client, name: str, rows: list[list[str]]):
    path = reverse(f"liaison:{name}")
    file = SimpleUploadedFile("list.csv", as_csv(rows))
    page = client.post(path, {"key": str(uuid4()), "source": "دبیرخانه", "file": file}, follow=True)
    if "found" not in page.context:
        return page, None
    form = page.context["form"]
    return page, client.post(path, {"key": form["key"].value(), "sha256": form["sha256"].value()})


def test_notices_come_in_once_with_their_members(office, signed_in):
    client, rows = signed_in(office.officer), listed(office, ["Q-9", "بی‌نماینده", "", "وزارت نیرو", "۱۴۰۵/۰۲/۲۰", ""])
    page, done = sent_to(client, "import_notices", rows)
    assert (page.context["found"].new, len(page.context["found"].left), done.status_code) == (2, 1, 302)
    assert {each.kind for each in Matter.objects.all()} == {"notice"}
    assert Matter.objects.get(source_id="Q-1").signatures.count() == 1
    again, refused = sent_to(client, "import_notices", rows)
    assert again.context["found"].blocked and refused.status_code == 422 and Matter.objects.count() == 2


def test_bills_come_in_as_the_cabinet_approved_them_and_need_no_member(office, signed_in):
    rows = [
        ["شناسه", "موضوع", "وزارتخانه", "تاریخ"],
        ["L-1", "لایحهٔ جنگل", "وزارت نیرو", "1405/02/20"],
        ["L-2", "", "وزارت نیرو", "1405/02/20"],
    ]
    page, done = sent_to(signed_in(office.officer), "import_bills", rows)
    assert (page.context["found"].new, len(page.context["found"].left), done.status_code) == (1, 1, 302)
    bill = Matter.objects.get()
    assert (bill.kind, bill.stage, bill.lead, bill.addressee) == ("government_bill", "approved", None, office.energy)
    office.do("submit_bill", bill)
    assert bill.stage == "submitted"


def test_an_id_of_another_kind_in_the_same_source_is_left_and_nothing_breaks(office, signed_in):
    client = signed_in(office.officer)
    sent_to(client, "import_questions", listed(office))
    page, done = sent_to(
        client,
        "import_notices",
        listed(office, ["Q-3", "تذکر تازه", office.members[2].name, "وزارت نیرو", "1405/02/20", ""]),
    )
    assert (page.context["found"].new, len(page.context["found"].left), done.status_code) == (1, 2, 302)
    assert Matter.objects.filter(kind="question").count() == 2


@pytest.mark.parametrize("name", ["import_notices", "import_bills"])
def test_a_file_that_is_no_such_list_is_told_what_it_lacks(office, signed_in, name):
    page, _ = sent_to(signed_in(office.officer), name, [["شناسه", "موضوع"], ["1", "الف"]])
    assert page.status_code == 422 and "وزارتخانه" in page.content.decode()
    assert signed_in(office.deputy).get(reverse(f"liaison:{name}")).status_code == 404


def test_const74_members_bills_come_in_with_all_who_signed_and_too_few_are_left(office, signed_in):
    names = [each.name for each in office.members[:16]]
    rows = [
        ["شناسه", "موضوع", "نماینده", "تاریخ"],
        ["T-1", "طرح شفافیت", "؛ ".join([*names[:15], names[0]]), "1405/02/20"],
        ["T-2", "طرح کم‌امضا", "؛ ".join([*names[:14], names[0]]), "1405/02/20"],
        ["T-3", "طرح ناشناس", "؛ ".join([*names[:15], "هیچ‌کس نیست"]), "1405/02/20"],
    ]
    client = signed_in(office.officer)
    page, done = sent_to(client, "import_member_bills", rows)
    found = page.context["found"]
    assert (found.new, len(found.left), done.status_code) == (1, 2, 302)
    assert "۱۴ امضا هست، ۱۵ امضا لازم است" in found.left[0].reason
    bill = Matter.objects.get()
    assert (bill.kind, bill.stage, bill.lead, bill.signatures.count()) == (
        "member_bill",
        "filed",
        office.members[0],
        15,
    )
    office.do("announce_receipt", bill)
    assert bill.stage == "announced"
    again, refused = sent_to(client, "import_member_bills", rows)
    assert again.context["found"].blocked and refused.status_code == 422 and Matter.objects.count() == 1
