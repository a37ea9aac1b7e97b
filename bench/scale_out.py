"""What a second host brings, and what the replica: python bench/scale_out.py [FOLDER [ROUNDS]]

FOLDER is a MAJLIS_VAR in which nothing runs and the demonstration was played; without one it is played into a folder of the
bench's own first, which takes minutes. The cluster is started as `bin/cluster` does it, with one worker a host, in turn with one
host, with two, and with two and no replica; each page is asked for some seconds by eight connections (wrk where it is installed,
else processes of this program). Medians of the rounds, answers a second; only the ratios mean anything, and they mean this
machine: where it has no core to spare, a second host brings safety and no speed.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BASE))

ROUNDS = 3
SECONDS = 3
CONNECTIONS = 8
ONE, TWO, BARE = ("--hosts", "1"), ("--hosts", "2"), ("--hosts", "2", "--no-replica")
ROSTERS = "/committees/rosters/"
OFFICER = "clerk"
PAGES = {
    "is it well": ("/healthz", False),
    "public: the rosters": (ROSTERS, False),
    "public: one roster": ("", False),
    "public: a law": ("/law/house/", False),
    "signed in: the cartable": ("/", True),
}
Measured = dict[tuple[tuple[str, ...], str], list[float]]


def main() -> int:
    if len(sys.argv) > 1:
        return measure(Path(sys.argv[1]).absolute(), int([*sys.argv, ROUNDS][2]))
    var = Path(tempfile.mkdtemp(prefix="majlis-bench-"))
    var.chmod(0o755)
    try:
        return measure(var, ROUNDS)
    finally:
        shutil.rmtree(var, ignore_errors=True)


def measure(var: Path, rounds: int) -> int:
    port = free_ports()
    os.environ.update(MAJLIS_VAR=str(var), PORT=str(port), WEB_CONCURRENCY="1", MAJLIS_LOG=str(var / "bench.log"))
    found: Measured = {}
    cookie = ""
    for number in range(rounds):
        for how in (ONE, TWO, BARE):
            with cluster(*how):
                cookie = cookie or session()
                PAGES["public: one roster"] = (first_roster(port), False)
                for name, (path, signed_in) in PAGES.items():
                    rate = answers(port, path, cookie if signed_in else "")
                    found.setdefault((how, name), []).append(rate)
            print(f"round {number + 1} of {rounds}: {' '.join(how)}", file=sys.stderr)
    tell(found)
    return 0


def free_ports() -> int:
    """The first of three free ones after another."""
    import socket

    for port in range(18_000, 60_000, 3):
        try:
            for each in range(port, port + 3):
                with socket.socket() as tried:
                    tried.bind(("127.0.0.1", each))
        except OSError:
            continue
        return port
    raise SystemExit("no free ports")


@contextmanager
def cluster(*how: str) -> Iterator[None]:
    """The cluster from its last line to its end."""
    command = [sys.executable, str(BASE / "manage.py"), "cluster", *how]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        said = []
        for line in running.stdout:  # type: ignore[union-attr]
            said.append(line)
            if "public pages" in line:
                break
        else:
            raise SystemExit("".join(said))
        try:
            yield
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)


def session() -> str:
    """The cookie of an officer who is signed in, of the house that runs."""
    program = (
        "from django.conf import settings; from django.test import Client; from majlis.models import User; c = Client(); "
        f"c.force_login(User.objects.get(username='{OFFICER}')); name = settings.SESSION_COOKIE_NAME; "
        "print(f'{name}={c.cookies[name].value}')"
    )
    command = [sys.executable, str(BASE / "manage.py"), "shell", "--no-imports", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]


def first_roster(port: int) -> str:
    page = ask(port, ROSTERS, "")
    found = re.search(rf'href="({ROSTERS}[^"/]+/)"', page)
    if found is None:
        raise SystemExit("the house has no roster")
    return found[1]


def ask(port: int, path: str, cookie: str) -> str:
    """One page, which must be there."""
    line = http.client.HTTPConnection("localhost", port, timeout=30)
    line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    if answer.status != http.client.OK:
        raise SystemExit(f"{path} was answered {answer.status}")
    return text


def answers(port: int, path: str, cookie: str) -> float:
    """Answers a second, after a first one that warms both hosts."""
    for _ in range(4):
        ask(port, path, cookie)
    return by_wrk(port, path, cookie) if shutil.which("wrk") else by_processes(port, path, cookie)


def by_wrk(port: int, path: str, cookie: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
    said = subprocess.run(
        [*command, f"http://localhost:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", said)[1])  # type: ignore[index]


def by_processes(port: int, path: str, cookie: str) -> float:
    with multiprocessing.Pool(CONNECTIONS) as pool:
        return sum(pool.starmap(_asking, [(port, path, cookie)] * CONNECTIONS)) / SECONDS


def _asking(port: int, path: str, cookie: str) -> int:
    until, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        ask(port, path, cookie)
        count += 1
    return count


def tell(found: Measured) -> None:
    rate = {key: statistics.median(each) for key, each in found.items()}
    print(f"{'answers a second':28}{'one host':>10}{'two':>10}{'ratio':>8}{'no replica':>12}{'with : without':>16}")
    for name in PAGES:
        one, two, bare = (rate[how, name] for how in (ONE, TWO, BARE))
        replica = f"{two / bare:.2f}" if name.startswith("public") else ""
        print(f"{name:28}{one:10.0f}{two:10.0f}{two / one:8.2f}{bare:12.0f}{replica:>16}")
    print(f"{os.cpu_count()} cores, for hosts, proxy, database, replica and those who ask")


if __name__ == "__main__":
    sys.exit(main())
