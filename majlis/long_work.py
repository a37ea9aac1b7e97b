"""Long work: asked for once, done by a worker of its own, seen by its owner alone (platform, Screens).

A worker holds a lock of the database while it works, on a connection of its own that also says how far it has come. A killed
worker's lock goes with it: the work is known to be broken off, and another worker takes it up. What a work makes is stored
whole at its end, or not at all. No work of a sealed realm is ever one: its papers are made in the request.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from majlis import clock
from majlis.models import Job, Person
from majlis.progress import heard_by
from majlis.queries.jobs import SPACE, broken_off
from majlis.rules.chain import H, canonical
from majlis.rules.law import Refused

log = logging.getLogger(__name__)

OPEN = ("waiting", "running")
MOST_OPEN = 5  # of one person
MOST_TRIES = 3
KEPT = timedelta(days=7)
EVERY = 0.5  # seconds between two looks at how far it has come
TOO_MANY = "پنج کار شما هنوز به پایان نرسیده است؛ پس از پایان یکی از آن‌ها دوباره بخواهید."
TRIED = "این کار سه بار آغاز شد و هر بار ناتمام ماند؛ چیزی ذخیره نشد. اگر باز هم چنین شد، به راهبر سامانه خبر دهید."
FAULT = "خطایی رخ داد و چیزی ذخیره نشد. اگر باز هم چنین شد، به راهبر سامانه خبر دهید."


@dataclass(frozen=True)
class Made:
    """What a work made. sentence: what there is now to say.  url: where it leads.  sha256, name, media_type: of a file."""

    sentence: str
    url: str = ""
    sha256: str = ""
    name: str = ""
    media_type: str = ""


# Asking


def ask(
    owner: Person, kind: str, title: str, params: Mapping[str, Any], at: datetime, *, but: Sequence[str] = ()
) -> Job:
    """Ask for a long work; while the same work of the same person is not over, it is that one.

    Args: kind, of an office's `works`; title, what its owner reads; params, JSON values.  but: those of them that make no other
        work of it.
    Raises: Refused when too many of his works wait already.
    """
    same = H("job", kind, canonical({name: value for name, value in params.items() if name not in but}))
    return _asked(Job(owner=owner, kind=kind, title=title[:300], params=dict(params), same=same, made_at=at))


def ask_again(job: Job, at: datetime) -> Job:
    """Take up a work that was broken off; of one that is over, ask for the same anew. Raises: Refused as `ask` does."""
    return _asked(Job(owner=job.owner, kind=job.kind, title=job.title, params=job.params, same=job.same, made_at=at))


def _asked(job: Job) -> Job:
    with transaction.atomic():
        # His presses queue here: two at once are one work.
        Person.objects.select_for_update().get(pk=job.owner_id)
        his = Job.objects.filter(owner=job.owner_id, state__in=OPEN)
        found = his.filter(same=job.same).first()
        if found is not None:
            if broken_off(found):
                carry_out.enqueue(str(found.pk))
            return found
        if his.count() >= MOST_OPEN:
            raise Refused(None, TOO_MANY)
        job.save(force_insert=True)
        carry_out.enqueue(str(job.pk))
    return job


def take_up() -> int:
    """What a new worker does first: the works of killed workers are queued again, old results forgotten.

    To queue a work twice does no harm: who comes second finds it held or over.  Returns: how many were queued.
    """
    queued = set(DBTaskResult.objects.ready().values_list("args_kwargs__args__0", flat=True))
    lost = [job for job in Job.objects.filter(state__in=OPEN) if str(job.pk) not in queued]
    left = [job for job in lost if job.state == "waiting" or broken_off(job)]
    for job in left:
        carry_out.enqueue(str(job.pk))
    past = clock.now() - KEPT
    Job.objects.filter(ended_at__lt=past).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=past).delete()
    return len(left)


# Doing


@task()
def carry_out(key: str) -> None:
    """Do one long work, unless another worker holds it or it is over."""
    with _held(key) as beacon:
        job = _begin(key) if beacon.held else None
        if job is None:
            return
        try:
            with heard_by(beacon.hear):
                made = import_string(_works()[job.kind])(job)
        except Refused as no:
            _end(job, "failed", Made(no.sentence), beacon.heard)
        except Exception:
            log.exception("a long work failed: %s", job.kind)
            _end(job, "failed", Made(FAULT), beacon.heard)
        else:
            _end(job, "done", made, beacon.heard)


def _works() -> dict[str, str]:
    return {kind: path for config in apps.get_app_configs() for kind, path in getattr(config, "works", {}).items()}


@transaction.atomic
def _begin(key: str) -> Job | None:
    job = Job.objects.select_for_update().filter(pk=key, state__in=OPEN).select_related("owner").first()
    if job is None:
        return None
    if job.tries >= MOST_TRIES:
        _end(job, "failed", Made(TRIED), (job.done, job.total))
        return None
    job.state, job.tries, job.done, job.begun_at = "running", job.tries + 1, 0, clock.now()
    job.save(update_fields=["state", "tries", "done", "begun_at"])
    return job


def _end(job: Job, state: str, made: Made, heard: tuple[int, int]) -> None:
    done, total = heard
    Job.objects.filter(pk=job.pk, state__in=OPEN).update(
        state=state, ended_at=clock.now(), sentence=made.sentence[:500], url=made.url, sha256=made.sha256, name=made.name,
        media_type=made.media_type, done=done, total=total,
    )  # fmt: skip


# Holding


class _Beacon(threading.Thread):
    """Holds a work by a lock on a connection of its own, and says now and then how far it has come."""

    def __init__(self, key: str):
        super().__init__(daemon=True)
        self.key, self.held = key, False
        self.known, self.over = threading.Event(), threading.Event()
        self.heard = (0, 0)

    def hear(self, done: int, total: int) -> None:
        self.heard = (done, total)

    def run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [SPACE, self.key])
                self.held = cursor.fetchone()[0]
            self.known.set()
            said = self.heard
            while self.held and not self.over.wait(EVERY):
                if self.heard != said:
                    said = done, total = self.heard
                    Job.objects.filter(pk=self.key, state="running").update(done=done, total=total)
        finally:
            self.known.set()
            connection.close()


@contextmanager
def _held(key: str) -> Iterator[_Beacon]:
    beacon = _Beacon(key)
    beacon.start()
    beacon.known.wait()
    try:
        yield beacon
    finally:
        beacon.over.set()
        beacon.join()
