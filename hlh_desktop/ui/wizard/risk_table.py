"""The prognostic indicators as the look tells them: value, limit, and present, not present or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.texts import rule, text
from hlh_desktop.ui.wizard.statements import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from hlh_desktop.domain.wizard.risk_signs import RiskPart, RiskSign, Standing
    from hlh_desktop.ui.widgets.marks import State

STATES: dict[Standing, State] = {"present": "warning", "absent": "ok", "unknown": "none", "not_at_this_age": "open"}
COLUMNS = 4
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def standing_word(standing: Standing) -> str:
    """A standing as the page says it."""
    say = QCoreApplication.translate
    return {
        "present": say("RiskTable", "Present"),
        "absent": say("RiskTable", "Not present"),
        "unknown": say("RiskTable", "Unknown"),
        "not_at_this_age": say("RiskTable", "Not at this age"),
    }[standing]


class RiskTable(QWidget):
    """One row for each indicator; two results of one indicator stand in two lines of its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Prognostic indicators"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().tokens.px(10))
        self._grid.setVerticalSpacing(look().tokens.px(5))
        self._grid.setColumnStretch(0, 1)
        self._shown: tuple[RiskSign, ...] = ()

    def show_signs(self, signs: Sequence[RiskSign]) -> None:
        """Other rows, drawn only when something in them is new."""
        if tuple(signs) == self._shown:
            return
        self._shown = tuple(signs)
        empty(self._grid)
        heads = (self.tr("Indicator, and its limit at this age"), self.tr("Value"), "", self.tr("State"))
        for column, words in enumerate(heads):
            head = text(words, "small", wrap=column == 0)
            if column == 1:
                head.setAlignment(RIGHT)
            self._grid.addWidget(head, 0, column)
        for sign in signs:
            self._add(sign)

    def _add(self, sign: RiskSign) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(rule(), row, 0, 1, COLUMNS)
        for place, part in enumerate(sign.parts):
            self._add_part(sign, part, row + 1 + place, first=place == 0)
        badge = Badge(STATES[sign.standing], standing_word(sign.standing))
        badge.setAccessibleName(f"{sign.name}: {standing_word(sign.standing)}")
        badge.setToolTip(", ".join(sign.sources))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(badge, row + 1, 3, max(1, len(sign.parts)), 1, top)

    def _add_part(self, sign: RiskSign, part: RiskPart, row: int, *, first: bool) -> None:
        several = len(sign.parts) > 1
        name = QWidget()
        column = QVBoxLayout(name)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if first:
            column.addWidget(text(_capital(sign.name), "strong", wrap=True))
        limit = f"{part.name}, {part.limit}" if several else part.limit
        column.addWidget(text(limit, "small", wrap=True))
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(_value(part), row, 1)
        unit = text(part.unit, "unit")
        unit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._grid.addWidget(unit, row, 2)


def _capital(name: str) -> str:
    """A name as a row begins with it; one like aPTT keeps its letters."""
    return name if name[1:2].isupper() else name[:1].upper() + name[1:]


def _value(part: RiskPart) -> QWidget:
    """The value with its day below; without a result, that none is there."""
    say = QCoreApplication.translate
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    labels: list[QLabel] = []
    if part.value:
        labels = [text(part.value, "number"), text(part.when, "small")]
    else:
        labels = [text(say("RiskTable", "not measured"), "small")]
    for label in labels:
        label.setAlignment(RIGHT)
        column.addWidget(label)
    return made
