"""What a field held before a code was read into it, and how it is put back as if a person had done so."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class Before(Protocol):
    """A field as it was; `typed` is whether one types into it."""

    @property
    def typed(self) -> bool:
        """Whether it is a field to type in."""

    def put_back(self) -> None:
        """Makes the field as it was, and tells its page so."""


def as_it_is(widget: QWidget) -> Before | None:
    """What a widget holds now; None where keys leave nothing behind."""
    if isinstance(widget, QComboBox):
        line = widget.lineEdit() if widget.isEditable() else None
        return ChoiceBefore(widget, widget.currentIndex()) if line is None else _line(line)
    if isinstance(widget, QLineEdit):
        return _line(widget)
    if isinstance(widget, QTextEdit | QPlainTextEdit) and not widget.isReadOnly():
        cursor = widget.textCursor()
        return TextBefore(widget, widget.toPlainText(), cursor.anchor(), cursor.position())
    return None


def _line(line: QLineEdit) -> Before | None:
    if line.isReadOnly():
        return None
    marked = (line.selectionStart(), line.selectionLength()) if line.hasSelectedText() else None
    return LineBefore(line, line.text(), line.cursorPosition(), marked)


@dataclass(frozen=True, slots=True)
class LineBefore:
    """A line with its cursor and what was marked in it: first place and length."""

    line: QLineEdit
    text: str
    cursor: int
    marked: tuple[int, int] | None
    typed: bool = True

    def put_back(self) -> None:
        """Types the old text over the new one, so that Ctrl+Z goes on and the page hears of it."""
        # A page may have taken its field away at a character of the code.
        with suppress(RuntimeError):
            if self.line.text() != self.text:
                self.line.selectAll()
                self.line.insert(self.text)
            self.line.setCursorPosition(self.cursor)
            if self.marked is not None:
                self.line.setSelection(*self.marked)


@dataclass(frozen=True, slots=True)
class TextBefore:
    """A field of several lines, with both ends of what was marked in it."""

    field: QTextEdit | QPlainTextEdit
    text: str
    anchor: int
    position: int
    typed: bool = True

    def put_back(self) -> None:
        """Types the old text over the new one."""
        with suppress(RuntimeError):
            cursor = self.field.textCursor()
            if self.field.toPlainText() != self.text:
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.insertText(self.text)
            cursor.setPosition(self.anchor)
            cursor.setPosition(self.position, QTextCursor.MoveMode.KeepAnchor)
            self.field.setTextCursor(cursor)


@dataclass(frozen=True, slots=True)
class ChoiceBefore:
    """A list that opens: a letter chooses the next entry that begins with it."""

    box: QComboBox
    index: int
    typed: bool = False

    def put_back(self) -> None:
        """Chooses the entry of before."""
        with suppress(RuntimeError):
            if self.box.currentIndex() != self.index:
                self.box.setCurrentIndex(self.index)
                self.box.activated.emit(self.index)
