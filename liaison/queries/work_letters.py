"""Letters of the office's work: what ministries are asked, what was agreed, who is called, who is received, what an objector hears."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liaison.models import Evaluation, MeetingRequest, Presence, Voice
from liaison.queries import work_scope


def on_voice(voice: Voice) -> Mapping[str, Any]:
    """The bill, its edition, whom it went to, the line where there is one."""
    asked = voice.opinions.filter(body__kind="ministry").select_related("body").order_by("body__order", "body__code")
    return {
        "kind": voice.matter.kind_label,
        "number": voice.matter.number,
        "title": voice.matter.title,
        "edition": voice.edition,
        "ministries": [each.body.title for each in asked],
        "due_day": voice.due_day,
        "line": voice.line,
        "cited": [str(each.task.title) for each in voice.citations.select_related("task")],
        "committee_speaker": voice.committee_speaker.name if voice.committee_speaker else "",
        "floor_speaker": voice.floor_speaker.name if voice.floor_speaker else "",
    }


def on_presence(presence: Presence) -> Mapping[str, Any]:
    """Who is called to what, when."""
    gathering = presence.gathering
    return {
        "name": presence.person.name,
        "office": presence.get_office_display(),
        "ministry": presence.ministry.title if presence.ministry else "",
        "call": presence.call,
        "gathering": gathering.title,
        "starts_at": gathering.starts_at,
        "place": gathering.place,
        "agenda": gathering.agenda,
    }


def on_meeting(meeting: MeetingRequest) -> Mapping[str, Any]:
    """Who is received by whom, when."""
    gathering = meeting.gathering
    return {
        "asker": meeting.asker,
        "host": meeting.host,
        "subject": meeting.subject,
        "starts_at": gathering.starts_at if gathering else None,
        "place": gathering.place if gathering else "",
    }


def on_objection(evaluation: Evaluation) -> Mapping[str, Any]:
    """What was answered to an objection, and the score that stands now."""
    return {
        "name": evaluation.person.name,
        "ministry": evaluation.ministry.title,
        "round": str(evaluation.round),
        "upheld": evaluation.upheld,
        "answer": evaluation.answer,
        "points": evaluation.points,
    }


# Word, title, file, act, fields: as in the room of letters, which says who writes and signs them.
WORK_LETTERS = (
    ("asked_voice", "نظرخواهی از وزارتخانه‌ها", "voice", "ask_voice", on_voice),
    ("agreed_line", "ابلاغ خط مشترک دولت", "voice", "agree_line", on_voice),
    ("called_person", "خواندن به نشست", "presence", "call_to_gathering", on_presence),
    ("arranged_meeting", "اعلام زمان دیدار", "meetingrequest", "arrange_meeting", on_meeting),
    ("answered_objection", "پاسخ به اعتراض به ارزیابی", "evaluation", "answer_objection", on_objection),
)
FILES = {
    "voice": work_scope.voices, "presence": work_scope.presences, "meetingrequest": work_scope.meetings, "evaluation": work_scope.evaluations,
}  # fmt: skip
