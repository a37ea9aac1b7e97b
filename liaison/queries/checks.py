"""What this office has looked at every night: referrals whose last moment has passed in a ministry where nobody can answer."""

from __future__ import annotations

from datetime import datetime

from liaison.models import Referral
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Membership
from majlis.queries.authority import on_day
from majlis.queries.checks import Check
from majlis.rules.deadlines import legal_day

OPEN = ("sent", "accepted")


def checks(at: datetime) -> list[Check]:
    """The office's checks at an instant."""
    return [unanswerable(at)]


def unanswerable(at: datetime) -> Check:
    """Open referrals past their last moment, in ministries where no one holds an office that may answer."""
    roles = {name.partition(".")[2] for name in STEPS["answer_referral"].by}
    manned = Membership.objects.filter(on_day(legal_day(at)), body__kind="ministry", role__in=roles)
    late = Referral.objects.filter(stage__in=OPEN, due_at__lte=at).exclude(ministry__in=manned.values("body"))
    rows = [
        f"{referral}: مهلت پاسخ {persian.jalali(legal_day(referral.due_at))} گذشته است و این دستگاه پاسخ‌دهنده‌ای ندارد."
        for referral in late.select_related("matter", "ministry").order_by("due_at", "pk")
    ]
    return Check("ارجاع بی‌پاسخ‌دهنده", "ارجاعی که مهلتش گذشته است و دستگاه آن معاون یا کارشناس پارلمانی ندارد.", rows)
