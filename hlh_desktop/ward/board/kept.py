"""What the board keeps of one child between two looks: the log as far as it was read, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.domain.criteria.observed import TEMPERATURE
from hlh_desktop.domain.log.ledger import Ledger, standing_of
from hlh_desktop.domain.log.values import AT_HOME, TAKEN
from hlh_desktop.domain.log.weight import awaits_revision
from hlh_desktop.domain.results.newest import newest_of
from hlh_desktop.domain.results.series import series_of, standing
from hlh_desktop.ward import children, plans, tasks
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.checks import check_of
from hlh_desktop.ward.log.read import releases_of, stops_of
from hlh_desktop.ward.results.alerts import ACKNOWLEDGED
from hlh_desktop.ward.results.assessed import ASSESSED
from hlh_desktop.ward.stay import stays_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.values import Ended, LoggedDose, Outcome
    from hlh_desktop.domain.log.weight import Revision
    from hlh_desktop.domain.results.alerts.values import Alert
    from hlh_desktop.domain.results.newest import Newest
    from hlh_desktop.domain.results.values import LabResult, ResultEnd
    from hlh_desktop.record.values import Fact, Identity
    from hlh_desktop.ward.board.frozen import OfPlan
    from hlh_desktop.ward.board.values import Cell
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

# The results that a row shows, and those that are read: a temperature may call for a task.
FERRITIN, PLATELETS = "ferritin", "plt"
SHOWN = (FERRITIN, PLATELETS)
READ = (*SHOWN, TEMPERATURE)
# What is read of every child, besides outcomes, results, and what ended them.
WANTED = (*kinds.OF_DAY, *tasks.OF_TASKS, *children.OF_MEASURES, plans.SIGNATURE, ACKNOWLEDGED, ASSESSED)


@dataclass(slots=True)
class Kept:
    """One child. What is read stands first and only grows; the rest is worked out by `settle` when it grew.

    `dues` are the moments of `doses`, in UTC and in order. `open_turns` are the tasks that are still to be answered,
    `orders` the moments until which orders by voice must be signed. `newest` is the newest of each result of `SHOWN`,
    `alerts` what the results raised when they were read and nobody has acknowledged, the worst first.
    `last_taken` is when a drug was last given. `changed` is what changed since a moment, in words, as long as nothing
    is added. `turn` is another whenever any of it is.
    """

    child: UUID
    identity: Identity
    facts: list[Fact] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    ends: list[Ended] = field(default_factory=list)
    results: list[LabResult] = field(default_factory=list)
    result_ends: list[ResultEnd] = field(default_factory=list)
    orders: dict[UUID, datetime] = field(default_factory=dict)
    head: PlanHead | None = None
    doses: tuple[LoggedDose, ...] = ()
    dues: list[datetime] = field(default_factory=list)
    of_plan: OfPlan | None = None
    ledger: Ledger = field(default_factory=Ledger)
    by_id: dict[UUID, LoggedDose] = field(default_factory=dict)
    running: tuple[LoggedDose, ...] = ()
    checks: tuple[CheckNow, ...] = ()
    open_turns: tuple[TaskState, ...] = ()
    revision: Revision | None = None
    newest: Mapping[str, Newest | None] = field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    last_taken: datetime | None = None
    home_since: datetime | None = None
    changed: tuple[datetime, Cell] | None = None
    turn: int = 0

    def take_doses(self, doses: Iterable[LoggedDose], of_plan: OfPlan) -> None:
        """The doses of the version that stands, and what else is shown of it."""
        self.doses = tuple(sorted(doses, key=lambda dose: (dose.due, dose.line, dose.slot)))
        self.dues = [dose.due for dose in self.doses]
        self.by_id = {dose.id: dose for dose in self.doses}
        self.of_plan = of_plan

    def settle(self, desk: OpenWard, now: datetime) -> None:
        """Works out again what follows from what was read."""
        ended = {one.outcome: one for one in self.ends}
        standing = standing_of(self.outcomes, ended)
        plan = self.head.id if self.head else None
        stays = stays_of(self.facts)
        releases, stops = releases_of(self.facts), stops_of(self.facts, plan)
        self.ledger = Ledger(self.doses, tuple(self.outcomes), ended, standing, releases, stops, stays)
        self.running = tuple(dose for dose in self.doses if (one := standing.get(dose.id)) and one.became == "running")
        taken = (one.taken for one in standing.values() if one.became in TAKEN)
        self.last_taken = max((moment.astimezone(UTC) for moment in taken), default=None)
        self.home_since = min((stay.since for stay in stays if stay.kind in AT_HOME), default=None)
        self.changed = None
        self.checks = _checks(self.facts, self.outcomes)
        found = tasks.tasks_of(desk, self.facts, now, results=_of_now(self))
        self.open_turns = tuple(one for one in found if one.open)
        self.newest = _newest(self, desk)
        self.revision = _revision(self, desk.ward.knowledge.giving.gates["revision"].numbers["percent"])

    def note_orders(self, facts: Iterable[Fact], patience: timedelta) -> None:
        """Orders by voice among facts, until when they must be signed, and those that were."""
        for fact in facts:
            if fact.kind == kinds.COUNTERSIGNED:
                self.orders.pop(UUID(fact.body["order"]), None)
            elif fact.body.get("directed_by"):
                self.orders[fact.id] = fact.taken.astimezone(UTC) + patience


def _checks(facts: list[Fact], outcomes: list[Outcome]) -> tuple[CheckNow, ...]:
    """The second checks that are open."""
    named = {UUID(fact.body["dose"]) for fact in facts if fact.kind in (kinds.CHECK_BEGUN, kinds.CHECK_ENTERED)}
    found = (check_of(dose, facts, outcomes) for dose in sorted(named, key=str))
    return tuple(check for check in found if check is not None and check.open)


def _of_now(kept: Kept) -> tuple[LabResult, ...]:
    """The results that stand."""
    return standing(kept.results, (end.of for end in kept.result_ends))


def _newest(kept: Kept, desk: OpenWard) -> dict[str, Newest | None]:
    """The newest result of what a row shows, beside the others of its series."""
    knowledge = desk.ward.knowledge
    series = series_of(_of_now(kept), knowledge.catalogue)
    return {
        name: newest_of((one for one in series if one.key.analyte == name), knowledge.board.level_percent)
        for name in SHOWN
    }


def _revision(kept: Kept, percent: Decimal) -> Revision | None:
    if kept.head is None:
        return None
    measures = kept.head.measures
    rows = children.measured_of(kept.facts)
    return awaits_revision(measures.weight_kg, measures.weighed_on, rows, percent)
