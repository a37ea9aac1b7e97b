"""Pages that no example of the access matrix opens: whose reader is not of the cast, or whose file the demonstration left closed.

Each stands here with who opens it. The rows that are missing are made beside the played house, in a database of one test's own.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from committees.models import Ambiguity, BranchSitting, Declaration, Formation, Objection
from conduct.models import (
    Archive,
    ArchiveOpening,
    Candidacy,
    Election,
    LateAppeal,
    RulingSanction,
    Staffing,
    StaffMember,
)
from majlis.accounts import invitation_path
from majlis.actions import reopen_second_factor
from majlis.demo.fixed import NOW
from majlis.models import Act, Body, Closure, Draft, Membership, Person, User
from majlis.register import FirstSigned
from majlis.tests.people import call
from majlis.tests.personas import examples, session
from majlis.views.second_factors import GIVEN, Once

NEWCOMER, INVITED = "newcomer", "invited"


def beside() -> dict[str, tuple[str, str]]:
    """By the name of an address: who opens it, and where it is."""
    administrator = User.objects.get(username="administrator")
    RecoveryCodes.activate(administrator)
    passkey = Authenticator.objects.create(
        user=User.objects.get(username="clerk"), type="webauthn", data={"name": "کلید من", "credential": {}}
    )
    User.objects.create(username=NEWCOMER, person=Person.objects.create(name="کارمند تازه"))
    own, keeper = "administrator", "clerk"
    return {
        "mfa_activate_totp": (NEWCOMER, reverse("mfa_activate_totp")),
        "mfa_edit_webauthn": (keeper, reverse("mfa_edit_webauthn", args=[passkey.pk])),
        "mfa_remove_webauthn": (keeper, reverse("mfa_remove_webauthn", args=[passkey.pk])),
        "mfa_view_recovery_codes": (own, reverse("mfa_view_recovery_codes")),
        "revoke_closure": ("speaker", reverse("revoke_closure", args=[_closure().pk])),
        "invitation": ("anonymous", _invitation()),
        **_receipt_of_a_form(),
        **_open_sitting(),
        **_reopened(),
        **_items_to_remove(),
        **_before_the_joint_meeting(),
        **_of_a_final_case(),
        **_keys_waited_for(),
        **_board_in_the_making(),
    }


def _closure() -> Closure:
    day = date(2027, 6, 10)
    return Closure.objects.create(
        from_day=day,
        to_day=day,
        scope="همهٔ ادارات",
        decree="مصوبهٔ نمونه",
        decree_number="1",
        stage="declared",
        stage_since=NOW,
    )


def _invitation() -> str:
    user = User.objects.create(username=INVITED, person=Person.objects.create(name="مهمان تازه"))
    user.set_unusable_password()
    user.save()
    return invitation_path(user)


def _receipt_of_a_form() -> dict[str, tuple[str, str]]:
    """The receipt belongs to whoever sent the form, who has no account of his own in the demonstration."""
    form = Declaration.objects.get(pk=examples()["committees:submitted"]["pk"])
    return {"committees:submitted": (_account(form.member), reverse("committees:submitted", args=[form.pk]))}


def _account(person: Person) -> str:
    user = User.objects.filter(person=person).first() or User.objects.create(
        username=f"u{person.pk.hex[:8]}", person=person
    )
    return user.username


def _open_sitting() -> dict[str, tuple[str, str]]:
    """A sitting of this head's branch that is still open, and a doubt that waits for it."""
    head = Membership.objects.get(person__user__username="branch_head", role="head")
    formation = Formation.objects.get(stage="collecting")
    last = BranchSitting.objects.order_by("-number").first()
    sitting = BranchSitting.objects.create(
        formation=formation, body=head.body, number=1, opened_at=NOW, stage="open", stage_since=NOW, roll=last.roll
    )
    doubt = Ambiguity.objects.order_by("pk").first()
    doubt.pk, doubt._state.adding = uuid4(), True
    doubt.formation, doubt.branch, doubt.sitting, doubt.stage = formation, head.body, None, "referred"
    named = Ambiguity.objects.filter(item=doubt.item).values("committee")
    doubt.committee = Body.objects.filter(kind="committee").exclude(pk__in=named).first()
    doubt.save()
    return {
        "committees:close_sitting": ("branch_head", reverse("committees:close_sitting", args=[sitting.pk])),
        "committees:decide_ambiguity": ("branch_head", reverse("committees:decide_ambiguity", args=[doubt.pk])),
    }


def _before_the_joint_meeting() -> dict[str, tuple[str, str]]:
    """A late form that asks for leave, and a seat whose member has no part in the cast."""
    form = Declaration.objects.filter(formation__stage="collecting", submission=0).order_by("number").first()
    late = Objection.objects.create(
        formation=form.formation,
        declaration=form,
        kind="late",
        claim="پرواز دیر شد.",
        filed_at=NOW,
        stage="filed",
        stage_since=NOW,
    )
    seated = Declaration.objects.get(pk=examples()["committees:object_to_seat"]["pk"])
    return {
        "committees:admit_late_declaration": ("speaker", reverse("committees:admit_late_declaration", args=[late.pk])),
        "committees:object_to_seat": (_account(seated.member), reverse("committees:object_to_seat", args=[seated.pk])),
    }


