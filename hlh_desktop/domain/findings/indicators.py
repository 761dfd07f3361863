"""The seven prognostic indicators (S35-S42): present, absent or unknown by the newest result; never a score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Protocol

from hlh_desktop.domain.findings.baseline import had_risen, risen_from
from hlh_desktop.domain.findings.fired import Finds, Fired, measured
from hlh_desktop.domain.laboratory import Limit, Result, counting, proves
from hlh_desktop.domain.logic import Truth, any_of
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.patient import Age
    from hlh_desktop.domain.rules import AgeBand, Alert
    from hlh_desktop.domain.situation import Situation

# Medicines that move a result by themselves, by the list and the sentence of the entry.
FLAGS = {"aptt_above_44_35": ("heparin",)}
# Results that count against the child's own as well, by the number and the sentence of the entry.
TIMES, RISEN = "baseline_times", "risen"
RISES = {"creatinine_high": (RISEN,)}


class Watched(Protocol):
    """A child with results: on day one, or at any moment since."""

    @property
    def knowledge(self) -> Knowledge: ...
    @property
    def age(self) -> Age: ...
    @property
    def sex(self) -> str | None: ...
    @property
    def results(self) -> tuple[Result, ...]: ...
    def latest(self, analyte: str) -> Result | None: ...


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator at this age: its truth, the results looked at and the limits they were held against.

    `risen_from`: the child's own earlier result over which the newest one rose, whatever the limit of the age.
    """

    code: str
    applies: bool
    truth: Truth
    limits: tuple[Limit, ...]
    results: tuple[Result, ...]
    standing: bool
    level: Level | None = None
    risen_from: Result | None = None


def indicators(bedside: Watched) -> dict[str, Indicator]:
    """Every indicator of the alerts by its code."""
    alerts = bedside.knowledge.alerts
    return {code: _indicator(code, alert, bedside) for code, alert in alerts.items() if alert.indicator}


def _indicator(code: str, alert: Alert, bedside: Watched) -> Indicator:
    bands = _bands(alert, bedside)
    limits = _limits(alert, bands)
    found = tuple(result for limit in limits if (result := bedside.latest(limit.analyte)) is not None)
    if not _applies(alert, bedside) or not limits:
        return Indicator(code, False, None, limits, (), False)
    truth = _agreed(limits, bedside) if bands else any_of(newest_beyond(limit, bedside) for limit in limits)
    standing = any(_earlier(limit, bedside) or _had_risen(alert, limit, bedside) for limit in limits)
    own = _risen_from(alert, limits, bedside)
    level = None if own else next((band.level for band in bands if band.level), None)
    return Indicator(code, True, True if own else truth, limits, tuple(dict.fromkeys(found)), standing, level, own)


def _applies(alert: Alert, bedside: Watched) -> bool:
    """Whether the indicator means anything at this age."""
    from_months, over_days = alert.numbers.get("from_months"), alert.numbers.get("over_days")
    return (from_months is None or bedside.age.months >= from_months) and (
        over_days is None or bedside.age.days > over_days
    )


def _bands(alert: Alert, bedside: Watched) -> tuple[AgeBand, ...]:
    """The age bands that hold for the child; one for each sex while the sex is unknown."""
    sexes = [bedside.sex] if bedside.sex else ["female", "male"]
    found = []
    for sex in sexes:
        found += [band for band in alert.bands if _in_band(band, bedside) and band.sex in (None, sex)][:1]
    return tuple({id(band): band for band in found}.values())


def _in_band(band: AgeBand, bedside: Watched) -> bool:
    return (band.below_months is None or bedside.age.months < band.below_months) and (
        band.up_to_days is None or bedside.age.days <= band.up_to_days
    )


