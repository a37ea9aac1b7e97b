"""Search over the office's own work: each finds what he may open, and not a word more (house procedure, Arts. 31 to 34, 38, 39)."""

from __future__ import annotations

from uuid import uuid4

from liaison.models import DefenceRecord
from liaison.tests import work_stage as work
from liaison.tests.test_search import found
from majlis import jobs
from majlis.models.search import SearchRow


def test_a_gathering_is_found_by_the_office_and_by_who_is_called_there(office):
    place = work.presence(office)
    title = place.gathering.title
    for person in (office.officer, office.deputy):
        assert found(office.viewer(person), "جلسهٔ کمیسیون انرژی")["gathering"] == [title]
    for person in (office.other_deputy, office.members[0], office.stranger):
        assert "gathering" not in found(office.viewer(person), "جلسهٔ کمیسیون انرژی")


def test_who_is_released_finds_it_no_more(office):
    place = work.presence(office)
    office.do("release_presence", place, reason="لازم نیست")
    assert "gathering" not in found(office.viewer(office.deputy), "جلسهٔ کمیسیون انرژی")


def test_minutes_and_a_defence_are_found_by_the_office_alone(office):
    place = work.presence(office)
    office.at = place.gathering.ends_at
    office.do("hold_gathering", place.gathering, minutes="سد کهنه بازسازی شود")
    row = DefenceRecord(gathering=place.gathering)
    facts = {"line": "پل شکسته بازسازی شد", "outcome": "پذیرفته", "unanswered": ""}
    office.do("record_defence", row, speaker=str(office.deputy.pk), **facts)
    assert found(office.viewer(office.officer), "سد کهنه بازسازی") == {"minutes": [place.gathering.title]}
    for person in (office.deputy, office.other_deputy, office.members[0], office.stranger):
        assert found(office.viewer(person), "سد کهنه بازسازی") == {}
    assert found(office.viewer(office.officer), "پل شکسته")["defence"] == [place.gathering.title]
    assert found(office.viewer(office.deputy), "پل شکسته") == {}


def test_a_report_and_why_a_council_was_missed_are_found_by_the_office_alone(office):
    held = work.gathering(office, kind="deputies", title="شورای معاونان")
    office.at = held.ends_at
    office.do("hold_gathering", held, minutes="خلاصه")
    office.do(
        "report_gathering", held, report="گزارش لایروبی رودخانه", reporter=str(office.officer.pk), sent_to="رئیس دفتر"
    )
    missed = work.gathering(office, kind="joint", title="اجلاس مشترک")
    office.at = missed.ends_at
    office.do("miss_gathering", missed, reason="سیل راه را بسته بود")
    for words, title in (("لایروبی رودخانه", held.title), ("سیل راه را", missed.title)):
        assert found(office.viewer(office.head), words) == {"minutes": [title]}
        assert found(office.viewer(office.deputy), words) == {}


def test_an_agreed_line_is_found_by_the_office_and_by_the_ministries_that_were_asked(office):
    row = work.voice(office)
    for body, who in ((office.energy, office.deputy), (office.roads, office.other_deputy)):
        office.do("give_opinion", work.opinion(row, body), who, **work.marks(row))
    second = row.articles.get(place=2)
    office.do("agree_line", row, line="پلکانی شدن آب‌بها", lines={str(second.pk): "سقف الگوی مصرف"})
    assert found(office.viewer(office.officer), "سقف الگوی مصرف")["voice"] == [row.matter.title]
    assert found(office.viewer(office.deputy), "پلکانی شدن آب‌بها") == {"opinion": [row.matter.title]}
    for person in (office.stranger, office.members[0]):
        assert found(office.viewer(person), "پلکانی شدن آب‌بها") == {}


def test_what_was_written_many_at_once_is_found_too(office):
    row = work.voice(office, edition="متن هیأت وزیران")
    assert found(office.viewer(office.other_deputy), "متن هیأت وزیران") == {"opinion": [row.matter.title]}
    work.gathering(office, kind="deputies", title="شورای فصل", repeats=3, every=1)
    assert len(found(office.viewer(office.officer), "شورای فصل")["gathering"]) == 3


def test_what_a_ministry_wrote_is_found_by_no_other(office):
    row = work.voice(office)
    said = work.marks(row, ("against", "لولهٔ فرسوده"), ("agree", ""))
    office.do("give_opinion", work.opinion(row, office.energy), office.deputy, **said)
    assert found(office.viewer(office.other_deputy), "لولهٔ فرسوده") == {}


def test_requests_consultations_and_positions_are_the_offices(office):
    request = work.meeting(office, about="بازسازی پل روستا")
    work.consultation(office, "given", title="لایحهٔ انبار سبز")
    row = work.position(office, text="بار مالی سنگین")
    viewer = office.viewer(office.officer)
    assert found(viewer, "بازسازی پل روستا")["meeting"] == [str(request)]
    assert found(viewer, "انبار سبز")["consultation"] == ["لایحهٔ انبار سبز"]
    assert found(viewer, "بار مالی سنگین")["position"] == [row.matter.title]
    for person in (office.deputy, office.members[0]):
        for words in ("بازسازی پل روستا", "انبار سبز", "بار مالی سنگین"):
            assert found(office.viewer(person), words) == {}


def test_minutes_are_made_anew_beside_the_gathering_itself(office):
    row = work.gathering(office, "held")
    told = lambda: set(SearchRow.objects.filter(title=row.title).values_list("kind", flat=True))  # noqa: E731
    assert told() == {"gathering", "minutes"}
    assert jobs.reindex(("gathering", "minutes")) == {"gathering": 0, "minutes": 0}
    SearchRow.objects.filter(kind="minutes").delete()
    SearchRow.objects.create(key=uuid4(), kind="minutes", realm="liaison", title="بی‌صاحب", place="0")
    assert jobs.reindex(("minutes",)) == {"minutes": 2}
    assert told() == {"gathering", "minutes"} and not SearchRow.objects.filter(title="بی‌صاحب").exists()
