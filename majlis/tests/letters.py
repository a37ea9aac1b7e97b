"""Set-up for tests of letters: the liaison office with a referral, and letters written and signed on it by acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liaison.models import Referral
from liaison.tests import stage
from majlis import actions
from majlis.models import Letter, Person
from majlis.register import Call

BODY = {
    "addressee": "معاون محترم پارلمانی وزارت نیرو",
    "title": "ارجاع سؤال دربارهٔ شهرک",
    "text": "با سلام و احترام،\nمتن **کوتاه**.",
    "copies": "نماینده",
    "grade": "ordinary",
    "priority": "ordinary",
}


@dataclass
class Desk:
    """The liaison office with one referral on which letters are written."""

    office: stage.Office
    referral: Referral

    def draft(self, at: datetime | None = None, who: Person | None = None, **body: Any) -> Letter:
        letter = Letter(realm="liaison", file_kind="referral", file_key=self.referral.pk, word="referred_matter")
        actions.draft_letter(self.call(who or self.office.officer, at, {**BODY, **body}), letter)
        return letter

    def sign(self, letter: Letter, at: datetime | None = None, who: Person | None = None, **body: Any) -> Letter:
        actions.sign_letter(self.call(who or self.office.head, at, {**BODY, **body}), letter)
        return letter

    def signed(self, at: datetime | None = None, **body: Any) -> Letter:
        return self.sign(self.draft(at, **body), at, **body)

    def void(self, letter: Letter, reason: str = "گیرنده نادرست بود", who: Person | None = None) -> Letter:
        actions.void_letter(self.call(who or self.office.head, None, {"reason": reason}), letter)
        return letter

    def call(self, who: Person, at: datetime | None, body: dict[str, Any]) -> Call:
        return Call(actor=who, at=at or self.office.at, body=body)


def desk() -> Desk:
    """A founded house with the office, in whichever database is pointed at."""
    stage.opened()
    office = stage.found()
    return Desk(office, office.referral())
