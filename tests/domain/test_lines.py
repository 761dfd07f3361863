"""Every line of the contract: its amount, days, route and defaults, as case-format's table of lines says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hlh_desktop.domain.lines import asked_lines, clock_of
from tests.builders import case_data, child, knowledge, plan, read, regimen

TEN = [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]
STILL = [1, 4, 7, 10, 13, 16, 19, 22, 26, 29, 33, 36, 40, 43, 47, 50, 54]
PULSES = [day + number for day in range(64, 281, 14) for number in range(3)]


def twice(first: int, last: int) -> list[int]:
    return [day for day in range(first, last + 1) for _ in range(2)]


def orders(*lines: dict[str, Any] | str, **more: Any) -> list[Any]:
    return list(plan(case_data(regimen=regimen(*lines, **more))).orders)


def days(*lines: dict[str, Any] | str, **more: Any) -> list[int]:
    (order,) = orders(*lines, **more)
    return [one.day for one in order.administrations]


def amounts(*lines: dict[str, Any] | str, **more: Any) -> list[str]:
    (order,) = orders(*lines, **more)
    return [str(one.dose.amount.amount) for one in order.administrations]


# --- days of each line: line, parameters, protocol, last week, days


@pytest.mark.parametrize(
    ("line", "more", "expected"),
    [
        ({"line": "etoposide"}, {}, TEN),
        ({"line": "etoposide"}, {"protocol": "hlh-2004"}, TEN),
        ({"line": "etoposide"}, {"last_week": 40}, [*TEN, *range(57, 281, 14)]),
        ({"line": "etoposide"}, {"last_week": 52}, [*TEN, *range(57, 365, 14)]),
        ({"line": "etoposide", "scheme": "mas", "mg_per_m2": "75"}, {}, [1, 8, 15, 22]),
        ({"line": "etoposide", "scheme": "mas", "mg_per_m2": "75", "doses": 1}, {}, [1]),
        ({"line": "dexamethasone"}, {}, [*range(1, 55), 56]),
        ({"line": "dexamethasone"}, {"last_week": 40}, [*range(1, 55), 56, *PULSES]),
        ({"line": "ciclosporin"}, {"last_week": 40}, twice(57, 280)),
        ({"line": "ciclosporin"}, {"protocol": "hlh-2004"}, twice(1, 56)),
        ({"line": "ciclosporin", "mg_per_kg_per_day": "4"}, {"protocol": "none", "last_week": 40}, twice(1, 280)),
        ({"line": "rituximab"}, {}, [1, 8, 15, 22]),
        ({"line": "rituximab", "first_day": 50, "doses": 2}, {}, [50, 57]),
        ({"line": "ivig"}, {}, [1, 2]),
        ({"line": "ivig", "first_day": 4, "days": 3}, {}, [4, 5, 6]),
        ({"line": "methylprednisolone_pulse"}, {}, [1, 2, 3]),
        ({"line": "methylprednisolone"}, {}, twice(4, 17)),
        ({"line": "anakinra", "mg_per_kg_per_day": "2"}, {}, list(range(1, 15))),
        ({"line": "anakinra", "mg_per_kg_per_day": "2", "first_day": 50}, {}, list(range(50, 64))),
        ({"line": "tocilizumab"}, {}, [1]),
        ({"line": "tocilizumab", "doses": 4}, {}, [1, 15, 29, 43]),
        ({"line": "emapalumab", "label": "still"}, {}, STILL),
        ({"line": "emapalumab", "label": "still", "first_day": 8}, {}, [day + 7 for day in STILL]),
        ({"line": "emapalumab", "label": "primary"}, {}, sorted([*range(1, 57, 7), *range(4, 57, 7)])),
        ({"line": "emapalumab", "label": "primary"}, {"last_week": 40}, sorted([*range(1, 281, 7), *range(4, 281, 7)])),
        ({"line": "ruxolitinib"}, {}, twice(1, 28)),
        ({"line": "alemtuzumab"}, {}, [1, 2, 3, 4]),
        ({"line": "liposomal_amphotericin_b", "scheme": "infantum_21"}, {}, [1, 2, 3, 4, 5, 14, 21]),
        ({"line": "liposomal_amphotericin_b", "scheme": "infantum_18"}, {}, [1, 2, 3, 4, 5, 10]),
        ({"line": "cotrimoxazole"}, {}, [7 * w + d for w in range(8) for d in (1, 1, 2, 2, 3, 3)]),
        ({"line": "cotrimoxazole"}, {"last_week": 52}, [7 * w + d for w in range(52) for d in (1, 1, 2, 2, 3, 3)]),
    ],
)  # fmt: skip
def test_a_line_falls_on_the_days_of_the_contract(
    line: dict[str, Any], more: dict[str, Any], expected: list[int]
) -> None:
    assert days(line, **more) == expected


@pytest.mark.parametrize(
    ("last_week", "doses"), [(8, 10), (40, 26), (52, 32)]
)  # fmt: skip
def test_etoposide_has_10_26_or_32_doses(last_week: int, doses: int) -> None:
    assert len(days("etoposide", last_week=last_week)) == doses


# --- defaults


@pytest.mark.parametrize(
    ("line", "protocol", "values"),
    [
        ({"line": "etoposide"}, "hlh-94", {"scheme": "hlh", "rule": "mg_per_m2", "factor": "1"}),
        ({"line": "etoposide", "scheme": "mas", "mg_per_m2": "50"}, "none", {"doses": 4, "mg_per_m2": "50"}),
        ({"line": "dexamethasone"}, "hlh-94", {"doses_per_day": 1, "route": "intravenous"}),
        ({"line": "ciclosporin"}, "hlh-94", {"mg_per_kg_per_day": "6", "route": "oral"}),
        ({"line": "ciclosporin"}, "hlh-2004", {"mg_per_kg_per_day": "6", "route": "oral"}),
        ({"line": "intrathecal"}, "hlh-94", {"first_day": 16, "doses": 4}),
        ({"line": "rituximab"}, "none", {"first_day": 1, "doses": 4}),
        ({"line": "ivig"}, "none", {"first_day": 1, "days": 2, "total_g_per_kg": "1.6"}),
        ({"line": "methylprednisolone_pulse"}, "none", {"first_day": 1, "days": 3}),
        ({"line": "methylprednisolone"}, "none", {"first_day": 4, "days": 14}),
        (
            {"line": "anakinra", "mg_per_kg_per_day": "2"}, "none",
            {"first_day": 1, "days": 14, "doses_per_day": 1, "cap_mg_per_dose": "100", "route": "subcutaneous"},
        ),
        ({"line": "tocilizumab"}, "none", {"first_day": 1, "doses": 1}),
        ({"line": "emapalumab", "label": "still"}, "none", {"first_day": 1}),
        ({"line": "ruxolitinib"}, "none", {"first_day": 1, "days": 28, "factor": "1"}),
        ({"line": "alemtuzumab"}, "none", {"first_day": 1, "days": 4, "total_mg_per_kg": "1"}),
        ({"line": "cotrimoxazole"}, "none", {"factor": "1"}),
    ],
)  # fmt: skip
def test_what_is_not_typed_has_the_default_of_the_contract(
    line: dict[str, Any], protocol: str, values: dict[str, Any]
) -> None:
    case = read(case_data(regimen=regimen(line, protocol=protocol)))
    (asked,) = asked_lines(case.regimen, knowledge())
    found = {name: asked.chosen.values[name] for name in values}
    assert {name: value if isinstance(value, int) else str(value) for name, value in found.items()} == values
    assert asked.chosen.typed == set(line) - {"line"}


def test_every_line_of_the_contract_can_be_ordered_under_every_protocol() -> None:
    fixed = {
        "etoposide", "dexamethasone", "ciclosporin", "intrathecal", "rituximab", "ivig", "methylprednisolone_pulse",
        "methylprednisolone", "anakinra", "tocilizumab", "emapalumab", "ruxolitinib", "alemtuzumab",
        "liposomal_amphotericin_b", "cotrimoxazole",
    }  # fmt: skip
    for protocol in ("hlh-94", "hlh-2004", "none"):
        assert fixed <= set(knowledge().lines(protocol))


# --- the protocols


def test_prednisolone_goes_with_methotrexate_under_hlh_2004_only() -> None:
    drugs = {
        protocol: [order.drug for order in orders("intrathecal", protocol=protocol)]
        for protocol in ("hlh-94", "hlh-2004", "none")
    }
    assert drugs == {"hlh-94": ["methotrexate"], "hlh-2004": ["methotrexate", "prednisolone"], "none": ["methotrexate"]}


def test_ciclosporin_is_halved_into_two_doses_of_the_day() -> None:
    assert set(amounts("ciclosporin", protocol="hlh-2004")) == {"41"}  # 6 x 13.5 / 2 = 40.5
    assert set(amounts({"line": "ciclosporin", "mg_per_kg_per_day": "1"}, protocol="none")) == {"7"}  # 6.75


def test_a_plan_has_its_lines_in_the_order_in_which_they_were_chosen() -> None:
    chosen = ["ivig", "etoposide", "dexamethasone"]
    assert [order.line for order in orders(*chosen)] == chosen


def test_no_regimen_orders_nothing() -> None:
    made = plan(case_data())
    assert (made.orders, made.ordered, list(asked_lines(None, knowledge()))) == ((), (), [])


# --- refusals before anything is dosed: a finding and no order, and the rest of the plan stands


@pytest.mark.parametrize(("kg", "ordered"), [("9.99", ["dexamethasone"]), ("10.0", ["etoposide", "dexamethasone"])])
def test_etoposide_under_10_kg_waits_for_a_rule(kg: str, ordered: list[str]) -> None:
    data = child(kg, "76", "2025-11-22", regimen=regimen("etoposide", "dexamethasone"))
    assert [order.line for order in plan(data).orders] == ordered


@pytest.mark.parametrize(("rule", "mg"), [("mg_per_m2", "69"), ("mg_per_kg", "50")])
def test_at_9_99_kg_either_rule_may_be_typed(rule: str, mg: str) -> None:
    # 9.99 kg and 76 cm are 0.46 m2: 150 x 0.46 = 69; 5 x 9.99 = 49.95.
    data = child("9.99", "76", "2025-11-22", regimen=regimen({"line": "etoposide", "rule": rule}))
    (order,) = plan(data).orders
    assert {str(one.dose.amount.amount) for one in order.administrations} == {mg}


@pytest.mark.parametrize(("born", "ordered"), [("2026-09-23", 0), ("2026-09-22", 1)])
def test_cotrimoxazole_waits_for_the_age_of_two_months(born: str, ordered: int) -> None:
    assert len(plan(child("4.2", "55", born, regimen=regimen("cotrimoxazole"))).orders) == ordered


# --- times and first moments belong to a line, and its first part


def test_a_first_moment_belongs_to_the_first_part_of_its_line() -> None:
    parts = [
        {"line": "anakinra", "part": "first", "days": 2, "mg_per_kg_per_day": "2"},
        {"line": "anakinra", "part": "second", "first_day": 3, "days": 2, "mg_per_kg_per_day": "4"},
    ]
    made = orders("etoposide", *parts, first_dose_at={"anakinra": "2026-11-22T16:00"})
    first = {order.part or order.line: order.administrations[0].at.isoformat() for order in made}
    assert first == {
        "etoposide": "2026-11-22T14:00:00+01:00",
        "first": "2026-11-22T16:00:00+01:00",
        "second": "2026-11-24T10:00:00+01:00",
    }


def test_typed_times_hold_for_every_part_of_a_line() -> None:
    parts = [
        {"line": "anakinra", "part": "first", "days": 1, "mg_per_kg_per_day": "2"},
        {"line": "anakinra", "part": "second", "first_day": 2, "days": 1, "mg_per_kg_per_day": "4"},
    ]
    made = orders(*parts, times={"anakinra": ["11:15"]})
    assert [one.at.strftime("%H:%M") for order in made for one in order.administrations] == ["11:15", "11:15"]


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("etoposide", "14:00"), ("dexamethasone", "08:00"), ("ciclosporin", "08:00 20:00"), ("intrathecal", "11:00"),
        ("rituximab", "08:30"), ("ivig", "18:00"), ("methylprednisolone_pulse", "08:00"),
        ("methylprednisolone", "08:00 20:00"), ("tocilizumab", "10:00"), ("ruxolitinib", "08:00 20:00"),
        ("alemtuzumab", "10:00"), ("cotrimoxazole", "08:00 20:00"),
    ],
)  # fmt: skip
def test_the_usual_times_of_a_line(line: str, times: str) -> None:
    case = read(case_data(regimen=regimen(line)))
    (asked,) = asked_lines(case.regimen, knowledge())
    assert [f"{time:%H:%M}" for time in clock_of(asked, knowledge())] == times.split()
    assert (asked.number, asked.name, asked.per_day) == (0, line, len(times.split()))


# --- the time between two doses


@pytest.mark.parametrize(
    ("line", "least", "critical"),
    [
        ({"line": "etoposide"}, 72, 48),
        ({"line": "intrathecal"}, 120, 72),
        ({"line": "rituximab"}, 120, 0),
        ({"line": "emapalumab", "label": "still"}, 48, 0),
        ({"line": "dexamethasone"}, 12, 0),
        ({"line": "dexamethasone", "doses_per_day": 2}, 6, 0),
        ({"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 3}, 4, 0),
        ({"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4}, 3, 0),
    ],
)
def test_a_line_knows_the_hours_that_lie_between_two_of_its_doses(
    line: dict[str, Any], least: int, critical: int
) -> None:
    (ordered,) = plan(case_data(regimen=regimen(line))).ordered
    assert (ordered.least, ordered.critical) == (timedelta(hours=least), timedelta(hours=critical))


def test_a_line_knows_its_days_before_anything_is_dosed() -> None:
    lines = ["etoposide", {"line": "intrathecal", "first_day": 20, "doses": 2}, "tocilizumab"]
    case = read(case_data(regimen=regimen(*lines)))
    assert [asked.days(8) for asked in asked_lines(case.regimen, knowledge())] == [tuple(TEN), (20, 27), (1,)]
