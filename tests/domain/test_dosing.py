"""One dose: amount x (m2 | kg) x factor / doses of a day, the cap, one rounding. Worked examples by their numbers."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.dosing import Body, Rule, basis_of, dose, exact_dose, rounded_dose, split_dose
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.protocol import Drug


def drug(name: str) -> Drug:
    return knowledge().formulary[name]


def asked(amount: str, unit: str, *, factor: str = "1", divisor: int = 1, cap: str | None = None, per: str = "dose"):
    return Rule(Decimal(amount), unit, per, Decimal(factor), divisor, None if cap is None else Decimal(cap), ())


def child(kg: str = "1", m2: str = "1") -> Body:
    return Body(Decimal(kg), Decimal(m2))


def given(name: str, body: Body, amount: str, unit: str, **more) -> Dose:
    return dose(drug(name), asked(amount, unit, **more), body)


# --- what an amount is multiplied with


@pytest.mark.parametrize(
    ("unit", "basis"), [("mg/m2", "0.59"), ("mg/kg", "13.5"), ("g/kg", "13.5"), ("mg", None)]
)  # fmt: skip
def test_an_amount_is_multiplied_with_what_its_unit_names(unit: str, basis: str | None) -> None:
    assert basis_of(unit, child("13.5", "0.59")) == (None if basis is None else Decimal(basis))


def test_everything_is_multiplied_before_it_is_divided() -> None:
    # A third of 10 mg/kg/day is not a decimal; 28.65 kg makes it exactly 95.5 mg.
    rule = asked("10", "mg/kg", divisor=3)
    assert exact_dose(rule, child("28.65")) == Fraction("95.5")
    assert dose(drug("anakinra"), rule, child("28.65")).amount.amount == 96


def test_a_dose_keeps_what_its_working_shows() -> None:
    made = given("etoposide", child("13.5", "0.59"), "150", "mg/m2")
    assert (made.drug, made.basis, made.exact, made.step, made.part) == (
        "etoposide", Decimal("0.59"), Fraction("88.5"), Decimal(1), None,
    )  # fmt: skip
    assert str(made.amount) == "89\N{NO-BREAK SPACE}mg"
    assert made.rule == asked("150", "mg/m2")
    with pytest.raises(FrozenInstanceError):
        made.amount = made.amount


def test_rounding_is_told_as_a_signed_share_of_the_exact_dose() -> None:
    assert given("etoposide", child(m2="0.59"), "150", "mg/m2").rounding == Fraction("0.5") / Fraction("88.5")
    assert given("dexamethasone", child(m2="0.59"), "1.25", "mg/m2").rounding == Fraction("-0.0375") / Fraction(
        "0.7375"
    )
    assert given("etoposide", child(m2="0.46"), "150", "mg/m2").rounding == 0


# --- the worked examples (treatment.md 10): amount, unit, factor, divisor, cap, kg, m2, dose


@pytest.mark.parametrize(
    ("name", "amount", "unit", "more", "kg", "m2", "mg"),
    [
        # TV01
        ("etoposide", "150", "mg/m2", {}, "4.2", "0.25", "38"),
        ("etoposide", "5", "mg/kg", {}, "4.2", "0.25", "21"),
        ("dexamethasone", "5", "mg/m2", {}, "4.2", "0.25", "1.3"),
        ("dexamethasone", "2.5", "mg/m2", {}, "4.2", "0.25", "0.6"),
        ("dexamethasone", "1.25", "mg/m2", {}, "4.2", "0.25", "0.3"),
        # TV02 and TV03
        ("ciclosporin", "6", "mg/kg", {"divisor": 2}, "9.8", "0.45", "29"),
        ("liposomal_amphotericin_b", "3", "mg/kg", {}, "9.8", "0.45", "29"),
        ("dexamethasone", "2.5", "mg/m2", {}, "10.0", "0.46", "1.2"),
        # TV06: background with emapalumab by the label for primary HLH
        ("dexamethasone", "5", "mg/m2", {}, "30.0", "1.06", "5.3"),
        # TV07: one rounding at the end; rounding 208.5 first would give 157
        ("etoposide", "150", "mg/m2", {}, "45", "1.39", "209"),
        ("etoposide", "150", "mg/m2", {"factor": "0.75"}, "45", "1.39", "156"),
        ("methylprednisolone", "30", "mg/kg", {"cap": "1000"}, "45", "1.39", "1000"),
        ("anakinra", "8", "mg/kg", {"divisor": 2, "cap": "100"}, "45", "1.39", "100"),
        ("anakinra", "8", "mg/kg", {"divisor": 2}, "45", "1.39", "180"),
        # TV09: the rows of DEP, and alemtuzumab 1 mg/kg in all over 4 days
        ("etoposide", "100", "mg/m2", {}, "24", "0.90", "90"),
        ("methylprednisolone", "15", "mg/kg", {}, "24", "0.90", "360"),
        ("methylprednisolone", "2", "mg/kg", {}, "24", "0.90", "48"),
        ("methylprednisolone", "1", "mg/kg", {}, "24", "0.90", "24"),
        ("methylprednisolone", "0.75", "mg/kg", {}, "24", "0.90", "18"),
        ("alemtuzumab", "1", "mg/kg", {"divisor": 4}, "24", "0.90", "6"),
    ],
)  # fmt: skip
def test_the_worked_examples(name: str, amount: str, unit: str, more: dict, kg: str, m2: str, mg: str) -> None:
    assert given(name, child(kg, m2), amount, unit, **more).amount.amount == Decimal(mg)


def test_liposomal_doxorubicin_of_tv09_keeps_its_tenth() -> None:
    doxorubicin = drug("alemtuzumab").model_copy(update={"name": "liposomal_doxorubicin"})  # same step, 0.1 mg
    made = dose(doxorubicin, asked("25", "mg/m2"), child("24", "0.90"))
    assert (made.drug, made.amount.amount) == ("liposomal_doxorubicin", Decimal("22.5"))


# --- the cap


def test_the_cap_comes_after_the_factor() -> None:
    # 1350 mg x 0.75 = 1012.5: still above. x 0.74 = 999: the cap does not decide.
    assert given("methylprednisolone", child("45"), "30", "mg/kg", factor="0.75", cap="1000").capped
    reduced = given("methylprednisolone", child("45"), "30", "mg/kg", factor="0.74", cap="1000")
    assert (reduced.capped, reduced.amount.amount) == (False, 999)


def test_a_dose_on_the_cap_is_not_capped() -> None:
    made = given("tocilizumab", child("100"), "8", "mg/kg", cap="800")
    assert (made.capped, made.amount.amount, made.rounding) == (False, 800, 0)


def test_a_capped_dose_has_no_rounding() -> None:
    made = given("tocilizumab", child("101"), "8", "mg/kg", cap="800")
    assert (made.capped, made.exact, made.amount.amount, made.rounding) == (True, 808, 800, None)


def test_without_a_cap_nothing_is_capped() -> None:
    assert not given("etoposide", child(m2="3"), "150", "mg/m2").capped


@pytest.mark.parametrize(
    ("exact", "cap", "step", "amount"),
    [
        ("180", "99.5", "1", "99"),  # a cap that is no multiple of the step: rounded, it would be passed
        ("99.5", "99.5", "1", "99"),
        ("99.6", "99.8", "1", "99"),
        ("99.4", "99.5", "1", "99"),
        ("100", "99.4", "1", "99"),
        ("0.55", "0.58", "0.1", "0.5"),
        ("1000.4", "1000", "1", "1000"),
        ("999.5", "1000", "1", "1000"),
        ("180", None, "1", "180"),
        ("99.5", None, "1", "100"),
        ("0.4", "0.4", "1", "0"),
    ],
)
def test_no_dose_is_above_its_cap(exact: str, cap: str | None, step: str, amount: str) -> None:
    limit = None if cap is None else Decimal(cap)
    assert rounded_dose(Fraction(exact), limit, Decimal(step)) == Decimal(amount)


def test_a_tablet_strength_is_not_rounded_but_still_capped() -> None:
    assert rounded_dose(Fraction("1.875"), None, None) == Decimal("1.875")
    assert rounded_dose(Fraction("1.875"), Decimal("1.5"), None) == Decimal("1.5")
    made = given("ruxolitinib", child("15"), "5", "mg", factor="0.375")
    assert (made.amount.amount, made.basis, made.step, made.rounding) == (Decimal("1.875"), None, None, 0)


# --- nothing left


@pytest.mark.parametrize(("m2", "mg", "nothing"), [("0.07", "0", True), ("0.09", "0.1", False), ("0.08", "0", True)])
def test_a_dose_that_rounds_to_nothing_says_so(m2: str, mg: str, nothing: bool) -> None:
    made = given("dexamethasone", child(m2=m2), "0.6", "mg/m2")  # 0.042, 0.054, 0.048 mg
    assert (made.amount.amount, made.rounds_to_zero) == (Decimal(mg), nothing)


# --- parts of a total


def parts(kg: str, days: int, g_per_kg: str = "1.6") -> list[Decimal]:
    made = split_dose(drug("immunoglobulin"), asked(g_per_kg, "g/kg", divisor=days, per="course"), child(kg))
    return [one.amount.amount for one in made]


@pytest.mark.parametrize(
    ("kg", "days", "grams"),
    [
        ("4.2", 2, ["3.4", "3.3"]),  # TV01: 6.72 -> 6.7
        ("4.2", 3, ["2.2", "2.3", "2.2"]),
        ("13.5", 2, ["10.8", "10.8"]),  # TV04: 21.6
        ("13.5", 3, ["7.2", "7.2", "7.2"]),
        ("62", 2, ["49.6", "49.6"]),
        ("62", 3, ["33.1", "33", "33.1"]),  # 99.2: 33.07, 66.13, 99.2
    ],
)
def test_immunoglobulin_is_given_in_parts_that_add_up(kg: str, days: int, grams: list[str]) -> None:
    assert parts(kg, days) == [Decimal(gram) for gram in grams]


def test_the_total_is_rounded_once_and_then_split() -> None:
    # 0.2 g/kg x 3.3 kg = 0.66 -> 0.7 g. Parts rounded by themselves (0.33 each) would make 0.6 g.
    assert parts("3.3", 2, "0.2") == [Decimal("0.4"), Decimal("0.3")]


def test_a_part_knows_its_number_and_the_rounding_of_the_whole() -> None:
    first, second = split_dose(drug("immunoglobulin"), asked("1.6", "g/kg", divisor=2, per="course"), child("4.2"))
    assert (first.part.number, first.part.of, first.part.total) == (1, 2, Decimal("6.7"))
    assert (second.part.number, second.part.of, second.part.total) == (2, 2, Decimal("6.7"))
    assert first.exact == second.exact == Fraction("3.36")
    assert first.rounding == second.rounding == Fraction("-0.02") / Fraction("6.72")
    assert (first.drug, first.amount.unit, first.basis, first.step) == (
        "immunoglobulin", "g", Decimal("4.2"), Decimal("0.1"),
    )  # fmt: skip


def test_a_drug_that_is_not_rounded_cannot_be_split() -> None:
    with pytest.raises(ValueError, match="ruxolitinib"):
        split_dose(drug("ruxolitinib"), asked("10", "mg", divisor=2), child())
