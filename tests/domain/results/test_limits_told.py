"""What a refusal of a result or a sample tells: which result, which unit, which limits, which moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.results.limits import Bounds, refuse, refused
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.trouble import Trouble
from tests.builders import knowledge

NOW = datetime(2026, 11, 29, 7, 20, tzinfo=ZoneInfo("Europe/Paris"))
BOUNDS = Bounds(date(2026, 11, 20), NOW, timedelta(minutes=5))
CATALOGUE = knowledge().catalogue
SODIUM = Reported("na", "mmol/L", Decimal(136))


def told(reported: Reported) -> tuple[str, dict[str, Any]] | None:
    """A refusal with plain spaces."""
    found = refused(reported, CATALOGUE)
    if found is None:
        return None
    return found[0], {name: text.replace("\N{NO-BREAK SPACE}", " ") for name, text in found[1].items()}


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        (Reported("own:x", "g/L", Decimal(1)), ("result_analyte", {"name": "own:x"})),
        (Reported("na", "mmol/L"), ("result_empty", {"name": "Sodium"})),
        (replace(SODIUM, unit="g/L"), ("result_unit", {"name": "Sodium", "unit": "g/L", "units": "mmol/L, mEq/L"})),
        (replace(SODIUM, unit=""), ("result_unit", {"name": "Sodium", "unit": "", "units": "mmol/L, mEq/L"})),
        (Reported("crea", "g", Decimal(1)),
         ("result_unit", {"name": "Creatinine", "unit": "g", "units": "micromol/L, mg/dL, mmol/L, mg/L"})),
        (replace(SODIUM, value=Decimal("NaN")), ("result_number", {"name": "Sodium"})),
    ],
)  # fmt: skip
def test_a_refusal_names_the_result_and_what_would_be_taken(
    reported: Reported, expected: tuple[str, dict[str, str]]
) -> None:
    assert told(reported) == expected


@pytest.mark.parametrize("part", ["value", "low", "high"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_none_of_its_three_numbers_may_be_no_number(part: str, number: str) -> None:
    found = told(replace(SODIUM, **{part: Decimal(number)}))
    assert found is not None
    assert found[0] == "result_number"


@pytest.mark.parametrize(
    ("value", "possible"), [("89.9", False), ("90", True), ("210", True), ("210.1", False)]
)  # fmt: skip
def test_both_ends_of_what_is_possible_are_possible(value: str, possible: bool) -> None:
    expected = {"name": "Sodium", "value": f"{value} mmol/L", "low": "90", "high": "210 mmol/L"}
    assert told(replace(SODIUM, value=Decimal(value))) == (None if possible else ("result_impossible", expected))


def test_the_limits_are_told_in_the_catalogue_s_unit_and_the_value_in_its_own() -> None:
    found = told(Reported("crea", "mg/dL", Decimal(34), ">="))
    assert found == (
        "result_impossible", {"name": "Creatinine", "value": ">=34 mg/dL", "low": "2", "high": "3,000 micromol/L"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reported", "refusal"),
    [
        (Reported("ebv", "", text="not detected"), None), (Reported("ebv", "IU/mL", text="not detected"), None),
        (Reported("ebv", "furlong", text="not detected"), "result_unit"),
        (Reported("na", "", status="pending"), None), (Reported("na", "", Decimal(1), status="pending"), "result_unit"),
        # Copies are kept as reported and never compared, so nothing of them is impossible.
        (Reported("ebv", "copies/mL", Decimal(10) ** 12), None),
    ],
)  # fmt: skip
def test_words_need_no_unit_and_may_not_have_a_wrong_one(reported: Reported, refusal: str | None) -> None:
    found = told(reported)
    assert (found and found[0]) == refusal


@pytest.mark.parametrize(
    ("at", "code"),
    [(NOW + timedelta(minutes=6), "result_future"), (NOW.replace(day=19, hour=23, minute=5), "result_before_birth")],
)
def test_a_misplaced_sample_is_told_by_its_moment_and_the_birth_date(at: datetime, code: str) -> None:
    with pytest.raises(Trouble) as caught:
        refuse(Sample(at, (SODIUM,)), CATALOGUE, BOUNDS)
    assert caught.value.code == code
    assert caught.value.values == {"at": at.strftime("%Y-%m-%d %H:%M"), "born": "2026-11-20"}


def test_a_moment_of_another_zone_is_held_against_now_as_the_same_instant() -> None:
    refuse(Sample((NOW + timedelta(minutes=5)).astimezone(UTC), (SODIUM,)), CATALOGUE, BOUNDS)


@pytest.mark.parametrize("part", ["laboratory", "specimen", "file"])
def test_what_the_sample_itself_is_called_must_be_text_too(part: str) -> None:
    with pytest.raises(Trouble) as caught:
        refuse(Sample(NOW, (SODIUM,), **{part: "a\0b"}), CATALOGUE, BOUNDS)
    assert caught.value.code == "result_text"


def test_the_values_of_a_refused_result_come_with_the_trouble() -> None:
    with pytest.raises(Trouble) as caught:
        refuse(Sample(NOW, (SODIUM, replace(SODIUM, unit="g/L"))), CATALOGUE, BOUNDS)
    assert caught.value.values == {"name": "Sodium", "unit": "g/L", "units": "mmol/L, mEq/L"}
