"""Sittings and votes of both boards (Arts. 4, 11)."""

from __future__ import annotations

from typing import Any

from conduct.actions.keys import end_right
from conduct.facts import SittingFacts, barred
from conduct.models import Ballot, BoardAttendance, BoardExcuse, BoardSitting, BoardVote, Case, CaseRecusal, Ruling
from conduct.rules import gate, sanctions
from conduct.rules.board import must_be_possible
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import APPEAL_DESK, DESK, STEPS
from conduct.rules.security import must_be_open
from majlis.models import Act, Person
from majlis.queries.authority import office_name, offices_of
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused
from majlis.sittings import ABSTAIN, AGAINST, AGREE, VOTES

ARTICLE = CONDUCT_DIRECTIVE.article("4")
RULINGS = ("issue_ruling", "decide_appeal")
# Outcomes of an appeal that bring no sanction of their own.
UNCHANGED = ("upheld", "quashed")


def open_sitting(call: Call, sitting: BoardSitting) -> Act:
    """Open a sitting with its roll-call (Arts. 4, 11).

    Args: sitting, unsaved, with its body; call.body: present, keys of the members who are there.
    Raises: Refused without quorum, with the sum; while a value is unset; while another sitting of the body is open.
    """
    with official_act(STEPS["open_sitting"], sitting, call) as act:
        room = SittingFacts(sitting, act.at)
        needs, roll = room.needs, {str(row.person_id) for row in room.members}
        present = set(act.body["present"])
        if present - roll:
            raise Refused(needs.article, "کسی که عضو این هیأت نیست در شمار حاضران آمده است.", field="present")
        if BoardSitting.objects.filter(body=sitting.body, stage="open").exists():
            raise Refused(needs.article, "جلسهٔ دیگری از این هیأت باز است.")
        sitting.number = BoardSitting.objects.filter(body=sitting.body).count() + 1
        sitting.opened_at, sitting.roll = act.at, len(roll)
        sitting.stage, sitting.stage_since = "open", act.at
        sitting.save()
        _seat(sitting, present, act)
        room = SittingFacts(sitting, act.at)
        if not needs.holds(room.tally):
            raise Refused(needs.article, f"جلسه رسمیت ندارد: {needs.quorum_sentence(room.tally)}.", field="present")
        act.note(quorum=needs.quorum_sentence(room.tally))
    return act.act


def _seat(sitting: BoardSitting, persons: set[str], act: Doing) -> None:
    BoardAttendance.objects.bulk_create(
        BoardAttendance(sitting=sitting, person_id=person, came_at=act.at) for person in sorted(persons)
    )


def record_attendance(call: Call, sitting: BoardSitting) -> Act:
    """Write down who is there now: who came later, who left, and who is away with an excuse (Art. 4; law, Art. 1 n. 4).

    Args: call.body: present, keys of all who are there; excused, keys of those who are away with an excuse.  Raises: Refused while a vote is open, or for a stranger.
    """
    with official_act(STEPS["record_attendance"], sitting, call) as act:
        if sitting.ballots.filter(stage="open").exists():
            raise Refused(ARTICLE, "تا رأی‌گیری باز است حضور و غیاب دگرگون نمی‌شود.")
        room = SittingFacts(sitting, act.at)
        there, present = {str(key) for key in room.attending}, set(act.body["present"])
        if present - {str(row.person_id) for row in room.members}:
            raise Refused(ARTICLE, "کسی که عضو این هیأت نیست در شمار حاضران آمده است.", field="present")
        BoardAttendance.objects.filter(sitting=sitting, left_at=None, person_id__in=there - present).update(
            left_at=act.at
        )
        _seat(sitting, present - there, act)
        _excuse(sitting, set(act.body.get("excused") or ()) - present, act)
    return act.act


