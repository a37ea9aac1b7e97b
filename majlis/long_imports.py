"""Long lists, entered by themselves: the same act with the same key as at the press that asked for it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import OperationalError
from django.urls import reverse
from django.utils.module_loading import import_string

from majlis import persian
from majlis.imports import ListImport, imports
from majlis.long_work import Made
from majlis.models import Act, Job
from majlis.queries.authority import Viewer, offices_of
from majlis.register import Call, NotVisible, Replayed
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

TURNS = 8  # each waits as long as the database's lock_timeout lets it
HELD_BY_OTHERS = ("55P03", "40P01")


def work(job: Job) -> Made:
    """Enter the list that was looked at, in one act. Raises: Refused where it is not that list any more, or not his."""
    kind = imports()[job.params["word"]]
    at = datetime.fromisoformat(job.params["at"])
    day = legal_day(at)
    viewer = Viewer(job.owner, day, at, offices_of(job.owner, day))
    try:
        act = _done(kind, viewer, job.params)
    except Replayed as again:
        act = again.act
    except NotVisible as hidden:
        raise Refused(None, "این کار دیگر کار شما نیست؛ چیزی ثبت نشد.") from hidden
    added = act.content.get("added", 0) if act is not None else 0
    url = reverse("receipt", args=[act.pk]) if act is not None else ""
    return Made(f"{persian.number(added)} ردیف ثبت شد.", url)


def _done(kind: ListImport, viewer: Viewer, params: dict[str, Any]) -> Act:
    for _ in range(TURNS):
        subject = import_string(kind.find)(viewer, **params["place"])
        if subject is None:
            raise NotVisible
        upload = kind.waiting(viewer.person, subject, viewer.at)
        if upload is None or upload.stamp != params["stamp"]:
            raise Refused(None, "این فهرست دیگر همان نیست که دیدید؛ چیزی ثبت نشد.")
        call = Call(actor=viewer.person, at=viewer.at, key=uuid.UUID(params["key"]), body=kind.body(upload))
        action = import_string(f"{apps.get_app_config(subject._meta.app_label).name}.actions.{kind.word}")
        try:
            act = action(call, subject)
        except OperationalError as held:
            if getattr(held.__cause__, "pgcode", "") not in HELD_BY_OTHERS:
                raise
            continue
        kind.forget(viewer.person, subject)
        return act
    raise Refused(None, "دفتر ثبت همهٔ این مدت در دست کار دیگری بود و چیزی ثبت نشد. دوباره بخواهید.")
