"""How many queries and how long a list page of committees takes at 290 and at 29,000 rows: python bench/pages.py

What is measured, and how, stands in bench/measuring.py. Targets, for the kept page: equal queries at both sizes; at most
5 times the bare view; at least 10 times faster than the stock admin as first written.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from measuring import (
    BARE,
    COLD,
    FRAMED,
    KEPT,
    Stock,
    Visit,
    addresses,
    bare,
    framed,
    in_own_house,
    measured,
    rows_settled,
    signed_in,
    stock_visits,
    tell,
)

SIZES = (290, 29_000)
PAGES = {
    "records of members, 50 a page": ("/committees/records/{}/", "member", "record/?term__id__exact={term}"),
    "verification desk, 50 a page": (
        "/committees/formations/{}/desk/", "officer", "declaration/?formation__id__exact={formation}"
    ),
}  # fmt: skip
ITEMS_A_FORM = 7  # of 290 forms some 2,000 in all
OPENED = datetime(2026, 5, 28, 5, 30, tzinfo=UTC)


def main() -> int:
    return in_own_house(work)


def work() -> int:
    from committees.models import Declaration, Record

    addresses([Stock(Record, STOCK_RECORDS, JOINED), Stock(Declaration, STOCK_DESK, JOINED)])
    officer, terms = people()
    rows_settled()
    tell(measured(visits(officer, terms)))
    return 0


def name(self: Any, row: Any) -> str:
    return row.member.name


def constituency(self: Any, record: Any) -> str:
    return record.member.constituency


def told(self: Any, record: Any) -> str:
    content = record.content
    counts = (("degrees", "مدرک"), ("posts", "سابقهٔ اجرایی"), ("tenures", "دورهٔ نمایندگی"), ("services", "عضویت"))
    found = [f"{len(content[key])} {unit}" for key, unit in counts if content.get(key)]
    return "، ".join(found) or "موردی اعلام نکرده است"


def checked(self: Any, form: Any) -> str:
    items = form.items.filter(submission=form.submission)
    left = items.filter(stage="declared").count()
    return f"{left} مانده از {items.count()}" if left else "بررسی شد"


def checked_ahead(self: Any, form: Any) -> str:
    items = [each for each in form.items.all() if each.submission == form.submission]
    left = sum(each.stage == "declared" for each in items)
    return f"{left} مانده از {len(items)}" if left else "بررسی شد"


def fetched_ahead(self: Any, request: Any) -> Any:
    rows = self.model._default_manager.select_related("member")
    return rows.prefetch_related("items") if hasattr(self.model, "items") else rows


STOCK_RECORDS = {
    "list_display": ("name", "constituency", "told", "stage_since"), "name": name, "constituency": constituency, "told": told,
    "ordering": ("member__sort_key",), "search_fields": ("member__name_folded",), "list_filter": ("term",),
}  # fmt: skip
STOCK_DESK = {
    "list_display": ("name", "constituency", "number", "submitted_at", "checked"), "name": name, "checked": checked,
    "ordering": ("submitted_at", "number"), "list_filter": ("formation", "stage"),
}  # fmt: skip
JOINED = {"get_queryset": fetched_ahead, "checked": checked_ahead, "list_per_page": 50}


def people() -> tuple[Any, dict[int, Any]]:
    """An officer's account, and a term of each size with a record and a form for every member."""
    from majlis.models import Body, ClockOffset, Membership, Person, User

    bodies = {
        kind: Body.objects.create(kind=kind, code=kind, title=kind) for kind in ("chamber", "laws_deputy", "house")
    }
    officer = Person.objects.create(name="ندا فروزنده")
    since = OPENED.date() - timedelta(days=30)
    for kind, role in (("laws_deputy", "head"), ("house", "administrator")):
        Membership.objects.create(person=officer, body=bodies[kind], role=role, from_day=since)
    user = User.objects.create(username="officer", person=officer)
    now = datetime.now(UTC)
    ClockOffset.objects.create(seconds=int((OPENED + timedelta(days=4) - now).total_seconds()))
    return user, {size: a_term(place, size, bodies["chamber"]) for place, size in enumerate(SIZES, start=1)}


def a_term(number: int, size: int, chamber: Any) -> Any:
    from committees.models import Declaration, Formation, Item, Record
    from majlis import persian
    from majlis.models import Membership, Person, Term, User

    term = Term.objects.create(number=number, opens_at=OPENED)
    formation = Formation.objects.create(
        term=term, code=f"{number}-opening", opened_at=OPENED, stage="verifying", stage_since=OPENED + timedelta(days=4)
    )
    members = [named(Person, persian, f"نماینده {number} {place:05d}") for place in range(size)]
    Person.objects.bulk_create(members, batch_size=2000)
    Membership.objects.bulk_create(
        (
            Membership(
                person=each, body=chamber, role="member", from_day=OPENED.date(), term=term, constituency="تبریز"
            )
            for each in members
        ),
        batch_size=2000,
    )
    Record.objects.bulk_create(
        (Record(term=term, member=each, stage="declared", stage_since=OPENED, content={}) for each in members),
        batch_size=2000,
    )
    forms = [
        Declaration(
            formation=formation, member=each, number=f"{number}-{place:05d}", stage="submitted", stage_since=OPENED,
            submission=1, submitted_at=OPENED + timedelta(seconds=place), constituency="تبریز",
        )
        for place, each in enumerate(members)
    ]  # fmt: skip
    Declaration.objects.bulk_create(forms, batch_size=2000)
    Item.objects.bulk_create(
        (
            Item(
                declaration=form, kind="degree", submission=1, place=place, code=f"d{place}", title="کارشناسی عمران", stage="declared",
                stage_since=OPENED,
            )
            for form in forms
            for place in range(1, ITEMS_A_FORM + 1)
        ),
        batch_size=2000,
    )  # fmt: skip
    return formation, User.objects.create(username=f"member-{number}", person=members[0])


def named(model: Any, persian: Any, name: str) -> Any:
    return model(name=name, name_folded=persian.fold(name)[0], sort_key=persian.sort_key(name))


def visits(officer: Any, terms: dict[int, Any]) -> dict[str, list[Visit]]:
    """The bare view, then each page: cold and kept at each size, and the two stock lists of its most rows."""
    found = {BARE: [bare(officer)], FRAMED: framed(officer)}
    for title, (address, who, stock) in PAGES.items():
        found[title] = []
        for size in SIZES:
            formation, member = terms[size]
            client = signed_in(member if who == "member" else officer)
            for state in (COLD, KEPT):
                found[title].append(Visit(f"{size:6d} rows, {state}", address.format(formation.code), client, state))
        path = f"committees/{stock.format(term=formation.term_id, formation=formation.pk)}"
        found[title] += stock_visits(officer, path)
    return found


if __name__ == "__main__":
    sys.exit(main())
