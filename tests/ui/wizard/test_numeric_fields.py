"""Wrong entries in every numeric field: stopped at the field with a reason, and never in the case that is planned.

A step adds its fields to FIELDS: the number of the step, the place in the case, what stands there before, and the
slips that its own limits must catch. The slips of spelling are tried on every field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from hlh_desktop.domain.draft import tidy, value_at
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.ui.wizard.lab_line import LabLine
from hlh_desktop.ui.wizard.measures import MeasureRow
from tests.thorough import some
from tests.ui.wizard.opened import Opened
from tests.ui.wizard.test_frame import example

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Numeric:
    """A field for a number: where it is, what is typed there rightly, and entries that are too far off."""

    step: int
    path: str
    right: str
    far_off: tuple[str, ...] = ()


def lab(analyte: str, right: str, *far_off: str) -> Numeric:
    """The result of an analyte in the example's first unit."""
    number = next(place for place, row in enumerate(example()["labs"]) if row["analyte"] == analyte)
    return Numeric(2, f"labs[{number}].value", right, far_off)


# Not a number as this program reads one: comma, missing zero, exponent, grouping, unit, sign, words, other digits.
MISSPELT = (
    "13,5",
    ".5",
    "1e2",
    "1 250",
    "29.8 lb",
    "-1",
    "+5",
    "5.",
    "1.2.3",
    "012",
    "abc",
    "\N{ARABIC-INDIC DIGIT THREE}",
)
WEIGHT, HEIGHT = "measurements[0].weight_kg", "measurements[0].height_cm"
FIELDS = (
    Numeric(1, WEIGHT, "13.4", ("135", "1.35", "0", "3000", "92")),
    Numeric(1, HEIGHT, "91", ("0.92", "9.2", "920", "0", "13.5")),
    Numeric(4, "patient.prior_etoposide_mg_per_m2", "450"),
    Numeric(1, "patient.gestation_weeks", "33", ("3", "330", "33.5")),
    Numeric(2, "signs.temperature_c", "39.1", ("3.91", "391", "102.2", "0")),
    lab("hb", "81", "8.1", "810"),
    lab("plt", "41", "41000"),
    lab("anc", "0.8", "800"),
    lab("tg", "3.9", "390"),
    lab("fibrinogen", "1.2", "120"),
    lab("ferritin", "11000", "11000000"),
    lab("scd25", "14000", "14000000"),
    lab("wbc", "2.2", "2200"),
    lab("ast", "250", "2500000"),
    lab("na", "132", "13.2", "1320"),
    lab("inr", "1.3", "130"),
    lab("aptt", "46.1", "4.61", "461"),
    lab("bili_t", "37", "37000"),
    lab("crea", "28", "0.3", "28000"),
    lab("alb", "27", "2.7", "270"),
    lab("ebv", "180000", "180000000000"),
)


@pytest.fixture
def opened(
    request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime
) -> Opened:  # fmt: skip
    """The example child, born early enough for every field to be asked."""
    field: Numeric = request.getfixturevalue("field")
    case = example()
    if field.path == "patient.gestation_weeks":
        case["patient"] |= {"gestation_weeks": 34}
    return Opened(qtbot, tmp_path, now, case, step=field.step)


def planned(opened: Opened) -> Any:
    """The case as a plan would be made of it; None where none is."""
    return read_object(tidy(opened.case).case, opened.ward.ward.knowledge).case


def said(opened: Opened, field: Numeric) -> str:
    """What can be read around the field."""
    opened.page.step(field.step).jump_to(field.path)
    field_itself = widget = opened.focused().parentWidget()
    while widget is not None and not isinstance(widget, LabLine | MeasureRow):
        widget = widget.parentWidget()
    widget = widget or field_itself
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.path)
def test_wrong_entries_are_stopped_at_the_field_and_never_reach_the_case(field: Numeric, opened: Opened) -> None:
    assert planned(opened) is not None
    for slips in (some(MISSPELT, 4), field.far_off):
        for typed in slips:
            stopped(opened, field, typed)
        opened.type(field.path, field.right)
        assert opened.note(field.path) == "", field.right
        assert planned(opened) is not None
    assert str(value_at(opened.case, field.path)) == field.right


def stopped(opened: Opened, field: Numeric, typed: str) -> None:
    """That a wrong entry is told at its field, by itself and not by the one before, and gives no plan."""
    before = opened.case
    line = opened.type(field.path, typed)
    assert opened.case != before, typed
    assert line.text() == typed, "what was typed stays as it was typed"
    assert planned(opened) is None, f"{typed} reached the case"
    assert opened.look.plan is None, typed
    assert not opened.look.signable
    note = opened.note(field.path)
    assert note, f"nothing is said of {typed}"
    assert line.property("state") == "critical", typed
    assert line.accessibleDescription(), typed
    shown = said(opened, field)
    assert note.split("<")[0][:40] in shown.replace("&lt;", "<"), (typed, shown)


def test_pasting_is_no_way_around(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> None:
    opened = Opened(qtbot, tmp_path, now, example())
    line = opened.field(WEIGHT)
    line.selectAll()
    QApplication.clipboard().setText("13,5\n")
    line.paste()
    opened.page.entry.settle()
    assert opened.note(WEIGHT)
    assert planned(opened) is None


def test_weight_and_height_in_each_other_s_place_are_told_as_that(
    qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime
) -> None:
    opened = Opened(qtbot, tmp_path, now, example())
    opened.type(WEIGHT, "92")
    opened.type(HEIGHT, "13.5")
    assert planned(opened) is None
    assert "swap" in opened.note(WEIGHT).casefold()
    assert opened.look.weight is None
    assert opened.look.bsa is None


@pytest.mark.parametrize(("path", "typed", "hint"), [(WEIGHT, "135", "decimal point"), (HEIGHT, "0.92", "metres")])
def test_a_slip_is_guessed_and_never_corrected(
    qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime, path: str, typed: str, hint: str
) -> None:
    opened = Opened(qtbot, tmp_path, now, example())
    line = opened.type(path, typed)
    assert hint in opened.note(path).casefold()
    assert line.text() == typed
