"""The inputs of every calculation: weight, height, creatinine with their dates, both body surfaces, kidney function.

Of a plan that was revised also the measures before, and until when they count.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hlh_desktop.domain.proof_spans import spans_of_plan
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.renal import replaced
from hlh_desktop.report import identity
from hlh_desktop.report.pieces import Section
from hlh_desktop.report.sheet import clock
from hlh_desktop.report.tables import cell, heavy, table
from hlh_desktop.report.why import reported
from hlh_desktop.report.writing import area, escape, listed, number, quantity, with_unit

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.measures import Measured, Span
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

DIGITS = 6
Row = tuple[str, str, str, str]


def inputs(sheet: Sheet, room: float) -> Story:
    """The table of inputs."""
    rows = [_weight(sheet), _height(sheet), *_kidney(sheet), *_surfaces(sheet), *_earlier(sheet)]
    made = [
        [sheet.say(f"inputs.{name}"), value, cell(escape(when)), cell(escape(note))] for name, value, when, note in rows
    ]
    heads = [sheet.say(f"inputs.{name}") for name in ("input", "value", "when", "note")]
    widths = [room * share for share in (0.17, 0.25, 0.29, 0.29)]
    return [Section(sheet.say("inputs.title")), table(heads, made, widths, [*heavy(0), *heavy(1)])]


def _weight(sheet: Sheet) -> Row:
    row = sheet.plan.weight.row
    source = "" if row.weight_source is None else sheet.say(f"weight_source.{row.weight_source}")
    return (
        "weight",
        identity.weight(sheet),
        _when(sheet, sheet.plan.weight),
        listed((source, _by(sheet, sheet.plan.weight))),
    )


def _height(sheet: Sheet) -> Row:
    lying = sheet.plan.height.row.lying
    how = "" if lying is None else sheet.say("inputs.lying" if lying else "inputs.standing")
    return (
        "height",
        identity.height(sheet),
        _when(sheet, sheet.plan.height),
        listed((how, _by(sheet, sheet.plan.height))),
    )


def _when(sheet: Sheet, measured: Measured) -> str:
    return sheet.say("inputs.measured", date=sheet.weekday(measured.row.on))


def _by(sheet: Sheet, measured: Measured) -> str:
    return sheet.say("inputs.by_unknown") if measured.row.by is None else sheet.say("inputs.by", by=measured.row.by)


def _kidney(sheet: Sheet) -> list[Row]:
    """Creatinine and the estimate made of it; unknown kidney function is said."""
    found = sheet.plan.egfr
    if found is None:
        return [("egfr", sheet.say("inputs.unknown"), "", sheet.say("inputs.egfr_unknown"))]
    result = found.creatinine
    when = " ".join((sheet.weekday(result.at.date()), clock(result.at)))
    creatinine = with_unit(reported(result), result.unit)
    values = {"factor": number(found.factor), "height": number(found.height_cm), "creatinine": number(found.in_unit)}
    unit = sheet.say("inputs.egfr_unit")
    return [
        ("creatinine", creatinine, when, ""),
        (
            "egfr",
            with_unit(number(found.shown), unit),
            sheet.say("inputs.schwartz", **values),
            sheet.say(f"band.{'replacement' if replaced(sheet.plan.case.safety) else found.band}"),
        ),
    ]


def _surfaces(sheet: Sheet) -> list[Row]:
    bsa = sheet.plan.bsa
    values = {"height": number(sheet.plan.height.value), "weight": number(sheet.plan.weight.value)}
    mosteller = sheet.say("inputs.mosteller", exact=_digits(bsa.mosteller), **values)
    haycock = area(bsa.haycock_rounded)
    return [
        ("bsa", identity.surface(sheet), mosteller, _used(sheet)),
        ("haycock", haycock, sheet.say("inputs.haycock_exact", exact=_digits(bsa.haycock)), sheet.say("inputs.beside")),
    ]


def _used(sheet: Sheet) -> str:
    """For which doses the newest surface counts."""
    since = spans_of_plan(sheet.plan)[-1].since
    return sheet.say("inputs.used") if since is None else sheet.say("revised.used", moment=sheet.moment(since))


def _earlier(sheet: Sheet) -> list[Row]:
    """The measures before each revision, the latest first: doses of that time rest on them and stay."""
    return [_before(sheet, old, new) for old, new in reversed(list(pairwise(spans_of_plan(sheet.plan))))]


def _before(sheet: Sheet, old: Span, new: Span) -> Row:
    weight, height = (quantity(Quantity(one.value, unit)) for one, unit in ((old.weight, "kg"), (old.height, "cm")))
    days = {"weighed": sheet.day(old.weight.row.on), "measured": sheet.day(old.height.row.on)}
    until = "" if new.since is None else sheet.say("revised.until", moment=sheet.moment(new.since))
    return (
        "earlier",
        sheet.say("revised.measures", weight=weight, height=height, surface=area(old.bsa.used)),
        sheet.say("revised.measured", **days),
        until,
    )


def _digits(exact: Decimal) -> str:
    """The first digits of a root or power that never ends."""
    return number(exact, DIGITS)
