"""Intrathecal orders on pages of their own: dose by age on the day, trigger, locks. No other drug or route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether, Paragraph

from hlh_desktop.domain.protocol import IntrathecalLine
from hlh_desktop.domain.summary import intrathecal
from hlh_desktop.report import look, standing
from hlh_desktop.report.age_table import age_table
from hlh_desktop.report.document import INTRATHECAL, new_page
from hlh_desktop.report.entries import labelled
from hlh_desktop.report.findings import finding_entry
from hlh_desktop.report.identity import age_text
from hlh_desktop.report.locks import locks
from hlh_desktop.report.marks import bold
from hlh_desktop.report.order_notes import changes
from hlh_desktop.report.pieces import DrugHead, Section, Title, room_or_new_page, space
from hlh_desktop.report.sheet import clock
from hlh_desktop.report.tables import decimal, heavy, table
from hlh_desktop.report.writing import escape, quantity

if TYPE_CHECKING:
    from hlh_desktop.domain.orders import IntrathecalOrder
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL, AIR = 70.0, 3.4
ABOUT = "intrathecal_without_trigger"
FIELD = "." * 60


def intrathecal_story(sheet: Sheet, room: float) -> Story:
    """The intrathecal pages, or nothing where there is no such order."""
    orders = intrathecal(sheet.plan)
    rule = _rule(sheet)
    if not orders or rule is None:
        return []
    return [
        *new_page(INTRATHECAL),
        Title("intrathecal", sheet.say("intrathecal.title"), sheet.say("intrathecal.note")),
        Paragraph(_method(sheet, orders[0]), look.SMALL_TEXT),
        *(piece for order in orders for piece in _order(sheet, order, room)),
        *_changes(sheet),
        space(4),
        *age_table(sheet, rule, orders, room),
        *_trigger(sheet),
        *locks(sheet, orders[0], room),
        *_bedside(sheet, rule),
    ]


def _method(sheet: Sheet, order: IntrathecalOrder) -> str:
    last = sheet.weekday(order.administrations[-1].at.date())
    return sheet.markup("intrathecal.method", count=len(order.administrations), last=last)


def _rule(sheet: Sheet) -> IntrathecalLine | None:
    regimen = sheet.plan.case.regimen
    line = None if regimen is None else sheet.knowledge.line(regimen.protocol, "intrathecal")
    return line if isinstance(line, IntrathecalLine) else None


def _order(sheet: Sheet, order: IntrathecalOrder, room: float) -> Story:
    """A drug: its name, the word, and each dose with the child's age on that day."""
    name = sheet.drug(order.drug).tall_man
    head = DrugHead(sheet.say("intrathecal.drug", drug=name), sheet.say("route.intrathecal"))
    heads = [sheet.say(f"intrathecal.{key}") for key in ("place", "day", "date", "time", "age", "dose", "released")]
    rows = [
        [
            str(place), str(one.day), sheet.weekday(one.at.date()), clock(one.at), age_text(sheet, one.dose.age),
            quantity(one.dose.amount), FIELD,
        ]
        for place, one in enumerate(order.administrations, 1)
    ]  # fmt: skip
    widths = [room * share for share in (0.05, 0.06, 0.19, 0.08, 0.14, 0.14, 0.34)]
    tall = [("TOPPADDING", (0, 1), (-1, -1), AIR), ("BOTTOMPADDING", (0, 1), (-1, -1), AIR)]
    made = table(heads, rows, widths, [*heavy(0), *heavy(2), *heavy(5), *decimal(5, 36), *tall])
    return [KeepTogether([head, made])]


def _changes(sheet: Sheet) -> Story:
    """Doses that were moved, held or omitted."""
    own = (ordered for ordered in sheet.plan.ordered if ordered.line == "intrathecal")
    return [labelled(escape(word), text, LABEL + 20) for ordered in own for word, text in changes(sheet, ordered)]


def _trigger(sheet: Sheet) -> Story:
    """Why: what is on record of the nervous system, and where the one who saw it signs."""
    severity = sheet.plan.case.severity
    keys = (f"cns.{severity.cns or 'unknown'}", f"csf.{severity.csf or 'unknown'}")
    rows = [("why", ", ".join(sheet.markup(key) for key in keys))]
    if standing.for_hands(sheet):
        rows.append(("seen", sheet.markup("intrathecal.seen_by")))
    found = [finding for finding in sheet.plan.findings if finding.code == ABOUT]
    entries = [labelled(sheet.markup(f"intrathecal.{key}"), text, LABEL) for key, text in rows]
    return [
        room_or_new_page(),
        Section(sheet.say("intrathecal.trigger"), sheet.say("intrathecal.trigger_note")),
        *entries,
        *(finding_entry(sheet, finding) for finding in found),
    ]


def _bedside(sheet: Sheet, rule: IntrathecalLine) -> Story:
    note = bold(sheet.text(rule.note)) if rule.note else ""
    text = " ".join(part for part in (note, sheet.markup("intrathecal.bedside")) if part)
    return [KeepTogether([Section(sheet.say("intrathecal.bedside_title")), Paragraph(text, look.SMALL_TEXT)])]
