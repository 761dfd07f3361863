"""Findings and tasks in full, each with the rows of the article and the sources that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from hlh_desktop.report import look
from hlh_desktop.report.boxes import State
from hlh_desktop.report.entries import Entry
from hlh_desktop.report.marks import bold, muted
from hlh_desktop.report.pieces import Title, room_or_new_page, space
from hlh_desktop.report.writing import escape, listed

if TYPE_CHECKING:
    from hlh_desktop.domain.finding import Finding, Option, Task
    from hlh_desktop.domain.sources import Cites, Statements
    from hlh_desktop.report.boxes import Weight
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

WEIGHTS: dict[str, Weight] = {"refuse": "black", "critical": "black", "warning": "thick", "info": "thin"}
GUTTER = State.ROOM + look.GAP
DATE = 130.0


def finding_entry(sheet: Sheet, finding: Finding, *, rests_on: bool = False) -> Entry:
    """A finding: its level as a word in a box, its text, and on demand what it rests on."""
    text = sheet.text(finding.text)
    if rests_on:
        text = " ".join((text, muted(grounds(sheet, finding.statements, finding.cites))))
    box = State(sheet.say(f"level.{finding.level}"), WEIGHTS[finding.level])
    return Entry(box, Paragraph(text, look.SMALL_TEXT), GUTTER)


def grounds(sheet: Sheet, statements: Statements, cites: Cites) -> str:
    """Rows of the article and sources, in brackets."""
    parts = listed((listed(statements), sheet.cites(cites)))
    return escape(sheet.say("grounds", parts=parts))


def findings(sheet: Sheet) -> Story:
    """Every finding, worst first."""
    head = Title("findings", sheet.say("findings.title"), sheet.say("findings.order"))
    none = [] if sheet.plan.findings else [Paragraph(sheet.markup("findings.nothing"), look.BODY_TEXT)]
    return [head, *(finding_entry(sheet, finding, rests_on=True) for finding in sheet.plan.findings), *none]


def option_grounds(sheet: Sheet) -> Story:
    """Every option with what it rests on."""
    if not sheet.plan.options:
        return []
    head = Title("options", sheet.say("options.title"), sheet.say("options.note"))
    return [space(6), room_or_new_page(), head, *(_option(sheet, option) for option in sheet.plan.options)]


def _option(sheet: Sheet, option: Option) -> Entry:
    text = " ".join((bold(sheet.text(option.title)), muted(grounds(sheet, option.statements, option.cites))))
    stance = State(sheet.say(f"stance.{option.stance}"), "thin")
    return Entry(stance, Paragraph(text, look.SMALL_TEXT), GUTTER, 2.0)


def tasks(sheet: Sheet) -> Story:
    """Every task with its number, its first date and how it recurs."""
    head = Title("tasks", sheet.say("tasks.title"), sheet.say("tasks.note"))
    rows = [_task(sheet, number, task) for number, task in enumerate(sheet.plan.tasks, 1)]
    return [space(6), room_or_new_page(), head, *rows]


def _task(sheet: Sheet, number: int, task: Task) -> Entry:
    due = Paragraph(" ".join((bold(str(number)), escape(sheet.moment(task.due)))), look.SMALL_TEXT)
    text = " ".join(part for part in (sheet.text(task.text), _again(sheet, task)) if part)
    text = " ".join((text, muted(grounds(sheet, task.statements, task.cites))))
    return Entry(due, Paragraph(text, look.SMALL_TEXT), DATE)


def _again(sheet: Sheet, task: Task) -> str:
    """How a task recurs."""
    if task.every_days is None:
        return ""
    return bold(sheet.markup("tasks.daily" if task.every_days == 1 else "tasks.every", days=task.every_days))
