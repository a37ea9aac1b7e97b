"""A year of invented matters between government and parliament, played act by act; everything here is demonstration."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from liaison import actions
from liaison.demo.carried import carried_on
from liaison.demo.owed import tasks
from liaison.demo.roads import further_kinds
from liaison.demo.stage import Stage
from liaison.demo.texts import ANSWER, GOVERNMENT_BILLS, MEMBER_BILLS, MINISTRIES, NOTICES, SUBJECTS, TEXT
from liaison.demo.work import work
from liaison.models import GovernmentBill, Intake, Interpellation, MemberBill, Notice, Question, Referral
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import NOW, chance, derived, key, moment
from majlis.demo.house import SOURCE, House
from majlis.models import Act

QUESTIONS, NOTICES_PLAYED = 130, 36
FIRST_FILED = moment(1405, 4, 5, 9)
DAY = timedelta(days=1)
LISTED = 14


def stories(house: House) -> list[Story]:
    """Everything of this office, to be played side by side with the others'."""
    year = Year(house)
    own = [year.furnish(), year.shown(), year.interpellation(), year.listed(), *carried_on(year), *tasks(year)]
    own += work(year)
    own += further_kinds(year)
    own += [year.question(place) for place in range(QUESTIONS)]
    own += [year.notice(place) for place in range(NOTICES_PLAYED)]
    own += [year.government_bill(place) for place in range(len(GOVERNMENT_BILLS))]
    own += [year.member_bill(place) for place in range(len(MEMBER_BILLS))]
    return [_until_now(each) for each in own]


def _until_now(story: Story) -> Story:
    for event in story:
        if event.at >= NOW:
            return
        yield event


