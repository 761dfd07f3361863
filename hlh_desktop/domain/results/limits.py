"""What no sample and no result may be, asked once more as it is stored: the catalogue's units and ranges, and time.

A unit that the catalogue lists and does not convert is no refusal: the result is kept as reported and never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.results.values import WITHOUT_VALUE
from hlh_desktop.domain.telling import clock
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed, number, spelt, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime, timedelta
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.values import Reported, Sample

NUL = "\0"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for every sample of a child: when it was born, and until when a sample can have been taken."""

    born: date
    now: datetime
    leeway: timedelta


def refused(reported: Reported, catalogue: Mapping[str, Analyte]) -> tuple[str, dict[str, Any]] | None:
    """Why a result can't be, as the code and the values of a Trouble; None where it can."""
    analyte = catalogue.get(reported.analyte)
    if analyte is None:
        return "result_analyte", {"name": reported.analyte}
    name, value = analyte.name, reported.value
    if value is None and not reported.text.strip() and reported.status not in WITHOUT_VALUE:
        return "result_empty", {"name": name}
    unit = analyte.listed(reported.unit)
    if unit is None and (reported.unit or value is not None):
        return "result_unit", {"name": name, "unit": reported.unit, "units": listed(map(spelt, analyte.units))}
    if not (_finite(value) and _finite(reported.low) and _finite(reported.high)):
        return "result_number", {"name": name}
    return None if value is None or unit is None else _outside(reported, analyte, value, unit)


def _finite(number: Decimal | None) -> bool:
    return number is None or number.is_finite()


def _outside(reported: Reported, analyte: Analyte, value: Decimal, unit: str) -> tuple[str, dict[str, Any]] | None:
    converted, bounds = canonical(analyte, value, unit), analyte.reject
    if bounds is None or converted is None or bounds[0] <= converted <= bounds[1]:
        return None
    low, high = number(bounds[0]), with_unit(number(bounds[1]), analyte.unit)
    told = with_unit(f"{reported.comparator or ''}{number(value)}", reported.unit)
    return "result_impossible", {"name": analyte.name, "value": told, "low": low, "high": high}


def misplaced(sample: Sample, bounds: Bounds) -> str | None:
    """The code of a Trouble where a sample can't have been taken then; its moment must be in ward time."""
    if sample.at > bounds.now + bounds.leeway:
        return "result_future"
    return "result_before_birth" if sample.at.date() < bounds.born else None


def refuse(sample: Sample, catalogue: Mapping[str, Analyte], bounds: Bounds) -> None:
    """Trouble for a sample, or any of its results, that can't be; it names what is wrong."""
    code = misplaced(sample, bounds)
    if code is not None:
        raise Trouble(code, at=_moment(sample), born=bounds.born.isoformat())
    for reported in sample.results:
        found = refused(reported, catalogue)
        if found is not None:
            raise Trouble(found[0], **found[1])
    if not _can_be_kept("".join(_texts(sample))):
        raise Trouble("result_text", at=_moment(sample))


def _moment(sample: Sample) -> str:
    return " ".join((sample.at.date().isoformat(), clock(sample.at)))


def _texts(sample: Sample) -> Iterator[str]:
    yield from (sample.laboratory, sample.specimen, sample.file)
    for one in sample.results:
        yield one.text + one.method + one.range_text + one.code + one.key + one.reason


def _can_be_kept(text: str) -> bool:
    """Whether it is text at all: half of a character, or the end of a text within it, comes of a damaged file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return NUL not in text
