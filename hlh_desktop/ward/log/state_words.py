"""The state of a dose in words, with its icon and colour: an icon and a word, never the colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.log.gates.when import span
from hlh_desktop.domain.log.ledger import stop_of
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import unbroken

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard

Tone = Literal["ok", "info", "warning", "critical", "none"]
# The icon of each state and its tone; one that is overdue is critical whatever it is.
LOOKS: dict[str, tuple[str, Tone]] = {
    "planned": ("circle", "none"), "awaiting_release": ("pencil", "none"), "due": ("clock", "warning"),
    "late": ("clock", "critical"), "missed": ("circle-alert", "critical"), "visit": ("calendar-days", "info"),
    "at_home": ("calendar-days", "info"), "ended": ("ban", "none"), "stopped": ("ban", "warning"),
    "running": ("circle-dot", "info"), "given": ("circle-check", "ok"), "partly_given": ("triangle-alert", "warning"),
    "held": ("circle-pause", "warning"), "refused": ("circle-x", "warning"), "omitted": ("circle-x", "warning"),
    "elsewhere": ("circle-check", "ok"), "home": ("circle-check", "ok"),
}  # fmt: skip
OVERDUE: tuple[str, Tone] = ("clock", "critical")
# These say when they happened.
TIMED = ("running", "given", "partly_given", "elsewhere", "home", "held", "refused")


@dataclass(frozen=True, slots=True)
class State:
    """A state as a row shows it."""

    words: str
    icon: str
    tone: Tone


def state_of(desk: OpenWard, one: DoseNow, child: ChildDay, now: datetime) -> State:
    """The state of a dose at a moment: "Overdue 5 min", "Given 08:06", "Held 09:10"."""
    say = desk.ward.wording.say
    if one.overdue is not None:
        key = "overdue_release" if one.state == "awaiting_release" else "overdue"
        return State(say(f"doses.state.{key}", time=unbroken(span(one.overdue))), *OVERDUE)
    name = _name(one)
    words = say(f"doses.state.{name}", **_values(desk, one, child, now))
    return State(words, *LOOKS[one.state])


def _name(one: DoseNow) -> str:
    """A dose that nobody wrote of, and one that somebody wrote down as missed, are told apart."""
    return "missed_written" if one.state == "missed" and one.outcome is not None else one.state


def _values(desk: OpenWard, one: DoseNow, child: ChildDay, now: datetime) -> dict[str, str]:
    values = {"at": "", "by": ""}
    if one.outcome is not None and one.state in TIMED:
        values["at"] = moment(desk, one.outcome.taken, now)
    if one.state == "stopped":
        stop = stop_of(one.dose, child.ledger.stops)
        values["by"] = "" if stop is None else stop.directed_by or stop.by
    return values


def moment(desk: OpenWard, at: datetime, now: datetime) -> str:
    """A clock time, with its date where it lies on another day than `now`."""
    now = desk.here(now)
    here = at.astimezone(now.tzinfo)
    if here.date() == now.date():
        return f"{here:%H:%M}"
    return NON_BREAKING.join((Telling(desk.ward.wording).short(here.date()), f"{here:%H:%M}"))
