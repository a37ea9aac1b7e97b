"""What the rules of each file's steps look at, read when they ask for it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from liaison.models import Matter, Referral
from liaison.rules.kinds import KINDS
from liaison.rules.laws import FIGURES
from liaison.rules.signatures import Ledger, Signature, ledger_of
from majlis.rules.deadlines import legal_day


def needed_signatures(matter: Matter, at: datetime) -> int:
    """How many must stand behind a matter, by the rule of the day on which it was filed or is looked at."""
    figure = KINDS[matter.kind or matter.OWN_KIND].signatures
    return FIGURES.value(figure, legal_day(at)) if figure else 1


class MatterFacts:
    """A matter as its gates see it."""

    def __init__(self, matter: Matter, at: datetime):
        self.matter, self.at = matter, at

    @property
    def kind(self) -> str:
        return self.matter.kind

    @property
    def has_committee(self) -> bool:
        return self.matter.committee_id is not None

    @property
    def postponed(self) -> bool:
        return self.matter.postponed_until is not None

    @cached_property
    def ledger(self) -> Ledger:
        rows = self.matter.signatures.values_list("person_id", "signed_at", "withdrawn_at")
        # Of the kinds with signatures, an interpellation alone is bound by its announcement.
        announced = self.matter.announced_at if self.kind == "interpellation" else None
        signatures = (Signature(str(person), signed, gone) for person, signed, gone in rows)
        return ledger_of(signatures, needed_signatures(self.matter, self.at), announced)

    @cached_property
    def open_referrals(self) -> int:
        return Referral.objects.filter(matter=self.matter, stage__in=("sent", "accepted")).count()


class ReferralFacts:
    """A referral as its gates see it."""

    def __init__(self, referral: Referral, at: datetime):
        self.referral, self.at = referral, at

    @property
    def time_asked(self) -> bool:
        return self.referral.time_asked

    @property
    def due_at(self) -> datetime:
        return self.referral.due_at

    @property
    def escalated_at(self) -> datetime | None:
        return self.referral.escalated_at
