"""Twin worlds: two copies of one small house, one of which keeps a secret; and a crawl that writes down all that one sees."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from majlis import actions as house
from majlis import jobs
from majlis.documents import store
from majlis.exports import listings
from majlis.models import (
    Act,
    Body,
    Countersign,
    Document,
    Draft,
    FormKey,
    Head,
    Letter,
    Membership,
    Person,
    Reading,
    User,
)
from majlis.register import FirstSigned, log_reading
from majlis.tests.people import MORNING, People, appointed, body_named, call, founded, person_named
from majlis.tests.sealed import actions as sealed
from majlis.tests.sealed.models import Note, Secret, SecretPaper

UNENTITLED = (
    "anonymous", "member", "secretary", "administrator", "root", "former", "stranger", "liaison_officer", "ministry_deputy",
)  # fmt: skip
CANARY = "قناری‌ناپیدا-canary-7Q2M"
NIGHT = MORNING + timedelta(hours=12)
NEAR = re.compile(r"/(sealed|documents|receipts|letters)/")
PNG = b"\x89PNG\r\n\x1a\n and no picture"
RANDOM = [str(uuid.UUID(int=9**20 + place)) for place in range(2)]


@dataclass
class Cast:
    """The people of the base world and the session of each who has an account."""

    people: People
    board: Body
    keepers: list[Person]
    sessions: dict[str, str] = field(default_factory=dict)


def base_world() -> Cast:
    """A founded house with a sealed board, a former keeper, accounts with a second factor, and open sessions."""
    people = founded()
    board = body_named("sealed_board", "sealed_board", "هیأت مهر", people.administrator)
    keepers = [person_named(name, people.administrator) for name in ("نگهبان نخست", "نگهبان دوم", "نگهبان پیشین")]
    for keeper in keepers[:2]:
        appointed(keeper, board, "keeper", people.administrator)
    appointed(keepers[2], board, "keeper", people.administrator, to_day="2026-04-01")
    Document.objects.create(
        sha256=store(PNG), media_type="image/png", size=len(PNG), name="own.png", owner=people.member, realm="house",
        received_at=MORNING,
    )  # fmt: skip
    cast = Cast(people, board, keepers)
    named = {name: getattr(people, name) for name in ("administrator", "secretary", "member", "stranger")}
    named |= of_government(people.administrator)
    for name, person in {**named, "former": keepers[2], "keeper": keepers[0], "root": None}.items():
        cast.sessions[name] = _signed_in(name, person)
    return cast


def of_government(administrator: Person) -> dict[str, Person]:
    """An officer of the office for parliament's affairs and a ministry's deputy: full rooms of their own, and no right elsewhere."""
    office = body_named("liaison_office", "liaison_office", "دفتر امور مجلس", administrator)
    ministry = body_named("ministry", "ministry-energy", "وزارت نیرو", administrator)
    officer, deputy = (person_named(name, administrator) for name in ("کارشناس امور دولت", "معاون پارلمانی نمونه"))
    appointed(officer, office, "officer", administrator)
    appointed(deputy, ministry, "deputy", administrator)
    return {"liaison_officer": officer, "ministry_deputy": deputy}


def _signed_in(name: str, person: Person | None) -> str:
    if person is not None:
        # Whoever reads what is sealed has an account already, for his keys; here it gets its name.
        User.objects.filter(person=person).update(username=name, is_staff=name in ("administrator", "root"))
    user, _ = User.objects.get_or_create(
        username=name,
        defaults={"person": person, "is_staff": name in ("administrator", "root"), "is_superuser": name == "root"},
    )
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def keep_secret(cast: Cast) -> list[Any]:
    """Add one secret with papers, notes, a draft, a first signature and readings. Returns: every key that it brought."""
    first, second = cast.keepers[:2]
    papers = [
        Document.objects.create(
            sha256=store(PNG + bytes([place])),
            media_type="image/png",
            size=len(PNG) + 1,
            name=f"{CANARY}.png",
            owner=first,
            realm="sealed",
            received_at=MORNING,
        )
        for place in (1, 2)
    ]
    secret = Secret(board=cast.board)
    sealed.open_secret(call(first, {"title": CANARY, "papers": [str(paper.pk) for paper in papers]}), secret)
    for keeper in (first, second):
        sealed.note_secret(call(keeper, {"text": CANARY}), Note(secret=secret))
    try:
        sealed.close_secret(call(first, {"reason": CANARY}), secret)
    except FirstSigned:
        log_reading(second, secret, "open", MORNING)
    write_letter(first, secret)
    Draft.objects.create(
        person=first, kind="note_secret", subject=secret.reference, data={"text": CANARY}, saved_at=MORNING
    )
    brought = (Secret, Note, SecretPaper, Countersign, Draft, Reading, Letter)
    keys = [str(key) for model in brought for key in model.objects.values_list("pk", flat=True)]
    keys += [str(key) for key in Act.objects.filter(realm="sealed").values_list("pk", flat=True)]
    keys += [str(key) for key in FormKey.objects.filter(verb__regex="_(secret|letter)$").values_list("pk", flat=True)]
    keys += [str(key) for key in Document.objects.filter(letter__isnull=False).values_list("pk", flat=True)]
    return [*(str(paper.pk) for paper in papers), *keys, secret.ref, secret.reference, CANARY]


def write_letter(keeper: Person, secret: Secret) -> Letter:
    """A signed letter on the secret, with a paper of it."""
    letter = Letter(realm="sealed", file_kind="secret", file_key=secret.pk, word="notice")
    paper = secret.papers.order_by("pk").first()
    said = {"addressee": CANARY, "title": CANARY, "text": CANARY, "copies": "", "priority": "urgent"}
    body = {**said, "grade": "confidential", "papers": [str(paper.pk)]}
    house.draft_letter(call(keeper, body), letter)
    house.sign_letter(call(keeper, body), letter)
    return letter


def publish() -> str:
    """What the house publishes at night, with every commitment of a sealed realm put out of sight by its shape alone."""
    jobs.publish_heads(NIGHT)
    out = io.StringIO()
    call_command("publish_heads", stdout=out)
    lines = [f"{head.realm} {head.published}" for head in Head.objects.order_by("realm", "published_at")]
    closed = "|".join(
        sorted(
            config.realm.code
            for config in apps.get_app_configs()
            if getattr(getattr(config, "realm", None), "sealed", False)
        )
    )
    sealed_line = re.compile(rf"^(.*\b(?:{closed})\b.*?)[0-9a-f]{{64}}(?=\s|$)", re.MULTILINE)
    dated = re.sub(r"\d{4}-\d\d-\d\d[T ][\d:.+Z]+", "<at>", out.getvalue())
    return sealed_line.sub(r"\1<commitment>", "\n".join([*lines, dated]))


# Addresses


def templates(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, list[str], dict[str, Any]]]:
    """Every address as a template with its parameters and their converters."""
    resolver = resolver or get_resolver()
    for _, (possibilities, _, _, converters) in _entries(resolver):
        for template, names in possibilities:
            yield prefix + template, names, converters
    for inner_prefix, inner in resolver.namespace_dict.values():
        yield from templates(inner, prefix + inner_prefix)


def _entries(resolver: URLResolver) -> Iterator[tuple[Any, Any]]:
    for key in resolver.reverse_dict:
        for entry in resolver.reverse_dict.getlist(key):
            yield key, entry


def addresses(keys: Iterable[str]) -> list[str]:
    """Every address: near the secret with each of its keys, elsewhere with a few; and with well-known and random ones."""
    models = (Person, Body, Membership, User)
    known = [str(model.objects.order_by("pk").values_list("pk", flat=True).first()) for model in models]
    words = ["house", "committees", "sealed", "directive", "secret", "1"]
    near, far = [*keys, *known, *RANDOM, *words], [list(keys)[2], CANARY, known[0], RANDOM[0], "house"]
    found = set()
    for template, names, converters in templates():
        for value in near if NEAR.match(f"/{template}") else far:
            fitting = {
                name: next(filter(None, (_fits(converters.get(name), each) for each in (value, *words, *known))), None)
                for name in names
            }
            if None not in fitting.values():
                found.add("/" + template % fitting)
    return sorted(found | _takings(found) | set([*searches(keys)][:4]))


def _takings(paths: Iterable[str]) -> set[str]:
    """The same addresses asked for their lists as files; either form draws on the same rows."""
    pages = {each.page for each in listings().values()}
    return {f"{path}?take=csv" for path in paths if resolve(path).view_name in pages}


def searches(keys: Iterable[str]) -> Iterator[str]:
    """The search page, asked for the secret by a key, its references and its words, in several spellings and by first letters."""
    known = list(keys)
    spellings = (CANARY, "قناري ناپيدا", "قناریناپیدا", "canary", CANARY[:3], CANARY[:1])
    for words in (known[0], *known[-3:-1], *spellings):
        yield f"/search/?{urlencode({'q': words})}"
    yield f"/search/?{urlencode({'q': CANARY, 'kind': 'letter'})}"


def _fits(converter: Any, value: str) -> str | None:
    return value if converter is None or re.fullmatch(converter.regex, value) else None


# Looking


MASKS = [
    # A sealed head is told as a commitment without its place; open ones, with their place, stay in sight.
    (re.compile(rb'(<code dir="ltr">)[0-9a-f]{64}(?=</code>)'), rb"\1<commitment>"),
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+'), rb"\1<token>"),
    (re.compile(rb'(name="key"[^>]*value=")[^"]+'), rb"\1<key>"),
    (re.compile(rb'(value=")[^"]+("[^>]*name="key")'), rb"\1<key>\2"),
    # The leaf of a new closure or figure has a new address each time that it is offered.
    (re.compile(rb'(btn-primary" href="/(?:closures|figures)/)[0-9a-f-]{36}'), rb"\1<fresh>"),
    (re.compile(rb"nonce-[\w+/=-]+"), b"<nonce>"),
    (re.compile(rb"(otpauth%3A//|secret=|<svg[^>]*>.*?</svg>|data:image/svg\+xml[^\"]+)", re.DOTALL), b"<drawn>"),
]
# One for all looks: making a browser loads the whole middleware anew.
BROWSER = Client(raise_request_exception=False)
UNSTEADY = {"X-Request-ID", "Date", "Expires", "Last-Modified"}


@dataclass(frozen=True)
class Seen:
    """One answer, without what is new in every answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    body: bytes


def look(path: str, session: str = "", method: str = "GET", **more: Any) -> Seen:
    """One request in a browser that holds nothing but a session."""
    BROWSER.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session} if session else {})
    response = BROWSER.generic(method, path, secure=True, **more)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    for mask, instead in MASKS:
        body = mask.sub(instead, body)
    headers = sorted(
        (name, re.sub(r"nonce-[\w+/=-]+", "<nonce>", value)) for name, value in response.items() if name not in UNSTEADY
    )
    return Seen(response.status_code, tuple(headers), tuple(sorted(response.cookies)), body)


def crawl(paths: Iterable[str], session: str, method: str = "GET") -> dict[str, Seen]:
    return {path: look(path, session, method) for path in paths}


def differences(one: dict[str, Seen], other: dict[str, Seen]) -> list[str]:
    return [f"{path}: {one[path].status} {other[path].status}" for path in one if one[path] != other[path]]
