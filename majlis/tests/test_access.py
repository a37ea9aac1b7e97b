"""Who may open what: every address has its row, and whoever stands in no row sees what he would see at a random address."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from majlis import clock
from majlis.demo.fixed import NOW
from majlis.exports import listings
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.personas import CAST, EVERYBODY, NOBODIES, examples, routes, sessions
from majlis.tests.worlds import Seen, look

# A big matrix: it runs with `bin/test --all`.
pytestmark = pytest.mark.long

SIGNED_IN = set(EVERYBODY) - {"anonymous"}
BOARD = {"speaker", "deputy_speaker", "secretary"}
CLERKS = {"secretary", "clerk"}
LAWS = {"laws_deputy_head", "laws_officer"}
OFFICERS = BOARD | CLERKS | LAWS
MEMBERS = {"branch_head", "branch_head_2", "member", "member_2", "conduct_concerned"}
LIAISON, DEPUTY, EXPERT = {"liaison_head", "liaison_officer"}, {"ministry_deputy"}, {"ministry_expert"}
CHAIR, REGISTRAR, CONCERNED = {"conduct_chair"}, {"conduct_registrar"}, {"conduct_concerned"}
DESK, APPEAL_DESK = CHAIR | {"conduct_secretary"}, {"appeal_chair", "appeal_secretary"}
SECRETARY_OF_BOARD = {"conduct_secretary"}
CLERKS_OF_BOARD = REGISTRAR | {"conduct_secretary"}
# He stood aside from the case behind the addresses of a case: of it, and of its votes, he sees nothing.
ASIDE = {"conduct_member"}
BOARDS = DESK | REGISTRAR | ASIDE | APPEAL_DESK
ADMINISTRATOR, HEAD, LAWS_HEAD, OWN = {"administrator"}, {"branch_head"}, {"laws_deputy_head"}, {"member"}
# In the demonstration this head of a branch holds a form of his own as well.
FORM_HOLDERS = {"member", "branch_head"}

# Who is answered with more than the 404. One line an audience; an address in none of them fails the test.
ROWS: list[tuple[set[str], str]] = [
    (set(EVERYBODY), "liaison:publications liaison:published_notices law heads explain account_login account_inactive mfa_authenticate committees:public committees:verifier "
     "receipt_checker_file committees:roster "
     "healthz letter_proof committees:roster_csv committees:roster_json committees:roster_xlsx committees:proof committees:proof_zip committees:lot "
     "committees:seat committees:roster_on committees:roster_on_json committees:roster_popolo committees:roster_pdf"),
    (set(EVERYBODY), "search"),
    (SIGNED_IN, "home letters account_logout account_reauthenticate account_change_password mfa_index mfa_reauthenticate mfa_activate_totp "
     "mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes sessions keys recovery_key mfa_list_webauthn "
     "mfa_add_webauthn mfa_edit_webauthn mfa_remove_webauthn mfa_reauthenticate_webauthn committees:home"),
    (SIGNED_IN - {"root"}, "own_feed jobs substitutes alerts"),
    # Long work is its owner's alone.
    ({"clerk"}, "job job_file"),
    (BOARD | ADMINISTRATOR, "closures declare_closure figures enact_figure reopen_second_factor"),
    # A member of parliament is known to whoever holds an office of the house.
    (SIGNED_IN - set(NOBODIES), "member"),
    (ADMINISTRATOR, "import_roster checks set_up rehearsal end_sessions"),
    (CLERKS, "assign_branches"),
    # The secretary's substitution: he gives and ends it, or the administrator; his substitute does neither.
    ({"secretary"} | ADMINISTRATOR, "appoint_substitute end_substitution"),
    # A letter is as visible as its file, which here is this member's; the office says who writes and who signs.
    (OFFICERS | {"member_2"}, "letter"),
    (BOARD | LAWS_HEAD, "sign_letter"),
    (OFFICERS, "revise_letter"),
    (BOARD, "void_letter"),
    (CLERKS | LAWS, "draft_letter"),
    ({"clerk"}, "receipt receipt_json"),
    (OWN, "document document_page committees:submit_declaration committees:name_further_choices "
     "committees:request_late_admission committees:submit_late_declaration"),
    (FORM_HOLDERS, "committees:form committees:form_identity committees:form_choices committees:form_demand committees:form_section "
     "committees:form_new_item committees:form_item committees:declare_record"),
    (FORM_HOLDERS, "committees:own_record_section committees:own_record_new_item committees:own_record_item"),
    (MEMBERS, "committees:records committees:record"),
    # What a member did on paper is entered by the presiding board's clerks, never by himself.
    (CLERKS, "committees:papers committees:submit_declaration_on_paper committees:name_further_choices_on_paper committees:paper_section "
     "committees:paper_new_item committees:paper_item"),
    (OFFICERS | MEMBERS, "committees:tables committees:table committees:formation committees:steps committees:doubts "
     "committees:ambiguity committees:rankings committees:ranking committees:ledger committees:share"),
    (CLERKS | LAWS_HEAD, "committees:draft_score_table"),
    (BOARD, "committees:approve_score_table committees:open_formation committees:refer_forms committees:refer_ambiguity "
     "committees:publish_scores committees:settle_scores committees:announce_lot committees:record_dice committees:open_shares committees:void_lot "
     "committees:seat_members committees:place_left_over committees:finalise_roster committees:open_proof"),
    (HEAD, "committees:issue_form committees:open_sitting"),
    # An objection is read by its owner, the board, the laws deputy and the heads of its own term; every member reads what was decided.
    ({"member_2"}, "committees:file_objection"),
    (OFFICERS | MEMBERS, "committees:objections"),
    (OFFICERS | {"branch_head_2"}, "committees:objection"),
    (BOARD | CLERKS, "committees:invite_objector"),
    (BOARD, "committees:move_member committees:end_seat committees:lower_minimum committees:open_by_election"),
    (BOARD, "committees:open_joint_sitting committees:close_joint_sitting committees:decide_objection committees:decide_seat_objection"),
    (OFFICERS, "committees:desk committees:desk_form committees:desk_item committees:why committees:trial committees:printed_records"),
    (LAWS, "committees:accept_item committees:reject_item committees:flag_item committees:ask_for_document "
     "committees:recheck_item committees:reopen_item"),
    (set(), "committees:send_document"),  # the item behind this address is of nobody in the cast
    (LAWS_HEAD, "committees:hand_over_records committees:print_records"),
    (OFFICERS | HEAD, "committees:docket"),
    (BOARD | CLERKS, "committees:readings committees:what_if committees:studio"),
    # Liaison: the office all; a ministry its own referral, the expert what was handed to him, another ministry nothing of it.
    (LIAISON, "liaison:matters liaison:matter liaison:statistics liaison:figures liaison:file_question liaison:file_notice "
     "liaison:file_interpellation liaison:file_member_bill liaison:file_government_bill liaison:import_questions liaison:import_notices liaison:alike liaison:yearbook_pdf liaison:adapt_answer liaison:import_bills liaison:import_member_bills liaison:send_question "
     "liaison:record_committee_meeting liaison:postpone_question liaison:announce_question liaison:schedule_floor liaison:record_floor_vote "
     "liaison:read_notice liaison:answer_notice liaison:sign_matter liaison:withdraw_signature liaison:record_committee_week liaison:insist "
     "liaison:announce_interpellation liaison:hold_interpellation liaison:record_confidence_vote liaison:submit_bill liaison:announce_receipt "
     "liaison:refer_bill liaison:report_bill liaison:record_vote liaison:vote_on_withdrawal liaison:close_matter liaison:refer_to_ministry "
     "liaison:assign_task liaison:accept_task liaison:return_task liaison:follow_up_promise liaison:grant_time liaison:refuse_time liaison:escalate_referral liaison:transfer_referral liaison:withdraw_referral"),
    (LIAISON, "liaison:add_version liaison:adopt_budget liaison:amend_bill liaison:announce_complaint liaison:announce_nominees "
     "liaison:announce_president_interpellation liaison:announce_president_question liaison:answer_complaint liaison:answer_correspondence "
     "liaison:answer_enquiry liaison:answer_oral_notice liaison:delegate_bill liaison:distribute_question liaison:distribute_report "
     "liaison:end_acting liaison:end_trial liaison:enter_into_force liaison:extend_budget liaison:extend_guardians liaison:file_acting_minister "
     "liaison:file_budget_bill liaison:file_complaint liaison:file_confidence_vote liaison:file_correspondence liaison:file_enquiry "
     "liaison:file_investigation liaison:file_law liaison:file_oral_notice liaison:file_plan_bill liaison:file_president_interpellation "
     "liaison:file_president_question liaison:file_provincial_bill liaison:file_refusal_report liaison:follow_up_correspondence "
     "liaison:hear_president_delegate liaison:hold_president_interpellation liaison:hold_president_question liaison:insist_on_bill "
     "liaison:integrate_budget liaison:integrate_generalities liaison:name_nominee liaison:pass_in_committee liaison:promulgate_bill "
     "liaison:propose_on_budget liaison:propose_on_budget_report liaison:propose_on_report liaison:publish_in_gazette "
     "liaison:read_investigation liaison:record_expediency liaison:record_guardian_opinion liaison:remove_urgency liaison:report_budget_committees "
     "liaison:report_nominees liaison:report_on_investigation liaison:report_refusal liaison:repropose_bill liaison:request_reexamination "
     "liaison:request_urgency liaison:require_by_law liaison:resubmit_budget liaison:send_complaint liaison:send_to_guardians "
     "liaison:send_to_judiciary liaison:vote_on_budget liaison:vote_on_competence liaison:vote_on_investigation liaison:vote_on_nominee "
     "liaison:vote_on_president_answer liaison:vote_on_refusal liaison:vote_on_urgency"),
    (LIAISON | DEPUTY | EXPERT | {"ministry_deputy_2"}, "liaison:home liaison:room liaison:tasks liaison:promises"),
    (LIAISON | DEPUTY | EXPERT, "liaison:referral liaison:task liaison:give_evidence"),
    (LIAISON, "liaison:voice liaison:voice_pdf liaison:ask_voice liaison:record_view liaison:agree_line liaison:defences "
     "liaison:consultations liaison:consultation liaison:consult_body liaison:record_consultation liaison:tie_consultation "
     "liaison:positions liaison:position liaison:state_position liaison:tell_position liaison:floor_vote liaison:name_votes liaison:publish_notice liaison:classify_notice "
     "liaison:plan_gathering liaison:move_gathering liaison:hold_gathering liaison:miss_gathering liaison:report_gathering "
     "liaison:call_to_gathering liaison:record_defence liaison:release_presence liaison:mark_presence liaison:meetings liaison:fairness "
     "liaison:meeting liaison:request_meeting liaison:arrange_meeting liaison:decline_meeting liaison:meeting_lot liaison:announce_meeting_lot "
     "liaison:draw_meeting_lot liaison:ranking liaison:ranking_pdf liaison:asked liaison:cabinet liaison:brief liaison:brief_pdf"),
    ({"liaison_head"}, "liaison:publish_criteria liaison:evaluate_deputies liaison:answer_objection"),
    # The expert's own course; his ministry's deputy sees it too.
    (LIAISON | DEPUTY | EXPERT, "liaison:certificate_pdf"),
    # What behind these addresses is the deputy of energy's own.
    (LIAISON | DEPUTY | EXPERT, "liaison:opinion"),
    (EXPERT, "liaison:draft_opinion"),
    (LIAISON | DEPUTY, "liaison:gathering liaison:presence liaison:confirm_presence liaison:delegate_presence "
     "liaison:evaluation liaison:evaluation_records"),
    (DEPUTY, "liaison:give_opinion liaison:object_to_evaluation"),
    (LIAISON | DEPUTY | EXPERT | {"ministry_deputy_2"}, "liaison:voices liaison:planner liaison:gatherings liaison:evaluations "
     "liaison:directory liaison:training"),
    (DEPUTY, "liaison:accept_referral liaison:hand_on_referral liaison:ask_for_time"),
    (DEPUTY | EXPERT, "liaison:answer_referral"),
    # To whom it was promised, a member; the office has steps of its own.
    (OWN, "liaison:accept_promise liaison:return_promise"),
    (LIAISON | OWN, "liaison:member"),
    # Conduct: sealed. The appeal board finds nothing of a case that was not forwarded to it.
    (BOARDS | CONCERNED, "conduct:home"),
    (BOARDS, "conduct:rules"),
    (DESK | REGISTRAR, "conduct:case conduct:case_sheet"),
    # Who looked at what is the chair's to know.
    (CHAIR, "conduct:readings"),
    (DESK | ASIDE, "conduct:sitting conduct:minutes conduct:counts conduct:radar conduct:board"),
    (CONCERNED, "conduct:own_case"),
    (CONCERNED | REGISTRAR, "conduct:receive_defence"),
    (CONCERNED | CLERKS_OF_BOARD, "conduct:file_appeal"),
    (CLERKS_OF_BOARD, "conduct:register_report conduct:invite_member conduct:prove_service conduct:serve_ruling"),
    (CHAIR, "conduct:assign_inquiry conduct:close_hearing"),
    # The inquiry behind this address is his.
    (ASIDE, "conduct:report_inquiry"),
    (DESK, "conduct:adopt_board_rule conduct:dismiss_report conduct:find_no_violation conduct:find_violation conduct:hold_hearing "
     "conduct:record_absence conduct:issue_ruling conduct:forward_appeal conduct:make_final conduct:open_ballot conduct:cast_vote "
     "conduct:close_ballot conduct:record_attendance conduct:close_sitting conduct:declare_recusal "
     "conduct:suspend_for_court conduct:resume_case conduct:correct_ruling "
     "conduct:await_security_council conduct:refer_to_judiciary conduct:report_to_guardian_council"),
    # The making of the board is no secret of it: the house's own board, members of parliament, and the board itself.
    (BOARD | MEMBERS | DESK | ASIDE, "conduct:elections conduct:election"),
    (BOARD, "conduct:open_candidacy conduct:present_candidates conduct:present_replacement conduct:record_board_election conduct:assign_staff"),
    (MEMBERS, "conduct:stand_for_board"),
    (DESK | ASIDE, "conduct:elect_officers"),
    (CHAIR, "conduct:propose_staff"),
    (BOARD | CHAIR, "conduct:staffing"),
    (DESK | REGISTRAR | ASIDE, "conduct:archive conduct:archived conduct:archive_keys"),
    # The demonstration names nobody who keeps the archive's key, and none is waited for.
    (set(), "conduct:join_opening conduct:drop_opening"),
    (CLERKS_OF_BOARD, "conduct:archive_case conduct:open_archive"),
    (CLERKS_OF_BOARD | CHAIR, "conduct:hand_keys_on conduct:keys"),
    (CHAIR | REGISTRAR, "conduct:release_identity"),
    (DESK, "conduct:carry_to_next_term"),
    (APPEAL_DESK, "conduct:open_sitting conduct:decide_appeal conduct:invite_to_appeal"),
    (REGISTRAR, "conduct:record_late_appeal conduct:record_security_council"),
    # Nothing came late in the demonstration.
    (set(), "conduct:admit_late_appeal"),
    (SECRETARY_OF_BOARD, "conduct:execute_sanction"),
    # Nothing was handed to the Speaker in the demonstration.
    (set(), "conduct:announce_sanction"),
    # A receipt is its owner's alone; this one's owner is not of the cast.
    (set(), "committees:submitted committees:receipt_pdf"),
    # Of a term that is over for this head of a branch: his office does not reach back.
    (set(), "committees:close_sitting committees:decide_ambiguity"),
    (set(), "committees:admit_late_declaration"),  # the demonstration has no late form
    (set(), "committees:object_to_seat"),  # the member whose seat it is has no part in the cast
    # The example behind the address is not there: no closure to take back, no calendar under this token.
    (set(), "revoke_closure calendar_feed"),
    # It takes a word that only a page of a sealed realm holds; whoever has none finds nothing there.
    (set(), "printed"),
    # Nor is a used invitation, such an item.
    (set(), "invitation reopened new_factor committees:form_remove_item committees:own_record_remove_item committees:paper_remove_item committees:proof_file"),
]  # fmt: skip
WHO = {name: who for who, names in ROWS for name in names.split()}
# Addresses that only take a POST: whoever is signed in is told so, for hidden and absent files alike.
POST_ONLY = {"own_digest", "save_filter", "upload", "detach", "start_export", "job_again", "committees:refer_many"}
PUBLIC = {name for name, who in WHO.items() if "anonymous" in who} | {
    "invitation",
    "new_factor",
    "committees:proof_file",
}


def sealed_offices() -> set[str]:
    return {
        config.label for config in apps.get_app_configs() if getattr(getattr(config, "realm", None), "sealed", False)
    }


def closed(name: str) -> bool:
    """Addresses of sealed offices: to who has no right there, they are not there."""
    return name.partition(":")[0] in sealed_offices()


def here(name: str) -> bool:
    """Addresses that have a row each; the admin and the tests' own sealed office have a test of their own."""
    return name.partition(":")[0] not in {"admin", "sealed"}


