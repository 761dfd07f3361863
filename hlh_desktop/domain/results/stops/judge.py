"""Every stop of a sample: each entry of result_stops.toml runs its rule on each result; what is hard stands first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.stops import rules as stop_rules
from hlh_desktop.domain.results.stops.seen import seen_of
from hlh_desktop.domain.results.stops.values import Confirmed
from hlh_desktop.domain.results.stops.words import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.stops.seen import Said, SampleSeen, Seen
    from hlh_desktop.domain.results.stops.values import Child, Level, Offer, Stop, StopRule, StopRules
    from hlh_desktop.domain.results.values import LabResult, Sample

    Rule = Callable[[Seen, SampleSeen, StopRule], Said | None]
    SampleRule = Callable[[SampleSeen, StopRule], Said | None]

RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        stop_rules.analyte_unknown, stop_rules.unit_unlisted, stop_rules.unit_refused, stop_rules.measured_plainly,
        stop_rules.outside_reject, stop_rules.unit_slip, stop_rules.outside_warn, stop_rules.platelets_zero,
        stop_rules.ratio_ten, stop_rules.unit_factor, stop_rules.unit_header, stop_rules.jump,
        stop_rules.conjugated_above_total, stop_rules.neutrophils_above_leucocytes, stop_rules.diastolic_not_below,
    )
}  # fmt: skip
SAMPLE_RULES: dict[str, SampleRule] = {
    rule.__name__: rule for rule in (stop_rules.time_ahead, stop_rules.before_birth)
}  # fmt: skip
# A stop is silent at a place where one of these speaks: they say the same, and more.
STRICTER: dict[str, tuple[str, ...]] = {
    "outside_warn": ("outside_reject", "unit_slip"),
    "unit_slip": ("outside_reject",),
    "ratio_ten": ("outside_reject", "unit_header", "unit_slip"),
    "unit_factor": ("outside_reject", "unit_header"),
    "jump": ("outside_reject", "unit_factor", "ratio_ten"),
}
ORDER: tuple[Level, ...] = ("hard", "soft", "told")
NOTHING = Confirmed()


def judge(
    sample: Sample, earlier: Iterable[LabResult], catalogue: Mapping[str, Analyte], knowledge: Knowledge, who: Child,
    now: datetime, confirmed: Confirmed = NOTHING,
) -> tuple[Stop, ...]:  # fmt: skip
    """What stands against a sample, the strictest first, by place; nothing of the sample is changed by it.

    `earlier` are the standing results of the child, in any order; `catalogue` holds the ward's own analytes too;
    `now` is a moment in ward time.
    """
    seen = seen_of(sample, earlier, catalogue, who, now)
    saying = Saying(knowledge, seen, confirmed)
    found = [saying.stop(code, said, None) for code, said in _of_sample(seen, knowledge.result_stops)]
    for one in seen.results:
        found += [saying.stop(code, said, one) for code, said in _of_result(one, seen, knowledge.result_stops)]
    return tuple(sorted(found, key=lambda stop: (ORDER.index(stop.level), -1 if stop.place is None else stop.place)))


def _of_sample(seen: SampleSeen, rules: StopRules) -> Iterator[tuple[str, Said]]:
    for code, rule in SAMPLE_RULES.items():
        if (said := rule(seen, rules.stops[code])) is not None:
            yield code, said


def _of_result(one: Seen, seen: SampleSeen, rules: StopRules) -> Iterator[tuple[str, Said]]:
    """What is said of one result; a stop that is silent here leaves its offers to the one that speaks for it."""
    spoken = {code: said for code, rule in RULES.items() if (said := rule(one, seen, rules.stops[code])) is not None}
    for code, said in spoken.items():
        if spoken.keys().isdisjoint(STRICTER.get(code, ())):
            silent = [spoken[other] for other, over in STRICTER.items() if code in over and other in spoken]
            yield code, replace(said, offers=_each_once((said, *silent)))


def _each_once(said: Iterable[Said]) -> tuple[Offer, ...]:
    return tuple({(offer.value, offer.unit): offer for one in said for offer in one.offers}.values())
