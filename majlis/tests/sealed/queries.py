"""What a keeper may read: the permission stands inside each query."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from majlis.queries import Viewer, Waiting
from majlis.queries.letters import LetterKind, LetterRoom
from majlis.tests.sealed.models import Note, Secret, SecretPaper
from majlis.tests.sealed.rules.procedure import KEEPERS, STEPS


def secrets(viewer: Viewer) -> QuerySet[Secret]:
    return Secret.objects.filter(board__in=viewer.bodies(*KEEPERS)).select_related("board").order_by("ref")


def secret_visible(viewer: Viewer, key: UUID) -> Secret | None:
    return secrets(viewer).filter(pk=key).first()


def note_on(viewer: Viewer, key: UUID) -> Note | None:
    """A note not yet written, on a secret that the viewer sees."""
    secret = secret_visible(viewer, key)
    return Note(secret=secret) if secret is not None else None


def document_scope(viewer: Viewer) -> Q:
    attached = SecretPaper.objects.filter(document=OuterRef("pk"), secret__board__in=viewer.bodies(*KEEPERS))
    return Q(realm="sealed") & Exists(attached)


def waiting_for(viewer: Viewer) -> list[Waiting]:
    return [_row(secret) for secret in secrets(viewer).filter(stage="opened")]


ROOM = LetterRoom(
    head=("هیأت مهر",),
    kinds=(
        LetterKind(
            "notice", "خبر راز", "secret", "open_secret", KEEPERS, {KEEPERS[0]: "نگهبان"}, lambda secret: {"title": secret.title},
            lambda secret: secret.papers.order_by("pk"), "confidential",
        ),
    ),
    files={"secret": secrets},
    page=lambda secret: reverse("sealed:secret", args=[secret.pk]),
)  # fmt: skip


def _row(secret: Secret) -> Waiting:
    url = reverse("sealed:secret", args=[secret.pk])
    return Waiting(STEPS["close_secret"], secret.title, "", secret.ref, url, None)
