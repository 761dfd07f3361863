"""The recovery code: printed to be typed, and each slip of a finger is named by its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.recovery import LETTERS, RecoveryCode, new_code, parse, row_is_right

ROWS = st.lists(st.text(LETTERS, min_size=12, max_size=12), min_size=8, max_size=8)


def code_of(rows: list[str]) -> RecoveryCode:
    """The code of these letters, with the check figures that make each row right."""
    checked = (
        next(f"{row}{check:02}" for check in range(100) if row_is_right(number, f"{row}{check:02}"))
        for number, row in enumerate(rows, 1)
    )
    return parse("\n".join(checked))


CODES = ROWS.map(code_of)
SLIPS = st.tuples(st.integers(0, 7), st.integers(0, 16), st.sampled_from(LETTERS))


def trouble(text: str) -> Trouble:
    with pytest.raises(Trouble) as caught:
        parse(text)
    return caught.value


def test_a_new_code_looks_as_on_the_sheet() -> None:
    code = new_code()
    assert len(code.rows) == 8
    for row in code.rows:
        *groups, check = row.split("-")
        assert [len(group) for group in groups] == [4, 4, 4]
        assert set("".join(groups)) <= set(LETTERS)
        assert len(check) == 2
        assert check.isdecimal()
    assert not set("ILOU") & set(LETTERS)


def test_no_two_codes_are_alike() -> None:
    assert len({row for _ in range(50) for row in new_code().rows}) == 400


def test_a_code_does_not_show_itself() -> None:
    code = new_code()
    assert not any(row in f"{code!r} {code}" for row in code.rows)


@given(CODES)
def test_a_code_is_read_as_it_was_printed(code: RecoveryCode) -> None:
    assert parse("\n".join(code.rows)) == code
    assert parse("".join(code.rows)) == code
    assert parse(" ".join(code.rows).lower().replace("-", " ")) == code


@given(CODES)
def test_letters_that_look_alike_are_read_as_what_was_printed(code: RecoveryCode) -> None:
    text = "\n\n".join(code.rows).replace("0", "o").replace("1", "l")
    assert parse(text).secret == code.secret
    assert parse(text.replace("l", "I")) == code


@given(CODES, SLIPS)
def test_each_single_mistyped_letter_names_its_row(code: RecoveryCode, slip: tuple[int, int, str]) -> None:
    row, place, letter = slip
    rows = list(code.rows)
    if rows[row][place] in ("-", letter):
        return
    rows[row] = rows[row][:place] + letter + rows[row][place + 1 :]
    found = trouble("\n".join(rows))
    assert (found.code, found.values["row"], found.values["rows"]) == ("recovery_row", row + 1, str(row + 1))
    assert trouble("".join(rows)).values["row"] == row + 1


@given(CODES, st.integers(0, 7), st.integers(0, 10))
def test_two_swapped_neighbours_name_their_row(code: RecoveryCode, row: int, place: int) -> None:
    letters = list(code.rows[row].replace("-", ""))
    if letters[place] == letters[place + 1]:
        return
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    rows = [*code.rows[:row], "".join(letters), *code.rows[row + 1 :]]
    assert trouble("\n".join(rows)).values["rows"] == str(row + 1)


@given(CODES, st.integers(0, 7), st.integers(0, 7))
def test_two_swapped_rows_are_named(code: RecoveryCode, one: int, other: int) -> None:
    rows = list(code.rows)
    if one == other:
        return
    rows[one], rows[other] = rows[other], rows[one]
    low, high = sorted((one + 1, other + 1))
    assert trouble("\n".join(rows)).values["rows"] == f"{low}, {high}"


@given(CODES, st.integers(0, 7), st.integers(0, 16))
def test_a_letter_left_out_names_its_row(code: RecoveryCode, row: int, place: int) -> None:
    if code.rows[row][place] == "-":
        return
    short = code.rows[row][:place] + code.rows[row][place + 1 :]
    rows = [*code.rows[:row], short, *code.rows[row + 1 :]]
    assert trouble("\n".join(rows)).values["rows"] == str(row + 1)


@given(st.text(max_size=150))
def test_any_other_text_is_a_calm_trouble(text: str) -> None:
    assert trouble(text).code in ("recovery_row", "recovery_incomplete")


def test_seven_rows_are_not_enough() -> None:
    found = trouble("\n".join(new_code().rows[:7]))
    assert (found.code, found.values) == ("recovery_incomplete", {"expected": 8})


@pytest.mark.parametrize("check", ["", "1", "123", "AB", "\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT TWO}", "97"])
def test_check_figures_are_two_figures(check: str) -> None:
    assert not row_is_right(1, f"ABCD-EFGH-JKMN-{check}")


def test_a_trouble_tells_nothing_of_the_code() -> None:
    rows = list(new_code().rows)
    rows[2] = "U" + rows[2][1:]
    found = trouble("\n".join(rows))
    assert not any(row[5:9] in f"{found!r} {found.values}" for row in rows)
