"""How the board is made: who may stand, who is presented, who is elected, and who is replaced (Arts. 2, 3, 5; law, Art. 1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conduct.rules.board import generation
from conduct.rules.hygiene import ARTICLE_90, CARRYING, JUDICIAL, officers_by_law
from conduct.rules.laws import CONDUCT_DIRECTIVE, CONDUCT_LAW, FIGURES
from majlis import persian
from majlis.rules.law import Refused
from majlis.rules.votes import absolute_majority

STANDING, REPLACING = CONDUCT_DIRECTIVE.article("2"), CONDUCT_DIRECTIVE.article("5")
OFFICERS, COMPOSITION = CONDUCT_DIRECTIVE.article("3"), CONDUCT_LAW.article("1")
GENERAL = "general"
# The kinds of seats for which members of parliament stand; the last two are named by the committee that carries them.
SEATS: Mapping[str, str] = {
    GENERAL: "نمایندهٔ مجلس",
    JUDICIAL: "از کمیسیون قضائی و حقوقی",
    ARTICLE_90: "از کمیسیون اصل نود",
}
ROLES = {"chair": "رئیس", "deputy": "نایب‌رئیس", "secretary": "دبیر", "spokesperson": "سخنگو"}


@dataclass(frozen=True)
class Standing:
    """Who stands: for which seat, whether he is of the presiding board, and to which carrying committees he belongs."""

    seat: str
    presiding: bool
    committees: frozenset[str]


def seats_by_kind(day: date) -> dict[str, int]:
    """How many seats of each kind are filled by election on a day (Art. 2; law, Art. 1), in persons."""
    return {kind: FIGURES.value(f"board_{kind}_seats", day) for kind in SEATS}


def may_stand(standing: Standing) -> None:
    """Refuse who may not have the seat for which he stands (Art. 2; law, Art. 1)."""
    if standing.seat not in SEATS:
        raise Refused(STANDING, "کرسی‌ای را که برای آن داوطلب می‌شوید برگزینید.", field="seat")
    if standing.presiding:
        raise Refused(
            STANDING, "عضو هیأت رئیسه داوطلب این هیأت نمی‌شود؛ تنها یک نایب‌رئیس به انتخاب خود هیأت رئیسه در آن است."
        )
    if standing.seat in CARRYING and standing.seat not in standing.committees:
        raise Refused(STANDING, f"این کرسی {SEATS[standing.seat]} است و شما عضو آن نیستید.", field="seat")


def presented(day: date, standing: Mapping[str, str], chosen: Collection[str]) -> frozenset[str]:
    """Whom the presiding board presents to the house (Art. 2).

    Args: day, of the presenting; standing, the seat of each who stands, by key; chosen, the keys that were picked.
    Returns: the keys of those who are presented.
    Raises: Refused for nobody, for one who does not stand, or for another number than the law's.
    """
    if not standing:
        raise Refused(STANDING, "هنوز کسی داوطلب نشده است.")
    if set(chosen) - set(standing):
        raise Refused(STANDING, "کسی که داوطلب نیست شناسانده نمی‌شود.", field="presented")
    if generation(day) != "1391":
        # ASK (law, Art. 1): that the presiding board picks nobody out any more is read from the amendment's own election.
        if set(chosen) != set(standing):
            raise Refused(COMPOSITION, "پس از اصلاح ۱۴۰۳ همهٔ داوطلبان شناسانده می‌شوند.", field="presented")
        return frozenset(standing)
    for kind, wanted in seats_by_kind(day).items():
        picked = sum(standing[key] == kind for key in chosen)
        if picked != wanted:
            raise Refused(
                STANDING, f"{SEATS[kind]}: {persian.number(wanted)} نفر شناسانده می‌شود و {persian.number(picked)} نفر برگزیده شده است.",
                field="presented",
            )  # fmt: skip
    return frozenset(chosen)


@dataclass(frozen=True)
class Counted:
    """One candidate when the votes are counted."""

    key: str
    name: str
    seat: str
    votes: int


def elected(day: date, candidates: Sequence[Counted], present: int, seats: Mapping[str, int]) -> frozenset[str]:
    """Who is elected: for each kind of seat those with most votes; before the amendment with an absolute majority (law, Art. 1).

    Args: day, of the election; candidates, each with his votes; present, members of parliament in the sitting; seats, by kind.
    Returns: the keys of the elected; a seat for which nobody has votes enough stays empty.
    Raises: Refused for more votes than voters, or where equal votes leave the last seat open.
    """
    for each in candidates:
        if each.votes > present:
            raise Refused(STANDING, f"{each.name}: رأی از حاضران بیشتر است.", field=f"votes_{each.key}")
    least = absolute_majority(present) if generation(day) == "1391" else 1
    found: set[str] = set()
    for kind, wanted in seats.items():
        found |= {each.key for each in _first(kind, candidates, least, wanted)}
    return frozenset(found)


def _first(kind: str, candidates: Sequence[Counted], least: int, wanted: int) -> list[Counted]:
    """Those of one kind who have votes enough, as many as there are seats."""
    rows = sorted(
        (each for each in candidates if each.seat == kind and each.votes >= least), key=lambda each: -each.votes
    )
    if len(rows) > wanted and wanted and rows[wanted - 1].votes == rows[wanted].votes:
        # ASK (law, Art. 1): nothing is said of equal votes for the last seat; the house votes again, and that is entered.
        names = "، ".join(each.name for each in rows if each.votes == rows[wanted].votes)
        raise Refused(
            COMPOSITION,
            f"رأی {names} برای آخرین کرسی برابر است؛ رأی‌گیری دوباره و نتیجهٔ آن ثبت شود.",
            field=f"votes_{rows[wanted].key}",
        )
    return rows[:wanted]


def officers_wanted(day: date, held: Mapping[str, int]) -> dict[str, int]:
    """How many of each officer a board elected on a day has still to choose (Art. 3; law, Art. 1 n. 3). Args: held, by role."""
    return {role: count for role, by_law in officers_by_law(day).items() if (count := by_law - held.get(role, 0)) > 0}


def must_be_officers(wanted: Mapping[str, int], chosen: Mapping[str, Sequence[str]], members: Collection[str]) -> None:
    """Refuse other officers than the law has, one who is no member, and one who would have two offices (Art. 3).

    Args: wanted, how many of each role; chosen, the persons of each role, by key; members, the keys of the board's members.
    """
    named: list[str] = []
    for role, count in wanted.items():
        persons = chosen.get(role) or ()
        if len(persons) != count:
            raise Refused(OFFICERS, f"{ROLES[role]}: {persian.number(count)} نفر برگزیده می‌شود.", field=role)
        if set(persons) - set(members):
            raise Refused(OFFICERS, f"{ROLES[role]} از میان اعضای هیأت است.", field=role)
        named += persons
    if len(set(named)) != len(named):
        raise Refused(OFFICERS, "یک نفر دو سمت ندارد.")


def must_have_left(lost: Collection[str], presiding: bool, left_house: bool) -> None:
    """Refuse to present a successor to a member whose seat still stands (Art. 5; law, Art. 1).

    Args: lost, the committees that carried his seat and to which he no longer belongs; presiding, whether he has been elected
        to the presiding board; left_house, whether he is no member of parliament any more.
    """
    # ASK (Art. 5): of one who is no member of parliament any more no text speaks; his seat is read to end with his mandate.
    if not (lost or presiding or left_house):
        raise Refused(
            REPLACING, "جانشین برای عضوی شناسانده می‌شود که از کمیسیونی که کرسی از آن اوست رفته، به هیأت رئیسه رسیده، یا دیگر نماینده نیست.",
            field="leaving",
        )  # fmt: skip
