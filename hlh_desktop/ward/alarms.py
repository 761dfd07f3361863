"""What is alarming of a child, worst first: what the log says, its results, then the findings of the plan that stands.

Each line leads to where it is dealt with. No amount of a dose stands in any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.findings.superseded import measured_for
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, number, quantity, with_unit
from hlh_desktop.ward import measuring, plans
from hlh_desktop.ward.due_now import words_at
from hlh_desktop.ward.log.entries import order_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.values import DoseKind
    from hlh_desktop.domain.results.alerts.values import Alert
    from hlh_desktop.ward.board.telling import Words
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard

Grade = Literal["refuse", "critical", "warning", "info"]
GRADES: tuple[Grade, ...] = ("refuse", "critical", "warning", "info")
# Where a line leads to: a tab of the child, or a view of the plan.
Leads = Literal["doses", "tasks", "findings", "weight", "results"]
# Which missed doses are named first.
KINDS: tuple[DoseKind, ...] = ("intrathecal", "cytotoxic", "antibody", "other")
# Of several doses or tasks so many are named, the others counted.
NAMED = 2
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One line: its grade, what it is in a word, what there is to know, and where it is dealt with."""

    grade: Grade
    strong: str
    text: str
    leads: Leads


def alarms(
    desk: OpenWard, child: ChildDay, findings: Iterable[Finding], tasks: Iterable[TaskState], now: datetime,
    results: Iterable[Alert] = (),
) -> tuple[Alarm, ...]:  # fmt: skip
    """Every line at a moment. `findings` are those of the plan that stands, () while it is closed.

    `results` are alerts of the child's results; those that were acknowledged are not told again.
    """
    sight = _Sight(desk, child, words_at(desk, now), now)
    found = (
        *sight.differing(), *sight.missed(), *sight.overdue(tasks), *sight.orders(), *sight.stops(), *sight.revision(),
        *sight.uncounted(), *sight.overlap(), *sight.results(results), *sight.findings(findings),
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: GRADES.index(one.grade)))


