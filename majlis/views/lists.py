"""Lists as they are drawn: kept for one viewer at one address, until an act is done or a minute passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.apps import apps
from django.http import HttpRequest

from majlis.queries.kept import kept

Made = TypeVar("Made")


def kept_list(request: HttpRequest, make: Callable[[], Made]) -> Made:
    """What `make` gives for this viewer at this address, with its whole query; of a sealed realm it is made each time.

    Args: make, which draws from queries with the viewer alone: nothing of the session, no token, no second of the clock.
    """
    match = request.resolver_match
    realm = apps.get_app_config(match.app_name if match and match.app_name else "majlis").realm
    return kept(request.viewer, realm, ("list", request.get_full_path()), make)  # type: ignore[attr-defined]
