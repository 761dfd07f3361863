"""Golden cases: each difference between a plan and what was calculated by hand is found and named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.ward.golden import Difference, golden_names, run
from hlh_desktop.ward.ward import Ward
from tests.builders import CASES, knowledge

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = CASES / "golden"
NAMES = golden_names(GOLDEN)


def differences(folder: Path, name: str, **changes: Any) -> list[str]:
    """What differs from a golden case whose expectation was changed."""
    (folder / f"{name}.case.json").write_bytes((GOLDEN / f"{name}.case.json").read_bytes())
    expected = {**json.loads((GOLDEN / f"{name}.expected.json").read_bytes()), **changes}
    (folder / f"{name}.expected.json").write_text(json.dumps(expected))
    return [one.what for one in run(Ward(knowledge()), folder, name)]


def test_there_are_golden_cases() -> None:
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_case_is_planned_as_calculated_by_hand(name: str) -> None:
    assert run(Ward(knowledge()), GOLDEN, name) == ()


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("bsa_m2", "0.6"),
        ("age", {"years": 3}),
        ("doses", []),
        ("findings", ["no_such_code"]),
        ("tasks", ["no_such_code"]),
        ("options", {"hlh-94": "no_such_stance"}),
        ("criteria", {"hlh_2004": {"state": "no_such_state"}}),
        ("unheard_of", 1),
    ],
)
def test_whatever_is_expected_otherwise_is_a_difference(tmp_path: Path, what: str, value: Any) -> None:
    assert differences(tmp_path, "TV04", **{what: value}) == [what]


def test_what_must_be_absent_is_looked_for(tmp_path: Path) -> None:
    (code, *_) = json.loads((GOLDEN / "TV04.expected.json").read_bytes())["findings"]
    assert differences(tmp_path, "TV04", absent=[code]) == ["absent"]


def test_a_golden_case_that_can_no_longer_be_read_is_a_difference(tmp_path: Path) -> None:
    (tmp_path / "a.case.json").write_text("{}")
    (tmp_path / "a.expected.json").write_text("{}")
    (found,) = run(Ward(knowledge()), tmp_path, "a")
    assert found == Difference("a", "problems", "[]", ", ".join(["schema", *["needed"] * 4]))
