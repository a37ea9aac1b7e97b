"""A form handed in on paper: what the first clerk enters, what the second signs, who else may look (Art. 4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from committees.models import Declaration
from committees.tests import played
from majlis import persian
from majlis.models import Act, Countersign, Document, Draft
from majlis.rules.deadlines import legal_day
from majlis.tests.databases import pointed_at
from majlis.tests.hostile import pdf

HOUR = timedelta(hours=1)
# The third day has closed when the papers of the third day are entered.
LATE = played.AFTER_DAY_THREE - timedelta(minutes=20)
IN_TIME, TOO_LATE = 60 * HOUR, LATE - timedelta(minutes=20)
NUMBER = "۱۲/ک/۴۵"


@pytest.fixture(scope="module")
def papers_played(stock, empty, django_db_blocker):
    """Four members' forms collected; the clock stands after day three, before the forms are referred."""
    with played.database_of(stock, empty, django_db_blocker, "collecting", 4, LATE) as made:
        yield made


@pytest.fixture
def _at_papers(papers_played, django_db_setup):
    with pointed_at(papers_played[0]):
        yield


@pytest.fixture
def house(_at_papers, db, papers_played):
    return papers_played[1]


@pytest.fixture
def form(house):
    return Declaration.objects.get(member=house.members[0])


@pytest.fixture
def sit(client, house):
    return lambda who: played.sign_in(client, house.people[who] if isinstance(who, str) else who)


def page(form: Any) -> str:
    return reverse("committees:submit_declaration_on_paper", args=[form.pk])


def section(form: Any, heading: str) -> str:
    return reverse("committees:paper_section", args=[form.pk, heading])


def typed(house: Any, after: timedelta = IN_TIME, **more: Any) -> dict[str, Any]:
    """What stands on the paper's first leaf."""
    came = house.opened + after
    year, month, day = persian.jalali_parts(legal_day(came))
    return {
        "key": played.new_key(), "first": "judiciary", "second": "energy", "registry_number": NUMBER,
        "happened_at_day": f"{year}/{month:02d}/{day:02d}", "happened_at_time": persian.clock_text(came),
        "scan": SimpleUploadedFile("form.pdf", pdf()), **more,
    }  # fmt: skip


def nothing_else(client: Any, form: Any) -> None:
    """Every section said to be empty on the paper."""
    for heading in ("degrees", "posts", "tenures", "services"):
        assert client.post(section(form, heading), {"nothing": "1"}).status_code == 302


def entered(sit: Any, house: Any, form: Any, after: timedelta = IN_TIME, **more: Any) -> Any:
    """The first clerk's whole work. Returns: the answer to his press."""
    client = sit("clerk")
    nothing_else(client, form)
    return client.post(page(form), typed(house, after, **more))


def signature(form: Any) -> dict[str, Any]:
    waiting = Countersign.objects.get(subject=form.reference, act=None, withdrawn_at=None)
    return {"key": played.new_key(), "signature": str(waiting.pk), "seen_version": waiting.subject_version}


def test_art4_given_a_paper_in_time_when_two_clerks_enter_it_later_then_it_is_the_members_form(house, sit, form):
    answer = entered(sit, house, form)
    assert answer.status_code == 200
    assert "امضای نخست ثبت شد" in answer.content.decode()
    assert Declaration.objects.get(pk=form.pk).submission == 1, "one signature is none"
    second = sit("secretary")
    shown = second.get(page(form)).content.decode()
    assert NUMBER in shown
    assert second.post(page(form), signature(form)).status_code == 302
    act = Act.objects.filter(verb="submit_declaration").latest("seq")
    assert (act.actor, act.second, act.on_behalf_of) == (house.people["clerk"], house.people["secretary"], form.member)
    assert act.happened_at == house.opened + IN_TIME < act.recorded_at
    assert act.content["registry_number"] == NUMBER
    assert act.content["_paper_sha256"] == Document.objects.get(name="form.pdf").sha256
    now = Declaration.objects.get(pk=form.pk)
    assert (now.submission, now.submitted_at) == (2, act.happened_at)
    chosen = now.choices.filter(submission=2).order_by("rank").values_list("committee__code", flat=True)
    assert list(chosen) == ["judiciary", "energy"]
    assert not Draft.objects.filter(kind="paper", subject=str(form.pk)).exists()


def test_art4_given_a_paper_after_day_three_when_it_is_entered_then_it_is_refused_by_its_own_hour(house, sit, form):
    answer = entered(sit, house, form, TOO_LATE)
    assert answer.status_code == 422
    assert "به پایان رسید" in answer.content.decode()
    assert not Countersign.objects.filter(verb="submit_declaration").exists()


def test_given_an_hour_that_has_not_come_when_a_paper_is_entered_then_the_field_says_so(house, sit, form):
    answer = entered(sit, house, form, LATE + 2 * HOUR)
    assert answer.status_code == 422
    assert "زمان رخداد پس از زمان ثبت است" in answer.content.decode()


