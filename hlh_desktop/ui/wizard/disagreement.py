"""Sources that disagree, side by side under the line they concern, and both etoposide rules of a small child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from hlh_desktop.domain.quantity import plain
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import styled, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.wizard.lines import Disagreement as Side
    from hlh_desktop.domain.wizard.lines import InfantRule

LEAST = 250


class Disagreement(QFrame):
    """One matter: a head with an icon and its name, and below it each side with its own words and sources."""

    def __init__(self, matter: str, sides: Sequence[Side], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setAccessibleName(matter)
        px = look().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head_box = QFrame()
        head_box.setProperty("frame", "note")
        head_box.setProperty("state", "warning")
        box = QVBoxLayout(head_box)
        box.setContentsMargins(px(10), px(5), px(10), px(5))
        box.addLayout(_headline(matter))
        column.addWidget(head_box)
        body = QWidget()
        below = Abreast(body, gap=16)
        for side in sides:
            below.put(_side(side), share=1, least=LEAST)
        margins = QVBoxLayout()
        margins.setContentsMargins(px(12), px(8), px(12), px(10))
        margins.addWidget(body)
        column.addLayout(margins)


def _headline(matter: str) -> Abreast:
    row = Abreast(gap=8, centred=True)
    words = text(matter, "strong", wrap=True)
    words.setProperty("state", "warning")
    row.put(Icon("arrow-right-left", "warning"), share=0)
    row.put(words, share=1)
    return row


def _side(side: Side) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(text(side.title, "strong", wrap=True))
    column.addWidget(text(side.text, "body", wrap=True))
    if side.sources:
        column.addWidget(text("; ".join(side.sources), "small", wrap=True))
    column.addStretch(1)
    return made


class InfantRules(QWidget):
    """Both rules beside each other with their mg; neither is chosen until a person presses one. `chosen`: the rule."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Rule for etoposide under 10 kg"))
        self._shown: tuple[InfantRule, ...] = ()
        self.buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().tokens.px(6))
        column.addWidget(text(self.tr("Under 10 kg two rules disagree. One must be chosen."), "strong", wrap=True))
        self._row = Abreast()
        column.addLayout(self._row)

    def show_rules(self, rules: Sequence[InfantRule], chosen: object) -> None:
        """The rules as the look tells them; `chosen` is the rule in the draft."""
        if _plain(rules) != _plain(self._shown):
            self._draw(rules)
        self._shown = tuple(rules)
        self._group.setExclusive(False)
        for name, made in self.buttons.items():
            made.setChecked(name == chosen)
            styled(_frame(made), chosen=name == chosen)
        self._group.setExclusive(True)

    def _draw(self, rules: Sequence[InfantRule]) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for rule in rules:
            self._row.put(self._card(rule), share=1, least=LEAST)

    def _card(self, rule: InfantRule) -> QFrame:
        made = QFrame()
        made.setProperty("frame", "card")
        made.setProperty("kind", "option")
        px = look().tokens.px
        column = QVBoxLayout(made)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(3))
        button = QRadioButton(rule.title)
        button.setProperty("kind", "alternative")
        dose = self.tr("{dose} mg per dose").format(dose=plain(rule.dose))
        button.setAccessibleName(f"{rule.title}: {dose}")
        button.setAccessibleDescription(f"{rule.calculation} {rule.text}")
        self._group.addButton(button)
        self.buttons[rule.rule] = button
        amount = text(dose.replace(" mg", "\N{NO-BREAK SPACE}mg"), "big_number")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = Abreast(gap=8, centred=True)
        head.put(button, share=1)
        head.put(amount, share=0)
        column.addLayout(head)
        column.addWidget(text(rule.calculation, "body", wrap=True))
        column.addWidget(text(rule.text, "body", wrap=True))
        column.addWidget(text("; ".join(rule.sources), "small", wrap=True))
        column.addStretch(1)
        return made

    def _pressed(self) -> None:
        self.chosen.emit(next(name for name, made in self.buttons.items() if made.isChecked()))


def _plain(rules: Sequence[InfantRule]) -> list[tuple[object, ...]]:
    return [(rule.rule, rule.title, rule.calculation, rule.dose, rule.text) for rule in rules]


def _frame(button: QRadioButton) -> QWidget:
    found = button.parentWidget()
    assert found is not None
    return found
