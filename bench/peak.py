"""The last ten minutes before the forms' limit: python bench/peak.py [FOLDER]

FOLDER is a MAJLIS_VAR in which nothing runs and the demonstration was played; without one it is played into a folder of the
bench's own first, which takes minutes. The house is served as `bin/run` does it. Its clock is set to ten minutes before the
limit of the forms that are being collected; every member's draft was typed in the days before, and lacks its two papers and
the last press. Then all 290 come, half of them in the last three and a half minutes: each opens his form, uploads a scan to
a degree and one to a post, reads his answers through, presses the last button twice at the same moment, and opens his
receipt. Meanwhile officers read. Last, the register is asked whether each form stands in it once, with both papers.

PEAK_MINUTES (10) presses the same into less; the target is for ten.
"""

from __future__ import annotations

import http.client
import io
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BASE))

MINUTES = float(os.environ.get("PEAK_MINUTES", "10"))
MOST = 1.0  # seconds, for 95 of 100
SEED = 1405
CODE = "15-opening"
FORM = f"/committees/formations/{CODE}/form/"
DEGREE, POST = "d1", "p1"
OFFICERS = ("clerk", "officer", "secretary", "deputy_speaker")
READ = ("/", f"/committees/formations/{CODE}/", "/committees/rosters/", "/healthz")
THINKS = 1.0
SCAN = (1240, 1754)  # a page of A4 at 150 dots an inch
LATE, HURRY = 0.5, 0.35  # so many come in so late a part of the time
LAST = 0.965  # nobody begins after this part of the time: what comes late is refused, and rightly


def main() -> int:
    if len(sys.argv) > 1:
        return peak(Path(sys.argv[1]).absolute())
    var = Path(tempfile.mkdtemp(prefix="majlis-bench-"))
    var.chmod(0o755)
    try:
        return peak(var)
    finally:
        shutil.rmtree(var, ignore_errors=True)


def peak(var: Path) -> int:
    port = free_port()
    os.environ.update(MAJLIS_VAR=str(var), PORT=str(port), MAJLIS_LOG=str(var / "bench.log"))
    with served():
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "majlis.settings")
        django.setup()
        people = members()
        readers = [cookie_of(each) for each in officers()]
        found = Found()
        before = last_act()
        set_clock()
        play(port, people, readers, found)
        faults = [*found.faults, *lost_or_doubled(people, before)]
    return tell(found, faults, len(people))


def free_port() -> int:
    import socket

    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def served() -> Iterator[None]:
    """The house from its last line to its end."""
    command = [sys.executable, str(BASE / "manage.py"), "serve"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        said = []
        for line in running.stdout:  # type: ignore[union-attr]
            said.append(line)
            if "Ctrl-C" in line:
                break
        else:
            raise SystemExit("".join(said))
        try:
            yield
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)


# Who comes, and with what


@dataclass
class Member:
    """One member at his telephone: his form, his way in, and when he comes (a part of the whole time)."""

    declaration: Any
    cookie: str
    comes: float
    receipt: str = ""


def members() -> list[Member]:
    """Everyone whose form is being collected, with an account, a way in, and a draft that lacks papers and a press."""
    from committees.models import Declaration
    from majlis import personal
    from majlis.models import Person, User

    chance = random.Random(SEED)  # noqa: S311 - it spreads arrivals
    forms = list(Declaration.objects.filter(formation__code=CODE).select_related("member").order_by("number"))
    have = {each.person_id: each for each in User.objects.filter(person__isnull=False)}
    people = []
    at = before_the_limit()
    for place, form in enumerate(forms):
        person: Person = form.member
        user = have.get(person.pk) or User.objects.create(username=f"peak-{place}", person=person)
        draft = personal.draft_of(person, "declaration", CODE)
        personal.save_draft(person, "declaration", CODE, ready(), at, draft.version if draft else 0)
        start = 1 - HURRY if chance.random() < LATE else 0
        people.append(Member(form, cookie_of(user), LAST * (start + chance.random() * (1 - start))))
    return people


def ready() -> dict[str, Any]:
    """A whole form without its papers."""
    degree = {
        "id": DEGREE, "level": "bachelor", "field": "", "field_title": "حقوق", "institution": "دانشگاه تبریز",
        "authority": "science", "day": "2006-09-22", "documents": [],
    }  # fmt: skip
    post = {
        "id": POST, "title": "معاون استاندار", "organisation": "استانداری", "from_day": "2010-03-21", "to_day": "2014-03-20",
        "order_number": "۱۲", "documents": [],
    }  # fmt: skip
    none = {"none": ["tenures", "services"]}
    return {
        "degrees": [degree],
        "posts": [post],
        "tenures": [],
        "services": [],
        "choices": ["energy", "economy"],
        **none,
    }


