"""The laws as the offices retell them, read from each law.md: the text behind every article link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

HEADING = re.compile(r"^(?P<level>#{1,3}) (?P<title>.*?)(?: \{#(?P<anchor>[a-z_]+-[0-9]+)\})?$")


@dataclass(frozen=True)
class ArticleText:
    """One retold article: its anchor's code and number, its heading, its paragraphs."""

    law: str
    number: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return f"{self.law}-{self.number}"

    @property
    def html(self) -> SafeString:
        return mark_safe("".join(_html(each) for each in self.paragraphs))  # noqa: S308 - every part is escaped


@dataclass(frozen=True)
class Book:
    """A law's retold text."""

    code: str
    title: str
    articles: tuple[ArticleText, ...]


def _html(paragraph: str) -> str:
    if paragraph.startswith("- "):
        rows = "".join(f"<li>{escape(line.removeprefix('- '))}</li>" for line in paragraph.splitlines())
        return f"<ul>{rows}</ul>"
    return f"<p>{escape(' '.join(paragraph.splitlines()))}</p>"


@lru_cache(maxsize=1)
def _articles() -> dict[str, list[ArticleText]]:
    books: dict[str, list[ArticleText]] = {}
    for config in apps.get_app_configs():
        path = Path(config.path) / "law.md"
        if path.exists():
            for article in read(path.read_text(encoding="utf-8")):
                books.setdefault(article.law, []).append(article)
    return books


def read(text: str) -> list[ArticleText]:
    """The articles of a law.md, in its order."""
    found: list[ArticleText] = []
    heading, lines = None, []
    for line in [*text.splitlines(), "# end"]:
        match = HEADING.match(line)
        if match is None:
            lines.append(line)
            continue
        if heading is not None:
            law, number = heading["anchor"].rsplit("-", 1)
            blocks = "\n".join(lines).strip().split("\n\n")
            found.append(
                ArticleText(law, number, heading["title"], tuple(block.strip() for block in blocks if block.strip()))
            )
        heading, lines = (match if match["anchor"] else None), []
    return found


def find(code: str) -> Book | None:
    """A law by its code."""
    articles = _articles().get(code)
    return Book(code, titles().get(code, code), tuple(articles)) if articles else None


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Every retold law's code and title."""
    known = {}
    for config in apps.get_app_configs():
        for step in getattr(config, "steps", {}).values():
            known[step.article.law.code] = step.article.law.title
    return {code: title for code, title in known.items() if code in _articles()}
