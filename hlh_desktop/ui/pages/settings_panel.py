"""A small form of the settings that does one thing elsewhere and says how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.statements import empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.domain.people import Deed
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


class OneForm(Panel):
    """Lines of what the ward has of its own, and one form at a time, made when it is wanted.

    Who may not change them is told who may; `deed` is what it takes.
    """

    def __init__(self, desk: Desk, deed: Deed, title: str, note: str, open_form: QPushButton) -> None:
        super().__init__(desk)
        self._deed = deed
        self.form: QWidget | None = None
        self.lines, self._place, self.ways = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self.who_may, self.open_form = text(role="label", wrap=True), open_form
        self.column.addWidget(text(title, "strong"))
        self.column.addWidget(text(note, "label", wrap=True))
        self.column.addLayout(self.lines)
        self.column.addWidget(self.who_may)
        self.ways.addWidget(open_form)
        self.column.addLayout(self.ways)
        self.column.addLayout(self._place)
        self.end()

    def put(self, form: QWidget | None) -> None:
        """A form in the place of the one before; none at first."""
        empty(self._place)
        self.form, refusal = form, self.desk.ward.refusal(self._deed)
        self.open_form.setVisible(form is None and not refusal)
        self.who_may.setVisible(bool(refusal))
        self.who_may.setText(refusal)
        if form is not None:
            self.answer.hide()
            self._place.addWidget(form)

    def show_lines(self, lines: Iterable[QWidget], nothing: str) -> None:
        """A line each; a sentence where there is none."""
        empty(self.lines)
        for line in lines:
            self.lines.addWidget(line)
        if not self.lines.count():
            self.lines.addWidget(text(nothing, "muted", wrap=True))


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
