"""What giving.toml, bedside.toml and the records of drugs must hold: each omission is refused with its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.log.rules import Fixed
from hlh_desktop.knowledge.giving import unsound_giving
from tests.builders import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.knowledge import Knowledge


def places(changed: Knowledge) -> set[str]:
    return {place for place, _ in unsound_giving(changed)}


def giving(**parts: Any) -> Knowledge:
    known = knowledge()
    return replace(known, giving=known.giving.model_copy(update=parts))


def drug(name: str, **parts: Any) -> Knowledge:
    known = knowledge()
    record = known.formulary[name].giving
    assert record is not None
    changed = known.formulary[name].model_copy(update={"giving": record.model_copy(update=parts)})
    return replace(known, formulary={**known.formulary, name: changed})


def gate(code: str, **parts: Any) -> Knowledge:
    gates = knowledge().giving.gates
    return giving(gates={**gates, code: gates[code].model_copy(update=parts)})


def test_the_programs_own_knowledge_is_sound() -> None:
    assert places(knowledge()) == set()


def test_every_drug_of_a_line_says_how_it_is_given_and_every_cytotoxic_is_checked_by_two() -> None:
    known = knowledge()
    without = known.formulary["etoposide"].model_copy(update={"giving": None})
    assert places(replace(known, formulary={**known.formulary, "etoposide": without})) == {"formulary.etoposide.giving"}
    assert places(drug("etoposide", second_check=False)) == {"formulary.etoposide.giving.second_check"}
    spinal = known.giving.intrathecal.model_copy(update={"second_check": False})
    assert places(giving(intrathecal=spinal)) == {"giving.intrathecal.second_check"}


def test_a_gate_without_a_rule_and_a_rule_without_a_gate_are_refused() -> None:
    gates = knowledge().giving.gates
    assert places(giving(gates={**gates, "other": gates["stopped"]})) == {"giving.gates.other"}
    assert places(giving(gates={code: one for code, one in gates.items() if code != "late"})) == {"giving.gates.late"}


@pytest.mark.parametrize("numbers", [{}, {"hour": 48}, {"hours": 0}, {"hours": 48, "days": 1}])
def test_a_gate_has_the_numbers_that_its_rule_reads_and_no_others(numbers: dict[str, int]) -> None:
    assert places(gate("release_old", numbers=numbers)) == {"giving.gates.release_old.numbers"}


@pytest.mark.parametrize(
    "parts",
    [
        {"minutes_least": None}, {"mg_per_ml_most": None}, {"minutes_least": 121}, {"mg_per_ml_least": 0},
    ],
)  # fmt: skip
def test_a_span_has_both_its_ends_the_least_first(parts: dict[str, Any]) -> None:
    assert places(drug("etoposide", **parts)) == {"formulary.etoposide.giving"}


@pytest.mark.parametrize("volumes", [("50/30",), ("0",), ("50", "100"), ("50/30", "100/30", "100"), ("100", "50/30")])
def test_fixed_volumes_go_by_rising_weights_and_the_last_is_for_all_others(volumes: tuple[str, ...]) -> None:
    bands = [one.partition("/") for one in volumes]
    made = tuple(Fixed(ml=Decimal(ml), below_kg=Decimal(below) if below else None) for ml, _, below in bands)
    assert places(drug("tocilizumab", volumes=made)) == {"formulary.tocilizumab.giving.volumes"}


def test_a_dose_is_late_before_it_is_missed() -> None:
    window = knowledge().giving.window
    assert places(giving(window=window.model_copy(update={"late_minutes": 720}))) == {"giving.window"}
    assert places(giving(window=window.model_copy(update={"early_minutes": -1}))) == {"giving.window"}


@pytest.mark.parametrize("part", ["numbers", "reasons"])
def test_what_deeds_and_amendments_read_is_there(part: str) -> None:
    found = getattr(knowledge().giving, part)
    less = dict(list(found.items())[1:])
    assert places(giving(**{part: less})) == {f"giving.{part}"}


def test_the_five_forms_and_the_checklist_of_intensive_care_are_there() -> None:
    known = knowledge()
    assert len(known.bedside) == 6
    assert known.bedside["intensive_care"].task == "icu_called"
    less = {code: form for code, form in known.bedside.items() if code != "spill"}
    assert places(replace(known, bedside=less)) == {"bedside.forms.spill"}


@pytest.mark.parametrize(
    "changed",
    [
        lambda: gate("late", reasons=({"de": "x"},)),
        lambda: gate("late", text={"en": ""}),
        lambda: drug("etoposide", lines=({},)),
        lambda: drug("methylprednisolone", never=({"en": ""},)),
        lambda: giving(reasons={**knowledge().giving.reasons, "held": ({"en": "x", "de": "y"},)}),
    ],
)
def test_every_sentence_is_there_in_the_one_language(changed: Callable[[], Knowledge]) -> None:
    assert len(places(changed())) == 1
