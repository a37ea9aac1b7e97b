"""Acts done on paper: who enters them, what he has laid ready, and what waits for a second officer (Art. 4)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from majlis.models import Act, Countersign, Document, DraftDocument, Membership
from majlis.models.base import reference
from majlis.realm import Realm
from majlis.rules.law import Step

from .authority import OWN_FILE, Viewer, _named, office_name
from .kept import SIGNED_ONCE, any_waits
from .reading import first_signatures
from .standing import due, office, step_named
from .waiting import ROWS_A_STEP, Waiting

KIND = "paper"
PAPER = "_paper"


def enters_paper(step: Step, subject: Model, viewer: Viewer) -> bool:
    """May he enter this act from paper: one of the office's paper clerks, and another's file. Such a file has an owner."""
    owner = getattr(subject, "owner", None)
    if (
        not step.paper
        or OWN_FILE not in step.by
        or owner is None
        or viewer.person is None
        or owner.pk == viewer.person.pk
    ):
        return False
    return _named(_own_offices(viewer), office(subject).realm.paper_clerks, subject)


def paper_url(step: Step, subject: Model) -> str:
    """The page on which the act is entered from paper; empty where it has none."""
    try:
        return reverse(f"{office(subject).label}:{step.word}_on_paper", args=[subject.pk])
    except NoReverseMatch:
        return ""


def open_paper_acts(subject: Model, viewer: Viewer) -> list[tuple[Step, str]]:
    """What may be entered from paper on this file now, each with its page."""
    steps = (step for step in office(subject).steps.values() if step.subject == subject._meta.model_name)
    rows = [
        (step, paper_url(step, subject)) for step in steps if enters_paper(step, subject, viewer) and due(step, subject)
    ]
    return [(step, url) for step, url in rows if url]


def shelf(step: Step, subject: Model) -> str:
    """The name of the draft with which the scan lies: another one for each paper that came on this file."""
    before = Act.objects.filter(subject=reference(subject), verb=step.word, on_behalf_of__isnull=False).count()
    return f"{reference(subject)}:{step.word}:{before}"


def scan_laid(viewer: Viewer, step: Step, subject: Model) -> Document | None:
    """The scan that he has brought for this act, the newest where he brought several."""
    laid = DraftDocument.objects.filter(
        draft__person=viewer.person, draft__kind=KIND, draft__subject=shelf(step, subject)
    )
    newest = laid.order_by("-pk").select_related("document").first()
    return newest.document if newest is not None else None


def signed_once(step: Step, subject: Model) -> Countersign | None:
    """The first officer's signature on a paper act that waits for a second."""
    return next((each for each in first_signatures(subject, [step.word]) if PAPER in each.content), None)


def scan_of(signed: Countersign) -> Document:
    """The scan under a first signature."""
    return Document.objects.get(pk=signed.content[PAPER])


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Papers that another officer has entered, for the second; of a sealed office they wait on its files alone."""
    if not any_waits(viewer, SIGNED_ONCE):
        return []
    found = []
    for config in _offices_of(viewer):
        signed = Countersign.objects.filter(
            act=None, withdrawn_at=None, subject__startswith=f"{config.label}.", body__contains=f'"{PAPER}":'
        )
        signed = signed.exclude(first=viewer.person).select_related("first").order_by("signed_at")[:ROWS_A_STEP]
        files = _files(each.subject for each in signed)
        found += [row for each in signed if (row := _waits(each, files.get(each.subject), viewer)) is not None]
    return found


def _waits(signed: Countersign, file: Any, viewer: Viewer) -> Waiting | None:
    if file is None or getattr(file, "version", 0) != signed.subject_version:
        return None
    step = step_named(file, signed.verb)
    url = paper_url(step, file)
    if not url or not enters_paper(step, file, viewer):
        return None
    title = f"امضای دوم بر برگهٔ کاغذی: {step.label}"
    return Waiting(step, title, f"امضای نخست: {signed.first}", str(file), url, None)


def _files(references: Any) -> dict[str, Model]:
    """The files behind references, a query a kind."""
    keys: dict[str, list[str]] = defaultdict(list)
    for each in references:
        kind, _, key = each.partition(":")
        keys[kind].append(key)
    return {
        reference(row): row
        for kind, wanted in keys.items()
        for row in apps.get_model(kind)._default_manager.filter(pk__in=wanted)
    }


def _offices_of(viewer: Viewer) -> list[Any]:
    """The open offices whose papers he enters."""
    offices = (config for config in apps.get_app_configs() if getattr(config, "realm", None) is not None)
    return [each for each in offices if not each.realm.sealed and is_clerk(viewer, each.realm)]


def is_clerk(viewer: Viewer, realm: Realm) -> bool:
    """Does he enter this office's papers, in his own name? An office that is lent to him does not bring that with it."""
    return any(office_name(each) in realm.paper_clerks for each in _own_offices(viewer))


def _own_offices(viewer: Viewer) -> tuple[Membership, ...]:
    return tuple(each for each in viewer.offices if viewer.person is not None and each.person_id == viewer.person.pk)


def document_scope(viewer: Viewer) -> Q:
    """The papers that one clerk has brought for an act on paper, for the other who signs it with him."""
    realms = [each.realm.code for each in _offices_of(viewer)]
    if not realms:
        return Q(pk__in=[])
    laid = DraftDocument.objects.filter(document=OuterRef("pk"), draft__kind=KIND)
    return Q(realm__in=realms) & Exists(laid)
