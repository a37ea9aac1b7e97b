"""The board is made: who stands, who is presented, who is elected, its officers, and a successor (Arts. 2, 3, 5; law, Art. 1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from conduct.facts import barred_from_standing, committees_of, members_of, needs_of
from conduct.models import Candidacy, Election
from conduct.queries.hygiene import left_committees
from conduct.rules import election as rules
from conduct.rules.procedure import STEPS
from majlis.models import Act, Body, Membership, Person
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.deadlines import ONE_DAY, legal_day
from majlis.rules.law import Refused
from majlis.rules.votes import Tally

ROLES = tuple(rules.ROLES)


def open_candidacy(call: Call, election: Election) -> Act:
    """Open the week in which members stand for the board (Art. 2).

    Args: election, unsaved, with its board.  Raises: Refused while another election of this board runs.
    """
    with official_act(STEPS["open_candidacy"], election, call) as act:
        if Election.objects.filter(board=election.board, replaces=None).exclude(stage="complete").exists():
            raise Refused(rules.STANDING, "انتخاب دیگری از این هیأت در جریان است.")
        election.opened_at = act.at
    return act.act


def stand_for_board(call: Call, election: Election) -> Act:
    """Stand for one seat of the board (Art. 2; law, Art. 1).

    Args: call.body: seat (general, judiciary, article_90).
    Raises: Refused for a second time, for one of the presiding board, or for a seat of a committee that is not his.
    """
    with official_act(STEPS["stand_for_board"], election, call) as act:
        if election.candidacies.filter(person=act.person).exists():
            raise Refused(rules.STANDING, "شما داوطلب شده‌اید.")
        _must_qualify(act.person, act.body["seat"], act.day)
        Candidacy.objects.create(election=election, person=act.person, seat=act.body["seat"], stood_at=act.at)
    return act.act


def _must_qualify(person: Person, seat: str, day: date) -> None:
    rules.may_stand(rules.Standing(seat, barred_from_standing(person, day), committees_of(person, day)))


def present_candidates(call: Call, election: Election) -> Act:
    """Present those who stand to the house (Art. 2; law, Art. 1). Args: call.body: presented (keys of candidacies)."""
    with official_act(STEPS["present_candidates"], election, call) as act:
        standing = {str(row.pk): row.seat for row in election.candidacies.all()}
        chosen = rules.presented(act.day, standing, act.body["presented"])
        for row in election.candidacies.filter(pk__in=chosen).select_related("person"):
            _must_qualify(row.person, row.seat, act.day)
        election.candidacies.filter(pk__in=chosen).update(presented=True)
        act.note(presented=sorted(chosen))
    return act.act


def present_replacement(call: Call, election: Election) -> Act:
    """Present a successor to a member whose seat has fallen; he is elected as the others were (Art. 5; law, Art. 1).

    Args: election, unsaved, with its board; call.body: leaving and candidate (person keys), seat, reason.
    Raises: Refused where the seat still stands, for a successor who may not have it, or while his election runs already.
    """
    with official_act(STEPS["present_replacement"], election, call) as act:
        body, members = act.body, members_of(election.board, act.day)
        leaving = next((row for row in members if str(row.person_id) == body["leaving"]), None)
        if leaving is None:
            raise Refused(rules.REPLACING, "او عضو این هیأت نیست.", field="leaving")
        if Election.objects.filter(board=election.board, replaces=leaving.person).exclude(stage="complete").exists():
            raise Refused(rules.REPLACING, "جانشین او شناسانده شده و انتخاب آن در جریان است.", field="leaving")
        _must_have_left(leaving, members, act.day)
        candidate = Person.objects.get(pk=body["candidate"])
        if candidate.pk in {row.person_id for row in members}:
            raise Refused(rules.REPLACING, "او خود عضو این هیأت است.", field="candidate")
        _must_qualify(candidate, body["seat"], act.day)
        election.replaces, election.seat_kind, election.reason = leaving.person, body["seat"], body["reason"]
        election.opened_at, election.stage, election.stage_since = act.at, "presented", act.at
        election.save()
        Candidacy.objects.create(
            election=election, person=candidate, seat=body["seat"], stood_at=act.at, presented=True
        )
    return act.act


def _must_have_left(leaving: Membership, members: list[Membership], day: date) -> None:
    elected = min(row.from_day for row in members)
    lost = left_committees([leaving], elected, day).get(leaving.person_id, ())
    in_house = Membership.objects.filter(
        on_day(day), person=leaving.person, body__kind="chamber", role="member"
    ).exists()
    rules.must_have_left([body.code for body in lost], barred_from_standing(leaving.person, day), not in_house)


def record_board_election(call: Call, election: Election) -> Act:
    """Write down how the house voted; whoever is elected by law sits on the board from that day (Arts. 2, 5; law, Art. 1).

    Args: call.body: session (as it is cited), day (ISO), present (members in the sitting), votes (by key of candidacy),
        deputy_speaker (person key, the presiding board's own choice; not for the seat of one successor).
    Raises: Refused for a day before the presenting or after today, for votes that cannot be, or for equal votes for a seat.
    """
    with official_act(STEPS["record_board_election"], election, call) as act:
        body, day = act.body, date.fromisoformat(act.body["day"])
        if not legal_day(election.stage_since) <= day <= act.day:
            raise Refused(rules.STANDING, "روز انتخاب پس از شناساندن داوطلبان و تا امروز است.", field="day")
        won = _count(election, day, act)
        election.session, election.elected_on, election.present = body["session"], day, body["present"]
        seated = [row.person for row in won] + _deputy_speaker(election, day, act)
        _end_seats(election, day)
        _seat(election.board, seated, "member", day)
        if election.replaces_id and not _officers_missing(election.board, day):
            act.lead_to("complete")
        act.note(elected=[str(person.pk) for person in seated])
    return act.act


def _count(election: Election, day: date, act: Doing) -> list[Candidacy]:
    rows = list(election.candidacies.filter(presented=True).select_related("person"))
    votes = act.body["votes"]
    counted = [rules.Counted(str(row.pk), row.person.name, row.seat, votes.get(str(row.pk), 0)) for row in rows]
    seats = {election.seat_kind: 1} if election.replaces_id else rules.seats_by_kind(day)
    won = rules.elected(day, counted, act.body["present"], seats)
    if not won:
        raise Refused(rules.STANDING, "با این رأی‌ها کسی برگزیده نشده است.", field="present")
    for row in rows:
        row.votes, row.elected = votes.get(str(row.pk), 0), str(row.pk) in won
        row.save()
    return [row for row in rows if row.elected]


def _deputy_speaker(election: Election, day: date, act: Doing) -> list[Person]:
    """The deputy speaker whom the presiding board has chosen out of itself."""
    # ASK (law, Art. 1): he is chosen for a year; what happens to his seat on the day after it is not told, and nothing ends by itself.
    if election.replaces_id:
        return []
    held = Membership.objects.filter(
        on_day(day), person=act.body["deputy_speaker"], body__kind="presiding_board", role="deputy_speaker"
    )
    found = held.select_related("person").first()
    if found is None:
        raise Refused(rules.COMPOSITION, "یکی از نایب‌رئیسان مجلس را برگزینید.", field="deputy_speaker")
    return [found.person]


def _end_seats(election: Election, day: date) -> None:
    """The seats that end with this election: all of the board's, or those of the one who is replaced."""
    held = Membership.objects.filter(on_day(day), body=election.board, role__in=ROLES_AND_SEAT)
    if election.replaces_id:
        held = held.filter(person=election.replaces)
    for row in held:
        if row.from_day >= day:
            raise Refused(rules.STANDING, "هیأت کنونی از همین روز یا پس از آن برگزیده شده است.", field="day")
        row.to_day = day - ONE_DAY
        row.save()


ROLES_AND_SEAT = (*ROLES, "member")


def _seat(board: Body, persons: Collection[Person], role: str, day: date) -> None:
    for person in persons:
        Membership.objects.create(person=person, body=board, role=role, from_day=day, source="انتخاب هیأت")


def _officers_missing(board: Body, day: date) -> dict[str, int]:
    """The officers that the board has still to choose, by role."""
    members = members_of(board, day)
    held: dict[str, int] = {}
    for row in members:
        held[row.role] = held.get(row.role, 0) + 1
    return rules.officers_wanted(min((row.from_day for row in members), default=day), held)


def elect_officers(call: Call, election: Election) -> Act:
    """The board in its first official sitting chooses its officers by relative majority (Art. 3; law, Art. 1 n. 3).

    Args: call.body: present (person keys), by role the keys of who was chosen, votes (as they are cited).
    Raises: Refused without quorum, with the sum; for one who is no member, or has two offices; for another number than the law's.
    """
    with official_act(STEPS["elect_officers"], election, call) as act:
        board, members = election.board, members_of(election.board, act.day)
        keys, there = {str(row.person_id) for row in members}, set(act.body["present"])
        if there - keys:
            raise Refused(rules.OFFICERS, "کسی که عضو این هیأت نیست در شمار حاضران آمده است.", field="present")
        needs, tally = needs_of(board, members, act.day), Tally(members=len(members), attending=len(there))
        if not needs.holds(tally):
            raise Refused(needs.article, f"جلسه رسمیت ندارد: {needs.quorum_sentence(tally)}.", field="present")
        wanted = _officers_missing(board, act.day)
        chosen: dict[str, Any] = {role: act.body.get(role) or [] for role in wanted}
        rules.must_be_officers(wanted, chosen, keys)
        for role, persons in chosen.items():
            _seat(board, Person.objects.filter(pk__in=persons), role, act.day)
        act.note(quorum=needs.quorum_sentence(tally))
    return act.act
