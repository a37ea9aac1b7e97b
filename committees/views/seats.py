"""The seats: announced by the seed, completed for those left over, signed as the final list, opened to everyone (Arts. 16-18, 23)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from committees.queries import lots, roster
from majlis.views.act import ActView


class SeatAct(ActView):
    """An act on the formation; beside it stands what it will make known."""

    find = "committees.queries.formation_visible"

    def get_subject(self, **kwargs: Any) -> Any:
        found = super().get_subject(**kwargs)
        if found is not None:
            self.request.term = found.term  # type: ignore[attr-defined]
        return found

    def subject_url(self) -> str:
        return reverse("committees:formation", args=[self.subject.code])


class SeatMembers(SeatAct):
    """The seats of the first round, over two signatures."""

    word = "seat_members"
    template_name = "committees/seats/seat.html"
    what = (
        "کمیسیون‌ها از بذر قرعه و به ترتیب خواهانان پر می‌شوند و نام اعضا اعلام می‌شود؛ مهلت اعتراض از همین دم آغاز می‌شود."
    )

    def context(self, **more: Any) -> dict[str, Any]:
        lot = lots.opened_lot(self.subject)
        run = {"lot": lot, "run": lots.run_counts(lot), "ties": lots.ties_of(lot)} if lot is not None else {}
        return {**super().context(**more), "what": self.what, **run}


class PlaceLeftOver(SeatMembers):
    """The seats of a later round, for members who named further committees."""

    word = "place_left_over"
    what = "بازماندگانی که دو کمیسیون دیگر را نام برده‌اند، از بذر قرعهٔ این دور جا می‌گیرند."


class FinaliseRoster(SeatAct):
    """The final list, over two signatures."""

    word = "finalise_roster"
    template_name = "committees/seats/final.html"

    def context(self, **more: Any) -> dict[str, Any]:
        counts = roster.committee_counts(self.subject)
        return {
            **super().context(**more),
            "what": "با امضای دوم، عضویت‌ها از همین روز آغاز می‌شود و فهرست برای همگان خواندنی است.",
            "counts": counts,
            "members": sum(each.members for each in counts),
            "hashes": roster.result_hashes(self.subject),
            "roster_url": reverse("committees:roster", args=[self.subject.code]),
        }


class OpenProof(SeatAct):
    """Snapshot, lot and result to everyone."""

    word = "open_proof"
    template_name = "committees/seats/open_proof.html"

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            **super().context(**more),
            "what": "از این پس هر کس، بی نام کاربری، فهرست ورودی، قرعه و نتیجهٔ هر دور را می‌گیرد و خود می‌آزماید.",
            "proof_url": reverse("committees:proof", args=[self.subject.code]),
        }
