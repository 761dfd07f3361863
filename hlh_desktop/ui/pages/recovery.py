"""The forgotten password: the rows of the recovery sheet, and a new password for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.forms.ui_recovery import Ui_RecoveryPage
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.new_password import NewPassword
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import dress
from hlh_desktop.ward.recovery_sheet import ROWS, row_is_right, row_is_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.record.values import WardFace
    from hlh_desktop.ui.readiness import Readiness
    from hlh_desktop.ward.open_ward import OpenWard


class CodeRow(Leading):
    """One row of the sheet. A row that is whole is checked by its own figures; the one that is mistyped is named."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.field = Field(f"row{number}", self.tr("Row {0}").format(number))
        self.mark = Icon("circle", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        self.field.beside.addWidget(self.mark)
        self.lead_to(self.field)
        self.field.typed.connect(lambda _: self.look())
        self.field.line.editingFinished.connect(lambda: self.look(left=True))

    @property
    def right(self) -> bool:
        """Whether it is as printed."""
        return row_is_right(self.number, self.field.value)

    def look(self, *, left: bool = False) -> None:
        """Says how the row stands; an unfinished one only once it is left."""
        wrong = not self.right and (row_is_whole(self.field.value) or (left and bool(self.field.value)))
        words = self.tr("Row {0} is not as printed. Look at it again.").format(self.number)
        self.field.say("critical" if wrong else None, words if wrong else "")
        icon, colour = (
            ("circle-check", "ok") if self.right else ("octagon-alert", "critical") if wrong else ("circle", "muted")
        )
        self.mark.show_icon(icon, colour)


class RecoveryPage(QWidget):
    """`entered` carries the open ward, `left` goes back to the password."""

    entered = Signal(object)  # OpenWard
    left = Signal()

    def __init__(
        self, face: WardFace, readiness: Readiness, recover: Callable[[str, str, str], OpenWard],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`recover` opens the ward by code, person and new password, off this thread."""
        super().__init__(parent)
        self._readiness, self._recover = readiness, recover
        self.ui = Ui_RecoveryPage()
        self.ui.setupUi(self)
        self.setAccessibleName(self.ui.title.text())
        self.rows = [CodeRow(number) for number in range(1, ROWS + 1)]
        names = [(person.id, person.name) for person in face.people]
        self.person = Pick("person", self.tr("Person"), names, nothing=self.tr("Choose a name"))
        self.password = NewPassword(
            lambda: (face.name, self.person.box.currentText()), training=lambda: face.training
        )  # fmt: skip
        self.answer = Note("critical")
        self._place()
        self._connect()

    def _place(self) -> None:
        for row in self.rows:
            self.ui.rows.addWidget(row)
        self.ui.person_column.addWidget(self.person)
        self.ui.person_column.addWidget(self.password)
        self.ui.answer.addWidget(self.answer)
        self.answer.hide()
        dress(self.ui.back, "plain", "chevron-left")
        dress(self.ui.open, "main", "lock-open")
        self.first = self.rows[0]
        if self.person.box.count() == 2:  # one person and the entry for nobody
            self.person.box.setCurrentIndex(1)

    def _connect(self) -> None:
        self.ui.back.clicked.connect(self.left)
        self.ui.open.clicked.connect(self.try_it)
        self.person.changed.connect(lambda _: self.password.look_again())
        # A method, for Qt to let go of when this page goes: readiness lives on.
        self._readiness.loaded.connect(self._show_ready)
        self._show_ready()

    def _show_ready(self) -> None:
        self.ui.open.setEnabled(self._readiness.ward is not None)

    def try_it(self) -> None:
        """Opens the ward if everything is there; else the cursor goes to what is missing."""
        wrong = next((row for row in self.rows if not row.right), None)
        if wrong is not None:
            wrong.field.say("critical", self.tr("Row {0} is not as printed. Look at it again.").format(wrong.number))
            wrong.setFocus()
        elif not self.person.value:
            self.person.say("critical", self.tr("Choose who gets the new password."))
            self.person.setFocus()
        elif self.password.value is None:
            self.password.setFocus()
        else:
            self._open(str(self.person.value), self.password.value)

    def _open(self, person: str, password: str) -> None:
        self.setEnabled(False)
        code = "\n".join(row.field.value for row in self.rows)
        work.run(self, lambda: self._recover(code, person, password), self._came_in, self._refused)

    def _came_in(self, ward: OpenWard) -> None:
        self.password.forget()
        for row in self.rows:
            row.field.line.clear()
        self.entered.emit(ward)

    def _refused(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, Trouble):
            raise error
        self.answer.say("critical", sentence(error))
        self.answer.show()
