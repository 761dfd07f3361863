"""Analytes that a ward adds to the shipped catalogue: facts of the ward, never changed, dropped with a reason.

An own analyte stands beside the shipped ones and never in the place of one: its name may not be theirs, and its results
are never joined with theirs. What was dropped is offered no more, and its results stay readable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args
from uuid import uuid4

from hlh_desktop.domain.laboratory import Analyte, Line
from hlh_desktop.domain.sources import Cite
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.results import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

    Range = tuple[Decimal, Decimal]

OWN = "own:"
Axis = Literal["log", "linear", "log/linear", "linear/log", "none"]
# The ward itself has proposed it.
CITES = (Cite(source="APP", evidence="APP"),)
PARTS = re.compile(r"[()/,;]")
SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class OwnAnalyte:
    """What a ward says of an analyte of its own; the ranges in `unit`.

    `units` are further units with the factor to `unit`; `reference` is the range of the healthy, drawn as two lines.
    """

    name: str
    unit: str
    units: Mapping[str, Decimal] = field(default_factory=dict)
    places: int = 1
    axis: Axis = "linear"
    reject: Range | None = None
    warn: Range | None = None
    reference: Range | None = None
    note: str = ""


def catalogue(desk: OpenWard, *, dropped: bool = False) -> Mapping[str, Analyte]:
    """The shipped analytes and the ward's own by name; with `dropped` also those that are offered no more."""
    with desk.store.reading() as reading:
        return catalogue_in(desk, reading, dropped=dropped)


def catalogue_in(desk: OpenWard, reading: Reading, *, dropped: bool = False) -> Mapping[str, Analyte]:
    """The same of a state of the record that is being read already."""
    shipped, facts = desk.ward.knowledge.catalogue, reading.facts(None, kinds.OF_ANALYTES)
    if not facts:
        return shipped
    gone = set() if dropped else {fact.body["key"] for fact in facts if fact.kind == kinds.ANALYTE_DROPPED}
    own = {
        fact.body["key"]: _analyte(desk, fact)
        for fact in facts
        if fact.kind == kinds.ANALYTE and fact.body["key"] not in gone
    }
    return {**shipped, **own}


def _analyte(desk: OpenWard, fact: Fact) -> Analyte:
    body = fact.body
    return Analyte(
        name=body["name"], unit=body["unit"], units={body["unit"]: Decimal(1), **_decimals(body["units"])},
        places=body["places"], axis=body["axis"], cites=CITES, reject=_range(body["reject"]),
        warn=_range(body["warn"]), lines=tuple(_lines(desk, body)), note=body["note"],
    )  # fmt: skip


def _lines(desk: OpenWard, body: Mapping[str, Any]) -> Iterator[Line]:
    reference = _range(body["reference"])
    if reference is not None:
        for op, value in zip(("<", ">"), reference, strict=True):
            yield Line(name=desk.ward.wording.say("labs.own.reference"), op=op, value=value)


def _decimals(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {unit: Decimal(text) for unit, text in texts.items()}


def _range(texts: list[str] | None) -> Range | None:
    return None if texts is None else (Decimal(texts[0]), Decimal(texts[1]))


def add(desk: OpenWard, own: OwnAnalyte, now: datetime) -> str:
    """See `LabLog.add_analyte`."""
    name, unit = " ".join(own.name.split()), own.unit.strip()
    made: list[str] = []

    def decide(reading: Reading) -> Writing:
        people.require(desk, "analytes", reading=reading)
        known = catalogue_in(desk, reading, dropped=True)
        _refuse_name(name, catalogue_in(desk, reading))
        _refuse_units(name, unit, own.units)
        _refuse_ranges(own)
        made.append(_key(name, known))
        body = {
            "key": made[-1], "name": name, "unit": unit, "places": own.places, "axis": own.axis, "note": own.note,
            "units": {one: str(factor) for one, factor in own.units.items()}, "reject": _texts(own.reject),
            "warn": _texts(own.warn), "reference": _texts(own.reference),
        }  # fmt: skip
        return Writing([Entry(uuid4(), kinds.ANALYTE, None, desk.author, now, body)])

    desk.store.decide(decide, now)
    return made[-1]


def drop(desk: OpenWard, key: str, reason: str, now: datetime) -> None:
    """See `LabLog.drop_analyte`."""
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing:
        people.require(desk, "analytes", reading=reading)
        found = catalogue_in(desk, reading).get(key)
        if found is None or not key.startswith(OWN):
            raise Trouble("no_own_analyte", name=key)
        body = {"key": key, "name": found.name, "reason": reason.strip()}
        return Writing([Entry(uuid4(), kinds.ANALYTE_DROPPED, None, desk.author, now, body)])

    desk.store.decide(decide, now)


def _refuse_name(name: str, known: Mapping[str, Analyte]) -> None:
    """Trouble for a name that says nothing, or that is another's, however it is spelt or in what unit it is told."""
    if not _plain(name):
        raise Trouble("own_analyte_name")
    # "sCD25 (ng/mL)" is sCD25 once more: its unit makes no other analyte of it.
    names = {_plain(name), _plain(name.partition("(")[0])}
    for key, analyte in known.items():
        if names & set(_names(key, analyte)):
            raise Trouble("own_analyte_known", name=name, known=analyte.name)


def _names(key: str, analyte: Analyte) -> Iterator[str]:
    """Whatever an analyte is called: the name as a whole, its parts, and for shipped ones the name of the files."""
    yield _plain(analyte.name)
    yield _plain(analyte.name.partition("(")[0])
    if not key.startswith(OWN):
        yield _plain(key)
        yield from filter(None, map(_plain, PARTS.split(analyte.name)))


def _plain(words: str) -> str:
    return SIGNS.sub("", words).casefold()


def _refuse_units(name: str, unit: str, more: Mapping[str, Decimal]) -> None:
    told = [unit, *(one.strip() for one in more)]
    if not all(told):
        raise Trouble("own_analyte_unit", name=name)
    if len({one.casefold() for one in told}) < len(told):
        raise Trouble("own_analyte_units", name=name)
    if any(not factor.is_finite() or factor <= 0 for factor in more.values()):
        raise Trouble("own_analyte_factor", name=name)


def _refuse_ranges(own: OwnAnalyte) -> None:
    for found in (own.reject, own.warn, own.reference):
        if found is not None and not (all(one.is_finite() for one in found) and found[0] < found[1]):
            raise Trouble("own_analyte_range", name=own.name)
    if own.axis not in get_args(Axis) or own.places < 0:
        raise ValueError(own)


def _key(name: str, known: Mapping[str, Analyte]) -> str:
    """A name that no analyte has had, not even one that was dropped: its results are still in the record."""
    made = first = OWN + "-".join(SIGNS.sub(" ", name).split()).casefold()
    number = 1
    while made in known:
        number += 1
        made = f"{first}-{number}"
    return made


def _texts(found: Range | None) -> list[str] | None:
    return None if found is None else [str(one) for one in found]
