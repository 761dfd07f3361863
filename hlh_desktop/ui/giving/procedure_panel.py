"""A procedure beside the doses: plasma exchange, adsorption; done or planned, written anew or struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.procedure_words import procedure_lines
from hlh_desktop.ward.log.procedures import ProcedureEntry
from hlh_desktop.ward.log.sheet import reasons_for
from hlh_desktop.ward.log.typed import read_amount, show_moment

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.domain.log.procedures import Procedure
    from hlh_desktop.ui.desk import Desk

FIELD, OTHER = 160, "other"


class ProcedurePanel(Panel):
    """What, device, volume, from when to when, by whom. One that was noted before is chosen to be written anew."""

    def __init__(self, desk: Desk, child: UUID) -> None:
        super().__init__(desk, self.tr("A procedure"), self.tr("Note it"))
        self._child, self._id, self._before = child, uuid4(), dict[str, "Procedure"]()
        language, rules = desk.ward.ward.wording.language, desk.ward.ward.knowledge.giving.procedures
        kinds = [(key, rule.title[language]) for key, rule in rules.items()]
        self.kind = Pick("", self.tr("Procedure"), kinds, nothing=self.tr("Choose"))
        self.what = Field("", self.tr("Which procedure"))
        self.device = Field("", self.tr("Device, filter or set"))
        self.volume = Field("", self.tr("Volume exchanged, if known"), unit="mL", number=True)
        self.begun = MomentField(desk, self.tr("Begins, or began, at"))
        self.ended = MomentField(desk, self.tr("Ended at (empty while it is not over)"))
        self.by, self.note = Field("", self.tr("Done by")), Field("", self.tr("Note"))
        self._lay()
        self._show_noted()
        self._connect()
        self.look()

    def _lay(self) -> None:
        about = self.tr(
            "Note a planned session too: antibodies that it would remove are then told at their doses, "
            "so that they are given after it."
        )
        self.put(Note("info", about))
        self.put(self.kind)
        self.put(self.what)
        for pair in ((self.begun, self.ended), (self.device, self.volume), (self.by, self.note)):
            row = Abreast()
            for field in pair:
                row.put(field, 1, FIELD)
            self.ui.body.addLayout(row)

    def _show_noted(self) -> None:
        """What was noted before, to be written anew or struck out."""
        found = procedure_lines(self.desk.ward, self._child, self.desk.now())
        self._before = {str(one.id): one for one, _ in found}
        self.noted = Pick("", self.tr("Noted before"), [(str(one.id), words) for one, words in found],
                          nothing=self.tr("Choose one to write it anew or strike it out"))  # fmt: skip
        self.reason = ReasonField(
            self.tr("Why it is written anew or struck out"), reasons_for(self.desk.ward, "struck")
        )
        self.strike = self.add_apart(button(self.tr("Strike out"), "plain", "pencil"))
        for widget in (self.noted, self.strike):
            widget.setVisible(bool(found))
        self.show_apart(shown=bool(found))
        self.reason.hide()
        self.put(self.noted)
        self.put(self.reason)

    def _connect(self) -> None:
        self.kind.changed.connect(lambda _: self.look())
        self.noted.changed.connect(self._choose)
        self.reason.typed.connect(lambda _: self.look())
        self.strike.clicked.connect(self._strike)
        for field in (self.what, self.device, self.volume, self.begun, self.ended, self.by, self.note):
            field.typed.connect(lambda _: self.look())
            field.line.returnPressed.connect(self._pressed)

    @property
    def chosen(self) -> Procedure | None:
        """The procedure that is written anew; None for a new one."""
        return self._before.get(str(self.noted.value))

    def _choose(self, _: object) -> None:
        """The fields as they were written."""
        one, now = self.chosen, self.desk.now()
        self.name_main(self.tr("Note it") if one is None else self.tr("Write it anew"))
        self.reason.setVisible(one is not None)
        if one is not None:
            self.kind.choose(one.kind)
            self.what.show_value(one.what)
            self.device.show_value(one.device)
            self.volume.show_value("" if one.volume_ml is None else plain(one.volume_ml))
            self.begun.show_value(show_moment(self.desk.ward, one.begun, now))
            self.ended.show_value("" if one.ended is None else show_moment(self.desk.ward, one.ended, now))
            self.by.show_value(one.done_by)
            self.note.show_value(one.note)
        self.look()

    def look(self) -> None:
        """What still waits."""
        self.what.setVisible(self.kind.value == OTHER)
        self.strike.setEnabled(self.chosen is not None and bool(self.reason.value))
        self.allow(self._against())

    def _against(self) -> str:
        if self.kind.value is None:
            return self.tr("Choose the procedure.")
        if self.kind.value == OTHER and not self.what.value.strip():
            return self.tr("Which procedure is it?")
        if self.begun.moment is None:
            return self.tr("When does it begin, or did it?")
        if self.ended.value.strip() and self.ended.moment is None:
            return self.tr("When did it end? Leave it empty while it is not over.")
        if self.volume.value.strip() and read_amount(self.volume.value) is None:
            return self.tr("The volume is a plain number, such as 650, or stays empty.")
        return self.tr("Say why it is written anew.") if self.chosen is not None and not self.reason.value else ""

    def start(self) -> None:
        self.kind.setFocus()

    def act(self) -> None:
        begun, one, now = self.begun.moment, self.chosen, self.desk.now()
        if begun is None:
            return
        entry = ProcedureEntry(
            str(self.kind.value), begun, self.what.value if self.kind.value == OTHER else "", self.device.value,
            read_amount(self.volume.value), self.ended.moment, self.by.value, self.note.value,
        )  # fmt: skip
        log = self.desk.ward.log
        try:
            if one is None:
                log.note_procedure(self._child, entry, self._id, now)
            else:
                log.amend_procedure(self._child, one.id, entry, self.reason.value, self._id, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(now)
        self.done.emit(self.tr("Noted: %1").replace("%1", self.kind.box.currentText()))

    def _strike(self) -> None:
        one, now = self.chosen, self.desk.now()
        if one is None:
            return
        try:
            self.desk.ward.log.strike_procedure(self._child, one.id, self.reason.value, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(now)
        self.done.emit(self.tr("Struck out: %1").replace("%1", one.what))