def test_given_sections_left_open_when_a_paper_is_entered_then_nothing_typed_is_lost(house, sit, form):
    client = sit("clerk")
    answer = client.post(page(form), typed(house))
    assert answer.status_code == 422
    assert "این بخش‌ها هنوز کامل نیست" in answer.content.decode()
    again = client.get(page(form)).content.decode()
    assert NUMBER in again
    assert "form.pdf" in again
    assert '<option value="judiciary" selected>' in again
    nothing_else(client, form)
    more = {name: value for name, value in typed(house).items() if name != "scan"}
    assert "امضای نخست ثبت شد" in client.post(page(form), more).content.decode()


def test_given_a_paper_pressed_twice_when_both_arrive_then_it_is_one_signature(house, sit, form):
    key = played.new_key()
    for _ in range(2):
        assert "امضای نخست ثبت شد" in entered(sit, house, form, key=key).content.decode()
    assert Countersign.objects.filter(subject=form.reference).count() == 1


def test_given_the_second_pressed_twice_when_both_arrive_then_it_is_one_act(house, sit, form):
    entered(sit, house, form)
    signed = signature(form)
    before = Act.objects.count()
    answers = [sit("secretary").post(page(form), signed) for _ in range(2)]
    assert Act.objects.count() == before + 1
    assert answers[0].status_code == 302
    assert answers[1].status_code < 500


def test_given_the_first_who_signs_again_when_he_is_alone_then_nothing_is_done_and_his_new_text_stands(
    house, sit, form
):
    entered(sit, house, form)
    entered(sit, house, form, registry_number="۱۳")
    [standing] = Countersign.objects.filter(subject=form.reference, withdrawn_at=None)
    assert standing.content["registry_number"] == "۱۳"
    assert Declaration.objects.get(pk=form.pk).submission == 1


def test_given_a_text_changed_in_between_when_the_second_signs_the_old_one_then_he_is_shown_the_new(house, sit, form):
    entered(sit, house, form)
    old = signature(form)
    entered(sit, house, form, registry_number="۱۳")
    answer = sit("secretary").post(page(form), old)
    assert answer.status_code == 409
    assert "در این میان دگرگون شد" in answer.content.decode()
    assert Declaration.objects.get(pk=form.pk).submission == 1


def test_given_a_first_signature_when_the_second_looks_then_it_waits_in_his_cartable_and_the_scan_opens(
    house, sit, form
):
    entered(sit, house, form)
    second = sit("secretary")
    assert page(form) in second.get("/").content.decode()
    scan = Document.objects.get(name="form.pdf")
    assert second.get(reverse("document", args=[scan.pk])).status_code in (200, 404)  # its bytes may be elsewhere
    assert page(form) not in sit("clerk").get("/").content.decode()
    assert page(form) in sit("clerk").get(reverse("committees:papers", args=[house.formation.code])).content.decode()


@pytest.mark.parametrize("who", ["speaker", "laws_head", "officer", "branch_head", "administrator"])
def test_given_another_office_when_it_asks_for_the_paper_then_there_is_no_such_page(house, sit, form, who):
    entered(sit, house, form)
    client = sit(who)
    assert client.get(page(form)).status_code == 404
    assert client.post(page(form), signature(form)).status_code == 404
    assert client.get(section(form, "degrees")).status_code == 404
    assert client.get(reverse("committees:papers", args=[house.formation.code])).status_code == 404
    assert client.get(reverse("document", args=[Document.objects.get(name="form.pdf").pk])).status_code == 404


def test_given_the_member_himself_when_he_asks_for_the_paper_then_there_is_no_such_page(house, sit, form):
    assert sit(form.member).get(page(form)).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scan", SimpleUploadedFile("form.pdf", b"MZ no paper at all")), ("happened_at_day", "9" * 20), ("happened_at_time", "۲۵:۹۹"),
        ("registry_number", "x" * 10_000), ("registry_number", "\u202e\u202e"), ("first", "nowhere"), ("second", "judiciary"), ("key", "1"),
    ],
)  # fmt: skip
def test_given_a_hostile_value_when_a_paper_is_entered_then_its_field_says_so(house, sit, form, name, value):
    if hasattr(value, "seek"):
        value.seek(0)
    answer = entered(sit, house, form, **{name: value})
    assert answer.status_code == 422
    assert not Countersign.objects.filter(subject=form.reference).exists()


def test_given_a_paper_entered_for_one_form_when_another_comes_for_it_then_the_old_scan_is_not_its_scan(
    house, sit, form
):
    entered(sit, house, form)
    sit("secretary").post(page(form), signature(form))
    again = sit("clerk").get(page(form)).content.decode()
    assert "form.pdf" not in again
    assert NUMBER not in again
