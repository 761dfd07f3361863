"""The proof card: everything behind one number, beside it and never over it. Not modal; Esc closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.printing import ask_printer
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.texts import button, repaint, rule, styled, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hlh_desktop.domain.proof_values import OtherRow, Proof
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ui.widgets.texts import Role

    Ask = Callable[[QPrinter, QWidget | None], bool]

WIDE = 448
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class ProofCard(QFrame):
    """Shows a proof; `closed` when Esc or Close was pressed. `whose` heads the printed card."""

    closed = Signal()

    def __init__(self, wording: Wording, whose: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording, self.whose = wording, whose
        self.proof: Proof | None = None
        self.ask: Ask = ask_printer
        self.setProperty("frame", "card")
        self.setProperty("chosen", "true")
        # Not Maximum: that would cut the card at its own idea of a height, which knows nothing of wrapped lines.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._body = QWidget()
        column.addWidget(self._body)
        self._foot = text(role="small", wrap=True)
        keys = text(self.tr("Esc closes, F1 opens on any dose"), "small", wrap=True)
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        foot = QHBoxLayout()
        foot.addWidget(self._foot, 1)
        foot.addWidget(keys, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        repaint(self, self._size)
        self._size()
        self.hide()

    def _head(self) -> QVBoxLayout:
        self.title, self.where = text(role="heading", wrap=True), text(role="small", wrap=True)
        self.print_button = button(self.tr("Print"), "plain", "printer")
        self.close_button = button(self.tr("Close"), "plain", "x")
        self.print_button.clicked.connect(self.print_card)
        self.close_button.clicked.connect(self.close_card)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon("shield-check", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addLayout(row)
        head.addWidget(self.where)
        return head

    def _size(self) -> None:
        self.setFixedWidth(look().tokens.px(WIDE))

    # --- showing

    def show_proof(self, proof: Proof) -> None:
        """Another proof. A screen reader gets the whole card as text."""
        self.proof = proof
        self.title.setText(proof.title)
        self.where.setText(proof.where)
        self._foot.setText(proof.edition)
        self.setAccessibleName(proof.title)
        self.setAccessibleDescription(proof.as_text(self._wording))
        self._replace(self._sections(proof))
        self.show()

    def close_card(self) -> None:
        """Puts the card away."""
        self.hide()
        self.closed.emit()

    def _replace(self, body: QWidget) -> None:
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body

    def _sections(self, proof: Proof) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        parts: tuple[tuple[str, Sequence[object], Callable[[Proof], QWidget]], ...] = (
            ("sum", proof.sums, sums), ("inputs", proof.inputs, inputs), ("limits", proof.limits, limits),
            ("rows", proof.rows, rows), ("sources", proof.sources, sources), ("others", proof.others, others),
        )  # fmt: skip
        for name, found, draw in parts:
            if not found and (proof.kind == "rule" or name == "rows"):
                continue
            column.addWidget(rule())
            column.addWidget(text(proof.heading(name, self._wording), "strong"))
            none = text(self._wording.say("proof.no_others"), "small", wrap=True)
            column.addWidget(draw(proof) if found or name != "others" else none)
        return made

    # --- printing

    def print_card(self, printer: QPrinter | None = None) -> bool:
        """Prints the card as text, headed by whose it is; False if the person thought better of it."""
        if self.proof is None:
            return False
        target = printer if isinstance(printer, QPrinter) else QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName(self.tr("Proof of a number"))
        if not self.ask(target, self):
            return False
        document = QTextDocument()
        document.setPlainText("\n\n".join((self.whose, self.proof.as_text(self._wording))))
        document.print_(target)
        return True


def selectable(words: str, role: Role = "body", *, wrap: bool = True) -> QLabel:
    """A text that can be marked and copied."""
    made = text(words, role, wrap=wrap)
    made.setTextInteractionFlags(SELECTABLE)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _grid() -> tuple[QWidget, QGridLayout]:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    return made, grid


def sums(proof: Proof) -> QWidget:
    """The steps of the sum; the last result is the dose."""
    made, grid = _grid()
    grid.setColumnStretch(1, 1)
    for place, row in enumerate(proof.sums):
        last = place == len(proof.sums) - 1
        grid.addWidget(text(row.label, "muted", wrap=True), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(selectable(row.text), place, 1, Qt.AlignmentFlag.AlignTop)
        result = selectable(row.result, "big_number" if last else "number", wrap=False)
        grid.addWidget(result, place, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return made


def inputs(proof: Proof) -> QWidget:
    """Name, value and unit in one line, value and unit in columns of their own; below it date and person."""
    made, grid = _grid()
    grid.setColumnStretch(0, 1)
    for place, row in enumerate(proof.inputs):
        line = 2 * place
        grid.addWidget(text(row.name, "muted", wrap=True), line, 0, Qt.AlignmentFlag.AlignTop)
        value = selectable(row.value, "number", wrap=False)
        grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(text(row.unit, "unit"), line, 2, Qt.AlignmentFlag.AlignTop)
        told = ", ".join(part for part in (row.when, row.by) if part)
        grid.addWidget(selectable(told, "small"), line + 1, 0, 1, 3, Qt.AlignmentFlag.AlignTop)
    return made


def limits(proof: Proof) -> QWidget:
    """Each limit with an icon, kept or not."""
    made, grid = _grid()
    for place, row in enumerate(proof.limits):
        note = Note(row.state, row.text, strong=row.title, plain=True)
        styled(note, state=row.state)
        grid.addWidget(note, place, 0)
    return made


def sources(proof: Proof) -> QWidget:
    """Each source by its id and title, and how it was read."""
    made, grid = _grid()
    grid.setColumnStretch(1, 1)
    for place, row in enumerate(proof.sources):
        grid.addWidget(selectable(row.id, "strong", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(selectable(row.title), place, 1, Qt.AlignmentFlag.AlignTop)
        tag = text(f"{row.tag}: {row.evidence}", "small", wrap=True)
        tag.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        tag.setMinimumWidth(look().tokens.px(110))
        grid.addWidget(tag, place, 2)
    return made


def others(proof: Proof) -> QWidget:
    """Who says otherwise."""
    return _told(proof.others, "arrow-right-left", "warning")


def rows(proof: Proof) -> QWidget:
    """The rows of the article, each with its verdict."""
    return _told(proof.rows, "book-open", "muted")


def _told(found: Sequence[OtherRow], icon: str, colour: str) -> QWidget:
    made, grid = _grid()
    grid.setColumnStretch(1, 1)
    for place, row in enumerate(found):
        grid.addWidget(Icon(icon, colour, 16), place, 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(selectable(row.title, "strong"))
        column.addWidget(selectable(row.text))
        grid.addWidget(words, place, 1)
    return made
