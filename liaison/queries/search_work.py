"""What of the office's own work may be found: gatherings by who is called there, their minutes, defences, one-voice lines, meetings and what was said of
bills by the office (house procedure, Arts. 31 to 34, 38, 39)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from liaison.models import Consultation, DefenceRecord, Gathering, MeetingRequest, Opinion, Position, Voice
from liaison.queries.scope import has_a_door, of_a_ministry, office
from liaison.queries.work_scope import gatherings, opinions
from majlis.indexing import Entry, SearchKind, newest_first
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day


def _offices(viewer: Viewer) -> Q | None:
    return Q() if office(viewer) else None


def _gatherings() -> QuerySet[Gathering]:
    return Gathering.objects.select_related("body")


def _gathering(row: Gathering) -> Entry:
    """What whoever is called there reads; minutes and report are the office's, and a kind of their own."""
    told = "، ".join(filter(None, (row.kind_label, row.body.title if row.body else "", row.place)))
    return Entry(
        row.title, row.get_absolute_url(), newest_first(row.starts_at), told, row.agenda, day=legal_day(row.starts_at)
    )


def _gatherings_for(viewer: Viewer) -> Q | None:
    if office(viewer):
        return Q()
    return Q(key__in=gatherings(viewer).order_by().values("pk")) if has_a_door(viewer) else None


def _minutes(row: Gathering) -> Entry | None:
    """What was written of a gathering afterwards: its minutes and its report, or why it was not held."""
    words = "\n".join(filter(None, (row.minutes, row.report, row.missed_why)))
    if not words:
        return None
    told = "، ".join(filter(None, (row.kind_label, str(row.reporter or ""), row.sent_to)))
    return Entry(
        row.title, f"{row.get_absolute_url()}#minutes", newest_first(row.starts_at), told, words, day=legal_day(row.starts_at)
    )  # fmt: skip


def _written() -> QuerySet[Gathering]:
    return Gathering.objects.select_related("reporter")


def _defences() -> QuerySet[DefenceRecord]:
    return DefenceRecord.objects.select_related("gathering", "speaker")


def _defence(row: DefenceRecord) -> Entry:
    day = legal_day(row.gathering.starts_at)
    return Entry(
        row.gathering.title, row.gathering.get_absolute_url(), newest_first(row.gathering.starts_at), f"دفاع {row.speaker}",
        "\n".join((row.line, row.outcome, row.unanswered)), day=day,
    )  # fmt: skip


def _voices() -> QuerySet[Voice]:
    return Voice.objects.select_related("matter").prefetch_related("articles")


def _voice(row: Voice) -> Entry:
    """The agreed line with the lines of its articles, and before it the edition that was asked about."""
    lines = (f"{each.label}: {each.line}" for each in row.articles.all() if each.line)
    return Entry(
        row.matter.title, row.get_absolute_url(), newest_first(row.asked_at), f"یک‌صدایی، {row.edition}", "\n".join((row.line, *lines)),
        number=row.matter.number, day=legal_day(row.asked_at),
    )  # fmt: skip


def _opinions() -> QuerySet[Opinion]:
    return Opinion.objects.filter(body__kind="ministry").select_related("voice__matter", "body")


def _opinion(row: Opinion) -> Entry:
    """What a ministry was asked, and the line once it is agreed; what it wrote itself is not told to others."""
    voice = row.voice
    line = voice.line if voice.agreed_at is not None else ""
    return Entry(
        voice.matter.title, row.get_absolute_url(), newest_first(voice.asked_at), f"نظرخواهی، {voice.edition}", line,
        number=voice.matter.number, day=legal_day(voice.asked_at),
    )  # fmt: skip


def _opinions_for(viewer: Viewer) -> Q | None:
    """The office finds the whole edition itself."""
    if office(viewer) or not of_a_ministry(viewer):
        return None
    return Q(key__in=opinions(viewer).order_by().values("pk"))


def _of_voice(voice: Model) -> Iterable[UUID]:
    return Opinion.objects.filter(voice=voice).order_by().values_list("pk", flat=True)


def _meetings() -> QuerySet[MeetingRequest]:
    return MeetingRequest.objects.select_related("minister", "committee").prefetch_related("guests__person")


def _meeting(row: MeetingRequest) -> Entry:
    day = legal_day(row.asked_at)
    return Entry(str(row), row.get_absolute_url(), newest_first(row.asked_at), row.stage_label, row.subject, day=day)


def _consultations() -> QuerySet[Consultation]:
    return Consultation.objects.select_related("body")


def _consultation(row: Consultation) -> Entry:
    day = legal_day(row.asked_at)
    return Entry(
        row.title, row.get_absolute_url(), newest_first(row.asked_at), str(row), f"{row.text}\n{row.view}", day=day
    )


def _positions() -> QuerySet[Position]:
    return Position.objects.select_related("matter")


def _position(row: Position) -> Entry:
    words = "\n".join((row.text, *(f"{each['label']}: {each['text']}" for each in row.articles)))
    return Entry(
        row.matter.title, row.get_absolute_url(), newest_first(row.stated_at), str(row), words, number=row.matter.number,
        day=legal_day(row.stated_at),
    )  # fmt: skip


WORK_KINDS = (
    SearchKind("gathering", "نشست‌ها", "people", _gatherings, _gathering, _gatherings_for),
    SearchKind("minutes", "صورت‌جلسه‌ها و گزارش‌ها", "journal-text", _written, _minutes, _offices, beside=True),
    SearchKind("defence", "دفاع از نظر دولت", "shield-check", _defences, _defence, _offices),
    SearchKind("voice", "یک‌صدایی", "diagram-3", _voices, _voice, _offices),
    SearchKind(
        "opinion",
        "نظرخواهی از وزارتخانه",
        "diagram-3",
        _opinions,
        _opinion,
        _opinions_for,
        {"liaison.voice": _of_voice},
    ),
    SearchKind("meeting", "دیدارها", "people", _meetings, _meeting, _offices),
    SearchKind("consultation", "رایزنی با مجلس", "people", _consultations, _consultation, _offices),
    SearchKind("position", "نظر دولت دربارهٔ طرح‌ها", "chat-left-text", _positions, _position, _offices),
)
