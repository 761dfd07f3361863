"""Every alert of a child's results: each entry of result_alerts.toml runs its rule; the worst stand first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.words import own_notes
from hlh_desktop.domain.findings.engine import INDICATORS
from hlh_desktop.domain.results.alerts import grounds
from hlh_desktop.domain.results.alerts.rules import LEVELS
from hlh_desktop.domain.results.alerts.values import Alert, NotAssessed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.alerts.grounds import Rule
    from hlh_desktop.domain.results.alerts.rules import WatchRule
    from hlh_desktop.domain.results.alerts.watch import Watch

RULES: dict[str, Rule] = {
    "fever_with_neutropenia": grounds.fever_with_neutropenia,
    "sodium_very_low": partial(grounds.beyond, "sodium"),
    "platelets_very_low": partial(grounds.beyond, "platelets"),
    "platelets_low_bleeding": grounds.platelets_low_bleeding,
    "fibrinogen_very_low": partial(grounds.beyond, "fibrinogen"),
    "worsening_markers": grounds.worsening_markers,
    "lumbar_puncture_unsafe": grounds.lumbar_puncture_unsafe,
    "risk_signs": grounds.risk_signs,
}


# What a rule rests on beside its own entry, as paths of the knowledge.
RESTS: dict[str, tuple[str, ...]] = {
    "risk_signs": tuple(f"alerts.{code}" for code in INDICATORS),
    "worsening_markers": ("response.worsening",),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules say at a moment: alerts, worst first, and what could not be assessed."""

    alerts: tuple[Alert, ...]
    not_assessed: tuple[NotAssessed, ...]


def find(watch: Watch) -> Found:
    """Every rule on a child's results."""
    alerts, missing = [], []
    for code, rule in watch.knowledge.result_alerts.rules.items():
        raised = RULES[code](watch, rule)
        if isinstance(raised, grounds.Raised):
            alerts.append(_alert(code, rule, raised, watch))
        elif raised is not None:
            title = rule.title[watch.knowledge.wording.language]
            missing.append(NotAssessed(code, title, raised.names))
    return Found(tuple(sorted(alerts, key=lambda one: LEVELS.index(one.level))), tuple(missing))


def own_notes_of(code: str, knowledge: Knowledge) -> Iterator[str]:
    """Which of the numbers that an alert rests on are the ward's own, each with what was shipped."""
    for path in (f"result_alerts.rules.{code}", *RESTS.get(code, ())):
        yield from own_notes(knowledge, path)


def _alert(code: str, rule: WatchRule, raised: grounds.Raised, watch: Watch) -> Alert:
    language = watch.knowledge.wording.language
    words = rule.text if raised.text is None else rule.texts[raised.text]
    said = " ".join((words[language].format_map(raised.values), *own_notes_of(code, watch.knowledge)))
    at = max((one.result.at for one in raised.grounds), default=watch.known.now)
    return Alert(
        code, raised.level or rule.level, rule.title[language], said[:1].upper() + said[1:], rule.statements,
        rule.cites, raised.grounds, at, raised.about,
    )  # fmt: skip
