"""The register as an auditor reads it: entries in order, and the heads that were published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps

from majlis.models import Act, Chain, Head
from majlis.rules import chain
from majlis.rules.law import Step

FORMAT = "majlis-register/1"


def entries(realm: str) -> Iterator[dict[str, Any]]:
    """A realm's entries from the first, each with the text that was hashed."""
    for act in Act.objects.filter(realm=realm).order_by("seq").iterator(chunk_size=2000):
        yield act.entry()


def published_heads(realm: str) -> dict[int, str]:
    return dict(Head.objects.filter(realm=realm, seq__gt=0).values_list("seq", "hash"))


def realms() -> list[str]:
    return list(Chain.objects.order_by("realm").values_list("realm", flat=True))


def fault(realm: str, heads: Mapping[int, str] | None = None) -> str | None:
    """The first broken entry of a realm, or nothing. Heads from outside are held against it beside its own."""
    known = {**published_heads(realm), **(heads or {})}
    state = Chain.objects.filter(realm=realm).first()
    if state is not None and state.seq:
        known.setdefault(state.seq, state.hash)
    return chain.first_fault(realm, entries(realm), known)


def step_of(act: Act) -> Step | None:
    """The step of an act: of the office whose chain it hangs on, or of the house, whose letters hang on every chain."""
    for config in apps.get_app_configs():
        if getattr(getattr(config, "realm", None), "code", None) == act.realm:
            house: Any = apps.get_app_config("majlis")
            return config.steps.get(act.verb) or house.steps.get(act.verb)
    return None


def export_lines(realm: str) -> Iterator[str]:
    """The register as JSON lines: a header with the published heads, then an entry a line."""
    yield json.dumps(
        {"format": FORMAT, "realm": realm, "heads": {str(seq): text for seq, text in published_heads(realm).items()}}
    )
    for entry in entries(realm):
        yield json.dumps(entry, ensure_ascii=True)
