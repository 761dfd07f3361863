"""What is known of record and program while nobody has signed in: worked examples, edition, recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.widgets.marks import Icon, State, colour_of
from hlh_desktop.ui.widgets.texts import rule, text

if TYPE_CHECKING:
    from hlh_desktop.record.values import WardFace
    from hlh_desktop.ui.readiness import Readiness

SMALL = 18


class Line(QWidget):
    """One thing at the left, how it is at the right."""

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        self._icon = Icon(icons.OF_STATE["none"], "muted", SMALL)
        self.what, self.how = text(words), text(role="strong", wrap=True)
        row.addWidget(self._icon)
        row.addWidget(self.what)
        row.addWidget(self.how, 1)
        self.how.setAlignment(self.how.alignment().AlignRight | self.how.alignment().AlignVCenter)

    def say(self, state: State, words: str) -> None:
        """How it is now."""
        self._icon.show_icon(icons.OF_STATE[state], colour_of(state))
        self.how.setText(words)


class RecordState(QWidget):
    """Follows the readiness of the program; nothing is claimed before it is known."""

    def __init__(self, face: WardFace, readiness: Readiness) -> None:
        super().__init__()
        self._readiness = readiness
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.examples = Line(self.tr("Worked examples"))
        self.edition = Line(self.tr("Knowledge edition"))
        self.seal = Line(self.tr("Seal"))
        self.sheet = Line(self.tr("Recovery sheet"))
        for place, line in enumerate((self.seal, self.examples, self.edition, self.sheet)):
            if place:
                column.addWidget(rule())
            column.addWidget(line)
        self.seal.say("none", self.tr("looked at when it is opened"))
        self.sheet.say("info", self.tr("number {0} is valid").format(face.sheet))
        for signal in (readiness.loaded, readiness.worked, readiness.failed):
            signal.connect(self._show)
        self._show()

    def _show(self) -> None:
        ready = self._readiness
        if ready.ward is not None:
            # Who has signed stands in the record, which nobody can read yet.
            words = self.tr("{0}; whether it is approved here shows after unlocking")
            self.edition.say("none", words.format(ready.ward.knowledge.edition))
        elif ready.failure is not None:
            self.edition.say("critical", self.tr("cannot be read"))
        else:
            self.edition.say("none", self.tr("being read"))
        if ready.examples is not None:
            words = self.tr("{0} of {1} right").format(ready.examples.good, ready.examples.of)
            self.examples.say("ok" if ready.examples.right else "critical", words)
        elif ready.failure is not None:
            self.examples.say("critical", self.tr("could not be calculated"))
        else:
            self.examples.say("none", self.tr("being calculated"))
