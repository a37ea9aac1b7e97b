"""Into the archive and out of it by two, with an inventory that has a hash for each paper; and into another term (Arts. 7 n. 1, 12)."""

from __future__ import annotations

from contextlib import suppress

import pytest

from conduct import actions
from conduct.models import Archive, ArchivedPaper, Case, CasePaper, RulingSanction
from conduct.queries.archive import inventory_hash
from conduct.queries.scope import cases
from conduct.tests import making
from conduct.tests.playing import DAY, World
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import at_the_worlds_hour, letters, visit  # noqa: F401 - fixtures
from majlis import documents
from majlis.models import Act, Document, Reading, Term
from majlis.queries import visible_documents
from majlis.register import Call, FirstSigned, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

OFFICE = ("secretary", "registrar")


def final(world: World) -> Case:
    """A case that was cleared, and so has nothing left to be carried out."""
    case = world.given_case("served", clears=True)
    world.do("make_final", case, world.secretary)
    return Case.objects.get(pk=case.pk)


def test_art7_two_seal_a_case_and_each_paper_has_its_hash(world):
    case = final(world)
    archive = making.sealed(world, case)
    lines = list(archive.papers.all())
    kept = CasePaper.objects.filter(case=case).select_related("document")
    assert sorted(line.sha256 for line in lines) == sorted(row.document.sha256 for row in kept)
    assert archive.inventory == inventory_hash(lines) and len(lines) > 3
    act = Act.objects.get(verb="archive_case")
    assert {act.actor, act.second} == {world.registrar, world.secretary}
    assert act.content["inventory"] == archive.inventory
    # Another order, another name, another byte: another hash.
    changed = ArchivedPaper(kind=lines[0].kind, name=lines[0].name, sha256="0" * 64)
    for other in (lines[::-1], [changed, *lines[1:]], lines[1:]):
        assert inventory_hash(other) != archive.inventory


def test_one_signature_changes_nothing_and_the_same_person_is_not_two(world):
    case = final(world)
    making.stored()
    for _ in range(2):
        with pytest.raises(FirstSigned):
            world.do("archive_case", case, world.registrar, shelf="گاوصندوق")
    assert not Archive.objects.exists()
    with pytest.raises(Refused, match="متن دیگری"):
        world.do("archive_case", case, world.secretary, shelf="جای دیگر")
    with pytest.raises(NotVisible):
        world.do("archive_case", case, world.seats[4], shelf="گاوصندوق")


def test_a_case_in_the_archive_is_opened_by_nobody_until_two_open_it(world, visit):  # noqa: F811
    case = final(world)
    readers = (world.chair, world.secretary, world.registrar, world.seats[4])
    papers = list(CasePaper.objects.filter(case=case).values_list("document", flat=True))
    archive = making.sealed(world, case)
    for person in readers:
        assert visit(person).get(case.get_absolute_url())[0] == 404
        assert letters(case) not in visit(person).get("/conduct/?show=ended")[1]
        assert letters(case) in visit(person).get("/conduct/archive/")[1]
        assert not visible_documents(viewer(world, person)).filter(pk__in=papers).exists()
    # The member keeps what he was given.
    assert visit(world.member).get(f"/conduct/own/{case.pk}/")[0] == 200
    making.unsealed(world, archive)
    for person in readers:
        assert visit(person).get(case.get_absolute_url())[0] == 200
        assert visible_documents(viewer(world, person)).filter(pk__in=papers).count() == len(set(papers))
    # It lies open until it is sealed anew, with an inventory of its own.
    again = making.sealed(world, case)
    assert again != archive and visit(world.chair).get(case.get_absolute_url())[0] == 404
    assert sorted(Archive.objects.values_list("stage", flat=True)) == ["opened", "sealed"]


