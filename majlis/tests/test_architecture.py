"""The thirteen never-rules over the real tree; each checker is first shown a planted violation and must report it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import is_psycopg3
from django.http import Http404
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from majlis.apps import OfficeConfig
from majlis.models import Act, Governed, User
from majlis.queries import viewer_of
from majlis.tests.architecture import acts, arrows, planted, replicas, source, words, writes
from majlis.tests.architecture.acts import Doors
from majlis.tests.people import MORNING, founded
from majlis.views.act import ActView
from majlis.views.paper import PaperAct

READERS = (
    arrows.rules_that_import_django,
    arrows.clocks_and_dice,
    writes.written_elsewhere,
    writes.rows_of_search_written_elsewhere,
    acts.acts_that_are_not_one,
    arrows.managers_in_views,
    arrows.wrong_arrows,
    acts.numbers_in_functions,
    words.hidden_directions,
    acts.ways_past,
    words.days_of_instants,
    words.second_calendars,
    words.foreign_letters,
    replicas.reads_replica,
)
OFFICES = [
    config for config in apps.get_app_configs() if isinstance(config, OfficeConfig) and config.name in source.OFFICES
]
KEPT = ("majlis_act", "majlis_head")
NEVER_RULES = 13
by_name = {"ids": lambda given: getattr(given, "__name__", getattr(given, "label", None))}


# Rules 1 to 4, 6, 7, 10 to 13: by reading


@pytest.mark.parametrize("reader", READERS, **by_name)
def test_the_house_keeps_the_rule(reader):
    assert reader(source.everything()) == []


@pytest.mark.parametrize("reader", READERS, **by_name)
def test_a_house_in_order_is_not_accused(reader):
    assert reader(planted.GOOD) == []


@pytest.mark.parametrize(("reader", "tree"), planted.PLANTED)
def test_a_planted_violation_is_reported(reader, tree):
    assert reader(tree)


def test_every_checker_has_met_its_violation():
    assert {reader for reader, _ in planted.PLANTED} == set(READERS)


def test_the_whole_house_is_read():
    tree = source.everything()
    assert {"majlis/register.py", "committees/rules/procedure.py", "templates/base.html", "bin/check"} <= set(tree)
    assert not [path for path in tree if "/vendor/" in path]


# Rule 1: where Django cannot be imported


def test_every_rules_module_stands_without_django():
    assert arrows.rules_that_need_django(settings.BASE_DIR) == []


def test_a_rules_module_that_gets_django_some_other_way_is_found(tmp_path: Path):
    room = tmp_path / "office" / "rules"
    room.mkdir(parents=True)
    (room / "plain.py").write_text("import json\n")
    (room / "sly.py").write_text('from importlib import import_module\nimport_module("django.db")\n')
    assert [line.split()[0] for line in arrows.rules_that_need_django(tmp_path)] == ["office.rules.sly"]


# Rule 5: one word for step, act and door


def page_names(patterns=None, office: str = "") -> set[str]:
    """`office:name` of every address, or the bare name at the top."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= page_names(pattern.url_patterns, pattern.app_name or office)
        elif pattern.name:
            found.add(f"{office}:{pattern.name}" if office else pattern.name)
    return found


def doors_of(config: OfficeConfig) -> Doors:
    tree, office = source.everything(), config.name
    procedure = import_module(f"{office}.rules.procedure")
    pages = {name.removeprefix(f"{office}:") for name in page_names()}
    folder = Path(config.path, "management", "commands")
    return Doors(
        steps=procedure.STEPS, built=acts.handed_on(tree, office), not_built=procedure.NOT_BUILT, pages=pages,
        admin=acts.called(tree, office, "admin"), commands={path.stem for path in folder.glob("*.py")},
        figures=config.figures.keys(),
    )  # fmt: skip


@pytest.mark.parametrize("config", OFFICES, **by_name)
def test_step_act_and_door_bear_one_word(config):
    assert acts.words_out_of_step(doors_of(config)) == []


