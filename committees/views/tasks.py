"""The task list of a form: seven tasks in three groups, each with its state in words, and the one to go on with (Arts. 4, 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from committees.forms.draft import SECTIONS, FormDraft
from committees.queries.member import Sheet
from committees.rules.fields import Fault
from committees.rules.form import LEVELS
from committees.rules.laws import DIRECTIVE
from majlis import persian
from majlis.rules.law import Article

TITLES = {
    "identity": "مشخصات و حوزهٔ انتخابیه",
    "degrees": "مدارک تحصیلی",
    "posts": "سوابق اجرایی",
    "tenures": "سابقهٔ نمایندگی",
    "services": "عضویت در کمیسیون‌ها",
    "choices": "دو کمیسیون، به ترتیب اولویت",
    "check": "بازبینی پاسخ‌ها و ثبت فرم",
}
UNITS = {"degrees": "مدرک", "posts": "سابقه", "tenures": "دوره", "services": "عضویت"}
NOTHING = {
    "degrees": "مدرکی اعلام نمی‌کنید",
    "posts": "سابقهٔ اجرایی ندارید",
    "tenures": "دورهٔ نخست شما",
    "services": "عضو کمیسیونی نبوده‌اید",
}
PAPERS = {"degrees": "سند", "posts": "حکم", "tenures": "سند", "services": "سند"}
PREFIX = {"declaration": "form", "record": "own_record", "paper": "paper"}
SHEET = {"declaration": "form", "record": "declare_record", "paper": "submit_declaration_on_paper"}
NOT_STARTED = ("none", "آغاز نشده")
COMPLETE = ("done", "کامل")
GOING_ON = ("progress", "در حال تکمیل")


@dataclass(frozen=True)
class Task:
    """One row of the list. `kind` and `state` are its chip; `url` is empty while it is locked."""

    code: str
    title: str
    url: str
    kind: str
    state: str
    detail: str = ""
    article: Article | None = None

    @property
    def complete(self) -> bool:
        return self.kind == COMPLETE[0]


def section_url(sheet: Sheet, heading: str) -> str:
    return reverse(f"committees:{PREFIX[sheet.kind]}_section", args=[sheet.key, heading])


def item_url(sheet: Sheet, heading: str, code: str, name: str = "item") -> str:
    return reverse(f"committees:{PREFIX[sheet.kind]}_{name}", args=[sheet.key, heading, code])


def new_item_url(sheet: Sheet, heading: str) -> str:
    return reverse(f"committees:{PREFIX[sheet.kind]}_new_item", args=[sheet.key, heading])


def sheet_url(sheet: Sheet) -> str:
    """The page from which the sections are entered."""
    return reverse(f"committees:{SHEET[sheet.kind]}", args=[sheet.key])


def faults_by_heading(faults: tuple[Fault, ...]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault[0].partition("[")[0].partition(".")[0], []).append(fault)
    return found


def section_task(sheet: Sheet, draft: FormDraft, heading: str, faults: list[Fault]) -> Task:
    """The state of one section in words."""
    rows, half = draft.rows(heading), draft.half_typed(heading)
    new_half = [code for code in half if draft.row(heading, code) is None]
    count = len(rows) + len(new_half)
    bare = sum(not each.get("documents") for each in rows)

    def task(chip: tuple[str, str], detail: str, article: Article | None = None) -> Task:
        return Task(heading, TITLES[heading], section_url(sheet, heading), *chip, detail, article)

    if not count:
        return task(COMPLETE, NOTHING[heading]) if draft.none_said(heading) else task(NOT_STARTED, "")
    told = f"{persian.number(count)} {UNITS[heading]}"
    if half:
        return task(GOING_ON, f"{told}، {persian.number(len(half))} ناتمام")
    if rivals := [path for path, _ in faults if path.endswith(".counted")]:
        detail = f"{_rivals_told(draft)}؛ یکی را برای امتیاز برگزینید"
        state = "یک پرسش مانده" if len(rivals) == 1 else f"{persian.number(len(rivals))} پرسش مانده"
        return task(("attention", state), detail, DIRECTIVE.article("9"))
    if faults:
        return task(GOING_ON, f"{told}؛ {faults[0][1]}")
    if bare:
        return task(GOING_ON, f"{told}، {persian.number(bare)} {PAPERS[heading]} بارگذاری نشده")
    return task(COMPLETE, told)


def _rivals_told(draft: FormDraft) -> str:
    for group in draft.rivals():
        if sum(bool(each.get("counted")) for each in group) != 1:
            return (
                f"{_COUNTS.get(len(group), persian.number(len(group)))} {LEVELS.get(group[0]['level'], '')} ثبت کرده‌اید"
            )
    return "در یک مقطع چند مدرک دارید"


_COUNTS: Mapping[int, str] = {2: "دو", 3: "سه", 4: "چهار"}


def unfinished(draft: FormDraft, faults: tuple[Fault, ...], headings: tuple[str, ...] = SECTIONS) -> list[str]:
    """Sections that keep the form from being handed in: untouched, half typed or faulty. A missing paper does not."""
    by_heading = faults_by_heading(faults)
    return [
        heading for heading in headings
        if by_heading.get(heading) or draft.half_typed(heading) or not (draft.rows(heading) or draft.none_said(heading))
    ]  # fmt: skip


def without_papers(draft: FormDraft) -> int:
    return sum(not each.get("documents") for heading in SECTIONS for each in draft.rows(heading))


def task_list(
    sheet: Sheet, draft: FormDraft, day: date, constituency: str, committees: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The three groups with their tasks.

    Args: constituency, as the house knows it; committees, titles by code.
    """
    faults = draft.faults(day)
    by_heading = faults_by_heading(faults)
    identity = Task(
        "identity", TITLES["identity"], reverse("committees:form_identity", args=[sheet.key]),
        *(COMPLETE if constituency else ("attention", "حوزه ثبت نشده است")), constituency,
    )  # fmt: skip
    about = [identity, *(section_task(sheet, draft, heading, by_heading.get(heading, [])) for heading in SECTIONS)]
    choice = _choice_task(sheet, draft, by_heading.get("choices", []), committees)
    open_parts = unfinished(draft, faults) + (["choices"] if by_heading.get("choices") else [])
    return [
        {"title": "دربارهٔ شما", "tasks": about},
        {"title": "انتخاب شما", "tasks": [choice]},
        {"title": "ثبت", "tasks": [_check_task(sheet, draft, open_parts)]},
    ]


