"""Into the archive, out of it, and into another term (Art. 7 note 1; Art. 12)."""

from __future__ import annotations

from conduct.models import Archive, ArchivedPaper, Case
from conduct.queries.archive import inventory, inventory_hash, lost_papers
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis.models import Act, Term
from majlis.register import Call, official_act
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
        act.note(archive=str(archive.pk), inventory=archive.inventory, papers=len(lines))
    return act.act


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
