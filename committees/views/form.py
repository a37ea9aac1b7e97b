"""The sections of a member's form or record: one item at a time, with its papers (Arts. 3, 4, 9, 10, 15)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from committees.forms.draft import SECTIONS, FormDraft, item_code_ok
from committees.forms.items import ITEM_FORMS, ItemForm
from committees.queries.member import Sheet, form_sheet, late_open, own_papers, paper_sheet, record_sheet, sheet_tables
from committees.rules.fields import ITEMS_MOST
from committees.rules.form import AUTHORITIES, LEVELS
from committees.rules.laws import DIRECTIVE
from committees.rules.lines import label_of
from committees.views.drafts import Desk, desk, keep_papers
from committees.views.tasks import TITLES, faults_by_heading, item_url, new_item_url, section_url, sheet_url
from majlis import persian, queries
from majlis.rules.law import Refused

ADD = {"degrees": "افزودن مدرک", "posts": "افزودن سابقه", "tenures": "افزودن دوره", "services": "افزودن عضویت"}
NONE = {
    "degrees": "مدرکی برای اعلام ندارم",
    "posts": "سابقهٔ اجرایی ندارم",
    "tenures": "پیش از این نماینده نبوده‌ام",
    "services": "عضو کمیسیونی نبوده‌ام",
}
ONE = {"degrees": "مدرک تحصیلی", "posts": "سابقهٔ اجرایی", "tenures": "دورهٔ نمایندگی", "services": "عضویت در کمیسیون"}
LEADS = {
    "degrees": ("هر مدرک را با سند و مرجع تأیید آن بنویسید.", DIRECTIVE.article("10")),
    "posts": ("هر سمت را با حکم آغاز و پایان آن بنویسید.", DIRECTIVE.article("14")),
    "tenures": ("دوره‌های پیشین نمایندگی خود را بنویسید.", DIRECTIVE.article("3")),
    "services": ("عضویت‌های پیشین خود در کمیسیون‌های تخصصی را بنویسید.", DIRECTIVE.article("3")),
}
CODE_BYTES = 5
SHEETS: dict[str, Callable[[Any, Any], Sheet | None]] = {
    "declaration": form_sheet, "record": record_sheet, "paper": paper_sheet,
}  # fmt: skip
LABELS = {"declaration": "فرم امتیازبندی", "record": "اعلام سوابق", "paper": "فرم روی کاغذ"}


def sheet_or_404(request: HttpRequest, kind: str, key: Any) -> Sheet:
    """One's own form or record; for everybody else there is no such page."""
    viewer = request.viewer  # type: ignore[attr-defined]
    sheet = SHEETS[kind](viewer, key)
    if sheet is None or (kind == "declaration" and sheet.declaration is None) or sheet.record is not None:
        raise Http404
    return sheet


