"""What everyone may read: final rosters, their downloads, and the proof that a stranger checks (Arts. 16-19)."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from committees import columns
from committees.forms.changes import DayForm
from committees.models import Formation
from committees.queries import changes
from committees.queries import proof as proofs
from committees.queries import roster as rosters
from committees.queries.figures import figures
from committees.queries.popolo import popolo_of
from committees.queries.why import form_to_explain
from committees.rules.laws import DIRECTIVE, INTERNAL
from committees.rules.procedure import STEPS
from committees.views.roster_pdf import roster_bytes
from majlis import persian
from majlis.register import log_reading
from majlis.replica import from_replica
from majlis.rules.chain import canonical
from majlis.views.exports import take, taken_as

SOUGHT_MOST = 60
VERIFIER = settings.BASE_DIR / "bin" / "verify"


# --- rosters --------------------------------------------------------------------------------------------------------


@from_replica
@require_safe
@taken_as(columns.ROSTERS)
def public(request: HttpRequest) -> HttpResponse:
    """The final rosters of all terms, newest first, for whoever asks."""
    rows = rosters.final_rosters(request.viewer)  # type: ignore[attr-defined]
    return render(request, "committees/seats/public.html", {"rows": rows})


@from_replica
@require_safe
@taken_as(columns.ROSTER)
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """One roster, committee by committee, with a search by name."""
    formation = _roster(request, code)
    sought = request.GET.get("q", "")[:SOUGHT_MOST].strip()
    page = rosters.roster_page(formation, sought, request.GET.get("after", ""))
    counts = rosters.committee_counts(formation)
    address = reverse("committees:roster", args=[code])
    words = {"q": sought} if sought else {}
    by_code = {each.code: each for each in counts}
    return render(request, "committees/seats/roster.html", {
        "formation": formation, "counts": counts, "members": sum(each.members for each in counts), "sought": sought, "address": address,
        "groups": [{"count": by_code[key], "rows": list(found)} for key, found in groupby(page.rows, key=lambda row: row.committee.code)],
        "next_url": f"{address}?{urlencode({**words, 'after': page.next})}" if page.next else "",
        "previous_url": "" if page.first else f"{address}?{urlencode(words)}", "final": formation.stage == "final",
        "hashes": rosters.result_hashes(formation), "signed": rosters.signing(formation),
        "proof": proofs.proof_visible(request.viewer, code) is not None,  # type: ignore[attr-defined]
        "article": DIRECTIVE.article("23.14"), "article_38": INTERNAL.article("38"),
    })  # fmt: skip


def _roster(request: HttpRequest, code: str) -> Formation:
    found = rosters.roster_visible(request.viewer, code)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    request.term = found.term  # type: ignore[attr-defined]
    return found


@from_replica
@require_safe
@taken_as(columns.ROSTER_ON)
def roster_on(request: HttpRequest, code: str) -> HttpResponse:
    """Every committee as it is made up on a day: moves and ended seats counted (Arts. 38, 62)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = rosters.roster_visible(viewer, code)
    if formation is None or formation.stage != "final":
        raise Http404
    request.term = formation.term  # type: ignore[attr-defined]
    form = DayForm(request.GET if "day" in request.GET else None)
    asked = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    day = asked or viewer.day
    groups = changes.roster_on(formation, day)
    raw = _on_day_bytes(formation, day, groups)
    context = {
        "sha256": hashlib.sha256(raw).hexdigest(), "json_name": _on_day_name(formation, day),
        "json_url": f"{reverse('committees:roster_on_json', args=[code])}?{urlencode({'day': persian.jalali_numeric(day)})}",
        "formation": formation, "day": day, "form": form, "groups": groups, "members": sum(len(each.members) for each in groups),
        "lowered": changes.lowered_in(formation), "floor": figures().on("floor", day).value, "article": INTERNAL.article("62"),
        "today": day == viewer.day,
    }  # fmt: skip
    return render(
        request, "committees/seats/on_day.html", context, status=422 if form.is_bound and form.errors else 200
    )


