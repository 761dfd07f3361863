"""Findings, tasks and scores open their proof by press, Enter or F1: beside what was pressed, and Esc goes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from hlh_desktop.domain.proof_rules import finding_proof
from hlh_desktop.domain.wizard.lines import OptionCard as Card
from hlh_desktop.ui.pages.plan_views import PlanViews
from hlh_desktop.ui.widgets.proof_over import ProofOver
from hlh_desktop.ui.widgets.provable import Provable
from hlh_desktop.ui.wizard.option_card import OptionCards
from hlh_desktop.ui.wizard.summary_parts import Notes
from tests.builders import ROOT, knowledge, plan

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.proof_values import Proof
    from hlh_desktop.ui.theme import Theme

PLAN = plan(json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8")))
OPENS = (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def proof() -> Proof:
    return finding_proof(PLAN, knowledge(), PLAN.findings[0])


@pytest.mark.parametrize("key", OPENS)
def test_enter_space_and_f1_ask_for_the_proof(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    made = Provable(QLabel("Sodium 131"), "Sodium 131")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.asked):
        qtbot.keyClick(made, key)


def test_what_can_be_proved_is_a_button_to_a_screen_reader_and_large_enough(qtbot: QtBot, theme: Theme) -> None:
    made = Provable(QLabel("Sodium 131"), "Sodium 131")
    qtbot.addWidget(made)
    interface = QAccessible.queryAccessibleInterface(made)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Sodium 131"
    assert made.minimumHeight() >= 32
    assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(made.asked):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def test_findings_and_tasks_of_a_plan_open_their_proof(qtbot: QtBot, theme: Theme) -> None:
    views = PlanViews(PLAN, knowledge())
    qtbot.addWidget(views)
    proved: list[Proof] = []
    views.proved.connect(proved.append)
    findings = views.findings.findChildren(Provable)
    tasks = views.tasks.findChildren(Provable)
    assert (len(findings), len(tasks)) == (len(PLAN.findings), len(PLAN.tasks))
    qtbot.keyClick(findings[-1], Qt.Key.Key_F1)
    qtbot.keyClick(tasks[0], Qt.Key.Key_Return)
    assert [one.title for one in proved] == ["Finding: Note", "Task"]


def test_the_notes_of_the_summary_tell_which_one_was_asked_about(qtbot: QtBot, theme: Theme) -> None:
    notes = Notes()
    qtbot.addWidget(notes)
    notes.show_notes([("info", "", "One."), ("warning", "Warning:", "Two.")])
    asked: list[int] = []
    notes.asked.connect(lambda place, _: asked.append(place))
    qtbot.keyClick(notes.rows[1], Qt.Key.Key_F1)
    assert asked == [1]
    assert notes.rows[1].accessibleName() == "Warning: Two."
    notes.show_notes([("info", "", "One.")])
    assert notes.rows[1].isHidden()


@pytest.mark.parametrize("right", [True, False])
def test_the_card_lies_beside_what_was_pressed_and_gives_the_keys_back(qtbot: QtBot, theme: Theme, right: bool) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    pressed = Provable(QLabel("Sodium 131"), "Sodium 131")
    pressed.setFixedWidth(300)
    row = QHBoxLayout(page)
    if right:
        row.addStretch(1)
    row.addWidget(pressed)
    if not right:
        row.addStretch(1)
    page.resize(1000, 700)
    over = ProofOver(knowledge().wording, page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    over.show_proof(proof(), pressed)
    left = pressed.mapTo(page, QPoint(0, 0)).x()
    assert over.geometry().right() <= left or over.geometry().left() >= left + pressed.width()
    assert over.height() < page.height(), "what lies below the card stays in sight"
    page.resize(800, 700)
    QApplication.processEvents()
    assert page.rect().contains(over.geometry())
    qtbot.keyClick(over.card.close_button, Qt.Key.Key_Escape)
    assert over.isHidden()
    assert pressed.hasFocus()


def test_f1_on_an_option_asks_where_it_comes_from(qtbot: QtBot, theme: Theme) -> None:
    cards = OptionCards()
    qtbot.addWidget(cards)
    cards.show_cards([Card("hlh-94", "HLH-94", "proposed", "Proposed", "Why.", ("S06",), ("T1",), chosen=False)])
    asked: list[str] = []
    cards.asked.connect(lambda name, _: asked.append(name))
    qtbot.keyClick(cards.cards["hlh-94"].button, Qt.Key.Key_F1)
    assert asked == ["hlh-94"]
    assert not cards.cards["hlh-94"].button.isChecked(), "asking chooses nothing"