def test_what_is_not_there_is_neither_sealed_nor_opened(world):
    case = final(world)
    with pytest.raises(FirstSigned):
        world.do("archive_case", case, world.registrar, shelf="گاوصندوق")
    with pytest.raises(Refused, match="در انبار نیست") as refused:
        world.do("archive_case", case, world.secretary, shelf="گاوصندوق")
    assert refused.value.article.number == "7 n. 1"
    archive = making.sealed(world, case)
    path = documents.stored_path(archive.papers.first().sha256)
    path.chmod(0o600)
    path.write_bytes("برگی دیگر".encode())
    with pytest.raises(Refused, match="دگرگون شده"):
        making.unsealed(world, archive)
    assert Archive.objects.get().stage == "sealed"


def test_law_art6_what_is_not_carried_out_keeps_a_case_from_the_archive(world):
    case = world.given_case("final", sanctions=[{"letter": "ح", "months": None}])
    making.stored()
    with pytest.raises(Refused, match="«ح»"):
        world.do("archive_case", case, world.registrar, shelf="گاوصندوق")
    sanction = RulingSanction.objects.get()
    world.do("execute_sanction", sanction, world.secretary, how="نامه", told="متن", papers=[])
    with pytest.raises(Refused, match="«ح»"):
        world.do("archive_case", Case.objects.get(), world.registrar, shelf="گاوصندوق")
    world.do("announce_sanction", sanction, world.people.speaker, session="open", sitting="۱۲")
    assert making.sealed(world, case).stage == "sealed"


@pytest.mark.parametrize("stage", ["reported", "heard", "served", "forwarded"])
def test_only_what_has_ended_goes_into_the_archive(world, stage):
    case = world.given_case(stage)
    with pytest.raises(Refused):
        world.do("archive_case", case, world.registrar, shelf="گاوصندوق")


def test_nothing_goes_on_behind_the_seal(world):
    """What came late waits until the archive is opened: else a case would run that nobody sees."""
    case = world.given_case("served")
    world.now += 14 * DAY
    came = {"received_at": world.now.isoformat(), "text": "دیر", "papers": [world.paper(world.registrar)]}
    world.do("record_late_appeal", case, world.registrar, **came)
    case.refresh_from_db()
    world.do("make_final", case, world.secretary)
    world.do("execute_sanction", RulingSanction.objects.get(), world.secretary, how="نامه", papers=[])
    archive = making.sealed(world, case)
    late = Case.objects.get(pk=case.pk).late_appeals.get()
    for person in (world.judges[0], world.judges[1]):
        with pytest.raises((FirstSigned, Refused)):
            world.do("admit_late_appeal", late, person, reason="دلیل")
    assert Case.objects.get(pk=case.pk).stage == "final"
    making.unsealed(world, archive)
    late.refresh_from_db()
    world.do("admit_late_appeal", late, world.judges[1], reason="دلیل")
    assert Case.objects.get(pk=case.pk).stage == "appealed"


def test_art10_an_objection_that_came_in_time_is_taken_out_of_the_archive(world):
    """On paper in time, entered when the ruling had been called final and the case was sealed: it stands."""
    case = world.given_case("served")
    came, end = world.now, case.facts(world.now).appeal_end.ends_at
    world.now = end
    world.do("make_final", case, world.secretary)
    world.do("execute_sanction", RulingSanction.objects.get(), world.secretary, how="نامه", papers=[])
    making.sealed(world, case)
    paper = Document.objects.get(pk=world.paper(world.registrar))
    told = {"happened_at": came + DAY, "paper": paper, "on_behalf_of": world.member, "body": {"papers": []}}
    case.refresh_from_db()
    for clerk in (world.registrar, world.secretary):
        with suppress(FirstSigned):
            actions.file_appeal(Call(actor=clerk, at=world.now, **told), case)
    case.refresh_from_db()
    assert (case.stage, case.final_at) == ("appealed", None)
    assert Archive.objects.get().stage == "opened" and case in cases(viewer(world, world.chair))


