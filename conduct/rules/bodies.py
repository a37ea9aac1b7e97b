"""The two boards of the supervision of conduct (law, Arts. 1, 7; directive, Arts. 2, 10)."""

from __future__ import annotations

from majlis.rules.bodies import Wanted

SOURCE = "قانون نظارت مجلس بر رفتار نمایندگان"
WANTED = (
    Wanted("conduct_board", "conduct_board", "هیأت نظارت بر رفتار نمایندگان", source=SOURCE),
    Wanted("appeal_board", "appeal_board", "هیأت تجدیدنظر", source=SOURCE),
)
