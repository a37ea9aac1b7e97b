"""The acts' pages: the kernel's act view behind the sealed door, with papers that come in here alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from conduct.forms import BallotForm, PaperAppealForm, RuleForm
from conduct.forms.papers import PapersForm
from conduct.models import Case
from conduct.queries.board_rules import first_signature
from conduct.queries.papers import kept_paper, kept_papers
from conduct.queries.quorum import meter, open_meter
from conduct.queries.scope import sees_votes
from conduct.queries.sitting_room import told_proposal
from conduct.rules.board import OPEN_QUESTIONS
from conduct.rules.causes import causes
from conduct.rules.gate import BESIDE, QUESTIONS
from conduct.rules.procedure import STEPS
from conduct.rules.sanctions import ARTICLE as SANCTIONS
from conduct.views.door import enter, opened
from majlis import personal
from majlis.models import Act
from majlis.queries import first_signatures
from majlis.register import Call
from majlis.rules.law import Refused
from majlis.safes import must_be_open
from majlis.views.act import ActView

REALM = "conduct"
COMPOSED = {"closed_for_ruling": "تنظیم رأی", "forwarded": "تنظیم رأی تجدیدنظر"}
# The member's own acts end at a receipt; an office's lead back to its room.
RECEIPTED = ("receive_defence", "file_appeal", "declare_recusal")


class ConductAct(ActView):
    """One act on a file of this office. Papers are kept when the form is in order, and named in the act."""

    template_name = "conduct/act.html"
    office_label = REALM

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        enter(request)
        if self.case is not None:
            opened(request, self.case, "form")
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        enter(request)
        return super().post(request, **kwargs)

    @property
    def case(self) -> Case | None:
        found = self.subject if isinstance(self.subject, Case) else getattr(self.subject, "root", None)
        return found if isinstance(found, Case) else None

    @property
    def safe(self) -> str:
        """Where what is brought lies sealed beside its owner's pair: a case that is there already; else an act lays it in."""
        return "" if self.case is None or self.case._state.adding else self.case.sealed_in

    @property
    def own(self) -> bool:
        """Does he act on his own case, not for an office?"""
        return self.case is not None and self.viewer.person.pk == self.case.member_id

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        form = super().make_form(data, files)
        if form.is_bound and "file" in form.fields:
            form.kept = kept_papers(self.viewer.person, data.getlist(PapersForm.KEPT))
            if form.kept:
                form.fields["file"].required = False
            form.full_clean()
            self._keep(form)
        return form

    def renewed(self, form: Any) -> Any:
        """What came with the leaf has been kept; the new one names it, and keeps nothing twice."""
        if not isinstance(form, PapersForm):
            return super().renewed(form)
        form.data = form.data.copy()
        form.data.setlist(PapersForm.KEPT, form.papers)
        form.files = MultiValueDict()
        return super().renewed(form)

    def _keep(self, form: Any) -> None:
        for upload in form.cleaned_data.get("file") or ():
            try:
                kept = personal.keep_document(self.viewer.person, upload, REALM, self.request.at, self.safe)  # type: ignore[attr-defined]
            except Refused as refused:
                form.add_error("file", refused.sentence)
            else:
                form.kept.append(kept)

    def make_call(self, form: Any) -> Call:
        call = super().make_call(form)
        served_at = form.cleaned_data.get("served_at")
        return replace(call, happened_at=served_at) if served_at else call

    def context(self, **more: Any) -> dict[str, Any]:
        docket = {"label": "اتاق من" if self.own else "فهرست پرونده‌ها", "url": reverse("conduct:home")}
        return {
            **super().context(**more),
            "crumbs": [docket],
            "case": self.case,
            "own": self.own,
            "summary": self.summary(),
        }

    def show(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        """While the board waits for a court its clocks stand: no end is told, for none is known (Art. 7)."""
        if self.case is not None and self.case.suspended_at is not None and not self.own:
            more |= {"deadline": None, "limit": None}
        return super().show(form, status, **more)

    def summary(self) -> list[dict[str, str]]:
        """What the page says of the case beside its form."""
        case = self.case
        if case is None or self.own or case._state.adding:
            return []
        return [{"label": "مرحله", "value": case.stage_label}, {"label": "نماینده", "value": case.member.name}]

    def subject_url(self) -> str:
        case = self.case
        if case is None or case._state.adding:
            return reverse("conduct:home")
        return reverse("conduct:own_case", args=[case.pk]) if self.own else case.get_absolute_url()

    def success_url(self, act: Act) -> str:
        if self.word == "declare_recusal":
            return reverse("conduct:home")
        if self.own and self.word in RECEIPTED:
            return f"{super().success_url(act)}?back={self.subject_url()}"
        if self.word == "register_report":
            return reverse("conduct:case", args=[act.root.partition(":")[2]])
        return self.subject_url()


class AppealAct(ConductAct):
    """The member's own objection; or, from paper, in his name, by two of the office."""

    def entitled(self) -> bool:
        return super().entitled() or self.on_paper

    @property
    def on_paper(self) -> bool:
        clerks = self.subject._meta.app_config.realm.paper_clerks
        return not self.own and self.viewer.holds(*clerks, body=self.subject.board) and own_of(self.subject)

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        if self.on_paper:
            self.form_class = PaperAppealForm
            if self.seconds:
                return super(ConductAct, self).make_form(data, None) if data is None else self._second_form(data)
        return super().make_form(data, files)

    @property
    def signed(self) -> Any:
        """The first officer's signature, whose text the second signs as it stands."""
        return first_signatures(self.subject, [self.word]).first()

    @property
    def seconds(self) -> bool:
        """Does he sign what another has signed? The first of two, who comes again, corrects what he brought."""
        return self.signed is not None and self.signed.first_id != self.viewer.person.pk

    def _second_form(self, data: Any) -> Any:
        form = super(ConductAct, self).make_form(data, None)
        form.fields["file"].required = form.fields["happened_at"].required = False
        return form

    def make_call(self, form: Any) -> Call:
        if not self.on_paper:
            return super().make_call(form)
        call = super(ConductAct, self).make_call(form)
        if self.seconds:
            kept = self.signed.content
            must_be_open(self.step.article, kept)
            paper = kept_paper(self.signed.first, kept["_paper"])
            return replace(
                call,
                body={"papers": []},
                paper=paper,
                happened_at=datetime.fromisoformat(kept["_happened_at"]),
                on_behalf_of=self.subject.member,
            )
        paper = kept_paper(self.viewer.person, form.papers[0])
        return replace(
            call,
            body={"papers": []},
            paper=paper,
            happened_at=form.cleaned_data["happened_at"],
            on_behalf_of=self.subject.member,
        )

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            **super().context(**more),
            "second": self.on_paper and self.seconds,
            "first_signatures": [self.signed] if self.on_paper and self.signed else [],
        }


