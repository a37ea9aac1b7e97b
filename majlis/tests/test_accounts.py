"""Accounts: the way in, who is kept out of what before it, and where one is signed in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from majlis import persian
from majlis.models import Act
from majlis.tests.cast import Cast
from majlis.user_sessions import UNKNOWN, device_named

LOGIN, CODE_PAGE, SESSIONS = (reverse(name) for name in ("account_login", "mfa_authenticate", "sessions"))
HOME, OFFICE = "192.0.2.1", "192.0.2.2"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WRONG = "no-such-password-1405"


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


def password(client: Client, name: str, word: str, address: str = HOME) -> Any:
    return client.post(LOGIN, {"login": name, "password": word}, REMOTE_ADDR=address)


def entered(cast: Cast, name: str, code: str = "", **browser: Any) -> Client:
    """A browser that came in by the pages, without a script."""
    client = Client(**browser)
    assert password(client, name, cast.password)["Location"] == CODE_PAGE
    answer = client.post(CODE_PAGE, {"code": code or one_code(cast, name)})
    assert answer["Location"] == settings.LOGIN_REDIRECT_URL
    return client


def one_code(cast: Cast, name: str) -> str:
    """A recovery code that nobody has used."""
    kept = Authenticator.objects.filter(user=cast.user(name), type="recovery_codes").first()
    return (kept.wrap() if kept else RecoveryCodes.activate(cast.user(name))).get_unused_codes()[0]


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


# The way in


def test_whoever_comes_for_the_first_time_types_his_password_once(cast):
    Authenticator.objects.filter(user=cast.user("clerk")).delete()
    client = Client()
    activation, codes = reverse("mfa_activate_totp"), reverse("mfa_view_recovery_codes")
    assert password(client, "clerk", cast.password)["Location"] == settings.LOGIN_REDIRECT_URL
    page = client.get(activation)
    assert page.status_code == 200
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(activation, {"code": code})["Location"] == codes
    assert client.get(codes).status_code == 200


def test_who_has_a_second_factor_shows_himself_anew_before_he_changes_it(cast):
    client = entered(cast, "clerk")
    assert reverse("account_reauthenticate") in client.get(reverse("mfa_add_webauthn"))["Location"]


@pytest.mark.parametrize("digits", [str, persian.digits])
def test_the_code_is_taken_in_either_digits(cast, digits):
    assert is_in(entered(cast, "clerk", digits(cast.code("clerk"))))


def test_a_code_is_taken_once(cast):
    for code in (cast.code("clerk"), one_code(cast, "clerk")):
        assert is_in(entered(cast, "clerk", code))
        late = Client()
        password(late, "clerk", cast.password)
        assert late.post(CODE_PAGE, {"code": code}).status_code == 200
        assert not is_in(late)


def test_the_password_alone_opens_nothing(cast):
    client = Client()
    password(client, "clerk", cast.password)
    assert [client.get(path).status_code for path in ("/", SESSIONS, reverse("mfa_index"))] == [302, 302, 302]


@pytest.mark.parametrize("answer", ["", "x", "{}", "[]", "null", '{"id": 7}', '{"id": "A", "rawId": "A"}', '"' * 9])
@pytest.mark.parametrize("page", ["mfa_authenticate", "mfa_reauthenticate_webauthn", "mfa_add_webauthn"])
def test_an_answer_that_no_passkey_gave_breaks_nothing(cast, page, answer):
    client = Client()
    password(client, "clerk", cast.password)
    if page != "mfa_authenticate":
        client = entered(cast, "clerk")
        client.post(reverse("mfa_reauthenticate"), {"code": one_code(cast, "clerk")})
    assert client.post(reverse(page), {"credential": answer, "name": "x"}).status_code in (200, 302)
    assert not Authenticator.objects.filter(user=cast.user("clerk"), type="webauthn").exists()


# Nothing before the second factor


OPENED_BEFORE = ("/", SESSIONS, reverse("own_feed"), "/letters/", "/committees/", "/admin/", "/law/house/", "/nothing/")


def test_before_a_second_factor_there_is_nothing_but_to_make_one(cast):
    Authenticator.objects.filter(user=cast.user("clerk")).delete()
    client = Client()
    password(client, "clerk", cast.password)
    assert {client.get(path)["Location"] for path in OPENED_BEFORE} == {reverse("mfa_activate_totp")}
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_last_factor_removed_shuts_everything_again(cast):
    client = entered(cast, "clerk")
    client.post(reverse("mfa_reauthenticate"), {"code": one_code(cast, "clerk")})
    assert is_in(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert client.get("/")["Location"] == reverse("mfa_activate_totp")


# Strangers at the door


def test_the_unknown_and_the_known_are_told_the_same_after_the_same_work(cast):
    told = {}
    for name in ("clerk", "administrator", "nobody-of-this-name"):
        client = Client()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = password(client, name, WRONG)
        body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()).replace(name, "")
        told[name] = (answer.status_code, body, [without_values(each["sql"]) for each in asked])
    known, other, unknown = told.values()
    assert known == other == unknown
    assert known[0] == 200 and 'role="alert"' in known[1]
    assert known[2], "nobody was looked up"


def without_values(sql: str) -> str:
    return re.sub(r"'[^']*'|\b\d+\b", "?", sql)


def test_the_unknown_costs_a_hash_as_the_known_does(cast, settings):
    """Counted where passwords are hashed: the slowest part of a sign-in, and what a watch at the door would measure."""
    from django.contrib.auth.hashers import get_hasher

    hasher, counted = type(get_hasher("default")), []
    encode = hasher.encode

    def counting(self: Any, word: str, *rest: Any) -> str:
        counted.append(word)
        return encode(self, word, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hasher, "encode", counting)
        cast.user("clerk").set_password(cast.password)
        counted.clear()
        seen = []
        for name in ("member", "nobody-of-this-name"):
            password(Client(), name, WRONG)
            seen.append(len(counted))
            counted.clear()
    assert seen[0] == seen[1] > 0


def test_wrong_guesses_elsewhere_keep_no_officer_from_his_desk(cast):
    for _ in range(12):
        password(Client(), "secretary", WRONG, OFFICE)
    assert "Location" not in password(Client(), "secretary", cast.password, OFFICE)
    assert password(Client(), "secretary", cast.password, HOME)["Location"] == CODE_PAGE


def test_no_lock_is_for_good(cast, monkeypatch):
    import time

    for _ in range(30):
        password(Client(), "secretary", WRONG)
    assert "Location" not in password(Client(), "secretary", cast.password)
    later = time.time() + timedelta(hours=1, minutes=1).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    assert password(Client(), "secretary", cast.password)["Location"] == CODE_PAGE


# Where one is signed in


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (CHROME, "کروم، ویندوز"),
        (FIREFOX, "فایرفاکس، لینوکس"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "سافاری، آیفون"),
        (CHROME.replace("Safari", "Safari Edg/140.0"), "اج، ویندوز"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "کروم، اندروید"),
        ("", UNKNOWN),
        ("curl/8", UNKNOWN),
    ],
)
def test_a_browser_is_named_in_short(told, named):
    assert device_named(told) == named


def test_the_page_lists_every_sign_in_and_marks_this_one(cast):
    here, there = entered(cast, "clerk", HTTP_USER_AGENT=CHROME), entered(cast, "clerk", HTTP_USER_AGENT=FIREFOX)
    entered(cast, "secretary")
    rows = here.get(SESSIONS).context["sessions"]
    assert {(each.device, each.current) for each in rows} == {("کروم، ویندوز", True), ("فایرفاکس، لینوکس", False)}
    assert {(each.device, each.current) for each in there.get(SESSIONS).context["sessions"]} == {
        ("کروم، ویندوز", False), ("فایرفاکس، لینوکس", True),
    }  # fmt: skip


def test_the_page_asks_the_database_as_often_for_five_as_for_one(cast):
    here = entered(cast, "clerk")
    counts = []
    for _ in range(2):
        here.get(SESSIONS)
        with CaptureQueriesContext(connection) as asked:
            here.get(SESSIONS)
        counts.append(len(asked))
        for _ in range(4):
            entered(cast, "clerk")
    assert counts[0] == counts[1]


def test_one_is_ended_at_once_and_alone(cast):
    here, lost, other = (entered(cast, "clerk", HTTP_USER_AGENT=each) for each in (CHROME, FIREFOX, ""))
    row = next(each for each in here.get(SESSIONS).context["sessions"] if "فایرفاکس" in each.device)
    assert here.post(SESSIONS, {"end": row.pk})["Location"] == SESSIONS
    assert [is_in(each) for each in (here, lost, other)] == [True, False, True]


@pytest.mark.parametrize(("end", "stays"), [("others", True), ("everywhere", False)])
def test_the_rest_or_all_are_ended_at_once(cast, end, stays):
    here, lost = entered(cast, "clerk"), entered(cast, "clerk")
    anothers = entered(cast, "secretary")
    here.post(SESSIONS, {"end": end})
    assert [is_in(each) for each in (here, lost, anothers)] == [stays, False, True]


@pytest.mark.parametrize("end", ["0", "9" * 9, "9" * 30, "-1", "x", "", "۱"])
def test_what_is_no_session_of_ones_own_is_not_there(cast, end):
    assert entered(cast, "clerk").post(SESSIONS, {"end": end}).status_code == 404


def test_anothers_session_is_not_ones_own(cast):
    anothers = entered(cast, "secretary")
    row = anothers.get(SESSIONS).context["sessions"][0]
    assert entered(cast, "clerk").post(SESSIONS, {"end": row.pk}).status_code == 404
    assert is_in(anothers)


def test_a_new_password_ends_the_others(cast):
    here, lost = entered(cast, "clerk"), entered(cast, "clerk")
    here.post(reverse("account_reauthenticate"), {"password": cast.password})
    fresh = "گذرواژهٔ-تازه-۱۴۰۵"
    words = {"oldpassword": cast.password, "password1": fresh, "password2": fresh}
    assert here.post(reverse("account_change_password"), words).status_code == 302
    assert not is_in(lost)
    assert cast.user("clerk").check_password(fresh)


# The administrator


def test_the_administrator_ends_a_persons_sessions_and_it_is_recorded(cast):
    lost, administrator = entered(cast, "clerk"), entered(cast, "administrator")
    path = reverse("end_sessions", args=[cast.user("clerk").pk])
    form = administrator.get(path).context["form"]
    body = {"key": str(form["key"].value()), "seen_version": "", "reason": "تلفن همراه گم شد"}
    assert administrator.post(path, body).status_code == 302
    assert not is_in(lost)
    assert is_in(administrator)
    act = Act.objects.get(verb="end_sessions")
    assert (act.content["reason"], act.content["ended"]) == ("تلفن همراه گم شد", 1)
    assert is_in(entered(cast, "clerk")), "the password is still his own"


def test_the_administrator_neither_sees_nor_sets_a_password(cast):
    clerk, administrator = cast.user("clerk"), entered(cast, "administrator")
    pages = (
        reverse("admin:majlis_user_change", args=[clerk.pk]), reverse("admin:majlis_user_changelist"),
        reverse("admin:majlis_user_add"), reverse("end_sessions", args=[clerk.pk]),
    )  # fmt: skip
    for page in pages:
        text = administrator.get(page).content.decode()
        assert 'type="password"' not in text and 'name="password' not in text
        assert clerk.password not in text
        administrator.post(page, {"password": WRONG, "password1": WRONG, "password2": WRONG, "username": "clerk"})
    assert cast.user("clerk").password == clerk.password
