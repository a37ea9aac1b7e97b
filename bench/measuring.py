"""How a page is measured: a database of its own, the whole middleware, a bare view and a stock admin beside it.

All addresses are opened in turn, so that a busy machine weighs on all alike; medians of 25. Each page twice: cold, when
nothing of it is kept (an act has just been done), and kept, as the next one who reloads within the minute has it. Of a
sealed realm nothing is kept; what its pages say of the open offices in their frame is. Beside the bare view, an empty page behind the same door and in the
same frame (who looks, his offices, the count of his cartable) is told in both states; it is no target. The stock admin lists the same rows twice: as one first writes it,
and with every relation joined ahead and no more rows than our page.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

RUNS = int(os.environ.get("BENCH_RUNS", "25"))
MOST_OF_BARE = 5
LEAST_OF_STOCK = 10
BARE, COLD, KEPT = "bare view", "cold", "kept"
FRAMED = "empty page in the frame"
STOCK = {"stock": "stock admin, 100 a page", "stock-joined": "stock, joined ahead, 50 a page"}


def in_own_house(work: Callable[[], int]) -> int:
    """Do the work in a house that is founded for it and gone after it."""
    var = tempfile.mkdtemp(prefix="majlis-bench-")
    os.chmod(var, 0o755)
    os.environ["MAJLIS_VAR"] = var
    # Registered first, so that it runs after the database has stopped.
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    _house_alone()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    logging.disable(logging.CRITICAL)
    try:
        call_command("migrate", verbosity=0)
        return work()
    finally:
        connections.close_all()


def _house_alone() -> None:
    """The tests' settings with their throwaway database, without their toy office, and static files as in production."""
    from majlis.tests import settings as tests

    names = {name: getattr(tests, name) for name in dir(tests) if name.isupper()}
    names["INSTALLED_APPS"] = [each for each in tests.INSTALLED_APPS if not each.startswith("majlis.tests.")]
    names |= {"ROOT_URLCONF": "majlis.urls", "WHITENOISE_AUTOREFRESH": False, "WHITENOISE_USE_FINDERS": False}
    Path(names["STATIC_ROOT"]).mkdir(parents=True, exist_ok=True)
    module = ModuleType("bench_settings")
    vars(module).update(names)
    sys.modules["bench_settings"] = module
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"


def rows_settled() -> None:
    """As the server does by itself some minutes after so many rows came in."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


# The addresses: the house's own, a bare view, a stock admin


@dataclass(frozen=True)
class Stock:
    """Django's own admin of a model: with the columns, the order and the filter of our page; and what joins ahead."""

    model: Any
    shown: dict[str, Any]
    joined: dict[str, Any]


def addresses(stocks: Sequence[Stock]) -> None:
    """The house's addresses, a bare view and a stock admin of these models beside them."""
    from django.conf import settings
    from django.contrib.auth.decorators import login_not_required
    from django.http import HttpResponse
    from django.shortcuts import render
    from django.urls import path

    from majlis import urls

    module = ModuleType("bench_urls")
    module.urlpatterns = [
        path("bare/", login_not_required(lambda request: HttpResponse("سلام"))),
        path("framed/", lambda request: render(request, "base.html")),
        path("stock/", _stock_site("stock", [(each.model, each.shown) for each in stocks]).urls),
        path(
            "stock-joined/",
            _stock_site("joined", [(each.model, {**each.shown, **each.joined}) for each in stocks]).urls,
        ),
        *urls.urlpatterns,
    ]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        setattr(module, name, getattr(urls, name))
    sys.modules["bench_urls"] = module
    settings.ROOT_URLCONF = "bench_urls"


def _stock_site(name: str, models: list[tuple[Any, dict[str, Any]]]) -> Any:
    from django.contrib import admin

    anyone = {each: (lambda self, request, obj=None: True) for each in ("has_view_permission", "has_module_permission")}
    site = admin.AdminSite(name=name)
    site.has_permission = lambda request: True
    for model, shown in models:
        site.register(model, type("Stock", (admin.ModelAdmin,), {**anyone, **shown}))
    return site


# The visits


