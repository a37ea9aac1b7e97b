"""The proof (Arts. 18, 19): a folder that holds is accepted, an altered one is found out, a register likewise."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from committees.rules import proof
from committees.tests import parliaments
from committees.tests.parliaments import NOON, body, committee, member, write_round
from majlis.rules import chain, lots

VERIFY = parliaments.verifier()
UNBOUND = {"name", "announced_at", "rolled_at", "opened_at", "reason", "act", "decided_at", "stage", "title"}


def dump(path: Path, value: Any) -> None:
    path.write_text(chain.canonical(value) + "\n", "ascii")


def said(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert VERIFY.main([str(path)]) == 1
    return capsys.readouterr().out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two rounds, a voided draw in the first, a real tie, two decisions."""
    dice = random.Random(18)
    rooms = [committee("economy", 2), committee("energy", 2), committee("health", 9)]
    lines = ["a: energy 500", "b: energy 300, economy 5", "c: energy 300", "d: economy 9, energy 1", "e: economy 9"]
    data = body(rooms, [member(line) for line in lines])
    target = tmp_path / "proof"
    done = [write_round(target, data, dice, voided=2)]
    data = parliaments.next_round(data, done[0][1], dice)
    done.append(write_round(target, data, dice))
    (target / "decisions.json").write_bytes(proof.decisions_bytes("12-opening", parliaments.some_decisions(done)))
    return target


def test_art18_a_proof_that_holds_prints_each_announcement_and_dice_on_one_line(folder, capsys):
    assert VERIFY.main([str(folder)]) == 0
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    for number in (1, 2):
        lot = json.loads((folder / f"round-{number}/lot.json").read_text())
        assert f"round {number} announcement {lot['announcement']} dice {lot['dice']}" in line
    for file in folder.rglob("*.json"):
        assert VERIFY.main([str(file)]) == 0


def test_bin_verify_runs_alone_with_plain_python(folder, tmp_path):
    alone = shutil.copy(parliaments.ROOT / "bin/verify", tmp_path / "verify")
    run = subprocess.run(
        [sys.executable, "-I", "-S", alone, folder],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"LC_ALL": "C.UTF-8"},
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("OK ")
    assert len(Path(alone).read_text().splitlines()) < 250
    assert subprocess.run([sys.executable, alone], capture_output=True).returncode != 0


def leaves(value: Any, way: tuple = ()) -> list[tuple]:
    """Every place of a JSON value where a plain value stands."""
    if isinstance(value, dict):
        return [each for key, item in value.items() for each in leaves(item, (*way, key))]
    if isinstance(value, list):
        return [each for index, item in enumerate(value) for each in leaves(item, (*way, index))]
    return [way]


def spoiled(value: Any, dice: random.Random) -> Any:
    """Another value of the same form: the finest alteration there is."""
    if value is None:
        return 3
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice([-1, 1]) if value else 1
    place = dice.randrange(len(value)) if value else 0
    return (
        value[:place]
        + dice.choice([each for each in "0123456789abcdef" if each != value[place : place + 1]])
        + value[place + 1 :]
    )


def is_bound(name: str, way: tuple) -> bool:
    """Whether something else fixes this value: every byte of a snapshot is bound, a time, a name or a reason by nothing.

    The dice of a voided draw made no seed; whom a decision moves and where is its author's to say.
    """
    if name == "snapshot.json":
        return True
    if name == "decisions.json":
        return way[-1] in ("format", "formation", "from")
    return way[-1] not in UNBOUND and not (way[0] == "voided" and way[-1] == "dice")


def alter(folder: Path, dice: random.Random) -> str:
    file = dice.choice(sorted(folder.rglob("*.json")))
    value = json.loads(file.read_text())
    name = file.name
    way = dice.choice([way for way in leaves(value) if is_bound(name, way)])
    place = value
    for step in way[:-1]:
        place = place[step]
    before = place[way[-1]]
    place[way[-1]] = spoiled(before, dice)
    dump(file, value)
    return f"{file.relative_to(folder)} {way}: {before} -> {place[way[-1]]}"


@pytest.mark.long
def test_art18_a_thousand_altered_proofs_are_all_found_out(folder, tmp_path, capsys):
    dice = random.Random(1000)
    for number in range(1000):
        copy = tmp_path / f"altered-{number}"
        shutil.copytree(folder, copy)
        what = alter(copy, dice)
        assert VERIFY.main([str(copy)]) == 1, what
        assert len(capsys.readouterr().out.splitlines()) > 1
        shutil.rmtree(copy)


def test_art18_forty_altered_proofs_are_all_found_out(folder, tmp_path):
    dice = random.Random(40)
    for number in range(40):
        copy = tmp_path / f"altered-{number}"
        shutil.copytree(folder, copy)
        what = alter(copy, dice)
        assert VERIFY.main([str(copy)]) == 1, what