@dataclass
class House:
    sessions: dict[str, str]
    examples: dict[str, dict[str, Any]]

    @cached_property
    def absent(self) -> dict[str, Seen]:
        """What each sees at an address that never was."""
        return {who: self.look(who, "/nothing/like/this/") for who in EVERYBODY}

    def look(self, who: str, path: str, method: str = "GET") -> Seen:
        """One look, of which nothing stays."""
        point = transaction.savepoint()
        try:
            return look(path, self.sessions.get(who, ""), method)
        finally:
            transaction.savepoint_rollback(point)

    def path(self, name: str) -> str:
        try:
            return reverse(name, kwargs=self.examples.get(name))
        except NoReverseMatch:
            return reverse(name, kwargs=_random(name))


def _random(name: str) -> dict[str, Any]:
    for candidate in ({"pk": uuid.UUID(int=9)}, {"key": uuid.UUID(int=9)}, {"code": "nothing"}, {"token": "x"}):
        try:
            reverse(name, kwargs=candidate)
        except NoReverseMatch:
            continue
        return candidate
    raise NoReverseMatch(name)


@pytest.fixture(scope="module")
def played(stock: Stock, house: str, django_db_blocker: Any) -> Iterator[House]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        name = stock.copy(house)
        with pointed_at(name), transaction.atomic():
            patch.setattr(clock, "now", lambda: NOW)
            yield House(sessions(), examples())
            transaction.set_rollback(True)
        stock.drop(name)


