"""Points of one member for one committee, line by line; the score is the sum of its lines (Arts. 4, 5, 7-11, 14, 15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from committees.rules.bodies import committee_title
from committees.rules.dossier import BranchDecision, Dossier, Item, ScoreTables
from committees.rules.form import Degree, Post, Service, Tenure
from committees.rules.laws import DIRECTIVE
from committees.rules.lines import ZERO, Doubt, ScoreLine, line_of, refused_line
from committees.rules.points import Span, overlap, points_label, span_label, units_in, whole_months, without
from committees.rules.tables import RELATIONS, UNITS, PostPoints, Table

# What the sum of a ledger is shown beside.
SUM_ARTICLE = DIRECTIVE.article("8")

__all__ = ["SUM_ARTICLE", "Doubt", "ScoreLine", "committee_points", "open_doubts", "total"]


def total(lines: Iterable[ScoreLine]) -> Fraction:
    """The score: the sum of its lines, exactly (Art. 8)."""
    return sum((line.points for line in lines), ZERO)


def committee_points(dossier: Dossier, committee: str, tables: ScoreTables, day: date) -> tuple[ScoreLine, ...]:
    """Each claim's line for a committee, in the order of the form.

    Args: committee, a code; tables, the approved versions; day, the last day that a record counts to.
    Returns: one ScoreLine a claim.
    Raises: Refused (Art. 17) while a table that a claim needs is not approved; KeyError for an unknown committee.
    """
    count = _Count(committee, tables, day)
    return tuple(count.line(item) for item in dossier.items)


def open_doubts(dossier: Dossier, committees: Iterable[str], tables: ScoreTables, day: date) -> tuple[Doubt, ...]:
    """What a branch must still decide before the scores for these committees can be published (Arts. 15, 17)."""
    return tuple(
        Doubt(line.item, line.heading, line.label, committee, line.reason)
        for committee in committees
        for line in committee_points(dossier, committee, tables, day)
        if line.doubt
    )


class _Count:
    """One member's count for one committee: what a table row has given so far, and which time is spoken for."""

    def __init__(self, committee: str, tables: ScoreTables, day: date):
        self.committee, self.tables, self.day = committee, tables, day
        self.title = committee_title(committee, day)
        self.given: dict[tuple[str, int], Fraction] = {}
        self.taken: list[Span] = []

    def line(self, item: Item) -> ScoreLine:
        refused = refused_line(item, self.committee, self.day)
        if refused is not None:
            return refused
        decision = item.decisions.get(self.committee)
        if decision is None and item.verdict.state == "referred":
            return self._doubt(item, "هیأت رئیسه آن را به شعبه ارجاع کرده و شعبه هنوز تصمیم نگرفته است.")
        if decision is not None and decision.relation == "none":
            return self._unrelated(item, decision)
        match item.claim:
            case Degree():
                return self._degree(item, item.claim, decision)
            case Post():
                return self._post(item, item.claim, decision)
            case Tenure():
                return self._timed(item, "tenure_points", self.tables.table("tenure_points").find())
            case Service():
                served = "same" if item.claim.committee == self.committee else "other"
                return self._timed(item, "service_points", self.tables.table("service_points").find(served))

    def _degree(self, item: Item, degree: Degree, decision: BranchDecision | None) -> ScoreLine:
        table = self.tables.table("degree_points")
        place, row = table.find(decision.as_row if decision and decision.as_row else degree.level)
        if row is None:
            return self._no_row(item, table)
        where, known = self.tables.table("field_relations").find(degree.field, self.committee)
        relation = decision.relation if decision else known.relation if known else ""
        if not relation:
            return self._doubt(item, f"جدول رشته‌ها نسبت «{degree.field_title}» را با کمیسیون {self.title} نگفته است.")
        if relation == "none":
            relations = self.tables.table("field_relations")
            return self._unrelated(item, None, relations, where)
        points = row.related if relation == "related" else row.partly
        told = f"{RELATIONS[relation]} با کمیسیون {self.title} است"
        reason = f"رشتهٔ «{degree.field_title}» {told}{_by(decision)} و {points_label(points)} امتیاز دارد."
        return self._line(
            item, points, table=table, place=place, result=RELATIONS[relation], reason=reason, decision=decision
        )

    def _post(self, item: Item, post: Post, decision: BranchDecision | None) -> ScoreLine:
        table = self.tables.table("post_points")
        if not table.rows:
            return self._no_row(item, table)
        place, row = table.find(self._post_row(post, decision))
        if row is None:
            # ASK (Arts. 15, 23 row 6): a branch "reviews and sets the points"; by which row it must say itself.
            told = "شعبه نسبت را گفته، اما ردیفی را که با آن سنجیده شود نگفته است."
            return self._doubt(item, told if decision else "این سمت در جدول سوابق و جدول هم‌طرازی نیست.")
        relation = decision.relation if decision else row.relation(self.committee)
        if not relation:
            return self._doubt(item, f"جدول سوابق نسبت این سمت را با کمیسیون {self.title} نگفته است.")
        if relation == "none":
            return self._unrelated(item, None, table, place)
        return self._timed(item, table.kind, (place, row), relation, decision)

    def _post_row(self, post: Post, decision: BranchDecision | None) -> str:
        if decision and decision.as_row:
            return decision.as_row
        if post.post or not post.equivalent_to:
            return post.post
        equal = self.tables.table("equivalences").find(post.equivalent_to)[1]
        return equal.post if equal else ""

    def _timed(
        self,
        item: Item,
        kind: str,
        found: tuple[int, Any],
        relation: str = "",
        decision: BranchDecision | None = None,
    ) -> ScoreLine:
        """A line for a record that earns by its length, under the row found for it."""
        table, (place, row) = self.tables.table(kind), found
        if row is None:
            return self._no_row(item, table)
        spans, doubled = self._time(item)
        rate = _rate(row, relation)
        earned = rate * units_in(spans, row.unit, whole=self.tables.readings.part_units == "whole")
        points = self._within(kind, place, earned, row.most)
        kept = " برابر سقف ردیف" if points < earned else ""
        told = f"{RELATIONS[relation]}، " if relation else ""
        result = f"{told}هر {UNITS[row.unit]} {points_label(rate)}"
        length = span_label(sum(map(whole_months, spans)))
        reason = f"{length} سابقه{doubled}{_by(decision)}{kept} {points_label(points)} امتیاز دارد."
        return self._line(item, points, table=table, place=place, result=result, reason=reason, decision=decision)

    def _time(self, item: Item) -> tuple[tuple[Span, ...], str]:
        """The times of a record that count, and what is said of overlaps with earlier posts of the form."""
        claim: Any = item.claim
        last = min(claim.to_day or self.day, self.day)
        if claim.from_day is None or claim.from_day > last:
            return (), ""
        span = (claim.from_day, last)
        if not isinstance(claim, Post):
            return (span,), ""
        # ASK (Art. 14): no text found says whether time in two posts at once counts twice; see overlapping_posts.
        earlier, self.taken = tuple(self.taken), [*self.taken, span]
        if not any(overlap(span, each) for each in earlier):
            return (span,), ""
        if self.tables.readings.overlapping_posts == "each":
            return (span,), " (هم‌زمان با سمتی دیگر)"
        return without(span, earlier), " (پس از کسر زمان هم‌پوشان)"

    def _within(self, kind: str, place: int, earned: Fraction, most: Fraction | None) -> Fraction:
        # ASK (Art. 14): whether a row's most binds each record or their sum is not known; see `cap`.
        if most is None:
            return earned
        given = self.given.get((kind, place), ZERO) if self.tables.readings.cap == "row" else ZERO
        points = min(earned, most - given)
        self.given[kind, place] = given + points
        return points

    def _no_row(self, item: Item, table: Table) -> ScoreLine:
        if not table.rows:
            reason = f"{table.title} بی‌ردیف تصویب شده و امتیازی ندارد."
            return self._line(item, ZERO, table=table, result="بی‌امتیاز", reason=reason)
        # ASK (Art. 7): a level without a row (E2) is read as no points; a doubtful one goes to the branch by referral.
        reason = f"{table.title} ردیفی برای آن ندارد و امتیازی نمی‌گیرد."
        return self._line(item, ZERO, table=table, result="بی‌ردیف", reason=reason)

    def _unrelated(
        self, item: Item, decision: BranchDecision | None, table: Table | None = None, place: int = 0
    ) -> ScoreLine:
        # ASK (Art. 7): the table has no column for an unrelated degree (E1); it is read as no points.
        reason = f"با کمیسیون {self.title} نامرتبط است{_by(decision)} و امتیازی ندارد."
        return self._line(
            item, ZERO, table=table, place=place, result=RELATIONS["none"], reason=reason, decision=decision
        )

    def _doubt(self, item: Item, sentence: str) -> ScoreLine:
        return line_of(
            item,
            self.committee,
            self.day,
            article=DIRECTIVE.article("15"),
            result="در انتظار تصمیم شعبه",
            reason=sentence,
            doubt=True,
        )

    def _line(
        self,
        item: Item,
        points: Fraction,
        *,
        table: Table | None,
        result: str,
        reason: str,
        place: int = 0,
        decision: BranchDecision | None = None,
    ) -> ScoreLine:
        return line_of(
            item,
            self.committee,
            self.day,
            points=points,
            article=table.article if table else DIRECTIVE.article("15"),
            result=result,
            reason=reason,
            table=table.kind if table else "",
            version=table.version if table else "",
            row=place,
            decision=decision.id if decision else "",
        )


def _rate(row: Any, relation: str) -> Fraction:
    if isinstance(row, PostPoints):
        return row.related if relation == "related" else row.partly
    rate: Fraction = row.points
    return rate


def _by(decision: BranchDecision | None) -> str:
    if decision is None:
        return ""
    where = "، ".join(each for each in (decision.branch, decision.sitting) if each)
    return f" به تصمیم قطعی {where or 'شعبه'}"
