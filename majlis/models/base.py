"""What every file that moves by acts has in common."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

if TYPE_CHECKING:
    from .people import Body, Person


CLOCKS_READ = "_clocks_read"  # where a row in memory has written down when its clocks started


def random_key() -> uuid.UUID:
    """A key that tells nothing: no counter shows that a file moved."""
    return uuid.uuid4()


class Governed(models.Model):
    """A file that only official acts move: its stage, since when, and how many acts it has seen."""

    STAGES: ClassVar[Mapping[str, str]] = {}
    # Stages in which nothing waits for anybody: what can still be done then is an exception.
    RESTS: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    stage = models.CharField("مرحله", max_length=24, editable=False)
    stage_since = models.DateTimeField("از", editable=False)
    version = models.PositiveIntegerField("نسخه", default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def stage_label(self) -> str:
        return self.STAGES.get(self.stage, self.stage)

    @property
    def reference(self) -> str:
        """How the register names this file."""
        return reference(self)

    @property
    def root(self) -> Governed | None:
        """The file that this one belongs to; None when it is a root itself."""
        return None

    @property
    def lock_first(self) -> models.Model | None:
        """The row that acts on this file queue on before the file itself: its root."""
        return self.root

    @property
    def owner(self) -> Person | None:
        """The person whose file it is, for steps whose `by` says "member"."""
        return None

    def seat(self, kind: str) -> Body | None:
        """The one body of a kind that may act on this file; None when any body of the kind may."""
        return None

    def bars(self, person: Person) -> bool:
        """Is he kept from this file in spite of his office: recused, or concerned himself?"""
        return False

    def stands_aside(self, person: Person) -> bool:
        """Is he kept from this file as a person, whoever he acts for?"""
        return self.bars(person)

    def clock_start(self, word: str) -> datetime | None:
        """When the act `word` happened, where the file itself remembers it; None, and the register is asked."""
        return None

    def moved(self, word: str) -> tuple[datetime, str] | None:
        """A later end that an act of this file gave the limits of the step `word`, and the sentence that says why."""
        return None

    def facts(self, at: datetime) -> Any:
        """What the rules of its steps look at."""
        return None


def reference(row: models.Model) -> str:
    """`app.model:key`, the register's name for a row."""
    concrete = row._meta.concrete_model or type(row)
    return f"{concrete._meta.label_lower}:{row.pk}"
