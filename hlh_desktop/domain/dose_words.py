"""Doses in words for screen and paper: how often, at which times, on which days, and the sum they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import grouped, shown
from hlh_desktop.domain.schedule import date_of
from hlh_desktop.domain.summary import again, each_week, exact_total, spans
from hlh_desktop.domain.working import basis_text
from hlh_desktop.domain.writing import PRODUCT, listed, number, unbroken, with_unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.domain.telling import Telling

MOST_WORDS = 4


def drug_name(knowledge: Knowledge, drug: str) -> str:
    """A drug as it stands beside an amount: "etoposide", and of a compound which part the amount counts.

    "co-trimoxazole 44 mg" alone may be read as 44 mg of both parts together, a sixth of what is meant.
    """
    known = knowledge.formulary[drug]
    if not known.stated_as:
        return known.tall_man
    return knowledge.wording.say("page.dose.stated", drug=known.tall_man, stated=known.stated_as)


def often(tell: Telling, run: Run) -> str:
    """How often: "once daily", "twice daily on each day named", "once a week"."""
    count = len(run.times)
    if count == 1:
        return tell.say(f"rhythm.{run.rhythm}")
    times = tell.say(f"times.{count}") if count <= MOST_WORDS else tell.say("times.more", count=count)
    return tell.say(f"rhythm_more.{run.rhythm}", times=times)


def days(tell: Telling, numbers: Sequence[int]) -> str:
    """Course days: as the same days of every week where they are, else each span of days."""
    weekly = each_week(numbers)
    if weekly is not None:
        named = tell.joined([str(day) for day in weekly.days])
        return tell.say("days.each_week", days=named, first=weekly.first, last=weekly.last)
    repeated = again(numbers)
    if repeated is not None:
        first, last = _span(tell, *repeated.first), _span(tell, *repeated.last)
        return tell.say("days.again", first=first, every=repeated.every, last=last)
    return listed(_span(tell, first, last) for first, last in spans(numbers))


def _span(tell: Telling, first: int, last: int) -> str:
    if first == last:
        return str(first)
    return unbroken(tell.say("days.span" if last > first + 1 else "days.two", first=first, last=last))


def dates(tell: Telling, day_one: date, numbers: Sequence[int]) -> str:
    """First and last date of course days, with their years."""
    first, last = date_of(day_one, numbers[0]), date_of(day_one, numbers[-1])
    return tell.weekday(first) if first == last else tell.from_to(first, last)


def calculation(tell: Telling, dose: Dose) -> str:
    """The product with its numbers: amount, what it is multiplied with, factor, divisor, cap."""
    rule = dose.rule
    factors = [with_unit(number(rule.amount), tell.say(f"per.{rule.per}", unit=rule.unit))]
    if dose.basis is not None:
        factors.append(with_unit(basis_text(dose), rule.unit.partition("/")[2]))
    if rule.factor != 1:
        factors.append(tell.say("workings.factor", factor=number(rule.factor)))
    return " ".join((PRODUCT.join(factors), *_divided(tell, dose), *_capped(tell, dose)))


def _divided(tell: Telling, dose: Dose) -> list[str]:
    """Into how many doses of a day, or parts of a course, the product is divided."""
    total = exact_total(dose)
    if dose.part is not None and total is not None:
        whole = with_unit(grouped(shown(total)), dose.amount.unit)
        rounded = with_unit(number(dose.part.total), dose.amount.unit)
        return [tell.say("workings.parts", whole=whole, total=rounded, of=dose.part.of)]
    return [] if dose.rule.divisor == 1 else [tell.say("workings.divided", by=dose.rule.divisor)]


def _capped(tell: Telling, dose: Dose) -> list[str]:
    cap = dose.rule.cap
    return [] if cap is None else [tell.say("workings.cap", cap=with_unit(number(cap), dose.amount.unit))]
