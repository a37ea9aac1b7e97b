"""Search over this office's files: found from the act on, by whom the file is seen, and no longer (house procedure, Arts. 1, 2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from majlis import actions, jobs
from majlis.models import Person, SearchRow, Substitution, User
from majlis.queries import viewer_of
from majlis.queries.asking import sought
from majlis.queries.search import find
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.tests.people import call

KINDS = ["matter", "referral", "answer", "letter", "person", "document"]


def found(viewer: Any, text: str) -> dict[str, list[str]]:
    """By kind, the titles that a viewer finds."""
    told: dict[str, list[str]] = {}
    answer = find(viewer, sought(text))
    for row in (*answer.exact, *(row for group in answer.groups for row in group.rows)):
        told.setdefault(row.kind.code, []).append("".join(run.text for run in row.title))
    return told


def test_a_filed_question_is_found_at_once_in_every_spelling(office):
    row = office.question(title="تعیین‌تکلیف نیروهای قراردادی", text="چرا گردش‌کار روشن نیست؟")
    viewer = office.viewer(office.officer)
    for typed in (
        "تعیین تکلیف",
        "تعيينتكليف",
        "گردشکار",
        "گردش كار",
        "نیروهای قراردادی تعیین",
        row.number,
        f"{row.year}/{row.serial}",
    ):
        assert found(viewer, typed) == {"matter": [row.title]}, typed


def test_every_kind_of_matter_is_found(office):
    rows = [office.question(), office.notice(), office.interpellation(), office.member_bill(), office.government_bill()]
    viewer = office.viewer(office.head)
    for row in rows:
        assert row.title in found(viewer, row.title)["matter"]


def test_the_member_and_the_ministry_of_a_matter_find_it(office):
    row = office.question(title="قطع آب روستا")
    viewer = office.viewer(office.officer)
    assert found(viewer, f"{office.members[0].name} آب روستا")["matter"] == [row.title]
    assert found(viewer, f"{office.energy.title} قطع آب")["matter"] == [row.title]


def test_who_has_no_right_finds_nothing(office):
    office.question(title="تعیین‌تکلیف نیروها")
    for who in (
        office.deputy,
        office.expert,
        office.other_deputy,
        office.stranger,
        office.members[0],
        office.administrator,
    ):
        assert found(office.viewer(who), "تعیین‌تکلیف نیروها") == {}


def test_a_referral_lets_its_ministry_find_it_and_its_withdrawal_ends_that(office):
    referral = office.referral(office.question("sent", title="تعیین‌تکلیف نیروها"))
    title = {"referral": ["تعیین‌تکلیف نیروها"]}
    assert found(office.viewer(office.deputy), "تعیین تکلیف") == title
    assert found(office.viewer(office.other_deputy), "تعیین تکلیف") == {}
    assert found(office.viewer(office.expert), "تعیین تکلیف") == {}
    office.do("withdraw_referral", referral, reason="اشتباه")
    assert found(office.viewer(office.deputy), "تعیین تکلیف") == {}
    assert set(found(office.viewer(office.officer), "تعیین تکلیف")) == {"matter"}


def test_the_right_stands_in_the_query_and_not_in_the_row(office):
    """Were the row still there after a withdrawal, the deputy would find it no more all the same."""
    referral = office.referral(office.question("sent", title="تعیین‌تکلیف نیروها"))
    kept = SearchRow.objects.get(pk=referral.pk)
    office.do("withdraw_referral", referral, reason="اشتباه")
    kept.save()
    assert found(office.viewer(office.deputy), "تعیین تکلیف") == {}
    assert found(office.viewer(office.other_deputy), "تعیین تکلیف") == {}


def test_the_page_of_a_deputy_loses_it_at_the_next_request(office, signed_in):
    referral = office.referral(office.question("sent", title="تعیین‌تکلیف نیروها"))
    client = signed_in(office.deputy)
    seen = client.get(reverse("search"), {"q": "تعیین تکلیف"}).content.decode()
    assert reverse("liaison:referral", args=[referral.pk]) in seen
    office.do("withdraw_referral", referral, reason="اشتباه")
    assert str(referral.pk) not in client.get(reverse("search"), {"q": "تعیین تکلیف"}).content.decode()


def test_an_expert_finds_what_was_handed_to_him(office):
    handed = office.referral(office.question("sent", title="تعیین‌تکلیف نیروها"), stage="accepted")
    office.referral(office.question("sent", title="تعیین‌تکلیف معلمان"), stage="accepted")
    office.do("hand_on_referral", handed, office.deputy, person=str(office.expert.pk))
    assert found(office.viewer(office.expert), "تعیین تکلیف") == {"referral": ["تعیین‌تکلیف نیروها"]}


def test_what_one_ministry_was_asked_another_does_not_find(office):
    matter = office.question("sent", title="راه روستا")
    office.referral(matter)
    office.referral(matter, ministry=office.roads)
    assert found(office.viewer(office.other_deputy), "پاسخ مستند") == {"referral": ["راه روستا"]}
    rows = SearchRow.objects.filter(kind="referral")
    assert {each.text.split("\n")[0] for each in rows} == {"پاسخ مستند"}
    assert not SearchRow.objects.filter(kind="matter", tight__contains="پاسخمستند").exists()


def test_a_refused_act_leaves_nothing_to_find(office):
    with pytest.raises(Refused):
        office.question(title="تعیین‌تکلیف نیروها", askers=[str(office.stranger.pk)])
    assert found(office.viewer(office.officer), "تعیین تکلیف") == {}


def test_rows_of_acts_are_those_made_anew(office):
    office.referral(stage="answered")
    office.interpellation("held")
    office.member_bill("adopted")
    assert not any(jobs.reindex(KINDS).values())


def test_a_lost_row_is_made_anew(office):
    office.question(title="تعیین‌تکلیف نیروها")
    SearchRow.objects.all().delete()
    assert found(office.viewer(office.officer), "تعیین تکلیف") == {}
    assert jobs.reindex(["matter"]) == {"matter": 1}
    assert found(office.viewer(office.officer), "تعیین تکلیف") == {"matter": ["تعیین‌تکلیف نیروها"]}


def test_a_title_that_changed_is_found_anew_and_its_old_words_are_not(office):
    row = office.question(title="تعیین‌تکلیف نیروها")
    row.title = "بازنشستگی پرستاران"
    row.save()
    office.do("send_question", row, committee=str(office.committee.pk))
    assert found(office.viewer(office.officer), "تعیین تکلیف") == {}
    assert found(office.viewer(office.officer), "بازنشستگی پرستاران") == {"matter": [row.title]}


def test_an_answer_is_found_by_the_office_and_by_its_own_ministry(office):
    office.referral(office.question("sent", title="راه روستا"), stage="answered")
    for who in (office.officer, office.head, office.deputy):
        assert found(office.viewer(who), "پاسخ پاسخ")["answer"] == ["راه روستا"]
    for who in (office.other_deputy, office.expert, office.members[0], office.administrator, office.stranger):
        assert "answer" not in found(office.viewer(who), "پاسخ")


def test_the_answer_to_a_notice_is_the_offices_alone(office):
    row = office.notice("answered")
    assert found(office.viewer(office.officer), "انجام شد")["answer"] == [row.title]
    assert found(office.viewer(office.deputy), "انجام شد") == {}


def test_who_is_named_anew_is_found_by_the_new_name_in_all_that_names_him(office):
    lead = office.members[0]
    row = office.question("sent", title="قطع آب روستا", askers=[str(lead.pk)])
    office.referral(row)
    was = lead.name
    assert found(office.viewer(office.officer), f"{was} قطع آب")["matter"] == [row.title]
    renamed = Person.objects.get(pk=lead.pk)
    actions.correct_person(call(office.administrator, {"name": "بهنام تازه‌نام"}), renamed)
    for who, kind in ((office.officer, "matter"), (office.deputy, "referral")):
        assert found(office.viewer(who), "بهنام تازه نام قطع آب")[kind] == [row.title]
        assert found(office.viewer(who), f"{was} قطع آب") == {}


def test_a_substitute_finds_what_is_lent_to_him_until_the_last_day(office):
    row = office.question(title="تعیین‌تکلیف نیروها")
    user = User.objects.create(username="substitute", person=office.deputy)
    User.objects.create(username="lender", person=office.officer)
    first, last = legal_day(office.at), legal_day(office.at) + timedelta(days=2)
    body = {
        "substitute": str(office.deputy.pk),
        "from_day": first.isoformat(),
        "to_day": last.isoformat(),
        "reason": "مأموریت",
    }
    assert found(viewer_of(user, office.at), "تعیین تکلیف") == {}
    actions.appoint_substitute(call(office.officer, body, at=office.at), Substitution(person=office.officer))
    assert found(viewer_of(user, office.at), "تعیین تکلیف") == {"matter": [row.title]}
    assert found(viewer_of(user, office.at + timedelta(days=3)), "تعیین تکلیف") == {}


# Tasks


def test_a_task_is_found_by_who_sees_it_and_by_nobody_else(office):
    row = office.task(kind="promise", title="رساندن آب به شهرك", text="از خط دوم")
    named = (office.officer, office.head, office.deputy, office.members[0])
    others = (office.other_deputy, office.expert, office.members[1], office.stranger, office.administrator)
    for text in ("آب شهرک", "خط دوم", row.number):
        assert [found(office.viewer(each), text).get("task") for each in named] == [[row.title]] * 4, text
        assert [found(office.viewer(each), text).get("task") for each in others] == [None] * 5, text


def test_of_a_legal_defence_nothing_is_kept_for_search(office):
    row = office.task(kind="defence", title="شکایت از دفتر")
    office.do("give_evidence", row, office.deputy, text="لایحه", documents=[])
    assert found(office.viewer(office.head), "شکایت از دفتر") == {}
    assert not SearchRow.objects.filter(key=row.pk).exists()
