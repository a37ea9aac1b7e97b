"""The verification desk: whose form is next, what an item claims, what the approved tables say of it (Arts. 5-11, 15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from committees.models import Choice, Declaration, Flag, Formation, Item, ItemDocument
from committees.queries.items import current_items
from committees.queries.paging import PAGE_ROWS, Page, page_from, read_token
from committees.queries.scope import AFTER_PUBLICATION, LAWS, official
from committees.queries.tables import approved_versions, as_table
from committees.rules.form import AUTHORITIES, LEVELS
from committees.rules.laws import DIRECTIVE
from committees.rules.tables import KINDS, RELATIONS
from majlis import persian
from majlis.models import Act, Document
from majlis.queries import Viewer
from majlis.queries.prepared import Prepared
from majlis.rules.law import Article

# Oldest first; the number parts forms of one instant.
QUEUE = ("submitted_at", "number")
DESK_KEYS = (*QUEUE, "pk")


def may_check(viewer: Viewer) -> bool:
    return viewer.holds(*LAWS)


@dataclass(frozen=True)
class DeskRow:
    """A form as a line of the list says it. total, left: its items, and those that nobody has checked yet."""

    pk: UUID
    number: str
    submitted_at: datetime
    constituency: str
    name: str
    total: int
    left: int


OF_FORM = "FROM committees_item AS item WHERE item.declaration_id = form.id AND item.submission = form.submission"
WAITS = f"EXISTS (SELECT 1 {OF_FORM} AND item.stage = 'declared')"
SECOND = f"EXISTS (SELECT 1 {OF_FORM} AND item.stage = 'accepted' AND item.rechecked_at IS NULL)"
STATES = {"second": SECOND, "left": WAITS, "checked": f"NOT {WAITS}", "all": "TRUE"}
ROWS = f"""
SELECT form.id, form.number, form.submitted_at, form.constituency, member.name,
    (SELECT count(*) {OF_FORM}), (SELECT count(*) {OF_FORM} AND item.stage = 'declared')
FROM committees_declaration AS form JOIN majlis_person AS member ON member.id = form.member_id
WHERE form.formation_id = %(formation)s AND form.submission > 0 AND {{state}} AND {{hour}} AND {{after}}
ORDER BY form.submitted_at, form.number, form.id LIMIT %(most)s
"""  # noqa: S608 - nothing that was typed stands in it
IN_HOUR = (
    f"EXISTS (SELECT 1 {OF_FORM} AND item.checked_at >= %(hour)s AND item.checked_at < %(hour)s + interval '1 hour')"
)
AFTER = "(form.submitted_at, form.number, form.id) > (%(at)s::timestamptz, %(number)s, %(pk)s::uuid)"


def desk_page(formation: Formation, viewer: Viewer, state: str, token: str, hour: datetime | None = None) -> Page:
    """One page of the list, in one plain statement: it is the busiest page of the busiest two days.

    Args: state, a key of STATES; token, from an earlier page; hour, the beginning of one in which something was checked.
    """
    if not official(viewer):
        return Page([], "", True)
    last = read_token(token, len(DESK_KEYS))
    said = dict(zip(("at", "number", "pk"), last, strict=True)) if last is not None else {}
    with connection.cursor() as cursor:
        cursor.execute(
            ROWS.format(
                state=STATES[state], hour=IN_HOUR if hour else "TRUE", after=AFTER if last is not None else "TRUE"
            ),
            {"formation": formation.pk, "most": PAGE_ROWS + 1, "hour": hour, **said},
        )
        found = [DeskRow(*row) for row in cursor.fetchall()]
    return page_from(found, DESK_KEYS, last is None, PAGE_ROWS)


def desk_form(formation: Formation, viewer: Viewer, number: str) -> Declaration | None:
    """A submitted form by its number, for who may see the desk."""
    if not official(viewer):
        return None
    return Declaration.objects.filter(formation=formation, number=number, submission__gt=0).first()


def desk_forms(formation: Formation, viewer: Viewer, state: str = "left") -> QuerySet[Declaration]:
    """All of them as they are taken away as a list, with their items counted. Args: state, a key of STATES."""
    if not official(viewer):
        return Declaration.objects.none()
    rows = Declaration.objects.filter(formation=formation, submission__gt=0).select_related("member")
    wanted = {
        "left": rows.filter(Exists(_own_items("declared"))),
        "checked": rows.exclude(Exists(_own_items("declared"))),
        "second": rows.filter(Exists(_own_items("accepted").filter(rechecked_at__isnull=True))),
    }
    return wanted.get(state, rows).annotate(total=_count_of(_own_items()), left=_count_of(_own_items("declared")))


def _own_items(*stages: str) -> QuerySet[Item]:
    """The items that stand in the form of the outer row, in these stages when some are given."""
    rows = Item.objects.filter(declaration=OuterRef("pk"), submission=OuterRef("submission"))
    return rows.filter(stage__in=stages) if stages else rows


def _count_of(rows: QuerySet[Item]) -> Coalesce:
    """Counted for the forms of one page alone, and not for all before they are put in order."""
    counted = rows.order_by().values("declaration").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def next_item(formation: Formation, viewer: Viewer, after: Item | None = None) -> Item | None:
    """The next item that waits: the rest of the form in hand first, then the oldest form."""
    if not official(viewer):
        return None
    waiting = current_items(formation).filter(stage="declared").select_related("declaration")
    # What waits for a document of its owner comes up again when that has come.
    waiting = waiting.filter(Q(asked_at__isnull=True) | Q(answered_at__gte=F("asked_at")))
    if after is not None:
        same = waiting.filter(declaration_id=after.declaration_id).exclude(pk=after.pk)
        found = same.filter(place__gt=after.place).order_by("place").first() or same.order_by("place").first()
        if found is not None:
            return found
    return waiting.order_by("declaration__submitted_at", "declaration__number", "place").first()


def own_item(viewer: Viewer, key: UUID) -> Item | None:
    """An item of the viewer's own form."""
    rows = Item.objects.select_related("declaration__formation__term", "declaration__member", "declaration__branch")
    return rows.filter(pk=key, declaration__member=viewer.person).first() if viewer.person is not None else None


