"""Pages of the board, the branches and the members, from the doubts to published scores (Arts. 7-18)."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Ambiguity, BranchSitting, ScoreLine, ScoreSheet, ScoreTable
from committees.queries.ranking import Cut, cut_of
from committees.tests import played
from majlis import sheets
from majlis.models import Act
from majlis.tests.databases import pointed_at

HOUR = timedelta(hours=1)
LOST = "/committees/sheets/6f6f6f6f-0000-4000-8000-000000000000/"


@pytest.fixture(scope="module")
def clear_played(stock, empty, django_db_blocker):
    """Six forms with their papers accepted and handed over; two members have a field that no table knows."""
    with played.database_of(stock, empty, django_db_blocker, "clarifying", 6, played.DECIDED) as made:
        yield made


@pytest.fixture(scope="module")
def open_played(stock, empty, django_db_blocker):
    """Five forms whose scores were published an hour ago."""
    with played.database_of(stock, empty, django_db_blocker, "published", 5, played.PUBLISHED + HOUR) as made:
        yield made


@pytest.fixture
def _at_clear(clear_played, django_db_setup):
    with pointed_at(clear_played[0]):
        yield


@pytest.fixture
def _at_open(open_played, django_db_setup):
    with pointed_at(open_played[0]):
        yield


@pytest.fixture
def clear(_at_clear, db, clear_played):
    clear_played[1].formation.refresh_from_db()
    return clear_played[1]


@pytest.fixture
def published(_at_open, db, open_played):
    open_played[1].formation.refresh_from_db()
    return open_played[1]


def sit(client, house, who):
    return played.sign_in(client, house.people[who] if isinstance(who, str) else who)


def url(word, *args):
    return reverse(f"committees:{word}", args=args)


def text(answer):
    return answer.content.decode()


# --- doubts -------------------------------------------------------------------------------------------------------------


def test_art15_given_ticked_doubts_when_the_board_refers_them_twice_then_each_is_one_act(clear, client):
    code = clear.formation.code
    client = sit(client, clear, "secretary")
    page = client.get(url("doubts", code))
    rows = page.context["open"]
    assert {row.committee.code for row in rows} == {"energy", "judiciary"}
    body = {"key": played.new_key(), "doubt": [row.key for row in rows]}
    for _ in range(2):
        assert client.post(url("refer_many", code), body).status_code == 302
    assert Ambiguity.objects.count() == Act.objects.filter(verb="refer_ambiguity").count() == len(rows) == 4


@pytest.mark.parametrize("who", ["officer", "clerk", "branch_head"])
def test_art15_given_another_office_when_it_refers_doubts_then_there_is_no_such_page(clear, client, who):
    answer = sit(client, clear, who).post(
        url("refer_many", clear.formation.code), {"key": played.new_key(), "doubt": ["x"]}
    )
    assert answer.status_code == 404
    assert not Ambiguity.objects.exists()


def test_given_another_branch_when_it_asks_for_a_docket_then_it_is_as_if_it_were_not(clear, client):
    client = sit(client, clear, "other_head")
    assert client.get(url("docket", clear.formation.code, "branch-02")).status_code == 200
    answer = client.get(url("docket", clear.formation.code, "branch-01"))
    assert (answer.status_code, answer.content) == (404, client.get(LOST).content)


def test_internal26_given_too_few_present_when_a_sitting_is_opened_then_the_sum_is_shown_and_the_ticks_stay(
    clear, client
):
    present = [str(clear.members[0].pk)]
    client = sit(client, clear, "branch_head")
    answer = client.post(
        url("open_sitting", clear.formation.code, "branch-01"), {"key": played.new_key(), "present": present}
    )
    assert answer.status_code == 422
    assert "۱ نفر از ۵ نفر حاضر است، ۴ نفر لازم است" in text(answer)
    assert f'value="{present[0]}"' in text(answer).split("checked")[0][-400:]
    assert not BranchSitting.objects.exists()


def decision(form_votes, sitting, relation="partly", **more):
    votes = {f"vote_{person.pk}": vote for person, vote in form_votes.items()}
    return {
        "key": played.new_key(),
        "seen_version": 1,
        "sitting": str(sitting.pk),
        "relation": relation,
        "reason": "برابر سرفصل",
        **votes,
        **more,
    }


def at_branch(house):
    doubts = played.refer_all(house)
    mine = [each for each in doubts if each.branch.code == "branch-01"]
    return mine, played.open_sitting(house, "branch-01", "branch_head")


def test_art15_given_a_majority_when_the_branch_decides_then_every_member_reads_it_with_its_sums(clear, client):
    (doubt, *_), sitting = at_branch(clear)
    voters = [each for each in clear.members[:5] if each != doubt.item.declaration.member]
    answer = sit(client, clear, "branch_head").post(
        url("decide_ambiguity", doubt.pk), decision(dict.fromkeys(voters, "agree"), sitting)
    )
    assert answer.status_code == 302
    page = text(sit(client, clear, clear.members[-1]).get(url("ambiguity", doubt.pk)))
    assert "تا حدودی مرتبط" in page
    assert "برابر سرفصل" in page
    assert "۴ از ۴ موافق، ۳ لازم: تصویب شد" in page
    assert "۴ نفر از ۵ نفر حاضرند، ۴ نفر لازم است" in page


def test_art15_given_no_majority_when_the_branch_decides_then_nothing_is_written_and_what_was_typed_stays(
    clear, client
):
    (doubt, *_), sitting = at_branch(clear)
    voters = [each for each in clear.members[:5] if each != doubt.item.declaration.member]
    votes = dict(zip(voters, ("agree", "agree", "against", "abstain"), strict=True))
    answer = sit(client, clear, "branch_head").post(url("decide_ambiguity", doubt.pk), decision(votes, sitting))
    assert answer.status_code == 422
    assert "۲ از ۴ موافق، ۳ لازم: تصویب نشد" in text(answer)
    assert "برابر سرفصل" in text(answer)
    doubt.refresh_from_db()
    assert doubt.stage == "referred"


def test_given_a_vote_left_open_when_the_branch_decides_then_it_is_asked_for(clear, client):
    (doubt, *_), sitting = at_branch(clear)
    answer = sit(client, clear, "branch_head").post(url("decide_ambiguity", doubt.pk), decision({}, sitting))
    assert answer.status_code == 422
    assert text(answer).count("رأی این عضو را بنویسید") >= 4


def test_art15_given_an_undecided_doubt_when_another_member_asks_for_it_then_it_is_not_there(clear, client):
    (doubt, *_), _ = at_branch(clear)
    assert sit(client, clear, clear.members[-1]).get(url("ambiguity", doubt.pk)).status_code == 404
    assert sit(client, clear, doubt.item.declaration.member).get(url("ambiguity", doubt.pk)).status_code == 200


def test_art15_given_two_decisions_that_differ_when_publication_is_opened_then_a_red_line_names_them(clear, client):
    mine, sitting = at_branch(clear)
    first, second = [
        each for each in [*mine, *Ambiguity.objects.filter(branch__code="branch-02")] if each.committee.code == "energy"
    ][:2]
    played.decide(clear, first, sitting, "branch_head", "related")
    # The other branch is too small for a quorum of its own here; its word is set down as if it had been.
    Ambiguity.objects.filter(pk=second.pk).update(
        stage="decided", relation="none", reason="x", decided_at=sitting.opened_at
    )
    page = text(sit(client, clear, "secretary").get(url("publish_scores", clear.formation.pk)))
    assert "دو تصمیم ناهمسان" in page


# --- publication --------------------------------------------------------------------------------------------------------


def test_art15_given_an_open_doubt_when_publication_is_pressed_then_the_article_that_stops_it_is_named(clear, client):
    answer = sit(client, clear, "speaker").post(url("publish_scores", clear.formation.pk), {"key": played.new_key()})
    assert answer.status_code == 422
    assert "۴ ابهام در نسبت با کمیسیون هنوز به شعبه نرفته است" in text(answer)
    assert "مادهٔ ۱۵" in text(answer)
    assert not ScoreSheet.objects.exists()


def test_art17_given_two_officers_when_both_publish_then_the_second_press_does_it_with_both_names(clear, client):
    mine, sitting = at_branch(clear)
    for each in mine:
        played.decide(clear, each, sitting, "branch_head")
    Ambiguity.objects.filter(stage="referred").update(
        stage="decided", relation="partly", reason="x", decided_at=sitting.opened_at
    )
    where = url("publish_scores", clear.formation.pk)
    first = sit(client, clear, "speaker").post(where, {"key": played.new_key()})
    assert first.status_code == 200
    assert not ScoreSheet.objects.exists()
    assert sit(client, clear, "speaker").post(where, {"key": played.new_key()}).status_code == 200
    assert not ScoreSheet.objects.exists()
    page = sit(client, clear, "secretary").get(where)
    assert str(clear.people["speaker"]) in text(page)
    assert page.context["impact"]["sheets"] == 12
    assert client.post(where, {"key": played.new_key()}).status_code == 302
    assert ScoreSheet.objects.count() == 12
    assert Act.objects.get(verb="publish_scores").second == clear.people["secretary"]


def test_art17_given_scores_unpublished_when_a_member_asks_for_the_ranking_then_it_is_not_there(clear, client):
    client = sit(client, clear, clear.members[0])
    assert client.get(url("rankings", clear.formation.code)).status_code == 404
    assert client.get(url("ranking", clear.formation.code, "energy")).status_code == 404


def test_art17_given_a_running_window_when_scores_are_settled_then_its_last_minute_is_told(published, client):
    answer = sit(client, published, "secretary").post(
        url("settle_scores", published.formation.pk), {"key": played.new_key()}
    )
    assert answer.status_code == 422
    assert "مهلت اعتراض به امتیاز تا" in text(answer)


# --- ranking and ledger -------------------------------------------------------------------------------------------------


def test_art17_given_published_scores_when_any_member_reads_then_each_sum_is_the_sum_of_its_lines(published, client):
    client = sit(client, published, published.members[-1])
    for sheet in ScoreSheet.objects.select_related("committee"):
        page = client.get(url("ledger", sheet.pk))
        assert page.status_code == 200
        assert sum(entry.line.units for entry in page.context["lines"]) == sheet.units
        ranked = client.get(url("ranking", published.formation.code, sheet.committee.code))
        row = next(each for each in ranked.context["rows"] if each.sheet.pk == sheet.pk)
        assert row.rank == ScoreSheet.objects.filter(committee=sheet.committee, units__gt=sheet.units).count() + 1


def test_art15_given_a_branchs_decision_when_the_ledger_is_read_then_the_line_names_branch_and_sitting(
    published, client
):
    line = ScoreLine.objects.exclude(decision="").first()
    page = text(sit(client, published, published.members[0]).get(url("ledger", line.sheet_id)))
    assert "شعبهٔ اول، جلسهٔ ۱، قطعی است" in page


def test_given_a_members_paper_when_another_member_reads_the_ledger_then_the_paper_is_not_offered(published, client):
    sheet = ScoreSheet.objects.filter(declaration__member=published.members[1]).first()
    assert "/documents/" in text(sit(client, published, published.members[1]).get(url("ledger", sheet.pk)))
    assert "/documents/" not in text(sit(client, published, published.members[0]).get(url("ledger", sheet.pk)))


@pytest.mark.parametrize("who", ["administrator"])
def test_given_no_member_and_no_office_of_it_when_scores_are_asked_for_then_they_are_not_there(published, client, who):
    client = sit(client, published, who)
    sheet = ScoreSheet.objects.first()
    lost = client.get(LOST)
    for path in (
        url("ledger", sheet.pk),
        url("ranking", published.formation.code, "energy"),
        url("ranking", published.formation.code, "energy") + "?take=xlsx",
    ):
        assert (client.get(path).status_code, client.get(path).content) == (404, lost.content)


def test_given_fewer_rows_when_the_sheet_is_shown_then_it_asks_the_database_as_often(published, client):
    client = sit(client, published, published.members[0])
    path = url("ranking", published.formation.code, "energy")
    counts = []
    for _ in range(2):
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        counts.append(len(seen))
        ScoreLine.objects.filter(sheet__declaration__number__gt="13-002").delete()
        ScoreSheet.objects.filter(declaration__number__gt="13-002").delete()
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("ceiling", "cut"),
    [
        (None, None),
        (5, None),
        (6, None),
        (1, Cut(units=312000, first=1, tied=2, seats=1)),
        (2, Cut(units=312000, first=2, tied=1, seats=1)),
        (3, Cut(units=240000, first=3, tied=2, seats=1)),
        (4, Cut(units=240000, first=4, tied=1, seats=1)),
    ],
)
def test_art18_given_a_ceiling_when_the_sheet_is_cut_then_level_members_share_its_last_seats(published, ceiling, cut):
    rows = ScoreSheet.objects.filter(committee__code="energy").order_by("declaration__number")
    for sheet, units in zip(rows, (312000, 312000, 240000, 240000, 120000), strict=True):
        ScoreSheet.objects.filter(pk=sheet.pk).update(units=units)
    assert cut_of(ScoreSheet.objects.filter(committee__code="energy"), ceiling) == cut


def test_given_a_sheet_when_it_is_taken_away_then_it_is_a_workbook_from_the_right_with_every_row(published, client):
    answer = sit(client, published, published.members[0]).get(
        url("ranking", published.formation.code, "energy") + "?take=xlsx"
    )
    lines = sheets.lines_of("x.xlsx", answer.content)
    assert lines[0][:2] == ["رتبه", "نماینده"]
    assert len([line for line in lines if line[0].isdigit()]) == 5
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert b'rightToLeft="1"' in packed.read("xl/worksheets/sheet1.xml")


# --- tables -------------------------------------------------------------------------------------------------------------

HEADS = "مقطع,امتیاز مرتبط,امتیاز تا حدودی مرتبط\n"


def draft(client, content=None, name="t.csv", **more):
    """The answer to an upload: the preview, or the form with what is wrong."""
    data = {"key": played.new_key(), "kind": "degree_points", "valid_from": "۱۴۰۴/۰۱/۰۱", "demonstration": "on", **more}
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(url("draft_score_table"), data, follow=True)


def confirm(client, shown):
    form = shown.context["form"]
    return client.post(url("draft_score_table"), {name: form[name].value() or "" for name in form.fields})


def counted(shown):
    return [each.number for each in shown.context["found"].counts]


def test_art7_given_a_sheet_when_it_is_previewed_then_what_changes_is_told_and_nothing_is_stored(clear, client):
    before = ScoreTable.objects.count()
    answer = draft(sit(client, clear, "clerk"), HEADS + "کارشناسی,۲۱۰,100\nکارشناسی ارشد,150,75\n")
    assert answer.status_code == 200
    assert counted(answer)[:3] == [0, 1, 1]
    assert ScoreTable.objects.count() == before


def test_art7_given_a_preview_when_it_is_confirmed_then_those_very_rows_are_drafted_once(clear, client):
    client = sit(client, clear, "clerk")
    shown = draft(client, HEADS + "کارشناسی,۲۱۰,100\n")
    answer = confirm(client, shown)
    assert answer.status_code == 302
    table = ScoreTable.objects.get(stage="draft")
    assert [row.data for row in table.rows.all()] == [{"level": "bachelor", "related": "210", "partly": "100"}]
    assert confirm(client, shown)["Location"] == answer["Location"] == url("table", table.pk)
    assert ScoreTable.objects.filter(stage="draft").count() == 1


def test_art7_given_a_bad_row_when_a_sheet_comes_then_nothing_is_stored_and_the_row_comes_back_with_its_reason(
    clear, client
):
    before, client = ScoreTable.objects.count(), sit(client, clear, "clerk")
    answer = draft(client, HEADS + "=1+1,ناشناخته,100\nکارشناسی,۲۱۰,100\n")
    assert "هیچ ردیفی ذخیره نمی‌شود" in text(answer)
    assert confirm(client, answer).status_code == 422
    assert ScoreTable.objects.count() == before
    back = client.get(url("draft_score_table") + "?take=rejected")
    assert "ناشناخته" in text(back)
    assert "'=1+1" in text(back)


def test_art7_given_another_sheet_in_another_window_when_the_first_preview_is_confirmed_then_it_is_not_stored(
    clear, client
):
    client = sit(client, clear, "clerk")
    first = draft(client, HEADS + "کارشناسی,۲۱۰,100\n")
    client.post(url("draft_score_table"), {"another": "1"})
    draft(client, HEADS + "کارشناسی,۲۲۰,100\n")
    confirm(client, first)
    client.post(url("draft_score_table"), {"another": "1"})
    draft(client, HEADS + "کارشناسی,۲۱۰,100\n", valid_from="۱۴۰۴/۰۲/۰۱")
    confirm(client, first)
    assert not ScoreTable.objects.filter(stage="draft").exists()


def test_art7_given_an_exported_table_when_it_is_imported_then_nothing_would_change(clear, client):
    client = sit(client, clear, "clerk")
    for kind in ("degree_points", "post_points", "field_relations"):
        table = ScoreTable.objects.get(kind=kind)
        content = client.get(url("table", table.pk) + "?take=xlsx").content
        assert counted(draft(client, content, "t.xlsx", kind=kind))[:3] == [0, 0, 0], kind
        client.post(url("draft_score_table"), {"another": "1"})


def test_art7_given_an_empty_table_when_it_is_approved_without_a_reason_then_the_reason_is_asked_for(clear, client):
    client = sit(client, clear, "clerk")
    confirm(client, draft(client, empty="on"))
    table = ScoreTable.objects.get(stage="draft")
    client = sit(client, clear, "secretary")
    body = {
        "key": played.new_key(),
        "seen_version": table.version,
        "decision": "۷",
        "decision_day": "۱۴۰۵/۰۲/۰۱",
        "reason": "",
    }
    answer = client.post(url("approve_score_table", table.pk), body)
    assert answer.status_code == 422
    assert "جدول بی‌ردیف تنها با دلیل تصویب می‌شود" in text(answer)
    assert (
        client.post(
            url("approve_score_table", table.pk), {**body, "key": played.new_key(), "reason": "تصمیم مجلس"}
        ).status_code
        == 302
    )


def bomb(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"PK\x03\x04 cut off", "t.xlsx", "آسیب دیده"),
        (bomb(80_000_000), "t.xlsx", "بزرگ می‌شود"),
        (b"\xff\xfe\x00\x01", "t.csv", "UTF-8"),
        (b"%PDF-1.7", "t.pdf", "تنها XLSX و CSV"),
        (b"a" * (2 * 1024 * 1024 + 1), "t.csv", "۲ مگابایت"),
        (b"", "t.csv", "خالی"),
    ],
    ids=("cut", "bomb", "encoding", "kind", "size", "nothing"),
)
def test_given_a_hostile_sheet_when_it_comes_then_its_field_says_why(clear, client, content, name, told):
    answer = draft(sit(client, clear, "clerk"), content, name)
    assert answer.status_code == 422
    assert told in text(answer)


def test_given_a_member_when_he_opens_the_tables_then_drafts_are_not_among_them(clear, client):
    client = sit(client, clear, "clerk")
    confirm(client, draft(client, HEADS + "کارشناسی,۲۱۰,100\n"))
    table = ScoreTable.objects.get(stage="draft")
    client = sit(client, clear, clear.members[0])
    assert client.get(url("tables")).status_code == 200
    assert client.get(url("table", table.pk)).status_code == 404
    assert client.get(url("draft_score_table")).status_code == 404


# --- the first pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["secretary", "officer", "branch_head", "clerk", "administrator"])
def test_given_any_office_when_the_first_pages_are_opened_then_they_answer(clear, client, who):
    client = sit(client, clear, who)
    assert client.get(url("home")).status_code == 200
    assert client.get(url("formation", clear.formation.code)).status_code == (404 if who == "administrator" else 200)


def test_art4_given_members_without_a_form_when_the_branch_gives_it_to_all_twice_then_each_gets_one(clear, client):
    answer = sit(client, clear, "branch_head").get(url("issue_form", clear.formation.code, "branch-01"))
    assert "تنها در مرحلهٔ" in text(answer)


def test_internal25_given_too_few_dice_when_branches_are_divided_then_the_field_says_so(clear, client):
    where = reverse("assign_branches", args=[clear.term.pk])
    answer = sit(client, clear, "clerk").post(where, {"key": played.new_key(), "dice": "۱۲۳"})
    assert answer.status_code == 422
    assert "۲۰ رقم لازم است" in text(answer)
    assert sit(client, clear, "officer").get(where).status_code == 404
