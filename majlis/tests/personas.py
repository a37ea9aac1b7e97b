"""Who walks through the played house: its cast, and three who may enter nothing; and the things they try to open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver

from committees.models import (
    Ambiguity,
    BranchSitting,
    Declaration,
    Formation,
    Item,
    JointSitting,
    Lot,
    Objection,
    Record,
    ScoreSheet,
    ScoreTable,
    Seat,
)
from majlis import documents
from majlis.demo.fixed import NOW
from majlis.models import Act, Body, Document, Job, Letter, Membership, Person, Substitution, User
from majlis.tests.behind import conduct_examples, liaison_examples

NOBODIES = ("anonymous", "root", "stranger", "former")
CAST = (
    "administrator", "speaker", "deputy_speaker", "secretary", "clerk", "laws_deputy_head", "laws_officer", "branch_head",
    "branch_head_2", "member", "member_2", "liaison_head", "liaison_officer", "ministry_deputy", "ministry_deputy_2", "ministry_expert",
    "conduct_chair", "conduct_secretary", "conduct_registrar", "conduct_member", "appeal_chair", "appeal_secretary", "conduct_concerned",
)  # fmt: skip
EVERYBODY = (*NOBODIES, *CAST)


def sessions() -> dict[str, str]:
    """An open session of each; the stranger and the former officer are added to the cast here."""
    stranger, former = (Person.objects.create(name=name) for name in ("رهگذر ناشناس", "کارمند پیشین"))
    board = Body.objects.get(code="presiding_board")
    Membership.objects.create(person=former, body=board, role="secretary", from_day="2020-01-01", to_day="2020-12-31")
    for name, person in (("stranger", stranger), ("former", former)):
        User.objects.create(username=name, person=person, is_staff=True, is_superuser=True)
    return {name: session(User.objects.get(username=name)) for name in EVERYBODY[1:]}


def session(user: User) -> str:
    """The cookie of a fresh session, with a second factor there."""
    Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}})
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def examples() -> dict[str, dict[str, Any]]:
    """One thing to open behind each address, by the address's name; an address that needs nothing has no row."""
    final, published, collecting = (
        Formation.objects.get(stage=stage) for stage in ("final", "published", "collecting")
    )
    member = User.objects.get(username="member").person
    form = Declaration.objects.filter(formation=collecting, member=member).first()
    item = Item.objects.filter(declaration__formation=published).order_by("pk").first()
    paper = Document.objects.filter(owner=member).order_by("pk").first()
    branch = Membership.objects.get(person__user__username="branch_head", role="head").body
    doubt = Ambiguity.objects.filter(branch=branch).order_by("pk").first()
    sitting = BranchSitting.objects.filter(body=branch).order_by("pk").first()
    lot = Lot.objects.filter(formation=final).order_by("pk").first()
    sheet = ScoreSheet.objects.filter(declaration__formation=published).order_by("pk").first()
    table = ScoreTable.objects.filter(stage="approved").order_by("pk").first()
    seat = Seat.objects.filter(formation=final).order_by("declaration__number").first()
    refused = User.objects.get(username="member_2").person
    refused_sheet = ScoreSheet.objects.get(declaration__formation=published, declaration__member=refused, rank=1)
    objection = Objection.objects.filter(formation=published, stage="invited").order_by("filed_at").first()
    record = Record.objects.order_by("pk").first()
    sent = Act.objects.filter(actor__user__username="clerk", second=None).order_by("seq").first()
    filed = Act.objects.filter(verb="submit_declaration").order_by("seq").first()
    filed_form = Declaration.objects.get(pk=filed.subject.partition(":")[2])
    code, key, own, term = (
        {"code": published.code},
        {"key": published.pk},
        {"key": collecting.code},
        {"key": collecting.term.number},
    )
    rows = {
        "law": {"code": "directive"},
        "member": {"pk": member.pk},
        "receipt": {"key": sent.pk},
        "receipt_json": {"key": sent.pk},
        "invitation": {"uid": "MQ", "token": "none"},
        "reopen_second_factor": {"pk": User.objects.get(username="clerk").pk},
        "reopened": {"act": sent.pk},
        "new_factor": {"act": sent.pk, "token": "none"},
        "end_sessions": {"pk": User.objects.get(username="clerk").pk},
        "appoint_substitute": {"person": User.objects.get(username="secretary").person_id},
        "end_substitution": {"pk": Substitution.objects.get().pk},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "assign_branches": {"pk": collecting.term_id},
        "import_roster": {"number": collecting.term.number},
        "committees:submit_declaration": {"pk": form.pk},
        "committees:submitted": {"pk": filed_form.pk},
        "committees:receipt_pdf": {"act": filed.pk},
        "committees:name_further_choices": {"pk": form.pk},
        "committees:submit_declaration_on_paper": {"key": form.pk},
        "committees:name_further_choices_on_paper": {"key": form.pk},
        "committees:papers": {"code": collecting.code},
        "committees:record": {"pk": record.pk},
        "committees:records": code,
        "committees:table": {"pk": table.pk},
        "committees:trial": {"pk": table.pk},
        "committees:approve_score_table": {"key": table.pk},
        "committees:open_formation": {"pk": collecting.term_id},
        "committees:issue_form": {"code": collecting.code, "branch": branch.code},
        "committees:desk_form": {**code, "number": item.declaration.number},
        "committees:desk_item": {"pk": item.pk},
        "committees:refer_ambiguity": {**code, "item": item.pk, "committee": "energy"},
        "committees:docket": {**code, "branch": branch.code},
        "committees:open_sitting": {"code": collecting.code, "branch": branch.code},
        "committees:close_sitting": {"key": sitting.pk},
        "committees:ambiguity": {"pk": doubt.pk},
        "committees:decide_ambiguity": {"key": doubt.pk},
        "committees:ranking": {**code, "committee": "energy"},
        "committees:ledger": {"pk": sheet.pk},
        "committees:file_objection": {"pk": refused_sheet.pk},
        "committees:object_to_seat": {"pk": Declaration.objects.filter(formation=final).order_by("number").first().pk},
        "committees:request_late_admission": {"pk": form.pk},
        "committees:submit_late_declaration": {"pk": form.pk},
        "committees:admit_late_declaration": {"key": Objection.objects.get(kind="seat").pk},
        "committees:objections": code,
        "committees:objection": {"pk": objection.pk},
        "committees:open_joint_sitting": code,
        "committees:close_joint_sitting": {"key": JointSitting.objects.order_by("number").first().pk},
        "committees:invite_objector": {"key": objection.pk},
        "committees:decide_objection": {"key": objection.pk},
        "committees:decide_seat_objection": {"key": Objection.objects.get(kind="seat").pk},
        "committees:seat": {"pk": seat.pk},
        "committees:why": {"pk": seat.declaration_id},
        "committees:move_member": {"key": seat.pk},
        "committees:end_seat": {"key": seat.pk},
        "committees:roster_on": {"code": final.code},
        "committees:roster_on_json": {"code": final.code},
        "committees:lower_minimum": {"key": final.pk},
        "committees:open_by_election": {"pk": final.term_id},
        "committees:lot": {"pk": lot.pk},
        "committees:readings": {"pk": lot.pk},
        "committees:what_if": {"pk": Lot.objects.filter(formation=final, round=1).exclude(result="").get().pk},
        "committees:proof_file": {"code": final.code, "path": "seed.txt"},
    }
    rows |= {
        "document": {"key": paper.pk},
        "detach": {"key": paper.pk},
        "document_page": {"key": paper.pk, "number": 1},
        "declare_closure": {"pk": UUID(int=4)},  # any key is a new closure's
        "enact_figure": {"pk": UUID(int=4)},  # and a new figure's
    }
    rows |= letter_examples() | job_examples()
    rows |= {f"committees:{name}": own for name in ("form", "form_identity", "form_choices", "form_demand")}
    rows |= (
        _items("form", own)
        | _items("own_record", term)
        | _items("paper", {"key": form.pk})
        | {"committees:declare_record": term}
    )
    rows |= {
        f"committees:{name}": code
        for name in (
            "formation",
            "studio",
            "steps",
            "desk",
            "printed_records",
            "doubts",
            "refer_many",
            "rankings",
            "announce_lot",
            "share",
        )
    }
    acts = (
        "print_records",
        "refer_forms",
        "hand_over_records",
        "publish_scores",
        "settle_scores",
        "seat_members",
        "place_left_over",
        "finalise_roster",
        "open_proof",
    )
    rows |= {f"committees:{name}": key for name in acts}
    rows |= {
        f"committees:{name}": {"key": item.pk}
        for name in (
            "accept_item",
            "reject_item",
            "flag_item",
            "ask_for_document",
            "send_document",
            "recheck_item",
            "reopen_item",
        )
    }
    rows |= {f"committees:{name}": {"key": lot.pk} for name in ("record_dice", "open_shares", "void_lot")}
    downloads = (
        "roster",
        "roster_csv",
        "roster_json",
        "roster_popolo",
        "roster_pdf",
        "roster_xlsx",
        "proof",
        "proof_zip",
    )
    rows |= {f"committees:{name}": {"code": final.code} for name in downloads}
    return rows | liaison_examples() | conduct_examples()


