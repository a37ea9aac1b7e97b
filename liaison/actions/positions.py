"""The government's position on a bill that is not its own: stated, and told to the house (house procedure, Art. 39)."""

from __future__ import annotations

from liaison.actions.filing import committee_of, members_of
from liaison.actions.voices import speaker_of
from liaison.models import Position, Telling
from liaison.rules import positions
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def state_position(call: Call, position: Position) -> Act:
    """The government says what it holds of a bill that is not its own (house procedure, Article 39).

    Args: position, unsaved, with matter; call.body: stance, text, articles (rows of label, stance, text), speaker (key or empty).
    Raises: Refused for a bill of the government's own, for a condition or refusal without its text, for a speaker of no ministry.
    """
    with official_act(STEPS["state_position"], position, call) as act:
        body = act.body
        if position.matter.kind not in positions.POSITIONED:
            raise Refused(LIAISON.article("39"), "نظر دولت دربارهٔ طرح نوشته می‌شود.")
        rows = [(row["label"], row["stance"], row["text"]) for row in body.get("articles", [])]
        positions.refuse_unreasoned(body["stance"], body.get("text", ""), rows)
        position.stance, position.text = body["stance"], body.get("text", "")
        position.articles = [{"label": label, "stance": stance, "text": text} for label, stance, text in rows]
        position.speaker = speaker_of(body.get("speaker", ""), act, "speaker", LIAISON.article("39"))
        position.stated_at = act.at
    return act.act


def tell_position(call: Call, position: Position) -> Act:
    """The position is told to the chamber, a committee or named members; each telling is kept (house procedure, Article 39).

    Args: call.body: audience, committee (key or empty), members (keys of persons), medium.
    Raises: Refused where nobody is named, or for one who is no member that day.
    """
    with official_act(STEPS["tell_position"], position, call) as act:
        body = act.body
        committee = committee_of(body.get("committee", ""))
        told = members_of(body.get("members") or [], act) if body["audience"] == positions.MEMBERS else []
        positions.refuse_unheard(body["audience"], committee, told)
        rest = {
            "position": position, "audience": body["audience"], "medium": persian.normalise(body["medium"]), "at": act.at,
            "committee": committee if body["audience"] == positions.COMMITTEE else None,
        }  # fmt: skip
        Telling.objects.bulk_create(
            [Telling(person=each.person, **rest) for each in told] if told else [Telling(**rest)]
        )
    return act.act
