"""Votes by name: they add up to the counts, a secret vote has none, a correction has its reason (Art. 122; house procedure, Art. 41)."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from liaison import actions
from liaison.models import FloorVote, NamedVote
from liaison.queries.floor import seats_at
from liaison.queries.member import everything, sections
from liaison.rules.named_votes import SECRET, read_names
from liaison.rules.question_list import KnownSeat, name_key
from liaison.tests.roads import PER_CENT, filed
from liaison.tests.stage import DAY
from majlis.models import Act
from majlis.register import NotVisible, Replayed
from majlis.rules.law import Refused
from majlis.tests.people import call

# The stage's chamber has a hundred members, so its votes by name are small beside its quorum.
SMALL = {"present": 220, "in_favour": 5, "against": 3, "abstained": 1}


@pytest.fixture
def vote(office):
    """The vote on a bill's generalities: five for, three against, one abstained."""
    row = office.member_bill("reported")
    office.do("record_vote", row, **SMALL)
    return FloorVote.objects.get(matter=row)


def names(office, first: int = 0) -> dict[str, list[str]]:
    return {"agree": office.keys(5, first), "against": office.keys(3, first + 5), "abstain": office.keys(1, first + 8)}


def test_liaison41_the_names_stand_beside_the_counts(office, vote):
    act = office.do("name_votes", vote, **names(office))
    assert act.subject == f"liaison.floorvote:{vote.pk}" and act.root == vote.matter.reference
    told = {
        side: NamedVote.objects.filter(floor_vote=vote, vote=side).count() for side in ("agree", "against", "abstain")
    }
    assert told == {"agree": 5, "against": 3, "abstain": 1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"agree": 4}, "موافق: ۴ نام آمده و ۵ رأی شمرده شده"),
        ({"against": 4}, "مخالف: ۴ نام آمده و ۳ رأی شمرده شده"),
        ({"abstain": 0}, "ممتنع: ۰ نام آمده و ۱ رأی شمرده شده"),
    ],
)  # fmt: skip
def test_liaison41_names_that_do_not_add_up_are_refused(office, vote, change, said):
    body = {**names(office), **{side: office.keys(count, 20) for side, count in change.items()}}
    with pytest.raises(Refused, match=said):
        office.do("name_votes", vote, **body)
    assert not NamedVote.objects.exists()


def test_liaison41_nobody_votes_twice_and_a_stranger_not_at_all(office, vote):
    twice = {**names(office), "against": office.keys(3, 4)}
    with pytest.raises(Refused, match="دو بار"):
        office.do("name_votes", vote, **twice)
    body = names(office)
    with pytest.raises(Refused, match="نماینده نبود"):
        office.do("name_votes", vote, **{**body, "abstain": [str(office.deputy.pk)]})


def test_liaison41_who_came_after_the_vote_did_not_vote(office, vote):
    held = office.members[0].memberships.get(role="member")
    held.from_day = office.at.date() + 2 * DAY
    held.save()
    with pytest.raises(Refused, match="نماینده نبود"):
        office.do("name_votes", vote, at=office.at + 5 * DAY, **names(office))


def test_liaison41_a_correction_has_its_reason_and_strikes_what_stood(office, vote):
    office.do("name_votes", vote, **names(office))
    with pytest.raises(Refused, match="دلیل"):
        office.do("name_votes", vote, **names(office, 10))
    office.do("name_votes", vote, **names(office, 10), reason="نام‌ها از فهرست دیگری بود.")
    rows = NamedVote.objects.filter(floor_vote=vote)
    assert (rows.count(), rows.filter(struck_at=None).count()) == (18, 9)
    assert set(map(str, rows.filter(struck_at=None).values_list("person", flat=True))) == set(office.keys(9, 10))
    assert [each.content.get("reason", "") for each in Act.objects.filter(verb="name_votes").order_by("seq")][-1]


# --- secret votes ---------------------------------------------------------------------------------------------------------


def secret_votes(office) -> dict[str, FloorVote]:
    inter = office.interpellation("held")
    office.do("record_confidence_vote", inter, **SMALL)
    nominees = filed(office, "confidence_vote")
    office.do("name_nominee", nominees, ministry=str(office.energy.pk), name="نامزد")
    office.do("announce_nominees", nominees)
    office.do("report_nominees", nominees)
    office.do("vote_on_nominee", nominees, ministry=str(office.energy.pk), **SMALL)
    president = filed(office, "president_interpellation")
    for word in ("announce_president_interpellation", "hold_president_interpellation"):
        office.do(word, president)
    office.do("vote_on_competence", president, **{**PER_CENT, **SMALL})
    return {each.question: each for each in FloorVote.objects.exclude(matter__kind="member_bill")}


def test_oversight122_a_secret_vote_has_no_names(office, signed_in):
    held = secret_votes(office)
    assert set(held) == set(SECRET)
    client = signed_in(office.officer)
    for row in held.values():
        with pytest.raises(Refused, match="مخفی"):
            office.do("name_votes", row, **names(office))
        page = client.get(row.get_absolute_url()).content.decode()
        assert "این رأی مخفی است" in page and reverse("liaison:name_votes", args=[row.pk]) not in page
        assert client.get(reverse("liaison:name_votes", args=[row.pk])).status_code == 404


