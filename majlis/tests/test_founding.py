"""The command that founds a house, once."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from majlis.models import Act, Membership, User

pytestmark = pytest.mark.django_db
PASSWORD = "چنار-کهن-۱۴۰۶"


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_empty_house_is_founded_with_its_first_administrator(typed, capsys):
    typed(f"{PASSWORD}\n")
    call_command("found_house", "chief", name="ناهید دماوندنشین")
    user = User.objects.get()
    assert (user.username, user.person.name, user.is_superuser) == ("chief", "ناهید دماوندنشین", False)
    assert user.check_password(PASSWORD)
    assert Membership.objects.get(person=user.person).role == "administrator"
    assert "chief" in capsys.readouterr().out


def test_a_founded_house_is_not_founded_again(typed):
    typed(f"{PASSWORD}\n{PASSWORD}\n")
    call_command("found_house", "chief", name="ناهید دماوندنشین")
    with pytest.raises(CommandError, match="founded already"):
        call_command("found_house", "second", name="هومن فانوس‌دار")
    assert (User.objects.count(), Act.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("username", "name", "password"), [("a b", "نام", PASSWORD), ("chief", " ", PASSWORD), ("chief", "نام", "12345678")]
)
def test_what_makes_no_account_founds_nothing(typed, username, name, password):
    typed(f"{password}\n")
    with pytest.raises(CommandError):
        call_command("found_house", username, name=name)
    assert not Act.objects.exists()
    assert not User.objects.exists()
