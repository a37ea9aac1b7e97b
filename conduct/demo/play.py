"""Fifteen invented matters before an invented board, each played by acts as far as it has come; everything is demonstration."""

from __future__ import annotations

from conduct.demo.boards import SEVERAL, UNDERTAKING
from conduct.demo.making import Making
from conduct.demo.texts import (
    APPEAL,
    DISSENT,
    EXECUTED,
    INVITED_TO_APPEAL,
    UPHELD,
)
from conduct.models import RulingSanction
from majlis.demo.acting import Story, apart
from majlis.demo.fixed import NOW, moment
from majlis.demo.house import House


def stories(house: House) -> list[Story]:
    """Everything of this office as one story: its sittings follow one another."""
    return [Year(house).story()]


class Year(Making):
    """The boards' year, matter by matter."""

    def story(self) -> Story:
        for event in self._chapters():
            if event.at >= NOW:
                return
            yield event

    def _chapters(self) -> Story:
        yield from self.furnish()
        yield from self.spring()
        yield from self.autumn()
        yield from apart("conduct archives", self.archived())
        yield from self.winter()
        yield from apart("conduct between two acts", self.between())
        yield from self.now()

    def spring(self) -> Story:
        """Two matters begin; one ends at once, for want of anything to follow."""
        self.at = moment(1405, 4, 2, 10)
        for number in range(3):
            yield from self.report(number)
        self.at = moment(1405, 4, 9, 16)
        yield from self.sit()
        yield from self.vote(1, "dismiss_report")
        yield self.act(
            "dismiss_report", lambda: self.case(1), "conduct_secretary", reason="موضوع در کمیسیون حل شده بود"
        )
        for number, inquirer in ((0, 4), (2, 5)):
            yield from self.vote(number, "assign_inquiry")
            yield from self.assign(number, inquirer)
        yield from self.rise()
        self.at = moment(1405, 4, 28, 11)
        yield from self.inquired(0, 4)
        yield from self.inquired(2, 5)

    def autumn(self) -> Story:
        """One matter is not proved; another goes through appeal to its end."""
        self.at = moment(1405, 7, 5, 16)
        yield from self.sit()
        yield from self.vote(2, "find_no_violation", 5)
        yield self.act("find_no_violation", lambda: self.case(2), "conduct_secretary", reason="سند با گزارش نمی‌خواند")
        yield from self.rise()
        for number in (3, 4):
            yield from self.report(number)
        self.at = moment(1405, 7, 12, 16)
        yield from self.sit()
        for number, inquirer in ((3, 6), (4, 3)):
            yield from self.vote(number, "assign_inquiry")
            yield from self.assign(number, inquirer)
        yield from self.rise()
        self.at = moment(1405, 7, 25, 11)
        yield from self.inquired(3, 6)
        yield from self.inquired(4, 3)
        self.at = moment(1405, 8, 4, 16)
        yield from self.sit()
        for number in (3, 4):
            yield from self.found(number)
            yield from self.invited(number)
            yield from self.proved(number)
        yield from self.rise()
        self.at = moment(1405, 8, 11, 12)
        for number in (3, 4):
            yield from self.defended(number)
        self.at = moment(1405, 8, 14, 16)
        yield from self.sit()
        for number in (3, 4):
            yield from self.heard(number)
            yield from self.closed(number)
        yield from self.ruled(3, SEVERAL)
        yield from self.ruled(4, None)
        yield from self.rise()
        for number in (3, 4):
            yield from self.proved(number, "serve_ruling")
        yield self.act("make_final", lambda: self.case(4), "conduct_secretary")
        self.at = moment(1405, 8, 22, 10)
        yield self.act("file_appeal", lambda: self.case(3), self.concerned(3), text=APPEAL, papers=[])
        yield self.act("forward_appeal", lambda: self.case(3), "conduct_secretary")
        yield from apart("conduct invites to the appeal", self.invited_to_appeal())
        self.at = moment(1405, 9, 9, 16)
        yield from self.sit((0, 1, 2, 3, 4), "appeal_board")
        yield from self.vote(
            3,
            "decide_appeal",
            4,
            {"outcome": "upheld", "reasons": UPHELD, "sanctions": [], "clears": False},
            "appeal_board",
        )
        yield self.act("decide_appeal", lambda: self.case(3), "appeal_secretary", dissent=DISSENT, papers=[])
        yield from self.rise("appeal_board")
        yield from apart("conduct carries out", self.carried_out())

    def invited_to_appeal(self) -> Story:
        """Before the appeal board decides it invites the member in writing."""
        self.at = moment(1405, 8, 26, 10)
        yield self.act(
            "invite_to_appeal", lambda: self.case(3), "appeal_secretary",
            hearing_at=moment(1405, 9, 9, 15).isoformat(), place="دفتر هیأت تجدیدنظر", text=INVITED_TO_APPEAL, papers=[],
        )  # fmt: skip

    def carried_out(self) -> Story:
        """Half a salary is deducted; the violation is not announced yet."""
        self.at = moment(1405, 9, 12, 10)
        yield self.act(
            "execute_sanction", lambda: RulingSanction.objects.get(ruling__case=self.cases[3], letter="ت"), "conduct_secretary",
            how=EXECUTED, papers=[],
        )  # fmt: skip

    def winter(self) -> Story:
        """The matters of the new year, and the one that waits since the summer."""
        self.at = moment(1406, 1, 20, 10)
        for number in (5, 6, 7):
            yield from self.report(number)
        self.at = moment(1406, 1, 27, 16)
        yield from self.sit()
        for number, inquirer in ((5, 5), (6, 3), (7, 6)):
            yield from self.vote(number, "assign_inquiry")
            yield from self.assign(number, inquirer)
        yield from self.rise()
        self.at = moment(1406, 2, 8, 11)
        for number, inquirer in ((5, 5), (6, 3), (7, 6)):
            yield from self.inquired(number, inquirer)
        yield self.act("declare_recusal", lambda: self.case(6), "conduct_member", reason="هم‌حوزهٔ نماینده است")
        self.at = moment(1406, 2, 15, 16)
        yield from self.sit((0, 1, 2, 3, 4, 5, 6))
        for number in (0, 5, 6, 7):
            yield from self.found(number)
        for number in (0, 5, 6):
            yield from self.invited(number)
        yield from self.rise()
        for number in (0, 5):
            yield from self.proved(number)

    def between(self) -> Story:
        """One matter at each stage at which a case waits for its next act, and where the others do not rest."""
        _, invited, heard, ruled, appealed = later = range(10, 15)
        self.at = moment(1406, 2, 16, 9)
        yield from self.enter_later()
        for number in later:
            yield from self.report(number)
        self.at = moment(1406, 2, 16, 16)
        yield from self.sit((0, 1, 2, 3, 4, 5, 6))
        for number in later:
            yield from self.vote(number, "assign_inquiry", 5)
            yield from self.assign(number, 5, 3)
        yield from self.rise()
        self.at = moment(1406, 2, 17, 10)
        for number in later:
            yield from self.inquired(number, 5)
        self.at = moment(1406, 2, 17, 16)
        yield from self.sit((0, 1, 2, 3, 4, 5, 6))
        for number in (invited, heard, ruled, appealed):
            yield from self.found(number)
            yield from self.invited(number, 26 if number == invited else 4)
            yield from self.proved(number)
        yield from self.rise()
        self.at = moment(1406, 2, 18, 12)
        for number in (heard, ruled, appealed):
            yield from self.defended(number)
        self.at = moment(1406, 2, 21, 19)
        yield from self.sit((0, 1, 2, 3, 4, 5, 6))
        for number in (heard, ruled, appealed):
            yield from self.heard(number)
        for number in (ruled, appealed):
            yield from self.closed(number)
            yield from self.ruled(number, SEVERAL)
        yield from self.rise()
        yield from self.proved(appealed, "serve_ruling")
        self.at = moment(1406, 2, 22, 9)
        yield self.act("file_appeal", lambda: self.case(appealed), self.concerned(appealed), text=APPEAL, papers=[])

    def now(self) -> Story:
        """The last three weeks: a ruling served, an appeal sent up, a ruling that lacks its causes, a vote that failed."""
        self.at = moment(1406, 2, 22, 12)
        for number in (0, 5, 6):
            yield from self.defended(number)
        self.at = moment(1406, 2, 26, 16)
        yield from self.sit((0, 1, 2, 3, 4, 5, 6))
        for number in (0, 5):
            yield from self.heard(number)
            yield from self.closed(number)
            yield from self.ruled(number, SEVERAL if number else UNDERTAKING)
        yield from self.rise()
        yield from self.proved(5, "serve_ruling")
        yield from apart("conduct renews its board", self.renewed())
        self.at = moment(1406, 3, 2, 9)
        yield from self.proved(0, "serve_ruling")
        yield self.act("file_appeal", lambda: self.case(5), self.concerned(5), text=APPEAL, papers=[])
        yield self.act("forward_appeal", lambda: self.case(5), "conduct_secretary")
        for number in (8, 9):
            yield from self.report(number)
        yield from self.report(8, joined=True)
        self.at = moment(1406, 3, 5, 16)
        yield from self.sit((0, 1, 2, 3, 4, 5))
        yield from self.heard(6)
        yield from self.closed(6)
        yield from self.vote(8, "assign_inquiry", 3)
        yield from self.vote(9, "assign_inquiry", 5)
        yield from self.assign(9, 4, 16)
        yield from self.rise()
        yield from apart("conduct tells a name", self.told(9, "conduct_member"))
        self.at = moment(1406, 3, 10, 9)
        yield from self.sit((0, 1, 2, 3, 4, 5))
