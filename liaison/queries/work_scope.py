"""Who sees what of the office's work: the office all, a ministry what it was asked, who was called what he was called to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from liaison.models import (
    Criteria,
    DefenceRecord,
    Evaluation,
    EvaluationRound,
    Gathering,
    MeetingLot,
    MeetingRequest,
    Opinion,
    Presence,
    Voice,
)
from liaison.queries.scope import DEPUTY, EXPERT, office, office_matter
from liaison.rules.gatherings import GIVEN_UP
from liaison.rules.voices import BILLS
from majlis.models import Membership
from majlis.queries import Viewer
from majlis.queries.authority import on_day

# --- one voice ------------------------------------------------------------------------------------------------------------


def voices(viewer: Viewer) -> QuerySet[Voice]:
    """Whole matrices are the office's."""
    rows = Voice.objects.select_related("matter__addressee", "committee_speaker", "floor_speaker")
    return rows if office(viewer) else rows.none()


def voice_visible(viewer: Viewer, pk: UUID) -> Voice | None:
    return voices(viewer).filter(pk=pk).first()


def new_voice(viewer: Viewer, pk: UUID) -> Voice | None:
    """An unsaved edition of a bill, for the office."""
    matter = office_matter(viewer, pk)
    return Voice(matter=matter) if matter is not None and matter.kind in BILLS else None


def opinions(viewer: Viewer) -> QuerySet[Opinion]:
    """Opinions: the office's all; a ministry's own. No ministry reads another's word. # ASK (office): should it?"""
    rows = Opinion.objects.select_related("voice__matter", "voice__floor_speaker", "voice__committee_speaker", "body")
    return (
        rows
        if office(viewer)
        else rows.filter(body__in=[*viewer.bodies(DEPUTY), *viewer.bodies(EXPERT)], body__kind="ministry")
    )


def opinion_visible(viewer: Viewer, pk: UUID) -> Opinion | None:
    return opinions(viewer).filter(pk=pk).first() if viewer.person is not None else None


# --- gatherings -----------------------------------------------------------------------------------------------------------


def presences(viewer: Viewer) -> QuerySet[Presence]:
    """Presences: the office's all; a deputy's ministry's; everybody's own."""
    rows = Presence.objects.select_related("gathering", "person", "ministry", "delegate")
    if office(viewer):
        return rows
    own = Q(ministry__in=viewer.bodies(DEPUTY)) | Q(person__in=viewer.names) | Q(delegate__in=viewer.names)
    return rows.filter(own).exclude(stage=GIVEN_UP)


def presence_visible(viewer: Viewer, pk: UUID) -> Presence | None:
    return presences(viewer).filter(pk=pk).first() if viewer.person is not None else None


def gatherings(viewer: Viewer) -> QuerySet[Gathering]:
    """Gatherings: the office's all; of others those to which their ministry, or they themselves, were called."""
    rows = Gathering.objects.select_related("body", "matter", "reporter")
    if office(viewer):
        return rows
    called = presences(viewer).filter(gathering=OuterRef("pk")).order_by()
    return rows.filter(Exists(called))


def gathering_visible(viewer: Viewer, pk: UUID) -> Gathering | None:
    return gatherings(viewer).filter(pk=pk).first() if viewer.person is not None else None


def office_gathering(viewer: Viewer, pk: UUID) -> Gathering | None:
    """A gathering for who may act on it."""
    return gathering_visible(viewer, pk) if office(viewer) else None


def new_gathering(viewer: Viewer) -> Gathering | None:
    return Gathering() if office(viewer) else None


def new_presence(viewer: Viewer, pk: UUID) -> Presence | None:
    gathering = office_gathering(viewer, pk)
    return Presence(gathering=gathering) if gathering is not None else None


def new_defence(viewer: Viewer, pk: UUID) -> DefenceRecord | None:
    gathering = office_gathering(viewer, pk)
    return DefenceRecord(gathering=gathering) if gathering is not None else None


def people_of_houses(viewer: Viewer) -> QuerySet[Membership]:
    """Whom the office may call or name as a speaker: the people of ministries, and its own."""
    rows = Membership.objects.filter(on_day(viewer.day), body__kind__in=("ministry", "liaison_office"))
    return rows.select_related("person", "body").order_by("body__kind", "body__order", "person__sort_key", "pk")


# --- meetings -------------------------------------------------------------------------------------------------------------


def meetings(viewer: Viewer) -> QuerySet[MeetingRequest]:
    rows = MeetingRequest.objects.select_related("minister", "committee", "gathering")
    return rows.prefetch_related("guests__person") if office(viewer) else rows.none()


def meeting_visible(viewer: Viewer, pk: UUID) -> MeetingRequest | None:
    return meetings(viewer).filter(pk=pk).first()


def new_meeting(viewer: Viewer) -> MeetingRequest | None:
    return MeetingRequest() if office(viewer) else None


def meeting_lots(viewer: Viewer) -> QuerySet[MeetingLot]:
    return MeetingLot.objects.all() if office(viewer) else MeetingLot.objects.none()


def meeting_lot_visible(viewer: Viewer, pk: UUID) -> MeetingLot | None:
    return meeting_lots(viewer).filter(pk=pk).first()


def new_meeting_lot(viewer: Viewer) -> MeetingLot | None:
    return MeetingLot() if office(viewer) else None


# --- evaluation -----------------------------------------------------------------------------------------------------------


def evaluations(viewer: Viewer) -> QuerySet[Evaluation]:
    """Evaluations: the office's all; a deputy's own."""
    rows = Evaluation.objects.select_related("round__criteria", "person", "ministry")
    if office(viewer):
        return rows
    return rows.filter(person=viewer.person) if viewer.person is not None else rows.none()


def evaluation_visible(viewer: Viewer, pk: UUID) -> Evaluation | None:
    return evaluations(viewer).filter(pk=pk).first() if viewer.person is not None else None


def rounds(viewer: Viewer) -> QuerySet[EvaluationRound]:
    rows = EvaluationRound.objects.select_related("criteria")
    return rows if office(viewer) else rows.none()


def round_visible(viewer: Viewer, pk: UUID) -> EvaluationRound | None:
    return rounds(viewer).filter(pk=pk).first()


def criteria(viewer: Viewer) -> QuerySet[Criteria]:
    """What deputies are measured by is published: who has a door here reads it."""
    return Criteria.objects.all()


def new_criteria(viewer: Viewer) -> Criteria | None:
    return Criteria() if office(viewer) else None


def new_round(viewer: Viewer) -> EvaluationRound | None:
    return EvaluationRound() if office(viewer) else None
