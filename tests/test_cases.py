"""Every worked case of tests/cases against what was calculated for it by hand from the documents.

A case is two files: NAME.case.json and NAME.expected.json, compared as ward/golden.py tells. Beyond that, expected
`problems` means that the case is no input at all (the code of each field), and NAME.calendar.json holds the moments
of each drug's doses.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.ward.golden import CASE, EXPECTED, golden_names, run
from hlh_desktop.ward.ward import Ward, open_knowledge
from tests.builders import CASES

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = ".calendar.json"
GOLDEN = CASES / "golden"
EXAMPLES = {f"TV{number:02}" for number in range(1, 11)}


@cache
def ward() -> Ward:
    return open_knowledge()


def cases() -> list[Any]:
    found = sorted(CASES.rglob(f"*{EXPECTED}"))
    return [pytest.param(path, id=f"{path.parent.name}/{path.name.removesuffix(EXPECTED)}") for path in found]


def calendars() -> list[Any]:
    return [pytest.param(path, id=path.name.removesuffix(CALENDAR)) for path in sorted(CASES.rglob(f"*{CALENDAR}"))]


@pytest.mark.parametrize("path", cases())
def test_the_plan_is_as_calculated_by_hand(path: Path) -> None:
    name = path.name.removesuffix(EXPECTED)
    expected = json.loads(path.read_text(encoding="utf-8"))
    if "problems" in expected:
        reading = ward().read((path.parent / f"{name}{CASE}").read_bytes())
        assert {problem.field: problem.code for problem in reading.problems} == expected["problems"]
        return
    found = run(ward(), path.parent, name)
    assert not found, "\n".join(f"{one.what}\n  expected {one.expected}\n  found    {one.found}" for one in found)


@pytest.mark.parametrize("path", calendars())
def test_the_doses_fall_on_the_moments_of_the_worked_example(path: Path) -> None:
    raw = path.with_name(path.name.replace(CALENDAR, CASE)).read_bytes()
    case = ward().read(raw).case
    assert case is not None
    plan = json.loads(ward().as_json(ward().propose(case)))
    for drug, moments in json.loads(path.read_text(encoding="utf-8")).items():
        found = [one["at"] for order in plan["orders"] if order["drug"] == drug for one in order["administrations"]]
        assert found == moments, drug


def test_every_worked_example_of_the_reference_is_a_golden_case() -> None:
    assert {name.partition("-")[0] for name in golden_names(GOLDEN)} == EXAMPLES


def test_every_case_has_an_expectation_and_every_expectation_a_case() -> None:
    for suffix in (EXPECTED, CALENDAR):
        for path in CASES.rglob(f"*{suffix}"):
            assert path.with_name(path.name.replace(suffix, CASE)).is_file(), path.name
    for path in CASES.rglob(f"*{CASE}"):
        assert path.with_name(path.name.replace(CASE, EXPECTED)).is_file(), path.name


def test_the_check_command_agrees_with_every_golden_case() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hlh_desktop", "check"], capture_output=True, check=False, text=True, encoding="utf-8"
    )
    count = len(golden_names(GOLDEN))
    assert done.returncode == 0, done.stderr
    assert f"{count} of {count}" in done.stdout


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("bsa_m2", "0.60"),
        ("egfr", "33.7"),
        ("doses", []),
        ("cumulative_etoposide", {"planned_mg_per_m2": "1500.0"}),
        ("findings", ["no_such_code"]),
        ("absent", ["rounding_above_5_percent"]),
        ("tasks", ["no_such_code"]),
        ("options", {"hlh-94": "no stance"}),
        ("texts", {"rounding_above_5_percent": "no such words"}),
    ],
)
def test_a_wrong_expectation_is_noticed(tmp_path: Path, what: str, wrong: object) -> None:
    (tmp_path / f"TV04{CASE}").write_bytes((GOLDEN / f"TV04{CASE}").read_bytes())
    (tmp_path / f"TV04{EXPECTED}").write_text(json.dumps({what: wrong}), encoding="utf-8")
    assert [one.what for one in run(ward(), tmp_path, "TV04")] == [what]
