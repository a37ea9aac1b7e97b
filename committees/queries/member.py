"""What a member reads of his own form, and what every member reads of the others' records (Arts. 3, 4, 18)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from committees.models import Declaration, Formation, Item, Objection, Record
from committees.queries.scope import declaration_visible, formations, own_declaration
from committees.queries.tables import score_tables
from committees.rules.dossier import ScoreTables
from committees.rules.form import HEADINGS
from committees.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act, Document, Membership, Term
from majlis.queries import Viewer, acts_of, visible_documents
from majlis.queries.paper import enters_paper
from majlis.queries.standing import due, refusal_of

KIND_OF_HEADING = {"degree": "degrees", "post": "posts", "tenure": "tenures", "service": "services"}
RECORDS_A_PAGE = 50
_TERM_CODE = re.compile("term-([1-9][0-9]{0,2})")


@dataclass(frozen=True)
class Sheet:
    """A member's own paper: the scoring form of a formation, or the record of a term. `kind` names its draft."""

    kind: str
    key: str
    term: Term
    formation: Formation | None = None
    declaration: Declaration | None = None
    record: Record | None = None


def member_of_term(viewer: Viewer, term: Term) -> bool:
    """Whether he holds a seat of this term, today or from its opening on (members-elect)."""
    if viewer.person is None:
        return False
    if any(
        held.term_id == term.pk and held.body.kind == "chamber" and held.role == "member" for held in viewer.offices
    ):
        return True
    elect = Membership.objects.filter(
        person=viewer.person, term=term, body__kind="chamber", role="member", from_day__gt=viewer.day
    )
    return elect.exists()


def form_sheet(viewer: Viewer, code: str) -> Sheet | None:
    """The viewer's form of a formation; without a declaration while his branch has given him none. None for strangers."""
    formation = formations(viewer).filter(code=code).first()
    if formation is None:
        return None
    declaration = own_declaration(viewer, formation)
    if declaration is None and not member_of_term(viewer, formation.term):
        return None
    return Sheet("declaration", formation.code, formation.term, formation, declaration)


def record_sheet(viewer: Viewer, number: int) -> Sheet | None:
    """The viewer's own record of a term, declared or not (Art. 3). None for who has no seat in it."""
    term = Term.objects.filter(number=number).first()
    if term is None or not member_of_term(viewer, term):
        return None
    return Sheet("record", str(number), term, record=Record.objects.filter(term=term, member=viewer.person).first())


def paper_sheet(viewer: Viewer, key: uuid.UUID) -> Sheet | None:
    """A member's form as a clerk of the presiding board enters it from paper (Art. 4). None for everybody else."""
    declaration = declaration_visible(viewer, key)
    if declaration is None or not enters_paper(STEPS["submit_declaration"], declaration, viewer):
        return None
    formation = declaration.formation
    return Sheet("paper", str(declaration.pk), formation.term, formation, declaration)


def sheet_tables(sheet: Sheet) -> ScoreTables:
    """The approved tables whose lists help to fill the paper; before the opening, those that will be in force at it."""
    return score_tables(sheet.formation or Formation(term=sheet.term, opened_at=sheet.term.opens_at))


def new_record(viewer: Viewer, number: int) -> Record | None:
    """The unsaved record that `declare_record` will fill; the declared one where it exists already."""
    sheet = record_sheet(viewer, number)
    if sheet is None:
        return None
    return sheet.record or Record(term=sheet.term, member=viewer.person)


def own_form(viewer: Viewer, pk: uuid.UUID) -> Declaration | None:
    """The viewer's own declaration by its key."""
    rows = Declaration.objects.select_related("formation__term", "member", "branch")
    return rows.filter(pk=pk, member=viewer.person).first() if viewer.person is not None else None


def late_open(declaration: Declaration, at: datetime) -> bool:
    """May this form still be handed in, late (Art. 20)?"""
    step = STEPS["submit_late_declaration"]
    return due(step, declaration) and refusal_of(step, declaration, at) is None


def late_request(declaration: Declaration) -> Objection | None:
    """What its owner asked of the joint meeting, or None."""
    return Objection.objects.filter(declaration=declaration, kind="late").select_related("sitting").first()


HANDED_IN = ("submit_declaration", "submit_late_declaration")


def submissions(viewer: Viewer, declaration: Declaration) -> QuerySet[Act]:
    """The acts by which a form was handed in, newest first; nothing for anyone but its owner."""
    found = acts_of(declaration).filter(verb__in=HANDED_IN)
    return found if viewer.person is not None and declaration.member_id == viewer.person.pk else found.none()


def submission_of(viewer: Viewer, act: uuid.UUID) -> tuple[Act, Declaration] | None:
    """One such act with its form, for the form's owner."""
    found = Act.objects.filter(pk=act, verb__in=HANDED_IN).select_related("actor", "on_behalf_of").first()
    if found is None:
        return None
    declaration = own_form(viewer, uuid.UUID(found.subject.rpartition(":")[2]))
    return (found, declaration) if declaration is not None else None


# --- where a new draft begins -------------------------------------------------------------------------------------------


def beginning(viewer: Viewer, sheet: Sheet) -> dict[str, Any]:
    """What a draft holds before anything is typed: the last submission, else the declared record, else what the house knows.

    Queries: three at most. A record never brings choices along (Art. 3).
    """
    if sheet.kind == "paper":
        return {}  # what stands on the paper, and nothing that the house knows beside it
    if sheet.declaration is not None and sheet.declaration.submission:
        return _submitted(sheet.declaration)
    if sheet.record is not None:
        return dict(sheet.record.content)
    if sheet.kind == "declaration":
        declared = Record.objects.filter(term=sheet.term, member=viewer.person).first()
        if declared is not None:
            return {heading: declared.content.get(heading, []) for heading in HEADINGS if heading != "choices"}
    return _known(viewer, sheet.term)


