"""What whoever gives one dose must see and is asked: route, planned amount, order as a rule, instructions, chain.

The order stands as a rule (150 mg/m2 per dose) and never as an amount, so that a sum is done again and not read off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.log.records import INTRATHECAL, checked, infused, needs_release, record_of
from hlh_desktop.domain.log.second_check import measures_of
from hlh_desktop.domain.orders import IntrathecalDose
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed, number, with_unit
from hlh_desktop.ward import dose_rows, plans
from hlh_desktop.ward.log.state_words import moment
from hlh_desktop.ward.log.words import amount_words, title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.domain.log.rules import Record
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

Link = Literal["done", "now", "open", "differs"]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One step of the verification chain: what was done by whom, and whether it is."""

    state: Link
    words: str


@dataclass(frozen=True, slots=True)
class DoseSheet:
    """One dose for its panel. `planned` in words and `amount` as it is typed; "" while amounts are hidden.

    `asks` are site, batch, expiry as the drug's record wants them; `measures` what a second check asks for; `hidden`
    whether a dose of the child, this one or another, is in check.
    """

    now: DoseNow
    title: str
    route: str
    planned: str
    amount: str
    unit: str
    asks: tuple[str, ...]
    infused: bool
    checked: bool
    measures: tuple[str, ...]
    order: str
    lines: tuple[str, ...]
    sources: str
    chain: tuple[ChainLink, ...]
    check: CheckNow | None
    hidden: bool

    @property
    def id(self) -> UUID:
        """The dose."""
        return self.now.dose.id

    @property
    def intrathecal(self) -> bool:
        """Whether it goes by the route of its own."""
        return self.now.dose.kind == INTRATHECAL


def dose_sheet(
    desk: OpenWard, child: ChildDay, dose: UUID, head: PlanHead | None, now: datetime, *, order: bool = True
) -> DoseSheet:  # fmt: skip
    """What is shown and asked of a dose; without `order` the plan is not read for its rule. Trouble no_dose."""
    one = child.dose(dose)
    if one is None:
        raise Trouble("no_dose")
    knowledge, planned = desk.ward.knowledge, one.dose
    record, hidden = record_of(planned, knowledge), bool(child.hidden)
    check = child.checks.get(dose)
    if check is not None and check.open and dose not in child.hidden:
        check = None  # forgotten: amounts were shown since, and it is begun anew
    runs = infused(planned, knowledge)
    return DoseSheet(
        now=one, title=title(desk, planned, hidden=hidden or checked(planned, knowledge)),
        route=Telling(desk.ward.wording).say(f"route.{planned.route}"),
        planned="" if hidden else amount_words(desk, planned, hidden=False),
        amount="" if hidden or planned.amount is None else plain(planned.amount), unit=planned.unit,
        asks=() if record is None else tuple(record.asks), infused=runs, checked=checked(planned, knowledge),
        measures=measures_of(planned, runs=runs), order=order_words(desk, planned, record) if order else "",
        lines=() if record is None else _lines(desk, record),
        sources="" if record is None else sources(desk, record),
        chain=tuple(_chain(desk, one, check, head, now)), check=check, hidden=hidden,
    )  # fmt: skip


def _lines(desk: OpenWard, record: Record) -> tuple[str, ...]:
    """What is read when giving, walls first."""
    tell, language = Telling(desk.ward.wording), desk.ward.wording.language
    return tuple(tell.sentence(words[language]) for words in (*record.never, *record.lines))


def order_words(desk: OpenWard, dose: LoggedDose, record: Record | None) -> str:
    """The order as its rule: amount by body measure, route, duration where the drug has one."""
    say, tell = desk.ward.wording.say, Telling(desk.ward.wording)
    made = dose_rows.administrations(dose.child, plans.signed(desk, dose.plan).plan).get(dose.id)
    rule = "" if made is None else _rule(desk, made.dose)
    time = ""
    if record is not None and dose.route == "intravenous" and record.minutes_least is not None:
        key = "over_exactly" if record.minutes_most == record.minutes_least else "over"
        time = say(f"doses.order.{key}", least=number(record.minutes_least), most=number(record.minutes_most or 0))
    return listed((rule, tell.say(f"route.{dose.route}"), time))


