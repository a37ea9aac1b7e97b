"""Keys of a case follow the rights to it: drills with each person's own keys, and no others (Art. 7 n. 1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client

from conduct.actions.keys import hand_to_appeal_board
from conduct.models import Ballot, Case, Inquiry, Report, ReporterIdentity, Ruling
from conduct.models.case import InCase, OfCase
from conduct.tests.playing import proposal
from majlis import clock, jobs, keyring, safes
from majlis.demo.keys import RING
from majlis.models import Act, FormKey, KeyPair, Membership, Person, SafeShare, User
from majlis.models.sealed import CLOSED, Closed, ClosedValues, OwnRing, SealedTextField, is_sealed, name_of
from majlis.rules import chain
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.tests.keys import pairs_for_all
from majlis.tests.people import appointed


@contextmanager
def keys_of(person: Person) -> Iterator[OwnRing]:
    """One person's own keys are at hand, as his request would bring them."""
    pair = KeyPair.objects.get(user__person=person)
    ring = OwnRing(pair, RING._pairs[pair.pk.hex])
    with keyring.opened(ring):
        yield ring


def reads(person: Person, row, field: str = "text") -> bool:
    with keys_of(person):
        found = getattr(type(row).objects.get(pk=row.pk), field)
    return not isinstance(found, Closed | ClosedValues)


@pytest.fixture
def everybody(world) -> None:
    """All have a pair before anything is sealed, the member concerned too."""
    pairs_for_all([*world.seats, *world.judges, world.registrar, world.member])


@pytest.fixture
def served(world, everybody: None) -> Case:
    return world.given_case("served")


# --- what lies sealed


def sealed_columns() -> list[tuple[type, str]]:
    models = apps.get_app_config("conduct").get_models()
    return [(m, f.column) for m in models for f in m._meta.concrete_fields if isinstance(f, SealedTextField)]


def test_no_text_of_a_case_lies_open(world, everybody: None) -> None:
    world.given_case("final")
    for model, column in sealed_columns():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{column}" FROM "{model._meta.db_table}"')
            lying = [row[0] for row in cursor.fetchall()]
        assert all(is_sealed(text) or text in ("", "{}", None) for text in lying), (model, column)


# What is written in words and lies open: names of stages, kinds and letters, hashes, sums of votes, and where an archived case's
# papers lie on the shelf, which whoever keeps it must find without its key. A paper's name in an inventory says its kind alone.
LIE_OPEN = {
    "archive.inventory", "archive.shelf", "ballot.decision_told", "ballot.question", "ballot.quorum_told", "outgoing.ground",
    "rulingsanction.announced", "rulingsanction.letter", "rulingsanction.title",
}  # fmt: skip


def test_every_text_field_of_a_case_is_sealed_or_named_here() -> None:
    """What a colleague adds, long or short, is sealed, or its reason stands above with its name."""
    from django.db.models import CharField, TextField

    rows = [m for m in apps.get_app_config("conduct").get_models() if issubclass(m, InCase | OfCase)]
    open_ones = {
        f"{m._meta.model_name}.{f.name}"
        for m in rows
        for f in m._meta.concrete_fields
        if isinstance(f, TextField | CharField)
        and not isinstance(f, SealedTextField)
        and not f.choices
        and f.name != "stage"
    }
    assert open_ones == LIE_OPEN


def test_what_the_register_says_of_a_case_lies_sealed_and_its_chain_holds_without_keys(
    served: Case, no_standing_keys: None
) -> None:
    acts = [act for act in Act.objects.filter(realm="conduct") if (act.root or act.subject) == served.reference]
    assert acts and all(is_sealed(act.body) and isinstance(act.content, ClosedValues) for act in acts)
    entries = [act.entry() for act in Act.objects.filter(realm="conduct").order_by("seq")]
    assert chain.first_fault("conduct", entries) is None


def test_a_body_moved_to_another_line_does_not_open(served: Case, world) -> None:
    one, other = Act.objects.filter(subject=served.reference)[:2]
    assert one.content and other.content
    other.body = one.body
    assert isinstance(other.content, ClosedValues)
    assert name_of(one, "body") != name_of(other, "body")


def test_a_stolen_database_confirms_no_guess(served: Case) -> None:
    """The plain hash of a vote would be found by trying three words."""
    plain = {
        chain.H(each.reference, chain.canonical({"vote": vote}))
        for each in Ballot.objects.all()
        for vote in ("agree", "against", "abstain")
    }
    assert plain.isdisjoint(FormKey.objects.values_list("body_hash", flat=True))


