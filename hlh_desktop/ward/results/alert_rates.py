"""How often each rule raised an alert on this ward, and how often that was passed over: told to the ward itself.

Nothing is written down when an alert is shown. What was raised is found again from the results, moment by moment.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.alerts.engine import find
from hlh_desktop.domain.results.alerts.repeat import answer_to
from hlh_desktop.domain.results.alerts.watch import watch
from hlh_desktop.domain.results.response.known import known
from hlh_desktop.domain.writing import number
from hlh_desktop.ward.results import alerts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.alerts.values import Alert, Answered
    from hlh_desktop.domain.results.alerts.watch import Watch
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ward.open_ward import OpenWard

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class RuleRate:
    """One rule: how many alerts it raised, how many were acknowledged, and how many of them without action."""

    code: str
    title: str
    raised: int
    acknowledged: int
    without: int

    @property
    def passed_over(self) -> Fraction | None:
        """Percent of the answers without action; None without an answer."""
        return Fraction(HUNDRED * self.without, self.acknowledged) if self.acknowledged else None


def rates(desk: OpenWard) -> tuple[RuleRate, ...]:
    """Every rule over all children of the ward, in the order of the rules."""
    rules, language = desk.ward.knowledge.result_alerts.rules, desk.ward.knowledge.wording.language
    raised: Counter[str] = Counter()
    given: list[Answered] = []
    with desk.store.reading() as reading:
        for child, identity in reading.identities().items():
            facts = reading.facts(child, alerts.WANTED)
            mine = alerts.answers_of(facts)
            given += mine
            latest = reading.latest_saved()
            if latest is not None:
                who = alerts.Subject(child, identity, facts, puncture=False)
                raised.update(one.code for one in raised_since(alerts.watched(desk, reading, who, latest), mine))
    told = Counter(one.code for one in given)
    without = Counter(one.code for one in given if not one.acted)
    return tuple(
        RuleRate(code, rule.title[language], max(raised[code], told[code]), told[code], without[code])
        for code, rule in rules.items()
    )


def raised_since(seen: Watch, answers: tuple[Answered, ...]) -> Iterator[Alert]:
    """Each alert that the results raised, once: at every moment of a sample, with the answers given until then."""
    rules, before = seen.knowledge.result_alerts.rules, set[str]()
    results = sorted((one for one in seen.known.results if one.reported.valued), key=lambda one: one.at)
    times = [one.at.astimezone(UTC) for one in results]
    back = timedelta(days=seen.knowledge.result_alerts.days + 1)
    for moment in sorted(set(times)):
        recent = results[bisect_left(times, moment - back) : bisect_right(times, moment)]
        then = _at(seen, recent, moment)
        given = [one for one in answers if one.saved.astimezone(UTC) < moment]
        for alert in find(then).alerts:
            if alert.key not in before and answer_to(alert, given, rules[alert.code]) is None:
                before.add(alert.key)
                yield alert


def _at(seen: Watch, recent: list[LabResult], moment: datetime) -> Watch:
    """What was known at an earlier moment; whether a puncture was planned then is not told again."""
    then = seen.known
    earlier = known(recent, then.catalogue, then.rules, moment, then.zone, then.start)
    return watch(earlier, seen.knowledge, seen.born, seen.sex, bleeding=seen.bleeding)


@dataclass(frozen=True, slots=True)
class AlertRateLine:
    """One rule in words; `defect` where it is mostly passed over and is to be looked at."""

    label: str
    value: str
    defect: bool


def rate_lines(desk: OpenWard) -> tuple[AlertRateLine, ...]:
    """Every rule with how often it was raised, acknowledged, and passed over."""
    return tuple(_line(one, desk.ward.knowledge) for one in rates(desk))


def _line(rate: RuleRate, knowledge: Knowledge) -> AlertRateLine:
    say, rules = knowledge.wording.say, knowledge.result_alerts
    # Over an alert the title is a sentence of its own; here it names a figure.
    label = rate.title.rstrip(".")
    if not rate.raised:
        return AlertRateLine(label, say("alerts.rate.none"), defect=False)
    words = say("alerts.rate.of", raised=rate.raised, acknowledged=rate.acknowledged, without=rate.without)
    percent = rate.passed_over
    if percent is None:
        return AlertRateLine(label, words, defect=False)
    defect = percent > Fraction(rules.defect_percent) and rate.acknowledged >= rules.defect_least
    parts = [words, say("alerts.rate.percent", percent=number(percent, 0))]
    if defect:
        parts.append(say("alerts.rate.defect"))
    return AlertRateLine(label, say("alerts.rate.joint").join(parts), defect=defect)
