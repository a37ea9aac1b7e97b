"""A court is waited for: the board's clocks stand with their sum, the member's never do (Art. 7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conduct.models import Case
from conduct.queries.turns import turn
from conduct.queries.waiting import count_waiting, waiting_for
from conduct.rules.suspension import held_days, moved_day
from conduct.tests.playing import DAY, MINUTE, World, proposal
from conduct.tests.test_pages import ROOM, at_the_worlds_hour, visit  # noqa: F401
from majlis.queries import step_deadlines_of, step_named
from majlis.queries.days_off import days_off_now
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def suspended(world: World, stage: str) -> Case:
    case = world.given_case(stage)
    world.vote(case, "suspend_for_court")
    world.do("suspend_for_court", case, world.secretary, court="دادگاه ساختگی", reason="دلیل", papers=[])
    return Case.objects.get(pk=case.pk)


def resumed(world: World, case: Case, **more: object) -> Case:
    world.do("resume_case", case, world.secretary, judgment="رأی ساختگی", papers=[], **more)
    return Case.objects.get(pk=case.pk)


def end_of(case: Case, world: World) -> object:
    return step_deadlines_of(step_named(case, "issue_ruling"), case, world.now)[0][1]


def test_art7_it_takes_a_vote_of_the_board_and_each_stop_one_of_its_own(world):
    case = world.given_case("inquired")
    world.vote(case, "suspend_for_court", agree=3)
    with pytest.raises(Refused):
        world.do("suspend_for_court", case, world.secretary, court="د", reason="د", papers=[])
    world.vote(case, "suspend_for_court")
    world.do("suspend_for_court", case, world.secretary, court="د", reason="د", papers=[])
    with pytest.raises(Refused):
        world.do("suspend_for_court", case, world.secretary, court="د", reason="د", papers=[])
    case = resumed(world, case)
    with pytest.raises(Refused) as refused:
        world.do("suspend_for_court", case, world.secretary, court="د", reason="د", papers=[])
    assert "تصمیم هیأت" in refused.value.sentence


@pytest.mark.parametrize("stage", ["ruled", "served", "appealed", "forwarded", "final"])
def test_art7_what_is_ruled_on_is_not_put_off_and_the_ten_days_are_never_touched(world, stage):
    case = world.given_case(stage)
    with pytest.raises(Refused):
        world.put(case, "suspend_for_court")


def test_art7_the_week_of_the_ruling_stands_still_and_goes_on_with_the_days_it_had(world):
    case = world.given_case("closed_for_ruling")
    before, closed = end_of(case, world), case.hearing_closed_at
    world.now += 2 * DAY
    world.vote(case, "suspend_for_court")
    world.do("suspend_for_court", case, world.secretary, court="د", reason="د", papers=[])
    world.now += 20 * DAY
    case = resumed(world, Case.objects.get(pk=case.pk))
    after = end_of(case, world)
    assert legal_day(after.last_minute) == legal_day(before.last_minute) + 20 * DAY
    assert after.ends_at - before.ends_at == 20 * DAY
    assert any("۲۰ روز" in line for line in after.lines)
    shown = turn(case, world.now, days_off_now())
    assert shown.deadline.ends_at == after.ends_at
    assert "۷ + ۲۰ روز" in shown.end and legal_day(closed) + 27 * DAY == legal_day(after.last_minute)
    world.vote(case, "issue_ruling", proposal=proposal())
    assert "_late" not in world.do("issue_ruling", case, world.secretary, dissent="", papers=[]).content


def test_art7_the_last_second_of_the_moved_week_is_in_time_and_the_next_is_late(world):
    for more, late in ((-MINUTE, False), (timedelta(0), True)):
        case = suspended(world, "closed_for_ruling")
        world.now += 9 * DAY
        case = resumed(world, case)
        end = end_of(case, world)
        world.vote(case, "issue_ruling", proposal=proposal())
        world.now = end.ends_at + more - MINUTE
        assert ("_late" in world.do("issue_ruling", case, world.secretary, dissent="", papers=[]).content) is late


@pytest.mark.parametrize(
    ("stage", "word", "body"),
    [
        ("reported", "assign_inquiry", {}),
        ("found", "invite_member", {}),
        ("invited", "hold_hearing", {"minutes": "متن", "papers": []}),
        ("heard", "close_hearing", {}),
    ],
)
def test_art7_meanwhile_the_board_takes_no_step(world, stage, word, body):
    case = suspended(world, stage)
    with pytest.raises(Refused) as refused:
        world.do(word, case, world.chair if "close" in word or "assign" in word else world.secretary, **body)
    assert refused.value.article.number == "7"


def test_art7_meanwhile_nothing_is_voted_on(world):
    case = suspended(world, "reported")
    with pytest.raises(Refused) as refused:
        world.put(case, "assign_inquiry")
    assert refused.value.article.number == "7"


def test_art7_the_day_of_the_inquiry_moves_with_it(world):
    case = suspended(world, "under_inquiry")
    inquiry = case.inquiries.get()
    with pytest.raises(Refused):
        world.do("report_inquiry", inquiry, inquiry.inquirer, text="شرح", finds=True, papers=[])
    world.now += 5 * DAY
    case = resumed(world, case)
    assert case.inquiries.get().due_on == inquiry.due_on + 5 * DAY
    world.do("report_inquiry", case.inquiries.get(), inquiry.inquirer, text="شرح", finds=True, papers=[])


def test_art7_a_defence_is_taken_meanwhile_and_not_marked_late(world):
    case = suspended(world, "invited")
    world.now += 9 * DAY
    act = world.do("receive_defence", case, case.member, text="دفاع", papers=[])
    assert act.content["late"] is False


def test_art7_nobody_is_awaited_at_an_hour_that_passed_while_his_case_stood_still(world):
    case = suspended(world, "invited")
    until = case.invitation.defence_until
    world.now += 9 * DAY
    for hour in ("", (world.now - DAY).isoformat()):
        with pytest.raises(Refused) as refused:
            resumed(world, case, hearing_at=hour)
        assert refused.value.field == "hearing_at"
    case = resumed(world, Case.objects.get(pk=case.pk), hearing_at=(world.now + 3 * DAY).isoformat())
    assert case.invitation.hearing_at > world.now and case.invitation.defence_until == until + 9 * DAY


def test_the_office_is_reminded_after_thirty_days_and_nobody_else_is(world):
    case = suspended(world, "closed_for_ruling")
    shown = turn(case, world.now, days_off_now())
    assert legal_day(shown.deadline.last_minute) == legal_day(case.suspended_at) + 30 * DAY
    from conduct.queries.clocks import running_limits
    from conduct.queries.waiting import his_turn
    from conduct.tests.test_letters import viewer

    assert not his_turn(viewer(world, world.secretary)).exists()
    assert not list(running_limits(viewer(world, world.secretary)))
    for days, rows in ((30, []), (1, ["resume_case"])):
        world.now += days * DAY
        assert reminded(world, world.secretary) == rows
    for other in (world.registrar, world.seats[4], world.judges[0], case.member, world.people.administrator):
        assert "resume_case" not in reminded(world, other)
    world.do("declare_recusal", case, world.deputy, reason="دوستی")
    assert reminded(world, world.deputy) == []
    resumed(world, Case.objects.get(pk=case.pk))
    assert "resume_case" not in reminded(world, world.secretary)


def reminded(world: World, person) -> list[str]:
    """What waits for somebody in this office, which the frame of every page counts as his cartable does."""
    from conduct.tests.test_letters import viewer

    rows = waiting_for(viewer(world, person))
    assert sum(row.count for row in rows) == count_waiting(viewer(world, person))
    assert all(row.sealed and row.title == "یک پیام محرمانه دارید" for row in rows if row.step.word == "resume_case")
    return [row.step.word for row in rows]


def test_the_members_room_is_the_same_to_the_letter(world, visit):  # noqa: F811
    case = world.given_case("invited")
    url = f"/conduct/own/{case.pk}/"
    tab = visit(world.member)
    before = tab.client.get(url, secure=True).context["facts"].defence_end
    world.vote(case, "suspend_for_court")
    world.do("suspend_for_court", case, world.secretary, court="دادگاه ساختگی", reason="دلیل", papers=[])
    page = tab.client.get(url, secure=True)
    assert page.context["facts"].defence_end == before
    assert "دادگاه" not in page.content.decode() and "نگه داشته" not in page.content.decode()


def test_the_vote_is_asked_by_its_name_and_the_room_says_that_it_waits(world, visit):  # noqa: F811
    case = world.given_case("closed_for_ruling")
    world.sitting()
    tab = visit(world.secretary)
    url = f"{ROOM.format(case.pk)}votes/?about=suspend_for_court"
    assert url in tab.get(ROOM.format(case.pk))[1].replace("&amp;", "&")
    page = tab.get(url)[1]
    assert "تا رأی قطعی دادگاه عقب بیفتد" in page and 'name="letters"' not in page
    assert tab.post(url, question="suspend_for_court")[0] == 200
    ballot = case.ballots.get(stage="open")
    assert ballot.question == "suspend_for_court"
    for person in world.seats[:5]:
        world.do("cast_vote", ballot, person, vote="agree")
    world.do("close_ballot", ballot, world.secretary)
    assert "نگه داشتن تا رأی دادگاه" in tab.get(ROOM.format(case.pk))[1]
    assert tab.post(f"{ROOM.format(case.pk)}suspension/", court="دادگاه ساختگی", reason="دلیل")[0] == 200
    room = tab.get(ROOM.format(case.pk))[1]
    assert "نگه داشته تا رأی دادگاه" in room and "یادآوری" in room
    assert "مهلت این کار" not in tab.get(f"{ROOM.format(case.pk)}ruling/")[1]
    assert "نگه داشته تا رأی دادگاه" in tab.get("/conduct/")[1]


def test_days_are_counted_by_the_legal_day_and_only_from_the_close(world):
    day = legal_day(world.now)
    assert held_days([(day, day + 3 * DAY), (day + 5 * DAY, day + 5 * DAY)], day) == 3
    assert held_days([(day - 9 * DAY, day - 2 * DAY)], day) == 0
    assert moved_day(day, day - 2 * DAY, day + 4 * DAY) == day + 6 * DAY
