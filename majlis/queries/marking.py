"""Where in a text the sought words stand, in whatever spelling it was written; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from majlis import persian

# A sought word may have been written as so many, with spaces or half-spaces between.
PARTS = 3
WORD = re.compile(r"\S+")
SHORT = 2
AROUND = 90
LONGEST = 240


@dataclass(frozen=True)
class Run:
    """A piece of text, marked or not."""

    text: str
    marked: bool = False


def runs(text: str, words: Sequence[str]) -> list[Run]:
    """A text in pieces, those marked in which a sought word stands.

    Args: text, as written; words, folded.
    """
    tokens = list(WORD.finditer(text))
    hit = _hits([persian.fold(each[0]) for each in tokens], words)
    found: list[Run] = []
    last = 0
    place = 0
    while place < len(tokens):
        if not hit[place]:
            place += 1
            continue
        end = place
        while end + 1 < len(tokens) and hit[end + 1]:
            end += 1
        start, stop = tokens[place].start(), tokens[end].end()
        found += [Run(text[last:start]), Run(text[start:stop], True)]
        last, place = stop, end + 1
    return [each for each in (*found, Run(text[last:])) if each.text]


def _hits(tokens: list[tuple[str, str]], words: Sequence[str]) -> list[bool]:
    hit = [False] * len(tokens)
    for word in words:
        for size in range(1, PARTS + 1):
            found = [place for place in range(len(tokens) - size + 1) if _says(tokens[place : place + size], word)]
            for place in found:
                hit[place : place + size] = [True] * size
            if found:
                break  # what stands in one word is not looked for across two
    return hit


def _says(window: list[tuple[str, str]], word: str) -> bool:
    if len(word) <= SHORT:
        return len(window) == 1 and any(each.startswith(word) for each in window[0][0].split())
    return word in "".join(tight for _, tight in window)


def passage(text: str, words: Sequence[str]) -> list[Run]:
    """The words around the first place in a text where a sought word stands; nothing where none does."""
    found = runs(" ".join(text.split()), words)
    first = next((place for place, each in enumerate(found) if each.marked), None)
    if first is None:
        return []
    before = found[first - 1].text if first else ""
    cut = before[-AROUND:]
    if len(before) > AROUND:
        cut = "… " + cut.partition(" ")[2]
    told = [Run(cut)] if cut else []
    room = LONGEST - len(cut)
    for each in found[first:]:
        if len(each.text) > room:
            return [*told, Run(each.text[:room].rpartition(" ")[0] + " …", each.marked)]
        told.append(each)
        room -= len(each.text)
    return told
