"""Over which time the board judges: from the approval of the credentials to the end of the term (Art. 1)."""

from __future__ import annotations

from datetime import date

from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis import persian
from majlis.rules.law import Refused

ARTICLE = CONDUCT_DIRECTIVE.article("1")


def must_lie_in_his_time(alleged: date, received: date, *times: tuple[date, date | None]) -> None:
    """Refuse a report on a day outside the member's time, or after the report itself (Art. 1).

    Args: alleged and received, days; times, the first and last day of each of his memberships, no last day while it runs.
    """
    # ASK (Art. 1): the first day of the membership is read as the day on which the credentials were approved.
    inside = any(first <= alleged and (last is None or alleged <= last) for first, last in times)
    if not inside or alleged > received:
        raise Refused(
            ARTICLE,
            f"{persian.jalali(alleged)} میان تصویب اعتبارنامهٔ این نماینده و پایان دورهٔ او نیست.",
            field="alleged_day",
        )
