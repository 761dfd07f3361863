"""Decision: every option with what became of it, and its reason. Nothing is chosen here: the regimen says what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from hlh_desktop.domain.summary import is_chosen
from hlh_desktop.report import look
from hlh_desktop.report.boxes import State
from hlh_desktop.report.entries import Entry, labelled
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Section
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.finding import Option
    from hlh_desktop.report.boxes import Weight
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

WEIGHTS: dict[str, Weight] = {"chosen": "black", "proposed": "thick", "offered": "thin", "advised_against": "thick"}
ORDER = ("chosen", "proposed", "offered", "advised_against")
GUTTER = State.ROOM + look.GAP


def decision(sheet: Sheet) -> Story:
    """The right column of the first page: what was chosen first, what is advised against last."""
    options = sorted(sheet.plan.options, key=lambda option: ORDER.index(became(option, sheet)))
    story: Story = [Section(sheet.say("decision.title")), *(_entry(option, sheet) for option in options)]
    if sheet.plan.case.regimen is None:
        story.append(labelled(sheet.markup("decision.none"), sheet.markup("decision.none_text"), GUTTER))
    return story


def became(option: Option, sheet: Sheet) -> str:
    """Chosen, or the stance of the program."""
    return "chosen" if is_chosen(option, sheet.plan) else option.stance


def _entry(option: Option, sheet: Sheet) -> Entry:
    state = became(option, sheet)
    stance = sheet.say(f"decision.was.{option.stance}") if state == "chosen" else ""
    title = bold(sheet.text(option.title))
    body = Paragraph(
        " ".join(part for part in (title, escape(stance), sheet.text(option.reason)) if part), look.SMALL_TEXT
    )
    return Entry(State(sheet.say(f"stance.{state}"), WEIGHTS[state]), body, GUTTER)


def disagreements(sheet: Sheet) -> Sequence[tuple[str, str]]:
    """Where sources disagree: the notes of the protocol, of the criteria and of each line that was asked for."""
    knowledge, regimen = sheet.knowledge, sheet.plan.case.regimen
    rules, language = knowledge.criteria, knowledge.wording.language
    titled = (rules.hlh_2004, rules.hlh_2024, rules.hscore, rules.mas_2016)
    notes = [(one.title, one.note[language]) for one in titled if language in one.note]
    if regimen is not None:
        notes.append((knowledge.protocols[regimen.protocol].title, knowledge.protocols[regimen.protocol].note))
        for name in dict.fromkeys(request.line for request in regimen.lines):
            line = knowledge.line(regimen.protocol, name)
            notes += [] if line is None else [(line.title, line.note)]
    return [(title, note) for title, note in notes if note]
