"""A draft: what was typed is kept as typed; what is read of it leaves out what says nothing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.draft import Draft, begin, path_steps, tidy, value_at

NOW = datetime(2026, 11, 22, 0, 30, tzinfo=ZoneInfo("Europe/Paris"))
CASE: dict[str, Any] = {"patient": {"mrn": "T1"}, "labs": [{"value": "13,5"}]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


def test_a_new_draft_begins_today_in_ward_time() -> None:
    draft = begin("Europe/Paris", NOW)
    assert draft.case["day_one"] == "2026-11-22"
    assert draft.case["time_zone"] == "Europe/Paris"
    assert draft.case["patient"] == {}
    assert "regimen" not in draft.case


def test_a_draft_comes_back_from_the_record_as_it_was() -> None:
    draft = Draft(CASE).with_reason("kidney.unknown", "on its way").with_again("labs[0].value", "13,5").at_step(5)
    assert Draft.from_body(json.loads(json.dumps(draft.to_body()))) == draft


@given(st.dictionaries(st.sampled_from(["case", "reasons", "again", "step", "x"]), JSON))
def test_a_draft_always_opens(body: dict[str, Any]) -> None:
    draft = Draft.from_body(body)
    assert 1 <= draft.step <= 7
    assert all(isinstance(text, str) for text in (*draft.reasons.values(), *draft.again.values()))


def test_an_empty_reason_takes_it_back() -> None:
    assert Draft(CASE, {"a": "b"}).with_reason("a", " ").reasons == {}
    assert Draft(CASE, again={"a": "1"}).with_again("a", "").again == {}


@pytest.mark.parametrize(("step", "kept"), [(0, 1), (1, 1), (7, 7), (8, 7)])
def test_a_step_is_one_of_seven(step: int, kept: int) -> None:
    assert Draft(CASE).at_step(step).step == kept


def test_empty_texts_and_silent_rows_are_no_part_of_the_case() -> None:
    found = tidy(
        {
            "patient": {"mrn": " T1 ", "given_name": "", "allergies": ["", "latex"]},
            "measurements": [{"on": "2026-11-21", "weight_kg": " ", "height_cm": None}, {"weight_kg": "13.5"}],
            "labs": [{"analyte": "crea", "unit": "umol/L", "value": ""}, {"analyte": "plt", "value": "28"}],
            "regimen": {},
        }
    )
    assert found.case == {
        "patient": {"mrn": "T1", "allergies": ["latex"]},
        "measurements": [{"weight_kg": "13.5"}],
        "labs": [{"analyte": "plt", "value": "28"}],
    }


def test_what_is_wrong_stays_where_it_is() -> None:
    assert tidy({"labs": [{"value": "13,5"}, None, 5], "regimen": "x"}).case == {
        "labs": [{"value": "13,5"}, None, 5],
        "regimen": "x",
    }


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("labs[0].value", "labs[1].value"),
        ("labs[1].value", "labs[3].value"),
        ("labs", "labs"),
        ("patient.mrn", "patient.mrn"),
        ("patient.allergies[0]", "patient.allergies[1]"),
        ("measurements[0].on", "measurements[0].on"),
    ],
)
def test_a_place_leads_back_to_what_was_typed(path: str, before: str) -> None:
    silent, told = {"value": ""}, {"value": "1"}
    found = tidy({"labs": [silent, told, silent, told], "patient": {"allergies": ["", "latex"]}})
    assert found.before(path) == before


@given(JSON)
def test_anything_can_be_tidied_and_nothing_is_changed_by_it(found: Any) -> None:
    text = json.dumps(found)
    tidy(found)
    assert json.dumps(found) == text


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_what_was_tidied_is_tidy(found: dict[str, Any]) -> None:
    once = tidy(found).case
    assert tidy(once).case == once


@pytest.mark.parametrize(
    ("path", "value"),
    [("patient.mrn", "T1"), ("labs[0].value", "13,5"), ("labs[1]", None), ("labs.value", None), ("patient[0]", None)],
)
def test_a_value_is_found_by_its_path(path: str, value: str | None) -> None:
    assert value_at(CASE, path) == value


def test_a_path_has_its_steps() -> None:
    assert list(path_steps("regimen.lines[2].factor")) == ["regimen", "lines", 2, "factor"]
