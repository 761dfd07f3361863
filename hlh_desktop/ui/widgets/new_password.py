"""A new password, typed twice, with the rule in words and what is still missing said while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ward.passwords import LEAST, check_password

if TYPE_CHECKING:
    from collections.abc import Callable


class NewPassword(Leading):
    """Two fields. `value` is the password once it fits the rule and both are the same, else None.

    `names` answers what it must not be, such as the name of the person and of the ward.
    """

    changed = Signal()

    def __init__(
        self, names: Callable[[], tuple[str, ...]], *, training: Callable[[], bool] = lambda: False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._names, self._training = names, training
        self.first, self.second = Password(self.tr("New password")), Password(self.tr("New password, once more"))
        self.said = Note("none", plain=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.first)
        column.addWidget(text(self._rule(), "small", wrap=True))
        column.addWidget(self.second)
        column.addWidget(self.said)
        self.lead_to(self.first)
        for field in (self.first, self.second):
            field.typed.connect(self.look_again)
        self.look_again()

    def _rule(self) -> str:
        words = self.tr(
            "At least {0} characters. Three or four words that have nothing to do with each other or with the ward "
            "are strong and easy to type. Not the name of the person or the ward."
        )
        return words.format(LEAST)

    @property
    def value(self) -> str | None:
        """The password, if it may be taken."""
        return self.first.value if self._missing() == "" else None

    def _missing(self) -> str:
        """What is still missing, in words."""
        first, second = self.first.value, self.second.value
        if not first:
            return self.tr("No password is typed yet.")
        try:
            check_password(first, *self._names(), training=self._training())
        except Trouble as trouble:
            if trouble.code == "password_short":
                return self.tr("{0} more characters.").format(LEAST - len(first))
            return sentence(trouble)
        if not second:
            return self.tr("Long enough. Type it once more.")
        return "" if first == second else self.tr("The two are not the same.")

    def look_again(self) -> None:
        """Says how it stands, also when one of the names was changed elsewhere."""
        missing = self._missing()
        wrong = bool(missing) and bool(self.second.value)
        self.said.say(
            "ok" if not missing else "critical" if wrong else "none", missing or self.tr("Both are the same.")
        )
        self.changed.emit()

    def forget(self) -> None:
        """Empties both fields."""
        for field in (self.first, self.second):
            field.take()
        self.look_again()
