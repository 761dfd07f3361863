"""Units on the screen: no line ends behind their slash, and what holds them together is seen by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QTextLayout, QTextOption
from PySide6.QtTest import QTest

from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.widgets.whole import JOINER, WholeLabel, whole

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

UNITS = ("micromol/L", "mg/m\N{SUPERSCRIPT TWO}/day", "10\N{SUPERSCRIPT NINE}/L", "mL/kg", "mg/dL", "mL/min/1.73")


def lines(words: str) -> list[str]:
    """The words as Qt breaks them where each line has the least room."""
    layout = QTextLayout(words)
    layout.setTextOption(option := QTextOption())
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1)
        found.append(words[line.textStart() :][: line.textLength()].replace(JOINER, "").strip())
    layout.endLayout()
    return found


@pytest.mark.parametrize("unit", UNITS)
def test_no_line_ends_inside_a_unit(theme: Theme, unit: str) -> None:
    assert lines(f"above {unit} twice") != ["above", unit, "twice"]
    assert lines(whole(f"above {unit} twice")) == ["above", unit, "twice"]


def test_a_short_prefix_stays_with_its_word_and_other_words_part_as_ever(theme: Theme) -> None:
    assert lines(whole("co-trimoxazole, C-reactive, off-label, yes/no")) == [
        "co-trimoxazole,", "C-reactive,", "off-", "label,", "yes/", "no",
    ]  # fmt: skip


def test_the_words_of_a_label_are_read_as_they_were_given(theme: Theme) -> None:
    label = text("38 micromol/L", wrap=True)
    assert label.text() == "38 micromol/L"
    label.setText("2.1 mg/kg")
    assert label.text() == "2.1 mg/kg"
    assert Note("info", "16.5 mL/kg").accessibleName() == "16.5 mL/kg"


def test_a_screen_reader_hears_the_words_as_they_were_given(theme: Theme) -> None:
    label = text("38 micromol/L")
    heard = QAccessible.queryAccessibleInterface(label)
    assert heard.text(QAccessible.Text.Name) == "38 micromol/L"
    label.setText("none")
    assert heard.text(QAccessible.Text.Name) == "none"
    label.setAccessibleName("Creatinine")
    label.setText("2.1 mg/kg")
    assert heard.text(QAccessible.Text.Name) == "Creatinine"


def test_what_is_copied_has_no_sign_that_nobody_sees(qtbot: QtBot, theme: Theme) -> None:
    label = WholeLabel("16.5 mL/kg")
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    label.show()
    label.setSelection(0, len("16.5 mL/kg") + 1)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "16.5 mL/kg"
