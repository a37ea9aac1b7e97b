"""Research cited in a line of the government: what may be cited, by whom it is read, in which lines it is cited (house procedure, Art. 31)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import Citation, EvidenceDocument, Task, Voice
from liaison.queries import citations
from liaison.queries.work_letters import on_voice
from liaison.tests import work_stage as work
from liaison.tests.test_work_pages import copies
from majlis.models import Act, Document
from majlis.rules.law import Refused
from majlis.tests.papers import pages_of

TITLE, REPORT, HEADING = "بهای آب و شبکه", "گزارش آب.pdf", "پژوهش‌هایی که به آن استناد شده است"
CITED_IN = "خط‌هایی که به آن استناد کرده‌اند"


def research(office: Any, stage: str = "accepted", **facts: Any) -> Task:
    """Research that the office did itself unless a ministry is named, with its report."""
    own = {"ministry": "", "person": str(office.officer.pk)} if "ministry" not in facts else {}
    row = office.task(kind="research", **{"title": TITLE, **own, **facts})
    who = office.deputy if row.ministry_id else office.officer
    if stage != "assigned":
        paper = Document.objects.create(
            sha256=f"{Document.objects.count():064d}", media_type="application/pdf", size=1, pages=1, name=REPORT, owner=who,
            realm="liaison", received_at=office.at,
        )  # fmt: skip
        office.do("give_evidence", row, who, text="گزارش", documents=[str(paper.pk)])
    if stage == "accepted":
        office.do("accept_task", row, office.head, outcome="پذیرفته شد")
    assert row.stage == stage
    return row


def agreed(office: Any, *cited: Task) -> Voice:
    """A line on two ministries' words that rests on research."""
    row = work.voice(office, "agreed")
    office.do("agree_line", row, line="یک سخن", lines={}, cited=keys(*cited))
    return row


def keys(*rows: Task) -> list[str]:
    return [str(each.pk) for each in rows]


def titles(voice: Voice) -> list[str]:
    return [each.task.title for each in voice.citations.select_related("task")]


# The act


def test_liaison31_a_line_cites_research_in_its_order_and_each_once(office):
    first, second = research(office), research(office, title="تجربهٔ دیگران")
    row = agreed(office, second, first, second)
    assert titles(row) == ["تجربهٔ دیگران", TITLE]


def test_liaison31_given_a_line_that_is_agreed_anew_then_its_list_is_new_and_the_register_keeps_both(office):
    first, second = research(office), research(office, title="تجربهٔ دیگران")
    row = agreed(office, first)
    office.do("agree_line", row, line="سخن تازه", lines={}, cited=keys(second))
    assert titles(row) == ["تجربهٔ دیگران"]
    acts = Act.objects.filter(verb="agree_line").order_by("seq")
    assert [each.content.get("cited") for each in acts] == [None, keys(first), keys(second)]
    office.do("agree_line", row, line="بی‌استناد", lines={})
    assert titles(row) == []


@pytest.mark.parametrize("stage", ["assigned", "evidenced"])
def test_liaison31_given_research_that_is_not_accepted_then_it_is_refused(office, stage):
    refused_for(office, "هنوز پذیرفته نشده", research(office, stage))


def test_liaison31_given_another_task_then_it_is_refused_as_no_research(office):
    refused_for(office, "پژوهش نیست", office.task("accepted"))


def test_liaison31_given_a_task_that_he_may_not_see_then_it_is_as_if_it_were_not_there(office):
    hidden = office.task("accepted", kind="defence", ministry="", person=str(office.officer.pk))
    Task.objects.filter(pk=hidden.pk).update(person=office.head)
    unseen = refused_for(office, "یافت نشد", hidden)
    unknown = refused_for(office, "یافت نشد", Task(pk=uuid.uuid4()))
    assert unseen == unknown == refused_for(office, "یافت نشد", "پژوهش")
    # Its head sees it, and is told what it is.
    refused_for(office, "پژوهش نیست", hidden, office.head)


def refused_for(office: Any, told: str, what: Any, who: Any = None) -> str:
    """The sentence with which one citation among good ones is refused; the line then stands as it stood."""
    row = work.voice(office)
    good, key = keys(research(office)), what if isinstance(what, str) else str(what.pk)
    with pytest.raises(Refused, match=told) as refused:
        office.do("agree_line", row, who, line="یک سخن", lines={}, cited=[*good, key])
    row.refresh_from_db()
    assert (refused.value.field, row.stage, Citation.objects.filter(voice=row).exists()) == ("cited", "asked", False)
    return refused.value.sentence


