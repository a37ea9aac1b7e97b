"""The demonstration's board renewed in one seat, its office staffed, and what lies in the archive; everything is invented."""

from __future__ import annotations

from conduct import actions
from conduct.demo.boards import Boards
from conduct.demo.texts import SEATS, STAFF, SUCCESSOR
from conduct.models import Archive, Candidacy, Election, Staffing
from majlis.demo.acting import Story, signed
from majlis.demo.fixed import moment
from majlis.demo.house import invite

SHELF = "گاوصندوق دفتر نمایشی، ردیف ۲"


class Making(Boards):
    """A successor is presented and elected; the chair gets a second registrar; two cases go into the archive."""

    def archived(self) -> Story:
        """A cleared case is sealed; one that was not proved is sealed, and opened again for a question."""
        self.at = moment(1405, 9, 20, 10)
        for number in (4, 2):
            yield self.event(
                lambda at, n=number: signed(
                    actions.archive_case, self.case(n), at, self.people["conduct_registrar"], self.people["conduct_secretary"], shelf=SHELF
                )
            )  # fmt: skip
        self.at = moment(1405, 10, 4, 10)
        yield self.event(
            lambda at: signed(
                actions.open_archive, Archive.objects.get(case=self.cases[2]), at, self.people["conduct_registrar"], self.people["conduct_secretary"],
                reason="نمونهٔ نمایشی: برابر کردن یک برگ با اصل آن",
            )
        )  # fmt: skip

    def renewed(self) -> Story:
        """One who is no member of parliament any more is followed by another (Art. 5)."""
        self.at = moment(1406, 2, 28, 9)
        secretary, election, staffing = self.house.people["secretary"], Election(), Staffing()
        place = "successor"
        yield self.event(lambda at: self._newcomer(place, SUCCESSOR, at))
        leaving = SEATS[-1][0]

        def present() -> Election:
            election.board = self.house.bodies["conduct_board"]
            return election

        yield self.act(
            "present_replacement", present, secretary,
            lambda: {"leaving": str(self.people[leaving].pk), "candidate": str(self.people[place].pk)},
            seat="general", reason="نمونهٔ نمایشی: نمایندگی او پایان یافته است",
        )  # fmt: skip
        self.at = moment(1406, 3, 1, 12)
        yield self.act(
            "record_board_election", lambda: Election.objects.get(pk=election.pk), secretary,
            lambda: {"votes": {str(Candidacy.objects.get(election=election).pk): 171}},
            session="جلسهٔ علنی نمایشی ۲۱۴", day="2027-05-22", present=232,
        )  # fmt: skip
        yield self.event(self._colleague)

        def propose() -> Staffing:
            staffing.board = self.house.bodies["conduct_board"]
            return staffing

        yield self.act(
            "propose_staff", propose, "conduct_chair", lambda: {"persons": [str(self.people[STAFF[0]].pk)]}, duty="دفترداری پرونده‌ها"
        )  # fmt: skip
        yield self.act(
            "assign_staff", lambda: Staffing.objects.get(pk=staffing.pk), secretary,
            lambda: {"persons": [str(self.people[STAFF[0]].pk)]},
        )  # fmt: skip

    def _newcomer(self, username: str, name: str, at) -> None:
        person = self.house.enter(name, at)
        self.house.appoint(person, self.house.bodies["chamber"], "member", at, from_day="2026-05-28")
        self.people[username] = person

    def _colleague(self, at) -> None:
        username, name = STAFF
        person = self.house.enter(name, at)
        invite(self.house, username, person, at)
        self.people[username] = person
