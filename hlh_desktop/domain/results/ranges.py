"""The reference range that a result is read against: the one on its report, else a default of age and sex."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hlh_desktop.domain.patient import Age, age_on
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from hlh_desktop.domain.results.flowsheet.values import Whose
    from hlh_desktop.domain.results.stops.values import Child
    from hlh_desktop.domain.results.values import Reported

Sex = Literal["female", "male"]
SEXES: tuple[Sex, ...] = ("female", "male")


class Ends(Datum):
    """The ends of a range in one unit: `low` and `high` belong to it, `below` is the first that is too high."""

    low: Decimal | None = None
    high: Decimal | None = None
    below: Decimal | None = None


class RangeBand(Datum):
    """The range of an age, by unit; without ends nothing is flagged at that age."""

    ends: dict[str, Ends] = Field(default_factory=dict)
    below_months: int | None = None
    up_to_days: int | None = None
    sex: Sex | None = None
    cites: Cites


class ReferenceRange(Datum):
    """The bands of one analyte, tried in order. `fasting`: they hold for fasting samples only."""

    bands: tuple[RangeBand, ...]
    fasting: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A range in one unit. `text` where the report gives words in place of numbers; then nothing is flagged by it.

    `of`: "laboratory" is the range on the report, "default" not your laboratory's.
    """

    unit: str
    of: Whose
    low: Decimal | None = None
    high: Decimal | None = None
    below: Decimal | None = None
    text: str = ""
    fasting: bool = False
    cites: Cites = ()

    @property
    def upper(self) -> Decimal | None:
        """The upper limit of normal, whichever way it is said."""
        return self.high if self.below is None else self.below


def range_for(
    reported: Reported, unit: str, who: Child, on: date, ranges: Mapping[str, ReferenceRange]
) -> Range | None:
    """The range of a result on a day in ward time; None where nothing is to be flagged. The report's own wins.

    `unit` is the catalogue's spelling of the result's unit, or the unit as reported where it lists none.
    """
    own = reported_range(reported, unit)
    return own or default_range(reported.analyte, unit, who, on, ranges)


def reported_range(reported: Reported, unit: str) -> Range | None:
    """The range that the reporting laboratory printed beside the result; None where it printed none."""
    if reported.low is None and reported.high is None and not reported.range_text:
        return None
    return Range(unit, "laboratory", reported.low, reported.high, text=reported.range_text)


def default_range(
    analyte: str, unit: str, who: Child, on: date, ranges: Mapping[str, ReferenceRange]
) -> Range | None:  # fmt: skip
    """The default of an analyte, in this unit where the table has it; while the sex is unknown, the wider of both."""
    rule = ranges.get(analyte)
    if rule is None or on < who.born:
        return None
    age = age_on(who.born, on)
    bands = [band for sex in ((who.sex,) if who.sex else SEXES) if (band := _band(rule.bands, age, sex)) is not None]
    found = {id(band): band for band in bands}.values()
    if not found or not all(band.ends for band in found):
        return None
    first = next(iter(found)).ends
    in_unit = unit if unit in first else next(iter(first))
    cites = tuple(dict.fromkeys(cite for band in found for cite in band.cites))
    return _widest(in_unit, [band.ends[in_unit] for band in found], fasting=rule.fasting, cites=cites)


def _band(bands: Iterable[RangeBand], age: Age, sex: Sex) -> RangeBand | None:
    return next((band for band in bands if band.sex in (None, sex) and _holds(band, age)), None)


def _holds(band: RangeBand, age: Age) -> bool:
    young = band.below_months is None or age.months < band.below_months
    return young and (band.up_to_days is None or age.days <= band.up_to_days)


def _widest(unit: str, ends: list[Ends], *, fasting: bool, cites: Cites) -> Range:
    """The range from the lowest end to the highest; open on a side where one of them is."""
    low = _outer((end.low for end in ends), min)
    high, below = _outer((end.high for end in ends), max), _outer((end.below for end in ends), max)
    return Range(unit, "default", low, high, below, fasting=fasting, cites=cites)


def _outer(ends: Iterable[Decimal | None], outermost: Callable[[list[Decimal]], Decimal]) -> Decimal | None:
    all_ends = list(ends)
    known = [end for end in all_ends if end is not None]
    return outermost(known) if len(known) == len(all_ends) else None
