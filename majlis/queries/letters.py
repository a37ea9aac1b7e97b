"""Letters for a named viewer: a letter is as visible as its file, and that stands in the query itself (house, Art. 10)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import AppConfig, apps
from django.db.models import Count, Max, Model, Q, QuerySet
from django.template import Context, loader
from django.urls import reverse
from django.utils.module_loading import import_string

from majlis.models import Act, Document, Letter, LetterAttachment, LetterYear, Person
from majlis.models.base import reference
from majlis.models.letters import SIGNED
from majlis.models.sealed import fetch_for
from majlis.rules.letters import CELL, Wording, missing_numbers, wording
from majlis.rules.procedure import STEPS

from .authority import Viewer
from .kept import DRAFTED, any_waits
from .prepared_for import PreparedFor
from .waiting import ROWS_A_STEP, Waiting


def no_papers(file: Model) -> QuerySet[Document]:
    return Document.objects.none()


@dataclass(frozen=True)
class LetterKind:
    """One letter of an office.

    word: its name, and its template's: OFFICE/letters/WORD.txt.  file: the model of its file.  act: the word of the act
    that it tells of.  drafters: offices that may write it.  signers: offices that may sign it, each with its title on
    paper.  fields: what the template may name, from the file and the viewer.  papers: what may go with it.
    grade: the least classification.  open: its file is no secret, though its office is sealed.
    """

    word: str
    title: str
    file: str
    act: str
    drafters: tuple[str, ...]
    signers: Mapping[str, str]
    fields: Callable[[Any], Mapping[str, Any]]
    papers: Callable[[Any], QuerySet[Document]] = no_papers
    grade: str = "ordinary"
    open: bool = False


@dataclass(frozen=True)
class LetterRoom:
    """An office's letters. head: lines under the house's name.  files: by model, the files that a viewer sees; one key
    a model that letters are written on.  page: the address of a file's page.  received: signed letters that were written to
    the viewer himself, where he does not see the office's file; own_page: the address at which he sees what is his of it.
    told: of a sealed file, to whom a signed letter may be read now beside those who have the file's key."""

    head: tuple[str, ...]
    kinds: tuple[LetterKind, ...]
    files: Mapping[str, Callable[[Viewer], QuerySet]]
    page: Callable[[Any], str]
    received: Callable[[Viewer], Q] | None = None
    own_page: Callable[[Any], str] | None = None
    told: Callable[[Letter], Collection[Person]] | None = None

    def kind(self, word: str) -> LetterKind:
        """Raises KeyError for a word that the office has not."""
        return {each.word: each for each in self.kinds}[word]

    @property
    def offices(self) -> tuple[str, ...]:
        """Who sees what is not yet signed; where the office is sealed, its own offices alone."""
        return tuple(name for kind in self.kinds if not kind.open for name in (*kind.drafters, *kind.signers))

    def offices_on(self, model: str) -> tuple[str, ...]:
        """Who sees what is not yet signed on files of this model."""
        if not any(kind.open for kind in self.kinds if kind.file == model):
            return self.offices
        return tuple(name for kind in self.kinds if kind.open for name in (*kind.drafters, *kind.signers))


def rooms() -> list[tuple[AppConfig, LetterRoom]]:
    """The offices that write letters."""
    return [(each, import_string(each.letters)) for each in apps.get_app_configs() if getattr(each, "letters", "")]


def room_of(realm: str) -> tuple[AppConfig, LetterRoom] | None:
    return next(((config, room) for config, room in rooms() if config.realm.code == realm), None)


def letters(viewer: Viewer, realms: Collection[str] | None = None) -> QuerySet[Letter]:
    """The letters of the files that he sees; drafts for those alone who write or sign the office's letters.

    Args: realms, of these offices alone.
    """
    if viewer.person is None:
        return Letter.objects.none()
    seen = Q(pk__in=[])
    for config, room in rooms():
        if realms is not None and config.realm.code not in realms:
            continue
        for model, files in room.files.items():
            stages = Q() if viewer.holds(*room.offices_on(model)) else Q(stage__in=SIGNED)
            own = files(viewer).order_by().values("pk")
            seen |= Q(realm=config.realm.code, file_kind=model, file_key__in=own) & stages
        if room.received is not None:
            seen |= Q(realm=config.realm.code, stage__in=SIGNED) & room.received(viewer)
    return Letter.objects.filter(seen).select_related("signer", "drafted_by", "document")


