"""Why not me: each step in which a member stood, his points beside the last seat's, and the one fact that decided (Arts. 16-18)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from committees.models import Declaration, Lot
from committees.queries.lots import committee_titles, run_of
from committees.queries.scope import declaration_visible, official
from committees.rules.explanation import trials
from committees.rules.seating import Result
from committees.rules.snapshot import points_text
from majlis import persian
from majlis.queries import Viewer

KINDS = {"main": "نوبت کمیسیون", "second": "پس از اولویت‌های اول", "vacancy": "جاهای مانده"}
THROUGH = {"first": "اولویت اول", "second": "اولویت دوم", "vacancy": "جای خالی"}


@dataclass(frozen=True)
class Told:
    """One step as its member reads it. fact: the one sentence that says why; last: the last seat's points, empty where none
    was refused; tickets: place of his ticket and how many were drawn, 0 where the lot had no part."""

    round: int
    committee: str
    kind: str
    through: str
    free: int
    rivals: int
    place: int
    points: str
    last: str
    gap: str
    ticket: str
    ticket_place: int
    tickets: int
    seated: bool
    fact: str


def form_to_explain(viewer: Viewer, key: UUID) -> Declaration | None:
    """A form that took part in a round whose result is out: for its owner, and for the offices."""
    found = declaration_visible(viewer, key)
    if found is None or not (official(viewer) or found.member_id == viewer.person.pk):  # type: ignore[union-attr]
        return None
    return found if Lot.objects.filter(formation=found.formation).exclude(result="").exists() else None


def told_to(declaration: Declaration) -> list[Told]:
    """Every step of every round in which he stood, in order. Two queries; the engine runs once a round and is kept."""
    lots = Lot.objects.filter(formation=declaration.formation).exclude(result="").order_by("round", "draw")
    titles = committee_titles()
    return [row for lot in lots for row in _of_round(lot, declaration.number, titles)]


def _of_round(lot: Lot, number: str, titles: dict[str, str]) -> list[Told]:
    _, result = run_of(lot.snapshot, lot.seed)
    found = []
    for trial in trials(result, number):
        mine = trial.mine
        place, drawn, seats = _drawn(result, trial.committee, trial.kind, number)
        fact = _fact(trial.free, mine.seated, trial.gap, trial.cut, (place, drawn, seats))
        found.append(
            Told(
                lot.round, titles[trial.committee], KINDS[trial.kind], THROUGH[mine.through], trial.free, trial.rivals, mine.place,
                _label(mine.points), _label(trial.cut) if trial.cut is not None else "", _label(trial.gap) if trial.gap else "",
                mine.ticket, place, drawn, mine.seated, fact,
            )
        )  # fmt: skip
    return found


def _drawn(result: Result, committee: str, kind: str, number: str) -> tuple[int, int, int]:
    """The place of his ticket, how many were drawn, for how many seats; zeros where he had none."""
    for step in result.steps:
        keys = [key for _, key in step.tickets]
        if (step.committee, step.kind) == (committee, kind) and number in keys:
            return keys.index(number) + 1, len(keys), step.drawn_seats
    return 0, 0, 0


def _fact(free: int, seated: bool, gap: int, cut: int | None, lot: tuple[int, int, int]) -> str:
    place, drawn, seats = lot
    if seated and place:
        return f"با آخرین جا هم‌امتیاز بود و بلیتش میان {persian.number(drawn)} بلیت در ردیف {persian.number(place)} آمد؛ {persian.number(seats)} جا به قرعه مانده بود."
    if seated:
        return "امتیازش برای یکی از جاهای خالی بس بود." if cut is not None else "برای همهٔ داوطلبان جا بود."
    if free == 0:
        return "وقتی نوبت به او رسید جایی نمانده بود؛ هیچ امتیازی آن را دگرگون نمی‌کرد."
    if place:
        return f"با آخرین جا هم‌امتیاز بود؛ بلیتش میان {persian.number(drawn)} بلیت در ردیف {persian.number(place)} آمد و تنها {persian.number(seats)} جا به قرعه مانده بود."
    return f"با {_label(gap)} امتیاز بیشتر به آخرین جا می‌رسید."


def _label(points: int) -> str:
    return persian.digits(points_text(points).replace(".", "٫"))
