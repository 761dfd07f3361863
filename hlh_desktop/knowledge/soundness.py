"""What knowledge must hold in itself: the numbers that rules read, units, bands without a gap, defaults in range."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.case import Signs
from hlh_desktop.domain.criteria.hlh import items
from hlh_desktop.domain.criteria.observed import Observed
from hlh_desktop.domain.findings import engine, escalation
from hlh_desktop.domain.findings.ordered import STEROID
from hlh_desktop.domain.findings.refusals import REFUSALS
from hlh_desktop.domain.protocol import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from hlh_desktop.domain.criteria.rules import HScoreRules
    from hlh_desktop.domain.findings.fired import Finds
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.rules import Alert

RANGES = {"gestation_weeks", "temperature_c", "bsa_m2"}
STEPPED = ("temperature", "ferritin", "triglycerides", "fibrinogen", "ast")
# What an entry must have as its rule reads it; indicators share one rule, and have of these what they need.
PARTS = ("numbers", "texts", "limits", "lists")
OF_INDICATORS = ("numbers", "limits")
INDICATOR_NUMBERS = ("from_months", "over_days", "times", "baseline_times")
# Where it stands, and what is wrong there.
Wrong = tuple[str, str]


def unsound(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that a plan would stumble over, or that would leave a child between two rules."""
    for code, alert in knowledge.alerts.items():
        yield from ((f"alerts.{code}.{key}", reason) for key, reason in _alert(code, alert, knowledge))
    for name, analyte in knowledge.catalogue.items():
        yield from ((f"catalogue.{name}.{key}", reason) for key, reason in _analyte(analyte, knowledge))
    for name, drug in knowledge.formulary.items():
        if STEROID in drug.groups and drug.hydrocortisone_mg is None:
            yield f"formulary.{name}.hydrocortisone_mg", "a systemic steroid says how strong it is as hydrocortisone"
        if STEROID in drug.groups and drug.route_note is None and _by_two_routes(name, knowledge):
            yield f"formulary.{name}.route_note", "a steroid by two routes says how its doses compare"
    yield from _criteria(knowledge)
    yield from _renal(knowledge)
    yield from _settings(knowledge)
    for number, pair in enumerate(knowledge.interactions):
        if not pair.first or not (pair.second or pair.current):
            yield f"interactions.{number}", "two groups of medicines are needed"


def _by_two_routes(drug: str, knowledge: Knowledge) -> bool:
    """Whether some line may give a drug by more than one route."""
    of_protocols = (line for protocol in knowledge.protocols.values() for line in protocol.lines.values())
    lines = (*knowledge.extra_lines.values(), *of_protocols)
    return any(isinstance(line, Line) and line.drug == drug and len(line.routes) > 1 for line in lines)


def rising(values: Iterable[Decimal | int]) -> bool:
    """Whether each is larger than the one before."""
    return all(low < high for low, high in pairwise(values))


def units_wrong(values: Iterable[str], analyte: Analyte | None) -> str | None:
    """Why these units can't hold a limit: the first must be the canonical one, and each one listed."""
    if analyte is None:
        return "this analyte is not in the catalogue"
    units = list(values)
    if not set(units) <= set(analyte.units):
        return "a unit that the catalogue does not list"
    return None if units and analyte.units[units[0]] == 1 else "the first unit must be the canonical one"


def _alert(code: str, alert: Alert, knowledge: Knowledge) -> Iterator[Wrong]:
    indicator = code in engine.INDICATORS
    if alert.indicator is not indicator:
        yield "indicator", "the seven indicators, and no other, are marked as such"
    reads: Finds[Any] | None = engine.RULES.get(code) or REFUSALS.get(code)
    if reads is not None:
        for part in PARTS:
            wanted, found = set(getattr(reads, part)), set(getattr(alert, part))
            if not (indicator and part in OF_INDICATORS) and wanted != found:
                yield part, f"expected {', '.join(sorted(wanted)) or 'none'}"
    if indicator and not set(alert.numbers) <= set(INDICATOR_NUMBERS):
        yield "numbers", f"expected some of {', '.join(INDICATOR_NUMBERS)}"
    known = {name for protocol in knowledge.protocols for name in knowledge.lines(protocol)}
    if not set(alert.lines) <= known or (code in REFUSALS and not alert.lines):
        yield "lines", "expected lines of a protocol or of the formulary; a refusal names those that it refuses"
    if indicator:
        yield from _bands(alert, knowledge)


def _bands(alert: Alert, knowledge: Knowledge) -> Iterator[Wrong]:
    """An indicator has limits; bands of age rise, and the last of them leaves no child out."""
    limits = (*((alert.limit,) if alert.limit else ()), *alert.limits.values())
    if not limits or any(bool(limit.values) is bool(alert.bands) for limit in limits):
        yield "limit", "expected limits, or bands of age in their place"
        return
    for number, band in enumerate(alert.bands):
        wrong = units_wrong(band.value, knowledge.catalogue.get(limits[0].analyte))
        if wrong:
            yield f"bands.{number}.value", wrong
    ended = [band for band in alert.bands if band.below_months is not None or band.up_to_days is not None]
    rest = alert.bands[len(ended) :]
    months = [band.below_months for band in ended if band.below_months is not None]
    sexes = {band.sex for band in rest}
    covered = sexes in ({None}, {"female", "male"}) and len(rest) == len(sexes)
    if alert.bands and (tuple(ended) + rest != alert.bands or not rising(months) or not covered):
        yield "bands", "ages must rise and the last band must be open, for both sexes"


