"""A formation as its first pages show it: where it stands, what stops it, how far it has come (Art. 23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from committees.models import Ambiguity, Declaration, Formation
from committees.queries.items import current_items
from committees.queries.scope import BRANCH, formations, known_formations, knows_every_formation, official
from committees.rules.laws import DIRECTIVE
from majlis import persian
from majlis.models import Act, Body, Membership, Term
from majlis.queries import Viewer, acts_of
from majlis.queries.authority import on_day
from majlis.queries.prepared import Prepared
from majlis.queries.standing import step_deadlines_of, step_named
from majlis.rules.law import Article

HISTORY_SHOWN = 20
# Of a formation's own acts, and of those that hang on it, what makes the story; the rest are thousands of single items.
STORY = ("announce_lot", "open_shares", "void_lot")


def formation_named(viewer: Viewer, code: str) -> Formation | None:
    """A formation by its code, where the viewer may know of it."""
    found = _named[knows_every_formation(viewer)](code=code)
    return found[0] if found else None


_named = {
    True: Prepared(lambda code: known_formations(every=True).filter(code=code), code=str),
    False: Prepared(lambda code: known_formations(every=False).filter(code=code), code=str),
}


def formations_with_counts(viewer: Viewer) -> list[Formation]:
    """All formations that the viewer may know of, newest first, each with its forms counted."""
    counted = formations(viewer).annotate(
        issued=Count("declarations"), submitted=Count("declarations", filter=Q(declarations__submission__gt=0))
    )
    return list(counted.order_by("-opened_at"))


def own_forms(viewer: Viewer) -> dict[Any, Declaration]:
    """The viewer's own forms, by formation."""
    if viewer.person is None:
        return {}
    rows = Declaration.objects.filter(member=viewer.person).select_related("formation__term", "member", "branch")
    return {each.formation_id: each for each in rows}


def terms_to_open(viewer: Viewer) -> list[Term]:
    """Terms whose forming has not begun, for those who begin it or divide the branches."""
    if not official(viewer):
        return []
    begun = Formation.objects.filter(term=OuterRef("pk"), kind="opening")
    return list(Term.objects.filter(~Exists(begun)).order_by("-number"))


def term_to_open(viewer: Viewer, key: Any) -> Term | None:
    return Term.objects.filter(pk=key).first() if official(viewer) else None


def by_elections_of(term: Term) -> int:
    """How many by-elections of a term have been formed or begun (Art. 21)."""
    return Formation.objects.filter(term=term, kind="by_election").count()


def story_of(formation: Formation) -> list[Act]:
    """The formation's history: its own acts and those of its lots, newest first."""
    acts = acts_of(formation, roots=True).filter(Q(subject=formation.reference) | Q(verb__in=STORY))
    return list(acts[:HISTORY_SHOWN])


def counts_of(formation: Formation) -> dict[str, int]:
    """How far the formation has come, in figures."""
    forms = Declaration.objects.filter(formation=formation).aggregate(
        issued=Count("pk"), submitted=Count("pk", filter=Q(submission__gt=0))
    )
    items = current_items(formation).aggregate(items=Count("pk"), unchecked=Count("pk", filter=Q(stage="declared")))
    doubts = Ambiguity.objects.filter(formation=formation).aggregate(
        doubts=Count("pk"), decided=Count("pk", filter=Q(stage="decided"))
    )
    members = Membership.objects.filter(term=formation.term, body__kind="chamber", role="member").count()
    return {"members": members, **forms, **items, **doubts}


@dataclass(frozen=True)
class Gate:
    """One condition of publication: what it asks, by which article, whether it holds, and what is missing."""

    label: str
    article: Article
    open: bool
    detail: str
    url: str = ""
    early: bool = False


