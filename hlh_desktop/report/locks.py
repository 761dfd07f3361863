"""What must be true on each intrathecal day, with a field to fill for each date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD
from hlh_desktop.report.pieces import Section, space
from hlh_desktop.report.tables import INK, Style, cell, table
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from hlh_desktop.domain.orders import IntrathecalOrder
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LOCKS = (1, 2, 3, 4, 5)
NUMBER, LABEL_SHARE, AIR = 14.0, 0.5, 3.8


def locks(sheet: Sheet, order: IntrathecalOrder, room: float) -> Story:
    """Five sentences, and under each date of the order a box for what was found."""
    dates = [sheet.short(one.at.date()) for one in order.administrations]
    label = room * LABEL_SHARE
    each = (room - NUMBER - label) / len(dates)
    rows = [
        [str(lock), cell(escape(sheet.say(f"lock.{lock}")), look.BODY_TEXT), *([""] * len(dates))] for lock in LOCKS
    ]
    style: list[Style] = [
        ("GRID", (2, 1), (-1, -1), look.HAIRLINE, INK),
        ("VALIGN", (0, 1), (1, -1), "MIDDLE"),
        ("ALIGN", (2, 0), (-1, 0), "CENTER"),
        ("FONT", (2, 0), (-1, 0), BOLD, look.SMALL),
        ("TOPPADDING", (0, 1), (-1, -1), AIR),
        ("BOTTOMPADDING", (0, 1), (-1, -1), AIR),
    ]
    made = table(["", "", *dates], rows, [NUMBER, label, *([each] * len(dates))], style)
    head = Section(sheet.say("lock.title"), sheet.say("lock.note"))
    return [KeepTogether([head, made]), space(2)]
