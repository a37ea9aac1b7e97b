"""What a proxy asks a host before it sends anybody there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from majlis.queries.health import migrated


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 where this host can serve, 503 where its tables are not yet what it knows; without a database, 500 as everywhere."""
    said, status = ("ok", 200) if migrated() else ("migrations", 503)
    return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=status)
