"""What a member sees and does before scores: his form, his choices, his receipt, the records of all (Arts. 3, 4, 9, 15, 18, 20)."""

from __future__ import annotations

import copy
import io
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from fpdf import FPDF

from committees import actions
from committees.forms.draft import FormDraft
from committees.models import Declaration, Formation, Record
from committees.queries import member as member_queries
from committees.queries.demand import board, own_standing
from committees.queries.tables import score_tables
from committees.rules.form import parse_draft
from committees.tests.played import HOUR, Played, approve_tables, form_of, founded
from committees.views import drafts
from majlis import personal
from majlis.models import Act, ClockOffset, Draft, Person, User
from majlis.queries import viewer_of
from majlis.tests.databases import pointed_at
from majlis.tests.papers import unbroken

CODE = "13-opening"
FORM = f"/committees/formations/{CODE}/form/"
# The third day after the opening of 1405/02/05 closes at midnight in Tehran.
CLOSES = datetime(2026, 4, 28, 20, 30, tzinfo=UTC)
DEGREE = {
    "level": "bachelor", "field_title": "حقوق", "institution": "دانشگاه نمونه", "authority": "science", "day": "1385/6/31",
}  # fmt: skip


def _collecting() -> Played:
    """A formation that collects: the first member has a form and nothing in it, two others have handed theirs in."""
    played = founded(4)
    approve_tables(played)
    played.formation = Formation(term=played.term)
    facts = {"code": CODE, "opened_at": played.opened.isoformat()}
    actions.open_formation(played.call("secretary", HOUR, **facts), played.formation)
    for place, each in enumerate(played.members):
        last = place == len(played.members) - 1
        form = Declaration(
            formation=played.formation, member=each, branch=played.bodies["branch-02" if last else "branch-01"]
        )
        actions.issue_form(played.call("other_head" if last else "branch_head", 2 * HOUR), form)
    for place in (1, 2):
        hand_in(played, place)
    at_clock(played.opened + 5 * HOUR)
    return played


@pytest.fixture(scope="module")
def world(stock: Any, empty: str, django_db_blocker: Any) -> Iterator[tuple[str, Played]]:
    """The house played once for this file, in a database of its own."""
    with django_db_blocker.unblock():
        name = stock.copy(empty)
        with pointed_at(name):
            played = _collecting()
    yield name, played
    with django_db_blocker.unblock():
        stock.drop(name)


@pytest.fixture
def _at_world(world: tuple[str, Played], django_db_setup: None) -> Iterator[None]:
    with pointed_at(world[0]):
        yield


@pytest.fixture
def house(_at_world: None, world: tuple[str, Played], db: None) -> Played:
    """That house; whatever a test does to it is rolled back. The clock runs on from five hours after the opening."""
    played = copy.deepcopy(world[1])
    at_clock(played.opened + 5 * HOUR)
    return played


def hand_in(played: Played, place: int) -> None:
    one = played.members[place]
    form = Declaration.objects.get(member=one)
    actions.submit_declaration(played.call(one, (2 + place) * HOUR, **form_of(played, one, place)), form)


def at_clock(at: datetime) -> None:
    """Move the rehearsal's clock; it runs on from there."""
    seconds = round((at - datetime.now(UTC)).total_seconds())
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": seconds})


