"""Dividing the members among the branches by lot, equally, those left over one by one from the first (internal rules, Art. 25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from majlis.rules.chain import H


def draw_branches(
    members: Sequence[str], branches: Sequence[str], already: Mapping[str, str], dice: str, occasion: str
) -> dict[str, str]:
    """Give each member without a branch one, so that branches stay as equal as they can be.

    Args:
        members: keys of members, any order.  branches: codes in their own order.
        already: member to branch, of those who have one.  dice: the digits rolled, in cup order.
        occasion: names this draw, so that two draws with the same dice differ.
    Returns: member to branch, for those who had none. The order of the members is by ticket, so the input's order does not matter.
    """
    sizes = dict.fromkeys(branches, 0)
    for branch in already.values():
        sizes[branch] += 1
    waiting = sorted(
        (each for each in members if each not in already), key=lambda each: H("branch", occasion, dice, each)
    )
    places = {branch: place for place, branch in enumerate(branches)}
    given = {}
    for member in waiting:
        branch = min(branches, key=lambda code: (sizes[code], places[code]))
        given[member] = branch
        sizes[branch] += 1
    return given