def test_art18_random_proofs_hold(tmp_path):
    for number in range(12):
        parliaments.write_proof(tmp_path / str(number), random.Random(number), rounds=1 + number % 3)
        assert VERIFY.main([str(tmp_path / str(number))]) == 0


@pytest.mark.parametrize("name", ["round-1/snapshot.json", "round-1/lot.json", "round-2/result.json", "decisions.json"])
def test_a_missing_paper_is_named(folder, name, capsys):
    (folder / name).unlink()
    assert name in said(folder, capsys)


def test_a_missing_or_doubled_round_is_named(folder, capsys):
    shutil.move(folder / "round-2", folder / "round-3")
    assert "round-3" in said(folder, capsys)
    shutil.copytree(folder / "round-1", folder / "round-2")
    assert "round" in said(folder, capsys)
    shutil.rmtree(folder)
    folder.mkdir()
    assert "round" in said(folder, capsys)


def test_art18_a_swapped_snapshot_is_found_though_lot_and_result_are_consistent(folder, capsys):
    file = folder / "round-1/snapshot.json"
    file.write_bytes(file.read_bytes().replace(b'"ceiling":9', b'"ceiling":8'))
    assert "snapshot_sha256" in said(folder, capsys)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda data: data["committees"][2].update(ceiling=10), "health"),
        (lambda data: data["committees"][2].update(seated=1), "health"),
        (lambda data: data.update(formation="13-opening"), "formation"),
        (lambda data: data["applicants"].append(member("a: health 1")), "a has a seat already"),
        (lambda data: data["committees"].append(committee("culture", 3)), "culture"),
    ],
)
def test_art18_given_round_two_when_it_does_not_follow_from_round_one_then_named(folder, change, word, capsys):
    # The round is made anew, lot and all: only what ties it to the round before can find it.
    at = folder / "round-2"
    data = json.loads((at / "snapshot.json").read_text())
    change(data)
    shutil.rmtree(at)
    write_round(folder, data, random.Random(5))
    (folder / "decisions.json").write_bytes(proof.decisions_bytes("12-opening", []))
    assert word in said(folder, capsys)


def decided(folder: Path, *rows: tuple[str, str | None, str | None]) -> None:
    made = [proof.Decision(id_, before, after, "دلیل", "act", NOON) for id_, before, after in rows]
    (folder / "decisions.json").write_bytes(proof.decisions_bytes("12-opening", made))


def test_art19_decisions_must_start_from_the_roster_and_keep_the_ceilings(folder, capsys):
    decided(folder, ("a", "energy", "health"))
    assert VERIFY.main([str(folder)]) == 0
    for rows in ([("a", "economy", "health")], [("a", None, "health")], [("z", "energy", None)], [("a", "energy", "x")],
                 [("a", "energy", "economy")], [("a", "energy", None)] * 2):  # fmt: skip
        decided(folder, *rows)
        assert "decisions.json" in said(folder, capsys), rows


def test_art19_the_final_roster_refuses_what_the_verifier_refuses(tmp_path):
    for number in range(40):
        dice = random.Random(number)
        target = tmp_path / str(number)
        done = parliaments.write_proof(target, dice)
        codes = [None, *done[-1][1].order, "nowhere"]
        ids = sorted({id_ for _, result in done for id_ in (*result.seats, *result.left_out)})
        rows = [(dice.choice(ids), dice.choice(codes[:-1]), dice.choice(codes)) for _ in range(dice.randint(0, 2))]
        decided(target, *rows)
        try:
            proof.final_roster(done, [proof.Decision(*row, "دلیل", "act", NOON) for row in rows])
            fits = 0
        except ValueError:
            fits = 1
        assert VERIFY.main([str(target)]) == fits, rows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("announced_at", "2026-06-02T09:30:00Z"), ("announced_at", "2026-06-31T24:30:00.000000Z"), ("dice", "1" * 19),
        ("rolled_at", "2036-06-02T09:30:00.000000Z"), ("draw", 2), ("voided", []), ("lot_id", "12-opening/1/1"), ("extra", 1),
    ],
)  # fmt: skip
def test_art18_a_lot_says_only_what_fits(folder, key, value, capsys):
    file = folder / "round-1/lot.json"
    dump(file, json.loads(file.read_text()) | {key: value})
    assert "lot.json" in said(file, capsys)


def test_art18_given_an_announcement_that_binds_another_list_then_found_though_the_seed_fits_it(folder, capsys):
    file = folder / "round-1/lot.json"
    lot = json.loads(file.read_text())
    lot["announcement"] = "0" * 64
    lot["seed"] = lots.seed(lot["announcement"], [each["secret"] for each in lot["holders"]], lot["dice"])
    dump(file, lot)
    assert said(file, capsys).splitlines()[1:] == [f"{file}: the announcement is wrong"]


