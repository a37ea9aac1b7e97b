"""The admin: whom it admits, what it shows in which words, and that it saves by acts or not at all."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import ScoreTable
from majlis import actions
from majlis.models import Act, Body, BodyTitle, Holiday, Membership, Person, Reading, Term, User
from majlis.register import Call
from majlis.second_factor import MISSING
from majlis.tests.people import MORNING, People, body_named, call, founded, person_named

PATHS = [
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
]
FORGED_KEYS = ("9" * 20, "abc", str(uuid.UUID(int=0)), "%D8%B9_2E")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def people(db) -> People:
    return founded()


def client_of(user: User, factor: bool = True) -> Client:
    if factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def client(people) -> Client:
    """The administrator, with his second factor."""
    return client_of(User.objects.get(person=people.administrator))


def account(person: Person | None, username: str, **flags: bool) -> User:
    return User.objects.create(username=username, person=person, **flags)


def page(client: Client, name: str, *args: object, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(f"admin:{name}", args=args), query)
    assert answer.status_code == status, answer.get("Location")
    return answer.content.decode()


def pressed(client: Client, page_name: str, /, *args: object, status: int = 302, **typed: object):
    """The page is opened, filled in and pressed."""
    url = reverse(f"admin:{page_name}", args=args)
    found = re.search(r'name="key" value="([0-9a-f-]+)"', client.get(url).content.decode())
    answer = client.post(url, {"key": found[1] if found else "", **typed})
    assert answer.status_code == status, answer.context and answer.context["errors"]
    return answer


def errors(answer) -> str:
    return " ".join(str(each) for each in answer.context["errors"])


# Whom it admits


@pytest.mark.parametrize(
    "path",
    [
        reverse("admin:index"),
        reverse("admin:jsi18n"),
        reverse("admin:autocomplete"),
        reverse("admin:reference", args=["conduct"]),
        *PATHS,
    ],
)
def test_only_the_administrator_with_a_second_factor_enters(people, client, path):
    assert client.get(path).status_code in (200, 403)
    root = account(None, "root", is_superuser=True, is_staff=True)
    staff = account(people.secretary, "secretary", is_superuser=True, is_staff=True)
    member = account(people.member, "member")
    for user in (root, staff, member):
        answer, unknown = client_of(user).get(path), client_of_again(user).get("/no/such/page/")
        assert (answer.status_code, answer.content) == (404, unknown.content)


def client_of_again(user: User) -> Client:
    return client_of(user, factor=False) if not Authenticator.objects.filter(user=user).exists() else signed(user)


def signed(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.mark.parametrize(
    "path", [reverse("admin:index"), "/admin/login/", "/admin/logout/", "/admin/no/such/", PATHS[0]]
)
def test_who_is_not_signed_in_gets_the_one_redirect(people, path):
    answer, unknown = Client().get(path), Client().get("/no/such/page/")
    assert (answer.status_code, answer["Location"]) == (302, unknown["Location"])


def test_the_administrator_without_a_second_factor_is_led_to_make_one(people):
    client = client_of(User.objects.get(person=people.administrator), factor=False)
    assert client.session[MISSING]
    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_activate_totp")


def test_the_office_ends_and_the_admin_with_it(people, client):
    office = Membership.objects.get(person=people.administrator)
    other = person_named("مدیر دوم", people.administrator)
    body = {"person": str(other.pk), "body": str(office.body_id), "role": "administrator", "from_day": "2026-01-01"}
    actions.appoint(call(people.administrator, body), Membership())
    assert client.get(reverse("admin:index")).status_code == 200
    actions.end_membership(call(other, {"to_day": "2026-05-20", "reason": "پایان"}), office)
    assert client.get(reverse("admin:index")).status_code == 404


@pytest.mark.parametrize(
    "path", ["login/", "logout/", "password_change/", "r/1/1/", "majlis/term/1/delete/", "auth/group/", "nothing"]
)
def test_what_the_admin_leaves_out_is_an_unknown_address(client, path):
    answer = client.get(f"/admin/{path}", follow=True)
    assert answer.status_code == 404


def test_no_table_of_secrets_is_in_the_admin():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels == {"majlis", "committees", "liaison", "conduct"}
    assert not {"Draft", "Countersign", "FormKey", "Reading", "LotHolder"} & {
        model.__name__ for model in admin.site._registry
    }


# What it shows


def test_columns_and_filters_are_jalali(people, client):
    actions.declare_holiday(call(people.administrator, HOLIDAY), Holiday())
    html = page(client, "majlis_holiday_changelist")
    assert "۱۴ خرداد ۱۴۰۵" in html
    assert "پنجشنبه" in html
    assert "2026" not in re.sub(r"<(script|link)[^>]*>|href=\"[^\"]*\"|value=\"[^\"]*\"", "", html)
    assert "رحلت" in page(client, "majlis_holiday_changelist", day__jalali_year="1405", day__jalali_month="3")
    assert "رحلت" not in page(client, "majlis_holiday_changelist", day__jalali_year="1405", day__jalali_month="4")


HOLIDAY = {"day": "2026-06-04", "title": "رحلت", "kind": "solar", "source": "تقویم رسمی", "certainty": "A"}


@pytest.mark.parametrize("written", ["رستگار", "رستگـار", "الهام  رستگار", "الهام رستگار"])
def test_persons_are_found_however_they_are_written(people, client, written):
    html = page(client, "majlis_person_changelist", q=written)
    assert "الهام رستگار" in html
    assert "ندا فروزنده" not in html
    found = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "majlis", "model_name": "membership", "field_name": "person", "term": written},
    ).json()
    assert [row["text"] for row in found["results"]] == ["الهام رستگار"]


def test_the_register_is_read_in_words_and_changed_by_nobody(people, client):
    act = Act.objects.order_by("-seq").first()
    html = page(client, "majlis_act_changelist")
    assert "به سمت گمارده شد" in html
    html = page(client, "majlis_act_change", act.pk)
    assert act.hash in html
    assert '<input type="submit"' not in html
    assert client.post(reverse("admin:majlis_act_change", args=[act.pk]), {"verb": "forged"}).status_code == 403
    assert client.get(f"/admin/majlis/act/{act.pk}/delete/", follow=True).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_no_list_has_an_action_or_a_tick(people, client, path):
    html = client.get(path).content.decode()
    assert 'name="action"' not in html
    before = Act.objects.count()
    client.post(path, {"action": "delete_selected", "_selected_action": [str(people.member.pk)], "post": "yes"})
    assert (Act.objects.count(), Person.objects.filter(pk=people.member.pk).exists()) == (before, True)


def listed(client: Client) -> int:
    with CaptureQueriesContext(connection) as told:
        client.get(reverse("admin:majlis_membership_changelist"))
    return len(told)


def test_ten_times_the_rows_take_no_more_queries(people, client):
    client.get(reverse("admin:majlis_membership_changelist"))
    before = listed(client)
    board = Body.objects.get(code="presiding_board")
    for n in range(30):
        person = person_named(f"کارمند {n}", people.administrator)
        body = {"person": str(person.pk), "body": str(board.pk), "role": "clerk", "from_day": "2026-02-01"}
        actions.appoint(call(people.administrator, body), Membership())
    assert listed(client) == before


# What it saves


def last() -> Act:
    return Act.objects.filter(realm="house").order_by("-seq").first()


def test_a_term_is_opened_by_its_act(people, client):
    answer = pressed(
        client, "majlis_term_add", number="13", opens_at_day="۱۴۰۷/۰۳/۰۷", opens_at_time="۸:۳۰", ends_on=""
    )
    term = Term.objects.get()
    assert (term.number, term.opens_at.isoformat(), term.ends_on) == (13, "2028-05-27T05:00:00+00:00", None)
    assert (last().verb, last().actor, last().content["number"]) == ("open_term", people.administrator, 13)
    assert answer["Location"] == reverse("admin:majlis_term_changelist")
    shown = client.get(answer["Location"]).content.decode()
    assert reverse("receipt", args=[last().pk]) in shown
    assert reverse("import_roster", args=[13]) in shown
    assert '<input type="submit"' not in page(client, "majlis_term_change", term.pk)


def test_a_person_is_entered_and_corrected_and_both_states_are_kept(people, client):
    pressed(client, "majlis_person_add", name="علي  اكبري", constituency="شيراز", national_code="", source="برگه")
    person = Person.objects.get(name="علی اکبری")
    assert (person.constituency, person.source, last().verb) == ("شیراز", "برگه", "register_person")
    pressed(
        client, "majlis_person_change", person.pk, name="علی اکبرزاده", constituency="شیراز", national_code="۰۰۸۴۵۷۵۹۴۸"
    )
    assert (last().verb, last().content["before"]["name"]) == ("correct_person", "علی اکبری")
    html = page(client, "majlis_person_history", person.pk)
    assert "<del>علی اکبری</del>" in html
    assert "<ins>علی اکبرزاده</ins>" in html
    assert "مدیر نمونه" in html


def test_a_body_is_established_and_renamed_and_its_code_stays(people, client):
    typed = {
        "kind": "committee",
        "code": "health",
        "title": "بهداشت",
        "order": "3",
        "from_day": "1400/1/1",
        "source": "",
    }
    pressed(client, "majlis_body_add", **typed)
    organ = Body.objects.get(code="health")
    pressed(
        client,
        "majlis_body_change",
        organ.pk,
        title="بهداشت و درمان",
        from_day="۱۴۰۵/۱/۱",
        source="مصوبه",
        code="other",
        kind="x",
    )
    organ.refresh_from_db()
    assert (organ.code, organ.kind, organ.title, last().verb) == (
        "health",
        "committee",
        "بهداشت و درمان",
        "rename_body",
    )
    assert list(BodyTitle.objects.filter(body=organ).values_list("from_day", flat=True)) == [
        date(2026, 3, 21),
        date(2021, 3, 21),
    ]
    assert "۱ فروردین ۱۴۰۵" in page(client, "majlis_body_change", organ.pk)


def appointment(people: People, **more: str) -> dict[str, str]:
    board = Body.objects.get(code="presiding_board")
    typed = {
        "person": str(people.stranger.pk),
        "body": str(board.pk),
        "role": "presiding_board.clerk",
        "from_day": "1405/1/1",
        "to_day": "",
    }
    return {**typed, "term": "", "constituency": "", "source": "", **more}


def test_an_office_is_given_and_ended(people, client):
    pressed(client, "majlis_membership_add", **appointment(people))
    held = Membership.objects.get(person=people.stranger)
    assert (held.role, held.from_day, last().verb) == ("clerk", date(2026, 3, 21), "appoint")
    pressed(client, "majlis_membership_change", held.pk, to_day="1405/2/1", reason="پایان مأموریت", role="speaker")
    held.refresh_from_db()
    assert (held.role, held.to_day, last().verb) == ("clerk", date(2026, 4, 21), "end_membership")
    assert last().content["reason"] == "پایان مأموریت"
    assert "۱ اردیبهشت ۱۴۰۵" in page(client, "majlis_membership_history", held.pk)


def test_a_holiday_is_declared_and_corrected(people, client):
    typed = {**HOLIDAY, "day": "۱۴۰۵/۰۳/۱۴"}
    pressed(client, "majlis_holiday_add", **typed)
    holiday = Holiday.objects.get()
    pressed(client, "majlis_holiday_change", holiday.pk, **{**typed, "day": "1405/3/15"})
    holiday.refresh_from_db()
    assert (holiday.day, last().verb, last().content["before"]["day"]) == (
        date(2026, 6, 5),
        "correct_holiday",
        "2026-06-04",
    )


def test_an_account_is_opened_by_an_invitation_shown_once(people, client):
    answer = pressed(client, "majlis_user_add", username="rastegar", person=str(people.member.pk))
    user = User.objects.get(username="rastegar")
    assert (last().verb, user.has_usable_password(), user.is_staff) == ("invite_user", False, False)
    first, second = client.get(answer["Location"]).content.decode(), client.get(answer["Location"]).content.decode()
    (address,) = re.findall(r"http://testserver(/accounts/invitation/[^<]+)<", first)
    assert "/accounts/invitation/" not in second
    assert Client().get(address).status_code == 200
    client.post(reverse("admin:majlis_user_invitation", args=[user.pk]))
    assert "/accounts/invitation/" in client.get(answer["Location"]).content.decode()
    assert Reading.objects.filter(how="invitation", reader=people.administrator).count() == 2


def test_a_used_or_closed_account_has_no_invitation_to_show(people, client):
    user = account(people.member, "rastegar")
    user.set_password("a long enough one")
    user.save()
    assert client.post(reverse("admin:majlis_user_invitation", args=[user.pk])).status_code == 404
    assert client.get(reverse("admin:majlis_user_invitation", args=[user.pk])).status_code == 404


def test_an_account_is_closed_and_stays_closed(people, client):
    user = account(people.member, "rastegar")
    pressed(client, "majlis_user_change", user.pk, reason="پایان کار", is_superuser="on", username="other")
    user.refresh_from_db()
    assert (user.is_active, user.is_superuser, user.username, last().verb) == (False, False, "rastegar", "disable_user")
    assert client.post(reverse("admin:majlis_user_change", args=[user.pk]), {"reason": "x"}).status_code == 403
    assert "حساب بسته شد" in page(client, "majlis_user_history", user.pk)


def test_what_the_law_refuses_is_the_forms_own_error_and_nothing_is_lost(people, client):
    pressed(client, "majlis_membership_add", **appointment(people))
    acts = Act.objects.count()
    answer = pressed(client, "majlis_membership_add", status=200, **appointment(people, constituency="یزد"))
    assert "در همین روزها همین سمت را دارد" in errors(answer)
    assert 'value="یزد"' in answer.content.decode()
    held = Membership.objects.get(person=people.stranger)
    answer = pressed(client, "majlis_membership_change", held.pk, status=200, to_day="1404/12/29", reason="زود")
    assert "روز پایان پیش از روز آغاز" in str(answer.context["adminform"].form.errors["to_day"])
    assert Act.objects.count() == acts


def test_pressed_twice_it_is_one_act_with_one_receipt(people, client):
    url = reverse("admin:majlis_holiday_add")
    typed = {**HOLIDAY, "day": "1405/3/14", "key": str(uuid.uuid4())}
    assert client.post(url, typed).status_code == 302
    answer = client.post(url, {**typed, "title": "دیگر"})
    assert "متن دیگری" in errors(answer)
    acts = Act.objects.count()
    Holiday.objects.all()._raw_delete("default")
    assert client.post(url, typed).status_code == 302
    assert (Act.objects.count(), Holiday.objects.count()) == (acts, 0)


def test_no_log_is_kept_beside_the_register(people, client):
    pressed(client, "majlis_holiday_add", **{**HOLIDAY, "day": "1405/3/14"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_admin_log")
        assert cursor.fetchone() == (0,)


def test_governed_files_are_read_with_their_acts(people, client):
    from committees.actions import draft_score_table

    table = ScoreTable()
    body = {"kind": "post_points", "valid_from": "2026-01-01", "rows": [], "demonstration": True}
    draft_score_table(Call(people.clerk, MORNING, body), table)
    html = page(client, "committees_scoretable_change", table.pk)
    assert "پیش‌نویس" in html
    assert '<input type="submit"' not in html
    assert "ندا فروزنده" in page(client, "committees_scoretable_history", table.pk)
    for url in ("change", "history"):
        answer = client.post(reverse(f"admin:committees_scoretable_{url}", args=[table.pk]), {"stage": "approved"})
        assert answer.status_code in (200, 403)
    table.refresh_from_db()
    assert table.stage == "draft"
    assert client.get(reverse("admin:committees_scoretable_add")).status_code == 403


# The law's own tables


@pytest.mark.parametrize("office", ["committees", "liaison", "conduct"])
def test_an_offices_law_is_read_as_tables(people, client, office):
    html = page(client, "reference", office)
    figures = apps.get_app_config(office).figures
    assert html.count('<th scope="row">') >= sum(len(figures.rows(key)) for key in figures.keys())  # noqa: SIM118
    assert reverse("admin:reference", args=[office]) in page(client, "index")
    assert "<form" not in html.partition('id="content-main"')[2].partition("</main>")[0]
    assert client.post(reverse("admin:reference", args=[office])).status_code in (200, 405)


def test_sanctions_and_kinds_stand_with_their_law(people, client):
    sanctions = page(client, "reference", "conduct")
    assert all(told in sanctions for told in ("تنبیه‌ها", "الف) تذکر شفاهی", "جلسهٔ غیرعلنی", "قطعی"))
    assert "استیضاح‌ها" in page(client, "reference", "liaison")
    page(client, "reference", "nothing", status=404)


# Bad input


@pytest.mark.parametrize("key", FORGED_KEYS)
@pytest.mark.parametrize(
    "name", [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
)
def test_a_forged_key_is_an_unknown_address(client, name, key):
    list_url = reverse(f"admin:{name}_changelist")
    for rest in ("change/", "history/"):
        assert client.get(f"{list_url}{key}/{rest}").status_code == 404, rest


@pytest.mark.parametrize(
    "query",
    [
        {"p": "9" * 20}, {"p": "x"}, {"o": "9" * 20}, {"o": "x"}, {"q": "ي" * 5000}, {"q": "'\"%_\\"}, {"q": "\u202e"},
        {"e": "1"}, {"all": ""}, {"id__exact": "9" * 20}, {"person__user__password__startswith": "a"}, {"_popup": "1"},
        {"_to_field": "password"}, {"from_day__jalali_year": "9" * 20}, {"from_day__jalali_year": "1405", "from_day__jalali_month": "13"},
        {"term__id__exact": "x"}, {"term__id__exact": "9" * 20}, {"role__exact": "x\u0660"}, {"body__kind": "x"}, {"_facets": "True"},
        {"body__kind__isnull": "x"},
    ],
)  # fmt: skip
def test_a_strange_query_is_answered_and_never_a_fault(client, query):
    for name in ("membership", "user", "act", "person"):
        answer = client.get(reverse(f"admin:majlis_{name}_changelist"), query)
        assert answer.status_code in (200, 302, 400, 404)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (
            "membership",
            {
                "person": "abc",
                "body": "9" * 20,
                "role": "x y",
                "from_day": "1405/13/1",
                "to_day": "9" * 20,
                "term": "-",
            },
        ),
        (
            "membership",
            {"person": str(uuid.UUID(int=1)), "body": str(uuid.UUID(int=1)), "role": "clerk", "from_day": "1405/1/1"},
        ),
        ("term", {"number": "9" * 20, "opens_at_day": "1405/1/1", "opens_at_time": "25:00", "ends_on": "دیروز"}),
        ("term", {"number": "-1", "opens_at_day": "", "opens_at_time": "8:00"}),
        ("person", {"name": "\u202e\u200f", "constituency": "x" * 5000, "national_code": "1234567890"}),
        ("person", {"name": "", "national_code": "x"}),
        ("body", {"kind": "نوع", "code": "کد", "title": "x" * 500, "order": "9" * 20, "from_day": "1"}),
        ("user", {"username": "a b\u202e", "person": "9" * 20}),
        ("user", {"username": "x" * 5000, "person": ""}),
        ("holiday", {"day": "2026-06-04", "title": "", "kind": "none", "source": "", "certainty": ""}),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(client, name, typed):
    acts = Act.objects.count()
    answer = pressed(client, f"majlis_{name}_add", status=200, **typed)
    assert answer.context["adminform"].form.errors
    assert Act.objects.count() == acts


@pytest.mark.parametrize("given", ["abc", "9" * 20, str(uuid.UUID(int=0)), "\u202e", "None"])
def test_an_address_fills_in_nothing_but_a_row_that_is_there(client, given):
    for name in ("membership", "user"):
        html = page(client, f"majlis_{name}_add", person=given, role=given, username=given)
        assert f'value="{given}"' not in html


def test_from_a_person_one_comes_to_his_office_without_a_script(people, client):
    html = page(client, "majlis_membership_add", person=str(people.stranger.pk))
    assert "بهروز الوندی" in html


@pytest.mark.parametrize("data", [{"key": "x"}, {"key": ""}, {}, {"key": "9" * 20}])
def test_a_press_without_its_key_is_no_act(client, data):
    acts = Act.objects.count()
    assert client.post(reverse("admin:majlis_holiday_add"), {**HOLIDAY, "day": "1405/3/14", **data}).status_code == 200
    assert Act.objects.count() == acts


def test_two_bodies_at_once_leave_one_and_a_sentence(people, client, monkeypatch):
    body_named("health", "committee", "بهداشت", people.administrator)
    monkeypatch.setattr("django.forms.models.BaseModelForm.validate_unique", lambda self: None)
    typed = {
        "kind": "committee",
        "code": "health",
        "title": "سلامت",
        "order": "3",
        "from_day": "1400/1/1",
        "source": "",
    }
    answer = pressed(client, "majlis_body_add", status=200, **typed)
    assert "همین اکنون" in errors(answer)
    assert Body.objects.get(code="health").title == "بهداشت"


# --- taken away ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_every_list_is_taken_as_it_is_shown(client, path):
    for how in ("csv", "xlsx"):
        answer = client.get(path, {"take": how})
        assert answer.status_code == 200, path
        assert f".{how}" in answer["Content-Disposition"]


def test_a_list_is_taken_by_its_filters_and_who_took_it_is_noted(client, people):
    path = reverse("admin:majlis_holiday_changelist")
    for day, title in ((date(2026, 6, 4), "=1+1"), (date(2027, 6, 5), "دیگری")):
        body = {"day": day.isoformat(), "title": title, "kind": "decree", "source": "مصوبه", "certainty": "A"}
        actions.declare_holiday(call(people.administrator, body), Holiday())
    text = client.get(path, {"day__jalali_year": "1405", "take": "csv"}).content.decode("utf-8-sig")
    assert "۱۴۰۵/۰۳/۱۴" in text
    assert "2026-06-04" in text
    assert "دیگری" not in text
    assert not re.search(r"(^|,)=1", text, re.MULTILINE)
    taking = Reading.objects.latest("at")
    assert (taking.reader, taking.how) == (people.administrator, "export")
    shown = client.get(path, {"day__jalali_year": "1405"}).content.decode()
    assert "?day__jalali_year=1405&amp;take=xlsx" in shown


def test_an_empty_list_says_so_and_is_taken_with_its_head_alone(client):
    path = reverse("admin:committees_lot_changelist")
    assert "در این فهرست چیزی نیست" in client.get(path).content.decode()
    assert len(client.get(path, {"take": "csv"}).content.decode("utf-8-sig").strip().splitlines()) == 1


def test_who_may_not_enter_takes_nothing(people):
    clerk = client_of(account(people.clerk, "clerk"))
    assert clerk.get(PATHS[0], {"take": "csv"}).status_code == 404
