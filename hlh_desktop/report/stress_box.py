"""The box of stress doses after weeks of steroid: sick day, crisis by age, until when. Local policy goes before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether, Paragraph, Table

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.stress import stress_doses
from hlh_desktop.report import look
from hlh_desktop.report.fonts import REGULAR
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Section, space
from hlh_desktop.report.tables import INK
from hlh_desktop.report.writing import escape, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.stress import StressDoses
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL, AIR = 92.0, 3.0


def stress_box(sheet: Sheet, room: float) -> Story:
    """The box, or nothing where no steroid lasts for weeks."""
    found = stress_doses(sheet.plan, sheet.knowledge)
    if found is None:
        return []
    rows = [
        [Paragraph(bold(escape(label)), look.BODY_TEXT), Paragraph(text, look.BODY_TEXT)]
        for label, text in _rows(sheet, found)
    ]
    made = Table(rows, colWidths=[LABEL, room - LABEL], hAlign="LEFT")
    made.setStyle([
        ("FONT", (0, 0), (-1, -1), REGULAR, look.BODY),
        ("BOX", (0, 0), (-1, -1), look.FRAME, INK), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), AIR), ("BOTTOMPADDING", (0, 0), (-1, -1), AIR),
    ])  # fmt: skip
    head = Section(sheet.say("stress.title"), sheet.say("stress.note", since=sheet.day(found.since)))
    return [space(4), KeepTogether([head, made])]


def _rows(sheet: Sheet, found: StressDoses) -> Iterator[tuple[str, str]]:
    rules, language = sheet.knowledge.stress, sheet.knowledge.wording.language
    drug, dose = rules.title[language], quantity(Quantity(found.sick_day_mg, "mg"))
    step = quantity(Quantity(rules.step_mg, "mg"))
    yield sheet.say("stress.sick_day"), " ".join((
        bold(sheet.markup("stress.dose", drug=drug, dose=dose, doses=rules.sick_day_doses)),
        sheet.markup("stress.working", working=sheet.tell.sentence(found.working), dose=dose, step=step),
    ))  # fmt: skip
    yield sheet.say("stress.crisis"), "<br/>".join(
        sheet.markup("stress.by_date", drug=drug, dose=quantity(Quantity(one.mg, "mg")),
                     days=sheet.from_to(one.first, one.last))
        for one in found.crisis
    )  # fmt: skip
    yield sheet.say("stress.until"), sheet.markup(
        "stress.until_text", first=rules.months_least, last=rules.months_most, least=sheet.day(found.least_until),
        most=sheet.day(found.until),
    )  # fmt: skip
    yield sheet.say("stress.policy"), sheet.markup("stress.policy_text", sources=sheet.tell.cites(found.cites))
