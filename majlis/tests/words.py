"""Queries whose words were made before a mutant was planted would not know it: here they are made anew."""

from __future__ import annotations

import gc

import pytest

from majlis.queries.prepared import Prepared
from majlis.queries.prepared_for import PreparedFor


def made_anew(patch: pytest.MonkeyPatch) -> None:
    """Until the end of the test every prepared query is without its words, and then has its old ones again."""
    for each in gc.get_objects():
        if type(each) in (Prepared, PreparedFor):  # lazy things of requests long answered are not to be woken
            patch.setattr(each, "_made", {})
