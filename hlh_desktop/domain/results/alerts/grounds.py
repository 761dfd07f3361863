"""The rules of alerts: each looks at a child's results, and raises an alert, finds nothing, or says what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.indicators import indicators
from hlh_desktop.domain.laboratory import proves
from hlh_desktop.domain.logic import any_of
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.results.alerts.values import Ground
from hlh_desktop.domain.results.response import signs
from hlh_desktop.domain.results.response.known import as_result
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hlh_desktop.domain.findings.indicators import Indicator
    from hlh_desktop.domain.laboratory import Limit
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.results.alerts.rules import Level, WatchRule
    from hlh_desktop.domain.results.alerts.watch import Watch
    from hlh_desktop.domain.results.values import LabResult

    Rule = Callable[[Watch, WatchRule], "Raised | Missing | None"]

FALLS = ("<", "<=")
BLEEDING = "bleeding"


@dataclass(frozen=True, slots=True)
class Raised:
    """A rule that fires: the values of its sentence, another of its sentences or levels than usual, and why."""

    grounds: tuple[Ground, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    level: Level | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A rule that cannot be assessed: the names of what is not known."""

    names: tuple[str, ...]


def name_of(watch: Watch, analyte: str) -> str:
    """An analyte's name as it stands in a sentence."""
    say = watch.knowledge.wording
    key = f"response.analyte.{analyte}"
    return say.say(key) if say.has(key) else watch.knowledge.catalogue[analyte].name


def told(watch: Watch, result: LabResult) -> str:
    """A result in words: name, value as reported with its unit, and when it was drawn."""
    reported = result.reported
    value = "" if reported.value is None else plain(reported.value)
    return watch.knowledge.wording.say(
        "response.told", name=name_of(watch, result.analyte), value=f"{reported.comparator or ''}{value}",
        unit=result.unit, at=result.at.astimezone(watch.known.zone).isoformat(timespec="minutes"),
    )  # fmt: skip


def _limit_told(limit: Limit, result: LabResult, watch: Watch) -> str:
    """The limit in the unit that it was tested in."""
    unit = watch.known.judged(result).unit
    unit = unit if unit in limit.values else next(iter(limit.values))
    return f"{plain(limit.values[unit])} {unit}"


def _ground(watch: Watch, result: LabResult, *, falls: bool) -> Ground:
    value = as_result(result, watch.known.catalogue.get(result.analyte), watch.known.zone).canonical
    return Ground(result, value, falls)


def _of(watch: Watch, limit: Limit, hours: int | None = None) -> tuple[Truth, LabResult | None]:
    """Whether the newest result of the last days, or hours, lies beyond a limit, and which that is."""
    if hours is None:
        latest = watch.latest(limit.analyte)
        found = None if latest is None else watch.of[latest]
    else:
        found = next(iter(reversed(watch.known.within(limit.analyte, hours))), None)
    return (None, None) if found is None else (watch.known.proves(found, limit), found)


def beyond(name: str, watch: Watch, rule: WatchRule) -> Raised | Missing | None:
    """The newest result of one analyte lies beyond the rule's one limit."""
    limit = rule.limits[name]
    truth, found = _of(watch, limit)
    if found is None or truth is None:
        return Missing((name_of(watch, limit.analyte),))
    if not truth:
        return None
    values = {"result": told(watch, found), "limit": _limit_told(limit, found, watch)}
    return Raised((_ground(watch, found, falls=limit.op in FALLS),), values)


def platelets_low_bleeding(watch: Watch, rule: WatchRule) -> Raised | Missing | None:
    """Few platelets in a child who bleeds; whether it bleeds is asked only where they are few, or not known."""
    found = beyond("platelets", watch, rule)
    if found is None or watch.bleeding is False:
        return None
    return Missing((watch.knowledge.wording.say("response.bleeding"),)) if watch.bleeding is None else found


