"""Which ministries are to be written to on a day because an answer is overdue, and which cannot be (house procedure, Art. 7)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from liaison.models import MinistryAddress, OverdueLetter, Referral
from liaison.models.referral import WAITING
from liaison.queries.scope import office
from liaison.rules.referrals import chase_point
from majlis.models import Body
from majlis.queries import Viewer

AFTER = "after"


def overdue(at: datetime) -> list[Referral]:
    """Referrals without an answer on the day of chasing that follows their last moment, or later; the oldest first."""
    rows = Referral.objects.filter(WAITING, due_at__lte=at).select_related("ministry").order_by("due_at", "id")
    return [each for each in rows if chase_point(each.due_at, at) == AFTER]


def to_write(at: datetime) -> list[tuple[Referral, str]]:
    """The overdue referrals of which their ministry's address was not told, each with the address."""
    told = OverdueLetter.objects.filter(referral=OuterRef("pk"), due_at=OuterRef("due_at"), sent_at__isnull=False)
    keys = [each.pk for each in overdue(at)]
    rows = Referral.objects.filter(~Exists(told), pk__in=keys, ministry__address__isnull=False)
    return [
        (each, each.ministry.address.email)
        for each in rows.select_related("ministry__address").order_by("due_at", "id")
    ]


def unaddressed(viewer: Viewer) -> list[Body]:
    """For the office: ministries that owe an overdue answer and have no address."""
    if not office(viewer):
        return []
    known = set(MinistryAddress.objects.values_list("ministry", flat=True))
    owing = {each.ministry_id: each.ministry for each in overdue(viewer.at) if each.ministry_id not in known}
    return sorted(owing.values(), key=lambda each: (each.order, each.code))


def letters_of(referral: Referral) -> list[OverdueLetter]:
    """The letters that went, or were tried, for this referral."""
    return list(referral.overdue_letters.all())