def _excuse(sitting: BoardSitting, away: set[str], act: Doing) -> None:
    """Whose absence has an excuse, as the desk now says; who came, or was written down by mistake, has none (law, Art. 1 n. 4)."""
    if away - {str(row.person_id) for row in SittingFacts(sitting, act.at).members}:
        raise Refused(ARTICLE, "کسی که عضو این هیأت نیست در شمار غایبان آمده است.", field="excused")
    standing = BoardExcuse.objects.filter(sitting=sitting, withdrawn_at=None)
    standing.exclude(person_id__in=away).update(withdrawn_at=act.at)
    known = {str(key) for key in standing.values_list("person_id", flat=True)}
    BoardExcuse.objects.bulk_create(
        BoardExcuse(sitting=sitting, person_id=person, accepted_at=act.at) for person in sorted(away - known)
    )


def close_sitting(call: Call, sitting: BoardSitting) -> Act:
    """Close a sitting (Art. 4). Raises: Refused while a vote is open."""
    with official_act(STEPS["close_sitting"], sitting, call) as act:
        if sitting.ballots.filter(stage="open").exists():
            raise Refused(ARTICLE, "رأی‌گیری‌ای هنوز باز است؛ نخست آن را ببندید.")
        sitting.closed_at = act.at
    return act.act


def declare_recusal(call: Call, case: Case) -> Act:
    """Stand aside from a case: every right on it ends in this transaction (Art. 4).

    An inquiry in his hands goes back to the board.  Args: call.body: reason.
    """
    with official_act(STEPS["declare_recusal"], case, call) as act:
        CaseRecusal.objects.create(case=case, person=act.person, at=act.at, reason=act.body.get("reason", ""))
        end_right(case, act.person, act.day)
        inquiry = case.inquiries.filter(inquirer=act.person, stage="assigned").first()
        if inquiry is not None:
            inquiry.stage, inquiry.stage_since, inquiry.version = "withdrawn", act.at, inquiry.version + 1
            inquiry.save()
            act.lead_to("reported")
    return act.act


def open_ballot(call: Call, ballot: Ballot) -> Act:
    """Put one question about one case to an open sitting (Arts. 4, 11).

    Args: ballot, unsaved, with case and sitting; call.body: question (an act's word), proposal (what is decided; for a
        ruling its reasons, whether it clears, its sanctions as rows of letter and months, and in appeal its outcome).
    Raises: Refused in the wrong stage, before the competent body only, without quorum, where recusals make it
        impossible, while a cause is missing, or for sanctions that the law does not know.
    """
    # Which question it is decides what it needs: it is known before the check.
    ballot.question = str(call.body.get("question", ""))
    with official_act(STEPS["open_ballot"], ballot, call) as act:
        case, question = ballot.case, act.body["question"]
        _may_be_put(ballot, question, act)
        ballot.question, ballot.proposal = question, act.body.get("proposal") or {}
        _check_proposal(ballot, act)
        room = SittingFacts(ballot.sitting, act.at)
        seats = {row.person_id for row in room.members}
        must_be_possible(room.needs, len(seats), len(seats & barred(case)))
        tally = room.tally_on(case)
        if not room.needs.holds(tally):
            raise Refused(room.needs.article, f"حد نصاب نیست: {room.needs.quorum_sentence(tally)}.")
        ballot.opened_at = act.at
        act.note(quorum=room.needs.quorum_sentence(tally))
    return act.act


def _may_be_put(ballot: Ballot, question: str, act: Doing) -> None:
    case, sitting = ballot.case, ballot.sitting
    if question not in gate.QUESTIONS or case.stage not in STEPS[question].after:
        raise Refused(ARTICLE, f"این پرسش در مرحلهٔ «{case.stage_label}» به رأی گذاشته نمی‌شود.", field="question")
    if sitting.stage != "open" or sitting.body_id != case.competent.pk:
        raise Refused(ARTICLE, "رأی‌گیری در جلسهٔ باز هیأتی است که پرونده نزد آن است.")
    if Ballot.objects.filter(case=case, stage="open").exists():
        raise Refused(ARTICLE, "رأی‌گیری دیگری دربارهٔ این پرونده باز است.")
    if question == "record_absence":
        gate.invitation_served(case.facts(act.at))