def officers() -> list[Any]:
    from majlis.models import User

    return list(User.objects.filter(username__in=OFFICERS))


def cookie_of(user: Any) -> str:
    """The cookie of someone who has signed in with both factors."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_missing"] = False
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def limit() -> Any:
    """The last instant at which these forms are received (Art. 23, row 2)."""
    from committees.models import Declaration
    from majlis import clock, queries

    form = Declaration.objects.filter(formation__code=CODE).select_related("formation__term").first()
    if form is None:
        raise SystemExit("the house collects no forms")
    step = queries.step_named(form, "submit_declaration")
    return queries.step_deadlines_of(step, form, clock.now())[0][1].ends_at


def before_the_limit() -> Any:
    return limit() - timedelta(minutes=MINUTES)


def set_clock() -> None:
    """So many minutes are left from now on."""
    from datetime import UTC, datetime

    from majlis.models import ClockOffset

    at = before_the_limit()
    ClockOffset.objects.update(seconds=int((at - datetime.now(UTC)).total_seconds()))


def paper() -> bytes:
    """A scan as a telephone makes it, different each time."""
    return _SCAN[:2] + b"\xff\xfe" + (34).to_bytes(2, "big") + uuid.uuid4().hex.encode() + _SCAN[2:]


def _scan() -> bytes:
    from PIL import Image, ImageFilter

    chance = random.Random(SEED)  # noqa: S311 - grain of a paper
    grain = Image.frombytes("L", SCAN, chance.randbytes(SCAN[0] * SCAN[1]))
    out = io.BytesIO()
    grain.filter(ImageFilter.GaussianBlur(2)).save(out, "JPEG", quality=75)
    return out.getvalue()


_SCAN = _scan()


# The ten minutes


@dataclass
class Found:
    """What was answered: seconds by what was asked, and everything that should not have been."""

    took: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str, seconds: float) -> None:
        with self.lock:
            self.took.setdefault(name, []).append(seconds)

    def fault(self, sentence: str) -> None:
        with self.lock:
            self.faults.append(sentence)


@dataclass
class Browser:
    """One connection that keeps its cookies, and times every answer."""

    port: int
    cookie: str
    found: Found

    def ask(self, name: str, path: str, expected: int = 200) -> tuple[str, str]:
        return self._send(name, "GET", path, None, {}, expected)

    def post(self, name: str, path: str, body: bytes, kind: str, expected: int = 302) -> tuple[str, str]:
        return self._send(name, "POST", path, body, {"Content-Type": kind}, expected)

    def _send(
        self, name: str, method: str, path: str, body: bytes | None, headers: dict[str, str], expected: int
    ) -> tuple[str, str]:
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        began = time.perf_counter()
        try:
            line.request(method, path, body=body, headers={"Cookie": self.cookie, **headers})
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except OSError as broken:
            self.found.fault(f"{method} {path}: {broken}")
            return "", ""
        finally:
            line.close()
        self.found.note(name, time.perf_counter() - began)
        for each in answer.headers.get_all("Set-Cookie") or ():
            self._keep(each.partition(";")[0])
        if answer.status != expected:
            self.found.fault(f"{method} {path}: {answer.status} for {expected}")
        return text, answer.headers.get("Location") or ""

    def _keep(self, cookie: str) -> None:
        name = cookie.partition("=")[0]
        others = [each for each in self.cookie.split("; ") if each.partition("=")[0] != name]
        self.cookie = "; ".join([*others, cookie])


def play(port: int, people: list[Member], readers: list[str], found: Found) -> None:
    """All members and the officers, each in a thread of his own."""
    began = time.monotonic()
    over = threading.Event()

    def comes(member: Member) -> None:
        time.sleep(max(0.0, began + member.comes * MINUTES * 60 - time.monotonic()))
        hand_in(Browser(port, member.cookie, found), member)

    def reads(cookie: str) -> None:
        browser = Browser(port, cookie, found)
        while not over.is_set():
            for path in READ:
                browser.ask(f"officers: {path}", path)
                over.wait(THINKS)

    with ThreadPoolExecutor(len(people) + len(readers)) as crowd:
        for cookie in readers:
            crowd.submit(reads, cookie)
        waiting = [crowd.submit(comes, each) for each in people]
        for each in waiting:
            if (broken := each.exception()) is not None:
                found.fault(f"{type(broken).__name__}: {broken}")
        over.set()


def hand_in(browser: Browser, member: Member) -> None:
    """What one member does."""
    browser.ask("his form", FORM)
    for heading, code in (("degrees", DEGREE), ("posts", POST)):
        path = f"{FORM}{heading}/{code}/"
        page, _ = browser.ask("one item", path)
        body, kind = with_paper(fields(page))
        browser.post("a paper", path, body, kind)
    path = f"/committees/declarations/{member.declaration.pk}/submission/"
    page, _ = browser.ask("his answers", path)
    body, kind = encoded(fields(page))
    presses = [Browser(browser.port, browser.cookie, browser.found) for _ in range(2)]
    with ThreadPoolExecutor(2) as hands:
        where = {each[1] for each in hands.map(lambda press: press.post("the last press", path, body, kind), presses)}
    if len(where) == 1 and (receipt := where.pop()):
        member.receipt = browser.ask("his receipt", receipt)[0]


_INPUT = re.compile(r"<(?:input|textarea)\b[^>]*>|<select\b.*?</select>", re.DOTALL)
_NAME = re.compile(r'\bname="([^"]+)"')
_VALUE = re.compile(r'\bvalue="([^"]*)"')
_CHOSEN = re.compile(r'<option value="([^"]*)" selected')
_FORM = re.compile(r'<form class="stack[^"]*" method="post".*?</form>', re.DOTALL)


def fields(page: str) -> dict[str, str]:
    """What the page's form would send if its button were pressed."""
    import html

    form = _FORM.search(page)
    sent = {}
    for each in _INPUT.findall(form[0] if form else ""):
        name = _NAME.search(each)
        chosen = (_CHOSEN if each.startswith("<select") else _VALUE).search(each)
        left_out = 'type="checkbox"' in each and " checked" not in each
        if name is not None and name[1] not in ("papers", "drop") and not left_out:
            sent[name[1]] = html.unescape(chosen[1]) if chosen else ""
    return sent


