"""A rare value asks to be typed again, and for a reason: a box under its field, gone once both are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.values import Doubt

OTHER = "other"


class DoubtBox(QFrame):
    """`again` tells the path and the value typed a second time, `reasoned` the doubt's key and the reason."""

    again = Signal(str, str)
    reasoned = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubt: Doubt | None = None
        self._reasons: Pick | None = None
        self._other_wanted = False
        self.what = Note("warning")
        self.field = Field("", self.tr("Type it a second time"), number=True)
        self.words = Field("", self.tr("Reason in your own words"))
        self._row = Abreast()
        self._row.put(self.field, share=1, least=150)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for part in (self.what, self._row, self.words):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        self.field.typed.connect(self._typed)
        self.words.line.editingFinished.connect(self._worded)
        self.hide()

    @property
    def reasons(self) -> Pick | None:
        """The list of reasons, once a doubt stood here."""
        return self._reasons

    def show_doubt(self, doubt: Doubt | None, typed: str = "") -> None:
        """Asks about a value; None asks nothing. `typed` is what was typed again so far."""
        if doubt is not None and (self._doubt is None or self._doubt.reasons != doubt.reasons):
            self._make_reasons(doubt)
        if doubt is None or self._doubt is None or self._doubt.key != doubt.key:
            self._other_wanted = False
        self._doubt = doubt
        self.setVisible(doubt is not None)
        if doubt is None or self._reasons is None:
            return
        self._tell(doubt)
        self.field.name(self.tr("%s, typed a second time") % doubt.name)
        self.field.show_value(typed)
        different = bool(typed.strip()) and not doubt.repeated
        self.field.say("warning" if different else None, self.tr("not the same number") if different else "")
        other = self._other_wanted or (doubt.reason is not None and doubt.reason not in doubt.reasons)
        self._reasons.choose(OTHER if other else doubt.reason)
        self.words.setVisible(other)
        if other and not self.words.line.hasFocus():
            self.words.show_value(doubt.reason or "")

    def _tell(self, doubt: Doubt) -> None:
        if doubt.confirmed:
            self.what.say("ok", doubt.reason or "", strong=self.tr("Typed twice."))
        else:
            ask = self.tr("If it is right, type it again and say why.")
            self.what.say("warning", f"{doubt.text} {ask}", strong=doubt.hint_text)

    def _make_reasons(self, doubt: Doubt) -> None:
        if self._reasons is not None:
            self._row.removeWidget(self._reasons)
            self._reasons.deleteLater()
        answers = [(one, one) for one in doubt.reasons] + [(OTHER, self.tr("Another reason ..."))]
        self._reasons = Pick("", self.tr("Why it is right"), answers, nothing=self.tr("Choose a reason"))
        self._row.put(self._reasons, share=2, least=240)
        self._reasons.changed.connect(self._reasoned)
        self.setTabOrder(self.field.line, self._reasons.box)
        self.setTabOrder(self._reasons.box, self.words.line)

    def _typed(self, words: str) -> None:
        if self._doubt is not None:
            self.again.emit(self._doubt.path, words)

    def _reasoned(self, reason: object) -> None:
        if self._doubt is None:
            return
        self._other_wanted = reason == OTHER
        self.words.setVisible(self._other_wanted)
        if self._other_wanted:
            self.words.show_value("")
            self.words.line.setFocus()
        self.reasoned.emit(self._doubt.key, "" if reason in (None, OTHER) else str(reason))

    def _worded(self) -> None:
        if self._doubt is not None and self._other_wanted:
            self.reasoned.emit(self._doubt.key, self.words.value.strip())