def with_keys(found: Sequence[Letter]) -> Sequence[Letter]:
    """The same letters, after the keys of all their files were read at once."""
    fetch_for(each.__dict__.get("title") for each in found)
    return found


def keeps_this(viewer: Viewer, letter: Letter) -> bool:
    """Does he see how it was written, and not only what it says? A letter of a sealed office that was written to him alone
    tells him no more than its paper does."""
    found = room_of(letter.realm)
    if found is None or not found[0].realm.sealed:
        return found is not None
    return found[1].files[letter.file_kind](viewer).filter(pk=letter.file_key).exists()


def letter_visible(viewer: Viewer, pk: UUID) -> Letter | None:
    return letters(viewer).filter(pk=pk).first()


def new_letter(viewer: Viewer, realm: str, word: str, key: UUID) -> Letter | None:
    """A letter not yet written, on a file that he sees, where he may write it."""
    found = room_of(realm)
    kind = next((each for each in found[1].kinds if each.word == word), None) if found is not None else None
    if found is None or kind is None or viewer.person is None or not viewer.holds(*kind.drafters):
        return None
    file = found[1].files[kind.file](viewer).filter(pk=key).first()
    if file is None:
        return None
    letter = Letter(realm=realm, file_kind=kind.file, file_key=key, word=word, grade=kind.grade)
    letter.__dict__["_file"] = file
    return letter


def wording_of(letter: Letter) -> Wording:
    """The letter as its template words it, from the facts of its file."""
    kind = letter.kind
    template: Any = loader.get_template(f"{letter.home.label}/letters/{kind.word}.txt")
    fields = {name: _plain(value) for name, value in kind.fields(letter.file).items()}
    return wording(template.template.render(Context(fields, autoescape=False)))


def _plain(value: Any) -> Any:
    """What others typed holds no line and no column of its own."""
    return " ".join(value.replace(CELL, "/").split()) if isinstance(value, str) else value


def told_act(letter: Letter) -> Act | None:
    """The act of which the letter tells: the last of its word on the file."""
    acts = Act.objects.filter(subject=reference(letter.file), verb=letter.kind.act)
    return acts.order_by("-happened_at", "-seq").first()


@dataclass(frozen=True)
class Entry:
    """A letter that may be written on a file."""

    title: str
    url: str


@dataclass(frozen=True)
class OfFile:
    """What a file's page shows of letters."""

    rows: list[Letter]
    entries: list[Entry]


def letters_of(viewer: Viewer, file: Any) -> OfFile:
    """The letters of a file and those that may be written on it. The caller has found the file for this viewer."""
    config = apps.get_app_config(file._meta.app_label)
    found = room_of(config.realm.code)
    if found is None or viewer.person is None:
        return OfFile([], [])
    names = [each._meta.model_name for each in type(file).__mro__ if hasattr(each, "_meta")]
    room, realm = found[1], config.realm.code
    rows = _of_file(realm, tuple(names))(viewer, file=file.pk)
    kinds = [kind for kind in room.kinds if kind.file in names and viewer.holds(*kind.drafters)]
    # On what is his own and not his office's nobody writes, though he may hold the office.
    if kinds and config.realm.sealed and not _file_seen(realm, kinds[0].file)(viewer, file=file.pk):
        kinds = []
    done: set[str] = set()
    if kinds:
        acts = Act.objects.filter(subject__in=_references(file), verb__in=[kind.act for kind in kinds])
        done = set(acts.order_by().values_list("verb", flat=True))
    entries = [
        Entry(kind.title, reverse("draft_letter", args=[realm, kind.word, file.pk]))
        for kind in kinds
        if kind.act in done
    ]
    return OfFile(list(with_keys(rows)), entries)


@cache
def _of_file(realm: str, kinds: tuple[str, ...]) -> PreparedFor:
    def made(viewer: Viewer, file: UUID) -> QuerySet[Letter]:
        rows = letters(viewer, [realm]).filter(realm=realm, file_kind__in=kinds, file_key=file)
        return rows.order_by("-stage_since", "pk")

    return PreparedFor(made, file=UUID)


@cache
def _file_seen(realm: str, kind: str) -> PreparedFor:
    def made(viewer: Viewer, file: UUID) -> QuerySet:
        found = room_of(realm)
        assert found is not None  # noqa: S101 - it was asked for by its own room
        return found[1].files[kind](viewer).order_by().filter(pk=file).values_list("pk", flat=True)

    return PreparedFor(made, file=UUID)


