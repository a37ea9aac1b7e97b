"""A ruling of the sealed realm wants a second factor shown within the last fifteen minutes (B60)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conduct.models import Case, CasePaper
from conduct.rules.procedure import STEPS
from conduct.tests.playing import World, proposal
from conduct.tests.test_pages import Visitor
from majlis import clock
from majlis.models import Act, Document
from majlis.tests.hostile import pdf

FIELD = 'name="second_factor_code"'
DISSENT = "نظر اقلیت آن است که گزارش نارسا بود"


@pytest.fixture
def tab(world: World, monkeypatch) -> Visitor:
    """The secretary's window before a case whose ruling was voted; he signed in without showing a second factor."""
    case = world.given_case("closed_for_ruling")
    world.vote(case, "issue_ruling", proposal=proposal())
    monkeypatch.setattr(clock, "now", lambda: world.now)
    visitor = Visitor(world, world.secretary)
    visitor.url = f"/conduct/cases/{case.pk}/ruling/"
    visitor.codes = RecoveryCodes.activate(visitor.user).get_unused_codes()
    return visitor


def paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(), content_type="application/pdf")


def ruled() -> bool:
    return Act.objects.filter(verb="issue_ruling").exists()


def show_factor(tab: Visitor) -> None:
    answer = tab.client.post(reverse("mfa_reauthenticate"), {"code": tab.codes.pop()}, secure=True)
    assert answer.status_code == 302


def test_the_rulings_and_what_moves_keys_ask_for_it_and_nothing_else():
    asked = {word for word, step in STEPS.items() if step.fresh}
    assert asked == {"issue_ruling", "decide_appeal", "hand_keys_on", "join_opening", "release_identity"}


def test_without_the_code_nothing_is_done_and_what_was_typed_stays(tab):
    for code in ("", "000-111", tab.codes[0][::-1]):
        status, text = tab.post(tab.url, dissent=DISSENT, second_factor_code=code)
        assert (status, ruled()) == (422, False)
        assert DISSENT in text and FIELD in text


def test_a_file_is_not_picked_again_after_a_wrong_code(tab):
    wrong, right = "000-111", tab.codes[0]
    status, text = tab.post(tab.url, dissent=DISSENT, second_factor_code=wrong, file=paper("rulings.pdf"))
    assert (status, ruled()) == (422, False)
    kept = re.findall(r'name="kept" value="([0-9a-f-]{36})"', text)
    assert len(kept) == 1 and "rulings.pdf" in text
    # A key that is another's, or none at all, brings nothing along.
    others = [
        str(Document.objects.exclude(realm="conduct").values_list("pk", flat=True).first() or uuid.uuid4()),
        "x",
        str(uuid.uuid4()),
    ]
    status, _ = tab.post(tab.url, dissent=DISSENT, second_factor_code=right, kept=[*kept, *others])
    assert (status, ruled()) == (200, True)
    assert Act.objects.get(verb="issue_ruling").content["papers"] == kept
    assert [str(each.document_id) for each in CasePaper.objects.filter(kind="ruling")] == kept


def test_a_kept_file_can_be_left_out(tab):
    _, text = tab.post(tab.url, dissent=DISSENT, second_factor_code="000-111", file=paper("rulings.pdf"))
    assert 'name="kept"' in text
    tab.post(tab.url, dissent=DISSENT, second_factor_code=tab.codes[0])
    assert Act.objects.get(verb="issue_ruling").content["papers"] == []


def test_with_the_code_in_the_same_press_the_ruling_stands_and_the_code_is_nowhere(tab):
    code = tab.codes[0]
    status, _ = tab.post(tab.url, dissent=DISSENT, second_factor_code=code)
    act = Act.objects.get(verb="issue_ruling")
    assert status == 200
    assert act.content["dissent"] == DISSENT
    assert code not in act.body and "second_factor" not in act.body
    assert Case.objects.get().rulings.get().dissent == DISSENT


def test_a_code_serves_once(tab, world):
    code = tab.codes[0]
    assert tab.client.post(reverse("mfa_reauthenticate"), {"code": code}, secure=True).status_code == 302
    other = Visitor(world, world.secretary)
    assert other.post(tab.url, dissent=DISSENT, second_factor_code=code)[0] == 422
    assert not ruled()


@pytest.mark.parametrize(("later", "asked"), [(timedelta(minutes=15), False), (timedelta(minutes=15, seconds=1), True)])
def test_it_is_good_for_fifteen_minutes(tab, world, monkeypatch, later, asked):
    show_factor(tab)
    monkeypatch.setattr(clock, "now", lambda: world.now + later)
    assert (FIELD in tab.get(tab.url)[1]) is asked
    tab.post(tab.url, dissent=DISSENT)
    assert ruled() is not asked


def test_another_windows_factor_is_not_this_ones(tab, world):
    show_factor(tab)
    assert FIELD not in tab.get(tab.url)[1]
    assert FIELD in Visitor(world, world.secretary).get(tab.url)[1]


def test_a_passkey_that_no_key_gave_is_refused(tab):
    for answer in ("{}", "[]", "nonsense", '{"id": "AAAA"}', '{"id": "AAAA", "rawId": "AAAA", "type": "public-key"}'):
        status, text = tab.post(tab.url, dissent=DISSENT, second_factor_passkey=answer)
        assert (status, ruled()) == (422, False), answer
        assert DISSENT in text


def test_who_may_not_rule_is_asked_for_nothing(tab, world, monkeypatch):
    """The question would tell that there is a ruling to make."""
    for person in (world.people.stranger, world.people.administrator, world.member):
        assert Visitor(world, person).get(tab.url)[0] == 404