def _limits(alert: Alert, bands: tuple[AgeBand, ...]) -> tuple[Limit, ...]:
    """The limits to hold results against: the bands' values times the alert's multiple, or the alert's own."""
    if alert.limit is None:
        return tuple(alert.limits.values())
    times = alert.numbers.get("times", Decimal(1))
    if alert.bands:
        return tuple(
            alert.limit.model_copy(update={"values": {unit: value * times for unit, value in band.value.items()}})
            for band in bands
        )
    return (alert.limit,)


def newest_beyond(limit: Limit, bedside: Watched) -> Truth:
    """Whether the newest result of the limit's analyte lies beyond it."""
    result = bedside.latest(limit.analyte)
    return None if result is None else proves(result, limit)


def _agreed(limits: tuple[Limit, ...], bedside: Watched) -> Truth:
    """The truth that holds whichever band is the child's; unknown where they differ."""
    truths = {newest_beyond(limit, bedside) for limit in limits}
    return truths.pop() if len(truths) == 1 else None


def _earlier(limit: Limit, bedside: Watched) -> bool:
    """Whether a result before the newest one was beyond the limit already."""
    return any(proves(result, limit) for result in counting(bedside.results, limit.analyte)[:-1])


def _risen_from(alert: Alert, limits: tuple[Limit, ...], bedside: Watched) -> Result | None:
    """The child's own baseline, where the newest result is so many times it."""
    times = alert.numbers.get(TIMES)
    return None if times is None else risen_from(limits[0], bedside, times)


def _had_risen(alert: Alert, limit: Limit, bedside: Watched) -> bool:
    """Whether a result before the newest one had risen over the child's own baseline already."""
    times = alert.numbers.get(TIMES)
    return times is not None and had_risen(limit, bedside, times)


def present(code: str, situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An indicator's own finding: it fires where the indicator is present, with every result that makes it so."""
    found = _indicator(code, alert, situation)
    if found.risen_from is not None:
        yield Fired(_risen(situation, alert, found, found.risen_from), RISEN, found.level)
    elif found.truth:
        beyond = [
            _told(situation.knowledge, limit, result)
            for limit in found.limits
            for result in found.results
            if result.analyte == limit.analyte and proves(result, limit)
        ]
        say = situation.knowledge.wording.say
        values = {**beyond[0], "beyond": listed(say("reading.limit", **one) for one in beyond)}
        flag = next(_flags(alert, situation), None)
        yield Fired({**values, **(flag.values if flag else {})}, flag.text if flag else None, found.level)


def _risen(situation: Situation, alert: Alert, found: Indicator, own: Result) -> dict[str, str]:
    """The values of a result that rose over the child's own, with the limit of the age beside it."""
    earlier = {f"own_{key}": value for key, value in measured(own).items()}
    told = _told(situation.knowledge, found.limits[0], found.results[0])
    return {**told, **earlier, "times": plain(alert.numbers[TIMES])}


def _told(knowledge: Knowledge, limit: Limit, result: Result) -> dict[str, str]:
    """The values of a result with its limit for a sentence."""
    unit, value = _written(limit, result)
    name = knowledge.catalogue[result.analyte].name
    return {"name": name, **measured(result), "limit": value, "limit_unit": unit}


def _written(limit: Limit, result: Result) -> tuple[str, str]:
    """The limit in the unit that it was tested in."""
    unit = result.unit if result.unit in limit.values else next(iter(limit.values))
    return unit, format(limit.values[unit].normalize(), "f")


def _flags(alert: Alert, situation: Situation) -> Iterator[Fired]:
    """A current medicine that moves the result by itself: the finding says so with a sentence of its own."""
    for flag, names in alert.lists.items():
        found = [text for text in situation.case.other_medicines or () if any(stands_in(name, text) for name in names)]
        if found:
            yield Fired({"medicines": listed(found)}, text=flag)


def finds(code: str) -> Finds[Rule]:
    """An indicator's rule, and what it reads of its entry beside limits and numbers."""
    flags = FLAGS.get(code, ())
    return Finds(partial(present, code), texts=(*flags, *RISES.get(code, ())), lists=flags)