# --- recusal


def test_who_stood_aside_opens_nothing_any_more_and_an_old_key_opens_nothing_new(
    world, everybody: None, no_standing_keys: None
) -> None:
    report, aside, other = world.report(), world.seats[5], world.seats[6]
    case = report.case
    assert reads(aside, report) and reads(other, report)
    with keys_of(aside) as kept:
        kept.fetch({SafeShare.objects.filter(key__safe__reference=case.reference).first().key.safe_id.hex})
        world.do("declare_recusal", case, aside, reason="خویشاوند")
    assert not SafeShare.objects.filter(key__safe__reference=case.reference, pair__user__person=aside).exists()
    assert not reads(aside, report) and reads(other, report)
    later = world.report(case=Case.objects.get(pk=case.pk))
    assert reads(other, later) and reads(other, report)
    # What he copied while he had the right: the old key itself, and none of the new one's.
    stolen = OwnRing(kept.pair, kept.private)
    stolen._safes = {name: {1: found[1]} for name, found in kept._safes.items()}
    with keyring.opened(stolen):
        assert not isinstance(Report.objects.get(pk=report.pk).text, Closed)
        assert isinstance(Report.objects.get(pk=later.pk).text, Closed)


def test_nobody_is_kept_from_standing_aside_for_want_of_others_keys(
    world, everybody: None, no_standing_keys: None
) -> None:
    case, alone = world.report().case, world.seats[5]
    KeyPair.objects.exclude(user__person=alone).delete()
    world.do("declare_recusal", case, alone, reason="")
    assert not SafeShare.objects.filter(key__safe__reference=case.reference).exists()


# --- a lost password, a new member


def test_a_colleague_hands_on_what_his_keys_open(world, everybody: None, no_standing_keys: None) -> None:
    report, lost = world.report(), world.seats[7]
    KeyPair.objects.get(user__person=lost).delete()
    pairs_for_all([lost])
    assert not reads(lost, report)
    with keyring.opened(None):
        assert safes.hand_on(report.case.reference, [lost]) == 0, "a job hands nothing on"
    with keys_of(world.registrar):
        assert safes.hand_on(report.case.reference, [lost]) == 1
    assert reads(lost, report)


def test_the_office_hands_a_cases_keys_on_by_an_act(world, everybody: None, no_standing_keys: None) -> None:
    report, lost = world.report(), world.chair
    identity = ReporterIdentity.objects.get(report=report)
    KeyPair.objects.get(user__person=lost).delete()
    pairs_for_all([lost])
    with keyring.opened(None), pytest.raises(Refused, match="کلید شما"):
        world.do("hand_keys_on", report.case, world.registrar)
    with keys_of(world.registrar):
        act = world.do("hand_keys_on", report.case, world.registrar)
        assert act.content["lacked"] == [str(lost.pk)]
    assert reads(lost, report) and reads(lost, identity, "name")
    with keys_of(world.registrar), pytest.raises(Refused, match="هر که"):
        world.do("hand_keys_on", report.case, world.registrar)


def test_the_appeal_board_opens_a_case_once_it_is_forwarded(world, everybody: None, no_standing_keys: None) -> None:
    with keyring.standing(RING):
        case = world.given_case("appealed")
    inquiry, judge = Inquiry.objects.get(case=case), world.judges[2]
    assert not reads(judge, inquiry)
    with keys_of(world.secretary):
        world.do("forward_appeal", case, world.secretary)
    assert reads(judge, inquiry)


def test_forwarding_without_keys_hands_nothing_on(served: Case, world, no_standing_keys: None) -> None:
    served.appeal_body = world.appeal
    hand_to_appeal_board(served, legal_day(world.now))
    assert not reads(world.judges[2], Inquiry.objects.get(case=served))


# --- rights that ended elsewhere


def test_a_seat_that_ended_loses_its_keys_in_the_night(world, everybody: None, no_standing_keys: None) -> None:
    report, gone = world.report(), world.seats[8]
    assert jobs.take_back_keys(world.now) == 0 and reads(gone, report)
    Membership.objects.filter(person=gone, body=world.board).update(to_day=legal_day(world.now) - timedelta(days=1))
    assert jobs.take_back_keys(world.now) == 1
    assert not reads(gone, report) and reads(world.seats[6], report)


