"""Findings about biologics and salvage: what must stand beside them, limits of a week, labels, adult regimens."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import given_elsewhere, steroid_days, titles
from hlh_desktop.domain.lines import asked_lines
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.orders import AnyOrder
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

ANTIFUNGAL, WEEKLY_LIMIT, DECIDED_BY = "antifungal", "weekly_limit", "decided_by"
EMAPALUMAB, DEXAMETHASONE, STILL = "emapalumab", "dexamethasone", "still"
TUBERCULOSIS, TEST, UNKNOWN = "tuberculosis", "tuberculosis_test_positive", "unknown"


# --- cover by another medicine


def antifungal_missing(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A cytotoxic, alemtuzumab or a long steroid without an antifungal; lists and days are those of the gate."""
    gate = situation.knowledge.asking.gates[ANTIFUNGAL]
    needed = titles(situation, gate.lists["lines"])
    if len(steroid_days(situation)) > gate.numbers["steroid_days"]:
        needed += titles(situation, gate.lists["steroids"])
    if needed and not _covered(situation, gate.lists["ordered"], gate.lists["medicines"]):
        yield Fired({"drugs": listed(needed)})


def antiviral_missing(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Alemtuzumab or emapalumab without a drug against herpes viruses."""
    needed = titles(situation, alert.lines)
    if needed and not _covered(situation, alert.lists["ordered"], alert.lists["medicines"]):
        yield Fired({"drugs": listed(needed)})


def _covered(situation: Situation, lines: Iterable[str], names: Iterable[str]) -> bool:
    """Whether one of the lines is ordered or declined with a reason, or a name stands among the current medicines."""
    return (
        situation.has(*lines)
        or any(situation.declined(line) for line in lines)
        or any(stands_in(name, text) for name in names for text in situation.case.other_medicines or ())
    )


# --- the limit of a week


def weekly_limit(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """More in so many days than the label's limit, while nobody is named who decided on it: no signature goes under it.

    The doses stand as they were calculated: what is wrong is the course, and a person changes it or answers for it.
    """
    days, limit = int(alert.numbers["days"]), alert.numbers["mg"]
    yield from (Fired(found) for asked, found in _heavy(situation, alert, days, limit) if not _decided(asked))


def weekly_limit_passed(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The same by the decision of a person who is named."""
    entry = situation.knowledge.alerts[WEEKLY_LIMIT]
    days, limit = int(entry.numbers["days"]), entry.numbers["mg"]
    for asked, found in _heavy(situation, entry, days, limit):
        if _decided(asked):
            yield Fired({**found, "by": str(asked.chosen.values[DECIDED_BY])})


def _decided(asked: Asked) -> bool:
    return DECIDED_BY in asked.chosen.typed


def _heavy(situation: Situation, entry: Alert, days: int, limit: Decimal) -> Iterator[tuple[Asked, dict[str, str]]]:
    """Each of the lines with a dose in so many days in which more than the limit in mg is given."""
    for asked in asked_lines(situation.regimen, situation.knowledge):
        found = _heaviest(situation, asked, days, limit) if asked.name in entry.lines else None
        if found is not None:
            yield asked, found


def _heaviest(situation: Situation, asked: Asked, days: int, limit: Decimal) -> dict[str, str] | None:
    """The so many days with a dose of the line in which most is given, as values; None within the limit in mg.

    Other lines of the drug count, changes of doses too, and what was given elsewhere.
    """
    own = _doses(situation, lambda order: (order.line, order.part) == (asked.name, asked.request.part))
    drug = asked.rule.drug if isinstance(asked.rule, Line) else ""
    others = [(row.on, row.mg) for row in given_elsewhere(situation, drug)]
    every = [*_doses(situation, lambda order: order.drug == drug), *others]
    before = timedelta(days=days - 1)
    windows = [[one for one in every if end - before <= one[0] <= end] for end, _ in every]
    touched = [window for window in windows if any(one in window for one in own)]
    most = max(touched, key=_sum, default=[])
    if _sum(most) <= limit:
        return None
    first, last = min(on for on, _ in most), max(on for on, _ in most)
    dates = {"first": first.isoformat(), "last": last.isoformat(), "days": str(days)}
    return {**dates, "mg": plain(_sum(most)), "limit": plain(limit)}


def _sum(doses: Iterable[tuple[date, Decimal]]) -> Fraction:
    return sum((Fraction(mg) for _, mg in doses), Fraction(0))


def _doses(situation: Situation, wanted: Callable[[AnyOrder], bool]) -> list[tuple[date, Decimal]]:
    """Day and mg of each dose of some orders."""
    orders = (order for order in situation.orders if wanted(order))
    return [(one.at.date(), one.dose.amount.amount) for order in orders for one in order.administrations]


# --- emapalumab


def emapalumab_without_steroid(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Less dexamethasone than the label asks for on the day of the first dose; in Still disease no steroid at all.

    Critical with tuberculosis, and while its test is not known to be negative.
    """
    for asked, on in _emapalumab(situation):
        still = asked.chosen.values["label"] == STILL
        found, least = _dexamethasone_on(situation, on), alert.numbers["mg_per_m2"]
        if on not in steroid_days(situation) if still else found < least:
            values = {"dose": plain(found, 2), "least": plain(least), "day": on.isoformat()}
            level: Level = "warning" if _free_of_tuberculosis(situation) else "critical"
            yield Fired(values, text=STILL if still else None, level=level)


def emapalumab_tuberculosis(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Emapalumab in a child with tuberculosis or a positive test, or while nobody knows the test."""
    if any(_emapalumab(situation)) and not _free_of_tuberculosis(situation):
        unknown = situation.case.safety.get(TEST) is None and situation.etiology.pathogen != TUBERCULOSIS
        yield Fired(text=UNKNOWN if unknown else None)


def _emapalumab(situation: Situation) -> Iterator[tuple[Asked, date]]:
    """The lines of emapalumab that are ordered, each with the day of its first dose."""
    for asked in asked_lines(situation.regimen, situation.knowledge):
        mine = [order for order in situation.orders if (order.line, order.part) == (asked.name, asked.request.part)]
        if asked.name == EMAPALUMAB and mine:
            yield asked, min(one.at.date() for order in mine for one in order.administrations)


def _dexamethasone_on(situation: Situation, day: date) -> Fraction:
    """The dexamethasone of a day in mg/m2, before rounding."""
    return sum(
        (
            one.dose.exact / Fraction(situation.bodies.at(one.at).bsa_m2)
            for order in situation.orders
            if isinstance(order, Order) and order.drug == DEXAMETHASONE
            for one in order.administrations
            if one.at.date() == day
        ),
        Fraction(0),
    )


def _free_of_tuberculosis(situation: Situation) -> bool:
    """Whether the test is known to be negative, and tuberculosis is not the cause."""
    return situation.case.safety.get(TEST) is False and situation.etiology.pathogen != TUBERCULOSIS


# --- labels


def off_label(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Each ordered drug without a label for HLH, and emapalumab for a cause that the chosen label does not name."""
    yield from (Fired({"drug": drug}) for drug in titles(situation, alert.lines))
    outside = [asked for asked, _ in _emapalumab(situation) if not _within_label(situation, asked)]
    yield from (Fired(text=str(asked.chosen.values["label"])) for asked in outside)


def _within_label(situation: Situation, asked: Asked) -> bool:
    cause, signs = situation.etiology.kind, situation.signs
    if asked.chosen.values["label"] == STILL:
        return cause == "rheumatic" or signs.sjia is True
    return cause == "primary_suspected" or signs.hlh_gene_defect is True


def adult_regimen(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Lines of a regimen that is known from adults; one note for all of them."""
    drugs = titles(situation, alert.lines)
    if drugs:
        yield Fired({"drugs": listed(drugs)})


COVER = ("ordered", "medicines")
RULES: dict[str, Finds[Rule]] = {
    "antifungal_missing": Finds(antifungal_missing),
    "antiviral_missing": Finds(antiviral_missing, lists=COVER),
    "weekly_limit": Finds(weekly_limit, numbers=("mg", "days")),
    "weekly_limit_passed": Finds(weekly_limit_passed),
    "emapalumab_without_steroid": Finds(emapalumab_without_steroid, numbers=("mg_per_m2",), texts=(STILL,)),
    "emapalumab_tuberculosis": Finds(emapalumab_tuberculosis, texts=(UNKNOWN,)),
    "off_label": Finds(off_label, texts=("primary", STILL)),
    "adult_regimen": Finds(adult_regimen),
}
