"""Two further committees that a member who was left out named on paper: two officers enter it (Arts. 4, 18)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from committees.models import Choice, Declaration
from committees.tests.seats import at_clock, browser, draw, formation, leaf, member, officer, settled, sign
from majlis import persian
from majlis.models import Act, Countersign
from majlis.rules.deadlines import legal_day
from majlis.tests.hostile import pdf

__all__ = ["settled"]
pytestmark = pytest.mark.usefixtures("settled")
HOUR = timedelta(hours=1)


@pytest.fixture
def form(settled: None) -> Declaration:
    """The form of one whom the first round left out, while two committees still have a seat; three hours have passed since."""
    draw(first_count="0", others_ceiling="2", vacancies="no")
    sign("seat_members", "secretary")
    sign("seat_members", "deputy_speaker")
    at_clock(formation().stage_since + 3 * HOUR)
    left = Declaration.objects.filter(stage="left_out").order_by("number").first()
    assert left is not None
    return left


def page(form: Declaration) -> str:
    return reverse("committees:name_further_choices_on_paper", args=[form.pk])


def typed(form: Declaration, came: datetime, **more: Any) -> dict[str, Any]:
    """The page as the first clerk sends it, with the first committees that have a seat left."""
    client = browser(officer("clerk"))
    asked = client.get(page(form)).context["form"]
    codes = [code for code, _ in asked.fields["first"].choices if code]
    year, month, day = persian.jalali_parts(legal_day(came))
    return {
        **leaf(client, page(form)), "first": codes[0], "second": codes[1] if len(codes) > 1 else "", "registry_number": "۱۸/ک/۷",
        "happened_at_day": f"{year}/{month:02d}/{day:02d}", "happened_at_time": persian.clock_text(came),
        "scan": SimpleUploadedFile("choices.pdf", pdf()), **more,
    }  # fmt: skip


def named(form: Declaration) -> set[str]:
    return set(Choice.objects.filter(declaration=form).values_list("committee__code", flat=True))


def test_art18_given_further_choices_on_paper_when_two_officers_sign_then_they_are_the_members_at_the_papers_hour(form):
    came = (formation().stage_since + HOUR).replace(second=0, microsecond=0)
    before, sent = named(form), typed(form, came)
    answer = browser(officer("clerk")).post(page(form), sent)
    assert "امضای نخست ثبت شد" in answer.content.decode()
    assert named(form) == before, "one signature is none"
    second = browser(officer("secretary"))
    waiting = Countersign.objects.get(subject=form.reference, act=None)
    facts = {**leaf(second, page(form)), "signature": str(waiting.pk)}
    assert second.post(page(form), facts).status_code == 302
    act = Act.objects.get(verb="name_further_choices", subject=form.reference)
    assert (act.on_behalf_of, act.happened_at) == (form.member, came)
    assert act.content["registry_number"] == "۱۸/ک/۷"
    assert sent["first"] in named(form)


def test_art18_given_no_committee_when_the_paper_is_entered_then_the_field_says_so_and_nothing_typed_is_lost(form):
    came = formation().stage_since + HOUR
    answer = browser(officer("clerk")).post(page(form), typed(form, came, first="", second=""))
    assert answer.status_code == 422
    assert answer.context["form"].errors["first"]
    told = answer.content.decode()
    assert "۱۸/ک/۷" in told
    assert "choices.pdf" in told
    assert not Act.objects.filter(verb="name_further_choices", subject=form.reference).exists()


def test_the_page_is_no_page_for_the_member_himself_nor_for_another(form):
    for person in (form.member, member(), officer("head", "laws_deputy")):
        assert browser(person).get(page(form)).status_code == 404, person