@dataclass
class Visit:
    """One address as one person opens it, and how long each opening took, in milliseconds; plain, the bare view that was
    opened in the same rounds."""

    title: str
    path: str
    client: Any
    state: str = ""
    queries: int = 0
    length: int = 0
    plain: Visit | None = None
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def open(self) -> Any:
        from django.core.cache import caches

        if self.state == COLD:
            caches["near"].clear()
        if self.state == KEPT:
            self.client.get(self.path)  # what a cold neighbour has thrown away is there again
        wall, cpu = time.perf_counter(), time.process_time()
        answer = self.client.get(self.path)
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((time.process_time() - cpu) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{self.path}: {answer.status_code}")
        return answer

    @property
    def took(self) -> float:
        return statistics.median(self.wall)

    @property
    def worked(self) -> float:
        return statistics.median(self.cpu)

    @property
    def of_bare(self) -> float:
        """How many bare views it takes: of the same rounds, since a machine is not equally busy a minute later."""
        assert self.plain is not None
        return self.took / self.plain.took


def signed_in(user: Any) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    session = client.session
    session["second_factor_missing"] = False
    session.save()
    return client


def bringing_keys(client: Any, private: bytes) -> Any:
    """The same client as after a sign-in by password: its session and its browser each have their half of the account's key."""
    import base64

    from majlis import boxes, own_keys
    from majlis.models import KeyPair

    browser, session = boxes.new_key(), client.session
    pair = KeyPair.objects.get(user=session["_auth_user_id"])
    box = base64.b64encode(boxes.carried(browser, private)).decode("ascii")
    session[own_keys.BROUGHT] = {"pair": pair.pk.hex, "box": box}
    session.save()
    client.cookies[own_keys.COOKIE] = base64.urlsafe_b64encode(browser).decode("ascii")
    return client


def bare(user: Any) -> Visit:
    return Visit("", "/bare/", signed_in(user))


def framed(user: Any) -> list[Visit]:
    """An empty page with the frame that every page has for this person."""
    client = signed_in(user)
    return [Visit(f"{FRAMED}, {state}", "/framed/", client, state) for state in (COLD, KEPT)]


def stock_visits(user: Any, path: str) -> list[Visit]:
    """The two stock lists of a model. Args: path, below the site: its app, its model and what narrows it."""
    return [Visit(said, f"/{site}/{path}", signed_in(user)) for site, said in STOCK.items()]


def measured(groups: dict[str, list[Visit]]) -> dict[str, list[Visit]]:
    """Open every address once to warm up, once to count its queries, then all in turn, again and again."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    every = [each for group in groups.values() for each in group]
    for each in every:
        each.plain = groups[BARE][0]
        each.open()
        with CaptureQueriesContext(connection) as asked:
            each.length = len(each.client.get(each.path).content) if each.state != COLD else len(each.open().content)
        each.queries = len(asked)
        if os.environ.get("BENCH_SQL"):
            print(each.path, *(row["sql"][:170] for row in asked.captured_queries), sep="\n")
        each.wall.clear()
        each.cpu.clear()
    for _ in range(RUNS):
        for each in every:
            each.open()
    return groups


# What is printed


def tell(groups: dict[str, list[Visit]], no_lists: Sequence[str] = ()) -> None:
    """Print the figures, and whether the targets are met.

    Args: groups, the bare view, then each page with its stock lists; no_lists, titles of pages that list no rows: of these
        equal queries alone are a target, and how many bare views they take is told.
    """
    first, *more = groups.pop(BARE)
    plain = Visit("", first.path, first.client, queries=first.queries)
    for each in (first, *more):
        plain.wall += each.wall
        plain.cpu += each.cpu
    print(f"{BARE:32s} {plain.queries:3d} queries {plain.took:8.2f} ms {plain.worked:8.2f} CPU")
    empty = {each.state: each for each in groups.pop(FRAMED, ())}
    for each in empty.values():
        print(_line(each), f"{each.of_bare:6.1f} x bare {each.length:7d} bytes")
    for title, rows in groups.items():
        print(title)
        pages = [each for each in rows if each.state]
        for each in pages:
            beside = f", {each.took / empty[each.state].took:.1f} x the empty page" if each.state in empty else ""
            print(_line(each), f"{each.of_bare:6.1f} x bare{beside} {each.length:7d} bytes")
        for each in rows:
            if not each.state:
                told = (f"{each.took / last.took:.1f} x the {last.state} page" for last in _most(pages))
                print(_line(each), f"{', '.join(told):>34s}")
    for state in (KEPT, COLD):
        unmet = [title for title, rows in groups.items() if not good(rows, state, title not in no_lists)]
        print(f"targets, {state}:", f"NOT met: {'; '.join(unmet)}" if unmet else "met")


def _most(pages: list[Visit]) -> list[Visit]:
    """The visits of the most rows: the last of each state."""
    return [*{each.state: each for each in pages}.values()]


def good(rows: list[Visit], state: str, listed: bool) -> bool:
    """Equal queries at every size; of a list at most five times the bare view, at least ten times faster than the stock list.

    What keeps nothing is judged as it is, whichever state is asked for.
    """
    states = {each.state for each in rows if each.state}
    judged = state if state in states else COLD
    pages = [each for each in rows if each.state == judged]
    stock = next((each for each in rows if not each.state), None)
    equal = len({each.queries for each in pages}) == 1
    near_bare = all(each.of_bare <= MOST_OF_BARE for each in pages)
    if not listed:
        return equal
    return equal and near_bare and (stock is None or stock.took >= LEAST_OF_STOCK * pages[-1].took)


def _line(each: Visit) -> str:
    return f"  {each.title:30s} {each.queries:3d} queries {each.took:8.2f} ms {each.worked:8.2f} CPU"
