"""What the register says of a sealed file lies sealed before it is hashed: chains are checked without any key."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import models

from majlis.models.sealed import name_of, sealed_text


def sealed_body(line: models.Model, subject: models.Model, body: str, names: Collection[UUID]) -> str:
    """A body as it is kept: of a sealed file's act in that file's safe, bound to its line; of any other act as it is.

    A file says by `sealed_in` where it lies, and by `bodies_also` who reads a line of it without a key of the whole.
    Args: names, whose act it is: the actor's, and his in whose name it was done.
    """
    place = getattr(subject, "sealed_in", "") if hasattr(subject, "bodies_also") else ""
    if not place:
        return body
    return sealed_text(body, place, name_of(line, "body"), subject.bodies_also(names))  # type: ignore[attr-defined]
