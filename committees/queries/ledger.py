"""The points ledger: each line of one sheet with its reason, row, article, paper and officer; the score is their sum (Arts. 7-15)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from committees.models import Ambiguity, Objection, ScoreLine, ScoreSheet
from committees.queries.desk import facts_of_item
from committees.queries.scope import AFTER_PUBLICATION, official
from committees.rules.laws import DIRECTIVE, INTERNAL
from committees.rules.tables import KINDS
from majlis.queries import Viewer
from majlis.rules.law import Article

LAWS = {law.code: law for law in (DIRECTIVE, INTERNAL)}


def sheet_visible(viewer: Viewer, key: UUID) -> ScoreSheet | None:
    """A sheet, for its owner, the offices and, from publication on, every member (Art. 17)."""
    return sheets(viewer).filter(pk=key).first()


def sheets(viewer: Viewer) -> QuerySet[ScoreSheet]:
    rows = ScoreSheet.objects.select_related("declaration__formation__term", "declaration__member", "committee")
    if viewer.person is None:
        return rows.none()
    if official(viewer) or viewer.is_member:
        return rows.filter(declaration__formation__stage__in=AFTER_PUBLICATION)
    return rows.filter(Q(declaration__member=viewer.person), declaration__formation__stage__in=AFTER_PUBLICATION)


@dataclass(frozen=True)
class Entry:
    """One line as it is shown."""

    line: ScoreLine
    detail: str
    article: Article | None
    source: str
    decision: Ambiguity | None
    ruling: Objection | None
    paper: bool

    @property
    def zero(self) -> bool:
        return self.line.units == 0


def article_of(text: str) -> Article | None:
    """An article from the name that the register keeps: "directive 7"."""
    code, _, number = text.partition(" ")
    return LAWS[code].article(number) if code in LAWS and number else None


def entries(sheet: ScoreSheet, viewer: Viewer) -> list[Entry]:
    """The sheet's lines in order. Queries: three, whatever their number."""
    lines = list(sheet.lines.select_related("item__declaration__formation", "table", "checked_by").order_by("place"))
    keys = [line.decision for line in lines if line.decision]
    decisions = {
        str(each.pk): each for each in Ambiguity.objects.filter(pk__in=keys).select_related("branch", "sitting")
    }
    rulings = {str(each.pk): each for each in Objection.objects.filter(pk__in=keys).select_related("sitting")}
    own = sheet.declaration.member_id == viewer.person.pk if viewer.person else False
    papers = official(viewer) or own
    return [
        Entry(
            line, _detail(line), article_of(line.article), _source(line), decisions.get(line.decision), rulings.get(line.decision),
            papers and line.document_id is not None,
        )
        for line in lines
    ]  # fmt: skip


def _detail(line: ScoreLine) -> str:
    """The second line under a claim's title: where and when."""
    if line.item is None:
        return ""
    wanted = {
        "degree": ("مؤسسه", "تاریخ پایان"),
        "post": ("از", "تا پایان", "شمارهٔ حکم"),
        "tenure": ("از", "تا پایان"),
        "service": ("از", "تا پایان"),
    }[line.kind]
    facts = {each.label: each.value for each in facts_of_item(line.item)}
    said = [facts[label] for label in wanted if facts.get(label)]
    if line.kind != "degree" and len(said) >= 2:
        said[:2] = [f"{said[0]} تا {said[1]}"]
    return "؛ ".join(said)


def _source(line: ScoreLine) -> str:
    """The table and its row, in words."""
    if line.table is None:
        return ""
    title = KINDS[line.table.kind].title
    return f"{title}، ردیف {line.row}" if line.row not in ("", "0") else title


def sisters(sheet: ScoreSheet) -> list[ScoreSheet]:
    """The same member's other sheets."""
    rows = ScoreSheet.objects.filter(declaration_id=sheet.declaration_id).exclude(pk=sheet.pk)
    return list(rows.select_related("committee").order_by("round", "rank"))


def rank_of(sheet: ScoreSheet) -> tuple[int, int]:
    """Rank on the committee's sheet, and how many stand on it."""
    rows = ScoreSheet.objects.filter(
        declaration__formation_id=sheet.declaration.formation_id, committee_id=sheet.committee_id, round=sheet.round
    )
    return rows.filter(units__gt=sheet.units).count() + 1, rows.count()
