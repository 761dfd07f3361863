"""Current medicines: not asked, none, or a list that names are added to and taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.card import AnswerRow
from hlh_desktop.ui.wizard.statements import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE, SOME = "none", "some"


class MedicineList(QWidget):
    """`changed` tells the names, [] for none and None for not asked."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] | None = None
        self._naming = False
        self.choice = Choice(
            self.tr("Current medicines"),
            ((None, self.tr("Not asked")), (NONE, self.tr("None")), (SOME, self.tr("Named below"))),
        )
        self.choice.changed.connect(self._answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().tokens.px(8))
        question = self.tr("Current medicines")
        column.addWidget(AnswerRow(question, self.tr("without them no interaction is seen"), self.choice))
        self._list = QVBoxLayout()
        self._list.setSpacing(look().tokens.px(2))
        column.addLayout(self._list)
        column.addWidget(self._adding())
        self.show_names(None)

    def _adding(self) -> QWidget:
        self.adding = QWidget()
        row = QHBoxLayout(self.adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().tokens.px(8))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Name of a medicine, then Enter"))
        self.line.setAccessibleName(self.tr("Name of a current medicine"))
        self.line.returnPressed.connect(self.add)
        self.add_button = button(self.tr("Add"), icon="plus", name=self.tr("Add the medicine"))
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.line, 1)
        row.addWidget(self.add_button)
        return self.adding

    def show_names(self, names: Sequence[str] | None) -> None:
        """Draws what stands in the case."""
        now = None if names is None else tuple(str(name) for name in names)
        self._naming = bool(now) or (self._naming and not now)
        self.choice.choose(SOME if self._naming else None if now is None else NONE)
        self.adding.setVisible(self._naming)
        if now != self._names:
            self._names = now
            empty(self._list)
            for place, name in enumerate(now or ()):
                self._list.addWidget(self._row(place, name))

    def _row(self, place: int, name: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        words = text(name, "strong", wrap=True)
        remove = button(self.tr("Remove"), "quiet", "x", name=self.tr("Remove {name}").format(name=name))
        remove.clicked.connect(lambda: self._remove(place))
        row.addWidget(words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _answered(self, key: object) -> None:
        """Names that stand there are not lost by a slip: they go only one by one."""
        if self._names and key != SOME:
            self.choice.choose(SOME)
            return
        self._naming = key == SOME
        self.adding.setVisible(self._naming)
        if key == SOME:
            self.line.setFocus()
            self.changed.emit(None)
        else:
            self.changed.emit([] if key == NONE else None)

    def add(self) -> None:
        """Takes the typed name into the list."""
        name = " ".join(self.line.text().split())
        self.line.clear()
        if name and name not in (self._names or ()):
            self.changed.emit([*(self._names or ()), name])
        self.line.setFocus()

    def _remove(self, place: int) -> None:
        left = [name for number, name in enumerate(self._names or ()) if number != place]
        # An empty list would say that none is taken; nobody said that.
        self.changed.emit(left or None)
        self.line.setFocus()
