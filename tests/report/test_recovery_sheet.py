"""The recovery sheet: one page on both papers, its key in letters and to scan, and no word about a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import ImageOps

from hlh_desktop.record.recovery import new_code, parse
from hlh_desktop.report.recovery_sheet import RecoverySheet, write
from tests.builders import knowledge
from tests.report.sheets import texts

if TYPE_CHECKING:
    from hlh_desktop.report.printing import Paper

CODE = new_code()
SHEET = RecoverySheet(
    CODE.rows, "Ward 4B", "W-7C31", 2, datetime(2026, 11, 22, 5, 40), datetime(2026, 11, 23, 8, 1), "A. Admin", "WS-1"
)


def made(sheet: RecoverySheet) -> bytes:
    target = BytesIO()
    write(sheet, knowledge().wording, target)
    return target.getvalue()


def text(sheet: RecoverySheet) -> str:
    (page,) = texts(made(sheet))
    return " ".join(page.split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("training", [False, True])
def test_it_is_one_page_with_all_that_it_needs(paper: Paper, training: bool) -> None:
    found = text(replace(SHEET, paper=paper, training=training))
    for wanted in (
        "Ward 4B", "Recovery sheet", "Ward number W-7C31", "Made 22 Nov 2026 05:40", "Sheet 2", "Page" * 0,
        "Sheet 2 of ward W-7C31. It holds until sheet 3 is made.", "Printed 23 Nov 2026 08:01 by A. Admin on WS-1.",
        "name, role", "signature",
    ):  # fmt: skip
        assert wanted in found
    assert ("TRAINING" in found) == training


def test_every_row_stands_on_it_and_opens_what_it_should() -> None:
    found = text(SHEET).replace(" ", "")
    assert all(row in found for row in CODE.rows)


def test_what_is_scanned_is_the_same_code() -> None:
    assert parse(SHEET.scan) == CODE
    assert SHEET.scan == SHEET.scan.upper()
    assert all(letter.isalnum() or letter == " " for letter in SHEET.scan)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["W", "Kinderonkologie und Hämatologie, Station für Stammzelltransplantation 4B " * 2])
def test_nothing_stands_near_an_edge_whatever_the_ward_is_called(paper: Paper, name: str) -> None:
    document = pypdfium2.PdfDocument(made(replace(SHEET, ward=name, paper=paper, training=True)))
    image = ImageOps.invert(document[0].render(scale=1, grayscale=True).to_pil())
    assert len(document) == 1
    document.close()
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    edge, binder = 5 / 25.4 * 72, 18 / 25.4 * 72
    assert left >= binder - 2
    assert right <= image.width - edge
    assert top >= edge
    assert bottom <= image.height - edge


def test_the_names_of_ward_and_person_are_never_markup() -> None:
    found = text(replace(SHEET, ward="<b>4 & 5</b>", by="<i>A</i>"))
    assert "<b>4 & 5</b>" in found
    assert "by <i>A</i> on" in found


def test_the_key_is_not_shown_where_a_sheet_is_named() -> None:
    assert not any(row in repr(SHEET) for row in CODE.rows)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert made(SHEET) == made(SHEET)
