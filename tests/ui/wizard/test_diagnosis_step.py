"""Step 2: three answers to each sign, results with unit and time, and words that follow from the rules alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.builders import case_data
from tests.ui.wizard.opened import Opened
from tests.ui.wizard.test_frame import example

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.wizard.diagnosis_step import DiagnosisStep
    from hlh_desktop.ui.wizard.lab_line import LabLine

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def bare(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> Opened:
    """A child of whom nothing was assessed."""
    return Opened(qtbot, tmp_path, now, case_data(), step=2)


@pytest.fixture
def full(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> Opened:
    """The example child."""
    return Opened(qtbot, tmp_path, now, example(), step=2)


def step(opened: Opened) -> DiagnosisStep:
    found: DiagnosisStep = opened.page.step(2)  # type: ignore[assignment]
    return found


def line(opened: Opened, analyte: str, place: int = 0) -> LabLine:
    return step(opened).results[analyte].lines[place]


def word(opened: Opened, item: str) -> str:
    opened.page.entry.settle()
    return step(opened).items[item].badge.accessibleName()


def sampled(opened: Opened, at: str = "21 Nov 2026 06:10") -> None:
    opened.qtbot.keyClicks(step(opened).sample.line, at)


# --- signs


def test_what_nobody_assessed_is_unknown_and_never_no(bare: Opened) -> None:
    assert {word(bare, item) for item in step(bare).items} == {"Unknown"}


def test_a_sign_has_three_answers_and_its_word_follows(bare: Opened) -> None:
    choice = step(bare).widget_at("signs.splenomegaly")
    for answer, expected in ((True, "Met"), (False, "Not met"), (None, "Unknown")):
        bare.qtbot.mouseClick(choice.button(answer), CLICK)  # type: ignore[union-attr]
        assert bare.case["signs"]["splenomegaly"] is answer
        assert word(bare, "splenomegaly") == expected


def test_a_gene_defect_settles_it(bare: Opened) -> None:
    choice = step(bare).widget_at("signs.hlh_gene_defect")
    bare.qtbot.mouseClick(choice.button(True), CLICK)  # type: ignore[union-attr]
    assert bare.page.summary.verdicts["hlh_2004"].words.startswith("Fulfilled")


def test_the_fever_follows_from_the_temperature(bare: Opened) -> None:
    bare.type("signs.temperature_c", "38.4")
    assert word(bare, "fever") == "Not met"
    bare.type("signs.temperature_c", "38.5")
    assert word(bare, "fever") == "Met"


# --- results


def test_a_value_gets_the_sample_s_time_and_the_first_unit(bare: Opened) -> None:
    sampled(bare)
    bare.type("labs.ferritin", "11734")
    assert bare.case["labs"] == [
        {
            "analyte": "ferritin", "value": "11734", "comparator": None, "unit": "ug/L", "at": "2026-11-21T06:10",
            "fasting": None,
        }
    ]  # fmt: skip
    assert word(bare, "ferritin") == "Met"


def test_a_value_without_a_time_is_asked_for_it(bare: Opened) -> None:
    bare.type("labs.ferritin", "11734")
    assert line(bare, "ferritin").note.isVisible()
    assert word(bare, "ferritin") == "Unknown"
    bare.type("labs[0].at", "21 Nov 2026 06:10")
    assert not line(bare, "ferritin").note.isVisible()
    assert word(bare, "ferritin") == "Met"


def test_a_comparator_is_typed_before_the_value(bare: Opened) -> None:
    sampled(bare)
    bare.type("labs.ferritin", "> 20000")
    assert bare.case["labs"][0]["comparator"] == ">"
    assert bare.case["labs"][0]["value"] == "20000"
    bare.type("labs[0].value", "\N{GREATER-THAN OR EQUAL TO}20000")
    assert bare.case["labs"][0]["comparator"] == ">="
    bare.type("labs[0].value", "450")
    assert bare.case["labs"][0]["comparator"] is None
    assert word(bare, "ferritin") == "Not met"


def test_a_value_taken_out_is_unknown_again(bare: Opened) -> None:
    sampled(bare)
    bare.type("labs.ferritin", "11734")
    bare.type("labs[0].value", "")
    assert word(bare, "ferritin") == "Unknown"
    assert bare.look.problems == ()


def test_the_unit_is_chosen_from_the_catalogue_s_list(bare: Opened) -> None:
    sampled(bare)
    bare.type("labs.fibrinogen", "110")
    assert "mg/dL" not in line(bare, "fibrinogen").unit.box.currentText()
    assert line(bare, "fibrinogen").note.isVisible()
    box = line(bare, "fibrinogen").unit.box
    place = box.findText("mg/dL")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert bare.case["labs"][0]["unit"] == "mg/dL"
    assert not line(bare, "fibrinogen").note.isVisible()
    assert word(bare, "triglycerides_or_fibrinogen") == "Met"


def test_the_other_assay_of_scd25_never_counts_as_units(bare: Opened) -> None:
    sampled(bare)
    bare.type("labs.scd25", "14700")
    assert word(bare, "scd25") == "Met"
    box = line(bare, "scd25").unit.box
    place = box.findText("pg/mL (other assay)")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert bare.case["labs"][0]["analyte"] == "scd25_mass"
    assert word(bare, "scd25") == "Unknown"


def test_triglycerides_not_fasting_prove_nothing(full: Opened) -> None:
    choice = line(full, "tg").fasting
    assert choice is not None
    full.page.entry.write("labs[6].value", "3")  # fibrinogen, not low
    assert word(full, "triglycerides_or_fibrinogen") == "Met"
    full.qtbot.mouseClick(choice.button(False), CLICK)
    assert word(full, "triglycerides_or_fibrinogen") == "Unknown"


def test_two_samples_of_one_analyte_stand_in_two_lines(full: Opened) -> None:
    lines = step(full).results["ferritin"]
    full.qtbot.mouseClick(lines.lines[0].more, CLICK)
    full.qtbot.keyClicks(full.focused(), "13500")
    full.page.entry.settle()
    values = [row["value"] for row in full.case["labs"] if row["analyte"] == "ferritin"]
    assert values == ["11734", "13500"]
    assert [one.isVisible() for one in lines.lines] == [True, True]


def test_enter_goes_to_the_next_value(full: Opened) -> None:
    full.field("labs.hb")
    full.press(Qt.Key.Key_Return)
    assert full.focused() is line(full, "plt").value.line


def test_every_result_of_a_case_is_shown_as_it_stands(full: Opened) -> None:
    for number, row in enumerate(full.case["labs"]):
        found = step(full).results[row["analyte"]].line_at(number)
        assert found is not None, row["analyte"]
        assert found.value.line.text() == row["value"]
        assert found.unit.value is not None, row["unit"]


def test_a_value_far_from_the_usual_is_asked_for_twice(full: Opened) -> None:
    full.type("labs[0].value", "250000")
    assert line(full, "ferritin").doubt.isVisible()
    assert "100,000" in line(full, "ferritin").doubt.what.accessibleName()
    full.qtbot.keyClicks(line(full, "ferritin").doubt.field.line, "250000")
    full.page.entry.settle()
    assert full.page.entry.draft.again == {"labs[0].value": "250000"}


# --- scores


def test_hscore_is_told_from_known_to_possible(full: Opened) -> None:
    card = step(full).hscore
    assert card.heading.text() == "HScore 264 to 299"
    assert card.warning.accessibleName() == "Adult-derived, never a treatment rule"
    assert "264 known, up to 35 open" in card.bar.accessibleName()


def test_mas_applies_only_with_sjia(full: Opened) -> None:
    assert step(full).mas.state.accessibleName() == "Does not apply"
    choice = step(full).widget_at("signs.sjia")
    full.qtbot.mouseClick(choice.button(True), CLICK)  # type: ignore[union-attr]
    card = step(full).mas
    assert card.state.accessibleName() == "Met"
    assert card.note.isHidden()
    card.show_state("not_met")
    assert "treated children may be afebrile" in card.note.text()
    assert not card.note.isHidden()


def test_the_foot_says_how_much_stays_unknown(full: Opened) -> None:
    assert full.page.ui.hint.text() == "2 of 8 stay unknown; you may go on"


def test_undo_takes_a_result_back(bare: Opened) -> None:
    sampled(bare)
    bare.type("labs.ferritin", "11734")
    bare.page.rail.undo.click()
    assert not bare.case.get("labs")
    assert line(bare, "ferritin").value.line.text() == ""
