"""The office's first pages: every formation, one formation, its opening, its branches and their forms (Arts. 4, 23)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from committees import columns
from committees.forms.office import IssueForm, OpenForm
from committees.models import Declaration, Formation
from committees.queries import board as boards
from committees.queries import office
from committees.queries.lots import lot_steps
from committees.queries.objections import may_object_to_seat, waiting_objections
from committees.queries.papers import takes_papers
from committees.queries.scope import AFTER_PUBLICATION, BRANCH, WITH_ROSTER, official
from committees.queries.studio import formation_to_try
from committees.rules.procedure import STEPS
from majlis import persian, queries
from majlis.forms import ActForm
from majlis.models import Act
from majlis.register import Call, NotVisible, Replayed
from majlis.rules.law import Refused
from majlis.views.act import ActView
from majlis.views.exports import taken_as

BOARD_STAGES = tuple(Formation.STAGES)


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for persons: who has none is answered as for an address that is not there."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.viewer.person is None:  # type: ignore[attr-defined]
            raise Http404
        return view(request, **kwargs)

    return shown


def found(row: Any) -> Any:
    """What a query found; what it did not find is not there."""
    if row is None:
        raise Http404
    return row


def formation_of(request: HttpRequest, code: str) -> Formation:
    formation = found(office.formation_named(request.viewer, code))  # type: ignore[attr-defined]
    request.term = formation.term  # type: ignore[attr-defined]
    return formation


def crumbs(formation: Formation | None = None, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page: the office, the formation, what lies between."""
    rows = [{"label": "کمیسیون‌ها", "url": reverse("committees:home")}]
    if formation is not None:
        rows.append({"label": str(formation), "url": formation_url(formation)})
    return rows + [{"label": label, "url": url} for label, url in more]


def formation_url(formation: Formation) -> str:
    return reverse("committees:formation", args=[formation.code])


class OfficeAct(ActView):
    """An act of this office: its frame, its way back, and its term."""

    what = ""

    def get_subject(self, **kwargs: Any) -> Any:
        subject = super().get_subject(**kwargs)
        root = getattr(subject, "root", None) or subject
        if isinstance(root, Formation) and root.term_id:
            self.request.term = root.term  # type: ignore[attr-defined]
        return subject

    @property
    def formation(self) -> Formation:
        return self.subject if isinstance(self.subject, Formation) else self.subject.root

    def subject_url(self) -> str:
        return formation_url(self.formation)

    def success_url(self, act: Act) -> str:
        return f"{super().success_url(act)}?back={self.subject_url()}"

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"crumbs": crumbs(), "what": self.what, **more})


# --- every formation ----------------------------------------------------------------------------------------------------


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every formation that the viewer may know of; a member's own form leads. Rosters are for everyone."""
    viewer = request.viewer  # type: ignore[attr-defined]
    forms = office.own_forms(viewer)
    rows = [_formation_row(each, forms.get(each.pk), viewer) for each in office.formations_with_counts(viewer)]
    context = {
        "rows": rows,
        "own": [row for row in rows if row["form"] is not None and row["formation"].stage != "final"],
        "terms": office.terms_to_open(viewer),
        "may_open": viewer.holds(*STEPS["open_formation"].by),
        "by_elections": _by_elections(rows, viewer),
        "may_divide": viewer.holds("presiding_board.secretary", "presiding_board.clerk"),
        "reads_tables": official(viewer) or viewer.is_member,
    }
    return render(request, "committees/office/home.html", context)


def _by_elections(rows: list[dict[str, Any]], viewer: queries.Viewer) -> list[Any]:
    """The terms in which a by-election's forming may begin: everything of them is final (Art. 21)."""
    if not viewer.holds(*STEPS["open_by_election"].by):
        return []
    terms = {row["formation"].term_id: row["formation"].term for row in rows}
    running = {row["formation"].term_id for row in rows if row["formation"].stage != "final"}
    return [term for key, term in terms.items() if key not in running]


def _formation_row(formation: Any, form: Declaration | None, viewer: queries.Viewer) -> dict[str, Any]:
    windows = office.windows_of(formation, viewer) if form is not None else []
    return {
        "formation": formation,
        "form": form,
        "window": windows[0] if windows else None,
        "roster": formation.stage in WITH_ROSTER,
        "scores": formation.stage in AFTER_PUBLICATION and viewer.person is not None,
        "known": viewer.person is not None,
    }


# --- one formation ------------------------------------------------------------------------------------------------------


@page
def formation(request: HttpRequest, code: str) -> HttpResponse:
    """Where the formation stands, what stops publication, what follows, and how it came here (Art. 23)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = formation_of(request, code)
    office_hand = official(viewer)
    before = one.stage in ("collecting", "verifying", "clarifying")
    branches = list(office.branches_for(viewer))
    counts = office.branch_counts(one, branches)
    form = office.own_forms(viewer).get(one.pk)
    context = {
        "formation": one,
        "stages": _stages(one),
        "steps": [*queries.next_steps(one, viewer), *lot_steps(one, viewer)],
        "gate": office.publication_gate(one, viewer) if office_hand and before else None,
        "windows": office.windows_of(one, viewer),
        "counts": office.counts_of(one),
        "branches": [{"body": each, **(counts.get(each.pk) or {"waiting": 0, "decided": 0})} for each in branches],
        "gives_forms": viewer.bodies(*BRANCH) if one.stage == "collecting" else (),
        "acts": office.story_of(one),
        "form": form,
        "official": office_hand,
        "checks": office_hand and one.stage in ("verifying", "clarifying"),
        "scores": one.stage in AFTER_PUBLICATION and (office_hand or viewer.is_member),
        "roster": one.stage in WITH_ROSTER,
        "objections": waiting_objections(one, viewer),
        "studio": formation_to_try(viewer, one) is not None,
        "own_seat": form if form is not None and may_object_to_seat(form, viewer) else None,
        "papers": takes_papers(one, viewer),
        "crumbs": crumbs(),
    }
    return render(request, "committees/office/formation.html", context)


@page
@taken_as(columns.BOARD_STEPS)
def steps(request: HttpRequest, code: str) -> HttpResponse:
    """The fourteen rows of Article 23 with their ends by law, as they really went, and what stops them."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = formation_of(request, code)
    context = {"formation": one, "lines": boards.lines_of(one, viewer), "crumbs": crumbs(one)}
    return render(request, "committees/office/board.html", context)


