"""One of many answers, found by typing a part of its name; only what is on the list can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from hlh_desktop.ui.widgets.pick import Pick

if TYPE_CHECKING:
    from collections.abc import Sequence


class SearchPick(Pick):
    """A list that opens and is searched as one types; what is no entry of it goes back to the answer as it was."""

    def __init__(
        self, path: str, label: str, answers: Sequence[tuple[object, str]], *, nothing: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(path, label, answers, nothing="", parent=parent)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.box.lineEdit()
        assert line is not None
        line.setPlaceholderText(nothing)
        line.setAccessibleName(label)
        line.editingFinished.connect(self._settle)
        self.box.setCompleter(self._completer())

    def _completer(self) -> QCompleter:
        made = QCompleter(self.box.model(), self.box)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        return made

    def _settle(self) -> None:
        """Takes the entry whose name was typed, or the only one that it is a part of; else nothing was said."""
        typed = self.box.currentText().strip().casefold()
        names = [self.box.itemText(place) for place in range(self.box.count())]
        fitting = [place for place, name in enumerate(names) if name.casefold() == typed]
        if not fitting and typed:
            fitting = [place for place, name in enumerate(names) if typed in name.casefold()]
        place = fitting[0] if len(fitting) == 1 else self.box.findData(self._shown)
        before = self._shown
        self.box.setCurrentIndex(max(0, place))
        self.box.setEditText(self.box.itemText(self.box.currentIndex()))
        if self.value != before:
            self._shown = self.value
            self.changed.emit(self.value)

    _shown: object = None

    def choose(self, value: object) -> None:
        """Shows an answer without telling anybody; a word being typed stays."""
        line = self.box.lineEdit()
        if value == self._shown and line is not None and line.hasFocus():
            return
        self._shown = value
        super().choose(value)
