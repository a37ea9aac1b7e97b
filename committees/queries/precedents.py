"""What branches decided on the same field or post and the same committee: shown to branches, applied by nobody (Art. 15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from committees.models import Ambiguity, Formation, Item
from majlis import persian

# Decisions of one committee read at most; older ones are no longer shown as precedents.
READ_MOST = 500


@dataclass(frozen=True)
class Clash:
    """Two or more branches that said different things of the same claim and committee."""

    title: str
    committee: str
    decisions: tuple[Ambiguity, ...]


def likeness(item: Item) -> tuple[str, str]:
    """What makes two claims the same for a precedent: the field or post by its code, or by its words where it has none."""
    claim = item.claim
    if item.kind == "degree":
        return ("degree", claim.get("field") or persian.fold(claim.get("field_title", ""))[1])
    return (item.kind, claim.get("post") or claim.get("equivalent_to") or persian.fold(claim.get("title", ""))[1])


def decided(formations: Iterable[Formation] | None = None, committees: Iterable[str] | None = None) -> list[Ambiguity]:
    """Decided doubts, newest first, with all that a page says of them."""
    rows = Ambiguity.objects.filter(stage="decided").select_related(
        "item__declaration__member", "committee", "branch", "sitting", "formation__term"
    )
    if formations is not None:
        rows = rows.filter(formation__in=formations)
    if committees is not None:
        rows = rows.filter(committee__code__in=committees)
    return list(rows.order_by("-decided_at", "-pk")[:READ_MOST])


def precedents_for(doubts: Iterable[Ambiguity]) -> dict:
    """The decided doubts like each of these, by its key. One query, whatever their number."""
    wanted = list(doubts)
    if not wanted:
        return {}
    known = defaultdict(list)
    demonstration = wanted[0].formation.term.demonstration
    for each in decided(committees={one.committee.code for one in wanted}):
        if each.formation.term.demonstration == demonstration:
            known[(*likeness(each.item), each.committee.code)].append(each)
    return {
        one.pk: [each for each in known[(*likeness(one.item), one.committee.code)] if each.pk != one.pk]
        for one in wanted
    }


def clashes(formation: Formation) -> list[Clash]:
    """Claims of this formation on which branches disagree: a red line before publication (Art. 15)."""
    groups = defaultdict(list)
    for each in decided(formations=[formation]):
        groups[(*likeness(each.item), each.committee.code)].append(each)
    return [
        Clash(rows[0].item.title, rows[0].committee.title, tuple(rows))
        for rows in groups.values()
        if len({each.relation for each in rows}) > 1
    ]
