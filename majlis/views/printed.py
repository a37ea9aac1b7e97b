"""What a browser prints of a sealed realm by its own means: noted as a sheet that is made here (conduct directive, Art. 7 note 1).

A page names what stands on it in a word that is signed for its reader. When he prints it, a script sends the word back; where none
runs, the opening is noted all the same, and the paper bears his name and hour.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from majlis.register import log_printing, looked_at

SALT = "majlis.printed"
# No session is older; a page that was left open longer is nobody's any more.
LONGEST_SECONDS = 10 * 60 * 60


def on_the_page(request: Any, *rows: Model) -> None:
    """Remember that these stand on the page that is being made."""
    shown = request.__dict__.setdefault("on_the_page", {})
    shown |= dict.fromkeys(map(looked_at, rows))


def word_of(request: Any) -> str:
    """What the page sends back when it is printed; empty where nothing of a file stands on it."""
    shown, person = list(getattr(request, "on_the_page", ())), request.viewer.itself.person
    if not shown or person is None:
        return ""
    return signing.dumps([str(person.pk), shown], salt=SALT, compress=True)


@login_required
def printed(request: HttpRequest) -> HttpResponse:
    """Note that its reader prints a page. A word that is not his, or none, is answered as an address that is not there."""
    person = request.viewer.itself.person  # type: ignore[attr-defined]
    if request.method != "POST" or person is None:
        raise Http404
    try:
        whose, shown = signing.loads(request.POST.get("shown", ""), salt=SALT, max_age=LONGEST_SECONDS)
    except signing.BadSignature as none_of_ours:
        raise Http404 from none_of_ours
    if whose != str(person.pk):
        raise Http404
    log_printing(person, ((realm, name) for realm, name in shown), request.at)  # type: ignore[attr-defined]
    return HttpResponse(status=204)
