"""A table whose cells have two lines, an icon where there is a state, and room for all their words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.table import ROW_ROLE, TableModel, dress
from hlh_desktop.ui.widgets.texts import blank, decimals, repaint
from hlh_desktop.ui.widgets.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ward.board import Place

Index = QModelIndex | QPersistentModelIndex
WRAP = int(Qt.TextFlag.TextWordWrap)
SIDE, ABOVE, BETWEEN, ICON = 8, 10, 3, 18
# Higher than any cell.
TALL = 10_000
STATES = {
    "ok": ("circle-check", "ok"),
    "ended": ("circle-pause", "muted"),
    "draft": ("pencil", "accent"),
    "warning": ("triangle-alert", "warning"),
}
RIGHT = int(Qt.AlignmentFlag.AlignRight)


class PlaceDelegate(QStyledItemDelegate):
    """Draws the places of a row: the first line strong, the second muted; long lines go on below, nothing is cut.

    `place` answers what stands in a column of a row, `marked` whether a row has a bar at its left edge.
    """

    def __init__(
        self, place: Callable[[Any, int], Place], marked: Callable[[Any], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._marked = place, marked
        # How wide and how high words are is measured once: a table is fitted several times until its page stands.
        self._wide: dict[tuple[Place, int], tuple[int, int]] = {}
        self._high: dict[tuple[Place, int], int] = {}

    def _at(self, index: Index) -> Place:
        return self._place(index.data(ROW_ROLE), index.column())

    def forget(self) -> None:
        """Letters have another size: nothing measured holds any more."""
        self._wide.clear()
        self._high.clear()

    def natural(self, index: Index) -> int:
        """How wide a cell is with each line on one line."""
        return self._widths(index)[0]

    def least(self, index: Index) -> int:
        """How wide a cell must be for its longest word."""
        return self._widths(index)[1]

    def _widths(self, index: Index) -> tuple[int, int]:
        key = self._at(index), self._indent(index)
        if key not in self._wide:
            self._wide[key] = widths_of(*key)
        return self._wide[key]

    def height(self, index: Index, wide: int) -> int:
        """How high a cell of a width is."""
        key = self._at(index), wide
        if key not in self._high:
            self._high[key] = height_of(*key)
        return self._high[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.natural(index), self.height(index, option.rect.width() or self.natural(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = look().tokens.colours
        self.initStyleOption(option, index)
        light_row(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        if index.column() == 0 and self._marked(index.data(ROW_ROLE)):
            bar = look().tokens.px(4)
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), bar, option.rect.height()),
                             QColor(colours["accent"]))  # fmt: skip
        draw_place(painter, self._at(index), option.rect, self._indent(index))
        painter.restore()

    def _indent(self, index: Index) -> int:
        """How far a number stands from the right edge, so that the decimal marks of its column stand in one line."""
        place, model = self._at(index), index.model()
        if place.state != "number":
            return 0
        column = (self._at(model.index(row, index.column())) for row in range(model.rowCount()))
        most = max(decimals(one.first) for one in column)
        return QFontMetrics(fonts(place)[0]).horizontalAdvance(blank(place.first, most))


def light_row(option: QStyleOptionViewItem, index: Index) -> None:
    """A mouse over one place of a row is over all of it: the row is what opens."""
    if isinstance(option.widget, PlaceTable) and option.widget.under == index.row():
        option.state |= QStyle.StateFlag.State_MouseOver
    else:
        option.state &= ~QStyle.StateFlag.State_MouseOver


def fonts(place: Place) -> tuple[QFont, QFont]:
    """The fonts of the first and of the second line; that there is nothing is not said aloud."""
    strong, muted = QFont(), QFont()
    strong.setPointSizeF(look().tokens.point("body"))
    strong.setWeight(QFont.Weight.Normal if place.state in ("quiet", "figure") else QFont.Weight.DemiBold)
    strong.setUnderline(place.state == "number")
    muted.setPointSizeF(look().tokens.point("small"))
    return strong, muted


def icon_room(place: Place) -> int:
    """How far the icon of a state moves the first line to the right."""
    return look().tokens.px(ICON + 6) if place.state in STATES else 0


def widths_of(place: Place, indent: int) -> tuple[int, int]:
    """How wide a cell is with each line on one line, and how wide for its longest word."""
    strong, muted = (QFontMetrics(font).horizontalAdvance for font in fonts(place))
    beside, around = icon_room(place) + indent, 2 * look().tokens.px(SIDE) + 2
    natural = max(strong(place.first) + beside, muted(place.second))
    first = max(strong(word) for word in place.first.split(" "))
    least = max(first + beside, *(muted(word) for word in place.second.split(" ")))
    return natural + around, least + around


def height_of(place: Place, wide: int) -> int:
    """How high a cell of a width is."""
    tokens, (first, second) = look().tokens, lines(place, QRect(0, 0, wide, 0))
    below = tokens.px(BETWEEN) + second.height() if place.second else 0
    return first.height() + below + 2 * tokens.px(ABOVE)


def lines(place: Place, cell: QRect) -> tuple[QRect, QRect]:
    """Where the two lines stand in a cell, from its top; each as high as its words need at that width."""
    tokens, (strong, muted) = look().tokens, fonts(place)
    left, wide = cell.left() + tokens.px(SIDE), cell.width() - 2 * tokens.px(SIDE)
    room = icon_room(place)
    one = _height(strong, wide - room, place.first)
    two = _height(muted, wide, place.second) if place.second else 0
    first = QRect(left + room, cell.top() + tokens.px(ABOVE), wide - room, one)
    return first, QRect(left, first.bottom() + 1 + tokens.px(BETWEEN), wide, two)


def _height(font: QFont, wide: int, words: str) -> int:
    """How high words are that go on in the next line where they must."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, wide, TALL), WRAP, whole(words)).height()