def _stages(one: Formation) -> list[dict[str, str]]:
    now = BOARD_STAGES.index(one.stage)
    kinds = ["done"] * now + ["now"] + ["ahead"] * (len(BOARD_STAGES) - now - 1)
    return [{"label": Formation.STAGES[code], "kind": kind} for code, kind in zip(BOARD_STAGES, kinds, strict=True)]


class OpenFormation(OfficeAct):
    """The opening of a term, from which every clock runs (Art. 4)."""

    word = "open_formation"
    form_class = OpenForm
    what = "با ثبت افتتاح، سه روز گردآوری فرم‌ها آغاز می‌شود."

    def get_subject(self, **kwargs: Any) -> Any:
        term = office.term_to_open(self.viewer, kwargs["pk"])
        return Formation(term=term) if term is not None else None

    def initial(self) -> dict[str, Any]:
        term = self.subject.term
        return {"code": f"{term.number}-opening", "opened_at": term.opens_at}

    def subject_url(self) -> str:
        return reverse("committees:home")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**more) | {"crumbs": [], "subject": "کمیسیون‌ها"}

    def success_url(self, act: Act) -> str:
        return formation_url(self.subject)


class ReferForms(OfficeAct):
    """Day three has closed: the forms go to the laws deputy (Art. 23 row 3)."""

    word = "refer_forms"
    find = "committees.queries.formation_visible"
    what = "فرم‌های رسیده به معاونت قوانین می‌رود و ۴۸ ساعت بررسی آغاز می‌شود."

    def context(self, **more: Any) -> dict[str, Any]:
        counts = office.counts_of(self.subject)
        summary = [
            {"label": "نماینده", "value": persian.number(counts["members"])},
            {"label": "فرم داده شده", "value": persian.number(counts["issued"])},
            {"label": "فرم رسیده", "value": persian.number(counts["submitted"])},
            {"label": "نرسیده", "value": persian.number(counts["issued"] - counts["submitted"])},
        ]
        return super().context(summary=summary, **more)


# --- a branch gives its members their forms -----------------------------------------------------------------------------


class IssueForms(OfficeAct):
    """A branch gives the form to one of its members or to all who wait; each is an act of its own (Arts. 4, 23 row 1)."""

    word = "issue_form"
    form_class = IssueForm
    template_name = "committees/office/issue_form.html"

    def get_subject(self, **kwargs: Any) -> Any:
        formation = office.formation_named(self.viewer, kwargs["code"])
        branch = office.branch_named(self.viewer, kwargs["branch"])
        if formation is None or branch is None:
            return None
        self.request.term = formation.term  # type: ignore[attr-defined]
        self.branch = branch
        return Declaration(formation=formation, branch=branch)

    def context(self, **more: Any) -> dict[str, Any]:
        rows = office.branch_members(self.formation, self.branch, self.viewer)
        waiting = [held for held, form in rows if form is None]
        return super().context(
            rows=rows, waiting=waiting, branch=self.branch, formation=self.formation, **more
        ) | {"crumbs": crumbs(self.formation)}  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        given, refusals = 0, []
        for person in self._chosen(form):
            declaration = Declaration(formation=self.formation, member=person, branch=self.branch)
            try:
                self.action(self._call(form, person), declaration)
                given += 1
            except Replayed:
                given += 1
            except Refused as refused:
                refusals.append(f"{person.name}: {refused.sentence}")
            except NotVisible as hidden:
                raise Http404 from hidden
        self._tell(request, given, refusals)
        return HttpResponseRedirect(request.path)

    def _chosen(self, form: ActForm) -> list[Any]:
        wanted = form.cleaned_data["member"]
        rows = office.branch_members(self.formation, self.branch, self.viewer)
        return [held.person for held, has in rows if (held.person_id == wanted if wanted else has is None)]

    def _call(self, form: ActForm, person: Any) -> Call:
        """Each member's own key, made from the page's: a page sent twice gives nobody two forms."""
        key = uuid.uuid5(form.cleaned_data["key"], str(person.pk))
        return Call(actor=self.viewer.person, at=self.request.at, key=key, body={"member": str(person.pk)})  # type: ignore[attr-defined]

    def _tell(self, request: HttpRequest, given: int, refusals: list[str]) -> None:
        if given:
            messages.success(request, f"به {persian.number(given)} نماینده فرم داده شد.")
        for sentence in refusals:
            messages.error(request, sentence)
        if not given and not refusals:
            messages.info(request, "کسی در این شعبه بی‌فرم نمانده است.")
