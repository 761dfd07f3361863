"""Alerts of a child in the words of the screen: what is to be seen, from which source, how it was acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed
from hlh_desktop.ward.results.response_words import sources

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.results.alerts.values import Alert
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.results.alerts import Alerts


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as its row shows it; `answered` is empty while it is open."""

    alert: Alert
    title: str
    text: str
    sources: str
    answered: str


def alert_rows(desk: OpenWard, found: Alerts, now: datetime) -> tuple[AlertRow, ...]:
    """Open ones first."""
    return tuple(_row(desk, one, now) for one in found.all)


def _row(desk: OpenWard, alert: Alert, now: datetime) -> AlertRow:
    tell = Telling(desk.ward.wording)
    said = sources(tell, alert.cites, alert.statements)
    return AlertRow(alert, alert.title, tell.sentence(alert.text), said, _answered(desk, alert, now))


def _answered(desk: OpenWard, alert: Alert, now: datetime) -> str:
    """By whom, when and why, and whether something was done."""
    given = alert.answered
    if given is None:
        return ""
    say, tell = desk.ward.wording.say, Telling(desk.ward.wording)
    when = tell.from_today(desk.here(given.saved), desk.here(now).date())
    said = say("alerts.answered", when=when, by=given.by, reason=given.reason.rstrip("."))
    return " ".join((said, say("alerts.acted" if given.acted else "alerts.unacted")))


def not_assessed(desk: OpenWard, found: Alerts) -> tuple[str, ...]:
    """Each rule that could not be looked at, with what is missing for it."""
    say = desk.ward.wording.say
    return tuple(say("alerts.not_assessed", title=one.title, missing=listed(one.missing)) for one in found.not_assessed)


def reasons(desk: OpenWard) -> tuple[str, ...]:
    """Usual reasons for an acknowledgement."""
    language = desk.ward.wording.language
    return tuple(one[language] for one in desk.ward.knowledge.result_alerts.reasons)
