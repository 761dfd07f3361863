"""Step 3: the cause is chosen, never assumed; what the answer changes is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.ui.wizard.etiology_step import EtiologyStep
from tests.ui.wizard.children import click, example, notes, too_wide, unnamed, words
from tests.ui.wizard.pages import StepPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

KINDS = ("infection", "malignancy", "rheumatic", "primary_suspected", "unknown")


@pytest.fixture
def at_step(
    qtbot: QtBot, theme: Theme, small_ward: OpenWard, now: datetime
) -> Callable[[dict[str, Any]], tuple[StepPage[EtiologyStep], EtiologyStep]]:
    def opened(case: dict[str, Any]) -> tuple[StepPage[EtiologyStep], EtiologyStep]:
        page = StepPage(qtbot, small_ward, now, EtiologyStep, case)
        return page, page.step

    return opened


def test_no_cause_is_chosen_at_first_and_the_gate_says_so(at_step: Any) -> None:
    wizard, step = at_step(example(etiology=None))
    assert step.kind.value is None
    assert "etiology" not in wizard.case
    assert any("Cause" in one and "unknown is an answer too" in one for one in notes(step.gates))


@pytest.mark.parametrize("kind", KINDS)
def test_each_cause_is_one_press_with_a_line_that_explains_it(at_step: Any, kind: str) -> None:
    wizard, step = at_step(example(etiology=None))
    button = step.kind.button(kind)
    assert len(button.accessibleDescription().split()) > 4
    click(wizard.qtbot, button)
    assert wizard.stored["etiology"]["kind"] == kind
    assert step.infection.isVisibleTo(step) is (kind == "infection")


def test_the_cause_is_chosen_by_keyboard(at_step: Any) -> None:
    wizard, step = at_step(example(etiology=None))
    step.jump_to("etiology.kind")
    wizard.press(Qt.Key.Key_Space)
    assert wizard.case["etiology"]["kind"] == "infection"
    wizard.press(Qt.Key.Key_Down)
    assert wizard.case["etiology"]["kind"] == "malignancy"


@pytest.mark.parametrize(
    ("typed", "pathogen"),
    [("epstein", "EBV"), ("Leish", "leishmania"), ("zoster", "VZV"), ("dengue", "dengue"), ("unknown", "unknown")],
)
def test_a_pathogen_is_found_by_a_part_of_its_name(at_step: Any, typed: str, pathogen: str) -> None:
    wizard, step = at_step(example(etiology={"kind": "infection"}))
    line = step.pathogen.box.lineEdit()
    line.setFocus()
    wizard.qtbot.keyClicks(line, typed)
    wizard.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wizard.stored["etiology"]["pathogen"] == pathogen


def test_what_is_on_no_list_is_no_pathogen_and_the_answer_stays(at_step: Any) -> None:
    wizard, step = at_step(example())
    line = step.pathogen.box.lineEdit()
    line.setFocus()
    line.selectAll()
    wizard.qtbot.keyClicks(line, "measles?")
    wizard.qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert wizard.case["etiology"]["pathogen"] == "EBV"
    assert step.pathogen.box.currentText() == "EBV (Epstein-Barr virus)"


def test_ebv_asks_for_the_cells_and_unknown_is_no_lineage(at_step: Any) -> None:
    wizard, step = at_step(example(etiology={"kind": "infection", "pathogen": "CMV"}))
    assert not step.lineage_part.isVisibleTo(step)
    wizard.entry.write("etiology.pathogen", "EBV")
    assert step.lineage_part.isVisibleTo(step)
    assert step.lineage.button(None).isChecked()
    click(wizard.qtbot, step.lineage.button("NK"))
    assert wizard.stored["etiology"]["ebv_lineage"] == "NK"
    click(wizard.qtbot, step.lineage.button(None))
    assert wizard.stored["etiology"]["ebv_lineage"] is None


@pytest.mark.parametrize(
    ("lineage", "said"),
    [("B", "rituximab Proposed"), ("T", "rituximab Advised against"), (None, "rituximab Offered")],
)
def test_the_lineage_moves_rituximab_and_the_page_says_how(at_step: Any, lineage: str | None, said: str) -> None:
    wizard, step = at_step(example())
    click(wizard.qtbot, step.lineage.button(lineage))
    assert said in words(step.options)


def test_a_lineage_that_is_unknown_is_warned_of(at_step: Any) -> None:
    wizard, step = at_step(example())
    click(wizard.qtbot, step.lineage.button(None))
    assert any("ask for the lineage" in one for one in notes(step.findings))


def test_a_pathogen_left_behind_is_shown_because_it_counts_and_can_be_removed(at_step: Any) -> None:
    wizard, step = at_step(example())
    click(wizard.qtbot, step.kind.button("malignancy"))
    assert wizard.case["etiology"]["pathogen"] == "EBV", "going on never loses an answer"
    assert step.infection.isVisibleTo(step)
    assert any("counts for the options" in one for one in notes(step))
    click(wizard.qtbot, step.forget)
    assert wizard.case["etiology"]["pathogen"] is None
    assert wizard.case["etiology"]["ebv_lineage"] is None
    assert not step.infection.isVisibleTo(step)


def test_a_work_up_that_is_pending_is_written_in_the_words_the_rules_know(at_step: Any) -> None:
    wizard, step = at_step(example(etiology={"kind": "malignancy"}))
    assert any("Treatment of the cause" in one for one in notes(step.gates))
    click(wizard.qtbot, step.pending)
    assert wizard.stored["etiology"]["treatment"] == "work-up pending"
    assert not step.treatment.isVisibleTo(step)
    assert not any("Treatment of the cause" in one for one in notes(step.gates) if step.gates.isVisibleTo(step))
    click(wizard.qtbot, step.pending)
    assert wizard.stored["etiology"].get("treatment") is None


def test_a_treatment_is_typed_in_words(at_step: Any) -> None:
    wizard, _ = at_step(example(etiology={"kind": "infection", "pathogen": "CMV"}))
    wizard.type("etiology.treatment", "ganciclovir from today")
    assert wizard.stored["etiology"]["treatment"] == "ganciclovir from today"


def test_before_birth_date_and_measures_no_option_is_told(at_step: Any) -> None:
    _, step = at_step({"schema": "hlh-case/1", "patient": {}, "measurements": [], "day_one": "2026-11-22"})
    assert "once birth date, weight and height are in" in " ".join(notes(step.options))


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_is_named_and_fits_a_narrow_page(at_step: Any, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    _, step = at_step(example())
    step.resize(722, step.height())
    assert list(unnamed(step)) == []
    assert not too_wide(step)
