"""What the amendment left open, and the decisions of the house on it (law, Art. 1)."""

from __future__ import annotations

from typing import Any

from conduct.models import BoardRule
from conduct.rules.board import OPEN_QUESTIONS
from majlis.models import Countersign


def open_questions() -> list[dict[str, Any]]:
    """What the amendment left open, each with the house's decisions on it."""
    rules = list(BoardRule.objects.all())
    return [
        {"key": key, "title": title, "article": article, "rules": [row for row in rules if row.key == key]}
        for key, (title, article, _) in OPEN_QUESTIONS.items()
    ]


def waiting_signatures() -> list[dict[str, Any]]:
    """Decisions that one officer has signed and that wait for another."""
    rows = Countersign.objects.filter(verb="adopt_board_rule", act=None, withdrawn_at=None).select_related("first")
    return [
        {"first": row.first, "at": row.signed_at, "pk": row.subject.partition(":")[2], "content": row.content}
        for row in rows
    ]


def first_signature(pk: Any) -> Countersign | None:
    rows = Countersign.objects.filter(
        verb="adopt_board_rule", subject=f"conduct.boardrule:{pk}", act=None, withdrawn_at=None
    )
    return rows.select_related("first").first()