class Year(Stage):
    """A year of the office, matter by matter."""

    # --- questions ------------------------------------------------------------------------------------------------------

    def question(self, place: int) -> Story:
        """One question of the year: most end in the committee, some on the floor, a few lie too long."""
        dice = chance("question", place)
        span = (NOW - FIRST_FILED).total_seconds()
        filed = _working(FIRST_FILED + timedelta(seconds=span * place / QUESTIONS + dice.randrange(40_000)), dice)
        subject = dice.choice(SUBJECTS)
        question = Question(id=key("question", place))
        yield self.file(question, actions.file_question, filed, subject, dice, title=subject.title, text=TEXT)
        sent = filed + timedelta(hours=dice.randrange(2, 30))
        yield self.do(actions.send_question, question, sent, committee=self.body(subject.committee))
        deputy = self.deputy(subject.ministry)
        answered = None
        if deputy and dice.random() < 0.7:
            answered = yield from self._referred(question, sent + timedelta(hours=2), subject.ministry, deputy, dice)
        met = max(answered or sent, filed + timedelta(days=dice.randrange(4, 15))) + timedelta(hours=3)
        if dice.random() < 0.05:
            return
        satisfied = dice.random() < 0.76
        yield self.do(actions.record_committee_meeting, question, met, satisfied=satisfied, minister_came=True, note="")
        if satisfied:
            if not answered or answered < met:
                yield self.do(actions.close_matter, question, met + timedelta(days=2), who="liaison_head")
            return
        yield from self._on_the_floor(question, met, dice)

    def _referred(
        self, question: Question, at: datetime, ministry: str, deputy: str, dice: random.Random
    ) -> Iterator[Event]:
        referral = Referral(id=key("referral", question.pk), matter=question)
        due = at + timedelta(days=dice.randrange(5, 9))
        yield self.do(
            actions.refer_to_ministry, referral, at, ministry=self.body(f"ministry-{ministry}"),
            request="پاسخ مستند با جدول زمان کار", due_at=due.isoformat(),
        )  # fmt: skip
        yield self.do(actions.accept_referral, referral, at + timedelta(hours=dice.randrange(2, 26)), who=deputy)
        answered = at + timedelta(days=dice.randrange(2, 10), hours=1)
        letter = f"{dice.randrange(100, 999)}/{dice.randrange(1000, 9999)}"
        yield self.do(actions.answer_referral, referral, answered, who=deputy, text=ANSWER, letter=letter, documents=[])
        return answered

    def _on_the_floor(self, question: Question, met: datetime, dice: random.Random) -> Story:
        read = met + timedelta(days=dice.randrange(2, 5))
        yield self.do(actions.announce_question, question, read)
        floor = read + timedelta(days=dice.randrange(5, 12))
        yield self.do(actions.schedule_floor, question, read + DAY, floor_at=floor.isoformat())
        present = dice.randrange(201, 260)
        for_it = int(present * dice.uniform(0.3, 0.7))
        counts = {"present": present, "in_favour": for_it, "against": present - for_it - 6, "abstained": 6}
        yield self.do(actions.record_floor_vote, question, floor, asker_convinced=dice.random() < 0.2, **counts)

    def shown(self) -> Story:
        """The question that is looked at: the committee's clock runs, the ministry is late, the floor has not begun."""
        subject, dice = SUBJECTS[0], chance("shown")
        question = Question(id=key("question", "shown"))
        title = subject.title
        yield self.file(
            question, actions.file_question, moment(1406, 3, 1, 11, 20), subject, dice, title=title, text=TEXT
        )
        yield self.do(actions.send_question, question, moment(1406, 3, 2, 8, 30), committee=self.body("energy"))
        referral = Referral(id=key("referral", "shown"), matter=question)
        due = moment(1406, 3, 10, 8)
        yield self.do(
            actions.refer_to_ministry, referral, moment(1406, 3, 2, 8, 50), ministry=self.body("ministry-energy"),
            request="علت قطع برق، برنامهٔ جبران و زمان پایان آن", due_at=due.isoformat(),
        )  # fmt: skip
        yield self.do(actions.accept_referral, referral, moment(1406, 3, 2, 14, 5), who="ministry_deputy")
        expert = self.house.people["ministry_expert"]
        yield self.do(
            actions.hand_on_referral, referral, moment(1406, 3, 3, 9), who="ministry_deputy", person=str(expert.pk)
        )
        roads = Question(id=key("question", "time"))
        yield self.file(
            roads, actions.file_question, moment(1406, 3, 4, 10), SUBJECTS[4], dice, title=SUBJECTS[4].title, text=TEXT
        )
        yield self.do(actions.send_question, roads, moment(1406, 3, 4, 15), committee=self.body("construction"))
        asked = Referral(id=key("referral", "time"), matter=roads)
        yield self.do(
            actions.refer_to_ministry, asked, moment(1406, 3, 5, 9), ministry=self.body("ministry-roads"),
            request="علت توقف کار و زمان از سر گرفتن", due_at=moment(1406, 3, 12, 12).isoformat(),
        )  # fmt: skip
        yield self.do(actions.accept_referral, asked, moment(1406, 3, 5, 13), who="ministry_deputy_2")
        yield self.do(
            actions.ask_for_time, asked, moment(1406, 3, 9, 10), who="ministry_deputy_2", until="2027-06-08",
            reason="گزارش پیمانکار هنوز نرسیده است.",
        )  # fmt: skip

    def listed(self) -> Story:
        """A list that another secretariat sent: entered yesterday, not yet sent to any committee."""
        at = moment(1406, 3, 9, 11)

        def do() -> None:
            dice, rows = chance("listed"), []
            for place, seat in enumerate(dice.sample(self.members(moment(1406, 3, 8, 20)), LISTED), start=1):
                subject = dice.choice(SUBJECTS)
                title = subject.title.format(place=seat.constituency.split("،")[0].split("و ")[0].strip() or "شهر")
                rows.append(
                    [f"D-{place:03d}", title, seat.person.name, MINISTRIES[subject.ministry], "2027-05-29", "", ""]
                )
            facts = {"source": f"{SOURCE}، دبیرخانهٔ صحن", "sha256": derived("listed"), "rows": rows}
            actions.import_questions(call(self.house.people["liaison_officer"], at, **facts), Intake())

        yield Event(at, do)

    # --- the rest -------------------------------------------------------------------------------------------------------

    def notice(self, place: int) -> Story:
        dice = chance("notice", place)
        span = (NOW - FIRST_FILED).total_seconds()
        filed = _working(FIRST_FILED + timedelta(seconds=span * place / NOTICES_PLAYED + dice.randrange(90_000)), dice)
        notice = Notice(id=key("notice", place))
        subject = dice.choice(SUBJECTS)
        yield self.file(notice, actions.file_notice, filed, subject, dice, title=dice.choice(NOTICES), text=TEXT)
        read = filed + timedelta(days=dice.randrange(1, 6))
        yield self.do(actions.read_notice, notice, read)
        if dice.random() < 0.12:
            return
        answered = read + timedelta(days=dice.randrange(6, 30))
        yield self.do(actions.answer_notice, notice, answered, text=ANSWER, letter=f"{dice.randrange(100, 999)}/ت")
        yield self.do(actions.close_matter, notice, answered + 3 * DAY, who="liaison_head")

    def interpellation(self) -> Story:
        """Twelve names, three taken back, one more given; announced, and a further withdrawal changes nothing."""
        row = Interpellation(id=key("interpellation", 1))
        filed = moment(1406, 2, 18, 10)

        def keys(first: int, last: int) -> list[str]:
            return [str(each.person_id) for each in self.members(filed)[first:last]]

        def file() -> None:
            facts = {
                "title": "ناتوانی در تأمین برق صنایع و بی‌برنامگی برای تابستان", "text": TEXT.format(place="کشور"),
                "addressee": self.body("ministry-energy"), "committee": self.body("energy"), "askers": keys(20, 32),
            }  # fmt: skip
            actions.file_interpellation(call(self.house.people["liaison_head"], filed, **facts), row)

        def sign(act: Callable[[Any, Any], Act], place: int, at: datetime) -> Event:
            officer = "liaison_officer"
            return Event(
                at, lambda: act(call(self.house.people[officer], at, person=keys(place, place + 1)[0]), self.fresh(row))
            )

        yield Event(filed, file)
        for place, hour in ((22, 9), (25, 10), (30, 11)):
            yield sign(actions.withdraw_signature, place, moment(1406, 2, 22, hour))
        yield self.do(
            actions.record_committee_week, row, moment(1406, 2, 24, 12), note="وزیر و استیضاح‌کنندگان شنیده شدند."
        )
        yield sign(actions.sign_matter, 40, moment(1406, 2, 27, 9))
        yield self.do(actions.insist, row, moment(1406, 2, 29, 10))
        yield self.do(actions.announce_interpellation, row, moment(1406, 3, 4, 9))
        yield sign(actions.withdraw_signature, 24, moment(1406, 3, 6, 10))

    def government_bill(self, place: int) -> Story:
        ministry, title = GOVERNMENT_BILLS[place]
        dice = chance("government bill", place)
        at = FIRST_FILED + timedelta(days=50 * place + dice.randrange(20))
        bill = GovernmentBill(id=key("government bill", place))
        yield Event(at, lambda: self._file_bill(bill, title, ministry, at))
        yield from self._bill_road(bill, at, dice, actions.submit_bill)

    def _file_bill(self, bill: GovernmentBill, title: str, ministry: str, at: datetime) -> None:
        facts = {"title": title, "text": "", "addressee": self.body(f"ministry-{ministry}")}
        actions.file_government_bill(call(self.house.people["liaison_officer"], at, **facts), bill)

    def member_bill(self, place: int) -> Story:
        dice = chance("member bill", place)
        at = FIRST_FILED + timedelta(days=90 * place + dice.randrange(20))
        bill = MemberBill(id=key("member bill", place))

        def file() -> None:
            signers = dice.sample(self.members(at), 15 + dice.randrange(8))
            facts = {"title": MEMBER_BILLS[place], "text": "", "askers": [str(each.person_id) for each in signers]}
            actions.file_member_bill(call(self.house.people["liaison_officer"], at, **facts), bill)

        yield Event(at, file)
        yield from self._bill_road(bill, at, dice, None)

    def _bill_road(
        self, bill: Any, at: datetime, dice: random.Random, first: Callable[[Any, Any], Act] | None
    ) -> Story:
        if first is not None:
            at += timedelta(days=dice.randrange(3, 9))
            yield self.do(first, bill, at)
        at += timedelta(days=dice.randrange(3, 8))
        yield self.do(actions.announce_receipt, bill, at)
        yield self.do(actions.refer_bill, bill, at + timedelta(hours=2), committee=self.body("economy"), subsidiary=[])
        at += timedelta(days=dice.randrange(30, 60))
        yield self.do(actions.report_bill, bill, at, note="")
        for_it = dice.randrange(95, 180)
        counts = {"present": 220, "in_favour": for_it, "against": 220 - for_it - 10, "abstained": 10}
        yield self.do(actions.record_vote, bill, at + 12 * DAY, **counts)


def _working(at: datetime, dice: random.Random) -> datetime:
    """In the office's hours."""
    return at.replace(hour=dice.randrange(5, 11), minute=dice.randrange(60), second=0, microsecond=0)