def letter_examples() -> dict[str, dict[str, Any]]:
    """A signed letter on a refused item, and a draft of another."""
    rows = Letter.objects.filter(realm="committees", word="refused_item").order_by("pk")
    signed, draft = rows.filter(stage="void").first(), rows.filter(stage="drafted").first()
    doubt = Letter.objects.filter(word="referred_doubt", stage="signed").order_by("pk").first()
    return {
        "letter": {"pk": signed.pk}, "letter_proof": {"token": signed.token}, "sign_letter": {"pk": draft.pk}, "revise_letter": {"pk": draft.pk},
        "void_letter": {"pk": doubt.pk},
        "draft_letter": {"realm": "committees", "word": "refused_item", "key": signed.file_key},
    }  # fmt: skip


def job_examples() -> dict[str, dict[str, Any]]:
    """A list that was made for the clerk and lies ready."""
    owner = User.objects.get(username="clerk").person
    params = {"path": "/letters/", "how": "csv", "wanted": {}, "asked": "", "listing": "house.letters"}
    job = Job.objects.create(
        kind="export", title="نامه‌ها (CSV)", owner=owner, params=params, same="1" * 64, state="done", made_at=NOW, ended_at=NOW,
        sentence="1 ردیف در پرونده است.", sha256=documents.store(b"1"), name="letters.csv", media_type="text/csv",
    )  # fmt: skip
    return {name: {"pk": job.pk} for name in ("job", "job_file", "job_again")}


def _items(prefix: str, key: dict[str, Any]) -> dict[str, dict[str, Any]]:
    heading = {**key, "heading": "degrees"}
    return {
        f"committees:{prefix}_section": heading,
        f"committees:{prefix}_new_item": heading,
        f"committees:{prefix}_item": {**heading, "code": "none"},
        f"committees:{prefix}_remove_item": {**heading, "code": "none"},
    }


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every address, with its office's name before it."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, f"{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield space + each.name
