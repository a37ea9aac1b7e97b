"""Research that the office gave out in the played year, and on which a line of the government rests; everything is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from liaison import actions
from liaison.demo.stage import Stage
from liaison.models import Task
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import key, moment
from majlis.demo.papers import Papers
from majlis.rules.deadlines import legal_day

DAY = timedelta(days=1)
SCAN = "research"


class Research(NamedTuple):
    """One study: who owes it, with which centre, and whether a line cites it."""

    title: str
    partner: str
    ministry: str
    owner: str
    cited: bool


STUDIES = (
    Research("زیان سرمازدگی باغ‌ها و راه‌های جبران آن", "مرکز پژوهشی نمونهٔ کشاورزی", "", "liaison_officer", True),
    Research("آب‌بها و هزینهٔ نگهداری شبکه", "پژوهشکدهٔ نمونهٔ آب", "energy", "ministry_deputy", True),
    Research("صندوق‌های جبران خسارت در دیگر کشورها", "", "", "liaison_officer", False),
)


def cited() -> list[str]:
    """The keys of what the played line cites."""
    return [str(key(SCAN, place)) for place, each in enumerate(STUDIES) if each.cited]


def researched(year: Stage) -> Story:
    """Given out in winter, shown with a report, accepted before the line is agreed."""
    papers = Papers("liaison")
    for place, study in enumerate(STUDIES):
        task, at = Task(id=key(SCAN, place)), moment(1405, 11, 4 + place, 9)
        yield Event(at, lambda task=task, at=at, study=study: _give_out(year, task, at, study))
    for place, study in enumerate(STUDIES):
        task, at = Task(id=key(SCAN, place)), moment(1406, 1, 16 + place, 9)
        yield Event(at, lambda task=task, at=at, study=study: _show(year, task, at, study, papers))
        accepted = at + timedelta(hours=2)
        yield Event(accepted, lambda task=task, accepted=accepted: _accept(year, task, accepted))


def _give_out(year: Stage, task: Task, at: datetime, study: Research) -> None:
    facts = {
        "kind": "research", "title": study.title, "text": "برای لایحه‌ای که در پیش است.", "partner": study.partner,
        "ministry": year.body(f"ministry-{study.ministry}") if study.ministry else "",
        "person": "" if study.ministry else str(year.house.people[study.owner].pk), "due_day": (legal_day(at) + 80 * DAY).isoformat(),
    }  # fmt: skip
    actions.assign_task(call(year.house.people["liaison_head"], at, **facts), task)


def _show(year: Stage, task: Task, at: datetime, study: Research, papers: Papers) -> None:
    owner = year.house.people[study.owner]
    paper = papers.paper(SCAN, owner, study.title, at)
    papers.flush()
    facts = {"text": "گزارش پایانی با پیوست آن.", "letter": "", "documents": [str(paper.pk)]}
    actions.give_evidence(call(owner, at, **facts), Task.objects.get(pk=task.pk))


def _accept(year: Stage, task: Task, at: datetime) -> None:
    told = {"outcome": "پذیرفته شد و در بایگانی پژوهش است."}
    actions.accept_task(call(year.house.people["liaison_head"], at, **told), Task.objects.get(pk=task.pk))
