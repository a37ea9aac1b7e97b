"""What the house draws of a form is what Django's own templates would draw, whatever stands in it."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from majlis.form_drawing import HouseRenderer

SHARP = "<b>\"تیز\" & 'تند'</b>"
GROUPED = [("", "همه"), (SHARP, SHARP), (1406, 1406), ("گروه <۱>", [("a", "الف"), ("b", "ب")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=GROUPED), None),
        (forms.Select(choices=GROUPED), SHARP),
        (forms.Select(choices=GROUPED), 1406),
        (forms.SelectMultiple(choices=GROUPED), ["a", "b"]),
        (forms.Select(choices=[]), ""),
        (forms.TextInput(), SHARP),
        (forms.TextInput(), None),
        (forms.NumberInput(), 1234567),
        (forms.HiddenInput(), "x"),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), False),
        (forms.RadioSelect(choices=GROUPED), "a"),
        (forms.Textarea(), SHARP),
    ],
)
def test_a_field_is_drawn_as_djangos_templates_draw_it(widget: Any, value: Any) -> None:
    attrs = {"class": "form-select", "aria-label": SHARP, "required": True, "disabled": False, "data-n": 1406}
    ours, theirs = (widget.render("name", value, attrs, made()) for made in (HouseRenderer, DjangoTemplates))
    assert _words(ours) == _words(theirs)
    assert hasattr(ours, "__html__")


def _words(html: str) -> list[str]:
    return html.replace("<", " <").replace(">", "> ").split()


def test_every_form_of_the_house_is_drawn_so() -> None:
    assert isinstance(forms.Form().renderer, HouseRenderer)