# The pages


def test_the_office_reads_what_a_line_cites_and_opens_it_with_its_papers(office, signed_in):
    own, theirs = research(office), research(office, title="تجربهٔ وزارت", ministry=str(office.energy.pk))
    row = agreed(office, own, theirs)
    for who in (office.officer, office.head):
        page = signed_in(who).get(row.get_absolute_url()).content.decode()
        assert HEADING in page and page.count(REPORT) == 2
        assert own.get_absolute_url() in page and theirs.get_absolute_url() in page
    assert (
        HEADING not in signed_in(office.officer).get(work.voice(office, "agreed").get_absolute_url()).content.decode()
    )


def test_a_ministry_reads_the_titles_and_opens_its_own_research_alone(office, signed_in):
    own, theirs = research(office), research(office, title="تجربهٔ وزارت", ministry=str(office.energy.pk))
    row = agreed(office, own, theirs)

    def leaf(who: Any, body: Any) -> str:
        return signed_in(who).get(work.opinion(row, body).get_absolute_url()).content.decode()

    energy, expert, roads = (
        leaf(office.deputy, office.energy), leaf(office.expert, office.energy), leaf(office.other_deputy, office.roads),
    )  # fmt: skip
    for page in (energy, expert, roads):
        assert TITLE in page and "تجربهٔ وزارت" in page and own.get_absolute_url() not in page
    assert theirs.get_absolute_url() in energy and energy.count(REPORT) == 1
    for page in (expert, roads):
        assert theirs.get_absolute_url() not in page and REPORT not in page
    paper = Document.objects.get(owner=office.officer)
    assert signed_in(office.other_deputy).get(reverse("document", args=[paper.pk])).status_code == 404
    assert signed_in(office.other_deputy).get(own.get_absolute_url()).status_code == 404


def test_research_tells_each_reader_the_lines_that_cite_it(office, signed_in):
    theirs = research(office, ministry=str(office.energy.pk))
    row = agreed(office, theirs)
    mine = work.opinion(row, office.energy)
    told = signed_in(office.officer).get(theirs.get_absolute_url()).content.decode()
    assert CITED_IN in told and row.get_absolute_url() in told
    told = signed_in(office.deputy).get(theirs.get_absolute_url()).content.decode()
    assert mine.get_absolute_url() in told and row.get_absolute_url() not in told
    # Another bill, about which his ministry was not asked.
    other = work.voice(office, bodies=[str(office.roads.pk)])
    office.do("agree_line", other, line="یک سخن", lines={}, cited=keys(theirs))
    told = signed_in(office.deputy).get(theirs.get_absolute_url()).content.decode()
    assert mine.get_absolute_url() in told and told.count("خط مشترک دربارهٔ") == 1
    uncited = research(office).get_absolute_url()
    assert CITED_IN not in signed_in(office.officer).get(uncited).content.decode()


def test_the_sheet_lists_what_the_line_cites(office, signed_in):
    row = agreed(office, research(office))
    sheet = reverse("liaison:voice_pdf", args=[row.pk])
    told = pages_of(signed_in(office.officer).get(sheet).content)[-1]
    for word in (*HEADING.split(), *TITLE.split(), *REPORT.removesuffix(".pdf").split()):
        assert word.replace("\u200c", "") in told.replace("\u200c", ""), told
    bare = reverse("liaison:voice_pdf", args=[work.voice(office, "agreed").pk])
    assert "استناد" not in "".join(pages_of(signed_in(office.officer).get(bare).content))


# The form


def form_of(office: Any, signed_in: Any, row: Voice) -> tuple[Any, str, dict[str, Any]]:
    """A browser, the address of the act, and what it takes to press it."""
    url, client = reverse("liaison:agree_line", args=[row.pk]), signed_in(office.officer)
    form = client.get(url).context["form"]
    return client, url, {"key": form["key"].value(), "seen_version": row.version, "line": "یک سخن"}


