"""The proof card: everything on it can be read, marked, printed and heard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from hlh_desktop.domain.plan_rows import line_rows
from hlh_desktop.domain.proof import dose_proof
from hlh_desktop.ui.widgets.proof_card import ProofCard
from tests.builders import ROOT, knowledge, plan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.proof_values import Proof
    from hlh_desktop.ui.theme import Theme

TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))


@pytest.fixture
def proof() -> Proof:
    made = plan(TV04)
    row = line_rows(made, knowledge())[0]
    return dose_proof(made, knowledge(), row.line, row.part, row.run.dose)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, proof: Proof) -> ProofCard:
    made = ProofCard(knowledge().wording, "EXAMPLE, Four, No. TV04, plan v1")
    qtbot.addWidget(made)
    made.show_proof(proof)
    return made


def words(card: ProofCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def test_every_row_of_the_proof_stands_on_the_card(card: ProofCard, proof: Proof) -> None:
    shown = words(card)
    cells = [cell for row in proof.sums for cell in (row.label, row.text, row.result)]
    cells += [cell for row in proof.inputs for cell in (row.name, row.value, row.unit, row.when, row.by)]
    cells += [cell for row in proof.limits for cell in (row.title, row.text)]
    cells += [cell for row in proof.sources for cell in (row.id, row.title, row.evidence)]
    assert [cell for cell in cells if cell not in shown] == []


def test_a_screen_reader_gets_the_card_as_text(card: ProofCard, proof: Proof) -> None:
    assert card.accessibleName() == proof.title
    assert card.accessibleDescription() == proof.as_text(knowledge().wording)


def test_the_sum_can_be_marked_and_copied(card: ProofCard) -> None:
    label = next(one for one in card.findChildren(QLabel) if "150" in one.text() and "m²" in one.text())
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_another_proof_takes_the_place_of_the_first(card: ProofCard, qtbot: QtBot) -> None:
    made = plan(TV04)
    row = line_rows(made, knowledge())[1]
    card.show_proof(dose_proof(made, knowledge(), row.line, row.part, row.run.dose))
    qtbot.waitUntil(lambda: "88.5" not in words(card))
    assert "dexAMETHasone" in card.title.text()


def test_close_puts_the_card_away(card: ProofCard, qtbot: QtBot) -> None:
    card.show()
    with qtbot.waitSignal(card.closed):
        qtbot.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    assert card.isHidden()


def test_the_card_prints_with_whose_it_is(card: ProofCard, tmp_path: Path) -> None:
    from hlh_desktop.ui.widgets.pdf_pages import PdfPages

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "proof.pdf"))
    card.ask = lambda *_: True
    assert card.print_card(printer)
    assert "TV04" not in printer.docName()
    with PdfPages((tmp_path / "proof.pdf").read_bytes()) as pages:
        text = pages.words(0)
    assert "No. TV04, plan v1" in text
    assert "88.5" in text


def test_a_person_may_think_better_of_printing(card: ProofCard) -> None:
    card.ask = lambda *_: False
    assert not card.print_card()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_of_the_card_is_cut(card: ProofCard, theme: Theme, qtbot: QtBot, scale: float, proof: Proof) -> None:
    theme.choose("light", scale)
    card.show_proof(proof)
    card.adjustSize()
    with qtbot.waitExposed(card):
        card.show()
    for label in card.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.pixmap():
            longest = max(label.text().split(), key=len) if label.wordWrap() else label.text()
            plain = longest.replace("<b>", "").replace("</b>", "")
            assert label.fontMetrics().horizontalAdvance(plain.split("\n")[0]) <= label.width() + 2, plain
