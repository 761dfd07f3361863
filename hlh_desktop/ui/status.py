"""The line at the foot of the window: when something was saved, the record's seal, the worked examples, the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.forms.ui_status import Ui_Status
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Icon, State, colour_of
from hlh_desktop.ui.widgets.texts import styled, text

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.ward.golden import Examples
    from hlh_desktop.ward.values import Seal

SMALL = 16


class Fact(QWidget):
    """One thing with its icon; not there while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon, self.words = Icon(icons.OF_STATE["ok"], "ok", SMALL), text(role="small")
        row.addWidget(self._icon)
        row.addWidget(self.words)
        self.hide()

    def say(self, state: State, words: str) -> None:
        """Another sentence; an empty one takes it away."""
        self._icon.setVisible(state != "none")
        self._icon.show_icon(icons.OF_STATE[state], colour_of(state))
        styled(self.words, state="" if state in ("ok", "none") else state)
        self.words.setText(words)
        self.setVisible(bool(words))


class Status(QFrame):
    """The standing notice is at the right on every page; the rest appears as it becomes known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_Status()
        self.ui.setupUi(self)
        self._notice = self.ui.notice.text()
        self.saved, self.sealed, self.examples, self.other, self.due = Fact(), Fact(), Fact(), Fact(), Fact()
        flow = Flow(16, 2, self.ui.facts)
        for fact in (self.due, self.saved, self.sealed, self.examples, self.other):
            flow.addWidget(fact)

    def show_saved(self, at: datetime | None) -> None:
        """When something was stored last; None: nothing yet."""
        self.saved.say("ok", "" if at is None else self.tr("saved {0}").format(f"{at:%H:%M}"))

    def show_seal(self, seal: Seal | None) -> None:
        """The record's seal and whether its end was found whole."""
        if seal is None:
            self.sealed.say("none", "")
        elif seal.whole is False:
            self.sealed.say("critical", self.tr("record altered, seal {0}").format(seal.short))
        else:
            self.sealed.say("ok" if seal.whole else "none", self.tr("record sealed {0}").format(seal.short))

    def show_examples(self, examples: Examples | None) -> None:
        """How the worked examples came out; None: they are being worked."""
        if examples is None:
            self.examples.say("none", self.tr("worked examples are being calculated"))
        else:
            words = self.tr("worked examples {0} of {1} right").format(examples.good, examples.of)
            self.examples.say("ok" if examples.right else "critical", words)

    def show_knowledge(self, words: str) -> None:
        """The standing notice as it is on this ward; empty: no ward is unlocked, and nobody knows who has signed."""
        self.ui.notice.setText(words or self._notice)

    def show_due(self, words: str) -> None:
        """That doses have come due; empty takes it away."""
        self.due.say("warning", words)

    def show_other(self, words: str) -> None:
        """What holds outside of a ward, such as that no network is used."""
        self.other.say("none", words)
