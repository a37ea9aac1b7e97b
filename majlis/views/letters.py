"""Letters: the list with its ledger, one letter, its three acts, and the page that proves a paper to its holder (house, Art. 10)."""

from __future__ import annotations

import re
import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from majlis import persian, queries
from majlis.columns import LETTERS
from majlis.forms import ActForm, ReasonForm
from majlis.letter_forms import LedgerFilter, LetterForm
from majlis.models import Act, Letter
from majlis.models.sealed import CLOSED, Closed
from majlis.queries import letters as rows
from majlis.queries.paging import page_of
from majlis.register import log_reading
from majlis.replica import from_replica
from majlis.rules.letters import blocks, runs
from majlis.rules.procedure import STEPS
from majlis.views.act import ActView
from majlis.views.exports import taken_as
from majlis.views.printed import on_the_page

ORDER = ("-stage_since", "pk")
SECONDS = 60
HASH = re.compile(r"[0-9a-f]{64}")
SAFE = ("GET", "HEAD")


def enter(request: Any, realm: Any) -> None:
    """Mark a page of a sealed office as its own: its strip, and the shorter sleep of its session."""
    if realm.sealed:
        request.realm = realm
        request.session.set_expiry(realm.idle_minutes * SECONDS)


def _enter_for(request: Any, letter: Letter) -> None:
    """A letter on a file that is no secret makes no page of a sealed office."""
    if not letter.kind.open:
        enter(request, letter.home.realm)


@require_safe
@login_required
@taken_as(LETTERS)
def all_letters(request: HttpRequest) -> HttpResponse:
    """The letters of the files that he sees, and, for who writes or signs, how the ledger of each year stands."""
    viewer = request.viewer  # type: ignore[attr-defined]
    realms = rows.realms_of(viewer)
    form = LedgerFilter(request.GET, realms)
    wanted = form.wanted()
    config = next((each for each, _ in rows.rooms() if each.realm.code == wanted.get("realm")), None)
    if config is not None:
        enter(request, config.realm)
    found = rows.listed(viewer, wanted.pop("realm", "")).filter(**wanted)
    page = page_of(found, ORDER, request.GET.get("after", ""))
    rows.with_keys(page.rows)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form, "page": page, "narrowed": bool(kept), "titles": {code: title for code, title, _ in realms},
        "next_url": f"?{urlencode({**kept, 'after': page.next})}" if page.next else "",
        "article": STEPS["sign_letter"].article, "ledgers": rows.ledgers() if rows.keeps_letters(viewer) else [],
    }  # fmt: skip
    return render(request, "majlis/letters.html", context)


@require_safe
@login_required
def letter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One letter: its wording, its number, its paper, what can follow."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = rows.letter_visible(viewer, pk)
    if found is None:
        raise Http404
    _enter_for(request, found)
    log_reading(viewer.person, found, "open", request.at)  # type: ignore[attr-defined]
    on_the_page(request, found)
    within = rows.keeps_this(viewer, found)
    return render(request, "majlis/letter.html", {**shown(found), "steps": steps_of(found, viewer), "crumbs": crumbs(found, viewer),
        "acts": list(queries.acts_of(found)) if within else [], "within": within})  # fmt: skip


def shown(letter: Letter) -> dict[str, Any]:
    """What the page of a letter says of it."""
    parts = [{"runs": runs(each.paragraph), "rows": each.rows} for each in blocks(letter.text)]
    return {
        "letter": letter, "kind": letter.kind, "parts": parts, "addressee": letter.addressee.split("\n"),
        "copies": [line for line in letter.copies.split("\n") if line.strip()],
        "attached": [each.document for each in letter.attachments.select_related("document")],
        "proof_url": reverse("letter_proof", args=[letter.token]) if letter.token else "",
    }  # fmt: skip


def steps_of(letter: Letter, viewer: queries.Viewer) -> list[dict[str, Any]]:
    """The acts that he may do on it now, the one that carries it on first."""
    told = []
    for word in ("sign_letter", "revise_letter", "void_letter"):
        step = STEPS[word]
        if letter.stage in step.after and queries.authority.entitled(step, letter, viewer.person, viewer.offices):
            told.append({"step": step, "url": reverse(word, args=[letter.pk])})
    return told