def _check_proposal(ballot: Ballot, act: Doing) -> None:
    if ballot.question not in RULINGS:
        return
    proposal = ballot.proposal
    if not proposal.get("reasons"):
        raise Refused(ARTICLE, "رأی بی‌دلیل به رأی گذاشته نمی‌شود.", field="reasons")
    if _imposes_nothing(ballot):
        if proposal.get("sanctions"):
            raise Refused(sanctions.ARTICLE, sanctions.NONE_ALLOWED, field="letters")
        return
    sanctions.imposed(proposal.get("sanctions") or (), ballot.case.violation_day)
    facts = ballot.case.facts(act.at)
    if facts.has_security_count:
        must_be_open(proposal.get("count", ""), facts.security_confirmed)


def _imposes_nothing(ballot: Ballot) -> bool:
    """Whether the proposal clears or leaves things as they are. Its result is said, never taken for granted."""
    proposal = ballot.proposal
    if ballot.question == "issue_ruling":
        if not isinstance(proposal.get("clears"), bool):
            raise Refused(sanctions.ARTICLE, "نتیجهٔ رأی را برگزینید: تنبیه یا برائت.", field="result")
        return proposal["clears"]
    if proposal.get("outcome") not in dict(Ruling.OUTCOMES):
        raise Refused(ARTICLE, "نتیجهٔ رأی تجدیدنظر را برگزینید.", field="outcome")
    return proposal["outcome"] in UNCHANGED


def cast_vote(call: Call, ballot: Ballot) -> Act:
    """Cast one's vote, or write down the vote that a present member says aloud (Arts. 4, 11).

    Args: call.body: vote (agree, against, abstain); person, whose vote the desk writes down, else the actor's own.
    Raises: Refused for one who is absent, stood aside or has voted.
    """
    with official_act(STEPS["cast_vote"], ballot, call) as act:
        voter = _voter(ballot, act)
        if voter.pk not in SittingFacts(ballot.sitting, act.at).eligible(ballot.case):
            raise Refused(
                ARTICLE, "رأی را کسی می‌دهد که در جلسه حاضر است و از این پرونده خودداری نکرده است.", field="person"
            )
        if act.body["vote"] not in dict(VOTES):
            raise Refused(ARTICLE, "رأی موافق، مخالف یا ممتنع است.", field="vote")
        if BoardVote.objects.filter(ballot=ballot, person=voter).exists():
            raise Refused(ARTICLE, "این عضو رأی داده است؛ رأی داده‌شده دگرگون نمی‌شود.")
        BoardVote.objects.create(
            ballot=ballot, person=voter, vote=act.body["vote"], cast_at=act.at, by_roll=voter.pk != act.person.pk
        )
    return act.act


def _voter(ballot: Ballot, act: Doing) -> Person:
    named = act.body.get("person") or str(act.person.pk)
    if named == str(act.person.pk):
        return act.person
    held = {office_name(each) for each in offices_of(act.person, act.day) if each.body_id == ballot.sitting.body_id}
    if held.isdisjoint((*DESK, *APPEAL_DESK)):
        raise Refused(ARTICLE, "رأی دیگری را تنها رئیس یا دبیر جلسه می‌نویسد.", field="person")
    return Person.objects.get(pk=named)


def close_ballot(call: Call, ballot: Ballot) -> Act:
    """Close a vote and say its result as a sum; without enough in favour nothing is decided (Arts. 4, 11)."""
    with official_act(STEPS["close_ballot"], ballot, call) as act:
        room = SittingFacts(ballot.sitting, act.at)
        counted = room.eligible(ballot.case)
        votes: list[Any] = [row.vote for row in ballot.votes.all() if row.person_id in counted]
        tally = room.tally_on(
            ballot.case, in_favour=votes.count(AGREE), against=votes.count(AGAINST), abstained=votes.count(ABSTAIN)
        )
        ballot.carried = room.needs.carries(tally)
        ballot.quorum_told = room.needs.quorum_sentence(tally)
        ballot.decision_told = room.needs.decision_sentence(tally)
        if not room.needs.holds(tally):
            ballot.decision_told = f"حد نصاب نماند: {ballot.quorum_told}"
        ballot.closed_at = act.at
        act.note(quorum=ballot.quorum_told, decision=ballot.decision_told, carried=ballot.carried)
    return act.act
