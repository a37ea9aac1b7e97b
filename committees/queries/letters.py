"""This office's letters: what was found of an item and of a doubt, points that were published, the final list (Arts. 5, 15, 17, 23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from committees.models import Ambiguity, Declaration, Formation, Item, Lot, Objection, Seat
from committees.queries.changes import committees_with_room, lowered_in, members_on, offices_of_seat, seats_seen
from committees.queries.objections import objections
from committees.queries.scope import ambiguities, committee_bodies, formations, items, lots
from committees.rules.procedure import STEPS
from majlis import persian
from majlis.models import Document
from majlis.queries import acts_of
from majlis.queries.letters import LetterKind, LetterRoom
from majlis.queries.standing import started, step_deadlines_of
from majlis.rules.deadlines import legal_day

WRITERS = ("presiding_board.clerk", "presiding_board.secretary")
SIGNERS = {
    "presiding_board.secretary": "دبیر هیأت رئیسه",
    "presiding_board.speaker": "رئیس مجلس شورای اسلامی",
    "presiding_board.deputy_speaker": "نایب‌رئیس مجلس شورای اسلامی",
}


def _papers(item: Item) -> QuerySet[Document]:
    return item.documents.order_by("uses__place", "pk").distinct()


def _told(form: Declaration) -> str:
    """A form's number as a letter bears it: in a line from right to left a hyphen would let its parts change places."""
    return form.number.replace("-", "/")


def refused(item: Item) -> Mapping[str, Any]:
    """Whose item it is, what it was and why it was refused."""
    form = item.declaration
    return {
        "member": form.member.name,
        "constituency": form.constituency,
        "number": _told(form),
        "kind": item.get_kind_display(),
        "item": item.title,
        "reason": item.reason,
        "day": item.checked_at,
    }


def referred(doubt: Ambiguity) -> Mapping[str, Any]:
    """The branch, the item and the question that is put to it."""
    form = doubt.item.declaration
    return {
        "branch": doubt.branch.title,
        "member": form.member.name,
        "number": _told(form),
        "item": doubt.item.title,
        "committee": doubt.committee.title,
        "question": doubt.question,
    }


def accepted(item: Item) -> Mapping[str, Any]:
    """Whose item was found to agree with its paper, and when."""
    return refused(item)


def decided(doubt: Ambiguity) -> Mapping[str, Any]:
    """What the branch decided on whose item, and why."""
    return {
        **referred(doubt),
        "constituency": doubt.item.declaration.constituency,
        "relation": doubt.get_relation_display(),
        "reason": doubt.reason,
        "day": doubt.decided_at,
        "sitting": doubt.sitting.opened_at if doubt.sitting is not None else None,
    }


def invited(objection: Objection) -> Mapping[str, Any]:
    """Who is invited on which objection, when and where."""
    form = objection.declaration
    return {
        "member": form.member.name,
        "constituency": form.constituency,
        "number": _told(form),
        "item": objection.item.title if objection.item is not None else objection.get_kind_display(),
        "committee": objection.committee.title if objection.committee is not None else "",
        "article": persian.digits(objection.article),
        "invited_for": objection.invited_for,
        "place": objection.place,
    }


def ruled(objection: Objection) -> Mapping[str, Any]:
    """What the joint meeting decided on an objection, in which sitting, and why."""
    return {
        **invited(objection),
        "sitting": objection.sitting.number if objection.sitting is not None else None,
        "outcome": objection.get_outcome_display(),
        "heard": objection.get_heard_display(),
        "reason": objection.reason,
        "day": objection.decided_at,
    }


def asked(item: Item) -> Mapping[str, Any]:
    """Whose item it is, and which document is asked for."""
    return {**refused(item), "asked": item.asked, "day": item.asked_at}


