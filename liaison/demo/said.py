"""What parliament's bodies and the government said of bills in the played year; everything is invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from liaison import actions
from liaison.demo.stage import Stage
from liaison.models import Consultation, FloorVote, MemberBill, Notice, Position
from liaison.rules.kinds import OPEN
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import key, moment
from majlis.rules.deadlines import legal_day

DAY = timedelta(days=1)
BILL, HEARD = 5, 3
NOTICES_OUT, CLASSIFIED = 4, 3
NAMED = 2


def said(year: Stage) -> dict[str, Story]:
    """Each story by its name."""
    return {
        "consulted": _consulted(year),
        "positions": _positions(year),
        "published notices": _notices(year),
        "named votes": _named(year),
    }


def _consulted(year: Stage) -> Story:
    """The committee before the bill and the presiding board on it; a third view is awaited."""
    bill = str(key("government bill", BILL))
    rows = (
        ("لایحهٔ صندوق باغداران", "preparing", "agriculture", "", "farming", ("agree_if", "سهم دولت در بودجهٔ همان سال بیاید.", "رئیس کمیسیون")),
        ("لایحهٔ صندوق باغداران", "important", "presiding_board", bill, "farming", ("agree", "پیش از پایان بهار در دستور بیاید.", "نایب‌رئیس")),
        ("لایحهٔ انبار سبز", "preparing", "energy", "", "energy", None),
    )  # fmt: skip
    for place, (title, reason, body, own, ministry, heard) in enumerate(rows):
        row, at = Consultation(id=key("consultation", place)), moment(1406, 2, 8 + 10 * place, 9)
        facts = {"title": title, "ground": reason, "bill": own}
        yield Event(at, lambda row=row, at=at, facts=facts, to=(body, ministry): _consult(year, row, at, facts, *to))
        if heard:
            told = dict(zip(("stance", "text", "given_by"), heard, strict=True))
            yield year.do(actions.record_consultation, row, at + 6 * DAY, **told)
            yield year.do(actions.tie_consultation, row, at + 7 * DAY, bill=bill)


def _consult(year: Stage, row: Consultation, at: datetime, facts: dict[str, str], body: str, ministry: str) -> None:
    told = {
        "body": year.body(body), "ministry": year.body(f"ministry-{ministry}"), "due_day": (legal_day(at) + 20 * DAY).isoformat(),
        "text": "پیش از تصویب در هیأت وزیران، نظر خود را دربارهٔ ماده‌ها بفرمایید.",
    }  # fmt: skip
    actions.consult_body(call(year.house.people["liaison_officer"], at, **facts, **told), row)


# Stance, text, articles, and whether it was told.
POSITIONS = (
    (
        "agree_if", "دولت با طرح موافق است اگر بار مالی آن از صرفه‌جویی همان دستگاه باشد.",
        [("مادهٔ ۱", "agree", ""), ("مادهٔ ۲", "against", "مهلت شش‌ماهه بس نیست.")], True,
    ),
    ("against", "قانون موجود همین را می‌گوید و سامانهٔ آن آماده است.", [], False),
)  # fmt: skip


def _positions(year: Stage) -> Story:
    """What the government holds of two members' bills: one told to members by name, one to nobody yet."""
    for place, (stance, text, articles, heard) in enumerate(POSITIONS):
        row, at = Position(id=key("position", place)), moment(1406, 2, 20 + place, 11)
        rows = [{"label": label, "stance": each, "text": why} for label, each, why in articles]
        facts = {"stance": stance, "text": text, "articles": rows}
        yield Event(at, lambda row=row, at=at, facts=facts, place=place: _state(year, row, at, place, facts))
        if heard:
            yield Event(at + DAY, lambda row=row, at=at: _tell(year, row, at + DAY))


def _tell(year: Stage, row: Position, at: datetime) -> None:
    listeners = [str(each.person_id) for each in year.members(at)[:HEARD]]
    told = {"audience": "members", "members": listeners, "medium": "نامه به نمایندگان"}
    actions.tell_position(call(year.house.people["liaison_officer"], at, **told), year.fresh(row))


def _state(year: Stage, row: Position, at: datetime, place: int, facts: dict[str, object]) -> None:
    row.matter = MemberBill.objects.filter(kind="member_bill", stage__in=OPEN).order_by("year", "serial")[place]
    speaker = str(year.house.people["ministry_deputy"].pk)
    actions.state_position(call(year.house.people["liaison_officer"], at, speaker=speaker, **facts), row)


def _notices(year: Stage) -> Story:
    """Three answered notices for everybody, and one that is classified."""
    for place in range(NOTICES_OUT):
        at = moment(1406, 3, 1 + place, 10)
        yield Event(at, lambda at=at, place=place: _publish(year, at, place))


def _publish(year: Stage, at: datetime, place: int) -> None:
    rows = Notice.objects.filter(kind="notice", stage__in=("answered", "closed"), stage_since__lt=at)
    row = rows.order_by("year", "serial")[place : place + 1].first()
    if row is None:
        return
    officer = year.house.people["liaison_officer"]
    if place == CLASSIFIED:
        actions.classify_notice(call(officer, at, classified=True, reason="نقشهٔ یک تأسیسات در آن است."), row)
        return
    answer = row.answers.order_by("-at").first()
    facts = {"text": row.text, "answer": answer.text if answer else "پاسخ در جلسه گفته شد."}
    actions.publish_notice(call(officer, at, **facts), row)


def _named(year: Stage) -> Story:
    """The votes on two bills of which the chamber published the names; the rest stand in counts."""
    for place in range(NAMED):
        at = moment(1406, 3, 3 + place, 12)
        yield Event(at, lambda at=at, place=place: _name(year, at, place))


def _name(year: Stage, at: datetime, place: int) -> None:
    rows = FloorVote.objects.filter(
        question="generalities", at__lt=at, matter__kind__in=("government_bill", "member_bill")
    )
    row = rows.order_by("-at", "id")[place : place + 1].first()
    if row is None:
        return
    keys = [str(each.person_id) for each in year.members(row.at)]
    against = row.in_favour + row.against
    names = {
        "agree": keys[: row.in_favour], "against": keys[row.in_favour : against], "abstain": keys[against : against + row.abstained],
    }  # fmt: skip
    actions.name_votes(call(year.house.people["liaison_officer"], at, **names), row)
