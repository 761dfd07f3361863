"""A child whose sex is not known: of a girl's and a boy's finding the milder one, by numbers worked out for each."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.growth import Implausible, Measure, judge
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.growth.tables import Sex

BORN = date(2024, 6, 22)
TWO_YEARS = 740


def found(code: str, sex: Sex | None, kg: str, days: int = TWO_YEARS, weeks: int | None = None) -> Implausible:
    measure = Measure(sex, BORN, weeks, BORN + timedelta(days), Decimal(kg), None)
    (one,) = (one for one in judge(measure, knowledge().growth) if one.code == code)
    return one


@pytest.mark.parametrize(("code", "kg", "milder"), [
    # A girl weighs less than a boy: too heavy is milder in the boy, too light in the girl.
    ("weight_z_high", "21.9", "male"), ("weight_z_low", "7.5", "female"),
])  # fmt: skip
def test_of_two_findings_of_one_severity_the_one_that_goes_less_far_is_told(code: str, kg: str, milder: Sex) -> None:
    girl, boy, unknown = (found(code, sex, kg) for sex in ("female", "male", None))
    assert girl.severity == boy.severity == unknown.severity == "soft"
    assert (unknown.value, unknown.limit) == ({"female": girl, "male": boy}[milder].value, girl.limit)
    assert (unknown.low, unknown.high) == (girl.low, boy.high)


def test_a_slip_that_would_explain_a_girls_weight_and_not_a_boys_is_not_asked_about() -> None:
    """21.9 lb are 9.93 kg: usual in girls from 9.91 kg on, in boys from 10.29 kg on."""
    girl, boy, unknown = (found("weight_z_high", sex, "21.9") for sex in ("female", "male", None))
    assert (girl.low, boy.low) == (Decimal("9.91"), Decimal("10.29"))
    assert (girl.hint, boy.hint, unknown.hint) == ("pounds", None, None)
    assert found("weight_z_high", None, "28").hint == "pounds"


def test_before_term_no_lower_end_is_told_for_either_sex() -> None:
    girl, boy, unknown = (found("weight_z_high", sex, "8.5", days=10, weeks=26) for sex in ("female", "male", None))
    assert girl.low is boy.low is unknown.low is None
    assert girl.high is not None
    assert boy.high is not None
    assert unknown.high == max(girl.high, boy.high)
