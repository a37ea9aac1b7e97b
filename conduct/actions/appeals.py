"""Objection, appeal and finality (Arts. 10, 11)."""

from __future__ import annotations

from datetime import datetime

from conduct.actions.keys import hand_to_appeal_board
from conduct.actions.papers import lay, release
from conduct.actions.rulings import write_ruling
from conduct.facts import appeal_body
from conduct.models import Appeal, AppealInvitation, Case, LateAppeal
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused
from majlis.safes import must_be_open

ARTICLE = CONDUCT_DIRECTIVE.article("10")
IN_TIME = "اعتراضی که در مهلت رسید"


def file_appeal(call: Call, case: Case) -> Act:
    """Object to a ruling within ten days of its service (Art. 10).

    Args: call.body: text, papers.  Raises: Refused after the ten days, or where the law makes every sanction final.
    """
    with official_act(STEPS["file_appeal"], case, call) as act:
        if not act.body.get("text") and not act.body.get("papers") and act.call.paper is None:
            raise Refused(
                CONDUCT_DIRECTIVE.article("10"), "اعتراض را بنویسید یا برگهٔ آن را بارگذاری کنید.", field="text"
            )
        Appeal.objects.create(
            case=case, text=act.body.get("text", ""), received_at=act.at, on_paper=act.call.paper is not None
        )
        case.final_at = None
        # What runs again lies in no archive.
        case.archives.filter(stage="sealed").update(stage="opened", stage_since=act.at, opened_for=IN_TIME)
        documents = lay(case, act, "appeal")
        release(case, {each.pk for each in documents}, act)
    return act.act


def forward_appeal(call: Call, case: Case) -> Act:
    """Send the case to the appeal board of today; the first board only reads from now on (Art. 10)."""
    with official_act(STEPS["forward_appeal"], case, call) as act:
        needs = case.facts(act.at).appeal_needs_or_refuse()
        case.appeal_body, case.forwarded_at = appeal_body(), act.at
        hand_to_appeal_board(case, act.day)
        act.note(appeal_body=str(case.appeal_body.pk), quorum=needs.quorum)
    return act.act


def record_late_appeal(call: Call, case: Case) -> Act:
    """Keep an objection that came after its ten days; it changes nothing (Art. 10).

    Args: call.body: received_at (ISO instant, when it came), text, papers (it, on paper).
    Raises: Refused while the ten days run, or for one that came within them.
    """
    with official_act(STEPS["record_late_appeal"], case, call) as act:
        came, end = datetime.fromisoformat(act.body["received_at"]), case.facts(act.at).appeal_end
        if came > act.at:
            raise Refused(ARTICLE, "زمان رسیدن پس از اکنون است.", field="received_at")
        if came < end.ends_at:
            raise Refused(
                ARTICLE, f"این اعتراض تا {end.last_minute_text} رسیده و دیررسیده نیست؛ از راه برگهٔ اعتراض ثبت می‌شود.", field="received_at"
            )  # fmt: skip
        LateAppeal.objects.create(
            case=case, text=act.body.get("text", ""), received_at=came, stage="kept", stage_since=act.at
        )
        release(case, {each.pk for each in lay(case, act, "late_appeal", wanted=True)}, act)
        act.note(late=True)
    return act.act


def admit_late_appeal(call: Call, late: LateAppeal) -> Act:
    """Two of the appeal board take up an objection that came late; the case is in objection again (Art. 10).

    Args: call.body: reason.  Raises: Refused while the case lies in the archive.
    """
    with official_act(STEPS["admit_late_appeal"], late, call) as act:
        case = late.case
        if case.archives.filter(stage="sealed").exists():
            raise Refused(ARTICLE, "این پرونده در بایگانی است؛ نخست دفتر هیأت آن را بگشاید.")
        must_be_open(ARTICLE, late.text)
        Appeal.objects.create(case=case, text=late.text, received_at=late.received_at, on_paper=True)
        case.final_at = None
    return act.act


def invite_to_appeal(call: Call, case: Case) -> Act:
    """Invite the member in writing before the appeal board, which hears him (Art. 10).

    Args: call.body: hearing_at (ISO instant), place, text, papers.  Raises: Refused for an hour that is not in the future.
    """
    with official_act(STEPS["invite_to_appeal"], case, call) as act:
        hearing_at = datetime.fromisoformat(act.body["hearing_at"])
        if hearing_at <= act.at:
            raise Refused(ARTICLE, "زمان حضور باید پس از اکنون باشد.", field="hearing_at")
        AppealInvitation.objects.create(
            case=case, sent_at=act.at, hearing_at=hearing_at, place=act.body["place"], text=act.body["text"]
        )
        release(case, {each.pk for each in lay(case, act, "appeal_call")}, act)
    return act.act


def decide_appeal(call: Call, case: Case) -> Act:
    """Issue the appeal board's ruling as it was voted; it is final (Arts. 10, 11). Args: call.body: dissent."""
    with official_act(STEPS["decide_appeal"], case, call) as act:
        write_ruling(case, case.facts(act.at).last_vote("decide_appeal"), "appeal", act)
        case.final_at = act.at
    return act.act


def make_final(call: Call, case: Case) -> Act:
    """Note that a ruling is final: its ten days passed unused, or the law makes every sanction final (Art. 10)."""
    with official_act(STEPS["make_final"], case, call) as act:
        case.final_at = act.at
        act.note(final_on=persian.jalali(act.day))
    return act.act
