"""Codes to scan: read back as what they are, and refused when one character is wrong or of another ward."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hlh_desktop.domain.scan import (
    LETTERS,
    LONGEST,
    PlainNumber,
    ScannedChild,
    ScannedDose,
    code_of_child,
    code_of_dose,
    dose_of,
    read,
    whose,
)

WARD, OTHER = "W-7C31", "W-7C32"
CHILD, SECOND = UUID("8c2f4f60-4a86-4d13-9df0-2f9a40b1c7e5"), UUID("11111111-2222-4333-8444-555555555555")
NUMBERS = st.text(LETTERS, min_size=1, max_size=17)
WARDS = st.from_regex(r"W-[0-9A-F]{4}", fullmatch=True)


def codes(ward: str) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(code_of_child, st.uuids(), NUMBERS, st.just(ward)),
        st.builds(code_of_child, st.uuids(), st.text(min_size=1, max_size=64), st.just(ward)),
        st.builds(code_of_dose, st.uuids(), st.just(ward)),
    )


def is_refused(text: str, ward: str) -> bool:
    return not isinstance(read(text, ward), ScannedChild | ScannedDose)


@given(NUMBERS, WARDS)
def test_a_number_of_capitals_and_figures_is_read_back_from_its_code(number: str, ward: str) -> None:
    code = code_of_child(CHILD, number, ward)
    assert read(code, ward) == ScannedChild(code, number)


@given(codes(WARD))
def test_every_code_is_short_and_of_capitals_and_figures_only(code: str) -> None:
    assert len(code) <= LONGEST
    assert set(code) <= set(LETTERS)


@given(codes(WARD), st.data())
def test_every_wrong_character_is_refused(code: str, data: st.DataObject) -> None:
    for place, right in enumerate(code):
        wrong = data.draw(st.sampled_from(LETTERS.replace(right, "")))
        assert is_refused(code[:place] + wrong + code[place + 1 :], WARD)


def test_every_wrong_character_of_a_code_is_refused_whatever_it_is() -> None:
    for code in (code_of_child(CHILD, "TV04", WARD), code_of_child(CHILD, "TV-04", WARD), code_of_dose(CHILD, WARD)):
        for place, right in enumerate(code):
            for wrong in LETTERS.replace(right, ""):
                assert is_refused(code[:place] + wrong + code[place + 1 :], WARD)


@given(codes(WARD))
def test_every_exchange_of_neighbours_is_refused(code: str) -> None:
    for place in range(len(code) - 1):
        first, second = code[place : place + 2]
        if first != second:
            assert is_refused(code[:place] + second + first + code[place + 2 :], WARD)


@given(codes(WARD), st.sampled_from(("W-7C32", "W-0000", "W-FFFF", "")))
def test_a_code_of_another_ward_is_refused(code: str, other: str) -> None:
    assert is_refused(code, other)
    assert whose(code, other, {CHILD: "TV04"}) == ()


@pytest.mark.parametrize("number", ["TV-04", "Nº 12", "李", "1" * 18, "é4"])
def test_a_number_that_no_code_can_hold_is_replaced_by_a_key_of_the_child(number: str) -> None:
    code = code_of_child(CHILD, number, WARD)
    assert read(code, WARD) == ScannedChild(code, None)
    assert code == code_of_child(CHILD, "another-" + number, WARD)
    assert code != code_of_child(SECOND, number, WARD)


@pytest.mark.parametrize("number", ["TV04", "tv04", " tv 04 "])
def test_spaces_and_capitals_make_no_other_code(number: str) -> None:
    assert code_of_child(CHILD, number, WARD) == code_of_child(CHILD, "TV04", WARD)


def test_a_code_does_not_hold_the_name_and_changes_with_the_number() -> None:
    assert code_of_child(CHILD, "TV04", WARD).startswith("PTV04")
    assert code_of_child(CHILD, "TV04", WARD) != code_of_child(CHILD, "TV05", WARD)


def test_a_reader_whose_capitals_are_off_is_understood() -> None:
    code = code_of_child(CHILD, "TV04", WARD)
    assert read(f" {code.lower()}\r", WARD) == ScannedChild(code, "TV04")


@given(st.uuids(), st.uuids())
def test_a_dose_is_found_by_its_code_and_no_other_is(dose: UUID, other: UUID) -> None:
    assume(dose != other)
    scanned = read(code_of_dose(dose, WARD), WARD)
    assert isinstance(scanned, ScannedDose)
    assert dose_of(scanned, WARD, [other, dose]) == dose
    assert dose_of(scanned, WARD, [other]) is None
    assert dose_of(scanned, OTHER, [dose]) is None


def test_a_code_of_a_dose_names_no_child() -> None:
    assert whose(code_of_dose(CHILD, WARD), WARD, {CHILD: "TV04"}) == ()


@pytest.mark.parametrize("text", ["4711", "TV-04", "PTV04", "P1", "C123", "D123456789012"])
def test_what_is_no_code_may_be_a_hospital_number(text: str) -> None:
    assert read(f"{text}\n", WARD) == PlainNumber(text)


@pytest.mark.parametrize("text", ["ng/mL", "mg", "P", "Unknown"])
def test_letters_without_a_figure_name_nobody(text: str) -> None:
    assert read(f"{text}\n", WARD) is None


@pytest.mark.parametrize("text", ["", "  ", "\n", "a\x1db"])
def test_nothing_legible_is_nothing(text: str) -> None:
    assert read(text, WARD) is None
    assert whose(text, WARD, {CHILD: "", SECOND: "TV04"}) == ()


@pytest.mark.parametrize("text", [code_of_child(CHILD, "TV04", WARD), "TV04", "tv 04"])
def test_the_band_of_the_program_and_that_of_the_hospital_name_the_same_child(text: str) -> None:
    assert whose(text, WARD, {SECOND: "TV05", CHILD: "TV04"}) == (CHILD,)


def test_a_band_from_before_the_number_was_corrected_names_nobody() -> None:
    assert whose(code_of_child(CHILD, "TV04", WARD), WARD, {CHILD: "TV40"}) == ()


def test_a_text_that_names_two_children_is_told_to_name_two() -> None:
    code = code_of_child(CHILD, "TV04", WARD)
    assert whose(code, WARD, {CHILD: "TV04", SECOND: code}) == (CHILD, SECOND)


@pytest.mark.parametrize("begin", ["D4711", "C4711"])
def test_a_key_that_is_too_short_is_no_code_whatever_its_check(begin: str) -> None:
    assert all(is_refused(begin + first + second, WARD) for first in LETTERS for second in LETTERS)


def test_letters_of_another_script_are_never_taken_for_those_of_a_code() -> None:
    code = code_of_child(CHILD, "I1", WARD)
    assert is_refused(code.replace("I", "\N{LATIN SMALL LETTER DOTLESS I}"), WARD)
