"""The working of a dose in words: the sum with its numbers, the cap, the rounding and its percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.quantity import plain, shown

if TYPE_CHECKING:
    from fractions import Fraction

    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.wording import Wording

PERCENT = 100


def working(dose: Dose | IntrathecalDose, wording: Wording) -> str:
    """The working in one line, e.g. "150 mg/m2 x 0.59 m2 = 88.5 mg, rounded to 89 mg (0.6 %)"."""
    if not isinstance(dose, Dose):
        say = {"dose": plain(dose.amount.amount), "unit": dose.amount.unit, "band": dose.band}
        return wording.say("working.by_age", years=dose.age.years, months=dose.age.months_past_birthday, **say)
    text = _calculated(dose, wording)
    return wording.say("working.stated", working=text, stated=dose.stated_as) if dose.stated_as else text


def _calculated(dose: Dose, wording: Wording) -> str:
    """The sum of an ordinary dose, and what cap, rounding or splitting made of it."""
    values = {
        "sum": _sum(dose, wording),
        "exact": shown(dose.exact),
        "unit": dose.amount.unit,
        "dose": plain(dose.amount.amount),
    }
    if dose.part is not None:
        total = {"total": plain(dose.part.total), "exact_total": shown(dose.exact * dose.part.of)}
        return wording.say("working.part", number=dose.part.number, of=dose.part.of, **total, **values)
    if dose.capped:
        return wording.say("working.capped", cap=plain(dose.rule.cap or 0), **values)
    if not dose.rounding:
        calculated = dose.basis is not None or dose.rule.factor != 1
        return wording.say("working.exact" if calculated else "working.fixed", **values)
    return wording.say("working.rounded", percent=percent(dose.rounding), **values)


def percent(part: Fraction, places: int = 1) -> str:
    """A fraction in percent with at most one decimal (or as many as asked for), e.g. "-5.1"."""
    return plain(part * PERCENT, places)


def _sum(dose: Dose, wording: Wording) -> str:
    """The product as it would be typed into a calculator: amount x basis x factor / divisor."""
    rule = dose.rule
    per = wording.say(f"per.{rule.per}", unit=rule.unit)
    parts = [f"{plain(rule.amount)} {per}"]
    if dose.basis is not None:
        parts.append(f"{basis_text(dose)} {rule.unit.partition('/')[2]}")
    if rule.factor != 1:
        parts.append(plain(rule.factor))
    product = wording.say("working.times").join(parts)
    if rule.divisor == 1 or dose.part is not None:
        return product
    return wording.say("working.divided", product=product, by=rule.divisor)


def basis_text(dose: Dose) -> str:
    """The BSA with both its decimals, or the weight as measured."""
    if dose.basis is None:
        return ""
    return str(dose.basis) if dose.rule.unit == "mg/m2" else plain(dose.basis)