def with_paper(answers: dict[str, str]) -> tuple[bytes, str]:
    """The same, with a scan."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in answers.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="papers"; filename="scan.jpg"\r\n'
    parts += [f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), paper(), f"\r\n--{mark}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={mark}"


def encoded(answers: dict[str, str]) -> tuple[bytes, str]:
    from urllib.parse import urlencode

    return urlencode(answers).encode(), "application/x-www-form-urlencoded"


# What the register says


def last_act() -> int:
    """The place of the newest entry of the office's register."""
    from majlis.models import Act

    return int(Act.objects.filter(realm="committees").order_by("-seq").values_list("seq", flat=True)[0])


def lost_or_doubled(people: list[Member], before: int) -> list[str]:
    """Every form that does not stand once in the register with both its papers. Args: before, the last place at the start."""
    from majlis.models import Act

    acts = list(Act.objects.filter(realm="committees", verb="submit_declaration", seq__gt=before))
    count = Counter(each.subject.rpartition(":")[2] for each in acts)
    papers = {each.subject.rpartition(":")[2]: _papers(each.content) for each in acts}
    faults = []
    for each in people:
        key = str(each.declaration.pk)
        if count[key] != 1:
            faults.append(f"form {each.declaration.number} stands {count[key]} times in the register")
        elif papers[key] != 2:
            faults.append(f"form {each.declaration.number} has {papers[key]} papers")
        if not each.receipt:
            faults.append(f"form {each.declaration.number} has no receipt")
    return faults


def _papers(body: Any) -> int:
    return sum(len(each.get("documents") or ()) for heading in ("degrees", "posts") for each in body.get(heading, ()))


def tell(found: Found, faults: list[str], forms: int) -> int:
    every = sorted(second for each in found.took.values() for second in each)
    floor = statistics.median(found.took["officers: /healthz"])
    print(f"{forms} forms, {2 * forms} papers of {len(_SCAN) // 1000} kB, {len(every)} answers in {MINUTES:g} minutes")
    print(f"{'':36s}{'answers':>8s}{'median':>9s}{'of 95':>9s}{'longest':>9s}   ms")
    for name, each in (*found.took.items(), ("all", every)):
        figures = (statistics.median(each), part(each, 0.95), max(each))
        print(f"{name:36s}{len(each):8d}" + "".join(f"{1000 * second:9.0f}" for second in figures))
    print(
        f"the last press, of 95: {part(found.took['the last press'], 0.95) / floor:.0f} x the median of an empty answer"
    )
    for sentence in faults[:20]:
        print(f"FAULT {sentence}")
    met = not faults and part(every, 0.95) < MOST and part(found.took["the last press"], 0.95) < MOST
    print(f"no error, none lost, none doubled, 95 of 100 under {MOST:g} s: {'met' if met else 'NOT met'}")
    return 0 if met else 1


def part(seconds: list[float], share: float) -> float:
    """The time within which this share was answered."""
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


if __name__ == "__main__":
    sys.exit(main())
