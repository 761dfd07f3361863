"""How the ward's second checks went, and its own policy texts: what the ward sees of itself, beside its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.giving.bedside_panel import PolicyCard
from hlh_desktop.ui.pages.settings_figures import Figures
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ward.log import bedside
from hlh_desktop.ward.log.rate_words import rate_lines

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk


class Checks(Figures):
    """How second checks went, over all children of the ward."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, rate_lines)
        note = self.tr("Over all children of this ward; a dose that was written down late counts as not checked.")
        self.column.addWidget(text(note, "label", wrap=True))
        self.put_figures()


class Policies(QWidget):
    """The policy text of each bedside form; who may, writes another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: PolicyCard | None = None
        self.form = Pick("", self.tr("Form at the bedside"), bedside.titles(desk.ward), nothing=self.tr("Choose"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.form)
        self.form.changed.connect(lambda _: self.begin())

    def begin(self) -> None:
        """The text of the form that is chosen, for who works here now."""
        if self.card is not None:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = None
        if self.form.value is not None:
            self.card = PolicyCard(self._desk, bedside.form(self._desk.ward, str(self.form.value)))
            self._column.addWidget(self.card)
