"""One thing to open behind each address of liaison and conduct in the played house: a file in the stage which its act follows."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from conduct.models import Archive, Ballot, BoardSitting, Case, Election, Inquiry, RulingSanction, Staffing
from liaison.models import KIND_MODELS, Matter, Promise, Referral, Task
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
    rows = {
        "member": {"pk": member.pk},
        "task": {"pk": owed.pk},
        "matter": {"pk": matter.pk},
        "referral": {"pk": referral.pk},
        "refer_to_ministry": {"pk": matter.pk},
    }
    for word, step in apps.get_app_config("liaison").steps.items():
        model = apps.get_model("liaison", step.subject)
        if issubclass(model, Matter) and not step.creates:
            rows[word] = {"pk": _fitting(_of_kind(model), step).pk}
        elif model is Referral and not step.creates:
            rows[word] = {"pk": referral.pk}
        elif model is Promise:
            rows[word] = {"pk": promised.pk}
        elif model is Task and not step.creates:
            rows[word] = {"pk": owed.pk}
    return {f"liaison:{name}": row for name, row in rows.items()}


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
        **{word: {"pk": election.pk} for word in (*words, "election")}, "assign_staff": {"pk": staffing.pk}, "archived": {"pk": archive.pk},
        "open_archive": {"pk": archive.pk},
    }  # fmt: skip
