"""What options say where an answer is missing: unknown is not "no", and a fluid that nobody looked at is not normal."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case_data, plan

MAS = {"kind": "rheumatic"}
CMV = {"kind": "infection", "pathogen": "CMV"}


def option(name: str, etiology: dict[str, Any], **severity: str) -> tuple[str, str]:
    """The stance of an option and its reason."""
    made = plan(case_data(etiology=etiology, severity=severity))
    (one,) = (one for one in made.options if one.id == name)
    return one.stance, one.reason


@pytest.mark.parametrize("name", ["hlh-94", "hlh-2004", "etoposide_mas"])
def test_where_the_course_of_mas_is_not_recorded_the_option_asks_for_it(name: str) -> None:
    stance, reason = option(name, MAS, cns="none")
    assert stance == "advised_against"
    assert reason.startswith("The course is not recorded: say whether the child deteriorates.")
    assert "not recorded" not in option(name, MAS, cns="none", course="stable")[1]
    assert option(name, MAS, course="deteriorating")[0] == "offered"


@pytest.mark.parametrize("response", ["below_partial", "reactivated"])
def test_etoposide_at_the_lower_dose_is_an_option_of_mas_that_does_not_respond(response: str) -> None:
    """A regimen with more of it, DEP, stands in the same list."""
    assert option("etoposide_mas", MAS, course="stable", response=response)[0] == "offered"
    assert option("etoposide_mas", MAS, course="stable", response="partial")[0] == "advised_against"


def test_a_fluid_that_was_not_examined_is_not_called_normal() -> None:
    stance, reason = option("intrathecal", CMV, course="stable", cns="present", csf="not_done")
    assert (stance, "the fluid was not examined" in reason) == ("advised_against", True)
    assert "nor an abnormal fluid" in option("intrathecal", CMV, course="stable", cns="present", csf="normal")[1]
    assert "not examined" in option("intrathecal", CMV, course="stable", cns="none", csf="not_done")[1]
    assert option("intrathecal", CMV, cns="progressive", csf="not_done")[0] == "offered"