def _analyte(analyte: Analyte, knowledge: Knowledge) -> Iterator[Wrong]:
    readable = any(not isinstance(reading, str) for reading in analyte.units.values())
    if not analyte.units or (readable and 1 not in analyte.units.values()):
        yield "units", "one unit must be the canonical one"
    for spelling, unit in analyte.spellings.items():
        if unit not in analyte.units or spelling in analyte.units:
            yield f"spellings.{spelling}", "a spelling stands for a listed unit and is none itself"
    for unit, code in analyte.unit_reasons.items():
        if analyte.listed(unit) or not knowledge.wording.has(f"problem.{code}"):
            yield f"unit_reasons.{unit}", "a reason is given for a unit that is not listed, by its sentence"
    outer, inner = analyte.reject, analyte.warn
    if outer and not outer[0] < outer[1]:
        yield "reject", "the limits must rise"
    if inner and not (outer and outer[0] <= inner[0] < inner[1] <= outer[1]):
        yield "warn", "the limits must rise, within those of reject"


def _criteria(knowledge: Knowledge) -> Iterator[Wrong]:
    rules = knowledge.criteria
    known = items(Observed(Signs(), (), 0), rules.limits)
    for name, criteria in (("hlh_2004", rules.hlh_2004), ("hlh_2024", rules.hlh_2024)):
        if not set(criteria.items) <= set(known) or len(set(criteria.items)) != len(criteria.items):
            yield f"criteria.{name}.items", f"expected each once of {', '.join(known)}"
        if not 0 < criteria.need <= len(criteria.items):
            yield f"criteria.{name}.need", "not so many items"
    if not 0 < rules.mas_2016.need <= len(rules.mas_2016.others):
        yield "criteria.mas_2016.need", "not so many others"
    yield from ((f"criteria.hscore.{key}", reason) for key, reason in _hscore(rules.hscore))


def _hscore(rules: HScoreRules) -> Iterator[Wrong]:
    if set(rules.steps) != set(STEPPED):
        yield "steps", f"expected {', '.join(STEPPED)}"
    for name, steps in rules.steps.items():
        if len({step.limit.analyte for step in steps}) != 1 or not rising(step.points for step in steps):
            yield f"steps.{name}", "points must rise, by limits of one analyte"
    for name, table in (("organomegaly", rules.organomegaly), ("lineages", rules.lineages)):
        if not table or not all(count.isdigit() for count in table):
            yield name, "expected points by a count"
    points, percents = zip(*rules.probability, strict=True) if rules.probability else ((), ())
    ends = (rules.below[0], rules.from_points[0])
    if points[:1] + points[-1:] != ends or not rising(points) or not rising(percents) or rules.above[0] <= ends[1]:
        yield "probability", "points and percents must rise from the end of `below` to `from_points`"
    if not rising(rules.marks) or rules.cutoff not in rules.marks:
        yield "marks", "points must rise, the cut-off among them"


def _renal(knowledge: Knowledge) -> Iterator[Wrong]:
    rules = knowledge.renal
    wrong = units_wrong(rules.factors, knowledge.catalogue.get(rules.analyte))
    if wrong:
        yield "renal.factors", wrong
    if not rules.from_years < rules.below_years or not 0 < rules.reduce_from < rules.no_change_above:
        yield "renal", "ages and bands must rise"
    if not 0 < rules.proposed_factor <= 1:
        yield "renal.proposed_factor", "expected a part of 1"


def _settings(knowledge: Knowledge) -> Iterator[Wrong]:
    settings = knowledge.settings
    if set(settings.ranges) != RANGES or not all(low < high for low, high in settings.ranges.values()):
        yield "settings.ranges", f"expected {', '.join(sorted(RANGES))}, each from low to high"
    for name, times in settings.clock.items():
        if len(times) != (int(name) if name.isdigit() else 1) or list(times) != sorted(set(times)):
            yield f"settings.clock.{name}", "expected as many times as doses a day, earliest first"
    if settings.cumulative_drug not in knowledge.formulary:
        yield "settings.cumulative_drug", "this drug is not in the formulary"
    if not settings.first_drugs or not set(settings.first_drugs) <= set(knowledge.formulary):
        yield "settings.first_drugs", "expected drugs of the formulary"
    if not settings.plan_weeks or not rising(settings.plan_weeks):
        yield "settings.plan_weeks", "weeks must rise"
    if settings.pending != settings.pending.strip().casefold() or not settings.pending:
        yield "settings.pending", "expected small letters"
    if escalation.BLEEDING not in settings.questions or len(set(settings.questions)) != len(settings.questions):
        yield "settings.questions", f"expected each question once, {escalation.BLEEDING} among them"
