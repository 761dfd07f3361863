"""What people do in the days of the example: each by who does it on a ward, and each as the record asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.log.records import INTRAVENOUS, needs_release
from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.writing import with_unit
from hlh_desktop.ward import measuring
from hlh_desktop.ward.log.looked import values
from hlh_desktop.ward.log.releasing import Looked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hlh_desktop.domain.log.values import LoggedDose, Outcome
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class People:
    """Who releases and checks second, with the password, and who gives."""

    physician: OpenWard
    password: str
    nurse: OpenWard


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of these people about one child; `days` as of `example_days`."""

    people: People
    child: UUID
    days: Mapping[str, Any]

    def weigh(self, row: Mapping[str, Any], now: datetime) -> None:
        """A weight and height of the morning."""
        weight, height = (None if row[name] is None else Decimal(row[name]) for name in ("weight_kg", "height_cm"))
        taken = Measurement(on=now.date(), weight_kg=weight, height_cm=height, weight_source="measured")
        measuring.measure(self.people.nurse, self.child, taken, now)

    def report(self, sample: Mapping[str, Any], now: datetime) -> None:
        """What came from the laboratory, typed by the nurse."""
        nurse = self.people.nurse
        reported = tuple(
            Reported(**{**row, "value": Decimal(row["value"]) if "value" in row else None}) for row in sample["results"]
        )
        at = datetime.fromisoformat(sample["at"]).replace(tzinfo=now.tzinfo)
        taken = Sample(at, reported, sample["laboratory"], "", sample["fasting"], tuple(sample["conditions"]))
        nurse.labs.write(self.child, [taken], uuid4(), now)

    def release(self, dose: LoggedDose, now: datetime) -> None:
        """The physician looks at the day's values and releases."""
        desk = self.people.physician
        known = {one.key: one.today for one in values(desk, desk.log.day(self.child, now), now)}
        seen = self.days["seen"][now.date().isoformat()]
        known |= {name: with_unit(value, self.days["units"][name]) for name, value in seen.items()}
        desk.log.release(dose.id, Looked(known), self.people.password, uuid4(), now)

    def check(self, dose: LoggedDose, now: datetime) -> None:
        """Nurse and physician read and reckon without each other."""
        nurse, bag = self.people.nurse, self.days["bag"]
        assert dose.amount is not None  # the plan of the example tells every amount
        signed = nurse.log.day(self.child, now).signed
        assert signed is not None
        seen = Seen(signed.weight_kg, dose.amount, Decimal(bag["volume_ml"]), Decimal(bag["rate_ml_per_h"]))
        nurse.log.begin_check(dose.id, uuid4(), now)
        for person in (nurse.person, self.people.physician.person):
            nurse.log.enter_check(dose.id, seen, begun=now, person=person, id_=uuid4(), now=now)

    def give(self, dose: LoggedDose, now: datetime, reason: str, *, runs: bool) -> None:
        """The nurse gives; an infusion is begun."""
        reasons = {"late": reason} if reason else {}
        self._write(dose, now, "running" if runs else "given", taken=now, reasons=reasons)

    def finish(self, dose: LoggedDose, begun: datetime, now: datetime) -> None:
        """An infusion has run in."""
        self._write(dose, now, "given", taken=begun, ended=now)

    def _write(self, dose: LoggedDose, now: datetime, became: Any, **more: Any) -> Outcome:
        more["site"] = self.days["access"] if dose.route == INTRAVENOUS else ""
        if needs_release(dose):
            more |= {"batch": self.days["batch"], "expiry": date.fromisoformat(self.days["expiry"])}
        attempt = Attempt(became, amount=dose.amount, route=dose.route, known="scanned", **more)
        return self._stored(dose, attempt, now)

    def _stored(self, dose: LoggedDose, attempt: Attempt, now: datetime) -> Outcome:
        found = self.people.nurse.log.write(dose.id, attempt, uuid4(), now)
        # A gate that stops the example is a fault of its script.
        assert found.outcome is not None, (dose.line, dose.place, now, found.gates)
        return found.outcome

    def hold(self, dose: LoggedDose, reason: str, now: datetime) -> None:
        """The nurse holds a dose."""
        self._stored(dose, Attempt("held", now, reason=reason), now)

    def lift(self, dose: LoggedDose, reason: str, now: datetime) -> None:
        """The physician ends the hold."""
        found = self.people.physician.log.day(self.child, now).dose(dose.id)
        assert found is not None
        assert found.outcome is not None
        self.people.physician.log.lift(found.outcome.id, reason, now)
