"""The result of a second check in words: first person, second person and program beside each other, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.people import is_pin, may
from hlh_desktop.domain.writing import number, with_unit

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.log.checks import CheckEntry, CheckOpened
    from hlh_desktop.domain.log.second_check import Compared, Measure
    from hlh_desktop.domain.people import Staff
    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.open_ward import OpenWard

UNITS: dict[Measure, str] = {"weight": "kg", "volume": "mL"}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One measure: its name, the three values in words, and whether they agree, in a word too."""

    name: str
    first: str
    second: str
    own: str
    agrees: bool
    result: str

    @property
    def words(self) -> str:
        """The whole row, for a screen reader."""
        return ", ".join((self.name, self.first, self.second, self.own, self.result))


def compared_rows(desk: OpenWard, opened: CheckOpened, unit: str) -> tuple[ComparedRow, ...]:
    """Every measure of a whole check; one that nobody was asked for is left out."""
    asked = [row for row in opened.comparison.rows if row.first is not None or row.second is not None]
    return tuple(_row(desk, row, unit) for row in asked)


def _row(desk: OpenWard, row: Compared, unit: str) -> ComparedRow:
    say = desk.ward.wording.say
    result = say("doses.check.agrees" if row.agrees else "doses.check.differs")
    first, second = (_value(desk, row, value, unit) for value in (row.first, row.second))
    name = say(f"doses.measure.{row.measure}")
    return ComparedRow(name, first, second, _own(desk, row, unit), row.agrees, result)


def _value(desk: OpenWard, row: Compared, value: Decimal | None, unit: str) -> str:
    return desk.ward.wording.say("ward.unknown") if value is None else _written(desk, row, number(value), unit)


def _written(desk: OpenWard, row: Compared, words: str, unit: str) -> str:
    if row.measure == "rate":
        return desk.ward.wording.say("doses.check.rate", value=words)
    return with_unit(words, UNITS.get(row.measure, unit))


def _own(desk: OpenWard, row: Compared, unit: str) -> str:
    """What the program reckons: a value, a span, or that the formulary does not know it."""
    say = desk.ward.wording.say
    if row.own is None:
        return say("doses.check.not_reckoned")
    least, most = row.own
    if least == most:
        return _written(desk, row, number(least, DECIMALS), unit)
    return say("doses.check.span", least=number(least, 1), most=_written(desk, row, number(most, 1), unit))


DECIMALS = 4


def checkers(desk: OpenWard, first: CheckEntry | None) -> tuple[Staff, ...]:
    """Everybody who may be the second person: whoever entered first is not among them."""
    people = desk.ward.knowledge.people
    entered = "" if first is None else first.by_id
    return tuple(one for one in desk.staff() if may(one, "check", people) and one.id != entered)


def identify(desk: OpenWard, person: str, secret: str, now: datetime) -> Person:
    """Somebody by what they typed: their PIN where it looks like one and they have one, else their password."""
    if is_pin(secret, desk.ward.knowledge.people.pin) and person in desk.with_pin():
        return desk.identify(person, pin=secret, now=now)
    return desk.identify(person, password=secret, now=now)
