"""Roll-call, quorum, votes, recusals, and the house's decisions about them (Arts. 1, 4)."""

from __future__ import annotations

import pytest

from conduct.facts import SittingFacts
from conduct.models import BoardSitting, BoardVote, Case, Inquiry
from conduct.queries.sitting_room import agenda, voted
from conduct.tests.playing import World
from majlis.queries import Viewer
from majlis.queries.authority import offices_of
from majlis.register import FirstSigned, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.tests.people import appointed


def test_art4_given_four_present_when_opened_then_refused_with_the_sum(world):
    with pytest.raises(Refused) as refused:
        world.sit(4)
    assert "۴ نفر از ۹ نفر حاضرند، ۵ نفر لازم است" in refused.value.sentence
    assert not BoardSitting.objects.exists()


def test_art4_given_three_of_five_when_closed_then_nothing_is_decided_and_the_act_is_refused(world):
    case = world.given_case("reported")
    world.sit(5)
    ballot = world.vote(case, "assign_inquiry", agree=3)
    assert ballot.carried is False
    assert ballot.decision_told == "۳ از ۵ موافق، ۴ لازم: تصویب نشد"
    with pytest.raises(Refused) as refused:
        world.do("assign_inquiry", case, world.chair, inquirer=str(world.seats[4].pk), due_on="2026-06-01")
    assert "۳ از ۵ موافق" in refused.value.sentence
    assert Case.objects.get(pk=case.pk).stage == "reported"


def test_art4_a_later_vote_decides_and_only_of_this_stage_counts(world):
    case = world.given_case("reported")
    world.vote(case, "assign_inquiry", agree=3)
    world.vote(case, "assign_inquiry", agree=4)
    world.do("assign_inquiry", case, world.chair, inquirer=str(world.seats[4].pk), due_on="2026-06-01")
    assert case.stage == "under_inquiry"
    assert not case.facts(world.now).carried("assign_inquiry")


def test_art4_a_vote_for_one_question_is_no_vote_for_another(world):
    case = world.given_case("reported")
    world.vote(case, "dismiss_report")
    with pytest.raises(Refused):
        world.do("assign_inquiry", case, world.chair, inquirer=str(world.seats[4].pk), due_on="2026-06-01")
    world.do("dismiss_report", case, world.secretary, reason="پیگیری نمی‌خواهد")
    assert case.stage == "dismissed"


def test_nobody_votes_twice_nor_after_the_close_nor_from_outside(world):
    case = world.given_case("reported")
    ballot = world.put(case, "assign_inquiry")
    world.do("cast_vote", ballot, world.chair, vote="agree")
    with pytest.raises(Refused):
        world.do("cast_vote", ballot, world.chair, vote="against")
    with pytest.raises(Refused):
        world.do("cast_vote", ballot, world.seats[8], vote="agree")
    with pytest.raises(NotVisible):
        world.do("cast_vote", ballot, world.judges[0], vote="agree")
    world.do("close_ballot", ballot, world.secretary)
    with pytest.raises(Refused):
        world.do("cast_vote", ballot, world.deputy, vote="agree")
    assert BoardVote.objects.filter(ballot=ballot).count() == 1


def test_only_the_desk_writes_down_the_vote_of_another(world):
    ballot = world.put(world.given_case("reported"), "assign_inquiry")
    world.do("cast_vote", ballot, world.secretary, vote="agree", person=str(world.seats[4].pk))
    assert BoardVote.objects.get(ballot=ballot).by_roll
    with pytest.raises(Refused):
        world.do("cast_vote", ballot, world.seats[4], vote="agree", person=str(world.seats[5].pk))


def test_nobody_leaves_while_a_vote_is_open_and_attendance_counts_after(world):
    case = world.given_case("reported")
    sitting = world.sit(6)
    ballot = world.put(case, "assign_inquiry")
    fewer = [str(each.pk) for each in world.seats[:5]]
    with pytest.raises(Refused):
        world.do("record_attendance", sitting, world.secretary, present=fewer)
    with pytest.raises(Refused):
        world.do("close_sitting", sitting, world.secretary)
    world.do("close_ballot", ballot, world.secretary)
    world.do("record_attendance", sitting, world.secretary, present=fewer)
    assert len(SittingFacts(sitting, world.now).attending) == 5


def test_recusal_ends_rights_at_once_and_is_not_counted(world):
    case = world.given_case("reported")
    world.sit(6)
    ballot = world.put(case, "assign_inquiry")
    friend = world.seats[5]
    world.do("cast_vote", ballot, friend, vote="against")
    case.refresh_from_db()
    world.do("declare_recusal", case, friend, reason="خویشاوندی")
    with pytest.raises(NotVisible):
        world.do("cast_vote", ballot, friend, vote="agree")
    for person in world.seats[:4]:
        world.do("cast_vote", ballot, person, vote="agree")
    world.do("close_ballot", ballot, world.secretary)
    assert ballot.quorum_told == "۵ نفر از ۹ نفر حاضرند، ۵ نفر لازم است؛ ۱ نفر از رسیدگی خودداری کرد و شمرده نمی‌شود"
    assert ballot.carried


