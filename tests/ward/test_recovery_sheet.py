"""The recovery sheet of a ward in the making: two groups typed back, rows that check themselves, the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from hlh_desktop.ward import entering
from hlh_desktop.ward.recovery_sheet import (
    ROWS,
    Group,
    row_is_right,
    row_is_whole,
    sheet_pdf,
    to_type_back,
)
from tests.builders import knowledge
from tests.ward import wards

if TYPE_CHECKING:
    from hlh_desktop.record.making import Preparation


@pytest.fixture
def preparation() -> Preparation:
    return entering.prepare(
        name="Ward 4B", zone="Europe/Paris", person_name=wards.DOCTOR, password=wards.PASSWORD, workstation="PC",
        now=wards.NOW, cost=wards.CHEAP,
    )  # fmt: skip


def test_two_groups_of_different_rows_are_asked_and_not_always_the_same(
    preparation: Preparation,
) -> None:
    asked = {tuple((one.row, one.place) for one in to_type_back(preparation)) for _ in range(40)}
    assert len(asked) > 1
    for (row, _), (other, _) in asked:
        assert 1 <= row < other <= ROWS


def test_a_group_is_what_is_printed_there(preparation: Preparation) -> None:
    for one in to_type_back(preparation):
        assert preparation.recovery.rows[one.row - 1].split("-")[one.place - 1] == one.letters
        assert one.is_typed(f" {one.letters.lower()} ")


@pytest.mark.parametrize(
    ("typed", "right"), [("10A0", True), ("IOAo", True), ("10A", False), ("10AA", False), ("", False)]
)
def test_lookalikes_are_read_as_what_they_look_like(typed: str, right: bool) -> None:
    assert Group(1, 1, "10A0").is_typed(typed) is right


def test_rows_check_themselves(preparation: Preparation) -> None:
    rows = preparation.recovery.rows
    assert all(row_is_right(number, row) for number, row in enumerate(rows, 1))
    assert not row_is_right(2, rows[0])
    assert row_is_whole(rows[0])
    assert not row_is_whole(rows[0][:-1])


def test_the_paper_holds_every_row_and_no_secret_stands_in_a_repr(preparation: Preparation) -> None:
    pdf = sheet_pdf(preparation, knowledge().wording, wards.LATER)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range().replace(" ", "")
    for row in preparation.recovery.rows:
        assert row in text
    asked = to_type_back(preparation)
    assert all(one.letters not in repr(one) for one in asked)
