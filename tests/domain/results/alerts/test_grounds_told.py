"""What an alert says and rests on: its sentence with the limit in the unit of the result, each ground and its side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.results.alerts.engine import find
from hlh_desktop.domain.results.alerts.watch import watch
from tests.builders import knowledge
from tests.domain.results.demo import BORN, at, result, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.results.alerts.engine import Found
    from hlh_desktop.domain.results.alerts.values import Alert
    from hlh_desktop.domain.results.values import LabResult

# A reader sees the day and the clock time of it; the moment itself is told whole.
MORNING = "2026-11-23T07:20+01:00"


def found(*results: LabResult, day: float = 1, known: Any = None, **more: Any) -> Found:
    return find(watch(seen(list(results), day), known or knowledge(), BORN, "male", **more))


def alert(code: str, *results: LabResult, **more: Any) -> Alert:
    (one,) = [one for one in found(*results, **more).alerts if one.code == code]
    return one


def rested(one: Alert) -> list[tuple[str, str, bool]]:
    """What it rests on: analyte, value in the canonical unit, whether lower is worse."""
    return [(ground.analyte, f"{ground.value:f}", ground.falls) for ground in one.grounds if ground.value is not None]


def with_limit(code: str, name: str, limit: Limit) -> Any:
    """The knowledge with another limit of one alert."""
    alerts = knowledge().result_alerts
    rule = alerts.rules[code].model_copy(update={"limits": {name: limit}})
    return replace(knowledge(), result_alerts=alerts.model_copy(update={"rules": {**alerts.rules, code: rule}}))


def missing(code: str, *results: LabResult, **more: Any) -> tuple[str, ...] | None:
    return {one.code: one.missing for one in found(*results, **more).not_assessed}.get(code)


# --- one result beyond one limit


def test_a_value_stands_with_its_name_its_unit_its_moment_and_its_limit() -> None:
    assert alert("platelets_very_low", result("plt", "9", 1)).text == (
        f"Platelets 9 10*9/L ({MORNING}), below 10 10*9/L."
    )
    beyond = alert("platelets_very_low", result("plt", "<10", 1))
    assert beyond.text == f"Platelets <10 10*9/L ({MORNING}), below 10 10*9/L."


def test_the_moment_is_told_in_ward_time() -> None:
    one = result("na", "124", moment=at(1).astimezone(UTC))
    assert alert("sodium_very_low", one).text.startswith(f"Sodium 124 mmol/L ({MORNING}), below 125 mmol/L.")


def test_a_result_in_a_unit_that_the_limit_does_not_name_is_told_with_the_first_unit_of_the_limit() -> None:
    one = alert("fibrinogen_very_low", result("fibrinogen", "99", 1, unit="mg/dL"))
    assert one.text == f"Fibrinogen 99 mg/dL ({MORNING}), below 1 g/L."
    assert rested(one) == [("fibrinogen", "0.99", True)]


@pytest.mark.parametrize(("value", "unit", "told"), [("99", "mg/dL", "100 mg/dL"), ("0.99", "g/L", "1 g/L")])
def test_a_limit_of_two_units_is_told_in_the_one_that_was_reported(value: str, unit: str, told: str) -> None:
    limit = Limit(analyte="fibrinogen", op="<", values={"g/L": Decimal("1.0"), "mg/dL": Decimal(100)})
    known = with_limit("fibrinogen_very_low", "fibrinogen", limit)
    one = alert("fibrinogen_very_low", result("fibrinogen", value, 1, unit=unit), known=known)
    assert one.text == f"Fibrinogen {value} {unit} ({MORNING}), below {told}."


def test_a_limit_from_above_rests_on_a_value_that_is_worse_where_it_is_higher() -> None:
    limit = Limit(analyte="crp", op=">=", values={"mg/L": Decimal(100)})
    known = with_limit("sodium_very_low", "sodium", limit)
    one = alert("sodium_very_low", result("crp", "100", 1), known=known)
    assert rested(one) == [("crp", "100", False)]
    assert one.text.startswith("CRP 100 mg/L"), "without a word of its own it has the name of the catalogue"


def test_bleeding_is_not_asked_for_where_platelets_are_not_few() -> None:
    assert missing("platelets_low_bleeding", result("plt", "30", 1)) is None
    assert missing("platelets_low_bleeding", bleeding=True) == ("platelets",)
    assert missing("platelets_low_bleeding", bleeding=False) is None
    one = alert("platelets_low_bleeding", result("plt", "29", 1), bleeding=True)
    assert one.text.startswith(f"Platelets 29 10*9/L ({MORNING}), below 30 10*9/L, and the child bleeds")


# --- fever with neutropenia


def test_fever_with_neutropenia_tells_both_and_rests_on_both() -> None:
    one = alert("fever_with_neutropenia", result("temp", "38.4", 1), result("anc", "0.3", 1))
    assert one.text.startswith(f"Temperature 38.4 Cel ({MORNING}) with neutrophils 0.3 10*9/L ({MORNING}): cultures")
    assert rested(one) == [("temp", "38.4", False), ("anc", "0.3", True)]


def test_the_highest_temperature_is_found_across_units_and_of_two_alike_the_later_is_named() -> None:
    count = result("anc", "0.3", 1)
    mixed = (result("temp", "102.2", 0.9, unit="[degF]"), result("temp", "38.6", 1), count)
    assert rested(alert("fever_with_neutropenia", *mixed)) == [("temp", "39.0", False), ("anc", "0.3", True)]
    alike = (result("temp", "38.6", 0.5), result("temp", "38.6", 0.9), count)
    assert alert("fever_with_neutropenia", *alike).grounds[0].result.at == at(0.9)


@pytest.mark.parametrize(
    ("warm", "counted", "raised"),
    [((0, 8, 20), (-2, 8, 20), True), ((0, 8, 19), (-2, 8, 20), False), ((0, 8, 20), (-2, 8, 19), False)],
)
def test_a_temperature_counts_for_24_hours_and_a_count_for_72(
    warm: tuple[int, int, int], counted: tuple[int, int, int], raised: bool
) -> None:
    """The moment is 08:20 of the day after day one."""
    rows = (result("temp", "39", moment=at(*warm)), result("anc", "0.2", moment=at(*counted)))
    assert ("fever_with_neutropenia" in [one.code for one in found(*rows).alerts]) is raised


def test_of_fever_with_neutropenia_only_what_could_still_decide_is_missing() -> None:
    assert missing("fever_with_neutropenia") == ("temperature", "neutrophils")
    assert missing("fever_with_neutropenia", result("temp", "39", 1)) == ("neutrophils",)
    assert missing("fever_with_neutropenia", result("temp", "39", 1), result("anc", "<0.6", 1)) == ("neutrophils",)
    assert missing("fever_with_neutropenia", result("temp", "37", 1)) is None


# --- worsening markers

MARKERS = ("ferritin", "plt", "fibrinogen", "ast", "bili_t", "aptt", "crea", "na")


def steady(*without: str) -> list[LabResult]:
    """Each marker twice with the same value, a day apart."""
    return [result(name, "100", day) for name in MARKERS if name not in without for day in (0, 1)]


def test_worse_markers_are_counted_and_named_and_each_has_its_side() -> None:
    rows = [*steady("ferritin", "plt"), *(result("ferritin", value, day) for value, day in (("1000", 0), ("1500", 1)))]
    rows += [result("plt", "100", 0), result("plt", "80", 1)]
    one = alert("worsening_markers", *rows)
    assert one.text.startswith("2 markers are worse within 24 hours: ferritin, platelets. A physician")
    assert rested(one) == [("ferritin", "1500", False), ("plt", "80", True)]
    assert one.about == ""


def test_one_marker_not_known_matters_only_beside_one_that_is_worse() -> None:
    worse = [result("plt", "100", 0), result("plt", "80", 1)]
    assert missing("worsening_markers", *steady("ferritin", "plt"), *worse) == ("ferritin",)
    assert missing("worsening_markers", *steady("ferritin")) is None
    assert missing("worsening_markers", *steady("plt"), *worse) is None


# --- risk signs


def test_a_second_new_sign_is_told_as_new_with_what_was_not_assessed() -> None:
    """Sodium stood low already; AST above its line is new. The other five were not measured."""
    rows = [result("na", "130", 0), result("na", "131", 1), result("ast", "200", 1)]
    one = alert("risk_signs", *rows)
    assert one.text.startswith("A second one is new: 2 present of 2 assessed (sodium, AST); 5 not assessed. Review")
    assert rested(one) == [("na", "131", True), ("ast", "200", False)]


def test_a_sign_by_two_limits_rests_on_the_result_that_is_beyond_its_own() -> None:
    beyond = [result("fibrinogen", "0.9", 1), result("inr", "1.0", 1)]
    assert rested(alert("risk_signs", *beyond)) == [("fibrinogen", "0.9", True)]


# --- before a puncture


def test_before_a_puncture_all_that_is_beyond_is_told_and_then_what_is_not_known() -> None:
    one = alert("lumbar_puncture_unsafe", result("plt", "49", 1), result("inr", "1.6", 1), puncture=True)
    assert one.text.startswith(
        f"One is planned or to be decided today; platelets 49 10*9/L ({MORNING}), INR 1.6 {{INR}} ({MORNING}), "
        "not known today: fibrinogen. Imaging"
    )
    assert rested(one) == [("plt", "49", True), ("inr", "1.6", False)]
    assert one.about == "2026-11-23"


def test_a_value_that_proves_nothing_is_not_known_before_a_puncture() -> None:
    rows = (result("plt", "<60", 1), result("inr", "1.0", 1), result("fibrinogen", "2.0", 1))
    one = alert("lumbar_puncture_unsafe", *rows, puncture=True)
    assert "today; not known today: platelets. Imaging" in one.text
    assert rested(one) == []


@pytest.mark.parametrize(("minute", "known"), [(20, True), (19, False)])
def test_a_value_counts_for_a_puncture_for_24_hours(minute: int, known: bool) -> None:
    rows = (result("plt", "49", moment=at(0, 8, minute)), result("inr", "1.0", 1), result("fibrinogen", "2.0", 1))
    assert ("platelets 49" in alert("lumbar_puncture_unsafe", *rows, puncture=True).text) is known
