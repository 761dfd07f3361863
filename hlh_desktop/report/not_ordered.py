"""What is not in the plan is said too: intrathecal, declined lines, lines without a dose, what was given elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.summary import intrathecal
from hlh_desktop.report.entries import labelled
from hlh_desktop.report.order_notes import changes
from hlh_desktop.report.pieces import Section, room_or_new_page, space
from hlh_desktop.report.what import before
from hlh_desktop.report.writing import escape, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.case import Regimen
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL = 118.0


def not_in_this_plan(sheet: Sheet) -> Story:
    """Label and sentence of each thing that a reader might look for in vain."""
    regimen = sheet.plan.case.regimen
    rows = (
        []
        if regimen is None
        else [*_declined(sheet, regimen), *_without_dose(sheet, regimen), *_unasked(sheet, regimen)]
    )
    everything = [*_intrathecal(sheet), *rows, *_elsewhere(sheet)]
    entries = [labelled(escape(label), sentence, LABEL) for label, sentence in everything]
    return [room_or_new_page(), space(4), Section(sheet.say("absent.title")), *entries, space(4)]


def _intrathecal(sheet: Sheet) -> Iterator[tuple[str, str]]:
    key = "absent.intrathecal_own_page" if intrathecal(sheet.plan) else "absent.intrathecal_none"
    yield sheet.say("intrathecal.label"), sheet.markup(key)


def _declined(sheet: Sheet, regimen: Regimen) -> Iterator[tuple[str, str]]:
    for one in regimen.declined:
        yield sheet.line(one.line), sheet.markup("absent.declined", reason=one.reason)


def _without_dose(sheet: Sheet, regimen: Regimen) -> Iterator[tuple[str, str]]:
    """Lines that were asked for and have no dose: refused, or none falls into the plan."""
    ordered = {(one.line, one.part): one for one in sheet.plan.ordered}
    for asked in regimen.lines:
        found = ordered.get((asked.line, asked.part))
        if found is None:
            yield sheet.line(asked.line), sheet.markup("absent.refused")
        elif not any(order.administrations for order in found.orders):
            said = [
                sheet.markup("absent.no_dose", weeks=regimen.last_week),
                *(text for _, text in changes(sheet, found)),
            ]
            yield sheet.line(asked.line), " ".join(said)


def _unasked(sheet: Sheet, regimen: Regimen) -> Iterator[tuple[str, str]]:
    """Lines of a named protocol that were neither asked for nor declined; intrathecal ones are said above."""
    protocol = sheet.knowledge.protocols[regimen.protocol]
    known = {*(one.line for one in regimen.lines), *(one.line for one in regimen.declined), "intrathecal"}
    for name, line in protocol.lines.items() if protocol.named else ():
        if name not in known:
            yield line.title, sheet.markup("absent.not_ordered", protocol=protocol.title)


def _elsewhere(sheet: Sheet) -> Iterator[tuple[str, str]]:
    case = sheet.plan.case
    yield sheet.say("absent.etoposide_before"), escape(before(sheet))
    others = case.other_medicines
    if others is None:
        yield sheet.say("absent.others"), sheet.markup("absent.others_not_asked")
    else:
        yield sheet.say("absent.others"), escape(listed(others)) if others else sheet.markup("absent.others_none")