def records_to_print(formation: Formation, viewer: Viewer) -> list[Declaration] | None:
    """Every form with its items and their verdicts, in the order of names, once they were printed or the scores are out."""
    printed = (
        formation.stage in AFTER_PUBLICATION
        or Act.objects.filter(subject=formation.reference, verb="print_records").exists()
    )
    if not official(viewer) or not printed:
        return None
    items = Item.objects.filter(submission=F("declaration__submission")).select_related("checked_by").order_by("place")
    rows = Declaration.objects.filter(formation=formation, submission__gt=0).select_related("member")
    found = rows.prefetch_related(Prefetch("items", items, to_attr="printed"))
    return list(found.order_by("member__sort_key", "number"))


def _to_recheck(formation: Formation, viewer: Viewer) -> QuerySet[Item]:
    """Accepted items that wait for a second look of another officer, oldest form first."""
    rows = (
        current_items(formation).filter(stage="accepted", rechecked_at__isnull=True).exclude(checked_by=viewer.person)
    )
    return rows.select_related("declaration").order_by("declaration__submitted_at", "declaration__number", "place")


def first_to_recheck(declaration: Declaration, viewer: Viewer) -> Item | None:
    return _to_recheck(declaration.formation, viewer).filter(declaration=declaration).first()


def next_to_recheck(formation: Formation, viewer: Viewer, after: Item) -> Item | None:
    """The next one: the rest of the form in hand first."""
    waiting = _to_recheck(formation, viewer).exclude(pk=after.pk) if official(viewer) else Item.objects.none()
    return waiting.filter(declaration_id=after.declaration_id).first() or waiting.first()


def items_of_form(item: Item) -> list[Item]:
    """The items of the same form and submission, in its order."""
    rows = Item.objects.filter(declaration_id=item.declaration_id, submission=item.submission)
    return list(rows.order_by("place"))


def papers_of(item: Item) -> list[Document]:
    return [
        each.document for each in ItemDocument.objects.filter(item=item).select_related("document").order_by("place")
    ]


def choices_of_form(declaration: Declaration, submission: int) -> list[Choice]:
    return list(declaration.choices.filter(submission=submission, round=1).select_related("committee").order_by("rank"))


def flags_of(item: Item) -> list[Flag]:
    return list(Flag.objects.filter(item=item).select_related("committee", "by").order_by("at"))


def item_on_desk(viewer: Viewer, key: UUID) -> Item | None:
    """An item for the laws deputy and the presiding board, once its form was submitted."""
    if not official(viewer):
        return None
    rows = Item.objects.select_related(
        "declaration__formation__term", "declaration__member", "declaration__branch", "checked_by"
    )
    return rows.filter(pk=key).first()


# --- what an item says ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fact:
    """One line of a claim, with the article that makes it matter."""

    label: str
    value: str
    article: Article | None = None


def facts_of_item(item: Item) -> list[Fact]:
    """A claim as label and value, for the side of the paper."""
    claim = item.claim
    told = {"degree": _degree, "post": _post, "tenure": _tenure, "service": _service}[item.kind](claim)
    return [Fact(label, value or "نوشته نشده", article) for label, value, article in told]


