"""The demo child at the start, by the program's own criteria: what is met, and what nobody has looked at."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.criteria.assessment import assess_all
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.situation import observe
from tests.builders import case_data, knowledge, lab, read
from tests.domain.results import demo


def criteria(day: int) -> dict[str, bool | None]:
    """The items of HLH-2004 on a day, by the results of that day, fever and spleen as entered."""
    labs = [
        lab(one.analyte, f"{one.reported.value:f}", one.unit, one.at.strftime("%Y-%m-%dT%H:%M"))
        for one in demo.series(day, "ferritin", "scd25", "plt", "hb", "anc", "fibrinogen", "tg")
        if one.at.date() == demo.at(day).date()
    ]
    signs = {"temperature_c": "39.1", "splenomegaly": True}
    measures = [{"on": "2026-11-20", "weight_kg": "16.0", "height_cm": "103"}]
    case = read(case_data(labs=labs, signs=signs, measurements=measures, day_one=demo.at(day).date().isoformat()))
    known = knowledge()
    age = age_on(case.patient.date_of_birth, case.day_one)
    observed, _ = observe(case, known, age)
    return {one.name: one.truth for one in assess_all(observed, known.criteria).hlh_2004.items}


def test_on_day_0_six_of_hlh_2004_are_met_and_two_not_assessed() -> None:
    found = criteria(0)
    assert {name for name, truth in found.items() if truth} == {
        "fever", "splenomegaly", "cytopenias", "triglycerides_or_fibrinogen", "ferritin", "scd25",
    }  # fmt: skip
    assert {name for name, truth in found.items() if truth is None} == {"hemophagocytosis", "nk_activity"}


def test_two_days_before_scd25_is_unknown() -> None:
    assert criteria(-2)["scd25"] is None


@pytest.mark.parametrize(("day", "beyond"), [(0, False), (1, True)])
def test_day_1_has_a_censored_ferritin_and_platelets_below_30(day: int, beyond: bool) -> None:
    of_day = {one.analyte: one for one in demo.series(day) if one.at.date() == demo.at(day).date()}
    assert bool(of_day["ferritin"].reported.comparator) is beyond
    platelets = of_day["plt"].value
    assert platelets is not None
    assert (platelets < 30) is beyond
