"""Which rows of the board are shown: all, due this shift, overdue, unstable; and children who have left, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.texts import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ward.board import BoardRow

Which = Literal["all", "due", "overdue", "unstable", "left"]


class Filters(Choice):
    """Segments, each with how many rows it holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._titles: dict[Which, str] = {}
        super().__init__(
            self.tr("Rows shown"), [(key, "") for key in ("all", "due", "overdue", "unstable", "left")], "all", parent
        )
        self._titles = {
            "all": self.tr("All"), "due": self.tr("Due this shift"), "overdue": self.tr("Overdue"),
            "unstable": self.tr("Unstable"), "left": self.tr("Left the ward"),
        }  # fmt: skip
        self.count(())

    def count(self, rows: Sequence[BoardRow]) -> None:
        """How many rows each segment holds; the last one is there only where somebody has left."""
        for key, title in self._titles.items():
            found = sum(belongs(row, key) for row in rows)
            made = self.button(key)
            made.setText(f"{title} {found}")
            made.setAccessibleName(f"{title}: {found}")
        left = any(row.left for row in rows)
        self.button("left").setVisible(left)
        styled(self.button("unstable"), segment="middle" if left else "last")
        if not left and self.value == "left":
            self.choose("all")


def belongs(row: BoardRow, which: object) -> bool:
    """Whether a row is shown there."""
    if which == "left" or row.left:
        return which == "left" and row.left
    return {"due": row.due, "overdue": row.overdue > 0, "unstable": row.unstable}.get(str(which), True)
