"""The demonstration shows a case at every stage, so that every page of the board has something to show."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from conduct.models import Archive, Case, Election, Staffing
from conduct.queries.making_letters import KINDS
from majlis.documents import open_stored
from majlis.models import Document, User
from majlis.models.sealed import is_sealed


def test_a_case_rests_at_every_stage(in_house):
    assert set(Case.objects.values_list("stage", flat=True)) == set(Case.STAGES)


@pytest.mark.parametrize("stage", Case.STAGES)
def test_the_chair_opens_the_room_of_each(in_house, stage):
    client = Client()
    client.force_login(User.objects.get(username="conduct_chair"))
    case = Case.objects.filter(stage=stage).exclude(archives__stage="sealed").first()
    answer = client.get(case.get_absolute_url(), secure=True)
    assert answer.status_code == 200
    assert case.stage_label in answer.content.decode()


def test_the_archive_has_one_that_is_sealed_and_one_that_is_open(in_house):
    assert sorted(Archive.objects.values_list("stage", flat=True)) == ["opened", "sealed"]
    client = Client()
    client.force_login(User.objects.get(username="conduct_chair"))
    for row in Archive.objects.all():
        assert client.get(row.get_absolute_url(), secure=True).status_code == 200
        opened = client.get(row.case.get_absolute_url(), secure=True).status_code
        assert opened == (200 if row.stage == "opened" else 404)


def test_a_successor_sits_on_the_board_and_the_office_has_a_second_registrar(in_house):
    election, staffing = Election.objects.get(), Staffing.objects.get()
    assert (election.stage, staffing.stage) == ("complete", "assigned")
    successor, registrar = election.candidacies.get().person, staffing.members.get().person
    assert successor.memberships.get(body=election.board).role == "member"
    assert registrar.memberships.get(body=election.board).role == "registrar"
    assert not election.replaces.memberships.filter(body=election.board, to_day=None).exists()


def test_no_paper_and_no_letter_of_a_case_lies_open(in_house):
    # Letters of the making of a board are no secret.
    open_ones = [kind.word for kind in KINDS]
    papers = Document.objects.filter(realm="conduct").exclude(letter__word__in=open_ones)
    assert papers.count() > 20 and not papers.filter(sealed="").exists()
    # The rows themselves, past what opens them.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT addressee, title, text FROM majlis_letter WHERE realm = 'conduct' AND word <> ALL(%s)", [open_ones]
        )
        lying = [text for row in cursor.fetchall() for text in row]
    assert len(lying) > 10 and all(is_sealed(text) for text in lying)
    for paper in papers:
        assert not paper_bytes_lying(paper).startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff"))


def paper_bytes_lying(paper: Document) -> bytes:
    with open_stored(paper.sha256) as stored:
        return stored.read()
