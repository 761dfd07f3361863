"""The criteria of HLH-2004 in a few lines: what is met by which result of which day, what is not, what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph

from hlh_desktop.report import look, standing
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Section, space
from hlh_desktop.report.writing import escape, listed, number, with_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.criteria.hlh import Assessment, Item
    from hlh_desktop.domain.laboratory import Result
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

GROUPS: tuple[tuple[Truth, str], ...] = ((True, "met"), (False, "not_met"), (None, "not_assessed"))


def criteria(sheet: Sheet, say: Callable[..., str]) -> Story:
    """The criteria that the plan was made by; they describe that day, and treatment has changed the child since."""
    found, signed = sheet.plan.criteria.hlh_2004, standing.signature(sheet)
    at = sheet.printing.at if signed is None else signed.at
    title = say("criteria", version=1 if signed is None else signed.version, date=sheet.short(at.date()))
    groups = [(say(key), [item for item in found.items if item.truth is truth]) for truth, key in GROUPS]
    told = [
        Paragraph(" ".join((bold(escape(word)), listed(_item(sheet, item, say) for item in items))), look.TINY_TEXT)
        for word, items in groups
        if items
    ]
    return [Section(title), Paragraph(_counted(sheet, found), look.SMALL_TEXT), space(1.5), *told]


def _counted(sheet: Sheet, found: Assessment) -> str:
    return sheet.markup(
        "why.counted", title=found.title, met=found.met, all=len(found.items), need=found.need, unknown=found.unknown,
        state=sheet.say(f"state.{found.state}"),
    )  # fmt: skip


def _item(sheet: Sheet, item: Item, say: Callable[..., str]) -> str:
    """An item with the results that decided it and their days."""
    name = escape(sheet.say(f"item.{item.name}"))
    values = [_value(sheet, one, say) for one in item.results if item.truth is not None]
    return name if not values else f"{name}\N{NO-BREAK SPACE}({escape(listed(values))})"


def _value(sheet: Sheet, result: Result, say: Callable[..., Any]) -> str:
    key = f"analyte.{result.analyte}"
    name = sheet.say(key) if sheet.knowledge.wording.has(f"paper.{key}") else ""
    shown = with_unit((result.comparator or "") + number(result.value), result.unit)
    return str(say("value_on", name=name, value=shown, date=sheet.short(result.on))).strip()
