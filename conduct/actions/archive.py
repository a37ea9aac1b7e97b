"""Into the archive, out of it, and into another term (Art. 7 note 1; Art. 12)."""

from __future__ import annotations

from conduct.models import Archive, ArchivedPaper, ArchiveOpening, Case, KeyHolderCame
from conduct.queries.archive import inventory, inventory_hash, lost_papers
from conduct.queries.keys import holders, safes_of
from conduct.rules.keyholders import enough, stage_after
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis import nests, safes
from majlis.models import Act, Term
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused

ARTICLE, CARRYING = CONDUCT_DIRECTIVE.article("7 n. 1"), CONDUCT_DIRECTIVE.article("12")


def archive_case(call: Call, case: Case) -> Act:
    """Two of the office seal a case that has ended, with an inventory that has a hash for each paper (Art. 7 note 1).

    Args: call.body: shelf (where the papers themselves lie).
    Raises: Refused where a sanction is not carried out, or a paper is not in the store as it came.
    """
    with official_act(STEPS["archive_case"], case, call) as act:
        lines = inventory(case)
        _must_be_whole([line.sha256 for line in lines])
        archive = Archive.objects.create(
            case=case, sealed_at=act.at, shelf=act.body["shelf"], inventory=inventory_hash(lines), stage="sealed", stage_since=act.at
        )  # fmt: skip
        ArchivedPaper.objects.bulk_create(
            ArchivedPaper(
                archive=archive, place=place, document_id=line.document, kind=line.kind, name=line.name, pages=line.pages, sha256=line.sha256
            )
            for place, line in enumerate(lines, start=1)
        )  # fmt: skip
        act.note(archive=str(archive.pk), inventory=archive.inventory, papers=len(lines), keys=_shut(case, act))
    return act.act


def _shut(case: Case, act: Doing) -> str:
    """Re-seal the case for those who keep the archive's key, and leave nobody a key of it; while they are not all named, the
    keys stay where they are."""
    persons = list(holders(act.day))
    pairs = safes.pairs_of(persons)
    if not enough(len(pairs)):
        return "unset"
    aside = [each.pk for each in persons if case.bars(each)]
    together = [pair for pair in pairs if pair.user.person_id not in aside]
    for place, _ in safes_of(case, act.day):
        nests.shut(place, together)
    return "archive"


def _must_be_whole(hashes: list[str]) -> None:
    if lost := lost_papers(hashes):
        told = "، ".join(each[:HASH_SHOWN] for each in lost)
        raise Refused(
            ARTICLE, f"برگه‌ای که چکیده‌اش {told} است در انبار نیست یا دگرگون شده؛ نخست آن را از پشتیبان بازگردانید."
        )


HASH_SHOWN = 12


def open_archive(call: Call, archive: Archive) -> Act:
    """Two of the office open a sealed case again; each paper is held against the inventory first (Art. 7 note 1).

    Args: call.body: reason.  Raises: Refused where a paper is not in the store as it was sealed.
    """
    with official_act(STEPS["open_archive"], archive, call) as act:
        _must_be_whole([row.sha256 for row in archive.papers.all()])
        archive.opened_for = act.body["reason"]
        act.note(inventory=archive.inventory)
        if nests.is_shut(archive.case.sealed_in):
            ArchiveOpening.objects.create(
                case=archive.case, archive=archive, asked_at=act.at, stage="asked", stage_since=act.at
            )
    return act.act


def join_opening(call: Call, opening: ArchiveOpening) -> Act:
    """One who keeps the archive's key brings his own; with the third the case's key goes to those entitled today (Art. 7 note 1).

    Raises: Refused for who has come already, whose keys are not at hand or have no part in it, and where nobody is entitled.
    """
    with official_act(STEPS["join_opening"], opening, call) as act:
        came = list(opening.came.values_list("person", flat=True))
        if act.person.pk in came:
            raise Refused(ARTICLE, "شما کلید خود را آورده‌اید؛ اکنون نوبت کلیددار دیگری است.")
        KeyHolderCame.objects.create(opening=opening, person=act.person, at=act.at)
        case = opening.case
        for place, entitled in safes_of(case, act.day):
            if nests.is_shut(place) and nests.peel(place, act.person, len(came)):
                if not safes.hand_on(place, entitled) and place == case.sealed_in:
                    raise Refused(ARTICLE, safes.NOBODY)
                nests.forget(place)
        act.lead_to(stage_after(len(came) + 1))
        act.note(came=len(came) + 1)
    return act.act


def drop_opening(call: Call, opening: ArchiveOpening) -> Act:
    """Give an opening up: what was opened so far is gone, and the case lies in the archive again (Art. 7 note 1).

    Args: call.body: reason.
    """
    with official_act(STEPS["drop_opening"], opening, call) as act:
        for place, _ in safes_of(opening.case, act.day):
            nests.give_up(place)
        archive = opening.archive
        archive.stage, archive.stage_since, archive.opened_for = "sealed", act.at, ""
        archive.version += 1
        archive.save()
    return act.act


def carry_to_next_term(call: Call, case: Case) -> Act:
    """Carry a case that cannot end in its term into the next one, as a recorded exception (Art. 12).

    Args: call.body: reason.  Raises: Refused while a lawful way still ends it in time, or where no later term is entered.
    """
    with official_act(STEPS["carry_to_next_term"], case, call) as act:
        now = case.facts(act.at).term
        after = Term.objects.filter(number__gt=now.number).order_by("number").first()
        if after is None:
            raise Refused(CARRYING, "دورهٔ بعد هنوز در سامانه ثبت نشده است.")
        act.note(from_term=now.number, to_term=after.number)
        case.term = after
    return act.act
