"""Which ministries are to be written to on a day because an answer is overdue, and which cannot be (house procedure, Art. 7)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from liaison.models import MinistryAddress, OverdueLetter, Referral
from liaison.models.referral import WAITING
from liaison.queries.scope import office
from liaison.rules.referrals import chase_point
from majlis.models import Body
from majlis.queries import Viewer
from majlis.queries.prepared import Prepared

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
    rows = _without_address(at=viewer.at)
    owing = {each.ministry_id: each.ministry for each in rows if chase_point(each.due_at, viewer.at) == AFTER}
    return sorted(owing.values(), key=lambda each: (each.order, each.code))


def _late_without_address(at: datetime) -> QuerySet[Referral]:
    """Referrals past their last moment whose ministry has no address."""
    known = MinistryAddress.objects.filter(ministry=OuterRef("ministry"))
    return Referral.objects.filter(WAITING, ~Exists(known), due_at__lte=at).select_related("ministry")


_without_address = Prepared(_late_without_address, at=datetime)


def letters_of(referral: Referral) -> list[OverdueLetter]:
    """The letters that went, or were tried, for this referral."""
    return list(referral.overdue_letters.all())