@dataclass(frozen=True, slots=True)
class _Sight:
    """A child seen from a moment."""

    desk: OpenWard
    child: ChildDay
    words: Words
    now: datetime

    def _alarm(self, grade: Grade, name: str, leads: Leads, **values: object) -> Alarm:
        return Alarm(grade, self._say(name), self._say(f"{name}_text", **values), leads)

    def _say(self, key: str, **values: object) -> str:
        return self.desk.ward.wording.say(f"overview.alarm.{key}", **values)

    def _named(self, words: list[str]) -> str:
        """The first of several in words, the others counted."""
        more = len(words) - NAMED
        return listed((*words[:NAMED], self._say("others", count=more) if more > 0 else ""))

    def differing(self) -> Iterator[Alarm]:
        """Second checks in which the two did not agree, of doses that still wait."""
        for one in self.child.doses:
            check = self.child.checks.get(one.dose.id)
            if check is not None and check.phase == "differs" and one.open:
                drug = self.words.drug(one.dose)
                yield self._alarm("critical", "differs", "doses", drug=drug, place=one.dose.place, of=one.dose.of)

    def missed(self) -> Iterator[Alarm]:
        """Doses that the clock counts as missed because nobody wrote anything; of each kind the newest first."""
        newest = [one for one in reversed(self.child.doses) if one.state == "missed" and one.outcome is None]
        found = sorted(newest, key=lambda one: KINDS.index(one.dose.kind))
        if found:
            doses = [" ".join((self.words.drug(one.dose), self.words.at(one.span.due))) for one in found]
            these = self._say("missed_one" if len(found) == 1 else "missed_several", count=len(found))
            yield self._alarm("critical", "missed", "doses", doses=self._named(doses), these=these)

    def overdue(self, tasks: Iterable[TaskState]) -> Iterator[Alarm]:
        """Tasks past their time; one with a clock of its own makes it critical."""
        late = [task for task in tasks if task.state == "overdue"]
        if not late:
            return
        own = set(self.desk.ward.knowledge.board.critical_tasks)
        ordered = sorted(late, key=lambda task: (task.code not in own, task.due))
        named = [self._say("task", task=self.words.task(task), at=self.words.at(task.due)) for task in ordered]
        grade: Grade = "critical" if ordered[0].code in own else "warning"
        yield self._alarm(grade, "tasks", "tasks", tasks=self._named(named))

    def orders(self) -> Iterator[Alarm]:
        """Orders by voice that wait for a signature."""
        for order in self.desk.log.voice_orders(self.child.child):
            if order.signed_by is None:
                late = order.until < self.words.now
                grade: Grade = "critical" if late else "warning"
                told = order_words(self.desk, order, self.now)
                yield Alarm(grade, self._say("voice_late" if late else "voice"), told, "doses")

    def stops(self) -> Iterator[Alarm]:
        """Lines that are stopped."""
        lines = {(dose.line, dose.part): dose for dose in self.child.ledger.doses}
        for stop in self.child.ledger.stops:
            dose = lines.get((stop.line, stop.part))
            if stop.lifted is None and dose is not None:
                key = "stopped_text" if stop.directed_by is None else "stopped_directed"
                at, drug = self.words.at(stop.since), self.words.drug(dose)
                told = self._say(key, drug=drug, at=at, by=stop.by, directed_by=stop.directed_by)
                yield Alarm("warning", self._say("stopped"), told, "doses")

    def revision(self) -> Iterator[Alarm]:
        """A weight that the plan was not made at."""
        found = measuring.revision(self.desk, self.child.child)
        if found is not None:
            old, new = (quantity(Quantity(weight, "kg")) for weight in (found.old, found.new))
            day, percent = self.words.tell.short(found.on), number(found.percent)
            yield self._alarm("warning", "revision", "weight", old=old, new=new, day=day, percent=percent)

    def uncounted(self) -> Iterator[Alarm]:
        """Doses that were given and stand in no sum."""
        given = self.child.given
        if given is not None and given.uncounted:
            drug = self.words.name(self.desk.ward.knowledge.settings.cumulative_drug)
            yield self._alarm("warning", "uncounted", "doses", count=len(given.uncounted), drug=drug)

    def overlap(self) -> Iterator[Alarm]:
        """Doses that may be counted twice: the plan was told an earlier amount when the log had some already."""
        drug, given = self.desk.ward.knowledge.settings.cumulative_drug, self.child.given
        found = self.child.overlap(drug)
        if found is None or given is None:
            return
        name = self.words.name(drug)
        if self.child.hidden:  # the sum of one dose is that dose
            yield Alarm("warning", self._say("overlap"), self._say("overlap_hidden", drug=name), "doses")
            return
        told, logged, total, least = (
            with_unit(number(one, 1), "mg/m2")
            for one in (found.told, found.logged, given.total, given.total - found.most)
        )
        yield self._alarm("warning", "overlap", "doses", drug=name, told=told, logged=logged, total=total, least=least)

    def results(self, alerts: Iterable[Alert]) -> Iterator[Alarm]:
        """Open alerts of results."""
        tell = Telling(self.desk.ward.wording)
        for one in alerts:
            if one.open:
                yield Alarm(one.level, one.title, tell.sentence(one.text), "results")

    def findings(self, findings: Iterable[Finding]) -> Iterator[Alarm]:
        """Refusals, critical findings and warnings of the plan, but for those that were measured again since."""
        tell, told = Telling(self.desk.ward.wording), tuple(findings)
        of = {one.code: measured_for(one.code, self.desk.ward.knowledge) for one in told}
        measured = self._measured_since(frozenset().union(*of.values()))
        for one in told:
            signs = of[one.code]
            if one.level != "info" and not (signs and signs <= measured):
                level = self.desk.ward.wording.say(f"proof.level.{one.level}")
                yield Alarm(one.level, f"{level}.", tell.sentence(one.text), "findings")

    def _measured_since(self, signs: frozenset[str]) -> frozenset[str]:
        """Of which of them the log has a number of after the plan's day one: its alerts tell of these."""
        if self.child.signed is None or not signs:
            return frozenset()
        head = plans.head(self.desk, self.child.signed.plan)
        after = instant(head.day_one + DAY, time(), self.desk.zone)
        return self.desk.labs.measured(self.child.child, signs, after)