# The matrix


def test_every_address_has_its_row():
    named = {name for name in routes() if here(name)}
    assert named - set(WHO) - POST_ONLY == set()
    assert (set(WHO) | POST_ONLY) - named == set()


@pytest.mark.parametrize("name", sorted(WHO))
def test_who_may_open(played, name):
    path = played.path(name)
    told = {who: played.look(who, path) for who in EVERYBODY}
    assert {who for who, seen in told.items() if seen.status >= 500} == set()
    sent_on = _sent_on(told, name)
    assert {who for who, seen in told.items() if seen != played.absent[who]} - sent_on == WHO[name] - sent_on


# The member concerned has a room of his own behind the docket's door, and no list to take.
NOT_TAKEN = {"conduct:home": CONCERNED}


@pytest.mark.parametrize("name", sorted(each.page for each in listings().values()))
def test_a_list_is_taken_by_those_to_whom_its_page_is_shown(played, name):
    path = f"{played.path(name)}?take=csv"
    told = {who: played.look(who, path) for who in EVERYBODY}
    assert {seen.status for seen in told.values()} <= {200, 302, 404}
    assert {who for who, seen in told.items() if seen != played.absent[who]} == WHO[name] - NOT_TAKEN.get(name, set())


def _sent_on(told: dict[str, Seen], name: str) -> set[str]:
    """The account pages send whoever has no business there on: to sign in, or home."""
    own = name.startswith(("account_", "mfa_"))
    return {who for who, seen in told.items() if own and seen.status in (302, 404)}


