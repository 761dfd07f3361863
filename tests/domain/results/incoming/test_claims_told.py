"""Who a file means, case by case: what points to the child, what differs, and what a person is told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hlh_desktop.domain.results.incoming.claims import Known, Verdict, compare, differences, verdict
from hlh_desktop.domain.results.incoming.values import Claim, Incoming, LabFile

CHILD = Known("TV 04", "M\N{LATIN SMALL LETTER U WITH DIAERESIS}ller", "Anna Maria", date(2020, 4, 11), "female")
FAMILY, GIVEN, BORN = ("MULLER", "M\N{LATIN SMALL LETTER U WITH DIAERESIS}ller"), ("Anna",), "2020-04-11"


def of(
    *claims: Claim, kind: Any = "hl7", rows: tuple[int | None, ...] | None = None, confirmed: bool = False
) -> Verdict:
    """The verdict on a file with a row of each claim, or with rows of those that are named."""
    numbers = tuple(range(len(claims))) if rows is None else rows
    found = tuple(Incoming(str(place), number) for place, number in enumerate(numbers))
    return verdict(LabFile(kind, found, claims), CHILD, confirmed=confirmed)


@pytest.mark.parametrize(
    ("claim", "match"),
    [
        (Claim((), FAMILY, (), BORN), "unsure"), (Claim((), (), GIVEN, BORN), "unsure"),
        (Claim((), FAMILY, GIVEN, ""), "nobody"), (Claim((), (), (), BORN), "nobody"),
        (Claim((), FAMILY, GIVEN, "2020-04-12"), "another"), (Claim((), ("Meier",), GIVEN, BORN), "another"),
        (Claim((), FAMILY, GIVEN, BORN, "male"), "another"),
        (Claim((), FAMILY, GIVEN, BORN, unread=("sex",)), "another"),
        (Claim(("998", " tv04 "),), "same"), (Claim(("998",), FAMILY, GIVEN, BORN), "another"),
        (Claim(("TV04",), ("Meier",)), "differs"), (Claim(("TV04",), unread=("sex",)), "differs"),
    ],
)  # fmt: skip
def test_the_number_decides_and_without_one_name_and_birth_date_point_to_the_child(claim: Claim, match: str) -> None:
    assert compare(claim, CHILD) == match


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("Anna", "Anna Maria", True), ("Anna Maria", "Anna", True), ("ANNA-MARIA", "Anna Maria", True),
        ("Maria", "Anna Maria", False), ("Anna", "Annabel", False), ("Anna Sophie", "Anna Maria", False),
        ("", "Anna", False),
    ],
)  # fmt: skip
def test_of_several_given_names_the_first_alone_is_enough(said: str, known: str, same: bool) -> None:
    found = list(differences(Claim(("1",), given=(said,)), Known("1", given=known)))
    assert found == ([] if same else [("given_name", said, known)])


def test_a_family_name_is_never_only_a_part_and_any_one_that_is_borne_agrees() -> None:
    child = Known("1", family="de la Cruz")
    assert list(differences(Claim(("1",), ("de",)), child)) == [("family_name", "de", "de la Cruz")]
    assert not list(differences(Claim(("1",), ("Perez", "DE LA CRUZ")), child))
    told = list(differences(Claim(("1",), ("Perez", "Lopez")), child))
    assert told == [("family_name", "Perez", "de la Cruz")], "the first that the file names is told"


def test_letters_that_look_the_same_are_the_same_however_they_are_coded() -> None:
    wide = "\N{FULLWIDTH LATIN CAPITAL LETTER L}\N{FULLWIDTH LATIN CAPITAL LETTER I}"
    assert not list(differences(Claim(("1",), (wide,), (wide,)), Known("1", "Li", "Li")))


def test_all_that_differs_is_told_in_its_order_what_nobody_can_read_first() -> None:
    claim = Claim(("TV04",), ("Meier",), ("Eva",), "2019", "male", ("birth_date",))
    assert list(differences(claim, CHILD)) == [
        ("birth_date", "birth_date", ""), ("family_name", "Meier", CHILD.family), ("given_name", "Eva", "Anna Maria"),
        ("birth_date", "2019", "2020-04-11"), ("sex", "male", "female"),
    ]  # fmt: skip
    assert list(differences(Claim(("TV04",), ("Meier",), ("Eva",), "2019", "male"), Known("TV04"))) == []


# --- what a person is told


@pytest.mark.parametrize(
    ("claim", "code", "values"),
    [
        (Claim(("TV04",), sex="male"), "identity_sex", {"said": "male", "known": "female", "number": "TV 04"}),
        (Claim(("TV04",), unread=("birth_date",)), "identity_unread_birth_date", {"number": "TV 04"}),
        (Claim(("X1", "X2", "X1")), "identity_another", {"numbers": "X1, X2", "number": "TV 04"}),
        (Claim((), given=GIVEN), "identity_incomplete", {"number": "TV 04"}),
        (Claim(), "identity_missing", {"number": "TV 04"}),
    ],
)  # fmt: skip
def test_why_a_file_is_blocked_is_told_with_its_values(claim: Claim, code: str, values: dict[str, str]) -> None:
    found = of(claim)
    assert (found.blocks, found.confirm, found.reason.code, found.reason.values) == (True, False, code, values)


@pytest.mark.parametrize(("count", "end"), [(10, "X10"), (11, "X10, ...")])
def test_at_most_ten_numbers_of_other_patients_are_listed(count: int, end: str) -> None:
    numbers = of(*(Claim((f"X{one}",)) for one in range(1, count + 1))).reason.values["numbers"]
    assert numbers.startswith("X1, X2, ")
    assert numbers.endswith(f"X9, {end}")


def test_a_patient_who_is_only_alike_is_not_matched_beside_the_child() -> None:
    alike = Claim((), FAMILY, GIVEN, BORN)
    both = of(alike, Claim(("TV04",)))
    assert (both.reason.code, both.matches) == ("identity_same", {1})
    asked = of(alike)
    assert (asked.reason.code, asked.matches, asked.confirm) == ("identity_confirm", {0}, True)
    sure = of(alike, confirmed=True)
    assert (sure.reason.code, sure.matches, sure.confirm) == ("identity_confirmed", {0}, False)


def test_rows_of_nobody_in_a_table_that_names_patients_stay_nobody_s() -> None:
    found = of(Claim(("TV04",)), kind="csv", rows=(0, None))
    assert (found.blocks, found.matches) == (False, {0})
    other = of(Claim(("X1",)), kind="csv", rows=(0, None), confirmed=True)
    assert (other.blocks, other.matches, other.reason.code) == (True, frozenset(), "identity_another")


def test_a_file_without_rows_says_so_unless_it_names_the_child_wrongly() -> None:
    assert of(Claim(("TV04",)), rows=()).reason.code == "identity_no_rows"
    wrong = of(Claim(("TV04",), ("Meier",)), rows=())
    assert (wrong.blocks, wrong.reason.code) == (True, "identity_family_name")
