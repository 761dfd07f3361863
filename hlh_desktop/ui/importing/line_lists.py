"""The five lists of a file's lines, one on the screen at a time, all counted: nothing of a file is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.ui.importing.lines_table import LinesModel, LinesTable
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.table import Column
from hlh_desktop.ui.widgets.texts import button, hold_width, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hlh_desktop.ward.results.import_words import ImportLine, ImportLines

LISTS = ("look", "take", "known", "left", "refused")
TAKEABLE = ("look", "take")


class LineLists(QWidget):
    """`ticked` tells that other lines are accepted. What needs no look is accepted at first, the rest line by line."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: ImportLines | None = None
        titles = {
            "look": self.tr("To be looked at"), "take": self.tr("To be taken"), "known": self.tr("Known already"),
            "left": self.tr("Left out"), "refused": self.tr("Refused"),
        }  # fmt: skip
        says = {
            "look": self.tr("Compare each with the report and tick it; what is not ticked is not taken."),
            "take": self.tr("Nothing speaks against these. Untick what is not to be taken."),
            "known": self.tr("These stand in the record already: nothing is stored twice."),
            "left": self.tr("These are not taken, for the reason that stands beside each."),
            "refused": self.tr("These cannot be: nothing of them is stored."),
        }
        self._titles, self._says = titles, says
        self.buttons: dict[str, QPushButton] = {}
        self._widen: dict[str, Callable[[], None]] = {}
        self._group = QButtonGroup(self)
        self.says = text(role="label", wrap=True)
        self.model = LinesModel(self._columns(), self)
        self.table = LinesTable(self.model, self.tr("Lines of the file"))
        self.table.setMinimumHeight(160)
        self.why = text(role="label", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._tabs(), self.says):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.model.ticked.connect(self.ticked)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now.row()))

    def _tabs(self) -> QWidget:
        """One button a list, with its count."""
        tabs = QWidget()
        flow = Flow(0, 0, tabs)
        for name in LISTS:
            made = button(self._titles[name], "tab")
            made.setCheckable(True)
            self._widen[name] = hold_width(made)
            made.clicked.connect(lambda _=False, name=name: self.go(name))
            self._group.addButton(made)
            flow.addWidget(made)
            self.buttons[name] = made
        return tabs

    def _columns(self) -> tuple[Column[ImportLine], ...]:
        return (
            Column(self.tr("Sample"), lambda line: line.when),
            Column(self.tr("Analyte"), lambda line: line.name),
            Column(self.tr("Result"), lambda line: line.value),
            Column(self.tr("In the record"), lambda line: line.fate),
            Column(self.tr("Why"), lambda line: line.why),
        )

    @property
    def accepted(self) -> frozenset[int]:
        """The numbers of the lines that are ticked."""
        return frozenset(self.model.accepted)

    def show_lines(self, lines: ImportLines) -> None:
        """Another file; the first list that asks for something is opened."""
        self._lines = lines
        self.model.accepted = set(_numbers(lines.take))
        for name, made in self.buttons.items():
            count = len(getattr(lines, name))
            made.setText(f"{self._titles[name]} {count}")
            made.setEnabled(bool(count))
            self._widen[name]()
        self.go(next((name for name in LISTS if getattr(lines, name)), "take"))
        self.ticked.emit()

    def go(self, name: str) -> None:
        """Another of the lists."""
        found: tuple[ImportLine, ...] = () if self._lines is None else getattr(self._lines, name)
        self.buttons[name].setChecked(True)
        self.says.setText(self._says[name])
        self.table.setAccessibleName(self.buttons[name].text())
        self.model.takeable = name in TAKEABLE
        self.table.show_lines(found)
        self._tell(0)

    def _tell(self, row: int) -> None:
        """The whole reason of the line that the cursor is on, however narrow the table is."""
        line = self.model.row(row) if 0 <= row < self.model.rowCount() else None
        self.why.setText("" if line is None else line.why)


def _numbers(lines: Iterable[ImportLine]) -> Iterable[int]:
    return (line.number for line in lines if line.number is not None)
