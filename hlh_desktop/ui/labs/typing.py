"""A sample while it is typed: every field as it stands there, kept in memory for who types it, and no fact yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.results.flowsheet.typed import NOT_A_NUMBER, typed
from hlh_desktop.domain.results.stops.values import Confirmed
from hlh_desktop.domain.results.values import Reported, Sample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.results.values import Condition
    from hlh_desktop.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value of the sample: its text, unit and assay, the range on the report, what was typed again of it, and why."""

    text: str = ""
    unit: str = ""
    method: str = ""
    low: str = ""
    high: str = ""
    again: str = ""
    reason: str = ""

    def changed(self, **parts: str) -> TypedValue:
        """The same with other parts. Another number is a new one: what was said of the old is gone."""
        after = replace(self, **parts)
        if (after.text, after.unit) != (self.text, self.unit):
            after = replace(after, again="", reason="")
        return after


NOTHING = TypedValue()


@dataclass(frozen=True, slots=True)
class TypedSample:
    """`id` is the one by which it is saved, so that pressing twice saves once; `at` the moment as it was typed."""

    at: str
    laboratory: str = ""
    specimen: str = ""
    fasting: bool | None = None
    conditions: tuple[Condition, ...] = ()
    values: Mapping[str, TypedValue] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)

    def value(self, analyte: str) -> TypedValue:
        """What is typed of an analyte."""
        return self.values.get(analyte, NOTHING)

    def with_value(self, analyte: str, **parts: str) -> TypedSample:
        """The same with other parts of a value."""
        return replace(self, values={**self.values, analyte: self.value(analyte).changed(**parts)})

    @property
    def filled(self) -> tuple[str, ...]:
        """The analytes of which something is typed, in the order in which they were begun."""
        return tuple(name for name, value in self.values.items() if value.text.strip())

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each cell."""
        return {name: self.values[name].text for name in self.filled}


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed as a sample: the analyte of each of its places, what was confirmed, and what is not legible.

    `wrong` is by analyte the code of a sentence of `domain.results.typed`.
    """

    sample: Sample
    analytes: tuple[str, ...]
    confirmed: Confirmed
    wrong: Mapping[str, str]


def read(one: TypedSample, at: datetime, wording: Wording) -> Read:
    """A sample of what was typed, taken at `at`; what can't be read is told and not in it."""
    results: list[Reported] = []
    wrong: dict[str, str] = {}
    for analyte in one.filled:
        found, why = read_value(analyte, one.value(analyte), wording)
        if why:
            wrong[analyte] = why
        elif found is not None:
            results.append(found)
    analytes = tuple(result.analyte for result in results)
    sample = Sample(at, tuple(results), one.laboratory, one.specimen, one.fasting, one.conditions)
    return Read(sample, analytes, confirmed_of([one.value(name) for name in analytes]), wrong)


def read_value(analyte: str, value: TypedValue, wording: Wording) -> tuple[Reported | None, str]:
    """One value as a result with the range printed beside it, or the code of why it can't be read."""
    found = typed(value.text, analyte, value.unit, wording)
    if found.reported is None:
        return None, found.wrong
    low, high = (parse_decimal(words.strip()) for words in (value.low, value.high))
    if (value.low.strip() and low is None) or (value.high.strip() and high is None):
        return None, NOT_A_NUMBER
    return replace(found.reported, method=value.method.strip(), low=low, high=high), ""


def corrected(old: Reported, new: Reported) -> Reported:
    """A result with another value: what the laboratory calls it stays, and so does its assay.

    A range was printed in the unit that stood there: in another unit it is not known.
    """
    same = old.unit == new.unit
    kept = replace(
        old, unit=new.unit, value=new.value, comparator=new.comparator, text=new.text, status=new.status, reason=""
    )  # fmt: skip
    return kept if same else replace(kept, low=None, high=None, range_text="")


def confirmed_of(values: list[TypedValue]) -> Confirmed:
    """What was typed again and why it is right, by the places of the values."""
    again = {place: value.again for place, value in enumerate(values) if value.again}
    reasons = {place: value.reason for place, value in enumerate(values) if value.reason}
    return Confirmed(again, reasons)
