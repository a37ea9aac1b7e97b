"""Filing a matter of any kind, and its number (Arts. 206, 207; Const. 74, 89)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from liaison.facts import needed_signatures
from liaison.models import (
    CabinetPeriod,
    Counter,
    GovernmentBill,
    Interpellation,
    Matter,
    MemberBill,
    Notice,
    Question,
    Signature,
)
from liaison.rules.laws import CONSTITUTION, LIAISON
from liaison.rules.offices import COUNTERPARTS
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act, Body, Membership, Person, Term
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Article, Refused


def file_question(call: Call, question: Question) -> Act:
    """Enter a member's question to a minister (Art. 207).

    Args: question, unsaved; call.body: title, text, addressee (key of a ministry), askers (keys of persons), committee
        (key or empty).  Raises: Refused for one who is no member that day, or an addressee that is no ministry.
    """
    with official_act(STEPS["file_question"], question, call) as act:
        enter(question, act, act.body["askers"])
    return act.act


def file_notice(call: Call, notice: Notice) -> Act:
    """Enter a written notice to a minister or the President (Art. 206). Args: call.body: as for a question."""
    with official_act(STEPS["file_notice"], notice, call) as act:
        enter(notice, act, act.body["askers"])
    return act.act


def file_interpellation(call: Call, interpellation: Interpellation) -> Act:
    """Enter an interpellation with its signatures; it goes to the committee at once (Article 89 of the constitution).

    Args: call.body: as for a question, committee required.  Raises: Refused with fewer signatures than the rule of the day asks.
    """
    with official_act(STEPS["file_interpellation"], interpellation, call) as act:
        refuse_too_few(interpellation, act, CONSTITUTION.article("89"))
        enter(interpellation, act, act.body["askers"])
    return act.act


def file_member_bill(call: Call, bill: MemberBill) -> Act:
    """Enter a members' bill with its signatures (Article 74 of the constitution).

    Args: call.body: title, text, askers (keys of persons).  Raises: Refused with fewer signatures than the rule of the day asks.
    """
    with official_act(STEPS["file_member_bill"], bill, call) as act:
        refuse_too_few(bill, act, CONSTITUTION.article("74"))
        enter(bill, act, act.body["askers"])
    return act.act


def file_government_bill(call: Call, bill: GovernmentBill) -> Act:
    """Enter a bill that the cabinet has approved (Article 74 of the constitution).

    Args: call.body: title, text, addressee (key of the ministry that proposes it), decree (the cabinet's own number).
    """
    with official_act(STEPS["file_government_bill"], bill, call) as act:
        enter(bill, act, ())
    return act.act


def refuse_too_few(matter: Matter, act: Doing, article: Article) -> None:
    """Fewer names than the rule of the day asks are no matter. Raises: Refused."""
    have, needed = len(set(act.body["askers"])), needed_signatures(matter, act.at)
    if have < needed:
        sentence = f"{persian.number(have)} امضا هست، {persian.number(needed)} امضا لازم است."
        raise Refused(article, sentence, field="askers")


def enter(matter: Matter, act: Doing, askers: Sequence[str]) -> None:
    """Write a new matter with its number, its place in time and who stands behind it."""
    body = act.body
    matter.kind = matter.OWN_KIND
    matter.title, matter.text = persian.normalise(body["title"]), body.get("text", "")
    matter.addressee = addressee_of(body.get("addressee", ""))
    matter.committee = committee_of(body.get("committee", ""))
    matter.filed_at = act.at
    place_in_time(matter, act.at)
    members = members_of(askers, act)
    if members:
        matter.lead, matter.constituency = members[0].person, members[0].constituency
    matter.year, matter.serial = next_number(matter.kind, act.at)
    matter.stage, matter.stage_since = act.step.to or "", act.at
    matter.save()
    Signature.objects.bulk_create(
        Signature(matter=matter, person=each.person, place=place, signed_at=act.at)
        for place, each in enumerate(members)
    )
    act.note(number=f"{matter.year}/{matter.serial}")


def addressee_of(key: str) -> Body | None:
    """A ministry, the President's office, or another body with which the office has to do."""
    return Body.objects.get(pk=key, kind__in=COUNTERPARTS) if key else None


def committee_of(key: str) -> Body | None:
    return Body.objects.get(pk=key, kind="committee") if key else None


def place_in_time(matter: Matter, at: datetime) -> None:
    """The term and the government of its day."""
    day = legal_day(at)
    if matter.term_id is None:
        term = Term.objects.filter(opens_at__lte=at).order_by("-opens_at").first()
        if term is None:
            raise Refused(LIAISON.article("6"), "برای آن روز دوره‌ای ثبت نشده است.")
        matter.term = term
    if matter.cabinet_id is None:
        matter.cabinet = CabinetPeriod.objects.filter(on_day(day)).order_by("-from_day").first()


def members_of(keys: Sequence[Any], act: Doing) -> list[Membership]:
    """Members of the chamber on the day of the act, in the order given, one a person. Raises: Refused for anybody else."""
    wanted = list(dict.fromkeys(map(str, keys)))
    rows = Membership.objects.filter(on_day(act.day), person__in=wanted, body__kind="chamber", role="member")
    found = {str(each.person_id): each for each in rows.select_related("person").order_by("from_day")}
    if missing := [each for each in wanted if each not in found]:
        names = "، ".join(Person.objects.filter(pk__in=missing).values_list("name", flat=True))
        raise Refused(LIAISON.article("3"), f"در آن روز نماینده نبوده است: {names}", field="askers")
    return [found[each] for each in wanted]


def next_number(kind: str, at: datetime, count: int = 1) -> tuple[int, int]:
    """The Jalali year and the first of the next free numbers in it. Args: count, how many are taken at once."""
    year, _, _ = persian.jalali_parts(legal_day(at))
    counter, _ = Counter.objects.select_for_update().get_or_create(kind=kind, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return year, first
