"""Acts from the opening to the close of day three."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from committees.models import Choice, Declaration, Formation, Item, ItemDocument, Record
from committees.queries.changes import committees_with_room
from committees.rules.form import Form, FormFaults, parse_form, parse_record
from committees.rules.laws import DIRECTIVE
from committees.rules.lines import label_of
from committees.rules.procedure import STEPS
from majlis.models import Act, Body, Document, Membership
from majlis.models.trail import keep_many
from majlis.queries.authority import on_day
from majlis.register import Call, official_act
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

FIRST_ROUND = 1
ITEMS_A_STATEMENT = 500
HEADINGS = {"degree": "degrees", "post": "posts", "tenure": "tenures", "service": "services"}


def open_formation(call: Call, formation: Formation) -> Act:
    """Enter the opening of the term: it starts every clock (Art. 4).

    Args: formation, unsaved, with its term; call.body: code, opened_at (ISO instant).
    Raises: Refused for an opening that has not come, or a second formation of the term.
    """
    with official_act(STEPS["open_formation"], formation, call) as act:
        formation.code = act.body["code"]
        formation.opened_at = datetime.fromisoformat(act.body["opened_at"])
        if formation.opened_at > call.at:
            raise Refused(DIRECTIVE.article("4"), "لحظهٔ افتتاح هنوز نرسیده است.", field="opened_at")
        if Formation.objects.filter(term=formation.term, kind=formation.kind).exists():
            raise Refused(DIRECTIVE.article("4"), "تشکیل کمیسیون‌های این دوره پیش‌تر آغاز شده است.")
    return act.act


def open_by_election(call: Call, formation: Formation) -> Act:
    """Begin the forming for members who came by a by-election: they choose among committees that have room (Art. 21).

    Args: formation, unsaved, of kind by_election, with its term; call.body: code, opened_at (ISO instant).
    Raises: Refused before the term's own list is final, while another one runs, or where no committee has room.
    """
    with official_act(STEPS["open_by_election"], formation, call) as act:
        formation.kind, formation.code = "by_election", act.body["code"]
        formation.opened_at = datetime.fromisoformat(act.body["opened_at"])
        if formation.opened_at > call.at:
            raise Refused(DIRECTIVE.article("21"), "لحظهٔ آغاز هنوز نرسیده است.", field="opened_at")
        others = Formation.objects.filter(term=formation.term)
        if not others.filter(kind="opening", stage="final").exists() or others.exclude(stage="final").exists():
            raise Refused(DIRECTIVE.article("21"), "تشکیل پیشین این دوره هنوز نهایی نشده است.")
        if Formation.objects.filter(code=formation.code).exists():
            raise Refused(DIRECTIVE.article("21"), "این کد پیش‌تر به کار رفته است.", field="code")
        if not committees_with_room(formation.term, act.day):
            raise Refused(DIRECTIVE.article("21"), "همهٔ کمیسیون‌ها به سقف قانونی رسیده‌اند.")
    return act.act


def declare_record(call: Call, record: Record) -> Act:
    """A member declares his record before the opening; every member can read it at once (Art. 3).

    Args: record, unsaved, with term and member; call.body: the form without choices.
    Raises: Refused with every fault of the form, or where he has declared already.
    """
    with official_act(STEPS["declare_record"], record, call) as act:
        if Record.objects.filter(term=record.term, member=record.member).exists():
            raise Refused(DIRECTIVE.article("3"), "سوابق شما پیش‌تر اعلام شده است.")
        form = _read(call, act.day, parse_record)
        record.content = form.body()
    return act.act


def issue_form(call: Call, declaration: Declaration) -> Act:
    """A branch gives its member the scoring form (Arts. 4, 23 row 1).

    Args: declaration, unsaved, with formation, member and branch.
    Raises: Refused when the member is not of the branch, or has a form already.
    """
    with official_act(STEPS["issue_form"], declaration, call) as act:
        member, term = declaration.member, declaration.formation.term
        held = Membership.objects.filter(on_day(act.day), person=member, term=term)
        if not held.filter(body=declaration.branch, role="member").exists():
            raise Refused(DIRECTIVE.article("4"), "این نماینده عضو این شعبه نیست.")
        if declaration.formation.kind == "by_election" and held.filter(body__kind="committee", role="member").exists():
            raise Refused(DIRECTIVE.article("21"), "این نماینده عضو کمیسیون است؛ میان‌دوره‌ای برای نمایندهٔ تازه است.")
        if Declaration.objects.filter(formation=declaration.formation, member=member).exists():
            raise Refused(DIRECTIVE.article("4"), "به این نماینده پیش‌تر فرم داده شده است.")
        chamber = held.filter(body__kind="chamber", role="member").first()
        declaration.constituency = chamber.constituency if chamber else ""
        place = Declaration.objects.filter(formation=declaration.formation).count() + 1
        declaration.number = f"{term.number}-{place:03d}"
    return act.act


def _with_room(formation: Formation, form: Form, day: date) -> None:
    """Art. 21: whoever came by a by-election chooses among the committees that have room."""
    if formation.kind != "by_election":
        return
    room = committees_with_room(formation.term, day)
    if any(code not in room for code in form.choices):
        raise Refused(DIRECTIVE.article("21"), "تنها کمیسیونی که به سقف نرسیده است برگزیدنی است.", field="choices")


def submit_declaration(call: Call, declaration: Declaration) -> Act:
    """A member hands in his form with two choices and papers; a later one replaces it, and all are kept (Arts. 4, 23 row 2).

    Args: call.body: the form (rules/form.py).
    Raises: Refused after day three, or with every fault of the form.
    """
    with official_act(STEPS["submit_declaration"], declaration, call) as act:
        form = _read(call, act.day, parse_form)
        _with_room(declaration.formation, form, act.day)
        declaration.submission += 1
        declaration.submitted_at = act.at
        declaration.save()
        _store(declaration, form)
        act.note(submission=declaration.submission)
    return act.act


def submit_late_declaration(call: Call, declaration: Declaration) -> Act:
    """A member hands in a form that the joint meeting admitted late; or, not admitted and left over, one that only ranks
    him among those left over, without choices of its own (Art. 20).

    Args: call.body: the form (rules/form.py).  Raises: Refused without leave, or with every fault of the form.
    """
    with official_act(STEPS["submit_late_declaration"], declaration, call) as act:
        form = _read(call, act.day, parse_form)
        declaration.submission += 1
        declaration.submitted_at = act.at
        if declaration.stage == "issued":
            act.lead_to("submitted")
        declaration.save()
        _store(declaration, form, choices=declaration.stage == "issued")
        act.note(submission=declaration.submission)
    return act.act


def refer_forms(call: Call, formation: Formation) -> Act:
    """At the close of day three the presiding board refers the forms to the laws deputy (Art. 23 row 3).

    Raises: Refused while day three runs.
    """
    with official_act(STEPS["refer_forms"], formation, call) as act:
        forms = Declaration.objects.filter(formation=formation)
        act.note(submitted=forms.filter(stage="submitted").count(), missing=forms.filter(stage="issued").count())
    return act.act


def _read(call: Call, day: date, parse: Any) -> Form:
    try:
        form = parse({key: value for key, value in call.body.items() if key != "registry_number"}, day=day)
    except FormFaults as faulty:
        path, sentence = faulty.faults[0]
        raise Refused(DIRECTIVE.article("4"), sentence, field=path) from faulty
    _own_papers(call, form)
    return form


def _papers(form: Form) -> Collection[str]:
    claims = (*form.degrees, *form.posts, *form.tenures, *form.services)
    return {document for claim in claims for document in claim.documents}


def _own_papers(call: Call, form: Form) -> None:
    """A form may name only papers of the member himself (or, on paper, what the clerk has scanned for him)."""
    wanted = _papers(form)
    # Whoever signs second, it is the first who brought the scan and what lies with it.
    people = (call.actor, call.on_behalf_of, call.paper.owner if call.paper is not None else None)
    owners = [person for person in people if person is not None]
    if Document.objects.filter(pk__in=wanted, owner__in=owners).count() != len(wanted):
        raise Refused(DIRECTIVE.article("4"), "یکی از سندها یافت نشد؛ دوباره بارگذاری کنید.")


def _store(declaration: Declaration, form: Form, *, choices: bool = True) -> None:
    items, papers = [], []
    whole = form.body()
    day = legal_day(declaration.submitted_at)
    for kind, heading in HEADINGS.items():
        for claim, body in zip(getattr(form, heading), whole[heading], strict=True):
            item = Item(
                declaration=declaration, kind=kind, submission=declaration.submission, place=len(items) + 1, code=claim.id,
                title=label_of(claim, day), claim=body, stage="declared", stage_since=declaration.submitted_at,
            )  # fmt: skip
            items.append(item)
            papers += (
                ItemDocument(item=item, document_id=document, place=n) for n, document in enumerate(claim.documents)
            )
    Item.objects.bulk_create(items)
    keep_many(items, ITEMS_A_STATEMENT)
    ItemDocument.objects.bulk_create(papers)
    if not choices:
        return
    committees = {each.code: each for each in Body.objects.filter(kind="committee", code__in=form.choices)}
    Choice.objects.bulk_create(
        Choice(
            declaration=declaration,
            submission=declaration.submission,
            round=FIRST_ROUND,
            rank=rank,
            committee=committees[code],
        )
        for rank, code in enumerate(form.choices, start=1)
    )
