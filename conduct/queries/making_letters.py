"""Letters of the making of a board: the call, who is presented, who was elected, its officers, its staff (Arts. 2, 3, 5, 7 note 2). Nothing here is secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conduct.facts import members_of
from conduct.models import Candidacy, Election, Staffing
from conduct.rules.election import ROLES, SEATS, seats_by_kind
from conduct.rules.procedure import CHAIR, PRESIDING, SECRETARY, STEPS
from majlis.models import Person
from majlis.queries import acts_of
from majlis.queries.letters import LetterKind
from majlis.queries.standing import step_deadlines_of
from majlis.rules.deadlines import legal_day

PRESIDING_SIGNERS = {
    "presiding_board.speaker": "رئیس مجلس شورای اسلامی",
    "presiding_board.deputy_speaker": "نایب‌رئیس مجلس شورای اسلامی",
    "presiding_board.secretary": "دبیر هیأت رئیسه",
}
# The board's own letter of its officers is signed by who was chosen there.
BOARD_SIGNERS = {
    "conduct_board.chair": "رئیس هیأت نظارت",
    "conduct_board.deputy": "نایب‌رئیس هیأت نظارت",
    "conduct_board.secretary": "دبیر هیأت نظارت",
}


def called(election: Election) -> Mapping[str, Any]:
    """For which seats members may stand, and until when the presiding board presents them (Art. 2)."""
    limits = step_deadlines_of(STEPS["present_candidates"], election, election.opened_at)
    return {
        "board": election.board.title,
        "opened_at": election.opened_at,
        "seats": _seats(election),
        "last_minute": limits[0][1].last_minute if limits else None,
    }


def _seats(election: Election) -> list[dict[str, Any]]:
    seats = seats_by_kind(legal_day(election.opened_at))
    return [{"title": SEATS[kind], "count": count} for kind, count in seats.items()]


def presented(election: Election) -> Mapping[str, Any]:
    """Who is presented to the house, each with the seat for which he stands (Art. 2)."""
    return {"board": election.board.title, "day": _when(election, "present_candidates"), "rows": _shown(election)}


def elected(election: Election) -> Mapping[str, Any]:
    """How the house voted, and who sits on the board by it (Art. 2; law, Art. 1)."""
    rows = _shown(election)
    return {
        "board": election.board.title, "replaces": election.replaces.name if election.replaces else "", "session": election.session, "day": election.elected_on,
        "present": election.present, "rows": rows, "deputy_speaker": "" if election.replaces_id else _deputy_speaker(election, rows),
    }  # fmt: skip


def _deputy_speaker(election: Election, rows: list[Candidacy]) -> str:
    """He whom the presiding board chose out of itself, and for whom the house has not voted."""
    act = acts_of(election).filter(verb="record_board_election").first()
    chosen = act.content.get("deputy_speaker") if act is not None else None
    person = Person.objects.filter(pk=chosen).first() if chosen else None
    return person.name if person is not None else ""


def officers(election: Election) -> Mapping[str, Any]:
    """Whom the board chose for its offices, and how it voted (Art. 3)."""
    act = acts_of(election).filter(verb="elect_officers").first()
    day = legal_day(act.happened_at) if act is not None else election.elected_on
    rows = [
        {"role": ROLES[row.role], "name": row.person.name}
        for row in members_of(election.board, day)
        if row.role in ROLES
    ]
    votes = act.content.get("votes", "") if act is not None else ""
    return {"board": election.board.title, "day": day, "rows": rows, "votes": votes}


def succeeded(election: Election) -> Mapping[str, Any]:
    """Who has left his seat, why, and who is presented in his place (Art. 5)."""
    row = election.candidacies.select_related("person").order_by("stood_at").first()
    return {
        "board": election.board.title, "leaving": election.replaces.name, "reason": election.reason, "day": election.opened_at,
        "candidate": row.person.name, "seat": row.get_seat_display(),
    }  # fmt: skip


def provided(staffing: Staffing) -> Mapping[str, Any]:
    """Who of those whom the chair proposed is provided, and for which work (Art. 7 note 2)."""
    names = [row.person.name for row in staffing.members.filter(assigned=True).select_related("person")]
    return {
        "board": staffing.board.title, "proposed_at": staffing.proposed_at, "duty": staffing.duty, "names": names, "day": _when(staffing, "assign_staff"),
    }  # fmt: skip


def _shown(election: Election) -> list[Candidacy]:
    return list(election.candidacies.filter(presented=True).select_related("person"))


def _when(file: Any, word: str) -> Any:
    act = acts_of(file).filter(verb=word).first()
    return act.happened_at if act is not None else None


def _kind(word: str, title: str, act: str, fields: Any, file: str = "election") -> LetterKind:
    return LetterKind(word, title, file, act, PRESIDING, PRESIDING_SIGNERS, fields, open=True)


KINDS = (
    _kind("candidacy_call", "فراخوان داوطلبی عضویت در هیأت", "open_candidacy", called),
    _kind("candidates_presented", "شناساندن داوطلبان به مجلس", "present_candidates", presented),
    _kind("board_elected", "نتیجهٔ انتخاب اعضای هیأت", "record_board_election", elected),
    _kind("replacement_presented", "شناساندن جانشین عضو هیأت", "present_replacement", succeeded),
    LetterKind(
        "officers_elected", "نتیجهٔ انتخاب هیأت رئیسهٔ هیأت", "election", "elect_officers", (*CHAIR, *SECRETARY), BOARD_SIGNERS, officers, open=True
    ),
    _kind("staff_provided", "تأمین کارکنان دفتر هیأت", "assign_staff", provided, "staffing"),
)  # fmt: skip
