"""Every act of the further kinds: recorded, refused at a wrong stage, denied without the office, shown on its page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison import actions
from liaison.models import Matter
from liaison.rules.kinds import KINDS
from liaison.rules.procedure import NOT_BUILT, STEPS
from liaison.tests.roads import PER_CENT, ROADS, WRITTEN, along, by_law, filed
from liaison.tests.stage import COUNTS, DAY, LOST
from majlis.models import Act
from majlis.register import Call, NotVisible, Replayed
from majlis.rules.law import Refused

DATE = "2027-01-01"
# word: the kind and stage it follows, what is typed, the stage it leads to, a stage of that kind in which it is refused.
ACTS: dict[str, tuple[str, str, Any, str, str]] = {
    "request_urgency": ("member_bill", "announced", {"grade": 2, "members": 15}, "announced", "referred"),
    "propose_on_report": ("member_bill", "reported", {"note": "اصلاح بند ۲"}, "reported", "referred"),
    "distribute_report": ("member_bill", "reported", {}, "reported", "referred"),
    "delegate_bill": ("government_bill", "referred", PER_CENT, "delegated", "announced"),
    "send_to_guardians": ("government_bill", "adopted", {}, "at_guardians", "reported"),
    "extend_guardians": ("member_bill", "at_guardians", {"reason": "پیچیده است"}, "at_guardians", "adopted"),
    "record_guardian_opinion": ("plan_bill", "at_guardians", {"opinion": "returned"}, "returned", "adopted"),
    "promulgate_bill": ("provincial_bill", "cleared", {"signer": "president"}, "promulgated", "at_guardians"),
    "publish_in_gazette": ("member_bill", "promulgated", {"number": "۱"}, "published", "cleared"),
    "enter_into_force": ("member_bill", "published", {"own_day": True}, "in_force", "promulgated"),
    "add_version": ("government_bill", "submitted", {"note": "متن دولت", "text": "مادهٔ ۱"}, "submitted", "in_force"),
    "hear_president_delegate": ("president_question", "filed", {}, "heard", "held"),
    "hold_president_question": ("president_question", "announced", {}, "held", "filed"),
    "vote_on_president_answer": ("president_question", "held", COUNTS, "held", "filed"),
    "send_to_judiciary": ("refusal_report", "refused", {"number": "۳"}, "to_judiciary", "filed"),
    "announce_president_interpellation": ("president_interpellation", "filed", {}, "announced", "held"),
    "hold_president_interpellation": ("president_interpellation", "announced", {}, "held", "filed"),
    "vote_on_competence": ("president_interpellation", "held", PER_CENT, "incompetent", "filed"),
    "report_on_investigation": ("investigation", "filed", {}, "reported", "read_out"),
    "vote_on_investigation": ("investigation", "reported", LOST, "rejected", "filed"),
    "read_investigation": ("investigation", "investigating", {}, "read_out", "filed"),
    "report_refusal": ("refusal_report", "filed", {}, "reported", "refused"),
    "vote_on_refusal": ("refusal_report", "reported", LOST, "rejected", "filed"),
    "send_complaint": ("complaint", "filed", {}, "sent", "told"),
    "answer_complaint": ("complaint", "sent", WRITTEN, "replied", "filed"),
    "announce_complaint": ("complaint", "replied", {}, "told", "filed"),
    "answer_oral_notice": ("oral_notice", "asked", WRITTEN, "answered", "answered"),
    "name_nominee": ("confidence_vote", "filed", lambda o: {"ministry": str(o.roads.pk), "name": "نامزد"}, "filed", "heard"),
    "report_nominees": ("confidence_vote", "announced", {}, "heard", "voted"),
    "vote_on_nominee": ("confidence_vote", "heard", lambda o: {"ministry": str(o.energy.pk), **LOST}, "voted", "announced"),
    "end_acting": ("acting_minister", "acting", {}, "acting_over", "acting_over"),
    "answer_enquiry": ("enquiry", "filed", WRITTEN, "answered", "answered"),
    "follow_up_correspondence": ("correspondence", "filed", {"note": "تلفنی", "due_on": DATE}, "filed", "answered"),
    "answer_correspondence": ("correspondence", "filed", WRITTEN, "answered", "answered"),
    "integrate_generalities": ("budget_bill", "submitted", {}, "integrated", "reported"),
    "vote_on_budget": ("budget_bill", "integrated", LOST, "sent_back", "submitted"),
    "report_budget_committees": ("budget_bill", "generalities", {}, "committees_done", "submitted"),
    "propose_on_budget": ("budget_bill", "generalities", {"note": "بند ۴"}, "generalities", "submitted"),
    "extend_budget": ("budget_bill", "committees_done", {"reason": "جدول‌ها"}, "committees_done", "submitted"),
    "integrate_budget": ("budget_bill", "committees_done", {}, "reported", "submitted"),
    "propose_on_budget_report": ("budget_bill", "reported", {"note": "جدول ۷"}, "reported", "submitted"),
    "adopt_budget": ("budget_bill", "reported", COUNTS, "adopted", "submitted"),
}  # fmt: skip
FILED = {f"file_{kind}" for kind in ROADS} - {"file_question"}
# These have law of their own, and tests beside it.
ELSEWHERE = {
    "distribute_question", "vote_on_urgency", "remove_urgency", "request_reexamination", "repropose_bill", "pass_in_committee",
    "amend_bill", "insist_on_bill", "record_expediency", "end_trial", "announce_president_question", "announce_nominees",
    "resubmit_budget", "require_by_law", "import_notices", "import_bills", "import_member_bills", "chase_referral", "adapt_answer",
}  # fmt: skip


def test_every_further_act_stands_here_or_has_tests_of_its_own():
    from liaison.tests import test_every_act as first

    here = set(ACTS) | FILED | ELSEWHERE
    assert here | set(first.ACTS) | first.ELSEWHERE == set(STEPS) - set(NOT_BUILT)


def typed_for(office, word: str) -> dict[str, Any]:
    typed = ACTS[word][2]
    return typed(office) if callable(typed) else dict(typed)


@pytest.mark.parametrize("kind", ROADS)
def test_each_kind_is_filed_with_its_number_and_goes_its_road_to_the_end(office, kind):
    row = filed(
        office, kind, **({"addressee": str(office.energy.pk), "askers": office.keys(1)} if kind == "question" else {})
    )
    assert row.number == "۱۴۰۵/۰۰۱" and str(row).startswith(KINDS[kind].title)
    if ROADS[kind][1]:
        end = ROADS[kind][1][-1][0]
        other = {"addressee": str(office.roads.pk)} if kind == "acting_minister" else {}
        assert along(office, kind, end, **other).ended


@pytest.mark.parametrize("word", ACTS)
def test_an_act_is_recorded_and_leads_to_its_stage(office, word):
    kind, stage, _, leads, _ = ACTS[word]
    row = along(office, kind, stage)
    act = office.do(word, row, **typed_for(office, word))
    row.refresh_from_db()
    assert (row.stage, act.verb, act.subject, act.article) == (leads, word, row.reference, str(STEPS[word].article))


@pytest.mark.parametrize("word", ACTS)
def test_an_act_is_refused_at_another_stage(office, word):
    kind, _, _, _, wrong = ACTS[word]
    row = along(office, kind, wrong)
    before = Act.objects.count()
    with pytest.raises(Refused):
        office.do(word, row, **typed_for(office, word))
    assert Act.objects.count() == before


@pytest.mark.parametrize("word", ACTS)
def test_an_act_is_denied_to_who_holds_no_such_office(office, word):
    kind, stage, *_ = ACTS[word]
    row = along(office, kind, stage)
    for who in (office.stranger, office.deputy, office.members[0]):
        with pytest.raises(NotVisible):
            office.do(word, row, who, **typed_for(office, word))


@pytest.mark.parametrize(
    "word", ["send_to_guardians", "vote_on_nominee", "name_nominee", "answer_complaint", "add_version"]
)
def test_pressed_twice_is_one_act(office, word):
    kind, stage, *_ = ACTS[word]
    row = along(office, kind, stage)
    call = Call(actor=office.officer, at=office.at + timedelta(minutes=1), body=typed_for(office, word))
    act = getattr(actions, word)(call, row)
    with pytest.raises(Replayed) as again:
        getattr(actions, word)(call, row)
    assert again.value.act == act


# The pages


@pytest.mark.parametrize("kind", [kind for kind in ROADS if kind != "question"])
def test_every_stage_of_every_further_kind_has_its_page_and_its_forms(office, signed_in, kind):
    stages = dict.fromkeys([STEPS[f"file_{kind}"].to, *(reached for reached, *_ in ROADS[kind][1])])
    other = iter([office.energy, office.roads])
    for stage in stages:
        row = along(office, kind, stage, **({"addressee": str(next(other).pk)} if kind == "acting_minister" else {}))
        client = signed_in(office.officer)
        response = client.get(row.get_absolute_url())
        assert response.status_code == 200
        shown = [*response.context["steps"], *([response.context["primary"]] if response.context["primary"] else [])]
        for step in shown:
            assert client.get(step.url).status_code == 200, step.step.word


@pytest.mark.parametrize("word", ACTS)
def test_a_form_takes_no_nonsense_and_loses_nothing(office, signed_in, word):
    kind, stage, *_ = ACTS[word]
    row = along(office, kind, stage)
    client, before = signed_in(office.officer), Act.objects.count()
    path = reverse(f"liaison:{word}", args=[row.pk])
    rubbish = dict.fromkeys(client.get(path).context["form"].fields, "9" * 20 + "\x00\u202e'--")
    answer = client.post(path, {**rubbish, "key": str(uuid4())})
    assert answer.status_code in (302, 400, 422)
    if answer.status_code != 302:
        assert Act.objects.count() == before
    assert client.post(path, {**rubbish, "key": "x"}).status_code in (400, 422)


@pytest.mark.parametrize("kind", ROADS)
def test_a_kind_that_is_filed_by_its_form_is_there(office, signed_in, kind):
    client = signed_in(office.officer)
    path = reverse(f"liaison:file_{kind}")
    form = client.get(path).context["form"]
    typed = {"addressee": str(office.energy.pk), "committee": str(office.committee.pk), **ROADS[kind][0](office)}
    told = {name: value for name, value in typed.items() if name in form.fields}
    if "askers" in form.fields and "askers" not in told:
        told["askers"] = office.keys(1)
    if "due_on" in told:
        told["due_on"] = "1405/06/01"
    answer = client.post(path, {"key": str(uuid4()), "title": "از برگه", "text": "متن", **told})
    assert answer.status_code == 302, answer.context["form"].errors
    assert Matter.objects.get(title="از برگه").kind == kind
    assert client.post(path, {"key": str(uuid4()), "title": ""}).status_code == 422


def test_the_office_alone_opens_a_form_and_a_ministry_none(office, signed_in):
    row = along(office, "government_bill", "adopted")
    for who, status in ((office.officer, 200), (office.deputy, 404), (office.stranger, 404), (office.members[0], 404)):
        assert signed_in(who).get(reverse("liaison:send_to_guardians", args=[row.pk])).status_code == status


def test_an_act_of_another_kind_has_no_page(office, signed_in):
    row = along(office, "complaint", "filed")
    client = signed_in(office.officer)
    for word in ("send_to_guardians", "announce_question", "integrate_budget"):
        assert client.get(reverse(f"liaison:{word}", args=[row.pk])).status_code == 404


def test_a_law_with_many_by_laws_asks_as_often_as_one_with_few(office, signed_in):
    law = filed(office, "law")
    by_law(office, law)
    client = signed_in(office.officer)
    client.get(law.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(law.get_absolute_url())
    for place in range(12):
        by_law(office, law, title=f"آیین‌نامهٔ {place}")
    client.get(law.get_absolute_url())
    with CaptureQueriesContext(connection) as many:
        page = client.get(law.get_absolute_url()).content.decode()
    assert "آیین‌نامهٔ 11" in page or "آیین‌نامهٔ ۱۱" in page
    assert len(many) == len(few)


def test_what_waits_and_what_is_late_counts_the_further_kinds(office):
    from liaison.queries import clocks, listing
    from liaison.queries.waiting import waiting_for

    rows = [
        along(office, "complaint", "sent"),
        filed(office, "enquiry"),
        along(office, "government_bill", "at_guardians"),
    ]
    waits = {row.step.word for row in waiting_for(office.viewer(office.officer))}
    assert {"answer_complaint", "answer_enquiry", "record_guardian_opinion"} <= waits
    later = office.at + 40 * DAY
    assert set(Matter.objects.filter(clocks.due_by(later))) >= set(rows)
    assert {each.matter for each in listing.lines(rows, later) if each.deadline.ends_at <= later} == set(rows)
