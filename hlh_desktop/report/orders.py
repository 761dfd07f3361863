"""Orders: one block an order, with route in words, dose, times, days, number of doses and the number of its working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import KeepTogether, Paragraph

from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.schedule import WEEK, date_of
from hlh_desktop.domain.summary import calculation, runs, totals, workings
from hlh_desktop.report import doses, identity, look
from hlh_desktop.report.boxes import Rule
from hlh_desktop.report.marks import bold
from hlh_desktop.report.not_ordered import not_in_this_plan
from hlh_desktop.report.order_notes import notes
from hlh_desktop.report.pieces import Section, Title, room_or_new_page, space
from hlh_desktop.report.tables import Heads, bare_table, cell, decimal, heavy, right, table, tight
from hlh_desktop.report.why import cause_text
from hlh_desktop.report.writing import escape, quantity, unbroken

if TYPE_CHECKING:
    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

Numbers = dict["Dose | IntrathecalDose", int]
PLACE, DOSE, COUNT, WORKING, AFTER_MARK = 15.0, 58.0, 30.0, 36.0, 32.0
HEAD_STYLE = (*right(2), *right(5), *right(6), ("RIGHTPADDING", (2, 0), (2, 0), AFTER_MARK / 2))
NAMES = ("place", "drug", "dose", "time", "days", "doses", "working")


def orders(sheet: Sheet, room: float, tall: float) -> Story:
    """The sheet of orders."""
    numbers: Numbers = {row.dose: row.number for row in workings(sheet.plan)}
    heads = [sheet.say(f"orders.{name}") for name in NAMES]
    blocks: Story = []
    for ordered in sheet.plan.ordered:
        for order in (one for one in ordered.orders if isinstance(one, Order) and one.administrations):
            place = len(blocks) + 1
            head = Heads(heads, _widths(room), tall, HEAD_STYLE, always=place == 1)
            rows = _rows(sheet, place, order, numbers, room)
            blocks.append(KeepTogether([head, rows, *notes(sheet, ordered, order, PLACE), space(1)], tall / 2))
    return [
        Title("orders", sheet.say("orders.title"), sheet.say("orders.note", protocol=sheet.protocol)),
        Paragraph(_start(sheet), look.BODY_TEXT),
        space(6),
        *([*blocks, Rule()] if blocks else [Paragraph(sheet.markup("orders.none"), look.BODY_TEXT)]),
        *not_in_this_plan(sheet),
        *_amounts(sheet, room),
    ]


def _start(sheet: Sheet) -> str:
    """Start and stop of the plan, diagnosis, how doses are scaled and where they come from."""
    case, regimen = sheet.plan.case, sheet.plan.case.regimen
    weeks = 0 if regimen is None else regimen.last_week
    last = date_of(case.day_one, weeks * WEEK)
    return sheet.markup(
        "orders.start",
        start=sheet.weekday(case.day_one),
        stop=sheet.weekday(last),
        weeks=weeks,
        cause=cause_text(sheet),
        surface=identity.surface(sheet),
        protocol=sheet.protocol,
        edition=sheet.plan.edition,
    )


def _widths(room: float) -> tuple[float, ...]:
    rest = room - PLACE - DOSE - COUNT - WORKING
    return (PLACE, rest * 0.38, DOSE, rest * 0.23, rest * 0.39, COUNT, WORKING)


def _rows(sheet: Sheet, place: int, order: Order, numbers: Numbers, room: float) -> Any:
    """The rows of an order, one a run of equal doses."""
    rows = [_row(sheet, place if first == 0 else None, order, run, numbers) for first, run in enumerate(runs(order))]
    style = [*decimal(2, AFTER_MARK, 0), *heavy(0, 0), *heavy(2, 0), *right(5), *right(6)]
    return bare_table(rows, _widths(room), style)


def _row(sheet: Sheet, place: int | None, order: Order, run: Run, numbers: Numbers) -> list[Any]:
    times = ", ".join((doses.often(sheet, run), doses.at(sheet, run)))
    when = bold(escape(doses.days(sheet, run.days)))
    dates = sheet.markup("orders.dates", dates=unbroken(doses.dates(sheet, run.days)))
    return [
        "" if place is None else str(place),
        cell("" if place is None else doses.drug_and_route(sheet, order), look.BODY_TEXT),
        quantity(run.dose.amount),
        cell(escape(times), look.BODY_TEXT),
        cell(" ".join((when, dates)), look.BODY_TEXT),
        str(len(run.given)),
        sheet.say("working_number", number=numbers[calculation(run.dose)]),
    ]


def _amounts(sheet: Sheet, room: float) -> Story:
    """What is ordered in all of each drug by each route."""
    rows = [
        [
            cell(escape(sheet.drug(total.drug).tall_man), look.BODY_TEXT),
            sheet.say(f"route.{total.route}"),
            str(total.doses),
            quantity(total.amount),
        ]
        for total in totals(sheet.plan)
    ]
    if not rows:
        return []
    heads = [sheet.say(f"amounts.{name}") for name in ("drug", "route", "doses", "total")]
    widths = [room * share for share in (0.34, 0.28, 0.12, 0.26)]
    made = table(heads, rows, widths, [*right(2), *decimal(3, AFTER_MARK), *heavy(3), *tight()])
    return [room_or_new_page(), Section(sheet.say("amounts.title"), sheet.say("amounts.note")), made]
