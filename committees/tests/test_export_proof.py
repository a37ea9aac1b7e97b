"""export_proof: a folder that bin/verify, which shares no code with it, agrees with (Art. 18)."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from committees.models import Lot
from committees.queries.proof import rounds_of
from committees.tests.seats import CODE, browser, final, formation, member

__all__ = ["final"]
pytestmark = pytest.mark.usefixtures("final")


def export(folder: Path, *more: str) -> str:
    out = StringIO()
    call_command("export_proof", str(folder), *more, stdout=out)
    return out.getvalue()


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(Path(settings.BASE_DIR, "bin", "verify")), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_art18_given_a_final_roster_when_exported_then_the_verifier_agrees_and_prints_each_round(tmp_path: Path):
    export(tmp_path, "--formation", CODE)
    ran = verify(tmp_path)
    assert ran.returncode == 0, ran.stdout
    for lot in rounds_of(formation()):
        assert f"round {lot.round} announcement {lot.announcement} dice {lot.dice}" in ran.stdout


def test_without_a_code_the_newest_formation_with_a_result_is_taken_and_again_gives_the_same_bytes(tmp_path: Path):
    export(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    export(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before
    assert len(before) == 3 * len(rounds_of(formation())) + 1
    for path, raw in before.items():
        inside = path.relative_to(tmp_path).as_posix()
        assert browser(member()).get(f"/committees/rosters/{CODE}/proof/{inside}").content == raw


@pytest.mark.parametrize("name", ["snapshot", "lot", "result"])
def test_art18_given_one_changed_figure_in_a_file_then_the_verifier_names_it(tmp_path: Path, name: str):
    export(tmp_path)
    path = tmp_path / "round-1" / f"{name}.json"
    old, new = {
        "snapshot": ('"points":{', '"points": {'),
        "lot": ('"dice":"', '"dice":"1'),
        "result": ("true", "false"),
    }[name]
    text = path.read_text()
    if name == "result" and old not in text:
        old, new = '"through":"first"', '"through":"vacancy"'
    path.write_text(text.replace(old, new, 1))
    assert verify(tmp_path).returncode == 1


def test_art18_given_a_result_stored_otherwise_than_the_seed_gives_when_exported_then_the_verifier_says_so(
    tmp_path: Path,
):
    lot = rounds_of(formation())[0]
    Lot.objects.filter(pk=lot.pk).update(result=lot.result.replace('"first"', '"second"', 1))
    export(tmp_path)
    assert verify(tmp_path).returncode == 1


def test_it_does_not_mix_two_proofs_in_one_folder(tmp_path: Path):
    (tmp_path / "round-7").mkdir()
    (tmp_path / "round-7" / "lot.json").write_text("{}")
    with pytest.raises(CommandError, match=r"round-7/lot\.json"):
        export(tmp_path)
    assert not (tmp_path / "round-1").exists()


def test_what_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(CommandError, match=f"no formation 99-none; there are: {CODE}"):
        export(tmp_path, "--formation", "99-none")
    Lot.objects.update(result="")
    with pytest.raises(CommandError, match="no result yet"):
        export(tmp_path, "--formation", CODE)
    with pytest.raises(CommandError, match="no formation has a result yet"):
        export(tmp_path)