def _choice_task(sheet: Sheet, draft: FormDraft, faults: list[Fault], committees: Mapping[str, str]) -> Task:
    url = reverse("committees:form_choices", args=[sheet.key])
    chosen = [committees.get(code, code) for code in draft.choices]
    if not chosen:
        return Task(
            "choices",
            TITLES["choices"],
            url,
            *NOT_STARTED,
            f"تقاضای زندهٔ {persian.number(len(committees))} کمیسیون کنار انتخاب شماست",
        )
    told = "، سپس ".join(chosen)
    if faults:
        return Task("choices", TITLES["choices"], url, *GOING_ON, f"{told}؛ {faults[0][1]}")
    return Task("choices", TITLES["choices"], url, *COMPLETE, told)


def _check_task(sheet: Sheet, draft: FormDraft, open_parts: list[str]) -> Task:
    if open_parts or sheet.declaration is None:
        waiting = "، ".join(f"«{TITLES[part]}»" for part in open_parts[:2])
        more = " و بخش‌های دیگر" if len(open_parts) > 2 else ""
        return Task(
            "check", TITLES["check"], "", "locked", "هنوز بسته است", f"پس از کامل شدن {waiting}{more} باز می‌شود"
        )
    url = reverse("committees:submit_declaration", args=[sheet.declaration.pk])
    bare = without_papers(draft)
    detail = (
        f"{persian.number(bare)} مورد بی‌سند است و بی‌سند امتیاز نمی‌گیرد"
        if bare
        else "همهٔ پاسخ‌ها را ببینید و فرم را تحویل دهید"
    )
    return Task(
        "check",
        TITLES["check"],
        url,
        "attention" if bare else "left",
        "آمادهٔ بازبینی",
        detail,
        DIRECTIVE.article("4") if bare else None,
    )


def go_on_with(groups: list[dict[str, Any]]) -> Task | None:
    """The review once it is open; before that the first task that is not complete."""
    rows = [task for group in groups for task in group["tasks"]]
    return rows[-1] if rows[-1].url else next((task for task in rows if task.url and not task.complete), None)


def complete_count(groups: list[dict[str, Any]]) -> tuple[int, int]:
    rows = [task for group in groups for task in group["tasks"]]
    return sum(task.complete for task in rows), len(rows)
