"""How the fields of all forms are drawn: a select has a line for each choice, and a template for each line takes most of a page's time (no article)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
SELECT, OPTION = f"{WIDGETS}select.html", f"{WIDGETS}select_option.html"
# Kinds of input whose template says no more than that they are one.
INPUTS = {f"{WIDGETS}{name}.html" for name in ("text", "hidden", "checkbox", "number", "date", "time")}


class HouseRenderer(DjangoTemplates):
    """Draws selects and plain inputs by hand, word for word as Django's templates do, and all else by these."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == SELECT and all(each["template_name"] == OPTION for each in _options(context["widget"])):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _options(widget: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [option for _, options, _ in widget["optgroups"] for option in options]


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), _told(widget["name"])
    return _drawn(f'<input type="{kind}" name="{name}"{value}{_attrs(widget["attrs"])}>')


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = "\n".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return _drawn(f'<select name="{_told(widget["name"])}"{_attrs(widget["attrs"])}>\n{groups}\n</select>')


def _group(name: Any, options: list[Mapping[str, Any]]) -> str:
    lines = "\n".join(map(_option, options))
    return f'<optgroup label="{_told(name)}">\n{lines}\n</optgroup>' if name else lines


def _option(option: Mapping[str, Any]) -> str:
    return f'<option value="{_said(option["value"])}"{_attrs(option["attrs"])}>{_told(option["label"])}</option>'


def _attrs(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {_told(name)}" if value is True else f' {_told(name)}="{_said(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _said(value: Any) -> str:
    """A value as it is sent: a number with the digits of the machine."""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _told(value: Any) -> str:
    """A word as it is read: a number with the marks of the language."""
    return conditional_escape(value if isinstance(value, str) else localize(value))


def _drawn(words: str) -> SafeString:
    return mark_safe(words)  # noqa: S308 - every word of it is escaped where it is put in
