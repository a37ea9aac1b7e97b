"""All that one viewer may see of one case that is visible to him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from conduct.facts import standing_ruling
from conduct.models import Case, IdentityRelease, ReporterIdentity
from conduct.queries.papers import papers
from conduct.queries.quorum import open_meter
from conduct.queries.readings import HOW, last_of_case
from conduct.queries.scope import sees_identity, sees_votes
from conduct.queries.story import events, moment
from conduct.queries.turns import Turn, turn
from conduct.rules.causes import Cause, causes
from majlis import persian
from majlis.models.sealed import fetch_for
from majlis.queries import Viewer, next_steps
from majlis.queries.hanging import hang
from majlis.queries.prepared import Prepared
from majlis.rules.deadlines import legal_day

# What hangs on a case and is looked at again and again: by the turn, the causes, the steps that may follow.
HANGING = (
    "inquiries", "services", "defences", "ballots", "rulings", "rulings__sanctions", "rulings__corrections", "suspensions",
    "security_questions", "outgoings", "reports", "recusals", "archives", "late_appeals", "invitation", "hearing", "appeal",
    "appeal_invitation",
)  # fmt: skip
CAUSES_IN = ("inquired", "found", "invited", "heard", "closed_for_ruling")


@dataclass(frozen=True)
class CaseRoom:
    case: Case
    turn: Turn | None
    causes: tuple[Cause, ...]
    meter: Any
    events: list[Any]
    papers: list[dict[str, Any]]
    identities: list[Any]
    knows_reporters: bool
    reports: list[Any]
    readings: list[dict[str, Any]] | None
    sanctions: list[dict[str, Any]]
    rulings: list[dict[str, Any]]
    outside: list[dict[str, str]]
    full: bool

    @property
    def missing(self) -> int:
        return sum(not each.there for each in self.causes)


def case_room(viewer: Viewer, case: Case) -> CaseRoom:
    """All that one viewer may see of one case that is visible to him."""
    hang(case, *HANGING)
    full, named = sees_votes(viewer, case), identities(viewer, case)
    # The keys of the case and of who reported, at once.
    fetch_for(text for row in (*case.reports.all(), *named) for text in row.__dict__.values())
    now = turn(case, viewer.at)
    return CaseRoom(
        case=case, turn=now, causes=causes(case.facts(viewer.at)) if full and case.stage in CAUSES_IN else (),
        meter=open_meter(case, viewer.at) if full else None, events=events(case, viewer, now, full), papers=papers(case),
        identities=named, knows_reporters=sees_identity(viewer, case), reports=list(case.reports.all()), readings=readings(viewer, case), full=full,
        sanctions=imposed(viewer, case) if full else [],
        rulings=issued(viewer, case) if full else [],
        outside=outside(case) if full else [],
    )  # fmt: skip


def outside(case: Case) -> list[dict[str, str]]:
    """What was asked of a court or the council, and what left the house: each with its number and its day."""
    rows = [
        {"label": "دادگاه", "value": row.court, "detail": f"{_span(row.since, row.until)}. {row.judgment}".strip()}
        for row in case.suspensions.all()
    ]
    rows += [
        {
            "label": "شورای عالی امنیت ملی",
            "value": _answer(row),
            "detail": f"{row.number}؛ {row.answer_number}".strip("؛ "),
        }
        for row in case.security_questions.all()
    ]
    return rows + [
        {"label": row.get_to_display(), "value": f"{row.number}، {persian.jalali(legal_day(row.sent_at))}", "detail": row.reason}
        for row in case.outgoings.all()
    ]  # fmt: skip


def _span(since: datetime, until: datetime | None) -> str:
    end = f" تا {persian.jalali(legal_day(until))}" if until is not None else "، هنوز"
    return f"از {persian.jalali(legal_day(since))}{end}"


def _answer(row: Any) -> str:
    if row.answered_at is None:
        return f"پرسیده شد، {persian.jalali(legal_day(row.asked_at))}"
    return f"{'تأیید کرد' if row.confirmed else 'تأیید نکرد'}، {persian.jalali(legal_day(row.answered_at))}"


def issued(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """The rulings as they were issued, with what was mended in each, and the page on which its own board mends it."""
    return [
        {"row": row, "steps": [each for each in next_steps(row, viewer, ("correct_ruling",), own=True) if each.open]}
        for row in case.rulings.all()
    ]


def imposed(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """The sanctions that stand, each with how far it was carried out, and its act for whoever does it."""
    ruling = standing_ruling(case)
    rows = ruling.sanctions.all() if ruling is not None else ()
    return [
        {
            "row": row,
            "steps": next_steps(row, viewer, ("execute_sanction",), own=True),
            "letters": row.stage != "imposed",
        }
        for row in rows
    ]


def identities(viewer: Viewer, case: Case) -> list[Any]:
    """Who reported, for the registrar and the chair, with to whom it was given; for another only what two of them gave him."""
    if viewer.person is None:
        return []
    if not sees_identity(viewer, case):
        return _told(case=case.pk, person=viewer.person.pk)
    found, given = _identities(case=case.pk), _given(case=case.pk)
    for each in found:
        each.given = [row for row in given if row.identity_id == each.pk]
    return found


_identities = Prepared(
    lambda case: ReporterIdentity.objects.filter(report__case=case).select_related("report"), case=UUID
)
_told = Prepared(
    lambda case, person: ReporterIdentity.objects.filter(report__case=case, released_to__person=person).select_related(
        "report"
    ),
    case=UUID,
    person=UUID,
)
_given = Prepared(
    lambda case: IdentityRelease.objects.filter(identity__report__case=case).select_related("person"), case=UUID
)


def readings(viewer: Viewer, case: Case) -> list[dict[str, Any]] | None:
    """Who opened the case and its papers, for the chair; None for others."""
    if not viewer.holds("conduct_board.chair", body=case.board):
        return None
    rows = last_of_case(viewer, case.ref)
    return [
        {"who": row.reader.name, "how": HOW.get(row.how, row.how), "when": moment(row.at, viewer.at)} for row in rows
    ]
