"""The sheets of a plan in their order, from the summary to the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from hlh_desktop.domain.schedule import WEEK, date_of
from hlh_desktop.report import fonts, identity, look
from hlh_desktop.report.calendar_sheet import calendar_story
from hlh_desktop.report.decision import decision
from hlh_desktop.report.document import UPRIGHT, build, layouts, new_page
from hlh_desktop.report.entries import columns
from hlh_desktop.report.findings import findings, option_grounds, tasks
from hlh_desktop.report.intrathecal_sheet import intrathecal_story
from hlh_desktop.report.orders import orders
from hlh_desktop.report.pieces import Section, Title, space
from hlh_desktop.report.sheet import Sheet
from hlh_desktop.report.signatures import signatures
from hlh_desktop.report.stress_box import stress_box
from hlh_desktop.report.what import next_tasks, what, worst
from hlh_desktop.report.why import why
from hlh_desktop.report.workings_sheet import workings_story
from hlh_desktop.report.writing import escape, listed

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.report.document import Layout
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.printing import Printing

MOST_COLUMNS = 0.62


def draw(plan: Plan, knowledge: Knowledge, printing: Printing, target: BinaryIO) -> None:
    """Draws every sheet of a plan into a file."""
    fonts.register()
    sheet = Sheet(plan, knowledge, printing)
    pages = layouts(sheet)
    room, tall = pages[UPRIGHT].room, pages[UPRIGHT].frame[3]
    story = [*_summary(sheet, pages[UPRIGHT])]
    if plan.case.regimen is not None:
        story += [*new_page(), *orders(sheet, room, tall), *stress_box(sheet, room)]
        story += [*calendar_story(sheet, pages), *intrathecal_story(sheet, room)]
    story += [*new_page(), *findings(sheet), *tasks(sheet), *option_grounds(sheet)]
    story += [*new_page(), *workings_story(sheet, room)]
    story += signatures(sheet)
    build(sheet, pages, story, target)


def _summary(sheet: Sheet, page: Layout) -> Story:
    """The first sheet: why, what was decided, what is given, what must be known and done first."""
    half = (page.room - 4 * look.GAP) / 2
    return [
        Title("summary", sheet.say("title.plan"), sheet.say("title.plan_note")),
        *_heading(sheet),
        *_in_full(sheet),
        *columns(why(sheet, half), decision(sheet), page.room, page.frame[3] * MOST_COLUMNS),
        space(6),
        *what(sheet, page.room),
        *worst(sheet),
        *next_tasks(sheet),
    ]


def _heading(sheet: Sheet) -> Story:
    """The protocol, and from when to when."""
    case, regimen = sheet.plan.case, sheet.plan.case.regimen
    if regimen is None:
        return [Paragraph(sheet.markup("title.no_regimen"), look.SUBTITLE_TEXT), space(4)]
    last_day = regimen.last_week * WEEK
    first, last = sheet.weekday(case.day_one), sheet.weekday(date_of(case.day_one, last_day))
    said = sheet.markup("title.from_to", first=first, last=last, last_day=last_day, weeks=regimen.last_week)
    title = sheet.markup("title.protocol", protocol=sheet.protocol, weeks=regimen.last_week)
    return [Paragraph(title, look.SUBTITLE_TEXT), Paragraph(said, look.BODY_TEXT), space(4)]


def _in_full(sheet: Sheet) -> Story:
    """The whole name and all allergies, where the heads of the pages can't hold them."""
    if not identity.overlong(sheet):
        return []
    known = listed(sheet.plan.case.patient.allergies or ())
    name = Paragraph(sheet.markup("title.name_in_full", name=identity.full_name(sheet)), look.BODY_TEXT)
    allergies = [Paragraph(sheet.markup("title.allergies_in_full", allergies=known), look.BODY_TEXT)] if known else []
    return [Section(escape(sheet.say("title.in_full"))), name, *allergies]
