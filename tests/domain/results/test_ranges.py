"""Reference ranges: the report's own wins; the defaults by age and sex as in the clinical reference, table 2.2."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.results.ranges import Range, default_range, range_for
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.domain.results.values import Reported
from tests.builders import knowledge

RANGES = knowledge().reference_ranges
ON = date(2026, 11, 22)


def born_before(*, years: int = 0, months: int = 0, days: int = 0) -> date:
    whole = 12 * years + months
    year, month = divmod(12 * ON.year + ON.month - 1 - whole, 12)
    return ON.replace(year=year, month=month + 1) - timedelta(days=days)


def of(analyte: str, unit: str, sex: Any = "female", **age: int) -> Range | None:
    return default_range(analyte, unit, Child(born_before(**age), sex), ON, RANGES)


def ends(analyte: str, unit: str, sex: Any = "female", **age: int) -> tuple[str | None, str | None]:
    found = of(analyte, unit, sex, **age)
    assert found is not None
    assert found.of == "default"
    assert found.cites
    low, high = (None if end is None else str(end) for end in (found.low, found.upper))
    return low, high


@pytest.mark.parametrize(
    ("analyte", "unit", "age", "expected"),
    [
        ("hb", "g/L", {"days": 27}, ("134", "199")),
        ("hb", "g/L", {"months": 1}, ("107", "171")),
        ("hb", "g/L", {"months": 2}, ("90", "141")),
        ("hb", "g/L", {"months": 3}, ("95", "141")),
        ("hb", "g/L", {"months": 6}, ("113", "141")),
        ("hb", "g/L", {"years": 1}, ("110", "140")),
        ("hb", "g/L", {"years": 5, "months": 11}, ("110", "140")),
        ("hb", "g/L", {"years": 6}, ("115", "155")),
        ("hb", "g/L", {"years": 12}, ("120", "160")),
        ("wbc", "10*9/L", {"years": 3}, ("5.5", "15.5")),
        ("wbc", "10*9/L", {"years": 4}, ("4.5", "13.5")),
        ("anc", "10*9/L", {"years": 2}, ("1.5", "8.5")),
        ("plt", "10*9/L", {"years": 2}, ("150", "450")),
        ("plt", "10*9/L", {"days": 3}, ("150", "400")),
        ("ferritin", "ug/L", {"days": 10}, ("25", "600")),
        ("ferritin", "ug/L", {"months": 5}, ("50", "200")),
        ("ferritin", "ug/L", {"years": 2}, ("7", "140")),
        ("crea", "umol/L", {"years": 2}, ("25", "60")),
        ("crea", "mg/dL", {"years": 2}, ("0.3", "0.7")),
        ("crea", "umol/L", {"days": 10}, ("0.3", "1.0")),
        ("ast", "U/L", {"days": 10}, ("47", "150")),
        ("ast", "U/L", {"days": 11}, ("9", "80")),
        ("ast", "U/L", {"years": 2}, (None, "60")),
        ("bili_t", "umol/L", {"months": 1}, (None, "20")),
        ("bili_c", "umol/L", {"days": 3}, (None, "10")),
        ("ldh", "U/L", {"days": 4}, ("290", "775")),
        ("ldh", "U/L", {"days": 5}, ("545", "2000")),
        ("tg", "mmol/L", {"years": 9}, (None, "0.85")),
        ("tg", "mmol/L", {"years": 10}, (None, "1.02")),
        ("fibrinogen", "g/L", {"years": 2}, ("1.7", "4.0")),
        ("aptt", "s", {"years": 2}, ("28.2", "46.0")),
        ("aptt", "s", {"months": 11}, (None, "55")),
        ("scd25", "U/mL", {"years": 2}, ("398", "1940")),
        ("scd25", "U/mL", {"years": 3}, ("144", "1329")),
        ("scd25", "U/mL", {"years": 8}, ("137", "838")),
        ("csf_wbc", "/uL", {"months": 2}, (None, "9")),
    ],
)  # fmt: skip
def test_the_default_of_an_age(
    analyte: str, unit: str, age: dict[str, int], expected: tuple[str | None, str | None]
) -> None:
    assert ends(analyte, unit, **age) == expected


def test_a_range_by_sex_is_the_wider_of_both_while_the_sex_is_unknown() -> None:
    assert ends("hb", "g/L", "female", years=14) == ("120", "160")
    assert ends("hb", "g/L", "male", years=14) == ("130", "170")
    assert ends("hb", "g/L", None, years=14) == ("120", "170")
    assert ends("alt", "U/L", None, years=13) == ("10", "55")


@pytest.mark.parametrize(
    ("analyte", "unit", "age"),
    [
        ("bili_t", "umol/L", {"days": 3}), ("ferritin", "ug/L", {"years": 16}), ("pt", "s", {"years": 5}),
        ("scd25_mass", "pg/mL", {"years": 2}), ("ddimer", "mg/L{FEU}", {"years": 2}), ("ebv", "IU/mL", {"years": 2}),
        ("csa", "ug/L", {"years": 2}), ("nk", "LU10", {"years": 2}),
    ],
)  # fmt: skip
def test_where_nothing_is_to_be_flagged_there_is_no_range(analyte: str, unit: str, age: dict[str, int]) -> None:
    assert of(analyte, unit, **age) is None


def test_nothing_is_said_of_a_day_before_birth() -> None:
    assert default_range("hb", "g/L", Child(ON + timedelta(days=1)), ON, RANGES) is None


def test_the_range_on_the_report_wins_over_the_default() -> None:
    who = Child(born_before(years=2))
    own = Reported("hb", "g/L", Decimal(108), low=Decimal(105), high=Decimal(135))
    found = range_for(own, "g/L", who, ON, RANGES)
    assert found == Range("g/L", "laboratory", Decimal(105), Decimal(135))
    in_words = range_for(Reported("nk", "LU10", Decimal(3), range_text="> 16"), "LU10", who, ON, RANGES)
    assert in_words == Range("LU10", "laboratory", text="> 16")
    none = range_for(Reported("hb", "g/L", Decimal(108)), "g/L", who, ON, RANGES)
    assert none is not None
    assert none.of == "default"
