"""What must hold before an act, beyond stage and time: functions of a file's facts, shared by button, gate and check."""

from __future__ import annotations

from typing import Any

from liaison.rules.laws import CONSTITUTION, LIAISON, OLDRULES, OVERSIGHT
from majlis.rules.law import Refused


def enough_for_interpellation(facts: Any) -> None:
    """Const. 89: an interpellation goes on while at least so many members stand behind it."""
    ledger = facts.ledger
    if not ledger.binds(facts.at):
        raise Refused(CONSTITUTION.article("89"), f"{ledger.sentence(facts.at)}؛ استیضاح پیش نمی‌رود.")


def enough_for_bill(facts: Any) -> None:
    """Const. 74: a members' bill is announced with at least so many signatures."""
    ledger = facts.ledger
    if facts.kind == "member_bill" and not ledger.enough(facts.at):
        raise Refused(CONSTITUTION.article("74"), f"{ledger.sentence(facts.at)}؛ طرح اعلام وصول نمی‌شود.")


def has_committee(facts: Any) -> None:
    """Art. 207: a question goes to the committee of its subject, so one must be named."""
    if not facts.has_committee:
        raise Refused(OVERSIGHT.article("207"), "کمیسیون سؤال هنوز روشن نیست؛ هنگام فرستادن آن را برگزینید.")


def not_postponed_yet(facts: Any) -> None:
    """Art. 193 of 1379: the asker's wish moves the committee's meeting once, by a month at most."""
    if facts.postponed:
        raise Refused(OLDRULES.article("193"), "این سؤال یک بار به خواست سؤال‌کننده عقب افتاده است.")


def not_distributed_yet(facts: Any) -> None:
    """Art. 193 of 1379: the copies reach the members once."""
    if facts.done("distribute_question"):
        raise Refused(OLDRULES.article("193"), "رونوشت این سؤال به نمایندگان رسیده است.")


def may_be_public(facts: Any) -> None:
    """Art. 206 and house procedure, Art. 40: a notice is published once, and not while it is classified."""
    if facts.classified:
        raise Refused(LIAISON.article("40"), "این تذکر طبقه‌بندی دارد و منتشر نمی‌شود.")
    if facts.done("publish_notice"):
        raise Refused(OVERSIGHT.article("206"), "این تذکر با پاسخ خود منتشر شده است.")


def nothing_with_ministries(facts: Any) -> None:
    """House procedure, Art. 5: a file is closed when no ministry still has it."""
    if facts.open_referrals:
        raise Refused(LIAISON.article("5"), "ارجاعی هنوز نزد وزارتخانه باز است؛ پاسخ آن را بگیرید یا آن را پس بگیرید.")


def time_was_asked(facts: Any) -> None:
    """House procedure, Art. 2: more time is given to who asked for it."""
    if not facts.time_asked:
        raise Refused(LIAISON.article("2"), "وزارتخانه مهلت افزوده‌ای نخواسته است.")
