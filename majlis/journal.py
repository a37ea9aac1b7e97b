"""The technical log: one JSON object a line, with the request's number and without a single value of a record."""

from __future__ import annotations

import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

request_id: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger("majlis.journal")

FACTS = "facts"
SLOW = 1.0
FRAMES = 15
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


class Lines(logging.Formatter):
    """Write the message's pattern, never what was put into it; of an exception its kind and place, never its text.

    What is harmless is said on purpose: `logger.info("head published", extra={"facts": {"realm": "house"}})`.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "said": str(record.msg),
            "request": request_id.get(),
            **getattr(record, FACTS, {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
            line["trace"] = [
                f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(record.exc_info[2])[-FRAMES:]
            ]
        return json.dumps({key: value for key, value in line.items() if value != ""}, ensure_ascii=False, default=str)


class Journal:
    """Number each request and note how it was answered: method, route, status and time, not the address or the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._note(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = number
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        match = getattr(request, "resolver_match", None)
        level = logging.ERROR if response.status_code >= 500 else logging.WARNING if seconds > SLOW else logging.INFO
        facts = {
            "method": request.method if request.method in METHODS else "other",
            "route": match.route if match else "",
            "status": response.status_code,
            "ms": round(seconds * 1000),
        }
        logger.log(level, "answered", extra={FACTS: facts})
