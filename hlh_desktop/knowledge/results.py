"""What the files about results must hold: a rule for each stop, ranges without a gap, each analyte in one group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.results.stops.judge import RULES, SAMPLE_RULES
from hlh_desktop.domain.results.stops.rules import ASK, CONVERTED, DOWN, NO_UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.ranges import Ends, RangeBand, ReferenceRange
    from hlh_desktop.domain.results.stops.values import StopRule
    from hlh_desktop.knowledge.soundness import Wrong

# What each rule reads of its entry, and no more.
NUMBERS: dict[str, tuple[str, ...]] = {
    "time_ahead": ("minutes",), "ratio_ten": ("hours", "times", "least", "most"),
    "unit_factor": ("hours", "least", "most"), "unit_header": ("hours", "least", "most"), "jump": ("hours",),
}  # fmt: skip
LISTS: dict[str, str] = {"unit_slip": "slips", "unit_factor": "factors", "jump": "factors", "unit_header": "times"}
# The variants of a sentence; those of misprinted units stand in the catalogue.
TEXTS: dict[str, set[str]] = {
    "unit_refused": {ASK}, "outside_reject": {CONVERTED}, "outside_warn": {CONVERTED}, "ratio_ten": {DOWN},
    "unit_factor": {DOWN},
}  # fmt: skip
HOURS_A_DAY = 24
SEXES = {"female", "male"}


def unsound_results(knowledge: Knowledge) -> Iterator[Wrong]:
    """What is wrong: the place, and why."""
    rules = knowledge.result_stops
    for code in sorted(set(rules.stops) ^ {*RULES, *SAMPLE_RULES}):
        yield f"result_stops.stops.{code}", "no rule of this code, or a rule without an entry"
    for code, rule in rules.stops.items():
        yield from ((f"result_stops.stops.{code}.{key}", why) for key, why in _stop(code, rule, knowledge))
    if not rules.reasons or any(set(words) != {knowledge.wording.language} for words in rules.reasons):
        yield "result_stops.reasons", "expected reasons to choose from"
    longest = max((int(rule.numbers.get("hours", 0)) for rule in rules.stops.values()), default=0)
    if rules.before_days * HOURS_A_DAY < longest:
        yield "result_stops.before_days", "expected no less than the rules look back"
    for name, ranges in knowledge.reference_ranges.items():
        yield from ((f"reference_ranges.ranges.{name}.{key}", why) for key, why in _ranges(name, ranges, knowledge))
    yield from _flowsheet(knowledge)


def _stop(code: str, rule: StopRule, knowledge: Knowledge) -> Iterator[Wrong]:
    if set(rule.numbers) != set(NUMBERS.get(code, ())) or any(number <= 0 for number in rule.numbers.values()):
        yield "numbers", "expected the numbers that its rule reads, above 0"
    for name in ("slips", "factors", "times"):
        if bool(getattr(rule, name)) is not (LISTS.get(code) == name):
            yield name, "expected what its rule reads, and no more"
    misprints = {reason for analyte in knowledge.catalogue.values() for reason in analyte.unit_reasons.values()}
    texts = {NO_UNIT, *misprints} if code == "unit_unlisted" else TEXTS.get(code, set())
    if set(rule.texts) != texts:
        yield "texts", f"expected {', '.join(sorted(texts)) or 'none'}"
    named = {slip.analyte for slip in rule.slips} | {factor.analyte for factor in rule.factors}
    if not named <= set(knowledge.catalogue):
        yield "analytes", "expected analytes of the catalogue"
    for slip in rule.slips:
        analyte = knowledge.catalogue.get(slip.analyte)
        if analyte is None or not {slip.entered, slip.meant} <= set(analyte.units) or not slip.low < slip.high:
            yield "slips", "expected two units of the analyte, and numbers that rise"


def _ranges(name: str, ranges: ReferenceRange, knowledge: Knowledge) -> Iterator[Wrong]:
    """Ages rise, the last band is open for both sexes, and each unit is one of the analyte's."""
    analyte = knowledge.catalogue.get(name)
    if analyte is None:
        yield "analyte", "this analyte is not in the catalogue"
        return
    for number, band in enumerate(ranges.bands):
        yield from ((f"bands.{number}.{key}", why) for key, why in _band(band, analyte))
    ages = [_age(band) for band in ranges.bands]
    rest = {band.sex for band in ranges.bands if _age(band) is None}
    steps = [age for age in ages if age is not None]
    if steps != sorted(steps) or None in ages[: len(steps)] or not (None in rest or rest == SEXES):
        yield "bands", "ages must rise and the last band must be open, for both sexes"
    for age in set(steps):
        sexes = [band.sex for band in ranges.bands if _age(band) == age]
        if sexes != [None] and set(sexes) != SEXES:
            yield "bands", "a band is for both sexes, or there is one for each"


def _age(band: RangeBand) -> tuple[int, int] | None:
    """How old a child of the band is at most, to compare: bands of days stand before bands of months."""
    if band.up_to_days is not None:
        return 0, band.up_to_days
    return None if band.below_months is None else (1, band.below_months)


def _band(band: RangeBand, analyte: Analyte) -> Iterator[Wrong]:
    if band.below_months is not None and band.up_to_days is not None:
        yield "up_to_days", "a band ends by days or by months"
    for unit, ends in band.ends.items():
        if unit not in analyte.units:
            yield f"ends.{unit}", "a unit that the catalogue does not list"
        elif not _ends(ends):
            yield f"ends.{unit}", "expected an end, and one upper end only, above the lower"


def _ends(ends: Ends) -> bool:
    upper = [end for end in (ends.high, ends.below) if end is not None]
    known = [end for end in (ends.low, *upper) if end is not None]
    return bool(known) and len(upper) <= 1 and known == sorted(set(known))


def _flowsheet(knowledge: Knowledge) -> Iterator[Wrong]:
    rules = knowledge.flowsheet
    listed = [analyte for group in rules.groups.values() for analyte in group.analytes]
    if sorted(listed) != sorted(knowledge.catalogue):
        yield "flowsheet.groups", "expected each analyte of the catalogue once"
    if [bool(group.analytes) for group in rules.groups.values()].count(False) != 1:
        yield "flowsheet.groups", "expected one group without analytes, for the ward's own"
    if not rules.usual or not set(rules.usual) <= set(knowledge.catalogue):
        yield "flowsheet.usual", "expected analytes of the catalogue"
    for mark, analytes in rules.marked.items():
        if not set(analytes) <= set(knowledge.catalogue):
            yield f"flowsheet.marked.{mark}", "expected analytes of the catalogue"
    for name, words in rules.names.items():
        if name not in knowledge.catalogue or not _said(words, knowledge):
            yield f"flowsheet.names.{name}", "expected words for an analyte of the catalogue"


def _said(words: dict[str, str], knowledge: Knowledge) -> bool:
    return set(words) == {knowledge.wording.language} and all(words.values())
