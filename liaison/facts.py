"""What the rules of each file's steps look at, read when they ask for it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from liaison.models import Matter, Referral
from liaison.rules.kinds import KINDS
from liaison.rules.laws import FIGURES
from liaison.rules.signatures import Ledger, Signature, ledger_of
from majlis.models import Act
from majlis.rules.deadlines import legal_day
from majlis.rules.votes import quorum_needed

BOUND = ("interpellation", "president_interpellation")


def needed_signatures(matter: Matter, at: datetime) -> int:
    """How many must stand behind a matter, by the rule of the day on which it was filed or is looked at."""
    kind, day = KINDS[matter.kind or matter.OWN_KIND], legal_day(at)
    if kind.share is not None:
        part, whole = (FIGURES.value(key, day) for key in kind.share)
        return quorum_needed(FIGURES.value("chamber_members", day), part, whole)
    return FIGURES.value(kind.signatures, day) if kind.signatures else 1


class MatterFacts:
    """A matter as its gates see it."""

    def __init__(self, matter: Matter, at: datetime):
        self.matter, self.at = matter, at

    @property
    def kind(self) -> str:
        return self.matter.kind

    @property
    def stage(self) -> str:
        return self.matter.stage

    @property
    def since(self) -> datetime:
        return self.matter.stage_since

    @property
    def urgency(self) -> int:
        return self.matter.urgency

    @property
    def urgency_asked(self) -> int:
        return self.matter.urgency_asked

    @property
    def extended_to(self) -> datetime | None:
        return self.matter.extended_to

    @cached_property
    def nominees(self) -> int:
        return self.matter.nominees.count()

    @cached_property
    def _acts(self) -> set[str]:
        return set(Act.objects.filter(subject=self.matter.reference).values_list("verb", flat=True))

    def done(self, word: str) -> bool:
        """Was this act ever done on the matter?"""
        return word in self._acts

    @property
    def has_committee(self) -> bool:
        return self.matter.committee_id is not None

    @property
    def classified(self) -> bool:
        return self.matter.classified

    @property
    def postponed(self) -> bool:
        return self.matter.postponed_until is not None

    @cached_property
    def ledger(self) -> Ledger:
        rows = self.matter.signatures.values_list("person_id", "signed_at", "withdrawn_at")
        # Of the kinds with signatures, an interpellation alone is bound by its announcement.
        announced = self.matter.announced_at if self.kind in BOUND else None
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

    @cached_property
    def chased(self) -> set[str]:
        """The points at which it was chased for this last moment."""
        return set(self.referral.chases.filter(due_at=self.due_at).values_list("point", flat=True))
