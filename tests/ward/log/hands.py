"""The hands of a ward at random: each action is something that a person of the ward, or its clock, could do.

An action is named, and does what it does by a source of chance of its own. What it answers is written down, refused
by gates, or a Trouble; nothing else may come of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.log.measuring import Confirmed
from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.ward import measuring, stay, tasks
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from hlh_desktop.ward.log.releasing import SEEN, Looked
from tests.ward import wards
from tests.ward.log import two_children
from tests.ward.log.at_random import Ward, changed

if TYPE_CHECKING:
    from random import Random

    from hlh_desktop.record.values import DoseRow, Person
    from hlh_desktop.ward.log.giving import Written
    from tests.ward.log.at_random import Form

LOOKED = Looked(dict.fromkeys(SEEN, "as measured today"))
BECAME = ("given", "given", "given", "running", "held", "refused", "omitted", "missed", "elsewhere", "home")
STAYS = ("admitted", "admitted", "on_leave", "outpatient", "transferred", "died")
MOST_VERSIONS = 3
# What an action answers that finds nothing to do.
NOTHING = "nothing to do"


class Hands(Ward):
    """Every action of the campaign, by its name."""

    # --- the clock and the windows

    def time_goes_on(self, chance: Random) -> None:
        """Some minutes, or until a dose is due."""
        ahead = [row.due for row in self.rows.values() if row.due > self.now]
        if ahead and chance.random() < 0.5:
            self.now = min(ahead) + timedelta(minutes=chance.choice((0, 5, 40)))
        else:
            self.now += timedelta(minutes=chance.choice((1, 20, 90, 400)))

    def days_go_by(self, chance: Random) -> None:
        self.now += timedelta(days=chance.choice((1, 1, 3)), hours=chance.randrange(12))

    def clock_is_set_back(self, chance: Random) -> None:
        self.now -= timedelta(minutes=chance.choice((1, 60, 600, 1440)))

    def other_window(self, chance: Random) -> None:
        self.window = 1 - self.window

    def other_person(self, chance: Random) -> None:
        person = chance.choice(list(self.people.values()))
        self.windows[self.window] = self.desk.act_as(person)

    def opened_again(self, chance: Random) -> None:
        self.desk.store.close()
        self.windows[self.window] = wards.enter(self.folder, now=self.now)

    # --- doses

    def write(self, chance: Random) -> Written:
        drugs = chance.choice(((), ("dexamethasone",), ("dexamethasone", "cotrimoxazole")))
        return self.fill_in(chance, self.dose(chance, *drugs), chance.choice(BECAME))

    def give_checked(self, chance: Random) -> Written:
        return self.fill_in(chance, self.dose_of(chance, kinds.CHECK_ENTERED), chance.choice(("given", "running")))

    def give_whole(self, chance: Random) -> Written:
        """A dose that needs a release and a check, from its due moment to the entry."""
        row = self.dose(chance, "etoposide", "methotrexate")
        self.now = max(self.now, row.due + timedelta(minutes=1))
        assert row.amount is not None
        self.desk.act_as(self.doctor).log.release(row.id, LOOKED, wards.PASSWORD, uuid4(), self.now)
        self.desk.log.begin_check(row.id, uuid4(), self.now)
        for name in (two_children.NURSE, two_children.SECOND):
            self.enter(row, self.people[name], chance)
        form = (row.id, self.right(row, chance.choice(("given", "running"))), uuid4())
        self.forms.append(form)
        return self.store(chance, form)

    def fill_in(self, chance: Random, row: DoseRow, became: str) -> Written:
        form = (row.id, self.attempt(chance, row, became), uuid4())
        self.forms.append(form)
        return self.store(chance, form)

    def store(self, chance: Random, form: Form) -> Written:
        second = (self.doctor.id, wards.PASSWORD) if chance.random() < 0.05 else None
        return self.desk.log.write(*form, self.now, second=second)

    def store_again(self, chance: Random) -> Written | str:
        """A form that was filled in before, pressed again; now and then its id for something else."""
        if not self.forms:
            return NOTHING
        dose, attempt, id_ = chance.choice(self.forms[-6:])
        return self.store(chance, (self.dose(chance).id if chance.random() < 0.2 else dose, attempt, id_))

    def finish(self, chance: Random) -> Written | str:
        running = [one for one in self.facts.written.values() if one.became == "running"]
        if not running:
            return NOTHING
        one = chance.choice(running[-4:])
        begun = self.now - timedelta(hours=2)
        attempt = Attempt("given", begun, one.amount, ended=self.now, known="scanned")
        form = (UUID(one.dose), replace(attempt, reasons={"far_past": "late entry"}), uuid4())
        self.forms.append(form)
        return self.store(chance, form)

    def strike(self, chance: Random) -> None:
        self.desk.log.strike(self.outcome(chance), "wrong dose of the list", self.now)

    def lift(self, chance: Random) -> None:
        held = self.outcome(chance, *(("held",) if chance.random() < 0.9 else ()))
        self.prescriber(chance).log.lift(held, "better", self.now)

    def note_elsewhere(self, chance: Random) -> None:
        id_, bsa = uuid4(), chance.choice((Decimal("0.59"), Decimal("0.61"), None))
        self.facts.elsewhere[id_] = bsa
        taken = self.now - timedelta(minutes=chance.choice((90, 9000, -1)))
        dose = ElsewhereDose("etoposide", Decimal("60.5"), "mg", bsa, taken, "Hospital of B.")
        self.desk.log.note_elsewhere(self.child(chance), dose, id_, self.now)

    def move(self, chance: Random) -> Written:
        row = self.dose(chance, "etoposide", "dexamethasone")
        attempt = self.attempt(chance, row, "given")
        return self.desk.log.move_entry(self.outcome(chance), row.id, attempt, "wrong child", uuid4(), self.now)

    # --- orders and checks

    def release(self, chance: Random) -> None:
        looked = LOOKED if chance.random() < 0.8 else Looked({})
        row = self.dose(chance, *(("etoposide", "methotrexate") if chance.random() < 0.9 else ()))
        desk = self.prescriber(chance)
        secret = wards.PASSWORD if desk.person == self.doctor else two_children.SECRET
        desk.log.release(row.id, looked, secret, uuid4(), self.now, reason=chance.choice(("", "known")))

    def wrong_password(self, chance: Random) -> None:
        self.desk.log.release(self.dose(chance).id, LOOKED, "not the password", uuid4(), self.now)

    def withdraw(self, chance: Random) -> None:
        self.prescriber(chance).log.withdraw(self.dose_of(chance, kinds.RELEASED).id, "fever", uuid4(), self.now)

    def check_begun(self, chance: Random) -> None:
        self.desk.log.begin_check(self.dose(chance, "etoposide", "methotrexate").id, uuid4(), self.now)

    def check_entered(self, chance: Random) -> None:
        row = self.dose_of(chance, kinds.CHECK_BEGUN)
        self.enter(row, chance.choice(list(self.people.values())), chance)

    def check_whole(self, chance: Random) -> None:
        row = self.dose_of(chance, kinds.RELEASED)
        self.desk.log.begin_check(row.id, uuid4(), self.now)
        for name in (two_children.NURSE, two_children.SECOND):
            self.enter(row, self.people[name], chance)

    def enter(self, row: DoseRow, person: Person, chance: Random) -> None:
        assert row.amount is not None
        weight = Decimal("13.5")
        dose = row.amount if chance.random() < 0.9 else row.amount + 1
        bag = (Decimal(250), Decimal(125)) if row.drug == "etoposide" else (Decimal(3), None)
        seen = Seen(weight, dose, *bag)
        self.desk.log.enter_check(row.id, seen, begun=self.now, person=person, id_=uuid4(), now=self.now)

    def check_left(self, chance: Random) -> None:
        self.desk.log.leave_check(self.dose_of(chance, kinds.CHECK_BEGUN).id, "an emergency", self.now)

    def stop(self, chance: Random) -> None:
        row = self.dose(chance)
        self.desk.log.stop(
            row.child, row.line, row.part, reason="fever", directed_by=chance.choice(("", "Dr B. Other")), id_=uuid4(),
            now=self.now,
        )  # fmt: skip

    def lift_stop(self, chance: Random) -> None:
        child = self.child(chance)
        self.prescriber(chance).log.lift_stop(child, self.of_kind(chance, child, kinds.STOPPED), "better", self.now)

    def countersign(self, chance: Random) -> None:
        waiting = [one.fact for one in self.desk.log.voice_orders(self.child(chance))]
        order = chance.choice(waiting) if waiting else uuid4()
        self.desk.log.countersign(order, self.secret(), self.now, reason="who gave the order is off duty")

    # --- the child

    def stay(self, chance: Random) -> None:
        kind: Any = chance.choice(STAYS)
        at = self.now - timedelta(hours=chance.choice((0, 3, 30, -1)))
        stay.change_stay(self.desk, self.child(chance), kind, at, self.now, bed=chance.choice(("4", "5", "")))

    def strike_stay(self, chance: Random) -> None:
        child = self.child(chance)
        stay.strike_stay(self.desk, child, self.of_kind(chance, child, kinds.STAY), "wrong child", self.now)

    def measure(self, chance: Random) -> object:
        kg = Decimal("12.0") + Decimal(chance.randrange(30)) / 10
        on = self.desk.here(self.now).date()
        row = Measurement(on=on, weight_kg=kg, height_cm=None, weight_source="measured")
        return measuring.measure(self.desk, self.child(chance), row, self.now, Confirmed())

    def strike_measure(self, chance: Random) -> None:
        child = self.child(chance)
        measuring.strike_measure(self.desk, child, self.of_kind(chance, child, "measured"), "wrong scale", self.now)

    def link(self, chance: Random) -> None:
        self.desk.log.link_charts(self.child(chance), self.child(chance), "the same child", self.now)

    def task(self, chance: Random) -> str | None:
        child = self.child(chance)
        turns = tasks.tasks(self.desk, child, self.desk.here(self.now))
        if not turns:
            return NOTHING
        one, at = chance.choice(turns[:8]), self.now - timedelta(minutes=chance.choice((0, 60, 4000, -1)))
        if chance.random() < 0.7:
            tasks.task_done(self.desk, child, one.code, one.due, at, self.now, chance.choice(("", "late entry")))
        else:
            tasks.task_not_done(self.desk, child, one.code, one.due, at, self.now, chance.choice(("", "away")))
        return None

    def strike_task(self, chance: Random) -> None:
        child = self.child(chance)
        answer = self.of_kind(chance, child, tasks.DONE, tasks.NOT_DONE)
        tasks.strike_task(self.desk, child, answer, "wrong task", self.now)

    def new_version(self, chance: Random) -> str | None:
        """Another version by the physician: a dose moved, held or omitted, perhaps another weight."""
        if self.versions == MOST_VERSIONS:
            return NOTHING
        self.versions += 1
        child, desk = self.child(chance), self.desk.act_as(self.doctor)
        opened = desk.new_draft(child, self.now)
        case = changed(dict(opened.draft.case), chance, self.now)
        self.windows[self.window] = desk
        two_children.sign(desk, opened, case, self.now)
        self.read_plan(child)
        return None