def test_a_line_is_agreed_by_the_page_with_its_research(office, signed_in):
    done, other = research(office), research(office, title="تجربهٔ دیگران")
    late = research(office, "evidenced", title="ناتمام")
    row = work.voice(office, "agreed")
    client, url, typed = form_of(office, signed_in, row)
    page = client.get(url).content.decode()
    assert TITLE in page and late.title not in page and "data-seek" in page
    # What was ticked stands where something else is wrong.
    bad = client.post(url, {**typed, "line": "", "cited": keys(done)})
    assert bad.status_code == 422 and bad.context["form"]["cited"].value() == keys(done)
    assert bad.content.decode().count(" checked") == 1
    typed["key"] = bad.context["form"]["key"].value()
    assert client.post(url, {**typed, "cited": keys(done, other)}).status_code == 302
    assert set(titles(row)) == {TITLE, "تجربهٔ دیگران"}
    # Agreeing anew begins with what stands.
    assert set(client.get(url).context["form"]["cited"].value()) == set(keys(done, other))


@pytest.mark.parametrize(
    "typed", ["پژوهش", "', --", "00000000-0000-4000-8000-000000000000", "9" * 20, "a\x00b", "ب" * 60_000]
)
def test_a_key_that_is_none_gets_a_sentence(office, signed_in, typed):
    done, row = research(office), work.voice(office, "agreed")
    client, url, told = form_of(office, signed_in, row)
    answer = client.post(url, {**told, "cited": [*keys(done), typed]})
    assert answer.status_code in (400, 422) and titles(row) == []
    if answer.status_code == 422:
        error = " ".join(answer.context["form"].errors["cited"])
        assert error and not any(letter.isascii() and letter.isalpha() for letter in error.replace(typed, ""))
        assert keys(done)[0] in answer.context["form"]["cited"].value()


def test_a_key_of_another_task_gets_a_sentence_beside_the_list(office, signed_in):
    research(office)
    other, row = office.task("accepted"), work.voice(office, "agreed")
    client, url, told = form_of(office, signed_in, row)
    assert "cited" in client.post(url, {**told, "cited": keys(other)}).context["form"].errors


def test_where_there_is_no_research_nothing_is_asked(office, signed_in):
    row = work.voice(office, "agreed")
    client, url, typed = form_of(office, signed_in, row)
    assert "data-seek" not in client.get(url).content.decode()
    assert client.post(url, typed).status_code == 302


def test_the_newest_is_offered_and_what_is_cited_already_however_old(office, monkeypatch):
    old, middle, new = (research(office, title=title) for title in ("کهن", "میانه", "تازه"))
    row = agreed(office, old)
    monkeypatch.setattr(citations, "OFFERED", 1)
    assert citations.citable(office.viewer(office.officer), row) == [new, old]
    assert middle not in citations.citable(office.viewer(office.officer), row)
    assert citations.citable(office.viewer(office.members[0]), row) == []


# How often the database is asked


def test_the_pages_ask_as_often_for_many_citations_as_for_one(office, signed_in):
    done = research(office, ministry=str(office.energy.pk))
    row = agreed(office, done)
    officer, deputy = signed_in(office.officer), signed_in(office.deputy)
    pages = [
        (officer, row.get_absolute_url()), (deputy, work.opinion(row, office.energy).get_absolute_url()), (officer, done.get_absolute_url()),
        (deputy, done.get_absolute_url()), (officer, reverse("liaison:voice_pdf", args=[row.pk])),
        (officer, reverse("liaison:agree_line", args=[row.pk])),
    ]  # fmt: skip

    def asked() -> list[int]:
        counts = []
        for client, url in pages:
            client.get(url)
            with CaptureQueriesContext(connection) as questions:
                assert client.get(url).status_code == 200
            counts.append(len(questions))
        return counts

    few = asked()
    more = copies(done, 20, serial=lambda place: 4000 + place)
    shown = copies(done.evidence.get(), 20, task_id=lambda place: more[place].pk)
    copies(EvidenceDocument.objects.get(), 20, evidence_id=lambda place: shown[place].pk)
    Citation.objects.bulk_create(
        Citation(voice=row, task=each, place=place) for place, each in enumerate(more, start=2)
    )
    others = copies(row, 20, edition=str)
    copies(work.opinion(row, office.energy), 20, voice_id=lambda place: others[place].pk)
    Citation.objects.bulk_create(Citation(voice=each, task=done, place=1) for each in others)
    assert officer.get(pages[0][1]).content.decode().count(REPORT) == 21
    assert all(after <= before for after, before in zip(asked(), few, strict=True))


def test_the_letter_that_tells_the_line_names_the_research(office):
    row = agreed(office, research(office))
    text = get_template("liaison/letters/agreed_line.txt")
    assert f"استناد می‌کند: {TITLE}" in text.render(dict(on_voice(row)))
    assert "استناد" not in text.render(dict(on_voice(agreed(office))))