def test_the_archive_is_the_boards_and_never_of_ones_own_case_nor_of_one_from_which_one_stands_aside(world, visit):  # noqa: F811
    case = world.given_case("served", clears=True)
    world.do("declare_recusal", case, world.seats[5], reason="دوستی")
    world.do("make_final", Case.objects.get(pk=case.pk), world.secretary)
    archive = making.sealed(world, case)
    page = f"/conduct/archive/{archive.pk}/"
    assert visit(world.seats[5]).get(page)[0] == 404
    assert letters(case) not in visit(world.seats[5]).get("/conduct/archive/")[1]
    for person in (world.member, world.judges[0], world.people.administrator, world.people.speaker):
        assert visit(person).get(page)[0] == visit(person).get("/conduct/archive/")[0] == 404
    text = visit(world.seats[4]).get(page)[1]
    assert archive.inventory in text and all(line.sha256 in text for line in archive.papers.all())
    assert "گشودن بایگانی" not in text
    assert Reading.objects.filter(how="inventory", reader=world.seats[4]).exists()


def test_it_is_sealed_and_opened_on_the_pages(world, visit):  # noqa: F811
    case = final(world)
    making.stored()
    registrar, secretary = visit(world.registrar), visit(world.secretary)
    url = f"/conduct/cases/{case.pk}/archiving/"
    assert "امضای" in registrar.post(url, shelf="گاوصندوق، ردیف ۲")[1]
    # The second finds the text of the first.
    assert 'value="گاوصندوق، ردیف ۲"' in secretary.get(url)[1]
    status, page = secretary.post(url, shelf="گاوصندوق، ردیف ۲")
    archive = Archive.objects.get()
    assert status == 200 and archive.inventory in page
    opening = f"/conduct/archive/{archive.pk}/opening/"
    registrar.post(opening, reason="برابر کردن با اصل")
    assert "در انتظار امضای دوم" in secretary.get("/conduct/archive/")[1]
    assert "برابر کردن با اصل" in secretary.get(opening)[1]
    status, page = secretary.post(opening, reason="برابر کردن با اصل")
    assert status == 200 and "روند کارها" in page
    told = secretary.client.get("/conduct/archive/?take=csv", secure=True).content.decode("utf-8-sig")
    assert archive.inventory in told and case.ref in told


def test_art12_a_case_is_carried_over_only_where_no_lawful_way_ends_it_in_time(world):
    case = world.given_case("heard")
    with pytest.raises(Refused, match="ثبت نشده"):
        world.do("carry_to_next_term", case, world.secretary, reason="دلیل")
    # The member's ten days alone are longer than what is left.
    making.end_term(world, legal_day(world.now) + 40 * DAY)
    with pytest.raises(Refused, match="زودترین پایان قانونی") as refused:
        world.do("carry_to_next_term", case, world.secretary, reason="دلیل")
    assert refused.value.article.number == "12"
    making.end_term(world, legal_day(world.now) + 5 * DAY)
    world.do("carry_to_next_term", case, world.secretary, reason="دلیل")
    case.refresh_from_db()
    assert case.term == Term.objects.order_by("number").last()
    told = Act.objects.get(verb="carry_to_next_term").content
    assert (told["from_term"], told["to_term"]) == (12, 13)
    assert case in cases(viewer(world, world.chair))


def test_art12_what_waits_for_a_court_may_be_carried_over(world):
    case = world.given_case("heard")
    making.end_term(world, legal_day(world.now) + 40 * DAY)
    world.vote(case, "suspend_for_court")
    world.do(
        "suspend_for_court", Case.objects.get(pk=case.pk), world.secretary, court="دادگاه", reason="دلیل", papers=[]
    )
    world.do("carry_to_next_term", Case.objects.get(pk=case.pk), world.secretary, reason="دلیل")
    case.refresh_from_db()
    assert case.term == Term.objects.order_by("number").last()
    # Its clocks stand still there as they did here.
    assert case.suspensions.filter(until=None).count() == 1


def test_art12_without_a_later_term_it_stays(world):
    case = making.late_in_the_term(world)
    Term.objects.order_by("number").last().delete()
    with pytest.raises(Refused, match="دورهٔ بعد"):
        world.do("carry_to_next_term", case, world.secretary, reason="دلیل")
