"""The first act of an empty house: its first administrator, by command, once."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from majlis import clock
from majlis.actions import found_house
from majlis.models import Act, User
from majlis.register import Call, NotVisible


class Command(BaseCommand):
    help = "Found an empty house and make its first administrator, who appoints and invites the rest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="the account's name, as it will be typed at the sign-in")
        parser.add_argument("--name", help="the administrator's name in Persian, as written")

    def handle(self, *args: Any, username: str, name: str | None = None, **options: Any) -> None:
        if Act.objects.exists():
            raise CommandError("This house is founded already; its administrator appoints and invites.")
        user = User(username=username, is_staff=True)
        try:
            User.username_validator(username)
        except ValidationError as error:
            raise CommandError(f"Not a user name: {username!r}") from error
        name = (name or _ask("Name: ")).strip()
        if not name:
            raise CommandError("The administrator needs a name: --name")
        user.set_password(_password(user))
        try:
            with transaction.atomic():
                found_house(Call(actor=None, at=clock.now(), body={"name": name}), user)
        except NotVisible as late:
            raise CommandError("This house is founded already; its administrator appoints and invites.") from late
        self.stdout.write(f"The house is founded. {username} signs in and adds a second factor at the first sign-in.")


def _ask(prompt: str) -> str:
    return input(prompt) if sys.stdin.isatty() else ""


def _password(user: User) -> str:
    """Asked twice at a terminal; the first line of standard input otherwise."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            raise CommandError("The two passwords differ.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
