"""Keys of a case follow the rights to it: what ends with a right, and what is handed on (Art. 7 note 1)."""

from __future__ import annotations

from datetime import date

from conduct.models import Case, IdentityRelease, Ruling
from conduct.models.case import pairs_of_member
from conduct.queries.keys import may_be_told, member_lacks, named_reports, readers, safes_of, told_to_member
from conduct.rules.procedure import STEPS
from majlis import safes
from majlis.models import Act, Person
from majlis.register import Call, official_act
from majlis.rules.law import Article, Refused


def end_right(case: Case, person: Person, day: date) -> None:
    """Take a case's keys back from who stands aside; what follows takes a new key.

    Where nobody else has a pair yet the key stays: nobody is kept from standing aside, and nothing is closed for good.
    """
    for place, _ in safes_of(case, day):
        safes.take_back(place, person)
    others = list(readers(case, day))
    if safes.pairs_of(others):
        safes.change_key(case.sealed_in, others)


def hand_to_appeal_board(case: Case, day: date) -> None:
    """What the presser's keys open is opened to the appeal board too; the rest waits until a colleague hands it on."""
    safes.hand_on(case.sealed_in, readers(case, day))


def hand_keys_on(call: Call, case: Case) -> Act:
    """Hand a case's keys on to colleagues who may read it and lack them (Art. 7 note 1).

    Raises: Refused where nobody lacks any, or the presser's keys open nothing that is lacking.
    """
    with official_act(STEPS["hand_keys_on"], case, call) as act:
        told = [str(each.pk) for each in case.facts(act.at).without_keys]
        made = sum(safes.hand_on(place, entitled) for place, entitled in safes_of(case, act.day))
        if member_lacks(case):
            catch_member_up(case, act.step.article)
            made += 1
        if not made:
            raise Refused(act.step.article, "کلید شما آنچه را که همکارتان ندارد نمی‌گشاید؛ همکار دیگری آن را می‌سپارد.")
        act.note(shares=made, lacked=told)
    return act.act


def release_identity(call: Call, case: Case) -> Act:
    """Two of those who know who reported give the name to one colleague who reads the case (Art. 7 note 1).

    Args: call.body: report (whose reporter), to (the colleague), reason.
    Raises: Refused for a colleague who knows it or may not read the case, or where the second's keys do not open the name.
    """
    with official_act(STEPS["release_identity"], case, call) as act:
        identity = named_reports(case).filter(report=act.body["report"]).first()
        if identity is None:
            raise Refused(act.step.article, "نام گزارش‌دهندهٔ این گزارش جدا نگه داشته نشده است.", field="report")
        to = may_be_told(identity, act.day).filter(pk=act.body["to"]).first()
        if to is None:
            raise Refused(act.step.article, "این کس نام را می‌داند یا حق دیدن پرونده را ندارد.", field="to")
        IdentityRelease.objects.create(identity=identity, person=to, at=act.at)
        # Who has no pair yet is handed the key later, as any colleague who lacks one.
        if safes.pairs_of([to]) and not safes.hand_on(identity.sealed_in, [to]):
            raise Refused(act.step.article, safes.NOT_HIS)
        act.note(to=str(to.pk))
    return act.act


def catch_member_up(case: Case, article: Article | None) -> None:
    """Hand to the member's own pair what he may read already: he came to his keys later, or to new ones.

    Raises: Refused where the presser's keys do not open it.
    """
    pairs = pairs_of_member(case)
    for row, fields in told_to_member(case):
        safes.hand_over(row, fields, pairs, article)
    for given in case.releases.select_related("document"):
        safes.hand_paper(given.document, pairs)
    safes.hand_letters("conduct", [case.pk])


def tell_member(ruling: Ruling, article: Article) -> None:
    """Let the member concerned read a ruling as it is mended, and neither its dissent nor anything else of his case.

    Raises: Refused where the presser's keys do not open it.
    """
    pairs = pairs_of_member(ruling.case)
    safes.hand_over(ruling, ("reasons",), pairs, article)
    for row in ruling.corrections.all():
        safes.hand_over(row, ("wrong", "right", "reason"), pairs, article)