def changed(seat: Seat) -> Mapping[str, Any]:
    """Whose seat it is, and the offices that it was and is."""
    offices = list(offices_of_seat(seat))
    form = seat.declaration
    return {
        "member": form.member.name,
        "constituency": form.constituency,
        "number": _told(form),
        "before": offices[-2].body.title if len(offices) > 1 else "",
        "committee": offices[-1].body.title if offices else seat.committee.title,
        "from_day": offices[-1].from_day if offices else None,
        "last_day": offices[-1].to_day if offices else None,
    }


def lowered(formation: Formation) -> Mapping[str, Any]:
    """Which floors the joint session lowered, and by which decisions."""
    rows = [
        {
            "committee": each.committee.title,
            "minimum": each.minimum,
            "decision": each.decision,
            "day": each.decision_day,
        }
        for each in lowered_in(formation)
    ]
    return {"formation": str(formation), "rows": rows}


def opened_by_election(formation: Formation) -> Mapping[str, Any]:
    """Who may sit where in a by-election, and until when a form is taken (Art. 21)."""
    day = legal_day(formation.opened_at)
    titles = {each.code: each for each in committee_bodies()}
    limits = step_deadlines_of(STEPS["submit_declaration"], Declaration(formation=formation), formation.opened_at)
    rows = [
        {"committee": titles[code].title, "members": members_on(titles[code], day), "free": free}
        for code, free in committees_with_room(formation.term, day).items()
    ]
    return {
        "formation": str(formation),
        "opened_at": formation.opened_at,
        "last_minute": limits[0][1].last_minute if limits else None,
        "rooms": rows,
    }


def printed(formation: Formation) -> Mapping[str, Any]:
    """How many forms were checked and how their items came out, when the records were last printed (Art. 5)."""
    act = acts_of(formation).filter(verb="print_records").first()
    current = Item.objects.filter(declaration__formation=formation, submission=F("declaration__submission"))
    stages = dict(current.order_by().values_list("stage").annotate(n=Count("pk")))
    return {
        "formation": str(formation),
        "forms": formation.declarations.filter(submission__gt=0).count(),
        "accepted": sum(count for stage, count in stages.items() if stage not in ("declared", "rejected")),
        "rejected": stages.get("rejected", 0),
        "printed_at": act.happened_at if act is not None else None,
    }


def voided(lot: Lot) -> Mapping[str, Any]:
    """Which draw was given up, where it stood, why, and by which decision (Art. 18)."""
    act = acts_of(lot).filter(verb="void_lot").first()
    body = act.content if act is not None else {}
    day = body.get("decision_day")
    return {
        "lot": str(lot),
        "formation": str(lot.formation),
        "lot_id": lot.lot_id,
        "stage": Lot.STAGES.get(lot.voided_from, ""),
        "reason": lot.void_reason,
        "decision": body.get("decision", ""),
        "decision_day": date.fromisoformat(day) if day else None,
    }


def published(formation: Formation) -> Mapping[str, Any]:
    """From when the points stand, and until when they may be objected to."""
    published_at = started(STEPS["file_objection"], Declaration(formation=formation)) or formation.stage_since
    limits = step_deadlines_of(STEPS["file_objection"], Declaration(formation=formation), published_at)
    return {
        "formation": str(formation),
        "published_at": published_at,
        "last_minute": limits[0][1].last_minute if limits else None,
        "forms": formation.declarations.exclude(stage="issued").count(),
    }


def final_roster(formation: Formation) -> Mapping[str, Any]:
    """How many sit where, when the list is final."""
    rows = formation.seats.values("committee__title").annotate(members=Count("pk")).order_by("committee__title")
    return {"formation": str(formation), "committees": list(rows), "members": sum(row["members"] for row in rows)}


def page_of_file(file: Any) -> str:
    if isinstance(file, Formation):
        return reverse("committees:formation", args=[file.code])
    if isinstance(file, Seat):
        return reverse("committees:seat", args=[file.pk])
    if isinstance(file, Lot):
        return reverse("committees:lot", args=[file.pk])
    if isinstance(file, Objection):
        return reverse("committees:objection", args=[file.pk])
    if isinstance(file, Ambiguity):
        return reverse("committees:ambiguity", args=[file.pk])
    return reverse("committees:desk_item", args=[file.pk])


