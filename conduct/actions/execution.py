"""Carrying out a sanction: the office orders what follows from it, the Speaker announces (law, Art. 6)."""

from __future__ import annotations

from datetime import date

from conduct.actions.papers import lay
from conduct.models import RulingSanction
from conduct.rules import sanctions
from conduct.rules.execution import must_be_session, must_fit
from conduct.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, official_act


def execute_sanction(call: Call, sanction: RulingSanction) -> Act:
    """Carry out one sanction that is final: its letter may be written, its bar begins, the Speaker is told (law, Art. 6).

    Args: call.body: how (what was done), bar_until (ISO day or empty), told (what the Speaker reads out), papers.
    """
    with official_act(STEPS["execute_sanction"], sanction, call) as act:
        known = sanctions.on(sanction.case.violation_day)[sanction.letter]
        typed, told = act.body.get("bar_until"), act.body.get("told", "")
        until = date.fromisoformat(typed) if typed else None
        must_fit(known, act.day, until, told)
        sanction.executed_at, sanction.bar_until, sanction.told = act.at, until, told
        lay(sanction.case, act, "execution")
        act.note(letter=sanction.letter, months=sanction.months, follows=known.follows)
    return act.act


def announce_sanction(call: Call, sanction: RulingSanction) -> Act:
    """The Speaker announces (چ) in closed session, (ح) in open session (law, Art. 6).

    Args: call.body: session (closed or open), sitting (which one, as it is cited).
    """
    with official_act(STEPS["announce_sanction"], sanction, call) as act:
        must_be_session(sanction.announced, act.body["session"])
        sanction.announced_at = act.at
    return act.act
