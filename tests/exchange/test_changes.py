"""Changes that name single doses of a day in a case file: an optional addition, without which a file reads the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hlh_desktop.exchange import frozen
from hlh_desktop.exchange.case_file import read_case
from hlh_desktop.exchange.case_text import case_object
from tests.builders import case_data, knowledge, plan, read, regimen

OMITTED = {"line": "cotrimoxazole", "day": 1, "do": "omit", "reason": "rash"}


def case(**more: Any) -> dict[str, Any]:
    return case_data(regimen=regimen("cotrimoxazole", "dexamethasone", changes=[{**OMITTED, **more}]))


def problems(**more: Any) -> list[tuple[str, str]]:
    wording = knowledge().wording
    found = read_case(json.dumps(case(**more)).encode(), knowledge()).problems
    return [(one.field, wording.say(f"problem.{one.code}", **one.values)) for one in found]


def test_a_file_that_names_no_dose_reads_as_before_and_null_is_absent() -> None:
    assert plan(case(time=None, reach=None)).orders == plan(case()).orders
    assert "time" not in case_object(read(case()))["regimen"]["changes"][0]


@pytest.mark.parametrize("reach", [None, "dose", "day", "onward"])
def test_a_named_dose_is_written_and_frozen_as_it_was_read(reach: str | None) -> None:
    data = case(time="20:00", **({} if reach is None else {"reach": reach}))
    assert case_object(read(data))["regimen"] == {**data["regimen"], "lines": data["regimen"]["lines"]}
    made = plan(data)
    assert frozen.read(frozen.write(made)) == made


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"time": "8:00"}, "time", "expected a time such as"),
        ({"time": "20:00", "reach": "week"}, "reach", "expected one of dose, day or onward"),
        ({"reach": "dose"}, "time", "expected"),
        (
            {"do": "move", "to": "2026-11-22T22:00", "time": "20:00", "reach": "onward"},
            "reach", "expected one of dose, day",
        ),
        ({"hour": "20:00"}, "hour", "expected"),
    ],
)  # fmt: skip
def test_what_names_doses_wrongly_is_told_at_its_field(wrong: dict[str, str], field: str, said: str) -> None:
    ((path, words),) = problems(**wrong)
    assert path == f"regimen.changes[0].{field}"
    assert words.startswith(said)
