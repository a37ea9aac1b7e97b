"""Long lists, made as files by themselves and fetched later."""

from __future__ import annotations

import tempfile

from majlis import clock, documents, persian
from majlis.exports import FORMATS, found_for, write
from majlis.long_work import Made
from majlis.models import Job
from majlis.queries.authority import Viewer, offices_of
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def work(job: Job) -> Made:
    """Make a long list as a file, of what its owner is shown now.

    Raises: Refused where that is nothing any more, and for more rows than a sheet can hold.
    """
    params, at = job.params, clock.now()
    day = legal_day(at)
    viewer = Viewer(job.owner, day, at, offices_of(job.owner, day))
    pair = found_for(viewer, params)
    if pair is None:
        raise Refused(None, "این فهرست دیگر پیش شما نیست.")
    listing, found = pair
    with tempfile.TemporaryFile() as out:
        rows = write(out, params["how"], listing, found, viewer, params["asked"])
        out.seek(0)
        sha256 = documents.store(out.read())
    name = f"{found.file}.{params['how']}"
    return Made(f"{persian.number(rows)} ردیف در پرونده است.", "", sha256, name, FORMATS[params["how"]])
