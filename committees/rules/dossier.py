"""What scoring looks at: a member's claims as checked and decided, and the approved tables (Arts. 5, 6, 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from committees.rules.form import Claim, Form
from committees.rules.laws import DIRECTIVE
from committees.rules.readings import READINGS, Readings
from committees.rules.tables import KINDS, Table
from majlis.rules.law import Refused

# claimed: the member's own draft, counted as if every paper were confirmed. declared: nobody has checked it yet.
State = Literal["claimed", "declared", "accepted", "rejected", "referred", "decided"]


@dataclass(frozen=True)
class Verdict:
    """What the deputy for laws found. `document` is the confirmed paper; `by` a name as printed; `reason` Persian.

    proved: the joint meeting held it proved, whatever the paper (Art. 17).
    """

    state: State
    by: str = ""
    at: datetime | None = None
    document: str = ""
    reason: str = ""
    proved: bool = False


@dataclass(frozen=True)
class BranchDecision:
    """A branch's final word on one claim and one committee (Art. 15), or the joint meeting's on an objection (Art. 17).

    relation: related, partly or none.  as_row: the table row that it is measured by, where its own has none.
    branch and sitting: as printed.
    """

    id: str
    committee: str
    relation: str
    branch: str = ""
    sitting: str = ""
    text: str = ""
    as_row: str = ""


@dataclass(frozen=True)
class Item:
    """A claim with its verdict, and the branch's decision by committee code."""

    claim: Claim
    verdict: Verdict
    decisions: Mapping[str, BranchDecision] = field(default_factory=dict)


@dataclass(frozen=True)
class Dossier:
    """A member's whole file for scoring, items in the order of the form."""

    member: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ScoreTables:
    """The approved version of each table, and the readings approved with them; None: not yet approved."""

    degree_points: Table | None = None
    field_relations: Table | None = None
    post_points: Table | None = None
    equivalences: Table | None = None
    tenure_points: Table | None = None
    service_points: Table | None = None
    readings: Readings = READINGS

    def table(self, kind: str) -> Table:
        """A table by its kind. Raises Refused (Art. 17) while it is not approved: no score can be final without it."""
        found: Table | None = getattr(self, kind)
        if found is None:
            sentence = f"{KINDS[kind].title} هنوز تصویب نشده است؛ تا تصویب آن امتیازی حساب نمی‌شود."
            raise Refused(DIRECTIVE.article("17"), sentence)
        return found

    def missing(self) -> tuple[str, ...]:
        """The kinds that still await approval."""
        return tuple(kind for kind in KINDS if getattr(self, kind) is None)


def draft_dossier(member: str, form: Form) -> Dossier:
    """A form as its owner sees it before anyone has checked it: every claim taken at its word (no article)."""
    claims: tuple[Claim, ...] = (*form.degrees, *form.posts, *form.tenures, *form.services)
    return Dossier(member, tuple(Item(claim, Verdict("claimed")) for claim in claims))
