"""How long search takes among 1,000,000 matters: python bench/search.py [rows]

On a database of its own. The rows are spelled as people spell: a fifth with Arabic ye and kaf, 15 in 100 with a space for the
half-space, 5 in 100 joined. Each question is asked 15 times by each of three, in turn, so that a busy machine weighs on all
alike: the house's own search (the officer's right inside it, every kind counted and its first rows marked, ready to show);
the very same statements as text by psycopg2 alone; and what the stock admin asks for a search of titles (`icontains`: two
counts and a list of 100). Medians.
Targets: the median question at most 1.5 times the same statements raw; at least 50 times faster than the stock admin.
"""

from __future__ import annotations

import atexit
import io
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ROWS = 1_000_000
RUNS = 15
MOST_OF_RAW = 1.5
LEAST_OF_STOCK = 50
SEED = 1405
OPENED = datetime(2026, 5, 28, 5, 30, tzinfo=UTC)
ZWNJ = "\u200c"
# Ye and kaf as an Arabic keyboard gives them.
ARABIC = str.maketrans({"ی": "\u064a", "ک": "\u0643"})
SUBJECTS = (
    "گردش‌کار", "پرداخت", "تأمین", "بازسازی", "توسعهٔ", "واگذاری", "تعیین‌تکلیف", "ساماندهی", "روند", "توقف", "نوسازی", "قطع", "افزایش",
    "کاهش", "ارزیابی", "پیگیری", "اصلاح", "بیمهٔ", "تکمیل", "احداث",
)  # fmt: skip
THINGS = (
    "آب شرب", "شبکهٔ برق", "راه روستایی", "بیمارستان", "مدرسه‌های کپری", "نهاده‌های دامی", "حقوق بازنشستگان", "شهرک صنعتی", "دانشگاه",
    "خط آهن", "فرودگاه", "پالایشگاه", "سد", "شالی‌کاران", "کارگران", "مسکن ملی", "اینترنت", "آرد و نان", "داروخانه‌ها", "آلودگی هوا",
)  # fmt: skip
ABOUT = ("در کمیسیون", "پیش از پایان سال", "با پیمانکار", "از محل بودجه", "بر پایهٔ گزارش دیوان", "در پی وعدهٔ وزیر")
PLACES = 400
QUESTIONS = {
    "a word that few have": "کمیاب‌ترین",
    "the same, spelled otherwise": "کمیابترین".translate(ARABIC),
    "a word that nobody has": "ظظظضضض",
    "a frequent word": "کمیسیون",
    "half-space or none": "گردشکار",
    "three words": "واگذاری پالایشگاه شهر۱۷",
    "a number": "۱۴۰۳/۱۲۳۴",
    "a name and a subject": "شهر۲۳۱ بیمارستان",
}  # fmt: skip


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    var = tempfile.mkdtemp(prefix="majlis-bench-")
    os.chmod(var, 0o755)
    os.environ["MAJLIS_VAR"] = var
    # Registered first, so that it runs after the database has stopped.
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    house_alone()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections

    try:
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        viewer = furnish(count)
        tell(measured(viewer), recall(), count)
        return 0
    finally:
        connections.close_all()


def house_alone() -> None:
    """The tests' settings with their throwaway database, without their toy office."""
    from majlis.tests import settings as tests

    names = {name: getattr(tests, name) for name in dir(tests) if name.isupper()}
    names["INSTALLED_APPS"] = [each for each in tests.INSTALLED_APPS if not each.startswith("majlis.tests.")]
    names |= {"ROOT_URLCONF": "majlis.urls"}
    module = ModuleType("bench_settings")
    vars(module).update(names)
    sys.modules["bench_settings"] = module
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"


# --- rows -------------------------------------------------------------------------------------------------------------


def furnish(count: int) -> Any:
    """The office, its ministries, a term, and so many matters, each with its row of search; the officer comes back."""
    from django.contrib.postgres.indexes import GinIndex
    from django.db import connection

    from liaison.models import Matter
    from majlis.models import Body, Membership, Person, SearchRow, Term, User
    from majlis.queries import viewer_of

    office = Body.objects.create(kind="liaison_office", code="liaison_office", title="دفتر امور مجلس")
    ministry = Body.objects.create(kind="ministry", code="energy", title="وزارت نیرو")
    officer = Person.objects.create(name="کارشناس نمونه")
    Membership.objects.create(person=officer, body=office, role="officer", from_day=OPENED.date() - timedelta(days=30))
    term = Term.objects.create(number=12, opens_at=OPENED - timedelta(days=700))
    user = User.objects.create(username="officer", person=officer)
    print(f"writing {count:,} matters and their rows of search ...", flush=True)
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica"
        )  # who is named is there: it need not be looked up a million times
    with unindexed(SearchRow), unindexed(Matter, GinIndex):
        copy_rows(SearchRow, count, term, ministry)
        with connection.cursor() as cursor:
            cursor.execute(MATTERS, [term.pk, ministry.pk])
    print(f"  written and indexed in {time.perf_counter() - begun:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE liaison_matter, majlis_searchrow")
        cursor.execute(SIZES)
        print("  rows of search {}, of which the index of letters {}".format(*cursor.fetchone()), flush=True)
    return viewer_of(user, OPENED)


