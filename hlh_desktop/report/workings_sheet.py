"""Workings: the inputs with their dates, each distinct calculation once, where sources disagree, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph

from hlh_desktop.domain import dose_words
from hlh_desktop.domain.quantity import grouped, shown
from hlh_desktop.domain.summary import rounded_far, workings
from hlh_desktop.domain.working import percent
from hlh_desktop.report import doses, look
from hlh_desktop.report.before_treatment import before_treatment
from hlh_desktop.report.decision import disagreements
from hlh_desktop.report.entries import labelled
from hlh_desktop.report.inputs import inputs
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Section, Title, room_or_new_page, space
from hlh_desktop.report.sources_list import sources
from hlh_desktop.report.tables import cell, decimal, heavy, right, table
from hlh_desktop.report.what import before
from hlh_desktop.report.writing import escape, number, quantity, with_unit

if TYPE_CHECKING:
    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.summary import Working
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL = 92.0
MINUS = "\N{MINUS SIGN}"
ROUNDING = "rounding_above_5_percent"


def workings_story(sheet: Sheet, room: float) -> Story:
    """The sheet of workings."""
    return [
        Title("workings", sheet.say("workings.title"), sheet.say("workings.note")),
        *inputs(sheet, room),
        *before_treatment(sheet),
        *_table(sheet, room),
        *_cumulative(sheet),
        *_disagreements(sheet),
        *sources(sheet, room),
    ]


def _table(sheet: Sheet, room: float) -> Story:
    rows = [_row(sheet, one) for one in workings(sheet.plan)]
    if not rows:
        return []
    heads = [
        sheet.say(f"workings.{name}")
        for name in ("number", "drug", "sum", "exact", "step", "dose", "rounding", "sources")
    ]
    widths = [room * share for share in (0.05, 0.2, 0.27, 0.13, 0.07, 0.1, 0.075, 0.105)]
    style = [*heavy(0), *heavy(5), *decimal(3, 42), *decimal(5, 30), *right(6)]
    note = sheet.say("workings.policy")
    return [room_or_new_page(), Section(sheet.say("workings.table"), note), table(heads, rows, widths, style), space(2)]


def _row(sheet: Sheet, working: Working) -> list[Any]:
    dose = working.dose
    drug = sheet.drug(dose.drug)
    name = escape(drug.stated_as or drug.tall_man)
    days = sheet.markup("workings.days", days=doses.days(sheet, working.days))
    return [
        sheet.say("working_number", number=working.number),
        cell(" ".join((bold(name), days))),
        cell(escape(dose_words.calculation(sheet.tell, dose))),
        with_unit(grouped(shown(dose.exact)), dose.amount.unit),
        sheet.say("workings.no_step") if dose.step is None else number(dose.step),
        quantity(dose.amount),
        _rounding(sheet, dose),
        cell(escape(sheet.cites(dose.rule.cites)), look.NOTE_TEXT),
    ]


def _rounding(sheet: Sheet, dose: Dose) -> Any:
    """How far rounding moved the dose, in bold where it is a finding; or that the cap decided."""
    moved = dose.rounding
    if moved is None:
        return Paragraph(sheet.markup("workings.capped"), look.SMALL_RIGHT)
    text = percent(moved).replace("-", MINUS)
    sign = "" if not moved or moved < 0 else "+"
    said = sheet.markup("percent", number=f"{sign}{text}")
    far = rounded_far(dose, sheet.knowledge.alerts[ROUNDING].numbers["percent"])
    return Paragraph(bold(said) if far else said, look.SMALL_RIGHT)


def _cumulative(sheet: Sheet) -> Story:
    """How the cumulative sum of etoposide came about."""
    total = sheet.plan.cumulative
    if not total.points:
        return []
    values = {"count": len(total.points), "exact": grouped(shown(total.planned)), "planned": number(total.planned, 1)}
    sentence = sheet.markup("cumulative.working", before=before(sheet), **values)
    return [Paragraph(sentence, look.SMALL_TEXT), space(2)]


def _disagreements(sheet: Sheet) -> Story:
    """Both sides are shown, none is hidden."""
    rows = [labelled(sheet.text(title), sheet.text(note), LABEL) for title, note in disagreements(sheet)]
    if not rows:
        return []
    return [room_or_new_page(), Section(sheet.say("disagree.title"), sheet.say("disagree.note")), *rows]
