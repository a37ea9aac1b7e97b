"""The demonstration's people for tests in a played house: each by the name of his account."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from majlis.demo.accounts import PASSWORD, current_code
from majlis.demo.fixed import NOW
from majlis.models import Person, User
from majlis.queries import Viewer, viewer_of

OFFICERS = (
    "administrator", "speaker", "deputy_speaker", "secretary", "clerk", "laws_deputy_head", "laws_officer", "laws_officer_2",
    "branch_head", "branch_head_2",
)  # fmt: skip
MEMBERS = ("member", "member_2", "member_3")
ROOT = "root"
EVERYBODY = (*OFFICERS, *MEMBERS, ROOT)


class Cast:
    """Everyone who has an account in the played house."""

    now = NOW
    password = PASSWORD

    def user(self, name: str) -> User:
        return User.objects.select_related("person").get(username=name)

    def person(self, name: str) -> Person:
        found = self.user(name).person
        assert found is not None, f"{name} is nobody"
        return found

    def viewer(self, name: str, at: datetime = NOW) -> Viewer:
        """As whom the queries see him."""
        return viewer_of(self.user(name), at)

    def client(self, name: str) -> Client:
        """His browser without a browser, signed in."""
        client = Client()
        client.force_login(self.user(name))
        return client

    def code(self, name: str) -> str:
        """The six digits on his telephone."""
        return current_code(name)
