"""Criteria over time on the trends tab: a row a day, what was used, the proof beside it, kept by whoever may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.trends.criteria_card import CriteriaCard
from tests.domain.results import demo
from tests.ward.results.judged import Judged, judged

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def ward(tmp_path: Path) -> Judged:
    made = judged(tmp_path)
    made.to_day(0, 7)
    return made


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, ward: Judged) -> CriteriaCard:
    page = QWidget()
    qtbot.addWidget(page)
    made = CriteriaCard(Desk(ward.desk, lambda: ward.now, page), ward.child, page)
    QVBoxLayout(page).addWidget(made)
    page.resize(1100, 500)
    page.show()
    made.refresh()
    return made


def test_the_card_shows_the_days_and_keeps_and_proves_the_chosen_one(qtbot: QtBot, card: CriteriaCard) -> None:
    assert card.model.rowCount() >= 2
    assert "Ferritin" in card.used.text()
    first = card.used.text()
    qtbot.keyClick(card.table, Qt.Key.Key_Down)
    assert card.used.text() != first
    chosen = card.chosen
    assert chosen is not None
    card.prove.click()
    proof = card.proof.card.proof
    assert proof is not None
    assert proof.title == f"HScore {chosen.hscore}"
    qtbot.keyClick(card.proof.card.close_button, Qt.Key.Key_Escape)
    assert card.proof.isHidden()
    assert card.prove.hasFocus()
    card.save.click()
    again = card.chosen
    assert again is not None
    assert again.day == chosen.day, "the chosen day stays chosen"
    assert again.kept.startswith("kept by ")


def test_a_kept_day_that_reads_otherwise_now_shows_below_what_was_kept(card: CriteriaCard, ward: Judged) -> None:
    card.save.click()
    assert not card.before.isVisible()
    ward.write(demo.result("ferritin", "30000", 7.2))
    card.refresh()
    assert card.before.isVisible()
    assert card.before.text().startswith("Kept as it was then: HLH-2004 ")
    card.table.selectRow(1)
    assert not card.before.isVisible()