def _degree(claim: dict[str, Any]) -> list[tuple[str, str, Article | None]]:
    authority = AUTHORITIES.get(claim.get("authority", ""), "")
    counted = "بلی" if claim.get("counted") else "خیر، مدرک دیگری را برگزیده است"
    return [
        ("مقطع", LEVELS.get(claim.get("level", ""), ""), None),
        ("رشته در فرم", claim.get("field_title", ""), None),
        ("مؤسسه", claim.get("institution", ""), None),
        ("تاریخ پایان", _day(claim.get("day")), None),
        ("مرجع تأیید", authority, DIRECTIVE.article("10")),
        ("برای شمارش در این مقطع", counted, DIRECTIVE.article("9")),
    ]


def _post(claim: dict[str, Any]) -> list[tuple[str, str, Article | None]]:
    own = bool(claim.get("self_employed"))
    return [
        ("سمت", claim.get("title", ""), None),
        ("دستگاه", "شغل آزاد" if own else claim.get("organisation", ""), None),
        ("از", _day(claim.get("from_day")), None),
        ("تا پایان", _day(claim.get("to_day")) or "ادامه دارد", None),
        ("شمارهٔ حکم", "شغل آزاد حکم ندارد" if own else claim.get("order_number", ""), None),
        *([("هم‌طرازی با ردیف", claim["equivalent_to"], DIRECTIVE.article("14"))] if claim.get("equivalent_to") else []),
    ]


def _tenure(claim: dict[str, Any]) -> list[tuple[str, str, Article | None]]:
    return [("دوره", persian.ordinal(int(claim.get("term") or 0)), None), *_span(claim)]


def _service(claim: dict[str, Any]) -> list[tuple[str, str, Article | None]]:
    from committees.rules.bodies import COMMITTEES

    titles = COMMITTEES.get(claim.get("committee", ""))
    return [("کمیسیون", titles[-1].title if titles else "", None), *_span(claim)]


def _span(claim: dict[str, Any]) -> list[tuple[str, str, Article | None]]:
    return [("از", _day(claim.get("from_day")), None), ("تا پایان", _day(claim.get("to_day")) or "ادامه دارد", None)]


def _day(text: str | None) -> str:
    return persian.jalali_numeric(date.fromisoformat(text)) if text else ""


# --- what the tables say ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hint:
    """What the approved tables say of an item and one chosen committee. relation: a code, or empty where they are silent."""

    committee: str
    relation: str
    label: str
    table: str
    row: int
    missing: bool = False


def hints_for(item: Item, choices: list[Choice]) -> list[Hint]:
    """The relation of a degree or post to each chosen committee, with the row that says it (Arts. 11, 14, 15)."""
    if item.kind not in ("degree", "post"):
        return []
    versions = approved_versions(item.declaration.formation)
    kind = "field_relations" if item.kind == "degree" else "post_points"
    title = KINDS[kind].title
    if kind not in versions:
        return [Hint(each.committee.title, "", "", title, 0, missing=True) for each in choices]
    table = as_table(versions[kind])
    found = []
    for each in choices:
        if item.kind == "degree":
            row, known = table.find(item.claim.get("field", ""), each.committee.code)
            relation = known.relation if known else ""
        else:
            row, post = table.find(_post_row(item, versions))
            relation = post.relation(each.committee.code) if post else ""
        found.append(Hint(each.committee.title, relation, RELATIONS.get(relation, ""), title, row if relation else 0))
    return found


def _post_row(item: Item, versions: dict[str, Any]) -> str:
    code, equal = item.claim.get("post", ""), item.claim.get("equivalent_to", "")
    if code or not equal or "equivalences" not in versions:
        return code
    row = as_table(versions["equivalences"]).find(equal)[1]
    return row.post if row else ""


def forms_submitted(formation: Formation) -> int:
    return sum(_submitted(formation=formation.pk))


def _submitted_of(formation: UUID) -> QuerySet:
    rows = Declaration.objects.filter(formation=formation, submission__gt=0).order_by()
    return rows.values(all=Value(True)).annotate(count=Count("pk")).values_list("count", flat=True)


_submitted = Prepared(_submitted_of, formation=UUID)


def first_of(declaration: Declaration) -> Item | None:
    """A form's first item that waits, or its first."""
    rows = list(Item.objects.filter(declaration=declaration, submission=declaration.submission).order_by("place"))
    return next((each for each in rows if each.stage == "declared"), rows[0] if rows else None)
