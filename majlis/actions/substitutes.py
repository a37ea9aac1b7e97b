"""Acts on substitutions."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from majlis.models import Act, Person, Substitution, User
from majlis.queries.authority import IN_FORCE, lendable_of, offices_of
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused
from majlis.rules.procedure import STEPS
from majlis.rules.substitutes import StandIn, check_substitution


def appoint_substitute(call: Call, substitution: Substitution) -> Act:
    """Let another act for a person from a day to a day. House procedure, Article 11.

    Args: substitution, unsaved, with its person; call.body: substitute (key), from_day, to_day (ISO), reason.
    Raises: Refused where the one has nothing to lend or the other no office and no way in, and as the rule says.
    """
    with official_act(STEPS["appoint_substitute"], substitution, call) as act:
        substitution.substitute = _locked(substitution, act.body["substitute"])
        substitution.from_day = date.fromisoformat(act.body["from_day"])
        substitution.to_day = date.fromisoformat(act.body["to_day"])
        substitution.reason = act.body["reason"]
        check_substitution(_told(substitution), _beside(substitution), act.day)
        _check_offices(substitution, act)
    return act.act


def end_substitution(call: Call, substitution: Substitution) -> Act:
    """Take a substitution back; from the next request on it gives nothing. House procedure, Article 11.

    Args: call.body: reason.
    """
    with official_act(STEPS["end_substitution"], substitution, call) as act:
        substitution.ended_reason = act.body["reason"]
    return act.act


def _locked(substitution: Substitution, substitute: str) -> Person:
    """The substitute; both rows stay locked, in the order of their keys, so that two appointments see each other."""
    pair = {str(substitution.person_id), substitute}
    rows = {str(row.pk): row for row in Person.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
    found = rows.get(substitute)
    if found is None:
        raise Refused(STEPS["appoint_substitute"].article, "این شخص یافت نشد.", field="substitute")
    return found


def _told(each: Substitution) -> StandIn:
    return StandIn(str(each.person_id), str(each.substitute_id), each.from_day, each.to_day)


def _beside(substitution: Substitution) -> list[StandIn]:
    both = (substitution.person_id, substitution.substitute_id)
    rows = Substitution.objects.filter(
        Q(person__in=both) | Q(substitute__in=both), stage=IN_FORCE, to_day__gte=substitution.from_day
    )
    return [_told(each) for each in rows]


def _check_offices(substitution: Substitution, act: Doing) -> None:
    article, day = act.step.article, substitution.from_day
    if not lendable_of(offices_of(substitution.person_id, day)):
        raise Refused(article, "در آغاز این روزها سمتی ندارید که جانشین بپذیرد.", field="from_day")
    officer = lendable_of(offices_of(substitution.substitute_id, day))
    if not officer or not User.objects.filter(person=substitution.substitute_id, is_active=True).exists():
        raise Refused(
            article, "جانشین باید خود در این روزها سمتی در دبیرخانه و حسابی باز داشته باشد.", field="substitute"
        )
