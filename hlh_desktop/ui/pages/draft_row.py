"""A draft of a child: the way on, and the way out, which asks once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.values import DraftHead


class DraftRow(QFrame):
    """Says which draft it is, who began it and when it was kept last. `discarded` once it is thrown away."""

    discarded = Signal()

    def __init__(self, desk: Desk, head: DraftHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._head = desk, head
        self.setProperty("frame", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(Icon("pencil", "accent"))
        self.words = text(self._told(), wrap=True)
        row.addWidget(self.words, 1)
        number = str(head.number)
        self.go_on = button(self.tr("Go on with draft %1").replace("%1", number), "plain", "arrow-right")
        self.discard = button(self.tr("Discard draft %1...").replace("%1", number), "danger", "trash-2")
        self.keep = button(self.tr("Keep it"), "plain")
        self.really = button(self.tr("Discard draft %1 for good").replace("%1", number), "danger", "trash-2")
        for widget in (self.go_on, self.discard, self.keep, self.really):
            row.addWidget(widget)
        self.go_on.clicked.connect(lambda: desk.go_to_draft(head.id))
        self.discard.clicked.connect(lambda: self._ask(asked=True))
        self.keep.clicked.connect(lambda: self._ask(asked=False))
        self.really.clicked.connect(self._discard)
        self._ask(asked=False, focus=False)

    def _told(self) -> str:
        ward = self._desk.ward
        tell, kept = Telling(ward.ward.wording), ward.here(self._head.kept)
        words = self.tr("Draft %1, by %2, at step %3 of 7, kept %4. Not an order.")
        values = (str(self._head.number), self._head.by, str(self._head.step), tell.moment(kept))
        for place, value in enumerate(values, 1):
            words = words.replace(f"%{place}", value)
        return words

    def _ask(self, *, asked: bool, focus: bool = True) -> None:
        """Asks once, in place: what would be lost stands beside the two answers."""
        lost = self.tr("Everything typed in draft %1 is lost. Signed plans stay.")
        self.words.setText(lost.replace("%1", str(self._head.number)) if asked else self._told())
        for widget, shown in (
            (self.go_on, not asked),
            (self.discard, not asked),
            (self.keep, asked),
            (self.really, asked),
        ):
            widget.setVisible(shown)
        if focus:
            (self.keep if asked else self.go_on).setFocus()

    def _discard(self) -> None:
        try:
            self._desk.ward.discard_draft(self._head.id, self._desk.now())
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
        self.discarded.emit()
