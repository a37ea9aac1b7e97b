"""The making of a board: who may stand, who is presented, who is elected, its officers, a successor, its staff (Arts. 2, 3, 5, 7 n. 2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conduct.models import Candidacy, Election, Staffing
from conduct.rules import election as rules
from conduct.rules.board import AMENDED
from conduct.rules.procedure import STEPS
from conduct.tests import making
from conduct.tests.playing import DAY, World
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import at_the_worlds_hour, visit  # noqa: F401 - fixtures
from majlis.models import Body, Membership
from majlis.queries import step_deadlines_of, waiting_for
from majlis.queries.waiting import waiting_count
from majlis.register import Call, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.tests.people import appointed

BEFORE = date(2024, 7, 1)
SIX_AND_TWO = {"general": 6, "judiciary": 1, "article_90": 1}


def counted(*votes: int, seat: str = "general") -> list[rules.Counted]:
    return [rules.Counted(str(place), f"داوطلب {place}", seat, count) for place, count in enumerate(votes)]


# The law


@pytest.mark.parametrize(("day", "seats"), [(BEFORE, {**SIX_AND_TWO, "general": 4}), (AMENDED, SIX_AND_TWO)])
def test_law_art1_the_seats_that_are_filled_by_election(day, seats):
    assert rules.seats_by_kind(day) == seats


@pytest.mark.parametrize(
    ("day", "votes", "won"),
    [
        # Relative majority after the amendment: the most votes, however few.
        (AMENDED, (9, 8, 7, 6, 5, 4, 3), {"0", "1", "2", "3", "4", "5"}),
        (AMENDED, (9, 0), {"0"}),
        # An absolute majority of 230 members before it: 116.
        (BEFORE, (200, 116, 115, 20), {"0", "1"}),
    ],
)
def test_law_art1_who_is_elected(day, votes, won):
    assert rules.elected(day, counted(*votes), 230, rules.seats_by_kind(day)) == won


def test_law_art1_equal_votes_for_the_last_seat_are_refused_by_name():
    with pytest.raises(Refused, match="داوطلب 5، داوطلب 6") as refused:
        rules.elected(AMENDED, counted(9, 8, 7, 6, 5, 4, 4), 230, SIX_AND_TWO)
    assert refused.value.article.number == "1"
    # Equal votes that leave no seat open decide nothing, and are no matter.
    assert len(rules.elected(AMENDED, counted(9, 9, 9, 9, 9, 9, 4, 4), 230, SIX_AND_TWO)) == 6


def test_nobody_has_more_votes_than_there_were_voters():
    with pytest.raises(Refused, match="بیشتر") as refused:
        rules.elected(AMENDED, counted(231), 230, SIX_AND_TWO)
    assert refused.value.field == "votes_0"


@pytest.mark.parametrize(
    ("standing", "field"),
    [
        (rules.Standing("general", True, frozenset()), ""),
        (rules.Standing("judiciary", False, frozenset({"article_90"})), "seat"),
        (rules.Standing("nonsense", False, frozenset()), "seat"),
    ],
)
def test_art2_who_may_not_stand(standing, field):
    with pytest.raises(Refused) as refused:
        rules.may_stand(standing)
    assert (refused.value.article.number, refused.value.field) == ("2", field)


def test_art2_before_the_amendment_six_are_picked_and_after_it_all_are_presented():
    standing = {str(place): "general" for place in range(6)} | {"j": "judiciary", "a": "article_90"}
    six = {"0", "1", "2", "3", "j", "a"}
    assert rules.presented(BEFORE, standing, six) == six
    assert rules.presented(AMENDED, standing, set(standing)) == set(standing)
    for day, chosen in ((BEFORE, set(standing)), (BEFORE, six - {"j"}), (AMENDED, six), (AMENDED, {*standing, "x"})):
        with pytest.raises(Refused):
            rules.presented(day, standing, chosen)
    with pytest.raises(Refused, match="کسی داوطلب"):
        rules.presented(AMENDED, {}, set())


# The acts


def test_a_board_is_elected_and_chooses_its_officers(world):
    election = making.elected(world)
    day, board = legal_day(world.now), world.board
    won = Candidacy.objects.filter(elected=True)
    assert won.count() == 8 and not Candidacy.objects.get(person__name="پگاه نسترن").elected
    seated = Membership.objects.filter(body=board, from_day=day, role="member")
    assert set(seated.values_list("person", flat=True)) == {
        *won.values_list("person", flat=True),
        making.deputy_speaker(world).pk,
    }
    # Those before them sit until the day before; the registrar is of the office and stays.
    for person in world.seats:
        assert set(person.memberships.filter(body=board).values_list("to_day", flat=True)) == {day - DAY}
    assert world.registrar.memberships.get(body=board).to_day is None
    with pytest.raises(NotVisible):
        world.do("elect_officers", election, world.chair, **making.officers(world))
    world.do("elect_officers", election, making.chosen(world), **making.officers(world))
    roles = Membership.objects.filter(body=board, from_day=day).exclude(role="member").values_list("role", flat=True)
    assert sorted(roles) == ["chair", "deputy", "secretary", "spokesperson"]
    # The new chair's desk works: he opens a sitting of the nine.
    chair = Membership.objects.get(body=board, from_day=day, role="chair").person
    world.seats = sorted((row.person for row in seated), key=lambda person: person != chair)
    assert world.sit(6).roll == 9


def test_art3_officers_are_chosen_by_a_quorate_board_out_of_itself(world):
    election = making.elected(world)
    good = making.officers(world)
    wrong = [
        ({"present": good["present"][:4]}, "۵ نفر لازم", "present"),
        ({"present": [str(world.people.stranger.pk)]}, "عضو این هیأت نیست", "present"),
        ({"chair": [str(world.people.stranger.pk)]}, "از میان اعضای هیأت", "chair"),
        ({"deputy": good["chair"]}, "دو سمت", ""),
        ({"secretary": []}, "۱ نفر", "secretary"),
    ]
    for changed, told, field in wrong:
        with pytest.raises(Refused, match=told) as refused:
            world.do("elect_officers", election, making.chosen(world), **{**good, **changed})
        assert refused.value.field == field
    assert Election.objects.get().stage == "elected"


def test_art2_nobody_stands_twice_nor_when_the_names_are_out(world):
    election = making.opened(world)
    world.do("stand_for_board", election, world.member, seat="general")
    with pytest.raises(Refused, match="داوطلب شده"):
        world.do("stand_for_board", election, world.member, seat="general")
    with pytest.raises(Refused, match="عضو آن نیستید"):
        other = making.member_named(world, "ماهان زرنگار")
        world.do("stand_for_board", election, other, seat="judiciary")
    appointed(other, Body.objects.get(kind="presiding_board"), "secretary", world.people.administrator)
    with pytest.raises(Refused, match="هیأت رئیسه"):
        world.do("stand_for_board", election, other, seat="general")


def test_art2_a_candidate_who_joins_the_presiding_board_meanwhile_is_not_presented(world):
    election = making.stood(world)
    one = Candidacy.objects.filter(seat="general").first().person
    appointed(one, Body.objects.get(kind="presiding_board"), "secretary", world.people.administrator)
    with pytest.raises(Refused, match="هیأت رئیسه"):
        world.do("present_candidates", election, world.people.speaker, **making.all_of_them(world))
    assert not Candidacy.objects.filter(presented=True).exists()


def test_one_election_of_a_board_at_a_time(world):
    making.opened(world)
    with pytest.raises(Refused, match="در جریان"):
        making.opened(world)


def test_the_day_of_the_election_lies_between_the_presenting_and_today(world):
    election = making.presented(world)
    for day in (legal_day(world.now) - DAY, legal_day(world.now) + DAY):
        with pytest.raises(Refused) as refused:
            world.do(
                "record_board_election", election, world.people.speaker, **making.result(world, day=day.isoformat())
            )
        assert refused.value.field == "day"
    with pytest.raises(Refused) as refused:
        wrong = making.result(world, deputy_speaker=str(world.member.pk))
        world.do("record_board_election", election, world.people.speaker, **wrong)
    assert refused.value.field == "deputy_speaker"


def test_art5_a_successor_takes_the_one_seat_and_nothing_else_changes(world):
    election = Election(board=world.board)
    world.do("present_replacement", election, world.people.speaker, **making.successor(world))
    election = Election.objects.get(pk=election.pk)
    assert (election.stage, election.replaces) == ("presented", world.seats[8])
    with pytest.raises(Refused, match="در جریان"):
        world.do("present_replacement", Election(board=world.board), world.people.speaker, **making.successor(world))
    world.now += DAY
    told = making.result(world)
    told.pop("deputy_speaker")
    world.do("record_board_election", election, world.people.speaker, **told)
    election.refresh_from_db()
    # The officers are all there, so that nothing is left to choose.
    assert election.stage == "complete"
    held = Membership.objects.filter(body=world.board, to_day=None).exclude(role="registrar")
    assert {row.person for row in held} == {*world.seats[:8], making.member_named(world, "ماهان زرنگار")}


def test_art5_a_successor_of_an_officer_leaves_his_office_to_be_chosen(world):
    election = Election(board=world.board)
    told = making.successor(world, leaving=str(world.secretary.pk))
    world.do("present_replacement", election, world.people.speaker, **told)
    world.now += DAY
    told = making.result(world)
    told.pop("deputy_speaker")
    world.do("record_board_election", election, world.people.speaker, **told)
    assert Election.objects.get().stage == "elected"
    keys = [str(each.pk) for each in world.seats[3:8]]
    one = str(world.seats[5].pk)
    world.do("elect_officers", election, world.chair, present=keys, secretary=[one], votes="پنج رأی")
    assert world.seats[5].memberships.filter(body=world.board, role="secretary").exists()
    assert Election.objects.get().stage == "complete"


def test_art5_a_seat_that_stands_has_no_successor(world):
    leaving = world.seats[8]
    chamber = Body.objects.get(kind="chamber")
    appointed(leaving, chamber, "member", world.people.administrator)
    with pytest.raises(Refused, match="جانشین برای عضوی") as refused:
        world.do("present_replacement", Election(board=world.board), world.people.speaker, **making.successor(world))
    assert (refused.value.article.number, refused.value.field) == ("5", "leaving")
    # He leaves the judicial committee, which carried his seat: now he is followed.
    court = making.committee(world, "judiciary")
    more = {"from_day": "2026-01-01", "to_day": "2026-05-01"}
    appointed(leaving, court, "member", world.people.administrator, **more)
    world.do("present_replacement", Election(board=world.board), world.people.speaker, **making.successor(world))


def test_art7_the_chair_proposes_and_the_presiding_board_provides(world):
    with pytest.raises(Refused):
        wrong = {"persons": [str(world.member.pk)], "duty": "کار"}
        world.do("propose_staff", Staffing(board=world.board), world.chair, **wrong)
    staffing = making.proposed(world)
    with pytest.raises(Refused, match="پیشنهاد کرده"):
        world.do("assign_staff", staffing, world.people.speaker, persons=[str(world.people.stranger.pk)])
    world.do("assign_staff", staffing, world.people.speaker, **making.staff(world))
    colleague = making.colleague(world)
    assert colleague.memberships.get(body=world.board).role == "registrar"
    # He does the office's work at once.
    report = {"world": world}
    world.registrar = colleague
    assert report["world"].report().case.stage == "reported"


# What waits, and the pages


def waits(world: World, person) -> list[str]:
    who = viewer(world, person)
    rows = [row for row in waiting_for(who) if row.step.article.law.code == "conduct_directive"]
    assert sum(row.count for row in waiting_for(who)) == waiting_count(who)
    return [row.step.word for row in rows]


def test_each_step_waits_for_who_does_it(world):
    election = making.opened(world)
    assert waits(world, world.people.speaker) == ["present_candidates"]
    assert waits(world, world.member) == ["stand_for_board"]
    world.do("stand_for_board", election, world.member, seat="general")
    assert waits(world, world.member) == []
    world.do("present_candidates", election, world.people.speaker, **making.all_of_them(world))
    assert waits(world, world.people.speaker) == ["record_board_election"]
    making.proposed(world)
    assert waits(world, world.people.speaker) == ["record_board_election", "assign_staff"]
    assert waits(world, world.people.stranger) == waits(world, world.people.clerk) == []


@pytest.mark.parametrize(("after", "late"), [(-timedelta(microseconds=1), False), (timedelta(0), True)])
def test_art2_candidates_are_presented_within_a_week_and_later_all_the_same(world, after, late):
    election = making.stood(world)
    limit, end = step_deadlines_of(STEPS["present_candidates"], election, world.now)[0]
    assert limit.kind == "due_within" and legal_day(end.last_minute) == legal_day(election.opened_at) + 7 * DAY
    call = Call(actor=world.people.speaker, at=end.ends_at + after, body=making.all_of_them(world))
    from conduct import actions

    assert bool(actions.present_candidates(call, election).content.get("_late")) == late
    assert Election.objects.get().stage == "presented"


def test_the_week_of_the_presenting_is_shown(world, visit):  # noqa: F811
    election = making.opened(world)
    page = visit(world.people.speaker).get(f"/conduct/elections/{election.pk}/")[1]
    assert "شناساندن داوطلبان به مجلس" in page and "deadline-until" in page


def test_the_pages_are_the_houses_the_members_and_the_boards(world, visit):  # noqa: F811
    election = making.stood(world)
    page = f"/conduct/elections/{election.pk}/"
    names = [name for name, _ in making.STANDING]
    for person in (world.people.speaker, world.member, world.chair, world.seats[8]):
        assert visit(person).get("/conduct/elections/")[0] == visit(person).get(page)[0] == 200
    for person in (world.people.stranger, world.people.clerk, world.registrar, world.judges[0]):
        assert visit(person).get("/conduct/elections/")[0] == visit(person).get(page)[0] == 404
    # Who stands is told when they are presented; before that to the presiding board, and to each of himself.
    assert all(name in visit(world.people.speaker).get(page)[1] for name in names)
    assert not any(name in visit(world.member).get(page)[1] for name in names)
    own = making.member_named(world, names[0])
    told = visit(own).get(page)[1]
    assert names[0] in told and names[1] not in told


def test_an_election_is_walked_on_its_pages(world, visit):  # noqa: F811
    speaker, member = visit(world.people.speaker), visit(world.member)
    assert "داوطلبی گشوده است" in speaker.post("/conduct/candidacy/")[1]
    election = Election.objects.get()
    base = f"/conduct/elections/{election.pk}/"
    assert "داوطلب شده‌اید" in member.post(f"{base}candidacies/", seat="general")[1]
    key = str(Candidacy.objects.get().pk)
    assert "شناسانده شدند" in speaker.post(f"{base}presentation/", presented=[key])[1]
    making.deputy_speaker(world)
    facts = {"session": "جلسهٔ ۱۲", "day": "1405/2/30", "present": "۲۳۰", f"votes_{key}": "231"}
    facts["deputy_speaker"] = str(making.deputy_speaker(world).pk)
    status, page = speaker.post(f"{base}result/", **facts)
    assert status == 422 and "رأی از حاضران بیشتر است" in page and 'value="جلسهٔ ۱۲"' in page
    status, page = speaker.post(f"{base}result/", **{**facts, f"votes_{key}": "120"})
    assert status == 200 and "۱۲۰ رأی" in page and "برگزیده شد" in page
    # Two of nine seats are filled: without a quorum no officer is chosen, and what was typed is kept.
    keys = [str(world.member.pk), str(making.deputy_speaker(world).pk)]
    roles = dict(zip(("chair", "deputy", "secretary", "spokesperson"), (*keys, *keys), strict=True))
    status, page = member.post(f"{base}officers/", present=keys, votes="دو رأی", **roles)
    assert status == 422 and "۵ نفر لازم است" in page and "دو رأی" in page


def test_staff_are_proposed_and_provided_on_their_pages(world, visit):  # noqa: F811
    colleague = making.colleague(world)
    chair, speaker = visit(world.chair), visit(world.people.speaker)
    assert colleague.name in chair.post("/conduct/staff/", persons=[str(colleague.pk)], duty="دفترداری")[1]
    staffing = Staffing.objects.get()
    assert visit(world.member).get(f"/conduct/staff/{staffing.pk}/")[0] == 404
    assert colleague.name not in visit(world.member).get("/conduct/elections/")[1]
    assert "تأمین شد" in speaker.post(f"/conduct/staff/{staffing.pk}/", persons=[str(colleague.pk)])[1]


@pytest.mark.parametrize("typed", ["", "٩" * 20, "-1", "\x00", "nonsense", "\u202e5"])
def test_nonsense_in_the_result_is_a_sentence(world, visit, typed):  # noqa: F811
    election = making.presented(world)
    making.deputy_speaker(world)
    facts = {"session": "جلسه", "day": typed, "present": typed, "deputy_speaker": typed or "x"}
    status, _ = visit(world.people.speaker).post(f"/conduct/elections/{election.pk}/result/", **facts)
    assert status in (400, 422)
    assert Election.objects.get().stage == "presented"


def test_the_act_is_refused_to_the_caller_without_an_office(world):
    election = making.opened(world)
    for word in ("present_candidates", "record_board_election"):
        with pytest.raises(NotVisible):
            from conduct import actions

            getattr(actions, word)(Call(actor=world.member, at=world.now, body={}), election)
