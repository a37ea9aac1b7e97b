"""Every answer of a form in words, section by section, as it is reviewed, printed and kept (Arts. 3, 4, 9, 10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from committees.forms.draft import SECTIONS, FormDraft
from committees.rules.fields import Fault
from committees.rules.form import AUTHORITIES
from committees.rules.lines import label_of
from committees.views.tasks import NOTHING, TITLES, faults_by_heading
from majlis import persian


def answers(
    draft: FormDraft,
    day: date,
    committees: Mapping[str, str],
    papers: Mapping[str, Any] | None,
    *,
    choices: bool = True,
    faults: tuple[Fault, ...] = (),
) -> list[dict[str, Any]]:
    """Sections with their rows in words.

    Args: committees, titles by code; papers, documents by key, None where scans are not shown, only counted; faults, of
        this draft, each told in its section.
    """
    form = draft.form(day)
    by_heading = faults_by_heading(faults)
    rivals = {each["id"] for group in draft.rivals() for each in group}
    found = []
    for heading in SECTIONS:
        claims = getattr(form, heading)
        found.append({
            "heading": heading, "title": TITLES[heading], "empty": NOTHING[heading] if draft.none_said(heading) else "چیزی نوشته نشده است",
            "faults": [sentence for _, sentence in by_heading.get(heading, [])], "half": len(draft.half_typed(heading)),
            "rows": [
                {
                    "label": label_of(claim, day), "detail": _detail(heading, claim), "papers": _papers(claim, papers),
                    "paper_count": len(claim.documents), "named": heading != "degrees" or claim.counted, "rival": claim.id in rivals,
                }
                for claim in claims
            ],
        })  # fmt: skip
    if choices:
        rows = [
            {
                "label": committees.get(code, code),
                "detail": f"اولویت {persian.ordinal(rank)}",
                "papers": [],
                "paper_count": None,
                "named": True,
                "rival": False,
            }
            for rank, code in enumerate(form.choices, start=1)
        ]
        sentences = [sentence for _, sentence in by_heading.get("choices", [])]
        found.append(
            {
                "heading": "choices",
                "title": TITLES["choices"],
                "empty": "هنوز برگزیده نشده است",
                "faults": sentences,
                "half": 0,
                "rows": rows,
            }
        )
    return found


def _papers(claim: Any, papers: Mapping[str, Any] | None) -> list[Any]:
    return [papers[key] for key in claim.documents if key in papers] if papers is not None else []


def _detail(heading: str, claim: Any) -> str:
    if heading == "degrees":
        parts = [
            claim.institution,
            AUTHORITIES.get(claim.authority, ""),
            persian.jalali(claim.day) if claim.day else "",
        ]
        return "، ".join(each for each in parts if each)
    first = persian.jalali(claim.from_day) if claim.from_day else "؟"
    told = f"از {first} تا {persian.jalali(claim.to_day) if claim.to_day else 'اکنون'}"
    if heading == "posts":
        order = "شغل آزاد" if claim.self_employed else f"حکم {claim.order_number}" if claim.order_number else ""
        return "، ".join(each for each in (told, order) if each)
    return told


def count_of(draft: FormDraft) -> list[dict[str, str]]:
    """The draft in figures, for what is kept after a refusal."""
    units = {"degrees": "مدرک", "posts": "سمت", "tenures": "دوره", "services": "عضویت"}
    return [
        {"label": TITLES[heading], "value": f"{persian.number(len(draft.rows(heading)))} {units[heading]}"}
        for heading in SECTIONS
    ]
