"""A child drawn as wide as the weight makes it at that height, beside the usual width: a second look at two numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.writing import with_unit
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.roles import PICTURE, speak_as
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hlh_desktop.domain.growth.shape import Shape
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ui.widgets.marks import State

STATES: dict[str, State] = {
    "usual": "ok",
    "lighter": "info",
    "heavier": "info",
    "far_lighter": "warning",
    "far_heavier": "warning",
}
# Of the height of the drawing: half the widths of the usual body, from the top of the head to the feet.
HEAD = 0.17


class BodyPicture(QWidget):
    """Two outlines of the same height; the words beside them say how far they differ."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.drawing = Outlines()
        self.badge = Badge()
        self._usual = text(role="small", wrap=True)
        title = text(self.tr("Weight at this height"), "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(self.badge)
        column.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._usual)
        column.addStretch(1)

    def show_shape(self, shape: Shape | None) -> None:
        """Draws a shape; None draws the usual outline alone."""
        self.drawing.show_ratio(None if shape is None else float(shape.ratio))
        if shape is None:
            self.badge.say("none", self.tr("not known yet"))
            self._usual.setText(self.tr("Drawn once birth date, weight and height are in."))
        else:
            self.badge.say(STATES[shape.build], self._wording.say(f"shape.{shape.build}"))
            usual = with_unit(plain(shape.usual_kg, 1), "kg")
            self._usual.setText(self.tr("Usual at this height: about %s. Dashed: usual; filled: as entered.") % usual)
        self.drawing.setAccessibleName(f"{self.tr('Body shape')}: {self.badge.accessibleName()}")


class Outlines(QWidget):
    """The drawing alone: the usual body dashed, the entered one filled, both of one height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, PICTURE)
        self._ratio: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def show_ratio(self, ratio: float | None) -> None:
        """The weight as a part of the usual one."""
        self._ratio = ratio
        self.update()

    def sizeHint(self) -> QSize:
        """As high as five fields."""
        tokens = look().tokens
        return QSize(tokens.px(132), tokens.px(168))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The same height for both; mass goes with the square of the width."""
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._ratio is not None:
            # Wider than the picture is drawn as wide as the picture: the words say the rest.
            width = min(math.sqrt(self._ratio), 1.9)
            painter.setPen(QPen(QColor(tokens.colours["accent"]), tokens.px(2)))
            painter.setBrush(QColor(tokens.colours["info_bg"]))
            painter.drawPath(self._body(width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(QColor(tokens.colours["line"]), tokens.px(1.5), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPath(self._body(1.0))
        painter.end()

    def _body(self, width: float) -> QPainterPath:
        """A child from the front: head, trunk with arms, legs. Heights stay; widths grow with `width`."""
        high, middle = self.height() - 6.0, self.width() / 2
        head = QPainterPath()
        radius = high * HEAD / 2
        head.addEllipse(QPointF(middle, 3 + radius), radius * (0.8 + 0.2 * width), radius)
        body = QPainterPath()
        top = 3 + high * HEAD

        def part(left: float, upper: float, wide: float, tall: float, round_by: float) -> None:
            piece = QPainterPath()
            corner = high * round_by
            box = QRectF(middle + left * high * width, top + upper * high, wide * high * width, tall * high)
            piece.addRoundedRect(box, min(corner, box.width() / 2), corner)
            nonlocal body
            body = body.united(piece)

        part(-0.105, 0.015, 0.21, 0.42, 0.06)
        part(-0.175, 0.03, 0.085, 0.36, 0.04)
        part(0.09, 0.03, 0.085, 0.36, 0.04)
        part(-0.105, 0.36, 0.1, 0.46, 0.04)
        part(0.005, 0.36, 0.1, 0.46, 0.04)
        return body.united(head)