def browser(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        user, _ = User.objects.get_or_create(person=person, defaults={"username": str(person.pk)})
        sign_in(client, user)
    return client


def sign_in(client: Client, user: User) -> None:
    """With a second factor, as every account must have one."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def paper() -> Any:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=12)
    page.cell(0, 10, "paper")
    file = io.BytesIO(bytes(page.output()))
    file.name = "degree.pdf"
    return file


def form_of_member(played: Played, place: int = 0) -> Declaration:
    return Declaration.objects.get(member=played.members[place])


def draft_of(played: Played, place: int = 0) -> FormDraft:
    kept = Draft.objects.get(person=played.members[place], kind="declaration", subject=CODE)
    return FormDraft.of(kept.data)


def add(client: Client, heading: str = "degrees", **fields: Any) -> Any:
    fresh = client.get(f"{FORM}{heading}/new/")["Location"]
    return client.post(fresh, fields)


def fill(client: Client, *, first: str = "judiciary", second: str = "energy") -> None:
    """A whole draft, typed into the pages."""
    add(client, **DEGREE, papers=paper())
    for heading in ("posts", "tenures", "services"):
        client.post(f"{FORM}{heading}/", {"nothing": "1"})
    client.post(f"{FORM}choices/", {"first": first, "second": second})


def leaf(client: Client, declaration: Declaration) -> dict[str, str]:
    """The hidden fields of the review page, as a browser would send them back."""
    text = client.get(reverse("committees:submit_declaration", args=[declaration.pk])).content.decode()
    return {name: _hidden(text, name) for name in ("key", "seen_version", "reviewed")}


def _hidden(text: str, name: str) -> str:
    found = re.search(f'<input type="hidden" name="{name}" value="([^"]*)"', text)
    return found[1] if found else ""


def send(client: Client, declaration: Declaration, fields: dict[str, str] | None = None) -> Any:
    return client.post(
        reverse("committees:submit_declaration", args=[declaration.pk]), fields or leaf(client, declaration)
    )


def sent_acts(declaration: Declaration) -> Any:
    return Act.objects.filter(verb="submit_declaration", subject=declaration.reference).order_by("seq")


# --- the draft ------------------------------------------------------------------------------------------------------


def test_given_an_empty_form_when_opened_then_seven_tasks_and_the_last_is_no_link(house: Played) -> None:
    text = browser(house.members[0]).get(FORM).content.decode()
    assert "۱ بخش از ۷ بخش کامل است" in text
    assert "ادامه: مدارک تحصیلی" in text
    assert reverse("committees:submit_declaration", args=[form_of_member(house).pk]) not in text
    assert not Draft.objects.filter(person=house.members[0]).exists()


def test_given_a_typed_degree_when_the_browser_is_closed_then_another_one_still_shows_it(house: Played) -> None:
    answer = add(browser(house.members[0]), **DEGREE, papers=paper())
    assert answer.status_code == 302
    text = browser(house.members[0]).get(f"{FORM}degrees/").content.decode()
    assert "کارشناسی حقوق" in text
    assert "degree.pdf" in text
    assert draft_of(house).rows("degrees")[0]["day"] == "2006-09-22"


def test_given_an_unreadable_day_when_saved_then_422_and_every_word_is_kept(house: Played) -> None:
    client = browser(house.members[0])
    answer = add(client, **{**DEGREE, "day": "1385/13/40"}, papers=paper())
    assert answer.status_code == 422
    assert "1385/13/40" in answer.content.decode()
    code = draft_of(house).half_typed("degrees")[0]
    again = client.get(f"{FORM}degrees/{code}/").content.decode()
    assert "1385/13/40" in again
    assert "دانشگاه نمونه" in again
    assert "degree.pdf" in again
    assert draft_of(house).rows("degrees") == []


def test_given_a_future_day_when_saved_then_the_rule_speaks_at_its_field(house: Played) -> None:
    answer = add(browser(house.members[0]), **{**DEGREE, "day": "1410/1/1"})
    assert answer.status_code == 422
    assert "این تاریخ در آینده است" in answer.content.decode()


def test_given_the_script_when_it_saves_half_a_degree_then_it_is_told_what_is_missing(house: Played) -> None:
    client = browser(house.members[0])
    answer = client.post(f"{FORM}degrees/abc/", {"field_title": "حقوق"}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 200
    assert "ذخیره شد؛ ۴ خانه هنوز کامل نیست" in answer.content.decode()
    assert draft_of(house).typed("degrees", "abc")["field_title"] == "حقوق"


def test_given_two_open_windows_when_both_save_then_neither_item_is_lost(house: Played) -> None:
    viewer = viewer_of(User(is_active=True, person=house.members[0]), house.opened + 5 * HOUR)
    sheet = member_queries.form_sheet(viewer, CODE)
    assert sheet is not None
    other = {"id": "other", "title": "از پنجرهٔ دیگر"}

    def slow(draft: FormDraft) -> None:
        if not Draft.objects.filter(person=viewer.person).exists():
            personal.save_draft(viewer.person, "declaration", CODE, {"posts": [other]}, viewer.at, None)
        draft.put("degrees", {"id": "mine"})

    drafts.keep(viewer, sheet, slow, viewer.at)
    kept = draft_of(house)
    assert [each["id"] for each in kept.rows("posts")] == ["other"]
    assert [each["id"] for each in kept.rows("degrees")] == ["mine"]


def test_given_a_program_in_a_paper_s_clothes_when_uploaded_then_a_sentence_and_the_words_stay(house: Played) -> None:
    file = io.BytesIO(b"MZ\x00 no paper")
    file.name = "degree.pdf"
    answer = add(browser(house.members[0]), **DEGREE, papers=file)
    assert answer.status_code == 422
    assert "محتوای این پرونده هیچ‌یک از این سه نیست" in answer.content.decode()
    assert draft_of(house).rows("degrees")[0]["documents"] == []


def test_art9_given_two_bachelors_when_none_is_named_then_a_question_and_after_naming_none(house: Played) -> None:
    client = browser(house.members[0])
    add(client, **DEGREE, papers=paper())
    add(client, **{**DEGREE, "field_title": "مهندسی برق"}, papers=paper())
    assert "دو کارشناسی ثبت کرده‌اید؛ یکی را برای امتیاز برگزینید" in client.get(FORM).content.decode()
    first, second = (each["id"] for each in draft_of(house).rows("degrees"))
    client.post(f"{FORM}degrees/", {f"counted-{first}": second})
    assert [each["counted"] for each in draft_of(house).rows("degrees")] == [False, True]
    assert "یکی را برای امتیاز برگزینید" not in client.get(FORM).content.decode()


def test_art15_given_a_field_of_no_list_when_saved_then_it_is_taken_and_said_to_be_a_doubt(house: Played) -> None:
    client = browser(house.members[0])
    add(client, **{**DEGREE, "field_title": "آینده‌پژوهی"})
    assert draft_of(house).rows("degrees")[0]["field"] == ""
    assert "این رشته در فهرست مصوب نیست" in client.get(f"{FORM}degrees/").content.decode()
    add(client, **{**DEGREE, "level": "master", "field_title": "مهندسي  برق"})
    assert draft_of(house).rows("degrees")[1]["field"] == "power"


# --- choices and demand ---------------------------------------------------------------------------------------------


def test_art4_given_drafts_when_the_board_is_drawn_then_only_forms_handed_in_count(house: Played) -> None:
    client = browser(house.members[0])
    fill(client, first="energy", second="judiciary")
    viewer = viewer_of(User(is_active=True, person=house.members[0]), house.opened + 5 * HOUR)
    shown = board(viewer, house.formation)
    energy = shown.row("energy")
    assert (energy.first, energy.second, energy.place) == (2, 0, 1)
    assert (shown.submitted, shown.issued, shown.floor, shown.ceiling) == (2, 4, 19, 23)
    text = client.get(f"{FORM}choices/demand/", {"first": "energy"}).content.decode()
    assert all(one.name not in text for one in house.members)


def test_art18_given_an_own_draft_when_ranked_then_against_the_claims_of_others_who_name_it_first(
    house: Played,
) -> None:
    viewer = viewer_of(User(is_active=True, person=house.members[0]), house.opened + 5 * HOUR)
    tables = score_tables(house.formation)
    paper_key = str(uuid.uuid4())
    degree = {
        "id": "d", "level": "bachelor", "field": "power", "field_title": "مهندسی برق", "institution": "نمونه", "authority": "science",
        "day": "2006-09-22", "counted": True, "documents": [paper_key],
    }  # fmt: skip
    own = parse_draft({"degrees": [degree]}, day=viewer.day)
    standing = own_standing(viewer, house.formation, own, ["energy"], tables)["energy"]
    # Member 1 claims 200 for the degree and two years of 30; member 2 has a field that no list knows.
    assert standing.points == 200
    assert (standing.rank, standing.rivals) == (2, 2)


def test_given_more_forms_when_the_choices_page_is_drawn_then_the_queries_are_as_many(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{FORM}choices/").status_code == 200
        return len(queries)

    def warm() -> int:
        count()  # what an act has changed is read once more
        return count()

    before = warm()
    hand_in(house, 3)
    assert warm() == before


def test_art4_given_the_same_committee_twice_when_saved_then_refused_at_the_second(house: Played) -> None:
    answer = browser(house.members[0]).post(f"{FORM}choices/", {"first": "energy", "second": "energy"})
    assert answer.status_code == 422
    assert "دو اولویت باید دو کمیسیون متفاوت باشد" in answer.content.decode()


# --- handing in -----------------------------------------------------------------------------------------------------


def test_art4_given_a_whole_draft_when_handed_in_then_an_act_and_a_receipt_with_its_hash(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)
    declaration = form_of_member(house)
    answer = send(client, declaration)
    assert answer["Location"] == reverse("committees:submitted", args=[declaration.pk])
    act = sent_acts(declaration).get()
    receipt = client.get(answer["Location"]).content.decode()
    assert act.hash in receipt
    assert "نوبت تحویل" in receipt
    printed = client.get(reverse("committees:receipt_pdf", args=[act.pk]))
    assert printed["Content-Type"] == "application/pdf"
    assert act.hash in unbroken(printed.content)
    declaration.refresh_from_db()
    assert (declaration.stage, declaration.submission) == ("submitted", 1)


def test_given_one_leaf_when_pressed_twice_then_one_act_and_the_same_receipt(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)
    declaration = form_of_member(house)
    fields = leaf(client, declaration)
    answers = [send(client, declaration, fields) for _ in range(2)]
    assert [each["Location"] for each in answers] == [reverse("committees:submitted", args=[declaration.pk])] * 2
    assert sent_acts(declaration).count() == 1


def test_given_a_changed_draft_when_the_old_review_is_sent_then_409_and_nothing_is_handed_in(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)
    declaration = form_of_member(house)
    fields = leaf(client, declaration)
    client.post(f"{FORM}choices/", {"first": "energy", "second": "judiciary"})
    answer = send(client, declaration, fields)
    assert answer.status_code == 409
    assert "دگرگون شده است" in answer.content.decode()
    assert not sent_acts(declaration).exists()


def test_given_an_older_version_when_sent_then_409_shows_the_act_that_came_first(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)
    declaration = form_of_member(house)
    fields = leaf(client, declaration)
    send(client, declaration)
    answer = send(client, declaration, fields)
    assert answer.status_code == 409
    assert "پیش از شما کار دیگری ثبت شد" in answer.content.decode()
    assert sent_acts(declaration).count() == 1


def test_art4_given_a_form_handed_in_when_a_new_one_follows_then_it_stands_and_both_receipts_remain(
    house: Played,
) -> None:
    client = browser(house.members[0])
    fill(client)
    declaration = form_of_member(house)
    send(client, declaration)
    client.post(f"{FORM}choices/", {"first": "energy", "second": "judiciary"})
    assert "تا دوباره تحویل ندهید، همان فرم رسیده معتبر است" in client.get(FORM).content.decode()
    send(client, declaration)
    declaration.refresh_from_db()
    assert declaration.submission == 2
    for act in sent_acts(declaration):
        assert client.get(reverse("committees:receipt_pdf", args=[act.pk])).status_code == 200
    assert member_queries.standing_choices(declaration)[0] == (1, 1, "انرژی")


def test_art20_given_the_last_second_when_handed_in_then_taken(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)
    fields = leaf(client, form_of_member(house))
    at_clock(CLOSES - timedelta(seconds=20))
    assert send(client, form_of_member(house), fields).status_code == 302


def test_art20_given_a_second_late_when_handed_in_then_refused_with_the_sum_and_every_answer_kept(
    house: Played,
) -> None:
    client = browser(house.members[0])
    fill(client)
    declaration = form_of_member(house)
    fields = leaf(client, declaration)
    at_clock(CLOSES + timedelta(seconds=1))
    answer = send(client, declaration, fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ثانیه دیر رسید" in text
    assert "سه‌شنبه ۸ اردیبهشت ۱۴۰۵، ساعت ۲۳:۵۹" in text
    assert "روز آخر، تا پایان آن" in text
    assert "مادهٔ ۲۰" in text
    assert not sent_acts(declaration).exists()
    assert draft_of(house).choices == ["judiciary", "energy"]
    later = client.get(FORM).content.decode()
    assert "فرمی از شما تا پایان مهلت نرسید" in later
    assert "رسید و نگه داشته شد" in later
    assert "کارشناسی حقوق" in later


def test_art20_given_a_closed_form_when_something_is_typed_then_it_is_still_kept(house: Played) -> None:
    client = browser(house.members[0])
    at_clock(CLOSES + HOUR)
    assert add(client, **DEGREE).status_code == 302
    assert len(draft_of(house).rows("degrees")) == 1


def test_given_untouched_parts_when_the_review_is_sent_by_hand_then_422_names_them(house: Played) -> None:
    client = browser(house.members[0])
    add(client, **DEGREE)
    declaration = form_of_member(house)
    viewer = viewer_of(User(is_active=True, person=house.members[0]), house.opened + 5 * HOUR)
    fields = {
        "key": str(uuid.uuid4()),
        "seen_version": str(declaration.version),
        "reviewed": draft_of(house).digest(viewer.day),
    }
    answer = send(client, declaration, fields)
    assert answer.status_code == 422
    assert "سوابق اجرایی" in answer.content.decode()
    assert not sent_acts(declaration).exists()


# --- who may not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["another member", "an officer", "a superuser"])
def test_given_another_s_form_when_any_page_of_it_is_asked_for_then_not_found(house: Played, who: str) -> None:
    mine = browser(house.members[0])
    fill(mine)
    declaration = form_of_member(house)
    send(mine, declaration)
    act = sent_acts(declaration).get()
    client = browser({"another member": house.members[3], "an officer": house.people["officer"]}.get(who))
    if who == "a superuser":
        sign_in(client, User.objects.create_superuser("root", password="x"))
    for name, key in (
        ("submit_declaration", declaration.pk),
        ("submitted", declaration.pk),
        ("name_further_choices", declaration.pk),
        ("receipt_pdf", act.pk),
    ):
        assert client.get(reverse(f"committees:{name}", args=[key])).status_code == 404
    if who != "another member":
        assert client.get(FORM).status_code == 404
        assert client.get(f"{FORM}degrees/").status_code == 404


def test_given_nobody_when_a_form_is_asked_for_then_the_same_way_to_sign_in(house: Played) -> None:
    answers = {
        Client().get(path).status_code
        for path in (FORM, f"{FORM}choices/", f"/committees/records/{CODE}/", "/nowhere/")
    }
    assert answers == {302}


HOSTILE = (
    "9" * 20,
    "9" * 5000,
    "\u202eقوقح",
    "<script>alert(1)</script>",
    "'; --",
    "ا" * 5_000,
    "\ud7ff\U0010ffff",
    "-1",
    "۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰",
)


@pytest.mark.parametrize("heading", ["degrees", "posts", "tenures", "services"])
def test_given_hostile_values_in_every_field_when_sent_then_a_sentence_and_no_fall(house: Played, heading: str) -> None:
    client = browser(house.members[0])
    names = ("level", "field_title", "institution", "authority", "day", "title", "post", "equivalent_to", "organisation", "order_number",
             "from_day", "to_day", "term", "committee", "self_employed", "drop", "counted-x", "nothing")  # fmt: skip
    for value in HOSTILE:
        answer = client.post(f"{FORM}{heading}/abc/", dict.fromkeys(names, value))
        assert answer.status_code in (302, 422), value[:20]
        assert "<script>alert(1)" not in answer.content.decode()
        assert client.post(f"{FORM}{heading}/", dict.fromkeys(names, value)).status_code == 302
    for path in (FORM, f"{FORM}{heading}/", f"{FORM}{heading}/abc/", f"{FORM}choices/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.content.decode()


NOWHERE = (
    f"{FORM}{'9' * 20}/", f"{FORM}degrees/{'a' * 17}/", f"{FORM}degrees/ABC/", f"{FORM}degrees/nothing/remove/", "/committees/formations/none/form/",
    f"/committees/terms/{'9' * 20}/record/", f"/committees/records/term-{'9' * 20}/", f"/committees/members/records/{uuid.uuid4()}/",
    f"/committees/submissions/{uuid.uuid4()}/receipt.pdf", f"/committees/declarations/{uuid.uuid4()}/submission/",
)  # fmt: skip


def test_given_an_address_of_nothing_when_asked_for_then_not_found(house: Played) -> None:
    client = browser(house.members[0])
    assert [path for path in NOWHERE if client.get(path).status_code != 404] == []


def test_given_hostile_review_fields_when_sent_then_422_and_no_act(house: Played) -> None:
    client = browser(house.members[0])
    fill(client)
    for value in HOSTILE:
        answer = send(client, form_of_member(house), {"key": value, "seen_version": value, "reviewed": value})
        assert answer.status_code == 422
    assert not sent_acts(form_of_member(house)).exists()


# --- records of members ---------------------------------------------------------------------------------------------


def record_path() -> str:
    return reverse("committees:declare_record", args=[13])


def declare(client: Client) -> Any:
    text = client.get(record_path()).content.decode()
    return client.post(record_path(), {name: _hidden(text, name) for name in ("key", "seen_version", "reviewed")})


def test_art3_given_a_record_when_declared_then_every_member_reads_it_and_no_officer(house: Played) -> None:
    client = browser(house.members[0])
    base = "/committees/terms/13/record/"
    client.post(f"{base}degrees/abc/", DEGREE)
    for heading in ("posts", "tenures", "services"):
        client.post(f"{base}{heading}/", {"nothing": "1"})
    answer = declare(client)
    record = Record.objects.get()
    assert answer["Location"] == reverse("committees:record", args=[record.pk])
    assert "choices" not in Act.objects.get(verb="declare_record").content
    text = browser(house.members[1]).get(answer["Location"]).content.decode()
    assert "کارشناسی حقوق" in text
    assert browser(house.people["officer"]).get(answer["Location"]).status_code == 404
    assert browser(house.people["officer"]).get(f"/committees/records/{CODE}/").status_code == 404
    assert "کارشناسی حقوق" in client.get(f"{FORM}degrees/").content.decode()


def test_art3_given_a_declared_record_when_declared_again_then_the_first_stands(house: Played) -> None:
    one = house.members[0]
    actions.declare_record(house.call(one, HOUR), Record(term=house.term, member=one))
    assert declare(browser(one))["Location"] == reverse("committees:record", args=[Record.objects.get().pk])
    with pytest.raises(Exception, match="پیش‌تر اعلام شده"):
        actions.declare_record(house.call(one, HOUR), Record(term=house.term, member=one))


def test_art3_given_records_when_leafed_through_then_by_name_with_a_way_on_and_back(
    house: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in house.members:
        actions.declare_record(house.call(one, HOUR), Record(term=house.term, member=one))
    monkeypatch.setattr(member_queries, "RECORDS_A_PAGE", 3)
    names = [each.name for each in sorted(house.members, key=lambda each: each.sort_key)]
    first = member_queries.records(house.term)
    assert [each.member__name for each in first.rows] == names[:3]
    second = member_queries.records(house.term, after=first.later)
    assert [each.member__name for each in second.rows] == names[3:]
    back = member_queries.records(house.term, before=second.earlier)
    assert [each.member__name for each in back.rows] == names[:3]
    assert (back.earlier, first.earlier, second.later) == ("", "", "")
    found = member_queries.records(house.term, sought=names[0].replace("ی", "ي").replace("ک", "ك"))
    assert [each.member__name for each in found.rows] == names[:1]
