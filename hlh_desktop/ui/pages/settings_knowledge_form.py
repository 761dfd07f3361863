"""The forms of the ward's own values: a number with another value and a reason; and the way back to the shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.writing import spelt, with_unit
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.ward.open_ward import OpenWard

FILE, SUFFIX = "own-values", ".toml"


class SignedForm(QWidget):
    """What both have: a reason, the password of who works here, a way out and the deed."""

    def __init__(self, ward: OpenWard, why: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.reason = Field("reason", why)
        self.password = Password(self.tr("Your own password, {0}").format(ward.person.name))
        self.password.name(self.password.label.text())
        self.leave = button(self.tr("Leave it as it is"), "quiet")

    def end(self, deed: QPushButton) -> None:
        """Reason and password, the way out and the deed."""
        self.column.addWidget(self.reason)
        self.column.addWidget(self.password)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(deed)
        self.column.addLayout(row)

    def missing(self) -> str:
        """What still has to be said, in a sentence; empty where nothing has."""
        if not self.reason.value.strip():
            self.reason.setFocus()
            return self.tr("Say why.")
        if not self.password.value:
            self.password.setFocus()
            return self.tr("Type your own password too.")
        return ""


class ValueForm(SignedForm):
    """One number of those that may be set; with `path` that one, and no other."""

    def __init__(self, ward: OpenWard, path: str = "") -> None:
        super().__init__(ward, self.tr("Why this ward uses another value"))
        self._ward, self._places = ward, ward.approval.places()
        answers = [(one.path, one.title) for one in self._places.values()]
        self.number = SearchPick("", self.tr("Number"), answers, nothing=self.tr("Type a part of its name"))
        self.value, self.expected = Field("value", self.tr("The ward's own value")), text(role="label", wrap=True)
        self.set_it = button(self.tr("Set this value"), "main")
        for part in (self.number, self.value, self.expected):
            self.column.addWidget(part)
        self.end(self.set_it)
        self.first: QWidget = self.value if path else self.number
        self.number.changed.connect(lambda _: self._expect())
        if path in self._places:
            self.number.choose(path)
            self.number.setEnabled(False)
        self._expect()

    def _expect(self) -> None:
        """What was shipped and what may be typed, of the number that is chosen."""
        place = self._places.get(str(self.number.value))
        self.expected.setVisible(place is not None)
        self._ask(spelt(place.rule.unit) if place is not None else "")
        if place is not None:
            shipped = with_unit(place.shipped, place.rule.unit)
            words = self.tr("Shipped: {0}. Expected: {1}.")
            self.expected.setText(words.format(shipped, self._ward.approval.expected(place.path)))

    def _ask(self, unit: str) -> None:
        """The question with the unit in which it is answered: 12 is another wait in hours than in days."""
        asked = self.tr("The ward's own value, in {0}").format(unit) if unit else self.tr("The ward's own value")
        self.value.label.setText(asked)
        self.value.name(asked)

    def missing(self) -> str:
        if self.number.value is None:
            self.number.setFocus()
            return self.tr("Choose a number.")
        if not self.value.value.strip():
            self.value.setFocus()
            return self.tr("Type the value.")
        return super().missing()


class BackForm(SignedForm):
    """Why the shipped value holds again."""

    def __init__(self, ward: OpenWard, title: str) -> None:
        super().__init__(ward, self.tr("Why the shipped value holds again"))
        self.back = button(self.tr("Use the shipped value"), "danger")
        self.column.addWidget(text(title, "strong", wrap=True))
        self.end(self.back)


def ask_where(parent: QWidget, title: str) -> Path | None:
    """Lets a person choose where the file goes; None if they thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, FILE + SUFFIX, f"TOML (*{SUFFIX})")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
