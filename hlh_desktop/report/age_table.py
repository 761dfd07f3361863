"""The intrathecal dose by age on the day of the dose, with the child's own row framed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import KeepTogether

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.report import look
from hlh_desktop.report.pieces import Section, space
from hlh_desktop.report.tables import INK, decimal, heavy, table, tight
from hlh_desktop.report.writing import listed, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.orders import IntrathecalOrder
    from hlh_desktop.domain.protocol import IntrathecalBand, IntrathecalLine
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet


def age_table(sheet: Sheet, rule: IntrathecalLine, orders: Sequence[IntrathecalOrder], room: float) -> Story:
    """Every band with the dose of each drug; a band that counts on some days only names them."""
    drugs = [order.drug for order in orders]
    heads = [sheet.say("intrathecal.age_on_day"), *(sheet.drug(drug).tall_man for drug in drugs), ""]
    rows = [_row(sheet, band, orders) for band in rule.bands]
    widths = [room * 0.26, *([room * 0.17] * len(drugs)), room * (0.74 - 0.17 * len(drugs))]
    style = [part for place in range(1, len(drugs) + 1) for part in (*decimal(place, 36), *heavy(place))]
    frames = [("BOX", (0, place), (-1, place), look.FRAME, INK) for place, row in enumerate(rows, 1) if row[-1]]
    made = table(
        heads, rows, widths, [*style, *frames, ("LEFTPADDING", (0, 1), (0, -1), 4), *heavy(len(drugs) + 1), *tight()]
    )
    note = sheet.say("intrathecal.evidence", sources=sheet.cites(rule.cites))
    return [KeepTogether([Section(sheet.say("intrathecal.by_age"), note), made]), space(2)]


def _row(sheet: Sheet, band: IntrathecalBand, orders: Sequence[IntrathecalOrder]) -> list[Any]:
    amounts = [quantity(Quantity(band.mg[order.drug], sheet.drug(order.drug).unit)) for order in orders]
    return [band.label, *amounts, _whose(sheet, band, orders[0])]


def _whose(sheet: Sheet, band: IntrathecalBand, order: IntrathecalOrder) -> str:
    """The words beside the child's own band, with dates where it counts on some of the days only; else nothing."""
    mine = [one for one in order.administrations if one.dose.band == band.label]
    if not mine:
        return ""
    if len(mine) == len(order.administrations):
        return sheet.say("intrathecal.this_child")
    return sheet.say("intrathecal.this_child_on", dates=listed(sheet.day(one.at.date()) for one in mine))
