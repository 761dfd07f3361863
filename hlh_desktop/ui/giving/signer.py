"""Another person who signs here: chosen by name, shown by password or PIN. What was typed is never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.people import Staff

PERSON, SECRET = 200, 180


class Signer(QFrame):
    """`typed` tells each change, `entered` that Enter was pressed on the secret."""

    typed = Signal()
    entered = Signal()

    def __init__(self, heading: str, people: Iterable[Staff], secret: str) -> None:
        super().__init__()
        self.setProperty("frame", "inset")
        self.person = Pick("", self.tr("Person"), [(one.id, one.name) for one in people], nothing=self.tr("Choose"))
        self.secret = Password(secret)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(text(heading, "strong", wrap=True))
        row = Abreast()
        row.put(self.person, 1, PERSON)
        row.put(self.secret, 1, SECRET)
        column.addLayout(row)
        self.person.box.setAccessibleName(f"{heading}: {self.tr('Person')}")
        self.secret.name(f"{heading}: {secret}")
        self.person.changed.connect(lambda _: self.typed.emit())
        self.secret.typed.connect(lambda _: self.typed.emit())
        self.secret.line.returnPressed.connect(self.entered)

    @property
    def complete(self) -> bool:
        """Whether a person is chosen and something is typed."""
        return self.person.value is not None and bool(self.secret.value)

    def take(self) -> tuple[str, str] | None:
        """The id of the person and what they typed; the field is empty afterwards."""
        chosen = self.person.value
        return (chosen, self.secret.take()) if isinstance(chosen, str) and self.secret.value else None
