"""The office's own work at a stage, by playing the acts up to there (house procedure, Arts. 31 to 35)."""

from __future__ import annotations

from datetime import date
from typing import Any

from liaison.models import (
    Consultation,
    Criteria,
    DefenceRecord,
    Evaluation,
    EvaluationRound,
    Gathering,
    MeetingLot,
    MeetingRequest,
    Opinion,
    Position,
    Presence,
    Voice,
)
from liaison.rules import evaluation as rules
from liaison.tests.stage import DAY, HOUR, Office
from majlis import persian
from majlis.rules import lots
from majlis.rules.deadlines import midnight

ARTICLES = [{"label": "مادهٔ ۱", "text": "آب سنجیده شود."}, {"label": "مادهٔ ۴", "text": "بها گرفته شود."}]
SECRETS = {"دفتر": ("a" * 64, "b" * 64), "مجلس": ("c" * 64, "d" * 64)}
DICE = "12345678901234567890"
WEIGHTS = {"attendance": 40, "punctuality": 10, "answers": 30, "opinions": 10, "tasks": 10}


def voice(office: Office, stage: str = "asked", **facts: Any) -> Voice:
    """A bill before two ministries; agreed once both have accepted both articles."""
    row = Voice(matter=facts.pop("matter", None) or office.government_bill())
    bodies = [str(office.energy.pk), str(office.roads.pk), *facts.pop("more", [])]
    told = {"edition": "متن هیأت وزیران", "articles": ARTICLES, "bodies": bodies, "due_day": _day(office, 10)}
    office.do("ask_voice", row, **{**told, **facts})
    if stage == "agreed":
        for body, who in ((office.energy, office.deputy), (office.roads, office.other_deputy)):
            office.do("give_opinion", opinion(row, body), who, **marks(row))
        office.do("agree_line", row, line="یک سخن", lines={})
    assert row.stage == stage
    return row


def opinion(row: Voice, body: Any) -> Opinion:
    return Opinion.objects.select_related("voice__matter", "body").get(voice=row, body=body)


def marks(row: Voice, *said: tuple[str, str]) -> dict[str, Any]:
    """What a ministry types: a stance and a text for each article, agreement where nothing is said."""
    told = list(said) or [("agree", "")] * len(ARTICLES)
    rows = [
        {"article": str(each.pk), "stance": stance, "text": text}
        for each, (stance, text) in zip(row.articles.all(), told, strict=False)
    ]
    return {"marks": rows, "text": ""}


def _day(office: Office, days: int) -> str:
    return (office.at + days * DAY).date().isoformat()


def consultation(office: Office, stage: str = "asked", **facts: Any) -> Consultation:
    """The committee asked about a bill that a ministry prepares; once it has answered, with its condition."""
    row = Consultation()
    told = {"title": "لایحهٔ آب", "ground": "preparing", "body": str(office.committee.pk), "due_day": _day(office, 10)}
    office.do("consult_body", row, **{**told, **facts})
    if stage == "given":
        office.do("record_consultation", row, stance="agree_if", text="بها پلکانی باشد", given_by="رئیس کمیسیون")
    assert row.stage == stage
    return row


def position(office: Office, stage: str = "stated", **facts: Any) -> Position:
    """The government against a members' bill; once its first signer was told."""
    row = Position(matter=facts.pop("matter", None) or office.member_bill())
    told = {"stance": "against", "text": "بار مالی دارد.", "articles": [], "speaker": str(office.deputy.pk)}
    office.do("state_position", row, **{**told, **facts})
    if stage == "told":
        office.do("tell_position", row, audience="members", members=office.keys(1), medium="نامه")
    assert row.stage == stage
    return row


def gathering(office: Office, stage: str = "planned", **facts: Any) -> Gathering:
    """A sitting of the committee tomorrow; once it is held or missed, the office's moment is after it."""
    row = Gathering()
    starts = facts.pop("starts_at", office.at + DAY)
    told = {
        "kind": "committee",
        "title": "جلسهٔ کمیسیون انرژی",
        "body": str(office.committee.pk),
        "place": "سالن ۲",
        "agenda": "برق",
    }
    told |= {"starts_at": starts.isoformat(), "ends_at": (starts + 2 * HOUR).isoformat()}
    office.do("plan_gathering", row, **{**told, **facts})
    if stage != "planned":
        office.at = starts + 3 * HOUR
        office.do(
            "hold_gathering" if stage == "held" else "miss_gathering", row, minutes="شنیده شد", reason="حد نصاب نبود"
        )
    assert row.stage == stage
    return row


