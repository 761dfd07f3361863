"""The head of the labs: what the page is, and what can be done; the one main action is to save the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, hold_width, text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

# Below this width, in px at 100 %, the page is called by its name alone.
TITLE, NARROW = 60, 1000


class LabsHead(QWidget):
    """Buttons from left to right: paste, import, new sample, save."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste = button(self.tr("Paste table..."), "plain", "table-2")
        self.file = button(self.tr("Import file..."), "plain", "folder")
        self.new = button(self.tr("New sample"), "plain", "plus")
        self.discard = button(self.tr("Discard sample"), "quiet", "x")
        self.back = button(self.tr("Bring the sample back"), "quiet", "undo-2")
        self.back.setToolTip(self.tr("The sample that was discarded (Ctrl+Z)"))
        self.save = button(self.tr("Save sample"), "main", "check")
        self.new.setToolTip(self.tr("A column for a sample that is typed in (Ctrl+N)"))
        self.save.setToolTip(self.tr("Stores the sample (Ctrl+S)"))
        self._widen = hold_width(self.save)
        row = Abreast(self, centred=True)
        title = QWidget()
        words = QHBoxLayout(title)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        words.addWidget(text(self.tr("Labs"), "title"))
        self.under = text(self.tr("values as reported, newest at the right"), "muted")
        words.addWidget(self.under)
        words.addStretch(1)
        row.put(title, 1, TITLE)
        deeds = QWidget()
        flow = Flow(8, 8, deeds)
        for made in (self.discard, self.back, self.paste, self.file, self.new, self.save):
            flow.addWidget(made)
        row.put(deeds, 0)
        self.show_entry(None)

    def show_entry(self, clock: str | None, *, savable: bool = False, why: str = "", dropped: bool = False) -> None:
        """Whether a sample is being typed, of which clock time, and whether it may be saved; else why not.

        `dropped`: one that was discarded can be brought back.
        """
        typing = clock is not None
        self.new.setVisible(not typing)
        self.discard.setVisible(typing)
        self.back.setVisible(dropped and not typing)
        self.save.setVisible(typing)
        self.save.setEnabled(typing and savable)
        words = self.tr("Save sample %1").replace("%1", clock or "").strip()
        if words != self.save.text():
            self.save.setText(words)
            self._widen()
        self.save.setAccessibleDescription(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.under.setVisible(self.width() >= look().tokens.px(NARROW))
