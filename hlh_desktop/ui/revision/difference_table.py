"""Two plans line by line: what was, what would be, and by how much; name and days of a line stand on one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionViewItem

from hlh_desktop.domain.writing import unbroken
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.place_table import SIDE, Index, PlaceDelegate, PlaceTable, fonts, light_row, widths_of
from hlh_desktop.ui.widgets.table import RIGHT, ROW_ROLE, Column, TableModel
from hlh_desktop.ward.board import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.revision.rows import ChangeRow, RevisionRow

    Drawn = Callable[[Any, int], Place]

# Between the name of a line and the words behind it, and above and below a row, in px at 100 %.
GAP, BESIDE = 6, 7


def place_of(row: RevisionRow, column: int) -> Place:
    """What stands in a column of a row."""
    return (
        Place(row.name, row.detail, "quiet" if row.quiet else "plain"),
        Place(row.before, state="quiet"),
        Place(row.after),
        Place(unbroken(row.unit), state="quiet"),
        Place(row.change),
        Place(row.percent, state="quiet"),
    )[column]


def place_of_change(row: ChangeRow, column: int) -> Place:
    """What stands in a column of a dose or a task."""
    return (Place(row.name, state="plain"), Place(row.before, state="quiet"), Place(row.after, state="quiet"))[column]


def tr(words: str) -> str:
    """A heading in the language of the window."""
    return QCoreApplication.translate("DifferenceTable", words)


class OneLine(PlaceDelegate):
    """Draws both parts of a place on one line while it is wide enough, else under each other; numbers at the right."""

    def __init__(self, place: Drawn, parent: QWidget | None = None) -> None:
        super().__init__(place, lambda _: False, parent)

    def natural(self, index: Index) -> int:
        return self._natural(self._at(index))

    def _natural(self, place: Place) -> int:
        strong, muted = (QFontMetrics(font) for font in fonts(place))
        second = muted.horizontalAdvance(place.second) + look().tokens.px(GAP) if place.second else 0
        return strong.horizontalAdvance(place.first) + second + 2 * look().tokens.px(SIDE) + 2

    def least(self, index: Index) -> int:
        """Numbers are never broken; words may go on in the next line, also behind a hyphen."""
        if _numeric(index):
            return self.natural(index)
        place = self._at(index)
        return widths_of(replace(place, first=place.first.replace("-", "- ")), 0)[1]

    def height(self, index: Index, wide: int) -> int:
        place = self._at(index)
        if self._natural(place) > wide:
            return super().height(index, wide)
        return QFontMetrics(fonts(place)[0]).height() + 2 * look().tokens.px(BESIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, tokens = self._at(index), look().tokens
        if self._natural(place) > option.rect.width():
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        light_row(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(tokens.px(SIDE), 0, -tokens.px(SIDE), 0)
        painter.save()
        self._draw(painter, place, room, index)
        painter.restore()

    def _draw(self, painter: QPainter, place: Place, room: QRect, index: Index) -> None:
        """Name and words from the left on one base line, a number from the right."""
        colours, (strong, muted) = look().tokens.colours, fonts(place)
        side = int(RIGHT if _numeric(index) else Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(strong)
        painter.setPen(QColor(colours["muted" if place.state == "quiet" else "text"]))
        painter.drawText(room, side, place.first)
        if place.second:
            used = QFontMetrics(strong).horizontalAdvance(place.first) + look().tokens.px(GAP)
            painter.setFont(muted)
            painter.setPen(QColor(colours["muted"]))
            painter.drawText(room.adjusted(used, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), place.second)


def _numeric(index: Index) -> bool:
    """Whether a cell holds a number, which stands at the right and is never broken."""
    return bool(index.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT)


class FlatTable(PlaceTable):
    """A table as high as its rows: the page scrolls, not the table."""

    def __init__(self, columns: Sequence[Column[Any]], place: Drawn, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TableModel(columns, self)
        self.begin(self._model, OneLine(place, self), name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fitted.connect(self._as_high_as_needed)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; the one that was current stays current where it is still there."""
        place = max(0, self.currentIndex().row())
        self._model.show_rows(rows)
        if rows:
            self.selectRow(min(place, len(rows) - 1))
        self.fit()

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows as they are shown."""
        return tuple(self._model.index(row, 0).data(ROW_ROLE) for row in range(self._model.rowCount()))

    def _as_high_as_needed(self) -> None:
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self.verticalHeader().length() + 2 * self.frameWidth())


def difference_table(name: str, line: str, before: str, after: str) -> FlatTable:
    """The table of lines: what was, what would be, and by how much; `line`, `before` and `after` head its columns."""
    columns: list[Column[RevisionRow]] = [
        Column(line, lambda row: " ".join(part for part in (row.name, row.detail) if part)),
        Column(before, lambda row: row.before, number=True),
        Column(after, lambda row: row.after, number=True),
        Column(tr("Unit"), lambda row: row.unit),
        Column(tr("Change"), lambda row: row.change, number=True),
        Column(tr("Percent"), lambda row: row.percent, number=True),
    ]
    return FlatTable(columns, place_of, name)


def changes_table(name: str, what: str, before: str, after: str) -> FlatTable:
    """The table of doses or tasks that two plans do not have alike."""
    columns: list[Column[ChangeRow]] = [
        Column(what, lambda row: row.name),
        Column(before, lambda row: row.before),
        Column(after, lambda row: row.after),
    ]
    return FlatTable(columns, place_of_change, name)
