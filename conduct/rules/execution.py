"""How a sanction is carried out: what bars and until when, what is announced and in which session (law, Art. 6)."""

from __future__ import annotations

from datetime import date

from conduct.rules.sanctions import ARTICLE, CLOSED_SESSION, OPEN_SESSION, Sanction
from majlis.rules.law import Refused

SESSIONS = {CLOSED_SESSION: "جلسهٔ غیرعلنی", OPEN_SESSION: "جلسهٔ علنی"}


def must_fit(sanction: Sanction, day: date, bar_until: date | None, told: str) -> None:
    """Refuse to carry out a sanction with what it has not, or without what it needs (Art. 6).

    Args: sanction, of the day of the violation; day, of the execution; bar_until, the last day of a bar, None where the
        house has set none; told, the text that the Speaker reads out.
    """
    # ASK (Art. 6): no text says how long (ث) and (ج) bar; the end is the house's own word, and may be left open.
    if bar_until is not None and not sanction.bars:
        raise Refused(ARTICLE, f"تنبیه «{sanction.letter}» محرومیتی ندارد که پایان داشته باشد.", field="bar_until")
    if bar_until is not None and bar_until < day:
        raise Refused(ARTICLE, "پایان محرومیت گذشته است.", field="bar_until")
    if sanction.announced and not told:
        raise Refused(ARTICLE, "متنی را که رئیس مجلس می‌خواند بنویسید.", field="told")
    if told and not sanction.announced:
        raise Refused(ARTICLE, f"تنبیه «{sanction.letter}» در جلسه اعلام نمی‌شود.", field="told")


def must_be_session(announced: str, session: str) -> None:
    """Refuse the other session: (چ) is announced in closed session and (ح) in open (Art. 6)."""
    if session != announced:
        raise Refused(ARTICLE, f"این تخلف در {SESSIONS[announced]} اعلام می‌شود.", field="session")