def by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def told(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def frame(at: Desk, **more: Any) -> dict[str, Any]:
    """What every page of a form shows around its matter: the way back, the clock, the draft's own hour."""
    sheet = at.sheet
    limits = ()
    refused = None
    if sheet.declaration is not None:
        at.request.term = sheet.term  # type: ignore[attr-defined]
        step = queries.step_named(sheet.declaration, "submit_declaration")
        limits = queries.step_deadlines_of(step, sheet.declaration, at.request.at)  # type: ignore[attr-defined]
        if sheet.kind != "paper":  # a paper is judged by its own hour, when it is entered
            refused = queries.refusal_of(step, sheet.declaration, at.request.at)  # type: ignore[attr-defined]
            if refused is not None and late_open(sheet.declaration, at.request.at):  # type: ignore[attr-defined]
                refused = None
    return {
        "sheet": sheet,
        "crumbs": [
            {"label": "کمیسیون‌ها", "url": reverse("committees:home")},
            {"label": LABELS[sheet.kind], "url": sheet_url(sheet)},
        ],
        "sheet_url": sheet_url(sheet),
        "deadline": limits[0][1] if limits else None,
        "closed": refused,
        "saved_text": at.saved_text,
        **more,
    }


# --- a section ------------------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, kind: str, key: Any, heading: str) -> HttpResponse:
    """The items of one section; a post says "I have none", or names the degree that counts for its level (Art. 9)."""
    at = desk(request, sheet_or_404(request, kind, key))
    if heading not in SECTIONS:
        raise Http404
    if request.method == "POST":
        at.save(lambda draft: _answer_section(draft, heading, request))
        return HttpResponseRedirect(section_url(at.sheet, heading))
    faults = faults_by_heading(at.draft.record_faults(at.day) if kind == "record" else at.draft.faults(at.day))
    rows = _item_rows(at, heading)
    return render(request, "committees/member/section.html", frame(
        at, heading=heading, title=TITLES[heading], lead=LEADS[heading][0], article=LEADS[heading][1], rows=rows,
        rivals=_rivals(at) if heading == "degrees" else [], none_said=at.draft.none_said(heading), none_text=NONE[heading],
        add_text=ADD[heading], add_url=new_item_url(at.sheet, heading), section_url=section_url(at.sheet, heading),
        counted_faults=[text for path, text in faults.get(heading, []) if path.endswith(".counted")],
        full=len(rows) >= ITEMS_MOST, full_text=f"هر بخش تا {persian.number(ITEMS_MOST)} ردیف جا دارد.",
    ))  # fmt: skip


def _answer_section(draft: FormDraft, heading: str, request: HttpRequest) -> None:
    if "nothing" in request.POST:
        if not draft.rows(heading) and not draft.half_typed(heading):
            draft.say_none(heading, request.POST["nothing"] == "1")
        return
    if heading == "degrees":
        for group in draft.rivals():
            codes = [each["id"] for each in group]
            chosen = request.POST.get(f"counted-{codes[0]}", "")
            if chosen in codes:
                draft.count_only({chosen}, codes)


def _rivals(at: Desk) -> list[dict[str, Any]]:
    """Each level with several degrees, as one question."""
    return [
        {
            "name": f"counted-{group[0]['id']}",
            "level": LEVELS.get(group[0].get("level"), ""),
            "degrees": [
                {"code": each["id"], "label": _label(each, "degrees", at), "counted": bool(each.get("counted"))}
                for each in group
            ],
        }
        for group in at.draft.rivals()
    ]


def _label(row: dict[str, Any], heading: str, at: Desk) -> str:
    claims = getattr(FormDraft({heading: [row]}).form(at.day), heading)
    return label_of(claims[0], at.day) or "ناتمام"


def _item_rows(at: Desk, heading: str) -> list[dict[str, Any]]:
    draft = at.draft
    papers = own_papers(at.viewer, draft.documents())
    half = draft.half_typed(heading)
    rivals = (
        {each["id"]: bool(each.get("counted")) for group in draft.rivals() for each in group}
        if heading == "degrees"
        else {}
    )
    tables = sheet_tables(at.sheet)
    rows = []
    for each in draft.rows(heading):
        names = [papers[key] for key in each.get("documents") or () if key in papers]
        rows.append({
            "label": _label(each, heading, at), "detail": _detail(each, heading, at), "papers": names, "half": each["id"] in half,
            "doubt": _doubt(each, heading, tables), "url": item_url(at.sheet, heading, each["id"]), "rival": rivals.get(each["id"]),
            "remove_url": item_url(at.sheet, heading, each["id"], "remove_item"),
        })  # fmt: skip
    for code in half:
        if draft.row(heading, code) is None:
            typed = draft.typed(heading, code) or {}
            words = "، ".join(
                str(typed[name]) for name in ("title", "field_title", "institution", "organisation") if typed.get(name)
            )
            rows.append({
                "label": words or ONE[heading], "detail": "", "papers": [papers[each] for each in typed.get("documents", ()) if each in papers],
                "half": True, "doubt": "", "url": item_url(at.sheet, heading, code), "rival": None,
                "remove_url": item_url(at.sheet, heading, code, "remove_item"),
            })  # fmt: skip
    return rows


def _detail(row: dict[str, Any], heading: str, at: Desk) -> str:
    claim = getattr(FormDraft({heading: [row]}).form(at.day), heading)[0]
    if heading == "degrees":
        day = persian.jalali(claim.day) if claim.day else ""
        return "، ".join(each for each in (claim.institution, AUTHORITIES.get(claim.authority, ""), day) if each)
    first = persian.jalali(claim.from_day) if claim.from_day else "؟"
    last = persian.jalali(claim.to_day) if claim.to_day else "اکنون"
    return f"از {first} تا {last}"


def _doubt(row: dict[str, Any], heading: str, tables: Any) -> str:
    """Why a branch will be asked about this item (Art. 15); nothing where an approved list knows it, or none is approved."""
    if heading == "degrees" and tables.field_relations is not None and not row.get("field"):
        return "این رشته در فهرست مصوب نیست؛ شعبهٔ نماینده دربارهٔ ارتباط آن تصمیم می‌گیرد."
    if heading == "posts" and tables.post_points is not None and not row.get("post") and not row.get("equivalent_to"):
        return "این سمت در جدول مصوب نیست؛ شعبهٔ نماینده دربارهٔ آن تصمیم می‌گیرد."
    return ""


# --- an item --------------------------------------------------------------------------------------------------------


@login_required
@require_safe
def new_item(request: HttpRequest, kind: str, key: Any, heading: str) -> HttpResponse:
    """A fresh leaf under its own address; nothing is kept until something is typed."""
    sheet = sheet_or_404(request, kind, key)
    if heading not in SECTIONS:
        raise Http404
    return HttpResponseRedirect(item_url(sheet, heading, secrets.token_hex(CODE_BYTES)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, kind: str, key: Any, heading: str, code: str) -> HttpResponse:
    """One item: its fields and papers. What is sent is kept, readable or not; what is readable enters the form."""
    at = desk(request, sheet_or_404(request, kind, key))
    if heading not in SECTIONS or not item_code_ok(code):
        raise Http404
    if request.method == "POST":
        return _take_item(at, heading, code)
    typed = at.draft.typed(heading, code)
    form = _item_form(at, heading, code, typed)
    return _show_item(at, heading, code, form, fresh=typed is None)


def _item_form(
    at: Desk, heading: str, code: str, data: Any = None, files: Any = None, held: tuple[str, ...] | None = None
) -> ItemForm:
    stored = at.draft.row(heading, code)
    typed = at.draft.typed(heading, code)
    papers = held if held is not None else tuple((typed or stored or {}).get("documents") or ())
    return ITEM_FORMS[heading](
        data,
        files,
        code=code,
        item=stored,
        tables=sheet_tables(at.sheet),
        day=at.day,
        committees=at.committees,
        held=papers,
    )


def _take_item(at: Desk, heading: str, code: str) -> HttpResponse:
    request = at.request
    known = at.draft.row(heading, code) is not None or code in at.draft.half_typed(heading)
    if not known and len(at.draft.rows(heading)) + len(at.draft.half_typed(heading)) >= ITEMS_MOST:
        raise Http404
    stored, typed = at.draft.row(heading, code), at.draft.typed(heading, code)
    held = tuple((typed or stored or {}).get("documents") or ())
    dropped = set(request.POST.getlist("drop"))
    kept, sentences = keep_papers(at.viewer, at.sheet, request.FILES.getlist("papers"), request.at)  # type: ignore[attr-defined]
    held = tuple(dict.fromkeys([*(each for each in held if each not in dropped), *kept]))
    form = _item_form(at, heading, code, request.POST, held=held)
    readable = form.is_valid()
    for sentence in sentences:
        form.add_error("papers", sentence)
    try:
        if readable:
            at.save(lambda draft: draft.put(heading, form.as_item()))
        elif form.has_words():
            at.save(lambda draft: draft.keep_typed(heading, code, form.typed()))
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _show_item(at, heading, code, form, status=422)
    if by_script(request):
        left = "" if readable else f"؛ {persian.number(len(form.errors))} خانه هنوز کامل نیست"
        return told(f"پیش‌نویس ساعت {persian.clock_text(request.at)} ذخیره شد{left}")  # type: ignore[attr-defined]
    if not form.errors and "stay" not in request.POST:
        return HttpResponseRedirect(section_url(at.sheet, heading))
    if not form.errors:
        return HttpResponseRedirect(item_url(at.sheet, heading, code))
    return _show_item(at, heading, code, form, status=422)


def _show_item(
    at: Desk, heading: str, code: str, form: ItemForm, status: int = 200, fresh: bool = False
) -> HttpResponse:
    papers = own_papers(at.viewer, form.held)
    known = at.draft.row(heading, code) is not None or at.draft.typed(heading, code) is not None
    return render(at.request, "committees/member/item.html", frame(
        at, heading=heading, form=form, section_title=TITLES[heading], section_url=section_url(at.sheet, heading),
        title=ONE[heading] if known else f"{ADD[heading]}", papers=[papers[each] for each in form.held if each in papers],
        item_url=item_url(at.sheet, heading, code), remove_url=item_url(at.sheet, heading, code, "remove_item") if known else "",
        quiet_errors=fresh,
    ), status=status)  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_item(request: HttpRequest, kind: str, key: Any, heading: str, code: str) -> HttpResponse:
    """Take an item off the draft, after one question. Its papers stay the member's own."""
    at = desk(request, sheet_or_404(request, kind, key))
    stored = at.draft.row(heading, code) if heading in SECTIONS else None
    if heading not in SECTIONS or (stored is None and at.draft.typed(heading, code) is None):
        if request.method == "POST" and heading in SECTIONS:
            return HttpResponseRedirect(section_url(at.sheet, heading))
        raise Http404
    if request.method == "POST":
        at.save(lambda draft: draft.remove(heading, code))
        return HttpResponseRedirect(section_url(at.sheet, heading))
    label = _label(stored, heading, at) if stored else ONE[heading]
    return render(request, "committees/member/remove.html", frame(
        at, title=f"حذف {ONE[heading]}", label=label, section_title=TITLES[heading], section_url=section_url(at.sheet, heading),
    ))  # fmt: skip