def _submitted(declaration: Declaration) -> dict[str, Any]:
    data: dict[str, Any] = {heading: [] for heading in HEADINGS}
    items = Item.objects.filter(declaration=declaration, submission=declaration.submission).order_by("place")
    for kind, claim in items.values_list("kind", "claim"):
        data[KIND_OF_HEADING[kind]].append(claim)
    chosen = declaration.choices.filter(submission=declaration.submission, round=1).order_by("rank")
    data["choices"] = list(chosen.values_list("committee__code", flat=True))
    data["none"] = [heading for heading in HEADINGS if not data[heading]]
    return data


def _known(viewer: Viewer, term: Term) -> dict[str, Any]:
    """Earlier terms and committee seats, from the house's own roll; the member corrects and documents them."""
    held = Membership.objects.filter(person=viewer.person, role="member", body__kind__in=("chamber", "committee"))
    tenures, services = [], []
    for each in (
        held.exclude(term=term)
        .filter(from_day__lte=viewer.day)
        .select_related("body", "term")
        .order_by("from_day", "id")
    ):
        span = {
            "from_day": each.from_day.isoformat(),
            "to_day": each.to_day.isoformat() if each.to_day else "",
            "documents": [],
        }
        if each.body.kind == "committee":
            services.append({"id": f"s{len(services)}", "committee": each.body.code, **span})
        elif each.term is not None and all(each.term.number != other["term"] for other in tenures):
            tenures.append({"id": f"t{len(tenures)}", "term": each.term.number, **span})
    return {"tenures": tenures, "services": services}


def own_papers(viewer: Viewer, keys: Iterable[str]) -> dict[str, Document]:
    """The papers that a draft names, by key, as far as the viewer may open them."""
    return {
        str(each.pk): each for each in visible_documents(viewer).filter(pk__in=[key for key in keys if _is_key(key)])
    }


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


# --- records of members -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RecordPage:
    """A page of declared records in order of name, with the keys before and after it.

    rows: pk, content, stage_since, member__name and member__constituency of each.
    """

    rows: list[Any]
    earlier: str = ""
    later: str = ""


def term_of_records(viewer: Viewer, code: str) -> Term | None:
    """The term that a list of records belongs to, for members of parliament and no one else (Art. 3).

    Args: code, a formation's; or term-13 before the opening, when there is no formation yet.
    """
    by_number = _TERM_CODE.fullmatch(code)
    wanted = Q(number=int(by_number[1])) if by_number else Q(formations__code=code)
    term = Term.objects.filter(wanted).first()
    return term if term is not None and (viewer.is_member or member_of_term(viewer, term)) else None


def records(term: Term, sought: str = "", after: str = "", before: str = "") -> RecordPage:
    """Records of a term by name, fifty a page, found by any part of the name however it is typed.

    The caller has found the term for his viewer (term_of_records).  Args: after, before: the key of a record.
    Queries: two, whatever the number of records.
    """
    said = ("pk", "content", "stage_since", "member__name", "member__constituency")
    found = _sought(term, sought).values_list(*said, named=True)
    mark = (
        Record.objects.filter(term=term, pk=after or before).values_list("member__sort_key", "pk").first()
        if _is_key(after or before)
        else None
    )
    if mark is not None and not after:
        rows = list(_beyond(found, mark, "lt").order_by("-member__sort_key", "-pk")[: RECORDS_A_PAGE + 1])
        page = rows[:RECORDS_A_PAGE][::-1]
        return RecordPage(page, earlier=_key(page, 0) if len(rows) > RECORDS_A_PAGE else "", later=_key(page, -1))
    rows = list(
        (_beyond(found, mark, "gt") if mark else found).order_by("member__sort_key", "pk")[: RECORDS_A_PAGE + 1]
    )
    page = rows[:RECORDS_A_PAGE]
    return RecordPage(
        page, earlier=_key(page, 0) if mark else "", later=_key(page, -1) if len(rows) > RECORDS_A_PAGE else ""
    )


def _sought(term: Term, sought: str) -> QuerySet[Record]:
    found = Record.objects.filter(term=term)
    for word in persian.fold(sought)[0].split():
        found = found.filter(member__name_folded__contains=word)
    return found


def records_sought(term: Term, sought: str = "") -> QuerySet[Record]:
    """All of them, by name. The caller has found the term for his viewer (term_of_records)."""
    return _sought(term, sought).select_related("member").order_by("member__sort_key", "pk")


def _beyond(rows: QuerySet, mark: tuple[str, Any], way: str) -> QuerySet:
    name, key = mark
    return rows.filter(Q(**{f"member__sort_key__{way}": name}) | Q(member__sort_key=name, **{f"pk__{way}": key}))


def _key(page: list[Any], place: int) -> str:
    return str(page[place].pk) if page else ""


def record_visible(viewer: Viewer, key: uuid.UUID) -> Record | None:
    """A declared record, for every member and for nobody else (Art. 3)."""
    found = Record.objects.select_related("member", "term").filter(pk=key).first()
    if found is None or viewer.person is None:
        return None
    return (
        found if found.member_id == viewer.person.pk or viewer.is_member or member_of_term(viewer, found.term) else None
    )


def standing_choices(declaration: Declaration) -> list[tuple[int, int, str]]:
    """Round, rank and title of every committee that stands in a form."""
    chosen = declaration.choices.filter(submission=F("declaration__submission")).order_by("round", "rank")
    return list(chosen.values_list("round", "rank", "committee__title"))