def own_of(case: Case) -> bool:
    return case.stage in STEPS["file_appeal"].after


class SittingAct(ConductAct):
    """An act of a sitting: back to its room."""

    def subject_url(self) -> str:
        sitting = getattr(self.subject, "sitting", self.subject)
        return reverse("conduct:home") if sitting._state.adding else sitting.get_absolute_url()

    def context(self, **more: Any) -> dict[str, Any]:
        sitting = getattr(self.subject, "sitting", self.subject)
        if self.word == "open_ballot":
            return super().context(**more)
        shown = {"meter": meter(sitting, self.viewer.at, self.case)} if not sitting._state.adding else {}
        return {**super().context(**more), **shown}


class BallotAct(SittingAct):
    """A question put to the vote; where a ruling is proposed, its composer."""

    form_class = BallotForm
    template_name = "conduct/ballot.html"

    def get_subject(self, **kwargs: Any) -> Any:
        """A question beside the way is asked by its name, in the address."""
        ballot = super().get_subject(**kwargs)
        if ballot is not None and (about := self.request.GET.get("about")) in BESIDE:
            ballot.question = about
        return ballot

    def success_url(self, act: Act) -> str:
        return self.subject.sitting.get_absolute_url()

    def context(self, **more: Any) -> dict[str, Any]:
        case, beside = self.subject.case, self.subject.question in BESIDE
        if beside:
            more["what"] = f"پرسش: «{QUESTIONS[self.subject.question]}»."
        elif case.stage in COMPOSED:
            more["step"] = replace(self.step, label=COMPOSED[case.stage])
        lacking = causes(case.facts(self.viewer.at)) if case.stage == "closed_for_ruling" and not beside else ()
        lacking = [each for each in lacking if each.word != "vote"]
        return {
            **super().context(**more), "causes": lacking, "causes_missing": sum(not each.there for each in lacking), "sanctions_article": SANCTIONS,
            "room_meter": open_meter(case, self.viewer.at), "first_ruling": case.rulings.filter(instance="first").first(),
        }  # fmt: skip


class RulingAct(ConductAct):
    """What was voted becomes the ruling, word by word; the dissent stands beside it."""

    template_name = "conduct/ruling.html"

    def context(self, **more: Any) -> dict[str, Any]:
        facts = self.subject.facts(self.viewer.at)
        lacking = causes(facts) if self.word == "issue_ruling" else ()
        vote = facts.last_vote(self.word)
        votes = list(vote.votes.select_related("person").order_by("person__sort_key")) if vote else []
        return {
            **super().context(**more), "causes": lacking, "causes_missing": sum(not each.there for each in lacking), "vote": vote, "votes": votes,
            "proposal": told_proposal(vote) if vote else None, "full": sees_votes(self.viewer, self.subject),
        }  # fmt: skip


class RuleAct(ConductAct):
    """A decision of the house, signed by two on the same text."""

    form_class = RuleForm

    def initial(self) -> dict[str, Any]:
        first = first_signature(self.subject.pk)
        if first is None:
            return {"key_of": next(iter(OPEN_QUESTIONS))}
        content = first.content
        # What the register keeps as ISO days is shown as the days that they are.
        days = {name: date.fromisoformat(content[name]) for name in ("decided_on", "first_day")}
        return {**content, **days, "key_of": content["key"], "key": uuid.uuid4()}

    def subject_url(self) -> str:
        return reverse("conduct:rules")
