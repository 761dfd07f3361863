"""The rule of each stop: what a result has against it by itself, against the value before, and in its sample.

A rule answers what it has to say or None; unknown stays unknown, so that no rule speaks of what it can't compare.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import plain, shown
from hlh_desktop.domain.results.stops import offers
from hlh_desktop.domain.results.stops.seen import Said

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.series import SeriesPoint
    from hlh_desktop.domain.results.stops.seen import SampleSeen, Seen
    from hlh_desktop.domain.results.stops.values import StopRule

NOT_CONVERTED = ("refused", "ask")
ASK = "ask"
NO_UNIT = "none"
CONVERTED = "converted"
DOWN = "down"
# The analytes whose counters print 0 for less than they can count.
COUNTED = "plt"
# Weight and height are written in these units only: doses are scaled by them.
MEASURED = {"weight": "kg", "height": "cm"}
# Of each pair the first is never above the second, of the same sample.
PAIRS = (("bili_c", "bili_t"), ("anc", "wbc"), ("dbp", "sbp"))
# Of one tube and by one machine: a wrong unit of its report shows in both.
TOGETHER = ("hb", "plt")


# --- analyte and unit


def analyte_unknown(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """An analyte that neither the catalogue nor the ward's own list has."""
    return Said({"name": one.reported.analyte}) if one.analyte is None else None


