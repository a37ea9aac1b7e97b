"""What a closure of offices does to limits: which days it takes, whom it reaches, which counting rules yield (house, Art. 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from majlis.rules.counting import COUNTING, ROLLS, SKIPS, STANDS
from majlis.rules.deadlines import ONE_DAY, Deadline

SET_BY_HAND = ""
# Of a rule that yields to no closure each says here why it stands; whether one yields is a dated setting (counting.toml).
STILL: Mapping[str, str] = {
    "hours": "ساعت پیاپی است و از روز بسته هم می‌گذرد.",
    "art23": "روزهای جدول تشکیل کمیسیون‌هاست و با تعطیلی جابه‌جا نمی‌شود.",
    "calendar_days": "روز تقویمی است؛ روز بسته هم شمرده می‌شود.",
    "weeks": "هفتهٔ هفت‌روزه است؛ روز بسته هم شمرده می‌شود.",
    "months_30": "ماه سی‌روزه است؛ روز بسته هم شمرده می‌شود.",
    "months_same_day": "تا همان روز ماه مقصد است و با تعطیلی جابه‌جا نمی‌شود.",
    "free_days": "به شیوهٔ مواعد آزاد است، ولی تعطیلی به مصوبه در آن راه ندارد.",
    "working_days": "روز کاری است، ولی تعطیلی به مصوبه از آن نمی‌کاهد.",
    SET_BY_HAND: "پایانش را کسی به روز یا ساعت گذاشته است؛ شمرده نمی‌شود که جابه‌جا شود.",
}
MOVES: Mapping[str, str] = {
    ROLLS: "روز آخر به روز بسته می‌خورد؛ به نخستین روز باز می‌رود.",
    SKIPS: "روز بسته روز کاری نیست؛ به جای آن روز دیگری شمرده می‌شود.",
}
RETURNS = "روزی که بسته بود دوباره باز شمرده می‌شود."
OUT_OF_SCOPE = "این دفتر یا نهاد در دامنهٔ تعطیلی نیست."
NO_WHOLE_DAY = "تعطیلی چندساعته هیچ روزی را سراسر نمی‌بندد."
BEYOND = "پایان تازه به سالی می‌رسد که تعطیلی‌هایش ثبت نشده است؛ نخست تقویم آن سال باید ثبت شود."
ELSEWHERE = "روزهای بسته در جایی از این مهلت نیست که پایان را جابه‌جا کند."


@dataclass(frozen=True)
class Closing:
    """Offices closed from a day to a day, both included; with times, from an hour of the first to an hour of the last.

    told: the decree in words.  desks: codes of registers whose offices it names.  bodies: kind and key of each body that
    it names.  Where both are empty it names every office.
    """

    first: date
    last: date
    from_time: time | None = None
    to_time: time | None = None
    told: str = ""
    desks: frozenset[str] = frozenset()
    bodies: frozenset[tuple[str, str]] = frozenset()

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are closed from their first minute to their last."""
        # ASK (Art. 444): the text speaks of a day on which offices are closed; one closed for some hours is taken as open.
        first = self.first + ONE_DAY if self.from_time else self.first
        last = self.last - ONE_DAY if self.to_time else self.last
        return tuple(first + step * ONE_DAY for step in range(max((last - first) // ONE_DAY + 1, 0)))

    def covers(self, desk: str, seats: Mapping[str, str]) -> bool:
        """Does it close what a limit depends on?

        Args: desk, the register to which the file belongs; seats, the kinds of body that may do the act, each with the
            key of the one body, or an empty text where any of the kind may.
        Returns: true where it closes every office, or this desk's, or each body that could do the act.
        """
        # ASK (Art. 444): whose closing counts when a member himself must act; his desk's is taken.
        if not self.desks and not self.bodies:
            return True
        return desk in self.desks or (bool(seats) and all(self._closes(kind, key) for kind, key in seats.items()))

    def _closes(self, kind: str, key: str) -> bool:
        return any(each == kind and key in ("", one) for each, one in self.bodies)


def closed_days(closings: Iterable[Closing]) -> dict[date, str]:
    """Each day that is closed as a whole, with the decree that closed it first."""
    found: dict[date, str] = {}
    for closing in closings:
        for day in closing.days:
            found.setdefault(day, closing.told)
    return found


def why(rule: str, before: Deadline | None, after: Deadline | None, closing: Closing, covered: bool) -> str:
    """Why a limit moves, or stands still, in a Persian sentence.

    Args: rule, how it is counted, or SET_BY_HAND; before and after, its ends without and with the change; closing, which
        is entered or taken back; covered, whether its scope reaches the file.
    """
    counted = after or before
    setting = counted.setting if counted is not None else None
    if rule == SET_BY_HAND or (setting.closure == STANDS if setting is not None else rule not in COUNTING.yielding):
        return STILL[rule]
    if before is not None and after is not None and before.ends_at != after.ends_at:
        return MOVES[setting.closure] if setting is not None and after.ends_at > before.ends_at else RETURNS
    if not covered:
        return OUT_OF_SCOPE
    if (before is None) != (after is None):
        return BEYOND
    return ELSEWHERE if closing.days else NO_WHOLE_DAY