# The matters themselves, told by their rows of search.
MATTERS = """
INSERT INTO liaison_matter (id, stage, stage_since, version, kind, year, serial, title, text, title_folded, search, addressee_id,
    constituency, term_id, filed_at, month, source, source_id)
SELECT key, 'filed', day, 1, 'question', split_part(number, ' ', 1)::int, split_part(number, ' ', 2)::int, title, '', head, left(tight, 600),
    ministry, '', term, day, split_part(number, ' ', 1)::int * 100 + 1, '', ''
FROM majlis_searchrow, (SELECT %s AS term, %s AS ministry) AS given
"""
SIZES = """
SELECT pg_size_pretty(pg_total_relation_size('majlis_searchrow')), pg_size_pretty(pg_relation_size('search_by_letters'))
"""


class unindexed:  # noqa: N801 - it is used as a word
    """A model's own indexes are made once its rows are there, as one does for so many; those of a kind not at all."""

    def __init__(self, model: Any, without: Any = ()):
        self.model, self.without = model, without

    def __enter__(self) -> None:
        from django.db import connection

        with connection.schema_editor() as editor:
            for index in self.model._meta.indexes:
                editor.remove_index(self.model, index)

    def __exit__(self, *error: Any) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '256MB'")
        with connection.schema_editor() as editor:
            for index in self.model._meta.indexes:
                if not isinstance(index, self.without):
                    editor.add_index(self.model, index)


def spelled(title: str, dice: random.Random) -> str:
    """The title as one of many people types it."""
    thrown = dice.random()
    if thrown < 0.20:
        return title.translate(ARABIC)
    if thrown < 0.35:
        return title.replace(ZWNJ, " ")
    return title.replace(ZWNJ, "") if thrown < 0.40 else title


