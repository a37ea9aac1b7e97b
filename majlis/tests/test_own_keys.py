"""Keys come with the password and stay with the browser; whoever has everything else has nothing (threats: stolen database)."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from conduct.models import Report
from majlis import boxes, own_keys
from majlis.demo.accounts import PASSWORD
from majlis.demo.fixed import NOW
from majlis.models import KeyPair, SafeShare
from majlis.models.sealed import CLOSED
from majlis.personal import first_pair
from majlis.tests.test_accounts import entered, one_code, password

KEYS, RECOVERY = reverse("keys"), reverse("recovery_key")
READER = "conduct_registrar"
FRESH = "گذرواژهٔ-تازه-۱۴۰۵"


@pytest.fixture(autouse=True)
def _strict(no_standing_keys: None) -> None:
    cache.clear()


@pytest.fixture
def report(cast: Any) -> Report:
    """A report of the demonstration that the registrar may read."""
    return Report.objects.filter(case__stage="reported").order_by("pk").first()


def case_page(client: Client, report: Report) -> str:
    answer = client.get(reverse("conduct:case", args=[report.case_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def reads(client: Client, report: Report) -> bool:
    return CLOSED not in case_page(client, report)


def all_that_lies() -> bytes:
    """Every row of every table, as text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            told += [row[0] for row in cursor.fetchall()]
    return "\n".join(told).encode()


# The way in


def test_the_password_brings_the_keys_and_sealed_words_are_read(cast, report):
    client = entered(cast, READER)
    assert own_keys.COOKIE in client.cookies
    assert reads(client, report)
    assert "در این نشست هست" in client.get(KEYS).content.decode()


def test_the_second_cookie_is_the_browsers_alone(cast):
    cookie = entered(cast, READER).cookies[own_keys.COOKIE]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["domain"], cookie["max-age"], cookie["expires"]) == ("/", "", "", "")


@pytest.mark.parametrize("value", [None, "", "x", base64.urlsafe_b64encode(b"k" * 32).decode(), "A" * 5000])
def test_without_the_right_cookie_the_page_is_there_and_the_words_are_closed(cast, report, value):
    client = entered(cast, READER)
    if value is None:
        del client.cookies[own_keys.COOKIE]
    else:
        client.cookies[own_keys.COOKIE] = value
    assert not reads(client, report)
    assert "در این نشست نیست" in client.get(KEYS).content.decode()


def test_anothers_cookie_opens_nothing(cast, report):
    client, other = entered(cast, READER), entered(cast, "conduct_chair")
    client.cookies[own_keys.COOKIE] = other.cookies[own_keys.COOKIE].value
    assert not reads(client, report)


def test_a_session_of_another_account_does_not_take_the_keys_along(cast, report):
    """The box names its pair, and the pair its account."""
    client = entered(cast, READER)
    client.force_login(cast.user("conduct_chair"))
    session = client.session
    session["second_factor_missing"] = False
    session.save()
    assert not reads(client, report)


def test_whoever_leaves_leaves_nothing_that_opens(cast):
    client = entered(cast, READER)
    client.post(reverse("account_logout"))
    assert not client.cookies[own_keys.COOKIE].value
    assert own_keys.BROUGHT not in client.session


def test_a_wrong_password_makes_no_pair_and_sets_no_cookie(cast):
    KeyPair.objects.filter(user=cast.user("clerk")).delete()
    client = Client()
    assert password(client, "clerk", "no-such-password-1405").status_code == 200
    assert own_keys.COOKIE not in client.cookies
    assert not KeyPair.objects.filter(user=cast.user("clerk")).exists()


def test_the_first_sign_in_makes_a_pair_and_the_next_opens_the_same(cast):
    KeyPair.objects.filter(user=cast.user("clerk")).delete()
    entered(cast, "clerk")
    made = KeyPair.objects.get(user=cast.user("clerk"))
    assert "در این نشست هست" in entered(cast, "clerk").get(KEYS).content.decode()
    assert KeyPair.objects.get(user=cast.user("clerk")) == made
    assert first_pair(cast.user("clerk"), PASSWORD, NOW) == (made, None)


# The password changes, or is lost


def changed(client: Client, old: str = PASSWORD) -> Any:
    client.post(reverse("account_reauthenticate"), {"password": old})
    return client.post(reverse("account_change_password"), {"oldpassword": old, "password1": FRESH, "password2": FRESH})


def came_in(cast: Any, name: str, word: str) -> Client:
    client = Client()
    password(client, name, word)
    client.post(reverse("mfa_authenticate"), {"code": one_code(cast, name)})
    return client


def test_a_new_password_opens_the_same_keys(cast, report):
    assert changed(entered(cast, READER)).status_code == 302
    assert reads(came_in(cast, READER, FRESH), report)


