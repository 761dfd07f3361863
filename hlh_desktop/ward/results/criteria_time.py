"""Criteria of a child over time: scored again from the record for each day with results, and kept when asked.

A kept assessment is a fact of its own with the numbers as they were seen; nothing of it is changed later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.case import Signs
from hlh_desktop.domain.quantity import grouped
from hlh_desktop.domain.results.criteria_days import Child, CriteriaDay, criteria_days
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed, with_unit
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import plans
from hlh_desktop.ward.log.again import stands_already
from hlh_desktop.ward.results.assessed import CRITERIA
from hlh_desktop.ward.results.reading import standing_in

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hlh_desktop.domain.laboratory import Result
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class CriteriaRow:
    """A day in words, with what it was made of; `kept` tells who kept it and when, or "".

    `kept_as` is what was kept then, where results, signs or rules have changed since; else "".
    """

    found: CriteriaDay
    day: str
    hlh_2004: str
    hscore: str
    chance: str
    mas_2016: str
    used: tuple[str, ...]
    kept: str = ""
    kept_as: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaTime:
    """Every day, the newest first; `told` says whose signs they count with."""

    rows: tuple[CriteriaRow, ...]
    told: str


def criteria_time(desk: OpenWard, child: UUID, now: datetime) -> CriteriaTime:
    """The criteria of a child over time; no rows without a birth date. Trouble no_child."""
    with desk.store.reading() as reading:
        whose, told = _child(desk, reading, child)
        if whose is None:
            return CriteriaTime((), told)
        found = _days(desk, reading, child, whose, now)
        kept = {fact.body["day"]: fact for fact in reading.facts(child, (CRITERIA,))}
    words = _Words(desk)
    return CriteriaTime(tuple(words.kept(words.row(one), kept.get(str(one.day))) for one in reversed(found)), told)


def keep(desk: OpenWard, child: UUID, shown: CriteriaDay, id_: UUID, now: datetime) -> None:
    """Keeps the assessment of a day as it was shown. Trouble not_allowed, response_changed."""
    desk.require("assess")

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, CRITERIA, day=str(shown.day)):
            return None
        whose, _ = _child(desk, reading, child)
        days = () if whose is None else _days(desk, reading, child, whose, now)
        if shown not in days:
            raise Trouble("response_changed")
        body = {**_body(_Words(desk).row(shown)), "day": str(shown.day), "edition": desk.ward.knowledge.edition}
        return Writing([Entry(id_, CRITERIA, child, desk.author, now, body)])

    desk.store.decide(decide, now)


def _body(row: CriteriaRow) -> dict[str, Any]:
    return {
        "hlh_2004": row.hlh_2004, "hscore": row.hscore, "chance": row.chance, "mas_2016": row.mas_2016,
        "used": list(row.used),
    }  # fmt: skip


def _child(desk: OpenWard, reading: Reading, child: UUID) -> tuple[Child | None, str]:
    """Birth date and signs; signs of the plan that stands, all of them unknown without one."""
    identity = desk.store.identities().get(child)
    if identity is None:
        raise Trouble("no_child")
    say, head = desk.ward.wording.say, plans.standing_in(reading, child)
    if identity.date_of_birth is None:
        return None, say("criteria.no_birth")
    if head is None:
        return None, say("criteria.no_plan")
    signs = Signs.model_validate(plans.case_of(desk, head.id).get("signs") or {})
    told = say("criteria.signs", version=head.version, days=desk.ward.knowledge.settings.result_days)
    return Child(identity.date_of_birth, signs, head.day_one, desk.zone), told


def _days(desk: OpenWard, reading: Reading, child: UUID, whose: Child, now: datetime) -> tuple[CriteriaDay, ...]:
    found = (one for one in standing_in(reading, child) if one.at <= now)
    return criteria_days(found, whose, desk.ward.knowledge)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a row says."""

    desk: OpenWard

    def row(self, found: CriteriaDay) -> CriteriaRow:
        say, criteria = self.desk.ward.wording.say, found.criteria
        hlh, score = criteria.hlh_2004, criteria.hscore
        span = str(score.low) if score.low == score.high else say("screen.range.from", low=score.low, high=score.high)
        low, high = score.probability_low, score.probability_high
        chance = low if low == high else say("screen.range.from", low=low, high=high)
        return CriteriaRow(
            found, self._day(found.day),
            say("criteria.hlh_2004", met=hlh.met, all=len(hlh.items), unknown=hlh.unknown,
                state=say(f"criteria.state.{hlh.state}")),
            span, say("criteria.chance", percent=chance), say(f"proof.mas.{criteria.mas_2016}"),
            tuple(self._used(one) for one in found.used),
        )  # fmt: skip

    def kept(self, row: CriteriaRow, last: Fact | None) -> CriteriaRow:
        """The same with who kept that day last, if anybody did, and what was kept where it reads otherwise now."""
        if last is None:
            return row
        say, tell, was = self.desk.ward.wording.say, Telling(self.desk.ward.wording), dict(last.body)
        same = all(was[name] == now for name, now in _body(row).items())
        key = "criteria.kept" if same else "criteria.kept_before"
        who = say(key, by=last.author.name, at=tell.moment(self.desk.here(last.taken)))
        told = {name: was[name] for name in ("hlh_2004", "hscore", "chance", "mas_2016")}
        used = say("criteria.told_used", used=listed(was["used"])) if was["used"] else ""
        return replace(row, kept=who, kept_as="" if same else say("criteria.kept_as", used=used, **told).rstrip())

    def _day(self, day: date) -> str:
        return Telling(self.desk.ward.wording).day(day)

    def _used(self, one: Result) -> str:
        """Name, value with unit, and when: what anybody needs to look it up."""
        name = self.desk.ward.knowledge.catalogue[one.analyte].name
        when = listed((self._day(one.on), clock(one.at)))
        key = "criteria.used_raised" if one.raised else "criteria.used"
        return self.desk.ward.wording.say(key, name=name, value=with_unit(grouped(one.reported), one.unit), when=when)
