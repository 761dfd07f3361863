"""A new PIN, typed twice, with the rule in words and what is still missing said while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from hlh_desktop.domain.people import is_pin, is_simple
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.people import PinRule


class NewPin(Leading):
    """Two fields. `value` is the PIN once it fits the rule and both are the same, else None."""

    changed = Signal()

    def __init__(self, rule: PinRule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self.first, self.second = Password(self.tr("New PIN")), Password(self.tr("New PIN, once more"))
        self.said = Note("none", plain=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = self.tr("{0} to {1} digits, no row and not one digit alone. It shows who you are on an open ward; it "
                        "opens no ward and signs nothing.")  # fmt: skip
        for widget in (
            self.first, text(words.format(rule.least, rule.most), "small", wrap=True), self.second, self.said
        ):  # fmt: skip
            column.addWidget(widget)
        self.lead_to(self.first)
        for field in (self.first, self.second):
            field.typed.connect(self.look_again)
        self.look_again()

    @property
    def value(self) -> str | None:
        """The PIN, if it may be taken."""
        return self.first.value if self._missing() == "" else None

    def _missing(self) -> str:
        first, second = self.first.value, self.second.value
        if not first:
            return self.tr("No PIN is typed yet.")
        if not is_pin(first, self._rule):
            return self.tr("{0} to {1} digits, nothing else.").format(self._rule.least, self._rule.most)
        if is_simple(first, self._rule):
            return self.tr("Too easy to guess.")
        if not second:
            return self.tr("Good. Type it once more.")
        return "" if first == second else self.tr("The two are not the same.")

    def look_again(self) -> None:
        """Says how it stands."""
        missing = self._missing()
        wrong = bool(missing) and bool(self.second.value)
        state = "ok" if not missing else "critical" if wrong else "none"
        self.said.say(state, missing or self.tr("Both are the same."))  # type: ignore[arg-type]
        self.changed.emit()

    def forget(self) -> None:
        """Empties both fields."""
        for field in (self.first, self.second):
            field.take()
        self.look_again()
