"""Who sees what: the office all, a ministry what was referred to it and no more, at the next request."""

from __future__ import annotations

import pytest
from django.urls import reverse

from liaison.queries.papers import document_scope
from liaison.queries.scope import matter_visible, matters, referral_visible, referrals
from liaison.tests.stage import DAY
from majlis.models import Body, Document
from majlis.register import NotVisible
from majlis.rules.law import Refused
from majlis.tests.people import appointed


def test_a_ministry_sees_what_was_referred_to_it_and_no_more(office):
    mine, other = office.question("sent"), office.question("sent")
    referral = office.referral(mine)
    viewer = office.viewer(office.deputy)
    assert list(matters(viewer)) == [mine]
    assert matter_visible(viewer, other.pk) is None
    assert referral_visible(viewer, referral.pk) == referral
    assert not matters(office.viewer(office.other_deputy)).exists()
    assert not matters(office.viewer(office.stranger)).exists()
    assert matters(office.viewer(office.officer)).count() == 2


def test_one_ministry_sees_nothing_of_anothers_referral_of_the_same_matter(office):
    row = office.question("sent")
    mine, theirs = office.referral(row), office.referral(row, ministry=office.roads)
    assert list(referrals(office.viewer(office.deputy))) == [mine]
    assert list(referrals(office.viewer(office.other_deputy))) == [theirs]


def test_an_expert_sees_what_was_handed_to_him_alone(office):
    handed, kept = office.referral(stage="accepted"), office.referral(stage="accepted")
    office.do("hand_on_referral", handed, office.deputy, person=str(office.expert.pk))
    assert list(referrals(office.viewer(office.expert))) == [handed]
    office.do("answer_referral", handed, office.expert, text="پاسخ", documents=[])
    with pytest.raises(NotVisible):
        office.do("answer_referral", kept, office.expert, text="پاسخ", documents=[])
    kept.refresh_from_db()
    assert kept.stage == "accepted"


def test_who_left_the_office_sees_nothing_the_next_day(office):
    office.referral()
    held = office.deputy.memberships.get(role="deputy")
    held.to_day = office.at.date()
    held.save()
    assert referrals(office.viewer(office.deputy)).exists()
    assert not referrals(office.viewer(office.deputy, office.at + 2 * DAY)).exists()


def test_withdrawn_is_gone_at_the_next_request(office, signed_in):
    referral = office.referral(stage="accepted")
    client = signed_in(office.deputy)
    paths = [reverse("liaison:referral", args=[referral.pk]), reverse("liaison:answer_referral", args=[referral.pk])]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    office.do("withdraw_referral", referral, reason="اشتباه")
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert str(referral.pk) not in client.get(reverse("liaison:room")).content.decode()


def test_an_answers_paper_is_the_offices_and_its_own_ministrys(office):
    referral = office.referral(stage="accepted")
    paper = Document.objects.create(
        sha256="a" * 64,
        media_type="application/pdf",
        size=9,
        name="پاسخ.pdf",
        owner=office.deputy,
        realm="liaison",
        received_at=office.at,
    )
    office.do("answer_referral", referral, office.deputy, text="پاسخ", documents=[str(paper.pk)])

    def sees(person) -> bool:
        return Document.objects.filter(document_scope(office.viewer(person))).exists()

    assert [sees(each) for each in (office.officer, office.deputy, office.other_deputy, office.stranger)] == [
        True,
        True,
        False,
        False,
    ]
    office.do("withdraw_referral", referral, reason="اشتباه")
    assert not sees(office.deputy)


def test_a_paper_of_somebody_else_is_not_attached(office):
    referral = office.referral(stage="accepted")
    paper = Document.objects.create(
        sha256="b" * 64,
        media_type="application/pdf",
        size=9,
        name="ا.pdf",
        owner=office.officer,
        realm="liaison",
        received_at=office.at,
    )
    with pytest.raises(Refused):
        office.do("answer_referral", referral, office.deputy, text="پاسخ", documents=[str(paper.pk)])


OFFICE_PAGES = (
    "home", "matters", "statistics", "alike", "figures", "file_question", "file_correspondence", "import_questions", "import_bills", "import_member_bills",
    "assign_task",
)  # fmt: skip


@pytest.mark.parametrize("name", [*OFFICE_PAGES, "room", "tasks", "promises"])
def test_a_stranger_finds_no_page_of_this_office(office, signed_in, name):
    assert signed_in(office.stranger).get(reverse(f"liaison:{name}")).status_code == 404


@pytest.mark.parametrize("name", OFFICE_PAGES[1:])
def test_a_ministry_finds_none_of_the_offices_own_pages(office, signed_in, name):
    assert signed_in(office.deputy).get(reverse(f"liaison:{name}")).status_code == 404


def test_a_ministry_never_sees_the_matters_own_page(office, signed_in):
    referral = office.referral()
    client = signed_in(office.deputy)
    assert client.get(reverse("liaison:matter", args=[referral.matter_id])).status_code == 404
    for word in ("refer_to_ministry", "send_question", "record_committee_meeting"):
        assert client.get(reverse(f"liaison:{word}", args=[referral.matter_id])).status_code == 404


def test_an_act_of_another_kind_has_no_page(office, signed_in):
    notice = office.notice()
    client = signed_in(office.officer)
    assert client.get(reverse("liaison:read_notice", args=[notice.pk])).status_code == 200
    assert client.get(reverse("liaison:send_question", args=[notice.pk])).status_code == 404


def test_the_door_stands_in_the_head_for_who_has_it(office, signed_in):
    door = f'href="{reverse("liaison:home")}"'
    seen = [
        door in signed_in(each).get("/").content.decode() for each in (office.officer, office.deputy, office.stranger)
    ]
    assert seen == [True, True, False]


def test_a_ministry_of_another_kind_of_body_is_no_ministry(office):
    committee = Body.objects.get(kind="committee")
    appointed(office.stranger, committee, "deputy", office.administrator)
    office.referral()
    assert not referrals(office.viewer(office.stranger)).exists()
