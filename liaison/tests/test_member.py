"""One member on one page: what is his, for the office and for himself, and for nobody else."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.queries.listing import filtered
from liaison.queries.member import letters_to, sections
from liaison.queries.tasks import filtered as tasks_filtered
from majlis import actions as kernel
from majlis.models import Body, Letter
from majlis.queries.letters import wording_of
from majlis.register import Call
from majlis.tests.people import appointed, person_named


def path_of(person) -> str:
    return reverse("liaison:member", args=[person.pk])


def full(office) -> None:
    """Something of every kind for the first member, and a question of the second's."""
    office.question("sent")
    office.question("unconvinced")
    office.notice()
    office.interpellation()
    office.member_bill()
    office.promise("evidenced")
    office.question(askers=office.keys(1, 1))


def test_each_count_is_his_own_and_opens_to_as_many_rows(office):
    full(office)
    viewer, first = office.viewer(office.officer), office.members[0]
    told = sections(first, viewer)
    assert [(part.code, part.count, part.open) for part in told] == [
        ("question", 2, 1), ("notice", 1, 1), ("interpellation", 1, 1), ("member_bill", 1, 1), ("promise", 1, 1),
    ]  # fmt: skip
    for part in told:
        wanted = dict(pair.split("=") for pair in part.url.partition("?")[2].split("&"))
        rows = tasks_filtered(viewer, wanted) if part.code == "promise" else filtered(viewer, wanted)
        assert set(rows) == set(part.rows), part.code
    assert [part.count for part in sections(office.members[1], viewer)] == [1, 0, 1, 1, 0]


def test_he_is_shown_to_the_office_and_to_himself(office, signed_in):
    full(office)
    first, second = office.members[:2]
    people = (office.officer, office.head, first, second, office.deputy, office.expert, office.stranger)
    assert [signed_in(each).get(path_of(first)).status_code for each in people] == [200, 200, 200, 404, 404, 404, 404]
    assert signed_in(office.officer).get(path_of(office.stranger)).status_code == 404


def test_to_himself_no_file_of_the_office_is_opened(office, signed_in):
    full(office)
    page = signed_in(office.members[0]).get(path_of(office.members[0])).content.decode()
    main = page.split("<main", 1)[1]
    assert "/liaison/matters/" not in main
    promise = next(
        part for part in sections(office.members[0], office.viewer(office.members[0])) if part.code == "promise"
    )
    assert promise.rows[0].get_absolute_url() in main
    assert (
        "/liaison/matters/"
        in signed_in(office.officer).get(path_of(office.members[0])).content.decode().split("<main", 1)[1]
    )


@pytest.mark.parametrize("how", ["csv", "xlsx"])
def test_his_list_is_taken_whole(office, signed_in, how):
    full(office)
    answer = signed_in(office.officer).get(path_of(office.members[0]), {"take": how})
    assert answer.status_code == 200
    if how == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        kinds = {row[0] for row in rows} & {"سؤال", "تذکر کتبی", "استیضاح", "طرح", "وعده"}
        assert len(kinds) == 5
    assert signed_in(office.deputy).get(path_of(office.members[0]), {"take": how}).status_code == 404


def test_the_page_asks_as_often_for_many_files_as_for_few(office, signed_in):
    full(office)
    client, path = signed_in(office.officer), path_of(office.members[0])
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _ in range(12):
        office.question()
    client.get(path)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)


def test_of_whom_there_is_nothing_the_page_says_so(office, signed_in):
    page = signed_in(office.officer).get(path_of(office.members[9])).content.decode()
    assert "هنوز چیزی میان او و دولت ثبت نشده است" in page


def test_a_matter_leads_to_its_member(office, signed_in):
    row = office.question("sent")
    assert path_of(office.members[0]) in signed_in(office.officer).get(row.get_absolute_url()).content.decode()


# Letters to him


def two_of_like_names(office):
    """Two members who sit today; the one's name is the beginning of the other's."""
    chamber = Body.objects.get(kind="chamber")
    people = [person_named(name, office.administrator) for name in ("رضا کریمی", "رضا کریمی نژاد")]
    for each in people:
        appointed(each, chamber, "member", office.administrator)
    return people


def signed_letter(office, matter, addressee: str, title: str) -> Letter:
    """The answer to a notice, as its draft is worded but for these two."""
    letter = Letter(realm="liaison", file_kind="matter", file_key=matter.pk, word="answered_notice")
    said = wording_of(letter)
    body = {
        "addressee": addressee or said.addressee, "title": title, "text": said.text, "copies": said.copies, "grade": "ordinary",
        "priority": "ordinary",
    }  # fmt: skip
    kernel.draft_letter(Call(actor=office.officer, at=office.at, body=body), letter)
    kernel.sign_letter(Call(actor=office.head, at=office.at, body=body), letter)
    return letter


def titles(person) -> list[str]:
    return sorted(each.title for each in letters_to(person))


def test_a_name_that_is_part_of_anothers_is_not_taken_for_it(office):
    short, long = two_of_like_names(office)
    both = office.notice("answered", askers=[str(long.pk), str(short.pk)])
    signed_letter(office, both, "", "به نخستین امضا")
    signed_letter(office, both, f"{short.name}\nنمایندهٔ محترم نیشابور", "به دومی")
    signed_letter(office, both, f"{long.name}\n {short.name}", "به هر دو")
    signed_letter(office, both, f"دفتر {short.name} و همکاران", "به دیگری")
    assert titles(long) == ["به نخستین امضا", "به هر دو"]
    assert titles(short) == ["به دومی", "به هر دو"]


def test_of_two_of_one_name_under_one_file_the_letter_is_the_first_signers(office):
    first = person_named("سعید نمونه", office.administrator)
    other = person_named("سعید نمونه", office.administrator)
    for each in (first, other):
        appointed(each, Body.objects.get(kind="chamber"), "member", office.administrator)
    signed_letter(office, office.notice("answered", askers=[str(first.pk), str(other.pk)]), "", "مشترک")
    signed_letter(office, office.notice("answered", askers=[str(other.pk)]), "", "از آن دومی")
    assert (titles(first), titles(other)) == (["مشترک"], ["از آن دومی"])


def test_a_name_is_looked_for_as_it_is_written_and_is_no_pattern(office):
    row = office.notice("answered")
    member = office.members[0]
    signed_letter(office, row, "", "به او")
    member.name = "نمایندهٔ .*"
    assert titles(member) == []
    member.name = "("
    assert titles(member) == []
