"""Step 4: what was not asked stays not asked; indicators are told one by one and never added up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.domain.revision.values import Course
from hlh_desktop.ui.wizard.severity_step import SeverityStep
from hlh_desktop.ward.open_ward import OpenWard
from tests.ui.wizard.children import click, example, notes, too_wide, undecided, unnamed, words
from tests.ui.wizard.pages import StepPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def at_step(
    qtbot: QtBot, theme: Theme, small_ward: OpenWard, now: datetime
) -> Callable[[dict[str, Any]], tuple[StepPage[SeverityStep], SeverityStep]]:
    def opened(case: dict[str, Any]) -> tuple[StepPage[SeverityStep], SeverityStep]:
        page = StepPage(qtbot, small_ward, now, SeverityStep, case)
        return page, page.step

    return opened


# --- course


@pytest.mark.parametrize(
    ("path", "answer", "stored"),
    [
        ("severity.course", "deteriorating", "deteriorating"),
        ("severity.responding_to_specific_treatment", False, False),
        ("severity.cns", "progressive", "progressive"),
        ("severity.csf", "abnormal", "abnormal"),
    ],
)
def test_each_answer_is_one_press_and_none_is_given_at_first(at_step: Any, path: str, answer: Any, stored: Any) -> None:
    wizard, step = at_step(example(severity=None))
    choice = step.widget_at(path)
    assert choice.value is None
    assert "severity" not in wizard.case
    click(wizard.qtbot, choice.button(answer))
    assert wizard.stored["severity"][path.rpartition(".")[2]] == stored


def test_a_response_that_is_unknown_again_is_not_no(at_step: Any) -> None:
    wizard, step = at_step(example())
    choice = step.widget_at("severity.responding_to_specific_treatment")
    click(wizard.qtbot, choice.button(False))
    click(wizard.qtbot, choice.button(None))
    assert wizard.stored["severity"]["responding_to_specific_treatment"] is None


def test_a_first_plan_asks_for_no_response_and_a_later_version_does(at_step: Any, monkeypatch: Any) -> None:
    _, first = at_step(example())
    assert first.widget_at("severity.response") is None
    monkeypatch.setattr(OpenWard, "revises", lambda *_: Course(date(2026, 11, 8)))
    page, later = at_step(example())
    choice = later.widget_at("severity.response")
    assert choice.value is None
    click(page.qtbot, choice.button("below_partial"))
    assert page.stored["severity"]["response"] == "below_partial"
    assert "no more" in words(later)
    click(page.qtbot, choice.button(None))
    assert page.stored["severity"]["response"] is None


def test_a_response_that_was_judged_before_stays_to_be_seen(at_step: Any) -> None:
    case = example()
    case["severity"]["response"] = "reactivated"
    _, step = at_step(case)
    assert step.widget_at("severity.response").value == "reactivated"


# --- indicators


def test_indicators_stand_with_value_limit_and_state_and_are_not_counted_together(at_step: Any) -> None:
    _, step = at_step(example())
    read = words(step.risk)
    assert "7 of 7 assessed" in read
    assert "Platelets below 30 \N{MULTIPLICATION SIGN} 10⁹/L 28 21 Nov 2026 \N{MULTIPLICATION SIGN} 10⁹/L" in read
    assert "Creatinine 53.1 micromol/L or more 27" in read
    assert read.count("Not present") == 1
    assert "6 present" not in read
    assert "6 of" not in read
    assert "not added up" in " ".join(notes(step.risk))


def test_a_creatinine_risen_over_the_own_baseline_shows_what_it_rose_from(at_step: Any) -> None:
    case = example()
    own = {"analyte": "crea", "value": "18", "unit": "umol/L", "at": "2026-11-19T06:00"}
    case["labs"] = [*case["labs"], own]
    _, step = at_step(case)
    line = "Creatinine 53.1 micromol/L or more, or 1.5 times the child's own (18 micromol/L on 19 Nov 2026) 27"
    assert line in words(step.risk)


def test_an_indicator_that_was_not_measured_is_unknown_and_not_absent(at_step: Any) -> None:
    case = example()
    case["labs"] = [row for row in case["labs"] if row["analyte"] in ("na", "plt", "crea")]
    _, step = at_step(case)
    read = words(step.risk)
    assert "3 of 7 assessed" in read
    assert read.count("Unknown") == 4
    assert read.count("not measured") == 5  # INR and fibrinogen are two results of one indicator


def test_without_a_birth_date_no_indicator_is_told(at_step: Any) -> None:
    _, step = at_step({"schema": "hlh-case/1", "patient": {}, "measurements": [], "day_one": "2026-11-22"})
    assert not step.risk_table.isVisibleTo(step)
    assert "once the birth date is in" in " ".join(notes(step.risk))


# --- before treatment


def test_every_question_begins_as_not_asked(at_step: Any) -> None:
    wizard, step = at_step(example() | {"safety": {}})
    asked = wizard.ward.ward.knowledge.settings.questions
    assert all(step.questions.choice(key).value is None for key in asked)
    assert all(step.questions.choice(key).button(None).isChecked() for key in asked)
    assert f"0 of {len(asked)} asked" in step.before.aside.text()


def test_yes_no_and_not_asked_again(at_step: Any) -> None:
    wizard, step = at_step(example() | {"safety": {}})
    choice = step.questions.choice("bleeding")
    for answer in (True, False, None):
        click(wizard.qtbot, choice.button(answer))
        assert wizard.stored["safety"]["bleeding"] is answer
    click(wizard.qtbot, choice.button(False))
    assert "1 of" in step.before.aside.text()


def first(step: SeverityStep, key: str) -> bool:
    return bool(step.questions.near.isAncestorOf(step.questions.choice(key)))


def test_questions_that_matter_for_what_is_likely_come_first(at_step: Any) -> None:
    wizard, step = at_step(undecided())
    assert first(step, "hbsag_positive")
    assert first(step, "iga_deficiency")
    assert first(step, "bleeding")
    assert not first(step, "long_qt")
    assert not first(step, "tumour_lysis_risk")
    assert not step.questions.far.isVisibleTo(step)
    click(wizard.qtbot, step.questions.more)
    assert step.questions.far.isVisibleTo(step)
    assert step.questions.choice("long_qt").isVisibleTo(step)


def test_tumour_lysis_comes_first_once_a_malignancy_is_the_cause(at_step: Any) -> None:
    wizard, step = at_step(undecided())
    wizard.entry.write("etiology.kind", "malignancy")
    assert first(step, "tumour_lysis_risk")


@pytest.mark.parametrize(("born", "expected"), [("2024-06-22", False), ("2014-11-22", True), ("2014-11-23", False)])
def test_a_pregnancy_test_comes_first_from_twelve_years(at_step: Any, born: str, expected: bool) -> None:
    case = undecided()
    case["patient"]["date_of_birth"] = born
    case["measurements"] = [{"on": "2026-11-21", "weight_kg": "40", "height_cm": "150"}]
    if born == "2024-06-22":
        case["measurements"] = [{"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92"}]
    _, step = at_step(case)
    assert first(step, "pregnancy_test") is expected


def test_an_answer_stays_where_a_question_moves(at_step: Any) -> None:
    wizard, step = at_step(undecided())
    wizard.entry.write("safety.tumour_lysis_risk", True)
    wizard.entry.write("etiology.kind", "malignancy")
    assert step.questions.choice("tumour_lysis_risk").value is True


def test_a_jump_to_a_further_question_opens_them(at_step: Any) -> None:
    wizard, step = at_step(undecided())
    assert step.jump_to("safety.long_qt")
    assert step.questions.far.isVisibleTo(step)
    wizard.press(Qt.Key.Key_Left)
    assert wizard.case["safety"]["long_qt"] is False


def test_a_class_that_is_ticked_stands_among_the_allergies(at_step: Any) -> None:
    wizard, step = at_step(example())
    wizard.qtbot.keyClick(step.classes.boxes["polysorbate 80"], Qt.Key.Key_Space)
    assert wizard.stored["patient"]["allergies"] == ["polysorbate 80"]
    assert any(finding.code == "allergy_match" for finding in wizard.look.findings)
    wizard.qtbot.keyClick(step.classes.boxes["polysorbate 80"], Qt.Key.Key_Space)
    assert wizard.stored["patient"]["allergies"] is None, "nobody said that none is known"


# --- medicines


def test_medicines_are_not_asked_none_or_named(at_step: Any) -> None:
    wizard, step = at_step(example(other_medicines=None))
    assert step.medicines.choice.button(None).isChecked()
    click(wizard.qtbot, step.medicines.choice.button("none"))
    assert wizard.stored["other_medicines"] == []
    click(wizard.qtbot, step.medicines.choice.button("some"))
    assert wizard.stored["other_medicines"] is None, "until one is named"
    for name in ("voriconazole", " aciclovir "):
        wizard.qtbot.keyClicks(step.medicines.line, name)
        wizard.qtbot.keyClick(step.medicines.line, Qt.Key.Key_Return)
    assert wizard.stored["other_medicines"] == ["voriconazole", "aciclovir"]


def test_named_medicines_go_one_by_one_only(at_step: Any) -> None:
    wizard, step = at_step(example())
    click(wizard.qtbot, step.medicines.choice.button("none"))
    assert wizard.stored["other_medicines"] == ["micafungin"]
    assert step.medicines.choice.button("some").isChecked()
    step.medicines._remove(0)
    assert wizard.stored["other_medicines"] is None, "an empty list would say that none is taken"


@pytest.mark.parametrize("typed", ["1e2", ",5", ".5", "1 250", "-3", "450mg"])
def test_etoposide_given_before_is_a_plain_number_or_stopped_at_the_field(at_step: Any, typed: str) -> None:
    wizard, step = at_step(example())
    wizard.type("patient.prior_etoposide_mg_per_m2", typed)
    assert wizard.look.plan is None
    assert notes(step.prior)
    wizard.type("patient.prior_etoposide_mg_per_m2", "450")
    assert wizard.look.plan is not None
    assert notes(step.prior) == []


def test_no_etoposide_before_must_be_said_by_a_press_or_typed(at_step: Any) -> None:
    case = example()
    del case["patient"]["prior_etoposide_mg_per_m2"]
    wizard, step = at_step(case)
    assert step.prior.line.accessibleName() == "Etoposide given before, mg/m²"
    assert "empty is not asked" in step.prior.line.accessibleDescription()
    click(wizard.qtbot, step.no_prior)
    assert wizard.stored["patient"]["prior_etoposide_mg_per_m2"] == "0"
    wizard.type("patient.prior_etoposide_mg_per_m2", "450")
    wizard.type("patient.prior_etoposide_mg_per_m2", "0")
    assert wizard.stored["patient"]["prior_etoposide_mg_per_m2"] == "0"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_is_named_and_fits_a_narrow_page(at_step: Any, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    _, step = at_step(example())
    step.resize(722 if scale == 1 else 960, step.height())
    assert list(unnamed(step)) == []
    assert not too_wide(step)
