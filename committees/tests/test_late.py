"""Late forms: asked for after the limit, admitted or not by the joint meeting, checked and ranked (Art. 20)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from committees.models import Declaration, Item, JointSitting, Objection
from committees.tests.seats import browser, formation, leaf, officer, two_clarifying, two_left_over, two_missing
from committees.tests.test_objections import later, open_meeting, press
from committees.tests.worded import worded
from majlis import clock, personal
from majlis.models import Person
from majlis.register import Call

__all__ = ["two_clarifying", "two_left_over", "two_missing"]
WHY = "در سفر کاری بودم و پرواز بازگشت دو روز دیر شد."
DEGREE = {
    "id": "d0", "level": "bachelor", "field": "civil", "field_title": "عمران", "institution": "دانشگاه تهران", "authority": "science",
    "day": "2006-09-22", "counted": True, "documents": [],
}  # fmt: skip
DRAFT = {"degrees": [DEGREE], "none": ["posts", "tenures", "services"], "choices": ["culture", "social"]}


def missing() -> Declaration:
    """The first form that nobody handed in."""
    rows = Declaration.objects.filter(formation=formation(), submission=0).select_related("member", "formation")
    return rows.order_by("number")[0]


def ask(form: Declaration) -> Any:
    return press("request_late_admission", form.pk, form.member, claim=WHY)


def admit(request: Objection, outcome: str = "accepted") -> Any:
    there = JointSitting.objects.get(stage="open").attendances.values_list("person", flat=True)
    votes = {f"vote_{each}": "agree" for each in there if each != request.declaration.member_id}
    typed = {"heard": "heard", "outcome": outcome, "reason": "بلیت و حکم مأموریت دیده شد.", **votes}
    return press("admit_late_declaration", request.pk, officer("speaker"), **typed)


def keep_draft(member: Person, **changed: Any) -> None:
    personal.save_draft(member, "declaration", formation().code, {**DRAFT, **changed}, clock.now(), None)


def hand_in(form: Declaration, word: str = "submit_late_declaration") -> Any:
    client, url = browser(form.member), reverse(f"committees:{word}", args=[form.pk])
    return client.post(url, leaf(client, url))


def check(item: Item) -> None:
    from committees import actions

    call = Call(actor=officer("officer", "laws_deputy"), at=clock.now(), body={"reason": "سندی پیوست نشده است."})
    actions.reject_item(call, item)


@pytest.mark.usefixtures("two_missing")
def test_art20_given_a_justified_delay_when_admitted_then_the_form_comes_in_is_checked_and_gets_its_points():
    form = missing()
    assert ask(form).status_code == 302
    assert open_meeting().status_code == 302
    assert admit(Objection.objects.get()).status_code == 302
    assert "وارد است" in worded(officer("clerk"), "decided_late", Objection.objects.get())
    keep_draft(form.member)
    # The ordinary page of the form leads to the late one.
    assert browser(form.member).get(reverse("committees:submit_declaration", args=[form.pk])).status_code == 302
    assert hand_in(form).status_code == 302
    form.refresh_from_db()
    assert (form.stage, form.submission, form.choices.count()) == ("submitted", 1, 2)
    (item,) = Item.objects.filter(declaration=form)
    page = browser(officer("officer", "laws_deputy")).get(reverse("committees:desk", args=[formation().code]))
    assert form.member.name in page.content.decode()
    check(item)
    receipt = browser(form.member).get(reverse("committees:submitted", args=[form.pk]))
    assert receipt.status_code == 200


@pytest.mark.usefixtures("two_missing")
def test_art20_given_no_leave_when_a_late_form_is_sent_then_it_is_refused_and_the_draft_stays():
    form = missing()
    keep_draft(form.member)
    assert hand_in(form).status_code in (404, 422)
    assert not Item.objects.filter(declaration=form).exists()
    assert ask(form).status_code == 302
    assert open_meeting().status_code == 302
    assert admit(Objection.objects.get(), "refused").status_code == 302
    assert hand_in(form).status_code in (404, 422)
    kept = personal.draft_of(form.member, "declaration", formation().code)
    assert kept.data["choices"] == DRAFT["choices"]


@pytest.mark.usefixtures("two_missing")
def test_art20_given_a_request_when_asked_twice_or_by_who_handed_in_then_it_is_refused():
    form = missing()
    assert ask(form).status_code == 302
    assert ask(form).status_code == 422
    handed_in = Declaration.objects.filter(formation=formation(), submission=1).order_by("number")[0]
    assert ask(handed_in).status_code == 422
    assert Objection.objects.count() == 1


@pytest.mark.usefixtures("two_clarifying")
def test_art20_given_a_late_form_after_the_handover_when_unchecked_then_publication_waits_and_then_it_is_scored():
    form = missing()
    assert ask(form).status_code == 302
    assert open_meeting().status_code == 302
    assert admit(Objection.objects.get()).status_code == 302
    keep_draft(form.member)
    assert hand_in(form).status_code == 302
    page = browser(officer("secretary")).get(reverse("committees:publish_scores", args=[formation().pk]))
    assert "هنوز موردی دارد که با سند تطبیق داده نشده است" in page.content.decode()
    check(Item.objects.get(declaration=form))
    assert formation().facts(clock.now()).forms_left.forms == 0


@pytest.mark.usefixtures("two_left_over")
def test_art20_given_no_leave_when_left_over_then_a_form_ranks_him_and_his_two_choices_come_after_it():
    form = missing()
    assert form.stage == "left_out"
    keep_draft(form.member)
    assert hand_in(form).status_code == 302
    form.refresh_from_db()
    assert (form.stage, form.submission, form.choices.count()) == ("left_out", 1, 0)
    from committees.queries.seating import open_committees

    first, second = list(open_committees(formation()))[:2]
    assert press("name_further_choices", form.pk, form.member, first=first, second=second).status_code == 302
    later(1)
    # Its round is not drawn before the form was held against its papers.
    page = browser(officer("secretary")).get(reverse("committees:announce_lot", args=[formation().code]))
    assert "فرم دیرهنگام هنوز بررسی نشده است" in page.content.decode()
    (item,) = Item.objects.filter(declaration=form)
    check(item)
    page = browser(officer("secretary")).get(reverse("committees:announce_lot", args=[formation().code]))
    assert "فرم دیرهنگام هنوز بررسی نشده است" not in page.content.decode()


@pytest.mark.usefixtures("two_left_over")
def test_art20_given_two_further_choices_named_when_a_late_form_comes_then_it_is_too_late_for_his_rank():
    from committees.queries.seating import open_committees

    form = missing()
    keep_draft(form.member)
    first, second = list(open_committees(formation()))[:2]
    assert press("name_further_choices", form.pk, form.member, first=first, second=second).status_code == 302
    answer = hand_in(form)
    assert answer.status_code == 422
    assert "فرم باید پیش از آن می‌رسید" in answer.content.decode()
    assert not Item.objects.filter(declaration=form).exists()
