"""The acts that no forming from opening to roster plays: seats that change, a by-election, late forms, second looks (Arts. 5, 20, 21, 38, 62)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from committees import actions
from committees.demo.play import TermPlay
from committees.facts import joint_roll
from committees.models import Declaration, Formation, Item, JointSitting, Objection, Seat
from committees.queries.member import _submitted
from majlis.demo.acting import call
from majlis.models import Body, EnactedFigure, Person
from majlis.rules.deadlines import legal_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Rest:
    """What is played after the roster. at: the moment that it has come to."""

    def __init__(self, play: TermPlay, at: datetime):
        self.play, self.at = play, at
        self.made = Formation(term=play.term, kind="by_election")

    def do(self, word: str, subject: Any, by: Person, later: timedelta = HOUR, **body: Any) -> Any:
        self.at += later
        return getattr(actions, word)(call(by, self.at, **body), subject)

    def run(self) -> None:
        """Every act, one after the other."""
        gone = self._seats()
        self._by_election(gone)

    def _seats(self) -> list[Person]:
        """A floor lowered, a member moved, two seats ended. Returns: whose they were."""
        play, secretary = self.play, self.play.person("secretary")
        seats = list(Seat.objects.filter(formation=play.formation).select_related("committee", "declaration__member"))
        heads = {each.pk for each in play.heads.values()}
        free = [each for each in seats if each.declaration.member_id not in heads]
        decided = {"decision": "۱۴", "decision_day": legal_day(self.at).isoformat()}
        self.do("lower_minimum", play.formation, secretary, committee=free[0].committee.code, minimum=10, **decided)
        self._small_floor()
        sizes = Counter(each.committee_id for each in seats)
        moved = next(
            each for each in free if each.committee_id != free[0].committee_id and sizes[each.committee_id] > 1
        )
        self.do("move_member", moved, secretary, committee=free[0].committee.code, request="نامهٔ ۱")
        ended = [each for each in free if each not in (moved, free[0]) and each.declaration.submission][:2]
        for each in ended:
            self.do("end_seat", each, secretary, last_day=legal_day(self.at).isoformat(), reason="استعفا")
        self.at += 2 * DAY
        return [each.declaration.member for each in ended]

    def _small_floor(self) -> None:
        """A parliament of thirty needs a floor of its own."""
        day = legal_day(self.at)
        EnactedFigure.objects.create(
            desk="committees", key="floor", value=1, first_day=day, decided_on=day, decree="آزمون", decree_number="۱", source="آزمون",
            stage="enacted", stage_since=self.at,
        )  # fmt: skip

    def _by_election(self, gone: list[Person]) -> None:
        play, speaker = self.play, self.play.person("speaker")
        self.do("open_by_election", self.made, speaker, code="13-by-election-1", opened_at=self.at.isoformat())
        in_time, late = (self._given(each) for each in gone)
        self.do("submit_declaration", in_time, in_time.member, **self._form(in_time.member))
        self.at += 4 * DAY
        self._admitted(late)
        self.do("refer_forms", self.made, speaker)
        self.do("submit_late_declaration", late, late.member, **self._form(late.member))
        self._checked(in_time)
        head = play.person("laws_deputy_head")
        self.do("print_records", self.made, head)

    def _given(self, member: Person) -> Declaration:
        code = self.play.branch_of[str(member.pk)]
        form = Declaration(formation=self.made, member=member, branch=self.play.house.bodies[code])
        self.do("issue_form", form, self.play.heads[code])
        return form

    def _form(self, member: Person) -> dict[str, Any]:
        """What he handed in at the opening of the term, again."""
        first = Declaration.objects.get(formation=self.play.formation, member=member)
        return {name: value for name, value in _submitted(first).items() if name != "none"}

    def _admitted(self, late: Declaration) -> None:
        speaker, board = self.play.person("speaker"), Body.objects.get(code="presiding_board")
        asked = Objection(formation=self.made, declaration=late, kind="late")
        self.do("request_late_admission", asked, late.member, claim="پرواز دیر شد.")
        roll = [str(each.person_id) for each in joint_roll(legal_day(self.at), self.play.term)]
        sitting = JointSitting(formation=self.made, body=board)
        self.do("open_joint_sitting", sitting, speaker, present=roll)
        votes = dict.fromkeys((each for each in roll if each != str(late.member_id)), "agree")
        word = {
            "sitting": str(sitting.pk),
            "heard": "heard",
            "outcome": "accepted",
            "reason": "بلیت دیده شد.",
            "recused": [],
        }
        self.do("admit_late_declaration", asked, speaker, **word, votes=votes)
        self.do("close_joint_sitting", sitting, speaker)

    def _checked(self, in_time: Declaration) -> None:
        """Every item is checked; one after a document was asked for, one with a second look, one reopened by it."""
        one, other = self.play.person("laws_officer"), self.play.person("laws_officer_2")
        items = list(Item.objects.filter(declaration__formation=self.made).order_by("declaration__number", "place"))
        mine = [each for each in items if each.declaration_id == in_time.pk and each.papers.exists()]
        self.do("ask_for_document", mine[0], one, asked="حکم با مهر")
        paper = self.play.papers.paper("post", in_time.member, "asked", self.at)
        self.play.papers.flush()
        self.do("send_document", mine[0], in_time.member, document=str(paper.pk))
        for each in items:
            if each.papers.exists():
                self.do("accept_item", each, one)
            else:
                self.do("reject_item", each, one, reason="سندی پیوست نشده است.")
        self.do("recheck_item", mine[0], other)
        self.do("reopen_item", mine[1], other, reason="مهر خوانده نمی‌شود.")
        self.do("reject_item", mine[1], other, reason="مهر خوانده نمی‌شود.")


def play_the_rest(play: TermPlay, at: datetime) -> None:
    Rest(play, at).run()
