"""Children for tests of the steps: the example as entered, and what is changed of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from hlh_desktop.ui.widgets.marks import Note
from tests.builders import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


def example(**parts: Any) -> dict[str, Any]:
    """The example child, with whole parts of the case replaced; a part given as None is left out."""
    text = (ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8")
    found: dict[str, Any] = {**json.loads(text), **parts}
    return {name: part for name, part in found.items() if part is not None}


def undecided(**parts: Any) -> dict[str, Any]:
    """The example child under HLH-94 for 8 weeks, no line decided."""
    return example(**{"regimen": {"protocol": "hlh-94", "last_week": 8}, **parts})


def infant(**parts: Any) -> dict[str, Any]:
    """A child of 9 months and 8.2 kg."""
    case = undecided(**parts)
    case["patient"]["date_of_birth"] = "2026-02-22"
    case["measurements"] = [{"on": "2026-11-21", "weight_kg": "8.2", "height_cm": "70"}]
    return case


def words(widget: QWidget) -> str:
    """Every text that is to be read in a widget."""
    QApplication.processEvents()  # what was just added is shown by the next turn of the loop
    labels = (one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    buttons = (one.text() for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget))
    return " ".join((*labels, *buttons)).replace("\N{NO-BREAK SPACE}", " ")


def notes(widget: QWidget) -> list[str]:
    """The notes that are to be read in a widget."""
    QApplication.processEvents()
    found = [one.accessibleName() for one in widget.findChildren(Note) if one.isVisibleTo(widget)]
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in found]


def click(qtbot: QtBot, button: QWidget) -> None:
    """The mouse on the middle of a button."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def unnamed(page: QWidget) -> Iterator[str]:
    """Each widget that can have the focus and has no name for a screen reader."""
    for widget in page.findChildren(QWidget):
        inside = not isinstance(widget, QLineEdit) and _in_a_list(widget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside and not isinstance(widget, QScrollArea):
            name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            if not name.strip():
                yield f"{type(widget).__name__} {widget.objectName()}"


def _in_a_list(widget: QWidget) -> bool:
    """Whether a widget is the opened part of a list."""
    around = widget.parentWidget()
    return around is not None and (
        isinstance(around, QComboBox) or around.windowType() == Qt.WindowType.Popup or _in_a_list(around)
    )


def too_wide(page: QWidget) -> bool:
    """Whether the page needs more than its width."""
    return page.minimumSizeHint().width() > page.width()
