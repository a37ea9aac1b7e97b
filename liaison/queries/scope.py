"""Who sees what: the office all, a ministry what was referred to it and no more. The permission stands in the one query."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from liaison.models import KIND_MODELS, Matter, Referral, Task
from liaison.models.referral import GONE
from liaison.rules.offices import COUNTERPARTS
from liaison.rules.tasks import BY_LAW, PROMISE, RESTRICTED, TASK_KINDS
from majlis.models import Body
from majlis.queries import Viewer

OFFICE = ("liaison_office.head", "liaison_office.officer")
DEPUTY = "ministry.deputy"
EXPERT = "ministry.expert"
HEAD = "liaison_office.head"
MEMBER = "chamber.member"


def office(viewer: Viewer) -> bool:
    return viewer.holds(*OFFICE)


def of_a_ministry(viewer: Viewer) -> bool:
    return viewer.holds(DEPUTY, EXPERT)


def has_a_door(viewer: Viewer) -> bool:
    """Whether the office's door is shown to him."""
    return office(viewer) or of_a_ministry(viewer)


def referrals(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals: the office's all; a deputy's ministry's; those that were handed to an expert. None that was taken from it."""
    rows = Referral.objects.select_related(
        "matter__addressee", "matter__lead", "matter__term", "ministry", "handed_to", "transferred_from__ministry"
    )
    if office(viewer):
        return rows
    return rows.filter(_of_ministry(viewer))


def _of_ministry(viewer: Viewer) -> Q:
    own = Q(ministry__in=viewer.bodies(DEPUTY))
    own |= Q(ministry__in=viewer.bodies(EXPERT), handed_to__in=viewer.names)
    return own & ~Q(stage__in=GONE)


def referral_visible(viewer: Viewer, pk: UUID) -> Referral | None:
    return referrals(viewer).filter(pk=pk).first() if viewer.person is not None else None


def matters(viewer: Viewer) -> QuerySet[Matter]:
    """Matters: the office's all; for a ministry those of which a referral stands with it."""
    rows = Matter.objects.select_related("addressee", "committee", "lead", "term", "cabinet")
    if office(viewer):
        return rows
    if not of_a_ministry(viewer):
        return rows.none()
    standing = Referral.objects.filter(_of_ministry(viewer), matter=OuterRef("pk"))
    return rows.filter(Exists(standing))


def matter_visible(viewer: Viewer, pk: UUID) -> Matter | None:
    return matters(viewer).filter(pk=pk).first() if viewer.person is not None else None


def office_matter(viewer: Viewer, pk: UUID) -> Matter | None:
    """A matter for who may act on it: a ministry acts on its referrals alone."""
    return matter_visible(viewer, pk) if office(viewer) else None


def new_matter(viewer: Viewer, kind: str) -> Matter | None:
    """An unsaved matter of a kind, for the office."""
    return KIND_MODELS[kind](kind=kind) if office(viewer) else None


def new_referral(viewer: Viewer, pk: UUID) -> Referral | None:
    """An unsaved referral of a matter, for the office."""
    matter = office_matter(viewer, pk)
    return Referral(matter=matter) if matter is not None else None


def tasks(viewer: Viewer) -> QuerySet[Task]:
    """Tasks: the office's all but those restricted to its head and their owner; a ministry's own; what he was promised."""
    rows = Task.objects.select_related("ministry", "person", "asker", "cabinet", "gathering")
    if viewer.holds(HEAD):
        return rows
    wanted = Q(ministry__in=viewer.bodies(DEPUTY)) | Q(ministry__in=viewer.bodies(EXPERT), person__in=viewer.names)
    if office(viewer):
        wanted |= ~Q(kind__in=RESTRICTED) | Q(person__in=viewer.names)
    if viewer.holds(MEMBER):
        wanted |= Q(kind=PROMISE, asker=viewer.person)
    return rows.filter(wanted)


def task_visible(viewer: Viewer, pk: UUID) -> Task | None:
    return tasks(viewer).filter(pk=pk).first() if viewer.person is not None else None


def kinds_of_tasks(viewer: Viewer) -> tuple[str, ...]:
    """The kinds of task that he may give, or look for."""
    if office(viewer) and not viewer.holds(HEAD):
        return tuple(code for code in TASK_KINDS if code not in RESTRICTED)
    return tuple(TASK_KINDS)


def kinds_to_assign(viewer: Viewer) -> tuple[str, ...]:
    """The kinds of task that are given by themselves; a by-law comes with its law."""
    return tuple(code for code in kinds_of_tasks(viewer) if code != BY_LAW)


def ministries() -> QuerySet[Body]:
    """The ministries in their order."""
    return Body.objects.filter(kind="ministry").order_by("order", "code")


def new_by_law(viewer: Viewer, pk: UUID) -> Task | None:
    """An unsaved by-law of a law, for the office."""
    law = office_matter(viewer, pk)
    return Task(law=law) if law is not None and law.kind == "law" else None


def counterparts() -> QuerySet[Body]:
    """The bodies with which letters pass, the President's office first."""
    return Body.objects.filter(kind__in=COUNTERPARTS).order_by("-kind", "order", "code")


def bills_without_law(viewer: Viewer) -> QuerySet[Matter]:
    """Bills that were published and whose law is not entered, newest first."""
    entered = Matter.objects.filter(kind="law", origin=OuterRef("pk"))
    published = matters(viewer).filter(stage__in=("published", "on_trial", "in_force")).exclude(kind="law")
    return published.exclude(Exists(entered)).order_by("-filed_at", "-id")


def addressees() -> QuerySet[Body]:
    """To whom a notice may be put: the President, or a ministry."""
    return Body.objects.filter(kind__in=("presidency", "ministry")).order_by("-kind", "order", "code")


def committees() -> QuerySet[Body]:
    return Body.objects.filter(kind="committee").order_by("order", "code")