# Who is not signed in


RANDOM_PATHS = (
    "/x", "/x/", "/.git/config", "/static", "/admin", "/admin/", "/admin/login/", "/admin/majlis/person/", "/api/v1/users.json", "/%D8%A7/",
    "/committees", "/committees/formations/99-opening/", f"/documents/{uuid.UUID(int=7)}/", "/receipts/1/", "/sealed/", "/conduct/cases/",
    "/law/", "/index.php?id=1", "/wp-login.php", "/accounts/", "/accounts/signup/", "//evil.example/", "/a/../b", "/;x", "/%2e%2e/",
)  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_who_is_not_signed_in_gets_one_answer_everywhere(played, method):
    expected = played.look("anonymous", "/nothing/like/this/", method)
    assert expected.status == 302
    assert dict(expected.headers)["Location"] == f"{reverse(settings.LOGIN_URL)}?next=/"
    paths = [
        *RANDOM_PATHS,
        *(
            played.path(name)
            for name in routes()
            if name not in PUBLIC and not name.startswith(("account_", "mfa_", "admin:"))
        ),
    ]
    assert [path for path in paths if played.look("anonymous", path, method) != expected] == []


def test_only_the_listed_addresses_answer_a_stranger_from_outside(played):
    """The account pages apart, no address but the public ones answers 200."""
    opened = {name for name in routes() if here(name) and played.look("anonymous", played.path(name)).status == 200}
    assert opened <= PUBLIC