def unit_unlisted(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """A number with a unit that is none of its analyte's, or with none; a known misprint says what it stands for."""
    if one.analyte is None or one.unit is not None or not one.reported.valued:
        return None
    typed = one.reported.unit
    reason = one.analyte.unit_reasons.get(typed, "") if typed else NO_UNIT
    meant = (offers.shown_unit(one.analyte),) if typed in one.analyte.unit_reasons else _alike(one.analyte, typed)
    values = {"unit": typed, "name": one.analyte.name}
    return Said(values, reason, _units(one.analyte), offers.named(one, meant))


def _alike(analyte: Analyte, typed: str) -> tuple[str, ...]:
    """Units that begin as what was typed does, whatever the case of its letters: "mg/dL" of urea means one of two."""
    begun = typed.strip().casefold()
    return tuple(unit for unit in analyte.units if begun and unit.casefold().startswith(begun))


def _units(analyte: Analyte) -> dict[str, tuple[str, ...]]:
    """The units to choose from as what is accepted."""
    return {"units": tuple(unit for unit, reading in analyte.units.items() if reading not in NOT_CONVERTED)}


def unit_refused(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """A number in a unit that can't be compared, or that stands for two assays."""
    if one.analyte is None or one.unit is None or not one.reported.valued:
        return None
    reading = one.analyte.units[one.unit]
    if reading not in NOT_CONVERTED:
        return None
    values = {"unit": one.unit, "name": one.analyte.name, "note": one.analyte.note}
    return Said(values, ASK if reading == ASK else "", _units(one.analyte))


def measured_plainly(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """A weight in anything but kg or a height in anything but cm, or one that is only known to be more or less."""
    unit = MEASURED.get(one.reported.analyte)
    plainly = one.reported.unit == unit and one.reported.valued and one.reported.comparator is None
    if unit is None or one.analyte is None or plainly:
        return None
    return Said({"name": one.analyte.name, "unit": unit})


# --- the number by itself


def outside_reject(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """What can't be, by the outer range of the catalogue."""
    bounds = None if one.analyte is None else one.analyte.reject
    return _outside(one, bounds)


def outside_warn(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """What is possible and rare, by the inner range of the catalogue."""
    bounds = None if one.analyte is None else one.analyte.warn
    return _outside(one, bounds)


def _outside(one: Seen, bounds: tuple[Decimal, Decimal] | None) -> Said | None:
    if one.analyte is None or one.value is None or bounds is None or bounds[0] <= one.value <= bounds[1]:
        return None
    own = offers.shown_unit(one.analyte)
    accepted = {"low": plain(bounds[0]) if bounds[0] else "", "high": plain(bounds[1]), "unit": own}
    values = {**_typed(one), "converted": shown(Fraction(one.value)), "of_unit": own}
    slips = offers.usual(one)
    return Said(values, "" if one.value == one.reported.value else CONVERTED, accepted, slips)


def _typed(one: Seen) -> dict[str, Any]:
    """The number as it was typed, with its unit."""
    value = one.reported.value
    number = "" if value is None else plain(value)
    sign = f"{one.reported.comparator} " if one.reported.comparator else ""
    return {"value": sign + number, "unit": one.reported.unit}


def unit_slip(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """A number that is usual in another unit: haemoglobin 8.8 g/L, fibrinogen 210 g/L."""
    value = one.reported.value
    for slip in rule.slips:
        named = slip.analyte == one.reported.analyte and slip.entered == one.unit
        if named and one.reported.valued and value is not None and slip.low <= value <= slip.high:
            return Said({**_typed(one), "meant": slip.meant}, offers=offers.named(one, (slip.meant,)))
    return None


def platelets_zero(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """No platelets at all is not plausible: the counter found fewer than it can print."""
    if one.reported.analyte != COUNTED or one.analyte is None or one.value != 0 or one.reported.comparator:
        return None
    return Said({"of_unit": offers.shown_unit(one.analyte)})


# --- against the value before


def ratio_ten(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """About ten times or a tenth of the value before, in the same series."""
    return _off_by(one, rule, rule.numbers["times"], {})


def unit_factor(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """About the factor that lies between two usual units of the analyte."""
    times = next((factor.times for factor in rule.factors if factor.analyte == one.reported.analyte), None)
    if times is None or one.analyte is None:
        return None
    return _off_by(one, rule, times, {"times": plain(times), "name": one.analyte.name})


def _off_by(one: Seen, rule: StopRule, times: Decimal, values: dict[str, Any]) -> Said | None:
    way = _way(one, rule, times)
    if way is None:
        return None
    return Said(values, way, offers=offers.near(one, rule.numbers["least"], rule.numbers["most"]))


def _way(one: Seen, rule: StopRule, times: Decimal) -> str | None:
    """Empty for about so many times the value before, "down" for about such a part of it, None for neither."""
    before = _recent(one, rule)
    if before is None or one.point is None or one.point.comparator:
        return None
    least, most = rule.numbers["least"] * before.value, rule.numbers["most"] * before.value
    if least * times <= one.point.value <= most * times:
        return ""
    return DOWN if least <= one.point.value * times <= most else None


def _recent(one: Seen, rule: StopRule) -> SeriesPoint | None:
    """The value before, if it is a plain number above 0 and not too old to compare."""
    before = one.before
    if before is None or one.point is None or before.comparator or not before.value:
        return None
    old = one.point.at - before.at > timedelta(hours=int(rule.numbers["hours"]))
    return None if old else before


def unit_header(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """Haemoglobin and platelets of one tube both away from before by the same factor, in the same direction."""
    if one.reported.analyte not in TOGETHER or one.analyte is None:
        return None
    for other in sample.results:
        if other.reported.analyte not in TOGETHER or other.reported.analyte == one.reported.analyte:
            continue
        for times in rule.times:
            way = _way(one, rule, times)
            if way is not None and way == _way(other, rule, times) and other.analyte is not None:
                values = {"name": one.analyte.name, "other": other.analyte.name, "times": plain(times)}
                return Said(values, others=(other.place,))
    return None


def jump(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """A rise that would be a slip elsewhere and happens in HLH."""
    before = _recent(one, rule)
    for factor in rule.factors:
        if factor.analyte == one.reported.analyte and before is not None and one.point is not None:
            rises = one.point.comparator in ("", ">", ">=")
            if rises and one.point.value > factor.times * before.value:
                return Said({"times": plain(factor.times)})
    return None


# --- within the sample


def conjugated_above_total(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """Conjugated bilirubin is a part of the total of the same sample."""
    return _beyond(one, sample, PAIRS[0])


def neutrophils_above_leucocytes(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """Neutrophils are a part of the leucocytes of the same sample."""
    return _beyond(one, sample, PAIRS[1])


def diastolic_not_below(one: Seen, sample: SampleSeen, rule: StopRule) -> Said | None:
    """Diastolic pressure lies below the systolic one of the same moment."""
    return _beyond(one, sample, PAIRS[2], equal=True)


def _beyond(one: Seen, sample: SampleSeen, pair: tuple[str, str], *, equal: bool = False) -> Said | None:
    """The first of a pair proven above the second, or as high as it; a comparator decides only what it proves."""
    if one.reported.analyte != pair[0]:
        return None
    for other in sample.of(pair[1]):
        if _proven_beyond(one, other, equal=equal):
            told = _typed(other)
            values = {**_typed(one), "other": f"{told['value']} {told['unit']}"}
            return Said(values, others=(other.place,))
    return None


def _proven_beyond(part: Seen, whole: Seen, *, equal: bool) -> bool:
    low, high = part.reported.comparator, whole.reported.comparator
    if part.value is None or whole.value is None or low in ("<", "<=") or high in (">", ">="):
        return False
    touches = equal or low == ">" or high == "<"
    return part.value > whole.value or (touches and part.value == whole.value)


# --- the moment of the sample


def time_ahead(sample: SampleSeen, rule: StopRule) -> Said | None:
    """A sample of the future; the clock of a laboratory may be a little ahead."""
    allowed = sample.now + timedelta(minutes=int(rule.numbers["minutes"]))
    return Said() if sample.sample.at > allowed else None


def before_birth(sample: SampleSeen, rule: StopRule) -> Said | None:
    """A sample of before the day of birth, in ward time."""
    born = sample.who.born
    day = sample.sample.at.astimezone(sample.now.tzinfo).date()
    return Said({"born": born.isoformat()}) if day < born else None
