"""The snapshot's format (Arts. 16, 18): what is refused, where, and that nothing comes of a refused file."""

from __future__ import annotations

import copy
import io
import json
import random
from typing import Any

import pytest

from committees.management.commands import _seat
from committees.rules.snapshot import Snapshot, parse_snapshot, snapshot_bytes
from committees.tests import parliaments
from committees.tests.parliaments import SEED, body, committee, member

GOOD = body(
    [committee("economy"), committee("energy", 3, 1)],
    [member("a: energy 640, economy 300"), member("b: economy 12.5")],
)
VERIFY = parliaments.verifier()


class _Missing:
    """A key that is left out. It has a name, so that each process calls its tests alike."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


def changed(path: str, value: Any) -> dict[str, Any]:
    """GOOD with one place changed; the path as in a fault."""
    data = copy.deepcopy(GOOD)
    *way, last = [
        int(step) if step.isdigit() else step for step in path.replace("[", ".").replace("]", "").split(".")[1:]
    ]
    place = data
    for step in way:
        place = place[step]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return data


def paths(raw: bytes) -> list[str]:
    faults = parse_snapshot(raw)
    assert isinstance(faults, list)
    return [each.path for each in faults]


CHANGES = [
    ("$.format", "majlis-seating/2"), ("$.format", MISSING), ("$.format", 1), ("$.extra", 1),
    ("$.formation", "دوره"), ("$.formation", ""), ("$.formation", "x" * 65), ("$.formation", "A"), ("$.formation", "a\n"),
    ("$.round", 0), ("$.round", 100), ("$.round", True), ("$.round", "1"), ("$.round", None), ("$.round", 1.0),
    ("$.round", -1), ("$.round", 10**30), ("$.round", MISSING),
    ("$.reading", []), ("$.reading", MISSING), ("$.reading.first_count", 7), ("$.reading.first_count", -1),
    ("$.reading.first_count", MISSING), ("$.reading.first_ceiling", None), ("$.reading.others_ceiling", None),
    ("$.reading.others_ceiling", 10_000), ("$.reading.first_ceiling", 22.5), ("$.reading.second_choices", "Equal"),
    ("$.reading.second_choices", None), ("$.reading.vacancies", "true"), ("$.reading.vacancies", 1), ("$.reading.more", 1),
    ("$.committees", {}), ("$.committees[0]", []), ("$.committees[0].code", "Economy"), ("$.committees[1].code", "economy"),
    ("$.committees[0].title", 3), ("$.committees[0].title", None),
    pytest.param("$.committees[0].title", "\ud800", id="half a letter"),
    ("$.committees[0].seated", 1), ("$.committees[1].seated", 4), ("$.committees[1].seated", None),
    ("$.committees[1].ceiling", 10_000), ("$.committees[1].ceiling", "3"), ("$.committees[1].ceiling", False),
    ("$.committees[1].ceiling", MISSING), ("$.committees[0].seat", 0),
    ("$.applicants", None), ("$.applicants[0]", "a"), ("$.applicants[1].id", "a"), ("$.applicants[0].id", 17),
    ("$.applicants[0].id", "12 017"), ("$.applicants[0].choices", []), ("$.applicants[0].choices", "energy"),
    ("$.applicants[0].choices", ["energy", "economy", "energy"]), ("$.applicants[0].choices[1]", "energy"),
    ("$.applicants[1].choices[0]", "health"), ("$.applicants[0].choices[1]", 1), ("$.applicants[0].points", None),
    ("$.applicants[0].points", []), ("$.applicants[1].points.energy", "1"), ("$.applicants[0].points.health", "1"),
    ("$.applicants[0].points.energy", 640), ("$.applicants[0].points.energy", "0640"),
    ("$.applicants[0].points.energy", "640."), ("$.applicants[0].points.energy", ".5"),
    ("$.applicants[0].points.energy", "-1"), ("$.applicants[0].points.energy", "+1"),
    ("$.applicants[0].points.energy", "1e3"), ("$.applicants[0].points.energy", "1.00000"),
    ("$.applicants[0].points.energy", "1234567890"), ("$.applicants[0].points.energy", " 1"),
    ("$.applicants[0].points.energy", "۶۴۰"), ("$.applicants[0].points.energy", "1\n"),
    ("$.applicants[0].points.energy", ""), ("$.applicants[0].name", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), CHANGES, ids=lambda each: ascii(each)[:40])
def test_a_fault_is_named_at_its_place(path, value):
    raw = json.dumps(changed(path, value)).encode()
    found = paths(raw)
    assert path in found
    # A fault may follow from it only where a member chose what is now unreadable.
    assert all(each.startswith((path, "$.applicants")) for each in found)


@pytest.mark.parametrize(("path", "value"), CHANGES, ids=lambda each: ascii(each)[:40])
def test_the_verifier_refuses_the_same_files(path, value, tmp_path, capsys):
    file = tmp_path / "snapshot.json"
    file.write_bytes(json.dumps(changed(path, value)).encode())
    assert VERIFY.main([str(file)]) == 1
    assert "NOT OK" in capsys.readouterr().out


GOOD_TEXT = json.dumps(GOOD)
TEXTS = [
    ("$", b""), ("$", b"{"), ("$", b"\xff\xfe"), ("$", b"[]"), ("$", b"null"), ("$", b"1"), ("$", b'"x"'),
    ("$", b"\xef\xbb\xbf" + GOOD_TEXT.encode()), ("$", GOOD_TEXT.encode() + b"x"), ("$", GOOD_TEXT.encode("utf-16")),
    ("$", b"[" * 9 + b"]" * 9), ("$", b"[" * 200_000), ("$", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    ("$", GOOD_TEXT.replace('"round": 1', '"round": 01').encode()),
    ("$", GOOD_TEXT.replace('"round": 1', '"round": 1,').encode()),
    ("$", GOOD_TEXT.replace('"12-opening"', '"12-\topening"').encode()),
    ("$.round", GOOD_TEXT.replace('"round": 1', '"round": 1e0').encode()),
    ("$.round", GOOD_TEXT.replace('"round": 1', '"round": 1.0').encode()),
    ("$.round", GOOD_TEXT.replace('"round": 1', '"round": NaN').encode()),
    ("$.round", GOOD_TEXT.replace('"round": 1', '"round": -0').encode()),
    ("$.reading.first_count", GOOD_TEXT.replace('"first_count": 6', '"first_count": -0').encode()),
    ("$.round", GOOD_TEXT.replace('"round": 1', '"round": 1, "round": 1').encode()),
    ("$.reading.vacancies", GOOD_TEXT.replace('"vacancies": true', '"vacancies": true, "vacancies": true').encode()),
    ("$.committees[1].seated", GOOD_TEXT.replace('"seated": 1', '"seated": 1, "seated": 1').encode()),
    ("$.applicants[0].points.energy", GOOD_TEXT.replace('"energy": "640"', '"energy": "640", "energy": "640"').encode()),
    ('$["a b\\n\\u06cc"]', GOOD_TEXT.replace('"round": 1', '"round": 1, "a b\\n\\u06cc": 1').encode()),
]  # fmt: skip


@pytest.mark.parametrize(("path", "raw"), TEXTS, ids=range(len(TEXTS)))
def test_json_is_read_strictly(path, raw, tmp_path):
    assert paths(raw) == [path]
    file = tmp_path / "snapshot.json"
    file.write_bytes(raw)
    assert VERIFY.main([str(file)]) == 1


def test_a_title_that_nests_brackets_is_only_text():
    data = changed("$.committees[0].title", '[[[[[[[[[[{{{{"\\')
    assert isinstance(parse_snapshot(json.dumps(data).encode()), Snapshot)


def test_faults_come_in_document_order_whatever_the_order_of_the_keys():
    data = copy.deepcopy(GOOD)
    data["applicants"][0]["points"] = {"health": "1", "energy": "x"}
    data["applicants"][0]["id"] = ""
    data["committees"][1]["seated"] = 9
    data["round"] = 0
    upside_down = {key: data[key] for key in reversed(data)}
    upside_down["committees"][1] = {key: data["committees"][1][key] for key in ("ceiling", "seated", "title", "code")}
    assert paths(json.dumps(data).encode()) == [
        "$.round", "$.committees[1].seated",
        "$.applicants[0].id", "$.applicants[0].points.health", "$.applicants[0].points.energy",
    ]  # fmt: skip
    assert paths(json.dumps(upside_down).encode()) == [
        "$.applicants[0].id", "$.applicants[0].points.health", "$.applicants[0].points.energy",
        "$.committees[1].seated", "$.round",
    ]  # fmt: skip


def test_art18_given_round_two_when_a_ceiling_is_null_then_refused():
    assert paths(json.dumps(changed("$.round", 2)).encode()) == ["$.committees[0].ceiling"]


def test_no_applicants_are_fine_and_no_committees_are_not():
    assert isinstance(parse_snapshot(json.dumps(changed("$.applicants", [])).encode()), Snapshot)
    assert "$.committees" in paths(json.dumps(changed("$.committees", [])).encode())


def test_random_bytes_never_do_anything_but_name_faults():
    dice = random.Random(7)
    raw = snapshot_bytes(GOOD)
    for _ in range(600):
        spoiled = bytearray(raw)
        for _ in range(dice.randint(1, 3)):
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        outcome = parse_snapshot(bytes(spoiled))
        assert isinstance(outcome, Snapshot) or (outcome and all("\n" not in str(each) for each in outcome))


# The command.


def seat_command(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return _seat.main(argv, out, err), out.getvalue(), err.getvalue()


def test_the_command_writes_the_result_to_the_file_or_to_the_screen(tmp_path):
    file, target = tmp_path / "s.json", tmp_path / "r.json"
    file.write_bytes(snapshot_bytes(GOOD))
    code, out, err = seat_command(str(file), "--seed", SEED)
    assert (code, err) == (0, "")
    assert json.loads(out)["seed"] == SEED
    assert seat_command(str(file), "--seed", SEED, "-o", str(target)) == (0, "", "")
    assert target.read_text() == out


def test_the_command_refuses_a_bad_file_whole(tmp_path):
    file, target = tmp_path / "s.json", tmp_path / "r.json"
    data = changed("$.round", 0)
    data["applicants"][0]["points"]["energy"] = "x"
    file.write_text(json.dumps(data))
    code, out, err = seat_command(str(file), "--seed", SEED, "-o", str(target))
    assert (code, out) == (2, "")
    assert not target.exists()
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "$.round", "$.applicants[0].points.energy",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", ["", "0" * 63, "0" * 65, "A" * 64, "0" * 63 + "\n"])
def test_the_command_refuses_a_bad_seed(seed, tmp_path):
    file = tmp_path / "s.json"
    file.write_bytes(snapshot_bytes(GOOD))
    code, out, err = seat_command(str(file), "--seed", seed)
    assert (code, out) == (2, "")
    assert err.startswith("--seed: ")


def test_the_command_names_a_file_that_is_not_there(tmp_path):
    code, out, err = seat_command(str(tmp_path / "none.json"), "--seed", SEED)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
