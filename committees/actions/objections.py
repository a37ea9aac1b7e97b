"""Acts of the joint meeting: members object, are invited and heard, and it decides (Arts. 17, 19, 23 rows 8, 9, 12, 13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from committees.actions.scores import recount
from committees.actions.voting import taken
from committees.facts import joint_roll
from committees.models import (
    Declaration,
    JointAttendance,
    JointSitting,
    Objection,
    ObjectionBallot,
    ObjectionRecusal,
    ScoreSheet,
    Seat,
    SeatDecision,
)
from committees.queries.figures import figures
from committees.queries.objections import closed_line
from committees.queries.seating import open_committees
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Article, Refused
from majlis.rules.votes import Tally, quorum_sentence

RELATED = ("degree", "post")  # what is counted by its relation to a committee
QUORUM, MAJORITY = "joint_meeting_quorum", "joint_meeting_majority"


def file_objection(call: Call, objection: Objection) -> Act:
    """A member objects to one line of his points (Art. 17).

    Args: objection, unsaved, with formation, declaration and committee; call.body: item (key of the contested claim), claim.
    Raises: Refused after the window, for a line that is not his or is closed to objection, or a second time.
    """
    with official_act(STEPS["file_objection"], objection, call) as act:
        form = Declaration.objects.get(pk=objection.declaration_id)
        sheet = ScoreSheet.objects.filter(declaration=form, committee=objection.committee, round=1).first()
        line = (
            sheet.lines.filter(item_id=act.body["item"]).select_related("item").first() if sheet is not None else None
        )
        if line is None:
            raise Refused(DIRECTIVE.article("17"), "این سطر در امتیاز شما نیست.", field="item")
        closed = closed_line(line)
        if closed is not None:
            raise Refused(*closed, field="item")
        if Objection.objects.filter(declaration=form, item=line.item, committee=objection.committee).exists():
            raise Refused(DIRECTIVE.article("17"), "به این سطر پیش‌تر اعتراض کرده‌اید.", field="item")
        objection.kind, objection.item = "score", line.item
        objection.claim, objection.filed_at = act.body["claim"], act.at
    return act.act


def object_to_seat(call: Call, objection: Objection) -> Act:
    """A member objects to the committee that he was given, or to having none (Art. 19).

    Args: objection, unsaved, with formation, declaration and committee, the one that he asks for; call.body: claim.
    Raises: Refused after the window, for the committee where he sits already, or a second time.
    """
    with official_act(STEPS["object_to_seat"], objection, call) as act:
        form = Declaration.objects.get(pk=objection.declaration_id)
        if form.stage not in ("seated", "left_out"):
            raise Refused(DIRECTIVE.article("19"), "هنوز کمیسیونی برای این فرم اعلام نشده است.")
        seat = Seat.objects.filter(declaration=form).first()
        if seat is not None and seat.committee_id == objection.committee_id:
            raise Refused(
                DIRECTIVE.article("19"), "عضو همین کمیسیون هستید؛ کمیسیون دیگری نام ببرید.", field="committee"
            )
        if Objection.objects.filter(declaration=form, kind="seat").exists():
            raise Refused(DIRECTIVE.article("19"), "پیش‌تر به کمیسیون خود اعتراض کرده‌اید.")
        objection.kind, objection.seat_before = "seat", seat.committee if seat is not None else None
        objection.claim, objection.filed_at = act.body["claim"], act.at
    return act.act


def request_late_admission(call: Call, objection: Objection) -> Act:
    """A member whose form did not come in time asks the joint meeting to admit it, with his reason (Art. 20).

    Args: objection, unsaved, with formation and declaration; call.body: claim.
    Raises: Refused while the form can still be handed in, once it was, or a second time.
    """
    with official_act(STEPS["request_late_admission"], objection, call) as act:
        form = Declaration.objects.get(pk=objection.declaration_id)
        if form.stage != "issued":
            raise Refused(DIRECTIVE.article("20"), "فرم شما رسیده است و به پذیرش دیرهنگام نیازی نیست.")
        end = objection.formation.facts(act.at).submission_end
        if end is not None and act.at < end.ends_at:
            raise Refused(
                DIRECTIVE.article("20"),
                f"مهلت تحویل فرم تا {end.last_minute_text} باز است؛ خود فرم را بدهید.",
                deadline=end,
            )
        if Objection.objects.filter(declaration=form, kind="late").exists():
            raise Refused(DIRECTIVE.article("20"), "پذیرش دیرهنگام را پیش‌تر درخواست کرده‌اید.")
        objection.kind, objection.claim, objection.filed_at = "late", act.body["claim"], act.at
    return act.act


def admit_late_declaration(call: Call, objection: Objection) -> Act:
    """The joint meeting finds the reason for a late form justified, or not, by recorded vote (Art. 20).

    Args: call.body: sitting (key), heard, outcome, reason, votes, recused, as in decide_objection.
    """
    with official_act(STEPS["admit_late_declaration"], objection, call) as act:
        _of_kind(objection, "late")
        _decide(objection, act, DIRECTIVE.article("20"))
    return act.act


def invite_objector(call: Call, objection: Objection) -> Act:
    """Invite the objector to the joint meeting; a later invitation takes the place of the earlier one (Art. 17).

    Args: call.body: invited_for (ISO instant), place.  Raises: Refused for a moment that is past.
    """
    with official_act(STEPS["invite_objector"], objection, call) as act:
        moment = datetime.fromisoformat(act.body["invited_for"])
        if moment <= act.at:
            raise Refused(DIRECTIVE.article("17"), "زمان جلسه باید پس از اکنون باشد.", field="invited_for")
        objection.invited_for, objection.place = moment, act.body["place"]
    return act.act


def open_joint_sitting(call: Call, sitting: JointSitting) -> Act:
    """Open a sitting of the presiding board with the heads of the branches, with its roll-call (Arts. 17, 19).

    Args: sitting, unsaved, with formation and body; call.body: present, keys of the members who are there.
    Raises: Refused while the house has not set the quorum, without quorum, or for one who does not belong to it.
    """
    with official_act(STEPS["open_joint_sitting"], sitting, call) as act:
        roll = {str(each.person_id) for each in joint_roll(act.day, sitting.formation.term)}
        present = set(act.body["present"])
        if present - roll:
            raise Refused(
                DIRECTIVE.article("17"), "کسی که عضو جلسهٔ مشترک نیست در شمار حاضران آمده است.", field="present"
            )
        # ASK (Arts. 17, 19): no text tells the quorum and the majority of the joint meeting; both are unset until the house says.
        needed = figures().value(QUORUM, act.day)
        if len(present) < needed or not roll:
            tally = Tally(members=len(roll), attending=len(present))
            raise Refused(
                DIRECTIVE.article("17"), f"جلسه رسمیت ندارد: {quorum_sentence(tally, needed)}.", field="present"
            )
        others = JointSitting.objects.filter(formation=sitting.formation)
        if others.filter(stage="open").exists():
            raise Refused(DIRECTIVE.article("17"), "جلسهٔ مشترک دیگری باز است.")
        sitting.number, sitting.opened_at, sitting.roll = others.count() + 1, act.at, len(roll)
        sitting.stage, sitting.stage_since = "open", act.at
        sitting.save()
        JointAttendance.objects.bulk_create(
            JointAttendance(sitting=sitting, person_id=each) for each in sorted(present)
        )
    return act.act


def close_joint_sitting(call: Call, sitting: JointSitting) -> Act:
    """Close a joint sitting (Art. 17)."""
    with official_act(STEPS["close_joint_sitting"], sitting, call) as act:
        sitting.closed_at = act.at
    return act.act


def decide_objection(call: Call, objection: Objection) -> Act:
    """The joint meeting decides on an objection to points; what it finds right changes the line and the sum (Art. 17).

    Args: call.body: sitting (key), heard (heard, absent), outcome (accepted, refused), relation and as_row where a relation
        was contested, reason, votes (person key to agree, against, abstain), recused (person keys).
    Raises: Refused before the time of the invitation, without an open sitting, its quorum or its majority.
    """
    with official_act(STEPS["decide_objection"], objection, call) as act:
        _of_kind(objection, "score")
        _decide(objection, act, DIRECTIVE.article("17"))
        if objection.outcome == "accepted":
            objection.relation, objection.as_row = act.body.get("relation", ""), act.body.get("as_row", "")
            _uphold(objection, act)
    return act.act


def decide_seat_objection(call: Call, objection: Objection) -> Act:
    """The joint meeting's final word on a seat; one that it finds right is changed within the ceiling (Art. 19).

    Args: call.body: sitting (key), heard, outcome, reason, votes, recused, as in decide_objection.
    Raises: Refused while a round is ahead, or where the committee has no seat left; else as decide_objection.
    """
    with official_act(STEPS["decide_seat_objection"], objection, call) as act:
        _of_kind(objection, "seat")
        _decide(objection, act, DIRECTIVE.article("19"))
        if objection.outcome == "accepted":
            _reseat(objection, act)
    return act.act


def _of_kind(objection: Objection, kind: str) -> None:
    if objection.kind != kind:
        raise Refused(DIRECTIVE.article(objection.ARTICLES[kind]), "این درخواست از گونهٔ دیگری است.")


def _decide(objection: Objection, act: Doing, article: Article) -> None:
    sitting = JointSitting.objects.filter(pk=act.body["sitting"], formation=objection.formation, stage="open").first()
    if sitting is None:
        raise Refused(article, "جلسهٔ مشترک باز نیست؛ نخست جلسه را با حضور و غیاب باز کنید.", field="sitting")
    votes, recused = taken(
        act, sitting, article, figures().value(QUORUM, act.day), objection.owner.pk, figures().value(MAJORITY, act.day)
    )
    objection.sitting, objection.heard, objection.outcome = sitting, act.body["heard"], act.body["outcome"]
    objection.reason, objection.decided_at = act.body["reason"], act.at
    ObjectionBallot.objects.bulk_create(
        ObjectionBallot(objection=objection, person_id=person, vote=vote) for person, vote in votes
    )
    ObjectionRecusal.objects.bulk_create(
        ObjectionRecusal(objection=objection, person_id=each, at=act.at) for each in recused
    )


def _uphold(objection: Objection, act: Doing) -> None:
    item: Any = objection.item
    if item.kind in RELATED and not objection.relation:
        raise Refused(DIRECTIVE.article("17"), "نسبتی را که این سابقه با آن شمرده شود برگزینید.", field="relation")
    item.stage, item.stage_since, item.version = "decided", act.at, item.version + 1
    item.confirmed = True
    item.save()
    # Scoring reads what is stored.
    objection.stage = "decided"
    objection.save()
    objection.before, objection.after = recount(objection.declaration, act)
    act.note(before=_sums(objection.before), after=_sums(objection.after))


def _sums(sheets: list[dict[str, Any]]) -> dict[str, str]:
    return {each["committee"]: each["points"] for each in sheets}


def _reseat(objection: Objection, act: Doing) -> None:
    formation, wanted = objection.formation, objection.committee
    if wanted.code not in open_committees(formation):
        raise Refused(
            DIRECTIVE.article("19"), f"کمیسیون {wanted.title} به سقف رسیده است و جایی ندارد.", field="outcome"
        )
    form = objection.declaration
    seat = Seat.objects.filter(declaration=form).select_related("committee").first()
    last = formation.lots.exclude(result="").order_by("-round").first()
    came_from = seat.committee if seat is not None else None
    if seat is None:
        seat = Seat(formation=formation, declaration=form, round=last.round)
    seat.committee, seat.through, seat.by_lot, seat.given_at = wanted, "decision", False, act.at
    seat.stage, seat.stage_since, seat.version = "given", act.at, seat.version + 1
    seat.save()
    form.stage, form.stage_since = "seated", act.at
    form.save(update_fields=["stage", "stage_since"])
    SeatDecision.objects.create(
        formation=formation, declaration=form, objection=objection, from_committee=came_from, to_committee=wanted,
        reason=objection.reason, decided_at=act.at,
    )  # fmt: skip
    act.note(seat_from=came_from.code if came_from is not None else None, seat_to=wanted.code)
