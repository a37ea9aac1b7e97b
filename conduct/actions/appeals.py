"""Objection, appeal and finality (Arts. 10, 11)."""

from __future__ import annotations

from conduct.actions.hearing import release
from conduct.actions.papers import lay
from conduct.actions.rulings import write_ruling
from conduct.facts import appeal_body
from conduct.models import Appeal, Case
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


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
        documents = lay(case, act, "appeal")
        release(case, {each.pk for each in documents}, act)
    return act.act


def forward_appeal(call: Call, case: Case) -> Act:
    """Send the case to the appeal board of today; the first board only reads from now on (Art. 10)."""
    with official_act(STEPS["forward_appeal"], case, call) as act:
        needs = case.facts(act.at).appeal_needs_or_refuse()
        case.appeal_body, case.forwarded_at = appeal_body(), act.at
        act.note(appeal_body=str(case.appeal_body.pk), quorum=needs.quorum)
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
