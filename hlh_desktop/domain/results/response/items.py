"""How results answer one item of a form: met, not met or unknown, why, and what was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.logic import Truth, all_of, any_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from hlh_desktop.domain.results.response.difference import Difference
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.domain.results.response.rules import How, ItemRule
    from hlh_desktop.domain.results.values import LabResult

# Why an item stands as it does: wording `response.why.<code>`. "results" is the plain case: the results say so.
Why = Literal[
    "results", "asked", "none", "old", "no_plan", "no_start", "other_assay", "raised", "beyond", "no_range", "range",
    "stand_in", "not_so_at_start", "not_low_at_start", "unit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """`seen` are the results that it rests on; for a change the value at the start comes first.

    Of an unknown one they are what there is: an older result, or the value that could not be compared.
    """

    truth: Truth
    why: Why
    seen: tuple[LabResult, ...] = ()
    difference: Difference | None = None


def answer(rule: ItemRule, known: Known, window_hours: int) -> Answer:
    """What the results say of an item. `window_hours`: a result that is older answers nothing."""
    if rule.rule == "asked":
        return Answer(None, "asked")
    return RULES[rule.rule](rule, known, rule.hours or window_hours)


def analyte_of(rule: ItemRule) -> str:
    """What the item is about; empty for one that only the clinician answers."""
    return rule.analyte or (rule.limit.analyte if rule.limit else "")


def every(rule: ItemRule, known: Known, hours: int) -> Answer:
    """Each result of the window lies on the limit's side; the one that decides is shown."""
    return _of_window(rule, known, hours, all_of)


def some(rule: ItemRule, known: Known, hours: int) -> Answer:
    """One result of the window lies on the limit's side; the one that decides is shown."""
    return _of_window(rule, known, hours, any_of)


def _of_window(rule: ItemRule, known: Known, hours: int, of: Callable[[list[Truth]], Truth]) -> Answer:
    assert rule.limit is not None
    found = known.within(rule.limit.analyte, hours)
    if not found:
        return _missing(rule.limit.analyte, known)
    truths = [known.proves(one, rule.limit) for one in found]
    truth = of(truths)
    deciding = [one for one, this in zip(found, truths, strict=True) if this is truth]
    return Answer(truth, _why(truth, deciding[-1], known), (deciding[-1],))


def newest(rule: ItemRule, known: Known, hours: int) -> Answer:
    """The newest result of the window lies on the limit's side."""
    assert rule.limit is not None
    found = known.within(rule.limit.analyte, hours)
    if not found:
        return _missing(rule.limit.analyte, known)
    truth = known.proves(found[-1], rule.limit)
    return Answer(truth, _why(truth, found[-1], known), found[-1:])


def normal(rule: ItemRule, known: Known, hours: int) -> Answer:
    """The newest result lies within the range that its laboratory reported; else the rule's own limit stands in."""
    found = known.within(analyte_of(rule), hours)
    if not found:
        return _missing(analyte_of(rule), known)
    last = found[-1]
    reported = last.reported
    if rule.limit is not None and reported.low is None:
        truth = known.proves(last, rule.limit)
        return Answer(truth, "stand_in" if truth is not None else _why(truth, last, known), (last,))
    if reported.low is None and reported.high is None:
        return Answer(None, "no_range", (last,))
    # Of a rule with a limit only the side of that limit matters: a high fibrinogen is no failed response.
    high = None if rule.limit is not None else reported.high
    truth = _in_range(last, known, high=high is not None)
    return Answer(truth, "range" if truth is not None else _why(truth, last, known), (last,))


def _in_range(last: LabResult, known: Known, *, high: bool) -> Truth:
    ends = ((">=", last.reported.low), ("<=", last.reported.high if high else None))
    unit = known.judged(last).unit
    limits = [Limit(analyte=last.analyte, op=op, values={unit: end}) for op, end in ends if end is not None]
    return all_of(known.proves(last, limit) for limit in limits)


