"""The staff of the board's office: its chair proposes, the presiding board provides (Art. 7 note 2)."""

from __future__ import annotations

from conduct.models import Staffing, StaffMember
from conduct.queries.making import staff_candidates
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis.models import Act, Membership
from majlis.queries.authority import on_day
from majlis.register import Call, official_act
from majlis.rules.law import Refused

ARTICLE = CONDUCT_DIRECTIVE.article("7 n. 2")
ROLE = "registrar"


def propose_staff(call: Call, staffing: Staffing) -> Act:
    """The chair names people for the board's office (Art. 7 note 2).

    Args: staffing, unsaved, with its board; call.body: persons (keys), duty.
    Raises: Refused for nobody, or for one who may not be proposed: he has no account, sits in parliament, or works there already.
    """
    with official_act(STEPS["propose_staff"], staffing, call) as act:
        keys = set(act.body["persons"])
        found = list(staff_candidates(staffing.board, act.day).filter(pk__in=keys))
        if not keys or len(found) != len(keys):
            raise Refused(
                ARTICLE, "کسانی را برگزینید که حساب دارند، نماینده نیستند و هنوز در این دفتر نیستند.", field="persons"
            )
        staffing.proposed_at, staffing.duty = act.at, act.body["duty"]
        staffing.stage, staffing.stage_since = "proposed", act.at
        staffing.save()
        StaffMember.objects.bulk_create(StaffMember(staffing=staffing, person=person) for person in found)
    return act.act


def assign_staff(call: Call, staffing: Staffing) -> Act:
    """The presiding board provides who was proposed; from now on they do the office's work (Art. 7 note 2).

    Args: call.body: persons (keys of those who are provided).  Raises: Refused for nobody, or for one who was not proposed.
    """
    with official_act(STEPS["assign_staff"], staffing, call) as act:
        rows = [row for row in staffing.members.select_related("person") if str(row.person_id) in act.body["persons"]]
        if not rows or len(rows) != len(set(act.body["persons"])):
            raise Refused(ARTICLE, "از میان کسانی که رئیس هیأت پیشنهاد کرده است برگزینید.", field="persons")
        for row in rows:
            row.assigned = True
            row.save()
            held = Membership.objects.filter(on_day(act.day), person=row.person, body=staffing.board, role=ROLE)
            if not held.exists():
                Membership.objects.create(
                    person=row.person, body=staffing.board, role=ROLE, from_day=act.day, source="تأمین کارکنان هیأت"
                )
    return act.act
