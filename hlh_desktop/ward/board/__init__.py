"""The ward board: every child of the ward in a row, most urgent first."""

from __future__ import annotations

from hlh_desktop.ward.board.board import Board
from hlh_desktop.ward.board.place import Place
from hlh_desktop.ward.board.values import BoardRow, Cell, Note

__all__ = ["Board", "BoardRow", "Cell", "Note", "Place"]
