"""Long work for its owner: which he has asked for, and whether a worker holds it now."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from majlis.models import Job

from .authority import Viewer

SPACE = 7_019  # of the locks by which workers hold long work
HELD = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = hashtext(%s)::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def jobs_of(viewer: Viewer) -> QuerySet[Job]:
    """A person's own long work, newest first; nobody else sees it."""
    return Job.objects.filter(owner=viewer.person) if viewer.person is not None else Job.objects.none()


def job_visible(viewer: Viewer, pk: UUID) -> Job | None:
    return jobs_of(viewer).filter(pk=pk).first()


def is_held(job: Job) -> bool:
    """Does a living worker hold it? Its lock dies with its connection, and that with the worker."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [SPACE, str(job.pk)])
        return bool(cursor.fetchone()[0])


def broken_off(job: Job) -> bool:
    """Was it begun by a worker that is no more?"""
    return job.state == "running" and not is_held(job)
