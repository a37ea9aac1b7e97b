"""Who acts in this office, and the one shape of most limits: what every table of steps shares."""

from __future__ import annotations

from liaison.rules.laws import LIAISON
from majlis.rules.law import Article, Limit, Step

OFFICE = ("liaison_office.head", "liaison_office.officer")
HEAD = ("liaison_office.head",)
DEPUTY = ("ministry.deputy",)
EXPERT = ("ministry.expert",)
MINISTRY = ("ministry.deputy", "ministry.expert")
# The file's own person: to whom it was promised, of whom an evaluation speaks.
ASKER = ("member",)
ADMINISTRATOR = ("house.administrator",)


def due(figure: str) -> tuple[Limit, ...]:
    """A limit after which the office or its counterpart is late, and the act counts."""
    return (Limit("due_within", figure),)


def late_mark(figure: str) -> tuple[Limit, ...]:
    """A limit after which it is taken and marked late."""
    return (Limit("marks_late_after", figure),)


def barred(figure: str) -> tuple[Limit, ...]:
    """A limit after which the right is lost."""
    return (Limit("bars_after", figure),)


def office_step(word: str, label: str, done: str, article: Article, subject: str, **more: object) -> Step:
    """A step of the office's own officers. Args: as `Step`'s; more, whatever else it says."""
    return Step(word, label, done, article, by=OFFICE, subject=subject, **more)  # type: ignore[arg-type]


# The bodies to which something may be put, and with which letters pass; a letter may go to any of them.
COUNTERPARTS = ("presidency", "ministry", "judiciary", "guardian_council", "expediency_council", "provinces_council")

# What no text orders, and the office does of its own.
ENQUIRIES, LETTERS, LAWS = LIAISON.article("21"), LIAISON.article("22"), LIAISON.article("23")
ALIKE = LIAISON.article("24")
