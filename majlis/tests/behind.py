"""One thing to open behind each address of liaison and conduct in the played house: a file in the stage which its act follows."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db.models import Count, Model, QuerySet

from conduct.models import Archive, Ballot, BoardSitting, Case, Election, Inquiry, RulingSanction, Staffing
from liaison.models import (
    KIND_MODELS,
    Consultation,
    Evaluation,
    EvaluationRound,
    FloorVote,
    Gathering,
    Matter,
    MeetingLot,
    MeetingRequest,
    Opinion,
    Position,
    Presence,
    Promise,
    Referral,
    Task,
    Voice,
)
from liaison.rules.kinds import OPEN
from liaison.rules.work import WORK
from majlis.models import User
from majlis.rules.law import Step

EXPERT = "ministry_expert"
PROMISED = "member"
CONCERNED = "conduct_concerned"


def liaison_examples() -> dict[str, dict[str, Any]]:
    """Rows by the name of the address. What a ministry is shown is what was handed to its expert."""
    expert = User.objects.get(username=EXPERT).person
    handed = Referral.objects.filter(handed_to=expert).order_by("pk")
    referral = handed.filter(stage="accepted").first() or handed.first()
    assert referral is not None
    matter = Matter.objects.filter(kind="question", stage="sent").order_by("pk").first()
    owed = Task.objects.filter(person=expert, stage="assigned").order_by("pk").first()
    promised = Task.objects.filter(kind="promise", stage="evidenced").order_by("pk").first()
    # The demonstration's member is chosen by his form alone; here the promise was made to him.
    member = User.objects.get(username=PROMISED).person
    Task.objects.filter(pk=promised.pk).update(asker=member)
    voted = FloorVote.objects.filter(names__isnull=False).order_by("pk").first()
    rows = {
        "member": {"pk": member.pk},
        "task": {"pk": owed.pk},
        "yearbook_pdf": {"year": matter.year},
        "matter": {"pk": matter.pk},
        "floor_vote": {"pk": voted.pk},
        "name_votes": {"pk": voted.pk},
        "referral": {"pk": referral.pk},
        "refer_to_ministry": {"pk": matter.pk},
    }
    for word, step in apps.get_app_config("liaison").steps.items():
        if step in WORK:
            continue
        model = apps.get_model("liaison", step.subject)
        if issubclass(model, Matter) and not step.creates:
            rows[word] = {"pk": _fitting(_of_kind(model), step).pk}
        elif model is Referral and not step.creates:
            rows[word] = {"pk": referral.pk}
        elif model is Promise:
            rows[word] = {"pk": promised.pk}
        elif model is Task and not step.creates:
            rows[word] = {"pk": owed.pk}
        elif word == "require_by_law":
            rows[word] = {"pk": Matter.objects.filter(kind="law").order_by("pk").first().pk}
    return {f"liaison:{name}": row for name, row in (rows | _work()).items()}


def _work() -> dict[str, dict[str, Any]]:
    """The office's own work, as the deputy of energy meets it."""
    deputy = User.objects.get(username="ministry_deputy").person
    bill = Matter.objects.filter(kind="government_bill", stage__in=OPEN).order_by("pk").first()
    own = {
        Voice: Voice.objects.order_by("pk"), Opinion: Opinion.objects.filter(body__code="ministry-energy").order_by("pk"),
        # He alone is called there, and sends nobody.
        Gathering: Gathering.objects.annotate(n=Count("presences")).filter(n=1, presences__person=deputy).order_by("pk"),
        Presence: Presence.objects.filter(person=deputy, delegate=None).order_by("pk"), MeetingRequest: MeetingRequest.objects.order_by("pk"),
        MeetingLot: MeetingLot.objects.order_by("pk"), Evaluation: Evaluation.objects.filter(person=deputy).order_by("pk"),
        Consultation: Consultation.objects.order_by("pk"), Position: Position.objects.order_by("pk"), EvaluationRound: EvaluationRound.objects.order_by("pk"),
    }  # fmt: skip
    rows: dict[str, dict[str, Any]] = {}
    for step in WORK:
        model = apps.get_model("liaison", step.subject)
        if not step.creates:
            found = own[model].filter(stage__in=step.after).first() if step.after else None
            rows[step.word] = {"pk": (found or own[model].first()).pk}
    rows["record_view"] = {"pk": Opinion.objects.filter(body__kind="committee").order_by("pk").first().pk}
    planned = own[Gathering].filter(stage="planned").first()
    names = {
        "consultation": Consultation, "position": Position, "voice": Voice, "voice_pdf": Voice, "opinion": Opinion, "gathering": Gathering, "presence": Presence, "meeting": MeetingRequest,
        "meeting_lot": MeetingLot, "ranking": EvaluationRound, "ranking_pdf": EvaluationRound, "evaluation": Evaluation,
    }  # fmt: skip
    rows |= {name: {"pk": own[model].first().pk} for name, model in names.items()}
    rows |= {
        "ask_voice": {"pk": bill.pk},
        "state_position": {"pk": Matter.objects.filter(kind="member_bill", stage__in=OPEN).order_by("pk").first().pk},
        "call_to_gathering": {"pk": planned.pk},
        "record_defence": {"pk": planned.pk},
    }
    course = Presence.objects.filter(
        gathering__kind="training", gathering__stage="held", person__user__username=EXPERT
    ).first()
    rows |= {"certificate_pdf": {"pk": course.pk}}
    return rows | {"evaluation_records": {"pk": own[Evaluation].first().pk, "measure": "attendance"}}


