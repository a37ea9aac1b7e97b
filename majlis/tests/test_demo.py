"""The demonstration: what it must show, and that everything in it holds."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from django.core.management import CommandError, call_command
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from committees.demo.terms import DEMAND, TIE_COMMITTEE, TIE_POINTS
from committees.models import (
    Ambiguity,
    Choice,
    Declaration,
    Formation,
    Lot,
    Objection,
    ScoreLine,
    ScoreSheet,
    ScoreTable,
    Seat,
)
from committees.queries.seating import ceilings_of
from committees.rules.seating import seat
from committees.rules.snapshot import UNIT, parse_snapshot
from majlis import clock
from majlis.actions import found_house
from majlis.demo.fixed import FOUNDED, NOW
from majlis.documents import stored_path
from majlis.models import Act, Document, Draft, Person, Term, User
from majlis.queries import register as audit
from majlis.register import Call
from majlis.tests.cast import EVERYBODY, OFFICERS, ROOT

FINAL, PUBLISHED, COLLECTING = "13-opening", "14-opening", "15-opening"


def formation(code: str) -> Formation:
    return Formation.objects.get(code=code)


def first_round(found: Formation):
    lot = Lot.objects.get(formation=found, round=1)
    return seat(parse_snapshot(lot.snapshot.encode()), lot.seed)


def test_each_term_stands_where_it_should(cast):
    stages = dict(Formation.objects.values_list("code", "stage"))
    assert stages == {FINAL: "final", PUBLISHED: "published", COLLECTING: "collecting"}
    assert formation(FINAL).proof_open
    forms = Counter(formation(COLLECTING).declarations.values_list("stage", flat=True))
    assert forms == {"submitted": 214, "issued": 76}
    assert abs((clock.now() - NOW).total_seconds()) < 60


def test_art17_given_the_published_term_when_now_then_its_window_is_open_and_the_new_term_still_collects(cast):
    assert formation(PUBLISHED).facts(NOW).objection_end.ends_at > NOW
    assert formation(COLLECTING).facts(NOW).submission_end.ends_at > NOW


def test_art8_given_every_sheet_when_added_up_then_it_is_the_sum_of_its_lines(cast):
    sheets = ScoreSheet.objects.annotate(added=Coalesce(Sum("lines__units"), 0))
    assert not sheets.exclude(units=F("added")).exists()
    for code in (FINAL, PUBLISHED):
        choices = Choice.objects.filter(declaration__formation__code=code, round=1)
        assert sheets.filter(declaration__formation__code=code, round=1).count() == choices.count() == 2 * 290


def test_art15_given_a_decided_doubt_when_scored_then_its_line_names_the_decision(cast):
    decided = {str(each) for each in Ambiguity.objects.filter(stage="decided").values_list("pk", flat=True)}
    named = set(ScoreLine.objects.exclude(decision="").values_list("decision", flat=True))
    upheld = {str(each.pk) for each in Objection.objects.filter(kind="score", outcome="accepted")}
    assert (len(decided), len(upheld)) == (20, 1)
    assert named == decided | upheld
    assert Ambiguity.objects.filter(ballots__vote="agree").distinct().count() == len(decided)


def test_art16_given_the_final_roster_when_counted_then_no_ceiling_is_passed_and_everyone_sits_where_he_chose(cast):
    final = formation(FINAL)
    seats = Seat.objects.filter(formation=final)
    ceilings = ceilings_of(final)
    taken = Counter(seats.values_list("committee__code", flat=True))
    assert sum(taken.values()) == 290
    assert all(taken[code] <= ceilings[code] for code in taken)
    chosen = set(
        Choice.objects.filter(declaration__formation=final).values_list("declaration_id", "round", "committee_id")
    )
    drawn = seats.exclude(through="decision")
    assert set(drawn.values_list("declaration_id", "round", "committee_id")) <= chosen
    # Who sits by the joint meeting's decision asked for that committee himself (Art. 19).
    asked = set(Objection.objects.filter(formation=final, kind="seat").values_list("declaration_id", "committee_id"))
    assert set(seats.filter(through="decision").values_list("declaration_id", "committee_id")) == asked


def test_art18_given_three_equals_at_the_last_seat_when_seated_then_the_lot_gave_it_to_one(cast):
    result = first_round(formation(FINAL))
    (tie,) = [step for step in result.ties() if step.committee == TIE_COMMITTEE]
    assert (tie.cut, len(tie.tickets), tie.drawn_seats) == (TIE_POINTS * UNIT, 3, 1)
    winner = Seat.objects.get(formation__code=FINAL, declaration__number=tie.tickets[0][1])
    assert winner.by_lot


def test_art18_given_fourteen_left_over_when_they_name_the_two_unfilled_committees_then_a_second_round_places_them(
    cast,
):
    final = formation(FINAL)
    result = first_round(final)
    taken = Counter(each.committee for each in result.seats.values())
    unfilled = {code for code in DEMAND if taken[code] < result.ceilings[code]}
    assert (len(result.left_out), len(unfilled)) == (14, 2)
    second = Seat.objects.filter(formation=final, round=2)
    assert set(second.values_list("declaration__number", flat=True)) == set(result.left_out)
    assert set(second.values_list("committee__code", flat=True)) <= unfilled
    assert json.loads(Lot.objects.exclude(stage="void").get(formation=final, round=2).result)["left_out"] == []


def test_art5_given_the_checked_terms_when_read_then_some_claims_were_refused_and_some_flagged(cast):
    verbs = Counter(Act.objects.values_list("verb", flat=True))
    assert verbs["reject_item"] == 16
    assert verbs["flag_item"] == 4


def test_every_chain_verifies(cast):
    faults = {realm: audit.fault(realm) for realm in audit.realms()}
    assert faults == dict.fromkeys(("committees", "conduct", "house", "liaison"))


def test_everything_invented_is_marked(cast):
    assert not Term.objects.filter(demonstration=False).exists()
    assert not ScoreTable.objects.filter(demonstration=False).exists()
    assert Person.objects.values("name").distinct().count() == Person.objects.count()


def test_every_paper_is_in_the_store(cast):
    for sha256 in Document.objects.values_list("sha256", flat=True).distinct():
        assert stored_path(sha256).is_file()


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_has_the_password_and_the_second_factor_that_are_printed(cast, name):
    user = cast.user(name)
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    assert user.check_password(cast.password)
    assert validate_totp_code(secret, cast.code(name))


@pytest.mark.parametrize("name", OFFICERS)
def test_every_officer_holds_the_office_that_he_is_named_after(cast, name):
    role = (
        name.removesuffix("_2").removeprefix("branch_").removeprefix("laws_deputy_").replace("laws_officer", "officer")
    )
    assert role in {held.role for held in cast.viewer(name).offices}


def test_the_three_members_are_each_in_another_situation(cast):
    one, two, three = (cast.person(name) for name in ("member", "member_2", "member_3"))
    assert Declaration.objects.get(member=one).stage == "issued"
    assert Draft.objects.get(person=one).subject == COLLECTING
    assert Declaration.objects.get(member=two).items.filter(stage="rejected").exists()
    left = Declaration.objects.get(member=three)
    assert left.number in first_round(formation(FINAL)).left_out


def test_root_holds_nothing_and_is_nobody(cast):
    root = cast.viewer(ROOT)
    assert cast.user(ROOT).is_superuser
    assert (root.person, root.offices) == (None, ())


def test_its_people_are_printed_with_their_codes(cast, capsys):
    call_command("demo", people=True)
    lines = capsys.readouterr().out.splitlines()
    told = {line.split()[0]: line for line in lines[1:]}
    assert set(told) == set(User.objects.values_list("username", flat=True)) > set(EVERYBODY)
    assert all(line.endswith(cast.code(name)) for name, line in told.items())


def test_a_second_playing_says_that_it_is_there(cast, capsys):
    before = Act.objects.count()
    call_command("demo")
    assert "already" in capsys.readouterr().out
    assert Act.objects.count() == before


def test_a_house_with_acts_of_its_own_is_refused(db):
    found_house(Call(None, FOUNDED, {"name": "نادر دریاگذر"}), User(username="administrator"))
    with pytest.raises(CommandError, match="empty house"):
        call_command("demo", verbosity=0)
    with pytest.raises(CommandError, match="not been played"):
        call_command("demo", people=True)
    assert Act.objects.count() == 1


def test_it_is_never_played_in_production(db, settings):
    settings.MAJLIS_MODE = "production"
    with pytest.raises(CommandError, match="production"):
        call_command("demo", verbosity=0)
    assert not Act.objects.exists()
