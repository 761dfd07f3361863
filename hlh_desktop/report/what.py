"""What: every dose in one table, cumulative etoposide on its scale, the worst findings, the next decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph

from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.summary import intrathecal, runs
from hlh_desktop.report import doses, look
from hlh_desktop.report.entries import labelled
from hlh_desktop.report.findings import finding_entry
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Section, room_or_new_page, space
from hlh_desktop.report.scale import Scale, scale_of
from hlh_desktop.report.tables import cell, decimal, heavy, right, table, tight
from hlh_desktop.report.writing import escape, number, quantity, with_unit

if TYPE_CHECKING:
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.report.paged import Places
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL, DOSE, COUNT, AFTER_MARK = 98.0, 66.0, 34.0, 34.0
MOST_TASKS = 8
SHOWN_LEVELS = ("refuse", "critical", "warning")


def what(sheet: Sheet, room: float) -> Story:
    """Doses and cumulative etoposide, or that nothing is ordered."""
    if sheet.plan.case.regimen is None:
        return [Section(sheet.say("what.title")), Paragraph(sheet.markup("what.no_regimen"), look.BODY_TEXT)]
    head = Section(sheet.say("what.title"), lambda places: _where(sheet, places))
    return [head, *_doses(sheet, room), _intrathecal(sheet), *_cumulative(sheet, room)]


def _where(sheet: Sheet, places: Places) -> str:
    """Where the full orders and the dates stand."""
    if "orders" not in places or "calendar" not in places:
        return ""
    dates = pages(sheet, *places["calendar"])
    return sheet.say("what.where", orders=places["orders"][0], dates=dates)


def pages(sheet: Sheet, first: int, last: int) -> str:
    """One page, or from one to another."""
    return sheet.say("page_one", first=first) if first == last else sheet.say("page_span", first=first, last=last)


def _doses(sheet: Sheet, room: float) -> Story:
    rows = [row for order in sheet.plan.orders if isinstance(order, Order) for row in _rows(sheet, order)]
    if not rows:
        return [Paragraph(sheet.markup("what.no_doses"), look.BODY_TEXT)]
    rest = room - DOSE - COUNT
    widths = (rest * 0.26, DOSE, rest * 0.37, rest * 0.37, COUNT)
    heads = [sheet.say(f"what.{name}") for name in ("drug", "dose", "route", "days", "doses")]
    style = [*decimal(1, AFTER_MARK), *right(4), *heavy(1), *heavy(4), *tight()]
    return [table(heads, rows, widths, style)]


def _rows(sheet: Sheet, order: Order) -> list[list[Any]]:
    return [_row(sheet, order, run, first=place == 0) for place, run in enumerate(runs(order))]


def _row(sheet: Sheet, order: Order, run: Run, *, first: bool) -> list[Any]:
    drug = sheet.drug(order.drug)
    name = bold(escape(drug.tall_man)) if first else ""
    stated = sheet.markup("as_stated", drug=drug.stated_as) if drug.stated_as and first else ""
    route = sheet.say(f"by.{order.route}")
    return [
        cell(" ".join((name, stated)), look.BODY_TEXT) if first else "",
        quantity(run.dose.amount),
        cell(escape(", ".join((route, doses.often(sheet, run))))),
        cell(escape(doses.days(sheet, run.days))),
        str(len(run.given)),
    ]


def _intrathecal(sheet: Sheet) -> Any:
    """Intrathecal doses are counted and dated here, and named nowhere but on their own page."""
    moments = sorted({one.at for order in intrathecal(sheet.plan) for one in order.administrations})
    label = sheet.markup("intrathecal.label")
    if not moments:
        return labelled(label, sheet.markup("intrathecal.none"), LABEL)
    first, last = (sheet.weekday(at.date()) for at in (moments[0], moments[-1]))
    return labelled(label, sheet.markup("intrathecal.elsewhere", count=len(moments), first=first, last=last), LABEL)


def _cumulative(sheet: Sheet, room: float) -> Story:
    """The scale with what was given before, wherever any etoposide counts."""
    total = sheet.plan.cumulative
    if not total.overall and not total.points:
        return []
    value = with_unit(number(total.overall, 1), "mg/m2")
    label = sheet.markup("cumulative.label")
    return [
        space(4),
        labelled(label, " ".join((bold(value), escape(before(sheet)))), LABEL),
        Scale(scale_of(sheet), room - LABEL, LABEL),
    ]


def before(sheet: Sheet) -> str:
    """What was given before and elsewhere, or that it was not asked."""
    total = sheet.plan.cumulative
    prior = total.prior
    earlier = sheet.say("cumulative.not_asked") if prior is None else number(prior, 1)
    return sheet.say(
        "cumulative.parts", planned=number(total.planned, 1), prior=earlier, elsewhere=number(total.elsewhere, 1)
    )


def worst(sheet: Sheet) -> Story:
    """Refusals, critical findings and warnings in full; those for information are counted."""
    shown = [finding for finding in sheet.plan.findings if finding.level in SHOWN_LEVELS]
    left = len(sheet.plan.findings) - len(shown)
    note = sheet.say("findings.more" if left else "findings.all", count=left)
    head = Section(
        sheet.say("findings.title"), lambda places: sheet.say("findings.where", note=note, page=places["findings"][0])
    )
    none = [] if shown else [Paragraph(sheet.markup("findings.none"), look.SMALL_TEXT)]
    return [room_or_new_page(), head, *(finding_entry(sheet, finding) for finding in shown), *none]


def next_tasks(sheet: Sheet) -> Story:
    """The tasks with a clock or a form of response of their own, then the first of the others; by their date."""
    forms = sheet.knowledge.response.forms.values()
    timed = {*sheet.knowledge.board.critical_tasks, *(form.task for form in forms)}
    urgent = sorted(sheet.plan.tasks, key=lambda task: (task.code not in timed, task.due))
    tasks = sorted(urgent[:MOST_TASKS], key=lambda task: task.due)
    if not tasks:
        return []
    head = Section(sheet.say("next.title"), lambda places: sheet.say("next.where", page=places["tasks"][0]))
    rows = [labelled(escape(sheet.moment(task.due)), sheet.text(task.text), LABEL + 14) for task in tasks]
    return [room_or_new_page(), head, *rows]