def test_at_the_end_of_a_term_the_last_share_waits_for_the_next_board(
    world, everybody: None, no_standing_keys: None
) -> None:
    report, before, after = world.report(), world.seats[0], world.judges[5]
    old = Membership.objects.filter(body=world.board)
    old.update(to_day=legal_day(world.now) - timedelta(days=1))
    appointed(after, world.board, "member", world.people.administrator)
    assert jobs.take_back_keys(world.now) == 0 and reads(before, report)
    with keys_of(before):
        safes.hand_on(report.case.reference, [after])
    assert jobs.take_back_keys(world.now) > 0
    assert reads(after, report) and not reads(before, report)


# --- the member concerned


def test_the_member_reads_what_he_was_given_and_no_more(served: Case, world, no_standing_keys: None) -> None:
    ruling = Ruling.objects.get(case=served)
    assert reads(world.member, served.invitation) and reads(world.member, served.defences.get())
    assert reads(world.member, ruling, "reasons")
    assert not reads(world.member, Report.objects.get(case=served))
    assert not reads(world.member, Inquiry.objects.get(case=served))
    assert not reads(world.member, ruling.ballot, "proposal")
    assert not reads(world.member, served.hearing, "minutes")


def test_before_its_service_the_ruling_is_closed_to_him(world, everybody: None, no_standing_keys: None) -> None:
    with keyring.standing(RING):
        case = world.given_case("ruled")
    assert not reads(world.member, Ruling.objects.get(case=case), "reasons")


def test_his_own_acts_he_reads_in_the_register_and_nobody_elses(served: Case, world, no_standing_keys: None) -> None:
    with keys_of(world.member):
        acts = Act.objects.filter(subject=served.reference)
        opened = {act.verb for act in acts if not isinstance(act.content, ClosedValues)}
    assert opened == {"receive_defence"}


# --- who reported


def test_who_reported_is_opened_by_chair_and_registrar_alone(world, everybody: None, no_standing_keys: None) -> None:
    identity = ReporterIdentity.objects.get(report=world.report())
    knows = [each for each in (*world.seats, world.registrar, world.member) if reads_name(each, identity)]
    assert knows == [world.chair, world.registrar]
    world.do("declare_recusal", identity.report.case, world.chair, reason="")
    assert not reads_name(world.chair, identity) and reads_name(world.registrar, identity)


def reads_name(person: Person, identity: ReporterIdentity) -> bool:
    return reads(person, identity, "name")


# --- what wants to be read first


def test_a_vote_whose_words_are_closed_is_not_carried_out(world, everybody: None, no_standing_keys: None) -> None:
    with keyring.standing(RING):
        case = world.given_case("closed_for_ruling")
        world.vote(case, "issue_ruling", proposal=proposal())
    with keyring.opened(None), pytest.raises(Refused, match="کلید"):
        world.do("issue_ruling", case, world.secretary, dissent="", papers=[])
    assert not Ruling.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    "path", ["/conduct/", "/conduct/cases/{}/", "/conduct/cases/{}/keys/", "/conduct/cases/{}/sheet/"]
)
def test_a_page_says_calmly_what_is_closed(served: Case, world, no_standing_keys: None, monkeypatch, path: str) -> None:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    user = User.objects.get(person=world.secretary)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client = Client()
    client.force_login(user)
    answer = client.get(path.format(served.pk), secure=True)
    assert answer.status_code == 200
    if path == "/conduct/cases/{}/":
        assert CLOSED in answer.content.decode() and "sealed:1:" not in answer.content.decode()


# --- the member concerned


def test_the_member_who_comes_to_his_keys_later_is_handed_what_he_may_read_and_no_more(
    served: Case, world, no_standing_keys: None
) -> None:
    ruling, inquiry = Ruling.objects.get(case=served), Inquiry.objects.get(case=served)
    KeyPair.objects.get(user__person=world.member).delete()
    pairs_for_all([world.member])
    assert not reads(world.member, served.invitation) and not reads(world.member, ruling, "reasons")
    with keys_of(world.registrar):
        world.do("hand_keys_on", served, world.registrar)
    assert reads(world.member, served.invitation) and reads(world.member, ruling, "reasons")
    assert not reads(world.member, inquiry)
    with keys_of(world.registrar), pytest.raises(Refused, match="هر که"):
        world.do("hand_keys_on", served, world.registrar)
