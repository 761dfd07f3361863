"""Whether it is the right child: a scan of the wristband, or one tick for name and number read on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ward.log.wristband import named_by

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.domain.log.gates.values import Known
    from hlh_desktop.ui.desk import Desk

TICK, FIELD = 260, 180


class Identity(Leading):
    """`answered` when the child was identified, by one press or one scan; `changed` whenever that changes.

    A code that names another child blocks, and no tick lifts that: only the right wristband does.
    """

    answered = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, child: UUID, name: str, mrn: str) -> None:
        super().__init__()
        self._desk, self._child = desk, child
        self.known: Known | None = None
        self.mismatch = False
        words = self.tr("Name and number read on the wristband: %1, No. %2")
        self.tick = QCheckBox(words.replace("%1", name).replace("%2", mrn))
        self.code = Field("", self.tr("Or scan the wristband"), hint=self.tr("code, then Enter"))
        self.note = Note("ok", plain=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = Abreast()
        row.put(self.tick, 2, TICK)
        row.put(self.code, 1, FIELD)
        column.addLayout(row)
        column.addWidget(self.note)
        self.lead_to(self.tick)
        self.tick.clicked.connect(self._ticked)
        self.tick.installEventFilter(self)
        self.code.line.returnPressed.connect(lambda: self.scanned(self.code.value))

    def _ticked(self, ticked: bool) -> None:
        self.known = "asked" if ticked else None
        self._tell(ticked)

    def scanned(self, text: str) -> None:
        """What a reader sent: the code of this ward's paper, or the hospital number of the hospital's own."""
        if not text.strip():
            return
        named = named_by(self._desk.ward, text)
        self.mismatch = named != (self._child,)
        self.known = None if self.mismatch else "scanned"
        self.code.show_value("")
        self.tick.setChecked(not self.mismatch)
        self.tick.setEnabled(not self.mismatch)
        self.note.setVisible(True)
        if self.mismatch:
            self.note.say("critical", self._other(len(named)), strong=self.tr("Stop."))
        else:
            self.note.say("ok", self.tr("The wristband is this child's."))
        self._tell(not self.mismatch)

    def _other(self, named: int) -> str:
        if named:
            return self.tr("This wristband is of another child. Nothing can be given until this child's is scanned.")
        return self.tr("This code names no child of this ward. Scan this child's wristband.")

    def _tell(self, answered: bool) -> None:
        self.changed.emit()
        if answered:
            self.answered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ticks as Space does; what a reader types at the tick goes to the field of the code."""
        if watched is self.tick and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tick.click()
                return True
            if event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.code.line.setFocus()
                self.code.line.insert(event.text())
                return True
        return super().eventFilter(watched, event)