def publication_gate(formation: Formation, viewer: Viewer) -> list[Gate]:
    """Every condition that publication waits for, each with the article that asks it (Arts. 6, 7, 15, 17)."""
    facts = formation.facts(viewer.at)
    missing = facts.missing_tables
    unchecked, waiting = facts.unchecked_items, facts.open_doubts
    unreferred = 0 if missing else facts.unreferred_doubts
    handed = formation.stage not in ("collecting", "verifying")
    told = "پس از بررسی اسناد دانسته می‌شود" if not handed else "تا جدول‌ها مصوب نشود دانسته نیست" if missing else ""
    return [
        Gate("تطبیق همهٔ موردها با سند و انتقال سوابق", DIRECTIVE.article("6"), handed, _left(unchecked, "مورد تطبیق‌نشده", "همهٔ موردها بررسی شده است"), "desk"),
        Gate("تصویب جدول‌های امتیاز", DIRECTIVE.article("7"), not missing, "، ".join(missing) or "هر شش جدول مصوب است", "tables"),
        Gate("ارجاع ابهام‌ها به شعبه", DIRECTIVE.article("15"), not told and not unreferred, told or _left(unreferred, "ابهام ارجاع‌نشده", "ابهامی بی‌ارجاع نمانده است"), "doubts", bool(told) and not unreferred),
        Gate("تصمیم شعبه‌ها دربارهٔ ابهام‌ها", DIRECTIVE.article("15"), not told and not waiting, _left(waiting, "ابهام در شعبه", told or "ابهام بازی در شعبه نیست"), "doubts", bool(told) and not waiting),
    ]  # fmt: skip


def _left(count: int, what: str, none: str) -> str:
    return f"{persian.number(count)} {what}" if count else none


def windows_of(formation: Formation, viewer: Viewer) -> list[tuple[str, Article, Any]]:
    """The members' windows that the stage opens: label, article, deadline."""
    words = {
        "published": ("file_objection",),
        "announced": ("object_to_seat",),
        "placed": ("object_to_seat",),
        "collecting": ("submit_declaration",),
    }
    found = []
    for word in words.get(formation.stage, ()):
        step = step_named(formation, word)
        limits = step_deadlines_of(step, Declaration(formation=formation), viewer.at)
        found.append((step.label, step.article, limits[0][1] if limits else None))
    return found


# --- the branches and their members' forms ------------------------------------------------------------------------------


def branches_for(viewer: Viewer) -> QuerySet[Body]:
    """The branches whose papers the viewer may open: all, for the board and the laws deputy; his own, for others."""
    rows = Body.objects.filter(kind="branch").order_by("order", "code")
    return rows if official(viewer) else rows.filter(pk__in=viewer.bodies(*BRANCH, "branch.member"))


def branch_named(viewer: Viewer, code: str) -> Body | None:
    return branches_for(viewer).filter(code=code).first()


def branch_members(formation: Formation, branch: Body, viewer: Viewer) -> list[tuple[Membership, Declaration | None]]:
    """The members of a branch in this term, each with his form, if he has been given one.

    In a by-election, of those alone who sit on no committee (Art. 21).
    """
    held = Membership.objects.filter(on_day(viewer.day), role="member", term=formation.term)
    roll = held.filter(body=branch).select_related("person")
    if formation.kind == "by_election":
        roll = roll.exclude(person__in=held.filter(body__kind="committee").values("person"))
    forms = {
        each.member_id: each
        for each in Declaration.objects.filter(formation=formation, branch=branch).select_related("formation")
    }
    return [(each, forms.get(each.person_id)) for each in roll.order_by("person__sort_key", "person_id")]


def branch_counts(formation: Formation, branches: Iterable[Body]) -> dict[Any, dict[str, int]]:
    """Doubts waiting and decided, by branch."""
    rows = Ambiguity.objects.filter(formation=formation, branch__in=branches).values("branch_id").annotate(
        waiting=Count("pk", filter=Q(stage="referred")), decided=Count("pk", filter=Q(stage="decided"))
    )  # fmt: skip
    return {row["branch_id"]: row for row in rows}
