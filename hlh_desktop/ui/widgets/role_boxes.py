"""Which roles somebody has: a box to tick for each profession and for each thing they are trained for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.leading import Leading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.people import Role


class RoleBoxes(Leading):
    """`words` are the roles in their order, each with what it is called. `value` are those ticked."""

    changed = Signal()

    def __init__(self, words: Mapping[Role, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Roles"))
        row = Flow(look().tokens.px(20), 0, self)
        self.boxes = {role: QCheckBox(said[:1].upper() + said[1:]) for role, said in words.items()}
        for box in self.boxes.values():
            box.setAccessibleName(self.tr("Role: {0}").format(box.text()))
            box.toggled.connect(lambda _: self.changed.emit())
            row.addWidget(box)
        self.lead_to(next(iter(self.boxes.values())))

    @property
    def value(self) -> tuple[Role, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())

    def choose(self, roles: Iterable[Role]) -> None:
        """Ticks these and no others."""
        wanted = set(roles)
        for role, box in self.boxes.items():
            box.setChecked(role in wanted)
