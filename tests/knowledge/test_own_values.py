"""resources/own_values.toml: a list that would let a ward set a dose, a wall or what is not there is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.approval.own_values import OwnRule
from hlh_desktop.knowledge.own_values import unsound_own_values
from tests.builders import knowledge

USUAL: dict[str, Any] = {
    "title": {"en": "A number"}, "kind": "decimal", "least": Decimal(1), "most": Decimal(14), "cites": ("APP APP",),
}  # fmt: skip


def wrong(path: str, **parts: Any) -> str:
    """What is said of a list with this entry; empty where it is sound."""
    rule = OwnRule(**{**USUAL, **parts})
    found = dict(unsound_own_values(replace(knowledge(), own_values={path: rule})))
    return found.get(f"own_values.values.{path}", "")


def test_the_file_itself_is_sound() -> None:
    assert not list(unsound_own_values(knowledge()))


@pytest.mark.parametrize(
    ("path", "parts", "said"),
    [
        ("alerts.weight_stale.numbers.days", {}, ""),
        ("protocols.hlh-94.last_week", {}, "expected a number below"),
        ("formulary.etoposide.step", {}, "expected a number below"),
        ("renal.reduce_from", {}, "expected a number below"),
        ("settings.result_days", {}, "expected a number below"),
        ("giving.gates.weight_old.numbers.days", {}, "expected a number below"),
        ("alerts.cumulative_etoposide_at_3000.numbers.mg_per_m2", {"most": Decimal(9000)}, "a critical limit"),
        ("alerts.under_10_kg_rule_needed.numbers.weight_kg", {}, "a critical limit"),
        ("result_alerts.rules.sodium_very_low.limits.sodium.values.mmol/L", {"most": Decimal(135)}, "a critical limit"),
        ("result_alerts.days", {}, "expected a number below"),
        ("response.definitions.partial_response.need", {}, "expected a number below"),
        ("response.items.platelets_100.limit.values.10*9/L", {"most": Decimal(200)}, "expected a number below"),
        ("alerts.weight_stale.numbers.day", {}, "no number stands there"),
        ("alerts.weight_stale.level", {}, "no number stands there"),
        ("tasks.*.nothing", {}, "no number stands there"),
        ("alerts.weight_stale.numbers.days", {"most": Decimal(5)}, "the shipped value"),
        ("alerts.weight_stale.numbers.days", {"kind": "time", "least": None, "most": None}, "the shipped value"),
        ("alerts.weight_stale.numbers.days", {"most": None}, "both ends"),
        ("settings.clock.etoposide", {"kind": "times"}, "both ends"),
        ("alerts.weight_stale.numbers.days", {"least": Decimal(14), "most": Decimal(14)}, "the ends must rise"),
    ],
)
def test_each_entry_that_must_not_be_is_told_with_its_reason(path: str, parts: dict[str, Any], said: str) -> None:
    found = wrong(path, **parts)
    assert (said in found) if said else not found


PUNCTURE = "alerts.lumbar_puncture_unsafe.limits.platelets.values.10*9/L"


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ("result_alerts.rules.lumbar_puncture_unsafe.limits.platelets.values.10*9/L", ""),
        ("result_alerts.rules.platelets_low_bleeding.limits.platelets.values.10*9/L", "the same number"),
        ("alerts.cumulative_etoposide_at_3000.numbers.mg_per_m2", "the same number"),
        ("formulary.etoposide.step", "the same number"),
    ],
)
def test_a_number_that_stands_at_two_places_is_set_at_both_and_at_no_other(also: str, said: str) -> None:
    found = wrong(PUNCTURE, most=Decimal(100), also=(also,))
    assert (said in found) if said else not found


def test_no_wall_is_set_together_with_a_number_of_its_own() -> None:
    known = knowledge()
    rules = known.result_alerts.rules
    critical = rules["lumbar_puncture_unsafe"].model_copy(update={"level": "critical"})
    watched = known.result_alerts.model_copy(update={"rules": {**rules, "lumbar_puncture_unsafe": critical}})
    told = [reason for _, reason in unsound_own_values(replace(known, result_alerts=watched))]
    assert told == ["a critical limit and a refusal stay as they are shipped"] * 3


def test_every_threshold_of_transfusion_and_of_a_puncture_is_local_policy_and_may_be_set() -> None:
    known = knowledge()
    wanted = {
        f"alerts.{code}.limits.{name}.values.{unit}"
        for code in ("transfusion_thresholds", "lumbar_puncture_unsafe")
        for name, limit in known.alerts[code].limits.items()
        for unit in limit.values
    }
    assert len(wanted) == 10
    assert wanted | {"alerts.transfusion_thresholds.numbers.days"} <= set(known.own_values)
