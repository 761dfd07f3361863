"""A PDF on the screen, one page at a time: fitted to the width, or larger and scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.pdf_pages import POINTS, PdfPages
from hlh_desktop.ui.widgets.roles import READING, speak_as
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

# Steps of the zoom, 1 being the size of the paper at 96 dots an inch.
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
DOTS = 96.0
EDGE = 1
SMALLEST = 0.05
# A page that can't be known yet is as high as A4 is wide and tall.
SHAPE = QSize(210, 297)


class PdfView(QScrollArea):
    """Shows `pdf` page by page. Page Up, Page Down, Home and End turn pages; plus, minus and 0 change the size.

    The page is drawn once for each size at the dots of this screen, so that it is never blurred.
    """

    turned = Signal(int, int)  # page (1 is the first; 0 for no PDF), pages
    zoomed = Signal(object)  # one of ZOOMS, or None while it is fitted to the width

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, READING)
        self._pdf: bytes | None = None
        self._page = self._count = 0
        self._zoom: float | None = None
        self._fitted = 1.0
        self._name = name
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        repaint(self, self._sheet.update)
        self.setAccessibleName(name)

    # --- what is shown

    @property
    def page(self) -> int:
        """The number of the shown page, from 1; 0 where there is no PDF."""
        return self._page + 1 if self._count else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._count

    @property
    def zoom(self) -> float | None:
        """The size, 1 being that of the paper; None while it is fitted to the width."""
        return self._zoom

    def show_pdf(self, pdf: bytes | None) -> None:
        """Another PDF, or none; the page stays where it was if there still is one. ValueError if it is no PDF."""
        count = 0
        if pdf is not None:
            with PdfPages(pdf) as pages:
                count = len(pages)
        self._pdf, self._count = pdf, count
        self._page = max(0, min(self._page, count - 1))
        self._fresh()

    def turn(self, page: int) -> None:
        """To a page, from 1; below the first and beyond the last nothing happens."""
        if 1 <= page <= self.pages and page != self.page:
            self._page = page - 1
            self._fresh()
            self.verticalScrollBar().setValue(0)

    def show_at(self, zoom: float | None) -> None:
        """Another size; None fits the page to the width."""
        self._zoom = zoom
        bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if zoom is None else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(bars)
        self._fresh()
        self.zoomed.emit(zoom)

    def larger(self) -> None:
        """One step larger than it is shown now."""
        self.show_at(next((zoom for zoom in ZOOMS if zoom > self._scale() + 0.01), ZOOMS[-1]))

    def smaller(self) -> None:
        """One step smaller than it is shown now."""
        self.show_at(next((zoom for zoom in reversed(ZOOMS) if zoom < self._scale() - 0.01), ZOOMS[0]))

    # --- drawing

    def _scale(self, wide: float | None = None) -> float:
        """The size at which the page stands now; `wide` is its width in points."""
        if self._zoom is not None or wide is None:
            return self._zoom or self._fitted
        self._fitted = max(SMALLEST, (self._room() - 2 * EDGE) / (wide * DOTS / POINTS))
        return self._fitted

    def _room(self) -> int:
        """The width for a page; the scroll bar's place is kept free, so that it never comes and goes."""
        return self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()

    def _fresh(self) -> None:
        self._draw()
        self.turned.emit(self.page, self.pages)

    def _draw(self) -> None:
        """Draws the page, and lets a screen reader hear which one it is and read it as its description."""
        if self._pdf is None:
            self._sheet.show_picture(None)
            self.setAccessibleName(self._name)
            self.setAccessibleDescription("")
            return
        ratio = self.devicePixelRatioF()
        with PdfPages(self._pdf) as pages:
            scale = self._scale(pages.size(self._page).width())
            picture = pages.picture(self._page, scale * DOTS / POINTS * ratio)
            self.setAccessibleDescription(pages.words(self._page))
        picture.setDevicePixelRatio(ratio)
        self._sheet.show_picture(picture)
        where = self.tr("%1, page %2 of %3").replace("%1", self._name)
        self.setAccessibleName(where.replace("%2", str(self.page)).replace("%3", str(self.pages)))

    def sizeHint(self) -> QSize:
        """As wide as there is room, and as high as a page of that width."""
        wide = super().sizeHint().width()
        return QSize(wide, wide * SHAPE.height() // SHAPE.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that is fitted to the width is drawn again."""
        super().resizeEvent(event)
        if self._zoom is None and event.size().width() != event.oldSize().width():
            self._draw()

    def event(self, event: QEvent) -> bool:
        """On another screen the page is drawn at that screen's dots."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turns pages and changes the size; the arrows scroll."""
        deeds: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: self.turn(self.page + 1),
            Qt.Key.Key_PageUp: lambda: self.turn(self.page - 1),
            Qt.Key.Key_Home: lambda: self.turn(1),
            Qt.Key.Key_End: lambda: self.turn(self.pages),
            Qt.Key.Key_Plus: self.larger,
            Qt.Key.Key_Minus: self.smaller,
            Qt.Key.Key_0: lambda: self.show_at(None),
        }
        do = deeds.get(Qt.Key(event.key()))
        if do is None:
            super().keyPressEvent(event)
        else:
            do()


class _Sheet(QWidget):
    """One page as it was drawn, with an edge, because paper and window may both be white."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage | None) -> None:
        """Another page."""
        self._picture = picture
        size = picture.deviceIndependentSize().toSize() if picture else QSize()
        self.resize(size + QSize(2 * EDGE, 2 * EDGE))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page and its edge."""
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.drawImage(QPoint(EDGE, EDGE), self._picture)
        painter.setPen(QPen(QColor(look().tokens.colours["line"]), EDGE))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
