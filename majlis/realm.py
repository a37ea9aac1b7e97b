"""How an office describes itself to the kernel, which knows no office by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Realm:
    """One office's register and its manners.

    code: the chain's name.  sealed: nothing of it may be told to who has no right.  idle_minutes: when a session sleeps.
    paper_clerks: offices that may record an act done on paper.  nav: import path of a function that tells of a viewer
    whether the realm's door is shown to him; empty, and everyone sees it.
    """

    code: str
    title: str
    icon: str
    home: str = ""
    nav: str = ""
    sealed: bool = False
    searchable: bool = True
    substitutes: bool = True
    idle_minutes: int = 30
    paper_clerks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Those who see something: how they are called, and their offices as "body_kind.role" where they hold one."""

    label: str
    offices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """A page that somebody is led to from his first page: its name, its address's name, its picture."""

    label: str
    page: str
    icon: str


EVERYONE = Audience("همه، بی ورود به سامانه")


@dataclass(frozen=True)
class Sight:
    """One thing and who may see it, as an office declares it.

    what: Persian.  who: the audiences together.  since: from when, Persian.  article: what commands it, where a law does.
    pages: names of addresses that open to those offices and to nobody else.
    """

    what: str
    who: tuple[Audience, ...]
    since: str = ""
    article: Any = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """What an office has to explain to anyone.

    code: its anchor on the page.  lead: one sentence.  template: a piece that draws it.  content: asked of a viewer's day,
    gives what the piece needs.  articles: whose words link to it.
    """

    code: str
    title: str
    lead: str
    template: str
    content: Callable[[Any], Mapping[str, Any]]
    articles: tuple[Any, ...] = ()
