"""One voice on a bill: conditions and reasons, contradictions, the agreed line, who sees what (house procedure, Art. 31)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from liaison.models import Voice
from liaison.queries import voices as found_voices
from liaison.queries.waiting import waiting_for
from liaison.queries.work_scope import opinions, voices
from liaison.rules.voices import quarrel
from liaison.tests import work_stage as work
from majlis.register import NotVisible
from majlis.rules.law import Refused


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ([], ""),
        (["agree", "agree"], ""),
        (["against", "against"], ""),
        (["agree", "agree_if"], "condition"),
        (["agree_if", "agree_if"], "condition"),
        (["agree_if", "against"], "conflict"),
        (["agree", "agree", "against"], "conflict"),
    ],
)
def test_liaison31_what_ministries_say_to_one_article(said, then):
    assert quarrel(said) == then


@pytest.mark.parametrize("stance", ["agree_if", "against"])
def test_liaison31_given_a_condition_or_refusal_without_its_text_then_it_is_refused(office, stance):
    row = work.opinion(work.voice(office), office.energy)
    with pytest.raises(Refused, match="شرط یا دلیل"):
        office.do("give_opinion", row, office.deputy, **work.marks(row.voice, (stance, "  "), ("agree", "")))
    office.do("give_opinion", row, office.deputy, **work.marks(row.voice, (stance, "بها"), ("agree", "")))
    assert row.stage == "given"


def test_an_article_of_another_edition_is_refused(office):
    first, second = work.voice(office), work.voice(office)
    row = work.opinion(first, office.energy)
    with pytest.raises(Refused, match="این نسخه"):
        office.do("give_opinion", row, office.deputy, **work.marks(second))


def test_liaison31_given_a_contradiction_when_its_article_has_no_line_then_it_is_not_agreed(office):
    row = work.voice(office)
    mine, theirs = work.opinion(row, office.energy), work.opinion(row, office.roads)
    office.do("give_opinion", mine, office.deputy, **work.marks(row, ("agree", ""), ("agree", "")))
    office.do("give_opinion", theirs, office.other_deputy, **work.marks(row, ("agree", ""), ("against", "گران است")))
    second = row.articles.get(place=2)
    with pytest.raises(Refused, match="مادهٔ ۴"):
        office.do("agree_line", row, line="یک سخن", lines={})
    office.do("agree_line", row, line="یک سخن", lines={str(second.pk): "بها پلکانی"})
    second.refresh_from_db()
    assert (row.stage, second.line) == ("agreed", "بها پلکانی")
    # Once it is agreed, no ministry says anything else.
    with pytest.raises(Refused):
        office.do("give_opinion", work.opinion(row, office.energy), office.deputy, **work.marks(row))


def test_what_a_committee_says_is_no_word_of_the_government(office):
    row = work.voice(office, more=[str(office.committee.pk)])
    office.do("give_opinion", work.opinion(row, office.energy), office.deputy, **work.marks(row))
    view = work.opinion(row, office.committee)
    office.do("record_view", view, **work.marks(row, ("against", "شتاب‌زده"), ("agree", "")))
    matrix = found_voices.matrix_of(row)
    assert matrix.conflicts == []
    assert [each.body for each in matrix.silent] == [office.roads]
    with pytest.raises(Refused):
        office.do("record_view", work.opinion(row, office.energy), **work.marks(row))
    with pytest.raises(NotVisible):
        office.do("give_opinion", view, office.deputy, **work.marks(row))


def test_an_edition_is_asked_about_once_and_the_next_one_stands_beside_it(office):
    row = work.voice(office)
    with pytest.raises(Refused, match="پیش‌تر"):
        work.voice(office, matter=row.matter)
    work.voice(office, matter=row.matter, edition="گزارش شور اول")
    assert Voice.objects.filter(matter=row.matter).count() == 2
    with pytest.raises(Refused, match="لایحه و طرح"):
        work.voice(office, matter=office.question())


def test_a_ministry_reads_its_own_word_and_no_others(office, signed_in):
    row = work.voice(office)
    mine, theirs = work.opinion(row, office.energy), work.opinion(row, office.roads)
    viewer = office.viewer(office.deputy)
    assert list(opinions(viewer)) == [mine]
    assert not voices(viewer).exists()
    assert not opinions(office.viewer(office.members[0])).exists()
    assert list(opinions(office.viewer(office.expert))) == [mine]
    client = signed_in(office.deputy)
    paths = [
        mine.get_absolute_url(),
        theirs.get_absolute_url(),
        row.get_absolute_url(),
        reverse("liaison:voice_pdf", args=[row.pk]),
    ]
    assert [client.get(path).status_code for path in paths] == [200, 404, 404, 404]
    with pytest.raises(NotVisible):
        office.do("give_opinion", theirs, office.deputy, **work.marks(row))


def test_a_speaker_is_of_the_government(office):
    row = work.voice(office)
    with pytest.raises(Refused, match="سخنگو"):
        office.do("agree_line", row, line="یک", lines={}, floor_speaker=office.keys(1)[0])
    office.do("agree_line", row, line="یک", lines={}, floor_speaker=str(office.deputy.pk))
    assert row.floor_speaker == office.deputy


def test_opinions_are_given_by_the_page(office, signed_in):
    row = work.opinion(work.voice(office), office.energy)
    url, client = reverse("liaison:give_opinion", args=[row.pk]), signed_in(office.deputy)
    form = client.get(url).context["form"]
    typed = {
        "key": form["key"].value(),
        "seen_version": row.version,
        "mark_0": "agree",
        "mark_1": "against",
        "said_1": "",
    }
    bad = client.post(url, typed)
    assert bad.status_code == 422 and "شرط یا دلیل" in bad.content.decode()
    good = client.post(url, {**typed, "key": bad.context["form"]["key"].value(), "said_1": "گران است"})
    assert good.status_code == 302
    assert [each.text for each in row.marks.all()] == ["", "گران است"]


def test_a_voice_is_asked_by_the_page(office, signed_in):
    matter = office.government_bill()
    url, client = reverse("liaison:ask_voice", args=[matter.pk]), signed_in(office.officer)
    form = client.get(url).context["form"]
    typed = {
        "key": form["key"].value(), "edition": "متن یکم", "articles": "مادهٔ ۱: آب\nمادهٔ ۱: برق", "bodies": [str(office.energy.pk)],
        "due_day": "1405/06/31",
    }  # fmt: skip
    assert client.post(url, typed).status_code == 422
    assert client.post(url, {**typed, "articles": "مادهٔ ۱: آب\nبی‌نام"}).status_code == 302
    assert [each.label for each in Voice.objects.get().articles.all()] == ["مادهٔ ۱", "مادهٔ ۲"]
    assert signed_in(office.officer).get(reverse("liaison:ask_voice", args=[office.question().pk])).status_code == 404


def test_the_sheet_is_a_paper_before_and_after_the_line(office, signed_in):
    for row in (work.voice(office), work.voice(office, "agreed")):
        answer = signed_in(office.officer).get(reverse("liaison:voice_pdf", args=[row.pk]))
        assert answer["Content-Type"] == "application/pdf" and answer.content[:4] == b"%PDF"


def test_liaison31_an_expert_drafts_the_deputy_gives_and_no_draft_is_read_outside(office, signed_in):
    row = work.voice(office)
    mine = work.opinion(row, office.energy)
    office.do("draft_opinion", mine, office.expert, **work.marks(row, ("against", "لولهٔ فرسوده"), ("agree", "")))
    assert mine.stage == "drafted"
    matrix = found_voices.matrix_of(row)
    assert [each.body for each in matrix.silent] == [office.energy, office.roads]
    assert all(mark is None for line in matrix.rows for mark in line.marks)
    office.do("give_opinion", work.opinion(row, office.roads), office.other_deputy, **work.marks(row))
    assert found_voices.matrix_of(row).conflicts == []
    pages = [mine.get_absolute_url(), row.get_absolute_url()]
    told = "".join(signed_in(office.officer).get(page).content.decode() for page in pages)
    assert "لولهٔ فرسوده" not in told
    give = signed_in(office.deputy).get(reverse("liaison:give_opinion", args=[mine.pk]))
    assert give.context["form"]["said_0"].value() == "لولهٔ فرسوده"
    with pytest.raises(NotVisible):
        office.do("give_opinion", mine, office.expert, **work.marks(row))
    office.do("give_opinion", mine, office.deputy, **work.marks(row, ("against", "لولهٔ فرسوده"), ("agree", "")))
    assert [each.article.label for each in found_voices.matrix_of(row).conflicts] == ["مادهٔ ۱"]
    with pytest.raises(Refused):
        office.do("draft_opinion", mine, office.expert, **work.marks(row))


def test_liaison31_a_draft_waits_for_the_deputy_and_no_longer_for_the_expert(office):
    def waits(person) -> list[str]:
        words = ("draft_opinion", "give_opinion")
        return [each.step.word for each in waiting_for(office.viewer(person)) if each.step.word in words]

    mine = work.opinion(work.voice(office), office.energy)
    assert (waits(office.expert), waits(office.deputy)) == (["draft_opinion"], ["give_opinion"])
    office.do("draft_opinion", mine, office.expert, **work.marks(mine.voice))
    assert (waits(office.expert), waits(office.deputy)) == ([], ["give_opinion"])