def made(count: int, term: Any, ministry: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of search in the order of their columns, as the hand would write them; now and then the two are compared."""
    from liaison.models import Matter
    from liaison.queries.search import KINDS
    from majlis import indexing, persian
    from majlis.indexing import newest_first

    dice, kind = random.Random(SEED), indexing.kinds()[KINDS[0].code]
    folded: dict[str, str] = {}
    towns = [f"شهر{persian.digits(place)}" for place in range(PLACES)]
    for place in range(count):
        title = f"{dice.choice(SUBJECTS)} {dice.choice(THINGS)} {dice.choice(towns)} {dice.choice(ABOUT)}"
        title = spelled(f"{title} کمیاب‌ترین" if place % 40_000 == 7 else title, dice)
        year, serial = 1385 + place % 20, 1 + place // 20
        at = OPENED - timedelta(minutes=10 * (count - place))
        if title not in folded:
            folded[title] = persian.fold(title)[0]
        head, number, written = folded[title], f"{year} {serial}", f"{year} {serial:03d}"
        spaced = f"{head} سوال {written} وزارت نیرو {written}"
        if number != written:
            spaced = f"{spaced} {number}"
        key = uuid.UUID(int=dice.getrandbits(128), version=4)
        told = f"سؤال {persian.digits(f'{year}/{serial:03d}')}، وزارت نیرو"
        row = (
            key, kind.code, kind.realm, title, told, "", at.date(), f"/liaison/matters/{key}/", number, head, f" {spaced}",
            spaced.replace(" ", ""), newest_first(at),
        )  # fmt: skip
        if place % 20_000 == 7:
            matter = Matter(
                pk=key,
                kind="question",
                year=year,
                serial=serial,
                title=title,
                filed_at=at,
                term=term,
                addressee=ministry,
            )
            true = indexing.search_row(kind, matter)
            assert [getattr(true, name) for name in COLUMNS if name != "day"] == [
                one for name, one in zip(COLUMNS, row, strict=True) if name != "day"
            ], (true.__dict__, row)
        yield row


COLUMNS = (
    "key", "kind", "realm", "title", "detail", "text", "day", "address", "number", "head", "spaced", "tight", "place",
)  # fmt: skip


def copy_rows(model: Any, count: int, term: Any, ministry: Any, batch: int = 50_000) -> None:
    from django.db import connection

    rows = made(count, term, ministry)
    while lines := "\n".join("\t".join(map(str, each)) for each in islice(rows, batch)):
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(
                f"COPY {model._meta.db_table} ({', '.join(COLUMNS)}) FROM STDIN", io.StringIO(lines + "\n")
            )


# --- asking -----------------------------------------------------------------------------------------------------------


def statements(ask: Callable[[], Any]) -> list[str]:
    """What a piece of work asks the database, word for word."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask()
    return [each["sql"] for each in asked.captured_queries]


def raw_connection() -> Any:
    """A connection with nothing of Django about it."""
    import psycopg2
    from django.db import connection

    made = psycopg2.connect(**connection.get_connection_params())
    made.autocommit = True
    return made


def stock(typed: str) -> Callable[[], Any]:
    """What the stock admin asks: how many match, how many there are, and a hundred of them."""
    from liaison.models import Matter

    rows = Matter.objects.all()
    for word in typed.split():
        rows = rows.filter(title__icontains=word)
    return lambda: (rows.count(), Matter.objects.count(), list(rows.order_by("-pk")[:100]))


def measured(viewer: Any) -> dict[str, dict[str, float]]:
    """By question, the median of each way, in milliseconds."""
    from majlis.queries.asking import sought
    from majlis.queries.search import find

    raw, found = raw_connection(), {}

    def by_text(texts: list[str]) -> Callable[[], None]:
        def ask() -> None:
            with raw.cursor() as cursor:
                for text in texts:
                    cursor.execute(text)
                    cursor.fetchall()

        return ask

    for title, typed in QUESTIONS.items():
        ways: dict[str, Callable[[], Any]] = {"house": lambda typed=typed: find(viewer, sought(typed))}  # type: ignore[misc]
        texts = [each for each in statements(ways["house"]) if each.lstrip().startswith(("SELECT", "(", "WITH"))]
        ways["raw"] = by_text(texts)
        ways["stock"] = stock(typed)
        found[title] = in_turn(ways)
        if os.environ.get("BENCH_SQL"):
            print(title, *texts, sep="\n")
    return found


def in_turn(ways: dict[str, Callable[[], Any]]) -> dict[str, float]:
    took: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(RUNS + 1):
        for name, ask in ways.items():
            if name == "stock" and run > RUNS // 3:
                continue  # it takes seconds, and does not waver
            begun = time.perf_counter()
            ask()
            took[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(each[1:]) for name, each in took.items()}


def recall() -> dict[str, tuple[int, int]]:
    """For some words, how many titles `icontains` finds, and how many search finds."""
    from liaison.models import Matter
    from majlis.models import SearchRow
    from majlis.queries.asking import sought, words_of

    found = {}
    for word in ("گردش‌کار", "کمیسیون", "شالی‌کاران", "تعیین‌تکلیف"):
        by_stock = Matter.objects.filter(title__icontains=word).count()
        wanted = words_of(sought(word))
        found[word] = (
            by_stock,
            SearchRow.objects.extra(where=[wanted.sql], params=wanted.params).filter(kind="matter").count(),
        )
    return found


def tell(asked: dict[str, dict[str, float]], found: dict[str, tuple[int, int]], count: int) -> None:
    """Print the figures, and whether the targets are met."""
    print(f"{'question':30s} {'house':>9s} {'raw SQL':>9s} {'stock':>10s}   house/raw  stock/house")
    ratios, gains = [], []
    for title, took in asked.items():
        ratio, gain = took["house"] / took["raw"], took["stock"] / took["house"]
        ratios.append(ratio)
        gains.append(gain)
        print(
            f"{title:30s} {took['house']:6.1f} ms {took['raw']:6.1f} ms {took['stock']:7.0f} ms   {ratio:9.2f}  {gain:11.0f}"
        )
    middle = {name: statistics.median(took[name] for took in asked.values()) for name in ("house", "raw", "stock")}
    ratio, gain = middle["house"] / middle["raw"], middle["stock"] / middle["house"]
    print(
        f"{'the median question':30s} {middle['house']:6.1f} ms {middle['raw']:6.1f} ms {middle['stock']:7.0f} ms   {ratio:9.2f}  {gain:11.0f}"
    )
    for word, (by_stock, by_house) in found.items():
        print(f"recall of {word}: icontains {by_stock:,}, search {by_house:,} ({by_stock / max(by_house, 1):.0%})")
    met = ratio <= MOST_OF_RAW and gain >= LEAST_OF_STOCK
    print(f"targets at {count:,} rows:", "met" if met else "NOT met")


if __name__ == "__main__":
    sys.exit(main())