def fall(rule: ItemRule, known: Known, hours: int) -> Answer:
    """The newest result lies by a part below the value at the start of its series."""
    return _changed(rule, known, hours, lambda found, part, more: found.fell(part, more=more))


def rise(rule: ItemRule, known: Known, hours: int) -> Answer:
    """The newest result lies by a part above the value at the start, or not below it where the part is 0."""
    return _changed(rule, known, hours, lambda found, part, more: found.rose(part, more=more))


def _changed(
    rule: ItemRule, known: Known, hours: int, holds: Callable[[Difference, Fraction, bool], Truth]
) -> Answer:  # fmt: skip
    assert rule.change is not None
    found = compared(analyte_of(rule), known, hours)
    if found.difference is None:
        return found
    first, last = found.seen
    if rule.start is not None and known.proves(first, rule.start) is not True:
        so = known.proves(first, rule.start)
        return Answer(so, "not_so_at_start" if so is False else "beyond", found.seen, found.difference)
    change = rule.change
    truth = holds(found.difference, Fraction(change.part) / Fraction(change.of), change.more)
    return Answer(truth, _why(truth, last, known, first), found.seen, found.difference)


def compared(analyte: str, known: Known, hours: int) -> Answer:
    """The newest result of the window beside the value at the start of its series; without a difference, why."""
    found = known.within(analyte, hours)
    if not found:
        return _missing(analyte, known)
    last = found[-1]
    if known.start is None:
        return Answer(None, "no_plan", (last,))
    first = known.at_start(last)
    if first is None or first.id == last.id:
        others = [one for one in known.after(analyte, (-known.rules.start_days, 0)) if one.id != last.id]
        return Answer(None, "other_assay" if others and first is None else "no_start", (last,))
    made = known.difference(first, last)
    return Answer(None, "unit", (last,)) if made is None else Answer(None, "results", (first, last), made)


def recovered(rule: ItemRule, known: Known, hours: int) -> Answer:
    """A low count at the start has doubled and come above a line, or into the laboratory's range."""
    assert rule.recovery is not None
    found, ask = compared(analyte_of(rule), known, hours), rule.recovery
    if found.difference is None:
        return found
    first, last = found.seen

    def below(line: Decimal) -> Truth:
        limit = Limit(analyte=first.analyte, op="<", values={ask.unit: line})
        return known.proves(first, limit)

    if below(ask.normal_below) is False:
        return Answer(False, "not_low_at_start", found.seen, found.difference)
    times = found.difference.rose(Fraction(ask.times) - 1)
    above = Limit(analyte=first.analyte, op=">", values={ask.unit: ask.low})
    low = below(ask.low)
    there = known.proves(last, above) if low else _normal(last, known) if low is False else None
    truth = all_of((times, there))
    why: Why = "no_range" if truth is None and low is False and there is None else _why(truth, last, known, first)
    return Answer(truth, why, found.seen, found.difference)


def _normal(last: LabResult, known: Known) -> Truth:
    """Whether a count has come into its laboratory's range from below: only the lower end counts."""
    return None if last.reported.low is None else _in_range(last, known, high=False)


def _missing(analyte: str, known: Known) -> Answer:
    """No result of the window: an older one is shown with its date, and answers nothing."""
    last = known.newest(analyte)
    return Answer(None, "none") if last is None else Answer(None, "old", (last,))


def _why(truth: Truth, last: LabResult, known: Known, first: LabResult | None = None) -> Why:
    if truth is not None:
        return "results"
    if any_of(known.raised(one) for one in (last, first) if one is not None):
        return "raised"
    comparators = [one.reported.comparator for one in (last, first) if one is not None]
    return "beyond" if any(comparators) else "unit"


RULES: dict[How, Callable[[ItemRule, Known, int], Answer]] = {
    "every": every, "some": some, "newest": newest, "normal": normal, "fall": fall, "rise": rise,
    "recovered": recovered,
}  # fmt: skip
