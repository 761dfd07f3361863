"""Allergies: "none known" must be said, a list names them, and until then nobody has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.card import beside

if TYPE_CHECKING:
    from hlh_desktop.ui.wizard.entry import Entry

PATH = "patient.allergies"
NONE, SOME = "none", "some"


class Allergies(Leading):
    """An empty list in the case means "none known", so it is only written when that is pressed."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._naming = False
        answers = ((NONE, self.tr("None known")), (SOME, self.tr("Named here")), (None, self.tr("Not asked yet")))
        self.answer = Choice(self.tr("Allergies"), answers)
        self.name = Field(PATH, self.tr("Drug or substance, then Enter"), hint=self.tr("for example: penicillin"))
        self.add = button(self.tr("Add"), icon="plus", name=self.tr("Add this allergy"))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._naming_part = QWidget()
        self._place()
        self.answer.changed.connect(self._answered)
        self.name.line.editingFinished.connect(self._named)
        self.add.clicked.connect(self._named)
        self.lead_to(self.answer)
        self.refresh()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(beside(self.answer))
        column.addLayout(self._list)
        row = QHBoxLayout(self._naming_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        push_down = QVBoxLayout()
        push_down.addStretch(1)
        push_down.addWidget(self.add)
        row.addLayout(push_down)
        column.addWidget(self._naming_part)

    @property
    def known(self) -> list[str] | None:
        """The names so far; None while nobody has asked."""
        found = self.entry.value(PATH)
        return [str(one) for one in found] if isinstance(found, list | tuple) else None

    def refresh(self) -> None:
        """Draws the case as it stands."""
        known = self.known
        naming = bool(known) or (known is None and self._naming)
        self.answer.choose(NONE if known == [] else SOME if naming else None)
        self._naming_part.setVisible(naming)
        self._show_list(known or [])

    def _show_list(self, names: list[str]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, name in enumerate(names):
            self._list.addWidget(self._row(place, name))

    def _row(self, place: int, name: str) -> QFrame:
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        remove = button(self.tr("Remove"), "quiet", "x", name=self.tr("Remove the allergy %s") % name)
        remove.clicked.connect(lambda: self._removed(place))
        row.addWidget(text(name, "strong"))
        row.addWidget(remove)
        row.addStretch(1)
        return made

    # --- answering

    def _answered(self, answer: object) -> None:
        self._naming = answer == SOME
        if answer == NONE:
            self.entry.write(PATH, [])
        elif not self.known or answer is None:
            # Nothing is named yet, and an empty list would say that nothing is known of any.
            self.entry.write(PATH, None)
        self.refresh()
        if self._naming:
            self.name.line.setFocus()

    def _named(self) -> None:
        name = self.name.value.strip()
        if not name:
            return
        self.name.show_value("")
        known = self.known or []
        if name.casefold() not in (one.casefold() for one in known):
            self.entry.write(PATH, [*known, name])
        self.refresh()

    def _removed(self, place: int) -> None:
        left = [name for number, name in enumerate(self.known or []) if number != place]
        self._naming = True
        self.entry.write(PATH, left or None)
        self.refresh()
        self.name.line.setFocus()
