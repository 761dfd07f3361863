"""Who may do what by the table of deeds, and what a PIN must be."""

from __future__ import annotations

import ast
from typing import get_args

import pytest

from hlh_desktop.domain.people import Deed, Proof, Role, Staff, in_order, is_pin, is_simple, may, proves
from hlh_desktop.ward.log.giving import DEEDS
from tests.builders import ROOT, knowledge

RULES = knowledge().people
# The table as the ward reads it, a second time by hand: P physician, N nurse, H pharmacist, A administrator.
BY_HAND: dict[Deed, str] = {
    "sign": "P", "release": "P", "stop": "P", "voice": "NH", "countersign": "P", "assess": "P",
    "give": "PN", "give_intrathecal": "", "check": "PNH", "hold": "PNH", "lift": "P", "strike": "PNH", "task": "PNH",
    "measure": "PN", "stay": "PN", "print": "PNHA", "export": "PNHA", "switch": "PNHA", "people": "A", "policy": "A",
    "result": "PNH", "analytes": "PA", "approve": "PH", "own_value": "PH",
}  # fmt: skip
# By these somebody's right is asked.
ASKING = ("require", "may", "authorise")
ROLES: dict[str, Role] = {"P": "physician", "N": "nurse", "H": "pharmacist", "A": "administrator"}


def somebody(*roles: Role) -> Staff:
    return Staff("1", "Somebody", roles)


def test_every_deed_stands_in_the_table() -> None:
    assert set(BY_HAND) == set(get_args(Deed)) == set(RULES.deeds)


def test_nothing_stands_in_the_table_that_the_program_does_not_ask() -> None:
    """A deed that nothing asks for would promise a right that nobody has."""
    asked = {*DEEDS.values()}
    for file in (ROOT / "hlh_desktop").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in ASKING:
                asked |= {one.value for one in ast.walk(call) if isinstance(one, ast.Constant)}  # type: ignore[misc]
    assert set(RULES.deeds) <= asked


@pytest.mark.parametrize("letter", ROLES)
@pytest.mark.parametrize("deed", BY_HAND)
def test_a_role_may_do_what_the_table_says_and_nothing_else(deed: Deed, letter: str) -> None:
    assert may(somebody(ROLES[letter]), deed, RULES) is (letter in BY_HAND[deed])


@pytest.mark.parametrize("deed", get_args(Deed))
def test_nobody_may_do_anything_without_a_role(deed: Deed) -> None:
    assert not may(somebody(), deed, RULES)
    assert not may(somebody("intrathecal"), deed, RULES)


def test_an_intrathecal_dose_needs_the_register_beside_the_profession() -> None:
    assert may(somebody("physician", "intrathecal"), "give_intrathecal", RULES)
    assert may(somebody("nurse", "intrathecal"), "give_intrathecal", RULES)
    assert not may(somebody("pharmacist", "intrathecal"), "give_intrathecal", RULES)


def test_one_of_several_roles_is_enough() -> None:
    assert may(somebody("administrator", "nurse"), "give", RULES)
    assert not may(somebody("administrator", "nurse"), "sign", RULES)


@pytest.mark.parametrize(
    ("deed", "shown", "enough"),
    [
        ("sign", "password", True), ("sign", "pin", False), ("sign", "session", False),
        ("release", "pin", False), ("people", "pin", False), ("people", "password", True),
        ("check", "pin", True), ("check", "password", True), ("check", "session", False),
        ("give", "session", True),
    ],
)  # fmt: skip
def test_a_deed_asks_for_as_much_proof_as_the_table_says(deed: Deed, shown: Proof, enough: bool) -> None:
    assert proves(shown, deed, RULES) is enough


def test_roles_stand_once_each_in_the_order_of_the_table_and_strangers_not_at_all() -> None:
    assert in_order(("intrathecal", "nurse", "captain", "physician", "nurse"), RULES) == (
        "physician", "nurse", "intrathecal",
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["4829", "01986", "19860412"])
def test_a_pin_has_four_to_eight_digits(typed: str) -> None:
    assert is_pin(typed, RULES.pin)
    assert not is_simple(typed, RULES.pin)


@pytest.mark.parametrize("typed", ["", "482", "482913765", "48a9", "48 29", "-482", "\uff14\uff18\uff12\uff19", "²²²²"])
def test_anything_else_is_no_pin(typed: str) -> None:
    assert not is_pin(typed, RULES.pin)


@pytest.mark.parametrize("typed", ["0000", "99999999", "1234", "345678", "8765", "4321"])
def test_one_digit_again_and_again_and_rows_are_too_simple(typed: str) -> None:
    assert is_simple(typed, RULES.pin)


@pytest.mark.parametrize("typed", ["1224", "1357", "7890", "1212"])
def test_other_digits_are_not(typed: str) -> None:
    assert not is_simple(typed, RULES.pin)