@pytest.mark.parametrize("config", OFFICES, **by_name)
def test_what_is_not_built_names_its_issue(config):
    assert all(re.fullmatch(r"[0-9]+", issue) for issue in doors_of(config).not_built.values())


@pytest.mark.parametrize("config", OFFICES, **by_name)
def test_limits_name_figures(config):
    assert acts.figures_that_are_not_there(doors_of(config)) == []


@pytest.mark.parametrize(("checker", "office"), planted.PLANTED_OFFICES)
def test_an_office_out_of_step_is_reported(checker, office):
    assert checker(office)
    assert checker(planted.office()) == []


def act_pages(patterns) -> list[tuple[str, str]]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += act_pages(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            if view is not None and issubclass(view, ActView):
                word = pattern.callback.view_initkwargs.get("word", view.word)
                # What is entered from paper has a second page, which says so.
                found.append((pattern.name, f"{word}_on_paper" if issubclass(view, PaperAct) else word))
    return found


def test_the_page_of_an_act_is_named_after_it():
    assert [pair for pair in act_pages(get_resolver().url_patterns) if pair[0] != pair[1]] == []


# Rule 8: what is recorded stays


def triggers(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_manipulation FROM information_schema.triggers WHERE event_object_table = %s "
            "UNION SELECT 'TRUNCATE' FROM pg_trigger WHERE tgrelid = %s::regclass AND tgtype & 32 > 0 AND tgenabled = 'O'",
            [table, table],
        )
        return {event for (event,) in cursor}


@pytest.mark.parametrize("table", KEPT)
def test_the_database_keeps_acts_and_heads(db, table):
    assert {"UPDATE", "DELETE", "TRUNCATE"} <= triggers(table)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_keep_all ON {table}")
        assert "TRUNCATE" not in triggers(table)
        transaction.set_rollback(True)


def can_fall(offices=source.OFFICES) -> list[str]:
    """Foreign keys by which a governed row, an act, a person or a body could vanish with another row."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in offices and not model.__name__.startswith("Historical")
        for field in model._meta.fields
        if field.is_relation and field.remote_field.on_delete not in (models.PROTECT, models.RESTRICT)
        if issubclass(model, Governed) or issubclass(field.related_model, (Governed, Act))
    ]


def test_no_governed_row_falls_with_another():
    assert can_fall() == []


def test_a_cascade_on_a_governed_row_is_found():
    field = apps.get_model("committees", "Declaration")._meta.get_field("formation")
    field.remote_field.on_delete = models.CASCADE
    try:
        assert can_fall() == ["committees.Declaration.formation"]
    finally:
        field.remote_field.on_delete = models.PROTECT


# Rule 9: the admin


def request_of(user: User):
    request = RequestFactory().get("/admin/")
    request.user, request.at, request.viewer = user, MORNING, viewer_of(user, MORNING)
    request.session = {}
    return request


def test_the_admin_admits_no_superuser_and_no_officer_but_the_administrator(db):
    people = founded()
    root = User.objects.create_superuser("root", password=None)
    officer = User.objects.create(username="secretary", person=people.secretary, is_staff=True, is_superuser=True)
    assert not admin.site.has_permission(request_of(root))
    assert not admin.site.has_permission(request_of(officer))


def test_the_admin_deletes_nothing_and_adds_only_by_act(db):
    people = founded()
    request = request_of(User.objects.get(person=people.administrator))
    for model, shown in admin.site._registry.items():
        steps = getattr(model._meta.app_config, "steps", {}).values()
        mine = [step for step in steps if step.subject == model._meta.model_name and step.door == "admin"]
        assert not shown.has_delete_permission(request), model
        assert not shown.has_add_permission(request) or any(step.creates for step in mine), model
        assert not shown.has_change_permission(request) or mine, model


# What a sealed realm keeps that speaks of no file: no row of it leads to one, and none leads to it.
SEALED_REFERENCE = {"conduct.BoardRule"}


def test_no_case_of_a_sealed_realm_is_in_the_admin():
    sealed = {
        config.label for config in apps.get_app_configs() if getattr(getattr(config, "realm", None), "sealed", False)
    }
    assert {"sealed", "conduct"} <= sealed
    shown = [model for model in admin.site._registry if model._meta.app_label in sealed]
    assert {model._meta.label for model in shown} == SEALED_REFERENCE
    assert [field for model in shown for field in model._meta.get_fields() if field.is_relation] == []


def test_a_sealed_realms_reference_data_shows_no_trail_and_takes_no_word():
    """Places in a sealed register count what lies between them."""
    for model in (apps.get_model(label) for label in SEALED_REFERENCE):
        page = admin.site._registry[model]
        with pytest.raises(Http404):
            page.history_view(RequestFactory().get("/"), "1")
        assert not {"stage_since", "version", "id"} & {*page.fields, *page.list_display}
        assert not page.search_fields


# Rule 10: articles


def articles(config: OfficeConfig) -> tuple[set[str], set[str], set[str]]:
    """What law.md tells, what steps, figures and rules cite, and what is excused."""
    told = set(re.findall(r"\{#([a-z_]+-[0-9]+)\}", source.everything().get(f"{config.name}/law.md", "")))
    rules = [text for path, text in source.everything().items() if path.startswith(f"{config.name}/rules/")]
    excuses = "".join(text.partition("NOT_CODED = {")[2].partition("\n}")[0] for text in rules)
    texts = "".join(rules).replace(excuses, "") if excuses else "".join(rules)
    named = re.compile(r"\b([A-Z_]+)\.article\(\s*\"([0-9]+)")
    step_articles = {f"{step.article.law.code}-{step.article.anchor}" for step in config.steps.values()}
    keys = config.figures.keys()
    figures = {row.article for key in keys for row in config.figures.rows(key)}
    cited = {f"{law.lower()}-{number}" for law, number in named.findall(texts)} | step_articles
    cited |= {"-".join(re.match(r"([a-z_]+) ([0-9]+)", each).groups()) for each in figures}
    return told, cited, {f"{law.lower()}-{number}" for law, number in named.findall(excuses)}


@pytest.mark.parametrize("config", OFFICES, **by_name)
def test_every_article_told_is_cited_or_excused(config):
    told, cited, excused = articles(config)
    assert told
    assert acts.articles_left_out(told, cited, excused) == []


def test_every_article_that_a_step_cites_is_told():
    told = set().union(*(articles(config)[0] for config in OFFICES))
    assert {
        f"{s.article.law.code}-{s.article.anchor}" for config in OFFICES for s in config.steps.values()
    } - told == set()


def test_an_article_left_out_is_reported():
    assert acts.articles_left_out({"law-1", "law-2"}, {"law-1"}, set()) == ["law-2 is neither cited nor excused"]
    assert acts.articles_left_out({"law-1"}, {"law-1"}, {"law-1"}) == ["law-1 is cited and excused"]


# The rest of the contract


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_schema !~ '^(pg_|information_schema)'"
        )
        return {name for (name,) in cursor}


def test_all_offices_lie_in_one_schema(db):
    assert schemas() == {"public"}
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA apart CREATE TABLE apart.door (id int)")
    assert schemas() == {"public", "apart"}


def test_the_driver_is_one():
    assert not is_psycopg3


def test_the_readme_names_the_never_rules():
    readme = source.everything().get("README.md", "")
    _, _, told = readme.partition("never-rules")
    assert [f"{number}. " for number in range(1, NEVER_RULES + 1) if f"\n{number}. " not in told] == []


def test_the_database_refuses_a_changed_act_even_by_the_orm(db):
    founded()
    act = Act.objects.first()
    act.verb = "forged"
    with pytest.raises(IntegrityError), transaction.atomic():
        act.save()
    with pytest.raises((IntegrityError, models.ProtectedError)), transaction.atomic():
        act.delete()