def test_given_recusals_that_make_quorum_impossible_when_a_vote_is_opened_then_refused_with_the_sum(world):
    case = world.given_case("reported")
    world.sit(9)
    for person in world.seats[4:9]:
        world.do("declare_recusal", case, person, reason="")
        case.refresh_from_db()
    with pytest.raises(Refused) as refused:
        world.put(case, "assign_inquiry")
    assert "۹ عضو منهای ۵ خودداری ۴ نفر می‌شود و ۵ نفر لازم است" in refused.value.sentence


def test_a_recused_inquirer_gives_the_inquiry_back(world):
    case = world.given_case("under_inquiry")
    inquiry = Inquiry.objects.get(case=case)
    world.do("declare_recusal", case, inquiry.inquirer, reason="")
    inquiry.refresh_from_db()
    assert (case.stage, inquiry.stage) == ("reported", "withdrawn")
    with pytest.raises(NotVisible):
        world.do("report_inquiry", inquiry, inquiry.inquirer, text="", finds=True)


def test_a_board_member_has_no_right_on_his_own_case(world):
    own = world.seats[3]
    chamber = world.member.memberships.get(role="member").body
    appointed(own, chamber, "member", world.people.administrator)
    case = world.report(member=own).case
    with pytest.raises(NotVisible):
        world.do("declare_recusal", case, own, reason="")
    ballot = world.put(case, "assign_inquiry")
    with pytest.raises(NotVisible):
        world.do("cast_vote", ballot, own, vote="agree")


def test_the_office_of_an_unset_board_is_refused_until_the_house_has_decided(db):
    world = World(rules=False)
    with pytest.raises(Refused) as refused:
        world.sit(9)
    assert "حد نصاب" in refused.value.sentence and "تصمیم مجلس" in refused.value.sentence
    world.adopt("board_quorum", 5)
    world.adopt("board_decision", 4)
    assert world.sit(5).stage == "open"


def test_a_board_elected_under_the_old_law_keeps_its_figures(db):
    world = World(elected="2024-07-01", seats=7, rules=False)
    assert world.sit(5).stage == "open"


def test_a_board_rule_needs_two_officers_and_a_number_within_the_seats(world):
    from conduct.models import BoardRule

    facts = {
        "key": "board_quorum",
        "value": 6,
        "source": "م",
        "number": "۲",
        "decided_on": "2026-05-01",
        "first_day": "2026-05-01",
    }
    rule = BoardRule()
    with pytest.raises(FirstSigned):
        world.do("adopt_board_rule", rule, world.chair, **facts)
    assert not BoardRule.objects.filter(first_day="2026-05-01").exists()
    beyond = BoardRule()
    with pytest.raises(FirstSigned):
        world.do("adopt_board_rule", beyond, world.chair, **{**facts, "value": 10})
    with pytest.raises(Refused):
        world.do("adopt_board_rule", beyond, world.secretary, **{**facts, "value": 10})
    with pytest.raises(NotVisible):
        world.do("adopt_board_rule", BoardRule(), world.registrar, **facts)


def test_art4_an_agenda_says_of_each_case_how_many_are_there_for_it(world):
    clear, aside = world.given_case("inquired"), world.given_case("inquired")
    sitting = world.sitting()
    world.do("declare_recusal", Case.objects.get(pk=aside.pk), world.seats[1], reason="")
    day = legal_day(world.now)
    looker = Viewer(world.chair, day, world.now, offices_of(world.chair, day))
    told = {row["case"].pk: row["quorum"] for row in agenda(looker, SittingFacts(sitting, world.now)).items}
    assert "خودداری" in told[aside.pk] and "خودداری" not in told[clear.pk]
    for case in (clear, aside):
        room = SittingFacts(sitting, world.now)
        assert told[case.pk] == room.needs.quorum_sentence(room.tally_on(Case.objects.get(pk=case.pk)))


def test_art4_a_closed_sitting_keeps_what_was_voted_on_and_no_more(world):
    asked, left = world.given_case("reported"), world.given_case("reported")
    world.vote(asked, "assign_inquiry")
    sitting = world.sitting()
    world.do("close_sitting", sitting, world.secretary)
    day = legal_day(world.now)
    looker = Viewer(world.chair, day, world.now, offices_of(world.chair, day))
    room = SittingFacts(BoardSitting.objects.get(pk=sitting.pk), world.now)
    (row,) = agenda(looker, room).items
    assert row["case"] == asked != left and [each.carried for each in row["closed"]] == [True] and not row["quorum"]
    assert [each["case"] for each in voted(looker, room)] == [asked]
