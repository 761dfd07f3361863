"""What stands against a typed value: what was typed, what is possible, what was before, and the ways out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.labs.key_button import KeyButton
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Icon, State
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import styled, text
from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.results.stops.values import Offer, Stop
    from hlh_desktop.ui.labs.typing import TypedValue

OTHER = "other"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WAYS = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}


class StopCard(QFrame):
    """`unit_taken` tells the unit that a person chose, `again` the value as typed a second time, `reasoned` why.

    `retype` and `empty` are wanted by button or key, `settled` that Enter was pressed on a reason. Nothing is changed
    by itself, and letters that look for a reason in the list leave the cursor there.
    """

    unit_taken = Signal(str)
    again = Signal(str)
    reasoned = Signal(str)
    retype = Signal()
    empty = Signal()
    settled = Signal()
    left = Signal()

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._reasons = tuple(reasons)
        self.icon = Icon(icons.OF_STATE["critical"], "critical", icons.SIZE - 2)
        self.title, self.where = text(role="strong"), text(role="small", wrap=True)
        self.where.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.what, self.more = text(role="strong", wrap=True), text(role="muted", wrap=True)
        self.ask = text(self.tr("Was it reported in another unit? Choose what the report says."), "small", wrap=True)
        self.offers = QWidget()
        self.field = Field("", self.tr("Type it a second time"), number=True)
        answers = [(one, one) for one in self._reasons] + [(OTHER, self.tr("Another reason ..."))]
        self.why = Pick("", self.tr("Why it is right"), answers, nothing=self.tr("Choose a reason"))
        self.words = Field("", self.tr("Reason in your own words"))
        self.type_again = KeyButton(self.tr("Type it again"), self.tr("F2"))
        self.leave_empty = KeyButton(self.tr("Leave empty"), self.tr("Del"))
        self._other = False
        self._lay()
        self._listen()
        self.hide()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        first = QWidget()
        head = QHBoxLayout(first)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.icon)
        head.addWidget(self.title)
        row = Abreast(centred=True, gap=8)
        row.put(first, 0)
        row.put(self.where, 1)
        column.addLayout(row)
        self._offered = QVBoxLayout(self.offers)
        self._offered.setContentsMargins(0, 0, 0, 0)
        self._offered.setSpacing(8)
        parts = (self.what, self.more, self.ask, self.offers, self.field, self.why, self.words, self.type_again,
                 self.leave_empty)  # fmt: skip
        for part in parts:
            column.addWidget(part)

    def _listen(self) -> None:
        self.type_again.clicked.connect(self.retype)
        self.leave_empty.clicked.connect(self.empty)
        self.field.typed.connect(self.again)
        self.field.line.returnPressed.connect(self.why.box.setFocus)
        self.why.changed.connect(self._reasoned)
        self.words.line.editingFinished.connect(self._worded)
        self.words.line.returnPressed.connect(self.settled)

    # --- what is shown

    def show_stops(self, stops: Sequence[Stop], where: str, typed: TypedValue) -> None:
        """What stands against the value that the cursor is on; nothing hides the card."""
        open_ = [one for one in stops if not one.met]
        hard = [one for one in open_ if one.level == "hard"]
        soft = [one for one in stops if one.level == "soft"]
        told = hard or open_ or list(stops)
        self.setVisible(bool(told))
        if not told:
            return
        state: State = "critical" if hard else "warning" if open_ else "ok" if soft else "info"
        styled(self, state="critical" if hard else "warning" if open_ else "")
        styled(self.title, state=state)
        self.icon.show_icon(icons.OF_STATE[state], state)
        self.title.setText(self._head(state))
        self._other = self._other and where == self.where.text()
        self.where.setText(where)
        self._tell(told)
        self._show_offers([offer for one in told for offer in one.offers])
        asked = bool(soft) and not hard
        self._show_doubt(typed, soft, asked=asked)
        self.leave_empty.setVisible(bool(open_))
        self.setAccessibleName(" ".join((self.title.text(), where, self.what.text(), self.more.text())))

    def _head(self, state: str) -> str:
        if state == "critical":
            return self.tr("Not saved")
        if state == "warning":
            return self.tr("Rare: type it again")
        return self.tr("Typed twice") if state == "ok" else self.tr("To mind")

    def _tell(self, told: Sequence[Stop]) -> None:
        self.what.setText("\n".join(dict.fromkeys(one.text for one in told)))
        names = {"hard": self.tr("Accepted: %1."), "soft": self.tr("Usual: %1."), "told": self.tr("Usual: %1.")}
        accepted = [names[one.level].replace("%1", one.accepted) for one in told if one.accepted]
        before = [self.tr("Value before: %1.").replace("%1", one.before_text) for one in told if one.before_text]
        lines = dict.fromkeys([*accepted[:1], *before[:1]])
        self.more.setText(" ".join(lines))
        self.more.setVisible(bool(lines))

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        while (item := self._offered.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in {offer.unit: offer for offer in offers}.values():
            made = KeyButton(one.text, one.equals, key=False)
            made.clicked.connect(lambda _=False, unit=one.unit: self.unit_taken.emit(unit))
            self._offered.addWidget(made)
        for widget in (self.ask, self.offers):
            widget.setVisible(bool(offers))

    def _show_doubt(self, typed: TypedValue, soft: Sequence[Stop], *, asked: bool) -> None:
        for widget in (self.field, self.why):
            widget.setVisible(asked)
        self._other = asked and (self._other or (bool(typed.reason) and typed.reason not in self._reasons))
        self.words.setVisible(self._other)
        if not asked:
            return
        self.field.show_value(typed.again)
        different = bool(typed.again.strip()) and typed.again.strip() != typed.text.strip()
        self.field.say("warning" if different else None, self.tr("not the same number") if different else "")
        self.why.choose(OTHER if self._other else typed.reason or None)
        if self._other and not self.words.line.hasFocus():
            self.words.show_value(typed.reason)

    def _worded(self) -> None:
        if self._other:
            self.reasoned.emit(self.words.value.strip())

    def _reasoned(self, reason: object) -> None:
        self._other = reason == OTHER
        self.words.setVisible(self._other)
        if self._other:
            self.words.show_value("")
            self.words.line.setFocus()
        self.reasoned.emit("" if reason in (None, OTHER) else str(reason))

    # --- the cursor

    def begin(self) -> None:
        """Where the cursor stands: where the value is typed a second time, else where Enter changes nothing.

        Whoever types fast and has not seen the card must not choose another unit by it.
        """
        bring_into_view(self)
        (self.field.line if self.field.isVisible() else self.type_again).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ENTER and self.why.box.hasFocus():
            self.settled.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in WAYS:
            self.focusNextPrevChild(WAYS[key])
        elif key == Qt.Key.Key_Delete:
            self.empty.emit()
        else:
            super().keyPressEvent(event)
