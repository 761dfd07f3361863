"""What is typed into a cell: a number, a number beyond the assay, few words, or nothing; nothing is guessed at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hlh_desktop.domain.results.flowsheet.typed import Typed, typed
from hlh_desktop.domain.results.values import Reported
from tests.builders import knowledge

WORDING = knowledge().wording


def read(text: str, analyte: str = "ferritin", unit: str = "ug/L") -> Typed:
    return typed(text, analyte, unit, WORDING)


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("41", None, "41"), (" 1.70 ", None, "1.70"), ("> 20000", ">", "20000"), ("<35", "<", "35"),
        (">= 0.5", ">=", "0.5"), ("\N{LESS-THAN OR EQUAL TO}1.5", "<=", "1.5"),
    ],
)  # fmt: skip
def test_a_number_is_kept_as_it_was_typed_with_its_comparator(text: str, comparator: str, value: str) -> None:
    found = read(text).reported
    assert found is not None
    assert (found.comparator, str(found.value), found.unit, found.status) == (comparator, value, "ug/L", "final")


@pytest.mark.parametrize("text", ["", "   ", "-", "--", "\N{EN DASH}", "\N{EM DASH}"])
def test_a_dash_or_nothing_is_not_measured_and_never_0(text: str) -> None:
    assert read(text) == Typed()


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("pending", Reported("ebv", "IU/mL", status="pending")),
        ("Pending", Reported("ebv", "IU/mL", status="pending")),
        ("not  done", Reported("ebv", "IU/mL", text="not done", status="cancelled")),
        ("Clotted", Reported("ebv", "IU/mL", text="Clotted", status="cancelled")),
        ("not detected", Reported("ebv", "IU/mL", text="not detected")),
    ],
)
def test_few_words_stand_for_a_result_that_has_no_number(text: str, reported: Reported) -> None:
    found = read(text, "ebv", "IU/mL")
    assert found == Typed(reported)
    assert reported.valued is False


def test_a_judgement_of_the_laboratory_is_words_where_the_unit_says_so_and_only_there() -> None:
    assert read("absent", "nk", "interpretation").reported == Reported("nk", "interpretation", text="absent")
    assert read("absent", "nk", "LU10").wrong == "not_a_plain_decimal"
    assert read("12", "nk", "interpretation").wrong == "result_words"


@pytest.mark.parametrize("text", ["1,5", "11,734", "1e3", ".5", "5.", "-3", "4 1", "41 g/L", "> ", "l2", "١٢", "++"])
def test_what_is_no_plain_decimal_is_told_and_not_guessed_at(text: str) -> None:
    assert read(text) == Typed(wrong="not_a_plain_decimal")


@pytest.mark.parametrize("code", ["not_a_plain_decimal", "result_words"])
def test_each_refusal_has_a_sentence(code: str) -> None:
    assert WORDING.has(f"results.typed.{code}")


def test_a_result_in_words_or_a_number_has_one_of_both() -> None:
    assert read("0").reported == Reported("ferritin", "ug/L", Decimal(0))