@from_replica
@require_safe
def roster_on_json(request: HttpRequest, code: str) -> HttpResponse:
    """The committees of a day as JSON: the bytes whose hash stands on the printed page (Arts. 38, 62)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = _roster(request, code)
    form = DayForm(request.GET if "day" in request.GET else None)
    if formation.stage != "final" or (form.is_bound and not form.is_valid()):
        raise Http404
    day = (form.cleaned_data["day"] if form.is_bound else None) or viewer.day
    raw = _on_day_bytes(formation, day, changes.roster_on(formation, day))
    return _taken(request, formation, raw, "application/json", _on_day_name(formation, day))


def _on_day_bytes(formation: Formation, day: date, groups: list[changes.OnDay]) -> bytes:
    return canonical(changes.on_day_document(formation, day, groups)).encode("utf-8") + b"\n"


def _on_day_name(formation: Formation, day: date) -> str:
    return f"roster-{formation.code}-on-{day.isoformat()}.json"


@from_replica
@require_safe
def seat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One seat: how it was given, what changed it since (Arts. 16-19, 62)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = changes.seat_visible(viewer, pk)
    if found is None:
        raise Http404
    request.term = found.formation.term  # type: ignore[attr-defined]
    board = changes.seat_of_board(viewer, pk) is not None and viewer.holds(*STEPS["move_member"].by)
    offices = list(changes.offices_of_seat(found))
    context = {
        "seat": found, "formation": found.formation, "offices": offices, "acts": changes.story_of_seat(found) if viewer.person else [],
        "decisions": list(found.declaration.seat_decisions.select_related("from_committee", "to_committee")),
        "may_change": board and changes.open_office(found, viewer.day) is not None, "article_62": INTERNAL.article("62"),
        "hash": dict(rosters.result_hashes(found.formation)).get(found.round, ""),
        "article_19": DIRECTIVE.article("19"), "may_ask": form_to_explain(viewer, found.declaration_id) is not None,
    }  # fmt: skip
    return render(request, "committees/seats/one.html", context)


@from_replica
@require_safe
def roster_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The roster as CSV."""
    return take(request, columns.ROSTER, "csv", {"code": code})


@from_replica
@require_safe
def roster_json(request: HttpRequest, code: str) -> HttpResponse:
    """The roster as JSON, committees in the house's order."""
    formation = _roster(request, code)
    raw = canonical(rosters.roster_document(formation)).encode("utf-8") + b"\n"
    return _taken(request, formation, raw, "application/json", f"roster-{code}.json")


@from_replica
@require_safe
def roster_popolo(request: HttpRequest, code: str) -> HttpResponse:
    """The roster as Popolo JSON, for civic software."""
    formation = _roster(request, code)
    raw = canonical(popolo_of(formation)).encode("utf-8") + b"\n"
    return _taken(request, formation, raw, "application/json", f"popolo-{code}.json")


@from_replica
@require_safe
def roster_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The roster on paper, with the hashes that a reader compares."""
    formation = _roster(request, code)
    return _taken(request, formation, roster_bytes(formation), "application/pdf", f"roster-{code}.pdf")


@from_replica
@require_safe
def roster_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The roster as a workbook that reads from the right."""
    return take(request, columns.ROSTER, "xlsx", {"code": code})


def _taken(request: HttpRequest, formation: Formation, raw: bytes, kind: str, name: str) -> HttpResponse:
    """A download, and the note of who took it, where he is known."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is not None and request.method == "GET":
        log_reading(viewer.person, formation, "download", viewer.at)
    response = HttpResponse(raw, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- the proof ------------------------------------------------------------------------------------------------------


@from_replica
@require_safe
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """Announcement and dice to hold against the paper, every file with its hash, and how to check them."""
    formation = _proof(request, code)
    lots = proofs.rounds_of(formation)
    rounds = [
        {
            "lot": lot,
            "announcement": _groups(lot.announcement),
            "dice": list(enumerate(lot.dice, start=1)),
            "files": proofs.round_files(lot),
        }
        for lot in lots
    ]
    decisions = proofs.decisions_file(formation)
    standing = {lot.round for lot in lots}
    alone = [each for each in proofs.voided_of(formation) if each.round not in standing]
    return render(request, "committees/seats/proof.html", {
        "formation": formation, "rounds": rounds, "alone": alone, "decisions": decisions, "complete": any(lot.result for lot in lots),
        "roster": rosters.roster_visible(request.viewer, code) is not None,  # type: ignore[attr-defined]
        "verifier": proofs.ProofFile("verify.py", VERIFIER.read_bytes()), "article": DIRECTIVE.article("18"),
    })  # fmt: skip


def _groups(text: str) -> list[str]:
    return [text[start : start + 8] for start in range(0, len(text), 8)]


def _proof(request: HttpRequest, code: str) -> Formation:
    found = proofs.proof_visible(request.viewer, code)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    request.term = found.term  # type: ignore[attr-defined]
    return found


@from_replica
@require_safe
def proof_file(request: HttpRequest, code: str, path: str) -> HttpResponse:
    """One file of the proof, its bytes as stored."""
    formation = _proof(request, code)
    found = proofs.proof_file(formation, path)
    if found is None:
        raise Http404
    name = f"{code}-{path.replace('/', '-')}"
    return _taken(request, formation, found.raw, "application/json", name)


@from_replica
@require_safe
def proof_zip(request: HttpRequest, code: str) -> HttpResponse:
    """The whole folder that bin/verify checks, once a round has seated members."""
    formation = _proof(request, code)
    lots = proofs.rounds_of(formation)
    if not any(lot.result for lot in lots):
        raise Http404
    files = {each.path: each.raw for each in proofs.proof_files(formation, lots)}
    return _taken(request, formation, proofs.zipped(code, files), "application/zip", f"proof-{code}.zip")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks a proof: one file of plain Python."""
    response = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.py"'
    return response