ROOM = LetterRoom(
    head=("هیأت رئیسه", "دبیرخانهٔ تشکیل کمیسیون‌ها"),
    kinds=(
        LetterKind(
            "refused_item", "اعلام رد مورد به نماینده", "item", "reject_item",
            ("laws_deputy.head", "laws_deputy.officer", *WRITERS), {"laws_deputy.head": "معاون قوانین", **SIGNERS}, refused, _papers,
        ),
        LetterKind(
            "referred_doubt", "ارجاع ابهام به شعبه", "ambiguity", "refer_ambiguity", WRITERS, SIGNERS, referred,
            lambda doubt: _papers(doubt.item),
        ),
        LetterKind(
            "accepted_item", "اعلام پذیرش مورد به نماینده", "item", "accept_item",
            ("laws_deputy.head", "laws_deputy.officer", *WRITERS), {"laws_deputy.head": "معاون قوانین", **SIGNERS}, accepted, _papers,
        ),
        LetterKind("decided_doubt", "ابلاغ تصمیم شعبه به نماینده", "ambiguity", "decide_ambiguity", WRITERS, SIGNERS, decided),
        LetterKind(
            "asked_document", "خواستن سند از نماینده", "item", "ask_for_document",
            ("laws_deputy.head", "laws_deputy.officer", *WRITERS), {"laws_deputy.head": "معاون قوانین", **SIGNERS}, asked, _papers,
        ),
        LetterKind("moved_member", "ابلاغ جابه‌جایی کمیسیون", "seat", "move_member", WRITERS, SIGNERS, changed),
        LetterKind("ended_seat", "ابلاغ پایان عضویت در کمیسیون", "seat", "end_seat", WRITERS, SIGNERS, changed),
        LetterKind("lowered_minimum", "ابلاغ کف تازهٔ کمیسیون", "formation", "lower_minimum", WRITERS, SIGNERS, lowered),
        LetterKind(
            "opened_by_election", "آگهی تشکیل میان‌دوره‌ای", "formation", "open_by_election", WRITERS, SIGNERS, opened_by_election
        ),
        LetterKind(
            "printed_records", "فرستادن سوابق چاپ‌شده", "formation", "print_records", ("laws_deputy.head", "laws_deputy.officer"),
            {"laws_deputy.head": "معاون قوانین"}, printed,
        ),
        LetterKind("voided_lot", "ابلاغ ابطال قرعه", "lot", "void_lot", WRITERS, SIGNERS, voided),
        LetterKind("invited_objector", "دعوت معترض به جلسهٔ مشترک", "objection", "invite_objector", WRITERS, SIGNERS, invited),
        LetterKind("decided_objection", "ابلاغ تصمیم دربارهٔ امتیاز", "objection", "decide_objection", WRITERS, SIGNERS, ruled),
        LetterKind("decided_late", "ابلاغ تصمیم دربارهٔ فرم دیرهنگام", "objection", "admit_late_declaration", WRITERS, SIGNERS, ruled),
        LetterKind("decided_seat", "ابلاغ تصمیم دربارهٔ کمیسیون", "objection", "decide_seat_objection", WRITERS, SIGNERS, ruled),
        LetterKind("published_scores", "آگهی انتشار امتیازها", "formation", "publish_scores", WRITERS, SIGNERS, published),
        LetterKind("final_roster", "ابلاغ فهرست نهایی اعضا", "formation", "finalise_roster", WRITERS, SIGNERS, final_roster),
    ),
    files={"item": items, "ambiguity": ambiguities, "objection": objections, "seat": seats_seen, "formation": formations, "lot": lots},
    page=page_of_file,
)  # fmt: skip
