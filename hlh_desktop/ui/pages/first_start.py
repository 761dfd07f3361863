"""The first start: a ward is made in four steps, or one that exists is opened. Nothing is stored before the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.forms.ui_first_start import Ui_FirstStartPage
from hlh_desktop.ui.pages.first_start_parts import FolderPart, Part, PersonPart, WardPart
from hlh_desktop.ui.pages.first_start_rail import StepLine
from hlh_desktop.ui.pages.first_start_sheet import SheetPart
from hlh_desktop.ui.trouble_box import knowledge_sentence, sentence
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import dress
from hlh_desktop.ward import entering

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.ui.readiness import Readiness
    from hlh_desktop.ward.open_ward import OpenWard

Answers = tuple[str, ...]


class FirstStartPage(QWidget):
    """`entered` carries the ward just made, `found` the folder of one that exists, `left` leaves without either."""

    entered = Signal(object)  # OpenWard
    found = Signal(object)  # Path
    left = Signal()

    def __init__(
        self, readiness: Readiness, now: Callable[[], datetime], workstation: str, trouble: Trouble | None = None, *,
        can_leave: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._readiness, self._now, self._workstation = readiness, now, workstation
        self._prepared: tuple[Answers, Preparation] | None = None
        self._open = 0
        self._busy = False
        self.ui = Ui_FirstStartPage()
        self.ui.setupUi(self)
        self.setAccessibleName(self.tr("First start"))
        self.folder, self.ward = FolderPart(), WardPart()
        self.person = PersonPart(lambda: self.ward.ward.value, self.ward.training.isChecked)
        self.sheet = SheetPart(readiness, now)
        self.parts: tuple[Part, ...] = (self.folder, self.ward, self.person, self.sheet)
        self.lines = [StepLine(number, part.name) for number, part in enumerate(self.parts, 1)]
        self.answer = Note("critical")
        self._dress(can_leave=can_leave)
        self._connect()
        self._go(0)
        self._say(trouble)

    def _dress(self, *, can_leave: bool) -> None:
        for part, line in zip(self.parts, self.lines, strict=True):
            self.ui.part.addWidget(part)
            part.hide()
            self.ui.steps.addWidget(line)
        self.ui.answer.addWidget(self.answer)
        dress(self.ui.existing, "plain", "folder")
        dress(self.ui.stop, "plain")
        dress(self.ui.back, "plain", "chevron-left")
        dress(self.ui.next, "main")
        if can_leave:
            self.ui.stop.setText(self.tr("&Stop, back to the ward"))

    def _connect(self) -> None:
        for part in self.parts:
            part.changed.connect(self._show_state)
            part.done.connect(self.next)
        self.ui.next.clicked.connect(self.next)
        self.ui.back.clicked.connect(self.back)
        self.ui.stop.clicked.connect(self.left)
        self.ui.existing.clicked.connect(self._find)
        for key, do in (("Alt+Left", self.back), ("Alt+Right", self.next)):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        self._readiness.loaded.connect(self._show_state)
        self._readiness.failed.connect(self._show_state)

    # --- going about

    @property
    def first(self) -> QWidget:
        """Where the cursor stands when the page opens."""
        return self.part.first

    @property
    def part(self) -> Part:
        """The open step."""
        return self.parts[self._open]

    def back(self) -> None:
        """To the step before; nothing that was typed is lost."""
        if self._open and not self._busy:
            self._go(self._open - 1)

    def next(self) -> None:
        """To the next step; after the last one the ward is made. What is missing gets the cursor."""
        if self._busy or self.part.missing() or self._readiness.failure is not None:
            self._show_state()
            if not self._busy:
                self.part.first.setFocus()
        elif self.part is self.person:
            self._prepare()
        elif self.part is self.sheet:
            self._make()
        else:
            self._go(self._open + 1)

    def _go(self, number: int) -> None:
        self.part.hide()
        self._open = number
        self.ui.title.setText(self.part.title)
        self.ui.why.setText(self.part.why)
        self.answer.hide()
        self.part.begin()
        self.part.show()
        self.ui.area.verticalScrollBar().setValue(0)
        self.part.first.setFocus()
        self._show_state()

    def _show_state(self, *_: object) -> None:
        """The list of steps, the buttons, and what is missing."""
        missing = self.part.missing()
        for number, (part, line) in enumerate(zip(self.parts, self.lines, strict=True)):
            line.show_state("now" if number == self._open else "done" if number < self._open else "open", part.told())
        last = self.part is self.sheet
        waiting = last and self._readiness.ward is None
        stored = self.tr("Nothing is stored before the ward is made.")
        self.ui.hint.setText(missing if missing and (last or self.part is not self.person) else stored)
        self.ui.back.setVisible(self._open > 0)
        self.ui.back.setText(self.tr("Back: {0}").format(self.parts[self._open - 1].name))
        following = self.tr("Next: {0}").format(self.parts[min(self._open + 1, len(self.parts) - 1)].name)
        name = self.ward.ward.value.strip()
        self.ui.next.setText(self.tr("Make {0}").format(name) if last else following)
        self.ui.next.setEnabled(not (missing or waiting or self._busy))
        for button in (self.ui.back, self.ui.stop, self.ui.existing):
            button.setEnabled(not self._busy)
        if self._readiness.failure is not None:
            self.answer.say("critical", knowledge_sentence(self._readiness.failure))
            self.answer.show()
            self.ui.next.setEnabled(False)

    def _find(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of the ward"), str(self.folder.path.parent))
        if folder:
            self.open_existing(Path(folder))

    def open_existing(self, folder: Path) -> None:
        """Goes to the door of a ward that exists; says why if the folder holds none."""
        try:
            entering.face(folder)
        except Trouble as trouble:
            self._say(trouble)
        else:
            self.found.emit(folder)

    # --- making

    @property
    def _answers(self) -> Answers:
        """What a preparation depends on."""
        zone, training = str(self.folder.zone.value), str(self.ward.training.isChecked())
        return (self.ward.told(), zone, training, self.person.told(), self.person.password.value or "")

    def _prepare(self) -> None:
        """Makes keys and recovery code, elsewhere; the same answers keep the sheet that may be printed already."""
        answers = self._answers
        if self._prepared is not None and self._prepared[0] == answers:
            self._go(self._open + 1)
            return
        self._set_busy(True)
        name, zone, training = self.ward.ward.value.strip(), answers[1], self.ward.training.isChecked()
        now = self._now()
        work.run(
            self,
            lambda: entering.prepare(
                name=name, zone=zone, person_name=answers[3], password=answers[4], workstation=self._workstation,
                now=now, training=training,
            ),
            lambda preparation: self._ready(answers, preparation),
            self._failed,
        )  # fmt: skip

    def _ready(self, answers: Answers, preparation: Preparation) -> None:
        self._prepared = (answers, preparation)
        self._set_busy(False)
        made = {
            self.tr("Ward"): self.ward.told(), self.tr("Folder"): str(self.folder.path),
            self.tr("Time zone"): answers[1], self.tr("First person"): answers[3],
        }  # fmt: skip
        self.sheet.show_preparation(preparation, made, training=self.ward.training.isChecked())
        self._go(self._open + 1)

    def _make(self) -> None:
        assert self._prepared is not None
        # The profession changes neither keys nor sheet: a sheet that was printed stays the right one.
        preparation = entering.with_profession(self._prepared[1], self.person.role)
        ward, folder, now = self._readiness.ward, self.folder.path, self._now()
        if ward is None:
            return
        self._set_busy(True)
        work.run(self, lambda: entering.make(folder, preparation, ward, now), self._made, self._failed)

    def _made(self, ward: OpenWard) -> None:
        self._prepared = None
        self.person.password.forget()
        self.entered.emit(ward)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, Trouble):
            raise error
        self._say(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_state()

    def _say(self, trouble: Trouble | None) -> None:
        self.answer.setVisible(trouble is not None)
        if trouble is not None:
            self.answer.say("critical", sentence(trouble))
