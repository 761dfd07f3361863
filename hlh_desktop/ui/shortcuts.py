"""The list of all keys, on F1 pressed twice. One press belongs to the page (a proof), or else to the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout

from hlh_desktop.ui.touches import show_touches
from hlh_desktop.ui.widgets.texts import button, rule, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TWICE = 700  # milliseconds between two presses that belong together
Section = tuple[str, tuple[tuple[str, str], ...]]
FIRST_SIDE = 2  # so many sections stand at the left


def tr(words: str) -> str:
    """A sentence of the list in the language of the window."""
    return QCoreApplication.translate("Shortcuts", words)


def sections() -> tuple[Section, ...]:
    """Headings, each with keys and what they do."""
    everywhere, ward, doses, plan = _of_the_ward()
    return everywhere, ward, doses, *_of_results(), plan


def _of_the_ward() -> tuple[Section, ...]:
    """The keys that hold everywhere, of the board, of the doses, and of plans."""
    everywhere = (
        ("F2", tr("The ward board")),
        ("F3", tr("The child opened last")),
        ("F4", tr("Settings")),
        ("F6", tr("Another person goes on here")),
        ("F7", tr("The guide; F1 opens it where nothing else has a proof")),
        ("Ctrl+L", tr("Lock the ward; drafts are kept")),
        ("Tab, Shift+Tab", tr("To the next field, back")),
        ("Space", tr("Choose, tick, press")),
        ("Esc", tr("Close a card or a list")),
        ("F1 F1", tr("This list")),
    )
    ward = (
        (tr("Up, Down"), tr("Move in a table")),
        (tr("Enter"), tr("Open the child of the row")),
        ("Ctrl+N", tr("A new plan")),
        ("Ctrl+F", tr("Find a child")),
        ("Ctrl+P", tr("Print what is due this shift")),
        ("F5", tr("Look again now")),
        ("F11", tr("Large letters, for a wall screen")),
    )
    plan = (
        (tr("Alt+Left, Alt+Right"), tr("Step before, next step")),
        ("Ctrl+1 ... 7", tr("To a step")),
        ("Ctrl+Z, Ctrl+Y", tr("Undo, redo")),
        ("F1", tr("On a dose, score, finding, task or option: its proof")),
    )
    doses = (
        (tr("Enter"), tr("Open the dose of the row; tick; give")),
        (tr("Up, Down"), tr("To the next dose, back")),
        ("Alt+Up, Alt+Down", tr("The day before, the day after")),
    )
    return (
        (tr("Everywhere"), everywhere),
        (tr("Ward board"), ward),
        (tr("Doses"), doses),
        (tr("New plan and plan"), plan),
    )


def _of_results() -> tuple[Section, ...]:
    """The keys of the labs and of the trends."""
    labs = (
        ("Ctrl+N, Ctrl+S", tr("A new sample; save it")),
        (tr("Enter, Tab"), tr("Next analyte, next sample")),
        ("F2, F4", tr("Change a value; the unit of this value")),
        (tr("Del"), tr("Leave empty; strike a stored value out")),
        ("Ctrl+F", tr("Another analyte")),
        ("Ctrl+V", tr("Paste a table")),
    )
    trends = (
        (tr("Left, Right"), tr("To the result before, to the next")),
        (tr("Home, End"), tr("To the first result, to the last")),
        (tr("Up, Down"), tr("From the results to the doses below, back")),
        (tr("+, -, 0"), tr("Fewer days, more days, all days")),
        (tr("Shift+Left, Shift+Right"), tr("Earlier, later")),
    )
    return (tr("Labs"), labs), (tr("Charts of the trends"), trends)


class ShortcutList(QObject):
    """Waits for F1 twice and shows the list. `help_wanted` comes after one press that nothing on the page took."""

    help_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._since = QElapsedTimer()
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(TWICE)
        self._alone.timeout.connect(self.help_wanted)
        self.box: ShortcutBox | None = None
        show_touches(self, self.watch)
        window.installEventFilter(self)

    def watch(self, watched: QObject, event: QEvent) -> bool:
        """Counts F1 before any shortcut takes it; it is passed on either way. Whoever goes on needs no guide."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress):
            self._alone.stop()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_F1:
                self._since.invalidate()
            elif watched is (QApplication.focusWidget() or self._window) and not event.isAutoRepeat():
                self._pressed()  # the same press goes on to every widget around that one
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F1 that went up to the window was taken by nothing on the page."""
        alone = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F1
        if alone and (self.box is None or not self.box.isVisible()):
            self._alone.start()
        return super().eventFilter(watched, event)

    def _pressed(self) -> None:
        if self._since.isValid() and self._since.elapsed() < TWICE:
            self._since.invalidate()
            self.show_list()
        else:
            self._since.start()

    def show_list(self) -> None:
        """Opens the list, once."""
        if self.box is None or not self.box.isVisible():
            self.box = ShortcutBox(self._window)
            self.box.open()


class ShortcutBox(QDialog):
    """The keys in two columns under their headings, in two halves side by side; Esc closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("All keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(text(self.tr("All keys"), "title"))
        sides = QHBoxLayout()
        sides.setSpacing(24)
        found = sections()
        for part in (found[:FIRST_SIDE], found[FIRST_SIDE:]):
            sides.addLayout(self._side(part))
        column.addLayout(sides)
        row = QHBoxLayout()
        close = button(self.tr("Close"), "main")
        close.clicked.connect(self.accept)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _side(self, part: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for heading, keys in part:
            self._section(grid, heading, keys)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _section(self, grid: QGridLayout, heading: str, keys: tuple[tuple[str, str], ...]) -> None:
        grid.addWidget(text(heading, "heading"), grid.rowCount(), 0, 1, 2)
        grid.addWidget(rule(), grid.rowCount(), 0, 1, 2)
        for key, what in keys:
            row = grid.rowCount()
            grid.addWidget(text(key, "strong"), row, 0)
            grid.addWidget(text(what), row, 1)
