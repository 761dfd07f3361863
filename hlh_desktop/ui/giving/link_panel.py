"""Two charts of one child: each says so, neither is changed, nothing is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.elsewhere import linked

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk


class LinkPanel(Panel):
    """The other chart is chosen by name or number, with the reason why both are of one child."""

    def __init__(self, desk: Desk, child: UUID) -> None:
        super().__init__(desk, self.tr("Another chart of this child"), self.tr("Link the charts"))
        self._child = child
        about = self.tr("Both charts name the other from then on. Their doses stay where they were written.")
        self.put(Note("info", about))
        names = {
            str(line.id): f"{line.identity.name or line.identity.mrn}, {line.identity.mrn}"
            for line in desk.ward.children(desk.now()) if line.id is not None and line.id != child
        }  # fmt: skip
        with desk.ward.store.reading() as reading:
            for one in linked(reading, child):
                self.put(text(self.tr("Linked with %1").replace("%1", names.get(str(one), "")), "strong", wrap=True))
        self.other = SearchPick("", self.tr("The other chart"), list(names.items()), nothing=self.tr("Type a part"))
        self.reason = ReasonField(self.tr("Reason"), (self.tr("registered twice"), self.tr("number was corrected")))
        self.put(self.other)
        self.put(self.reason)
        self.other.changed.connect(lambda _: self.look())
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.look()

    def look(self) -> None:
        """What still waits."""
        if self.other.value is None:
            self.allow(self.tr("Choose the other chart."))
        else:
            self.allow("" if self.reason.value else self.tr("Say why."))

    def start(self) -> None:
        self.other.setFocus()

    def act(self) -> None:
        other, now = UUID(str(self.other.value)), self.desk.now()
        try:
            self.desk.ward.log.link_charts(self._child, other, self.reason.value, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(now)
        self.done.emit(self.tr("Linked with %1").replace("%1", self.other.box.currentText()))
