"""The words of a letter on a file as it stands, for acts that the demonstration does not play."""

from __future__ import annotations

from typing import Any

from majlis import clock
from majlis.models import Person
from majlis.queries.authority import viewer_of
from majlis.queries.letters import new_letter, wording_of
from majlis.rules.letters import blocks


def worded(writer: Person, word: str, file: Any) -> str:
    """The letter that this officer would write, whole: no field missing, no empty cell."""
    letter = new_letter(viewer_of(writer.user, clock.now()), "committees", word, file.pk)
    assert letter is not None, f"{writer} writes no {word}"
    said = wording_of(letter)
    assert said.addressee
    assert said.title
    assert "None" not in said.text + said.title
    assert all(cell.strip() for block in blocks(said.text) for row in block.rows for cell in row)
    return said.text