def _references(file: Any) -> list[str]:
    """The names under which the register may know a file: its own kind's and those of which it is one."""
    parents = [each for each in type(file).__mro__ if hasattr(each, "_meta") and not each._meta.abstract]
    return [f"{each._meta.label_lower}:{file.pk}" for each in parents]


def names_of(file: Any) -> list[str]:
    """How the register and the log of readings name the letters of a file and their papers."""
    config = apps.get_app_config(file._meta.app_label)
    rows = Letter.objects.filter(realm=config.realm.code, file_kind=file._meta.model_name, file_key=file.pk)
    return [
        name
        for key, paper in rows.order_by().values_list("pk", "document")
        for name in (f"majlis.letter:{key}", f"majlis.document:{paper}")
    ]


def document_scope(viewer: Viewer) -> Q:
    """The papers of signed letters that he sees, with what goes with them."""
    seen = letters(viewer).order_by().filter(stage__in=SIGNED)
    attached = LetterAttachment.objects.filter(letter__in=seen.values("pk"))
    return Q(pk__in=seen.values("document")) | Q(pk__in=attached.order_by().values("document"))


def letter_by_token(token: str) -> Letter | None:
    """The signed letter that bears a token; whoever holds the paper holds its right to be proved."""
    return Letter.objects.filter(token=token, stage__in=SIGNED).select_related("document").first() if token else None


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Drafts of the open offices that he may sign, the oldest first."""
    signing = {
        (config.realm.code, kind.word)
        for config, room in rooms()
        for kind in room.kinds
        if not config.realm.sealed and viewer.holds(*kind.signers)
    }
    if not signing or not any_waits(viewer, DRAFTED):
        return []
    wanted = Q(pk__in=[])
    for realm, word in signing:
        wanted |= Q(realm=realm, word=word)
    step = STEPS["sign_letter"]
    drafts = letters(viewer).filter(wanted, stage="drafted").order_by("stage_since", "pk")[:ROWS_A_STEP]
    return [
        Waiting(step, step.label, letter.kind.title, letter.title, letter.get_absolute_url(), None) for letter in drafts
    ]


# --- the ledger -------------------------------------------------------------------------------------------------------


def keeps_letters(viewer: Viewer) -> bool:
    """Does he write or sign letters of an office that is not sealed: may he see how the ledger stands?"""
    return viewer.holds(*(name for config, room in rooms() if not config.realm.sealed for name in room.offices))


def realms_of(viewer: Viewer) -> list[tuple[str, str, bool]]:
    """The offices whose letters he may list: code, title, sealed. A sealed one for its own offices alone."""
    shown = [(config, room) for config, room in rooms() if not config.realm.sealed or viewer.holds(*room.offices)]
    return [(config.realm.code, config.realm.title, config.realm.sealed) for config, _ in shown]


def listed(viewer: Viewer, realm: str = "") -> QuerySet[Letter]:
    """His letters: of one office, or of all that lie open."""
    return letters(viewer).filter(Q(realm=realm) if realm else lies_open())


def lies_open() -> Q:
    """Letters of the offices that are not sealed, and those of a sealed one whose files are no secret."""
    found = Q(pk__in=[])
    for config, room in rooms():
        words = [kind.word for kind in room.kinds if kind.open]
        found |= Q(realm=config.realm.code) & (Q(word__in=words) if config.realm.sealed else Q())
    return found


@dataclass(frozen=True)
class Ledger:
    """How one year's common ledger stands: the last number, void ones, and those that are missing."""

    year: int
    last: int
    void: int
    missing: tuple[int, ...]


def ledgers() -> list[Ledger]:
    """Every year's ledger, newest first. It counts numbers and tells nothing of any letter; sealed realms have none."""
    given = dict(LetterYear.objects.values_list("year", "last"))
    numbered = Letter.objects.exclude(number=None).order_by()
    sums = numbered.values("year").annotate(
        borne=Count("pk"), most=Max("number"), void=Count("pk", filter=Q(stage="void"))
    )
    known = {row["year"]: row for row in sums}
    found = []
    for year in sorted({*given, *known}, reverse=True):
        last, row = given.get(year, 0), known.get(year, {"borne": 0, "most": 0, "void": 0})
        whole = row["borne"] == row["most"] == last
        borne = [] if whole else list(numbered.filter(year=year).values_list("number", flat=True))
        found.append(Ledger(year, last, row["void"], () if whole else missing_numbers(borne, last)))
    return found
