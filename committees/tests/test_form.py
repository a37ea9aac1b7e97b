"""The form as data: what is taken, what is refused and where (Arts. 3, 4, 9, 21)."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.rules.form import FormFaults, form_faults, parse_draft, parse_form, parse_record
from committees.rules.readings import Readings
from majlis.rules.law import Refused

DAY = date(2026, 11, 22)
PAPER = "6a1f3c52-7d0e-4c7b-9b1a-2f5d8e9c0a11"

FULL = {
    "degrees": [
        {
            "id": "d1",
            "level": "bachelor",
            "field": "law",
            "field_title": "حقوق",
            "institution": "دانشگاه تهران",
            "authority": "science",
            "day": "2001-06-01",
            "counted": True,
            "documents": [PAPER],
        },
        {
            "id": "d2",
            "level": "master",
            "field": "",
            "field_title": "حقوق انرژی",
            "institution": "دانشگاه شیراز",
            "authority": "science",
            "day": "2004-06-01",
            "counted": True,
            "documents": [],
        },
    ],
    "posts": [
        {
            "id": "p1",
            "title": "مدیرکل",
            "post": "director",
            "organisation": "سازمان نمونه",
            "from_day": "2005-01-01",
            "to_day": None,
            "order_number": "۱۲/۳",
            "self_employed": False,
            "equivalent_to": "",
            "documents": [PAPER],
        }
    ],
    "tenures": [{"id": "t1", "term": 11, "from_day": "2020-05-27", "to_day": "2024-05-26", "documents": []}],
    "services": [
        {"id": "s1", "committee": "energy", "from_day": "2020-07-01", "to_day": "2024-05-26", "documents": []}
    ],
    "choices": ["energy", "economy"],
}


def changed(path, value):
    """The full form with one place changed; a path as ("degrees", 0, "level")."""
    data = copy.deepcopy(FULL)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


def paths(data, **more):
    return [path for path, _ in form_faults(data, day=DAY, **more)]


def second_bachelor(counted, first=True, level="bachelor"):
    data = changed(("degrees", 0, "counted"), first)
    data["degrees"].append({**data["degrees"][0], "id": "d3", "level": level, "counted": counted})
    return data


def test_a_full_form_is_taken_and_its_body_reads_back_equal():
    form = parse_form(FULL, day=DAY)
    assert form.choices == ("energy", "economy")
    assert form.posts[0].to_day is None
    assert form.degrees[0].day == date(2001, 6, 1)
    assert form.body() == FULL
    assert parse_form(json.loads(json.dumps(form.body())), day=DAY) == form


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("degrees", 0, "level"), "", "degrees[0].level"),
        (("degrees", 0, "level"), "phd", "degrees[0].level"),
        (("degrees", 0, "field_title"), "  ", "degrees[0].field_title"),
        (("degrees", 0, "field_title"), "ا" * 201, "degrees[0].field_title"),
        pytest.param(("degrees", 0, "field_title"), "\ud800", "degrees[0].field_title", id="half a letter"),
        (("degrees", 0, "field_title"), 12, "degrees[0].field_title"),
        (("degrees", 0, "authority"), "university", "degrees[0].authority"),
        (("degrees", 0, "counted"), "yes", "degrees[0].counted"),
        (("degrees", 0, "day"), "2026-11-23", "degrees[0].day"),
        (("degrees", 0, "day"), "2001-02-30", "degrees[0].day"),
        (("degrees", 0, "day"), "۲۰۰۱-۰۲-۰۳", "degrees[0].day"),
        (("degrees", 0, "day"), "0001-01-01", "degrees[0].day"),
        (("degrees", 0, "day"), None, "degrees[0].day"),
        (("degrees", 0, "documents"), ["a.pdf"], "degrees[0].documents[0]"),
        (("degrees", 0, "documents"), [PAPER, PAPER], "degrees[0].documents[1]"),
        (("degrees", 0, "id"), "D 1", "degrees[0].id"),
        (("degrees", 0, "score"), 999, "degrees[0].score"),
        (("degrees", 0), "x", "degrees[0]"),
        (("degrees",), {}, "degrees"),
        (("posts", 0, "id"), "d1", "posts[0].id"),
        (("posts", 0, "to_day"), "2004-12-31", "posts[0].to_day"),
        (("posts", 0, "from_day"), None, "posts[0].from_day"),
        (("posts", 0, "order_number"), "", "posts[0].order_number"),
        (("tenures", 0, "term"), 0, "tenures[0].term"),
        (("tenures", 0, "term"), True, "tenures[0].term"),
        (("services", 0, "committee"), "sports", "services[0].committee"),
        (("choices",), ["energy"], "choices"),
        (("choices",), ["energy", "economy", "budget"], "choices"),
        (("choices",), ["energy", "energy"], "choices[1]"),
        (("choices",), ["energy", "sports"], "choices[1]"),
        (("stage",), "accepted", "stage"),
    ],
)
def test_one_fault_is_told_once_at_its_place(path, value, fault):
    assert paths(changed(path, value)) == [fault]


def test_art9_given_two_degrees_of_a_level_when_submitted_then_exactly_one_is_named():
    assert paths(second_bachelor(counted=False)) == []
    assert paths(second_bachelor(counted=True)) == ["degrees[2].counted"]
    assert paths(second_bachelor(counted=False, first=False)) == ["degrees[0].counted"]


def test_art9_given_a_bachelor_and_a_level_two_when_submitted_then_the_reading_decides_whether_one_is_named():
    data = second_bachelor(counted=True, level="seminary_2")
    assert paths(data) == ["degrees[2].counted"]
    assert paths(data, readings=Readings(mixed_level="each")) == []


def test_art9_given_a_levels_only_degree_when_not_named_then_it_is_counted():
    form = parse_form(changed(("degrees", 0, "counted"), False), day=DAY)
    assert form.degrees[0].counted


def test_art9_given_two_degrees_of_a_level_when_only_declared_then_neither_need_be_named():
    data = {**second_bachelor(counted=False, first=False), "choices": []}
    assert [each.counted for each in parse_record(data, day=DAY).degrees] == [False, True, False]


def test_art3_given_choices_when_a_record_is_declared_then_it_is_refused():
    with pytest.raises(FormFaults) as refused:
        parse_record(FULL, day=DAY)
    assert [path for path, _ in refused.value.faults] == ["choices"]
    assert parse_record({**FULL, "choices": []}, day=DAY).choices == ()


def test_art21_given_a_full_committee_when_chosen_then_it_is_refused():
    assert paths(FULL, among={"energy", "budget"}) == ["choices[1]"]


def test_art4_given_a_day_before_the_directive_when_submitted_then_no_figure_is_invented():
    with pytest.raises(Refused):
        parse_form({"choices": ["energy", "economy"]}, day=date(2016, 5, 28))


def test_a_self_employed_post_needs_no_order_and_no_organisation():
    data = changed(("posts", 0, "self_employed"), True)
    data["posts"][0] |= {"order_number": "", "organisation": ""}
    assert paths(data) == []


def test_one_term_is_told_once():
    data = copy.deepcopy(FULL)
    data["tenures"].append({**data["tenures"][0], "id": "t2"})
    assert paths(data) == ["tenures[1].term"]


def test_faults_come_in_form_order():
    data = changed(("choices",), [])
    data["degrees"][1]["level"] = "x"
    data["posts"][0]["id"] = "d1"
    data["degrees"][0]["extra"] = 1
    assert paths(data) == ["degrees[0].extra", "degrees[1].level", "posts[0].id", "choices"]


def test_a_long_list_is_refused_and_not_read_to_its_end():
    data = changed(("degrees",), [copy.deepcopy(FULL["degrees"][0]) for _ in range(5000)])
    assert "degrees" in paths(data)
    assert len(parse_draft(data, day=DAY).degrees) == 60


def test_text_is_kept_in_one_written_form():
    form = parse_form(changed(("degrees", 0, "institution"), "دانشگاه  علامه\u202e طباطبايي\x00"), day=DAY)
    assert form.degrees[0].institution == "دانشگاه علامه طباطبایی"


def test_a_draft_keeps_what_can_be_read():
    draft = parse_draft({"degrees": [{"level": "master", "day": "later"}, 5], "choices": ["energy"]}, day=DAY)
    assert draft.degrees[0].level == "master"
    assert draft.degrees[0].day is None
    assert draft.choices == ("energy",)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FULL["posts"][0])), inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*FULL, "x"]), JSON))
def test_a_draft_is_never_refused_and_reads_back_equal(data):
    draft = parse_draft(data, day=DAY)
    assert parse_draft(draft.body(), day=DAY + timedelta(days=1)) == draft
    assert all(isinstance(path, str) and sentence.endswith(".") for path, sentence in form_faults(data, day=DAY))