def draw_place(painter: QPainter, place: Place, cell: QRect, indent: int = 0) -> None:
    """Draws icon and lines, in the middle of the cell's height."""
    tokens, (strong, muted) = look().tokens, fonts(place)
    first, second = lines(place, cell)
    shift = (cell.height() - (second.bottom() if place.second else first.bottom()) + cell.top()) // 2 - tokens.px(ABOVE)
    shift = max(0, shift + tokens.px(ABOVE) // 2)
    first.translate(0, shift)
    second.translate(0, shift)
    colour = {
        "intrathecal": "intrathecal",
        "warning": "warning",
        "quiet": "muted",
        "number": "accent",
        "ended": "muted",
    }.get(place.state, "text")
    if place.state in STATES:
        name, tint = STATES[place.state]
        size = tokens.px(ICON)
        line = QFontMetrics(strong).height()
        painter.drawPixmap(cell.left() + tokens.px(SIDE), first.top() + (line - size) // 2,
                           icons.pixmap(name, tokens.colours[tint], size))  # fmt: skip
        colour = tint if place.state == "ok" else colour
    painter.setFont(strong)
    painter.setPen(QColor(tokens.colours[colour]))
    side = RIGHT if place.state in ("number", "figure") else 0
    painter.drawText(first.adjusted(0, 0, -indent, 0), WRAP | side, whole(place.first))
    painter.setFont(muted)
    painter.setPen(QColor(tokens.colours["muted"]))
    painter.drawText(second, WRAP, whole(place.second))


class PlaceTable(QTableView):
    """Columns as wide as their words; where the window is too narrow, words go on in the next line.

    `opened` is sent with the row that Enter or a double click is pressed on.
    """

    opened = Signal(object)
    fitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.under = -1
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self._light(index.row()))
        self.viewportEntered.connect(lambda: self._light(-1))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))
        repaint(self, self._new_look)

    def begin(self, model: TableModel[Any], delegate: PlaceDelegate, name: str) -> None:
        """Takes its rows and how they are drawn."""
        self.setModel(model)
        self.setItemDelegate(delegate)
        dress(self, name)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        model.modelReset.connect(self._later)

    def _new_look(self) -> None:
        if isinstance(delegate := self.itemDelegate(), PlaceDelegate):
            delegate.forget()
        self._later()

    def _later(self) -> None:
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """Gives each column its width and each row its height."""
        model, delegate = self.model(), self.itemDelegate()
        if model is None or not isinstance(delegate, PlaceDelegate) or not model.rowCount():
            return
        shown = [column for column in range(model.columnCount()) if not self.isColumnHidden(column)]
        cells = [[model.index(row, column) for row in range(model.rowCount())] for column in shown]
        heads = [self.horizontalHeader().sectionSizeFromContents(column).width() for column in shown]
        pairs = list(zip(heads, cells, strict=True))
        natural = [max(head, *(delegate.natural(cell) for cell in column)) for head, column in pairs]
        least = [max(head, *(delegate.least(cell) for cell in column)) for head, column in pairs]
        widths = shared(self.viewport().width(), natural, least)
        for column, wide in zip(shown, widths, strict=True):
            self.setColumnWidth(column, wide)
        for row in range(model.rowCount()):
            heights = (delegate.height(column[row], wide) for column, wide in zip(cells, widths, strict=True))
            self.setRowHeight(row, max(heights))
        self.fitted.emit()

    def _light(self, row: int) -> None:
        if row != self.under:
            self.under = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._light(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(ROW_ROLE))
            return
        super().keyPressEvent(event)


def shared(room: int, natural: list[int], least: list[int]) -> list[int]:
    """Widths of columns in a room: what is over goes to each in proportion, what is missing the widest give.

    Their words go on in the next line; none gets narrower than its longest word.
    """
    over = room - sum(natural)
    if over >= 0:
        widths = [wide + over * wide // sum(natural) for wide in natural]
    else:
        levels = range(max(natural) + 1)
        level = bisect_right(levels, room, key=lambda most: sum(_at_most(most, natural, least))) - 1
        widths = _at_most(max(0, level), natural, least)
    widths[-1] += max(0, room - sum(widths))
    return widths


def _at_most(most: int, natural: list[int], least: list[int]) -> list[int]:
    return [max(low, min(wide, most)) for wide, low in zip(natural, least, strict=True)]