def presence(office: Office, stage: str = "called", row: Gathering | None = None, **facts: Any) -> Presence:
    """The deputy, who must come; called to a sitting of his own unless one is given."""
    place = Presence(gathering=row or gathering(office))
    person = facts.pop("person", office.deputy)
    office.do("call_to_gathering", place, holder=str(person.memberships.first().pk), call=facts.pop("call", "must"))
    if stage == "confirmed":
        office.do("confirm_presence", place, office.deputy)
    if stage == "delegated":
        office.do("delegate_presence", place, office.deputy, delegate=str(office.expert.pk), reason="سفر")
    if stage in ("came", "late", "absent"):
        office.at = max(office.at, place.gathering.starts_at)
        office.do("mark_presence", place, mark=stage, reason="بیماری")
    if stage == "released":
        office.do("release_presence", place, reason="لازم نیست")
    assert place.stage == stage
    return place


def meeting(office: Office, stage: str = "requested", **facts: Any) -> MeetingRequest:
    row = MeetingRequest()
    told = {"asked_of": "president", "shape": "single", "guests": office.keys(1), "about": "آب شهرستان"}
    office.do("request_meeting", row, **{**told, **facts})
    if stage == "arranged":
        starts = office.at + DAY
        times = {"starts_at": starts.isoformat(), "ends_at": (starts + HOUR).isoformat()}
        office.do("arrange_meeting", row, place="پاستور", **times)
    if stage == "declined":
        office.do("decline_meeting", row, reason="برنامه پر است")
    assert row.stage == stage
    return row


def assembly(office: Office, province: str, first: int = 0) -> MeetingRequest:
    return meeting(office, shape="assembly", province=province, guests=office.keys(3, first))


def commits(name: str) -> str:
    """What the holders hand in before the dice, as it is typed."""
    rows = ((holder, lots.commitment(name, holder, *pair)) for holder, pair in SECRETS.items())
    return "\n".join(f"{holder} {commit}" for holder, commit in rows)


SHARES = "\n".join(f"{holder} {secret} {nonce}" for holder, (secret, nonce) in SECRETS.items())


def lot(office: Office, stage: str = "announced", draw: int = 1) -> MeetingLot:
    """Two assemblies drawn for the President."""
    if draw == 1:
        assembly(office, "خراسان")
        assembly(office, "فارس", 5)
    row = MeetingLot()
    year, _, _ = persian.jalali_parts(office.at.date())
    office.do("announce_meeting_lot", row, draw=draw, commits=commits(f"meetings/{year}/{draw}"))
    if stage == "drawn":
        office.do("draw_meeting_lot", row, dice=DICE, shares=SHARES)
    assert row.stage == stage
    return row


def criteria(office: Office, **facts: Any) -> Criteria:
    """Weights from tomorrow on."""
    row = Criteria()
    told = {"title": "معیار آزمون", "from_day": _day(office, 1), "source": "آزمون", "weights": WEIGHTS}
    office.do("publish_criteria", row, office.head, **{**told, **facts})
    return row


def quarter_after(day: date) -> tuple[int, int]:
    """The quarter that begins after a day."""
    year, month, _ = persian.jalali_parts(day)
    _, quarter = rules.quarter_of(year, month)
    return (year, quarter + 1) if quarter < len(rules.QUARTERS) else (year + 1, 1)


def next_quarter(office: Office) -> tuple[int, int]:
    """Criteria today, and the next quarter from its first morning on."""
    criteria(office)
    found = quarter_after(office.at.date())
    office.at = midnight(rules.bounds(*found)[0]) + 8 * HOUR
    return found


def evaluated(office: Office, found: tuple[int, int]) -> EvaluationRound:
    """A quarter that is over, evaluated the morning after."""
    office.at = midnight(rules.bounds(*found)[1] + DAY) + 8 * HOUR
    row = EvaluationRound()
    office.do("evaluate_deputies", row, office.head, year=found[0], quarter=found[1])
    return row


def evaluation(office: Office, stage: str = "issued") -> Evaluation:
    """The first deputy's quarter, in which he came once of twice."""
    found = next_quarter(office)
    presence(office, "came")
    presence(office, "absent")
    row = Evaluation.objects.get(round=evaluated(office, found), person=office.deputy)
    if stage in ("objected", "answered"):
        office.do("object_to_evaluation", row, office.deputy, text="غیبت موجه بود")
    if stage == "answered":
        office.do("answer_objection", row, office.head, upheld=True, measure="attendance", met=2, answer="درست است")
    assert row.stage == stage
    return row


def defence(office: Office) -> DefenceRecord:
    row = DefenceRecord(gathering=gathering(office, "held"))
    office.do(
        "record_defence",
        row,
        line="بها لازم است",
        speaker=str(office.deputy.pk),
        outcome="پذیرفته شد",
        unanswered="زمان",
    )
    return row
