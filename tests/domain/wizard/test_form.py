"""The parameters of a line as a form asks for them: what stands there, what may, and when it is asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.parameters import choose
from hlh_desktop.domain.protocol import Parameter
from hlh_desktop.domain.wizard.form import parameter_fields, range_text
from hlh_desktop.domain.wizard.lines import ParameterField
from hlh_desktop.domain.wizard.words import Words
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.protocol import IntrathecalLine, Line

WORDS, PATH = Words(knowledge()), "regimen.lines[2]"


def rule(line: str) -> Line | IntrathecalLine:
    found = knowledge().line("hlh-94", line)
    assert found is not None
    return found


def fields(line: str, **typed: Any) -> dict[str, ParameterField]:
    chosen = choose(PATH, typed, rule(line).parameters)
    return {one.name: one for one in parameter_fields(rule(line), chosen, typed, PATH, WORDS)}


def test_a_number_is_asked_for_with_its_unit_its_range_and_its_default() -> None:
    assert fields("anakinra")["cap_mg_per_dose"] == ParameterField(
        name="cap_mg_per_dose",
        label="Cap of one dose",
        kind="decimal",
        unit="mg",
        range="above 0, at most 1000",
        choices=(),
        default="100",
        value="",
        required=False,
        nullable=True,
        active=True,
        path="regimen.lines[2].cap_mg_per_dose",
    )


def test_a_choice_is_asked_for_with_its_words_and_without_unit_or_range() -> None:
    route = fields("ciclosporin", route="intravenous")["route"]
    assert (route.kind, route.unit, route.range, route.default, route.value) == (
        "choice", "", "", "oral", "intravenous",
    )  # fmt: skip
    assert route.choices == (("oral", "oral"), ("intravenous", "intravenous"))
    label = fields("emapalumab")["label"]
    assert label.choices == (("primary", "label for primary HLH"), ("still", "label for Still disease"))
    assert (label.default, label.required, label.nullable) == ("", True, False)


def test_what_was_typed_stands_there_as_it_was_typed_also_where_it_is_wrong() -> None:
    typed = fields("anakinra", mg_per_kg_per_day="2,5", days=7, cap_mg_per_dose=None)
    assert (typed["mg_per_kg_per_day"].value, typed["days"].value, typed["cap_mg_per_dose"].value) == ("2,5", "7", "")
    assert (typed["days"].default, typed["doses_per_day"].value) == ("14", "")


def test_a_zero_is_a_value_and_not_nothing() -> None:
    assert fields("anakinra", days=0)["days"].value == "0"


@pytest.mark.parametrize(("typed", "asked"), [({}, False), ({"scheme": "hlh"}, False), ({"scheme": "mas"}, True)])
def test_dose_and_number_of_doses_are_asked_for_in_the_scheme_of_mas_alone(
    typed: dict[str, str], *, asked: bool
) -> None:
    found = fields("etoposide", **typed)
    assert {name: one.active for name, one in found.items()} == {
        "scheme": True, "rule": True, "factor": True, "reason": True, "mg_per_m2": asked, "doses": asked,
    }  # fmt: skip


@pytest.mark.parametrize(("line", "name", "unit"), [
    ("etoposide", "mg_per_m2", "mg/m²"), ("etoposide", "factor", ""), ("ivig", "total_g_per_kg", "g/kg in all"),
    ("alemtuzumab", "total_mg_per_kg", "mg/kg in all"), ("rituximab", "first_day", "course day"),
    ("anakinra", "mg_per_kg_per_day", "mg/kg per day"),
])  # fmt: skip
def test_each_dose_is_asked_for_in_its_own_unit(line: str, name: str, unit: str) -> None:
    assert fields(line)[name].unit == unit


@pytest.mark.parametrize(("bounds", "told"), [
    ({"at_least": "50", "at_most": "100"}, "50 to 100"), ({"above": "0", "at_most": "1"}, "above 0, at most 1"),
    ({"above": "0.5", "at_most": "1"}, "above 0.5, at most 1"), ({"at_least": "0.1", "at_most": "3"}, "0.1 to 3"),
    ({"at_most": "3"}, "0 to 3"), ({}, ""), ({"at_least": "1"}, ""),
])  # fmt: skip
def test_a_range_names_its_lower_end_as_part_of_it_or_as_outside_of_it(bounds: dict[str, str], told: str) -> None:
    limits = {name: Decimal(value) for name, value in bounds.items()}
    assert range_text(Parameter(kind="decimal", **limits), WORDS) == told  # type: ignore[arg-type]