def crumbs(letter: Letter, viewer: queries.Viewer) -> list[dict[str, str]]:
    """The way back: the file for those who keep the office's letters, else the list."""
    found = rows.room_of(letter.realm)
    if found is not None and (
        letter.kind.open or (viewer.holds(*found[1].offices) and rows.keeps_this(viewer, letter))
    ):
        return [{"label": str(letter.file), "url": found[1].page(letter.file)}]
    if found is not None and found[1].own_page is not None:
        return [{"label": "پروندهٔ من", "url": found[1].own_page(letter.file)}]
    return [{"label": "نامه‌ها", "url": reverse("letters")}]


GAP = "……"
GAPS = "بخشی از آنچه این نامه می‌گوید مهر و موم است و کلید آن نزد شما نیست؛ جای آن خالی مانده است."


class LetterAct(ActView):
    """An act on a letter: its frame, its way back."""

    find = "majlis.queries.letters.letter_visible"
    template_name = "majlis/letter_act.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.subject = self.get_subject(**kwargs)
        if self.subject is not None:
            _enter_for(request, self.subject)
        return super().dispatch(request, *args, **kwargs)

    def context(self, **more: Any) -> dict[str, Any]:
        letter = self.subject
        summary = [
            {"label": "گونه", "value": letter.kind.title},
            {"label": "پرونده", "value": letter.file},
            {"label": "وضعیت", "value": letter.stage_label or "نوشته نشده"},
        ]
        return super().context(**{"crumbs": crumbs(letter, self.viewer), "summary": summary, "letter": letter, **more})

    def success_url(self, act: Act) -> str:
        return reverse("letter", args=[act.subject.partition(":")[2]])


class DraftLetter(LetterAct):
    """GET shows the letter as its template words it; POST keeps it as a draft."""

    word = "draft_letter"
    find = "majlis.queries.letters.new_letter"
    form_class = LetterForm

    def initial(self) -> dict[str, Any]:
        said = rows.wording_of(self.subject)
        told = {name: getattr(said, name).replace(CLOSED, GAP) for name in ("addressee", "title", "text", "copies")}
        return {**told, "grade": self.subject.grade, "priority": "ordinary"}

    def context(self, **more: Any) -> dict[str, Any]:
        """Where a key is missing the letter has a gap, and says so: the sentence in its place is no wording of anybody's."""
        form = more.get("form")
        shut = form is not None and not form.is_bound and GAP in form.initial.get("text", "")
        return super().context(**{**({"what": GAPS} if shut else {}), **more})

    def subject_url(self) -> str:
        found = rows.room_of(self.subject.realm)
        return found[1].page(self.subject.file) if found is not None else reverse("letters")


class ReviseLetter(LetterAct):
    """Whoever writes the office's letters words a draft anew; another's change in between is shown, and nothing is lost."""

    word = "revise_letter"
    form_class = LetterForm

    def initial(self) -> dict[str, Any]:
        said = {
            name: getattr(self.subject, name) for name in ("addressee", "title", "text", "copies", "grade", "priority")
        }
        # Of a letter that no key at hand opens there is nothing to word anew; pressed all the same, it is refused.
        said = {name: "" if isinstance(value, Closed) else value for name, value in said.items()}
        return {**said, "papers": [each.document_id for each in self.subject.attachments.all()]}


class SignLetter(ReviseLetter):
    """The signer reads the draft, may word it anew, and signs."""

    word = "sign_letter"


class VoidLetter(LetterAct):
    """A reason; the number stays."""

    word = "void_letter"
    form_class: type[ActForm] = ReasonForm


@from_replica
@login_not_required
def letter_proof(request: HttpRequest, token: str) -> HttpResponse:
    """Number, date and hash of a paper for whoever holds it, and nothing of what it says.

    An unknown token is answered as any address that is not there, whatever the method.
    """
    found = rows.letter_by_token(token)
    if found is None:
        raise Http404
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    typed = persian.ascii_digits(request.GET.get("sha256", "")[:200])
    own = re.sub(r"\s", "", typed).lower()
    context = {
        "letter": found, "typed": typed, "readable": bool(HASH.fullmatch(own)), "same": own == found.document.proof,
    }  # fmt: skip
    response = render(request, "majlis/letter_proof.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