def test_art18_given_a_lot_not_yet_opened_then_it_is_no_proof_and_shows_no_secret(folder, capsys):
    lot = json.loads((folder / "round-1/lot.json").read_text())
    shares = tuple(proof.Share(each["holder"], each["name"], each["commit"]) for each in lot["holders"])
    waiting = proof.Lot("12-opening", 1, 1, lot["snapshot_sha256"], shares, NOON)
    raw = proof.lot_bytes(waiting)
    assert not {"dice", "seed", "rolled_at", "opened_at"} & json.loads(raw).keys()
    assert b"secret" not in raw
    (folder / "round-1/lot.json").write_bytes(raw)
    assert "lot.json" in said(folder / "round-1/lot.json", capsys)


def test_art18_a_wrong_share_is_named_by_its_holder():
    good = proof.Share("floor", "", lots.commitment("12-opening/1/1", "floor", "a" * 64, "b" * 64), "a" * 64, "b" * 64)
    bad = proof.Share("head", "", good.commit, "a" * 64, "b" * 64)
    short = proof.Share("late", "", good.commit)
    assert proof.Lot("12-opening", 1, 1, "c" * 64, (good, bad, short), NOON).wrong_shares() == ("head", "late")


# The register.


def register_lines(count: int = 6) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    prev = ""
    for seq in range(1, count + 1):
        entry: dict[str, Any] = dict.fromkeys(chain.LEAF_FIELDS, "") | {"salt": f"{seq:02}", "body": '{"متن":1}'}
        entry |= {"seq": seq, "prev": prev, "leaf": chain.leaf(entry)}
        entry["hash"] = prev = chain.link("committees", seq, entry["prev"], entry["leaf"])
        entries.append(entry)
    heads = {"3": entries[2]["hash"], str(count): prev}
    return [{"format": "majlis-register/1", "realm": "committees", "heads": heads}, *entries]


def register_file(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines), "utf-8")
    return path


def test_a_register_that_holds(tmp_path, capsys):
    lines = register_lines()
    assert chain.first_fault("committees", lines[1:], {6: lines[6]["hash"]}) is None
    assert VERIFY.main([str(register_file(tmp_path / "r.jsonl", lines))]) == 0
    assert lines[6]["hash"] in capsys.readouterr().out
    assert VERIFY.main([str(register_file(tmp_path / "e.jsonl", [lines[0] | {"heads": {}}]))]) == 0


@pytest.mark.parametrize("field", [*chain.LEAF_FIELDS, "prev", "leaf", "hash", "seq"])
def test_a_changed_entry_is_the_first_one_named(field, tmp_path, capsys):
    lines = register_lines()
    lines[4][field] = 9 if field == "seq" else "f" * 64
    out = said(register_file(tmp_path / "r.jsonl", lines), capsys)
    assert "#4" in out
    assert "#3" not in out
    assert "#5" not in out


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda lines: lines.pop(2), "#2"),
        (lambda lines: lines.pop(), "#6"),
        (lambda lines: lines.insert(3, lines[3]), "#4"),
        (lambda lines: lines.insert(1, lines.pop(2)), "#1"),
        (lambda lines: lines[0]["heads"].update({"3": "0" * 64}), "#3"),
        (lambda lines: lines[0].update(realm="conduct"), "#1"),
        (lambda lines: lines[2].update(more=""), "#2"),
        (lambda lines: lines[2].pop("salt"), "#2"),
    ],
)
def test_a_register_missing_doubled_swapped_or_headless_is_named(spoil, word, tmp_path, capsys):
    lines = register_lines()
    spoil(lines)
    assert word in said(register_file(tmp_path / "r.jsonl", lines), capsys)


def test_what_is_no_file_and_no_format_is_refused(tmp_path, capsys):
    assert VERIFY.main([str(tmp_path / "none.json")]) == 1
    for text in ("", "{}", "[]", '{"format":1}', '{"format":["majlis-lot/1"]}', '{"format":"entry"}', "x"):
        (tmp_path / "x.json").write_text(text)
        assert "x.json" in said(tmp_path / "x.json", capsys)


# bin/share.


def share(*argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(parliaments.ROOT / "bin/share"), *argv]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ})


def test_art18_bin_share_makes_a_share_that_the_house_accepts_and_checks_it():
    out = share("12-opening/1/1", "floor").stdout
    made = dict(re.findall(r"^(secret|nonce|commit) +([0-9a-f]{64})", out, re.MULTILINE))
    assert lots.commitment("12-opening/1/1", "floor", made["secret"], made["nonce"]) == made["commit"]
    parts = made["secret"], made["nonce"], made["commit"]
    assert share("12-opening/1/1", "floor", "--check", *parts).returncode == 0
    assert share("12-opening/1/2", "floor", "--check", *parts).returncode == 1
    assert share("12-opening/1/1", "floor").stdout != out
    assert share("12-opening", "floor").returncode == 2