def _of_a_final_case() -> dict[str, tuple[str, str]]:
    """An objection that came late to a case that is final, and a sanction that waits for the Speaker."""
    sanction = RulingSanction.objects.filter(ruling__case__stage="final").order_by("pk").first()
    late = LateAppeal.objects.create(case=sanction.ruling.case, received_at=NOW, stage="kept", stage_since=NOW)
    RulingSanction.objects.filter(pk=sanction.pk).update(stage="executed", announced="open", told="متن اعلام")
    return {
        "conduct:admit_late_appeal": ("appeal_chair", reverse("conduct:admit_late_appeal", args=[late.pk])),
        "conduct:announce_sanction": ("speaker", reverse("conduct:announce_sanction", args=[sanction.pk])),
    }


def _keys_waited_for() -> dict[str, tuple[str, str]]:
    """A case whose key waits for those who keep the archive's, and one of them."""
    archive = Archive.objects.get(stage="sealed")
    opening = ArchiveOpening.objects.create(
        case=archive.case, archive=archive, asked_at=NOW, stage="asked", stage_since=NOW
    )
    keeper = Person.objects.get(user__username="archive_keeper")
    return {
        "conduct:join_opening": (_account(keeper), reverse("conduct:join_opening", args=[opening.pk])),
        "conduct:drop_opening": ("conduct_secretary", reverse("conduct:drop_opening", args=[opening.pk])),
    }


def _board_in_the_making() -> dict[str, tuple[str, str]]:
    """An election at each of its steps, each for one who takes it, and a proposal of staff that waits."""
    board = Body.objects.get(kind="conduct_board")
    rows = {}
    member = Person.objects.get(user__username="member")
    for word, stage, who, replaced in (
        ("stand_for_board", "open", "member_2", None),
        ("present_candidates", "open", "speaker", "conduct_member"),
        ("record_board_election", "presented", "speaker", "conduct_member_2"),
        ("elect_officers", "elected", "conduct_member", "conduct_member_3"),
    ):
        leaving = Person.objects.get(user__username=replaced) if replaced else None
        election = Election.objects.create(
            board=board, opened_at=NOW, replaces=leaving, seat_kind="general" if leaving else "", stage=stage, stage_since=NOW
        )  # fmt: skip
        Candidacy.objects.create(
            election=election, person=member, seat="general", stood_at=NOW, presented=stage != "open"
        )
        rows[f"conduct:{word}"] = (who, reverse(f"conduct:{word}", args=[election.pk]))
    rows["conduct:election"] = ("speaker", reverse("conduct:election", args=[Election.objects.get(replaces=None).pk]))
    staffing = Staffing.objects.create(board=board, proposed_at=NOW, duty="دفترداری", stage="proposed", stage_since=NOW)
    StaffMember.objects.create(staffing=staffing, person=Person.objects.get(user__username="clerk"))
    return rows | {"conduct:assign_staff": ("speaker", reverse("conduct:assign_staff", args=[staffing.pk]))}


def _reopened() -> dict[str, tuple[str, str]]:
    """A second factor that two officers reopened: the address that one of them is shown once, and what stands behind it."""
    account = User.objects.create(username="keyless", person=Person.objects.create(name="همکار بی‌کلید"))
    reason = {"reason": "تلفن همراه گم شد"}
    first, second = (Person.objects.get(user__username=name) for name in ("secretary", "administrator"))
    with suppress(FirstSigned):
        reopen_second_factor(call(first, reason, at=NOW), account)
    act = reopen_second_factor(call(second, reason, at=NOW), account)
    return {
        "reopened": ("deputy_speaker", reverse("reopened", args=[act.pk])),
        "new_factor": ("anonymous", reverse("new_factor", args=[act.pk, Once(act.pk).make_token(account)])),
    }


def _items_to_remove() -> dict[str, tuple[str, str]]:
    """A degree on the member's form; one typed by half on his record of the term, and on the paper that a clerk enters."""
    known, user = examples(), User.objects.get(username="member")
    client = Client()
    client.force_login(user)
    section = reverse("committees:form_section", kwargs=known["committees:form_section"])
    text = client.get(section, secure=True).content.decode()
    row, sheet = known["committees:own_record_remove_item"], known["committees:paper_remove_item"]
    _half_typed(user.person, "record", row["key"])
    _half_typed(Person.objects.get(user__username="clerk"), "paper", sheet["key"])
    return {
        "committees:form_remove_item": ("member", re.search(r'"(/[^"]*/remove/)"', text)[1]),
        "committees:own_record_remove_item": (
            "member",
            reverse("committees:own_record_remove_item", kwargs={**row, "code": "half"}),
        ),
        "committees:paper_remove_item": (
            "clerk",
            reverse("committees:paper_remove_item", kwargs={**sheet, "code": "half"}),
        ),
    }


def _half_typed(person: Person, kind: str, key: Any) -> None:
    typed = {"typed": {"degrees/half": {"level": "master"}}}
    Draft.objects.update_or_create(
        person=person, kind=kind, subject=str(key), defaults={"saved_at": NOW, "version": 1, "data": typed}
    )


def cookie_value(name: str) -> str:
    """A session that has just shown password and second factor, so that no page asks for them again."""
    user = User.objects.get(username=name)
    if name == NEWCOMER:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
    else:
        value = session(user)
    store = SessionStore(session_key=value)
    now = time.time()
    shown = {"at": now, "reauthenticated": True}
    store["account_authentication_methods_user"] = str(user.pk)
    store["account_authentication_methods"] = [
        {"method": "password", "username": name, **shown},
        {"method": "mfa", "type": "totp", "id": user.pk, **shown},
    ]
    if act := Act.objects.filter(verb="reopen_second_factor").first():
        store[GIVEN] = str(act.pk)
    store.save()
    return value
