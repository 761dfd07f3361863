"""Who the child is, in words: name, age, weight, height, body surface area and allergies as every page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.report.marks import black, bold
from hlh_desktop.report.writing import area, escape, listed, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.measures import Measured
    from hlh_desktop.domain.patient import Age
    from hlh_desktop.report.sheet import Sheet

# Longer than this, a name or the allergies stand in full on the first page and a head refers to it.
MOST_NAME, MOST_ALLERGIES = 160, 300


def full_name(sheet: Sheet) -> str:
    """The child's name as it heads every page: FAMILY, Given."""
    patient = sheet.plan.case.patient
    family = patient.family_name.upper() if patient.family_name else ""
    return listed((family, patient.given_name or "")) or sheet.say("name_unknown")


def shown_name(sheet: Sheet) -> str:
    """The name, or as much of it as a head holds and where the whole stands."""
    name = full_name(sheet)
    return name if len(name) <= MOST_NAME else sheet.say("name_long", start=name[:MOST_NAME])


def age_text(sheet: Sheet, age: Age) -> str:
    """An age in years and months, in months under one year, in days under one month."""
    return sheet.tell.age(age)


def weight(sheet: Sheet) -> str:
    """The weight in use."""
    return _measured(sheet.plan.weight, "kg")


def height(sheet: Sheet) -> str:
    """The height in use."""
    return _measured(sheet.plan.height, "cm")


def _measured(one: Measured, unit: str) -> str:
    return quantity(Quantity(one.value, unit))


def surface(sheet: Sheet) -> str:
    """The body surface area that doses use."""
    return area(sheet.plan.bsa.used)


def allergies(sheet: Sheet) -> str:
    """The allergies as markup: as many as a head holds, or none known, or that nobody has asked."""
    known = sheet.plan.case.patient.allergies
    if known is None:
        return black(sheet.markup("allergies_not_asked"))
    return bold(escape(_shown(sheet, known)) if known else sheet.markup("allergies_none"))


def _shown(sheet: Sheet, known: Sequence[str]) -> str:
    """All allergies; where a head can't hold them, the first ones, how many more there are and where all stand."""
    kept = list(known)
    while len(listed(kept)) > MOST_ALLERGIES:
        kept.pop()
    more = len(known) - len(kept)
    return listed((*kept, sheet.say("allergies_more", count=more) if more else ""))


def overlong(sheet: Sheet) -> bool:
    """Whether a head refers to the first page for a name or for allergies."""
    known = sheet.plan.case.patient.allergies or ()
    return len(full_name(sheet)) > MOST_NAME or len(listed(known)) > MOST_ALLERGIES
