"""Meetings with the President, his first deputy and ministers: shapes, fairness, the lot among assemblies (house procedure, Art. 34)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from liaison.rules.laws import FIGURES, LIAISON
from majlis.rules import lots
from majlis.rules.chain import H, canonical
from majlis.rules.law import Refused

PRESIDENT, FIRST_DEPUTY, MINISTER = "president", "first_deputy", "minister"
HOSTS: Mapping[str, str] = {
    PRESIDENT: "رئیس‌جمهور", FIRST_DEPUTY: "معاون اول رئیس‌جمهور", MINISTER: "عضو هیأت وزیران",
}  # fmt: skip
SINGLE, COMMITTEE, ASSEMBLY = "single", "committee", "assembly"
SHAPES: Mapping[str, str] = {SINGLE: "فردی", COMMITTEE: "کمیسیونی", ASSEMBLY: "مجمع استانی"}
STAGES: Mapping[str, str] = {"requested": "درخواست‌شده", "arranged": "در برنامه", "declined": "پذیرفته نشد"}
LOT_STAGES: Mapping[str, str] = {"announced": "اعلام‌شده", "drawn": "کشیده‌شده"}
LEAST_DRAWN = 2
SPACES = re.compile(r"\s+")
COMMIT_PARTS, OPEN_PARTS = 2, 3


def lot_name(year: int, draw: int) -> str:
    """The name that holders bind into their shares: the year's lots are one round each. Args: year, Jalali; draw, from 1."""
    return lots.lot_id("meetings", year, draw)


def unfair_since(day: date) -> date:
    """Who was last received before this day has waited too long (house procedure, Article 34)."""
    return day - timedelta(days=FIGURES.value("meeting_fair_days", day))


def snapshot_hash(rows: Sequence[Mapping[str, str]]) -> str:
    """What is drawn, as one hash. Args: rows, each with key and title, in the announced order."""
    return H("meetings", canonical(list(rows)))


def commits_of(text: str) -> list[dict[str, str]]:
    """Holders and what they handed in. Args: text, a line a holder: his name, then his commitment.

    Raises: Refused where a line has another form, a holder stands twice, or there are fewer than two.
    """
    rows = []
    for line in _lines(text):
        name, _, commit = line.rpartition(" ")
        if not name or lots.HEX.fullmatch(commit) is None:
            raise Refused(LIAISON.article("34"), f"این سطر نام و مهر ۶۴ نویسه‌ای نیست: {line}", field="commits")
        rows.append({"holder": name, "commit": commit})
    if len({row["holder"] for row in rows}) < max(lots.LEAST_HOLDERS, len(rows)):
        raise Refused(LIAISON.article("34"), "دست‌کم دو سهم‌دار لازم است و هیچ‌یک دو بار نمی‌آید.", field="commits")
    return rows


def announcement(name: str, rows: Sequence[Mapping[str, str]], holders: Sequence[Mapping[str, str]]) -> str:
    """The text that binds list and shares before the dice. Raises: Refused with nothing to order."""
    if len(rows) < LEAST_DRAWN:
        raise Refused(LIAISON.article("34"), "برای قرعه دست‌کم دو مجمع باید در نوبت باشند.")
    return lots.announcement(name, snapshot_hash(rows), "", [each["commit"] for each in holders])


def opened_of(name: str, holders: Sequence[Mapping[str, str]], text: str) -> list[dict[str, str]]:
    """The shares as their holders open them, each proved against what he handed in.

    Args: text, a line a holder: his name, his secret, his nonce.  Raises: Refused for a share that is missing or another one.
    """
    told = {}
    for line in _lines(text):
        parts = line.rsplit(" ", COMMIT_PARTS)
        if len(parts) != OPEN_PARTS or any(lots.HEX.fullmatch(each) is None for each in parts[1:]):
            raise Refused(LIAISON.article("34"), f"این سطر نام، راز و نمک نیست: {line}", field="shares")
        told[parts[0]] = parts[1:]
    opened = []
    for each in holders:
        holder = each["holder"]
        if holder not in told:
            raise Refused(LIAISON.article("34"), f"سهم «{holder}» گشوده نشده است.", field="shares")
        secret, nonce = told[holder]
        if lots.commitment(name, holder, secret, nonce) != each["commit"]:
            raise Refused(LIAISON.article("34"), f"سهم «{holder}» همان نیست که سپرده بود.", field="shares")
        opened.append({"holder": holder, "secret": secret, "nonce": nonce})
    return opened


def drawn(
    name: str, announced: str, opened: Sequence[Mapping[str, str]], dice: str, keys: Iterable[str]
) -> tuple[str, list[str]]:
    """The seed, and the keys in the order that the lot gives. Raises: Refused for dice of another form."""
    if lots.DICE.fullmatch(dice) is None:
        raise Refused(LIAISON.article("34"), "تاس‌ها بیست رقم‌اند، از ۰ تا ۹.", field="dice")
    seed = lots.seed(announced, [each["secret"] for each in opened], dice)
    return seed, [key for _, key in lots.drawn(seed, (name,), keys)]


def _lines(text: str) -> list[str]:
    return [told for line in text.splitlines() if (told := SPACES.sub(" ", line).strip())]
