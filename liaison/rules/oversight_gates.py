"""What must hold before the steps of oversight: shares of all members, the week after the committee (Const. 88, 89; Art. 196 of 1379)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from liaison.rules.bill_gates import not_before
from liaison.rules.kinds import KINDS
from liaison.rules.laws import CONSTITUTION, FIGURES, OLDRULES
from majlis import persian
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def share_stands(facts: Any) -> None:
    """Const. 88, 89: it goes on while such a share of all members stands behind it."""
    ledger, kind = facts.ledger, KINDS[facts.kind]
    if not ledger.enough(facts.at):
        article = CONSTITUTION.article("88" if kind.code == "president_question" else "89")
        raise Refused(article, f"{ledger.sentence(facts.at)}؛ پیش نمی‌رود.")


def a_week_has_passed(facts: Any) -> None:
    """Art. 196 of 1379: it is read in the session that follows a week after the committee."""
    not_before(facts.since, "president_question_wait_weeks", facts.at, OLDRULES.article("196"), "قرائت سؤال")


def somebody_is_named(facts: Any) -> None:
    """Const. 133: what is announced bears the name of a minister at least."""
    if not facts.nominees:
        raise Refused(CONSTITUTION.article("133"), "هنوز نام هیچ وزیری افزوده نشده است.")


def renewal_needed(changed: Collection[str], ministries: int, at: Any) -> bool:
    """Const. 136: has more than half of the cabinet changed since its first vote of confidence?

    Args: changed, keys of the ministries whose minister changed; ministries, how many the first vote was about; at, the day's instant.
    Returns: False also where the first vote is not known.
    """
    day = legal_day(at)
    part, whole = FIGURES.value("cabinet_renewal_numerator", day), FIGURES.value("cabinet_renewal_denominator", day)
    return bool(ministries) and len(set(changed)) * whole > ministries * part


def renewal_open(changed: Collection[str], left: Collection[str], ministries: int, at: Any) -> bool:
    """Const. 136: does a new vote hang on whether a minister counts who left and was not replaced yet?

    Args: changed and ministries, as for a renewal that is needed; left, keys of the ministries that are led for a while since
        their minister left (Const. 135).
    Returns: True where the half is passed with them and not without them.
    """
    # ASK (Const. 136): does a minister count who left and was not replaced yet? The text that was read does not say; both counts are shown.
    return renewal_needed({*changed, *left}, ministries, at) and not renewal_needed(changed, ministries, at)


def left_sentence(changed: Collection[str], left: Collection[str], ministries: int) -> str:
    """What the count would be with the ministries whose minister left and was not replaced yet; empty where there is none."""
    more = set(left) - set(changed)
    if not ministries or not more:
        return ""
    both = persian.number(len(set(changed) | more))
    return f"وزیر {persian.number(len(more))} وزارتخانه رفته و هنوز جانشین ندارد؛ اگر این هم شمرده شود، {both} تن عوض شده‌اند"


def renewal_sentence(changed: Collection[str], ministries: int) -> str:
    """How many ministers changed, in words; empty where the first vote is not known."""
    if not ministries:
        return ""
    if not changed:
        return f"از {persian.number(ministries)} وزیر دولت، هیچ‌یک پس از رأی اعتماد نخست عوض نشده است"
    return f"از {persian.number(ministries)} وزیر دولت، {persian.number(len(set(changed)))} تن پس از رأی اعتماد نخست عوض شده‌اند"
