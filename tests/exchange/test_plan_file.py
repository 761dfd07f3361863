"""hlh-plan/1: exactly the keys of the contract, decimals as text, moments with their offset, unknown as null."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.exchange.plan_file import to_json
from tests.builders import CASES, case_data, child, knowledge, lab, plan, regimen
from tests.exchange.contract import FULL

if TYPE_CHECKING:
    from collections.abc import Callable


def text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def decimal(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value) is not None


def surface(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]\.[0-9]{2}", value) is not None


def whole(value: Any) -> bool:
    return type(value) is int and value >= 0


def day(value: Any) -> bool:
    return date.fromisoformat(value).isoformat() == value


def moment(value: Any) -> bool:
    shaped = re.fullmatch(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}", value) is not None
    return shaped and datetime.fromisoformat(value).tzinfo is not None


def truth(value: Any) -> bool:
    return value is None or type(value) is bool


def probability(value: Any) -> bool:
    return value in ("<1", ">99") or decimal(value)


def one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


def maybe(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or check(value)


SAID = {"statements": [text], "sources": [text]}
HLH_2004 = (
    "fever", "splenomegaly", "cytopenias", "triglycerides_or_fibrinogen", "hemophagocytosis", "nk_activity", "ferritin",
    "scd25",
)  # fmt: skip
HLH_2024 = tuple(item for item in HLH_2004 if item != "nk_activity")


def criteria(*items: str) -> dict[str, Any]:
    state = one_of("fulfilled", "open", "not_fulfilled")
    return {"met": whole, "unknown": whole, "not_met": whole, "state": state, "items": dict.fromkeys(items, truth)}


PLAN: dict[str, Any] = {
    "schema": one_of("hlh-plan/1"),
    "knowledge_edition": text,
    "mrn": text,
    "day_one": day,
    "age": {"years": whole, "days": whole},
    "bsa_m2": surface,
    "bsa_haycock_m2": surface,
    "egfr": maybe(decimal),
    "criteria": {
        "hlh_2004": criteria(*HLH_2004),
        "hlh_2024": criteria(*HLH_2024),
        "hscore": {"low": whole, "high": whole, "probability_low": probability, "probability_high": probability},
        "mas_2016": {"state": one_of("met", "not_met", "unknown", "not_applicable")},
    },
    "options": [{"id": text, "stance": one_of("proposed", "offered", "advised_against"), "reason": text, **SAID}],
    "orders": [
        {
            "line": text,
            "drug": text,
            "route": one_of("intravenous", "oral", "subcutaneous", "intrathecal"),
            "administrations": [
                {"day": whole, "at": moment, "dose": decimal, "unit": one_of("mg", "g"), "working": text}
            ],
        }
    ],
    "cumulative_etoposide": {
        "planned_mg_per_m2": decimal, "first_above_2000": maybe(day), "first_at_3000": maybe(day),
    },
    "findings": [{"code": text, "level": one_of("info", "warning", "critical", "refuse"), "text": text, **SAID}],
    "tasks": [{"code": text, "due": moment, "text": text, "statements": [text]}],
}  # fmt: skip


def off_contract(value: Any, shape: Any, place: str = "plan") -> list[str]:
    """Every place of a plan that isn't as the contract says."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or list(value) != list(shape):
            return [f"{place}: {value!r:.200}"]
        return [found for key in shape for found in off_contract(value[key], shape[key], f"{place}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: {value!r:.200}"]
        return [found for n, one in enumerate(value) for found in off_contract(one, shape[0], f"{place}[{n}]")]
    return [] if shape(value) else [f"{place}: {value!r:.200}"]


# Every line of the contract with what it can't do without, and the other of its ways.
LINES: list[dict[str, Any] | str] = [
    "etoposide", {"line": "etoposide", "factor": "0.75", "reason": "eGFR 33.7"},
    {"line": "etoposide", "scheme": "mas", "mg_per_m2": "75", "doses": 8},
    "dexamethasone", {"line": "dexamethasone", "doses_per_day": 2, "route": "oral"},
    {"line": "ciclosporin", "mg_per_kg_per_day": "5", "route": "intravenous"},
    "intrathecal", {"line": "intrathecal", "first_day": 100, "doses": 1},
    "rituximab", {"line": "rituximab", "first_day": 366, "doses": 1},
    "ivig", {"line": "ivig", "days": 3, "total_g_per_kg": "2"},
    "methylprednisolone_pulse", {"line": "methylprednisolone_pulse", "days": 5},
    "methylprednisolone", {"line": "methylprednisolone", "first_day": 1, "days": 28},
    {"line": "anakinra", "mg_per_kg_per_day": "10", "doses_per_day": 3, "cap_mg_per_dose": None},
    "tocilizumab", {"line": "tocilizumab", "doses": 4},
    {"line": "emapalumab", "label": "primary"}, {"line": "emapalumab", "label": "still", "first_day": 3},
    "ruxolitinib", {"line": "ruxolitinib", "factor": "0.333", "reason": "fluconazole"},
    "alemtuzumab", {"line": "alemtuzumab", "days": 7, "total_mg_per_kg": "3"},
    {"line": "liposomal_amphotericin_b", "scheme": "infantum_21"},
    {"line": "liposomal_amphotericin_b", "scheme": "infantum_18"},
    "cotrimoxazole", {"line": "cotrimoxazole", "factor": "0.5", "reason": "renal"},
]  # fmt: skip


@pytest.mark.parametrize("last_week", [8, 40, 52])
@pytest.mark.parametrize("protocol", ["hlh-94", "hlh-2004", "none"])
def test_every_line_is_written_as_the_contract_says(protocol: str, last_week: int) -> None:
    for line in LINES:
        name = line if isinstance(line, str) else line["line"]
        late = name == "ciclosporin" and protocol == "hlh-94" and last_week == 8  # it starts in week 9
        case = case_data(regimen=regimen(line, protocol=protocol, last_week=last_week))
        made = json.loads(to_json(plan(case), knowledge()))
        assert off_contract(made, PLAN) == [], line
        assert {order["line"] for order in made["orders"]} == (set() if late else {name})


def test_every_line_together_is_written_as_the_contract_says() -> None:
    names = {line if isinstance(line, str) else line["line"]: line for line in LINES}
    case = case_data(regimen=regimen(*names.values(), protocol="hlh-2004", last_week=52))
    made = json.loads(to_json(plan(case), knowledge()))
    assert off_contract(made, PLAN) == []
    assert {order["line"] for order in made["orders"]} == set(names)
    intrathecal = [order["drug"] for order in made["orders"] if order["line"] == "intrathecal"]
    assert intrathecal == ["methotrexate", "prednisolone"]


CHILDREN = {
    "nothing known": case_data(),
    "the contract's own case": FULL,
    "a newborn": child("3.4", "50", "2026-11-20", regimen=regimen({"line": "etoposide", "rule": "mg_per_kg"})),
    "a girl of seventeen": child("58.25", "164.5", "2009-03-01", regimen=regimen("etoposide", "dexamethasone")),
    "kidneys that fail": case_data(labs=[lab("crea", "300", "umol/L")], regimen=regimen("etoposide", "cotrimoxazole")),
    "results without end": case_data(
        labs=[lab("ferritin", "20000", "ug/L", comparator=">"), lab("crea", "27", "umol/L")]
    ),
    "an earlier course": case_data(
        patient={"prior_etoposide_mg_per_m2": "2900.4"}, regimen=regimen("etoposide", last_week=52)
    ),
    "a ward that is half an hour off": case_data(time_zone="Asia/Kolkata", regimen=regimen("dexamethasone")),
    "a ward behind": case_data(time_zone="America/St_Johns", regimen=regimen("dexamethasone", last_week=52)),
}


@pytest.mark.parametrize("name", CHILDREN)
def test_every_child_is_written_as_the_contract_says(name: str) -> None:
    assert off_contract(json.loads(to_json(plan(CHILDREN[name]), knowledge())), PLAN) == []


@pytest.mark.parametrize("file", sorted((CASES / "golden").glob("*.case.json")), ids=lambda file: file.name)
def test_every_golden_case_is_written_as_the_contract_says(file: Any) -> None:
    assert off_contract(json.loads(to_json(plan(json.loads(file.read_bytes())), knowledge())), PLAN) == []


def test_a_clock_change_shows_in_the_offset_and_not_in_the_time() -> None:
    made = json.loads(to_json(plan(case_data(regimen=regimen("dexamethasone", last_week=52))), knowledge()))
    moments = [one["at"] for one in made["orders"][0]["administrations"]]
    assert {at[10:16] for at in moments} == {"T08:00"}
    assert {at[16:] for at in moments} == {"+01:00", "+02:00"}


def test_a_plan_is_one_line_or_indented() -> None:
    made = plan(case_data())
    assert "\n" not in to_json(made, knowledge())
    assert json.loads(to_json(made, knowledge(), indent=2)) == json.loads(to_json(made, knowledge()))


@pytest.mark.parametrize("number", ["1E+2", "1e2", ".5", "5.", "-1", "+1", "", "1,5", 5])
def test_the_check_of_decimals_can_fail(number: Any) -> None:
    assert not decimal(number)


def test_the_check_of_keys_can_fail() -> None:
    made = json.loads(to_json(plan(case_data()), knowledge()))
    assert off_contract({**made, "more": 1}, PLAN)
    assert off_contract({key: value for key, value in made.items() if key != "egfr"}, PLAN)
    assert off_contract({**made, "day_one": "2026-11-22", "bsa_m2": "0.6"}, PLAN) == ["plan.bsa_m2: '0.6'"]
