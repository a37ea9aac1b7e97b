"""The two boards of the supervision of conduct, and who keeps the key of its archive (law, Arts. 1, 7; directive, Arts. 2, 7, 10)."""

from __future__ import annotations

from majlis.rules.bodies import Wanted

SOURCE = "قانون نظارت مجلس بر رفتار نمایندگان"
WANTED = (
    Wanted("conduct_board", "conduct_board", "هیأت نظارت بر رفتار نمایندگان", source=SOURCE),
    Wanted("appeal_board", "appeal_board", "هیأت تجدیدنظر", source=SOURCE),
    # House practice: the text orders confidence and names nobody (see rules/keyholders.py).
    Wanted("conduct_archive", "conduct_archive", "کلیدداران بایگانی هیأت نظارت", source=SOURCE),
)
