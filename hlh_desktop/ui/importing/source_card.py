"""Where the results come from: the name of the file, the laboratory, a place to paste into, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.results.incoming.preview import Preview

LOW = 120


class SourceCard(QFrame):
    """`changed` asks to read again: another laboratory, or a person said whose the results are. `pasted` is a table."""

    changed = Signal()
    pasted = Signal(str)
    mapping_wanted = Signal()

    def __init__(self, child: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._before = ""
        self.laboratory = Field("laboratory", self.tr("Laboratory"), hint=self.tr("As the ward calls it"))
        self.meaning = button(self.tr("What the file means..."), "plain", "table-2")
        self.area = QPlainTextEdit()
        self.area.setAccessibleName(self.tr("Table to read"))
        self.area.setPlaceholderText(
            self.tr("Paste here: one result a line, or analytes down and times across, with the headings.")
        )
        self.area.setTabChangesFocus(True)
        self.area.setMinimumHeight(LOW)
        self.read = button(self.tr("Read the table"), "plain", "check")
        self.paste = QWidget()
        self.identity = Note("info")
        self.confirm = QCheckBox(self.tr("These are results of %1").replace("%1", child))
        self.told = text(role="label", wrap=True)
        self._lay()
        self.laboratory.line.editingFinished.connect(self._named)
        self.meaning.clicked.connect(self.mapping_wanted)
        self.read.clicked.connect(lambda: self.pasted.emit(self.area.toPlainText()))
        self.confirm.clicked.connect(self.changed)

    def _lay(self) -> None:
        inner = QVBoxLayout(self.paste)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.area)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(self.read)
        inner.addLayout(end)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        self.laboratory.beside.addWidget(self.meaning)
        for part in (self.laboratory, self.paste, self.identity, self.confirm, self.told):
            column.addWidget(part)

    def know(self, laboratories: Sequence[str]) -> None:
        """The laboratories of which the ward has kept what their files mean."""
        completer = QCompleter(list(laboratories), self)
        self.laboratory.line.setCompleter(completer)

    def begin(self, *, pasting: bool, words: str = "") -> None:
        """Nothing is read yet."""
        self.paste.setVisible(pasting)
        self.area.setPlainText(words)
        self.meaning.hide()
        self.identity.hide()
        self.confirm.hide()
        self.confirm.setChecked(False)
        self.told.hide()

    def show_preview(self, found: Preview, verdict: str, other: Sequence[str]) -> None:
        """Whose results they are, before anything else; and what else the file holds."""
        asks = found.blocked and found.identity.confirm
        self.identity.say("warning" if asks else "critical" if found.blocked else "ok", verdict)
        self.identity.show()
        self.confirm.setVisible(found.identity.confirm or self.confirm.isChecked())
        self.meaning.setVisible(found.kind in ("csv", "paste", "hl7", "fhir"))
        self.told.setText(" ".join(other))
        self.told.setVisible(bool(other))

    def show_failure(self, words: str, *, mappable: bool) -> None:
        """Why nothing could be read."""
        self.identity.say("critical", words)
        self.identity.show()
        self.confirm.hide()
        self.told.hide()
        self.meaning.setVisible(mappable)

    def _named(self) -> None:
        now = self.laboratory.value.strip()
        if now != self._before:
            self._before = now
            self.changed.emit()
