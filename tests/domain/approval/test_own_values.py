"""A ward's own values: what is taken, what is refused, what holds, and where the shipped value stays visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.approval.own_values import OwnNumber, OwnValue, own_text, places, read_value, told, with_own
from hlh_desktop.domain.approval.words import own_notes
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.proof import surface_proof
from hlh_desktop.knowledge import integrity
from tests.builders import case_data, knowledge, read

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
STALE, ETOPOSIDE = "alerts.weight_stale.numbers.days", "settings.clock.etoposide"
TWICE, TASK, WEEKLY = "settings.clock.2", "tasks.labs_daily.at", "tasks.labs_weekly.every_days"
PLATELETS = "alerts.escalation_review.limits.platelets.values.10*9/L"
PUNCTURE = "alerts.lumbar_puncture_unsafe.limits.platelets.values.10*9/L"
FORMULAS = "alerts.bsa_formulas_differ.numbers.percent"


def own(path: str, value: str, shipped: str | None = None) -> OwnValue:
    return OwnValue(path, places(knowledge())[path].shipped if shipped is None else shipped, value, "why", "A", AT)


def sound(made: Knowledge) -> bool:
    return next(integrity.problems(made), None) is None


def applied(*values: OwnValue) -> Knowledge:
    made, states = with_own(knowledge(), values, sound)
    assert set(states.values()) == {"holds"}
    return made


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        (STALE, "10", Decimal(10)),
        (STALE, " 7.5 ", Decimal("7.5")),
        (STALE, "1", Decimal(1)),
        (STALE, "0.9", None),
        (STALE, "14", Decimal(14)),
        (STALE, "14.1", None),
        (STALE, "7,5", None),
        (STALE, "-7", None),
        (STALE, "", None),
        (WEEKLY, "5", 5),
        (WEEKLY, "5.5", None),
        (WEEKLY, "8", None),
        (TASK, "07:15", time(7, 15)),
        (TASK, "7:15", None),
        (TASK, "07:15:30", None),
        (TASK, "24:00", None),
        (TASK, "07:15, 08:15", None),
        (ETOPOSIDE, "15:00", (time(15),)),
        (ETOPOSIDE, "15:00, 16:00", None),
        (TWICE, "09:00, 21:00", (time(9), time(21))),
        (TWICE, "09:00,21:00", (time(9), time(21))),
        (TWICE, "21:00, 09:00", None),
        (TWICE, "09:00, 09:00", None),
        (TWICE, "09:00, soon", None),
    ],
)
def test_what_is_typed_is_taken_only_as_the_rule_of_its_number_says(path: str, typed: str, value: object) -> None:
    assert read_value(places(knowledge())[path], typed) == value


def test_a_value_reads_back_as_it_is_told() -> None:
    for place in places(knowledge()).values():
        value = read_value(place, place.shipped)
        assert value is not None
        assert told(value) == place.shipped


def test_a_value_takes_the_place_of_the_shipped_one_and_of_nothing_else() -> None:
    made = applied(own(STALE, "10"), own(ETOPOSIDE, "15:00"), own(PLATELETS, "20"), own(TASK, "07:15"))
    assert made.alerts["weight_stale"].numbers == {**knowledge().alerts["weight_stale"].numbers, "days": Decimal(10)}
    assert made.settings.clock == {**knowledge().settings.clock, "etoposide": (time(15),)}
    assert made.alerts["escalation_review"].limits["platelets"].values == {"10*9/L": Decimal(20)}
    assert made.tasks["labs_daily"].at == time(7, 15)
    assert made.protocols is knowledge().protocols
    assert made.formulary is knowledge().formulary
    assert knowledge().alerts["weight_stale"].numbers["days"] == 7, "what was shipped stays as it is"
    assert made.own[STALE] == OwnNumber("A weight is asked for again after", "days", "10", "7")
    assert list(made.own) == [STALE, ETOPOSIDE, PLATELETS, TASK]


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (own(STALE, "10"), "holds"),
        (own(STALE, "10", "6"), "shipped_changed"),
        (own(STALE, "99"), "not_allowed"),
        (own("protocols.hlh-94.lines.etoposide.cap", "1", "1"), "not_allowed"),
        (own("alerts.cumulative_etoposide_at_3000.numbers.mg_per_m2", "9000", "3000"), "not_allowed"),
        (own("renal.reduce_from", "5", "15"), "not_allowed"),
    ],
)
def test_a_value_holds_only_on_the_list_and_beside_the_number_it_was_set_for(value: OwnValue, state: str) -> None:
    made, states = with_own(knowledge(), (value,), sound)
    assert states == {value.path: state}
    assert (made is knowledge()) is (state != "holds")


def test_a_value_that_the_rest_disagrees_with_is_left_out_and_the_others_hold() -> None:
    def early(made: Knowledge) -> bool:
        return made.settings.clock["etoposide"] < (time(15),)

    made, states = with_own(knowledge(), (own(STALE, "10"), own(ETOPOSIDE, "16:00"), own(TASK, "07:15")), early)
    assert states == {STALE: "holds", ETOPOSIDE: "not_allowed", TASK: "holds"}
    assert list(made.own) == [STALE, TASK]
    assert made.settings is knowledge().settings


def test_what_is_signed_of_a_value_is_its_number_and_not_who_set_it() -> None:
    first, second = own(STALE, "10"), own(TASK, "07:15")
    assert own_text((first, second)) == own_text((second, replace(first, by="B", reason="other")))
    assert own_text((first, second)) != own_text((replace(first, value="9"), second))
    assert own_text((first,)) != own_text((replace(first, shipped="8"),))


def test_a_finding_and_a_proof_tell_the_own_limit_with_the_shipped_one_beside_it() -> None:
    old = read(case_data(measurements=[{"on": "2026-11-17", "weight_kg": "13.5", "height_cm": "92"}]))
    stale = {code: text for code, text in _findings(old, applied(own(STALE, "4"))) if code == "weight_stale"}
    told = stale["weight_stale"].replace("\N{NO-BREAK SPACE}", " ")
    assert told.startswith("Measures older than 4 days: ")
    note = "A weight is asked for again after: this ward's own value, 4 days; shipped 7 days."
    assert told.endswith(f"Measure again before dosing. {note}")
    assert not [code for code, _ in _findings(old, knowledge()) if code == "weight_stale"]
    mine = applied(own(FORMULAS, "8"))
    (row,) = surface_proof(make_plan(old, mine), mine).limits
    assert "limit 8 %" in row.text
    assert "shipped 5\N{NO-BREAK SPACE}%" in row.text
    (plain,) = surface_proof(make_plan(old, knowledge()), knowledge()).limits
    assert "shipped" not in plain.text


def test_a_note_is_of_its_own_path_and_of_no_longer_name() -> None:
    made = replace(knowledge(), own={"alerts.weight_stale.numbers.days": OwnNumber("T", "", "2", "1")})
    assert list(own_notes(made, "alerts.weight_stale"))
    assert list(own_notes(made, "alerts.weight_stale.numbers.days"))
    assert not list(own_notes(made, "alerts.weight"))


def test_a_number_that_stands_at_two_places_is_set_at_both_and_told_at_both() -> None:
    made = applied(own(PUNCTURE, "60"))
    watched = made.result_alerts.rules["lumbar_puncture_unsafe"]
    assert made.alerts["lumbar_puncture_unsafe"].limits == watched.limits
    assert watched.limits["platelets"].values == {"10*9/L": Decimal(60)}
    assert list(made.own) == [PUNCTURE]
    told_at = ("alerts.lumbar_puncture_unsafe", "result_alerts.rules.lumbar_puncture_unsafe")
    assert [len([*own_notes(made, place)]) for place in told_at] == [1, 1]


def _findings(case: object, known: Knowledge) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in make_plan(case, known).findings]  # type: ignore[arg-type]
