"""Drawing a road map that is laid out: columns of weeks, rows, marks, words, cumulative etoposide and today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.road_layout import PAD, WEEK, small, strong
from hlh_desktop.ui.widgets.road_paint import colour, draw_diamond, draw_mark, draw_ring, draw_step, pen
from hlh_desktop.ui.widgets.road_total import draw_scale, draw_total

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from hlh_desktop.domain.road_map import RoadMap
    from hlh_desktop.ui.widgets.road_layout import RoadLayout, Row, Spot

# The colour of words under a mark that asks for attention.
WORDS = {
    "held": "warning", "omitted": "critical", "refused": "critical", "missed": "critical", "late": "critical",
    "due": "accent", "visit": "accent", "note": "muted",
}  # fmt: skip
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_chart(painter: QPainter, road: RoadMap, made: RoadLayout, whole: QRect, spot: Spot | None) -> None:
    """Everything of the weeks; `spot` has the keys."""
    painter.fillRect(whole, colour("surface"))
    _weeks(painter, road, made, whole)
    for row in made.rows:
        if row.kind == "intrathecal":
            _intrathecal(painter, road, row, whole)
        painter.setPen(pen("hairline", 1))
        painter.drawLine(0, row.top, whole.width(), row.top)
        if row.kind == "cumulative" and road.cumulative is not None:
            draw_total(painter, road.cumulative, made, row, whole)
    _line_of_today(painter, road, made)
    _spots(painter, made)
    _labels(painter, made)
    _flag(painter, road, made)
    if spot is not None:
        draw_ring(painter, spot.rect)


def _weeks(painter: QPainter, road: RoadMap, made: RoadLayout, whole: QRect) -> None:
    px = look().tokens.px
    for place, week in enumerate(road.weeks):
        left, right = made.x(WEEK * place + 1), made.x(WEEK * (place + 1) + 1)
        head = QRect(left, 0, right - left, made.head)
        painter.fillRect(head, colour("selection" if week.now else "canvas"))
        painter.setFont(strong())
        painter.setPen(colour("text"))
        heavy = QFontMetrics(strong()).height()
        words = head.adjusted(px(PAD), px(PAD), 0, 0)
        painter.drawText(QRect(words.left(), words.top(), words.width(), heavy), LEFT, week.title)
        painter.setFont(small())
        painter.setPen(colour("muted"))
        painter.drawText(QRect(words.left(), words.top() + heavy, words.width(), words.height() - heavy),
                         Qt.AlignmentFlag.AlignLeft, week.dates)  # fmt: skip
        painter.setPen(pen("hairline", 1))
        painter.drawLine(left, made.head, left, whole.height())
    painter.setPen(pen("line", 1))
    painter.drawLine(0, made.head, whole.width(), made.head)


def _intrathecal(painter: QPainter, road: RoadMap, row: Row, whole: QRect) -> None:
    """The lane apart: its own ground, and where nothing is planned, the lock and why."""
    band = QRect(0, row.top, whole.width(), row.height)
    painter.fillRect(band, colour("intrathecal_bg"))
    if road.intrathecal.doses:
        return
    px, side = look().tokens.px, look().tokens.px(16)
    painter.drawPixmap(px(PAD), band.center().y() - side // 2,
                       icons.pixmap("lock", look().tokens.colours["intrathecal"], side))  # fmt: skip
    painter.setFont(strong())
    painter.setPen(colour("intrathecal"))
    painter.drawText(band.adjusted(px(2 * PAD) + side, 0, 0, 0), LEFT, road.intrathecal.text)


def _spots(painter: QPainter, made: RoadLayout) -> None:
    for one in made.spots:
        if one.kind == "step":
            draw_step(painter, one.rect, one.state)
    for one in made.spots:
        if one.kind == "review":
            draw_diamond(painter, one.rect, done=one.state == "given")
        elif one.kind == "intrathecal":
            draw_mark(painter, one.rect, one.state, tint="intrathecal")
        elif one.kind != "step":
            draw_mark(painter, one.rect, one.state)


def _labels(painter: QPainter, made: RoadLayout) -> None:
    for label in made.labels:
        painter.setFont(small())
        painter.fillRect(label.rect, colour("surface"))
        painter.setPen(colour(WORDS.get(label.state, "text")))
        painter.drawText(label.rect, LEFT, label.words)


def _today(road: RoadMap, made: RoadLayout) -> int | None:
    return None if road.here is None else made.x(road.here.day) + round(made.day / 2)


def _line_of_today(painter: QPainter, road: RoadMap, made: RoadLayout) -> None:
    """A line through all rows; marks and words lie over it."""
    x = _today(road, made)
    if x is not None:
        painter.setPen(pen("accent", 2))
        painter.drawLine(x, made.head, x, made.height)


def _flag(painter: QPainter, road: RoadMap, made: RoadLayout) -> None:
    """The words at the top of the line, kept inside the chart."""
    x = _today(road, made)
    if x is None or road.here is None:
        return
    px = look().tokens.px
    painter.setFont(strong())
    wide = QFontMetrics(strong()).horizontalAdvance(road.here.text) + px(2 * PAD)
    left = min(max(0, x - wide // 2), made.x(road.days + 1) - wide)
    flag = QRectF(left, made.head + 2, wide, made.flag - 4)
    painter.setBrush(colour("accent"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(flag, 4, 4)
    painter.setPen(colour("on_accent"))
    painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, road.here.text)


def draw_titles(painter: QPainter, road: RoadMap, made: RoadLayout, whole: QRect, words: tuple[str, str]) -> None:
    """The names of the rows, with their second line below; `words` name the reviews and say what stands apart."""
    reviews, apart = words
    painter.fillRect(whole, colour("surface"))
    for row in made.rows:
        spinal = row.kind == "intrathecal"
        strip = QRect(0, row.top, whole.width(), row.height)
        if spinal:
            painter.fillRect(strip, colour("intrathecal_bg"))
        painter.setPen(pen("hairline", 1))
        painter.drawLine(0, row.top, whole.width(), row.top)
        if row.kind == "cumulative" and road.cumulative is not None:
            draw_scale(painter, road.cumulative, row, whole)
        else:
            title = reviews if row.kind == "reviews" else row.title
            _title(painter, strip, title, apart if spinal else row.subtitle, spinal=spinal)
    painter.setPen(pen("line", 1))
    painter.drawLine(0, made.head, whole.width(), made.head)


def _title(painter: QPainter, strip: QRect, title: str, below: str, *, spinal: bool) -> None:
    px, high = look().tokens.px, QFontMetrics(strong()).height()
    inner = strip.adjusted(px(PAD), px(PAD), -px(2), -px(2))
    painter.setFont(strong())
    painter.setPen(colour("intrathecal" if spinal else "text"))
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), high), LEFT, title)
    painter.setFont(small())
    painter.setPen(colour("intrathecal" if spinal else "muted"))
    painter.drawText(inner.adjusted(0, high, 0, 0), int(Qt.TextFlag.TextWordWrap), below)
