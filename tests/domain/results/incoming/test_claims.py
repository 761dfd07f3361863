"""Whose results a file holds: number, names, birth date and sex; any difference blocks, and so does silence."""

from __future__ import annotations

from datetime import date

import pytest

from hlh_desktop.domain.results.incoming.claims import Known, compare, verdict
from hlh_desktop.domain.results.incoming.values import Claim, Incoming, LabFile

CHILD = Known("TV 04", "Müller", "Anna Maria", date(2020, 4, 11), "female")
WHOLE = Claim(("tv04", "998"), ("MÜLLER",), ("ANNA",), "2020-04-11", "female")


def of(*claims: Claim, kind: str = "hl7", rows: int = 1, confirmed: bool = False):  # type: ignore[no-untyped-def]
    found = tuple(Incoming(str(number), number if claims else None) for number in range(max(rows, len(claims))))
    return verdict(LabFile(kind, found if rows else (), claims), CHILD, confirmed=confirmed)  # type: ignore[arg-type]


def test_the_same_child_however_it_is_spelt() -> None:
    found = of(WHOLE)
    assert not found.blocks
    assert found.matches == {0}
    assert compare(Claim(("TV04",), ("Mu\u0308ller",), ("Anna Maria",)), CHILD) == "same"


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (Claim(("TV04",), ("Meier",)), "identity_family_name"),
        (Claim(("TV04",), ("Müller",), ("Hanna",)), "identity_given_name"),
        (Claim(("TV04",), born="2020-04-12"), "identity_birth_date"),
        (Claim(("TV04",), born="2021"), "identity_birth_date"),
        (Claim(("TV04",), sex="male"), "identity_sex"),
        (Claim(("TV04",), unread=("birth_date",)), "identity_unread_birth_date"),
        (Claim(("TV05",), ("Müller",), ("Anna",), "2020-04-11", "female"), "identity_another"),
        (Claim((), ("Müller",)), "identity_incomplete"),
        (Claim(), "identity_missing"),
    ],
)
def test_any_difference_and_any_silence_blocks_and_is_named(claim: Claim, code: str) -> None:
    found = of(claim)
    assert found.blocks
    assert found.reason.code == code
    assert not found.matches


def test_a_difference_blocks_the_whole_file_even_beside_rows_that_agree() -> None:
    assert of(WHOLE, Claim(("TV04",), ("Meier",))).blocks


def test_other_patients_in_the_file_do_not_block_and_are_not_matched() -> None:
    found = of(Claim(("X1",)), WHOLE, Claim(("X2",)))
    assert not found.blocks
    assert found.matches == {1}


def test_a_part_of_a_birth_date_agrees_as_far_as_it_goes() -> None:
    assert compare(Claim(("TV04",), born="2020-04"), CHILD) == "same"


def test_what_the_record_does_not_know_is_not_compared() -> None:
    assert compare(WHOLE, Known("TV04")) == "same"


def test_name_and_birth_date_without_a_number_need_the_word_of_a_person() -> None:
    named = Claim((), ("Müller",), ("Anna",), "2020-04-11")
    assert of(named).blocks
    assert of(named).confirm
    assert not of(named, confirmed=True).blocks
    assert of(Claim((), ("Meier",), ("Anna",), "2020-04-11"), confirmed=True).blocks


@pytest.mark.parametrize("kind", ["csv", "paste"])
def test_a_table_that_names_nobody_needs_the_word_of_a_person(kind: str) -> None:
    asked = of(kind=kind)
    assert (asked.blocks, asked.confirm) == (True, True)
    assert of(kind=kind, confirmed=True).matches == {None}


@pytest.mark.parametrize("kind", ["hl7", "fhir"])
def test_no_word_stands_for_a_missing_patient_segment_or_resource(kind: str) -> None:
    found = of(kind=kind, confirmed=True)
    assert (found.blocks, found.confirm) == (True, False)
    assert found.reason.code == "identity_missing"


def test_a_file_without_results_is_nobodys_business() -> None:
    assert not of(Claim(("X1",)), rows=0).blocks
