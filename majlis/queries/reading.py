"""History and papers, for a named viewer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.module_loading import import_string

from majlis.models import Act, Countersign, Document, Reading
from majlis.models.base import reference

from .authority import Viewer


def acts_of(*rows: Model, roots: bool = False) -> QuerySet[Act]:
    """The history of files, newest first. With `roots`, of everything that hangs on them too.

    The caller has already found the files for his viewer: a history is as visible as its file.
    """
    names = [reference(row) for row in rows]
    wanted = Q(subject__in=names)
    if roots:
        wanted |= Q(root__in=names)
    return Act.objects.filter(wanted).select_related("actor", "second", "on_behalf_of").order_by("-recorded_at", "-seq")


def first_signatures(subject: Model, words: Iterable[str]) -> QuerySet[Countersign]:
    """First signatures that wait for a second, on this file as it now is."""
    return Countersign.objects.filter(
        subject=reference(subject), verb__in=list(words), act=None, withdrawn_at=None,
        subject_version=getattr(subject, "version", 0),
    ).select_related("first")  # fmt: skip


def visible_documents(viewer: Viewer, realms: Collection[str] | None = None) -> QuerySet[Document]:
    """The papers that a viewer may open: his own, and those that an office shows him, in one query.

    Args: realms, papers of these offices alone, and only they are asked.
    """
    if viewer.person is None:
        return Document.objects.none()
    # In a sealed realm it is the file that gives the right: who stood aside has none to what he himself brought.
    sealed = [
        config.realm.code for config in apps.get_app_configs() if hasattr(config, "realm") and config.realm.sealed
    ]
    wanted = Q(owner=viewer.person) & ~Q(realm__in=sealed)
    for config in apps.get_app_configs():
        if (scope := getattr(config, "documents", "")) and (realms is None or config.realm.code in realms):
            wanted |= import_string(scope)(viewer.within(config.realm))
    rows = Document.objects.filter(wanted)
    return rows if realms is None else rows.filter(realm__in=realms)


def has_read(viewer: Viewer, row: Model, how: str, within: timedelta) -> bool:
    """Is it noted already that the viewer opened this row, so long ago at most?"""
    noted = Reading.objects.filter(reader=viewer.person, subject=reference(row), how=how)
    # A request's moment may be lazy, and what is lazy adds but does not subtract.
    return noted.filter(at__gt=viewer.at + -within, at__lte=viewer.at).exists()


kernel_documents = visible_documents
