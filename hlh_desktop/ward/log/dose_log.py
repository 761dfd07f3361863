"""The dose log of an open ward: what a nurse, a prescriber and a second person can do, in the words of the ward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.ward.log import checks, day, elsewhere, ending, giving, procedures, releasing, stopping

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.checks import CheckNow, CheckOpened, CheckRates
    from hlh_desktop.domain.log.gates.values import Attempt, Gate
    from hlh_desktop.domain.log.second_check import Seen
    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.log.elsewhere import ElsewhereDose
    from hlh_desktop.ward.log.giving import Written
    from hlh_desktop.ward.log.procedures import ProcedureEntry
    from hlh_desktop.ward.log.releasing import Looked
    from hlh_desktop.ward.log.stopping import VoiceOrder
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class DoseLog:
    """Every verb asks the record again in the transaction that stores its fact, and says in a Trouble why not.

    `id_` is made once by the caller, when a form is opened: pressed twice, it stands once. `now` has its zone.
    """

    desk: OpenWard

    def day(self, child: UUID, now: datetime) -> ChildDay:
        """A child's doses with their states, and what hides and holds them."""
        return day.child_day(self.desk, child, self.desk.here(now))

    # --- giving

    def gates(self, dose: UUID, attempt: Attempt, now: datetime) -> tuple[Gate, ...]:
        """What stands against an entry now; writes nothing. Trouble no_dose."""
        return giving.gates(self.desk, dose, attempt, self.desk.here(now))

    def write(
        self, dose: UUID, attempt: Attempt, id_: UUID, now: datetime, *, second: tuple[str, str] | None = None
    ) -> Written:
        """Writes down what became of a dose, or answers the gates that stop it; see `giving.write`."""
        return giving.write(self.desk, dose, attempt, id_, second=second, now=self.desk.here(now))

    def strike(self, outcome: UUID, reason: str, now: datetime) -> None:
        """Strikes out a wrong entry, which stays readable; the dose is open again."""
        ending.strike(self.desk, outcome, reason, self.desk.here(now))

    def lift(self, outcome: UUID, reason: str, now: datetime) -> None:
        """Ends a hold; the dose is open again."""
        ending.lift(self.desk, outcome, reason, self.desk.here(now))

    def note_elsewhere(self, child: UUID, dose: ElsewhereDose, id_: UUID, now: datetime) -> None:
        """A dose of another place that no plan of this ward has."""
        elsewhere.note_elsewhere(self.desk, child, dose, id_, self.desk.here(now))

    def move_entry(
        self, outcome: UUID, dose: UUID, attempt: Attempt, reason: str, id_: UUID, now: datetime
    ) -> Written:  # fmt: skip
        """An entry on the wrong chart: struck out there, entered here, linked both ways, at once or not at all."""
        return elsewhere.move_entry(self.desk, outcome, dose, attempt, reason, id_, self.desk.here(now))

    def link_charts(self, one: UUID, other: UUID, reason: str, now: datetime) -> None:
        """Two charts of the same child: each says so, nothing is merged."""
        elsewhere.link_charts(self.desk, one, other, reason, self.desk.here(now))

    # --- procedures

    def note_procedure(self, child: UUID, entry: ProcedureEntry, id_: UUID, now: datetime) -> None:
        """A plasma exchange or another procedure, done or planned."""
        procedures.note_procedure(self.desk, child, entry, id_, self.desk.here(now))

    def amend_procedure(
        self, child: UUID, procedure: UUID, entry: ProcedureEntry, reason: str, id_: UUID, now: datetime
    ) -> None:  # fmt: skip
        """A procedure written anew, such as with its end."""
        procedures.amend_procedure(self.desk, child, procedure, entry, reason, id_, self.desk.here(now))

    def strike_procedure(self, child: UUID, procedure: UUID, reason: str, now: datetime) -> None:
        """A procedure that was not done, or written down wrongly."""
        procedures.strike_procedure(self.desk, child, procedure, reason, self.desk.here(now))

    # --- orders at the bedside

    def release(
        self, dose: UUID, looked: Looked, password: str, id_: UUID, now: datetime, *, reason: str = ""
    ) -> None:  # fmt: skip
        """A prescriber's release of one dose, signed by password."""
        releasing.release(self.desk, dose, looked, password, id_, self.desk.here(now), reason=reason)

    def withdraw(self, dose: UUID, reason: str, id_: UUID, now: datetime) -> None:
        """A release taken back."""
        releasing.withdraw(self.desk, dose, reason, id_, self.desk.here(now))

    def stop(
        self, child: UUID, line: str, part: str | None, *, reason: str, directed_by: str = "", id_: UUID, now: datetime
    ) -> None:  # fmt: skip
        """Stops a line from now on."""
        stopping.stop(
            self.desk, child, line, part, reason=reason, directed_by=directed_by, id_=id_, now=self.desk.here(now)
        )

    def lift_stop(self, child: UUID, stop: UUID, reason: str, now: datetime) -> None:
        """Ends a stop."""
        stopping.lift_stop(self.desk, child, stop, reason, self.desk.here(now))

    def countersign(self, order: UUID, password: str, now: datetime, *, reason: str = "") -> None:
        """Signs an order that was given by voice; `reason` is why another than who gave it signs."""
        stopping.countersign(self.desk, order, password, self.desk.here(now), reason=reason)

    def voice_orders(self, child: UUID) -> tuple[VoiceOrder, ...]:
        """Every order by voice of a child, oldest first, signed or waiting."""
        with self.desk.store.reading() as reading:
            return stopping.voice_orders(self.desk, reading, child)

    # --- the independent second check

    def begin_check(self, dose: UUID, id_: UUID, now: datetime) -> CheckNow:
        """Opens a second check: from now on every amount of the child is hidden."""
        return checks.begin(self.desk, dose, id_, self.desk.here(now))

    def enter_check(
        self, dose: UUID, seen: Seen, *, begun: datetime, person: Person, id_: UUID, now: datetime
    ) -> CheckNow:  # fmt: skip
        """One person's entry; with the second one the three are compared, and the result is kept."""
        return checks.enter(self.desk, dose, seen, begun=begun, person=person, id_=id_, now=self.desk.here(now))

    def leave_check(self, dose: UUID, reason: str, now: datetime) -> None:
        """Ends an open check without a result."""
        checks.leave(self.desk, dose, reason, self.desk.here(now))

    def opened_check(self, dose: UUID, now: datetime) -> CheckOpened | None:
        """What both saw and the program reckoned; None until both are in, or while another of the drug is in check."""
        return checks.opened(self.desk, dose, self.desk.here(now))

    def check_rates(self) -> CheckRates:
        """How independent the ward's second checks are, how long they take, how often they differ."""
        from hlh_desktop.ward.log.rates import check_rates

        return check_rates(self.desk)