# Who is signed in and has no right


@pytest.mark.parametrize("who", NOBODIES[1:])
def test_sealed_offices_and_the_admin_are_to_the_byte_a_random_address(played, who):
    """The other addresses have their rows above."""
    assert played.absent[who].status == 404
    hidden = [name for name in routes() if closed(name) or name.startswith("admin:")]
    assert {name.partition(":")[0] for name in hidden} >= {"sealed", "conduct", "admin"}
    assert [
        name for name in hidden if (path := _or_none(played, name)) and played.look(who, path) != played.absent[who]
    ] == []


def _or_none(played: House, name: str) -> str | None:
    try:
        return played.path(name)
    except NoReverseMatch:
        return None


@pytest.mark.parametrize("who", NOBODIES[1:])
def test_a_post_to_the_hidden_is_a_post_to_nothing(played, who):
    expected = played.look(who, "/nothing/like/this/", "POST")
    offices = ("committees", "liaison", "conduct")
    acts = [f"{each}:{word}" for each in offices for word in apps.get_app_config(each).steps if f"{each}:{word}" in WHO]
    assert {name.partition(":")[0] for name in acts} == set(offices)
    assert [name for name in acts if played.look(who, played.path(name), "POST") != expected] == []


@pytest.mark.parametrize("who", CAST)
def test_nobody_of_the_cast_finds_a_sealed_office(played, who):
    names = [name for name in routes() if name.startswith("sealed:")]
    assert names
    assert [name for name in names if played.look(who, played.path(name)) != played.absent[who]] == []


# The matrix can fail


def test_a_redirect_that_says_more_is_seen(played, monkeypatch):
    """A redirect that repeats what was asked for tells one address from another."""
    monkeypatch.setattr("majlis.middleware.sign_in", lambda request: redirect_to_login(request.path))
    path = played.path("upload")
    assert played.look("anonymous", path) != played.look("anonymous", "/nothing/like/this/")


def test_the_paths_of_the_matrix_lead_where_they_say(played):
    """An example that another route catches would prove nothing."""
    for name in WHO:
        try:
            match = resolve(re.sub(r"\?.*", "", played.path(name)))
        except Resolver404:
            pytest.fail(name)
        assert match.view_name == name


def test_the_house_is_the_played_one(played):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM committees_declaration")
        assert cursor.fetchone()[0] > len(CAST)
