"""The dice as they are typed in: any script, a cup each or all in one line, and nothing else (Art. 18)."""

from __future__ import annotations

import pytest

from committees.forms.seats import DiceForm


@pytest.mark.parametrize(
    ("typed", "dice"),
    [
        ({f"die_{cup}": str(cup % 10) for cup in range(1, 21)}, "12345678901234567890"),
        ({"line": "۱۲۳۴۵ ۶۷۸۹۰ ١٢٣٤٥ 67890"}, "12345678901234567890"),
        ({"line": "1234567890123456789"}, None),
        ({"line": "123456789012345678901"}, None),
        ({"line": "²" * 20}, None),
        ({}, None),
        ({f"die_{cup}": "1" for cup in range(1, 20)}, None),
        ({f"die_{cup}": "x" for cup in range(1, 21)}, None),
        ({**{f"die_{cup}": "1" for cup in range(1, 21)}, "line": "2" * 20}, None),
    ],
)
def test_art18_twenty_digits_in_any_script_or_nothing(typed, dice):
    form = DiceForm({"key": "6a1f3c52-7d0e-4c7b-9b1a-2f5d8e9c0a11", **typed}, subject=None, viewer=None)
    assert form.is_valid() == (dice is not None)
    if dice:
        assert form.body() == {"dice": dice}