def fever_with_neutropenia(watch: Watch, rule: WatchRule) -> Raised | Missing | None:
    """The highest temperature of the last day, and the newest neutrophils of the last days."""
    fever, few = rule.limits["temperature"], rule.limits["neutrophils"]
    measured = watch.known.within(fever.analyte, int(rule.numbers["temperature_hours"]))
    feverish = any_of(watch.known.proves(one, fever) for one in measured) if measured else None
    truth, counted = _of(watch, few, int(rule.numbers["neutrophil_hours"]))
    if feverish is False or truth is False:
        return None
    missing = [limit.analyte for limit, known in ((fever, feverish), (few, truth)) if known is None]
    if missing or counted is None:
        return Missing(tuple(name_of(watch, one) for one in missing))
    warm = [one for one in measured if watch.known.proves(one, fever)]
    hot = max(warm, key=lambda one: (_ground(watch, one, falls=False).value or 0, one.at))
    values = {"temperature": told(watch, hot), "neutrophils": told(watch, counted)}
    return Raised((_ground(watch, hot, falls=False), _ground(watch, counted, falls=True)), values)


def worsening_markers(watch: Watch, rule: WatchRule) -> Raised | Missing | None:
    """Two or more markers worse within the hours of response.toml."""
    rules, found = watch.known.rules.worsening, signs.worse(watch.known)
    if len(found) < rules.need:
        missing = signs.unjudged(watch.known)
        decided = len(found) + len(missing) < rules.need
        return None if decided else Missing(tuple(name_of(watch, one) for one in missing))
    names = listed(name_of(watch, one.analyte) for one in found)
    values = {"count": str(len(found)), "within": str(rules.hours), "names": names}
    falls = {name: marker.way == "down" for name, marker in rules.markers.items()}
    return Raised(tuple(_ground(watch, one.last, falls=falls[one.analyte]) for one in found), values)


def lumbar_puncture_unsafe(watch: Watch, rule: WatchRule) -> Raised | Missing | None:
    """On a day with a puncture: a limit passed, or one of the values not known of that day."""
    if not watch.puncture:
        return None
    hours, say = int(rule.numbers["result_hours"]), watch.knowledge.wording.say
    looked = [(limit, *_of(watch, limit, hours)) for limit in rule.limits.values()]
    passed = [(limit, found) for limit, truth, found in looked if truth and found is not None]
    unknown = [name_of(watch, limit.analyte) for limit, truth, _ in looked if truth is None]
    if not passed and not unknown:
        return None
    words = [told(watch, found) for _, found in passed]
    if unknown:
        words.append(say("response.unknown_today", names=listed(unknown)))
    raising = tuple(_ground(watch, found, falls=limit.op in FALLS) for limit, found in passed)
    return Raised(raising, {"found": listed(words)}, about=watch.today.isoformat())


def risk_signs(watch: Watch, rule: WatchRule) -> Raised | Missing | None:
    """The prognostic indicators, for information; a warning where a second one is new. Never a score."""
    found = {code: one for code, one in indicators(watch).items() if one.applies}
    present = [one for one in found.values() if one.truth]
    say = watch.knowledge.wording.say
    unknown = [say(f"indicator.{code}") for code, one in found.items() if one.truth is None]
    if not present:
        return Missing(tuple(unknown)) if unknown else None
    new = len(present) > 1 and any(not one.standing for one in present)
    values = {
        "count": str(len(present)), "assessed": str(len(found) - len(unknown)), "unknown": str(len(unknown)),
        "names": listed(say(f"indicator.{one.code}") for one in present),
    }  # fmt: skip
    rests = tuple(_rests(watch, present))
    return Raised(rests, values, "new", "warning") if new else Raised(rests, values)


def _rests(watch: Watch, present: Iterable[Indicator]) -> Iterator[Ground]:
    """The results that make indicators present, each once."""
    seen = set()
    for one in present:
        for limit in one.limits:
            for result in one.results:
                counts = proves(result, limit) or one.risen_from is not None
                if result.analyte == limit.analyte and counts and result not in seen:
                    seen.add(result)
                    yield _ground(watch, watch.of[result], falls=limit.op in FALLS)