def test_oversight122_the_database_refuses_a_name_on_a_secret_vote(office, vote):
    held, member = secret_votes(office), office.members[0]
    for row in held.values():
        for question in (row.question, "generalities"):
            with pytest.raises(IntegrityError), transaction.atomic():
                NamedVote.objects.create(floor_vote=row, question=question, person=member, vote="agree")
                connection.check_constraints()
    NamedVote.objects.create(floor_vote=vote, question="generalities", person=member, vote="agree")


# --- as it is typed -------------------------------------------------------------------------------------------------------


def typed(office, client, vote, **more) -> dict[str, str]:
    url = reverse("liaison:name_votes", args=[vote.pk])
    people = office.members
    told = {
        "agree": "\n".join(each.name for each in people[:5]), "against": "؛ ".join(each.name for each in people[5:8]),
        "abstain": people[8].name, "key": client.get(url).context["form"]["key"].value(),
    }  # fmt: skip
    return {**told, **more}


def test_a_pasted_list_is_read_and_what_cannot_be_read_is_said(office, vote, signed_in):
    client, url = signed_in(office.officer), reverse("liaison:name_votes", args=[vote.pk])
    wrong = client.post(url, typed(office, client, vote, abstain="ناشناس گمنام"))
    assert wrong.status_code == 422 and "«ناشناس گمنام»" in wrong.content.decode()
    few = client.post(url, typed(office, client, vote, agree=office.members[0].name))
    assert few.status_code == 422 and "موافق: ۱ نام" in few.content.decode()
    assert client.post(url, typed(office, client, vote)).status_code == 302
    page = client.get(vote.get_absolute_url()).content.decode()
    assert office.members[0].name in page and "اصلاح نام‌ها با دلیل" in page
    assert "۹ رأی به نام" in client.get(vote.matter.get_absolute_url()).content.decode()
    assert client.post(url, typed(office, client, vote)).status_code == 422
    taken = client.get(vote.get_absolute_url(), {"take": "csv"}).content.decode("utf-8-sig")
    assert [row[-1] for row in csv.reader(io.StringIO(taken)) if row].count("موافق") == 5


def test_two_members_of_one_name_are_told_apart_by_their_place():
    day = date(2026, 5, 27)
    seats = {name_key("علی رضایی"): [KnownSeat("a", "تهران، ری", day), KnownSeat("b", "قم", day)]}
    assert read_names("علی رضایی، قم", seats) == ["b"]
    assert read_names("علي  رضايي، تهران، ری", seats) == ["a"]
    with pytest.raises(ValueError, match="بیش از یک نماینده"):
        read_names("علی رضایی", seats)
    with pytest.raises(ValueError, match="نمایندهٔ آن روز نبود"):
        read_names("علی رضایی، یزد", seats)


def test_the_members_of_its_day_are_those_that_can_be_named(office, vote):
    seated = {seat.person for rows in seats_at(vote).values() for seat in rows}
    assert {str(each.pk) for each in office.members} <= seated and str(office.deputy.pk) not in seated


def test_a_ministry_or_a_member_names_no_vote(office, vote, signed_in):
    for who in (office.deputy, office.members[0]):
        with pytest.raises(NotVisible):
            office.do("name_votes", vote, who, **names(office))
        client = signed_in(who)
        assert client.get(vote.get_absolute_url()).status_code == 404
        assert client.get(reverse("liaison:name_votes", args=[vote.pk])).status_code == 404


def test_pressed_twice_is_one_act(office, vote):
    pressed = call(office.officer, names(office), at=office.at)
    actions.name_votes(pressed, vote)
    with pytest.raises(Replayed):
        actions.name_votes(pressed, vote)
    assert NamedVote.objects.count() == 9


# --- on the member's page -------------------------------------------------------------------------------------------------


def test_a_member_reads_how_he_voted_and_no_other(office, vote, signed_in):
    office.do("name_votes", vote, **names(office))
    first, absent = office.members[5], office.members[30]
    told = {part.code: part for part in sections(first, office.viewer(office.officer))}
    assert [each.vote for each in told["vote"].rows] == ["against"]
    assert "vote" not in {part.code for part in sections(absent, office.viewer(office.officer))}
    page = signed_in(first).get(reverse("liaison:member", args=[first.pk])).content.decode()
    assert "رأی‌های او به نام" in page and vote.get_absolute_url() not in page
    lines = [each for each in everything(first, office.viewer(first)) if each.section == "رأی به نام"]
    assert [(each.state, each.subject) for each in lines] == [("مخالف", vote.matter.title)]
    office.do("name_votes", vote, **names(office, 10), reason="اشتباه بود")
    assert not [each for each in everything(first, office.viewer(first)) if each.section == "رأی به نام"]
