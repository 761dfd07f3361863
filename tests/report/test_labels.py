"""Wristband and labels: they say who the child is, their codes are read back from the page, no name is cut."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from PIL import ImageOps
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.units import mm

from hlh_desktop.domain.scan import code_of_child, code_of_dose
from hlh_desktop.report.codes import BARS, LEAST, bars
from hlh_desktop.report.label_pieces import BAND_CODE, LABEL_CODE
from hlh_desktop.report.label_sheet import LabelledChild, write_labels
from hlh_desktop.report.printing import Printing
from tests.builders import ROOT, knowledge
from tests.report.sheets import texts
from tests.report.test_safe_writing import FORBIDDEN

if TYPE_CHECKING:
    from PIL.Image import Image

    from hlh_desktop.report.printing import Paper

ID, WARD = UUID("8c2f4f60-4a86-4d13-9df0-2f9a40b1c7e5"), "W-7C31"
PRINTING = Printing(datetime(2026, 11, 22, 7, 5), "P. Example", "PHARM-1")
TRAINING = replace(PRINTING, training=True)
CHILD = LabelledChild(
    code_of_child(ID, "TV04", WARD), "TV04", "Example", "Four", date(2024, 6, 22), "female", ("penicillin", "latex")
)
# What fills a code to its last character, and what no code can hold.
LONGEST, TOO_LONG = "A1B2C3D4E5F6G7H8I", "M" * 64
FAMILY = "Wolfeschlegelsteinhausenbergerdorff"
QR, BARS_READ = zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128
POINTS = 72


def child(mrn: str = "TV04", **changes: object) -> LabelledChild:
    return replace(CHILD, mrn=mrn, code=code_of_child(ID, mrn, WARD), **changes)


def made(labelled: LabelledChild, printing: Printing = PRINTING) -> bytes:
    target = BytesIO()
    write_labels(labelled, knowledge().wording, printing, target)
    return target.getvalue()


def text(labelled: LabelledChild, printing: Printing = PRINTING) -> str:
    (page,) = texts(made(labelled, printing))
    return " ".join(page.split())


def seen(labelled: LabelledChild, dots: int, printing: Printing = PRINTING) -> Image:
    """The page in grey, at so many dots an inch."""
    document = pypdfium2.PdfDocument(made(labelled, printing))
    image = document[0].render(scale=dots / POINTS, grayscale=True).to_pil()
    document.close()
    return image


def pieces(labelled: LabelledChild, printing: Printing = PRINTING) -> int:
    """How many pieces stand on the sheet: each says the number once, and the head does."""
    return "".join(texts(made(labelled, printing))[0].split()).count(f"No.{labelled.mrn}") - 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_is_one_page_with_a_band_and_eight_labels_that_say_who_the_child_is(paper: Paper) -> None:
    found = text(CHILD, replace(PRINTING, paper=paper))
    for words in ("EXAMPLE, Four", "No. TV04", "born 22 Jun 2024, female", "Allergies penicillin, latex"):
        assert found.count(words) == 1 + 1 + 8, words
    assert found.count(CHILD.code) == 2 + 8, "below each code of the band, and on each label"
    assert "Printed Sun 22 Nov 2026 07:05 by P. Example on PHARM-1." in found


@pytest.mark.parametrize(("allergies", "said"), [(None, "Allergies NOT ASKED"), ((), "Allergies none known")])
def test_allergies_nobody_asked_for_are_never_none_known(allergies: tuple[str, ...] | None, said: str) -> None:
    assert text(child(allergies=allergies)).replace("  ", " ").count(said) == 10


def test_allergies_without_room_are_counted_and_never_cut() -> None:
    many = tuple(f"allergen {number}" for number in range(1, 31))
    for shown, more in re.findall(
        r"Allergies ((?:allergen \d+, )*)and (\d+) more, see the plan", text(child(allergies=many))
    ):
        assert shown.count("allergen") + int(more) == 30
    assert text(child(allergies=("x" * 90,))).count("1 recorded, see the plan") == 8


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    found = text(child(family_name=None, given_name=None, sex=None))
    assert found.count("NAME NOT GIVEN") == 10
    assert found.count("sex not given") == 10


@pytest.mark.parametrize(
    "name", ["Łukasiewicz-Ünïcødé Ąćęł", "O'Neil <b>& </b>", f"{FAMILY} {FAMILY} {FAMILY}", FAMILY * 9]
)
@pytest.mark.parametrize("printing", [PRINTING, replace(TRAINING, paper="Letter")], ids=["a4", "training"])
def test_a_name_of_any_length_and_letters_stands_whole_on_every_piece(name: str, printing: Printing) -> None:
    labelled = child(family_name=name)
    plain = "".join(texts(made(labelled, printing))[0].split()).replace("\N{NO-BREAK SPACE}", "").replace("￾", "-")
    assert pieces(labelled, printing) >= 1 + 2
    assert plain.count("".join(name.upper().split()) + ",Four") == 1 + pieces(labelled, printing)


def test_a_number_of_64_letters_stands_whole_on_every_piece() -> None:
    assert pieces(child(TOO_LONG)) >= 1 + 2


def test_every_piece_of_a_training_ward_says_so() -> None:
    assert text(CHILD, TRAINING).count("TRAINING: not a patient") == pieces(CHILD, TRAINING)
    assert "TRAINING: an example" in text(CHILD, TRAINING)
    assert "TRAINING" not in text(CHILD)


@pytest.mark.parametrize("mrn", ["TV04", "1234567", LONGEST, TOO_LONG])
@pytest.mark.parametrize("printing", [PRINTING, replace(TRAINING, paper="Letter")], ids=["a4", "training"])
def test_every_square_code_is_read_from_the_page_at_110_dots_an_inch_in_grey(mrn: str, printing: Printing) -> None:
    labelled = child(mrn)
    found = zxingcpp.read_barcodes(seen(labelled, 110, printing), formats=QR)
    assert [one.text for one in found] == [labelled.code] * pieces(labelled, printing)


@pytest.mark.parametrize("mrn", ["TV04", "1234567", LONGEST, TOO_LONG])
@pytest.mark.parametrize("printing", [PRINTING, replace(TRAINING, paper="Letter")], ids=["a4", "training"])
def test_every_row_of_bars_is_read_from_the_page(mrn: str, printing: Printing) -> None:
    labelled = child(mrn)
    found = zxingcpp.read_barcodes(seen(labelled, 300, printing), formats=BARS_READ)
    assert [one.text for one in found] == [labelled.code] * pieces(labelled, printing)


@pytest.mark.parametrize("code", [child(LONGEST).code, child(TOO_LONG).code, code_of_dose(ID, WARD), CHILD.code])
def test_a_square_code_has_21_modules_of_at_least_12_and_a_half_millimetres(code: str) -> None:
    widget = QrCodeWidget(code, barLevel="M")
    widget.qr.make()
    assert widget.qr.getModuleCount() == 21
    assert min(LEAST, BAND_CODE, LABEL_CODE) >= 12.5 * mm


def test_bars_are_never_narrower_than_a_laser_line_reads() -> None:
    assert min(BARS) >= 0.19 * mm
    with pytest.raises(ValueError, match="X"):
        bars("X" * 40, 57.5 * mm, 20)


def test_no_code_holds_the_name() -> None:
    assert "EXAMPLE" not in CHILD.code
    assert child(family_name="Other").code == CHILD.code


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_stands_near_an_edge(paper: Paper) -> None:
    for labelled in (CHILD, child(TOO_LONG, family_name=f"{FAMILY} " * 4)):
        image = ImageOps.invert(seen(labelled, POINTS, replace(TRAINING, paper=paper)))
        left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
        edge = 5 * mm
        assert left >= 14 * mm - 1, "only crop marks reach into the binder's margin"
        assert right <= image.width - edge
        assert top >= edge
        assert bottom <= image.height - edge


def test_the_sheet_uses_nothing_that_the_safe_writing_rules_forbid() -> None:
    tokens = set(re.split(r"[\s,;:()\[\]]+", text(CHILD, TRAINING)))
    assert tokens.isdisjoint(FORBIDDEN), tokens & set(FORBIDDEN)


def test_no_sentence_stands_in_the_file_for_nothing() -> None:
    file = tomllib.loads((ROOT / "resources" / "wording" / "scan.en.toml").read_text(encoding="utf-8"))["label"]
    keys = {key for key, value in file.items() if isinstance(value, str)}
    keys |= {f"{part}.{key}" for part in ("about", "foot") for key in file[part]}
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "hlh_desktop" / "report").glob("label_*.py"))
    for key in keys:
        assert f'"{key}"' in code or f'"{key.removeprefix("about.")}"' in code, key


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert made(CHILD) == made(CHILD)
