"""The house as Django knows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from majlis.realm import Realm
from majlis.rules.law import Figures, Step


class OfficeConfig(AppConfig):
    """An app that is an office: its realm, its table of steps, its figures, read once."""

    realm: Realm
    # The bodies on which it counts, as majlis.rules.bodies.Wanted.
    bodies = ""
    documents = ""
    waiting = ""
    # How much waits, where that can be told with less than all of it; only of an office that knows no substitutes.
    counted = ""
    clocks = ""
    receipts = ""
    letters = ""
    demo = ""
    tables = ""
    checks = ""
    lists = ""
    works: Mapping[str, str] = {}
    imports: tuple[str, ...] = ()
    explains = ""
    sights = ""
    # Figures that the house may enter, each with its title: whoever reads one asks for it by day.
    enacted: Mapping[str, str] = {}
    search = ""
    # What makes the counts anew that it keeps beside its files, and tells how many were wrong.
    tallies = ""
    # What is written across a paper that its reader is given, from viewer and document; empty where nothing is.
    marks = ""
    # Pages of an office that the first page leads to beside its door, from a viewer, as majlis.realm.Way.
    ways = ""
    # The shares of sealed files whose holders' right ended on a day, by their keys.
    keys_ended = ""
    safes_missing = ""

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        return import_module(f"{self.name}.rules.procedure").STEPS

    @cached_property
    def figures(self) -> Figures:
        return Figures(Path(self.path) / "rules" / "figures.toml")

    @property
    def figures_version(self) -> str:
        return self.figures.version


class MajlisConfig(OfficeConfig):
    name = "majlis"
    verbose_name = "خانه"
    # The house's own offices, accounts and letters are nobody's to lend (house, Art. 11).
    realm = Realm(code="house", title="خانه", icon="house", substitutes=False)
    bodies = "majlis.rules.bodies.WANTED"
    documents = "majlis.queries.house_documents.document_scope"
    waiting = "majlis.queries.house_waiting.waiting_for"
    lists = "majlis.columns.LISTS"
    works = {"export": "majlis.long_exports.work", "import": "majlis.long_imports.work"}
    imports = ("majlis.importing.ROSTER",)
    explains = "majlis.queries.explained.PARTS"
    sights = "majlis.queries.explained.SIGHTS"
    search = "majlis.queries.house_search.KINDS"

    def ready(self) -> None:
        from majlis import accounts, dateformat  # noqa: F401 - accounts listens to sign-ins

        dateformat.install()
