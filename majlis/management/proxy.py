"""nginx before the hosts of a cluster: it passes a request on, and where a host is gone asks the next one again.

Only what may be asked twice is asked twice: a form that a host has begun to read goes to no other by itself. Its sender is told
so, and the form's key makes his second press the same act.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.template.loader import get_template

from majlis.upload_limits import A_REQUEST

SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin"
UNAVAILABLE = "unavailable.html"
CONFIGURATION = """\
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {log} warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    server_tokens off;
    client_max_body_size {most};
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream hosts {{
{hosts}
    }}
    server {{
{listen}
        location / {{
            proxy_pass http://hosts;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For {sender};
            proxy_set_header X-Forwarded-Proto {scheme};
            proxy_connect_timeout 2s;
            proxy_read_timeout 75s;
            # Not "non_idempotent": a POST that a host has begun to read is not sent to another.
            proxy_next_upstream error timeout http_502 http_503;
            proxy_next_upstream_tries 2;
        }}
        error_page 502 504 /{unavailable};
        location = /{unavailable} {{
            internal;
            root {folder};
            default_type "text/html; charset=utf-8";
            add_header Cache-Control no-store always;
            add_header Retry-After 5 always;
        }}
    }}
}}
"""


def program() -> str:
    """The path of nginx. Raises: CommandError, which says how to get it."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{SYSTEM_FOLDERS}")
    if found is None:
        raise CommandError("A cluster needs nginx before its hosts. Install it: sudo apt-get install nginx-light")
    return found


@contextmanager
def folder() -> Iterator[Path]:
    """Where the proxy's own files lie: nginx gives up its rights, so it is a folder that everyone may pass through."""
    made = Path(tempfile.mkdtemp(prefix="majlis-proxy-"))
    made.chmod(0o711)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def configure(folder: Path, addresses: Sequence[tuple[str, int]], ports: Sequence[int]) -> Path:
    """Write what nginx shall do. Args: addresses, where it listens; ports of the hosts that can serve."""
    page = folder / UNAVAILABLE
    if not page.exists():
        page.write_text(get_template("503.html").render({}), encoding="utf-8")
        page.chmod(0o644)
    listen = (f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in addresses)
    # Where others stand in front that are trusted, they have said who asks and how; otherwise nobody is believed.
    behind = settings.PROXIES > 0
    text = CONFIGURATION.format(
        sender="$proxy_add_x_forwarded_for" if behind else "$remote_addr",
        scheme="$http_x_forwarded_proto" if behind else "$scheme",
        folder=folder, log=settings.MAJLIS_VAR / "proxy.log", most=A_REQUEST + A_REQUEST // 8, unavailable=UNAVAILABLE,
        hosts="\n".join(f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;" for port in ports),
        listen="\n".join(f"        listen {each};" for each in listen),
    )  # fmt: skip
    written = folder / "nginx.conf"
    fresh = folder / "nginx.conf.new"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(written)
    return written
