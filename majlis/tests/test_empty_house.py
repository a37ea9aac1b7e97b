"""A house on its first morning: every list says in a sentence that nothing is there yet, and no page falls over for want of rows."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, reverse

from majlis import clock
from majlis.models import Body, Membership, Person, User
from majlis.tests.people import MORNING, founded
from majlis.tests.personas import routes
from majlis.tests.test_access import POST_ONLY, here

OFFICES = {
    "speaker": ("presiding_board", "speaker"),
    "liaison_officer": ("liaison_office", "officer"),
    "ministry_deputy": ("ministry", "deputy"),
    "conduct_chair": ("conduct_board", "chair"),
}
LISTS = [
    ("administrator", "home"),
    ("administrator", "letters"),
    ("administrator", "search"),
    ("anonymous", "search"),
    ("administrator", "jobs"),
    ("administrator", "alerts"),
    ("administrator", "substitutes"),
    ("administrator", "sessions"),
    ("administrator", "mfa_list_webauthn"),
    ("speaker", "closures"),
    ("speaker", "committees:home"),
    ("speaker", "committees:tables"),
    ("anonymous", "committees:public"),
    ("liaison_officer", "liaison:home"),
    ("liaison_officer", "liaison:matters"),
    ("liaison_officer", "liaison:room"),
    ("liaison_officer", "liaison:statistics"),
    ("liaison_officer", "liaison:alike"),
    ("liaison_officer", "liaison:tasks"),
    ("liaison_officer", "liaison:promises"),
    *(
        ("liaison_officer", f"liaison:{name}")
        for name in (
            "voices",
            "consultations",
            "positions",
            "cabinet",
            "planner",
            "gatherings",
            "defences",
            "meetings",
            "evaluations",
            "training",
            "brief",
        )
    ),
    ("anonymous", "liaison:publications"),
    ("anonymous", "liaison:published_notices"),
    ("ministry_deputy", "liaison:room"),
    *(("ministry_deputy", f"liaison:{name}") for name in ("voices", "planner", "gatherings", "evaluations")),
    ("conduct_chair", "conduct:home"),
    ("conduct_chair", "conduct:counts"),
    ("conduct_chair", "conduct:radar"),
    ("conduct_chair", "conduct:elections"),
    ("conduct_chair", "conduct:archive"),
    ("conduct_chair", "conduct:archive_keys"),
    ("conduct_chair", "conduct:readings"),
]
# Forms, texts and files: nothing is listed there.
NO_LISTS = {
    "printed", "conduct:keys",
    "explain", "rehearsal", "own_feed", "healthz", "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password",
    "keys", "recovery_key", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
    "committees:draft_score_table", "committees:verifier", "receipt_checker_file", "conduct:register_report", "liaison:import_questions", "liaison:import_notices", "liaison:import_bills", "liaison:import_member_bills",
    "liaison:file_question", "liaison:file_notice", "liaison:file_interpellation", "liaison:file_member_bill", "liaison:file_government_bill",
    "liaison:assign_task", "liaison:plan_gathering", "liaison:request_meeting", "liaison:consult_body", "liaison:announce_meeting_lot", "liaison:publish_criteria",
    "liaison:evaluate_deputies", "liaison:brief_pdf", "liaison:asked",
    # Whoever opens the network stands in it, and a chamber has its members.
    "liaison:directory", "liaison:fairness",
    "liaison:file_acting_minister", "liaison:file_budget_bill", "liaison:file_complaint", "liaison:file_confidence_vote",
    "liaison:file_correspondence", "liaison:file_enquiry", "liaison:file_investigation", "liaison:file_law", "liaison:file_oral_notice",
    "liaison:file_plan_bill", "liaison:file_president_interpellation", "liaison:file_president_question", "liaison:file_provincial_bill",
    "liaison:file_refusal_report",
    # Full from the first day: what is looked for, what the law counts, what the amendment left open.
    "checks", "set_up", "figures", "liaison:figures", "conduct:rules",
    # A head that is pasted is held against the chain; beside it stand the last ones that were published.
    "heads",
    "conduct:open_candidacy", "conduct:present_replacement", "conduct:propose_staff",
    # Whoever opens the board's own page sits on it.
    "conduct:board",
}  # fmt: skip


@pytest.fixture
def visit(db, monkeypatch):
    """The text of a page for an officer of an empty house."""
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    founded()
    for name, (kind, role) in OFFICES.items():
        person = Person.objects.create(name=name)
        body = Body.objects.filter(kind=kind).first() or Body.objects.create(code=kind, kind=kind)
        Membership.objects.create(person=person, body=body, role=role, from_day="2026-01-01")
        User.objects.create(username=name, person=person)

    def look(who: str, name: str) -> str:
        client = Client()
        if who != "anonymous":
            user = User.objects.get(username=who)
            Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
            client.force_login(user)
        answer = client.get(reverse(name), secure=True)
        assert answer.status_code == 200, name
        return answer.content.decode()

    return look


@pytest.mark.parametrize(("who", "name"), LISTS)
def test_an_empty_list_says_so(visit, who, name):
    text = visit(who, name)
    assert 'class="empty' in text, name
    assert not re.search(r"<tbody>\s*</tbody>|<ul[^>]*>\s*</ul>", text)


def test_every_list_is_walked():
    """An address without arguments is a list, or is named as none."""
    named = {name for name in routes() if here(name) and name not in POST_ONLY and _bare(name)}
    assert named - {name for _, name in LISTS} == NO_LISTS


def _bare(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
