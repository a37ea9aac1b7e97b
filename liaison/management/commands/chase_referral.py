"""Chase ministries whose answer is due; run every morning by a timer. Whatever was sent is not sent again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from liaison import actions
from liaison.queries.chasing import to_chase, to_escalate
from majlis import clock
from majlis.models import Person
from majlis.queries.people import person_behind
from majlis.register import Call, NotVisible
from majlis.rules.law import Refused

REASON = "چهار نوبت پیگیری شد و پاسخی نرسید."


class Command(BaseCommand):
    help = "Remind ministries three days and a day before the last moment, on its day and the day after; then tell the minister."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--as", dest="username", required=True, help="the account of an officer of the liaison office"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor = person_behind(options["username"])
        if actor is None:
            raise CommandError("No such open account, or nobody behind it.")
        at = clock.now()
        chased = sum(self._done(actions.chase_referral, each, actor, at, {}) for each in to_chase(at))
        told = sum(
            self._done(actions.escalate_referral, each, actor, at, {"reason": REASON}) for each in to_escalate(at)
        )
        self.stdout.write(f"chased {chased}, escalated {told}")

    def _done(self, act: Any, referral: Any, actor: Person, at: Any, body: dict[str, Any]) -> int:
        """Do one; what another run or an officer did in the meantime is not done again."""
        try:
            act(Call(actor=actor, at=at, body=body), referral)
        except Refused:
            return 0
        except NotVisible as hidden:
            raise CommandError("This account is no officer of the liaison office.") from hidden
        return 1
