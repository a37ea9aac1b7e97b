"""The demonstration's board renewed in one seat, its office staffed, and what lies in the archive; everything is invented."""

from __future__ import annotations

from conduct import actions
from conduct.demo.boards import BODIES, Boards
from conduct.demo.texts import KEEPERS, KEEPERS_BODY, SEATS, STAFF, SUCCESSOR
from conduct.models import Archive, ArchiveOpening, Candidacy, Election, Staffing
from majlis.demo.acting import Story, signed
from majlis.demo.fixed import moment
from majlis.demo.house import BodyRow, establish, invite

SHELF = "گاوصندوق دفتر نمایشی، ردیف ۲"


class Making(Boards):
    """A successor is presented and elected; the chair gets a second registrar; two cases go into the archive."""

    def archived(self) -> Story:
        """A cleared case is sealed; one that was not proved is sealed, and opened again for a question by three of the five."""
        yield from self.kept()
        self.at = moment(1405, 9, 20, 10)
        for number in (4, 2):
            yield self.event(
                lambda at, n=number: signed(
                    actions.archive_case, self.case(n), at, self.people["conduct_secretary"], self.people["conduct_registrar"], shelf=SHELF
                )
            )  # fmt: skip
        self.at = moment(1405, 10, 4, 10)
        yield self.event(
            lambda at: signed(
                actions.open_archive, Archive.objects.get(case=self.cases[2]), at, self.people["conduct_registrar"], self.people["conduct_secretary"],
                reason="نمونهٔ نمایشی: برابر کردن یک برگ با اصل آن",
            )
        )  # fmt: skip

        self.at = moment(1405, 10, 4, 14)
        for username, _ in KEEPERS[1:4]:
            yield self.act("join_opening", lambda: ArchiveOpening.objects.get(case=self.cases[2]), username)

    def kept(self) -> Story:
        """Five keep the archive's key; none of them sits on the board."""
        self.at = moment(1405, 9, 18, 9)
        row = BodyRow("conduct_archive", "conduct_archive", KEEPERS_BODY)
        yield self.event(lambda at: establish(self.house, row, len(BODIES) + 1, at))
        for username, name in KEEPERS:
            yield self.event(lambda at, u=username, n=name: self._seat(u, n, row.code, "holder", at))

    def told(self, number: int, to: str) -> Story:
        """The chair and the registrar give the reporter's name to the one who inquires."""
        yield self.event(
            lambda at: signed(
                actions.release_identity, self.case(number), at, self.people["conduct_chair"], self.people["conduct_registrar"],
                report=str(self.case(number).reports.get().pk), to=str(self.people[to].pk), reason="نمونهٔ نمایشی: پرسش از گزارش‌دهنده",
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
