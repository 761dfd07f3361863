"""HLH-2004 and the list of 2024 in every state that eight items can be in, and the limits behind the items."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.criteria.assessment import assess_all
from hlh_desktop.domain.criteria.hlh import Assessment, items
from tests.builders import case_data, child, knowledge, lab, plan_object
from tests.domain.criteria.seen import observed, result

if TYPE_CHECKING:
    from hlh_desktop.domain.laboratory import Result
    from hlh_desktop.domain.logic import Truth

YES, NO = True, False
# How each measured item is made true and false: at its limit, and one step beside it.
MEASURED = {
    "fever": {YES: [result("temp", "38.5", "Cel")], NO: [result("temp", "38.4", "Cel")]},
    "cytopenias": {
        YES: [result("hb", "89", "g/L"), result("plt", "99", "10*9/L")],
        NO: [result("hb", "90", "g/L"), result("plt", "100", "10*9/L"), result("anc", "0.9", "10*9/L")],
    },
    "triglycerides_or_fibrinogen": {
        YES: [result("fibrinogen", "1.5", "g/L")],
        NO: [result("fibrinogen", "1.51", "g/L"), result("tg", "2.99", "mmol/L")],
    },
    "ferritin": {YES: [result("ferritin", "500", "ug/L")], NO: [result("ferritin", "499", "ug/L")]},
    "scd25": {YES: [result("scd25", "2400", "U/mL")], NO: [result("scd25", "2399", "U/mL")]},
}
SIGNS = {
    "splenomegaly": "splenomegaly",
    "hemophagocytosis": "hemophagocytosis",
    "nk_activity": "nk_activity_low",
}
OLDER = (
    "fever", "splenomegaly", "cytopenias", "triglycerides_or_fibrinogen", "hemophagocytosis", "nk_activity",
    "ferritin", "scd25",
)  # fmt: skip
NEWER = tuple(name for name in OLDER if name != "nk_activity")


def expected(truths: dict[str, Truth], *, gene: Truth) -> tuple[int, int, int, str]:
    """Five of the named items, written anew from diagnostics.md 1.1, 1.2 and 1.6."""
    met = sum(truth is True for truth in truths.values())
    missing = sum(truth is None for truth in truths.values())
    state = "open"
    if met >= 5 or gene is True:
        state = "fulfilled"
    elif met + missing < 5:
        state = "not_fulfilled"
    return met, missing, len(truths) - met - missing, state


def found(assessment: Assessment) -> tuple[int, int, int, str]:
    return assessment.met, assessment.unknown, assessment.not_met, assessment.state


@pytest.mark.parametrize("gene", [None, True, False])
def test_every_state_of_the_eight_items(gene: Truth) -> None:
    seen = 0
    for truths in product((True, False, None), repeat=len(OLDER)):
        wanted = dict(zip(OLDER, truths, strict=True))
        results = [one for name, ways in MEASURED.items() for one in ways.get(wanted[name], [])]
        signs = {sign: wanted[item] for item, sign in SIGNS.items()}
        criteria = assess_all(observed(*results, hlh_gene_defect=gene, **signs), knowledge().criteria)
        assert {item.name: item.truth for item in criteria.hlh_2004.items} == wanted
        assert found(criteria.hlh_2004) == expected(wanted, gene=gene)
        assert found(criteria.hlh_2024) == expected({name: wanted[name] for name in NEWER}, gene=gene)
        seen += 1
    assert seen == 3**8


def test_the_sets_are_what_they_say() -> None:
    criteria = assess_all(observed(), knowledge().criteria)
    assert (criteria.hlh_2004.title, criteria.hlh_2004.need) == ("HLH-2004", 5)
    assert (criteria.hlh_2024.title, criteria.hlh_2024.need) == ("HLH 2024, clinical list", 5)
    assert tuple(item.name for item in criteria.hlh_2004.items) == OLDER
    assert tuple(item.name for item in criteria.hlh_2024.items) == NEWER
    assert found(criteria.hlh_2004) == (0, 8, 0, "open")


def truth(item: str, *results: Result, age_days: int = 883) -> Truth:
    return items(observed(*results, age_days=age_days), knowledge().criteria.limits)[item].truth


# --- lineages: any two of three


@pytest.mark.parametrize("lineages", list(product((True, False, None), repeat=3)))
def test_two_of_three_lineages(lineages: tuple[Truth, ...]) -> None:
    low = {"hb": ("89.9", "90", "g/L"), "plt": ("99.9", "100", "10*9/L"), "anc": ("0.99", "1.0", "10*9/L")}
    results = [
        result(analyte, below if is_low else at, unit)
        for is_low, (analyte, (below, at, unit)) in zip(lineages, low.items(), strict=True)
        if is_low is not None
    ]
    sure = lineages.count(True) >= 2
    possible = lineages.count(True) + lineages.count(None) >= 2
    assert truth("cytopenias", *results) is (True if sure else None if possible else False)


@pytest.mark.parametrize(("age_days", "low"), [(0, True), (27, True), (28, False), (883, False)])
def test_hemoglobin_of_the_newborn(age_days: int, low: bool) -> None:
    results = [result("hb", "99", "g/L"), result("plt", "99", "10*9/L"), result("anc", "1.0", "10*9/L")]
    assert truth("cytopenias", *results, age_days=age_days) is low


def test_hemoglobin_of_a_hundred_is_not_low_in_the_newborn() -> None:
    results = [result("hb", "100", "g/L"), result("plt", "99", "10*9/L"), result("anc", "1.0", "10*9/L")]
    assert truth("cytopenias", *results, age_days=27) is False


@pytest.mark.parametrize(("born", "low"), [("2026-10-26", True), ("2026-10-25", False)])
def test_four_weeks_are_counted_by_the_calendar(born: str, low: bool) -> None:
    labs = [lab("hb", "95", "g/L"), lab("plt", "50", "10*9/L"), lab("anc", "3", "10*9/L")]
    plan = plan_object(child("4", "54", born, labs=labs))
    assert plan["criteria"]["hlh_2004"]["items"]["cytopenias"] is low


# --- triglycerides or fibrinogen


@pytest.mark.parametrize(("fat", "clotting"), list(product((True, False, None), repeat=2)))
def test_either_of_two(fat: Truth, clotting: Truth) -> None:
    results = [result("tg", "3.0" if fat else "2.9", "mmol/L")] if fat is not None else []
    results += [result("fibrinogen", "1.5" if clotting else "1.6", "g/L")] if clotting is not None else []
    either = True if True in (fat, clotting) else None if None in (fat, clotting) else False
    assert truth("triglycerides_or_fibrinogen", *results) is either


@pytest.mark.parametrize(
    ("value", "unit", "counts"),
    [
        ("265", "mg/dL", True),
        ("264.9", "mg/dL", False),
        ("3.0", "mmol/L", True),
        ("2.99", "mmol/L", False),
        ("2.992", "mmol/L", False),
    ],
)
def test_triglycerides_count_in_the_unit_of_the_report(value: str, unit: str, counts: bool) -> None:
    plenty = result("fibrinogen", "3", "g/L")
    assert truth("triglycerides_or_fibrinogen", plenty, result("tg", value, unit)) is counts


@pytest.mark.parametrize(
    ("value", "comparator", "fasting", "expected"),
    [
        ("3.5", None, True, True),
        ("3.5", None, None, True),  # not asked counts as measured
        ("3.5", None, False, None),
        ("3.0", None, False, None),
        ("2.9", None, False, False),  # below the limit even after a meal
        ("2.9", ">", False, None),
        ("2.9", "<", False, False),
        ("3.5", "<", False, None),
        ("2.9", None, None, False),
    ],
)
def test_triglycerides_after_a_meal(value: str, comparator: str | None, fasting: bool | None, expected: Truth) -> None:
    results = [result("tg", value, "mmol/L", comparator, fasting=fasting), result("fibrinogen", "3", "g/L")]
    assert truth("triglycerides_or_fibrinogen", *results) is expected


def test_a_meal_makes_no_other_result_unknown() -> None:
    assert truth("ferritin", result("ferritin", "900", "ug/L", fasting=False)) is True


def test_a_fasting_sample_decides_beside_one_after_a_meal() -> None:
    results = [result("tg", "3.5", "mmol/L", fasting=False), result("tg", "3.1", "mmol/L", fasting=True)]
    assert truth("triglycerides_or_fibrinogen", *results, result("fibrinogen", "3", "g/L")) is True


# --- comparators, refused units


@pytest.mark.parametrize(
    ("item", "found", "expected"),
    [
        ("ferritin", result("ferritin", "20000", "ug/L", ">"), True),
        ("ferritin", result("ferritin", "400", "ug/L", ">"), None),
        ("ferritin", result("ferritin", "500", "ug/L", "<"), False),
        ("ferritin", result("ferritin", "9999", "pmol/L"), None),
        ("scd25", result("scd25", "2400", "IU/mL"), None),
        ("scd25", result("scd25", "2400", "kU/L"), True),  # kU/L is U/mL
        ("scd25", result("scd25", "2400", "U/L"), False),
        ("scd25", result("scd25_mass", "9000", "pg/mL"), None),
        ("fever", result("temp", "101.3", "[degF]"), True),
        ("fever", result("temp", "101.2", "[degF]"), False),
    ],
)
def test_what_a_report_proves(item: str, found: Result, expected: Truth) -> None:
    assert truth(item, found) is expected


# --- the window, and that the worst decides


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        ("2026-11-14T23:59", None),
        ("2026-11-15T00:00", True),
        ("2026-11-22T23:59", True),
        ("2026-11-23T00:00", None),
        ("2026-11-14T23:00+00:00", True),
        ("2026-11-22T23:00+00:00", None),
    ],
)
def test_a_week_back_to_the_end_of_day_one(at: str, counts: Truth) -> None:
    plan = plan_object(case_data(labs=[lab("ferritin", "900", "ug/L", at)]))
    assert plan["criteria"]["hlh_2004"]["items"]["ferritin"] is counts


@pytest.mark.parametrize("order", [("100", "900"), ("900", "100")])
def test_the_worst_decides_whenever_it_was(order: tuple[str, str]) -> None:
    labs = [lab("ferritin", value, "ug/L", f"2026-11-{day}T06:00") for day, value in zip((16, 21), order, strict=True)]
    assert plan_object(case_data(labs=labs))["criteria"]["hlh_2004"]["items"]["ferritin"] is True


def test_the_typed_temperature_and_the_measured_ones_count_alike() -> None:
    high, cool = lab("temp", "38.6", "Cel", "2026-11-16T06:00"), lab("temp", "37", "Cel")
    for labs, typed, fever in [([high], "37", True), ([cool], "38.5", True), ([cool], "38.4", False), ([], None, None)]:
        plan = plan_object(case_data(labs=labs, signs={"temperature_c": typed}))
        assert plan["criteria"]["hlh_2004"]["items"]["fever"] is fever


# --- what an item rests on


def test_an_item_shows_the_newest_result_that_proves_it_else_the_newest() -> None:
    early = result("ferritin", "900", "ug/L", days_before=5)
    later = result("ferritin", "700", "ug/L", days_before=3)
    low = result("ferritin", "100", "ug/L", days_before=1)
    limits = knowledge().criteria.limits
    found = items(observed(early, later, low), limits)
    assert found["ferritin"].results == (later,)
    assert items(observed(low), limits)["ferritin"].results == (low,)
    assert items(observed(), limits)["ferritin"].results == ()
    assert found["splenomegaly"].results == ()


def test_an_item_of_several_analytes_shows_each() -> None:
    hb, plt, fib = result("hb", "80", "g/L"), result("plt", "50", "10*9/L"), result("fibrinogen", "1", "g/L")
    temp, receptor = result("temp", "39", "Cel"), result("scd25", "3000", "U/mL")
    found = items(observed(hb, plt, fib, temp, receptor), knowledge().criteria.limits)
    assert found["cytopenias"].results == (hb, plt)
    assert found["triglycerides_or_fibrinogen"].results == (fib,)
    assert found["fever"].results == (temp,)
    assert found["scd25"].results == (receptor,)
