"""Elections, staff and the archive, played as far as a test wants them; everything is invented."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from conduct.models import Archive, Candidacy, Case, Election, Staffing
from conduct.tests.playing import DAY, World
from majlis import documents
from majlis.models import Body, Document, Membership, Person, Term, User
from majlis.register import FirstSigned
from majlis.rules.deadlines import legal_day
from majlis.tests.people import appointed, body_named, person_named

STANDING = (
    ("ماهان زرنگار", "general"), ("نیلوفر آبشار", "general"), ("هیوا دشتستان", "general"), ("یلدا گندم‌زار", "general"),
    ("آوا سپیدرود", "general"), ("برنا صنوبر", "general"), ("پگاه نسترن", "general"), ("تیام ارس", "judiciary"), ("رامش کارون", "article_90"),
)  # fmt: skip


def member_named(world: World, name: str) -> Person:
    """A member of parliament, entered once."""
    known = Person.objects.filter(name=name).first()
    if known is None:
        known = person_named(name, world.people.administrator)
        appointed(known, Body.objects.get(kind="chamber"), "member", world.people.administrator)
    return known


def committee(world: World, code: str) -> Body:
    return Body.objects.filter(code=code).first() or body_named(code, code, code, world.people.administrator)


def deputy_speaker(world: World) -> Person:
    held = Membership.objects.filter(body__kind="presiding_board", role="deputy_speaker").first()
    if held is not None:
        return held.person
    person = person_named("نایب‌رئیس ساختگی", world.people.administrator)
    appointed(person, Body.objects.get(kind="presiding_board"), "deputy_speaker", world.people.administrator)
    return person


def opened(world: World) -> Election:
    election = Election(board=world.board)
    world.do("open_candidacy", election, world.people.speaker)
    return election


def stood(world: World) -> Election:
    """Seven stand for the general seats, which are six, and one for each seat of a committee."""
    election = opened(world)
    for name, seat in STANDING:
        person = member_named(world, name)
        if seat != "general":
            appointed(person, committee(world, seat), "member", world.people.administrator)
        world.do("stand_for_board", election, person, seat=seat)
    return Election.objects.get(pk=election.pk)


def all_of_them(world: World) -> dict[str, Any]:
    return {"presented": [str(key) for key in Candidacy.objects.values_list("pk", flat=True)]}


def presented(world: World) -> Election:
    election = stood(world)
    world.do("present_candidates", election, world.people.speaker, **all_of_them(world))
    return Election.objects.get(pk=election.pk)


def result(world: World, **changed: Any) -> dict[str, Any]:
    """Each has ten votes fewer than the one before him, so that the seventh of the general seats is left out."""
    names = [name for name, _ in STANDING]
    rows = Candidacy.objects.select_related("person")
    votes = {str(row.pk): 200 - 10 * names.index(row.person.name) for row in rows}
    told = {"session": "جلسهٔ ساختگی", "day": legal_day(world.now).isoformat(), "present": 230, "votes": votes}
    return {**told, "deputy_speaker": str(deputy_speaker(world).pk), **changed}


def elected(world: World) -> Election:
    election = presented(world)
    world.do("record_board_election", election, world.people.speaker, **result(world))
    return Election.objects.get(pk=election.pk)


def chosen(world: World) -> Person:
    """One of the newly elected; before there is an election, the chair."""
    found = Candidacy.objects.filter(elected=True).order_by("-votes").select_related("person").first()
    return found.person if found is not None else world.chair


def officers(world: World, **changed: Any) -> dict[str, Any]:
    """The first four of the new board get its offices; five are there."""
    keys = [str(key) for key in Candidacy.objects.order_by("-votes").values_list("person", flat=True)]
    keys = keys or [str(each.pk) for each in world.seats]
    roles = {role: [key] for role, key in zip(("chair", "deputy", "secretary", "spokesperson"), keys, strict=False)}
    return {"present": keys[:5], **roles, "votes": "هر یک پنج رأی", **changed}


def successor(world: World, **changed: Any) -> dict[str, Any]:
    """Nobody of the small house's board sits in parliament, so that each seat of it has fallen."""
    candidate = member_named(world, STANDING[0][0])
    told = {"leaving": str(world.seats[8].pk), "candidate": str(candidate.pk), "seat": "general", "reason": "دلیل"}
    return {**told, **changed}


def colleague(world: World) -> Person:
    known = User.objects.filter(username="colleague").first()
    if known is not None:
        return known.person
    person = person_named("همکار تازه", world.people.administrator)
    User.objects.create(username="colleague", person=person)
    return person


def staff(world: World) -> dict[str, Any]:
    return {"persons": [str(colleague(world).pk)], "duty": "دفترداری"}


def proposed(world: World) -> Staffing:
    staffing = Staffing(board=world.board)
    world.do("propose_staff", staffing, world.chair, **staff(world))
    return staffing


def assigned(world: World) -> Staffing:
    staffing = proposed(world)
    world.do("assign_staff", staffing, world.people.speaker, **staff(world))
    return Staffing.objects.get(pk=staffing.pk)


def late_in_the_term(world: World) -> Case:
    """A case that was heard nine days before the end of the term, and a term after it."""
    case = world.given_case("heard")
    end_term(world, legal_day(world.now) + 9 * DAY)
    return Case.objects.get(pk=case.pk)


def end_term(world: World, ends_on: date) -> None:
    now = Term.objects.order_by("number").first() or Term(number=12, opens_at=world.now - timedelta(days=300))
    now.ends_on = ends_on
    now.save()
    Term.objects.get_or_create(number=now.number + 1, defaults={"opens_at": world.now + timedelta(days=300)})


def stored() -> None:
    """Give each paper bytes of its own in the store, as the office's own door would have."""
    for each in Document.objects.filter(realm="conduct", sealed=""):
        each.sha256 = documents.store(f"برگهٔ {each.pk}".encode())
        each.save()


def sealed(world: World, case: Case, shelf: str = "گاوصندوق") -> Archive:
    stored()
    with suppress(FirstSigned):
        world.do("archive_case", Case.objects.get(pk=case.pk), world.registrar, shelf=shelf)
    world.do("archive_case", Case.objects.get(pk=case.pk), world.secretary, shelf=shelf)
    return Archive.objects.get(case=case, stage="sealed")


def unsealed(world: World, archive: Archive, reason: str = "دلیل ساختگی") -> Archive:
    with suppress(FirstSigned):
        world.do("open_archive", archive, world.registrar, reason=reason)
    world.do("open_archive", archive, world.secretary, reason=reason)
    return Archive.objects.get(pk=archive.pk)