def _of_kind(model: type[Model]) -> QuerySet[Any]:
    return Matter.objects.filter(kind__in=[kind for kind, own in KIND_MODELS.items() if issubclass(own, model)])


def _fitting(rows: QuerySet[Any], step: Step) -> Any:
    """A file on which the act may follow; where the demonstration has none, any of its kind."""
    found = rows.filter(stage__in=step.after).order_by("pk").first() or rows.order_by("pk").first()
    assert found is not None, step.word
    return found


def _case(step: Step, otherwise: Case) -> Case:
    """The case of the first stage that the act follows; where there is none, the one that waits for its ruling."""
    opened = Case.objects.exclude(archives__stage="sealed").order_by("ref")
    found = (opened.filter(stage=stage).first() for stage in step.after)
    return next((case for case in found if case is not None), otherwise)


def conduct_examples() -> dict[str, dict[str, Any]]:
    """Rows by the name of the address. The case of the acts on a case is the one of the member who has an account."""
    own = Case.objects.get(member__user__username=CONCERNED)
    ruling = Case.objects.get(stage="closed_for_ruling")
    sitting, ballot = BoardSitting.objects.get(stage="open"), Ballot.objects.filter(case=ruling).order_by("pk").first()
    inquiry = Inquiry.objects.get(stage="assigned")
    rows: dict[str, dict[str, Any]] = {
        "case": {"pk": ruling.pk}, "case_sheet": {"pk": ruling.pk}, "minutes": {"pk": sitting.pk}, "own_case": {"pk": own.pk}, "sitting": {"pk": sitting.pk}, "report_inquiry": {"pk": inquiry.pk},
        "open_ballot": {"pk": ruling.pk}, "cast_vote": {"pk": ballot.pk}, "close_ballot": {"pk": ballot.pk},
        "record_attendance": {"pk": sitting.pk}, "close_sitting": {"pk": sitting.pk}, "adopt_board_rule": {"pk": uuid.UUID(int=9)},
        "open_sitting": {"code": "appeal_board"}, "receive_defence": {"pk": own.pk}, "file_appeal": {"pk": own.pk},
    }  # fmt: skip
    rows |= _made(Election.objects.get(), Staffing.objects.get(), Archive.objects.get(stage="sealed"))
    imposed = RulingSanction.objects.filter(ruling__case__stage="final").order_by("place")
    rows |= {"correct_ruling": {"pk": imposed[0].ruling_id}}
    rows |= {"execute_sanction": {"pk": imposed[0].pk}, "announce_sanction": {"pk": imposed.filter(letter="چ")[0].pk}}
    for word, step in apps.get_app_config("conduct").steps.items():
        if step.subject == "case" and word not in rows:
            rows[word] = {"pk": ruling.pk if ruling.stage in step.after else _case(step, ruling).pk}
    return {f"conduct:{name}": row for name, row in rows.items()}


def _made(election: Election, staffing: Staffing, archive: Archive) -> dict[str, dict[str, Any]]:
    """The one election and proposal of the demonstration, both at their end, and what lies sealed."""
    words = ("stand_for_board", "present_candidates", "record_board_election", "elect_officers")
    return {
        **{word: {"pk": election.pk} for word in (*words, "election")}, "assign_staff": {"pk": staffing.pk}, "staffing": {"pk": staffing.pk}, "archived": {"pk": archive.pk},
        "open_archive": {"pk": archive.pk},
        # Nobody's key of the archive is waited for.
        "join_opening": {"pk": archive.pk}, "drop_opening": {"pk": archive.pk},
    }  # fmt: skip
