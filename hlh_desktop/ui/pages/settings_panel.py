"""A small form of the settings that does one thing elsewhere and says how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.ui.desk import Desk

ENOUGH = "password"


class Panel(QWidget):
    """What every such form shares: its column, its answer, and doing the deed off this thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.answer = Note("ok")
        self.answer.hide()

    def end(self, *actions: QPushButton) -> None:
        """The answer and what can be done, at the right end."""
        self.column.addWidget(self.answer)
        row = QHBoxLayout()
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        self.column.addLayout(row)

    def do(self, deed: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Does it off this thread; nothing of the form can be pressed meanwhile."""
        self.setEnabled(False)

        def well(result: Any) -> None:
            self.setEnabled(True)
            done(result)

        work.run(self, deed, well, self._failed)

    def say(self, words: str, *, good: bool = False) -> None:
        """How it went."""
        self.answer.say("ok" if good else "critical", words)
        self.answer.show()

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, Trouble):
            raise error
        if error.code == "wrong_password":
            self.say(self.tr("The present password is not right."))
        else:
            self.say(sentence(error))


class OwnPassword(Password):
    """The password of who works here, asked for where they came by PIN: that is not enough to change people."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self.hide()

    @property
    def missing(self) -> bool:
        """Whether it is asked for and not typed yet."""
        return not self.isHidden() and not self.value

    def ask(self) -> None:
        """Asks whoever works here now, if they have to be asked."""
        words = self.tr("Your own password, {0}").format(self._desk.ward.person.name)
        self.label.setText(words)
        self.name(words)
        self.take()
        self.setVisible(self._desk.ward.proof != ENOUGH)

    def own(self) -> str | None:
        """What was typed, None where it is not asked for."""
        return self.value or None
