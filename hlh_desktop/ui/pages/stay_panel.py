"""Where a child is, as a card: bed, since when, by whom; changed in place, and a wrong entry struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.pages.stay_form import StayForm, StrikeForm, kind_words
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import button, hold_width, text
from hlh_desktop.ward import stay

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.stay import StayLine

# Where the child is now, as a picture beside the words.
ICONS = {"admitted": "bed-single", "on_leave": "log-out", "outpatient": "user-round", "transferred": "arrow-right"}
EARLIER = 3


class StayPanel(QFrame):
    """`changed` whenever something was written down of where the child is."""

    changed = Signal()

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self._tell = Telling(desk.ward.ward.wording)
        self.form: StayForm | StrikeForm | None = None
        self.setProperty("frame", "card")
        self.icon, self.now = Icon("bed-single"), text("", "strong", wrap=True)
        self.since = text("", "small", wrap=True)
        self.change = button(self.tr("Change..."), "ward", "pencil", name=self.tr("Change where the child is"))
        self.strike = button(self.tr("Strike out..."), "ward", name=self.tr("Strike out the newest entry"))
        self.earlier = text("", "small", wrap=True)
        self._lay()
        self.change.clicked.connect(self._change)
        self.strike.clicked.connect(self._strike)
        desk.switched.connect(self.refresh)
        self.refresh()

    def _lay(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(text(self.tr("Where the child is"), "heading"))
        words = QWidget()
        told = QVBoxLayout(words)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(2)
        told.addWidget(self.now)
        told.addWidget(self.since)
        line = Abreast(centred=True)
        line.put(self.icon, 0)
        line.put(words, 1, 180)
        for made in (self.strike, self.change):
            hold_width(made)
            line.put(made, 0)
        self._column.addLayout(line)
        self._column.addWidget(self.earlier)

    def refresh(self) -> None:
        """As it stands in the record now."""
        try:
            lines = stay.entries(self._desk.ward, self._child)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        now = self._desk.now()
        here = stay.stay_at((line.stay for line in lines if line.struck_by is None), now)
        self._newest = next((line for line in lines if here is not None and line.stay.id == here.id), None)
        self._show(self._newest)
        others = [self._line(line) for line in reversed(lines) if line is not self._newest]
        self.earlier.setText("\n".join(others[:EARLIER]))
        self.earlier.setVisible(bool(others))
        may = self._desk.ward.may("stay")
        self.change.setEnabled(may)
        self.strike.setEnabled(may)
        self.strike.setVisible(self._newest is not None)

    def _show(self, line: StayLine | None) -> None:
        if line is None:
            self.now.setText(self.tr("Admitted, bed not known"))
            self.since.setText(self.tr("Nothing was written down yet."))
            self.icon.show_icon("bed-single", "text")
            return
        self.now.setText(self._place(line))
        self.since.setText(self._since(line))
        self.icon.show_icon(ICONS.get(line.stay.kind, "circle-x"), "text")

    def _place(self, line: StayLine) -> str:
        kind, bed = kind_words(line.stay.kind), line.stay.bed
        return ", ".join(part for part in (kind, self.tr("bed %s") % bed if bed else "", line.note) if part)

    def _since(self, line: StayLine) -> str:
        at = self._tell.moment(self._desk.ward.here(line.stay.since))
        return self.tr("since %1, by %2").replace("%1", at).replace("%2", line.stay.by)

    def _line(self, line: StayLine) -> str:
        said = ", ".join((self._place(line), self._since(line)))
        if line.struck_by is None:
            return said
        struck = self.tr("STRUCK OUT by %1: %2").replace("%1", line.struck_by).replace("%2", line.reason)
        return f"{said}. {struck}"

    # --- changing it

    def _change(self) -> None:
        self._open(StayForm(self._desk, self._child))

    def _strike(self) -> None:
        if self._newest is not None:
            self._open(StrikeForm(self._desk, self._child, self._newest))

    def _open(self, form: StayForm | StrikeForm) -> None:
        self._close()
        self.form = form
        self._column.addWidget(form)
        form.show()
        form.written.connect(self._written)
        form.left.connect(self._left)
        form.start()

    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _left(self) -> None:
        self._close()
        self.change.setFocus()

    def _written(self) -> None:
        self._left()
        self.refresh()
        self.changed.emit()
