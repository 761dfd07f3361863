"""The head of every page: who the child is, what doses are scaled by, allergies, and how the plan stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph

from hlh_desktop.report import identity, look, standing
from hlh_desktop.report.fonts import BOLD, width
from hlh_desktop.report.marks import bold, muted, pair
from hlh_desktop.report.writing import escape, listed, unbroken

if TYPE_CHECKING:
    from hlh_desktop.report.sheet import Sheet

# Room between two facts: a reader may break the line only at its last space.
SPACED = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" + " "
MOST_NUMBER = 0.45


class Header:
    """The head of the pages of one width, laid out once."""

    def __init__(self, sheet: Sheet, room: float) -> None:
        self.room = room
        self.rows = (_name_row(sheet, room), _facts_row(sheet, room))
        self.height = sum(_tall(row) for row in self.rows) + look.GAP

    def draw(self, canvas: Any, x: float, top: float) -> None:
        """Draws the head with its upper left corner at x, top, and its one heavy rule below."""
        y = top
        for row in self.rows:
            left, right = row
            left.drawOn(canvas, x, y - left.height)
            right.drawOn(canvas, x + self.room - right.width, y - right.height)
            y -= _tall(row)
        canvas.setLineWidth(look.HEADER_RULE)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(x, y - look.GAP, x + self.room, y - look.GAP)


Row = tuple[Any, Any]


def _tall(row: Row) -> float:
    return max(float(part.height) for part in row)


def sized(markup: str, style: Any, room: float) -> Any:
    """A paragraph laid out in a width, its height known."""
    paragraph = Paragraph(markup, style)
    paragraph.wrap(room, look.TITLE)
    return paragraph


def fitting(text: str, room: float, most: float, least: float) -> float:
    """The largest size of bold text, from most down to least, that stays on one line; below least it wraps."""
    size = most
    while size > least and width(text, BOLD, size) > room:
        size -= 1
    return size


def _name_row(sheet: Sheet, room: float) -> Row:
    """The name as large as it fits with sex, birth date and age after it, and the number at the right."""
    number = sheet.say("number", mrn=sheet.plan.case.patient.mrn)
    size = fitting(number, room * MOST_NUMBER, look.TITLE, look.BODY)
    right = min(width(number, BOLD, size) + 1, room * MOST_NUMBER)
    left = room - right - look.GAP
    name = identity.shown_name(sheet)
    style = look.heading(fitting(name, left, look.NAME, look.LEAST_NAME))
    markup = SPACED.join((escape(name), look.details(_details(sheet))))
    return sized(markup, style, left), sized(escape(number), look.heading(size, right=True), right)


def _details(sheet: Sheet) -> str:
    """Sex, birth date and age."""
    patient = sheet.plan.case.patient
    sex = sheet.say(f"sex.{patient.sex or 'unknown'}")
    born = sheet.say("born", date=sheet.day(patient.date_of_birth))
    return listed(unbroken(part) for part in (sex, born, identity.age_text(sheet, sheet.plan.age)))


def _facts_row(sheet: Sheet, room: float) -> Row:
    how = unbroken(sheet.say("standing", protocol=sheet.protocol, standing=standing.word(sheet)))
    right = width(how, BOLD, look.BODY) + 1
    label = muted(sheet.markup("allergies"))
    facts = SPACED.join((*_measures(sheet), f"{label}\N{NO-BREAK SPACE}{identity.allergies(sheet)}"))
    return (
        sized(facts, look.BODY_TEXT, room - right - look.GAP),
        sized(bold(escape(how)), look.RIGHT_TEXT, right),
    )


def _measures(sheet: Sheet) -> list[str]:
    """Weight, height and surface, with one date where both were measured on one day."""
    plan = sheet.plan
    kilograms = pair(sheet.markup("weight"), identity.weight(sheet))
    centimetres = pair(sheet.markup("height"), identity.height(sheet))
    surface = pair(sheet.markup("bsa"), identity.surface(sheet))
    days = [sheet.day(one.row.on) for one in (plan.weight, plan.height)]
    if days[0] == days[1]:
        return [kilograms, centimetres, pair(sheet.markup("measured"), days[0]), surface]
    return [_dated(kilograms, days[0]), _dated(centimetres, days[1]), surface]


def _dated(measure: str, day: str) -> str:
    return f"{measure}\N{NO-BREAK SPACE}{bold(f'({day})')}"
