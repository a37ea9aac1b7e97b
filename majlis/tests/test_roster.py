"""Entering members from a published list: the real one of the tenth Majlis, and what else such files may hold (house, Art. 3)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from majlis import actions, persian
from majlis.models import Act, Draft, Membership, Person, Term, User
from majlis.register import NotVisible
from majlis.rules.law import Refused
from majlis.rules.roster import MOST_ROWS, Rejected, RosterRow, read_roster
from majlis.tests.people import MORNING, People, appointed, call, founded

REAL = Path(settings.BASE_DIR, "majlis", "data", "majlis-10-roster.csv")
OPENING = date(2016, 5, 28)  # 1395/03/08
HEADER = "id,name,constituency,end_date,note"
ARABIC = str.maketrans({"ی": "ي", "ک": "ك", "ه": "ہ"})
PRESENTED = str.maketrans({"م": "\ufee3", "ن": "\ufee7", "س": "\ufeb3", "ا": "\ufe8e"})


def named(given: object) -> str:
    return given if isinstance(given, str) else "file"


def listed(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def read(*lines: str):
    return read_roster(listed(*lines), OPENING)


def reasons(*lines: str) -> dict[int, str]:
    return {each.line: each.reason for each in read(*lines).rejected}


# Reading


def test_the_real_list_has_290_seats_four_of_them_vacated_on_the_first_day():
    roster = read_roster(REAL.read_bytes(), OPENING)
    assert (len(roster.rows), roster.rejected) == (290, ())
    assert [row.source_id for row in roster.rows if row.end_date] == ["968497", "100001", "100000", "968535"]
    assert {row.end_date for row in roster.rows} == {None, OPENING}
    assert roster.counts == {"rows": 290, "rejected": 0, "vacated": 4}


def test_the_real_list_keeps_two_members_of_one_name_apart_by_constituency():
    rows = read_roster(REAL.read_bytes(), OPENING).rows
    assert [row.constituency for row in rows if row.name == "علی اکبری"] == [
        "بجنورد، مانه، سملقان، جاجرم، گرمه، راز و جرگلان",
        "شیراز",
    ]
    assert len([row for row in rows if row.name == "داوود محمدی"]) == 2


def test_stray_spaces_and_tabs_are_gone_and_arabic_commas_stay():
    (row,) = read("1, جهانبخش  محبینیا\t ,\tتهران، ری، پردیس        ,,").rows
    assert (row.name, row.constituency) == ("جهانبخش محبینیا", "تهران، ری، پردیس")


@pytest.mark.parametrize(
    "written",
    [
        "علي اكبري", "عل\u064eی ا\u064fکب\u0651ری", "ﻋﻠﯽ اﮐﺒﺮی", "علی\u200f اکبری", "عل\u0640\u0640ی اکبری", "\u202bعلی اکبری\u202c",
        "علی\u00a0اکبری", "\ufeffعلی اکبری",
    ],
)  # fmt: skip
def test_one_name_has_one_written_form(written):
    (row,) = read(f"1,{written},شیراز,,").rows
    assert row.name == "علی اکبری"


@pytest.mark.parametrize("typed", ["2016-05-28", "2016/5/28", "۲۰۱۶-۰۵-۲۸", "٢٠١٦-٠٥-٢٨", "1395/03/08", "۱۳۹۵-۳-۸"])
def test_a_last_day_is_read_in_any_digits_and_in_either_calendar(typed):
    (row,) = read(f"۱,علی اکبری,شیراز,{typed},").rows
    assert (row.source_id, row.end_date) == ("1", OPENING)


def test_a_mark_at_the_head_of_the_file_is_no_part_of_it():
    assert (
        read_roster(b"\xef\xbb\xbf" + REAL.read_bytes(), OPENING).rows == read_roster(REAL.read_bytes(), OPENING).rows
    )


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_are_read_alike(ending):
    text = REAL.read_text(encoding="utf-8").replace("\n", ending)
    assert [row.canonical() for row in read_roster(text.encode(), OPENING).rows] == [
        row.canonical() for row in read_roster(REAL.read_bytes(), OPENING).rows
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "خالی"),
        (b"\n \n", "خالی"),
        (HEADER.encode(), "ردیفی ندارد"),
        ("id;name;constituency;end_date;note\n1;علی;شیراز;;".encode(), "سرستون"),
        ("name,id,constituency,end_date,note\nعلی,1,شیراز,,".encode(), "سرستون"),
        (f"{HEADER},party\n1,علی,شیراز,,,".encode(), "سرستون"),
        (f"{HEADER}\n1,علی اکبری,شیراز,,".encode("cp1256", "replace"), "UTF-8"),
        (f"{HEADER}\n1,علی اکبری,شیراز,,".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04" + bytes(200), "XLSX"),
        (listed("1,علی\x00,شیراز,,"), "تهی"),
        (listed('1,"علی,شیراز,,', "2,رضا,تهران,,"), "از هم جدا"),
        (listed("1," + "ع" * 200_000 + ",شیراز,,"), "از هم جدا"),
    ],
    ids=named,
)  # fmt: skip
def test_a_file_that_is_no_such_list_gets_a_clear_answer(data, told):
    with pytest.raises(Refused) as refused:
        read_roster(data, OPENING)
    assert told in refused.value.sentence
    assert (str(refused.value.article), refused.value.field) == ("house 3", "file")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",علی اکبری,شیراز,,", "شناسه ندارد"),
        ("=1+1,علی اکبری,شیراز,,", "شناسه"),
        ("1" * 41 + ",علی اکبری,شیراز,,", "شناسه"),
        ("1,,شیراز,,", "نام ندارد"),
        ("1,\u200c \u200f,شیراز,,", "نام ندارد"),
        ("1," + "علی " * 40 + ",شیراز,,", "بلندتر"),
        ("1,Ø¹Ù„ÛŒ,شیراز,,", "خط فارسی"),
        ("1,<script>علی</script>,شیراز,,", "«<»"),
        ("1,=علی,شیراز,,", "«=»"),
        ("1,علی \ufffd,شیراز,,", "«\ufffd»"),
        ("1,علی اکبری," + "ش" * 201 + ",,", "حوزهٔ انتخابیه"),
        ("1,علی اکبری,شیراز,2016-05-27,", "نخستین روز"),
        ("1,علی اکبری,شیراز,2016-02-30,", "تقویم"),
        ("1,علی اکبری,شیراز,1395/12/31,", "تقویم"),
        ("1,علی اکبری,شیراز,May 2016,", "سال-ماه-روز"),
        ("1,علی اکبری,شیراز,,,", "خانه"),
        ("1,علی اکبری", "خانه"),
    ],
)
def test_a_row_that_cannot_be_taken_goes_back_with_its_reason_alone(line, told):
    roster = read("8,مریم صدری,کاشان,,", line, "9,رضا کریمی,تبریز,,")
    assert [row.source_id for row in roster.rows] == ["8", "9"]
    (rejected,) = roster.rejected
    assert rejected.line == 3
    assert told in rejected.reason


def test_a_last_day_after_the_terms_last_is_refused():
    late = listed("1,علی اکبری,شیراز,2020-05-27,")
    assert read_roster(late, OPENING, date(2020, 5, 27)).rejected == ()
    assert "آخرین روز" in read_roster(late, OPENING, date(2020, 5, 26)).rejected[0].reason


def test_a_repeated_id_with_the_same_row_is_one_member_and_the_repetition_is_told():
    roster = read("1,علی اکبری,شیراز,,", "2,رضا کریمی,تبریز,,", "1, علي اكبري ,شیراز,,")
    assert [row.line for row in roster.rows] == [2, 3]
    assert [(each.line, each.reason) for each in roster.rejected] == [(4, "تکرار سطر ۲ است.")]


def test_a_repeated_id_of_two_members_speaks_for_neither():
    assert set(reasons("1,علی اکبری,شیراز,,", "1,رضا کریمی,تبریز,,", "2,مریم صدری,کاشان,,")) == {2, 3}


def test_two_ids_for_one_name_and_constituency_cannot_be_told_apart():
    found = reasons("1,محمد جواد ابطحی,خمینی شهر,,", "2,محمدجواد ابطحی,خمینی‌شهر,,", "3,محمد جواد ابطحی,تهران,,")
    assert set(found) == {2, 3}


def test_lines_without_text_are_no_rows_and_lines_are_counted_as_they_stand():
    roster = read_roster(f"{HEADER}\n\n1,علی اکبری,شیراز,,\n,,,,\n,رضا,تبریز,,\n".encode(), OPENING)
    assert (roster.rows[0].line, roster.rejected) == (3, (Rejected(5, ("", "رضا", "تبریز", "", ""), "شناسه ندارد."),))


def test_more_rows_than_a_country_has_are_not_read():
    line = "\n1,علی اکبری,شیراز,,"
    with pytest.raises(Refused) as refused:
        read_roster((HEADER + line * (MOST_ROWS + 1)).encode(), OPENING)
    assert "۱۰۰٬۰۰۰" in refused.value.sentence


# Entering


def opened(
    people: People, number: int = 10, opens: datetime = datetime(2016, 5, 28, 4, 30, tzinfo=UTC), ends: str = ""
) -> Term:
    term = Term()
    body = {"number": number, "opens_at": opens.isoformat(), "ends_on": ends}
    actions.open_term(call(people.administrator, body), term)
    return term


@pytest.fixture
def people(db) -> People:
    return founded()


@pytest.fixture
def term(people) -> Term:
    return opened(people)


def body_of(data: bytes, source: str = "EveryPolitician", **span) -> dict:
    roster = read_roster(data, span.get("first", OPENING), span.get("last"))
    return {"source": source, "sha256": roster.sha256, "rows": [row.canonical() for row in roster.rows]}


def enter(people: People, term: Term, data: bytes, **more) -> Act:
    return actions.import_roster(call(people.administrator, body_of(data, **more)), term)


def members(term: Term):
    return Membership.objects.filter(term=term, body__code="chamber", role="member")


def test_the_real_list_is_entered_with_290_members(people, term):
    act = enter(people, term, REAL.read_bytes())
    assert members(term).count() == Person.objects.filter(source="EveryPolitician").count() == 290
    assert set(members(term).values_list("from_day", flat=True)) == {OPENING}
    vacated = members(term).filter(to_day__isnull=False)
    assert list(vacated.values_list("to_day", flat=True)) == [OPENING] * 4
    assert (act.verb, act.article, act.content["added"], act.content["conflicts"]) == (
        "import_roster",
        "house 3",
        290,
        [],
    )
    assert len(act.content["rows"]) == 290


def test_namesakes_are_two_persons_with_two_seats(people, term):
    enter(people, term, REAL.read_bytes())
    seats = members(term).filter(person__name="علی اکبری").values_list("person__source_id", "constituency")
    assert dict(seats) == {"968967": "بجنورد، مانه، سملقان، جاجرم، گرمه، راز و جرگلان", "968960": "شیراز"}


def test_what_is_written_at_once_is_sought_and_ordered_like_what_is_written_alone(people, term):
    enter(people, term, REAL.read_bytes())
    for person in Person.objects.filter(source="EveryPolitician"):
        assert (person.name_folded, person.sort_key) == (persian.fold(person.name)[0], persian.sort_key(person.name))


def test_the_same_list_again_adds_nothing(people, term):
    enter(people, term, REAL.read_bytes())
    with pytest.raises(Refused) as refused:
        enter(people, term, REAL.read_bytes())
    assert "تازه نیست" in refused.value.sentence
    assert (members(term).count(), Act.objects.filter(verb="import_roster").count()) == (290, 1)


@pytest.mark.parametrize("letters", [ARABIC, PRESENTED], ids=["arabic", "presented"])
def test_the_same_list_in_other_letters_is_the_same_list(people, term, letters):
    text = REAL.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    enter(people, term, f"{head}\n{rest.translate(letters)}".encode())
    assert members(term).count() == 290
    with pytest.raises(Refused):
        enter(people, term, REAL.read_bytes())


def test_a_longer_list_adds_what_is_new_alone(people, term):
    enter(people, term, listed("1,علی اکبری,شیراز,,"))
    act = enter(people, term, listed("1,علی اکبری,شیراز,,", "2,علی اکبری,بجنورد,,"))
    assert (act.content["added"], act.content["same"], members(term).count()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1,علی اکبرزاده,شیراز,,", "نام ثبت‌شده"),
        ("1,علی اکبری,بجنورد,,", "حوزهٔ ثبت‌شده"),
        ("1,علی اکبری,شیراز,2017-01-01,", "پایان ندارد"),
        ("7,علی اکبری,شیراز,,", "همین نام و حوزه"),
    ],
)
def test_what_differs_is_told_and_nothing_is_overwritten(people, term, line, told):
    enter(people, term, listed("1,علی اکبری,شیراز,,"))
    act = enter(people, term, listed(line, "2,رضا کریمی,تبریز,,"))
    ((_, why),) = act.content["conflicts"]
    assert told in why
    seat = members(term).get(person__source_id="1")
    assert (seat.person.name, seat.constituency, seat.to_day) == ("علی اکبری", "شیراز", None)
    assert members(term).count() == 2


def test_another_source_does_not_double_the_same_member(people, term):
    enter(people, term, listed("1,علی اکبری,شیراز,,"))
    act = enter(people, term, listed("1,علي اكبری,شیراز,,", "2,رضا کریمی,تبریز,,"), source="فهرست دیگر")
    assert (act.content["added"], members(term).count()) == (1, 2)


def test_a_member_of_an_earlier_term_is_the_same_person_with_another_seat(people):
    ninth = opened(people, 9, datetime(2012, 5, 27, 4, 30, tzinfo=UTC), "2016-05-27")
    enter(people, ninth, listed("1,علی اکبری,شیراز,,"), first=date(2012, 5, 27), last=date(2016, 5, 27))
    tenth = opened(people)
    act = enter(people, tenth, listed("1,علی اکبری,بجنورد,,"))
    assert act.content["added"] == 1
    person = Person.objects.get(source_id="1")
    seats = person.memberships.order_by("from_day").values_list("term__number", "to_day", "constituency")
    assert list(seats) == [(9, date(2016, 5, 27), "شیراز"), (10, None, "بجنورد")]


def test_a_seat_that_still_runs_stands_in_the_way_of_another(people, term):
    enter(people, term, listed("1,علی اکبری,شیراز,,"))
    eleventh = opened(people, 11, datetime(2020, 5, 27, 4, 30, tzinfo=UTC))
    act = enter(people, eleventh, listed("1,علی اکبری,شیراز,,", "2,رضا کریمی,تبریز,,"), first=date(2020, 5, 27))
    assert "همین روزها" in act.content["conflicts"][0][1]
    assert members(eleventh).count() == 1


def test_without_a_chamber_nothing_is_entered(db):
    actions.found_house(call(None, {"name": "مدیر"}), User(username="administrator"))
    administrator = Person.objects.get()
    people = People(administrator, *[administrator] * 5)
    term = opened(people)
    with pytest.raises(Refused) as refused:
        enter(people, term, listed("1,علی اکبری,شیراز,,"))
    assert "chamber" in refused.value.sentence
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "rows",
    [
        [], None, "1", [["1", "علی", "شیراز", ""]], [["1", "", "شیراز", "", ""]], [["1", "علی", "شیراز", "2000-01-01", ""]],
        [["1", "علی", "شیراز", "", ""], ["1", "رضا", "تبریز", "", ""]], [[1, 2, 3, 4, 5]], [None],
    ],
)  # fmt: skip
def test_the_act_itself_takes_no_row_that_reading_would_not(people, term, rows):
    before = Person.objects.count()
    body = {"source": "آزمون", "sha256": "0" * 64, "rows": rows}
    with pytest.raises(Refused):
        actions.import_roster(call(people.administrator, body), term)
    assert (Person.objects.count(), members(term).count()) == (before, 0)


def test_nobody_but_the_administrator_enters_members(people, term):
    body = body_of(listed("1,علی اکبری,شیراز,,"))
    for actor in (people.secretary, people.speaker, people.clerk, people.member, people.stranger, None):
        with pytest.raises(NotVisible):
            actions.import_roster(call(actor, body), term)
    assert members(term).count() == 0


def test_a_failure_in_the_last_batch_leaves_nothing(people, term, monkeypatch):
    """Two rows whose memberships cannot both stand: the database refuses the second after the persons were written."""
    monkeypatch.setattr(
        "majlis.actions.roster._seat", lambda *args: (_ for _ in ()).throw(RuntimeError("the disk is full"))
    )
    before = Person.objects.count()
    with pytest.raises(RuntimeError):
        enter(people, term, REAL.read_bytes())
    assert (Person.objects.count(), Act.objects.filter(verb="import_roster").count()) == (before, 0)


def test_the_first_state_of_everyone_is_kept_with_who_and_when(people, term):
    enter(people, term, listed("1,علی اکبری,شیراز,,"))
    kept = Person.objects.get(source_id="1").history.get()
    assert (kept.history_user, kept.history_date, kept.history_type) == (people.administrator, MORNING, "+")


def counted(people: People, term: Term, rows: int) -> int:
    """The statements that entering so many members takes."""
    lines = [f"{rows}{n},علی {'ا' * (n % 90 + 1)},حوزهٔ {rows} {n},," for n in range(rows)]
    with CaptureQueriesContext(
        connection,
    ) as told:
        enter(people, term, listed(*lines))
    return len(told)


def test_ten_times_the_members_take_no_more_statements(people, term):
    assert counted(people, term, 10) == counted(people, term, 1000)


@pytest.mark.long
def test_a_hundred_thousand_rows_are_entered_and_entered_once(people, term):
    letters = "ابپتجچحخدرزسشعفقکگلمنوهی"
    lines = [
        f"{n},{''.join(letters[n // 24**place % 24] for place in range(4))} اکبری,حوزهٔ {n},," for n in range(MOST_ROWS)
    ]
    act = enter(people, term, listed(*lines))
    assert (act.content["added"], members(term).count()) == (MOST_ROWS, MOST_ROWS)
    with pytest.raises(Refused):
        enter(people, term, listed(*lines))


# The command


def commanded(*words: str, file: Path = REAL) -> str:
    out = io.StringIO()
    call_command("import_roster", str(file), *words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_looks_enters_and_enters_nothing_again(people, term):
    User.objects.filter(person=None).delete()
    words = ("--term", "10", "--as", "administrator")
    assert "To add: 290" in commanded(*words, "--dry-run")
    assert members(term).count() == 0
    assert "Added: 290" in commanded(*words)
    assert "Added: 0. The same: 290" in commanded(*words)
    assert members(term).count() == 290


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--term", "11", "--as", "administrator"), "no term 11"),
        (("--term", "9" * 20, "--as", "administrator"), "no term"),
        (("--term", "10", "--as", "nobody"), "nobody"),
        (("--term", "10", "--as", "root"), "root"),
        (("--term", "10", "--as", "clerk"), "no house administrator"),
    ],
)
def test_the_command_answers_in_a_sentence(people, term, words, told):
    User.objects.create_superuser("root", password=None)
    User.objects.create(username="clerk", person=people.clerk)
    with pytest.raises(CommandError, match=told):
        commanded(*words)
    assert members(term).count() == 0


def test_the_command_tells_every_row_that_goes_back(people, term, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(listed("1,علی اکبری,شیراز,,", ",بی‌شناسه,تبریز,,"))
    said = commanded("--term", "10", "--as", "administrator", file=file)
    assert "line 3: شناسه ندارد." in said
    with pytest.raises(CommandError, match="cannot be read"):
        commanded("--term", "10", "--as", "administrator", file=tmp_path / "none.csv")


# The page


def signed_in(person: Person | None, username: str = "", superuser: bool = False) -> Client:
    user = User.objects.filter(person=person).first() if person else None
    user = user or User.objects.create(
        username=username or str(person.pk), person=person, is_superuser=superuser, is_staff=superuser
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session.pop("second_factor_missing", None)
    session.save()
    return client


@pytest.fixture
def client_of(people, term, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return signed_in


def url(number: int = 10) -> str:
    return reverse("import_roster", args=[number])


def sent(client: Client, data: bytes, source: str = "EveryPolitician"):
    fields = hidden(client.get(url()))
    file = SimpleUploadedFile("list.csv", data, "text/csv")
    return client.post(url(), {**fields, "file": file, "source": source})


def hidden(response) -> dict[str, str]:
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].is_hidden and form[name].value() is not None}


def test_the_page_shows_the_list_first_and_enters_it_on_the_second_press(people, term, client_of):
    client = client_of(people.administrator)
    assert sent(client, REAL.read_bytes()).status_code == 302
    assert members(term).count() == 0
    shown = client.get(url())
    assert "ثبت ۲۹۰ نماینده" in shown.content.decode()
    fields = hidden(shown)
    done = client.post(url(), fields)
    assert done.status_code == 302
    assert members(term).count() == 290
    assert client.post(url(), fields)["Location"] == done["Location"]
    assert Act.objects.filter(verb="import_roster").count() == 1
    assert client.get(done["Location"]).status_code == 200
    assert "file" in client.get(url()).context["form"].fields
    sent(client, REAL.read_bytes())
    again = client.get(url())
    assert "ردیف تازه‌ای نیست" in again.content.decode()
    assert client.post(url(), hidden(again)).status_code == 422
    assert Act.objects.filter(verb="import_roster").count() == 1


@pytest.mark.parametrize(
    "data",
    [b"x", "نام\nعلی".encode(), REAL.read_bytes().decode().encode("utf-16"), listed("a" * 200_000), HEADER.encode()],
    ids=named,
)
def test_a_file_that_is_no_list_is_answered_on_the_page_and_nothing_is_kept(people, term, client_of, data, tmp_path):
    client = client_of(people.administrator)
    answer = sent(client, data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert (Draft.objects.count(), list(tmp_path.rglob("*.csv")), members(term).count()) == (0, [], 0)


def test_what_was_said_of_a_list_comes_back_when_it_is_put_aside(people, term, client_of):
    client = client_of(people.administrator)
    sent(client, listed("1,علی اکبری,شیراز,,"), source="منبع دیگر")
    answer = client.post(url(), {"another": "1"}, follow=True)
    assert answer.context["form"]["source"].value() == "منبع دیگر"
    assert Draft.objects.count() == 0


def test_the_same_file_under_another_name_of_source_is_another_list(people, term, client_of):
    """What was looked at is entered with all that was said of it."""
    client = client_of(people.administrator)
    sent(client, listed("1,علی اکبری,شیراز,,"))
    fields = hidden(client.get(url()))
    client.post(url(), {"another": "1"})
    sent(client, listed("1,علی اکبری,شیراز,,"), source="منبع دیگر")
    client.post(url(), fields)
    assert members(term).count() == 0


def test_what_is_not_entered_comes_as_a_file_in_which_no_cell_is_a_formula(people, term, client_of):
    client = client_of(people.administrator)
    sent(client, listed("1,علی اکبری,شیراز,,", "=HYPERLINK(1),رضا کریمی,تبریز,,", "1,حسن صدر,قم,,"))
    answer = client.get(f"{url()}?take=rejected")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["سطر", "ستون", "دلیل", "id", "name", "constituency", "end_date", "note"]
    assert [row[0] for row in rows[1:]] == ["2", "3", "4"]
    assert rows[2][3] == "'=HYPERLINK(1)"


def test_another_list_in_another_window_is_not_entered_unseen(people, term, client_of):
    client = client_of(people.administrator)
    sent(client, listed("1,علی اکبری,شیراز,,"))
    fields = hidden(client.get(url()))
    client.post(url(), {"another": "1"})
    sent(client, listed("2,رضا کریمی,تبریز,,"))
    client.post(url(), fields)
    assert members(term).count() == 0


def test_for_everybody_else_the_page_does_not_exist(people, term, client_of):
    User.objects.create_superuser("root", password=None)
    for client in (client_of(people.secretary), client_of(people.member), client_of(None, "root2", superuser=True)):
        for path in (url(), f"{url()}?take=rejected"):
            assert client.get(path).status_code == 404
        assert client.post(url(), {"another": "1"}).status_code == 404
    anonymous = Client().get(url())
    assert (anonymous.status_code, anonymous["Location"]) == (302, Client().get("/no/such/page/")["Location"])


@pytest.mark.parametrize("number", ["11", "9" * 20, "0"])
def test_an_unknown_term_has_no_page(people, term, client_of, number):
    assert client_of(people.administrator).get(url(int(number))).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"sha256": "x"},
        {"sha256": "0" * 64},
        {"sha256": ""},
        {"another": ""},
        {"source": "\u202e"},
        {"key": "1" * 20},
        {},
    ],
)
def test_a_press_with_other_fields_is_answered_without_an_act(people, term, client_of, fields):
    client = client_of(people.administrator)
    sent(client, listed("1,علی اکبری,شیراز,,"))
    assert client.post(url(), fields).status_code in (302, 400, 422)
    assert members(term).count() == 0


def test_a_member_entered_by_hand_is_not_entered_again(people, term):
    organ = people.member.memberships.get().body
    appointed(
        people.stranger,
        organ,
        "member",
        people.administrator,
        term=str(term.pk),
        constituency="یزد",
        from_day="2016-05-28",
    )
    act = enter(people, term, listed("5,بهروز الوندی,یزد,,", "6,رضا کریمی,تبریز,,"))
    assert "ثبت دستی" in act.content["conflicts"][0][1]


def test_a_row_is_kept_in_the_register_as_text():
    assert RosterRow(2, "1", "علی", "شیراز", OPENING, "").canonical() == ["1", "علی", "شیراز", "2016-05-28", ""]
