"""DEP line by line, and the lines of cover: doses, days, limits, and that the etoposide of DEP counts as etoposide."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hlh_desktop.domain.quantity import plain
from tests.builders import case_data, child, codes_of_problems, findings, knowledge, levels, regimen, tasks
from tests.builders import plan as made
from tests.domain.wizard.sights import changed, gate, seen

DEP = ("dep_liposomal_doxorubicin", "dep_etoposide", "dep_methylprednisolone")


def seven(*lines: Any, **more: Any) -> dict[str, Any]:
    """The child of the ninth worked example: 24 kg, 122 cm, 0.90 m2."""
    return child("24", "122", "2019-03-03", regimen=regimen(*lines, protocol="none"), **more)


def doses(data: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one.day, plain(one.dose.amount.amount)) for order in made(data).orders for one in order.administrations]


# --- DEP


def test_a_second_cycle_begins_14_days_after_the_first() -> None:
    twice = {"first_day": 15, "cycles": 2}
    assert doses(seven({"line": DEP[0], **twice})) == [(15, "22.5"), (29, "22.5")]
    assert doses(seven({"line": DEP[1], **twice})) == [(15, "90"), (22, "90"), (29, "90"), (36, "90")]
    steroid = doses(seven({"line": DEP[2], **twice}))
    assert [day for day, _ in steroid] == list(range(15, 43))
    assert [dose for _, dose in steroid[:14]] == ["360"] * 3 + ["48"] * 3 + ["24"] * 4 + ["18"] * 4
    assert [dose for _, dose in steroid[14:]] == [dose for _, dose in steroid[:14]]


@pytest.mark.parametrize("line", DEP)
def test_dep_may_stand_under_every_protocol_and_has_its_ends(line: str) -> None:
    for protocol in knowledge().protocols:
        assert made(seven(line)).orders == made({**seven(line), "regimen": regimen(line, protocol=protocol)}).orders
    for name, wrong in (("cycles", 0), ("cycles", 5), ("first_day", 0), ("first_day", 367)):
        assert list(codes_of_problems(seven({"line": line, name: wrong}))) == [f"regimen.lines[0].{name}"]


def test_its_etoposide_counts_in_the_cumulative_sum() -> None:
    found = made(seven("dep_etoposide", patient={"prior_etoposide_mg_per_m2": "1500"})).cumulative
    assert (found.planned, found.overall) == (Fraction(200), Fraction(1700))
    above = seven("dep_etoposide", patient={"prior_etoposide_mg_per_m2": "1801"})
    assert "cumulative_etoposide_above_2000" in levels(above)
    at = seven("dep_etoposide", patient={"prior_etoposide_mg_per_m2": "2800"})
    assert levels(at)["cumulative_etoposide_at_3000"] == "critical"


def test_its_etoposide_beside_that_of_the_protocol_is_told() -> None:
    assert levels(seven("etoposide", "dep_etoposide"))["doses_close"] == "critical"
    after = {"line": "dep_etoposide", "first_day": 57}
    assert "doses_close" not in levels(seven("etoposide", after))


def test_under_10_kg_it_waits_for_a_decision_too() -> None:
    small = child("9.9", "75", "2025-09-01", regimen=regimen("dep_etoposide"))
    assert "DEP is dosed by surface" in findings(small)["under_10_kg_rule_needed"][0]
    assert made(small).orders == ()
    chosen = {"line": "dep_etoposide", "rule": "mg_per_m2"}
    assert made(child("9.9", "75", "2025-09-01", regimen=regimen(chosen))).orders


@pytest.mark.parametrize(("creatinine", "code"), [("120", "renal_review_etoposide"), ("300", "etoposide_refused_crcl")])
def test_the_kidney_is_looked_at_for_it(creatinine: str, code: str) -> None:
    row = {"analyte": "crea", "value": creatinine, "unit": "umol/L", "at": "2026-11-21T06:10"}
    assert code in levels(seven("dep_etoposide", labs=[row]))
    typed = {"line": "dep_etoposide", "factor": "0.5", "reason": "agreed with pharmacy"}
    assert code not in levels(seven(typed, labs=[row]))
    dose = doses(seven(typed, labs=[row]))
    assert dose == [(1, "45"), (8, "45")]


def test_the_tasks_of_etoposide_come_with_it() -> None:
    found = tasks(seven("dep_etoposide"))
    wanted = {"labs_weekly", "cmv_dna", "ebv_dna", "galactomannan", "response_week_2", "response_week_8"}
    assert wanted | {"blood_count_follow_up"} <= set(found)
    assert "lumbar_puncture_decision" not in tasks({**seven(), "regimen": regimen("dep_etoposide")})
    assert not wanted & set(tasks(seven("dep_methylprednisolone")))
    assert "response_24_48h" not in tasks(seven("dep_etoposide", {"line": "anakinra", "mg_per_kg_per_day": "2"}))


def test_each_next_etoposide_of_dep_is_decided_again_a_week_after_the_one_before() -> None:
    code = "etoposide_decision"
    assert tasks(seven("dep_etoposide"))[code] == "2026-11-29T08:00+01:00"
    late = {"line": "dep_etoposide", "first_day": 29, "cycles": 2}
    assert tasks(seven(late))[code] == "2026-12-27T08:00+01:00"
    (task,) = (task for task in made(seven(late)).tasks if task.code == code)
    assert task.until is not None
    assert task.until.isoformat(timespec="minutes") == "2027-01-10T14:00+01:00"
    # Beside the protocol's own it is decided from that one on, until the last of either.
    both = made(seven("etoposide", {"line": "dep_etoposide", "first_day": 57}))
    (task,) = (task for task in both.tasks if task.code == code)
    assert (task.due.date().isoformat(), task.until and task.until.date().isoformat()) == ("2026-11-29", "2027-01-24")
    skipped = {"line": "dep_etoposide", "day": 8, "do": "omit", "reason": "given elsewhere"}
    assert code not in tasks({**seven(), "regimen": regimen("dep_etoposide", protocol="none", changes=[skipped])})


@pytest.mark.parametrize("line", DEP)
def test_prophylaxis_is_asked_for_beside_it(line: str) -> None:
    assert "prophylaxis_missing" in levels(seven(line))


def test_etoposide_of_dep_needs_a_reason_as_every_etoposide() -> None:
    case = changed(severity__course="stable", regimen=regimen("dep_etoposide"))
    assert gate(seen(case), "etoposide").state == "reason"
    assert gate(seen(changed(severity__course="stable", regimen=regimen(DEP[2]))), "etoposide").state == "met"


# --- cover


@pytest.mark.parametrize(
    ("line", "weight", "dose"),
    [
        ({"line": "fluconazole"}, "13.5", "81"),
        ({"line": "fluconazole", "mg_per_kg_per_day": "12"}, "13.5", "162"),
        ({"line": "fluconazole"}, "66.6", "400"),
        ({"line": "fluconazole"}, "67", "400"),
        ({"line": "micafungin"}, "13.5", "14"),
        ({"line": "micafungin"}, "49", "49"),
        ({"line": "micafungin"}, "51", "50"),
        ({"line": "aciclovir", "mg_per_kg_per_dose": "10"}, "13.5", "135"),
        ({"line": "aciclovir", "mg_per_kg_per_dose": "20"}, "50", "800"),
        ({"line": "aciclovir_intravenous", "mg_per_kg_per_dose": "5"}, "13.5", "68"),
        ({"line": "aciclovir_intravenous", "mg_per_kg_per_dose": "10"}, "60", "500"),
    ],
)
def test_doses_of_cover_and_their_caps(line: dict[str, Any], weight: str, dose: str) -> None:
    height, born = ("92", "2024-06-22") if weight == "13.5" else ("150", "2014-06-22")
    found = doses(child(weight, height, born, regimen=regimen(line)))
    assert {one for _, one in found} == {dose}
    assert [day for day, _ in found][:2] == ([1, 1] if line["line"].startswith("aciclovir") else [1, 2])
    assert max(day for day, _ in found) == 56


@pytest.mark.parametrize(
    ("line", "name", "low", "high", "outside"),
    [
        ("fluconazole", "mg_per_kg_per_day", "6", "12", ("5.9", "12.1")),
        ("aciclovir", "mg_per_kg_per_dose", "10", "20", ("9.9", "20.1")),
        ("aciclovir_intravenous", "mg_per_kg_per_dose", "5", "10", ("4.9", "10.1")),
    ],
)
def test_the_ends_of_what_may_be_typed(line: str, name: str, low: str, high: str, outside: tuple[str, str]) -> None:
    for good in (low, high):
        assert codes_of_problems(case_data(regimen=regimen({"line": line, name: good}))) == {}
    for wrong in outside:
        assert list(codes_of_problems(case_data(regimen=regimen({"line": line, name: wrong})))) == [
            f"regimen.lines[0].{name}"
        ]


@pytest.mark.parametrize("line", ["aciclovir", "aciclovir_intravenous"])
def test_aciclovir_has_no_silent_default_and_no_other_route(line: str) -> None:
    assert list(codes_of_problems(case_data(regimen=regimen(line)))) == ["regimen.lines[0].mg_per_kg_per_dose"]
    other = "intravenous" if line == "aciclovir" else "oral"
    change = {"line": line, "day": 1, "do": "route", "route": other, "reason": "vomits"}
    typed = {"line": line, "mg_per_kg_per_dose": "10"}
    data = case_data(regimen=regimen(typed, changes=[change]))
    assert codes_of_problems(data) == {"regimen.changes[0].route": "not_of_list"}


def test_fluconazole_by_either_route_is_the_same_dose() -> None:
    oral, vein = (case_data(regimen=regimen({"line": "fluconazole", "route": one})) for one in ("oral", "intravenous"))
    assert doses(oral) == doses(vein)
    assert {order.route for order in made(vein).orders} == {"intravenous"}


# --- the gate of signing


def antifungal(*lines: Any, **more: Any) -> tuple[str, str]:
    found = gate(seen(changed(other_medicines=[], regimen=regimen(*lines, **more))), "antifungal")
    return found.state, found.text


@pytest.mark.parametrize("line", ["fluconazole", "micafungin"])
def test_an_antifungal_that_is_ordered_meets_its_gate(line: str) -> None:
    assert antifungal("dep_etoposide") != antifungal("dep_etoposide", line) == ("met", line)


def test_an_antifungal_that_was_declined_with_a_reason_meets_its_gate() -> None:
    declined = [{"line": "micafungin", "reason": "low local risk"}]
    assert antifungal("etoposide", declined=declined) == ("met", "declined: low local risk")
    assert antifungal("etoposide", declined=[{"line": "ivig", "reason": "no"}])[0] == "reason"


def test_alemtuzumab_brings_up_aciclovir_to_be_decided() -> None:
    found = seen(changed(regimen=regimen("alemtuzumab")))
    (asked,) = (one for one in found.proposals if one.line == "aciclovir")
    assert asked.must
    assert asked.needs == ("mg_per_kg_per_dose",)
    assert "herpes" in asked.reason
    assert "aciclovir" not in {one.line for one in seen(changed(regimen=regimen("etoposide"))).proposals}
