"""One voice on a bill: ministries are asked article by article, they answer, one line is agreed (house procedure, Art. 31)."""

from __future__ import annotations

from datetime import date
from typing import Any

from liaison.models import Citation, Mark, Opinion, Task, Voice, VoiceArticle
from liaison.queries.citations import tasks_named
from liaison.rules import voices
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.indexing import touch
from majlis.models import Act, Body, Membership, Person
from majlis.queries.authority import Viewer, offices_of, on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Article, Refused

ONE_VOICE = LIAISON.article("31")
ASKABLE = ("ministry", "committee", "presiding_board")


def ask_voice(call: Call, voice: Voice) -> Act:
    """An edition of a bill goes to the ministries and the bodies of parliament whose word is wanted (house procedure, Article 31).

    Args: voice, unsaved, with matter; call.body: edition, articles (rows of label, text), bodies (keys), due_day (ISO).
    Raises: Refused for what is no bill, an edition that was asked about before, a day that is past.
    """
    with official_act(STEPS["ask_voice"], voice, call) as act:
        body = act.body
        if voice.matter.kind not in voices.BILLS:
            raise Refused(LIAISON.article("31"), "نظرخواهی دربارهٔ لایحه و طرح است.")
        voice.edition, voice.due_day = persian.normalise(body["edition"]), date.fromisoformat(body["due_day"])
        if voice.due_day < act.day:
            raise Refused(LIAISON.article("31"), "روز پایان گذشته است.", field="due_day")
        if Voice.objects.filter(matter=voice.matter, edition=voice.edition).exists():
            raise Refused(LIAISON.article("31"), "دربارهٔ این نسخه پیش‌تر نظر خواسته شده است.", field="edition")
        voice.asked_at, voice.stage, voice.stage_since = act.at, act.step.to, act.at
        voice.save()
        VoiceArticle.objects.bulk_create(
            VoiceArticle(voice=voice, place=place, label=row["label"], text=row["text"])
            for place, row in enumerate(body["articles"], start=1)
        )
        asked = Body.objects.filter(pk__in=body["bodies"], kind__in=ASKABLE)
        opinions = [Opinion(voice=voice, body=each, stage="asked", stage_since=act.at, version=1) for each in asked]
        Opinion.objects.bulk_create(opinions)
        touch(opinions)
    return act.act


def give_opinion(call: Call, opinion: Opinion) -> Act:
    """A ministry's deputy says of each article whether it agrees, on which condition, or why not (house procedure, Article 31).

    Args: call.body: text, marks (rows of article key, stance, text).
    Raises: Refused for an article of another edition, a condition or refusal without its text, and once the line is agreed.
    """
    with official_act(STEPS["give_opinion"], opinion, call) as act:
        _mark(opinion, act)
        opinion.text, opinion.given_at = act.body.get("text", ""), act.at
    return act.act


def draft_opinion(call: Call, opinion: Opinion) -> Act:
    """A ministry's expert writes for its deputy, who gives the opinion; until then nobody outside reads it (house procedure, Article 31).

    Args: call.body: as for a ministry's opinion.
    """
    with official_act(STEPS["draft_opinion"], opinion, call) as act:
        _mark(opinion, act)
        opinion.text = act.body.get("text", "")
    return act.act


def record_view(call: Call, opinion: Opinion) -> Act:
    """What a committee or the presiding board says to a bill is entered beside the ministries' words (house procedure, Article 31).

    Args: call.body: as for a ministry's opinion; marks may be empty.
    """
    with official_act(STEPS["record_view"], opinion, call) as act:
        _mark(opinion, act)
        opinion.text, opinion.given_at = act.body.get("text", ""), act.at
    return act.act


def _mark(opinion: Opinion, act: Doing) -> None:
    """What was said before is said anew; the register keeps both."""
    articles = {str(each.pk): each for each in opinion.voice.articles.all()}
    rows = act.body["marks"]
    if any(row["article"] not in articles for row in rows):
        raise Refused(LIAISON.article("31"), "این ماده از این نسخه نیست.")
    if not rows and not (opinion.of_parliament and act.body.get("text")):
        raise Refused(LIAISON.article("31"), "دست‌کم برای یک ماده نظر بنویسید.")
    voices.refuse_bare((articles[row["article"]].label, row["stance"], row["text"]) for row in rows)
    opinion.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(opinion=opinion, article=articles[row["article"]], stance=row["stance"], text=row["text"]) for row in rows
    )


def agree_line(call: Call, voice: Voice) -> Act:
    """The government's one line on an edition, and who speaks for it (house procedure, Article 31).

    Args: call.body: line, lines (text by article key), committee_speaker, floor_speaker (keys of persons or empty), cited (keys
        of research on which the line rests, in their order; none where it is left out).
    Raises: Refused where an article on which ministries contradict each other has no line, for a speaker of no ministry, for
        what is cited and is no research, is not accepted yet, or is not his to see.
    """
    with official_act(STEPS["agree_line"], voice, call) as act:
        cited = _cited(act)
        articles = list(voice.articles.all())
        lines = {each.label: act.body["lines"].get(str(each.pk), "") for each in articles}
        voices.refuse_unsettled(quarrels_of(voice), lines)
        for each in articles:
            each.line = lines[each.label]
        VoiceArticle.objects.bulk_update(articles, ["line"])
        voice.line, voice.agreed_at = act.body["line"], act.at
        voice.committee_speaker = speaker_of(act.body.get("committee_speaker", ""), act, "committee_speaker")
        voice.floor_speaker = speaker_of(act.body.get("floor_speaker", ""), act, "floor_speaker")
        # What was cited before is cited anew; the register keeps both.
        voice.citations.all().delete()
        rows = (Citation(voice=voice, task=each, place=place) for place, each in enumerate(cited, start=1))
        Citation.objects.bulk_create(rows)
    return act.act


def _cited(act: Doing) -> list[Task]:
    """The research on which a line rests, each once. What the actor may not see is to him as what is not there."""
    name = act.call.on_behalf_of or act.person
    viewer = Viewer(act.person, act.day, act.at, offices_of(name, act.day))
    wanted = act.body.get(voices.CITED) or []
    seen = tasks_named(viewer, wanted)
    if any(key not in seen for key in wanted):
        raise Refused(ONE_VOICE, "یکی از پژوهش‌ها یافت نشد؛ از فهرست برگزینید.", field=voices.CITED)
    for each in seen.values():
        voices.refuse_uncitable(each.kind, each.stage, each.title)
    return list({seen[key].pk: seen[key] for key in wanted}.values())


def quarrels_of(voice: Voice) -> dict[str, str]:
    """What the ministries' words come to, by the article's label; parliament's bodies do not speak for the government."""
    said: dict[str, list[str]] = {}
    marks = Mark.objects.filter(opinion__voice=voice, opinion__body__kind="ministry", opinion__stage="given")
    for label, stance in marks.values_list("article__label", "stance"):
        said.setdefault(label, []).append(stance)
    return {label: voices.quarrel(stances) for label, stances in said.items()}


def speaker_of(key: Any, act: Doing, field: str, article: Article = ONE_VOICE) -> Person | None:
    """Who speaks for the government: of a ministry, or of this office."""
    if not key:
        return None
    held = Membership.objects.filter(on_day(act.day), person=key, body__kind__in=("ministry", "liaison_office"))
    found = held.select_related("person").first()
    if found is None:
        raise Refused(article, "سخنگو در آن روز از وزارتخانه‌ها یا این دفتر نیست.", field=field)
    return found.person