def _rule(desk: OpenWard, dose: Dose | IntrathecalDose) -> str:
    say = desk.ward.wording.say
    if isinstance(dose, IntrathecalDose):
        return say("doses.order.age")
    amount = with_unit(number(dose.rule.amount), dose.rule.unit)
    words = say(f"doses.order.{dose.rule.per}", amount=amount, divisor=dose.rule.divisor)
    return words if dose.rule.factor == 1 else say("doses.order.factor", rule=words, factor=number(dose.rule.factor))


def sources(desk: OpenWard, record: Record) -> str:
    """Where the instructions come from: each source with its tag and title."""
    known = desk.ward.knowledge.sources
    parts = []
    for cite in record.cites:
        title_ = known[cite.source].title if cite.source in known else cite.source
        parts.append(desk.ward.wording.say("doses.source", source=cite.source, tag=cite.evidence, title=title_))
    return "\n".join(parts)


def _chain(
    desk: OpenWard, one: DoseNow, check: CheckNow | None, head: PlanHead | None, now: datetime
) -> Iterator[ChainLink]:
    """Ordered, signed by a second prescriber, released, first person, second person (safety rule O5)."""
    say = desk.ward.wording.say
    if head is not None:
        yield ChainLink("done", say("doses.chain.ordered", by=head.signed_by, version=head.version))
        if head.second_by:
            yield ChainLink("done", say("doses.chain.second_signature", by=head.second_by))
    if needs_release(one.dose):
        released = one.release
        if released is None:
            yield ChainLink("open", say("doses.chain.not_released"))
        else:
            at = moment(desk, released.at, now)
            yield ChainLink("done", say("doses.chain.released", by=released.by, at=at))
    if checked(one.dose, desk.ward.knowledge):
        yield from _checked(desk, check, now)
    if one.outcome is not None:
        at = moment(desk, one.outcome.taken, now)
        yield ChainLink("done", say(f"doses.chain.{one.outcome.became}", by=one.outcome.by, at=at))


def _checked(desk: OpenWard, check: CheckNow | None, now: datetime) -> Iterator[ChainLink]:
    say = desk.ward.wording.say
    first, second = (None, None) if check is None else (check.first, check.second)
    if first is None:
        yield ChainLink("now" if check is not None else "open", say("doses.chain.first_open"))
    else:
        yield ChainLink("done", say("doses.chain.first", by=first.by, at=moment(desk, first.entered, now)))
    if second is None or check is None:
        yield ChainLink("now" if first is not None else "open", say("doses.chain.second_open"))
        return
    agrees = check.phase == "agrees"
    key = "second" if agrees else "second_differs"
    words = say(f"doses.chain.{key}", by=second.by, at=moment(desk, second.entered, now))
    yield ChainLink("done" if agrees else "differs", words)


# What a second check itself, or the entry after it, clears: nothing of it keeps people from checking.
LATER = ("identity", "check_missing", "check_differs", "check_old", "check_amount", "amount_missing", "batch_missing",
         "expiry_missing", "site_missing")  # fmt: skip


def against_check(desk: OpenWard, sheet: DoseSheet, now: datetime) -> str:
    """What refuses the dose itself now, in a sentence, so that nobody checks it in vain; empty where nothing does."""
    attempt = Attempt("running" if sheet.infused else "given", now, route=sheet.now.dose.route)
    spoken = desk.log.gates(sheet.id, attempt, now)
    found = next((gate for gate in spoken if gate.need == "refused" and gate.code not in LATER), None)
    return "" if found is None else Telling(desk.ward.wording).sentence(found.text)


def reasons_for(desk: OpenWard, what: str) -> tuple[str, ...]:
    """The reasons to choose from for a deed; own words may be typed instead."""
    found = {str(key): words for key, words in desk.ward.knowledge.giving.reasons.items()}.get(what, ())
    return tuple(words[desk.ward.wording.language] for words in found)


def against_release(desk: OpenWard, sheet: DoseSheet, now: datetime) -> str:
    """Why a dose cannot be released now, in a sentence; empty where it can."""
    say = desk.ward.wording.say
    if sheet.hidden:
        return say("doses.release_hidden")
    hours = int(desk.ward.knowledge.giving.numbers["release_hours"])
    if sheet.now.span.due - now.astimezone(UTC) > timedelta(hours=hours):
        return say("doses.release_early", hours=hours)
    return ""
