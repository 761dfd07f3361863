"""The prognostic indicators as rows: what was measured, its limit at this age, present or not; never added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.findings.indicators import TIMES, indicators
from hlh_desktop.domain.writing import number, spelt, with_unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hlh_desktop.domain.findings.indicators import Indicator
    from hlh_desktop.domain.laboratory import Limit, Result
    from hlh_desktop.domain.situation import Bedside
    from hlh_desktop.domain.wizard.words import Words

Standing = Literal["present", "absent", "unknown", "not_at_this_age"]
SIDES = {">": "above", ">=": "from", "<": "below", "<=": "to"}


@dataclass(frozen=True, slots=True)
class RiskPart:
    """One result of an indicator: analyte, value and unit as reported, when, and the limit in words.

    `value` and `when` are empty where there is no result of the last days.
    """

    name: str
    value: str
    unit: str
    when: str
    limit: str


@dataclass(frozen=True, slots=True)
class RiskSign:
    """One indicator with what it rests on. `sources` as titles with their evidence tag."""

    code: str
    name: str
    parts: tuple[RiskPart, ...]
    standing: Standing
    sources: tuple[str, ...]


def risk_signs(bedside: Bedside, words: Words) -> tuple[RiskSign, ...]:
    """Every indicator in the order of its entry."""
    return tuple(_sign(one, bedside, words) for one in indicators(bedside).values())


def assessed(signs: Sequence[RiskSign]) -> tuple[int, int]:
    """How many indicators are known, present or absent, and how many mean anything at this age."""
    applying = [one for one in signs if one.standing != "not_at_this_age"]
    return sum(one.standing != "unknown" for one in applying), len(applying)


def _sign(one: Indicator, bedside: Bedside, words: Words) -> RiskSign:
    standing: Standing = "not_at_this_age"
    if one.applies:
        standing = "unknown" if one.truth is None else "present" if one.truth else "absent"
    alert = words.knowledge.alerts[one.code]
    parts = {_part(one, limit, bedside, words): None for limit in one.limits}
    name = words.knowledge.wording.say(f"indicator.{one.code}")
    return RiskSign(one.code, name, tuple(parts), standing, words.sources(alert.cites))


def _part(one: Indicator, limit: Limit, bedside: Bedside, words: Words) -> RiskPart:
    result: Result | None = bedside.latest(limit.analyte)
    unit = result.unit if result is not None and result.unit in limit.values else next(iter(limit.values))
    name = words.knowledge.catalogue[limit.analyte].name
    said = "" if spelt(unit) == name else spelt(unit)
    line = words.text(words.screen(f"risk.{SIDES[limit.op]}", limit=with_unit(number(limit.values[unit]), said)))
    if one.risen_from is not None:
        line = _risen(one.risen_from, line, words.knowledge.alerts[one.code].numbers[TIMES], words)
    if result is None:
        return RiskPart(name, "", said, "", line)
    return RiskPart(name, result.reported, "" if not said else spelt(result.unit), words.tell.day(result.on), line)


def _risen(own: Result, line: str, times: Decimal, words: Words) -> str:
    """The limit in words, and the child's own result that the newest one has risen over."""
    value = with_unit(own.reported, spelt(own.unit))
    return words.screen("risk.risen", limit=line, times=number(times), own=value, day=words.tell.day(own.on))