def test_without_the_keys_the_password_stays_as_it_is(cast):
    client = entered(cast, READER)
    del client.cookies[own_keys.COOKIE]
    answer = changed(client)
    assert answer.status_code in (200, 422)
    assert "کلید شما در این نشست نیست" in answer.content.decode()
    assert cast.user(READER).check_password(PASSWORD)


def set_without_keys(cast: Any, name: str) -> None:
    user = cast.user(name)
    user.set_password(FRESH)
    user.save()


def printed_key(client: Client) -> str:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.post(RECOVERY).content.decode()
    return re.search(r"(?:[2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}", page)[0]


def test_a_lost_password_is_no_loss_with_the_recovery_key(cast, report):
    printed = printed_key(entered(cast, READER))
    set_without_keys(cast, READER)
    client = came_in(cast, READER, FRESH)
    assert not reads(client, report)
    typed = {"what": "recovery", "recovery-recovery": printed.lower().replace("-", " "), "recovery-password": FRESH}
    assert client.post(KEYS, typed).status_code == 302
    assert reads(client, report)
    assert reads(came_in(cast, READER, FRESH), report)


def test_a_wrong_or_an_older_recovery_key_opens_nothing(cast):
    client = entered(cast, READER)
    old = printed_key(client)
    printed_key(client)
    set_without_keys(cast, READER)
    client = came_in(cast, READER, FRESH)
    for wrong in (old, boxes.new_recovery(), "x", "۱۲۳۴"):
        answer = client.post(KEYS, {"what": "recovery", "recovery-recovery": wrong, "recovery-password": FRESH})
        assert answer.status_code == 422


def test_without_it_a_new_pair_is_made_and_opens_nothing_of_before(cast, report):
    set_without_keys(cast, READER)
    client = came_in(cast, READER, FRESH)
    before = KeyPair.objects.get(user=cast.user(READER))
    assert client.post(KEYS, {"what": "anew", "anew-password": FRESH}).status_code == 422
    assert client.post(KEYS, {"what": "anew", "anew-password": "wrong", "anew-sure": "on"}).status_code == 422
    assert KeyPair.objects.get(user=cast.user(READER)) == before
    assert client.post(KEYS, {"what": "anew", "anew-password": FRESH, "anew-sure": "on"}).status_code == 302
    assert KeyPair.objects.get(user=cast.user(READER)) != before
    assert "در این نشست هست" in client.get(KEYS).content.decode()
    assert not reads(client, report)


def test_the_recovery_key_is_shown_to_who_has_shown_himself_and_never_again(cast):
    client = entered(cast, READER)
    assert client.get(RECOVERY).status_code == 302
    printed = printed_key(client)
    assert printed not in client.get(RECOVERY).content.decode()
    assert printed.encode() not in all_that_lies()


def test_there_is_no_reset_by_mail(cast):
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not [name for name in names if "reset" in name or "login_by_code" in name or "login_webauthn" in name]


# What everything together opens


def keys_found(lying: bytes) -> set[bytes]:
    """Every 32 bytes that lie somewhere as hex or base64: whoever has the house's rows would try them all."""
    found = {bytes.fromhex(each.decode()) for each in re.findall(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", lying)}
    for each in re.findall(rb"[A-Za-z0-9+/_-]{43}=", lying):
        found.add(base64.b64decode(each.replace(b"-", b"+").replace(b"_", b"/")))
    return {each for each in found if len(each) == boxes.KEY_BYTES}


def opens_a_session(client: Client, keys: set[bytes]) -> bool:
    box = base64.b64decode(client.session[own_keys.BROUGHT]["box"])
    for key in keys:
        try:
            boxes.taken_up(key, box)
        except boxes.NotOpened:
            continue
        return True
    return False


def test_the_whole_database_opens_no_session_and_no_share(cast):
    client = entered(cast, READER)
    keys = keys_found(all_that_lies() + str(client.session.items()).encode())
    assert not opens_a_session(client, keys)
    for share in SafeShare.objects.filter(pair__user=cast.user(READER))[:5]:
        assert all(own_keys_tried(key, bytes(share.box)) is None for key in keys)


def own_keys_tried(key: bytes, box: bytes) -> bytes | None:
    try:
        return boxes.unseal(key, box)
    except boxes.NotOpened:
        return None


def test_a_browsers_key_in_the_session_would_be_found(cast):
    """The search can fail: what is planted there opens."""
    client = entered(cast, READER)
    planted = client.cookies[own_keys.COOKIE].value
    session = client.session
    session["planted"] = planted
    session.save()
    assert opens_a_session(client, keys_found(str(client.session.items()).encode()))


def test_an_ordinary_page_asks_nothing_for_the_keys(cast):
    client = entered(cast, "clerk")
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert not [each for each in asked.captured_queries if "keypair" in each["sql"] or "safeshare" in each["sql"]]
