"""The year-book, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from liaison.queries import counts
from liaison.views.base import office_page
from liaison.views.yearbook_pdf import yearbook_bytes
from majlis.register import log_taking


@office_page
def yearbook(request: HttpRequest, year: int) -> HttpResponse:
    """One Jalali year in counts; a year in which nothing was filed has none."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if year not in counts.years(viewer):
        raise Http404
    answer = HttpResponse(yearbook_bytes(viewer, year), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="yearbook-{year}.pdf"'
    log_taking(viewer.person, "liaison", "liaison.yearbook", str(year), viewer.at)
    return answer
