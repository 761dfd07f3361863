"""The history of a child: everything that was done, newest first, with when it happened and when it was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_history import Ui_History
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.place_table import PlaceDelegate, PlaceTable
from hlh_desktop.ui.widgets.table import Column, TableModel
from hlh_desktop.ui.widgets.texts import dress, repaint
from hlh_desktop.ward.board import Place
from hlh_desktop.ward.history_csv import history_csv
from hlh_desktop.ward.outputs import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtGui import QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.values import Event

FIELD = 260
ALL = "all"


def ask_csv(parent: QWidget | None, title: str, name: str) -> Path | None:
    """Lets a person choose where a table is saved; None if they thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, "CSV (*.csv)")
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the words of its columns, written once for the table and for whoever looks for words."""

    event: Event
    words: tuple[str, ...]

    @property
    def folded(self) -> str:
        """What is looked through."""
        return " ".join(self.words).casefold().replace(NON_BREAKING, " ")


def place(row: Told, column: int) -> Place:
    """What stands in a column of an event."""
    return Place(row.words[column], state="plain" if column == 1 else "quiet")


class HistoryTab(QWidget):
    """Every event of a child. `ask` answers where the export goes."""

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self._tell = Telling(desk.ward.ward.wording)
        self._rows: tuple[Told, ...] = ()
        self.ask: Callable[[QWidget | None, str, str], Path | None] = ask_csv
        self.ui = Ui_History()
        self.ui.setupUi(self)
        self.model = TableModel(self._columns(), self)
        self.table = PlaceTable()
        self.table.begin(self.model, PlaceDelegate(place, lambda _: False, self.table), self.tr("History"))
        self.ui.table_place.addWidget(self.table)
        self.groups = Choice(self.tr("Show"), self._answers(), ALL)
        self.groups.changed.connect(lambda _: self._show())
        self.ui.groups.addWidget(self.groups)
        self.ui.groups.addStretch(1)
        dress(self.ui.export_csv, "plain", "download")
        self.ui.wanted.textChanged.connect(self._show)
        self.ui.export_csv.clicked.connect(self.export)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.ui.wanted.setFocus)
        repaint(self, self._size)
        self._size()
        self.refresh()

    def _answers(self) -> tuple[tuple[object, str], ...]:
        return (
            (ALL, self.tr("All")), ("doses", self.tr("Doses")), ("checks", self.tr("Checks")),
            ("labs", self.tr("Labs")), ("plans", self.tr("Plans")), ("tasks", self.tr("Tasks")),
            ("prints", self.tr("Prints")),
        )  # fmt: skip

    def _columns(self) -> tuple[Column[Told], ...]:
        titles = (
            self.tr("Taken"), self.tr("What"), self.tr("Detail"), self.tr("Who"), self.tr("Where"), self.tr("Saved"),
        )  # fmt: skip
        return tuple(Column(title, lambda row, at=at: row.words[at]) for at, title in enumerate(titles))  # type: ignore[misc]

    def _told(self, event: Event) -> Told:
        taken, saved = (self._tell.moment(self._desk.ward.here(at)) for at in (event.taken, event.saved))
        return Told(event, (taken, event.what, self._tell.sentence(event.detail), event.by, event.workstation, saved))

    def _size(self) -> None:
        self.ui.wanted.setFixedWidth(look().tokens.px(FIELD))

    def refresh(self) -> None:
        """The history as it stands in the record now."""
        try:
            events = self._desk.ward.history(self._child, self._desk.now())
            self._rows = tuple(self._told(event) for event in events)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
        self._show()

    @property
    def shown(self) -> tuple[Event, ...]:
        """The events of the chosen group that hold every word that is looked for."""
        return tuple(row.event for row in self._wanted())

    def _wanted(self) -> tuple[Told, ...]:
        wanted = self.ui.wanted.text().casefold().split()
        of_group = [row for row in self._rows if self.groups.value in (ALL, row.event.group)]
        return tuple(row for row in of_group if all(word in row.folded for word in wanted))

    def _show(self) -> None:
        shown = self._wanted()
        self.model.show_rows(shown)
        counted = self.tr("%1 of %2 lines").replace("%1", str(len(shown))).replace("%2", str(len(self._rows)))
        self.ui.count.setText(counted)
        self.ui.export_csv.setEnabled(bool(shown))

    def export(self) -> None:
        """Saves the lines that are shown. The file's name tells no child's name."""
        try:
            self._desk.ward.require("export")
            path = self.ask(self, self.tr("Export the history"), "history.csv")
            if path is None:
                return
            self.refresh()  # a second check may have begun since, and what is saved tells no more than the screen may
            with whole_file(path) as file:
                file.write(history_csv(self.shown, self._desk.ward.ward.wording))
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def showEvent(self, event: QShowEvent) -> None:
        """What was done since on another tab stands here too."""
        super().showEvent(event)
        self.refresh()
