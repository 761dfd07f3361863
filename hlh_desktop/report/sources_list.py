"""Every source that something in the plan rests on, with how much of it was read and its evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.orders import Order
from hlh_desktop.report import look
from hlh_desktop.report.pieces import Section, room_or_new_page
from hlh_desktop.report.tables import cell, heavy, table, tight
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.sources import Cites
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

PARTS = re.compile(r"(\D+)(\d*)")


def sources(sheet: Sheet, room: float) -> Story:
    """The list of sources in order of their ids."""
    names = sorted({cite.source for cites in _cites(sheet) for cite in cites}, key=_order)
    rows = [_row(sheet, name) for name in names]
    if not rows:
        return []
    heads = [sheet.say(f"sources.{name}") for name in ("id", "title_column", "read", "evidence")]
    widths = [room * share for share in (0.07, 0.56, 0.22, 0.15)]
    made = table(heads, rows, widths, [*heavy(0), *tight()])
    return [room_or_new_page(), Section(sheet.say("sources.title"), sheet.say("sources.note")), made]


def _order(name: str) -> tuple[str, int]:
    found = PARTS.match(name)
    return (name, 0) if found is None else (found[1], int(found[2] or 0))


def _row(sheet: Sheet, name: str) -> list[object]:
    source = sheet.knowledge.sources[name]
    return [
        name, cell(escape(source.title), look.TINY_TEXT), cell(escape(source.read), look.TINY_TEXT),
        cell(escape(sheet.say(f"evidence.{source.evidence}")), look.TINY_TEXT),
    ]  # fmt: skip


def _cites(sheet: Sheet) -> Iterator[Cites]:
    """The sources of doses, drugs, options, findings, tasks and criteria."""
    plan, rules = sheet.plan, sheet.knowledge.criteria
    for order in plan.orders:
        yield sheet.drug(order.drug).cites
        for one in order.administrations[:1] if not isinstance(order, Order) else ():
            yield one.dose.cites
    yield from (dose.rule.cites for dose in plan.doses if isinstance(dose, Dose))
    yield from (option.cites for option in plan.options)
    yield from (finding.cites for finding in plan.findings)
    yield from (task.cites for task in plan.tasks)
    yield from (
        rules.hlh_2004.cites,
        rules.hlh_2024.cites,
        rules.limits.cites,
        rules.hscore.cites,
        rules.mas_2016.cites,
    )
