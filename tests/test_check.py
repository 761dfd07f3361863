"""`hlh-desktop check`: good knowledge passes; whatever is damaged is found and named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hlh_desktop import paths
from hlh_desktop.cli import run
from tests.builders import ROOT, case_data

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's knowledge and golden cases, to be damaged."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "resources", "resources")
    shutil.copytree(paths.golden_cases(), "golden")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    monkeypatch.setattr(paths, "golden_cases", lambda: tmp_path / "golden")
    return tmp_path


def damage(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_knowledge_passes_the_check(resources: Path, capsys: Capture) -> None:
    assert run(["check"]) == 0
    printed = capsys.readouterr()
    count = len(list((resources / "golden").glob("*.expected.json")))
    assert f"Golden cases: {count} of {count} as calculated by hand." in printed.out
    assert "Article coverage: 62 of 62" in printed.out
    assert printed.err == ""


def test_a_damaged_golden_case_fails_the_check(resources: Path, capsys: Capture) -> None:
    damage(resources / "golden" / "TV04.expected.json", '"0.59"', '"0.60"')
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.err == 'TV04: bsa_m2: expected "0.60", found "0.59"\n'
    count = len(list((resources / "golden").glob("*.expected.json")))
    assert f"Golden cases: {count - 1} of {count} as calculated by hand." in printed.out


def test_a_changed_dose_fails_the_check(resources: Path, capsys: Capture) -> None:
    damage(resources / "resources" / "protocols" / "hlh-94.toml", 'amount = "150"', 'amount = "15"')
    assert run(["check"]) == 1
    assert "TV04: doses: expected " in capsys.readouterr().err


def test_a_row_of_the_article_that_is_no_longer_done_fails_the_check(resources: Path, capsys: Capture) -> None:
    damage(resources / "resources" / "alerts" / "indicators.toml", '"umol/L" = "20.5"', '"umol/L" = "30"')
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert "S40: finding bilirubin_high: it does not stand in the plan of its case" in printed.err
    assert "Article coverage: 61 of 62" in printed.out


def test_no_golden_case_at_all_fails_the_check(resources: Path) -> None:
    shutil.rmtree(resources / "golden")
    assert run(["check"]) == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("protocols/hlh-94.toml", 'amount = "150"', 'amount = "a lot"', "hlh-94.etoposide: a lot"),
        ("protocols/hlh-94.toml", 'routes = ["intravenous"]', 'routes = ["by magic"]', "protocols/hlh-94.toml: "),
        ("ward.toml", "result_days = 7", "", "ward.toml: "),
        ("alerts/cause.toml", "schema =", "shema =", "alerts/cause.toml: "),
        ("wording/en.toml", 'language = "en"', "language =", "wording/en.toml: "),
    ],
)
def test_knowledge_that_is_not_understood_stops_with_file_and_key(
    resources: Path, capsys: Capture, name: str, old: str, new: str, key: str
) -> None:
    Path("a.json").write_text(json.dumps(case_data()))
    damage(resources / "resources" / name, old, new)
    for arguments in (["check"], ["plan", "a.json"]):
        assert run(arguments) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert key in line
        assert line.startswith("The knowledge files cannot be used: ")


def test_a_lost_knowledge_file_stops_with_its_name(resources: Path, capsys: Capture) -> None:
    (resources / "resources" / "interactions.toml").unlink()
    assert run(["check"]) == 1
    assert "interactions.toml" in capsys.readouterr().err
